// Shows arrays made by other threads: dimensions, covariance and store checks, copying, cloning,
// messages of bounds errors.
import java.util.*;

public class ForeignArrays {
    static class Animal implements Cloneable {
        int legs = 4;
        Animal friend;

        public Animal clone() {
            try {
                return (Animal) super.clone();
            } catch (CloneNotSupportedException e) { throw new AssertionError(e); }
        }
    }

    static class Dog extends Animal {
        String name = "dog";
        int[] data = {1, 2};
    }

    static class NoClone {
        Object tryClone() throws CloneNotSupportedException { return super.clone(); }
    }

    static class Maker implements Runnable {
        int[][] grid;
        Animal[] animals;
        Object[] objs;
        Dog[][] dogs;
        int[][][] cube;
        byte[] bytes;
        boolean[] flags;
        char[] chars;
        double[] doubles;
        NoClone nc;
        List<String> log = new ArrayList<>();
        Object[] peer;

        public void run() {
            grid = new int[3][4];
            for (int i = 0; i < 3; i++)
                for (int j = 0; j < 4; j++) grid[i][j] = i * 10 + j;
            animals = new Dog[3];
            objs = new String[4];
            dogs = new Dog[2][];
            dogs[0] = new Dog[] {new Dog(), null};
            cube = new int[2][2][];
            bytes = new byte[10];
            for (int i = 0; i < 10; i++) bytes[i] = (byte) (i * 30);
            flags = new boolean[] {true, false, true};
            chars = "hello world".toCharArray();
            doubles = new double[] {1.5, Double.NaN, -0.0};
            nc = new NoClone();
            if (peer != null) use(peer, log);
        }
    }

    static void attempt(List<String> log, String what, Runnable r) {
        try {
            r.run();
            log.add(what + " fine");
        } catch (Throwable t) { log.add(what + ": " + t); }
    }

    static void use(Object[] x, List<String> log) {
        attempt(log, "store Object", () -> x[0] = new Object());
        attempt(log, "store String", () -> x[0] = "s");
        attempt(log, "store Dog", () -> x[1] = new Dog());
        attempt(log, "store Animal", () -> x[1] = new Animal());
        attempt(log, "store array", () -> x[1] = new int[2]);
        attempt(log, "null", () -> x[1] = null);
        attempt(log, "oob", () -> x[x.length] = null);
        attempt(log, "neg", () -> x[-1].hashCode());
        attempt(log, "npe", () -> x[1].hashCode());
    }

