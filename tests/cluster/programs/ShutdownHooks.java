// Shows shutdown hooks that wait for each other, throw and come too late, and an exit from a
// pool's thread.
import java.util.concurrent.*;

public class ShutdownHooks {
    static final CountDownLatch[] done = {
            new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1)};

    static class H extends Thread {
        final int k;
        final H before;

        H(String n, int k, H b) {
            super(n);
            before = b;
            this.k = k;
        }

        public void run() {
            try {
                if (before != null) {
                    done[k - 1].await();
                    if (k == 1) before.join();
                }
            } catch (InterruptedException e) {
            }
            System.out.println(
                    "hook " + getName() + " " + (before == null ? "-" : before.getName()));
            try {
                Runtime.getRuntime().addShutdownHook(new Thread());
            } catch (IllegalStateException e) {
                System.out.println(e);
            }
            try {
                System.out.println(Runtime.getRuntime().removeShutdownHook(this));
            } catch (IllegalStateException e) {
                System.out.println(e);
            }
            done[k].countDown();
            if (getName().equals("h2")) throw new IllegalStateException("hook fails");
        }
    }

    public static void main(String[] a) throws Exception {
        H h1 = new H("h1", 0, null), h2 = new H("h2", 1, h1), h3 = new H("h3", 2, h2);
        Runtime r = Runtime.getRuntime();
        Thread add = new Thread(() -> {
            r.addShutdownHook(h2);
            r.addShutdownHook(h1);
        });
        add.start();
        add.join();
        r.addShutdownHook(h3);
        H no = new H("no", 2, null);
        r.addShutdownHook(no);
        Thread rem = new Thread(()
                                        -> System.out.println(r.removeShutdownHook(no) + " "
                                                + r.removeShutdownHook(no)));
        rem.start();
        rem.join();
        try {
            r.addShutdownHook(h1);
        } catch (IllegalArgumentException e) {
            System.out.println(e);
        }
        Thread w = new Thread(() -> {
            Thread me = Thread.currentThread();
            try {
                r.addShutdownHook(me);
            } catch (IllegalArgumentException e) {
                System.out.println(e);
            }
        });
        w.start();
        w.join();

        Object lock = new Object();
        Thread blocked = new Thread(() -> {
            synchronized (lock) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                }
            }
            System.out.println("never");
        });
        blocked.start();
        Thread reexit = new Thread(() -> {
            while (done[0].getCount() > 0) Thread.onSpinWait();
            System.exit(77);
        });
        reexit.setDaemon(true);
        reexit.start();
        ExecutorService ex = Executors.newFixedThreadPool(2);
        Future<?> f = ex.submit(() -> {
            System.err.println("exiting");
            try {
                System.exit(300);
            } finally {
                System.out.println("never finally");
            }
        });
        f.get();
        System.out.println("never main");
    }
}
