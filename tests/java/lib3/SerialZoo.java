// SPDX-License-Identifier: Apache-2.0
// Serialization: hooks, proxies, lambdas, records, cycles, filters, damaged streams, forty library classes.
import java.io.*;
import java.lang.reflect.*;
import java.nio.file.*;
import java.util.*;
import java.util.function.*;

public class SerialZoo {
    static void p(Object o) { System.out.println(o); }
    interface B {
        Object r() throws Throwable;
    }
    static void t(String n, B b) {
        try {
            p(n + " " + b.r());
        } catch (Throwable e) { p(n + " !! " + e + (e.getCause() == null ? "" : " / " + e.getCause())); }
    }
    static byte[] w(Object... os) throws IOException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        try (ObjectOutputStream o = new ObjectOutputStream(b)) {
            for (Object x : os) o.writeObject(x);
        }
        return b.toByteArray();
    }
    @SuppressWarnings("unchecked")
    static <T> T r(byte[] b) throws IOException, ClassNotFoundException {
        return (T) new ObjectInputStream(new ByteArrayInputStream(b)).readObject();
    }
    static <T> T rt(T x) throws IOException, ClassNotFoundException { return r(w(x)); }
    static String hex(byte[] b) { return b.length + ":" + Arrays.hashCode(b); }
    static class Base {
        int b = 7;
        Base() {
            b = 8;
            p("Base()");
        }
    }
    static class Sub extends Base implements Serializable {
        private static final long serialVersionUID = 1;
        int s = 3;
        transient int t = 4;
        final int f;
        Sub next;
        Sub(int f) { this.f = f; }
    }
    static class Hooked implements Serializable {
        private static final long serialVersionUID = 2;
        private static final ObjectStreamField[] serialPersistentFields = {new ObjectStreamField("x", int.class),
                new ObjectStreamField("name", String.class), new ObjectStreamField("arr", int[][].class, true)};
        int real = 5;
        int[][] a = {{1}, {2, 3}};
        private void writeObject(ObjectOutputStream o) throws IOException {
            ObjectOutputStream.PutField f = o.putFields();
            f.put("x", real);
            f.put("name", "put");
            f.put("arr", a);
            o.writeFields();
            o.writeUTF("extra");
            o.writeObject(List.of(1));
        }
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            ObjectInputStream.GetField f = i.readFields();
            real = f.get("x", -1) + 100;
            a = (int[][]) f.get("arr", null);
            p("read " + f.get("name", "") + f.defaulted("x") + i.readUTF() + i.readObject());
            i.registerValidation(() -> p("validated " + real), 1);
        }
    }
    static class Ext implements Externalizable {
        String v = "none";
        public Ext() { p("Ext()"); }
        Ext(String v) { this.v = v; }
        public void writeExternal(ObjectOutput o) throws IOException {
            o.writeUTF(v);
            o.writeLong(-1);
            o.writeObject(this);
        }
        public void readExternal(ObjectInput i) throws IOException, ClassNotFoundException {
            v = i.readUTF() + i.readLong() + (i.readObject() == this);
        }
    }
    static class NoCtor implements Externalizable {
        NoCtor(int i) {}
        public void writeExternal(ObjectOutput o) {}
        public void readExternal(ObjectInput i) {}
    }
    static class Rep implements Serializable {
        final String s;
        Rep(String s) { this.s = s; }
        Object writeReplace() { return new Form(s + "w"); }
        static class Form implements Serializable {
            String q;
            Form(String q) { this.q = q; }
            Object readResolve() { return new Rep(q + "r"); }
        }
    }
    static final class Single implements Serializable {
        static final Single I = new Single();
        private Object readResolve() throws ObjectStreamException { return I; }
    }
    record Rec(int a, String b, Rec next, int[] xs) implements Serializable {
        Rec {
            if (a < 0) throw new IllegalArgumentException("neg " + a);
        }
    }
    enum Op implements IntBinaryOperator, Serializable {
        ADD {
            public int applyAsInt(int x, int y) { return x + y; }
        },
        MUL {
            public int applyAsInt(int x, int y) { return x * y; }
        };
        int state = 3;
    }
    static class Node implements Serializable {
        Object o;
        List<Node> kids = new ArrayList<>();
        Map<Object, Object> m = new IdentityHashMap<>();
    }
    static class Abs {
        protected Abs(int x) {}
    }
    static class NoDef extends Abs implements Serializable {
        NoDef() { super(1); }
    }
    static class Inv implements InvocationHandler, Serializable {
        public Object invoke(Object x, Method m, Object[] a) { return m.getName() + (a == null ? 0 : a.length); }
    }
    static class Evil implements Serializable {
        int v = 1;
        private void readObjectNoData() { p("nodata"); }
        private void writeObject(ObjectOutputStream o) throws IOException { throw new NotSerializableException("me"); }
    }
    static class Lazy implements Serializable {
        transient Object x = new Object();
        private void readObject(ObjectInputStream i) throws Exception {
            i.defaultReadObject();
            x = "again";
            throw new InvalidObjectException("bad");
        }
    }
    public static void main(String[] args) throws Throwable {
        Sub s = new Sub(9);
        s.next = s;
        s.b = 100;
        Sub q = rt(s);
        p(q.b + " " + q.s + q.t + q.f + (q.next == q));
        Hooked h = rt(new Hooked());
        p(h.real + Arrays.deepToString(h.a));
        p(rt(new Ext("v")).v);
        t("noctor", () -> rt(new NoCtor(1)));
        p(rt(new Rep("a")).s + (rt(Single.I) == Single.I));
        Rec rec = new Rec(1, "b", new Rec(2, null, null, new int[0]), new int[] {4});
        p(rt(rec).next() + " " + rt(rec).xs()[0]);
        p(rt(Op.MUL) == Op.MUL);
        p(rt(new EnumMap<>(Map.of(Op.ADD, 1))) + " " + rt(EnumSet.allOf(Op.class)));
        byte[] rb = w(rec);
        for (int i = 0; i + 4 <= rb.length; i++)
            if (rb[i] == 0 && rb[i + 1] == 0 && rb[i + 2] == 0 && rb[i + 3] == 1 && i > rb.length / 3) {
                byte[] c = rb.clone();
                c[i] = (byte) 0xff;
                t("neg record", () -> r(c));
                break;
            }
        t("nodef", () -> rt(new NoDef()));
        t("evil", () -> rt(new Evil()));
        t("lazy", () -> rt(new Lazy()));
        t("notser", () -> w(new Object[] {1, new Thread[0], new Object()}));
        t("lambda", () -> {
            Supplier<Integer> l = (Supplier<Integer> & Serializable) () -> args.length + 41;
            return rt(l).get();
        });
        t("mref",
                () -> ((Function<String, Integer>) rt((Function<String, Integer> & Serializable) Integer::parseInt)).apply("77"));
        t("ctor ref", () -> rt((Supplier<ArrayList<String>> & Serializable) ArrayList::new).get());
        t("plain lambda", () -> rt((Runnable) () -> {}));
        Runnable pr = (Runnable) Proxy.newProxyInstance(SerialZoo.class.getClassLoader(),
                new Class<?>[] {Runnable.class, CharSequence.class, Serializable.class}, new Inv());
        t("proxy", () -> rt(pr).toString() + Proxy.isProxyClass(rt(pr).getClass()));
        Node n = new Node();
        n.o = n;
        for (int i = 0; i < 5; i++) {
            Node k = new Node();
            k.o = n;
            n.kids.add(k);
            n.m.put(k, n.kids);
        }
        Node m = rt(n);
        p((m.o == m) + " " + m.kids.size() + (m.m.get(m.kids.get(3)) == m.kids));
        t("deep", () -> {
            Node a = null;
            for (int i = 0; i < 100_000; i++) {
                Node b = new Node();
                b.o = a;
                a = b;
            }
            try {
                return w(a).length;
            } catch (StackOverflowError e) { return "soe"; }
        });
        for (Object o : new Object[] {new TreeMap<>(Map.of("a", 1)), new LinkedHashMap<>(Map.of(1, 2)), List.of(1, 2, 3),
                     Set.of(1), Map.of(), Collections.unmodifiableList(new LinkedList<>(List.of(3))), Arrays.asList(1, null),
                     new BitSet(77), Optional.class, int[].class, void.class, new Date(5), java.time.LocalDate.MAX,
                     java.time.ZonedDateTime.parse("2020-01-01T00:00Z[Europe/Paris]"), new java.math.BigDecimal("1.50"),
                     java.math.BigInteger.TEN.pow(50), new UUID(1, 2), Locale.JAPAN, java.net.URI.create("a:b"),
                     new java.net.URL("http://x/"), java.net.InetAddress.getByName("127.0.0.1"), new StringBuilder("sb"),
                     new PriorityQueue<>(List.of(3, 1, 2)), new ArrayDeque<>(List.of(1)), new Throwable("th"),
                     new java.util.concurrent.ConcurrentHashMap<>(Map.of(1, 2)), new java.util.concurrent.atomic.AtomicLong(4),
                     java.util.regex.Pattern.compile("a*", 2), Currency.getInstance("EUR"), new File("/x"),
                     TimeZone.getTimeZone("UTC"), new SimpleTimeZone(1, "x"), new Random(5), java.util.concurrent.TimeUnit.DAYS,
                     new java.text.DecimalFormat("0.0"), new String[][] {{"a"}, null},
                     new java.util.concurrent.locks.ReentrantLock(), "long".repeat(30000), Character.valueOf('c'), (byte) 1,
                     new Object[0], new HashSet<>(List.of("q")), new Vector<>(List.of(1)), new Properties(),
                     java.time.Duration.ofMillis(5), java.util.concurrent.ThreadLocalRandom.current().getClass().getName(),
                     new IllegalArgumentException("m", new Error("c"))})
            t(o.getClass().getName(), () -> {
                byte[] b = w(o);
                Object x = r(b);
                return (o instanceof Throwable || o instanceof Properties || o instanceof SimpleTimeZone ? "" : hex(b)) + " "
                        + (x.equals(o) || !(o instanceof Comparable)) + " " + x.getClass().getSimpleName() + " "
                        + (x instanceof Random rr ? rr.nextInt() : "");
            });
        // filters
        ObjectInputFilter f =
                ObjectInputFilter.Config.createFilter("maxdepth=3;maxarray=5;java.base/*;!SerialZoo$Sub;SerialZoo$*;!*");
        p(f);
        for (Object o : new Object[] {new Sub(1), new Node(), new int[6], new int[5], List.of(List.of(List.of(List.of(1)))),
                     new javax.management.Attribute("a", 1)})
            t("filter " + o.getClass().getSimpleName(), () -> {
                ObjectInputStream i = new ObjectInputStream(new ByteArrayInputStream(w(o)));
                i.setObjectInputFilter(f);
                return i.readObject().getClass();
            });
        t("filter code", () -> {
            List<String> log = new ArrayList<>();
            ObjectInputStream i = new ObjectInputStream(new ByteArrayInputStream(w(new ArrayList<>(List.of("a", 5, Op.ADD)))));
            i.setObjectInputFilter(x -> {
                log.add((x.serialClass() == null ? "-" : x.serialClass().getSimpleName()) + x.depth() + "/" + x.references() + "/"
                        + x.arrayLength());
                return ObjectInputFilter.Status.UNDECIDED;
            });
            i.readObject();
            return log;
        });
        t("filter bad", () -> ObjectInputFilter.Config.createFilter("maxdepth=x"));
        t("factory", () -> {
            ObjectInputFilter.Config.setSerialFilterFactory((a, b) -> {
                p("factory " + a + " " + b);
                return b;
            });
            return rt(1);
        });
        // streams damaged in every byte
        byte[] good = w(new ArrayList<>(List.of("abc", 5, new Rec(1, "x", null, new int[] {1, 2}))));
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < good.length; i++)
            for (int v : new int[] {0, 1, 0x70, 0x77, 0xff}) {
                byte[] c = good.clone();
                c[i] = (byte) v;
                String k;
                try {
                    Object o = r(c);
                    k = "ok";
                } catch (Throwable e) { k = e.getClass().getName(); }
                outcomes.merge(k, 1, Integer::sum);
            }
        p(outcomes);
        for (int i = 0; i < good.length; i += 37) {
            int l = i;
            t("cut " + i, () -> r(Arrays.copyOf(good, l)));
        }
        // class descriptors, resolution, annotation, subclass hooks
        for (Class<?> c : new Class<?>[] {String.class, Sub.class, Rec.class, Op.class, Node.class, Evil.class, int[][].class,
                     Hooked.class, Thread.class, ArrayList.class}) {
            ObjectStreamClass d = ObjectStreamClass.lookupAny(c);
            p(c.getSimpleName() + " " + d.getSerialVersionUID() + " " + Arrays.toString(d.getFields()) + " "
                    + (ObjectStreamClass.lookup(c) == null));
        }
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        ObjectOutputStream oo = new ObjectOutputStream(bo) {
            { enableReplaceObject(true); }
            protected Object replaceObject(Object o) { return o instanceof String x ? x.toUpperCase() : o; }
            protected void annotateClass(Class<?> c) throws IOException { writeUTF("ann:" + c.getSimpleName()); }
        };
        oo.writeObject(new Object[] {"low", 5});
        oo.writeUnshared("x");
        oo.reset();
        oo.writeInt(4);
        oo.close();
        ObjectInputStream oi = new ObjectInputStream(new ByteArrayInputStream(bo.toByteArray())) {
            protected Class<?> resolveClass(ObjectStreamClass d) throws IOException, ClassNotFoundException {
                p(readUTF());
                return super.resolveClass(d);
            }
            { enableResolveObject(true); }
            protected Object resolveObject(Object o) { return o instanceof Integer i ? i + 1 : o; }
        };
        p(Arrays.toString((Object[]) oi.readObject()) + oi.readUnshared() + oi.readInt());
        t("opt", oi::readObject);
        t("header", () -> new ObjectInputStream(new ByteArrayInputStream(new byte[] {1, 2, 3, 4})));
        Object shared = new int[] {1};
        List<Object> two = rt(new ArrayList<>(Arrays.asList(shared, shared)));
        p(two.get(0) == two.get(1));
        PipedOutputStream po = new PipedOutputStream();
        PipedInputStream pi = new PipedInputStream(po);
        Thread th = new Thread(() -> {
            try (ObjectOutputStream o = new ObjectOutputStream(po)) {
                for (int i = 0; i < 500; i++) {
                    o.writeObject(new Rec(i, "x" + i, null, new int[i]));
                    if (i % 50 == 0) o.reset();
                }
            } catch (IOException e) { p(e); }
        });
        th.start();
        long sum = 0;
        try (ObjectInputStream i = new ObjectInputStream(pi)) {
            while (true) sum += ((Rec) i.readObject()).xs().length;
        } catch (EOFException e) { p("eof " + sum); }
        th.join();
    }
}
