// SPDX-License-Identifier: Apache-2.0
// Every access mode of var handles on fields, statics, arrays, byte views and buffers, of each type; supported modes, misaligned and
// read-only failures; concurrent increments.
import java.lang.invoke.*;
import java.nio.*;
import java.util.*;
import java.util.concurrent.*;

public class VarHandleModes {
    interface Action { Object run() throws Throwable; }
    static void attempt(String label, Action a) {
        try { System.out.println(label + " = " + a.run()); } catch (Throwable e) { System.out.println(label + " ! " + e); }
    }
    boolean z; byte b; short s; char c; int i; long j; float f; double d; String text;
    final int fixed = 3;
    static volatile long total;
    static String modes(VarHandle v) {
        StringBuilder t = new StringBuilder();
        for (VarHandle.AccessMode m : VarHandle.AccessMode.values()) t.append(v.isAccessModeSupported(m) ? '1' : '0');
        return t.toString();
    }
    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        VarHandleModes o = new VarHandleModes();
        for (Object[] f : new Object[][] {{"z", boolean.class, true, false}, {"b", byte.class, (byte) 1, (byte) -2}, {"s", short.class, (short) 1, (short) -2}, {"c", char.class, 'a', 'b'}, {"i", int.class, 1, -2},
                {"j", long.class, 1L << 40, -2L}, {"f", float.class, 1.5f, -0f}, {"d", double.class, 2.5, Double.NaN}, {"text", String.class, "one", "two"}, {"fixed", int.class, 1, 2}}) {
            VarHandle v = l.findVarHandle(VarHandleModes.class, (String) f[0], (Class<?>) f[1]);
            System.out.println(f[0] + " " + modes(v) + " " + v.varType() + " " + v.coordinateTypes() + " " + v);
            MethodHandle set = MethodHandles.varHandleInvoker(VarHandle.AccessMode.SET_VOLATILE, v.accessModeType(VarHandle.AccessMode.SET_VOLATILE));
            attempt(" set", () -> { set.invokeWithArguments(v, o, f[2]); return v.toMethodHandle(VarHandle.AccessMode.GET_ACQUIRE).invoke(o); });
            attempt(" cas", () -> v.toMethodHandle(VarHandle.AccessMode.COMPARE_AND_SET).invokeWithArguments(o, f[2], f[3]));
            attempt(" cas fails", () -> v.toMethodHandle(VarHandle.AccessMode.COMPARE_AND_SET).invokeWithArguments(o, f[2], f[3]));
            attempt(" exchange", () -> v.toMethodHandle(VarHandle.AccessMode.COMPARE_AND_EXCHANGE).invokeWithArguments(o, f[3], f[2]));
            attempt(" gas", () -> v.toMethodHandle(VarHandle.AccessMode.GET_AND_SET_RELEASE).invokeWithArguments(o, f[3]));
            attempt(" gaa", () -> v.toMethodHandle(VarHandle.AccessMode.GET_AND_ADD).invokeWithArguments(o, f[2]));
            attempt(" or", () -> v.toMethodHandle(VarHandle.AccessMode.GET_AND_BITWISE_OR_ACQUIRE).invokeWithArguments(o, f[2]));
            attempt(" now", () -> v.toMethodHandle(VarHandle.AccessMode.GET_OPAQUE).invoke(o));
        }
        VarHandle st = l.findStaticVarHandle(VarHandleModes.class, "total", long.class);
        st.set(5L);
        System.out.println((long) st.getAndAdd(10L) + " " + (long) st.getAndBitwiseXor(3L) + " " + (long) st.getAndBitwiseAnd(~1L) + " " + st.getVolatile() + " " + st.compareAndSet(12L, 13L) + " " + total);
        attempt("null receiver", () -> (int) l.findVarHandle(VarHandleModes.class, "i", int.class).get((VarHandleModes) null));
        attempt("wrong receiver", () -> (int) l.findVarHandle(VarHandleModes.class, "i", int.class).get((Object) "x"));
        attempt("wrong type", () -> { l.findVarHandle(VarHandleModes.class, "i", int.class).set(o, "x"); return 0; });
        attempt("no field", () -> l.findVarHandle(VarHandleModes.class, "i", long.class));
        attempt("set final", () -> { l.findVarHandle(VarHandleModes.class, "fixed", int.class).set(o, 4); return 0; });
        attempt("exact", () -> { VarHandle v = l.findVarHandle(VarHandleModes.class, "j", long.class).withInvokeExactBehavior(); v.set(o, 4); return v.hasInvokeExactBehavior(); });
        VarHandle ints = MethodHandles.arrayElementVarHandle(int[].class), strings = MethodHandles.arrayElementVarHandle(String[].class), objects = MethodHandles.arrayElementVarHandle(Object[].class);
        int[] a = new int[4];
        ints.setRelease(a, 2, 9);
        System.out.println((int) ints.getAndAddAcquire(a, 2, 5) + " " + Arrays.toString(a) + " " + ints.weakCompareAndSetPlain(a, 0, 1, 2) + " " + modes(ints));
        String[] t = {"x", null};
        System.out.println(strings.compareAndSet(t, 1, null, "y") + " " + strings.compareAndExchange(t, 0, "q", "r") + " " + Arrays.toString(t) + " " + modes(strings));
        attempt("bounds", () -> (int) ints.get(a, 4));
        attempt("negative", () -> (int) ints.get(a, -1));
        attempt("null array", () -> (int) ints.get((int[]) null, 0));
        attempt("store", () -> { objects.set((Object[]) t, 0, (Object) 1); return 0; });
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            VarHandle vi = MethodHandles.byteArrayViewVarHandle(int[].class, order), vl = MethodHandles.byteArrayViewVarHandle(long[].class, order), vd = MethodHandles.byteArrayViewVarHandle(double[].class, order);
            VarHandle vs = MethodHandles.byteArrayViewVarHandle(short[].class, order), vc = MethodHandles.byteBufferViewVarHandle(char[].class, order), vf = MethodHandles.byteBufferViewVarHandle(float[].class, order);
            byte[] bytes = new byte[32];
            vi.set(bytes, 1, 0x01020304);
            vs.set(bytes, 7, (short) 0x0506);
            vl.set(bytes, 16, 0x1122334455667788L);
            vd.set(bytes, 24, Math.PI);
            System.out.println(HexFormat.of().formatHex(bytes) + " " + Integer.toHexString((int) vi.get(bytes, 2)) + " " + modes(vi) + " " + modes(vs));
            attempt("misaligned", () -> vi.getVolatile(bytes, 1));
            attempt("out", () -> (int) vi.get(bytes, 29));
            attempt("aligned", () -> vl.getAndAdd(bytes, 16, 1L));
            ByteBuffer direct = ByteBuffer.allocateDirect(32);
            vc.set(direct, 4, 'Z');
            vf.setVolatile(direct, 8, 1.25f);
            System.out.println(direct.get(4) + " " + direct.get(5) + " " + (float) vf.get(direct, 8) + " " + direct.order() + " " + vf.compareAndSet(direct, 8, 1.25f, 2f));
            attempt("read only", () -> { vc.set(direct.asReadOnlyBuffer(), 0, 'x'); return 0; });
            attempt("limit", () -> (char) vc.get((ByteBuffer) ByteBuffer.allocate(8).limit(3), 2));
            attempt("heap misaligned", () -> (float) vf.getVolatile(ByteBuffer.allocate(16), 1));
        }
        ExecutorService pool = Executors.newFixedThreadPool(4);
        VarHandle vj = l.findVarHandle(VarHandleModes.class, "j", long.class), vz = l.findVarHandle(VarHandleModes.class, "z", boolean.class), vb = l.findVarHandle(VarHandleModes.class, "b", byte.class);
        o.j = 0;
        o.z = false;
        o.b = 0;
        int[] plain = {0};
        List<Future<?>> done = new ArrayList<>();
        for (int k = 0; k < 4; k++) done.add(pool.submit(() -> {
            for (int n = 0; n < 5000; n++) {
                vj.getAndAdd(o, 1L);
                vb.getAndAddRelease(o, (byte) 1);
                while (!vz.weakCompareAndSetAcquire(o, false, true)) Thread.onSpinWait();
                plain[0]++;
                vz.setRelease(o, false);
            }
        }));
        for (Future<?> x : done) x.get();
        pool.shutdown();
        System.out.println(o.j + " " + o.b + " " + plain[0]);
        VarHandle.fullFence();
        VarHandle.acquireFence();
        VarHandle.storeStoreFence();
    }
}
