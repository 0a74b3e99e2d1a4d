// SPDX-License-Identifier: Apache-2.0
// Several threads run the same code for the first time at once: resolution, class initialization, interface caches and
// accessors must give every thread the same answers.
import java.util.concurrent.CyclicBarrier;
import java.util.function.IntUnaryOperator;

public class ColdCode {
    static final int THREADS = 6;

    interface Shape {
        int area(int n);
        default String kind() { return getClass().getSimpleName() + area(2); }
    }
    record Square(int side) implements Shape { public int area(int n) { return side * side * n; } }
    record Strip(int width) implements Shape { public int area(int n) { return width * n; } }
    static class Point implements Shape { public int area(int n) { return 0; } }
    static final class Big extends Point { @Override public int area(int n) { return super.area(n) + 1000; } }
    enum Unit implements Shape {
        ONE { public int area(int n) { return 1; } }, TWO { public int area(int n) { return 2; } };
    }
    static class Counter {
        static int initialized;
        static volatile long total;
        static final long[] table = new long[10];
        static {
            initialized++;
            for (int i = 0; i < 10; i++) table[i] = i * i;
        }
        private int value;
        private boolean odd;
        private byte small;
        private char letter = 'a';
        private double ratio;
        int value() { return value; }
        boolean odd() { return odd; }
        byte small() { return small; }
        char letter() { return letter; }
        double ratio() { return ratio; }
        synchronized void add(int n) {
            value += n;
            odd = (value & 1) != 0;
            small = (byte) value;
            letter++;
            ratio = value / 2.0;
        }
    }
    static long once(int seed) {
        Shape[] shapes = {new Square(3), new Strip(4), new Point(), new Big(), Unit.ONE, Unit.TWO, n -> n * seed};
        long sum = 0;
        for (int i = 0; i < 70; i++) {
            Shape s = shapes[i % shapes.length];
            sum = sum * 31 + s.area(i) + (s instanceof Point ? 1 : 0) + (s instanceof Unit u ? u.ordinal() : 7);
            if (i < 6) sum += s.kind().hashCode();
        }
        Counter c = new Counter();
        for (int i = 0; i < 20; i++) c.add(i + seed);
        sum += c.value() + (c.odd() ? 1 : 0) + c.small() + c.letter() + (long) (c.ratio() * 4) + Counter.table[seed % 10];
        Object[] mixed = {1, "two", 3L, 'c', 4.5, new int[] {5}, null};
        for (Object o : mixed) {
            try {
                sum += ((Integer) o) + 100;
            } catch (ClassCastException e) {
                sum += 3;
            } catch (NullPointerException e) {
                sum += 5;
            }
        }
        IntUnaryOperator f = x -> x + seed;
        int[][] grid = new int[3][4];
        grid[seed % 3][seed % 4] = f.applyAsInt(9);
        try {
            grid[2][4]++;
        } catch (ArrayIndexOutOfBoundsException e) {
            sum += e.getMessage().length();
        }
        String text = "seed " + seed + ' ' + sum + grid[seed % 3][seed % 4];
        return sum * 17 + text.hashCode();
    }
    public static void main(String[] args) throws Exception {
        long[][] results = new long[THREADS][8];
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Thread[] threads = new Thread[THREADS];
        for (int t = 0; t < THREADS; t++) {
            int me = t;
            threads[t] = new Thread(() -> {
                try {
                    start.await();
                } catch (Exception e) { throw new AssertionError(e); }
                for (int i = 0; i < 8; i++) results[me][i] = once(i);
            });
            threads[t].start();
        }
        for (Thread t : threads) t.join();
        for (int i = 0; i < 8; i++) {
            boolean same = true;
            for (int t = 0; t < THREADS; t++) same &= results[t][i] == results[0][i];
            System.out.println(i + " " + same + " " + (results[0][i] == once(i)));
        }
        System.out.println(Counter.initialized);
    }
}
