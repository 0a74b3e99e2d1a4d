// SPDX-License-Identifier: Apache-2.0
// Method.invoke, Constructor.newInstance, Field get/set with conversions, every error, many calls
// of one method (accessor inflation), access checks, InvocationTargetException, arrays by
// reflection, caller-sensitive methods.
import java.lang.reflect.*;
import java.util.*;

public class ReflectionCalls {
    public int i = 1;
    public long l = 2;
    public double d = 3;
    public String s = "s";
    private int hidden = 4;
    public static char c = 'c';
    public final int fin = 5;
    public static final Object SF = "sf";
    public boolean z;
    public byte b;
    public short sh;
    public float f;
    public Object o;
    final List<String> flist = List.of();
    public ReflectionCalls() {}
    public ReflectionCalls(int i, String s) {
        this.i = i;
        this.s = s;
        if (s == null) throw new IllegalArgumentException("no s");
    }
    public static long all(boolean z, byte b, char c, short s, int i, long l, float f, double d,
            Object o, int[] a) {
        return (z ? 1 : 0) + b + c + s + i + l + (long) f + (long) d + o.hashCode() + a.length;
    }
    public int add(int x) { return i + x; }
    public void none() { i++; }
    public static String var(String... xs) { return String.join("+", xs); }
    private String priv() { return "private " + hidden; }
    public void fails() throws Exception { throw new java.io.IOException("inside"); }
    public Object self() { return this; }
    protected static int prot(long x) { return (int) x; }
    public char ch() { return 'x'; }
    public float fl() { return 1.5f; }
    public boolean bo() { return true; }
    public byte by() { return -1; }
    public short st() { return -2; }
    public double du() { return 0.5; }
    static abstract class Abs {
        public abstract int m();
        public Abs() {}
    }
    static class Impl extends Abs {
        public int m() { return 77; }
    }
    interface Itf {
        default String def() { return "default of " + name(); }
        String name();
    }
    enum E { A }
    class Inner {
        final int v;
        Inner(int v) { this.v = v + i; }
    }
    static void t(String label, java.util.concurrent.Callable<?> r) {
        try {
            Object x = r.call();
            System.out.println(
                    label + " -> " + (x == null ? "null" : x.getClass().getSimpleName() + " " + x));
        } catch (InvocationTargetException e) {
            System.out.println(label + " -> ITE " + e.getMessage() + " " + e.getCause());
        } catch (Throwable e) { System.out.println(label + " -> " + e); }
    }
    static Method m(String n, Class<?>... p) throws Exception {
        return ReflectionCalls.class.getDeclaredMethod(n, p);
    }
    static Field f(String n) throws Exception { return ReflectionCalls.class.getDeclaredField(n); }

