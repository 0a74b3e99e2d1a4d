// SPDX-License-Identifier: Apache-2.0
// Math and StrictMath on edge values (exact functions printed in full; the others where the results
// are fixed), rounding, exact arithmetic.
import java.util.function.*;

public class MathFunctions {
    static final double[] XS = {0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 1e-10, 123.456, -1e5,
            1e300, Double.MAX_VALUE, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, Math.PI, Math.E, 0.49999999999999994, 4503599627370497.5};
    static void all(String n, DoubleUnaryOperator f) {
        StringBuilder b = new StringBuilder(n + ":");
        for (double x : XS) b.append(' ').append(f.applyAsDouble(x));
        System.out.println(b);
    }
    static void two(String n, DoubleBinaryOperator f) {
        long h = 0;
        StringBuilder b = new StringBuilder(n + ":");
        for (double x : XS)
            for (double y : XS) {
                double v = f.applyAsDouble(x, y);
                h = h * 31 + Double.doubleToLongBits(v);
                if (x == 2.5) b.append(' ').append(v);
            }
        System.out.println(b + " hash " + h);
    }
    public static void main(String[] args) {
        all("sqrt", Math::sqrt);
        all("ceil", Math::ceil);
        all("floor", Math::floor);
        all("rint", Math::rint);
        all("abs", Math::abs);
        all("signum", Math::signum);
        all("ulp", Math::ulp);
        all("nextUp", Math::nextUp);
        all("nextDown", Math::nextDown);
        all("toRadians", Math::toRadians);
        all("sin", StrictMath::sin);
        all("cos", StrictMath::cos);
        all("tan", StrictMath::tan);
        all("asin", StrictMath::asin);
        all("acos", StrictMath::acos);
        all("atan", StrictMath::atan);
        all("exp", StrictMath::exp);
        all("log", StrictMath::log);
        all("log10", StrictMath::log10);
        all("cbrt", StrictMath::cbrt);
        all("sinh", StrictMath::sinh);
        all("cosh", StrictMath::cosh);
        all("tanh", StrictMath::tanh);
        all("expm1", StrictMath::expm1);
        all("log1p", StrictMath::log1p);
        two("pow", StrictMath::pow);
        two("atan2", StrictMath::atan2);
        two("hypot", StrictMath::hypot);
        two("IEEEremainder", StrictMath::IEEEremainder);
        two("max", Math::max);
        two("min", Math::min);
        two("copySign", Math::copySign);
        two("nextAfter", Math::nextAfter);
        two("fma", (x, y) -> Math.fma(x, y, 1.5));
        for (double x : XS)
            System.out.print(
                    Math.round(x) + " " + Math.round((float) x) + " " + Math.getExponent(x) + ",");
        System.out.println();
        double worst = 0;
        for (double x = -20; x < 20; x += 0.137)
            for (DoubleUnaryOperator[] p : new DoubleUnaryOperator[][] {
                         {Math::sin, StrictMath::sin}, {Math::cos, StrictMath::cos},
                         {Math::tan, StrictMath::tan}, {Math::exp, StrictMath::exp},
                         {Math::atan, StrictMath::atan}, {Math::cbrt, StrictMath::cbrt},
                         {v -> Math.log(Math.abs(v)), v -> StrictMath.log(Math.abs(v))},
                         {v -> Math.pow(Math.abs(v), 1.7), v -> StrictMath.pow(Math.abs(v), 1.7)},
                         {Math::tanh, StrictMath::tanh}}) {
                double a = p[0].applyAsDouble(x), b = p[1].applyAsDouble(x);
                worst = Math.max(worst, Math.abs(a - b) / Math.ulp(b));
            }
        System.out.println("within 2 ulp " + (worst <= 2));
        int[] is = {0, 1, -1, 7, -7, Integer.MAX_VALUE, Integer.MIN_VALUE};
        for (IntBinaryOperator f : new IntBinaryOperator[] {Math::addExact, Math::subtractExact,
                     Math::multiplyExact, Math::floorDiv, Math::floorMod,
                     (a, b)
                             -> Math.negateExact(a),
                     (a, b)
                             -> Math.incrementExact(a),
                     (a, b)
                             -> Math.absExact(a),
                     (a, b)
                             -> Math.max(a, b),
                     Integer::divideUnsigned, Integer::remainderUnsigned, Integer::compareUnsigned,
                     Integer::rotateLeft}) {
            StringBuilder b = new StringBuilder();
            for (int x : is)
                for (int y : is) try {
                        b.append(f.applyAsInt(x, y)).append(' ');
                    } catch (ArithmeticException e) { b.append(e.getMessage()).append(' '); }
            System.out.println(b);
        }
        long[] ls = {0, 1, -1, 1L << 33, Long.MAX_VALUE, Long.MIN_VALUE};
        for (LongBinaryOperator f : new LongBinaryOperator[] {Math::addExact, Math::multiplyExact,
                     Math::multiplyHigh, Math::floorMod, Math::subtractExact,
                     (a, b)
                             -> Math.toIntExact(a),
                     Long::divideUnsigned, Long::remainderUnsigned,
                     (a, b)
                             -> Long.numberOfLeadingZeros(a),
                     (a, b)
                             -> Long.highestOneBit(a),
                     (a, b)
                             -> Long.reverse(a),
                     (a, b) -> Long.bitCount(a), (a, b) -> Math.multiplyFull((int) a, (int) b)}) {
            StringBuilder b = new StringBuilder();
            for (long x : ls)
                for (long y : ls) try {
                        b.append(f.applyAsLong(x, y)).append(' ');
                    } catch (ArithmeticException e) { b.append(e.getMessage()).append(' '); }
            System.out.println(b);
        }
        System.out.println(Math.scalb(1.5, 1000) + " " + Math.scalb(1f, -149) + " "
                + Math.nextAfter(0f, 1) + " " + Math.floorMod(-7L, 3) + " " + Math.abs(-0f));
    }
}
