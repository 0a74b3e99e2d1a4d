// SPDX-License-Identifier: Apache-2.0
// Millions of monitor operations on eight threads; every counter is a plain field, so one lost update shows.

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

public class MonitorOperations {
    static final int THREADS = 8;

    interface Body {
        void run(int thread) throws Exception;
    }

    static void parallel(String name, Body body) throws Exception {
        List<Thread> threads = new ArrayList<>();
        Throwable[] failure = new Throwable[1];
        for (int i = 0; i < THREADS; i++) {
            int id = i;
            Thread t = new Thread(() -> {
                try {
                    body.run(id);
                } catch (Throwable e) {
                    failure[0] = e;
                }
            }, name + id);
            threads.add(t);
            t.start();
        }
        for (Thread t : threads) {
            t.join();
        }
        if (failure[0] != null) {
            throw new AssertionError(name, failure[0]);
        }
    }

    static final class Counter {
        long value;
        Counter inner;

        synchronized void add() {
            value++;
        }

        synchronized long nested(int depth) {
            value++;
            return depth == 0 ? value : nested(depth - 1);
        }

        void addThreeLevels() {
            synchronized (this) {
                synchronized (inner) {
                    synchronized (inner.inner) {
                        value++;
                        inner.value++;
                        inner.inner.value++;
                    }
                }
            }
        }
    }

    static int ticks;

    static synchronized void tick() {
        ticks++;
    }

    static void contended(int n) throws Exception {
        Counter counter = new Counter();
        parallel("contended", id -> {
            for (int i = 0; i < n; i++) {
                counter.add();
            }
        });
        System.out.println("contended " + counter.value);
        parallel("static", id -> {
            for (int i = 0; i < n; i++) {
                tick();
            }
        });
        System.out.println("static " + ticks);
    }

    static void spread(int n) throws Exception {
        Counter[] counters = new Counter[64];
        for (int i = 0; i < counters.length; i++) {
            counters[i] = new Counter();
        }
        parallel("spread", id -> {
            int at = id;
            for (int i = 0; i < n; i++) {
                at = (at * 1103515245 + 12345) & 0x7fffffff;
                counters[(at >> 8) & 63].add();
            }
        });
        long sum = 0;
        for (Counter c : counters) {
            sum += c.value;
        }
        System.out.println("spread " + sum);
    }

    static void nested(int n) throws Exception {
        Counter a = new Counter();
        a.inner = new Counter();
        a.inner.inner = new Counter();
        parallel("nested", id -> {
            for (int i = 0; i < n; i++) {
                a.addThreeLevels();
            }
        });
        System.out.println("nested " + a.value + " " + a.inner.value + " " + a.inner.inner.value);
        Counter deep = new Counter();
        parallel("deep", id -> {
            for (int i = 0; i < n / 300; i++) {
                deep.nested(299);  // more than the lock word counts
            }
        });
        System.out.println("deep " + deep.value);
    }

