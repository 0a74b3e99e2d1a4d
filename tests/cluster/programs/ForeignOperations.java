// Shows what every kind of operation does to objects and arrays that another thread has made: plain and
// volatile accesses, reflection, handles, updaters, buffers, digests, strings; and how each one fails.
import java.lang.invoke.*;
import java.lang.reflect.*;
import java.nio.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.zip.*;

public class ForeignOperations {
    static class Data implements Cloneable {
        boolean z = true;
        byte b = -5;
        char c = 'x';
        short s = -300;
        int i = 70000;
        long l = 1L << 40;
        float f = 1.5f;
        double d = -2.25;
        Object o = "obj";
        String str = "s";
        volatile int vi = 1;
        volatile long vl = 2;
        volatile Object vo = "vo";
        volatile byte vb;
        volatile boolean vz;
        volatile short vs;
        volatile char vc;
        volatile float vf;
        volatile double vd;
        int[] ia = {3, 1, 2};
        long[] la = {1, 2, 3};
        byte[] ba = "hello world".getBytes();
        char[] ca = "chars".toCharArray();
        Object[] oa = {"a", 1, null};
        String[] sa = {"q", "r"};
        double[] da = {2.5, 1.5};
        boolean[] za = {true, false};
        short[] sha = {1, 2};
        float[] fa = {1f, 2f};
        int[][] iaa = {{1, 2}, {3}, null};
        Integer[] inta = {3, 1, 2};
        private int hidden = 9;
        final int fin = 11;
        private String secret(int n) { return "secret" + n; }
        public Object clone() throws CloneNotSupportedException { return super.clone(); }
        Object plainClone() throws CloneNotSupportedException { return new Plain().cl(); }
        int thrower(int n) {
            if (n == 0) throw new IllegalStateException("deep");
            return thrower(n - 1) + 1;
        }
    }
    static class Plain {
        Object cl() throws CloneNotSupportedException { return super.clone(); }
    }
    static class Maker implements Runnable {
        Data made;
        Object lock = new Object();
        public void run() { made = new Data(); }
    }
    interface Act {
        Object run() throws Throwable;
    }
    static void attempt(String n, Act a) {
        try {
            Object r = a.run();
            System.out.println(n + " = " + show(r));
        } catch (Throwable e) {
            System.out.println(n + " ! " + e + (e.getCause() != null ? " / " + e.getCause() : ""));
        }
    }
    static String show(Object o) {
        if (o == null) return "null";
        if (o instanceof int[] x) return Arrays.toString(x);
        if (o instanceof long[] x) return Arrays.toString(x);
        if (o instanceof byte[] x) return Arrays.toString(x);
        if (o instanceof char[] x) return Arrays.toString(x);
        if (o instanceof Object[] x) return Arrays.deepToString(x);
        if (o instanceof double[] x) return Arrays.toString(x);
        if (o instanceof boolean[] x) return Arrays.toString(x);
        return o.toString();
    }
    public static void main(String[] args) throws Throwable {
        for (int k = 0; k < 3; k++) {
            Maker m = new Maker();
            Thread t = new Thread(m);
            t.start();
            t.join();
            Data d = m.made;
            monitorsAndClones(d);
            failures(d);
            copies(d);
            arrays(d);
            strings(d);
            libraries(d);
            reflection(d);
            handles(d);
            others(d, m);
        }
    }

    static void monitorsAndClones(Data d) throws Exception {
        attempt("notify", () -> {
            d.notify();
            return 0;
        });
        attempt("wait", () -> {
            d.wait(5);
            return 0;
        });
        attempt("waitneg", () -> {
            d.wait(-1);
            return 0;
        });
        attempt("wait2", () -> {
            d.wait(1, 1000000);
            return 0;
        });
        attempt("clone", () -> ((Data) d.clone()).i);
        attempt("clone2", () -> ((Data) d.clone()).ia == d.ia);
        attempt("uncl", d::plainClone);
        attempt("aclone", () -> d.ia.clone());
        attempt("oclone", () -> d.oa.clone());
        attempt("2clone", () -> d.iaa.clone()[0] == d.iaa[0]);
    }