    public static void main(String[] args) throws Exception {
        ReflectionCalls r = new ReflectionCalls() {
            @Override
            public String toString() {
                return "r";
            }
        };
        Method all = m("all", boolean.class, byte.class, char.class, short.class, int.class,
                long.class, float.class, double.class, Object.class, int[].class);
        t("all",
                ()
                        -> all.invoke(null, true, (byte) 1, 'a', (short) 2, 3, 4L, 5f, 6d, "o",
                                new int[7]));
        t("widening",
                ()
                        -> all.invoke(
                                null, true, (byte) 1, 'a', (byte) 2, 'b', 4, 5, 6f, 9, new int[0]));
        t("narrowing",
                () -> all.invoke(null, true, 1, 'a', (short) 2, 3, 4L, 5f, 6d, "o", new int[7]));
        t("null prim", () -> m("add", int.class).invoke(r, (Object) null));
        t("count", () -> m("add", int.class).invoke(r));
        t("too many", () -> m("none").invoke(r, 1));
        t("receiver null", () -> m("none").invoke(null));
        t("receiver type", () -> m("none").invoke("s"));
        t("void", () -> m("none").invoke(r));
        t("static ignores", () -> m("prot", long.class).invoke("anything", 5));
        t("varargs", () -> m("var", String[].class).invoke(null, (Object) new String[] {"a", "b"}));
        t("varargs wrong", () -> m("var", String[].class).invoke(null, "a", "b"));
        t("fails", () -> m("fails").invoke(r));
        t("private in nest", () -> m("priv").invoke(r));
        t("null arg array", () -> m("none").invoke(r, (Object[]) null));
        for (String n : "ch fl bo by st du self".split(" ")) t(n, () -> m(n).invoke(r));
        t("wrong object arg", () -> m("var", String[].class).invoke(null, (Object) new Object[0]));
        t("abstract", () -> Abs.class.getMethod("m").invoke(new Impl()));
        t("interface default", () -> Itf.class.getMethod("def").invoke((Itf) () -> "lambda"));
        int sum = 0;
        Method add = m("add", int.class);
        for (int k = 0; k < 200; k++) sum += (int) add.invoke(r, k);
        System.out.println(sum);
        Constructor<ReflectionCalls> k2 =
                ReflectionCalls.class.getConstructor(int.class, String.class);
        for (int k = 0; k < 50; k++) sum += k2.newInstance(k, "x").i;
        System.out.println(sum);
        try {
            for (int k = 0; k < 30; k++) m("fails").invoke(r);
        } catch (InvocationTargetException e) {
            System.out.println(e.getCause().getStackTrace()[0]);
        }
        t("ctor", () -> k2.newInstance(8, "y").i);
        t("ctor fails", () -> k2.newInstance(8, null));
        t("ctor wrong", () -> k2.newInstance("8", null));
        t("abstract new", () -> Abs.class.getConstructor().newInstance());
        t("enum new", () -> {
            Constructor<?> c = E.class.getDeclaredConstructors()[0];
            c.setAccessible(true);
            return c.newInstance("B", 1);
        });
        t("inner",
                ()
                        -> ((Inner) Inner.class
                                        .getDeclaredConstructor(ReflectionCalls.class, int.class)
                                        .newInstance(r, 10))
                                .v);
        t("newInstance", () -> ((Object) ArrayList.class.newInstance()));
        t("no default ctor", () -> Inner.class.newInstance());
        t("interface new", () -> Itf.class.newInstance());
        t("prim new", () -> int.class.newInstance());
        t("array new", () -> int[].class.newInstance());
        t("Class new", () -> {
            Constructor<?> c = Class.class.getDeclaredConstructors()[0];
            c.setAccessible(true);
            return c.newInstance(null, null);
        });
        t("get i", () -> f("i").get(r));
        t("getInt", () -> f("i").getInt(r));
        t("getLong of int", () -> f("i").getLong(r));
        t("getShort of int", () -> f("i").getShort(r));
        t("getInt of object", () -> f("s").getInt(r));
        t("set i", () -> {
            f("i").set(r, 10);
            return r.i;
        });
        t("set i short", () -> {
            f("i").set(r, (short) 11);
            return r.i;
        });
        t("set i long", () -> {
            f("i").set(r, 11L);
            return r.i;
        });
        t("set i null", () -> {
            f("i").set(r, null);
            return 0;
        });
        t("setLong d", () -> {
            f("d").setLong(r, 9);
            return r.d;
        });
        t("set s", () -> {
            f("s").set(r, 5);
            return 0;
        });
        t("static c", () -> f("c").get(null));
        t("setChar", () -> {
            f("c").setChar(null, 'q');
            return c;
        });
        t("final", () -> {
            f("fin").set(r, 6);
            return 0;
        });
        t("final accessible", () -> {
            Field x = f("flist");
            x.setAccessible(true);
            x.set(r, List.of("changed"));
            return r.flist;
        });
        t("static final", () -> {
            Field x = f("SF");
            x.setAccessible(true);
            x.set(null, "no");
            return SF;
        });
        t("static final get", () -> f("SF").get(null));
        t("receiver", () -> f("i").get("x"));
        t("receiver null", () -> f("i").get(null));
        for (String n : "z b sh f o l d".split(" "))
            t("field " + n, () -> {
                Field x = f(n);
                Object old = x.get(r);
                x.set(r, old);
                return old;
            });
        t("private String", () -> {
            Field x = String.class.getDeclaredField("value");
            x.setAccessible(true);
            return x;
        });
        t("private no access", () -> String.class.getDeclaredMethod("coder").invoke("x"));
        t("trySetAccessible", () -> String.class.getDeclaredMethod("coder").trySetAccessible());
        t("Array", () -> {
            Object a = Array.newInstance(String.class, 2, 3);
            Array.set(Array.get(a, 1), 2, "z");
            return ((String[][]) a)[1][2] + a.getClass().getName();
        });
        t("Array prim", () -> {
            Object a = Array.newInstance(double.class, 2);
            Array.set(a, 0, 5);
            Array.setFloat(a, 1, 2f);
            return Array.getDouble(a, 0) + Array.getDouble(a, 1);
        });
        t("void array", () -> Array.newInstance(void.class, 1));
        t("255 dims",
                () -> Array.newInstance(int.class, new int[255]).getClass().getName().length());
        t("256 dims", () -> Array.newInstance(int.class, new int[256]));
        t("hash",
                ()
                        -> (Object) m("none").equals(m("none")) + "" + (m("none") == m("none"))
                        + (m("none").hashCode() == m("none").hashCode()));
    }
}
