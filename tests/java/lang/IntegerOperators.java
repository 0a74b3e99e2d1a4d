// SPDX-License-Identifier: Apache-2.0
// Every int and long operator on edge values: overflow, shifts by more than the width, division and
// remainder signs.
public class IntegerOperators {
    static final int[] INTS = {0, 1, -1, 2, -2, 7, -7, 31, 32, 33, 63, 64, 100, -100, 65535, 65536,
            Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE - 1, Integer.MIN_VALUE + 1,
            0x55555555, 0xAAAAAAAA};
    static final long[] LONGS = {0, 1, -1, 2, -2, 7, -7, 31, 32, 63, 64, 65, 1L << 32, -(1L << 32),
            0xFFFFFFFFL, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1,
            0x5555555555555555L};

    static String divide(int a, int b) {
        try {
            return a / b + "," + a % b;
        } catch (ArithmeticException e) { return e.getMessage(); }
    }
    static String divide(long a, long b) {
        try {
            return a / b + "," + a % b;
        } catch (ArithmeticException e) { return e.getMessage(); }
    }

    public static void main(String[] args) {
        long hash = 17;
        for (int a : INTS) {
            StringBuilder line = new StringBuilder("int " + a + ":");
            line.append(" neg ").append(-a).append(" not ").append(~a);
            for (int b : INTS) {
                line.append(' ')
                        .append(a + b)
                        .append(' ')
                        .append(a - b)
                        .append(' ')
                        .append(a * b)
                        .append(' ')
                        .append(divide(a, b));
                line.append(' ').append(a << b).append(' ').append(a >> b).append(' ').append(
                        a >>> b);
                line.append(' ').append(a & b).append(' ').append(a | b).append(' ').append(a ^ b);
                line.append(' ')
                        .append(a < b)
                        .append(a <= b)
                        .append(a == b)
                        .append(a != b)
                        .append(a >= b)
                        .append(a > b);
            }
            hash = hash * 31 + line.toString().hashCode();
            System.out.println(line.length() > 400
                            ? line.substring(0, 400) + "… " + line.toString().hashCode()
                            : line.toString());
        }
        for (long a : LONGS) {
            StringBuilder line = new StringBuilder("long " + a + ":");
            line.append(" neg ").append(-a).append(" not ").append(~a);
            for (long b : LONGS) {
                line.append(' ')
                        .append(a + b)
                        .append(' ')
                        .append(a - b)
                        .append(' ')
                        .append(a * b)
                        .append(' ')
                        .append(divide(a, b));
                line.append(' ').append(a << b).append(' ').append(a >> b).append(' ').append(
                        a >>> b);
                line.append(' ')
                        .append(a << (int) b)
                        .append(' ')
                        .append(a >> (int) b)
                        .append(' ')
                        .append(a >>> (int) b);
                line.append(' ').append(a & b).append(' ').append(a | b).append(' ').append(a ^ b);
                line.append(' ')
                        .append(a < b)
                        .append(a <= b)
                        .append(a == b)
                        .append(a != b)
                        .append(a >= b)
                        .append(a > b);
            }
            hash = hash * 31 + line.toString().hashCode();
            System.out.println(line.substring(0, 400) + "… " + line.toString().hashCode());
        }
        System.out.println("hash " + hash);
        // Compound assignment narrows.
        byte b = 127;
        b++;
        System.out.println(b);
        b += 300;
        System.out.println(b);
        b >>>= 1;
        System.out.println(b);
        short s = (short) 40000;
        System.out.println(s);
        s *= s;
        System.out.println(s);
        s -= 1.5;
        System.out.println(s);
        char c = 'a';
        c += 1;
        System.out.println(c);
        c--;
        System.out.println((int) c);
        c = (char) -1;
        System.out.println((int) c);
        int i = 5;
        i = i++ + ++i;
        System.out.println(i);
        i += i++ * 2;
        System.out.println(i);
        i <<= 33;
        System.out.println(i);
        int big = Integer.MAX_VALUE;
        big += 1.0f;
        System.out.println(big);
        big += 1L << 40;
        System.out.println(big);
        long l = 1;
        l <<= 65;
        System.out.println(l);
        l += 0.9;
        System.out.println(l);
        l = l-- - --l;
        System.out.println(l);
        int[] array = {1, 2, 3};
        int k = 0;
        array[k++] += array[k++] * 10 + k;
        System.out.println(array[0] + " " + array[1] + " " + k);
        byte x = -128;
        System.out.println((x >>> 1) + " " + ((byte) (x >>> 1)) + " " + (x & 0xff) + " " + (-x)
                + " " + (byte) -x);
        System.out.println((5 & 3) + (5 | 3) * (5 ^ 3) - (~5 >>> 28) + (true ^ false ? 1 : 0));
        System.out.println(Integer.MIN_VALUE / -1 + " " + Integer.MIN_VALUE % -1 + " "
                + Long.MIN_VALUE / -1 + " " + Math.abs(Integer.MIN_VALUE));
        final int constant = 1 << 31 >>> 31;
        System.out.println(constant);
        System.out.println('a' + 'b' + "c" + 'd' + 1 + 2L + 1.5f + 2.5 + null + true);
        System.out.println((byte) 200 + " " + (short) 70000 + " " + (char) 65 + " " + (int) 'z'
                + " " + (byte) 'é' + " " + (int) (char) (byte) -1);
    }
}
