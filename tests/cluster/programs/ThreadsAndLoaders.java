// Shows threads, groups, locals, monitors, class loaders, bundles and services that one thread has
// made and others use.
import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;
import java.util.logging.*;

public class ThreadsAndLoaders {
    static class Run implements Runnable {
        final Callable<?> c;
        Object result;
        Throwable thrown;
        Run(Callable<?> c) { this.c = c; }
        public void run() {
            try {
                result = c.call();
            } catch (Throwable t) {
                thrown = t;
            }
        }
    }
    static <T> T far(Callable<T> c) throws Exception {
        Run r = new Run(c);
        Thread t = new Thread(r, "far");
        t.start();
        t.join();
        if (r.thrown != null) {
            if (r.thrown instanceof Exception) throw (Exception) r.thrown;
            throw (Error) r.thrown;
        }
        return (T) r.result;
    }
    interface Job {
        Object go() throws Throwable;
    }
    static void p(String name, Job j) {
        try {
            System.out.println(name + ": " + j.go());
        } catch (Throwable e) {
            System.out.println(
                name + " threw " + e + (e.getCause() != null ? " / " + e.getCause() : ""));
        }
    }
    static class Sleeper implements Runnable {
        final CountDownLatch in = new CountDownLatch(1);
        volatile String end;
        volatile boolean flag;
        public void run() {
            in.countDown();
            try {
                Thread.sleep(60000);
            } catch (InterruptedException e) {
                flag = Thread.currentThread().isInterrupted();
                end = "intr";
            }
        }
    }
    static class Sub extends Thread {
        int n;
        Sub(ThreadGroup g, String s) { super(g, s); }
        public void run() {
            n = 5;
            int x = here();
        }
        int here() { return n++; }
        public String toString() { return "Sub" + n; }
    }
    static final ThreadLocal<String> TL =
        ThreadLocal.withInitial(() -> "init" + Thread.currentThread().getName());
    static final InheritableThreadLocal<String> ITL = new InheritableThreadLocal<>() {
        protected String childValue(String p) { return p + "+"; }
    };
    static class MyLoader extends ClassLoader {
        final String n;
        MyLoader(ClassLoader p, String n) {
            super(n, p);
            this.n = n;
        }
        protected Class<?> findClass(String c) throws ClassNotFoundException {
            if (!c.startsWith("Gen")) throw new ClassNotFoundException(c + "@" + n);
            byte[] b = ThreadsAndLoaders.gen(c);
            return defineClass(c, b, 0, b.length);
        }
        protected URL findResource(String r) {
            try {
                return r.equals("res.txt") ? new URL("file:/res/" + n) : null;
            } catch (MalformedURLException e) {
                return null;
            }
        }
        protected Enumeration<URL> findResources(String r) {
            URL u = findResource(r);
            return u == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(u));
        }
    }
    static byte[] gen(String name) {
        try {
            ByteArrayOutputStream b = new ByteArrayOutputStream();
            DataOutputStream d = new DataOutputStream(b);
            d.writeInt(0xCAFEBABE);
            d.writeInt(52);
            d.writeShort(10);
            d.writeByte(1);
            d.writeUTF(name);
            d.writeByte(7);
            d.writeShort(1);
            d.writeByte(1);
            d.writeUTF("java/lang/Object");
            d.writeByte(7);
            d.writeShort(3);
            d.writeByte(1);
            d.writeUTF("<init>");
            d.writeByte(1);
            d.writeUTF("()V");
            d.writeByte(1);
            d.writeUTF("Code");
            d.writeByte(12);
            d.writeShort(5);
            d.writeShort(6);
            d.writeByte(10);
            d.writeShort(4);
            d.writeShort(8);
            d.writeShort(0x21);
            d.writeShort(2);
            d.writeShort(4);
            d.writeShort(0);
            d.writeShort(0);
            d.writeShort(1);
            d.writeShort(1);
            d.writeShort(5);
            d.writeShort(6);
            d.writeShort(1);
            d.writeShort(7);
            d.writeInt(17);
            d.writeShort(1);
            d.writeShort(1);
            d.writeInt(5);
            d.write(new byte[] {0x2a, (byte) 0xb7, 0, 9, (byte) 0xb1});
            d.writeShort(0);
            d.writeShort(0);
            d.writeShort(0);
            return b.toByteArray();
        } catch (IOException e) {
            throw new Error(e);
        }
    }
    public static class Bun extends ListResourceBundle {
        protected Object[][] getContents() { return new Object[][] {{"a", "base"}, {"n", 5}}; }
    }
    public static class Bun_de extends ListResourceBundle {
        protected Object[][] getContents() { return new Object[][] {{"a", "deutsch"}}; }
    }
    public static void main(String[] a) throws Exception {
        p("group", () -> {
            ThreadGroup g = far(() -> new ThreadGroup("G"));
            ThreadGroup h = new ThreadGroup(g, "H");
            h.setMaxPriority(4);
            g.setDaemon(true);
            Thread t = far(() -> new Thread(h, new Sleeper(), "in H"));
            t.setPriority(9);
            t.start();
            Thread[] ts = new Thread[5];
            ThreadGroup[] gs = new ThreadGroup[5];
            String r = g + " " + h.getParent() + g.activeCount() + g.activeGroupCount()
                + g.enumerate(ts) + ts[0].getName() + g.enumerate(gs) + gs[0] + t.getPriority()
                + h.parentOf(h) + g.parentOf(h) + far(() -> h.parentOf(g));
            g.interrupt();
            t.join();
            return r + g.activeCount() + t.getThreadGroup() + g.isDestroyed() + h.isDestroyed();
        });
        p("group destroy", () -> {
            ThreadGroup g = new ThreadGroup("D");
            far(() -> {
                g.destroy();
                return 0;
            });
            g.destroy();
            return 0;
        });
        p("names", () -> {
            Sleeper s = new Sleeper();
            Thread t = new Thread(s);
            t.setName("n1");
            t.setDaemon(true);
            String r = t.getName() + t.isDaemon() + t.getState() + t.isAlive();
            t.start();
            s.in.await();
            t.setName("n2");
            r += far(() -> t.getName()) + t.getState().name().replace("RUNNABLE", "TIMED_WAITING");
            try {
                t.setDaemon(false);
            } catch (IllegalThreadStateException e) {
                r += e;
            }
            t.interrupt();
            t.join();
            return r + s.end + s.flag + t.isInterrupted() + t.getState() + t;
        });
        p("sub", () -> {
            Sub s = far(() -> new Sub(null, "subby"));
            s.start();
            s.join();
            s.here();
            return s + " " + s.n + s.getName() + s.isAlive();
        });
        p("sub run", () -> {
            Sub s = new Sub(Thread.currentThread().getThreadGroup(), "q");
            s.run();
            return s.n;
        });
        p("stack of other", () -> {
            Sleeper s = new Sleeper();
            Thread t = new Thread(s);
            t.start();
            s.in.await();
            StackTraceElement[] st = null;
            for (int i = 0; i < 2000; i++) {
                st = t.getStackTrace();
                if (st.length > 1 && st[0].getMethodName().equals("sleep")) break;
                Thread.sleep(1);
            }
            t.interrupt();
            t.join();
            return st[0] + " " + st[1].getClassName() + st.length + t.getStackTrace().length;
        });
        p("tl", () -> {
            TL.set("mine");
            ITL.set("i");
            String r = far(() -> TL.get() + ITL.get() + far(() -> {
                ITL.set("z");
                return ITL.get() + TL.get();
            }) + ITL.get());
            TL.remove();
            return r + TL.get() + ITL.get();
        });
        p("holds", () -> {
            Object o = far(Object::new);
            boolean b = Thread.holdsLock(o);
            synchronized (o) {
                return b + " " + Thread.holdsLock(o) + far(() -> Thread.holdsLock(o));
            }
        });
        p("imse", () -> {
            far(Object::new).notify();
            return 0;
        });
        p("imse2", () -> {
            Object o = new Object();
            far(() -> {
                o.wait();
                return 0;
            });
            return 0;
        });
        p("wait neg", () -> {
            Object o = far(Object::new);
            synchronized (o) { o.wait(-1); }
            return 0;
        });
        p("wait to", () -> {
            Object o = far(Object::new);
            synchronized (o) { o.wait(5, 100); }
            return 0;
        });
        p("wait intr", () -> {
            Object o = far(Object::new);
            Thread.currentThread().interrupt();
            synchronized (o) {
                try {
                    o.wait();
                    return 1;
                } catch (InterruptedException e) {
                    return e + " " + Thread.interrupted();
                }
            }
        });
        p("join intr", () -> {
            Sleeper s = new Sleeper();
            Thread t = new Thread(s);
            t.start();
            Thread me = Thread.currentThread();
            new Thread(() -> {
                try {
                    Thread.sleep(30);
                } catch (InterruptedException e) {
                }
                me.interrupt();
            }).start();
            try {
                t.join();
                return 1;
            } catch (InterruptedException e) {
                t.interrupt();
                t.join(1000, 5);
                return e + " " + t.isAlive();
            }
        });
        p("ueh", () -> {
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            Thread t = new Thread(() -> { throw new Error("x"); }, "u");
            Thread.UncaughtExceptionHandler h =
                far(() -> (th, e) -> log.add(th.getName() + e + Thread.currentThread().getName()));
            t.setUncaughtExceptionHandler(h);
            boolean same = t.getUncaughtExceptionHandler() == h;
            t.start();
            t.join();
            Thread.setDefaultUncaughtExceptionHandler(h);
            Thread v = new Thread(new Run(null) {
                public void run() {
                    int[] z = new int[1];
                    z[2] = 0;
                }
            }, "v");
            v.start();
            v.join();
            Thread.setDefaultUncaughtExceptionHandler(null);
            return log + " " + same + t.getUncaughtExceptionHandler();
        });
        p("ccl", () -> {
            MyLoader l = far(() -> new MyLoader(ThreadsAndLoaders.class.getClassLoader(), "L"));
            Thread.currentThread().setContextClassLoader(l);
            boolean b = far(() -> Thread.currentThread().getContextClassLoader()) == l;
            Thread.currentThread().setContextClassLoader(ThreadsAndLoaders.class.getClassLoader());
            return b;
        });
        p("loader", () -> {
            MyLoader l = far(() -> new MyLoader(ThreadsAndLoaders.class.getClassLoader(), "L"));
            Class<?> c = l.loadClass("Gen1");
            Object o = far(() -> c.getDeclaredConstructor().newInstance());
            Class<?> d = far(() -> Class.forName("Gen1", true, l));
            Class<?> e = new MyLoader(l, "M").loadClass("Gen1");
            Class<?> f = far(() -> new MyLoader(null, "N").loadClass("Gen1"));
            return (c == d) + " " + (o.getClass() == c) + (c == e) + (c == f)
                + c.getClassLoader().getName() + f.getClassLoader().getName() + c.isInstance(o)
                + f.isInstance(o) + c.getPackage().getName().isEmpty()
                + c.getProtectionDomain().getCodeSource() + l.getResource("res.txt")
                + Collections.list(l.getResources("res.txt")) + far(() -> l.getResource("nope"));
        });
        p("loader cnf", () -> far(() -> new MyLoader(null, "X")).loadClass("nope.A"));
        p("loader dup", () -> {
            MyLoader l = far(() -> new MyLoader(ThreadsAndLoaders.class.getClassLoader(), "L"));
            l.loadClass("Gen1");
            try {
                return l.findClass("Gen1");
            } catch (LinkageError e) {
                return e.toString().replaceAll("@[0-9a-f]+", "@");
            }
        });
        p("cast far loader", () -> {
            Object o = far(()
                               -> new MyLoader(null, "N")
                                   .loadClass("Gen1")
                                   .getDeclaredConstructor()
                                   .newInstance());
            return new MyLoader(null, "N").loadClass("Gen1").cast(o);
        });
        p("url loader", () -> {
            Path dir = Files.createTempDirectory("s4");
            Files.write(dir.resolve("Gen7.class"), gen("Gen7"));
            Files.writeString(dir.resolve("m_fr.properties"), "k=valeur\nu=\\u00fc");
            Files.writeString(dir.resolve("m.properties"), "k=value");
            URLClassLoader u = far(() -> new URLClassLoader(new URL[] {dir.toUri().toURL()}));
            Class<?> c = far(() -> u.loadClass("Gen7"));
            Object o = c.getDeclaredConstructor().newInstance();
            ResourceBundle b = far(() -> ResourceBundle.getBundle("m", Locale.FRANCE, u));
            String r = b.getString("k") + b.getString("u") + b.getLocale()
                + far(() -> ResourceBundle.getBundle("m", Locale.ROOT, u).getString("k"));
            u.close();
            Files.walk(dir).sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
            return r + (o.getClass() == c) + c.getClassLoader().getClass();
        });
        p("bundle", () -> {
            ResourceBundle b =
                far(() -> ResourceBundle.getBundle("ThreadsAndLoaders$Bun", Locale.GERMAN));
            ResourceBundle e = ResourceBundle.getBundle("ThreadsAndLoaders$Bun", Locale.GERMAN);
            return b.getString("a") + b.getObject("n") + (b == e) + b.keySet().size()
                + b.getLocale() + b.getBaseBundleName();
        });
        p("bundle missing", () -> far(() -> ResourceBundle.getBundle("ThreadsAndLoaders$No")));
        p("bundle key",
            () -> far(() -> ResourceBundle.getBundle("ThreadsAndLoaders$Bun")).getString("zz"));
        p("services", () -> {
            ServiceLoader<java.nio.file.spi.FileSystemProvider> s =
                far(() -> ServiceLoader.load(java.nio.file.spi.FileSystemProvider.class));
            List<String> n = new ArrayList<>();
            for (var x : s) n.add(x.getScheme());
            far(() -> {
                s.reload();
                return 0;
            });
            return n + " " + s.findFirst().get().getScheme() + far(() -> s.stream().count());
        });
        p("props", () -> {
            far(() -> System.setProperty("s4", "v"));
            String r = System.getProperty("s4");
            System.clearProperty("s4");
            return r + far(() -> System.getProperty("s4", "gone"))
                + (far(System::getProperties) == System.getProperties())
                + far(() -> Integer.getInteger("s4i", 7)) + far(System::lineSeparator).length()
                + (far(() -> System.getenv("PATH")) != null) + far(() -> {
                      try {
                          System.getenv().put("a", "b");
                          return 1;
                      } catch (UnsupportedOperationException e) {
                          return e;
                      }
                  });
        });
        p("logging", () -> {
            Logger l = far(() -> Logger.getLogger("s4log"));
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            Handler h = new Handler() {
                public void publish(LogRecord r) {
                    log.add(r.getLevel() + r.getMessage() + r.getSourceMethodName()
                        + r.getLoggerName());
                }
                public void flush() {}
                public void close() {}
            };
            l.setUseParentHandlers(false);
            l.addHandler(h);
            l.setLevel(Level.FINE);
            far(() -> {
                Logger.getLogger("s4log").fine("hello");
                Logger.getLogger("s4log").finer("no");
                return 0;
            });
            l.log(Level.SEVERE, "two");
            l.removeHandler(h);
            return log.toString().replaceAll("lambda[^ ,\\]]*s4log", "L")
                + (l == Logger.getLogger("s4log"));
        });
        p("locks", () -> {
            ReentrantLock l = far(() -> new ReentrantLock(true));
            Condition c = l.newCondition();
            l.lock();
            boolean t = far(() -> l.tryLock());
            String s = l.toString().replaceAll("@[0-9a-f]+", "");
            boolean w = c.await(1, TimeUnit.MILLISECONDS);
            l.unlock();
            try {
                l.unlock();
            } catch (IllegalMonitorStateException e) {
                s += e;
            }
            ReadWriteLock rw = far(ReentrantReadWriteLock::new);
            rw.readLock().lock();
            boolean q = far(() -> rw.readLock().tryLock()), z = far(() -> rw.writeLock().tryLock());
            StampedLock sl = far(StampedLock::new);
            long st = sl.tryOptimisticRead();
            far(() -> {
                sl.unlockWrite(sl.writeLock());
                return 0;
            });
            return s + t + w + q + z + sl.validate(st);
        });
        p("exchange", () -> {
            Exchanger<String> x = far(Exchanger::new);
            Run r = new Run(() -> x.exchange("there"));
            Thread t = new Thread(r);
            t.start();
            String s = x.exchange("here");
            t.join();
            return s + r.result;
        });
        p("phaser", () -> {
            Phaser ph = far(() -> new Phaser(2));
            Run r = new Run(() -> ph.arriveAndAwaitAdvance());
            Thread t = new Thread(r);
            t.start();
            int n = ph.arriveAndAwaitAdvance();
            t.join();
            return n + " " + r.result + ph.toString().replaceAll(".*\\[", "");
        });
        p("walker",
            ()
                -> StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                    .getCallerClass());
        p("walk far",
            ()
                -> far(()
                           -> StackWalker.getInstance().walk(s
                               -> s.map(StackWalker.StackFrame::getMethodName)
                                   .filter(m -> !m.contains("lambda"))
                                   .limit(4)
                                   .collect(java.util.stream.Collectors.toList()))));
        p("cyclic", () -> {
            Throwable t = far(() -> new Exception("a"));
            Throwable u = new Error("b", t);
            t.addSuppressed(new IOException("s"));
            t.initCause(u);
            StringWriter w = new StringWriter();
            far(() -> {
                u.printStackTrace(new PrintWriter(w));
                return 0;
            });
            return w.toString()
                .lines()
                .filter(l -> !l.contains("\tat") && !l.contains("more"))
                .collect(java.util.stream.Collectors.toList());
        });
        p("set trace", () -> {
            Throwable t = far(() -> new Exception("a"));
            t.setStackTrace(new StackTraceElement[] {new StackTraceElement("C", "m", "F.java", 3)});
            return far(() -> t.getStackTrace()[0]) + " " + t.getStackTrace().length;
        });
        p("timer", () -> {
            java.util.Timer t = far(() -> new java.util.Timer("tm", true));
            CountDownLatch l = new CountDownLatch(2);
            t.schedule(new TimerTask() {
                public void run() {
                    l.countDown();
                    if (l.getCount() == 0) cancel();
                }
            }, 1, 2);
            l.await();
            return far(() -> {
                t.cancel();
                return t.purge() >= 0;
            });
        });
        p("runtime",
            ()
                -> far(() -> Runtime.getRuntime()) == Runtime.getRuntime()
                && far(() -> Runtime.getRuntime().availableProcessors()) > 0
                && far(Runtime::version).equals(Runtime.version()));
        p("hook bad", () -> {
            Thread h = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(h);
            String r;
            try {
                far(() -> {
                    Runtime.getRuntime().addShutdownHook(h);
                    return 0;
                });
                r = "?";
            } catch (IllegalArgumentException e) {
                r = e.toString();
            }
            return r + far(() -> Runtime.getRuntime().removeShutdownHook(h))
                + Runtime.getRuntime().removeShutdownHook(h);
        });
        p("sched", () -> {
            ScheduledExecutorService s = far(() -> Executors.newScheduledThreadPool(2));
            Future<Integer> f = s.schedule(() -> 5, 1, TimeUnit.MILLISECONDS);
            int v = f.get();
            far(() -> {
                s.shutdownNow();
                return 0;
            });
            return v + " " + s.awaitTermination(1, TimeUnit.SECONDS);
        });
        p("fjp", () -> {
            ForkJoinPool q = far(() -> new ForkJoinPool(3));
            int v =
                q.submit(() -> java.util.stream.IntStream.range(0, 1000).parallel().sum()).get();
            q.shutdown();
            return v;
        });
        p("cf", () -> {
            CompletableFuture<String> c = far(CompletableFuture::new);
            CompletableFuture<Integer> d = c.thenApply(String::length).whenComplete((v, e) -> {});
            far(() -> c.complete("abcd"));
            return d.get() + " " + far(() -> c.thenCombine(d, (x, y) -> x + y).join())
                + CompletableFuture.supplyAsync(() -> { throw new IllegalStateException("in cf"); })
                      .handle((v, e) -> e.toString())
                      .get();
        });
    }
}
