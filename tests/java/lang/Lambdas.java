// SPDX-License-Identifier: Apache-2.0
// Lambdas and method references of every kind: static, bound, unbound, constructors, arrays, super,
// varargs, boxing, serialisable, recursion, capture of everything, interface with default methods,
// exceptions through lambdas.
import java.util.*;
import java.util.concurrent.Callable;
import java.util.function.*;

public class Lambdas {
    interface Tri<A, B, C, R> {
        R apply(A a, B b, C c);
    }
    interface Thrower<E extends Exception> {
        void run() throws E;
    }
    interface Prim {
        long f(int a, double b, byte c, boolean d, char e, float g, short h, long i);
    }
    interface Ret {
        Object get(int i);
    }
    interface VarF {
        String f(Object... xs);
    }
    final String name;
    Lambdas(String name) { this.name = name; }
    Lambdas() { this("default"); }
    String hello(String s) { return name + " greets " + s; }
    static int twice(int x) { return 2 * x; }
    Supplier<String> self() { return () -> this.name + this.hello("x"); }
    static class Sub extends Lambdas {
        Sub() { super("sub"); }
        @Override
        String hello(String s) {
            return "SUB " + s;
        }
        Function<String, String> sup() { return super::hello; }
        Function<String, String> mine() { return this::hello; }
    }
    static <T, R> List<R> map(List<T> in, Function<? super T, ? extends R> f) {
        List<R> out = new ArrayList<>();
        for (T t : in) out.add(f.apply(t));
        return out;
    }
    static String all(Object... xs) { return Arrays.toString(xs); }
    static long sum8(int a, double b, byte c, boolean d, char e, float g, short h, long i) {
        return a + (long) b + c + (d ? 1 : 0) + e + (long) g + h + i;
    }
    static Function<Integer, Integer> fact;
    static int counter = 0;

    public static void main(String[] args) throws Exception {
        Function<Integer, Integer> st = Lambdas::twice;
        Lambdas me = new Lambdas("me");
        Function<String, String> bound = me::hello;
        BiFunction<Lambdas, String, String> unbound = Lambdas::hello;
        Supplier<Lambdas> ctor0 = Lambdas::new;
        Function<String, Lambdas> ctor1 = Lambdas::new;
        IntFunction<int[]> arr = int[] ::new;
        Function<Integer, List<String>[]> garr = List[] ::new;
        System.out.println(st.apply(4) + bound.apply("b") + unbound.apply(me, "u")
                + ctor0.get().name + ctor1.apply("n").name + arr.apply(3).length
                + garr.apply(2).length);
        Sub sub = new Sub();
        System.out.println(
                sub.sup().apply("s") + " " + sub.mine().apply("m") + " " + sub.self().get());
        int i = 1;
        long l = 2;
        double d = 3;
        float f = 4;
        String s = "s";
        int[] a = {5};
        char c = 'c';
        byte b = 6;
        short sh = 7;
        boolean z = true;
        Object o = null;
        Supplier<String> capture =
                () -> "" + i + l + d + f + s + a[0] + c + b + sh + z + o + args.length;
        a[0] = 50;
        System.out.println(capture.get());
        fact = n -> n < 2 ? 1 : n * fact.apply(n - 1);
        System.out.println(fact.apply(10));
        Tri<Integer, Integer, Integer, Integer> tri = (x, y, w) -> x * y + w;
        System.out.println(tri.apply(2, 3, 4));
        Prim p = Lambdas::sum8;
        System.out.println(p.f(1, 2.9, (byte) 3, true, 'a', 4.9f, (short) 5, 6L));
        System.out.println(map(List.of("a", "bb", "ccc"), String::length) + " "
                + map(List.of(3, 1), Integer::toBinaryString) + map(List.of("x"), "pre" ::concat));
        Comparator<String> cmp =
                Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder());
        List<String> list = new ArrayList<>(List.of("bb", "a", "cc", "ddd", "b"));
        list.sort(cmp);
        System.out.println(list);
        list.sort(String::compareTo);
        System.out.println(list);
        Runnable r = () -> { throw new IllegalStateException("in lambda"); };
        try {
            r.run();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage() + " "
                    + e.getStackTrace()[0].getMethodName().startsWith("lambda$main$"));
        }
        Thrower<java.io.IOException> th = () -> { throw new java.io.IOException("checked"); };
        try {
            th.run();
        } catch (java.io.IOException e) { System.out.println(e); }
        Callable<Integer> call = () -> 5;
        System.out.println(call.call());
        Ret boxing = x -> x;
        System.out.println(boxing.get(3).getClass());
        VarF vf = Lambdas::all;
        System.out.println(vf.f(1, "2", null));
        ToLongFunction<Integer> widen = Integer::intValue;
        System.out.println(widen.applyAsLong(9));
        Function<Integer, Long> w2 = Lambdas::toLong;
        System.out.println(w2.apply(8));
        BiFunction<Integer, Integer, String> va = Lambdas::all;
        System.out.println(va.apply(1, 2));
        Supplier<Supplier<Supplier<Integer>>> nest = () -> () -> () -> i + a[0];
        System.out.println(nest.get().get().get());
        Runnable inc = () -> counter++;
        for (int k = 0; k < 1000; k++) inc.run();
        System.out.println(counter);
        Lambdas nul = null;
        try {
            Function<String, String> bad = nul::hello;
            System.out.println(bad);
        } catch (NullPointerException e) { System.out.println("bound null"); }
        Supplier<?> lazy = () -> nul.name;
        try {
            lazy.get();
        } catch (NullPointerException e) { System.out.println("late null"); }
        System.out.println(inc.getClass().isSynthetic() + " " + inc.getClass().isHidden() + " "
                + inc.getClass().getSimpleName().startsWith("Lambdas$$Lambda") + " "
                + (inc instanceof java.io.Serializable) + " " + inc.getClass().getInterfaces()[0]
                + " " + inc.getClass().isAnonymousClass());
        Runnable same1 = null, same2 = null;
        for (int k = 0; k < 2; k++) {
            Runnable q = () -> {};
            if (k == 0) same1 = q;
            else same2 = q;
        }
        System.out.println(same1 == same2);
        UnaryOperator<UnaryOperator<Integer>> twiceF = g -> x -> g.apply(g.apply(x));
        System.out.println(twiceF.apply(x -> x * 3).apply(7));
        BiFunction<Double, Double, Double> pow = Math::pow;
        System.out.println(pow.andThen(Double::intValue).apply(2.0, 10.0));
        Function<Object, String> ts = Object::toString;
        System.out.println(ts.apply(12) + ts.apply("t"));
        Consumer<Object> pr = System.out::println;
        pr.andThen(x -> System.out.println("then " + x)).accept("first");
        Supplier<Class<?>> gc = "x" ::getClass;
        System.out.println(gc.get());
        int[] data = {3, 1, 2};
        Supplier<int[]> cl = data::clone;
        System.out.println(cl.get().length);
        ObjIntConsumer<String> oic = (t, n) -> System.out.println(t.repeat(n));
        oic.accept("ab", 3);
        BooleanSupplier bs = list::isEmpty;
        list.clear();
        System.out.println(bs.getAsBoolean());
        Optional<String> opt = Optional.of("v")
                                       .filter(((Predicate<String>) String::isEmpty).negate())
                                       .map(String::toUpperCase);
        System.out.println(opt);
    }
    static long toLong(int x) { return x; }
}
