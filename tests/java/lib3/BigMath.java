// SPDX-License-Identifier: Apache-2.0
// Big integers and decimals, rounding, floating-point functions and texts, random generators.
import java.math.*;
import java.util.*;
import java.util.stream.*;

public class BigMath {
    static void p(Object o) { System.out.println(o); }
    interface B {
        Object r() throws Throwable;
    }
    static void t(String n, B b) {
        try {
            p(n + " " + b.r());
        } catch (Throwable e) { p(n + " !! " + e); }
    }
    static String h(BigInteger b) { return b.bitLength() + ":" + b.hashCode(); }
    static BigDecimal pi(int d) {
        MathContext mc = new MathContext(d + 10);
        BigDecimal a = BigDecimal.ONE, b = BigDecimal.ONE.divide(BigDecimal.valueOf(2).sqrt(mc), mc), t = new BigDecimal("0.25"),
                   p = BigDecimal.ONE;
        for (int i = 0; i < 9; i++) {
            BigDecimal x = a.add(b).divide(BigDecimal.valueOf(2), mc);
            b = a.multiply(b).sqrt(mc);
            t = t.subtract(p.multiply(a.subtract(x).pow(2)), mc);
            a = x;
            p = p.add(p);
        }
        return a.add(b).pow(2).divide(t.multiply(BigDecimal.valueOf(4)), new MathContext(d));
    }
    public static void main(String[] args) {
        Random r = new Random(1);
        BigInteger a = new BigInteger(20000, r), b = new BigInteger(9000, r), m = new BigInteger(1024, 20, r);
        p(h(a.multiply(b)) + " " + h(a.multiply(a)) + " " + h(a.divide(b)) + " " + h(a.mod(b)) + " "
                + h(a.gcd(b.multiply(BigInteger.valueOf(360)))) + " " + h(a.sqrt()) + " " + h(a.modPow(b.shiftRight(8000), m))
                + " " + h(b.modInverse(m)) + " " + m.isProbablePrime(30) + " " + h(m.nextProbablePrime()) + " "
                + a.toString().hashCode() + " " + new BigInteger(a.toString()).equals(a) + " " + a.toString(36).hashCode());
        BigInteger f = BigInteger.ONE;
        for (int i = 2; i <= 3000; i++) f = f.multiply(BigInteger.valueOf(i));
        p(f.toString().length() + " " + f.toString().hashCode() + " " + f.getLowestSetBit() + " " + f.bitCount());
        BigInteger x = BigInteger.ZERO, y = BigInteger.ONE;
        for (int i = 0; i < 20000; i++) {
            BigInteger z = x.add(y);
            x = y;
            y = z;
        }
        p(h(x));
        p(h(BigInteger.TWO.pow(100_000).subtract(BigInteger.ONE).pow(3)) + " "
                + BigInteger.valueOf(3).pow(5000).toString().substring(0, 30));
        long big = 0;
        BigInteger acc = BigInteger.valueOf(-7);
        for (int i = 1; i < 3000; i++) {
            acc = acc.multiply(BigInteger.valueOf(i | 1))
                          .xor(BigInteger.valueOf(i))
                          .shiftRight(i % 11)
                          .negate()
                          .or(BigInteger.ONE)
                          .and(BigInteger.ONE.shiftLeft(500).subtract(BigInteger.ONE))
                          .subtract(BigInteger.valueOf(i * 3L))
                          .flipBit(i % 300);
            big += acc.intValue();
        }
        p(big + " " + acc.signum() + h(acc) + " " + Arrays.hashCode(acc.toByteArray()) + " " + acc.doubleValue() + " "
                + acc.floatValue() + " " + acc.testBit(5) + acc.not().compareTo(acc.andNot(BigInteger.TEN)));
        p(pi(300));
        BigDecimal e = BigDecimal.ONE, term = BigDecimal.ONE;
        MathContext mc = new MathContext(200);
        for (int i = 1; i < 150; i++) {
            term = term.divide(BigDecimal.valueOf(i), mc);
            e = e.add(term, mc);
        }
        p(e.round(new MathContext(190)));
        String[] nums = {"0", "1", "-1", "123.4500", "-0.00012345", "9999999999999999999", "1E+30", "-7.5E-40", "99.995", "2.5",
                "-2.5", "1000000000000000000000000.0001"};
        long hash = 7;
        for (String s : nums) {
            BigDecimal u = new BigDecimal(s);
            StringBuilder sb = new StringBuilder(u + " " + u.toPlainString().length() + " " + u.toEngineeringString() + " "
                    + u.scale() + " " + u.precision() + " " + u.stripTrailingZeros() + " " + u.unscaledValue() + " " + u.ulp()
                    + " " + u.doubleValue() + " " + u.hashCode() + " ");
            for (RoundingMode rm : RoundingMode.values()) {
                try {
                    sb.append(u.setScale(1, rm)).append(',');
                } catch (ArithmeticException q) { sb.append("X,"); }
                try {
                    sb.append(u.round(new MathContext(3, rm))).append(';');
                } catch (ArithmeticException q) { sb.append("Y;"); }
            }
            p(sb);
            for (String v : nums) {
                BigDecimal w = new BigDecimal(v);
                for (Object o : new Object[] {
                             u.add(w), u.subtract(w), u.multiply(w), u.compareTo(w), u.max(w), u.add(w, MathContext.DECIMAL32)})
                    hash = hash * 31 + o.hashCode();
                if (w.signum() != 0) {
                    hash = hash * 31 + u.divide(w, MathContext.DECIMAL128).hashCode() + u.remainder(w).hashCode()
                            + u.divideToIntegralValue(w).hashCode();
                    try {
                        hash = hash * 31 + u.divide(w).hashCode();
                    } catch (ArithmeticException q) { hash += q.getMessage().hashCode(); }
                }
            }
        }
        p(hash);
        t("div0", () -> BigDecimal.ONE.divide(BigDecimal.ZERO));
        t("00", () -> BigDecimal.ZERO.divide(BigDecimal.ZERO));
        t("exact", () -> new BigDecimal("1e10").longValueExact() + " " + new BigDecimal("1.5").intValueExact());
        t("ovf", () -> BigInteger.TWO.pow(70).longValueExact());
        t("huge", () -> BigInteger.ONE.shiftLeft(Integer.MAX_VALUE).shiftLeft(10));
        t("neg pow", () -> BigInteger.ONE.pow(-1));
        t("mod", () -> BigInteger.TEN.mod(BigInteger.ZERO));
        t("inv", () -> BigInteger.TEN.modInverse(BigInteger.valueOf(4)));
        t("parse", () -> new BigInteger("12x"));
        t("parse2", () -> new BigDecimal("1e"));
        t("nan", () -> new BigDecimal(Double.NaN));
        t("sqrt", () -> BigInteger.valueOf(-4).sqrt());
        t("dbl",
                ()
                        -> new BigDecimal(0.1) + " " + BigDecimal.valueOf(0.1) + " " + new BigDecimal("1e400").doubleValue() + " "
                        + new BigDecimal("4.9e-324").doubleValue() + " "
                        + new BigDecimal("1.7976931348623159e308").doubleValue());
        t("scale", () -> BigDecimal.valueOf(1, Integer.MAX_VALUE).multiply(BigDecimal.valueOf(1, 5)));
        t("sq", () -> new BigDecimal("2").sqrt(new MathContext(50)) + " " + new BigDecimal("1e-20").sqrt(MathContext.UNLIMITED));
        double d = 0;
        for (int i = -2000; i < 2000; i++) {
            double q = i / 37.0;
            d += Math.sin(q) * Math.cos(q) + Math.tan(q / 10) + Math.atan2(q, 3) + Math.cbrt(q) + Math.exp(q / 60)
                    + Math.log1p(Math.abs(q)) + Math.hypot(q, 2) + Math.sinh(q / 30) + Math.pow(Math.abs(q), 0.3)
                    + Math.IEEEremainder(q, 0.7) + Math.rint(q) + Math.fma(q, q, 1) + StrictMath.asin(Math.sin(q))
                    + Math.scalb(q, 3) + Math.nextAfter(q, 9) + Math.toDegrees(q) + Math.log10(Math.abs(q) + 1)
                    + Math.expm1(q / 99);
        }
        p(d + " " + Double.doubleToLongBits(d));
        p(Math.multiplyHigh(Long.MAX_VALUE, Long.MIN_VALUE + 5) + " " + Math.floorMod(-7, 3) + " " + Math.round(-2.5) + " "
                + Math.round(0.49999999999999994) + " " + Long.divideUnsigned(-1, 7) + " " + Long.remainderUnsigned(-5, 1000)
                + " " + Long.toUnsignedString(-1, 7) + " " + Long.parseUnsignedLong("ffffffffffffffff", 16) + " "
                + Integer.reverse(12345));
        StringBuilder sb = new StringBuilder();
        for (double q : new double[] {1e21, 1e-7, 2e-3, 1.0E10, 123456789012345680.0, Double.MIN_VALUE, 0.1f,
                     2.2250738585072014E-308, 9.5367431640625E-7, 2E23, 1.0 / 3})
            sb.append(q)
                    .append(' ')
                    .append((float) q)
                    .append(' ')
                    .append(Double.toHexString(q))
                    .append(' ')
                    .append(String.format("%.3e %g %a %s|", q, q, q, q));
        p(sb);
        p(Double.parseDouble("0x1.8p3") + Double.parseDouble("1e-400") + Double.parseDouble("2.2250738585072012e-308")
                + Float.parseFloat("16777217.0000001") + " " + Arrays.stream(new double[] {0.1, 0.2, 0.3, 1e20, -1e20}).sum()
                + " " + DoubleStream.of(1, 2, Double.NaN).summaryStatistics());
        p(r.doubles(1000).sum() + " " + r.nextGaussian() + " " + r.longs(5, -10, 10).boxed().toList() + " "
                + new SplittableRandom(5).split().nextInt() + " "
                + java.util.random.RandomGenerator.of("L64X128MixRandom").getClass().getSimpleName() + " "
                + java.util.random.RandomGeneratorFactory.<java.util.random.RandomGenerator>of("Xoshiro256PlusPlus")
                        .create(7)
                        .nextLong()
                + " "
                + java.util.random.RandomGeneratorFactory.all()
                        .map(java.util.random.RandomGeneratorFactory::name)
                        .sorted()
                        .toList());
    }
}
