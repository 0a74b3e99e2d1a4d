// Shows that a monitor stays with its thread through calls that go to other objects and come back.
public class ReentryCallback {
    static class Node {
        final String name;
        Node partner;
        int entries;
        int depth;
        int deepest;
        final StringBuilder log = new StringBuilder();

        Node(String name) { this.name = name; }

        synchronized int bounce(int count) {
            entries++;
            depth++;
            deepest = Math.max(deepest, depth);
            try {
                if (!Thread.holdsLock(this)) throw new IllegalStateException("lost " + name);
                if (count == 0) return check();
                int result = partner.bounce(count - 1) + 1;
                if (!Thread.holdsLock(this))
                    throw new IllegalStateException("no longer owner of " + name);
                return result;
            } finally {
                depth--;
            }
        }

        int check() {
            if (!Thread.holdsLock(partner)) return -1000;
            synchronized (partner) {
                partner.note("checked by " + Thread.currentThread().getName());
                return 0;
            }
        }

        synchronized void note(String text) { log.append(text).append(';'); }

        synchronized void fail(int count) {
            if (count == 0) throw new ArithmeticException("at the end");
            partner.fail(count - 1);
        }

        synchronized boolean free() { return depth == 0; }
    }

    static class Driver implements Runnable {
        final Node theirs;
        final Node mine;
        int sum;
        String error;

        Driver(Node theirs, String name) {
            this.theirs = theirs;
            mine = new Node(name);
        }

        public void run() {
            // The two monitors are always taken in the same order: first the shared one.
            for (int i = 0; i < 10; i++) {
                synchronized (theirs) {
                    theirs.partner = mine;
                    mine.partner = theirs;
                    sum += theirs.bounce(10);
                    sum += mine.bounce(5);
                    if (Thread.holdsLock(mine) || !Thread.holdsLock(theirs))
                        throw new IllegalStateException("wrong owners");
                }
            }
            synchronized (theirs) {
                theirs.partner = mine;
                try {
                    theirs.fail(7);
                } catch (ArithmeticException e) {
                    error = e.getMessage() + " " + Thread.holdsLock(theirs) + " "
                        + Thread.holdsLock(mine);
                }
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Node shared = new Node("shared");
        Driver[] drivers = new Driver[3];
        Thread[] threads = new Thread[drivers.length];
        for (int i = 0; i < drivers.length; i++) {
            threads[i] = new Thread(drivers[i] = new Driver(shared, "node " + i), "driver " + i);
        }
        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join();
        for (Driver driver : drivers) {
            System.out.println(driver.sum + " " + driver.error + " " + driver.mine.entries + " "
                + driver.mine.deepest + " " + driver.mine.free() + " " + driver.mine.log.length());
            driver.mine.log.setLength(0);
            driver.mine.note("by main");
            System.out.println(driver.mine.log);
        }
        System.out.println(shared.entries + " " + shared.deepest + " " + shared.free());
    }
}
