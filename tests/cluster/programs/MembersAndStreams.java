// Shows members, arrays, serialization, field updaters and dynamic proxies with objects that other
// threads have made.
import java.io.*;
import java.lang.annotation.*;
import java.lang.reflect.*;
import java.lang.reflect.Proxy;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;

public class MembersAndStreams {
    static class Run implements Runnable {
        final Callable<?> c;
        Object result;
        Throwable thrown;
        Run(Callable<?> c) { this.c = c; }
        public void run() {
            try {
                result = c.call();
            } catch (Throwable t) {
                thrown = t;
            }
        }
    }
    static <T> T far(Callable<T> c) throws Exception {
        Run r = new Run(c);
        Thread t = new Thread(r, "far");
        t.start();
        t.join();
        if (r.thrown != null) {
            if (r.thrown instanceof Exception) throw (Exception) r.thrown;
            throw (Error) r.thrown;
        }
        return (T) r.result;
    }
    interface Job {
        Object go() throws Throwable;
    }
    static void p(String name, Job j) {
        try {
            System.out.println(name + ": " + show(j.go()));
        } catch (Throwable e) {
            System.out.println(
                name + " threw " + e + (e.getCause() != null ? " / " + e.getCause() : ""));
        }
    }
    static String show(Object o) {
        if (o == null || !o.getClass().isArray()) return String.valueOf(o);
        if (o instanceof Object[]) return Arrays.deepToString((Object[]) o);
        StringBuilder s = new StringBuilder("[");
        for (int i = 0; i < Array.getLength(o); i++)
            s.append(i > 0 ? ", " : "").append(Array.get(o, i));
        return s + "]";
    }
    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(Tags.class)
    @interface Tag {
        String value();
        int[] n() default {1, 2};
        Class<?> k() default String.class;
        Thread.State e() default Thread.State.NEW;
    }
    @Retention(RetentionPolicy.RUNTIME)
    @interface Tags {
        Tag[] value();
    }
    @Tag("a")
    @Tag(value = "b", n = {})
    static class F implements Serializable, Cloneable, Comparable<F> {
        boolean z = true;
        byte b = 1;
        char c = 'c';
        short s = 2;
        int i = 3;
        long l = 4;
        float f = 5;
        double d = 6;
        String t = "t";
        Object o;
        final int fin;
        static int st;
        transient int tr = 8;
        int[] arr = {1, 2};
        F next;
        List<String> gl = new ArrayList<>();
        F() { fin = 9; }
        @Tag("m")
        <T extends Number & Comparable<T>> T gen(List<? super T> x, @Tag("p") T... y)
            throws IOException {
            return y[0];
        }
        private int priv(int k) { return k + i; }
        static int stat(int k) { return k * 2; }
        void thr() throws IOException { throw new IOException("from thr " + i); }
        public F clone() {
            try {
                return (F) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new Error(e);
            }
        }
        public int compareTo(F x) { return Integer.compare(i, x.i); }
        public boolean equals(Object x) { return x instanceof F && ((F) x).i == i; }
        public int hashCode() { return i; }
        public String toString() { return "F" + i + t; }
        class Inner {
            int q = i;
        }
        static class Nested {}
        private void writeObject(ObjectOutputStream o) throws IOException {
            o.defaultWriteObject();
            o.writeInt(tr);
        }
        private void readObject(ObjectInputStream o) throws IOException, ClassNotFoundException {
            o.defaultReadObject();
            tr = o.readInt() + 1;
        }
    }
    static class Ext implements Externalizable {
        Object x;
        String y;
        public Ext() {}
        public void writeExternal(ObjectOutput o) throws IOException {
            o.writeObject(x);
            o.writeUTF(y);
        }
        public void readExternal(ObjectInput o) throws IOException, ClassNotFoundException {
            x = o.readObject();
            y = o.readUTF();
        }
    }
    static class Rep implements Serializable {
        static final Rep ONE = new Rep();
        Object writeReplace() { return new Proxied(); }
        static class Proxied implements Serializable {
            Object readResolve() { return ONE; }
        }
    }
    record P(int x, String y, List<Integer> z) implements Serializable {
        P {
            if (x < 0) throw new IllegalArgumentException("neg");
        }
    }
    enum E {
        A,
        B {
            int f() { return 2; }
        };
        int n = 1;
        int f() { return 1; }
    }
    sealed interface Sh permits Ci, Sq {}
    record Ci(double r) implements Sh {}
    record Sq(double a) implements Sh {}
    interface Def {
        default String hi(String x) { return "hi " + x + who(); }
        String who();
    }
    static byte[] ser(Object o) throws IOException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        try (ObjectOutputStream s = new ObjectOutputStream(b)) {
            s.writeObject(o);
        }
        return b.toByteArray();
    }
    static Object de(byte[] b) throws Exception {
        try (ObjectInputStream s = new ObjectInputStream(new ByteArrayInputStream(b))) {
            return s.readObject();
        }
    }
    static Object dez(byte[] b) throws Exception { return de(b); }
    static class Updated {
        volatile int i;
        volatile long l;
        volatile Object o;
        volatile String s;
    }
    public static void main(String[] a) throws Exception {
        F x = far(F::new);
        F y = far(() -> {
            F q = new F();
            q.i = 7;
            q.o = q;
            q.next = x;
            q.gl.add("g");
            return q;
        });
        x.next = y;
        for (Field fd : F.class.getDeclaredFields()) {
            Field g = far(() -> F.class.getDeclaredField(fd.getName()));
            g.setAccessible(true);
            p("field " + g.getName(), () -> {
                if (Modifier.isStatic(g.getModifiers())) return g.get(null);
                Object v = g.get(x);
                if (g.getType().isPrimitive() || g.getType() == String.class) {
                    g.set(x, v);
                    return v;
                }
                return v == null ? null : v.getClass();
            });
            p("  eq",
                ()
                    -> g.equals(fd) + " " + (g.hashCode() == fd.hashCode()) + g.toGenericString()
                    + fd.isAccessible());
        }
        p("widen", () -> {
            Field g = F.class.getDeclaredField("l");
            g.set(x, 5);
            g.setInt(x, 6);
            return g.getLong(x) + " " + F.class.getDeclaredField("b").getInt(x)
                + F.class.getDeclaredField("c").getDouble(x);
        });
        p("badset", () -> {
            F.class.getDeclaredField("i").set(x, "s");
            return 0;
        });
        p("badset2", () -> {
            F.class.getDeclaredField("i").setLong(x, 1);
            return 0;
        });
        p("badobj", () -> F.class.getDeclaredField("i").get("s"));
        p("nullobj", () -> F.class.getDeclaredField("i").get(null));
        p("final", () -> {
            Field g = F.class.getDeclaredField("fin");
            g.setAccessible(true);
            g.set(x, 10);
            return g.get(x) + " " + x.fin;
        });
        Method gen = far(() -> F.class.getDeclaredMethod("gen", List.class, Number[].class));
        p("gen",
            ()
                -> gen.toGenericString() + Arrays.toString(gen.getGenericParameterTypes())
                + Arrays.toString(gen.getTypeParameters()[0].getBounds())
                + Arrays.toString(gen.getExceptionTypes()) + gen.isVarArgs()
                + Arrays.deepToString(gen.getParameterAnnotations()) + gen.getAnnotation(Tag.class)
                + gen.getParameters()[1]);
        p("invoke",
            ()
                -> gen.invoke(x, null, new Integer[] {4}) + " "
                + far(() -> gen.invoke(y, null, far(() -> new Long[] {5L}))));
        p("cause", () -> {
            try {
                return F.class.getDeclaredMethod("thr").invoke(y);
            } catch (InvocationTargetException e) {
                StackTraceElement[] st = e.getCause().getStackTrace();
                return e.getCause() + " " + st[0]
                    + far(() -> e.getCause().getStackTrace()[0].equals(st[0]));
            }
        });
        p("priv", () -> {
            Method m = far(() -> {
                Method q = F.class.getDeclaredMethod("priv", int.class);
                q.setAccessible(true);
                return q;
            });
            int s = 0;
            for (int k = 0; k < 30; k++) s += (int) m.invoke(k % 2 == 0 ? x : y, k);
            return s + " " + m.canAccess(x)
                + F.class.getDeclaredMethod("stat", int.class).invoke(null, 4);
        });
        p("argcount", () -> F.class.getDeclaredMethod("stat", int.class).invoke(null));
        p("argtype", () -> F.class.getDeclaredMethod("stat", int.class).invoke(null, "s"));
        p("ctor", () -> {
            Constructor<?> c = far(() -> F.Inner.class.getDeclaredConstructors()[0]);
            Object in = c.newInstance(y);
            return F.Inner.class.getDeclaredField("q").get(in) + " " + c.getParameterCount()
                + (far(() -> F.class.getDeclaredConstructor().newInstance())).i;
        });
        p("class",
            ()
                -> far(() -> y.getClass()) == F.class
                && far(() -> F.class.getDeclaringClass()) == MembersAndStreams.class
                && F.class.getNestHost() == MembersAndStreams.class
                && F.Inner.class.getEnclosingClass() == F.class);
        p("annos",
            ()
                -> Arrays.toString(far(() -> F.class.getAnnotationsByType(Tag.class)))
                + far(() -> F.class.getAnnotation(Tags.class))
                    .equals(F.class.getAnnotation(Tags.class)));
        p("record", () -> {
            P q = far(() -> new P(1, "y", new ArrayList<>(List.of(1))));
            StringBuilder s = new StringBuilder(
                q + " " + q.hashCode() + q.equals(far(() -> new P(1, "y", List.of(1)))));
            for (RecordComponent rc : far(() -> P.class.getRecordComponents()))
                s.append(rc).append(rc.getAccessor().invoke(q)).append(rc.getGenericType());
            return s;
        });
        p("enum", () -> {
            E e = far(() -> E.B);
            e.n += 5;
            return e.f() + " " + (e == E.B) + far(() -> E.valueOf("B").n) + e.getDeclaringClass()
                + far(() -> new EnumMap<>(Map.of(E.A, 1, E.B, 2)))
                + far(() -> EnumSet.allOf(E.class)) + e.compareTo(E.A);
        });
        p("sealed",
            ()
                -> Arrays.toString(far(() -> Sh.class.getPermittedSubclasses()))
                + far(() -> new Ci(2)).equals(new Ci(2)));
        p("arrays", () -> {
            Object q = far(() -> Array.newInstance(int.class, 3, 2));
            Array.setInt(Array.get(q, 1), 1, 9);
            ((int[][]) q)[0] = new int[] {5};
            Object z = far(() -> Array.newInstance(String[].class, 2));
            Array.set(z, 0, new String[] {"k"});
            return show(q) + show(z) + Array.getLength(q) + q.getClass()
                + z.getClass().getComponentType();
        });
        p("arr bad", () -> {
            Array.set(far(() -> new int[2]), 0, "s");
            return 0;
        });
        p("arr bad2", () -> {
            Array.set(far(() -> new String[2]), 0, 3);
            return 0;
        });
        p("arr oob", () -> Array.get(far(() -> new int[2]), 2));
        p("arr store", () -> {
            Object[] o = far(() -> new String[2]);
            o[0] = 1;
            return 0;
        });
        p("arr neg", () -> Array.newInstance(int.class, -1));
        p("arr long", () -> Array.getLong(far(() -> new byte[] {-3}), 0));
        p("arr notarr", () -> Array.getLength(x));
        for (Object arr :
            new Object[] {far(() -> new boolean[] {true, false}), far(() -> new byte[] {1, 2, 3}),
                far(() -> new char[] {'a', 'b'}), far(() -> new short[] {1, 2}),
                far(() -> new int[] {3, 1, 2}), far(() -> new long[] {3, 1}),
                far(() -> new float[] {2, 1}), far(() -> new double[] {2, 1}),
                far(() -> new String[] {"b", "a"}), far(() -> new int[2][2])})
            p("arr " + arr.getClass().getSimpleName(), () -> {
                Object c =
                    Array.newInstance(arr.getClass().getComponentType(), Array.getLength(arr) + 1);
                System.arraycopy(arr, 0, c, 1, Array.getLength(arr));
                System.arraycopy(arr, 0, arr, 1, Array.getLength(arr) - 1);
                Object cl = arr.getClass().getMethod("getClass") != null ? cloneOf(arr) : null;
                return show(arr) + show(c) + show(cl) + (cl == arr);
            });
        p("clone", () -> {
            F q = y.clone();
            return (q == y) + " " + q + (q.o == y) + (q.arr == y.arr) + (q.gl == y.gl) + q.fin;
        });
        p("clone bad", () -> {
            Object o = far(Object::new);
            Method m = Object.class.getDeclaredMethod("clone");
            return m.getName();
        });
        // serialization
        p("ser", () -> {
            F q = (F) de(ser(y));
            return q + " " + (q.o == q) + q.next + (q.next.next == q) + q.tr + q.gl + q.fin
                + show(q.arr);
        });
        p("ser far", () -> {
            byte[] bytes = far(() -> ser(y));
            F q = (F) far(() -> de(bytes));
            return q + " " + (q.o == q) + q.tr + Arrays.equals(bytes, ser(y));
        });
        p("ext", () -> {
            Ext e = new Ext();
            e.x = x;
            e.y = "ü";
            Ext q = (Ext) far(() -> de(ser(e)));
            return q.x + q.y;
        });
        p("replace", () -> far(() -> de(ser(new Rep()))) == Rep.ONE);
        p("record ser", () -> de(far(() -> ser(new P(2, "k", new ArrayList<>(List.of(3)))))));
        p("enum ser", () -> de(far(() -> ser(E.B))) == E.B);
        p("class ser",
            ()
                -> far(() -> de(ser(F.class))) == F.class
                && far(() -> de(ser(int[][].class))) == int[][].class);
        p("lambda ser", () -> {
            Supplier<String> s = (Supplier<String> & Serializable) () -> "lam" + y;
            return ((Supplier<String>) far(() -> de(ser(s)))).get();
        });
        p("not ser", () -> ser(far(() -> new Object[] {new Thread()})).length);
        p("collections", () -> {
            Map<Object, Object> m = far(() -> {
                Map<Object, Object> q = new TreeMap<>(Comparator.comparing(Object::toString)
                        .reversed()
                        .thenComparing((Comparator<Object> & Serializable) (u, v) -> 0));
                return new LinkedHashMap<>(Map.of("k", y));
            });
            m.put("date", new Date(0));
            m.put("big", new java.math.BigInteger("123456789012345678901"));
            m.put("list", List.of(1, x));
            m.put("opt", new ArrayDeque<>(List.of(1, 2)));
            return new TreeMap<>((Map<String, Object>) far(() -> de(ser(m))));
        });
        p("shared stream", () -> {
            ByteArrayOutputStream b = far(ByteArrayOutputStream::new);
            ObjectOutputStream o = far(() -> new ObjectOutputStream(b));
            o.writeObject(x);
            far(() -> {
                o.writeObject(y);
                o.writeUTF("z");
                o.reset();
                o.writeUnshared(x);
                o.flush();
                return 0;
            });
            ObjectInputStream i =
                far(() -> new ObjectInputStream(new ByteArrayInputStream(b.toByteArray())));
            F u = (F) i.readObject();
            F v = (F) far(() -> i.readObject());
            return (u.next == v) + " " + (v.next == u) + i.readUTF() + (i.readObject() != u);
        });
        p("filter", () -> {
            ObjectInputStream i =
                far(() -> new ObjectInputStream(new ByteArrayInputStream(ser(y))));
            i.setObjectInputFilter(
                far(() -> ObjectInputFilter.Config.createFilter("!MembersAndStreams$F;*")));
            return i.readObject();
        });
        p("osc", () -> {
            ObjectStreamClass o = far(() -> ObjectStreamClass.lookup(F.class));
            return o.getName()
                + (o.getSerialVersionUID()
                    == ObjectStreamClass.lookup(F.class).getSerialVersionUID())
                + o.getFields().length + o.getField("i");
        });
        // updaters
        Updated u = far(Updated::new);
        p("updaters", () -> {
            AtomicIntegerFieldUpdater<Updated> i =
                far(() -> AtomicIntegerFieldUpdater.newUpdater(Updated.class, "i"));
            AtomicLongFieldUpdater<Updated> l =
                AtomicLongFieldUpdater.newUpdater(Updated.class, "l");
            AtomicReferenceFieldUpdater<Updated, Object> o =
                far(() -> AtomicReferenceFieldUpdater.newUpdater(Updated.class, Object.class, "o"));
            AtomicReferenceFieldUpdater<Updated, String> s =
                AtomicReferenceFieldUpdater.newUpdater(Updated.class, String.class, "s");
            i.incrementAndGet(u);
            far(() -> i.addAndGet(u, 5));
            l.lazySet(u, 9);
            l.updateAndGet(u, q -> q * 2);
            o.set(u, x);
            boolean c = o.compareAndSet(u, x, y);
            boolean d = far(() -> o.compareAndSet(u, y, y.next));
            s.accumulateAndGet(u, "q", (k, m) -> k + m);
            return u.i + " " + u.l + u.o + c + d + u.s;
        });
        p("updater cce", () -> {
            ((AtomicReferenceFieldUpdater) AtomicReferenceFieldUpdater.newUpdater(
                 Updated.class, String.class, "s"))
                .set(u, 1);
            return 0;
        });
        p("updater bad", () -> {
            ((AtomicIntegerFieldUpdater) AtomicIntegerFieldUpdater.newUpdater(Updated.class, "i"))
                .set("x", 1);
            return 0;
        });
        p("atomics", () -> {
            AtomicReferenceArray<Object> r = far(() -> new AtomicReferenceArray<>(3));
            r.set(0, x);
            r.compareAndSet(1, null, y);
            AtomicMarkableReference<F> m = far(() -> new AtomicMarkableReference<>(x, false));
            boolean b = m.compareAndSet(x, y, false, true);
            DoubleAccumulator da = far(() -> new DoubleAccumulator(Double::sum, 0));
            da.accumulate(2);
            far(() -> {
                da.accumulate(3);
                return 0;
            });
            return r + " " + b + m.getReference() + m.isMarked() + da.get();
        });
        // proxies
        p("proxy", () -> {
            List<String> log = far(ArrayList::new);
            Def d =
                (Def) far(()
                              -> Proxy.newProxyInstance(MembersAndStreams.class.getClassLoader(),
                                  new Class<?>[] {Def.class, Comparable.class}, (q, m, ar) -> {
                                      log.add(m.getName() + Thread.currentThread().getName());
                                      if (m.isDefault())
                                          return InvocationHandler.invokeDefault(q, m, ar);
                                      if (m.getName().equals("who")) return "!";
                                      if (m.getName().equals("compareTo"))
                                          throw new IOException("undeclared");
                                      return m.getName().equals("hashCode") ? (Object) 5
                                          : m.getName().equals("equals")    ? (Object) (q == ar[0])
                                                                            : "P";
                                  }));
            Object r;
            try {
                r = ((Comparable) d).compareTo(1);
            } catch (UndeclaredThrowableException e) {
                r = e.getCause();
            }
            return d.hi("x") + d.hashCode() + d.equals(d) + d + r + log
                + Proxy.isProxyClass(far(() -> d.getClass()))
                + (Proxy.getInvocationHandler(d) == far(() -> Proxy.getInvocationHandler(d)));
        });
        p("generic", () -> {
            Type t = far(() -> F.class.getDeclaredField("gl").getGenericType());
            return t + " " + t.equals(F.class.getDeclaredField("gl").getGenericType())
                + ((ParameterizedType) t).getActualTypeArguments()[0];
        });
        p("names", () -> {
            StringBuilder s = new StringBuilder();
            for (Class<?> c : far(()
                                      -> new Class<?>[] {int.class, int[].class, F.class,
                                          F.Inner[].class, Map.Entry.class, void.class}))
                s.append(c.getName())
                    .append(c.getSimpleName())
                    .append(c.getTypeName())
                    .append(c.getCanonicalName())
                    .append(c.getModifiers())
                    .append(c.descriptorString())
                    .append(c.getPackageName())
                    .append(c.getModule().getName())
                    .append(' ');
            return s;
        });
        p("forName",
            ()
                -> far(() -> Class.forName("[[LMembersAndStreams$F;")) == F[][].class
                && far(()
                           -> Class.forName("MembersAndStreams$E", false,
                               MembersAndStreams.class.getClassLoader()))
                    == E.class);
        p("forName bad", () -> far(() -> Class.forName("no.Such")));
        p("cast", () -> F.class.cast(far(() -> (Object) "s")));
        p("newInstance", () -> far(() -> F.class.newInstance()).i);
        p("inst iface", () -> far(() -> Runnable.class.getDeclaredConstructor()));
        p("abstract",
            () -> far(() -> AbstractList.class.getDeclaredConstructors()[0].newInstance()));
        p("hash", () -> {
            Object o = far(Object::new);
            int h = System.identityHashCode(o);
            return h == far(() -> System.identityHashCode(o)) && h == o.hashCode()
                && o.toString().equals(far(() -> o.toString()));
        });
        p("ihm", () -> {
            Map<Object, String> m = far(IdentityHashMap::new);
            m.put(x, "x");
            m.put(y, "y");
            far(() -> m.put(y, "z"));
            return m.size() + m.get(y) + m.containsKey(x);
        });
        p("whm", () -> {
            WeakHashMap<Object, String> m = far(WeakHashMap::new);
            m.put(x, "x");
            return m.get(x);
        });
    }
    static Object cloneOf(Object a) {
        return a instanceof Object[] ? ((Object[]) a).clone()
            : a instanceof int[]     ? ((int[]) a).clone()
            : a instanceof byte[]    ? ((byte[]) a).clone()
            : a instanceof char[]    ? ((char[]) a).clone()
            : a instanceof long[]    ? ((long[]) a).clone()
                                     : a;
    }
}
