// SPDX-License-Identifier: Apache-2.0
// JVMS 5.5: failing static initialisers, the erroneous state afterwards, causes, superclasses,
// interfaces, several threads.
public class InitializationFailures {
    static class Bad {
        static int v = 1;
        static {
            System.out.println("Bad runs");
            if (v == 1) throw new IllegalStateException("bad");
        }
        static void m() {}
    }
    static class SubBad extends Bad {
        static { System.out.println("SubBad never"); }
        static int w = 2;
    }
    static class Err {
        static {
            System.out.println("Err runs");
            if (true) throwIt();
        }
        static void throwIt() { throw new OutOfMemoryError("own"); }
    }
    static class Checked {
        static int v = sneak();
        static int sneak() {
            InitializationFailures.<RuntimeException>toss(new Exception("checked"));
            return 1;
        }
    }
    interface IBad {
        int V = Integer.parseInt("nope");
        default void d() {}
    }
    static class UsesIBad implements IBad {}
    static class Npe {
        static String s = null;
        static int len = s.length();
    }
    static class Needs {
        static Object o = new Bad();
    }
    @SuppressWarnings("unchecked")
    static <T extends Throwable> void toss(Throwable t) throws T {
        throw (T) t;
    }
    static void t(String label, Runnable r) {
        try {
            r.run();
            System.out.println(label + " ok");
        } catch (Throwable e) {
            for (Throwable x = e; x != null; x = x.getCause())
                System.out.println(label + (x == e ? ": " : "   cause ") + x);
        }
    }
    public static void main(String[] args) throws Exception {
        t("first", () -> Bad.m());
        t("second", () -> System.out.println(Bad.v));
        t("new", () -> new Bad());
        t("sub", () -> System.out.println(SubBad.w));
        t("sub again", () -> new SubBad());
        t("err", () -> new Err());
        t("err again", () -> new Err());
        t("checked", () -> System.out.println(Checked.v));
        t("interface", () -> System.out.println(IBad.V));
        t("interface again", () -> System.out.println(IBad.V));
        t("implementor", () -> new UsesIBad());
        t("npe", () -> System.out.println(Npe.len));
        t("needs", () -> System.out.println(Needs.o));
        t("needs again", () -> System.out.println(Needs.o));
        t("forName", () -> {
            try {
                Class.forName("InitializationFailures$Err");
            } catch (ClassNotFoundException e) { System.out.println(e); }
        });
        t("reflection", () -> {
            try {
                Bad.class.getDeclaredMethod("m").invoke(null);
            } catch (ReflectiveOperationException e) { System.out.println(e); }
        });
        t("array ok", () -> System.out.println(new Bad[2].length + Bad.class.getSimpleName()));
        Thread[] ts = new Thread[4];
        int[] seen = new int[2];
        for (int i = 0; i < 4; i++) {
            ts[i] = new Thread(() -> {
                try {
                    Late.touch();
                } catch (ExceptionInInitializerError e) {
                    synchronized (seen) { seen[0]++; }
                } catch (NoClassDefFoundError e) {
                    synchronized (seen) { seen[1]++; }
                }
            });
            ts[i].start();
        }
        for (Thread x : ts) x.join();
        System.out.println(seen[0] + " " + seen[1]);
        try {
            Class<?> c = Class.forName("InitializationFailures$Lazy", false,
                    InitializationFailures.class.getClassLoader());
            System.out.println(c);
            c.getDeclaredConstructor().newInstance();
        } catch (ExceptionInInitializerError e) {
            System.out.println(e.getCause() + " " + e.getException().getMessage());
        }
    }
    static class Late {
        static {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {}
            if (Late.class != null) throw new RuntimeException("late");
        }
        static void touch() {}
    }
    static class Lazy {
        static {
            if (Lazy.class != null) throw new ArithmeticException("lazy");
        }
    }
}
