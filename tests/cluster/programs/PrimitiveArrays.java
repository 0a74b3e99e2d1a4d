// Shows arrays of every element type made by one thread and used by another: elements, length,
// bounds, defaults.
import java.util.Arrays;

public class PrimitiveArrays {
    static class Arrays8 {
        boolean[] z = new boolean[4];
        byte[] b = new byte[4];
        char[] c = new char[4];
        short[] s = new short[4];
        int[] i = new int[4];
        long[] j = new long[4];
        float[] f = new float[4];
        double[] d = new double[4];
        String[] o = new String[4];

        String show() {
            return Arrays.toString(z) + Arrays.toString(b) + Arrays.toString(s) + Arrays.toString(i)
                + Arrays.toString(j) + Arrays.toString(f) + Arrays.toString(d) + Arrays.toString(o)
                + new String(c).replace('\0', '.');
        }
    }

    static class Filler implements Runnable {
        final Arrays8 shared;
        final int index;
        final Arrays8 own = new Arrays8();
        String errors = "";

        Filler(Arrays8 shared, int index) {
            this.shared = shared;
            this.index = index;
        }

        void fill(Arrays8 a) {
            a.z[index] = true;
            a.b[index] = (byte) (100 * index);
            a.c[index] = (char) ('k' + index);
            a.s[index] = (short) (20000 * index);
            a.i[index] = Integer.MIN_VALUE + index;
            a.j[index] = Long.MAX_VALUE - index;
            a.f[index] = 1.5f * index;
            a.d[index] = -1e300 * index;
            a.o[index] = "text " + index;
            a.b[0]++;
            a.i[0] += index;
            a.j[0]--;
            a.d[0] += 0.5;
            a.c[0] = 'c';
        }

        void attempt(Runnable action) {
            try {
                action.run();
                errors += "nothing; ";
            } catch (RuntimeException e) {
                errors += e + "; ";
            }
        }

        public void run() {
            fill(shared);
            fill(own);
            attempt(() -> shared.i[4] = 1);
            attempt(() -> shared.b[-1]++);
            attempt(() -> shared.d[index + 4] = shared.j[1]);
            attempt(() -> shared.o[7].length());
            attempt(() -> shared.o[index].charAt(99));
            attempt(() -> shared.z = new boolean[-index]);
        }
    }

    public static void main(String[] args) throws Exception {
        Arrays8 shared = new Arrays8();
        for (int k = 1; k <= 3; k++) {
            Filler filler = new Filler(shared, k);
            Thread thread = new Thread(filler);
            thread.start();
            thread.join();
            System.out.println(shared.show());
            System.out.println(filler.own.show());
            System.out.println(filler.errors);
            int total = filler.own.z.length + filler.own.b.length + filler.own.o.length;
            filler.own.i[3] = total;
            filler.own.s[1] ^= 0x55;
            filler.own.f[2] = Float.MIN_VALUE;
            System.out.println(filler.own.show());
            try {
                filler.own.j[total] = 0;
            } catch (ArrayIndexOutOfBoundsException e) {
                System.out.println(e.getMessage());
            }
        }
        long sum = 0;
        for (int value : shared.i) sum += value;
        System.out.println(sum);
    }
}
