// SPDX-License-Identifier: Apache-2.0
// Java serialisation: graphs with cycles, custom methods, Externalizable, records, enums, proxies,
// replacement, filters, errors.
import java.io.*;
import java.util.*;

public class Serialization {
    static class Node implements Serializable {
        private static final long serialVersionUID = 1;
        String name;
        Node next;
        transient int skip = 5;
        List<Node> kids = new ArrayList<>();
        final int fin = 7;
        Node(String n) { name = n; }
    }
    static class NoSer {
        int x = 9;
        NoSer() { x = 10; }
    }
    static class Sub extends NoSer implements Serializable {
        int y = 11;
        NoSer bad;
    }
    static class Custom implements Serializable {
        int a;
        transient String t;
        Custom(int a) {
            this.a = a;
            t = "t" + a;
        }
        private void writeObject(ObjectOutputStream o) throws IOException {
            o.defaultWriteObject();
            o.writeUTF(t);
            o.writeInt(42);
        }
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            i.defaultReadObject();
            t = i.readUTF() + i.readInt();
        }
    }
    public static class Ext implements Externalizable {
        int v;
        public Ext() { System.out.println("Ext()"); }
        Ext(int v) { this.v = v; }
        public void writeExternal(ObjectOutput o) throws IOException {
            o.writeInt(v * 2);
            o.writeObject("ext");
        }
        public void readExternal(ObjectInput i) throws IOException, ClassNotFoundException {
            v = i.readInt();
            System.out.println(i.readObject());
        }
    }
    record Rec(int a, String b, int[] c) implements Serializable {
        Rec {
            if (a < 0) throw new IllegalArgumentException("neg");
        }
    }
    enum E {
        A,
        B {}
    }
    static class Single implements Serializable {
        static final Single ONE = new Single();
        private Object readResolve() { return ONE; }
    }
    static class Repl implements Serializable {
        private Object writeReplace() { return "replaced"; }
    }
    static class Fields implements Serializable {
        private static final ObjectStreamField[] serialPersistentFields = {
                new ObjectStreamField("virtual", int.class)};
        int real = 3;
        private void writeObject(ObjectOutputStream o) throws IOException {
            o.putFields().put("virtual", real * 10);
            o.writeFields();
        }
        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            real = i.readFields().get("virtual", 0) + 1;
        }
    }
    static class All implements Serializable {
        boolean z = true;
        byte b = -1;
        char c = 'é';
        short s = -2;
        int i = 3;
        long l = -4L;
        float f = 5.5f;
        double d = -6.5;
        String str = "s";
        Object[] os = {1, "two", null, 3.0, new int[][] {{1}, {}}};
        Class<?> k = int[].class;
        Map<String, Integer> m = new LinkedHashMap<>(Map.of("k", 1));
        Date date = new Date(0);
        E e = E.B;
        java.math.BigDecimal bd = new java.math.BigDecimal("1.50");
        Locale lo = Locale.US;
        BitSet bs = BitSet.valueOf(new long[] {5});
        Optional<String> none;
        java.time.LocalDate ld = java.time.LocalDate.EPOCH;
        Throwable th = new IllegalStateException("in stream");
        Comparator<String> cmp = (Comparator<String> & Serializable) (p, q) -> q.compareTo(p);
    }
    static byte[] write(Object o) throws IOException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        try (ObjectOutputStream s = new ObjectOutputStream(b)) {
            s.writeObject(o);
        }
        return b.toByteArray();
    }
    @SuppressWarnings("unchecked")
    static <T> T copy(T o) throws Exception {
        return (T) new ObjectInputStream(new ByteArrayInputStream(write(o))).readObject();
    }
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + " = " + c.call());
        } catch (Throwable e) { System.out.println(l + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        Node a = new Node("a"), b = new Node("b");
        a.next = b;
        b.next = a;
        a.kids.addAll(List.of(a, b, b));
        a.skip = 77;
        Node c = copy(a);
        System.out.println(c.name + c.next.name + (c.next.next == c) + c.skip + c.fin
                + (c.kids.get(0) == c) + (c.kids.get(1) == c.kids.get(2)) + " " + write(a).length);
        Sub s = new Sub();
        s.x = 100;
        s.y = 200;
        Sub s2 = copy(s);
        System.out.println(s2.x + " " + s2.y);
        t("custom", () -> copy(new Custom(3)).t + copy(new Custom(3)).a);
        t("ext", () -> copy(new Ext(21)).v);
        t("record",
                ()
                        -> copy(new Rec(1, "r", new int[] {4})).c()[0]
                        + copy(new Rec(1, "r", null)).toString());
        t("enum", () -> (copy(E.B) == E.B) + "" + copy(E.A));
        t("single", () -> copy(Single.ONE) == Single.ONE);
        t("replace", () -> (Object) copy((Object) new Repl()));
        t("fields", () -> copy(new Fields()).real);
        All all = copy(new All());
        System.out.println(all.z + "" + all.b + all.c + all.s + all.i + all.l + all.f + all.d
                + all.str + Arrays.deepToString(all.os) + all.k + all.m + all.date.getTime() + all.e
                + all.bd + all.lo + all.bs + all.none + all.ld + all.th
                + all.th.getStackTrace().length + all.cmp.compare("a", "b"));
        s.bad = new NoSer();
        t("not serializable", () -> write(s).length);
        t("thread", () -> write(new Object[] {1, Thread.currentThread()}));
        t("lambda", () -> write((Runnable) () -> {}));
        t("truncated",
                ()
                        -> new ObjectInputStream(
                                new ByteArrayInputStream(Arrays.copyOf(write(a), 50)))
                                .readObject());
        t("garbage",
                ()
                        -> new ObjectInputStream(new ByteArrayInputStream(new byte[] {1, 2, 3, 4}))
                                .readObject());
        t("bad record", () -> {
            byte[] x = write(new Rec(5, "r", null));
            for (int i = 0; i < x.length - 4; i++)
                if (x[i] == 0 && x[i + 1] == 0 && x[i + 2] == 0 && x[i + 3] == 5) {
                    x[i] = -1;
                    break;
                }
            return new ObjectInputStream(new ByteArrayInputStream(x)).readObject();
        });
        t("suid", () -> {
            byte[] x = write(new Node("q"));
            String st = new String(x, "ISO-8859-1");
            int at = st.indexOf("Serialization$Node") + 18;
            x[at + 7] = 2;
            return new ObjectInputStream(new ByteArrayInputStream(x)).readObject();
        });
        t("missing class",
                ()
                        -> new ObjectInputStream(new ByteArrayInputStream(new String(
                                                         write(new Custom(1)), "ISO-8859-1")
                                                                 .replace("Serialization$Custom",
                                                                         "Serialization$Gustom")
                                                                 .getBytes("ISO-8859-1")))
                                .readObject());
        t("filter", () -> {
            ObjectInputStream i = new ObjectInputStream(new ByteArrayInputStream(write(a)));
            i.setObjectInputFilter(ObjectInputFilter.Config.createFilter("!Serialization$Node;*"));
            return i.readObject();
        });
        System.out.println(ObjectStreamClass.lookup(Node.class) + " "
                + ObjectStreamClass.lookup(Custom.class).getSerialVersionUID() + " "
                + ObjectStreamClass.lookup(Rec.class).getSerialVersionUID() + " "
                + Arrays.toString(ObjectStreamClass.lookup(Node.class).getFields())
                + ObjectStreamClass.lookup(NoSer.class));
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        ObjectOutputStream oo = new ObjectOutputStream(bo);
        int[] arr = {1};
        oo.writeObject(arr);
        arr[0] = 2;
        oo.writeObject(arr);
        oo.writeUnshared(arr);
        oo.reset();
        oo.writeObject(arr);
        oo.writeInt(5);
        oo.writeUTF("é\0");
        oo.flush();
        ObjectInputStream oi = new ObjectInputStream(new ByteArrayInputStream(bo.toByteArray()));
        int[] r1 = (int[]) oi.readObject(), r2 = (int[]) oi.readObject(),
              r3 = (int[]) oi.readUnshared(), r4 = (int[]) oi.readObject();
        System.out.println(
                r1[0] + " " + (r1 == r2) + r3[0] + r4[0] + oi.readInt() + oi.readUTF().length());
        t("eof", () -> oi.readObject());
        Node deep = new Node("0");
        Node cur = deep;
        for (int i = 1; i < 300; i++) cur = cur.next = new Node("" + i);
        Node dc = copy(deep);
        int n = 0;
        while (dc != null) {
            n++;
            dc = dc.next;
        }
        System.out.println(n + " "
                + Arrays.hashCode(
                        write(new TreeMap<>(Map.of("a", List.of(1, 2), "b", Set.of("x"))))));
    }
}
