// Shows monitors of Class objects and of other objects that every thread finds by itself:
// literals, boxes, enum constants and objects of the class library.
import java.util.*;
import java.util.concurrent.*;

public class ClassMonitors {
    static int n;

    static synchronized void inc() {
        int x = n;
        n = x + 1;
    }

    static class Sub extends ClassMonitors {
        static synchronized void inc2() {
            synchronized (ClassMonitors.class) {
                n++;
            }
        }

        static int own;

        static synchronized int own() { return ++own; }
    }

    interface I {
        int[] BOX = {0};

        static void bump() {
            synchronized (I.class) {
                BOX[0]++;
            }
        }
    }

    enum E {
        A;
        static int c;
        static synchronized void hit() { c++; }
    }

    record R(int x) {
        static final Map<Class<?>, Integer> M = new HashMap<>();
        static synchronized void count(Class<?> k) { M.merge(k, 1, Integer::sum); }
    }

    @interface Ann {}

    static void par(int k, Runnable r) throws Exception {
        Thread[] ts = new Thread[k];
        for (int i = 0; i < k; i++) {
            ts[i] = new Thread(r, "p" + i);
            ts[i].start();
        }
        for (Thread t : ts) t.join();
    }

    static void p(Object o) { System.out.println(o); }

    public static void main(String[] args) throws Exception {
        par(4, () -> {
            for (int i = 0; i < 50; i++) {
                inc();
                Sub.inc2();
                synchronized (ClassMonitors.class) {
                    n++;
                }
            }
        });
        p(n);
        par(3, () -> {
            for (int i = 0; i < 20; i++) {
                Sub.own();
                synchronized (Sub.class) {
                    Sub.own++;
                }
                I.bump();
                E.hit();
                synchronized (E.class) {
                    E.c++;
                }
                R.count(E.class);
                R.count(int[].class);
                R.count(int.class);
                R.count(R.class);
                R.count(Runnable.class);
                R.count(Ann.class);
            }
        });
        p(Sub.own + " " + I.BOX[0] + E.c
                + new TreeMap<>(Map.of("e", R.M.get(E.class), "ia", R.M.get(int[].class), "i",
                        R.M.get(int.class), "r", R.M.get(R.class), "run", R.M.get(Runnable.class)))
                + R.M.size());
        Thread hold = new Thread(() -> {
            synchronized (Sub.class) {
                Sub.own = 500;
                try {
                    Sub.class.wait();
                } catch (InterruptedException e) {
                }
                Sub.own++;
            }
        });
        hold.start();
        while (hold.getState() != Thread.State.WAITING) Thread.sleep(1);
        par(1, Sub::own);
        par(1, () -> {
            synchronized (Sub.class) {
                p(Sub.own + " " + Thread.holdsLock(Sub.class));
                Sub.class.notifyAll();
            }
        });
        hold.join();
        p(Sub.own);
        Class<?>[] cs = {String.class, Object.class, List.class, Thread.class, TimeUnit.class,
                Integer.class, ClassMonitors.class, I.class, E.class, Map.Entry.class,
                Throwable.class};
        for (Class<?> c : cs) {
            int[] cnt = {0};
            par(3, () -> {
                for (int i = 0; i < 10; i++)
                    synchronized (c) {
                        int v = cnt[0];
                        Thread.yield();
                        cnt[0] = v + 1;
                    }
            });
            System.out.print(cnt[0] + " ");
            boolean[] go = {false};
            Thread w = new Thread(() -> {
                synchronized (c) {
                    while (!go[0]) try {
                            c.wait();
                        } catch (InterruptedException e) {
                        }
                }
            });
            w.start();
            par(1, () -> {
                synchronized (c) {
                    go[0] = true;
                    c.notifyAll();
                }
            });
            w.join();
        }
        p("");
        Map<Object, String> hm = new ConcurrentHashMap<>();
        par(2, () -> {
            for (Class<?> c : cs) hm.merge(c, c.getSimpleName(), (x, y) -> x + "2");
            hm.put(int.class, "int");
            hm.put(Integer.TYPE, "TYPE");
            hm.put(long[][].class, "l2");
            hm.put(void.class, "v");
        });
        p(hm.size() + " " + hm.get(List.class) + hm.get(int.class) + hm.get(long[][].class));
        Thread st = new Thread(() -> {
            synchronized (ClassMonitors.class) {
                p("has class lock");
                try {
                    while (n == -5) ClassMonitors.class.wait(30);
                } catch (InterruptedException e) {
                }
                p(n);
            }
        });
        synchronized (ClassMonitors.class) {
            st.start();
            while (st.getState() != Thread.State.BLOCKED) Thread.onSpinWait();
            n = -5;
            p("releasing");
        }
        par(1, ClassMonitors::inc);
        st.join();
        try {
            String.class.notify();
        } catch (IllegalMonitorStateException e) {
            p(e.getMessage());
        }
        par(1, () -> {
            try {
                E.class.wait();
            } catch (Exception e) {
                p(e);
            }
        });
        Object[] locks = {"lit", 127, 'c', 1L, true, (byte) 3, new Integer(127), new String("lit"),
                E.A, List.of(), Collections.emptyMap(), Optional.empty(), Locale.US,
                Thread.currentThread().getThreadGroup(), ClassLoader.getSystemClassLoader(),
                System.out, Runtime.getRuntime(), Thread.State.NEW, new int[0][0],
                ClassMonitors.class.getModule(), Object.class.getModule(),
                ClassMonitors.class.getPackage(), "lit".getBytes(),
                java.nio.charset.StandardCharsets.UTF_8, TimeUnit.class.getEnumConstants()[0],
                ProcessHandle.current(), Integer.class,
                new java.util.concurrent.atomic.AtomicInteger(), Comparator.naturalOrder(),
                java.math.BigInteger.ONE, java.time.LocalDate.MIN};
        int bad = 0;
        for (Object l : locks) {
            int[] cnt = {0};
            par(2, () -> {
                for (int i = 0; i < 8; i++)
                    synchronized (l) {
                        int v = cnt[0];
                        Thread.yield();
                        cnt[0] = v + 1;
                    }
            });
            if (cnt[0] != 16) {
                bad++;
                p("bad " + l.getClass());
            }
        }
        p(bad);
    }
}
