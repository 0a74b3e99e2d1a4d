// SPDX-License-Identifier: Apache-2.0
// A mixed load for a given number of seconds: the resident set must stop growing after the first third. Everything that a VM
// keeps a record of comes and goes: threads, inflated monitors, interned strings, references, stack traces, JNI references.

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

public class MixedLoad {
    interface Work {
        void run(int i) throws Throwable;
    }

    static volatile Object sink;
    static volatile boolean end;
    static final AtomicLong ROUNDS = new AtomicLong();
    static final Cleaner CLEANER = Cleaner.create();

    static void threads(int i) throws Exception {
        Thread[] all = new Thread[10];
        ThreadLocal<byte[]> local = ThreadLocal.withInitial(() -> new byte[1000]);
        for (int k = 0; k < all.length; k++) {
            all[k] = new Thread(() -> sink = local.get());
            all[k].start();
        }
        for (Thread t : all) {
            t.join();
        }
    }

    static void monitors(int i) throws Exception {
        for (int k = 0; k < 200; k++) {
            Object o = new Object();
            synchronized (o) {
                if (k % 10 == 0) {
                    o.wait(0, 1);  // inflates
                }
                sink = o.hashCode();
            }
        }
    }

    static void strings(int i) {
        Map<String, Integer> map = new HashMap<>();
        for (int k = 0; k < 500; k++) {
            String s = ("fresh " + i + " " + k).intern();
            map.put(s, k);
        }
        sink = map.keySet().stream().filter(s -> s.hashCode() % 2 == 0).sorted().collect(Collectors.joining(","));
        sink = String.format("%d %s %.3f", i, "x", i / 3.0) + "a,b,c".split(",").length;
    }

    static void exceptions(int i) {
        for (int k = 0; k < 50; k++) {
            try {
                deep(k);
            } catch (IllegalStateException e) {
                sink = e.getStackTrace();
            }
            try {
                sink = new int[-1 - k];
            } catch (NegativeArraySizeException e) {
                sink = e;
            }
        }
    }

    static void deep(int n) {
        if (n == 0) {
            throw new IllegalStateException("deep");
        }
        deep(n - 1);
    }

    public static int reflected(int a, Integer b) {
        return a + b;
    }

    static void reflection(int i) throws Throwable {
        Method m = MixedLoad.class.getMethod("reflected", int.class, Integer.class);
        MethodHandle h = MethodHandles.lookup().findStatic(MixedLoad.class, "reflected", MethodType.methodType(int.class, int.class, Integer.class));
        for (int k = 0; k < 50; k++) {
            sink = m.invoke(null, k, i);
            sink = (int) h.invoke(k, (Integer) i);
            sink = MethodHandles.insertArguments(h, 0, k).invoke((Integer) k);
            sink = java.lang.reflect.Array.newInstance(String.class, k);
            sink = MixedLoad.class.getDeclaredMethods();
        }
        Supplier<?> p = (Supplier<?>) java.lang.reflect.Proxy.newProxyInstance(MixedLoad.class.getClassLoader(), new Class<?>[] {Supplier.class}, (o, me, a) -> 1);
        sink = p.get();
        try {
            Class.forName("does.not.Exist" + i % 10);
        } catch (ClassNotFoundException e) {
            sink = e;
        }
    }

    static class Resource {
        @Override
        @SuppressWarnings({"deprecation", "removal"})
        protected void finalize() {
            sink = this;
        }
    }

    static final WeakHashMap<Object, byte[]> WEAK = new WeakHashMap<>();

    static void references(int i) {
        for (int k = 0; k < 100; k++) {
            sink = new WeakReference<>(new Object());
            sink = new Resource();
            CLEANER.register(new Object(), () -> sink = null);
            synchronized (WEAK) {
                WEAK.put(new Object(), new byte[100]);
            }
        }
        sink = ByteBuffer.allocateDirect(10_000);
    }

    static void library(int i) throws Exception {
        byte[] data = new byte[20_000];
        for (int k = 0; k < data.length; k++) {
            data[k] = (byte) (k * i);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(data);
        }
        sink = MessageDigest.getInstance("SHA-256").digest(out.toByteArray());
        sink = Pattern.compile("(a+)(b|c)*" + i % 100).matcher("aaabcbc" + i).find();
        sink = BigInteger.valueOf(i + 3).pow(50).mod(BigInteger.valueOf(1_000_003));
        File file = File.createTempFile("mixed", ".bin");
        Path path = file.toPath();
        Files.write(path, data);
        sink = Files.readAllBytes(path);
        file.delete();
    }

    static void network(int i) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread t = new Thread(() -> {
                try (Socket s = server.accept()) {
                    s.getOutputStream().write(s.getInputStream().read());
                } catch (java.io.IOException e) {
                    throw new AssertionError(e);
                }
            });
            t.start();
            try (Socket s = new Socket(server.getInetAddress(), server.getLocalPort())) {
                s.getOutputStream().write(5);
                if (s.getInputStream().read() != 5) {
                    throw new AssertionError();
                }
            }
            t.join();
        }
    }

    static final ConcurrentHashMap<Integer, List<int[]>> CACHE = new ConcurrentHashMap<>();

    static void collections(int i) {
        List<int[]> list = new ArrayList<>();
        for (int k = 0; k < 300; k++) {
            list.add(new int[k]);
        }
        CACHE.put(i % 40, list);
        TreeMap<Integer, Object> tree = new TreeMap<>();
        for (int k = 0; k < 1000; k++) {
            tree.put(k * 7919 % 1009, list);
        }
        sink = IntStream.range(0, 2000).parallel().mapToObj(Integer::toString).collect(Collectors.toList());
        sink = tree;
    }

    static void pools(int i) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        CompletableFuture<Integer> f = CompletableFuture.supplyAsync(() -> 1, pool).thenApplyAsync(x -> x + 1, pool);
        f.get();
        pool.shutdown();
    }

    static long resident() throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new AssertionError();
    }

    public static void main(String[] args) throws Exception {
        int seconds = Integer.parseInt(args[0]);
        Work[] works = {MixedLoad::threads, MixedLoad::monitors, MixedLoad::strings, MixedLoad::exceptions, MixedLoad::reflection,
            MixedLoad::references, MixedLoad::library, MixedLoad::network, MixedLoad::collections, MixedLoad::pools};
        Throwable[] failure = new Throwable[1];
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            int id = i;
            threads[i] = new Thread(() -> {
                try {
                    for (int r = id; !end; r++) {
                        works[r % works.length].run(r);
                        ROUNDS.incrementAndGet();
                    }
                } catch (Throwable e) {
                    failure[0] = e;
                    e.printStackTrace();
                    end = true;
                }
            });
            threads[i].start();
        }
        long highest = 0;
        long later = 0;
        StringBuilder series = new StringBuilder();
        for (int i = 0; i < seconds * 4 && !end; i++) {
            Thread.sleep(250);
            long now = resident();
            if (i < seconds * 4 / 3) {
                highest = Math.max(highest, now);
            } else {
                later = Math.max(later, now);
            }
            if (i % (seconds / 4 + 1) == 0) {
                series.append(now / 1024).append(' ');
            }
        }
        end = true;
        for (Thread t : threads) {
            t.join();
        }
        if (later > highest + highest / 8 + 12_000) {
            System.out.println("the resident set grows: " + series);
        }
        System.err.println("rounds " + ROUNDS.get() + ", MB: " + series);
        System.out.println("done " + failure[0]);
    }
}
