// SPDX-License-Identifier: Apache-2.0
// VarHandles of fields, statics, arrays of every type, byte array views; every access mode; errors;
// concurrent increments.
import java.lang.invoke.*;
import java.nio.*;
import java.util.*;

public class VarHandlesAll {
    boolean z;
    byte b;
    char c;
    short s;
    int i;
    long l;
    float f;
    double d;
    String str = "a";
    static int st;
    final int fin = 3;
    volatile int vol;
    static final VarHandle I, L, STR, ST, Z, B, C, S, F, D, FIN;
    static {
        try {
            MethodHandles.Lookup k = MethodHandles.lookup();
            I = k.findVarHandle(VarHandlesAll.class, "i", int.class);
            L = k.findVarHandle(VarHandlesAll.class, "l", long.class);
            STR = k.findVarHandle(VarHandlesAll.class, "str", String.class);
            ST = k.findStaticVarHandle(VarHandlesAll.class, "st", int.class);
            Z = k.findVarHandle(VarHandlesAll.class, "z", boolean.class);
            B = k.findVarHandle(VarHandlesAll.class, "b", byte.class);
            C = k.findVarHandle(VarHandlesAll.class, "c", char.class);
            S = k.findVarHandle(VarHandlesAll.class, "s", short.class);
            F = k.findVarHandle(VarHandlesAll.class, "f", float.class);
            D = k.findVarHandle(VarHandlesAll.class, "d", double.class);
            FIN = k.findVarHandle(VarHandlesAll.class, "fin", int.class);
        } catch (ReflectiveOperationException e) { throw new ExceptionInInitializerError(e); }
    }
    interface Body {
        Object run() throws Throwable;
    }
    static void t(String l, Body b) {
        try {
            System.out.println(l + " = " + b.run());
        } catch (Throwable e) { System.out.println(l + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        VarHandlesAll o = new VarHandlesAll();
        t("int", () -> {
            I.set(o, 5);
            I.setVolatile(o, (int) I.get(o) + 1);
            I.setOpaque(o, (int) I.getOpaque(o) * 2);
            I.setRelease(o, (int) I.getAcquire(o) + 1);
            return (int) I.getVolatile(o);
        });
        t("cas",
                ()
                        -> I.compareAndSet(o, 13, 20) + " " + I.compareAndSet(o, 13, 21) + " "
                        + (int) I.compareAndExchange(o, 20, 30) + " "
                        + (int) I.compareAndExchangeAcquire(o, 1, 2) + " "
                        + (int) I.compareAndExchangeRelease(o, 30, 31) + " " + o.i);
        t("weak", () -> {
            while (!I.weakCompareAndSet(o, 31, 40));
            while (!I.weakCompareAndSetPlain(o, 40, 41));
            while (!I.weakCompareAndSetAcquire(o, 41, 42));
            while (!I.weakCompareAndSetRelease(o, 42, 43));
            return o.i;
        });
        t("add",
                ()
                        -> (int) I.getAndAdd(o, 7) + " " + (int) I.getAndAddAcquire(o, 1) + " "
                        + (int) I.getAndAddRelease(o, 1) + " " + (int) I.getAndSet(o, 0xF0) + " "
                        + (int) I.getAndSetAcquire(o, 0xFF) + " "
                        + (int) I.getAndBitwiseOr(o, 0x100) + " "
                        + (int) I.getAndBitwiseAnd(o, 0x1F0) + " "
                        + (int) I.getAndBitwiseXor(o, 0x11) + " " + o.i);
        t("long", () -> {
            L.set(o, 1L << 40);
            L.getAndAdd(o, 5);
            L.getAndAdd(o, 5L);
            return L.compareAndSet(o, (1L << 40) + 10, -1L) + " " + (long) L.getVolatile(o) + " "
                    + (long) L.getAndBitwiseXor(o, 0xFFL) + " " + o.l;
        });
        t("small", () -> {
            B.set(o, (byte) 100);
            B.getAndAdd(o, (byte) 100);
            S.getAndAdd(o, (short) -5);
            C.set(o, 'a');
            C.getAndAdd(o, (char) 2);
            Z.set(o, true);
            return o.b + " " + o.s + " " + o.c + " " + Z.compareAndSet(o, true, false)
                    + (boolean) Z.getAndBitwiseXor(o, true) + o.z + " "
                    + B.compareAndSet(o, (byte) -56, (byte) 1)
                    + (byte) B.getAndBitwiseOr(o, (byte) 0x80) + o.b;
        });
        t("floating", () -> {
            F.set(o, 1.5f);
            D.setVolatile(o, -0.0);
            return (float) F.getAndAdd(o, 2f) + " " + o.f + " " + D.compareAndSet(o, 0.0, 1.0)
                    + D.compareAndSet(o, -0.0, Double.NaN) + D.compareAndSet(o, Double.NaN, 2.0)
                    + " " + (double) D.getAndAdd(o, 0.5) + " " + o.d;
        });
        t("ref",
                ()
                        -> STR.compareAndSet(o, "a", "b") + " "
                        + STR.compareAndSet(o, new String("b"), "c") + " "
                        + (String) STR.getAndSet(o, null) + " "
                        + (String) STR.compareAndExchange(o, null, "x") + o.str);
        t("static", () -> {
            ST.set(3);
            return (int) ST.getAndAdd(4) + st;
        });
        t("null", () -> (int) I.get((VarHandlesAll) null));
        t("wrong receiver", () -> I.get("s"));
        t("wrong value", () -> {
            I.set(o, "s");
            return 0;
        });
        t("narrow", () -> {
            I.set(o, 5L);
            return 0;
        });
        t("widen", () -> {
            L.set(o, 5);
            return o.l;
        });
        t("wrong ref", () -> {
            STR.set(o, (Object) 5);
            return 0;
        });
        t("final", () -> {
            FIN.set(o, 4);
            return 0;
        });
        t("final get", () -> (int) FIN.get(o));
        t("unsupported", () -> STR.getAndAdd(o, "x"));
        t("bit float", () -> F.getAndBitwiseOr(o, 1f));
        t("exact", () -> {
            I.withInvokeExactBehavior().set(o, (short) 1);
            return 0;
        });
        t("no field",
                () -> MethodHandles.lookup().findVarHandle(VarHandlesAll.class, "zz", int.class));
        t("static as field",
                () -> MethodHandles.lookup().findVarHandle(VarHandlesAll.class, "st", int.class));
        VarHandle ia = MethodHandles.arrayElementVarHandle(int[].class),
                  sa = MethodHandles.arrayElementVarHandle(String[].class),
                  ba = MethodHandles.arrayElementVarHandle(byte[].class),
                  da = MethodHandles.arrayElementVarHandle(double[].class),
                  oa = MethodHandles.arrayElementVarHandle(Object[].class),
                  za = MethodHandles.arrayElementVarHandle(boolean[].class);
        int[] ints = {1, 2, 3};
        String[] strs = {"p", "q"};
        byte[] bytes = new byte[16];
        double[] ds = {1};
        t("int[]",
                ()
                        -> (int) ia.getAndAdd(ints, 1, 10) + " " + ia.compareAndSet(ints, 2, 3, 33)
                        + Arrays.toString(ints));
        t("bounds", () -> (int) ia.get(ints, 3));
        t("neg", () -> (int) ia.getVolatile(ints, -1));
        t("String[]",
                ()
                        -> sa.compareAndSet(strs, 0, "p", "P") + (String) sa.getAndSet(strs, 1, "Q")
                        + Arrays.toString(strs));
        t("store", () -> {
            oa.set((Object[]) strs, 0, (Object) 5);
            return 0;
        });
        t("byte[]", () -> {
            for (int k = 0; k < 300; k++) ba.getAndAdd(bytes, k % 5, (byte) 3);
            return Arrays.toString(bytes);
        });
        t("double[]", () -> {
            da.setVolatile(ds, 0, 2.5);
            return (double) da.getAndAdd(ds, 0, 1.0) + ds[0];
        });
        t("boolean[]", () -> {
            boolean[] a = new boolean[3];
            za.compareAndSet(a, 1, false, true);
            return Arrays.toString(a) + (boolean) za.getAndBitwiseAnd(a, 1, false);
        });
        t("null array", () -> (int) ia.get((int[]) null, 0));
        VarHandle le = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN),
                  be = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN),
                  sv = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN),
                  bv = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
        Arrays.fill(bytes, (byte) 0);
        t("view", () -> {
            le.set(bytes, 1, 0x01020304);
            be.set(bytes, 8, 0x1122334455667788L);
            sv.set(bytes, 5, (short) 0x7F80);
            return Arrays.toString(bytes) + Integer.toHexString((int) le.get(bytes, 1))
                    + Long.toHexString((long) be.get(bytes, 7));
        });
        t("view bounds", () -> le.get(bytes, 13));
        t("buffer view", () -> {
            ByteBuffer bb = ByteBuffer.allocateDirect(16);
            bv.set(bb, 4, 0xCAFEBABE);
            bv.getAndAdd(bb, 4, 1);
            return Integer.toHexString(bb.getInt(4)) + bv.compareAndSet(bb, 4, 0xCAFEBABF, 7)
                    + bb.getInt(4);
        });
        Thread[] ts = new Thread[6];
        o.i = 0;
        o.l = 0;
        for (int k = 0; k < 6; k++)
            (ts[k] = new Thread(() -> {
                for (int n = 0; n < 20000; n++) {
                    I.getAndAdd(o, 1);
                    long v;
                    do v = (long) L.getVolatile(o);
                    while (!L.compareAndSet(o, v, v + 2));
                    ia.getAndAdd(ints, n % 3, 1);
                    B.getAndAdd(o, (byte) 1);
                }
            })).start();
        ints[0] = ints[1] = ints[2] = 0;
        for (Thread x : ts) x.join();
        System.out.println(o.i + " " + o.l);
        System.out.println(I + " " + I.varType() + I.coordinateTypes() + ia.coordinateTypes()
                + I.accessModeType(VarHandle.AccessMode.COMPARE_AND_SET)
                + I.isAccessModeSupported(VarHandle.AccessMode.GET_AND_ADD)
                + STR.isAccessModeSupported(VarHandle.AccessMode.GET_AND_ADD)
                + VarHandle.AccessMode.valueFromMethodName("getAndSet")
                + I.hasInvokeExactBehavior());
        VarHandle.fullFence();
        VarHandle.acquireFence();
        VarHandle.releaseFence();
        VarHandle.loadLoadFence();
        VarHandle.storeStoreFence();
        t("toMethodHandle", () -> (int) I.toMethodHandle(VarHandle.AccessMode.GET).invoke(o));
        t("unreflect",
                ()
                        -> (int) MethodHandles.lookup()
                                   .unreflectVarHandle(VarHandlesAll.class.getDeclaredField("vol"))
                                   .getAndAdd(o, 3)
                        + o.vol);
    }
}