    static void failures(Data d) throws Exception {
        attempt("oob", () -> d.ia[3]);
        attempt("oobneg", () -> d.ba[-1]);
        attempt("oobst", () -> {
            d.la[7] = 1;
            return 0;
        });
        attempt("ase", () -> {
            ((Object[]) d.sa)[0] = 1;
            return 0;
        });
        attempt("npe", () -> d.iaa[2][0]);
        attempt("npe2", () -> {
            Data x = k(d);
            return x.ia[0];
        });
        attempt("npe3", () -> ((Data) d.oa[2]).str.length());
        attempt("cce", () -> (Integer) d.o);
        attempt("cce2", () -> (String[]) d.oa);
        attempt("cce3", () -> ((Comparable<Object>) (Object) d.i).compareTo(d.o));
        attempt("div", () -> d.i / (d.vb));
    }

    static void copies(Data d) throws Exception {
        attempt("ac1", () -> {
            System.arraycopy(d.ia, 0, d.la, 0, 1);
            return 0;
        });
        attempt("ac2", () -> {
            System.arraycopy(d.ia, 2, d.ia, 0, 2);
            return 0;
        });
        attempt("ac3", () -> {
            System.arraycopy(d.oa, 0, d.sa, 0, 2);
            return d.sa;
        });
        attempt("ac3b", () -> d.sa);
        attempt("ac4", () -> {
            System.arraycopy(d, 0, d.sa, 0, 2);
            return 0;
        });
        attempt("ac5", () -> {
            System.arraycopy(d.ia, -1, new int[2], 0, 1);
            return 0;
        });
        attempt("ac6", () -> {
            System.arraycopy(d.ba, 0, d.ba, 2, 6);
            return new String(d.ba);
        });
        attempt("ac7", () -> {
            System.arraycopy(null, 0, d.ba, 0, 1);
            return 0;
        });
        attempt("ac8", () -> {
            System.arraycopy(d.iaa, 0, d.oa, 0, 2);
            return d.oa;
        });
        attempt("ac9", () -> {
            System.arraycopy(d.oa, 0, d.iaa, 0, 1);
            System.arraycopy(new Object[] {"x"}, 0, d.iaa, 0, 1);
            return 0;
        });
    }

    static void arrays(Data d) throws Exception {
        attempt("sort", () -> {
            Arrays.sort(d.ia);
            return d.ia;
        });
        attempt("sortI", () -> {
            Arrays.sort(d.inta, Comparator.reverseOrder());
            return d.inta;
        });
        attempt("sortd", () -> {
            Arrays.sort(d.da);
            return d.da;
        });
        attempt("fill", () -> {
            Arrays.fill(d.la, 1, 3, 9);
            return d.la;
        });
        attempt("eq",
            ()
                -> Arrays.equals(d.ia, new int[] {1, 2, 3}) + " " + Arrays.hashCode(d.ba) + " "
                + Arrays.mismatch(d.ba, "heheXX".getBytes()) + " "
                + Arrays.compare(d.ca, "chart".toCharArray()) + Arrays.equals(d.oa, d.oa.clone()));
        attempt("copyOf", () -> Arrays.copyOf(d.oa, 2, Object[].class));
        attempt("copyOf2", () -> Arrays.copyOf(d.oa, 2, String[].class));
        attempt("range", () -> Arrays.copyOfRange(d.ba, 3, 20));
        attempt("range2", () -> Arrays.copyOfRange(d.ba, 5, 3));
        attempt("bs", () -> Arrays.binarySearch(d.ia, 2));
        attempt("stream", () -> Arrays.stream(d.la).sum() + Arrays.asList(d.sa).toString());
    }

