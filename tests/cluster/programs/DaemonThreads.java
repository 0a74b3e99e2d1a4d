// Shows that daemon threads do not keep the program alive, that others do, and that being a daemon
// is inherited.
public class DaemonThreads {
    static class Forever implements Runnable {
        final Object lock = new Object();
        volatile boolean started;
        public void run() {
            synchronized (lock) {
                started = true;
                while (true) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        System.out.println("must not happen");
                    }
                }
            }
        }
    }

    static class Parent implements Runnable {
        boolean childIsDaemon;
        boolean self;
        String error;
        public void run() {
            self = Thread.currentThread().isDaemon();
            Thread child = new Thread(new Forever());
            childIsDaemon = child.isDaemon();
            child.setDaemon(true);
            child.start();
            try {
                child.setDaemon(false);
            } catch (IllegalThreadStateException e) {
                error = e.toString();
            }
        }
    }

    static class Last implements Runnable {
        final Thread main;
        Last(Thread main) { this.main = main; }
        public void run() {
            try {
                main.join();
                Thread.sleep(20);
            } catch (InterruptedException e) {
                System.out.println("must not happen");
            }
            System.out.println("main has ended, this thread ends the program");
        }
    }

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 3; i++) {
            Forever forever = new Forever();
            Thread daemon = new Thread(forever);
            daemon.setDaemon(true);
            daemon.start();
            while (!forever.started) Thread.sleep(1);
            System.out.println("daemon " + daemon.isDaemon() + " " + daemon.isAlive());
        }
        for (boolean daemon : new boolean[] {false, true}) {
            Parent parent = new Parent();
            Thread thread = new Thread(parent);
            thread.setDaemon(daemon);
            thread.start();
            thread.join();
            System.out.println(parent.self + " " + parent.childIsDaemon + " " + parent.error);
        }
        new Thread(new Last(Thread.currentThread())).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        System.out.println("end of main");
    }
}
