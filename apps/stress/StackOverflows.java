// SPDX-License-Identifier: Apache-2.0
// StackOverflowError through every kind of call, many times each, on the main thread and on threads with small and large stacks.

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

public class StackOverflows {
    interface Body {
        Object run() throws Throwable;
    }

    static int level;

    static int plain(int n) {
        return plain(n + 1) + 1;
    }

    static long wide(long a, long b, double c, double d, long e, long f) {
        return wide(b, a, d, c, f, e) + 1;
    }

    static synchronized int locked(int n) {
        return locked(n + 1) + 1;
    }

    static Object allocating() {
        Object[] a = new Object[10];
        a[0] = allocating();
        return a;
    }

    static void inFinally() {
        try {
            inFinally();
        } finally {
            level++;
        }
    }

    /** The handler at each level calls again and overflows again, a few times. */
    static int retry(int budget) {
        try {
            return retry(budget) + 1;
        } catch (StackOverflowError e) {
            if (level++ < 50) {
                return retry(budget);
            }
            throw e;
        }
    }

    static Object reflective() throws Throwable {
        Method self = StackOverflows.class.getDeclaredMethod("reflective");
        return unwrap(() -> self.invoke(null));
    }

    static Object unwrap(Body body) throws Throwable {
        try {
            return body.run();
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    static class Constructed {
        Constructed() throws Throwable {
            Constructor<?> c = Constructed.class.getDeclaredConstructor();
            unwrap(c::newInstance);
        }
    }

    static final MethodHandle HANDLE;

    static {
        try {
            HANDLE = MethodHandles.lookup().findStatic(StackOverflows.class, "byHandle", MethodType.methodType(Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static Object byHandle() throws Throwable {
        return HANDLE.invoke();
    }

    static Object byHandleWithArguments() throws Throwable {
        return MethodHandles.lookup()
            .findStatic(StackOverflows.class, "byHandleWithArguments", MethodType.methodType(Object.class))
            .invokeWithArguments();
    }

    static Object privileged() {
        return AccessController.doPrivileged((PrivilegedAction<Object>) StackOverflows::privileged);
    }

    static class Ring {
        Object next = this;

        @Override
        public String toString() {
            return "ring of " + next;
        }

        @Override
        public int hashCode() {
            return 31 * next.hashCode() + 1;
        }
    }

    static class Chain implements Serializable {
        private static final long serialVersionUID = 1;
        Chain next;
    }

    static final class Picky implements Comparable<Picky> {
        @Override
        public int compareTo(Picky o) {
            TreeSet<Picky> set = new TreeSet<>();
            set.add(this);
            set.add(o);
            return set.size();
        }
    }

    static final class Unloadable extends ClassLoader {
        Unloadable() {
            super(null);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            return Class.forName(name + "x", false, this);
        }
    }

    /** A hidden class whose initializer defines the next one. */
    static class Initialized {
        static {
            StackOverflows.defineNext();
        }
    }

    static byte[] initializedBytes;

    static Object defineNext() {
        try {
            return MethodHandles.lookup().defineHiddenClass(initializedBytes, true).lookupClass();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    static Object viaProxy() {
        Supplier<?>[] self = new Supplier<?>[1];
        self[0] = (Supplier<?>) Proxy.newProxyInstance(StackOverflows.class.getClassLoader(), new Class<?>[] {Supplier.class},
            (proxy, method, arguments) -> unwrap(() -> method.invoke(self[0])));
        return self[0].get();
    }

    static Object viaStream(int n) {
        return Stream.of(1, 2).map(x -> viaStream(n + 1)).toList();
    }

    static Object viaSort() {
        Integer[] a = {3, 1, 2};
        Arrays.sort(a, (x, y) -> viaSort() == null ? 1 : 0);
        return a;
    }

    static Object viaMap() {
        return new HashMap<Object, Object>().computeIfAbsent("k", k -> viaMap());
    }

    static final Map<String, Body> KINDS = new LinkedHashMap<>();

    static void kinds() throws Throwable {
        try (var in = StackOverflows.class.getResourceAsStream("StackOverflows$Initialized.class")) {
            initializedBytes = in.readAllBytes();
        }
        Ring ring = new Ring();
        Function<Object, Object>[] f = new Function[1];
        f[0] = x -> f[0].apply(x);
        Runnable[] r = new Runnable[1];
        r[0] = () -> {
            synchronized (r) {
                r[0].run();
            }
        };
        KINDS.put("plain", () -> plain(0));
        KINDS.put("wide", () -> wide(1, 2, 3, 4, 5, 6));
        KINDS.put("locked", () -> locked(0));
        KINDS.put("allocating", () -> allocating());
        KINDS.put("finally", () -> {
            inFinally();
            return null;
        });
        KINDS.put("retry", () -> retry(5));
        KINDS.put("reflection", () -> reflective());
        KINDS.put("constructor", () -> new Constructed());
        KINDS.put("handle", () -> byHandle());
        KINDS.put("invokeWithArguments", () -> byHandleWithArguments());
        KINDS.put("privileged", () -> privileged());
        KINDS.put("toString", () -> ring.toString());
        KINDS.put("hashCode", () -> ring.hashCode());
        KINDS.put("lambda", () -> f[0].apply(1));
        KINDS.put("runnable", () -> {
            r[0].run();
            return null;
        });
        KINDS.put("list", () -> {
            List<Object> l = new ArrayList<>();
            l.add(l);
            return l.hashCode();
        });
        KINDS.put("serialization", () -> {
            Chain head = null;
            for (int i = 0; i < 200_000; i++) {
                Chain c = new Chain();
                c.next = head;
                head = c;
            }
            new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(head);
            return null;
        });
        KINDS.put("regex", () -> "a".repeat(1_000_000).matches("(a|b)*"));
        KINDS.put("compareTo", () -> new Picky().compareTo(new Picky()));
        KINDS.put("loader", () -> new Unloadable().loadClass("a"));
        KINDS.put("initializer", () -> defineNext());
        KINDS.put("proxy", () -> viaProxy());
        KINDS.put("stream", () -> viaStream(0));
        KINDS.put("sort", () -> viaSort());
        KINDS.put("map", () -> viaMap());
    }

    static String outcome(Body body) {
        level = 0;
        try {
            Object o = body.run();
            return "returned " + (o == null ? null : o.getClass());
        } catch (StackOverflowError e) {
            return "StackOverflowError " + e.getMessage() + (e.getStackTrace().length > 100 ? " with a trace" : "");
        } catch (Throwable e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return e.getClass().getName() + " of " + root.getClass().getName();
        }
    }

    static int down(int n) {
        return n == 0 ? 0 : 1 + down(n - 1);
    }

    static void all(String where, int rounds, boolean print) {
        KINDS.forEach((name, body) -> {
            String first = null;
            for (int i = 0; i < rounds; i++) {
                String text = outcome(body);
                if (!text.startsWith("StackOverflowError null")) {
                    System.out.println(where + " " + name + ": " + text);
                }
                if (down(200) != 200) {
                    throw new AssertionError();
                }
                first = text;
            }
            if (print) {
                System.out.println(name + ": " + first);
            }
        });
    }

    public static void main(String[] args) throws Throwable {
        int rounds = Integer.parseInt(args[0]);
        kinds();
        all("main", rounds, true);
        for (int i = 1; i < args.length; i++) {
            long size = Long.parseLong(args[i]) << 10;
            Thread[] threads = new Thread[4];
            for (int k = 0; k < threads.length; k++) {
                threads[k] = new Thread(null, () -> all("thread", 1, false), "deep", size);
                threads[k].start();
                if (size > 4 << 20) {
                    threads[k].join();
                }
            }
            for (Thread t : threads) {
                t.join();
            }
            System.out.println("threads with " + (size >> 10) + " KB");
        }
        System.out.println("locks are free: " + !Thread.holdsLock(StackOverflows.class));
    }
}
