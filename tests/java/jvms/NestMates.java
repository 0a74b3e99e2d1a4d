// SPDX-License-Identifier: Apache-2.0
// Private access between nest mates: fields, methods, constructors, through inheritance,
// interfaces, lambdas, reflection; private methods that look like overrides.
import java.lang.reflect.*;
import java.util.*;

public class NestMates {
    private int outer = 1;
    private static int shared = 2;
    private int get() { return outer; }
    private NestMates() {}
    private NestMates(int o) { outer = o; }
    static class A {
        private int v = 10;
        private String m() { return "A.m"; }
        private static String s() { return "A.s"; }
        String call(A a) { return a.m(); }
        private A() {}
        class Deep {
            private int d = v + 1;
            private class Deeper {
                private int dd = d + v;
            }
        }
    }
    static class B extends A {
        private int v = 20;
        private String m() { return "B.m"; }
        private static String s() { return "B.s"; }
        String both() { return m() + ((A) this).m() + super.m() + v + ((A) this).v + super.v; }
    }
    interface I {
        private String priv() { return "I.priv"; }
        private static String st() { return "I.st"; }
        default String def() { return priv() + st(); }
    }
    static class Impl implements I {
        private String priv() { return "Impl.priv"; }
        public String both() { return priv() + ((I) this).priv() + I.st(); }
    }
    enum E {
        X {
            private int e() { return 5; }
            int f() { return e() + hidden; }
        };
        private static int hidden = 3;
        private int own = 4;
        abstract int f();
    }
    public static void main(String[] args) throws Exception {
        NestMates n = new NestMates(7);
        n.outer++;
        n.outer += 5;
        shared *= 3;
        System.out.println(n.get() + " " + shared + " " + n.outer--);
        A a = new A(), b = new B();
        System.out.println(a.m() + b.m() + ((B) b).m() + b.call(b) + A.s() + B.s() + b.v + ((B) b).v
                + ((B) b).both());
        a.v = 99;
        A.Deep d = a.new Deep();
        System.out.println(d.d + " " + d.new Deeper().dd);
        System.out.println(new Impl().def() + new Impl().both() + E.X.f() + E.X.own + E.hidden);
        Runnable r = () -> n.outer = n.get() * 2;
        r.run();
        System.out.println(n.outer);
        System.out.println(NestMates.class.getNestHost() + " " + A.Deep.Deeper.class.getNestHost()
                + " " + A.class.isNestmateOf(B.class) + " " + A.class.isNestmateOf(String.class)
                + " " + int.class.getNestHost() + " " + A[].class.getNestHost().getSimpleName());
        List<String> names = new ArrayList<>();
        for (Class<?> c : NestMates.class.getNestMembers()) names.add(c.getSimpleName());
        Collections.sort(names);
        System.out.println(names);
        Field f = A.class.getDeclaredField("v");
        System.out.println(f.get(a));
        Method m = A.class.getDeclaredMethod("m");
        System.out.println(m.invoke(b));
        Constructor<A> k = A.class.getDeclaredConstructor();
        System.out.println(k.newInstance().v);
        try {
            java.util.ArrayList.class.getDeclaredField("size").get(new ArrayList<>());
        } catch (IllegalAccessException e) { System.out.println(e.getMessage()); }
        for (Method x : A.class.getDeclaredMethods())
            if (x.isSynthetic()) System.out.println("synthetic " + x);
        int[] sum = new int[1];
        for (int i = 0; i < 10000; i++) {
            a.v += i;
            sum[0] += a.v & 7;
        }
        System.out.println(a.v + " " + sum[0]);
    }
}
