// SPDX-License-Identifier: Apache-2.0
// Method handle combinators beyond the basics: loops of every kind, tryFinally, catch, folds, collectors, spreaders with casts,
// permutations with many arguments, varargs collectors, asType corners, table switches, reflection round trips, errors.
import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.stream.*;
import static java.lang.invoke.MethodHandles.*;
import static java.lang.invoke.MethodType.methodType;

public class HandlesDeep {
    interface Action { Object run() throws Throwable; }
    static final MethodHandles.Lookup L = lookup();
    static int add(int a, int b) { return a + b; }
    static long wide(byte a, short b, char c, long d, float e, double f, boolean g, String h) { return (long) (a + b + c + d + e + f) + (g ? h.length() : -1); }
    static String join(String sep, Object... xs) { return Arrays.stream(xs).map(String::valueOf).collect(Collectors.joining(sep)); }
    static int step(int acc, int i) { return acc * 3 + i; }
    static boolean below(int acc, int limit) { return acc < limit; }
    static int fails(int x) throws java.io.IOException { if (x < 0) throw new java.io.IOException("neg " + x); return x; }
    static int caught(java.io.IOException e, int x) { return e.getMessage().length() * 1000 + x; }
    static int cleanup(Throwable t, int r, int x) { System.out.print("cleanup(" + t + "," + r + "," + x + ") "); return r + 1; }
    static int gather(int acc, String s) { return acc + s.length(); }
    static List<String> reverse(List<String> l, String s) { List<String> n = new ArrayList<>(List.of(s)); if (l != null) n.addAll(l); return n; }
    static void hello() { System.out.print("hello "); }
    static String nine(Object a, Object b, Object c, Object d, Object e, Object f, Object g, Object h, Object i) { return "" + a + b + c + d + e + f + g + h + i; }
    private int hidden = 5;
    private String secret(long x) { return "secret " + hidden + x; }
    static void attempt(String label, Action c) {
        try { System.out.println(label + " = " + c.run()); } catch (Throwable e) { System.out.println(label + " ! " + e); }
    }
    static MethodHandle st(String n, Class<?> r, Class<?>... p) throws Exception { return L.findStatic(HandlesDeep.class, n, methodType(r, p)); }
    public static void main(String[] args) throws Throwable {
        MethodHandle add = st("add", int.class, int.class, int.class), join = st("join", String.class, String.class, Object[].class);
        MethodHandle wide = st("wide", long.class, byte.class, short.class, char.class, long.class, float.class, double.class, boolean.class, String.class);
        System.out.println((long) wide.invokeExact((byte) 1, (short) 2, 'a', 4L, 5f, 6d, true, "seven"));
        System.out.println(wide.invokeWithArguments((byte) 1, (byte) 2, 'b', 'c', 5, 6f, false, null));
        MethodHandle spread = wide.asSpreader(Object[].class, 8);
        System.out.println(spread.invoke(new Object[] {(byte) 9, (short) 8, 'x', 1L, 2f, 3d, false, "q"}));
        attempt("spread short", () -> spread.invoke(new Object[3]));
        attempt("spread null", () -> spread.invoke((Object[]) null));
        attempt("spread wrong", () -> spread.invoke(new Object[] {(byte) 1, (short) 2, 'c', 4L, 5f, 6d, 7, "8"}));
        attempt("exact wrong", () -> (Object) wide.invokeExact(1));
        attempt("invoke wrong", () -> wide.invoke("x"));
        attempt("asType wrong", () -> add.asType(methodType(List.class, int.class, int.class)));
        System.out.println(join.isVarargsCollector() + " " + join.invoke("-") + "|" + join.invoke("-", 1, 'c', 2.5) + "|" + join.invoke("-", new Object[] {7, 8}) + "|" + join.asFixedArity().isVarargsCollector());
        System.out.println(join.asCollector(Object[].class, 3).type() + " " + (String) join.bindTo("+").asFixedArity().asCollector(Object[].class, 3).invoke((Object) 1, (Object) 2, (Object) 3));
        MethodHandle permuted = permuteArguments(join.asCollector(Object[].class, 5), methodType(String.class, Object.class, Object.class, String.class), 2, 0, 1, 0, 1, 0);
        System.out.println(permuted.invoke((Object) "A", (Object) "B", "-"));
        System.out.println((int) foldArguments(dropArguments(add, 1, String.class), dropReturnAndMake(add)).invoke("s", 4));
        System.out.println((int) collectArguments(add, 1, add).invoke(1, 2, 3) + " " + (int) filterArguments(add, 0, insertArguments(add, 0, 100), null).invoke(1, 2)
                + " " + filterReturnValue(add, L.findVirtual(Integer.class, "toString", methodType(String.class)).asType(methodType(String.class, int.class))).invoke(3, 4));

        // Loops.
        MethodHandle counted = countedLoop(constant(int.class, 5), constant(int.class, 1), st("step", int.class, int.class, int.class));
        System.out.println(counted.type() + " " + (int) counted.invoke());
        System.out.println((int) countedLoop(constant(int.class, -3), constant(int.class, 3), constant(int.class, 1), st("step", int.class, int.class, int.class)).invoke());
        MethodHandle whileLoop = whileLoop(constant(int.class, 1), st("below", boolean.class, int.class, int.class), dropArguments(insertArguments(add, 1, 7), 1, int.class));
        System.out.println((int) whileLoop.invoke(50) + " " + (int) whileLoop.invoke(0));
        MethodHandle doLoop = doWhileLoop(constant(int.class, 1), dropArguments(insertArguments(add, 1, 7), 1, int.class), st("below", boolean.class, int.class, int.class));
        System.out.println((int) doLoop.invoke(50) + " " + (int) doLoop.invoke(0));
        MethodHandle iter = iteratedLoop(null, null, st("reverse", List.class, List.class, String.class));
        System.out.println(iter.type() + " " + iter.invoke((Iterable<?>) List.of("a", "b", "c")));
        MethodHandle[] clause1 = {constant(int.class, 0), insertArguments(add, 1, 1), null, null};
        MethodHandle[] clause2 = {constant(int.class, 1), st("step", int.class, int.class, int.class).asType(methodType(int.class, int.class, int.class)), null, null};
        MethodHandle general = loop(clause1, new MethodHandle[] {constant(int.class, 1), permuteArguments(st("step", int.class, int.class, int.class), methodType(int.class, int.class, int.class), 1, 0),
                dropArguments(st("below", boolean.class, int.class, int.class), 0, int.class).asType(methodType(boolean.class, int.class, int.class, int.class)), dropArguments(identity(int.class), 0, int.class)});
        System.out.println(general.type() + " " + (int) general.invoke(1000));
        attempt("bad loop", () -> loop());

        // Exceptions.
        MethodHandle guarded = catchException(st("fails", int.class, int.class), java.io.IOException.class, st("caught", int.class, java.io.IOException.class, int.class));
        System.out.println((int) guarded.invoke(4) + " " + (int) guarded.invoke(-4));
        MethodHandle tf = tryFinally(st("fails", int.class, int.class), st("cleanup", int.class, Throwable.class, int.class, int.class));
        System.out.println((int) tf.invoke(3));
        attempt("tryFinally", () -> (int) tf.invoke(-3));
        MethodHandle thrower = throwException(String.class, IllegalStateException.class);
        attempt("thrower", () -> (String) thrower.invoke(new IllegalStateException("thrown")));
        MethodHandle gwt = guardWithTest(st("below", boolean.class, int.class, int.class), add, st("step", int.class, int.class, int.class));
        System.out.println((int) gwt.invoke(1, 2) + " " + (int) gwt.invoke(2, 1));
        MethodHandle[] cases = new MethodHandle[6];
        for (int i = 0; i < cases.length; i++) cases[i] = dropArguments(constant(String.class, "case " + i), 0, int.class);
        MethodHandle table = tableSwitch(dropArguments(constant(String.class, "default"), 0, int.class), cases);
        System.out.println(table.invoke(0) + " " + table.invoke(5) + " " + table.invoke(6) + " " + table.invoke(-1));

        // Arrays, zero, empty, explicit casts.
        System.out.println((int) arrayElementGetter(int[].class).invoke(new int[] {3, 4}, 1) + " " + (int) arrayLength(String[].class).invoke(new String[7]) + " " + ((long[]) arrayConstructor(long[].class).invoke(3)).length);
        attempt("array bounds", () -> arrayElementGetter(int[].class).invoke(new int[1], 1));
        attempt("array negative", () -> arrayConstructor(long[].class).invoke(-1));
        attempt("array store", () -> { arrayElementSetter(Object[].class).invoke((Object[]) new String[1], 0, (Object) 1); return 0; });
        System.out.println(zero(long.class).invoke() + " " + zero(String.class).invoke() + " " + empty(methodType(double.class, String.class)).invoke("x"));
        MethodHandle cast = explicitCastArguments(wide, methodType(int.class, double.class, double.class, int.class, float.class, int.class, int.class, int.class, Object.class));
        System.out.println((int) cast.invoke(300.7, 70000.2, 65, 3.9f, 1, 2, 3, (Object) "str"));
        System.out.println((int) explicitCastArguments(identity(int.class), methodType(int.class, Object.class)).invoke((Object) null) + " " + (char) explicitCastArguments(identity(char.class), methodType(char.class, boolean.class)).invoke(true));
        attempt("unbox null", () -> (int) identity(int.class).asType(methodType(int.class, Object.class)).invoke((Object) null));
        attempt("unbox wrong", () -> (int) identity(int.class).asType(methodType(int.class, Object.class)).invoke((Object) 5L));
        System.out.println((long) identity(long.class).asType(methodType(long.class, Object.class)).invoke((Object) 5) + " " + (Object) identity(int.class).asType(methodType(Object.class, int.class)).invoke(7) + " " + (Number) identity(int.class).asType(methodType(Number.class, short.class)).invoke((short) 3));
        System.out.println(identity(Object.class).asType(methodType(void.class, Object.class)).type() + " " + st("hello", void.class).asType(methodType(Object.class)).invoke() + " " + (int) st("hello", void.class).asType(methodType(int.class)).invoke());

        // Reflection and access.
        MethodHandle nine = st("nine", String.class, Object.class, Object.class, Object.class, Object.class, Object.class, Object.class, Object.class, Object.class, Object.class);
        System.out.println(nine.invokeWithArguments(1, 2, 3, 4, 5, 6, 7, 8, 9) + " " + nine.asSpreader(4, Object[].class, 3).invoke((Object) 1, (Object) 2, (Object) 3, (Object) 4, new Object[] {5, 6, 7}, (Object) 8, (Object) 9));
        MethodHandle secret = L.findVirtual(HandlesDeep.class, "secret", methodType(String.class, long.class));
        System.out.println((String) secret.invokeExact(new HandlesDeep(), 8L) + " " + L.revealDirect(secret) + " " + L.revealDirect(secret).reflectAs(Method.class, L).getName());
        attempt("reveal bound", () -> L.revealDirect(secret.bindTo(new HandlesDeep())));
        attempt("null receiver", () -> (String) secret.invoke((HandlesDeep) null, 1L));
        attempt("bind null", () -> secret.bindTo(null).invoke(1L));
        attempt("public lookup", () -> publicLookup().findVirtual(HandlesDeep.class, "secret", methodType(String.class, long.class)));
        attempt("no method", () -> L.findStatic(HandlesDeep.class, "nothing", methodType(void.class)));
        attempt("not static", () -> L.findStatic(HandlesDeep.class, "secret", methodType(String.class, long.class)));
        attempt("no field", () -> L.findGetter(HandlesDeep.class, "hidden", long.class));
        attempt("constructor", () -> ((ArrayList<?>) L.findConstructor(ArrayList.class, methodType(void.class, Collection.class)).invoke((Collection<?>) List.of(1, 2))).size());
        attempt("abstract", () -> L.findConstructor(AbstractList.class, methodType(void.class)).invoke());
        attempt("special", () -> (String) L.findSpecial(Object.class, "toString", methodType(String.class), HandlesDeep.class).type().toString());
        attempt("interface", () -> (int) L.findVirtual(List.class, "size", methodType(int.class)).invoke((List<?>) List.of(1)));
        attempt("interface wrong", () -> (int) L.findVirtual(List.class, "size", methodType(int.class)).asType(methodType(int.class, Object.class)).invoke((Object) "x"));
        attempt("caller sensitive", () -> L.findStatic(Class.class, "forName", methodType(Class.class, String.class)).invoke("HandlesDeep"));
        attempt("array clone", () -> ((int[]) L.findVirtual(int[].class, "clone", methodType(Object.class)).invoke(new int[] {1, 2})).length);
        Comparator<Object> c = MethodHandleProxies.asInterfaceInstance(Comparator.class, L.findVirtual(String.class, "compareTo", methodType(int.class, String.class)).asType(methodType(int.class, Object.class, Object.class)));
        List<Object> l = new ArrayList<>(List.of("b", "c", "a"));
        l.sort(c);
        System.out.println(l + " " + MethodHandleProxies.isWrapperInstance(c));
        MutableCallSite site = new MutableCallSite(constant(String.class, "first"));
        MethodHandle dyn = site.dynamicInvoker();
        System.out.print(dyn.invoke() + " ");
        site.setTarget(constant(String.class, "second"));
        MutableCallSite.syncAll(new MutableCallSite[] {site});
        System.out.println(dyn.invoke());
        attempt("site type", () -> { site.setTarget(add); return 0; });
        SwitchPoint sp = new SwitchPoint();
        MethodHandle sw = sp.guardWithTest(constant(int.class, 1), constant(int.class, 2));
        System.out.print((int) sw.invoke() + " ");
        SwitchPoint.invalidateAll(new SwitchPoint[] {sp});
        System.out.println((int) sw.invoke() + " " + sp.hasBeenInvalidated());
        System.out.println(MethodType.fromMethodDescriptorString("(I[Ljava/lang/String;J)V", null) + " " + methodType(int.class, long.class).wrap().generic().descriptorString() + " " + methodType(void.class).insertParameterTypes(0, int.class, String.class).erase());
        MethodHandle many = st("join", String.class, String.class, Object[].class).asCollector(Object[].class, 200);
        Object[] all = new Object[201];
        Arrays.fill(all, "z");
        System.out.println(((String) many.invokeWithArguments(all)).length());
        attempt("too many", () -> join.asFixedArity().asCollector(Object[].class, 254).type().parameterCount());
        long sum = 0;
        for (int i = 0; i < 20000; i++) sum += (int) add.invokeExact(i, 1) + (int) gwt.invokeExact(i, 10000);
        System.out.println(sum);
    }
    static MethodHandle dropReturnAndMake(MethodHandle add) throws Exception {
        return L.findStatic(HandlesDeep.class, "lengthPlus", methodType(int.class, String.class, int.class));
    }
    static int lengthPlus(String s, int n) { return s.length() * 10 + n; }
}
