// Shows programs that rely on volatile, on compare-and-set and on class initialization
// instead of locks.
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

public class LockFreeStructures {
    static volatile boolean go;
    static int plain;

    static class Holder {
        static final Holder H = new Holder();
        final int[] v = {1, 2, 3};
        int calls;

        synchronized int next() { return v[calls++ % 3]; }
    }

    static class Lazy<T> {
        private volatile T val;
        private final Callable<T> mk;
        private int made;

        Lazy(Callable<T> m) { mk = m; }

        T get() {
            T r = val;
            if (r == null)
                synchronized (this) {
                    r = val;
                    if (r == null) {
                        try {
                            val = r = mk.call();
                            made++;
                        } catch (Exception e) {
                            throw new RuntimeException(e);
                        }
                    }
                }
            return r;
        }
    }

    static class SeqLock {
        private volatile int seq;
        private long a, b;

        synchronized void write(long x) {
            seq++;
            a = x;
            Thread.onSpinWait();
            b = -x;
            seq++;
        }

        long[] read() {
            while (true) {
                int s = seq;
                if ((s & 1) != 0) {
                    Thread.yield();
                    continue;
                }
                long x = a, y = b;
                VarFence.acq();
                if (seq == s) return new long[] {x, y};
            }
        }
    }

    static class VarFence {
        static void acq() { java.lang.invoke.VarHandle.acquireFence(); }
    }

    static class Node<T> {
        final T v;
        volatile Node<T> next;

        Node(T v) { this.v = v; }
    }

    static class Treiber<T> {
        final AtomicReference<Node<T>> top = new AtomicReference<>();

        void push(T v) {
            Node<T> n = new Node<>(v);
            do n.next = top.get();
            while (!top.compareAndSet(n.next, n));
        }

        T pop() {
            Node<T> n;
            do {
                n = top.get();
                if (n == null) return null;
            } while (!top.compareAndSet(n, n.next));
            return n.v;
        }
    }

    static class MSQueue<T> {
        final Node<T> dummy = new Node<>(null);
        volatile Node<T> head = dummy, tail = dummy;
        static final AtomicReferenceFieldUpdater<MSQueue, Node>
                H = AtomicReferenceFieldUpdater.newUpdater(MSQueue.class, Node.class, "head"),
                T_ = AtomicReferenceFieldUpdater.newUpdater(MSQueue.class, Node.class, "tail");
        static final AtomicReferenceFieldUpdater<Node, Node> N =
                AtomicReferenceFieldUpdater.newUpdater(Node.class, Node.class, "next");

        void add(T v) {
            Node<T> n = new Node<>(v);
            while (true) {
                Node<T> t = tail, nx = t.next;
                if (nx == null) {
                    if (N.compareAndSet(t, null, n)) {
                        T_.compareAndSet(this, t, n);
                        return;
                    }
                } else
                    T_.compareAndSet(this, t, nx);
            }
        }

        T poll() {
            while (true) {
                Node<T> h = head, nx = h.next;
                if (nx == null) return null;
                if (h == tail)
                    T_.compareAndSet(this, h, nx);
                else if (H.compareAndSet(this, h, nx))
                    return nx.v;
            }
        }
    }

    static class Spin {
        private final AtomicBoolean b = new AtomicBoolean();

        void lock() {
            while (!b.compareAndSet(false, true)) Thread.yield();
        }

        void unlock() { b.set(false); }
    }

    static class Ticket {
        final AtomicInteger next = new AtomicInteger(), serving = new AtomicInteger();

        void run(Runnable r) {
            int t = next.getAndIncrement();
            while (serving.get() != t) Thread.yield();
            try {
                r.run();
            } finally {
                serving.incrementAndGet();
            }
        }
    }

    static class Peterson {
        final AtomicIntegerArray want = new AtomicIntegerArray(2);
        volatile int turn;
        int c;

        void inc(int me) {
            want.set(me, 1);
            turn = 1 - me;
            while (want.get(1 - me) == 1 && turn == 1 - me) Thread.yield();
            c++;
            want.set(me, 0);
        }
    }

    static void join(Thread... ts) throws Exception {
        for (Thread t : ts) t.start();
        for (Thread t : ts) t.join();
    }

