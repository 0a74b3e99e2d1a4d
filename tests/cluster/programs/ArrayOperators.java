// Shows every element type and compound operator on arrays made by other threads; arrays as
// objects.
import java.util.*;

public class ArrayOperators {
    static class All implements Runnable {
        boolean[] z = new boolean[3];
        byte[] b = new byte[3];
        char[] c = new char[3];
        short[] s = new short[3];
        int[] i = new int[3];
        long[] l = new long[3];
        float[] f = new float[3];
        double[] d = new double[3];
        Object[] o = new Object[3];
        String[] st = {"a", null, "c"};
        int[][][] m = new int[2][3][2];
        static int idx;

        int at(int x) {
            idx++;
            return x;
        }

        int[] arr() {
            idx += 10;
            return i;
        }

        All peer;
        List<String> log = new ArrayList<>();

        All(All p) { peer = p; }

        public void run() {
            if (peer != null) try {
                    ops(peer, log);
                } catch (Throwable t) { log.add("BAD " + t); }
        }
    }

    static void ops(All a, List<String> log) {
        log.add(a.z[0] + "" + a.b[1] + (int) a.c[2] + a.s[0] + a.i[1] + a.l[2] + a.f[0] + a.d[1]
            + a.o[2]);
        a.z[0] = true;
        a.z[1] |= a.z[0];
        a.z[2] ^= !a.z[1];
        a.z[0] &= a.z[2];
        a.b[0] = (byte) 200;
        a.b[0] += 100;
        a.b[1]--;
        a.b[2] = (byte) (a.b[1]-- >>> 1);
        a.c[0] = 'z';
        a.c[0]++;
        a.c[1] -= 1;
        a.c[2] = (char) -5;
        a.s[0] += 40000;
        a.s[1] <<= 3;
        a.s[2] = (short) a.c[2];
        a.i[0]++;
        a.i[1] -= 7;
        a.i[2] = a.i[0]++ + ++a.i[0];
        a.i[a.at(1)] *= a.at(3);
        a.arr()[a.at(2)] >>>= 1;
        a.l[0] = 1L << 62;
        a.l[1] |= a.l[0] >> 3;
        a.l[2] = ~a.l[1]++;
        a.f[0] = 1 / 3f;
        a.f[1] -= .1;
        a.f[2] = a.f[0]++ % .25f;
        a.d[0] = -0.0;
        a.d[1] /= 0;
        a.d[2] = Math.max(a.d[0]++, -1);
        a.o[0] = a;
        a.o[1] = a.i;
        a.o[2] = a.o;
        a.st[1] += "x" + a.st[0];
        a.st[2] += a.c[0];
        a.m[1][2][0] += 5;
        a.m[1][2][1] = a.m[1][2][0]++;
        a.m[0][1] = new int[] {9, 8};
        a.m[0][1][1] <<= 2;
        log.add(Arrays.toString(a.z) + Arrays.toString(a.b) + (int) a.c[0] + "," + (int) a.c[1]
            + "," + (int) a.c[2] + Arrays.toString(a.s) + Arrays.toString(a.i)
            + Arrays.toString(a.l));
        log.add(Arrays.toString(a.f) + Arrays.toString(a.d) + (a.o[0] == a) + (a.o[1] == a.i)
            + (a.o[2] == a.o) + Arrays.toString(a.st) + Arrays.deepToString(a.m) + All.idx);
        try {
            a.i[a.at(7)] = a.i[0] / (a.i[1] - a.i[1]);
        } catch (RuntimeException e) { log.add(e.getMessage() + All.idx); }
        try {
            int[] n = null;
            n[a.at(0)] = a.at(1) / 0;
        } catch (RuntimeException e) { log.add(e.getMessage() + All.idx); }
        try {
            a.o = a.st;
            a.o[0] = a.at(5);
        } catch (ArrayStoreException e) {
            log.add(e.getMessage() + a.o[0]);
            a.o = new Object[] {a, a.i, a.o};
        }
        Object q = a.i;
        log.add((q instanceof int[]) + "" + (q instanceof Object[]) + (q instanceof Cloneable)
            + q.getClass() + (q.getClass() == int[].class) + q.equals(a.i) + q.equals(a.i.clone())
            + (q.hashCode() == System.identityHashCode(a.i)) + a.i.clone().length
            + a.m.clone()[1].length);
        IdentityHashMap<Object, String> im = new IdentityHashMap<>();
        im.put(a.i, "i");
        im.put(a.m[0], "m0");
        im.put("k", "s");
        log.add(im.get(a.i) + im.get(a.m[0]) + im.get(a.m[1]) + im.size());
        Map<int[], Integer> hm = new HashMap<>();
        hm.put(a.i, 1);
        hm.put(a.i.clone(), 2);
        log.add(hm.get(a.i) + "" + hm.size());
        int t = 0;
        for (int[][] x : a.m)
            for (int[] y : x)
                for (int v : y) t += v;
        log.add("" + t);
        List<String> view = Arrays.asList(a.st);
        view.set(0, "via view");
        log.add(a.st[0] + view.contains("via view") + Arrays.asList(1, a.st).size());
        log.add(switch (a.i.length) {
            case 3 -> "three";
            default -> "?";
        });
        synchronized (a.i) {
            synchronized (a.m[1]) {
                log.add(Thread.holdsLock(a.i) + "" + Thread.holdsLock(a.m[0]));
            }
        }
        long sum = 0;
        for (int k = 0; k < 50; k++) {
            a.l[k % 3] += k;
            sum ^= a.l[(k + 1) % 3];
        }
        log.add(sum + "");
        char[][] ragged = new char[3][];
        ragged[1] = a.c;
        ragged[1][0] = 'R';
        a.o[0] = ragged;
        log.add(a.c[0] + "" + ((char[][]) a.o[0])[1][0] + ((Object[]) a.o[0]).length);
        try {
            ((char[][]) a.o[0])[0][0] = 1;
        } catch (NullPointerException e) { log.add(e.getMessage()); }
        Object cl = ((Object) a.m).getClass().getComponentType();
        log.add(cl + "" + (cl == int[][].class) + a.m.getClass().getName()
            + a.m.getClass().arrayType() + a.st.getClass().getTypeName()
            + new int[0].getClass().getSuperclass() + Arrays.toString(int[].class.getInterfaces())
            + int[].class.getModifiers());
    }

    public static void main(String[] x) throws Exception {
        All p = new All(null);
        for (int k = 0; k < 3; k++) {
            All n = new All(p);
            Thread t = new Thread(n);
            t.start();
            t.join();
            n.log.forEach(System.out::println);
            List<String> l = new ArrayList<>();
            ops(n, l);
            l.forEach(System.out::println);
            p = n;
        }
    }
}
