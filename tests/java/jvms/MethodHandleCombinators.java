// SPDX-License-Identifier: Apache-2.0
// Combinators of MethodHandles: filters, folds, guards, loops, try/finally, permutations,
// collecting, switch points, proxies, call sites.
import java.lang.invoke.*;
import java.util.*;

import static java.lang.invoke.MethodHandles.*;
import static java.lang.invoke.MethodType.methodType;

public class MethodHandleCombinators {
    static String cat(String a, String b) { return a + b; }
    static int len(String s) { return s.length(); }
    static boolean even(int i) { return i % 2 == 0; }
    static String fallback(Throwable t, String s) {
        return "caught " + t.getMessage() + " for " + s;
    }
    static String risky(String s) {
        if (s.length() > 3) throw new IllegalArgumentException("long");
        return "ok " + s;
    }
    static String cleanup(Throwable t, String r, String s) {
        return "[" + (t == null ? r : t.getClass().getSimpleName()) + "|" + s + "]";
    }
    static int inc(int i) { return i + 1; }
    static boolean below(int limit, int i) { return i < limit; }
    static int addUp(int acc, int i) { return acc + i; }
    static String rep(String acc, Integer each) { return acc + each; }
    static void log(String s) { System.out.print("<" + s + ">"); }
    static Object third(Object a, Object b, Object c) { return c; }
    static MethodHandle h(String n, Class<?> r, Class<?>... p) {
        try {
            return lookup().findStatic(MethodHandleCombinators.class, n, methodType(r, p));
        } catch (ReflectiveOperationException e) { throw new Error(e); }
    }
    interface F {
        String apply(String a, String b);
    }
    interface Body {
        Object run() throws Throwable;
    }
    static void t(String l, Body b) {
        try {
            System.out.println(l + " = " + b.run());
        } catch (Throwable e) { System.out.println(l + " ! " + e); }
    }
    public static void main(String[] args) throws Throwable {
        MethodHandle cat = h("cat", String.class, String.class, String.class),
                     len = h("len", int.class, String.class),
                     even = h("even", boolean.class, int.class),
                     inc = h("inc", int.class, int.class),
                     risky = h("risky", String.class, String.class),
                     up = lookup().findVirtual(
                             String.class, "toUpperCase", methodType(String.class));
        t("insert", () -> insertArguments(cat, 1, "B").invoke("a"));
        t("insert 2", () -> insertArguments(cat, 0, "A", "B").invoke());
        t("drop", () -> dropArguments(len, 0, int.class, Object.class).invoke(1, "x", "abcd"));
        t("permute",
                ()
                        -> permuteArguments(
                                cat, methodType(String.class, String.class, String.class), 1, 0)
                                .invoke("a", "b"));
        t("permute dup",
                ()
                        -> permuteArguments(cat, methodType(String.class, String.class), 0, 0)
                                .invoke("a"));
        t("filter args", () -> filterArguments(cat, 0, up, null).invoke("a", "b"));
        t("filter return", () -> filterReturnValue(cat, len).invoke("ab", "cde"));
        t("collect", () -> collectArguments(cat, 1, cat).invoke("1", "2", "3"));
        t("fold", () -> foldArguments(dropArguments(cat, 2, String.class), up).invoke("f", "g"));
        t("fold void",
                () -> foldArguments(len, h("log", void.class, String.class)).invoke("logged"));
        t("guard", () -> {
            MethodHandle g =
                    guardWithTest(even, dropArguments(constant(String.class, "even"), 0, int.class),
                            dropArguments(constant(String.class, "odd"), 0, int.class));
            return g.invoke(4) + "" + g.invoke(5);
        });
        t("catch", () -> {
            MethodHandle c = catchException(risky, IllegalArgumentException.class,
                    h("fallback", String.class, Throwable.class, String.class)
                            .asType(methodType(
                                    String.class, IllegalArgumentException.class, String.class)));
            return c.invoke("abc") + " " + c.invoke("abcd");
        });
        t("tryFinally",
                ()
                        -> tryFinally(risky,
                                h("cleanup", String.class, Throwable.class, String.class,
                                        String.class))
                                .invoke("xy"));
        t("tryFinally throws",
                ()
                        -> tryFinally(risky,
                                h("cleanup", String.class, Throwable.class, String.class,
                                        String.class))
                                .invoke("long one"));
        t("throwException",
                ()
                        -> throwException(int.class, RuntimeException.class)
                                .invoke(new RuntimeException("direct")));
        t("identity", () -> identity(long.class).invoke(5));
        t("zero",
                ()
                        -> zero(boolean.class).invoke() + "" + zero(String.class).invoke()
                        + empty(methodType(int.class, String.class)).invoke("x"));
        t("constant", () -> (int) constant(int.class, 9).invokeExact());
        t("counted",
                ()
                        -> countedLoop(constant(int.class, 10), constant(int.class, 0),
                                h("addUp", int.class, int.class, int.class))
                                .invoke());
        t("counted range",
                ()
                        -> countedLoop(constant(int.class, 5), constant(int.class, 8),
                                constant(int.class, 0), h("addUp", int.class, int.class, int.class))
                                .invoke());
        t("while",
                ()
                        -> whileLoop(constant(int.class, 0),
                                insertArguments(
                                        h("below", boolean.class, int.class, int.class), 0, 7),
                                inc)
                                .invoke());
        t("doWhile",
                ()
                        -> doWhileLoop(constant(int.class, 100), inc,
                                insertArguments(
                                        h("below", boolean.class, int.class, int.class), 0, 7))
                                .invoke());
        t("iterated",
                ()
                        -> iteratedLoop(null,
                                dropArguments(constant(String.class, "start"), 0, List.class),
                                dropArguments(h("rep", String.class, String.class, Integer.class),
                                        2, List.class)
                                        .asType(methodType(String.class, String.class,
                                                Integer.class, List.class)))
                                .invoke(List.of(1, 2, 3)));
        MethodHandle[][] clauses = {{constant(int.class, 1), inc,
                insertArguments(h("below", boolean.class, int.class, int.class), 0, 1000),
                identity(int.class)}};
        t("loop", () -> loop(clauses).invoke());
        t("table switch", () -> {
            MethodHandle s =
                    tableSwitch(dropArguments(constant(String.class, "default"), 0, int.class),
                            dropArguments(constant(String.class, "zero"), 0, int.class),
                            dropArguments(constant(String.class, "one"), 0, int.class));
            return s.invoke(0) + " " + s.invoke(1) + " " + s.invoke(-5);
        });
        t("invoker", () -> invoker(cat.type()).invoke(cat, "i", "j"));
        t("exact invoker", () -> (String) exactInvoker(cat.type()).invokeExact(cat, "i", "j"));
        t("spread invoker",
                ()
                        -> spreadInvoker(methodType(Object.class, Object.class, Object.class), 0)
                                .invoke(cat, new Object[] {"s", "t"}));
        t("proxy", () -> {
            F f = MethodHandleProxies.asInterfaceInstance(F.class, cat);
            return f.apply("p", "q") + MethodHandleProxies.isWrapperInstance(f)
                    + MethodHandleProxies.wrapperInstanceType(f);
        });
        SwitchPoint sp = new SwitchPoint();
        MethodHandle sw = sp.guardWithTest(
                constant(String.class, "valid"), constant(String.class, "invalid"));
        t("switch point", () -> {
            String a = (String) sw.invoke();
            SwitchPoint.invalidateAll(new SwitchPoint[] {sp});
            return a + sw.invoke() + sp.hasBeenInvalidated();
        });
        MutableCallSite mcs = new MutableCallSite(methodType(String.class));
        t("unset site", () -> mcs.dynamicInvoker().invoke());
        mcs.setTarget(constant(String.class, "one"));
        MethodHandle dyn = mcs.dynamicInvoker();
        t("mutable", () -> {
            String a = (String) dyn.invoke();
            mcs.setTarget(constant(String.class, "two"));
            MutableCallSite.syncAll(new MutableCallSite[] {mcs});
            return a + dyn.invoke();
        });
        VolatileCallSite vcs = new VolatileCallSite(cat);
        t("volatile", () -> vcs.dynamicInvoker().invoke("v", "w"));
        ConstantCallSite ccs = new ConstantCallSite(len);
        t("constant site", () -> ccs.getTarget().invoke("four"));
        t("constant set", () -> {
            ccs.setTarget(len);
            return 0;
        });
        t("wrong target", () -> {
            mcs.setTarget(len);
            return 0;
        });
        t("drop return", () -> dropReturn(len).type());
        t("dropToMatch",
                ()
                        -> dropArgumentsToMatch(
                                len, 0, List.of(String.class, int.class, long.class), 0)
                                .invoke("abc", 1, 2L));
        t("generic third",
                ()
                        -> h("third", Object.class, Object.class, Object.class, Object.class)
                                .invokeWithArguments(1, 2, "three"));
        t("bad insert", () -> insertArguments(cat, 2, "x"));
        t("bad permute",
                () -> permuteArguments(cat, methodType(String.class, int.class, int.class), 0, 1));
        t("bad guard", () -> guardWithTest(len, cat, cat));
        MethodHandle deep = inc;
        for (int i = 0; i < 60; i++) deep = filterReturnValue(deep, inc);
        MethodHandle d = deep;
        t("deep", () -> (int) d.invokeExact(0));
        MethodHandle big = constant(String.class, "");
        t("many args", () -> {
            Class<?>[] ps = new Class<?>[100];
            Arrays.fill(ps, int.class);
            return dropArguments(constant(int.class, 3), 0, ps)
                    .invokeWithArguments(Collections.nCopies(100, (Object) 1));
        });
    }
}
