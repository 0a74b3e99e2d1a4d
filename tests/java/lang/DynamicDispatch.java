// SPDX-License-Identifier: Apache-2.0
// Virtual, interface and special calls over deep hierarchies; call sites with one, two and many
// receivers; private, final, static methods of the same name; package-private overriding; covariant
// returns; Object methods on interfaces and arrays.
import java.util.*;

public class DynamicDispatch {
    interface Shape {
        double area();
        default String describe() { return name() + String.format("(%.2f)", area()); }
        String name();
    }
    static abstract class Base implements Shape {
        public String name() { return getClass().getSimpleName(); }
        private String hidden() { return "Base.hidden"; }
        String callHidden() { return hidden(); }
        static String st() { return "Base.st"; }
        protected Object me() { return this; }
    }
    static class A extends Base {
        public double area() { return 1; }
        String hidden() { return "A.hidden"; }
        static String st() { return "A.st"; }
        @Override
        protected A me() {
            return this;
        }
    }
    static class B extends A {
        public double area() { return super.area() + 1; }
        @Override
        public String name() {
            return "B<" + super.name() + ">";
        }
        String hidden() { return "B.hidden"; }
        @Override
        protected B me() {
            return this;
        }
        final int fin() { return 5; }
    }
    static class C extends B {
        public double area() { return 3; }
        public String describe() { return "C:" + super.describe(); }
        int fin(int x) { return fin() + x; }
    }
    static Shape[] shapes(int n) {
        Shape[] all = new Shape[8];
        for (int i = 0; i < 8; i++) {
            int k = i;
            all[i] = switch (i % n) {
                case 0 -> new A();
                case 1 -> new B();
                case 2 -> new C();
                case 3 ->
                    new Shape() {
                        public double area() { return k; }
                        public String name() { return "anon"; }
                    };
                default ->
                    new Base() {
                        public double area() { return -k; }
                        @Override
                        public String name() {
                            return "other" + k;
                        }
                    };
            };
        }
        return all;
    }
    interface Visitor<R> {
        R num(int n);
        R add(Expr a, Expr b);
        R mul(Expr a, Expr b);
    }
    interface Expr {
        <R> R accept(Visitor<R> v);
    }
    static Expr num(int n) {
        return new Expr() {
            public <R> R accept(Visitor<R> v) { return v.num(n); }
        };
    }
    static Expr add(Expr a, Expr b) {
        return new Expr() {
            public <R> R accept(Visitor<R> v) { return v.add(a, b); }
        };
    }
    static Expr mul(Expr a, Expr b) {
        return new Expr() {
            public <R> R accept(Visitor<R> v) { return v.mul(a, b); }
        };
    }
    static long many(int a, long b, float c, double d, Object e, byte f, short g, char h, boolean i,
            int[] j, long k, double l) {
        return a + b + (long) c + (long) d + e.hashCode() + f + g + h + (i ? 1 : 0) + j.length + k
                + (long) l;
    }

    public static void main(String[] args) {
        for (int n = 1; n <= 5; n++) {
            double sum = 0;
            StringBuilder s = new StringBuilder();
            for (int k = 0; k < 500; k++)
                for (Shape x : shapes(n)) sum += x.area();
            for (Shape x : shapes(n)) s.append(x.describe()).append(' ');
            System.out.println(sum + " " + s);
        }
        A ab = new B();
        System.out.println(ab.hidden() + " " + ab.callHidden() + " " + ((Base) ab).callHidden()
                + " " + Base.st() + A.st() + B.st() + " " + ab.me().getClass() + " "
                + ((Base) new C()).me().getClass() + new C().fin(3));
        Visitor<Integer> eval = new Visitor<>() {
            public Integer num(int n) { return n; }
            public Integer add(Expr a, Expr b) { return a.accept(this) + b.accept(this); }
            public Integer mul(Expr a, Expr b) { return a.<Integer>accept(this) * b.accept(this); }
        };
        Visitor<String> print = new Visitor<>() {
            public String num(int n) { return "" + n; }
            public String add(Expr a, Expr b) {
                return "(" + a.accept(this) + "+" + b.accept(this) + ")";
            }
            public String mul(Expr a, Expr b) { return a.accept(this) + "*" + b.accept(this); }
        };
        Expr e = add(num(1), mul(num(2), add(num(3), num(4))));
        System.out.println(e.accept(print) + "=" + e.accept(eval));
        System.out.println(many(
                1, 2L, 3.5f, 4.5, "x", (byte) 6, (short) 7, 'h', true, new int[9], 1L << 40, -2.9));
        CharSequence cs = "chars";
        System.out.println(
                cs.length() + cs.toString() + cs.hashCode() + cs.equals("chars") + cs.getClass());
        Object[] os = {1, 'c', "s", 2.5, null, new int[0].length, List.of(), Optional.empty()};
        for (Object o : os) System.out.print(Objects.toString(o, "null!") + " ");
        System.out.println();
        Comparable<String> c = "b";
        System.out.println(c.compareTo("a"));
        Runnable[] rs = new Runnable[3];
        int[] hits = new int[3];
        for (int i = 0; i < 3; i++) {
            int k = i;
            rs[i] = () -> hits[k]++;
        }
        for (int i = 0; i < 999; i++) rs[i % 3].run();
        System.out.println(Arrays.toString(hits));
    }
}
