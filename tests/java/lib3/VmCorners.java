// SPDX-License-Identifier: Apache-2.0
// Library code next to the VM: mapped files that shrink, Unsafe, allocation limits, natives, signals, beans, reflection.
import java.io.*;
import java.lang.invoke.*;
import java.lang.management.*;
import java.lang.ref.*;
import java.lang.reflect.*;
import java.nio.*;
import java.nio.channels.FileChannel;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;

public class VmCorners {
    static void p(Object o) { System.out.println(o); }
    interface B {
        Object r() throws Throwable;
    }
    static void t(String n, B b) {
        try {
            p(n + " " + b.r());
        } catch (Throwable e) { p(n + " !! " + e + (e.getCause() == null ? "" : " / " + e.getCause())); }
    }
    static int depth(int n) { return n == 0 ? 0 : 1 + depth(n - 1); }
    public static void main(String[] args) throws Throwable {
        // a mapped file that shrinks under its buffer
        Path f = Path.of("map");
        Files.write(f, new byte[65536]);
        try (FileChannel c = FileChannel.open(f, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer m = c.map(FileChannel.MapMode.READ_WRITE, 0, 65536);
            m.put(40000, (byte) 1);
            c.truncate(0);
            t("get", () -> m.get(50000));
            t("put", () -> m.putLong(50000, 1));
            t("bulk", () -> m.get(new byte[20000]));
            t("copy", () -> {
                ByteBuffer d = ByteBuffer.allocateDirect(20000);
                d.put(0, m, 20000, 20000);
                return d;
            });
            t("decode", () -> java.nio.charset.StandardCharsets.UTF_8.newDecoder().decode(m.slice(30000, 5000)));
            t("cmp", () -> m.mismatch(ByteBuffer.allocateDirect(65536)));
            t("swap", () -> m.duplicate().clear().asLongBuffer().get(6000, new long[2000]));
        }
        Field uf = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        uf.setAccessible(true);
        sun.misc.Unsafe u = (sun.misc.Unsafe) uf.get(null);
        t("unsafe", () -> {
            long a = u.allocateMemory(64);
            u.setMemory(a, 64, (byte) 3);
            u.putInt(a + 3, 0x01020304);
            long v = u.getLong(a);
            u.freeMemory(a);
            return v + " " + u.pageSize() + " " + u.addressSize();
        });
        t("alloc0", () -> u.allocateMemory(0));
        t("alloc-", () -> u.allocateMemory(-1));
        t("inst", () -> u.allocateInstance(Runnable.class));
        t("inst2", () -> u.allocateInstance(int[].class));
        t("throw", () -> {
            u.throwException(new IOException("sneaky"));
            return 0;
        });
        t("neg", () -> ByteBuffer.allocateDirect(-1));
        t("array", () -> new int[Integer.MAX_VALUE].length);
        t("multi", () -> new long[100000][100000].length);
        t("negarr", () -> Array.newInstance(int.class, 3, -2));
        t("dims", () -> Array.newInstance(int.class, new int[256]));
        t("void", () -> Array.newInstance(void.class, 1));
        t("zero dims", () -> Array.newInstance(int.class));
        t("string", () -> "x".repeat(Integer.MAX_VALUE));
        t("utf", () -> new String(new byte[] {(byte) 0xc0, 65}, "UTF-8").length() + "\uD800x".getBytes("UTF-8").length);
        t("soe in clinit", () -> Deep.X);
        t("again", () -> Deep.X);
        t("depth", () -> depth(3000));
        t("soe", () -> {
            int[] n = {0};
            class R {
                void r() {
                    n[0]++;
                    r();
                }
            }
            try {
                new R().r();
            } catch (StackOverflowError e) { return e.getStackTrace().length + " " + e.getMessage() + (n[0] > 2000); }
            return 0;
        });
        t("small stack", () -> {
            CompletableFuture<Object> r = new CompletableFuture<>();
            new Thread(null, () -> {
                try {
                    r.complete(depth(1_000_000));
                } catch (StackOverflowError e) { r.complete("soe"); }
            }, "small", 200_000).start();
            return r.get();
        });
        t("big stack", () -> {
            CompletableFuture<Object> r = new CompletableFuture<>();
            new Thread(null, () -> {
                try {
                    r.complete(depth(100_000));
                } catch (StackOverflowError e) { r.complete("soe"); }
            }, "big", 512L << 20).start();
            return r.get();
        });
        // absent or refused things of the VM
        t("attach",
                ()
                        -> Class.forName("com.sun.tools.attach.VirtualMachine")
                                .getMethod("attach", String.class)
                                .invoke(null, "" + ProcessHandle.current().pid()));
        t("script", () -> new javax.script.ScriptEngineManager().getEngineByName("javascript"));
        t("scripts", () -> new javax.script.ScriptEngineManager().getEngineFactories());
        t("lib", () -> {
            System.loadLibrary("nosuchlib");
            return 0;
        });
        t("lib2", () -> {
            System.load("/tmp/nosuch.so");
            return 0;
        });
        t("lib3", () -> {
            System.load("rel.so");
            return 0;
        });
        t("map name", () -> System.mapLibraryName("x"));
        t("halt hook", () -> {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> p("hook")));
            Thread h = new Thread();
            Runtime.getRuntime().addShutdownHook(h);
            return Runtime.getRuntime().removeShutdownHook(h) + " " + Runtime.getRuntime().removeShutdownHook(h);
        });
        t("hook2", () -> {
            Thread h = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(h);
            Runtime.getRuntime().addShutdownHook(h);
            return 0;
        });
        t("version",
                ()
                        -> Runtime.version().feature() + " " + Runtime.Version.parse("17.0.1+12-LTS").compareTo(Runtime.version())
                        + " " + Runtime.version());
        t("signal", () -> {
            CountDownLatch l = new CountDownLatch(1);
            sun.misc.Signal.handle(new sun.misc.Signal("USR2"), s -> {
                p("got " + s);
                l.countDown();
            });
            sun.misc.Signal.raise(new sun.misc.Signal("USR2"));
            return l.await(5, TimeUnit.SECONDS);
        });
        t("sig bad", () -> new sun.misc.Signal("NOPE"));
        t("sig vm", () -> sun.misc.Signal.handle(new sun.misc.Signal("SEGV"), s -> {}));
        t("sig quit", () -> sun.misc.Signal.handle(new sun.misc.Signal("QUIT"), s -> {}));
        t("sig kill", () -> sun.misc.Signal.handle(new sun.misc.Signal("KILL"), s -> {}));
        t("sig usr1", () -> sun.misc.Signal.handle(new sun.misc.Signal("USR1"), s -> {}));
        // management corners
        ThreadMXBean tb = ManagementFactory.getThreadMXBean();
        t("ids",
                ()
                        -> tb.getThreadInfo(Thread.currentThread().getId(), 1).getThreadName() + " " + tb.getThreadInfo(999999L)
                        + " " + tb.findDeadlockedThreads() + " " + tb.isCurrentThreadCpuTimeSupported());
        t("bad id", () -> tb.getThreadInfo(-1));
        t("memory", () -> ManagementFactory.getMemoryPoolMXBeans().size() > 0);
        t("buffers",
                ()
                        -> ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
                                .stream()
                                .map(BufferPoolMXBean::getName)
                                .sorted()
                                .toList());
        t("diag",
                ()
                        -> ManagementFactory.getPlatformMBeanServer()
                                .getAttribute(new javax.management.ObjectName("java.lang:type=Runtime"), "VmName")
                                .getClass());
        t("classload", () -> ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() > 300);
        t("os",
                ()
                        -> ManagementFactory.getOperatingSystemMXBean().getName()
                        + ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                                        .getTotalMemorySize()
                                / Long.MAX_VALUE);
        t("verbose", () -> {
            ManagementFactory.getMemoryMXBean().setVerbose(false);
            return ManagementFactory.getMemoryMXBean().isVerbose();
        });
        t("names",
                ()
                        -> ManagementFactory.getPlatformMBeanServer()
                                .queryNames(null, null)
                                .stream()
                                .map(Object::toString)
                                .filter(s
                                        -> s.startsWith("java.lang") && !s.contains("Pool") && !s.contains("Garbage")
                                                && !s.contains("Manager") && !s.contains("Compilation"))
                                .sorted()
                                .toList());
        // references
        t("cleaner", () -> {
            CountDownLatch l = new CountDownLatch(1);
            Cleaner c = Cleaner.create();
            make(c, l);
            for (int i = 0; i < 100 && l.getCount() > 0; i++) {
                System.gc();
                l.await(20, TimeUnit.MILLISECONDS);
            }
            return l.getCount();
        });
        t("weak map", () -> {
            WeakHashMap<Object, String> m = new WeakHashMap<>();
            fill(m);
            for (int i = 0; i < 100 && m.size() > 5; i++) {
                System.gc();
                Thread.sleep(5);
            }
            return m.size() <= 5;
        });
        t("reach", () -> {
            Object o = new Object();
            Reference.reachabilityFence(o);
            SoftReference<Object> s = new SoftReference<>(o);
            return s.refersTo(o) + " " + new PhantomReference<>(o, new ReferenceQueue<>()).get();
        });
        t("clone ref", () -> {
            Method m = Object.class.getDeclaredMethod("clone");
            return m;
        });
        t("final reflect", () -> {
            Field q = Fin.class.getDeclaredField("s");
            q.setAccessible(true);
            q.set(new Fin(), "n");
            Field st = Fin.class.getDeclaredField("T");
            st.setAccessible(true);
            st.set(null, 5);
            return 0;
        });
        t("record final", () -> {
            record R(int x) {}
            Field q = R.class.getDeclaredField("x");
            q.setAccessible(true);
            q.setInt(new R(1), 2);
            return 0;
        });
        t("wrong type", () -> {
            Fin.class.getDeclaredField("n").set(new Fin(), 5L);
            return 0;
        });
        t("widen", () -> {
            Fin x = new Fin();
            Fin.class.getDeclaredField("n").set(x, (byte) 5);
            return x.n;
        });
        t("wrong recv", () -> Fin.class.getDeclaredField("n").get("str"));
        t("null recv", () -> Fin.class.getDeclaredField("n").get(null));
        t("abstract", () -> AbstractList.class.getDeclaredConstructor().newInstance());
        t("enum ctor", () -> {
            Constructor<?> c = TimeUnit.class.getDeclaredConstructors()[0];
            return c.newInstance("X", 1, 2L);
        });
        t("args", () -> String.class.getMethod("charAt", int.class).invoke("abc"));
        t("args2", () -> String.class.getMethod("charAt", int.class).invoke("abc", "x"));
        t("args3", () -> String.class.getMethod("charAt", int.class).invoke(null, 1));
        t("opened", () -> {
            Method m = String.class.getDeclaredMethod("isLatin1");
            m.setAccessible(true);
            return 0;
        });
        t("gen", () -> Map.class.getMethod("computeIfAbsent", Object.class, java.util.function.Function.class).toGenericString());
        t("annots",
                ()
                        -> Arrays.toString(Thread.class.getMethod("stop").getAnnotations())
                        + Arrays.toString(FunctionalInterface.class.getAnnotations()));
        t("proxy obj", () -> {
            Object o = Proxy.newProxyInstance(VmCorners.class.getClassLoader(), new Class<?>[] {Comparable.class, Runnable.class},
                    (x, m, a)
                            -> m.getName().equals("hashCode") ? 7
                            : m.getName().equals("compareTo") ? "str"
                                                              : null);
            return o.hashCode() + " " + (o.toString() == null) + " " + Proxy.isProxyClass(o.getClass())
                    + ((Comparable<Object>) o).compareTo(1);
        });
        t("proxy null prim",
                ()
                        -> ((Comparable<Object>) Proxy.newProxyInstance(
                                    VmCorners.class.getClassLoader(), new Class<?>[] {Comparable.class}, (x, m, a) -> null))
                                .compareTo(1));
        t("proxy checked", () -> {
            ((Runnable) Proxy.newProxyInstance(VmCorners.class.getClassLoader(), new Class<?>[] {Runnable.class}, (x, m, a) -> {
                throw new IOException("c");
            })).run();
            return 0;
        });
        t("instr", () -> Class.forName("sun.instrument.InstrumentationImpl").getDeclaredConstructors().length);
        t("jfr", () -> Class.forName("jdk.jfr.FlightRecorder").getMethod("isAvailable").invoke(null) != null);
        t("group", () -> {
            ThreadGroup g = new ThreadGroup("g");
            Thread th = new Thread(g, () -> {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {}
            });
            g.setMaxPriority(3);
            th.setPriority(9);
            th.start();
            String s = th + " " + g.activeCount() + " " + g;
            th.join();
            g.destroy();
            return s + g.isDestroyed();
        });
        t("start twice", () -> {
            Thread th = new Thread(() -> {});
            th.start();
            th.join();
            th.start();
            return 0;
        });
        t("thread stop", () -> {
            new Thread().suspend();
            return 0;
        });
        t("ccl",
                ()
                        -> Thread.currentThread().getContextClassLoader().getName()
                        + ClassLoader.getPlatformClassLoader().getName()
                        + VmCorners.class.getClassLoader().getUnnamedModule().getName() + Object.class.getClassLoader());
        t("trace", () -> {
            try {
                List.of(1).forEach(x -> { throw new IllegalStateException("in lambda"); });
                return 0;
            } catch (IllegalStateException e) {
                StringWriter w = new StringWriter();
                e.addSuppressed(new Error("sup", e));
                e.printStackTrace(new PrintWriter(w));
                return w.toString().replaceAll("(Lambda\\$)[^.]*", "$1");
            }
        });
        t("exec", () -> {
            Process q = new ProcessBuilder("no-such-program").start();
            return 0;
        });
        System.exit(p2());
    }
    static void make(Cleaner c, CountDownLatch l) { c.register(new Object(), l::countDown); }
    static void fill(Map<Object, String> m) {
        for (int i = 0; i < 100; i++) m.put(new Object(), "");
    }
    static int p2() { return 300 - 256 - 2; }
    static class Fin {
        final String s = new String("f");
        static final Integer T = 3;
        int n;
    }
    static class Deep {
        static final int X = f();
        static int f() { return f() + 1; }
    }
}
