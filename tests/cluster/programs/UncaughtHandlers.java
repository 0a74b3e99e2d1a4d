// Shows where exceptions go that end a thread: its own handler, its group, the default handler,
// standard error; a handler that fails.
public class UncaughtHandlers {
    static final StringBuffer LOG = new StringBuffer();

    static class Fails implements Runnable {
        final String message;
        Fails(String message) { this.message = message; }
        public void run() { step(); }
        void step() { throw new UnsupportedOperationException(message); }
    }

    static class Keeper implements Thread.UncaughtExceptionHandler {
        Throwable seen;
        Thread thread;
        boolean inThread;
        public void uncaughtException(Thread t, Throwable e) {
            thread = t;
            seen = e;
            inThread = t == Thread.currentThread();
            LOG.append("keeper: ").append(t.getName()).append(": ").append(e).append('\n');
        }
    }

    static class Group extends ThreadGroup {
        Group() { super("group"); }
        public void uncaughtException(Thread t, Throwable e) {
            LOG.append("group: ")
                .append(t.getName())
                .append(" of ")
                .append(t.getThreadGroup().getName())
                .append(": ")
                .append(e.getMessage())
                .append('\n');
        }
    }

    static void runToEnd(Thread thread) throws InterruptedException {
        thread.start();
        thread.join();
        System.out.println(thread.getName() + " " + thread.getState() + " " + thread.isAlive());
    }

    public static void main(String[] args) throws Exception {
        Keeper keeper = new Keeper();
        Thread own = new Thread(new Fails("first"), "own");
        own.setUncaughtExceptionHandler(keeper);
        runToEnd(own);
        System.out.println(
            (keeper.thread == own) + " " + keeper.inThread + " " + keeper.seen.getStackTrace()[0]);

        runToEnd(new Thread(new Group(), new Fails("second"), "member"));

        runToEnd(new Thread(new Fails("third"), "plain"));

        Thread.setDefaultUncaughtExceptionHandler(keeper);
        runToEnd(new Thread(new Fails("fourth"), "by default"));
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> {
            LOG.append("failing handler ").append(e.getMessage()).append('\n');
            throw new IllegalStateException("not printed");
        });
        runToEnd(new Thread(new Fails("fifth"), "worse"));
        Thread.setDefaultUncaughtExceptionHandler(null);

        Thread nested = new Thread(() -> {
            Thread child = new Thread(new Fails("sixth"), "grandchild");
            child.setUncaughtExceptionHandler(keeper);
            child.start();
            try {
                child.join();
            } catch (InterruptedException e) {
                LOG.append("no\n");
            }
            throw new ClassCastException("seventh");
        }, "child");
        nested.setUncaughtExceptionHandler(new Keeper());
        runToEnd(nested);
        System.out.print(LOG);
        System.out.println(own.getUncaughtExceptionHandler() == null ? "no handler" : "the group");
    }
}