    /** Fresh objects: inflation, hash codes and unlocking by an exception race with each other. */
    static void fresh(int n) throws Exception {
        Counter[] slots = new Counter[16];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Counter();
        }
        long[] sums = new long[THREADS];
        parallel("fresh", id -> {
            for (int i = 0; i < n; i++) {
                int k = (i * 7 + id) & 15;
                Counter c;
                synchronized (slots) {
                    c = slots[k];
                    if ((i & 63) == 0) {
                        sums[id] += c.value;
                        slots[k] = new Counter();
                        // Others may hold the old one still: its count goes on in the new one.
                        slots[k].inner = c;
                        c.value = 0;
                        c = slots[k];
                    }
                    int before = c.hashCode();
                    try {
                        synchronized (c) {
                            c.value++;
                            if ((i & 1023) == 7) {
                                throw new IllegalStateException();
                            }
                        }
                    } catch (IllegalStateException e) {
                        // The monitor must be free again.
                    }
                    if (c.hashCode() != before) {
                        throw new AssertionError("the hash has changed");
                    }
                    if (Thread.holdsLock(c) || !Thread.holdsLock(slots)) {
                        throw new AssertionError("wrong owner");
                    }
                    c.inner = null;
                }
            }
        });
        long sum = 0;
        for (long s : sums) {
            sum += s;
        }
        for (Counter c : slots) {
            sum += c.value;
        }
        System.out.println("fresh " + sum);
    }

    static void pingPong(int n) throws Exception {
        Object lock = new Object();
        int[] turn = new int[1];
        long[] counts = new long[THREADS];
        parallel("pingpong", id -> {
            for (int i = 0; i < n; i++) {
                synchronized (lock) {
                    while (turn[0] % THREADS != id) {
                        lock.wait();
                    }
                    turn[0]++;
                    counts[id]++;
                    lock.notifyAll();
                }
            }
        });
        long sum = 0;
        for (long c : counts) {
            sum += c;
        }
        System.out.println("turns " + turn[0] + " " + sum);
    }

    static final class Buffer {
        private final ArrayDeque<Integer> items = new ArrayDeque<>();

        synchronized void put(int x, boolean timed) throws InterruptedException {
            while (items.size() >= 16) {
                if (timed) {
                    wait(50);
                } else {
                    wait();
                }
            }
            items.add(x);
            notifyAll();
        }

        synchronized int take(boolean timed) throws InterruptedException {
            while (items.isEmpty()) {
                if (timed) {
                    wait(50);
                } else {
                    wait();
                }
            }
            int x = items.remove();
            notifyAll();
            return x;
        }
    }

    static void producers(int n, boolean timed) throws Exception {
        Buffer buffer = new Buffer();
        long[] sums = new long[THREADS];
        parallel("producers", id -> {
            for (int i = 0; i < n; i++) {
                if (id % 2 == 0) {
                    buffer.put(i + id, timed);
                } else {
                    sums[id] += buffer.take(timed);
                }
            }
        });
        long sum = 0;
        for (long s : sums) {
            sum += s;
        }
        System.out.println("produced " + sum);
    }

    /** notify() wakes exactly one: tokens are neither lost nor doubled. */
    static void tokens(int n) throws Exception {
        Object lock = new Object();
        int[] free = {3};
        int[] most = new int[1];
        long[] done = new long[1];
        parallel("tokens", id -> {
            for (int i = 0; i < n; i++) {
                synchronized (lock) {
                    while (free[0] == 0) {
                        lock.wait();
                    }
                    free[0]--;
                    most[0] = Math.max(most[0], 3 - free[0]);
                }
                synchronized (lock) {
                    free[0]++;
                    done[0]++;
                    lock.notify();
                }
            }
        });
        System.out.println("tokens " + free[0] + " " + (most[0] <= 3) + " " + done[0]);
    }

    static void locks(int n) throws Exception {
        long[] value = new long[4];
        ReentrantLock unfair = new ReentrantLock();
        parallel("lock", id -> {
            for (int i = 0; i < n; i++) {
                unfair.lock();
                try {
                    value[0]++;
                    unfair.lock();
                    unfair.unlock();
                } finally {
                    unfair.unlock();
                }
            }
        });
        ReentrantLock fair = new ReentrantLock(true);
        Condition even = fair.newCondition();
        parallel("fair", id -> {
            for (int i = 0; i < n / 50; i++) {
                fair.lock();
                try {
                    value[1]++;
                    even.signal();
                    if ((i & 31) == 0) {
                        even.awaitNanos(1000);
                    }
                } finally {
                    fair.unlock();
                }
            }
        });
        ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();
        parallel("readwrite", id -> {
            for (int i = 0; i < n / 10; i++) {
                if ((i & 7) == 0) {
                    readWrite.writeLock().lock();
                    value[2]++;
                    readWrite.writeLock().unlock();
                } else {
                    readWrite.readLock().lock();
                    if (value[2] < 0) {
                        throw new AssertionError();
                    }
                    readWrite.readLock().unlock();
                }
            }
        });
        StampedLock stamped = new StampedLock();
        long[] pair = new long[2];
        parallel("stamped", id -> {
            for (int i = 0; i < n / 10; i++) {
                if ((i & 7) == 0) {
                    long stamp = stamped.writeLock();
                    pair[0]++;
                    pair[1]++;
                    stamped.unlockWrite(stamp);
                } else {
                    long stamp = stamped.tryOptimisticRead();
                    long a = pair[0];
                    long b = pair[1];
                    if (!stamped.validate(stamp)) {
                        stamp = stamped.readLock();
                        a = pair[0];
                        b = pair[1];
                        stamped.unlockRead(stamp);
                    }
                    if (a != b) {
                        throw new AssertionError(a + " " + b);
                    }
                }
            }
        });
        System.out.println("locks " + value[0] + " " + value[1] + " " + value[2] + " " + pair[0]);
    }

    public static void main(String[] args) throws Exception {
        int n = Integer.parseInt(args[0]) / THREADS;  // operations of the three largest parts together
        contended(n / 4);
        spread(n / 4);
        nested(n / 12);
        fresh(n / 20);
        pingPong(n / 1000);
        producers(n / 100, false);
        producers(n / 100, true);
        tokens(n / 50);
        locks(n / 8);
    }
}
