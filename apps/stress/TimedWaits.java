// SPDX-License-Identifier: Apache-2.0
// Timed waits end neither early nor much late (on a machine that is busy), whichever call waits.

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

public class TimedWaits {
    interface Wait {
        void run(long millis) throws Exception;
    }

    /** The shortest overshoot of some attempts; a wait that ends early is an error at once. */
    static void check(String name, boolean mayBeEarly, Wait wait) throws Exception {
        for (long millis : new long[] {1, 5, 20, 100}) {
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                long start = System.nanoTime();
                wait.run(millis);
                long over = System.nanoTime() - start - millis * 1_000_000;
                if (over < 0 && !mayBeEarly) {
                    System.out.println(name + " of " + millis + " ms ends " + -over + " ns early");
                }
                best = Math.min(best, Math.abs(over));
            }
            if (best > 20_000_000) {
                System.out.println(name + " of " + millis + " ms ends " + best + " ns late at best");
            }
        }
        System.out.println(name);
    }

    public static void main(String[] args) throws Exception {
        Object monitor = new Object();
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        CountDownLatch never = new CountDownLatch(1);
        Thread forever = new Thread(LockSupport::park);
        forever.setDaemon(true);
        forever.start();
        check("sleep", false, Thread::sleep);
        check("sleep with nanos", false, m -> Thread.sleep(m, 1));
        check("wait", false, m -> {
            synchronized (monitor) {
                monitor.wait(m);
            }
        });
        check("parkNanos", false, m -> LockSupport.parkNanos(m * 1_000_000));
        check("parkUntil", true, m -> LockSupport.parkUntil(System.currentTimeMillis() + m));
        check("join", true, forever::join);
        check("await", false, m -> never.await(m, TimeUnit.MILLISECONDS));
        check("condition", false, m -> {
            lock.lock();
            condition.await(m, TimeUnit.MILLISECONDS);
            lock.unlock();
        });
        check("tryLock", false, m -> {
            lock.lock();
            Thread t = new Thread(() -> {
                try {
                    long start = System.nanoTime();
                    boolean got = lock.tryLock(m, TimeUnit.MILLISECONDS);
                    if (got || System.nanoTime() - start < m * 1_000_000) {
                        System.out.println("tryLock " + got);
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            t.start();
            t.join();
            lock.unlock();
        });
        // Huge timeouts do not overflow into short ones.
        Thread[] long_ = new Thread[4];
        long[] limits = {Long.MAX_VALUE, Long.MAX_VALUE / 1_000_000, 1L << 40, Long.MAX_VALUE - 1};
        for (int i = 0; i < long_.length; i++) {
            long limit = limits[i];
            int kind = i;
            long_[i] = new Thread(() -> {
                try {
                    if (kind % 2 == 0) {
                        Thread.sleep(limit);
                    } else {
                        synchronized (monitor) {
                            monitor.wait(limit);
                        }
                    }
                } catch (InterruptedException e) {
                    return;
                }
                System.out.println("a very long wait has ended");
            });
            long_[i].start();
        }
        Thread.sleep(50);
        for (Thread t : long_) {
            t.interrupt();
            t.join();
        }
        System.out.println("done");
    }
}
