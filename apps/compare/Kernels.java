// SPDX-License-Identifier: Apache-2.0
// Interpreter kernels for apps/compare/run.py: each does a fixed amount of work and returns a checksum. `Kernels name...` prints
// one line "name milliseconds checksum" per kernel: the best of three rounds after one warm-up round.

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

public class Kernels {
    // ---- calls
    static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    static long calls() {
        return fib(27);
    }

    int depth;

    int ackermann(int m, int n) {
        depth++;
        return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
    }

    static long virtualCalls() {
        Kernels k = new Kernels();
        return k.ackermann(2, 220) + k.depth;
    }

    // ---- loops
    static long loops() {
        int sum = 0;
        for (int i = 0; i < 2500; i++) {
            for (int j = 0; j < 1000; j++) {
                sum += i ^ j;
                if ((sum & 7) == 3) {
                    sum -= j;
                }
            }
        }
        return sum;
    }

    static long longArithmetic() {
        long x = 88172645463325252L;
        long sum = 0;
        for (int i = 0; i < 700_000; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
            sum += x % 1000;
        }
        return sum;
    }

    // ---- fields
    static final class Vector {
        int x, y, z;
        long length;
        static int count;
    }

    static long fields() {
        Vector v = new Vector();
        Vector.count = 0;
        for (int i = 0; i < 800_000; i++) {
            v.x += i;
            v.y = v.x - v.z;
            v.z = v.y ^ i;
            v.length += v.z;
            Vector.count++;
        }
        return v.length + Vector.count;
    }

    // ---- arrays
    static long sieve() {
        boolean[] composite = new boolean[1_000_001];
        int primes = 0;
        for (int i = 2; i < composite.length; i++) {
            if (!composite[i]) {
                primes++;
                for (long j = (long) i * i; j < composite.length; j += i) {
                    composite[(int) j] = true;
                }
            }
        }
        return primes;
    }

