// Shows inner, local and anonymous classes whose outer object belongs to another thread: private
// access, captured variables, nesting.
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

public class InnerClasses {
    private int secret = 1;
    private static String shared = "s";

    private int bump() { return ++secret; }

    class Inner implements Runnable {
        private int own = 10;
        int seen;
        class Deeper {
            int value = own + secret;
            int all() { return value + bump() + Inner.this.own + InnerClasses.this.secret; }
        }
        Deeper deeper;
        public void run() {
            deeper = new Deeper();
            seen = deeper.all();
            own += seen;
            secret += 100;
            shared += own;
        }
        private int hidden() { return own * 2; }
    }

    static class Nested {
        private final List<Integer> items = new ArrayList<>();
        Iterable<Integer> backwards(int limit) {
            return () -> new Iterator<>() {
                int at = items.size();
                public boolean hasNext() { return at > 0 && items.size() - at < limit; }
                public Integer next() { return items.get(--at); }
            };
        }
    }

    Runnable anonymous(int[] cell, String text, Nested nested) {
        return new Runnable() {
            int times;
            {
                cell[1]++;
            }
            @Override public void run() {
                times++;
                class Local {
                    final int number = cell[0] + text.length() + times;
                    int add() { return secret += number; }
                }
                Local local = new Local();
                cell[0] = local.add();
                for (int i = 0; i < 4; i++) nested.items.add(local.number + i);
                Runnable again = new Runnable() {
                    public void run() { cell[1] += local.number + times + bump(); }
                };
                again.run();
            }
            @Override public String toString() { return text + times + secret; }
        };
    }

    static void runAndJoin(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
    }

    public static void main(String[] args) throws Exception {
        InnerClasses outer = new InnerClasses();
        for (int i = 0; i < 3; i++) {
            Inner inner = outer.new Inner();
            runAndJoin(inner);
            System.out.println(inner.seen + " " + inner.own + " " + inner.hidden() + " "
                + outer.secret + " " + shared);
            Inner.Deeper deeper = inner.new Deeper();
            System.out.println(deeper.value + " " + deeper.all() + " " + inner.deeper.value);
        }
        int[] cell = {5, 0};
        Nested nested = new Nested();
        Runnable task = outer.anonymous(cell, "text", nested);
        for (int i = 0; i < 3; i++) {
            runAndJoin(task);
            System.out.println(task + " " + cell[0] + " " + cell[1] + " " + nested.items);
        }
        StringBuilder line = new StringBuilder();
        Iterable<Integer> backwards = nested.backwards(5);
        runAndJoin(() -> {
            for (int item : backwards) line.append(item).append(' ');
        });
        System.out.println(line + task.getClass().getName() + " " + outer.bump());
    }
}
