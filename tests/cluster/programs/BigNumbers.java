// Shows BigInteger and BigDecimal work divided between threads, with the parts put together by
// main.
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

public class BigNumbers {
    static class Product implements Runnable {
        final int from;
        final int to;
        BigInteger result = BigInteger.ONE;
        Product(int from, int to) {
            this.from = from;
            this.to = to;
        }
        public void run() {
            BigInteger product = BigInteger.ONE;
            for (int i = from; i < to; i++) product = product.multiply(BigInteger.valueOf(i));
            result = product;
        }
    }

    static class Checker implements Runnable {
        final BigInteger number;
        final BigInteger[] shared;
        String text;
        BigDecimal decimal;
        Checker(BigInteger number, BigInteger[] shared) {
            this.number = number;
            this.shared = shared;
        }
        public void run() {
            BigInteger modulus = BigInteger.TWO.pow(127).subtract(BigInteger.ONE);
            BigInteger power = number.modPow(modulus.shiftRight(3), modulus);
            synchronized (shared) {
                shared[0] = shared[0].add(power).xor(number);
                shared[1] = shared[1].gcd(number);
            }
            text = power.toString(36) + " " + number.bitLength() + " " + number.bitCount() + " "
                + number.mod(BigInteger.valueOf(1009)) + " " + modulus.isProbablePrime(20) + " "
                + number.signum() + " " + number.compareTo(power) + " "
                + number.negate().hashCode();
            decimal = new BigDecimal(power, 20)
                          .divide(new BigDecimal("3.7"), new MathContext(40))
                          .setScale(25, RoundingMode.HALF_EVEN);
        }
    }

    public static void main(String[] args) throws Exception {
        Product[] products = new Product[4];
        Thread[] threads = new Thread[4];
        for (int i = 0; i < 4; i++) {
            products[i] = new Product(i * 50 + 1, (i + 1) * 50 + 1);
            (threads[i] = new Thread(products[i])).start();
        }
        BigInteger factorial = BigInteger.ONE;
        for (int i = 0; i < 4; i++) {
            threads[i].join();
            factorial = factorial.multiply(products[i].result);
        }
        System.out.println(factorial);
        BigInteger[] shared = {BigInteger.ZERO, factorial};
        for (Product product : products) {
            Checker checker = new Checker(product.result.add(BigInteger.valueOf(7)), shared);
            Thread thread = new Thread(checker);
            thread.start();
            thread.join();
            System.out.println(checker.text);
            System.out.println(
                checker.decimal + " " + checker.decimal.stripTrailingZeros().scale());
        }
        System.out.println(shared[0] + " " + shared[1]);
        BigInteger[] parts = factorial.divideAndRemainder(products[2].result.add(BigInteger.TEN));
        System.out.println(parts[0].bitLength() + " " + parts[1]);
        try {
            parts[0].divide(BigInteger.ZERO);
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage());
        }
    }
}