    static void strings(Data d) throws Exception {
        attempt("str",
            ()
                -> new String(d.ba, 2, 4) + new String(d.ca) + String.valueOf(d.ca, 1, 2)
                + new String(d.ba, StandardCharsets.UTF_16LE).length());
        attempt("str!", () -> new String(d.ba, 5, 40));
        attempt("getChars", () -> {
            "WXYZ".getChars(1, 3, d.ca, 1);
            return d.ca;
        });
        attempt("getChars!", () -> {
            "WXYZ".getChars(1, 4, d.ca, 4);
            return d.ca;
        });
        attempt("sb",
            ()
                -> new StringBuilder()
                    .append(d.ca)
                    .append(d.ca, 1, 2)
                    .append(d.o)
                    .append(d.f)
                    .insert(1, d.ca));
        attempt("join", () -> String.join(",", d.sa));
        attempt("fmt", () -> String.format("%s %d %s", d.sa[1], d.l, d.inta[1]));
    }

    static void libraries(Data d) throws Exception {
        attempt("crc", () -> {
            CRC32 c = new CRC32();
            c.update(d.ba);
            Adler32 ad = new Adler32();
            ad.update(d.ba, 1, 3);
            return c.getValue() + " " + ad.getValue();
        });
        attempt("md",
            () -> HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(d.ba)));
        attempt("b64",
            ()
                -> Base64.getEncoder().encodeToString(d.ba)
                + new String(Base64.getDecoder().decode("aGk=".getBytes())));
        attempt("defl", () -> {
            Deflater df = new Deflater();
            df.setInput(d.ba);
            df.finish();
            byte[] out = new byte[50];
            int n = df.deflate(out);
            Inflater in = new Inflater();
            in.setInput(out, 0, n);
            byte[] back = d.ba;
            Arrays.fill(back, (byte) 0);
            int g = in.inflate(back);
            return g + new String(back);
        });
        attempt("wrap", () -> {
            ByteBuffer bb = ByteBuffer.wrap(d.ba).order(ByteOrder.LITTLE_ENDIAN);
            bb.putInt(0, 0x41424344).putDouble(4 - 1, 0);
            return bb.getInt(0) + " " + bb.getLong(2) + bb.slice(1, 4).get(0) + bb.asShortBuffer().get(1);
        });
        attempt("wrap2", () -> ByteBuffer.allocateDirect(20).put(d.ba).flip().get(d.ba, 1, 5).remaining());
        attempt("cb", () -> CharBuffer.wrap(d.ca).subSequence(1, 3).toString());
    }

    static void reflection(Data d) throws Exception {
        for (Field f : Data.class.getDeclaredFields()) {
            if (f.getType().isArray() || f.isSynthetic()) continue;
            f.setAccessible(true);
            attempt("get " + f.getName(), () -> f.get(d));
            attempt("getLong " + f.getName(), () -> f.getLong(d));
            attempt("set " + f.getName(), () -> {
                f.set(d, f.get(d));
                return f.get(d);
            });
            attempt("setI " + f.getName(), () -> {
                f.setInt(d, 7);
                return f.get(d);
            });
            attempt("setB " + f.getName(), () -> {
                f.set(d, (byte) 7);
                return f.get(d);
            });
        }
        attempt("ref", () -> {
            Method s = Data.class.getDeclaredMethod("secret", int.class);
            s.setAccessible(true);
            return s.invoke(d, 4);
        });
        attempt("ref2", () -> Data.class.getDeclaredMethod("secret", int.class).invoke("x", 4));
        attempt("ref3", () -> Data.class.getDeclaredMethod("secret", int.class).invoke(d));
        attempt("ref4", () -> Data.class.getDeclaredMethod("thrower", int.class).invoke(d, 2));
        attempt("ref5", () -> Data.class.getDeclaredMethod("secret", int.class).invoke(null, 4));
        attempt("arr", () -> Array.getLong(d.ia, 1) + " " + Array.get(d.za, 1) + Array.getLength(d.oa));
        attempt("arr!", () -> Array.getInt(d.la, 0));
        attempt("arr2", () -> {
            Array.set(d.ia, 0, "x");
            return 0;
        });
        attempt("arr3", () -> {
            Array.setByte(d.da, 0, (byte) 4);
            return d.da;
        });
        attempt("arr4", () -> Array.get(d, 0));
        attempt("arr5", () -> Array.get(d.ia, 9));
        attempt("arr6", () -> {
            Array.set(d.sa, 0, 3);
            return 0;
        });
    }

    static void handles(Data d) throws Exception {
        MethodHandles.Lookup lk = MethodHandles.lookup();
        attempt("mh", () -> (int) lk.findGetter(Data.class, "i", int.class).invokeExact(d));
        attempt("mh2", () -> {
            lk.findSetter(Data.class, "b", byte.class).invoke(d, (byte) 3);
            return d.b;
        });
        attempt("mh3",
            ()
                -> lk.findVirtual(Data.class, "thrower", MethodType.methodType(int.class, int.class))
                    .bindTo(d)
                    .invoke(1));
        attempt("mh4", () -> MethodHandles.arrayElementGetter(int[].class).invoke(d.ia, 5));
        attempt("mh5",
            ()
                -> (Object) MethodHandles.arrayElementSetter(Object[].class)
                    .bindTo(d.oa)
                    .invoke(0, (Object) "new"));
        attempt("mh6", () -> d.oa[0]);
        for (String n : "i vi l vl vb vs vc vz vf vd o vo".split(" ")) {
            Field f = Data.class.getDeclaredField(n);
            VarHandle vh = lk.findVarHandle(Data.class, n, f.getType());
            attempt("vh " + n, () -> vh.getVolatile(d) + " " + vh.getOpaque(d) + " " + vh.getAcquire(d));
            Object two = two(f.getType(), 2), three = two(f.getType(), 3);
            attempt("vhset", () -> {
                vset(vh, d, two);
                return vh.get(d);
            });
            attempt("cas", () -> cas(vh, d, two, three) + " " + cas(vh, d, two, three) + " " + vh.get(d));
            if (f.getType() != Object.class && f.getType() != boolean.class)
                attempt("gaa", () -> gaa(vh, d, two) + " " + vh.get(d));
            else attempt("gaa!", () -> gaa(vh, d, two));
        }
        VarHandle ae = MethodHandles.arrayElementVarHandle(int[].class),
                  be = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
        attempt("ae",
            ()
                -> ae.getAndAdd(d.ia, 1, 5) + " " + ae.compareAndSet(d.ia, 1, 7, 8) + ae.getAndSet(d.ia, 1, 4)
                + d.ia[1]);
        attempt("ae!", () -> ae.get(d.ia, 3));
        attempt("be", () -> (long) be.get(d.ba, 1));
        attempt("be!", () -> (long) be.get(d.ba, 8));
        attempt("ae2",
            ()
                -> (Object) MethodHandles.arrayElementVarHandle(String[].class)
                    .compareAndExchange((Object[]) d.sa, 0, "zz", 1));
        attempt("upd",
            ()
                -> AtomicIntegerFieldUpdater.newUpdater(Data.class, "vi").addAndGet(d, 4) + " "
                + AtomicLongFieldUpdater.newUpdater(Data.class, "vl").getAndIncrement(d)
                + AtomicReferenceFieldUpdater.newUpdater(Data.class, Object.class, "vo").getAndSet(d, "nn")
                + d.vo);
        attempt("upd!", () -> AtomicIntegerFieldUpdater.newUpdater(Data.class, "i"));
    }

    static void others(Data d, Maker m) throws Exception {
        attempt("trace", () -> {
            try {
                d.thrower(3);
                return 0;
            } catch (IllegalStateException e) {
                StringBuilder s = new StringBuilder();
                for (StackTraceElement el : e.getStackTrace())
                    if (el.getMethodName().equals("thrower")) s.append(el).append(';');
                return s;
            }
        });
        attempt("cls",
            ()
                -> d.getClass() + " " + d.ia.getClass() + d.iaa.getClass().getComponentType()
                + (d.oa instanceof String[]) + (d.sa instanceof Object[])
                + (((Object) d.sa) instanceof Comparable[]) + d.equals(m.made)
                + (d.hashCode() == System.identityHashCode(m.made)) + Objects.requireNonNullElse(d.o, 1));
        attempt("iaa", () -> {
            d.iaa[2] = new int[] {5, 6};
            d.iaa[2][1]++;
            d.iaa[0][1] += 4;
            d.iaa[0][0] <<= 3;
            return d.iaa;
        });
        attempt("ops", () -> {
            d.c += 1;
            d.b++;
            d.s *= 3;
            d.f /= 2;
            d.l ^= 5;
            d.z &= false;
            d.i >>>= 2;
            return d.c + " " + d.b + d.s + d.f + d.l + d.z + d.i;
        });
        attempt("hl", () -> Thread.holdsLock(d));
        attempt("sync", () -> holdsTwice(d.ia));
        attempt("coll", () -> {
            Collections.shuffle(Arrays.asList(d.inta), new Random(4));
            List<Object> li = new ArrayList<>(List.of(d.oa[0]));
            Collections.addAll(li, d.inta);
            return li + " " + Set.of(d.sa).size() + Collections.frequency(li, 3);
        });
        attempt("sw", () -> switch (d.sa[1]) {
            case "r" -> "R";
            default -> "?";
        });
        attempt("lst", () -> List.of(d.oa));
    }

    static boolean holdsTwice(Object o) {
        synchronized (o) {
            synchronized (o) { return Thread.holdsLock(o); }
        }
    }
    static Data k(Data d) { return (Data) d.oa[2]; }
    static Object two(Class<?> c, int n) {
        return c == int.class    ? (Object) n
            : c == long.class    ? (Object) (long) n
            : c == byte.class    ? (Object) (byte) n
            : c == short.class   ? (Object) (short) n
            : c == char.class    ? (Object) (char) ('0' + n)
            : c == boolean.class ? (Object) (n == 2)
            : c == float.class   ? (Object) (float) n
            : c == double.class  ? (Object) (double) n
                                 : "v" + n;
    }
    static void vset(VarHandle v, Data d, Object x) {
        if (x instanceof Integer n) v.set(d, (int) n);
        else if (x instanceof Long n) v.setRelease(d, (long) n);
        else if (x instanceof Byte n) v.setVolatile(d, (byte) n);
        else if (x instanceof Short n) v.setOpaque(d, (short) n);
        else if (x instanceof Character n) v.set(d, (char) n);
        else if (x instanceof Boolean n) v.set(d, (boolean) n);
        else if (x instanceof Float n) v.set(d, (float) n);
        else if (x instanceof Double n) v.set(d, (double) n);
        else v.set(d, x);
    }
    static Object cas(VarHandle v, Data d, Object a, Object b) {
        if (a instanceof Integer x) return v.compareAndSet(d, (int) x, (int) (Integer) b);
        if (a instanceof Long x) return v.compareAndExchange(d, (long) x, (long) (Long) b);
        if (a instanceof Byte x) return v.compareAndExchange(d, (byte) x, (byte) (Byte) b);
        if (a instanceof Short x) return v.compareAndSet(d, (short) x, (short) (Short) b);
        if (a instanceof Character x) return v.compareAndSet(d, (char) x, (char) (Character) b);
        if (a instanceof Boolean x) return v.compareAndSet(d, (boolean) x, (boolean) (Boolean) b);
        if (a instanceof Float x) return v.compareAndExchange(d, (float) x, (float) (Float) b);
        if (a instanceof Double x) return v.compareAndSet(d, (double) x, (double) (Double) b);
        return v.compareAndExchange(d, v.get(d), b);
    }
    static Object gaa(VarHandle v, Data d, Object a) {
        if (a instanceof Integer x) return v.getAndAdd(d, (int) x) + " " + v.getAndBitwiseXor(d, 1);
        if (a instanceof Long x) return v.getAndAdd(d, (long) x) + " " + v.getAndBitwiseOr(d, 64L);
        if (a instanceof Byte x) return v.getAndAdd(d, (byte) x);
        if (a instanceof Short x) return v.getAndAdd(d, (short) x);
        if (a instanceof Character x) return v.getAndAdd(d, (char) x);
        if (a instanceof Float x) return v.getAndAdd(d, (float) x);
        if (a instanceof Double x) return v.getAndAdd(d, (double) x);
        return v.getAndAdd(d, a);
    }
}