    public static void main(String[] a) throws Exception {
        Thread w = new Thread(() -> {
            while (!go) Thread.onSpinWait();
            System.out.println("saw " + plain);
        });
        w.start();
        plain = 42;
        go = true;
        w.join();

        Lazy<List<Integer>> lz = new Lazy<>(() -> {
            Thread.sleep(20);
            return new ArrayList<>(List.of(7));
        });
        Object[] seen = new Object[4];
        Thread[] ts = new Thread[4];
        for (int i = 0; i < 4; i++) {
            int k = i;
            ts[i] = new Thread(() -> seen[k] = lz.get());
        }
        join(ts);
        System.out.println((seen[0] == seen[3] && seen[1] == seen[2] && seen[0] == seen[1]) + " "
                + lz.made + seen[0]);

        int[] hs = new int[3];
        for (int i = 0; i < 3; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                for (int j = 0; j < 3; j++)
                    synchronized (hs) {
                        hs[k] += Holder.H.next();
                    }
            });
        }
        ts[3] = new Thread();
        join(ts);
        System.out.println(hs[0] + hs[1] + hs[2] + " " + Holder.H.calls);

        SeqLock sl = new SeqLock();
        int[] bad = {0};
        join(new Thread(() -> {
            for (int i = 1; i <= 100; i++) sl.write(i);
        }),
                new Thread(() -> {
                    for (int i = 0; i < 50; i++) {
                        long[] r = sl.read();
                        if (r[0] + r[1] != 0) bad[0]++;
                    }
                }));
        System.out.println(bad[0] + " " + Arrays.toString(sl.read()));

        Treiber<Integer> st = new Treiber<>();
        MSQueue<Integer> q = new MSQueue<>();
        for (int i = 0; i < 4; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                for (int j = 0; j < 40; j++) {
                    st.push(k * 100 + j);
                    q.add(j);
                }
            });
        }
        join(ts);
        long s1 = 0, s2 = 0;
        int n = 0;
        for (Integer x; (x = st.pop()) != null; n++) s1 += x;
        for (Integer x; (x = q.poll()) != null; n++) s2 += x;
        System.out.println(s1 + " " + s2 + " " + n);
        Treiber<Integer> st2 = new Treiber<>();
        AtomicLong popped = new AtomicLong();
        for (int i = 0; i < 4; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                for (int j = 0; j < 30; j++) {
                    st2.push(j);
                    if (k % 2 == 0) {
                        Integer p = st2.pop();
                        if (p != null) popped.addAndGet(p);
                    }
                }
            });
        }
        join(ts);
        long rest = 0;
        for (Integer x; (x = st2.pop()) != null;) rest += x;
        System.out.println(rest + popped.get());

        int[] c = {0};
        Spin sp = new Spin();
        Ticket tk = new Ticket();
        Peterson pt = new Peterson();
        for (int i = 0; i < 4; i++)
            ts[i] = new Thread(() -> {
                for (int j = 0; j < 25; j++) {
                    sp.lock();
                    try {
                        c[0]++;
                    } finally {
                        sp.unlock();
                    }
                }
            });
        join(ts);
        for (int i = 0; i < 4; i++)
            ts[i] = new Thread(() -> {
                for (int j = 0; j < 20; j++) tk.run(() -> c[0]++);
            });
        join(ts);
        join(new Thread(() -> {
            for (int i = 0; i < 40; i++) pt.inc(0);
        }),
                new Thread(() -> {
                    for (int i = 0; i < 40; i++) pt.inc(1);
                }));
        System.out.println(c[0] + " " + pt.c);
        AtomicMarkableReference<String> amr = new AtomicMarkableReference<>("a", false);
        boolean[] mk = new boolean[1];
        join(new Thread(() -> amr.attemptMark("a", true)));
        System.out.println(amr.get(mk) + mk[0]);
        AtomicReference<Map<String, Integer>> cow = new AtomicReference<>(Map.of());
        for (int i = 0; i < 4; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                for (int j = 0; j < 10; j++) {
                    String key = "k" + (j + k) % 5;
                    cow.updateAndGet(m -> {
                        Map<String, Integer> x = new TreeMap<>(m);
                        x.merge(key, 1, Integer::sum);
                        return x;
                    });
                }
            });
        }
        join(ts);
        System.out.println(cow.get());
        AtomicInteger ai = new AtomicInteger(5);
        join(new Thread(() -> {
            ai.getAndUpdate(x -> x * 3);
            ai.accumulateAndGet(4, (x, y) -> x - y);
            ai.lazySet(ai.get() + 1);
            System.out.println(ai.compareAndExchange(12, 13) + " "
                    + ai.weakCompareAndSetPlain(12, 14) + ai.getAndDecrement());
        }));
        System.out.println(ai.get() + ai.floatValue());
    }
}
