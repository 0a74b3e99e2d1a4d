// Shows calls of every shape at objects of other threads, and how they call back.
import java.util.*;
import java.util.concurrent.*;

public class CallShapes {
    interface Op<T> {
        T ap(T x);

        default Op<T> then(Op<T> o) { return y -> o.ap(ap(y)); }
    }
    interface Named {
        default String nm() { return "named:" + base(); }

        String base();

        private String hid() { return "hid"; }

        default String h2() { return hid() + nm(); }
    }
    interface Named2 extends Named {
        @Override
        default String nm() {
            return "n2/" + Named.super.nm();
        }
    }

    static abstract class Pt<T extends Pt<T>> implements Named2, Comparable<Pt<?>> {
        T peer;
        int hops;
        private int pv = 1;

        private int priv() { return pv++ + hops; }

        int callPriv(Pt<?> o) { return ((Pt<?>) o).priv() + o.pv; }

        protected final long fin(long a, double b, byte c) { return a + (long) b + c + hops; }

        static int cnt;

        static void sc() { cnt++; }

        boolean z(boolean x) { return !x && (peer == null || !peer.z(true)); }

        byte b(byte x) { return (byte) (x * 3); }

        short s(short x) { return (short) (x << 3); }

        char c(char x) { return (char) (x + 1); }

        int i(int x) { return x <= 0 ? hops : peer.i(x - 1) + 1; }

        long l(long x) { return x * 1_000_000_007L; }

        float f(float x) { return x / 3; }

        double d(double x) { return Math.sqrt(x); }

        String str(String x) {
            return x == null ? "nil" : x.length() > 40 ? x : peer.str(base() + x);
        }

        Object o(Object x) { return x == this ? peer : x; }

        int[] arr(int... x) {
            x[0]++;
            return x.length > 1 ? Arrays.copyOfRange(x, 1, x.length) : x;
        }

        void v() throws Exception {
            if (++hops % 3 == 0) throw new Exception("hop" + hops);
        }

        abstract T make();

        public int compareTo(Pt<?> p) { return base().compareTo(p.base()); }

        Number num() { return 1; }

        public String toString() { return base() + hops; }

        Object[][] multi(Object[]... q) {
            q[0][0] = this;
            return q;
        }

        int many(int a, long b, float c, double d, byte e, char f, short g, boolean h, String i,
                int[] j, Object k, List<? extends Number> l) {
            return (int) (a ^ b ^ (long) c ^ (long) d ^ e ^ f ^ g) + (h ? 1 : 2) + i.length()
                    + j[j.length - 1] + k.hashCode() % 1 + l.get(0).intValue();
        }
    }

    static class Pa extends Pt<Pa> {
        public String base() { return "a"; }

        Pa make() { return new Pa(); }

        @Override
        Integer num() {
            return super.num().intValue() + 41;
        }

        @Override
        int i(int x) {
            return super.i(x) + 100;
        }
    }

    static class Pb extends Pa {
        @Override
        public String base() {
            return "b" + super.base();
        }

        @Override
        Pb make() {
            Pb b = new Pb();
            b.peer = this;
            return b;
        }

        @Override
        public String nm() {
            return "pb:" + super.nm();
        }

        @Override
        int many(int a, long b, float c, double d, byte e, char f, short g, boolean h, String i,
                int[] j, Object k, List<? extends Number> l) {
            return -super.many(a, b, c, d, e, f, g, h, i, j, k, l);
        }
    }

    static <T> T on(Callable<T> c) {
        FutureTask<T> f = new FutureTask<>(c);
        Thread t = new Thread(f);
        t.start();
        try {
            return f.get();
        } catch (ExecutionException e) {
            System.out.println("! " + e.getCause());
            return null;
        } catch (InterruptedException e) {
            return null;
        }
    }

    static void p(Object o) { System.out.println(o); }

    static class Ring implements Runnable {
        final Ring[] all;
        final int me;
        int token = -1;
        final int rounds;
        final List<Integer> seen = new ArrayList<>();

        Ring(Ring[] a, int m, int r) {
            all = a;
            me = m;
            rounds = r;
            a[m] = this;
        }

        synchronized void give(int t) {
            token = t;
            notify();
        }

        public void run() {
            for (int r = 0; r < rounds; r++) {
                int t;
                synchronized (this) {
                    while (token < 0) try {
                            wait();
                        } catch (InterruptedException e) {
                            return;
                        }
                    t = token;
                    token = -1;
                }
                seen.add(t);
                all[(me + 1) % all.length].give(t + 1);
            }
        }
    }

    static class Callback {
        final Callback other;
        int depth;
        final List<String> trace;

        Callback(Callback o, List<String> t) {
            other = o;
            trace = t;
        }

