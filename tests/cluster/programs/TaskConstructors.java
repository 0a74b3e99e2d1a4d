// Shows constructors of tasks: they leak this, start threads, throw, call overridden methods; made
// by reflection, factories, clone, other tasks.
import java.util.*;
import java.util.function.*;

public class TaskConstructors {
    static final List<String> LOG = Collections.synchronizedList(new ArrayList<>());
    static final List<Object> LEAKED = Collections.synchronizedList(new ArrayList<>());

    static class SelfStart implements Runnable {
        final Thread t;
        volatile int ran;
        final int k;

        SelfStart(int k) {
            t = new Thread(this, "self" + k);
            t.start();
            this.k = k;
        }

        public void run() { ran = 1; }
    }

    static class SubStart extends Thread {
        int v;

        SubStart(int v) {
            super("sub" + v);
            this.v = v;
            start();
        }

        public void run() { v = -v; }
    }

    static abstract class Base implements Runnable {
        String trace = "B";
        int hash;

        Base(String arg) {
            LEAKED.add(this);
            hook(arg);
            hash = System.identityHashCode(this);
        }

        { trace += "i"; }
        abstract void hook(String a);
        static { LOG.add("Base clinit"); }
    }

    static class Derived extends Base {
        int x = 7;
        final int y;
        String late = "late";
        Object[] arr = {this, late};

        Derived(String a) {
            super(a + "!");
            y = x * 2;
            trace += "D" + late;
        }

        Derived() {
            this("def");
            trace += "0";
        }

        void hook(String a) { trace += "<" + a + x + late + ">"; }

        public void run() {
            trace += "run";
            LOG.add(trace + (arr[0] == this));
        }

        { trace += "j"; }
        static { LOG.add("Derived clinit"); }
    }

    static class Thrower implements Runnable {
        final int n;

        Thrower(int n) {
            this.n = n;
            LEAKED.add(this);
            if (n > 1) throw new IllegalArgumentException("ctor " + n);
        }

        public void run() {}
    }

    static class CheckedThrower implements Runnable {
        Object o = init();

        static Object init() throws RuntimeException {
            Object[] a = new Object[1];
            return a[1];
        }

        CheckedThrower() throws Exception { throw new Exception("unreached"); }

        public void run() {}
    }

    static class Single implements Runnable {
        static final Single IT = new Single();
        static int count = 10;
        int mine;

        private Single() {
            count++;
            mine = count;
        }

        public void run() {
            mine += 100;
            count += 5;
        }

        static Single get() { return IT; }
    }

    static class Lazy {
        private static volatile Lazy it;
        final Thread by;
        static int made;

        Lazy() {
            by = Thread.currentThread();
            made++;
        }

        static Lazy get() {
            if (it == null) synchronized (Lazy.class) {
                    if (it == null) it = new Lazy();
                }
            return it;
        }
    }

    static class Holder {
        static class In {
            static final Holder H = new Holder();
        }

        static int n;

        Holder() { n++; }
    }

    static class Many implements Runnable {
        final boolean z;
        final byte b;
        final char c;
        final short s;
        final int i;
        final long l;
        final float f;
        final double d;
        final String st;
        final Object o;
        final int[] arr;
        final Many prev;
        String out;

        Many(boolean z, byte b, char c, short s, int i, long l, float f, double d, String st,
            Object o, int[] arr, Many prev, Object... rest) {
            this.z = z;
            this.b = b;
            this.c = c;
            this.s = s;
            this.i = i;
            this.l = l;
            this.f = f;
            this.d = d;
            this.st = st;
            this.o = o;
            this.arr = arr;
            this.prev = prev;
            out = rest.length + "";
        }

        public void run() {
            out += z + "," + b + "," + (int) c + "," + s + "," + i + "," + l + "," + f + "," + d
                + "," + st + "," + (o == this) + "," + arr[0]++ + ","
                + (prev == null ? "none" : prev.out.length() + "");
        }
    }

    class Inner implements Runnable {
        final int k;

        Inner(int k) {
            this.k = k;
            total += k;
        }

        class Sub extends Inner {
            Sub(int k) { super(k + 1); }

            public void run() {
                super.run();
                total *= 2;
            }
        }

        public void run() { total += k; }
    }

    int total;

    static class Cl implements Runnable, Cloneable {
        int[] d = {1};
        int n = 1;

        public void run() {
            n++;
            d[0]++;
        }

        Cl copy() throws CloneNotSupportedException { return (Cl) clone(); }
    }

