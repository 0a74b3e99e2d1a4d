// SPDX-License-Identifier: Apache-2.0
// float and double arithmetic with NaN, infinities, signed zeros and subnormals; comparisons;
// remainder; printing.
public class FloatingPoint {
    static final float[] FLOATS = {0f, -0f, 1f, -1f, 0.1f, 1.5f, -2.5f, 3f, 1e10f, 1e-10f,
            Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY, Float.NaN, 16777216f, 16777217f, 1e38f};
    static final double[] DOUBLES = {0.0, -0.0, 1.0, -1.0, 0.1, 1.5, -2.5, 3.0, 1e100, 1e-100,
            Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, Double.NaN, 9007199254740993.0, 1e308, 4.9e-324};

    static void show(String what, float value) {
        System.out.println(
                what + " = " + value + " " + Integer.toHexString(Float.floatToIntBits(value)));
    }
    static void show(String what, double value) {
        System.out.println(
                what + " = " + value + " " + Long.toHexString(Double.doubleToLongBits(value)));
    }

    public static void main(String[] args) {
        for (float a : FLOATS) {
            StringBuilder s = new StringBuilder();
            for (float b : FLOATS) {
                s.append(a + b)
                        .append(' ')
                        .append(a - b)
                        .append(' ')
                        .append(a * b)
                        .append(' ')
                        .append(a / b)
                        .append(' ')
                        .append(a % b)
                        .append(' ');
                s.append(a < b ? 1 : 0)
                        .append(a <= b ? 1 : 0)
                        .append(a == b ? 1 : 0)
                        .append(a != b ? 1 : 0)
                        .append(a >= b ? 1 : 0)
                        .append(a > b ? 1 : 0)
                        .append(';');
            }
            System.out.println(
                    "float " + a + " neg " + -a + " : " + s.toString().hashCode() + " " + s.substring(0, 120));
        }
        for (double a : DOUBLES) {
            StringBuilder s = new StringBuilder();
            for (double b : DOUBLES) {
                s.append(a + b)
                        .append(' ')
                        .append(a - b)
                        .append(' ')
                        .append(a * b)
                        .append(' ')
                        .append(a / b)
                        .append(' ')
                        .append(a % b)
                        .append(' ');
                s.append(a < b ? 1 : 0)
                        .append(a <= b ? 1 : 0)
                        .append(a == b ? 1 : 0)
                        .append(a != b ? 1 : 0)
                        .append(a >= b ? 1 : 0)
                        .append(a > b ? 1 : 0)
                        .append(';');
            }
            System.out.println("double " + a + " neg " + -a + " : " + s.toString().hashCode() + " "
                    + s.substring(0, 120));
        }
        show("0.1f+0.2f", 0.1f + 0.2f);
        show("0.1+0.2", 0.1 + 0.2);
        show("5.5 % -2", 5.5 % -2);
        show("-5.5 % 2", -5.5 % 2);
        show("1e308*10", 1e308 * 10);
        show("1e-320/10", 1e-320 / 10);
        show("1e20 % 3", 1e20 % 3);
        show("1e38f * 10", 1e38f * 10);
        show("min % max", Double.MIN_VALUE % Double.MAX_VALUE);
        show("0/0", 0.0 / 0.0);
        show("1/-0", 1 / -0.0);
        show("float of double", (float) 1e-46);
        show("float of double", (float) 3.4028236e38);
        show("double of float", (double) 0.1f);
        double nan = Double.NaN;
        System.out.println((nan < 0) + " " + (nan >= 0) + " " + (nan == nan) + " " + (nan != nan)
                + " " + !(nan < 1) + " " + !(nan > 1));
        float fnan = Float.NaN;
        System.out.println((fnan < 0) + " " + (fnan >= 0) + " " + (fnan == fnan) + " "
                + (fnan != fnan) + " " + (0.0 == -0.0) + " " + Double.valueOf(0.0).equals(-0.0));
        System.out.println(Double.compare(0.0, -0.0) + " "
                + Double.compare(nan, Double.POSITIVE_INFINITY) + " " + Float.compare(-0f, 0f));
        double sum = 0;
        for (int i = 0; i < 10; i++) sum += 0.1;
        System.out.println(sum);
        float fsum = 0;
        for (int i = 0; i < 1000000; i++) fsum += 0.1f;
        System.out.println(fsum);
        double product = 1;
        for (int i = 1; i < 25; i++) product *= i;
        System.out.println(product);
        double x = 1;
        int steps = 0;
        while (x > 0) {
            x /= 2;
            steps++;
        }
        System.out.println(steps);
        double d = 1.0;
        d++;
        d += 1;
        d--;
        d /= 3;
        System.out.println(d);
        float f = 1;
        f++;
        f *= 1.1;
        f -= 0.1;
        System.out.println(f);
        System.out.println(Math.ulp(1.0) + " " + Math.nextUp(1.0f) + " " + Math.scalb(1.0, -1074)
                + " " + Math.getExponent(1e300) + " " + Math.IEEEremainder(5, 3));
        System.out.println(Math.fma(0.1, 10, -1) + " " + Math.fma(0.1f, 10f, -1f));
        System.out.println(Double.toHexString(0.1) + " " + Double.toHexString(Double.MIN_VALUE)
                + " " + Float.toHexString(1.5f) + " " + Double.parseDouble("0x1.8p1"));
    }
}