    static long matrix() {
        int n = 90;
        int[][] a = new int[n][n], b = new int[n][n], c = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = i + j;
                b[i][j] = i - j;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += a[i][k] * b[k][j];
                }
                c[i][j] = sum;
            }
        }
        return c[17][42] + c[n - 1][n - 1];
    }

    static long sorting() {
        int[] values = new int[60_000];
        int seed = 42;
        for (int i = 0; i < values.length; i++) {
            seed = seed * 1103515245 + 12345;
            values[i] = seed >>> 8;
        }
        quickSort(values, 0, values.length - 1);
        return values[100] + values[50_000];
    }

    static void quickSort(int[] v, int low, int high) {
        int i = low, j = high, pivot = v[(low + high) >>> 1];
        while (i <= j) {
            while (v[i] < pivot) i++;
            while (v[j] > pivot) j--;
            if (i <= j) {
                int t = v[i];
                v[i++] = v[j];
                v[j--] = t;
            }
        }
        if (low < j) quickSort(v, low, j);
        if (i < high) quickSort(v, i, high);
    }

    // ---- interfaces and lambdas
    interface Shape {
        double area();
    }

    record Circle(double r) implements Shape {
        public double area() {
            return 3.0 * r * r;
        }
    }

    record Square(double a) implements Shape {
        public double area() {
            return a * a;
        }
    }

    record Rectangle(double a, double b) implements Shape {
        public double area() {
            return a * b;
        }
    }

    static long interfaces() {
        Shape[] shapes = {new Circle(2), new Square(3), new Rectangle(2, 5), new Circle(1)};
        double sum = 0;
        for (int i = 0; i < 600_000; i++) {
            sum += shapes[i & 3].area();
        }
        return (long) sum;
    }

    static long lambdas() {
        IntBinaryOperator add = (a, b) -> a + b, xor = (a, b) -> a ^ b;
        int sum = 0;
        for (int i = 0; i < 300_000; i++) {
            sum = add.applyAsInt(sum, xor.applyAsInt(i, 5));
        }
        return sum;
    }

    static long streams() {
        long sum = 0;
        for (int i = 0; i < 20; i++) {
            sum += IntStream.range(0, 5_000).filter(x -> x % 3 == 0).mapToLong(x -> (long) x * x).sum();
        }
        return sum;
    }

    // ---- allocation
    static final class Node {
        Node left, right;
        int value;

        Node(int depth) {
            value = depth;
            if (depth > 0) {
                left = new Node(depth - 1);
                right = new Node(depth - 1);
            }
        }

        int sum() {
            return value + (left == null ? 0 : left.sum() + right.sum());
        }
    }

    static long allocation() {
        long sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += new Node(13).sum();
        }
        return sum;
    }

    static long boxing() {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            list.add(i * 7);
        }
        long sum = 0;
        for (Integer i : list) {
            sum += i;
        }
        return sum;
    }

    // ---- strings
    static long strings() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            text.append(i).append(',').append("item").append(i % 7);
        }
        String s = text.toString();
        int commas = 0;
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) == ',') {
                commas++;
            }
        }
        return s.hashCode() + commas + s.indexOf("39999,item");
    }

    static long stringSplit() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append("word").append(i % 97).append(' ');
        }
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : text.toString().split(" ")) {
            counts.merge(word.toUpperCase(), 1, Integer::sum);
        }
        return counts.hashCode();
    }

    // ---- maps
    static long maps() {
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < 150_000; i++) {
            map.merge(i * 31 & 0x3fff, 1, Integer::sum);
        }
        Map<String, Integer> linked = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            linked.put("key" + (i & 1023), i);
        }
        return map.size() + map.get(31) + linked.hashCode();
    }

    // ---- exceptions
    static int thrower(int i) {
        if ((i & 3) == 0) {
            throw new IllegalStateException("even");
        }
        return i;
    }

    static long exceptions() {
        long sum = 0;
        int[] small = new int[4];
        for (int i = 0; i < 20_000; i++) {
            try {
                sum += thrower(i);
            } catch (IllegalStateException e) {
                sum++;
            }
            try {
                small[i & 7] = i;
            } catch (ArrayIndexOutOfBoundsException e) {
                sum += 2;
            }
        }
        return sum;
    }

    // ---- synchronization
    int counter;

    synchronized void increment() {
        counter++;
    }

    static long synchronization() {
        Kernels k = new Kernels();
        for (int i = 0; i < 500_000; i++) {
            k.increment();
            synchronized (k) {
                k.counter--;
            }
        }
        return k.counter;
    }

    // ---- floating point
    static long floatingPoint() {
        int inside = 0;
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 80; x++) {
                double cr = x / 40.0 - 1.5, ci = y / 40.0 - 1.0, zr = 0, zi = 0;
                int n = 0;
                while (n < 200 && zr * zr + zi * zi < 4) {
                    double t = zr * zr - zi * zi + cr;
                    zi = 2 * zr * zi + ci;
                    zr = t;
                    n++;
                }
                inside += n;
            }
        }
        return inside;
    }

    static long mathCalls() {
        double sum = 0;
        for (int i = 1; i < 150_000; i++) {
            sum += Math.sqrt(i) + Math.abs(-i) + Math.max(i, 3) + Math.floor(i / 3.0);
        }
        return (long) sum;
    }

    // ---- switch and casts
    static long switches() {
        int state = 0;
        Object[] things = {"a", 1, 2L, 'c'};
        for (int i = 0; i < 700_000; i++) {
            switch (i % 11) {
                case 0 -> state += 3;
                case 1 -> state ^= i;
                case 2, 3 -> state--;
                case 7 -> state += state >> 3;
                default -> state++;
            }
            if (things[i & 3] instanceof String s) {
                state += s.length();
            }
        }
        return state;
    }

    static long library() {
        byte[] data = new byte[100_000];
        Arrays.fill(data, (byte) 7);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        long sum = 0;
        for (int i = 0; i < 30; i++) {
            crc.update(data);
            sum += Arrays.hashCode(Arrays.copyOf(data, 5000));
        }
        java.math.BigInteger big = java.math.BigInteger.ONE;
        for (int i = 1; i < 400; i++) {
            big = big.multiply(java.math.BigInteger.valueOf(i));
        }
        return crc.getValue() + sum + big.bitLength();
    }

    static final Map<String, LongSupplier> KERNELS = new LinkedHashMap<>();

    static {
        KERNELS.put("calls", Kernels::calls);
        KERNELS.put("virtual", Kernels::virtualCalls);
        KERNELS.put("loops", Kernels::loops);
        KERNELS.put("long", Kernels::longArithmetic);
        KERNELS.put("fields", Kernels::fields);
        KERNELS.put("sieve", Kernels::sieve);
        KERNELS.put("matrix", Kernels::matrix);
        KERNELS.put("sorting", Kernels::sorting);
        KERNELS.put("interfaces", Kernels::interfaces);
        KERNELS.put("lambdas", Kernels::lambdas);
        KERNELS.put("streams", Kernels::streams);
        KERNELS.put("allocation", Kernels::allocation);
        KERNELS.put("boxing", Kernels::boxing);
        KERNELS.put("strings", Kernels::strings);
        KERNELS.put("split", Kernels::stringSplit);
        KERNELS.put("maps", Kernels::maps);
        KERNELS.put("exceptions", Kernels::exceptions);
        KERNELS.put("synchronized", Kernels::synchronization);
        KERNELS.put("float", Kernels::floatingPoint);
        KERNELS.put("math", Kernels::mathCalls);
        KERNELS.put("switches", Kernels::switches);
        KERNELS.put("library", Kernels::library);
    }

    public static void main(String[] names) {
        for (String name : names.length == 0 ? KERNELS.keySet().toArray(new String[0]) : names) {
            LongSupplier kernel = KERNELS.get(name);
            long checksum = kernel.getAsLong();
            long best = Long.MAX_VALUE;
            for (int round = 0; round < 3; round++) {
                long start = System.nanoTime();
                long again = kernel.getAsLong();
                best = Math.min(best, System.nanoTime() - start);
                if (again != checksum) {
                    throw new AssertionError(name + ": " + checksum + " then " + again);
                }
            }
            System.out.println(name + " " + best / 1000 / 1000.0 + " " + checksum);
        }
    }
}
