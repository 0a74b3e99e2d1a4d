// Shows that a thread keeps its ThreadLocals in calls on objects of other threads, and that
// children inherit inheritable ones.
import java.util.ArrayList;
import java.util.List;

public class ThreadLocals {
    static int created;

    static class Context {
        final ThreadLocal<StringBuilder> log = ThreadLocal.withInitial(() -> {
            synchronized (ThreadLocals.class) {
                created++;
            }
            return new StringBuilder("log of " + Thread.currentThread().getName() + ":");
        });
        final ThreadLocal<Integer> number = new ThreadLocal<>();
        final InheritableThreadLocal<String> family = new InheritableThreadLocal<>() {
            protected String childValue(String parent) { return parent + " > child"; }
        };
        Context next;

        void visit(int depth) {
            log.get().append(' ').append(depth);
            Integer old = number.get();
            number.set(old == null ? 1 : old + 1);
            if (depth > 0) next.visit(depth - 1);
        }
    }

    static class Visitor implements Runnable {
        final Context theirs;
        final Context mine = new Context();
        final List<String> results = new ArrayList<>();
        StringBuilder kept;

        Visitor(Context theirs) { this.theirs = theirs; }

        public void run() {
            mine.next = theirs;
            theirs.next = mine;
            theirs.visit(5);
            mine.visit(2);
            kept = theirs.log.get();
            results.add(theirs.log.get().toString());
            results.add(mine.log.get().toString());
            results.add(theirs.number.get() + " " + mine.number.get());
            results.add(theirs.family.get() + ", " + mine.family.get());
            mine.family.set("family of " + Thread.currentThread().getName());
            Thread child = new Thread(()
                                          -> results.add(mine.family.get() + ", "
                                              + theirs.family.get() + ", " + mine.number.get()));
            child.start();
            try {
                child.join();
            } catch (InterruptedException e) {
                results.add("interrupted");
            }
            theirs.log.remove();
            results.add(theirs.log.get() + " " + (theirs.log.get() == kept));
        }
    }

    public static void main(String[] args) throws Exception {
        Context shared = new Context();
        shared.family.set("main's");
        shared.number.set(1000);
        for (int i = 0; i < 3; i++) {
            Visitor visitor = new Visitor(shared);
            Thread thread = new Thread(visitor, "visitor " + i);
            thread.start();
            thread.join();
            for (String result : visitor.results) System.out.println(result);
            System.out.println(visitor.mine.number.get() + " " + visitor.mine.family.get() + " "
                + shared.number.get());
            visitor.mine.visit(3);
            System.out.println(visitor.mine.log.get() + " " + shared.log.get() + " "
                + (visitor.kept == shared.log.get()));
        }
        System.out.println("created " + created);
    }
}
