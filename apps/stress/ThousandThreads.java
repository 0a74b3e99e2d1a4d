// SPDX-License-Identifier: Apache-2.0
// Thousands of Java threads: blocked in every way at once, working at once, and short ones started and joined in rounds.

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

public class ThousandThreads {
    static final int COUNT = 1000;

    static void joinAll(List<Thread> threads) throws InterruptedException {
        for (Thread t : threads) {
            t.join();
        }
    }

    /** All threads blocked at the same time: in wait, park, sleep, on a monitor, in join and on a latch. */
    static void blocked() throws Exception {
        Object monitor = new Object();
        Object held = new Object();
        CountDownLatch arrived = new CountDownLatch(COUNT);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        boolean[] go = new boolean[1];
        List<Thread> threads = new ArrayList<>();
        synchronized (held) {
            for (int i = 0; i < COUNT; i++) {
                int kind = i % 5;
                Thread t = new Thread(() -> {
                    arrived.countDown();
                    try {
                        switch (kind) {
                            case 0 -> {
                                synchronized (monitor) {
                                    while (!go[0]) {
                                        monitor.wait();
                                    }
                                }
                            }
                            case 1 -> {
                                while (release.getCount() != 0) {
                                    LockSupport.park();
                                }
                            }
                            case 2 -> release.await();
                            case 3 -> {
                                synchronized (held) {
                                    ended.addAndGet(0);
                                }
                            }
                            default -> {
                                try {
                                    Thread.sleep(3_600_000);
                                } catch (InterruptedException e) {
                                    // The signal to go on.
                                }
                            }
                        }
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    ended.incrementAndGet();
                });
                threads.add(t);
                t.start();
            }
            arrived.await();
            for (Thread t : threads) {
                while (t.getState() == Thread.State.RUNNABLE || t.getState() == Thread.State.NEW) {
                    Thread.sleep(1);
                }
            }
            int[] states = new int[Thread.State.values().length];
            for (Thread t : threads) {
                states[t.getState().ordinal()]++;
            }
            for (Thread.State s : Thread.State.values()) {
                System.out.println("  " + s + " " + states[s.ordinal()]);
            }
            System.out.println("  ended while blocked: " + ended.get());
            System.gc();
            synchronized (monitor) {
                go[0] = true;
                monitor.notifyAll();
            }
            release.countDown();
            for (int i = 0; i < COUNT; i++) {
                if (i % 5 == 1) {
                    LockSupport.unpark(threads.get(i));
                } else if (i % 5 == 4) {
                    threads.get(i).interrupt();
                }
            }
        }
        joinAll(threads);
        System.out.println("blocked: " + ended.get());
    }

    /** All threads compute, allocate and meet at a barrier. */
    static void working() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(COUNT);
        AtomicLong sum = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            int seed = i;
            Thread t = new Thread(() -> {
                try {
                    long mine = seed;
                    for (int round = 0; round < 3; round++) {
                        barrier.await();
                        List<int[]> kept = new ArrayList<>();
                        for (int k = 0; k < 200; k++) {
                            int[] a = new int[k % 40 + 1];
                            a[a.length - 1] = k;
                            kept.add(a);
                        }
                        for (int[] a : kept) {
                            mine = mine * 31 + a[a.length - 1] + a.length;
                        }
                    }
                    sum.addAndGet(mine);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }, "worker-" + i);
            threads.add(t);
            t.start();
        }
        joinAll(threads);
        System.out.println("working: " + sum.get());
    }

    static void shortOnes(int rounds) throws Exception {
        AtomicLong sum = new AtomicLong();
        ThreadLocal<long[]> local = ThreadLocal.withInitial(() -> new long[4]);
        for (int round = 0; round < rounds; round++) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                int value = round * COUNT + i;
                Thread t = new Thread(() -> {
                    local.get()[1] = value;
                    sum.addAndGet(local.get()[1]);
                });
                threads.add(t);
                t.start();
            }
            joinAll(threads);
            for (Thread t : threads) {
                if (t.getState() != Thread.State.TERMINATED || t.isAlive()) {
                    throw new AssertionError(t + " is " + t.getState());
                }
            }
        }
        System.out.println("short: " + sum.get());
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        blocked();
        working();
        shortOnes(rounds);
    }
}
