// SPDX-License-Identifier: Apache-2.0
// Interfaces: default, static, private methods; diamonds; super calls; abstract classes between;
// constants and their initialisation.
import java.util.function.*;

public class Interfaces {
    static String log(String s) {
        System.out.println("[" + s + "]");
        return s;
    }
    interface A {
        String K = log("A.K");
        default String hi() { return "A.hi " + name(); }
        String name();
        static String make() { return "A.make " + secret(); }
        private static String secret() { return "secret"; }
    }
    interface B extends A {
        String L = log("B.L");
        @Override
        default String hi() {
            return "B.hi+" + A.super.hi() + helper();
        }
        private String helper() { return "(helper of " + name() + ")"; }
    }
    interface C extends A {
        default String c() { return "C.c"; }
    }
    interface D extends B, C {
        default String name() { return "D"; }
    }
    static abstract class Abstract implements A {
        abstract int n();
        public String hi() { return "Abstract.hi " + n(); }
    }
    static class X extends Abstract implements B {
        public String name() { return "X"; }
        int n() { return 9; }
    }
    static class Y implements D {}
    static class Z extends Y {
        public String name() { return "Z"; }
        public String hi() { return "Z:" + super.hi() + ":" + super.name(); }
    }
    interface Left {
        default String who() { return "left"; }
    }
    interface Right {
        default String who() { return "right"; }
    }
    static class Both implements Left, Right {
        public String who() { return Left.super.who() + "&" + Right.super.who(); }
    }
    interface Quiet {
        int CONSTANT = 5;
        default void nothing() {}
    }
    static class Loud implements Quiet {}
    interface Gen<T extends Comparable<T>> {
        T get();
        default boolean less(Gen<T> o) { return get().compareTo(o.get()) < 0; }
    }
    interface Re {
        Object make();
    }
    interface Re2 extends Re {
        String make();
    }
    static class ReImpl implements Re2 {
        public String make() { return "covariant"; }
    }
    static class Parent {
        public String same() { return "class wins"; }
    }
    interface Same {
        default String same() { return "interface"; }
    }
    static class Child extends Parent implements Same {}

    public static void main(String[] args) {
        System.out.println(
                new X().hi() + " / " + ((A) new X()).hi() + " / " + ((B) new X()).name());
        System.out.println(new Y().hi() + " / " + new Y().c() + " / " + new Z().hi());
        System.out.println(A.make());
        System.out.println("before constants");
        System.out.println(B.K);
        System.out.println(B.L);
        System.out.println(new Both().who() + " " + new Child().same() + " " + Quiet.CONSTANT);
        new Loud().nothing();
        Gen<Integer> one = () -> 1, two = () -> 2;
        System.out.println(one.less(two) + " " + two.less(one));
        Re re = new ReImpl();
        System.out.println(re.make());
        for (var m : ReImpl.class.getDeclaredMethods())
            if (m.isBridge()) System.out.println("bridge " + m);
        Function<Integer, Integer> inc = x -> x + 1;
        System.out.println(inc.andThen(x -> x * 10).compose((Integer x) -> x - 3).apply(5) + " "
                + Function.<String>identity().apply("id"));
        Predicate<String> empty = String::isEmpty;
        System.out.println(empty.negate().or(s -> s == null).test("") + " "
                + Predicate.not(empty).test("x") + " " + Predicate.isEqual(null).test(null));
        BinaryOperator<Integer> max = BinaryOperator.maxBy((p, q) -> p - q);
        System.out.println(max.apply(3, 8));
        Object o = new Object() {
            public String toString() { return "object through interface"; }
        };
        A a = new Y();
        System.out.println(a.equals(a) + " " + (a.hashCode() == a.hashCode()) + " "
                + a.getClass().getSimpleName() + " " + o);
        A[] as = {new X(), new Y(), new Z(), () -> "lambda"};
        for (A each : as) System.out.println(each.hi());
        try {
            Object s = "x";
            ((A) s).hi();
        } catch (ClassCastException e) { System.out.println(e.getMessage()); }
    }
}
