// SPDX-License-Identifier: Apache-2.0
// Many threads load, link and initialize the same classes at the same moment, through one loader and through many, and link
// the same invokedynamic call sites for the first time together.

import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;

public class ClassesAtOnce {
    static final int THREADS = 16;

    /** Counts how often initializers run; lives in the parent of all loaders. */
    public static final class Count {
        public static final AtomicInteger INITIALIZED = new AtomicInteger();
        public static final AtomicInteger FAILED = new AtomicInteger();
    }

    interface Body {
        Object run(int thread) throws Throwable;
    }

    static List<Object> together(Body body) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        Object[] results = new Object[THREADS];
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            int id = i;
            threads[i] = new Thread(() -> {
                try {
                    barrier.await();
                    results[id] = body.run(id);
                } catch (Throwable e) {
                    results[id] = e;
                }
            });
            threads[i].start();
        }
        for (Thread t : threads) {
            t.join();
        }
        return Arrays.asList(results);
    }

    static final class Loader extends ClassLoader {
        static {
            registerAsParallelCapable();
        }

        final boolean parallel;

        Loader(boolean parallel) {
            super(ClassesAtOnce.class.getClassLoader());
            this.parallel = parallel;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("Loaded")) {
                return super.loadClass(name, resolve);
            }
            if (parallel) {
                // No lock at all: define must let exactly one thread win.
                Class<?> c = findLoadedClass(name);
                if (c != null) {
                    return c;
                }
                try {
                    return define(name);
                } catch (LinkageError e) {
                    c = findLoadedClass(name);
                    if (c == null) {
                        throw e;
                    }
                    return c;
                }
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> c = findLoadedClass(name);
                return c != null ? c : define(name);
            }
        }

        Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = ClassesAtOnce.class.getResourceAsStream(name + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (java.io.IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    public static int slow(int x) {
        Count.INITIALIZED.incrementAndGet();
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return x;
    }

    static Object make(ClassLoader loader) throws ReflectiveOperationException {
        var constructor = Class.forName("LoadedLeaf", true, loader).getDeclaredConstructor();
        constructor.setAccessible(true);
        return ((Supplier<?>) constructor.newInstance()).get();
    }

    static void loading(int rounds) throws Exception {
        for (boolean parallel : new boolean[] {false, true}) {
            Set<Object> texts = new HashSet<>();
            for (int r = 0; r < rounds; r++) {
                Loader loader = new Loader(parallel);
                List<Object> results = together(id -> make(loader));
                texts.addAll(results);
                List<Object> failures = together(id -> Class.forName("LoadedFailing", true, loader));
                int initializer = 0;
                int later = 0;
                for (Object f : failures) {
                    if (f instanceof ExceptionInInitializerError) {
                        initializer++;
                    } else if (f instanceof NoClassDefFoundError) {
                        later++;
                    } else {
                        System.out.println(f);
                    }
                }
                if (initializer != 1 || later != THREADS - 1) {
                    System.out.println("failed initializer: " + initializer + " " + later);
                }
            }
            System.out.println(texts);
        }
        // Each loader: the interface, three classes, the failing one.
        System.out.println(Count.INITIALIZED.get() == 10 * rounds);
        System.out.println(Count.FAILED.get() == 2 * rounds);
        List<Object> many = together(id -> {
            Object last = null;
            for (int r = 0; r < rounds; r++) {
                Loader own = new Loader(id % 2 == 0);
                last = make(own);
            }
            return last;
        });
        System.out.println(new HashSet<>(many));
    }

    static class InA {
        static final Object VALUE = InB.make("a");

        static Object touch() {
            return "A";
        }
    }

    static class InB {
        static final Object VALUE = "b";

        static Object make(String s) {
            return s + VALUE;
        }
    }

    static class Linked {
        int field;
    }

    static void linking() throws Exception {
        // Every thread comes to the same unlinked call sites.
        List<Object> texts = together(id -> {
            StringBuilder s = new StringBuilder();
            Supplier<String> a = () -> "supplier";
            IntBinaryOperator plus = Integer::sum;
            Function<Object, String> toText = Object::toString;
            Runnable nothing = () -> { };
            nothing.run();
            s.append(a.get()).append(plus.applyAsInt(2, 3)).append(toText.apply(7L));
            String concat = "i" + s.length() + 'c' + 1.5 + true + null + 10L;
            record Local(int x, String y) {
            }
            return concat + new Local(3, "y") + new Local(3, "y").equals(new Local(3, "y")) + new Local(1, "z").hashCode();
        });
        System.out.println(new HashSet<>(texts));
        System.out.println(new HashSet<>(together(id -> id % 2 == 0 ? InA.VALUE : InA.touch() + "" + InB.VALUE)));
        List<Object> handles = together(id -> {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle h = lookup.findStatic(Math.class, "max", MethodType.methodType(int.class, int.class, int.class));
            MethodHandle bound = MethodHandles.insertArguments(h, 0, 5);
            VarHandle v = lookup.findVarHandle(Linked.class, "field", int.class);
            Linked object = new Linked();
            int sum = 0;
            for (int i = 0; i < 200; i++) {
                sum += (int) h.invokeExact(i, 50) + (int) bound.invoke((short) i);
                sum += (int) v.getAndAdd(object, 1);
                v.compareAndSet(object, 0, 1);
            }
            return sum;
        });
        System.out.println(new HashSet<>(handles));
        Set<Object> types = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        together(id -> {
            for (int i = 0; i < 20; i++) {
                List<Class<?>> parameters = new ArrayList<>();
                for (int k = 0; k < i; k++) {
                    parameters.add(k % 2 == 0 ? int.class : String.class);
                }
                MethodType type = MethodType.methodType(void.class, parameters);
                types.add(type);
                MethodHandles.empty(type).invokeWithArguments(Arrays.asList(filler(i)));
            }
            return null;
        });
        System.out.println(types.size());
        System.out.println(new HashSet<>(together(id -> {
            Object o = java.lang.reflect.Proxy.newProxyInstance(ClassesAtOnce.class.getClassLoader(), new Class<?>[] {Supplier.class, Runnable.class},
                (p, m, a) -> m.getName());
            return ((Supplier<?>) o).get() + o.getClass().getSimpleName().substring(0, 6);
        })));
        Set<Object> names = new HashSet<>(together(id -> ("intern" + (Object) "ed").intern()));
        System.out.println(names + " " + (names.iterator().next() == "interned"));
        System.out.println(new HashSet<>(together(id -> String.valueOf(int[][][].class) + new InA[2][3].getClass())));
    }

    static Object[] filler(int n) {
        Object[] a = new Object[n];
        for (int i = 0; i < n; i++) {
            a[i] = i % 2 == 0 ? (Object) i : "s";
        }
        return a;
    }

    public static void main(String[] args) throws Exception {
        linking();
        loading(Integer.parseInt(args[0]));
    }
}

interface LoadedShape {
    int SIZE = ClassesAtOnce.slow(7);

    default int size() {
        return SIZE;
    }
}

class LoadedBase implements LoadedShape {
    static final int BASE = ClassesAtOnce.slow(1);
}

class LoadedMiddle extends LoadedBase {
    static final int MIDDLE = ClassesAtOnce.slow(BASE + 1);
}

class LoadedLeaf extends LoadedMiddle implements Supplier<Object> {
    static final int LEAF = ClassesAtOnce.slow(MIDDLE + 1);
    static final LoadedRecord PAIR = new LoadedRecord("x", LEAF);

    @Override
    public Object get() {
        Function<Integer, Integer> add = x -> x + LEAF;
        LoadedColor color = LoadedColor.values()[LEAF % 3];
        String text = "leaf " + add.apply(size()) + " " + PAIR + " " + color;
        return switch (color) {
            case RED -> text + "!";
            case GREEN -> text + "?";
            case BLUE -> text;
        };
    }
}

record LoadedRecord(String name, int value) {
}

enum LoadedColor {
    RED, GREEN {
        @Override
        int code() {
            return ClassesAtOnce.slow(5);
        }
    },
    BLUE;

    int code() {
        return 1;
    }
}

class LoadedFailing {
    static {
        ClassesAtOnce.Count.FAILED.incrementAndGet();
        if (ClassesAtOnce.slow(1) == 1) {
            throw new IllegalStateException("initializer");
        }
    }

    public static int value;
}
