// SPDX-License-Identifier: Apache-2.0
// Overload resolution phases, varargs, null arguments, static hiding, field hiding, dynamic
// dispatch with overloads.
public class Varargs {
    static String f(int a) { return "int"; }
    static String f(long a) { return "long"; }
    static String f(Integer a) { return "Integer"; }
    static String f(Object a) { return "Object"; }
    static String f(int... a) { return "int..." + a.length; }
    static String g(Object o) { return "Object"; }
    static String g(String s) { return "String"; }
    static String g(Object... o) { return "Object..." + (o == null ? "null" : o.length + ""); }
    static String h(char c) { return "char"; }
    static String h(int i) { return "int"; }
    static String h(double d) { return "double"; }
    static String k(StringBuilder s) { return "builder"; }
    static String k(CharSequence c) { return "sequence"; }
    static String v(String format, Object... args) {
        return format + args.length + (args.length > 0 ? args[0] : "");
    }
    static class P {
        String name = "P";
        static String s() { return "P.s"; }
        String m(Object o) { return "P.m(Object)"; }
        String m(String s) { return "P.m(String)"; }
        String call() { return m("x") + name; }
    }
    static class Q extends P {
        String name = "Q";
        static String s() { return "Q.s"; }
        @Override
        String m(Object o) {
            return "Q.m(Object)";
        }
        String m(Integer i) { return "Q.m(Integer)"; }
        String both() { return name + super.name + ((P) this).name; }
    }
    static int count(int... xs) {
        int s = 0;
        for (int x : xs) s += x;
        return s;
    }
    static long order = 0;
    static int next(int i) {
        order = order * 10 + i;
        return i;
    }

    public static void main(String... args) {
        byte b = 1;
        short s = 2;
        char c = 'c';
        long l = 3;
        float fl = 4;
        System.out.println(f(b) + f(s) + f(c) + f(1) + f(l) + f(fl) + f(Integer.valueOf(1)) + f("x")
                + f() + f(1, 2) + f(new int[3]));
        System.out.println(g("s") + " " + g((Object) "s") + " " + g(1) + " " + g() + " " + g(1, 2)
                + " " + g((Object[]) null) + " " + g((Object) null) + " " + g(new Object[] {1})
                + " " + g((Object) new Object[] {1}) + " " + g(new String[] {"a", "b"}) + " "
                + g(new int[] {1, 2}));
        System.out.println(h('c') + h((byte) 1) + h(1L) + h(1f) + k(new StringBuilder()) + k("x"));
        System.out.println(
                v("a") + v("b", (Object) null) + v("c", 1, 2) + v("d", (Object) new int[2].length));
        P p = new Q();
        Q q = (Q) p;
        System.out.println(p.m("x") + p.m((Object) "x") + p.m(5) + q.m(5) + q.m((Object) 5) + p.name
                + q.name + q.both() + p.call() + P.s() + Q.s());
        System.out.println(count() + " " + count(1) + " " + count(1, 2, 3));
        int r = count(next(1), next(2) + next(3), next(4));
        System.out.println(r + " " + order);
        order = 0;
        int[] a = new int[10];
        a[next(1)] = a[next(2)] = next(3);
        System.out.println(order);
        order = 0;
        int x = next(1) + next(2) * next(3) - (next(4) - next(5));
        System.out.println(order + " " + x);
        try {
            int[] none = null;
            none[next(6)] = next(7);
        } catch (NullPointerException e) { System.out.println("null after operands " + order); }
        try {
            int[] small = new int[1];
            small[next(8)] = next(9);
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage() + " " + order);
        }
        order = 0;
        boolean t = next(1) > 0 || next(2) > 0;
        t &= next(3) > 5 && next(4) > 0;
        t |= next(5) > 0 | next(6) > 0;
        System.out.println(t + " " + order);
        int i = 1;
        i = i + (i = 5) * i;
        System.out.println(i);
        int j = 2;
        j += (j = 3) + j;
        System.out.println(j);
        try {
            order = 0;
            int z = next(1) / (next(2) - 2) + next(3);
            System.out.println(z);
        } catch (ArithmeticException e) { System.out.println(e.getMessage() + " " + order); }
        String str = "a";
        str += str + (str = "b") + str;
        System.out.println(str);
        System.out.println(String.format("%s %s %s", "x", null, 3) + String.join("-", "a", "b")
                + java.util.Arrays.asList(1, 2).size()
                + java.util.Arrays.asList(new int[] {1, 2}).size());
    }
}