        synchronized int call(int n, java.util.function.IntUnaryOperator k) {
            depth++;
            trace.add(n + ":" + depth + (Thread.holdsLock(this) ? "h" : "-"));
            try {
                return n == 0 ? k.applyAsInt(depth)
                              : (other == null ? this : other).call(n - 1, x -> {
                                    synchronized (this) {
                                        return k.applyAsInt(x + depth);
                                    }
                                });
            } finally {
                depth--;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Pa a = on(Pa::new), b = on(Pb::new), c = new Pa();
        a.peer = b;
        b.peer = c;
        c.peer = a;
        Pa[] ps = {a, b, c};
        for (Pa q : ps) {
            p(on(()
                            -> q.z(false) + " " + q.b((byte) 100) + q.s((short) 9999) + q.c('y')
                            + q.i(7) + q.l(1L << 33) + q.f(1) + q.d(2) + q.str("")
                            + (q.o(q) == q.peer) + q.o(null) + Arrays.toString(q.arr(1, 2, 3))
                            + q.num() + q.nm() + q.h2() + q.fin(1L << 40, 2.9, (byte) -1)
                            + q.callPriv(q.peer) + q.callPriv(q)));
            p(q.i(5) + q.str("x") + q.num() + q.nm() + q.callPriv(b) + q.make()
                    + (q.make().peer == q));
            p(on(()
                            -> q.many(1, 2, 3.9f, 4.9, (byte) 5, 'f', (short) 7, true, "str",
                                    new int[] {1, 9}, "", List.of(2.5))));
            for (int k = 0; k < 4; k++)
                on(() -> {
                    q.v();
                    Pt.sc();
                    return 0;
                });
            int[] in = {5};
            int[] out = on(() -> q.arr(in));
            p((in == out) + " " + in[0] + q.hops);
            Object[][] m = on(() -> q.multi(new Object[1], new Object[] {q.peer}));
            p((m[0][0] == q) + "" + (m[1][0] == q.peer));
        }
        p(Pt.cnt + " " + Arrays.toString(ps));
        on(() -> {
            Arrays.sort(ps);
            return 0;
        });
        p(ps[0].base() + on(() -> ps[2]).base() + (ps[2] == b));
        Comparable raw = a;
        on(() -> raw.compareTo("str"));
        Pt<?> w = b;
        p(w.make() + "" + on(() -> w.make().peer));
        Op<Integer> inc = on(() -> (Op<Integer>) x -> x + 1);
        Op<Integer> chain = inc;
        for (int i = 0; i < 10; i++) {
            Op<Integer> prev = chain;
            int k = i;
            chain = on(() -> prev.then(k % 2 == 0 ? (x -> x * 2 % 1009) : inc));
        }
        Op<Integer> fc = chain;
        p(chain.ap(3) + " " + on(() -> fc.ap(3)));
        Ring[] rs = new Ring[4];
        Thread[] ts = new Thread[4];
        for (int i = 0; i < 4; i++) {
            int k = i;
            on(() -> new Ring(rs, k, 6));
            ts[i] = new Thread(rs[i]);
            ts[i].start();
        }
        rs[2].give(0);
        for (Thread t : ts) t.join();
        for (Ring r : rs) System.out.print(r.seen);
        p(rs[2].token);
        List<String> tr = Collections.synchronizedList(new ArrayList<>());
        Callback c1 = on(() -> new Callback(null, tr)), c2 = on(() -> new Callback(c1, tr)),
                 c3 = new Callback(c2, tr);
        p(on(() -> c3.call(5, x -> x * 10)) + " " + tr + c1.depth + c2.depth);

        class Ack {
            int calls;

            Ack me() { return on(() -> this); }

            int ack(int m, int n) {
                calls++;
                return m == 0 ? n + 1 : n == 0 ? me().ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
            }
        }

        Ack ak = on(Ack::new);
        p(ak.ack(2, 3) + " " + ak.calls);
        boolean[] ev = on(() -> {
            class Par {
                boolean even(int n) { return n == 0 || odd(n - 1); }
                boolean odd(int n) { return n != 0 && on(() -> even(n - 1)); }
            }
            Par pr = new Par();
            return new boolean[] {pr.even(10), pr.odd(7), pr.even(3)};
        });
        p(Arrays.toString(ev));
        StringBuilder hanoi = new StringBuilder();

        class Han {
            final Deque<Integer>[] pegs = new Deque[3];
            int moves;
            {
                for (int i = 0; i < 3; i++) pegs[i] = new ArrayDeque<>();
                for (int i = 5; i > 0; i--) pegs[0].push(i);
            }

            void mv(int n, int f, int t) {
                if (n == 0) return;
                int o = 3 - f - t;
                mv(n - 1, f, o);
                int k = n;
                if (n > 2)
                    on(() -> {
                        step(k, f, t);
                        return 0;
                    });
                else
                    step(n, f, t);
                mv(n - 1, o, t);
            }

            synchronized void step(int n, int f, int t) {
                int d = pegs[f].pop();
                if (!pegs[t].isEmpty() && pegs[t].peek() < d) throw new IllegalStateException();
                pegs[t].push(d);
                moves++;
                if (d > 3) hanoi.append(d).append(t);
            }
        }

        Han hn = on(Han::new);
        on(() -> {
            hn.mv(5, 0, 2);
            return 0;
        });
        p(hn.moves + " " + hn.pegs[2] + hanoi);
    }
}