    public static void main(String[] z) throws Exception {
        Maker[] m = new Maker[3];
        for (int i = 0; i < 3; i++) {
            m[i] = new Maker();
            m[i].peer = i == 0 ? new Integer[2] : i == 1 ? m[0].animals : m[1].dogs;
            Thread t = new Thread(m[i]);
            t.start();
            t.join();
        }
        List<String> log = new ArrayList<>();
        for (Maker k : m) {
            log.addAll(k.log);
            log.add("--");
            use(k.animals, log);
            use(k.objs, log);
            use(k.dogs.clone(), log);
            use(k.grid.clone(), log);
            use(k.cube.clone(), log);
            log.add(k.animals.getClass() + " " + k.dogs.getClass().getName() + " "
                + k.cube.getClass().getSimpleName() + " "
                + k.animals.getClass().getComponentType());
            log.add(Arrays.deepToString(k.grid));
            System.arraycopy(k.grid[1], 0, k.grid[1], 1, 3);
            System.arraycopy(k.grid[2], 1, k.grid[2], 0, 3);
            log.add(Arrays.deepToString(k.grid));
            int[][] c = k.grid.clone();
            log.add((c == k.grid) + " " + (c[0] == k.grid[0]) + " " + c.length);
            c[0] = new int[] {9};
            log.add(Arrays.toString(k.grid[0]) + k.grid.equals(c));
            k.grid[2] = c[0];
            c[0][0]++;
            log.add(k.grid[2][0] + "");
            attempt(log, "grid", () -> k.grid[2][1] = 3);
            attempt(log, "grid2", () -> k.grid[5][1] = 3);
            attempt(log, "cube", () -> k.cube[1][1][0] = 2);
            attempt(log, "copy", () -> System.arraycopy(k.grid[0], 2, k.grid[1], 3, 2));
            attempt(log, "copy2", () -> System.arraycopy(k.grid[0], -1, k.grid[1], 3, 2));
            attempt(log, "copy3", () -> System.arraycopy(k.bytes, 0, k.grid[1], 0, 2));
            attempt(log, "copy4", () -> System.arraycopy(k.objs, 0, k.grid[1], 0, 2));
            attempt(log, "copy5", () -> System.arraycopy("x", 0, k.grid[1], 0, 2));
            attempt(log, "copy6", () -> System.arraycopy(null, 0, k.grid[1], 0, 2));
            attempt(log, "copy7", () -> System.arraycopy(k.bytes, 5, k.bytes, 0, 6));
            attempt(log, "copy8", () -> System.arraycopy(k.bytes, 5, k.bytes, 0, -6));
            attempt(log, "copy9", () -> System.arraycopy(k.objs, 5, k.objs, 0, 1));
            attempt(log, "copy10", () -> System.arraycopy(k.flags, 0, k.bytes, 0, 1));
            Object[] mixed = {"a", "b", 3, "d"};
            attempt(log, "mixed", () -> System.arraycopy(mixed, 0, k.objs, 0, 4));
            log.add(Arrays.toString(k.objs));
            Object[] dst = new Object[4];
            System.arraycopy(k.objs, 0, dst, 1, 3);
            log.add(Arrays.toString(dst));
            byte[] b2 = k.bytes.clone();
            b2[0] = 99;
            System.arraycopy(b2, 0, k.bytes, 3, 4);
            log.add(Arrays.toString(k.bytes) + Arrays.hashCode(b2) + Arrays.equals(b2, k.bytes)
                + Arrays.mismatch(b2, k.bytes));
            log.add(new String(k.chars, 2, 5) + String.valueOf(k.chars) + Arrays.toString(k.flags)
                + Arrays.toString(k.doubles));
            Arrays.sort(k.chars);
            log.add(new String(k.chars).trim() + Arrays.binarySearch(k.chars, 'o'));
            Arrays.fill(k.chars, 1, 3, '*');
            log.add(String.valueOf(k.chars));
            Dog d = (Dog) k.dogs[0][0].clone();
            log.add((d != k.dogs[0][0]) + d.name + (d.data == k.dogs[0][0].data)
                + d.getClass().getSimpleName());
            k.dogs[0][0].legs = 3;
            d.friend = k.dogs[0][0];
            log.add(d.legs + " " + d.friend.legs);
            try {
                k.nc.tryClone();
            } catch (CloneNotSupportedException e) { log.add(e.toString()); }
            attempt(log, "size", () -> {
                int n = -k.grid.length;
                k.grid[0] = new int[n];
            });
            attempt(log, "size2", () -> { Object o = new int[2][-1]; });
            attempt(log, "size3", () -> {
                Object o = java.lang.reflect.Array.newInstance(k.animals.getClass(), -2);
            });
            attempt(log, "cast", () -> {
                Object o = k.animals;
                Animal[][] x = (Animal[][]) o;
            });
            attempt(log, "cast2", () -> {
                Object o = k.dogs;
                Animal[][] x = (Animal[][]) o;
                Object[] y = (Object[]) x;
                Cloneable cl = x;
                java.io.Serializable s = x;
            });
            attempt(log, "cast3", () -> {
                Object o = k.grid[0];
                Object[] x = (Object[]) o;
            });
            Object[] grown = Arrays.copyOf(k.objs, 6);
            log.add(grown.getClass() + " " + Arrays.toString(grown));
            Object[] w = Arrays.copyOfRange(k.objs, 1, 3, Object[].class);
            log.add(Arrays.toString(w));
            attempt(log, "cor", () -> Arrays.copyOfRange(k.objs, 9, 10));
            attempt(log, "coerce", () -> Arrays.copyOf(k.objs, 2, Integer[].class));
        }
        System.arraycopy(m[0].grid, 0, m[1].grid, 0, 2);
        m[0].grid[0][0] = -1;
        log.add(Arrays.deepToString(m[1].grid));
        System.arraycopy(m[0].bytes, 0, m[2].bytes, 5, 5);
        log.add(Arrays.toString(m[2].bytes));
        long sum = 0;
        for (Maker k : m)
            for (int[] r : k.grid)
                for (int v : r) sum += v;
        log.add("sum " + sum);
        log.forEach(System.out::println);
    }
}
