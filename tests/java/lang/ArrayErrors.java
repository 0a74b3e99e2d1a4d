// SPDX-License-Identifier: Apache-2.0
// Arrays of every type: messages of index, store, size and cast errors; multi-dimensional creation;
// clone; covariance; arraycopy.
import java.util.*;

public class ArrayErrors {
    static void t(String label, Runnable r) {
        try {
            r.run();
            System.out.println(label + ": ok");
        } catch (RuntimeException e) {
            System.out.println(label + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
    enum E { A }
    interface I {}
    static class P implements I {}
    static class Q extends P {}
    public static void main(String[] args) {
        int[] ints = new int[3];
        long[] longs = {};
        Object[] strings = new String[2];
        Object[][] deep = new Integer[2][3];
        P[] qs = new Q[1];
        boolean[] flags = new boolean[1];
        byte[] bytes = new byte[1];
        t("ints[3]", () -> ints[3] = 1);
        t("ints[-1]", () -> ints[-1]++);
        t("longs[0]", () -> System.out.println(longs[0]));
        t("min", () -> System.out.println(ints[Integer.MIN_VALUE]));
        t("max", () -> bytes[Integer.MAX_VALUE] = 0);
        t("flags", () -> flags[2] = true);
        t("bytes", () -> System.out.println(bytes[1]));
        t("store", () -> strings[0] = 1);
        t("store null", () -> strings[0] = null);
        t("store index first", () -> strings[5] = 1);
        t("deep store", () -> deep[0] = new String[0]);
        t("deep elem", () -> deep[1][1] = "x");
        t("deep ok", () -> deep[0] = new Integer[9]);
        t("qs", () -> qs[0] = new P());
        t("array in array", () -> ((Object[]) new int[1][])[0] = new long[1]);
        t("interface", () -> ((Object[]) new I[1])[0] = E.A);
        t("neg", () -> {
            int n = -1;
            int[] a = new int[n];
        });
        t("neg2", () -> { Object o = new String[2][-3]; });
        t("neg3", () -> { Object o = new String[-2][-3][]; });
        t("zero", () -> { int[][] a = new int[0][-1]; });
        t("neg obj", () -> { Object[] a = new Object[Integer.MIN_VALUE]; });
        t("reflect", () -> java.lang.reflect.Array.newInstance(int.class, -5));
        t("reflect get", () -> java.lang.reflect.Array.get(new int[1], 1));
        t("reflect set", () -> java.lang.reflect.Array.set(new int[1], 0, "s"));
        t("reflect not", () -> java.lang.reflect.Array.getLength("s"));
        t("cast", () -> {
            Object o = new int[0];
            long[] l = (long[]) o;
        });
        t("cast2", () -> {
            Object o = new Object[0];
            String[] s = (String[]) o;
        });
        t("cast3", () -> {
            Object o = new String[0][0];
            Integer[][] s = (Integer[][]) o;
        });
        t("cast4", () -> {
            Object o = "s";
            int[] s = (int[]) o;
        });
        t("cast5", () -> {
            Object o = new int[0][];
            Object[] s = (Object[]) o;
        });
        t("cast6", () -> {
            Object o = E.A;
            P p = (P) o;
        });
        t("cast7", () -> {
            Object o = (Runnable) () -> {};
            I p = (I) (Object) 5;
        });
        t("cast8", () -> {
            Object o = new P();
            Q q = (Q) o;
        });
        t("cast null", () -> {
            Object o = null;
            Q q = (Q) o;
        });
        t("copy types", () -> System.arraycopy(new int[1], 0, new long[1], 0, 1));
        t("copy obj prim", () -> System.arraycopy(new Object[1], 0, new int[1], 0, 1));
        t("copy not array", () -> System.arraycopy("x", 0, new int[1], 0, 1));
        t("copy not array 2", () -> System.arraycopy(new int[1], 0, "x", 0, 1));
        t("copy neg", () -> System.arraycopy(new int[1], -1, new int[1], 0, 1));
        t("copy neg len", () -> System.arraycopy(new int[1], 0, new int[1], 0, -1));
        t("copy dst", () -> System.arraycopy(new int[5], 0, new int[3], 2, 2));
        t("copy src", () -> System.arraycopy(new Object[5], 4, new Object[3], 0, 2));
        t("copy null", () -> System.arraycopy(null, 0, new int[1], 0, 0));
        t("copy dst neg", () -> System.arraycopy(new byte[5], 0, new byte[5], -3, 2));
        Object[] mixed = {"a", "b", 3, "d"};
        String[] target = new String[4];
        t("copy partial", () -> System.arraycopy(mixed, 0, target, 0, 4));
        System.out.println(Arrays.toString(target));
        int[] over = {1, 2, 3, 4, 5};
        System.arraycopy(over, 0, over, 1, 4);
        System.out.println(Arrays.toString(over));
        System.arraycopy(over, 2, over, 0, 3);
        System.out.println(Arrays.toString(over));
        int[][] g = new int[3][];
        System.out.println(g[0] + " " + g.getClass() + " " + g.getClass().getSimpleName() + " "
                + new String[1][2][3][].getClass().getName() + " " + new double[2][2][0][1].length);
        g[1] = new int[] {1, 2};
        int[][] clone = g.clone();
        clone[1][0] = 99;
        clone[0] = new int[0];
        System.out.println(g[1][0] + " " + g[0] + " " + (clone.getClass() == g.getClass()) + " "
                + int[].class.getSuperclass() + Arrays.toString(int[].class.getInterfaces())
                + int[].class.getModifiers() + " " + E[].class.getComponentType());
        long[][][] cube = new long[2][3][4];
        for (int i = 0; i < 24; i++) cube[i / 12][i / 4 % 3][i % 4] = i;
        System.out.println(Arrays.deepToString(cube));
        char[] cs = {'x', 'y'};
        cs[0]++;
        cs[1] += 1;
        System.out.println(cs);
        float[] fs = {1.5f};
        fs[0] *= 2;
        double[] ds = {1, 2};
        ds[1] /= 0;
        short[] ss = {1};
        ss[0]--;
        ss[0]--;
        System.out.println(fs[0] + " " + ds[1] + " " + ss[0]);
        boolean[][] z = {{true}, {}};
        System.out.println(z[0][0] + " " + z[1].length);
        System.out.println(Arrays.equals(new int[] {1}, new int[] {1}) + " "
                + new int[] {1}.equals(new int[] {1}) + " "
                + Arrays.deepEquals(new Object[] {new int[] {1}}, new Object[] {new int[] {1}})
                + " " + Arrays.hashCode(new double[] {1.5, Double.NaN}) + " "
                + Arrays.compare(new int[] {1, 2}, new int[] {1, 3})
                + Arrays.mismatch(new byte[] {1, 2, 3}, new byte[] {1, 2, 4}));
        int[] sorted = {5, 3, 9, -1};
        Arrays.sort(sorted);
        System.out.println(Arrays.binarySearch(sorted, 5) + " " + Arrays.binarySearch(sorted, 6)
                + Arrays.toString(Arrays.copyOfRange(sorted, 2, 6)) + Arrays.stream(sorted).sum());
        t("range", () -> Arrays.copyOfRange(sorted, 3, 1));
        t("fill", () -> Arrays.fill(sorted, 2, 9, 1));
        t("sort cast", () -> Arrays.sort(new Object[] {"a", 1}));
    }
}
