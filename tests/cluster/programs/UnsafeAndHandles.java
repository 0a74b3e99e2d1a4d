// Shows sun.misc.Unsafe, VarHandles of every type in every mode, and method handles, on objects and
// arrays that another thread has made.
import java.lang.invoke.*;
import java.lang.reflect.*;
import java.nio.*;
import java.util.*;
import java.util.concurrent.Callable;

public class UnsafeAndHandles {
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
        Thread t = new Thread(r);
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
            System.out.println(name + ": " + show(j.go()));
        } catch (Throwable e) {
            System.out.println(
                name + " threw " + e + (e.getCause() != null ? " / " + e.getCause() : ""));
        }
    }
    static String show(Object o) {
        if (o == null || !o.getClass().isArray()) return String.valueOf(o);
        if (o instanceof Object[]) return Arrays.deepToString((Object[]) o);
        StringBuilder s = new StringBuilder("[");
        for (int i = 0; i < Array.getLength(o); i++)
            s.append(i > 0 ? ", " : "").append(Array.get(o, i));
        return s + "]";
    }
    static class F {
        boolean z = true;
        byte b = 1;
        char c = 'c';
        short s = 2;
        int i = 3;
        long l = 4;
        float f = 5;
        double d = 6;
        String t = "t";
        Object o = "o";
        volatile int vi;
        final int fin = 9;
        static int st = 10;
        int[] arr = {1, 2, 3};
        int m(int a, String b) { return a + b.length() + i; }
        static String sm(Object... xs) { return "sm" + xs.length; }
        private String pm() { return "pm" + i; }
        int va(int... xs) {
            int r = i;
            for (int x : xs) r += x;
            return r;
        }
    }
    static class G extends F {
        int m(int a, String b) { return -super.m(a, b); }
    }
    static sun.misc.Unsafe U;
    public static void main(String[] a) throws Exception {
        Field uf = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        uf.setAccessible(true);
        U = (sun.misc.Unsafe) uf.get(null);
        for (int round = 0; round < 2; round++) {
            F x = far(F::new);
            int[] ia = far(() -> new int[] {1, 2, 3, 4});
            long[] la = far(() -> new long[] {1, 2, 3, 4});
            byte[] ba = far(() -> new byte[32]);
            Object[] oa = far(() -> new Object[] {"x", 1, null, new int[] {7}});
            String[] sa = far(() -> new String[] {"p", "q"});
            double[] da = far(() -> new double[] {1.5, 2.5});
            char[] ca = far(() -> "hello".toCharArray());
            boolean[] za = far(() -> new boolean[2]);
            // Unsafe
            for (String n : new String[] {"z", "b", "c", "s", "i", "l", "f", "d", "t"}) {
                Field f = F.class.getDeclaredField(n);
                long off = U.objectFieldOffset(f);
                p("unsafe " + n, () -> {
                    switch (n) {
                        case "z":
                            U.putBoolean(x, off, !U.getBoolean(x, off));
                            return U.getBooleanVolatile(x, off);
                        case "b":
                            U.putByte(x, off, (byte) -5);
                            return U.getByteVolatile(x, off);
                        case "c":
                            U.putCharVolatile(x, off, '\uffff');
                            return (int) U.getChar(x, off);
                        case "s":
                            U.putShortVolatile(x, off, (short) -300);
                            return U.getShort(x, off);
                        case "i":
                            U.putOrderedInt(x, off, 77);
                            U.getAndAddInt(x, off, 3);
                            return U.compareAndSwapInt(x, off, 80, 81) + " "
                                + U.compareAndSwapInt(x, off, 80, 82) + " "
                                + U.getAndSetInt(x, off, 5) + U.getInt(x, off);
                        case "l":
                            U.putOrderedLong(x, off, 1L << 40);
                            U.getAndAddLong(x, off, 3);
                            return U.compareAndSwapLong(x, off, (1L << 40) + 3, 8) + " "
                                + U.getAndSetLong(x, off, 5) + U.getLong(x, off);
                        case "f":
                            U.putFloat(x, off, Float.NaN);
                            return U.getFloatVolatile(x, off);
                        case "d":
                            U.putDouble(x, off, -0.0);
                            return U.getDoubleVolatile(x, off);
                        default:
                            U.putObject(x, off, "new");
                            return U.compareAndSwapObject(x, off, "new", "newer") + " "
                                + U.getAndSetObject(x, off, "z") + U.getObjectVolatile(x, off);
                    }
                });
            }
            p("unsafe arr", () -> {
                long b = U.arrayBaseOffset(int[].class), s = U.arrayIndexScale(int[].class);
                U.putInt(ia, b + 2 * s, 33);
                U.getAndAddInt(ia, b, 5);
                U.compareAndSwapInt(ia, b + s, 2, 22);
                return ia;
            });
            p("unsafe oarr", () -> {
                long b = U.arrayBaseOffset(Object[].class), s = U.arrayIndexScale(Object[].class);
                U.putObject(oa, b + 2 * s, x.t);
                return U.getObject(oa, b) + " " + U.compareAndSwapObject(oa, b, oa[0], sa[1])
                    + oa[0] + oa[2];
            });
            p("unsafe wide in bytes", () -> {
                long b = U.arrayBaseOffset(byte[].class);
                U.putLong(ba, b + 8, 0x0102030405060708L);
                U.putInt(ba, b, -2);
                U.putShort(ba, b + 5, (short) 0x1234);
                return show(ba) + U.getLong(ba, b + 8) + " " + U.getInt(ba, b + 12);
            });
            p("unsafe copy", () -> {
                byte[] mine = new byte[32];
                U.copyMemory(ba, U.arrayBaseOffset(byte[].class), mine,
                    U.arrayBaseOffset(byte[].class) + 1, 20);
                mine[31] = 3;
                U.copyMemory(
                    mine, U.arrayBaseOffset(byte[].class), ba, U.arrayBaseOffset(byte[].class), 32);
                return ba;
            });
            p("unsafe set", () -> {
                U.setMemory(ba, U.arrayBaseOffset(byte[].class) + 3, 5, (byte) 9);
                return ba;
            });
            p("unsafe off heap", () -> {
                long m = far(() -> {
                    long q = U.allocateMemory(64);
                    U.setMemory(q, 64, (byte) 1);
                    U.putLong(q + 8, 42);
                    return q;
                });
                long v = U.getLong(m + 8);
                U.copyMemory(null, m, ba, U.arrayBaseOffset(byte[].class), 32);
                U.putInt(m, 5);
                int w = far(() -> U.getInt(m));
                m2 = U.reallocateMemory(m, 128);
                long vv = U.getLong(m2 + 8);
                U.freeMemory(m2);
                return v + " " + w + " " + vv + show(ba);
            });
            p("allocate", () -> {
                F y = (F) far(() -> U.allocateInstance(F.class));
                return y.i + " " + y.t + y.arr + y.fin;
            });
            p("throw", () -> {
                U.throwException(far(() -> new java.io.IOException("far")));
                return 0;
            });
            p("static base", () -> {
                Field f = F.class.getDeclaredField("st");
                Object base = far(() -> U.staticFieldBase(f));
                long off = far(() -> U.staticFieldOffset(f));
                U.putInt(base, off, U.getInt(base, off) + 1);
                int v = far(() -> U.getInt(base, off));
                return v == F.st;
            });
            // VarHandles
            MethodHandles.Lookup L = MethodHandles.lookup();
            for (Class<?> t : new Class<?>[] {boolean.class, byte.class, char.class, short.class,
                     int.class, long.class, float.class, double.class, String.class}) {
                String n = t == String.class ? "t"
                    : t == boolean.class     ? "z"
                                             : t.getName().substring(0, 1);
                VarHandle vh = far(() -> L.findVarHandle(F.class, n, t));
                Object v0 = vh.get(x);
                for (VarHandle.AccessMode m : VarHandle.AccessMode.values()) {
                    p("vh " + t + " " + m, () -> {
                        if (!vh.isAccessModeSupported(m)) {
                            try {
                                vh.toMethodHandle(m).invoke(x);
                            } catch (UnsupportedOperationException | WrongMethodTypeException e) {
                                return e.getClass();
                            }
                            return "?";
                        }
                        MethodHandle h = vh.toMethodHandle(m);
                        int k = h.type().parameterCount();
                        Object r = k == 1 ? h.invoke(x)
                            : k == 2      ? h.invokeWithArguments(x, v0)
                                          : h.invokeWithArguments(x, v0, v0);
                        return r + " " + vh.get(x);
                    });
                }
            }
            p("vh view", () -> {
                VarHandle v =
                    MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
                v.set(ba, 8, 77L);
                VarHandle w =
                    MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
                w.setVolatile(ba, 16, 9);
                return v.get(ba, 8) + " " + w.getAndAdd(ba, 16, 4) + w.getVolatile(ba, 16)
                    + w.compareAndSet(ba, 16, 13, 14) + show(ba);
            });
            p("vh view oob",
                ()
                    -> MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
                        .get(ba, 30));
            p("vh buffer", () -> {
                ByteBuffer bb = far(() -> ByteBuffer.allocate(32));
                ByteBuffer dd = far(() -> ByteBuffer.allocateDirect(32));
                VarHandle v =
                    MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
                v.set(bb, 8, 77L);
                v.set(dd, 8, 78L);
                return v.get(bb, 8) + " " + v.get(dd, 8) + " " + v.getAndAdd(dd, 8, 1L)
                    + dd.getLong(8) + bb.getLong(8);
            });
            p("vh array", () -> {
                VarHandle v = far(() -> MethodHandles.arrayElementVarHandle(String[].class));
                v.setRelease(sa, 0, "zz");
                return v.compareAndExchange(sa, 1, "q", "qq") + show(sa);
            });
            p("vh array cce", () -> {
                VarHandle v = MethodHandles.arrayElementVarHandle(Object[].class);
                v.set((Object[]) sa, 0, (Object) 1);
                return show(sa);
            });
            p("vh array oob", () -> {
                MethodHandles.arrayElementVarHandle(int[].class).set(ia, 4, 1);
                return 0;
            });
            p("vh null", () -> {
                L.findVarHandle(F.class, "i", int.class).set((F) null, 1);
                return 0;
            });
            p("vh final", () -> {
                L.findVarHandle(F.class, "fin", int.class).set(x, 1);
                return 0;
            });
            // MethodHandles
            F y = round % 2 == 0 ? x : far(G::new);
            MethodHandle m =
                far(()
                        -> L.findVirtual(F.class, "m",
                            MethodType.methodType(int.class, int.class, String.class)));
            p("mh virtual", () -> (int) m.invokeExact(y, 1, "ab"));
            p("mh bind", () -> m.bindTo(y).invoke(2, "abc"));
            p("mh far bind", () -> far(() -> m.bindTo(y)).invokeWithArguments(2, "abc"));
            p("mh spread",
                ()
                    -> m.bindTo(y)
                        .asSpreader(Object[].class, 2)
                        .invoke(far(() -> new Object[] {4, "four"})));
            p("mh spread bad",
                ()
                    -> m.bindTo(y)
                        .asSpreader(Object[].class, 2)
                        .invoke(far(() -> new Object[] {4})));
            p("mh spread bad2",
                ()
                    -> m.bindTo(y)
                        .asSpreader(Object[].class, 2)
                        .invoke(far(() -> new Object[] {"a", "b"})));
            p("mh varargs",
                ()
                    -> L.findVirtual(F.class, "va", MethodType.methodType(int.class, int[].class))
                        .invoke(y, 1, 2, 3));
            p("mh varargs arr",
                ()
                    -> L.findVirtual(F.class, "va", MethodType.methodType(int.class, int[].class))
                        .invoke(y, ia));
            p("mh static",
                ()
                    -> L.findStatic(
                            F.class, "sm", MethodType.methodType(String.class, Object[].class))
                        .invoke((Object[]) oa));
            p("mh private",
                () -> L.findVirtual(F.class, "pm", MethodType.methodType(String.class)).invoke(y));
            p("mh unreflect",
                () -> far(() -> L.unreflect(F.class.getDeclaredMethod("pm"))).invoke(y));
            p("mh getter", () -> {
                MethodHandle g = L.findGetter(F.class, "arr", int[].class),
                             s = L.findSetter(F.class, "arr", int[].class);
                s.invoke(y, ia);
                return ((int[]) g.invoke(y)) == ia;
            });
            p("mh arrays", () -> {
                MethodHandles.arrayElementSetter(int[].class).invoke(ia, 1, 99);
                return MethodHandles.arrayElementGetter(int[].class).invoke(ia, 1) + " "
                    + MethodHandles.arrayLength(int[].class).invoke(ia)
                    + MethodHandles.arrayElementGetter(Object[].class).invoke(oa, 0);
            });
            p("mh aioobe", () -> MethodHandles.arrayElementGetter(int[].class).invoke(ia, 4));
            p("mh insert", () -> MethodHandles.insertArguments(m, 0, y, 3).invoke("xyz"));
            p("mh fold",
                ()
                    -> MethodHandles
                        .foldArguments(MethodHandles.dropArguments(
                                           MethodHandles.identity(Object.class), 1, F.class),
                            far(()
                                    -> L.findVirtual(
                                            F.class, "pm", MethodType.methodType(String.class))
                                        .asType(MethodType.methodType(Object.class, F.class))))
                        .invoke(y));
            p("mh catch",
                ()
                    -> MethodHandles
                        .catchException(L.findVirtual(String.class, "charAt",
                                            MethodType.methodType(char.class, int.class)),
                            Exception.class,
                            MethodHandles.dropArguments(
                                MethodHandles.constant(char.class, '!'), 0, Exception.class))
                        .invoke(x.t, 99));
            p("mh special", () -> {
                MethodHandle s =
                    far(()
                            -> MethodHandles.privateLookupIn(G.class, L)
                                .findSpecial(F.class, "m",
                                    MethodType.methodType(int.class, int.class, String.class),
                                    G.class));
                return s.invoke(far(G::new), 1, "a");
            });
            p("mh wrong", () -> { return (String) m.invokeExact(y, 1, "ab"); });
            p("mh npe", () -> m.invoke((F) null, 1, "a"));
            p("mh cce", () -> m.invoke((Object) "s", 1, "a"));
            p("mh ctor",
                ()
                    -> ((F) far(() -> L.findConstructor(F.class, MethodType.methodType(void.class)))
                            .invoke())
                        .i);
            p("mh reveal",
                ()
                    -> L.revealDirect(far(
                        () -> L.findVirtual(F.class, "pm", MethodType.methodType(String.class)))));
            p("mh proxies", () -> {
                Comparator<?> c =
                    far(()
                            -> MethodHandleProxies.asInterfaceInstance(Comparator.class,
                                MethodHandles.dropArguments(MethodHandles.constant(int.class, 5), 0,
                                    Object.class, Object.class)));
                return ((Comparator<Object>) c).compare(x, y) + " "
                    + MethodHandleProxies.isWrapperInstance(c);
            });
            p("switch point", () -> {
                SwitchPoint s = far(SwitchPoint::new);
                MethodHandle g = s.guardWithTest(MethodHandles.constant(String.class, "before"),
                    MethodHandles.constant(String.class, "after"));
                Object r = g.invoke();
                far(() -> {
                    SwitchPoint.invalidateAll(new SwitchPoint[] {s});
                    return 0;
                });
                return r + " " + g.invoke() + s.hasBeenInvalidated();
            });
            p("mutable site", () -> {
                MutableCallSite s =
                    far(() -> new MutableCallSite(MethodHandles.constant(int.class, 1)));
                MethodHandle d = s.dynamicInvoker();
                Object r = d.invoke();
                far(() -> {
                    s.setTarget(MethodHandles.constant(int.class, 2));
                    MutableCallSite.syncAll(new MutableCallSite[] {s});
                    return 0;
                });
                s.getTarget();
                return r + " " + d.invoke();
            });
            p("metafactory", () -> {
                CallSite s =
                    far(()
                            -> LambdaMetafactory.metafactory(L, "call",
                                MethodType.methodType(Callable.class, F.class),
                                MethodType.methodType(Object.class),
                                L.findVirtual(F.class, "pm", MethodType.methodType(String.class)),
                                MethodType.methodType(Object.class)));
                return ((Callable<?>) s.getTarget().invoke(y)).call();
            });
            p("loop",
                ()
                    -> MethodHandles
                        .countedLoop(MethodHandles.constant(int.class, 3),
                            MethodHandles.constant(String.class, "s"),
                            far(()
                                    -> L.findStatic(UnsafeAndHandles.class, "step",
                                        MethodType.methodType(
                                            String.class, String.class, int.class))))
                        .invoke());
            p("tostring",
                ()
                    -> far(() -> m.type()) + " "
                    + m.type().equals(far(
                        () -> MethodType.methodType(int.class, F.class, int.class, String.class)))
                    + (m.type() == far(() -> m.type())));
        }
    }
    static long m2;
    static String step(String v, int i) { return v + i; }
}
