// Shows deep recursion that alternates between objects of two threads, and stack overflows that are
// caught.
import java.util.*;
import java.util.function.*;

public class DeepAcrossNodes {
    static class Link {
        final int v;
        Link next;

        Link(int v, Link n) {
            this.v = v;
            next = n;
        }

        long sum() { return next == null ? v : v + next.sum(); }

        Link last() { return next == null ? this : next.last(); }
    }

    static class Maker implements Runnable {
        Link in, out;
        int v;

        public void run() { out = new Link(v, in); }

        Link make(int v, Link n) { return new Link(v, n); }
    }

    static class Even {
        Odd odd;

        boolean even(int n) { return n == 0 || odd.odd(n - 1); }
    }

    static class Odd {
        Even even;

        boolean odd(int n) { return n != 0 && even.even(n - 1); }
    }

    static class OddMaker implements Runnable {
        Odd o;

        public void run() { o = new Odd(); }
    }

    static class Counter {
        int n;

        int down(IntUnaryOperator f, int k) {
            n++;
            return k == 0 ? 0 : f.applyAsInt(k - 1) + 1;
        }

        void forever(Counter o) {
            n++;
            o.forever(this);
        }
    }

    static class CM implements Runnable {
        Counter c;

        public void run() { c = new Counter(); }
    }

    public static void main(String[] a) throws Exception {
        Maker m1 = new Maker(), m2 = new Maker();
        Thread t1 = new Thread(m1), t2 = new Thread(m2);
        t1.start();
        t2.start();
        t1.join();
        t2.join();
        Link l = null;
        for (int i = 0; i < 3000; i++)
            l = (i % 3 == 0 ? m1 : m2).make(i, i % 3 == 2 ? new Link(1, l) : l);
        Link head = l;
        System.out.println(head.sum() + " " + head.last().v);
        long[] r = new long[1];
        Thread t = new Thread(() -> r[0] = head.sum());
        t.start();
        t.join();
        System.out.println(r[0]);
        OddMaker om = new OddMaker();
        Thread q = new Thread(om);
        q.start();
        q.join();
        Even e = new Even();
        e.odd = om.o;
        om.o.even = e;
        System.out.println(e.even(2000) + " " + e.even(1001));
        boolean[] b = new boolean[1];
        Thread z = new Thread(() -> b[0] = e.even(2500));
        z.start();
        z.join();
        System.out.println(b[0]);
        CM cm = new CM();
        Thread w = new Thread(cm);
        w.start();
        w.join();
        Counter mine = new Counter();
        IntUnaryOperator[] f = new IntUnaryOperator[1];
        f[0] = k -> (k % 2 == 0 ? mine : cm.c).down(f[0], k);
        System.out.println(f[0].applyAsInt(1500) + " " + mine.n + " " + cm.c.n);
        for (int i = 0; i < 2; i++) {
            try {
                mine.forever(cm.c);
            } catch (StackOverflowError x) {
                System.out.println(
                    "overflow " + (mine.n > 2000) + x.getMessage() + x.getStackTrace().length);
            }
            System.out.println(e.even(500));
        }
        Thread v = new Thread(() -> {
            try {
                cm.c.forever(mine);
            } catch (StackOverflowError x) { System.out.println("overflow there"); }
            System.out.println(e.even(700));
        });
        v.start();
        v.join();
    }
}
