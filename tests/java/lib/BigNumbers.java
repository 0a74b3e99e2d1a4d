// SPDX-License-Identifier: Apache-2.0
// BigInteger and BigDecimal: arithmetic of all sizes, modular, primes, radix, scale and rounding
// modes, square roots, pi digits.
import java.math.*;
import java.util.*;

public class BigNumbers {
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + " = " + c.call());
        } catch (Exception e) { System.out.println(l + " ! " + e); }
    }
    static String pi(int n) {
        BigInteger q = BigInteger.ONE, r = BigInteger.ZERO, t = BigInteger.ONE, k = BigInteger.ONE,
                   m = BigInteger.valueOf(3), x = BigInteger.valueOf(3);
        StringBuilder s = new StringBuilder();
        while (s.length() < n) {
            if (q.shiftLeft(2).add(r).subtract(t).compareTo(m.multiply(t)) < 0) {
                s.append(m);
                BigInteger nr = BigInteger.TEN.multiply(r.subtract(m.multiply(t)));
                m = q.multiply(BigInteger.valueOf(3))
                            .add(r)
                            .multiply(BigInteger.TEN)
                            .divide(t)
                            .subtract(m.multiply(BigInteger.TEN));
                q = q.multiply(BigInteger.TEN);
                r = nr;
            } else {
                BigInteger nr = q.shiftLeft(1).add(r).multiply(x);
                BigInteger nn = q.multiply(k.multiply(BigInteger.valueOf(7)))
                                        .add(BigInteger.TWO)
                                        .add(r.multiply(x))
                                        .divide(t.multiply(x));
                q = q.multiply(k);
                t = t.multiply(x);
                x = x.add(BigInteger.TWO);
                k = k.add(BigInteger.ONE);
                m = nn;
                r = nr;
            }
        }
        return s.toString();
    }
    public static void main(String[] args) {
        BigInteger f = BigInteger.ONE;
        for (int i = 2; i <= 200; i++) f = f.multiply(BigInteger.valueOf(i));
        System.out.println(f + " " + f.bitLength() + " " + f.toString(36).length() + " "
                + f.hashCode() + " " + f.getLowestSetBit());
        BigInteger a = new BigInteger("123456789012345678901234567890"),
                   b = new BigInteger("-987654321098765432109876543210");
        System.out.println(a.add(b) + " " + a.subtract(b) + " " + a.multiply(b) + " " + b.divide(a)
                + " " + b.remainder(a) + " " + b.mod(a) + " " + a.pow(5) + " " + a.gcd(b) + " "
                + a.negate() + b.abs() + b.signum() + a.compareTo(b) + " " + a.and(b) + " "
                + a.or(b) + " " + a.xor(b) + " " + a.not() + " " + b.shiftLeft(70) + " "
                + b.shiftRight(33) + " " + a.testBit(5) + a.setBit(100) + a.clearBit(1).flipBit(0)
                + " " + a.bitCount() + " " + b.bitLength() + " "
                + Arrays.toString(b.toByteArray()) + new BigInteger(b.toByteArray()).equals(b) + " "
                + a.longValue() + " " + a.intValue() + " " + a.doubleValue() + " " + b.floatValue()
                + " " + a.modPow(b.negate(), BigInteger.valueOf(1000000007)) + " "
                + a.modInverse(BigInteger.valueOf(1000000007)) + " " + a.sqrt()
                + Arrays.toString(a.divideAndRemainder(BigInteger.valueOf(97)))
                + BigInteger.valueOf(97).isProbablePrime(20)
                + BigInteger.valueOf(1000).nextProbablePrime() + new BigInteger("zz", 36)
                + a.max(b).equals(a));
        BigInteger big = a.pow(300), big2 = b.pow(299);
        System.out.println(big.multiply(big2).hashCode() + " " + big.divide(big2.abs()) + " "
                + big.multiply(big).sqrt().equals(big) + " " + big.toString().hashCode() + " "
                + new BigInteger(big.toString()).equals(big) + " "
                + new BigInteger(1000, new Random(3)).hashCode() + " "
                + new BigInteger("1".repeat(3000)).mod(BigInteger.valueOf(9973)));
        t("div 0", () -> a.divide(BigInteger.ZERO));
        t("bad", () -> new BigInteger("12x"));
        t("empty", () -> new BigInteger(""));
        t("exact", () -> a.longValueExact());
        t("neg pow", () -> a.pow(-1));
        t("neg sqrt", () -> b.sqrt());
        t("no inverse", () -> BigInteger.TWO.modInverse(BigInteger.valueOf(4)));
        System.out.println(pi(300));
        BigDecimal x = new BigDecimal("123.456789"), y = new BigDecimal("-0.00123");
        System.out.println(x.add(y) + " " + x.subtract(y) + " " + x.multiply(y) + " "
                + x.divide(y, 10, RoundingMode.HALF_UP) + " " + x.divide(y, MathContext.DECIMAL32)
                + " " + x.remainder(y) + " " + x.pow(7) + " " + y.negate() + y.scale()
                + y.precision() + y.unscaledValue() + " " + x.setScale(2, RoundingMode.DOWN) + " "
                + x.round(new MathContext(4)) + " " + x.movePointLeft(5) + " " + x.movePointRight(9)
                + " " + y.stripTrailingZeros() + " " + new BigDecimal("100").stripTrailingZeros()
                + " " + new BigDecimal("1E+3").toPlainString() + " "
                + new BigDecimal("12345E-10").toEngineeringString() + " " + new BigDecimal(0.1)
                + " " + BigDecimal.valueOf(0.1) + " "
                + new BigDecimal("1.0").equals(new BigDecimal("1.00"))
                + new BigDecimal("1.0").compareTo(new BigDecimal("1.00"))
                + new BigDecimal("1.0").hashCode() + " "
                + new BigDecimal(2).sqrt(new MathContext(50)) + " " + x.toBigInteger()
                + x.doubleValue() + x.ulp() + x.max(y) + " "
                + Arrays.toString(x.divideAndRemainder(new BigDecimal("7"))));
        for (RoundingMode r : RoundingMode.values()) {
            StringBuilder s = new StringBuilder(r + ":");
            for (String v : new String[] {
                         "5.5", "2.5", "1.6", "1.1", "1.0", "-1.0", "-1.1", "-1.6", "-2.5", "-5.5"})
                try {
                    s.append(' ').append(new BigDecimal(v).setScale(0, r));
                } catch (ArithmeticException e) { s.append(" !").append(e.getMessage()); }
            System.out.println(s);
        }
        t("1/3", () -> BigDecimal.ONE.divide(new BigDecimal(3)));
        t("1/8", () -> BigDecimal.ONE.divide(new BigDecimal(8)));
        t("x/0", () -> x.divide(BigDecimal.ZERO));
        t("0/0", () -> BigDecimal.ZERO.divide(BigDecimal.ZERO));
        t("nan", () -> new BigDecimal(Double.NaN));
        t("bad", () -> new BigDecimal("1.2.3"));
        t("exact", () -> x.intValueExact());
        t("huge", () -> new BigDecimal("1E+2147483647").multiply(new BigDecimal("1E+10")));
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 1; i <= 300; i++)
            sum = sum.add(BigDecimal.ONE.divide(BigDecimal.valueOf(i), 40, RoundingMode.HALF_EVEN));
        System.out.println(sum);
        BigDecimal e = BigDecimal.ONE, term = BigDecimal.ONE;
        for (int i = 1; i < 60; i++) {
            term = term.divide(BigDecimal.valueOf(i), 80, RoundingMode.HALF_EVEN);
            e = e.add(term);
        }
        System.out.println(e.round(new MathContext(60)));
    }
}
