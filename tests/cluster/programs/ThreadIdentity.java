// Shows names, groups, priorities and the current thread as seen in calls on objects that other
// threads made.
public class ThreadIdentity {
    static class Witness {
        Thread last;
        String report() {
            Thread t = Thread.currentThread();
            boolean same = t == last;
            last = t;
            return t.getName() + " group " + t.getThreadGroup().getName() + " priority "
                + t.getPriority() + " daemon " + t.isDaemon() + " " + t + " as before " + same;
        }
        boolean isCurrent(Thread t) {
            return t == Thread.currentThread() && t.getId() == Thread.currentThread().getId();
        }
        void rename(String name) { Thread.currentThread().setName(name); }
        ClassLoader loader() { return Thread.currentThread().getContextClassLoader(); }
    }

    static class Visitor implements Runnable {
        final Witness theirs;
        final Witness mine = new Witness();
        final StringBuilder log = new StringBuilder();
        Thread self;

        Visitor(Witness theirs) { this.theirs = theirs; }

        public void run() {
            self = Thread.currentThread();
            log.append(theirs.report())
                .append('\n')
                .append(theirs.report())
                .append('\n')
                .append(mine.report())
                .append('\n');
            theirs.rename("renamed " + self.getName());
            self.setPriority(7);
            log.append(theirs.report()).append('\n');
            log.append(theirs.isCurrent(self))
                .append(mine.isCurrent(self))
                .append(theirs.last == self)
                .append(theirs.loader() == getClass().getClassLoader())
                .append('\n');
        }
    }

    static class Own extends Thread {
        final Witness witness;
        String text;
        Own(ThreadGroup group, String name, Witness witness) {
            super(group, name);
            this.witness = witness;
        }
        @Override public void run() { text = witness.report() + " " + witness.isCurrent(this); }
    }

    public static void main(String[] args) throws Exception {
        Witness shared = new Witness();
        System.out.println(shared.report());
        ThreadGroup group = new ThreadGroup("outer");
        ThreadGroup inner = new ThreadGroup(group, "inner");
        inner.setMaxPriority(6);
        for (int i = 0; i < 3; i++) {
            Visitor visitor = new Visitor(shared);
            Thread thread = new Thread(i == 0 ? group : inner, visitor, "visitor " + i);
            thread.setPriority(i + 4);
            thread.start();
            thread.join();
            System.out.print(visitor.log);
            System.out.println(
                (visitor.self == thread) + " " + thread.getName() + " " + thread.getThreadGroup());
            System.out.println(visitor.mine.report());
            System.out.println((visitor.mine.last == Thread.currentThread()) + " "
                + visitor.mine.isCurrent(thread));
        }
        Own own = new Own(inner, "subclass of Thread", shared);
        own.start();
        own.join();
        System.out.println(own.text);
        System.out.println(
            inner.getParent() + " " + group.activeGroupCount() + " " + inner.activeCount());
        Thread[] unnamed = {new Thread(new Visitor(shared)), new Thread(new Visitor(shared))};
        System.out.println(unnamed[0].getName() + " " + unnamed[1].getName());
        System.out.println(unnamed[1].getId() > unnamed[0].getId());
    }
}
