// SPDX-License-Identifier: Apache-2.0
// Primitive conversions, casts from floating point at the limits, boxing caches, numeric promotion
// in ?: and switch.
public class Conversions {
    static String all(double d) {
        return d + " -> " + (byte) d + " " + (short) d + " " + (int) (char) d + " " + (int) d + " "
                + (long) d + " " + (float) d;
    }
    static String all(float d) {
        return d + "f -> " + (byte) d + " " + (short) d + " " + (int) (char) d + " " + (int) d + " "
                + (long) d + " " + (double) d;
    }
    static String all(long d) {
        return d + "L -> " + (byte) d + " " + (short) d + " " + (int) (char) d + " " + (int) d + " "
                + (float) d + " " + (double) d;
    }
    static String all(int d) {
        return d + " -> " + (byte) d + " " + (short) d + " " + (int) (char) d + " " + (long) d + " "
                + (float) d + " " + (double) d;
    }
    static Object pick(boolean b, Integer i, Double d) { return b ? i : d; }
    static void take(long l) { System.out.println("long " + l); }
    static void take(double d) { System.out.println("double " + d); }
    static void take(Object o) { System.out.println("Object " + o.getClass().getSimpleName()); }
    static void take(Integer... o) { System.out.println("varargs " + o.length); }
    static void box(Object o) {
        System.out.println((o == null ? "none" : o.getClass().getName()) + " " + o);
    }

    public static void main(String[] args) {
        double[] ds = {0, -0.0, 0.5, -0.5, 1.9, -1.9, 127.5, 128, 255.9, 256, 32768, 65535.9, 65536,
                -1, 2147483647.0, 2147483648.0, -2147483648.0, -2147483649.0, 4294967296.0,
                9.223372036854775807e18, -9.3e18, 1e300, -1e300, Double.NaN,
                Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e-50};
        for (double d : ds) System.out.println(all(d));
        for (double d : ds) System.out.println(all((float) d));
        for (long l : new long[] {0, -1, 127, 128, 255, 256, 65535, 65536, 1L << 31, (1L << 31) - 1,
                     1L << 53, (1L << 53) + 1, (1L << 24) + 1, Long.MAX_VALUE, Long.MIN_VALUE,
                     0x123456789ABCDEFL})
            System.out.println(all(l));
        for (int i : new int[] {0, -1, 127, 128, 255, 65535, 65536, 16777217, Integer.MAX_VALUE,
                     Integer.MIN_VALUE})
            System.out.println(all(i));
        System.out.println((int) 'a' + " " + (char) 98 + " " + (byte) 'Ā' + " " + (short) '￿');
        Integer a = 127, b = 127, c = 1000, d = 1000;
        System.out.println(
                (a == b) + " " + (c == d) + " " + c.equals(d) + " " + (c <= d && c >= d));
        Long l1 = 127L, l2 = 127L;
        Character c1 = 'x', c2 = 'x';
        Byte b1 = (byte) 200, b2 = (byte) 200;
        Boolean t1 = true, t2 = true;
        System.out.println((l1 == l2) + " " + (c1 == c2) + " " + (b1 == b2) + " " + (t1 == t2) + " "
                + l1.equals(127) + " " + new Object().equals(null));
        System.out.println(pick(true, 1, 2.0) + " " + pick(false, 1, 2.0));
        try {
            Integer n = null;
            int v = n;
            System.out.println(v);
        } catch (NullPointerException e) { System.out.println("unboxing null"); }
        take(1);
        take(1f);
        take('c');
        take((Integer) 5);
        take("s");
        take();
        take(1, 2);
        box(1);
        box(1L);
        box('c');
        box(1.0f);
        box(2.0);
        box((byte) 1);
        box((short) 2);
        box(true);
        box(true ? 1 : 'a');
        box(true ? 'b' : 0);
        box(false ? 1 : 2L);
        box(true ? null : 0 == 1 ? 1 : 2.0);
        char ch = 'a';
        int i = 0;
        box(true ? ch : i);
        box(true ? ch : 10);
        final short sh = 10;
        box(true ? (byte) 1 : sh);
        Object o = true ? Integer.valueOf(1) : Double.valueOf(2);
        box(o);
        long big = Integer.MAX_VALUE + 1;
        long big2 = Integer.MAX_VALUE + 1L;
        System.out.println(big + " " + big2);
        float f = Long.MAX_VALUE;
        double dd = Long.MAX_VALUE;
        System.out.println(f + " " + dd + " " + (long) f + " " + (long) dd);
        int x = 10;
        x *= 1.5;
        System.out.println(x);
        x /= 0.3;
        System.out.println(x);
        x -= 'a';
        System.out.println(x);
        char q = 'a';
        q *= 1.1;
        System.out.println((int) q);
        System.out.println(Integer.parseInt("-2147483648") + " "
                + Integer.parseUnsignedInt("4294967295") + " " + Integer.toUnsignedString(-1) + " "
                + Long.toUnsignedString(-1));
        System.out.println(Integer.divideUnsigned(-1, 3) + " " + Long.remainderUnsigned(-1, 10)
                + " " + Long.compareUnsigned(-1, 1) + " " + Integer.toString(-255, 16) + " "
                + Integer.toBinaryString(-8));
        System.out.println(Integer.reverse(1) + " " + Integer.bitCount(-1) + " "
                + Long.numberOfTrailingZeros(8) + " " + Integer.highestOneBit(100) + " "
                + Integer.rotateLeft(0x80000001, 1) + " " + Long.reverseBytes(1));
        for (String s : new String[] {"", "x", "2147483648", "+5", "-", "1_000", " 1", null}) {
            try {
                System.out.println(Integer.parseInt(s));
            } catch (NumberFormatException e) { System.out.println(e.getMessage()); }
        }
        for (String s : new String[] {"1e5", "NaN", "-Infinity", "0x1p3", "1d", "1.5f", "", ".",
                     "1e400", "4.9e-325", " 2.5 ", "abc", "2.2250738585072012e-308"}) {
            try {
                System.out.println(Double.parseDouble(s));
            } catch (NumberFormatException e) { System.out.println(e.getMessage()); }
        }
    }
}
