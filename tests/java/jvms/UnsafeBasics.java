// SPDX-License-Identifier: Apache-2.0
// sun.misc.Unsafe: fields, arrays, raw memory, compare-and-set, allocateInstance, park;
// jdk.internal.misc.Unsafe for the rest.
import java.lang.reflect.Field;
import java.util.*;
import sun.misc.Unsafe;

public class UnsafeBasics {
    int i = 1;
    long l = 2;
    Object o = "o";
    byte b = 3;
    boolean z;
    volatile int v;
    double d = 4.5;
    static int st = 7;
    char c = 'c';
    short s = 5;
    float f = 6.5f;
    UnsafeBasics() { i = 42; }
    static class Loud {
        static { System.out.println("Loud initialised"); }
        int x = 9;
        Loud() { System.out.println("constructor"); }
    }
    public static void main(String[] args) throws Exception {
        Field tu = Unsafe.class.getDeclaredField("theUnsafe");
        tu.setAccessible(true);
        Unsafe u = (Unsafe) tu.get(null);
        UnsafeBasics x = new UnsafeBasics();
        Map<String, Long> off = new TreeMap<>();
        for (Field f : UnsafeBasics.class.getDeclaredFields())
            if (!java.lang.reflect.Modifier.isStatic(f.getModifiers()))
                off.put(f.getName(), u.objectFieldOffset(f));
        System.out.println(new HashSet<>(off.values()).size() + " "
                + off.values().stream().allMatch(v -> v > 0));
        System.out.println(u.getInt(x, off.get("i")) + " " + u.getLong(x, off.get("l"))
                + u.getObject(x, off.get("o")) + u.getByte(x, off.get("b"))
                + u.getBoolean(x, off.get("z")) + u.getDouble(x, off.get("d"))
                + u.getChar(x, off.get("c")) + u.getShort(x, off.get("s"))
                + u.getFloat(x, off.get("f")));
        u.putInt(x, off.get("i"), -5);
        u.putObject(x, off.get("o"), "changed");
        u.putBoolean(x, off.get("z"), true);
        u.putDouble(x, off.get("d"), -0.5);
        System.out.println(x.i + " " + x.o + x.z + x.d + u.compareAndSwapInt(x, off.get("v"), 0, 8)
                + u.compareAndSwapInt(x, off.get("v"), 0, 9) + x.v
                + u.compareAndSwapObject(x, off.get("o"), "changed", null) + x.o
                + u.compareAndSwapLong(x, off.get("l"), 2, 3) + u.getAndAddInt(x, off.get("v"), 5)
                + u.getAndSetLong(x, off.get("l"), 10) + u.getAndSetObject(x, off.get("o"), "new")
                + u.getIntVolatile(x, off.get("v")));
        u.putOrderedInt(x, off.get("v"), 77);
        u.putLongVolatile(x, off.get("l"), 1L << 50);
        System.out.println(x.v + " " + x.l);
        Field sf = UnsafeBasics.class.getDeclaredField("st");
        u.putInt(u.staticFieldBase(sf), u.staticFieldOffset(sf), 100);
        System.out.println(st);
        int[] a = {1, 2, 3};
        long base = u.arrayBaseOffset(int[].class), scale = u.arrayIndexScale(int[].class);
        System.out.println(scale + " " + u.arrayIndexScale(byte[].class)
                + u.arrayIndexScale(long[].class) + u.arrayIndexScale(double[].class)
                + u.arrayIndexScale(char[].class) + (u.arrayBaseOffset(byte[].class) >= 12)
                + u.getInt(a, base + 2 * scale));
        u.putInt(a, base + scale, 22);
        Object[] oa = {"a", "b"};
        u.putObject(oa,
                u.arrayBaseOffset(Object[].class) + (long) u.arrayIndexScale(Object[].class), "B");
        System.out.println(Arrays.toString(a) + Arrays.toString(oa));
        long m = u.allocateMemory(64);
        u.setMemory(m, 64, (byte) 0x11);
        u.putLong(m, 0x1122334455667788L);
        u.putByte(m + 8, (byte) -1);
        u.putDouble(m + 16, 2.5);
        u.putChar(m + 24, 'é');
        System.out.println(Long.toHexString(u.getLong(m)) + Integer.toHexString(u.getInt(m + 4))
                + u.getByte(m + 8) + u.getDouble(m + 16) + u.getChar(m + 24)
                + Integer.toHexString(u.getInt(m + 32)));
        m = u.reallocateMemory(m, 1 << 16);
        System.out.println(Long.toHexString(u.getLong(m)));
        long m2 = u.allocateMemory(64);
        u.copyMemory(m, m2, 16);
        System.out.println(Long.toHexString(u.getLong(m2)));
        byte[] bytes = new byte[16];
        u.copyMemory(null, m2, bytes, u.arrayBaseOffset(byte[].class), 16);
        System.out.println(Arrays.toString(bytes));
        u.freeMemory(m);
        u.freeMemory(m2);
        u.freeMemory(0);
        Loud loud = (Loud) u.allocateInstance(Loud.class);
        System.out.println(loud.x);
        try {
            u.allocateInstance(Runnable.class);
        } catch (InstantiationException e) { System.out.println(e); }
        try {
            u.throwException(new java.io.IOException("sneaky"));
        } catch (Exception e) { System.out.println(e); }
        System.out.println(
                u.addressSize() + " " + u.pageSize() + u.shouldBeInitialized(UnsafeBasics.class));
        u.unpark(Thread.currentThread());
        u.park(false, 0);
        u.park(false, 1000);
        u.park(true, System.currentTimeMillis() + 1);
        u.fullFence();
        u.loadFence();
        u.storeFence();
        try {
            u.objectFieldOffset(sf);
        } catch (IllegalArgumentException e) { System.out.println("static"); }
        try {
            record R(int q) {}
            u.objectFieldOffset(R.class.getDeclaredField("q"));
        } catch (UnsupportedOperationException e) {
            System.out.println(e.getMessage().replaceAll("final int .*", ""));
        }
        jdk.internal.misc.Unsafe j = jdk.internal.misc.Unsafe.getUnsafe();
        byte[] un = new byte[20];
        j.putLongUnaligned(un, j.arrayBaseOffset(byte[].class) + 3, 0x0102030405060708L, true);
        System.out.println(Arrays.toString(un)
                + Integer.toHexString(j.getIntUnaligned(un, j.arrayBaseOffset(byte[].class) + 5))
                + j.isBigEndian() + j.unalignedAccess()
                + j.compareAndExchangeInt(x, off.get("v"), 77, 78)
                + j.compareAndSetByte(x, off.get("b"), (byte) 3, (byte) 4) + x.b
                + j.compareAndSetShort(x, off.get("s"), (short) 5, (short) 6) + x.s
                + j.getAndAddByte(x, off.get("b"), (byte) 125) + x.b
                + j.getAndBitwiseOrInt(x, off.get("v"), 1) + x.v);
        j.ensureClassInitialized(String.class);
        try {
            j.allocateMemory(-1);
        } catch (IllegalArgumentException e) { System.out.println("negative size"); }
        int[] ua = (int[]) j.allocateUninitializedArray(int.class, 5);
        System.out.println(ua.length);
    }
}
