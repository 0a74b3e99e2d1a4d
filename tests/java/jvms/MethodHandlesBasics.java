// SPDX-License-Identifier: Apache-2.0
// Method handles: all kinds of find*, invoke and invokeExact, asType conversions, errors with their
// messages, bindTo, spreaders, collectors, varargs, constructors, field access, arrays, special
// calls.
import java.lang.invoke.*;
import java.util.*;

import static java.lang.invoke.MethodType.methodType;

public class MethodHandlesBasics {
    int x = 5;
    static String st = "static";
    final long fin = 9L;
    int plus(int y) { return x + y; }
    static int mul(int a, int b) { return a * b; }
    private String priv(String s) { return "priv " + s + x; }
    static long mix(
            int i, long l, float f, double d, byte b, short s, char c, boolean z, String str) {
        return i + l + (long) f + (long) d + b + s + c + (z ? 1 : 0) + str.length();
    }
    static String va(String h, Object... r) { return h + Arrays.toString(r); }
    public String toString() { return "MH" + x; }
    MethodHandlesBasics() {}
    MethodHandlesBasics(int x) { this.x = x; }
    static class Sub extends MethodHandlesBasics {
        @Override
        int plus(int y) {
            return -1;
        }
        static MethodHandle special() throws Exception {
            return MethodHandles.lookup().findSpecial(
                    MethodHandlesBasics.class, "plus", methodType(int.class, int.class), Sub.class);
        }
    }
    interface Greeter {
        String greet(String n);
        default String twice(String n) { return greet(n) + greet(n); }
    }
    static void thrower(String m) { throw new IllegalStateException(m); }
    interface Body {
        Object run() throws Throwable;
    }
    static void t(String l, Body b) {
        try {
            Object o = b.run();
            System.out.println(
                    l + " = " + o + (o == null ? "" : " " + o.getClass().getSimpleName()));
        } catch (Throwable e) { System.out.println(l + " ! " + e); }
    }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup k = MethodHandles.lookup();
        MethodHandlesBasics o = new MethodHandlesBasics();
        MethodHandle plus = k.findVirtual(
                             MethodHandlesBasics.class, "plus", methodType(int.class, int.class)),
                     mul = k.findStatic(MethodHandlesBasics.class, "mul",
                             methodType(int.class, int.class, int.class));
        t("exact", () -> (int) plus.invokeExact(o, 3));
        t("generic", () -> plus.invoke(o, (short) 3));
        t("boxed", () -> (Object) mul.invoke((Object) 3, Integer.valueOf(4)));
        t("long result", () -> (long) mul.invoke(3, 4));
        t("wrong exact", () -> (long) mul.invokeExact(3, 4));
        t("wrong exact 2", () -> mul.invokeExact(3, 4));
        t("wrong args", () -> mul.invoke("a", 4));
        t("wrong count", () -> mul.invoke(1));
        t("null receiver", () -> (int) plus.invokeExact((MethodHandlesBasics) null, 3));
        t("virtual on sub", () -> (int) plus.invokeExact((MethodHandlesBasics) new Sub(), 3));
        t("special", () -> (int) Sub.special().invoke(new Sub(), 3));
        t("with arguments", () -> mul.invokeWithArguments(6, 7));
        t("with list", () -> mul.invokeWithArguments(List.of(6, 8)));
        t("mix",
                ()
                        -> k.findStatic(MethodHandlesBasics.class, "mix",
                                    methodType(long.class, int.class, long.class, float.class,
                                            double.class, byte.class, short.class, char.class,
                                            boolean.class, String.class))
                                .invoke(1, 2L, 3f, 4d, (byte) 5, (short) 6, 'a', true, "abc"));
        t("private",
                ()
                        -> k.findVirtual(MethodHandlesBasics.class, "priv",
                                    methodType(String.class, String.class))
                                .bindTo(o)
                                .invoke("z"));
        t("ctor",
                ()
                        -> k.findConstructor(
                                    MethodHandlesBasics.class, methodType(void.class, int.class))
                                .invoke(77)
                                .toString());
        t("getter",
                () -> (int) k.findGetter(MethodHandlesBasics.class, "x", int.class).invokeExact(o));
        t("setter", () -> {
            k.findSetter(MethodHandlesBasics.class, "x", int.class).invokeExact(o, 6);
            return o.x;
        });
        t("static getter",
                ()
                        -> (String) k
                                .findStaticGetter(MethodHandlesBasics.class, "st", String.class)
                                .invokeExact());
        t("static setter", () -> {
            k.findStaticSetter(MethodHandlesBasics.class, "st", String.class).invoke("changed");
            return st;
        });
        t("final setter", () -> k.findSetter(MethodHandlesBasics.class, "fin", long.class));
        t("interface",
                ()
                        -> k.findVirtual(
                                    Greeter.class, "greet", methodType(String.class, String.class))
                                .invoke((Greeter) n -> "hi " + n, "bob"));
        t("default",
                ()
                        -> k.findVirtual(
                                    Greeter.class, "twice", methodType(String.class, String.class))
                                .invoke((Greeter) n -> n + ".", "x"));
        t("object method on interface",
                () -> k.findVirtual(Greeter.class, "hashCode", methodType(int.class)).type());
        t("jdk",
                ()
                        -> k.findVirtual(
                                    String.class, "concat", methodType(String.class, String.class))
                                .invoke("a", "b"));
        t("list",
                ()
                        -> k.findVirtual(List.class, "size", methodType(int.class))
                                .invoke(List.of(1, 2)));
        t("array len", () -> MethodHandles.arrayLength(int[].class).invoke(new int[4]));
        t("array get",
                ()
                        -> MethodHandles.arrayElementGetter(String[].class)
                                .invoke(new String[] {"p", "q"}, 1));
        t("array set", () -> {
            long[] a = new long[2];
            MethodHandles.arrayElementSetter(long[].class).invoke(a, 1, 5);
            return a[1];
        });
        t("array bounds",
                () -> MethodHandles.arrayElementGetter(int[].class).invoke(new int[1], 2));
        t("array ctor",
                () -> ((int[]) MethodHandles.arrayConstructor(int[].class).invoke(3)).length);
        t("no method", () -> k.findVirtual(String.class, "nope", methodType(void.class)));
        t("no static", () -> k.findStatic(String.class, "length", methodType(int.class)));
        t("no field", () -> k.findGetter(String.class, "nope", int.class));
        t("no access", () -> k.findVirtual(String.class, "coder", methodType(byte.class)));
        t("no ctor", () -> k.findConstructor(String.class, methodType(void.class, Thread.class)));
        t("not virtual",
                ()
                        -> k.findVirtual(MethodHandlesBasics.class, "mul",
                                methodType(int.class, int.class, int.class)));
        t("bind null", () -> plus.bindTo(null));
        t("bind wrong", () -> plus.bindTo("s"));
        t("throws",
                ()
                        -> k.findStatic(MethodHandlesBasics.class, "thrower",
                                    methodType(void.class, String.class))
                                .invoke("thrown"));
        t("caller sensitive",
                ()
                        -> k.findStatic(
                                    Class.class, "forName", methodType(Class.class, String.class))
                                .invoke("MethodHandlesBasics"));
        MethodHandle va = k.findStatic(MethodHandlesBasics.class, "va",
                methodType(String.class, String.class, Object[].class));
        t("varargs 0", () -> va.invoke("h"));
        t("varargs 3", () -> va.invoke("h", 1, 'c', "s"));
        t("varargs array", () -> va.invoke("h", new Object[] {1, 2}));
        t("fixed", () -> va.asFixedArity().invoke("h", 1));
        t("is varargs", () -> va.isVarargsCollector() + " " + mul.isVarargsCollector());
        t("spreader", () -> mul.asSpreader(int[].class, 2).invoke(new int[] {5, 6}));
        t("spread wrong", () -> mul.asSpreader(Object[].class, 2).invoke(new Object[] {5}));
        t("spread null", () -> mul.asSpreader(Object[].class, 2).invoke((Object[]) null));
        t("collector", () -> va.asCollector(Object[].class, 2).invoke("c", 8, 9));
        t("asType",
                ()
                        -> mul.asType(methodType(Object.class, byte.class, Object.class))
                                .invoke((byte) 2, (Object) 3));
        t("asType void", () -> {
            mul.asType(methodType(void.class, int.class, int.class)).invokeExact(1, 2);
            return "done";
        });
        t("asType bad", () -> mul.asType(methodType(String.class, int.class, int.class)));
        t("unbox null",
                ()
                        -> (int) mul.asType(methodType(int.class, Integer.class, int.class))
                                .invokeExact((Integer) null, 3));
        t("explicit cast",
                ()
                        -> (byte) MethodHandles
                                .explicitCastArguments(
                                        mul, methodType(byte.class, double.class, Object.class))
                                .invokeExact(100.9, (Object) 7));
        t("explicit null",
                ()
                        -> (int) MethodHandles
                                .explicitCastArguments(
                                        mul, methodType(int.class, Object.class, int.class))
                                .invokeExact((Object) null, 3));
        t("cce",
                ()
                        -> plus.asType(methodType(int.class, Object.class, int.class))
                                .invoke((Object) "s", 1));
        System.out.println(plus + " " + mul.type() + " " + va + " " + plus.bindTo(o));
        MethodType mt = methodType(int.class, String.class, long[].class);
        System.out.println(mt + " " + mt.toMethodDescriptorString() + " " + mt.wrap() + " "
                + mt.generic() + " " + mt.erase() + " "
                + mt.appendParameterTypes(byte.class)
                        .insertParameterTypes(0, Map.class)
                        .dropParameterTypes(1, 2)
                        .changeReturnType(void.class)
                + " " + (mt == methodType(int.class, String.class, long[].class)) + " "
                + MethodType.fromMethodDescriptorString("([[IJ)Ljava/util/List;", null)
                + mt.hashCode() * 0);
        MethodHandleInfo info = k.revealDirect(mul);
        System.out.println(info + " "
                + MethodHandleInfo.referenceKindToString(info.getReferenceKind()) + " "
                + info.getDeclaringClass());
        t("unreflect",
                ()
                        -> k.unreflect(MethodHandlesBasics.class.getDeclaredMethod(
                                               "mul", int.class, int.class))
                                .invoke(2, 2));
        t("unreflect getter",
                () -> k.unreflectGetter(MethodHandlesBasics.class.getDeclaredField("x")).invoke(o));
        t("many", () -> {
            int s = 0;
            for (int i = 0; i < 20000; i++)
                s += (int) mul.invokeExact(i, 3) + (int) plus.invokeExact(o, i);
            return s;
        });
    }
}
