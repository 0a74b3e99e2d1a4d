// SPDX-License-Identifier: Apache-2.0
// Class files that Mutate.java damages. Each top-level class here has a static run() that uses other parts of the instruction set and
// of the class-file format; none loops for long.

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;

class Arithmetic {
    static final long CONSTANT = 0x123456789abcdefL;
    static final float FLOAT = 1.5f;
    static final double DOUBLE = 2.5;
    static final String TEXT = "text";
    int i = 3;
    long j = 4;
    volatile double d = 5;

    static int run() {
        Arithmetic a = new Arithmetic();
        long x = CONSTANT ^ a.j << a.i >>> 3;
        float f = FLOAT * a.i % 2f - (float) a.d;
        double d = DOUBLE / f + (int) a.d % 3;
        a.d += d > 1 ? x : -x;
        byte b = (byte) x;
        char c = (char) (x >> 16);
        short s = (short) ~x;
        return (int) (b + c + s + a.d + TEXT.length()) | (x < 3 ? 1 : 0);
    }
}

class Control {
    static int run() {
        int sum = 0;
        for (int i = 0; i < 5; i++) {
            switch (i) {
                case 0: sum += 1;
                case 1: sum *= 3; break;
                case 4: sum ^= 7; break;
                default: sum--;
            }
            switch (i * 1000) {
                case 1000: sum += 2; break;
                case 3000: sum -= 2; break;
                default:
            }
            switch ("k" + i) {
                case "k1": sum += 5; break;
                case "k3": sum += 6; break;
                default:
            }
        }
        try {
            sum += thrower(sum);
        } catch (IllegalStateException | ArithmeticException e) {
            sum += e.getMessage() == null ? 1 : e.getMessage().length();
        } finally {
            sum++;
        }
        synchronized (Control.class) {
            return sum;
        }
    }

    static synchronized int thrower(int x) {
        if (x > 0) {
            throw new IllegalStateException("positive");
        }
        return 1 / x;
    }
}

class Arrays1 {
    static int run() {
        int[][] grid = new int[3][4];
        long[] longs = {1, 2, 3};
        double[] doubles = new double[2];
        Object[] objects = new String[] {"a", null};
        boolean[] flags = new boolean[2];
        byte[] bytes = {1, 2};
        char[] chars = {'x'};
        short[] shorts = {9};
        float[] floats = {1f};
        Object[][][] deep = new Object[2][3][];
        flags[1] = bytes[1] > longs[0];
        doubles[0] += floats[0];
        grid[1][2] += shorts[0] + chars[0];
        deep[1][2] = objects;
        int sum = grid[1][2] + (flags[1] ? 1 : 0) + deep.length + deep[0].length + (int) doubles[0];
        try {
            objects[1] = 5;
        } catch (ArrayStoreException e) {
            sum++;
        }
        return sum + (objects instanceof String[] ? 1 : 0) + ((Object) grid instanceof int[][] ? 2 : 0);
    }
}

interface Greeter {
    String name();

    default String greet() {
        return "hi " + name() + suffix();
    }

    static Greeter of(String s) {
        return () -> s;
    }

    private String suffix() {
        return "!";
    }
}

class Objects1 implements Greeter, Comparable<Objects1> {
    private int value;
    private static int count;

    Objects1(int v) {
        super();
        value = v;
        count++;
    }

    public String name() {
        return "o" + value;
    }

    public int compareTo(Objects1 o) {
        return value - o.value;
    }

    class Inner {
        int get() {
            return value + count;
        }
    }

    static int run() {
        Objects1 a = new Objects1(1), b = new Objects1(2);
        Greeter g = a.compareTo(b) < 0 ? a : Greeter.of("x");
        Object o = g;
        int sum = g.greet().length() + b.new Inner().get();
        if (o instanceof Objects1 other) {
            sum += other.value;
        }
        return sum + ((Comparable<Objects1>) o).compareTo(b);
    }
}

class Lambdas {
    int state = 3;

    static int run() {
        Lambdas l = new Lambdas();
        List<Function<Integer, Integer>> list = new ArrayList<>();
        list.add(x -> x + l.state);
        list.add(Integer::bitCount);
        list.add(l::twice);
        int sum = 0;
        for (Function<Integer, Integer> f : list) {
            sum += f.apply(12);
        }
        IntSupplier s = () -> l.state;
        return sum + s.getAsInt() + ("s" + sum + 'c' + 1L + 2.0).length();
    }

    Integer twice(Integer x) {
        return 2 * x;
    }
}

record Point(int x, long y, String name) {
    static int run() {
        Point p = new Point(1, 2, "n");
        return p.hashCode() + p.toString().length() + (p.equals(new Point(1, 2, "n")) ? 1 : 0);
    }
}

enum Color {
    RED, GREEN {
        int code() {
            return 5;
        }
    };

    int code() {
        return ordinal();
    }

    static int run() {
        int sum = 0;
        for (Color c : values()) {
            sum += c.code() + c.name().length();
        }
        return sum + valueOf("RED").ordinal();
    }
}

sealed interface Shape permits Shape.Circle, Shape.Square {
    record Circle(double r) implements Shape {
    }

    record Square(double a) implements Shape {
    }

    static int run() {
        double sum = 0;
        for (Shape s : new Shape[] {new Circle(1), new Square(2)}) {
            sum += s instanceof Circle c ? c.r() : ((Square) s).a();
        }
        return (int) sum;
    }
}
