// SPDX-License-Identifier: Apache-2.0
// Two deadlocks, one of monitors and one of ReentrantLocks, beside threads in all other states; the driver asks for a thread dump.

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

public class DeadlockDump {
    static final class First {
    }

    static final class Second {
    }

    static void daemon(String name, Runnable body) {
        Thread t = new Thread(body, name);
        t.setDaemon(true);
        t.start();
    }

    static void both(CyclicBarrier barrier, Object a, Object b) {
        synchronized (a) {
            try {
                barrier.await();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            synchronized (b) {
                throw new AssertionError();
            }
        }
    }

    static void both(CyclicBarrier barrier, ReentrantLock a, ReentrantLock b) {
        a.lock();
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        b.lock();
    }

    public static void main(String[] args) throws Exception {
        First first = new First();
        Second second = new Second();
        CyclicBarrier barrier = new CyclicBarrier(2);
        daemon("red", () -> both(barrier, first, second));
        daemon("green", () -> both(barrier, second, first));
        ReentrantLock one = new ReentrantLock();
        ReentrantLock two = new ReentrantLock();
        CyclicBarrier barrier2 = new CyclicBarrier(2);
        daemon("blue", () -> both(barrier2, one, two));
        daemon("yellow", () -> both(barrier2, two, one));
        CountDownLatch spinning = new CountDownLatch(1);
        daemon("busy", () -> {
            spinning.countDown();
            long x = 0;
            while (x >= 0) {
                x = (x + 1) & 0xffff;
            }
        });
        daemon("sleeper", () -> {
            try {
                Thread.sleep(600_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        daemon("parked", () -> {
            for (;;) {
                LockSupport.park(first);
            }
        });
        spinning.await();
        for (Thread t : Thread.getAllStackTraces().keySet()) {
            while (t.isDaemon() && t.getState() == Thread.State.RUNNABLE && "red green blue yellow sleeper parked".contains(t.getName())) {
                Thread.sleep(1);
            }
        }
        Thread.sleep(100);
        System.out.println("ready");
        System.out.println("read " + System.in.read());
    }
}
