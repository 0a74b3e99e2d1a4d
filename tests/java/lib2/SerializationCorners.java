// SPDX-License-Identifier: Apache-2.0
// Object streams: records, enums, proxies, externalizables, replacement, filters, versions, class changes by hand-made bytes, cycles,
// validation, own stream headers, exceptions in readObject, back references, unshared objects.
import java.io.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

public class SerializationCorners {
    record Range(int lo, int hi) implements Serializable {
        Range { if (lo > hi) throw new IllegalArgumentException(lo + ">" + hi); }
    }
    enum Color { RED { @Override String shout() { return "RED!"; } }, BLUE; String shout() { return name(); } }
    static class Node implements Serializable {
        private static final long serialVersionUID = 7;
        String name;
        Node next;
        transient int cached = 5;
        Node(String n) { name = n; }
    }
    static class Parent {
        String p = "set by the constructor";
        Parent() { p = "constructed"; }
    }
    static class Child extends Parent implements Serializable {
        int x = 3;
        private void writeObject(ObjectOutputStream o) throws IOException { o.defaultWriteObject(); o.writeUTF(p); o.writeInt(99); }
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            i.defaultReadObject();
            p = i.readUTF() + " read";
            try { i.readInt(); i.readInt(); } catch (EOFException e) { p += " " + e.getMessage(); }
        }
    }
    public static class Ext implements Externalizable {
        int v;
        String s;
        public Ext() { System.out.println("Ext()"); }
        Ext(int v, String s) { this.v = v; this.s = s; }
        public void writeExternal(ObjectOutput o) throws IOException { o.writeInt(v); o.writeObject(s); o.writeLong(1L << 40); }
        public void readExternal(ObjectInput i) throws IOException, ClassNotFoundException { v = i.readInt(); s = (String) i.readObject() + i.readLong(); }
    }
    static class Singleton implements Serializable {
        static final Singleton ONE = new Singleton();
        private Object readResolve() { return ONE; }
    }
    static class Replaced implements Serializable {
        final String what;
        Replaced(String w) { what = w; }
        private Object writeReplace() { return new Stand(what.toUpperCase()); }
    }
    static class Stand implements Serializable {
        final String w;
        Stand(String w) { this.w = w; }
        private Object readResolve() { return "resolved " + w; }
    }
    static class Fields implements Serializable {
        private static final ObjectStreamField[] serialPersistentFields = {new ObjectStreamField("virtual", int.class), new ObjectStreamField("list", List.class)};
        int real = 4;
        private void writeObject(ObjectOutputStream o) throws IOException {
            ObjectOutputStream.PutField f = o.putFields();
            f.put("virtual", real * 2);
            f.put("list", new ArrayList<>(List.of(real)));
            o.writeFields();
        }
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            ObjectInputStream.GetField f = i.readFields();
            real = f.get("virtual", 0) + 100 + ((List<?>) f.get("list", null)).size();
            System.out.println(f.defaulted("list"));
        }
    }
    static class Fails implements Serializable {
        private void readObject(ObjectInputStream i) throws IOException { throw new InvalidObjectException("I refuse"); }
    }
    static class Validated implements Serializable, ObjectInputValidation {
        int n = 1;
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            i.registerValidation(this, n);
            i.defaultReadObject();
        }
        public void validateObject() { System.out.println("validated " + n); }
    }
    static class Outer implements Serializable {
        Object bad = new Object();
    }
    static class Handler implements InvocationHandler, Serializable {
        public Object invoke(Object p, Method m, Object[] a) { return m.getName().equals("compare") ? -((String) a[0]).compareTo((String) a[1]) : m.getName(); }
    }
    interface SerSupplier<T> extends Supplier<T>, Serializable {}
    static byte[] bytes(Object... objects) throws IOException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        try (ObjectOutputStream o = new ObjectOutputStream(b)) { for (Object x : objects) o.writeObject(x); }
        return b.toByteArray();
    }
    static Object back(byte[] b) throws Exception {
        try (ObjectInputStream i = new ObjectInputStream(new ByteArrayInputStream(b))) { return i.readObject(); }
    }
    static Object copy(Object o) throws Exception { return back(bytes(o)); }
    static void attempt(String label, java.util.concurrent.Callable<?> c) {
        try { System.out.println(label + " = " + c.call()); } catch (Throwable e) { System.out.println(label + " ! " + e + " <- " + e.getCause()); }
    }
    static byte[] replace(byte[] in, String from, String to) {
        try { return new String(in, "ISO-8859-1").replace(from, to).getBytes("ISO-8859-1"); } catch (UnsupportedEncodingException e) { throw new Error(e); }
    }
    @SuppressWarnings("unchecked")
    public static void main(String[] args) throws Exception {
        attempt("record", () -> copy(new Range(1, 5)));
        byte[] r = bytes(new Range(1, 5));
        byte[] broken = r.clone();
        broken[broken.length - 1] = 0;
        broken[broken.length - 5] = 9;
        attempt("record invariant", () -> back(broken));
        System.out.println(copy(Color.RED) == Color.RED && ((Color) copy(Color.RED)).shout().equals("RED!"));
        attempt("enum gone", () -> back(replace(bytes(Color.BLUE), "BLUE", "PINK")));
        Node n = new Node("a");
        n.next = new Node("b");
        n.next.next = n;
        Node m = (Node) copy(n);
        System.out.println(m.name + m.next.name + (m.next.next == m) + m.cached);
        Child c = (Child) copy(new Child());
        System.out.println(c.p + " " + c.x);
        Ext e = (Ext) copy(new Ext(5, "s"));
        System.out.println(e.v + e.s);
        System.out.println((copy(Singleton.ONE) == Singleton.ONE) + " " + copy(new Replaced("abc")));
        System.out.println(((Fields) copy(new Fields())).real);
        attempt("refusal", () -> copy(new Fails()));
        attempt("not serializable", () -> bytes(new Outer()));
        attempt("validated", () -> copy(new Validated()).getClass());
        Comparator<String> proxy = (Comparator<String>) Proxy.newProxyInstance(SerializationCorners.class.getClassLoader(), new Class<?>[] {Comparator.class, Serializable.class}, new Handler());
        List<String> words = new ArrayList<>(List.of("a", "c", "b"));
        words.sort((Comparator<String>) copy(proxy));
        System.out.println(words);
        int captured = 41;
        SerSupplier<Integer> lambda = () -> captured + 1;
        System.out.println(((SerSupplier<Integer>) copy(lambda)).get());
        Function<String, Integer> ref = (Function<String, Integer> & Serializable) Integer::valueOf;
        System.out.println(((Function<String, Integer>) copy(ref)).apply("12"));
        attempt("wrong version", () -> back(replaceVersion(bytes(new Node("v")))));
        attempt("no class", () -> back(replace(bytes(new Node("v")), "SerializationCorners$Node", "SerializationCorners$Nope")));
        attempt("cut", () -> back(Arrays.copyOf(bytes(n), 40)));
        attempt("header", () -> back(new byte[] {1, 2, 3, 4}));
        attempt("empty", () -> back(new byte[0]));
        attempt("type code", () -> back(new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 0x11}));
        ObjectInputFilter filter = ObjectInputFilter.Config.createFilter("maxdepth=3;java.base/*;SerializationCorners$Range;!*");
        for (Object o : new Object[] {new Range(1, 2), new Node("x"), new ArrayList<>(List.of(1)), new Object[][][][] {{{{}}}}}) {
            attempt("filtered " + o.getClass().getSimpleName(), () -> {
                ObjectInputStream i = new ObjectInputStream(new ByteArrayInputStream(bytes(o)));
                i.setObjectInputFilter(filter);
                return i.readObject().getClass();
            });
        }
        List<String> asked = new ArrayList<>();
        ObjectInputStream fi = new ObjectInputStream(new ByteArrayInputStream(bytes(new TreeMap<>(Map.of("k", new int[5])))));
        fi.setObjectInputFilter(i -> { asked.add((i.serialClass() == null ? null : i.serialClass().getName()) + " " + i.arrayLength() + " " + i.depth()); return ObjectInputFilter.Status.UNDECIDED; });
        fi.readObject();
        System.out.println(asked);
        ObjectStreamClass d = ObjectStreamClass.lookup(Node.class);
        System.out.println(d + " " + Arrays.toString(d.getFields()) + " " + d.getField("name").getTypeString() + " " + ObjectStreamClass.lookup(Object.class) + " " + ObjectStreamClass.lookupAny(Object.class));
        System.out.println(ObjectStreamClass.lookup(Child.class).getSerialVersionUID() + " " + ObjectStreamClass.lookup(Color.class).getSerialVersionUID() + " " + ObjectStreamClass.lookup(int[].class).getSerialVersionUID()
                + " " + ObjectStreamClass.lookup(Stand.class).getSerialVersionUID() + " " + ObjectStreamClass.lookup(Comparator.class));
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        ObjectOutputStream o = new ObjectOutputStream(b);
        Date shared = new Date(5);
        o.writeObject(shared);
        o.writeObject(shared);
        o.writeUnshared(shared);
        o.reset();
        o.writeObject(shared);
        o.writeInt(7);
        o.writeObject(null);
        o.writeObject("x".repeat(70000));
        o.writeObject(new int[][] {{1}, {2, 3}});
        o.writeObject(int.class);
        o.writeObject(String[].class);
        o.close();
        ObjectInputStream i = new ObjectInputStream(new ByteArrayInputStream(b.toByteArray()));
        Object s1 = i.readObject(), s2 = i.readObject(), s3 = i.readUnshared(), s4 = i.readObject();
        System.out.println((s1 == s2) + " " + (s1 == s3) + " " + (s1 == s4) + " " + s4.equals(s1) + " " + i.readInt() + " " + i.readObject() + " " + ((String) i.readObject()).length()
                + " " + Arrays.deepToString((int[][]) i.readObject()) + " " + i.readObject() + " " + i.readObject());
        attempt("after the end", i::readObject);
        for (Object x : new Object[] {List.of(1, 2), Map.of("a", 1), Set.of(3), Optional.class, new BitSet(9), Locale.GERMANY, java.time.LocalDate.of(2020, 1, 2), java.time.ZonedDateTime.of(2020, 1, 1, 0, 0, 0, 0, java.time.ZoneId.of("Europe/Paris")),
                new java.math.BigDecimal("1.50"), UUID.fromString("00000000-0000-0001-0000-000000000002"), new EnumMap<>(Map.of(Color.RED, 1)), EnumSet.allOf(Color.class), Collections.unmodifiableList(new LinkedList<>(List.of(1))),
                new java.util.concurrent.ConcurrentHashMap<>(Map.of(1, 2)), new StringBuilder("sb"), new Throwable("t").getMessage(), new java.net.URI("http://x/y"), new File("/a/b"), Arrays.asList(1, null), new PriorityQueue<>(List.of(3, 1, 2))}) {
            Object y = copy(x);
            System.out.println(y.getClass().getSimpleName() + " " + y + " " + (y.equals(x) || y.toString().equals(x.toString())));
        }
        Exception ex = (Exception) copy(new IllegalStateException("m", new IOException("c")));
        System.out.println(ex + " " + ex.getCause() + " " + ex.getStackTrace()[0].getMethodName() + " " + ex.getStackTrace()[0].getLineNumber());
    }
    static byte[] replaceVersion(byte[] b) {
        for (int i = 0; i + 8 < b.length; i++) {
            boolean zeros = true;
            for (int k = 0; k < 7; k++) zeros &= b[i + k] == 0;
            if (zeros && b[i + 7] == 7) { b[i + 7] = 8; return b; }
        }
        throw new AssertionError();
    }
}
