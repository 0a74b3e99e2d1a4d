// Shows that the program ends, with the code of System.exit, while daemon threads are in the middle
// of every kind of traffic: large and small array copies, calls, monitors, new objects and threads.
import java.util.HashMap;
import java.util.Map;

public class EndWhileBusy {
    static final byte[] BYTES = new byte[1 << 20];
    static final Map<Integer, String> MAP = new HashMap<>();
    static final Object LOCK = new Object();
    static int started;
    static long turns;

    static class Worker implements Runnable {
        final int kind;
        final byte[] mine = new byte[1 << 18];

        Worker(int kind) { this.kind = kind; }

        public void run() {
            synchronized (LOCK) {
                started++;
                LOCK.notifyAll();
            }
            try {
                for (int turn = 0;; turn++) work(turn);
            } catch (InterruptedException e) {
                System.out.println("interrupted");
            }
        }

        void work(int turn) throws InterruptedException {
            switch (kind % 6) {
                case 0:
                    System.arraycopy(mine, 0, BYTES, 0, mine.length);
                    System.arraycopy(BYTES, mine.length, mine, 0, mine.length);
                    break;
                case 1:
                    BYTES[turn % 1000]++;
                    break;
                case 2:
                    synchronized (LOCK) {
                        turns++;
                        LOCK.notifyAll();
                        LOCK.wait(1);
                    }
                    break;
                case 3:
                    synchronized (MAP) {
                        MAP.merge(turn % 100, "x".repeat(turn % 9000), (a, b) -> b);
                    }
                    break;
                case 4:
                    Thread thread = new Thread(new Short(new byte[turn % 20000]));
                    thread.setDaemon(true);
                    thread.start();
                    thread.join();
                    break;
                default:
                    try {
                        fail(turn % 50);
                    } catch (IllegalStateException e) {
                        if (e.getStackTrace().length < 2) System.out.println("no trace");
                    }
            }
        }

        void fail(int depth) {
            if (depth == 0) throw new IllegalStateException();
            fail(depth - 1);
        }
    }

    static class Short implements Runnable {
        final byte[] given;

        Short(byte[] given) { this.given = given; }

        public void run() {
            for (int i = 0; i < given.length; i += 1000) given[i] = 1;
        }
    }

    public static void main(String[] args) throws Exception {
        final int workers = 12;
        for (int i = 0; i < workers; i++) {
            Thread thread = new Thread(new Worker(i));
            thread.setDaemon(true);
            thread.start();
        }
        synchronized (LOCK) {
            while (started < workers) LOCK.wait();
        }
        Thread.sleep(200);
        System.out.println(workers + " workers are busy");
        System.exit(5);
    }
}
