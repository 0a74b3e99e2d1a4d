// SPDX-License-Identifier: Apache-2.0
// Dining philosophers, readers and writers, bank transfers, a token ring and a barrier by hand:
// progress and exact totals.
import java.util.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

public class LockOrdering {
    static void all(int n, java.util.function.IntConsumer r) throws InterruptedException {
        Thread[] ts = new Thread[n];
        for (int i = 0; i < n; i++) {
            int k = i;
            (ts[i] = new Thread(() -> r.accept(k))).start();
        }
        for (Thread t : ts) t.join();
    }
    static class Account {
        final int id;
        long money = 1000;
        Account(int id) { this.id = id; }
    }
    static class Ring {
        int turn;
        long sum;
        synchronized void step(int me, int n) {
            while (turn != me) try {
                    wait();
                } catch (InterruptedException e) { return; }
            sum = sum * 31 + me;
            turn = (turn + 1) % n;
            notifyAll();
        }
    }
    static class Gate {
        final int n;
        int waiting, generation;
        Gate(int n) { this.n = n; }
        synchronized void await() {
            int g = generation;
            if (++waiting == n) {
                waiting = 0;
                generation++;
                notifyAll();
            } else
                while (g == generation) try {
                        wait();
                    } catch (InterruptedException e) { return; }
        }
    }
    public static void main(String[] args) throws Exception {
        Object[] forks = new Object[5];
        Arrays.setAll(forks, i -> new Object());
        int[] meals = new int[5];
        all(5, k -> {
            Object a = forks[Math.min(k, (k + 1) % 5)], b = forks[Math.max(k, (k + 1) % 5)];
            for (int i = 0; i < 2000; i++) synchronized (a) {
                    synchronized (b) { meals[k]++; }
                }
        });
        System.out.println(Arrays.toString(meals));
        Account[] acc = new Account[20];
        Arrays.setAll(acc, Account::new);
        all(8, k -> {
            Random r = new Random(k);
            for (int i = 0; i < 5000; i++) {
                Account x = acc[r.nextInt(20)], y = acc[r.nextInt(20)];
                if (x == y) continue;
                Account lo = x.id < y.id ? x : y, hi = lo == x ? y : x;
                synchronized (lo) {
                    synchronized (hi) {
                        long m = r.nextInt(100);
                        x.money -= m;
                        y.money += m;
                    }
                }
            }
        });
        System.out.println(Arrays.stream(acc).mapToLong(a -> a.money).sum());
        Ring ring = new Ring();
        all(6, k -> {
            for (int i = 0; i < 200; i++) ring.step(k, 6);
        });
        System.out.println(ring.sum);
        Gate gate = new Gate(5);
        int[] phase = new int[5];
        AtomicInteger bad = new AtomicInteger();
        all(5, k -> {
            for (int i = 0; i < 100; i++) {
                phase[k] = i;
                gate.await();
                for (int p : phase)
                    if (p != i) bad.incrementAndGet();
                gate.await();
            }
        });
        System.out.println(bad + " " + gate.generation);
        ReadWriteLock rw = new ReentrantReadWriteLock();
        Map<Integer, Integer> m = new HashMap<>();
        AtomicInteger torn = new AtomicInteger();
        all(8, k -> {
            for (int i = 0; i < 2000; i++)
                if (k < 2) {
                    rw.writeLock().lock();
                    try {
                        m.put(1, i);
                        m.put(2, -i);
                    } finally { rw.writeLock().unlock(); }
                } else {
                    rw.readLock().lock();
                    try {
                        if (m.getOrDefault(1, 0) + m.getOrDefault(2, 0) != 0)
                            torn.incrementAndGet();
                    } finally { rw.readLock().unlock(); }
                }
        });
        System.out.println(torn);
        long[] counter = new long[1];
        AtomicBoolean spin = new AtomicBoolean();
        all(6, k -> {
            for (int i = 0; i < 3000; i++) {
                while (!spin.compareAndSet(false, true)) Thread.onSpinWait();
                counter[0]++;
                spin.set(false);
            }
        });
        System.out.println(counter[0]);
        AtomicReference<int[]> stack = new AtomicReference<>();
        class Node {
            final int v;
            final Node next;
            Node(int v, Node n) {
                this.v = v;
                next = n;
            }
        }
        AtomicReference<Node> top = new AtomicReference<>();
        AtomicLong popped = new AtomicLong();
        all(6, k -> {
            for (int i = 0; i < 3000; i++) {
                if (k % 2 == 0) {
                    Node h;
                    do h = top.get();
                    while (!top.compareAndSet(h, new Node(i, h)));
                } else {
                    Node h;
                    while (true) {
                        h = top.get();
                        if (h == null) {
                            Thread.onSpinWait();
                            continue;
                        }
                        if (top.compareAndSet(h, h.next)) break;
                    }
                    popped.addAndGet(h.v);
                }
            }
        });
        System.out.println(popped + " " + (top.get() == null));
    }
}
