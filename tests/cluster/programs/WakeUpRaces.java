// Shows starts, joins, interrupts, unparks and notifies in quick succession: a lost wake-up would
// hang.
import java.util.Arrays;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

public class WakeUpRaces {
    interface Body { void run() throws Exception; }

    static class Task implements Runnable {
        final Body body;

        Task(Body body) { this.body = body; }

        public void run() {
            try {
                body.run();
            } catch (Throwable e) {
                System.out.println("unexpected " + e);
            }
        }
    }

    static Thread start(Body body) {
        Thread thread = new Thread(new Task(body));
        thread.start();
        return thread;
    }

    static void join(Thread... threads) throws InterruptedException {
        for (Thread thread : threads) thread.join();
    }

    static class Cell {
        Object value;

        synchronized void put(Object o) throws InterruptedException {
            while (value != null) wait();
            value = o;
            notifyAll();
        }

        synchronized Object take() throws InterruptedException {
            while (value == null) wait();
            Object o = value;
            value = null;
            notifyAll();
            return o;
        }
    }

    static void notifyOrInterrupt() throws Exception {
        int ends = 0;
        for (int i = 0; i < 20; i++) {
            Object lock = new Object();
            int[] state = new int[2];
            Thread waiter = start(() -> {
                synchronized (lock) {
                    state[0] = 1;
                    lock.notifyAll();
                    try {
                        while (state[1] == 0) lock.wait();
                        state[0] = 2;
                    } catch (InterruptedException e) {
                        state[0] = 3;
                    }
                }
            });
            synchronized (lock) {
                while (state[0] == 0) lock.wait();
            }
            Thread notifier = start(() -> {
                synchronized (lock) {
                    state[1] = 1;
                    lock.notify();
                }
            });
            if (i % 2 == 0) waiter.interrupt();
            join(notifier, waiter);
            if (state[0] > 1) ends++;
        }
        System.out.println("waiters that ended: " + ends);
    }

    static void parkAndUnpark() throws Exception {
        AtomicInteger parked = new AtomicInteger();
        for (int i = 0; i < 30; i++) {
            boolean[] go = new boolean[1];
            Thread parker = start(() -> {
                while (!go[0]) LockSupport.park(go);
                parked.incrementAndGet();
            });
            Thread waker = start(() -> {
                go[0] = true;
                LockSupport.unpark(parker);
            });
            join(waker, parker);
        }
        System.out.println("parked and woken: " + parked);
    }

    static void cells() throws Exception {
        Cell cell = new Cell();
        long[] sum = new long[1];
        Body put = () -> {
            for (int i = 0; i < 40; i++) cell.put(i);
        };
        Body take = () -> {
            for (int i = 0; i < 40; i++) {
                int value = (Integer) cell.take();
                synchronized (sum) {
                    sum[0] += value;
                }
            }
        };
        join(start(put), start(take), start(put), start(take));
        System.out.println("sum through the cell: " + sum[0]);
    }

    static void conditions() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Condition changed = lock.newCondition();
        int ends = 0;
        for (int i = 0; i < 15; i++) {
            int[] state = new int[1];
            Thread waiter = start(() -> {
                try {
                    lock.lockInterruptibly();
                    try {
                        state[0] = 1;
                        while (state[0] < 2) changed.await();
                        state[0] = 3;
                    } finally {
                        lock.unlock();
                    }
                } catch (InterruptedException e) {
                    state[0] = 4;
                }
            });
            if (i % 3 == 0) waiter.interrupt();
            Body signal = () -> {
                lock.lock();
                try {
                    if (state[0] == 1) state[0] = 2;
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            };
            join(start(signal));
            if (i % 3 == 1) waiter.interrupt();
            while (waiter.isAlive()) {
                signal.run();
                waiter.join(5);
            }
            if (state[0] >= 3) ends++;
        }
        System.out.println("conditions that ended: " + ends);
    }

    static void gate() throws Exception {
        CountDownLatch through = new CountDownLatch(20);
        boolean[] open = new boolean[1];
        Thread[] threads = new Thread[20];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = start(() -> {
                synchronized (open) {
                    while (!open[0]) open.wait();
                }
                through.countDown();
            });
        }
        synchronized (open) {
            open[0] = true;
            open.notifyAll();
        }
        System.out.println("all through: " + through.await(30, TimeUnit.SECONDS));
        join(threads);
    }

    static void synchronizers() throws Exception {
        Exchanger<Integer> exchanger = new Exchanger<>();
        AtomicInteger total = new AtomicInteger();
        join(start(() -> {
            for (int i = 0; i < 20; i++) total.addAndGet(exchanger.exchange(i));
        }), start(() -> {
            for (int i = 0; i < 20; i++) total.addAndGet(-exchanger.exchange(i));
        }));
        System.out.println("exchanged: " + total);

        Semaphore first = new Semaphore(1), second = new Semaphore(0);
        StringBuffer turns = new StringBuffer();
        join(start(() -> {
            for (int i = 0; i < 12; i++) {
                first.acquire();
                turns.append('a');
                second.release();
            }
        }), start(() -> {
            for (int i = 0; i < 12; i++) {
                second.acquire();
                turns.append('b');
                first.release();
            }
        }));
        System.out.println(turns);

        CyclicBarrier barrier = new CyclicBarrier(3);
        AtomicInteger passed = new AtomicInteger();
        Body pass = () -> {
            try {
                barrier.await();
                barrier.await(20, TimeUnit.SECONDS);
                passed.incrementAndGet();
            } catch (BrokenBarrierException e) {
                passed.addAndGet(100);
            }
        };
        for (int i = 0; i < 5; i++) join(start(pass), start(pass), start(pass));
        System.out.println("passed the barrier: " + passed);
    }

    static void forks() throws Exception {
        Object[] forks = {new Object(), new Object(), new Object(), new Object()};
        int[] meals = new int[4];
        Thread[] threads = new Thread[4];
        for (int i = 0; i < 4; i++) {
            int me = i, low = Math.min(i, (i + 1) % 4), high = Math.max(i, (i + 1) % 4);
            threads[i] = start(() -> {
                for (int meal = 0; meal < 15; meal++) {
                    synchronized (forks[low]) {
                        synchronized (forks[high]) {
                            meals[me]++;
                        }
                    }
                }
            });
        }
        join(threads);
        System.out.println("meals " + Arrays.toString(meals));
    }

    static void storms() throws Exception {
        AtomicInteger sleepers = new AtomicInteger();
        join(start(() -> {
            for (int i = 0; i < 30; i++) join(start(() -> {}));
        }), start(() -> {
            for (int i = 0; i < 30; i++) {
                Thread sleeper = start(() -> {
                    try {
                        Thread.sleep(1000000);
                    } catch (InterruptedException e) {
                        sleepers.incrementAndGet();
                    }
                });
                sleeper.interrupt();
                sleeper.join();
            }
        }));
        System.out.println("sleepers interrupted: " + sleepers);
    }

    public static void main(String[] args) throws Exception {
        notifyOrInterrupt();
        parkAndUnpark();
        cells();
        conditions();
        gate();
        synchronizers();
        forks();
        storms();
    }
}
