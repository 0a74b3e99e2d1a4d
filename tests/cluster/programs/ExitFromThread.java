// Shows System.exit from a thread that is not main: shutdown hooks run, other threads are cut off,
// the exit code is the one given.
public class ExitFromThread {
    static class Blocked implements Runnable {
        final Object lock;
        volatile boolean started;
        Blocked(Object lock) { this.lock = lock; }
        public void run() {
            synchronized (lock) {
                started = true;
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    System.out.println("must not be printed");
                }
            }
            System.out.println("must not be printed");
        }
    }

    static class Hook extends Thread {
        final StringBuilder story;
        Hook(StringBuilder story) { this.story = story; }
        @Override public void run() { System.out.println("hook: " + story); }
    }

    static class Ender implements Runnable {
        final StringBuilder story;
        Ender(StringBuilder story) { this.story = story; }
        public void run() {
            story.append(", ended by ").append(Thread.currentThread().getName());
            System.out.println("exit from " + Thread.currentThread().getName());
            try {
                System.exit(7);
            } finally {
                System.out.println("must not be printed");
            }
        }
    }

    public static void main(String[] args) throws Exception {
        StringBuilder story = new StringBuilder("started by main");
        Object lock = new Object();
        Runtime.getRuntime().addShutdownHook(new Hook(story));
        Hook removed = new Hook(story);
        Runtime.getRuntime().addShutdownHook(removed);
        System.out.println(Runtime.getRuntime().removeShutdownHook(removed));
        for (int i = 0; i < 3; i++) {
            Blocked blocked = new Blocked(lock);
            new Thread(blocked).start();
            while (!blocked.started) Thread.sleep(1);
        }
        Thread ender = new Thread(new Ender(story), "ender");
        ender.start();
        ender.join();
        System.out.println("must not be printed");
    }
}
