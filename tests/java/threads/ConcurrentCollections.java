// SPDX-License-Identifier: Apache-2.0
// Concurrent maps and queues under contention (checked by sums), blocking queues, copy on write,
// skip lists, synchronisers.
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

public class ConcurrentCollections {
    static void all(int n, java.util.function.IntConsumer r) throws Exception {
        Thread[] ts = new Thread[n];
        for (int i = 0; i < n; i++) {
            int k = i;
            (ts[i] = new Thread(() -> r.accept(k))).start();
        }
        for (Thread t : ts) t.join();
    }
    public static void main(String[] args) throws Exception {
        ConcurrentHashMap<Integer, Integer> m = new ConcurrentHashMap<>();
        all(6, k -> {
            for (int i = 0; i < 3000; i++) {
                m.merge(i % 500, 1, Integer::sum);
                m.computeIfAbsent(1000 + i % 50, x -> 0);
                m.computeIfPresent(1000 + i % 50, (x, v) -> v + 1);
                m.compute(2000 + i % 10, (x, v) -> v == null ? 1 : v + 1);
            }
        });
        int a = 0, b = 0, c = 0;
        for (var e : m.entrySet())
            if (e.getKey() < 1000) a += e.getValue();
            else if (e.getKey() < 2000) b += e.getValue();
            else c += e.getValue();
        System.out.println(a + " " + b + " " + c + " " + m.size() + " "
                + m.reduceValuesToLong(10, Integer::longValue, 0, Long::sum) + " "
                + m.search(1, (k, v) -> k == 2003 ? v : null));
        try {
            m.put(null, 1);
        } catch (NullPointerException e) { System.out.println("null key"); }
        try {
            m.computeIfAbsent(9999, x -> m.computeIfAbsent(9999, y -> 1));
        } catch (IllegalStateException e) { System.out.println(e.getMessage()); }
        ConcurrentSkipListMap<Integer, String> sk = new ConcurrentSkipListMap<>();
        all(4, k -> {
            for (int i = k; i < 2000; i += 4) sk.put(i, "v" + i);
        });
        System.out.println(sk.size() + " " + sk.firstKey() + sk.lastEntry() + sk.headMap(3)
                + sk.ceilingKey(777) + sk.descendingMap().firstKey());
        ConcurrentLinkedQueue<Integer> q = new ConcurrentLinkedQueue<>();
        AtomicLong sum = new AtomicLong();
        all(6, k -> {
            if (k < 3)
                for (int i = 0; i < 3000; i++) q.add(i);
            else {
                int got = 0;
                while (got < 3000) {
                    Integer x = q.poll();
                    if (x != null) {
                        sum.addAndGet(x);
                        got++;
                    } else Thread.onSpinWait();
                }
            }
        });
        System.out.println(sum + " " + q.isEmpty());
        for (BlockingQueue<Integer> bq : List.of(new ArrayBlockingQueue<Integer>(5),
                     new LinkedBlockingQueue<Integer>(5), new SynchronousQueue<Integer>(),
                     new LinkedTransferQueue<Integer>(), new PriorityBlockingQueue<Integer>(),
                     new LinkedBlockingDeque<Integer>(3))) {
            AtomicLong s = new AtomicLong();
            all(4, k -> {
                try {
                    for (int i = 0; i < 1500; i++)
                        if (k < 2) bq.put(i);
                        else s.addAndGet(bq.take());
                } catch (InterruptedException e) {}
            });
            System.out.println(bq.getClass().getSimpleName() + " " + s + " " + bq.size() + " "
                    + bq.poll(1, TimeUnit.MILLISECONDS));
        }
        DelayQueue<Delayed> dq = new DelayQueue<>();
        long start = System.nanoTime();
        for (int d : new int[] {20, 5, 12}) {
            long at = start + d * 1_000_000L;
            dq.add(new Delayed() {
                public long getDelay(TimeUnit u) {
                    return u.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
                public int compareTo(Delayed o) {
                    return Integer.parseInt(toString().substring(1)) - Integer.parseInt(o.toString().substring(1));
                }
                public String toString() { return "d" + d; }
            });
        }
        System.out.println(dq.take() + " " + dq.take() + " " + dq.take());
        CopyOnWriteArrayList<Integer> cow = new CopyOnWriteArrayList<>(List.of(1, 2, 3));
        for (Integer x : cow) cow.add(x * 10);
        System.out.println(cow + " " + cow.addIfAbsent(1));
        CopyOnWriteArraySet<Integer> cs = new CopyOnWriteArraySet<>();
        all(4, k -> {
            for (int i = 0; i < 100; i++) cs.add(i);
        });
        System.out.println(cs.size());
        CyclicBarrier bar = new CyclicBarrier(4, () -> sum.incrementAndGet());
        sum.set(0);
        all(4, k -> {
            try {
                for (int i = 0; i < 50; i++) bar.await();
            } catch (Exception e) { sum.addAndGet(1000); }
        });
        System.out.println(sum + " " + bar.isBroken());
        Thread w = new Thread(() -> {
            try {
                bar.await();
            } catch (InterruptedException e) {
                System.out.println("barrier interrupted");
            } catch (BrokenBarrierException e) {}
        });
        w.start();
        while (bar.getNumberWaiting() == 0) Thread.onSpinWait();
        w.interrupt();
        w.join();
        System.out.println(bar.isBroken());
        Semaphore sem = new Semaphore(3);
        AtomicInteger in = new AtomicInteger(), max = new AtomicInteger();
        all(8, k -> {
            for (int i = 0; i < 100; i++) {
                sem.acquireUninterruptibly();
                max.accumulateAndGet(in.incrementAndGet(), Math::max);
                in.decrementAndGet();
                sem.release();
            }
        });
        System.out.println((max.get() <= 3) + " " + sem.availablePermits() + sem.tryAcquire(4));
        Phaser ph = new Phaser(3);
        AtomicInteger phases = new AtomicInteger();
        all(3, k -> {
            for (int i = 0; i < 10; i++) {
                ph.arriveAndAwaitAdvance();
                if (k == 0) phases.incrementAndGet();
            }
            ph.arriveAndDeregister();
        });
        System.out.println(phases + " " + ph.isTerminated() + " " + ph.getRegisteredParties());
        Exchanger<String> ex = new Exchanger<>();
        String[] got = new String[2];
        all(2, k -> {
            try {
                got[k] = ex.exchange("from " + k);
            } catch (InterruptedException e) {}
        });
        System.out.println(Arrays.toString(got));
        LongAdder ad = new LongAdder();
        LongAccumulator mx = new LongAccumulator(Long::max, 0);
        AtomicIntegerArray arr = new AtomicIntegerArray(4);
        AtomicReference<String> ref = new AtomicReference<>("");
        AtomicStampedReference<String> st = new AtomicStampedReference<>("s", 0);
        AtomicIntegerFieldUpdater<F> up = AtomicIntegerFieldUpdater.newUpdater(F.class, "v");
        F f = new F();
        all(6, k -> {
            for (int i = 0; i < 2000; i++) {
                ad.increment();
                mx.accumulate(i * k);
                arr.getAndIncrement(i % 4);
                if (i % 200 == 0) ref.updateAndGet(s -> s + "x");
                up.incrementAndGet(f);
                int[] h = new int[1];
                String s;
                do s = st.get(h);
                while (!st.compareAndSet(s, s, h[0], h[0] + 1));
            }
        });
        System.out.println(ad + " " + mx + " " + arr + " " + ref.get().length() + " " + f.v + " "
                + st.getStamp());
    }
    static class F {
        volatile int v;
    }
}
