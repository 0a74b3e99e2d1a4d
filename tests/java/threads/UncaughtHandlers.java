// SPDX-License-Identifier: Apache-2.0
// Uncaught exceptions: default output on stderr for other threads, handlers of threads and groups,
// handlers that throw, main's end.
public class UncaughtHandlers {
    static void run(Thread t) throws InterruptedException {
        t.start();
        t.join();
    }
    public static void main(String[] args) throws Exception {
        run(new Thread(() -> {
            throw new IllegalStateException("plain", new RuntimeException("cause"));
        }, "worker-1"));
        Thread h = new Thread(() -> { throw new Error("handled"); }, "worker-2");
        h.setUncaughtExceptionHandler(
                (t, e)
                        -> System.out.println(t.getName() + " handled " + e + " alive "
                                + t.isAlive() + " current " + (Thread.currentThread() == t)));
        run(h);
        System.out.println(h.getUncaughtExceptionHandler());
        ThreadGroup g = new ThreadGroup("g") {
            @Override
            public void uncaughtException(Thread t, Throwable e) {
                System.out.println("group got " + e.getMessage() + " from " + t.getName());
            }
        };
        run(new Thread(g, () -> { throw new RuntimeException("to group"); }, "worker-3"));
        Thread bad = new Thread(() -> { throw new RuntimeException("first"); }, "worker-4");
        bad.setUncaughtExceptionHandler((t, e) -> { throw new RuntimeException("in handler"); });
        run(bad);
        Thread.setDefaultUncaughtExceptionHandler(
                (t, e) -> System.out.println("default for " + t.getName() + ": " + e));
        run(new Thread(() -> {
            Object o = "s";
            Integer i = (Integer) o;
        }, "worker-5"));
        run(new Thread(() -> recurse(1), "worker-6"));
        run(new Thread(() -> { throw new ThreadDeath(); }, "worker-7"));
        System.out.println(Thread.getDefaultUncaughtExceptionHandler() != null);
        Thread.setDefaultUncaughtExceptionHandler(null);
        run(new Thread(() -> { throw new ThreadDeath(); }, "worker-8"));
        run(new Thread(UncaughtHandlers::deep, "worker-9"));
        Thread custom = new Thread("worker-10") {
            @Override
            public void run() {
                throw new RuntimeException() {
                    @Override
                    public String toString() {
                        return "custom toString";
                    }
                };
            }
        };
        run(custom);
        Thread.currentThread().setUncaughtExceptionHandler(
                (t, e) -> System.out.println("main's own: " + e.getMessage()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        throw new RuntimeException("end of main");
    }
    static int recurse(int n) { return recurse(n + 1) + 1; }
    static void deep() {
        try {
            throw new java.io.IOException("io");
        } catch (java.io.IOException e) {
            RuntimeException r = new RuntimeException("wrapped", e);
            r.addSuppressed(new Exception("suppressed"));
            throw r;
        }
    }
}