    static <T extends Runnable> T go(T r) throws Exception {
        Thread t = new Thread(r);
        t.start();
        t.join();
        return r;
    }

    static class Creator implements Runnable {
        Runnable made;
        final Supplier<Runnable> how;
        Throwable bad;

        Creator(Supplier<Runnable> h) { how = h; }

        public void run() {
            try {
                made = how.get();
                made.run();
            } catch (Throwable t) { bad = t; }
        }
    }

    static String where(Throwable t) {
        StringBuilder b = new StringBuilder(t + "");
        for (StackTraceElement e : t.getStackTrace())
            b.append(" <- ").append(e.getMethodName()).append(e.getLineNumber());
        return b.toString();
    }

    public static void main(String[] a) throws Exception {
        for (int i = 0; i < 3; i++) {
            SelfStart ss = new SelfStart(i);
            ss.t.join();
            System.out.println(ss.k + ss.ran + ss.t.getName());
            SubStart su = new SubStart(i + 1);
            su.join();
            System.out.println(su.v);
            Derived d = go(i == 1 ? new Derived() : new Derived("a" + i));
            System.out.println(d.trace + " " + d.y + (LEAKED.get(LEAKED.size() - 1) == d)
                + (d.hash == System.identityHashCode(d)));
            try {
                new Thrower(i);
                System.out.println("made");
            } catch (IllegalArgumentException e) { System.out.println(where(e)); }
            System.out.println(((Thrower) LEAKED.get(LEAKED.size() - 1)).n);
            try {
                new CheckedThrower();
            } catch (Exception e) { System.out.println(where(e)); }
            System.out.println(
                go(Single.get()).mine + " " + Single.count + (Single.IT == Single.get()));
            Lazy[] lz = new Lazy[3];
            Thread[] ts = new Thread[3];
            for (int k = 0; k < 3; k++) {
                int q = k;
                (ts[k] = new Thread(() -> lz[q] = Lazy.get())).start();
            }
            for (Thread t : ts) t.join();
            System.out.println(
                (lz[0] == lz[1] && lz[1] == lz[2]) + " " + Lazy.made + " " + go(new Creator(() -> {
                    Object h = Holder.In.H;
                    return () -> {};
                })).bad
                + Holder.n);
            Many m1 = new Many(true, (byte) -1, '\u1234', (short) -2, Integer.MIN_VALUE,
                Long.MAX_VALUE, Float.MIN_VALUE, Double.NEGATIVE_INFINITY,
                "\u0000\ud800x\uD83D\uDE00", null, new int[] {i}, null);
            Many m2 = go(new Many(false, (byte) 127, '\0', Short.MAX_VALUE, -1, -1L, -0f,
                Double.NaN, null, m1, m1.arr, go(m1), 1, "2", null));
            System.out.println(m1.out.replace('\0', '0').replace('\ud800', '?') + " " + m2.out
                + m1.arr[0] + m1.st.length());
            TaskConstructors q = new TaskConstructors();
            Inner in = q.new Inner(3);
            go(in);
            go(in.new Sub(4));
            System.out.println(q.total);
            Cl c = go(new Cl());
            Cl c2 = go(c.copy());
            System.out.println(c.n + " " + c2.n + c.d[0] + (c.d == c2.d));
            Runnable r =
                (Runnable) Derived.class.getDeclaredConstructor(String.class).newInstance("refl");
            go(r);
            System.out.println(((Derived) r).trace);
            Function<String, Runnable> ctor = Derived::new;
            System.out.println(((Derived) go(ctor.apply("ref"))).trace);
            Supplier<Runnable[]> arr = () -> new Runnable[] {new Derived("x1"), new Derived("x2")};
            for (Runnable x : arr.get()) go(x);
            try {
                Thrower.class.getDeclaredConstructor(int.class).newInstance(5);
            } catch (java.lang.reflect.InvocationTargetException e) {
                System.out.println(e.getCause());
            }
            Creator cr = go(new Creator(() -> new Derived("deep")));
            System.out.println(((Derived) cr.made).trace);
            cr = go(new Creator(() -> new Thrower(3)));
            System.out.println(where(cr.bad));
            Creator nest = go(new Creator(() -> {
                Creator in2 = new Creator(() -> new Derived("nested"));
                Thread t = new Thread(in2);
                t.start();
                try {
                    t.join();
                } catch (InterruptedException e) {}
                return in2;
            }));
            System.out.println(((Derived) ((Creator) nest.made).made).trace);
        }
        System.out.println(LOG.size() + " " + LOG);
        System.out.println(LEAKED.size());
    }
}
