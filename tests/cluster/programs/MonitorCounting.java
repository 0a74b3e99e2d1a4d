// Shows mutual exclusion by synchronized methods, static ones and blocks on objects of other
// threads; ownership and its errors.
import java.util.ArrayList;
import java.util.List;

public class MonitorCounting {
    static int staticCount;
    static synchronized void countStatic() { staticCount++; }

    static class Counter {
        int plain;
        int inside;
        int most;
        synchronized void count() {
            inside++;
            if (inside > most) most = inside;
            plain++;
            inside--;
        }
        synchronized int get() { return plain; }
    }

    static class Worker implements Runnable {
        final Counter shared;
        final Counter own = new Counter();
        final Object lock;
        final int[] cell;
        final List<Worker> others;

        Worker(Counter shared, Object lock, int[] cell, List<Worker> others) {
            this.shared = shared;
            this.lock = lock;
            this.cell = cell;
            this.others = others;
        }

        public void run() {
            for (int i = 0; i < 60; i++) {
                shared.count();
                countStatic();
                synchronized (lock) {
                    synchronized (cell) {
                        cell[0]++;
                    }
                    cell[1]++;
                }
                for (Worker other : others) other.own.count();
                synchronized (Worker.class) {
                    cell[2]++;
                }
            }
        }
    }

    static String attempt(Runnable action) {
        try {
            action.run();
            return "nothing";
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    public static void main(String[] args) throws Exception {
        Counter shared = new Counter();
        Object lock = new Object();
        int[] cell = new int[3];
        List<Worker> workers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) workers.add(new Worker(shared, lock, cell, workers));
        for (Worker worker : workers) threads.add(new Thread(worker));
        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join();
        System.out.println(shared.get() + " " + shared.most + " " + staticCount + " " + cell[0]
            + " " + cell[1] + " " + cell[2]);
        for (Worker worker : workers) System.out.println(worker.own.get() + " " + worker.own.most);
        Object theirs = workers.get(1).own;
        System.out.println(attempt(theirs::notify));
        System.out.println(attempt(theirs::notifyAll));
        System.out.println(attempt(() -> {
            try {
                theirs.wait(1);
            } catch (InterruptedException e) {
                throw new RuntimeException(e);
            }
        }));
        System.out.println(Thread.holdsLock(theirs));
        synchronized (theirs) {
            synchronized (theirs) {
                System.out.println(Thread.holdsLock(theirs) + " " + attempt(theirs::notify));
            }
            boolean[] held = new boolean[1];
            Thread asker = new Thread(() -> held[0] = Thread.holdsLock(theirs));
            asker.start();
            asker.join();
            System.out.println(Thread.holdsLock(theirs) + " " + held[0]);
        }
        try {
            synchronized (theirs) {
                throw new IllegalStateException("leaves the monitor");
            }
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage() + " " + Thread.holdsLock(theirs));
        }
    }
}
