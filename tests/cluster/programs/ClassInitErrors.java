// Shows static initializers that fail in odd ways: by errors, in nested classes, in superclasses,
// for lack of stack or memory.
import java.util.*;
import java.util.concurrent.*;

public class ClassInitErrors {
    static class Soe {
        static int v = rec(0);

        static int rec(int n) { return rec(n + 1) + 1; }
    }

    static class Oome {
        static long[][] x = new long[Integer.MAX_VALUE][];
    }

    static class Nest {
        static final Object o;
        static {
            try {
                new Inner().f();
                o = 1;
            } catch (ArithmeticException e) {
                throw new IllegalStateException("nest", e);
            }
        }

        static class Inner {
            static { System.out.println("inner init by " + Thread.currentThread().getName()); }

            void f() { throw new ArithmeticException("f"); }
        }
    }

    static class Lock1 {
        static {
            System.out.println("L1");
            ClassInitErrors.pause();
            Lock2.ok();
        }

        static int ok() { return 1; }
    }

    static class Lock2 {
        static { System.out.println("L2"); }

        static int ok() { return 2; }
    }

    static class InThread {
        static int r;
        static {
            Thread t = new Thread(new Runnable() {
                public void run() { r = 5; }
            });
            System.out.println("will not join");
            r = 4;
        }
    }

    static class Pub {
        static final List<Object> early = new ArrayList<>();
        static Pub it = new Pub();
        static final int[] tbl = {1, 2, 3};
        final int seen;

        Pub() {
            early.add(this);
            seen = tbl == null ? -1 : tbl.length;
        }
    }

    static class ThrowTwice {
        static int n;
        static {
            if (n++ == 0) {
                Object o = "s";
                Integer i = (Integer) o;
            }
        }
    }

    interface WithDefault {
        Object X = ClassInitErrors.say("WithDefault");

        default void d() {}
    }

    static class Uses implements WithDefault {
        static { ClassInitErrors.say("Uses"); }
    }

    static class Err extends Error {
        Err(String s) { super(s); }
    }

    static class ThrowsErr {
        static final Runnable r;
        static {
            r = () -> {};
            if (r != null) throw new Err("custom error in init");
        }
    }

    static class MyRt extends RuntimeException {
        final int[] code = {1, 2};

        @Override
        public String getMessage() {
            return "msg" + code.length;
        }
    }

    static class ThrowsRt {
        static {
            if (true) throw new MyRt();
        }
        static int q;
    }

    static class SubOfBad extends ThrowsRt {
        static int z = 3;
    }

    static class Arr {
        static Bad2[] bs = new Bad2[2];
    }

    static class Bad2 {
        static {
            int[] x = new int[0];
            x[1] = 0;
        }
        int f;
    }

    static Object say(String s) {
        System.out.println("say " + s);
        return s;
    }

    static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
        }
    }

    static void th(String n, Callable<?> c) throws Exception {
        Thread t = new Thread(() -> {
            try {
                System.out.println(n + " = " + c.call());
            } catch (Throwable e) {
                System.out.println(n + " ! " + e);
                for (Throwable q = e.getCause(); q != null; q = q.getCause())
                    System.out.println("    by " + q
                            + (q.getStackTrace().length > 0 ? " " + q.getStackTrace()[0] : ""));
                if (e.getStackTrace().length > 0) {
                    StackTraceElement s = e.getStackTrace()[0];
                    System.out.println(
                            "    at " + s.getMethodName() + " " + (s.getLineNumber() > 0));
                }
                if (!(e instanceof StackOverflowError) && e.getCause() instanceof RuntimeException)
                    e.printStackTrace();
            }
        }, n);
        t.start();
        t.join();
    }

    public static void main(String[] a) throws Exception {
        for (int i = 0; i < 2; i++) {
            th("soe" + i, () -> Soe.v);
            th("oome" + i, () -> Oome.x);
            th("nest" + i, () -> Nest.o);
            th("pub" + i,
                    () -> Pub.it.seen + " " + Pub.early.size() + (Pub.early.get(0) == Pub.it));
            th("twice" + i, () -> ThrowTwice.n);
            th("uses" + i, () -> new Uses() != null);
            th("err" + i, () -> ThrowsErr.r);
            th("rt" + i, () -> ThrowsRt.q);
            th("sub" + i, () -> SubOfBad.z);
            th("arr" + i, () -> Arr.bs.length);
            th("bad2" + i, () -> new Bad2() != null);
            th("bad2f" + i, () -> Arr.bs[0].f);
            th("inthread" + i, () -> InThread.r);
            th("inst" + i,
                    ()
                            -> (Object) "x" instanceof Comparable
                            && !(((Object) "x") instanceof Runnable));
        }
        Thread x = new Thread(() -> System.out.println(Lock1.ok() + Lock2.ok()));
        Thread y = new Thread(() -> {
            pause();
            pause();
            pause();
            System.out.println(Lock2.ok() + Lock1.ok());
        });
        x.start();
        y.start();
        x.join();
        y.join();
        ExceptionInInitializerError e = new ExceptionInInitializerError("just");
        Thread t = new Thread(() -> { throw e; }, "thrower");
        t.start();
        t.join();
    }
}
