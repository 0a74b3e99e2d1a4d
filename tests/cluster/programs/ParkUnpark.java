// Shows park and unpark across threads: a permit before, during, only one, with a time limit, by
// interrupt; the blocker.
import java.util.concurrent.locks.LockSupport;

public class ParkUnpark {
    static class Parker implements Runnable {
        final Object blocker;
        volatile boolean ready;
        volatile boolean go;
        volatile int round;
        final StringBuilder log = new StringBuilder();

        Parker(Object blocker) { this.blocker = blocker; }

        public void run() {
            ready = true;
            while (!go) LockSupport.park(blocker);
            log.append("released ");
            LockSupport.unpark(Thread.currentThread());
            LockSupport.unpark(Thread.currentThread());
            LockSupport.park();
            log.append("one permit ");
            LockSupport.parkNanos(2_000_000);
            log.append("time limit ");
            Thread.currentThread().interrupt();
            LockSupport.park(this);
            log.append("interrupted ").append(Thread.interrupted());
            LockSupport.parkUntil(System.currentTimeMillis() - 5);
            for (int i = 1; i <= 10; i++) {
                while (round < i) LockSupport.park();
            }
            log.append(" rounds ").append(round);
        }
    }

    static class Relay implements Runnable {
        final int number;
        final int[] token;
        volatile int laps;
        volatile Thread next;

        Relay(int number, int[] token) {
            this.number = number;
            this.token = token;
        }

        synchronized boolean mine() {
            synchronized (token) {
                return token[0] % 3 == number;
            }
        }

        public void run() {
            while (laps < 10) {
                while (!mine()) LockSupport.park(token);
                laps++;
                synchronized (token) {
                    token[0]++;
                }
                LockSupport.unpark(next);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Object blocker = new Object();
        for (int i = 0; i < 2; i++) {
            Parker parker = new Parker(blocker);
            Thread thread = new Thread(parker);
            thread.start();
            while (!parker.ready || LockSupport.getBlocker(thread) != blocker) Thread.sleep(1);
            System.out.println("blocked by the blocker");
            parker.go = true;
            LockSupport.unpark(thread);
            while (LockSupport.getBlocker(thread) != null) Thread.sleep(1);
            for (int round = 1; round <= 10; round++) {
                parker.round = round;
                LockSupport.unpark(thread);
            }
            thread.join();
            LockSupport.unpark(thread);
            System.out.println(parker.log);
        }
        int[] token = new int[1];
        Relay[] relays = new Relay[3];
        Thread[] threads = new Thread[3];
        for (int i = 0; i < 3; i++) threads[i] = new Thread(relays[i] = new Relay(i, token));
        for (int i = 0; i < 3; i++) relays[i].next = threads[(i + 1) % 3];
        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join();
        System.out.println(
            token[0] + " " + relays[0].laps + " " + relays[1].laps + " " + relays[2].laps);
    }
}
