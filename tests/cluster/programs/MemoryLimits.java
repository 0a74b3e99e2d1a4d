// Shows allocations that fail with OutOfMemoryError in any thread, after which the program goes on.
import java.lang.ref.*;
import java.util.*;

public class MemoryLimits {
    static class Hog implements Runnable {
        String res;
        final int mb;

        Hog(int mb) { this.mb = mb; }

        public void run() {
            List<byte[]> l = new ArrayList<>();
            try {
                for (int i = 0; i < mb; i++) l.add(new byte[1 << 20]);
                res = "fits";
            } catch (OutOfMemoryError e) {
                int n = l.size();
                l = null;
                res = (n > 10) + " " + e.getMessage();
            }
        }
    }

    static class Churn implements Runnable {
        long sum;
        final Sink s;

        Churn(Sink s) { this.s = s; }

        public void run() {
            for (int i = 0; i < 300; i++) {
                byte[] b = new byte[200_000];
                b[5] = (byte) i;
                sum += s.take(b.length + b[5]) + s.text("t" + i).length();
            }
        }
    }

    static class Sink {
        long n;

        int take(int x) {
            n += x;
            return x & 1;
        }

        String text(String t) { return t + n % 10; }
    }

    public static void main(String[] a) throws Exception {
        for (int i = 0; i < 3; i++) {
            Hog h = new Hog(200);
            Thread t = new Thread(h);
            t.start();
            t.join();
            System.out.println(h.res);
            Hog small = new Hog(4);
            Thread u = new Thread(small);
            u.start();
            u.join();
            System.out.println(small.res);
        }
        Hog m = new Hog(200);
        m.run();
        System.out.println(m.res);
        Sink s = new Sink();
        Churn[] c = new Churn[3];
        Thread[] t = new Thread[3];
        for (int i = 0; i < 3; i++) { (t[i] = new Thread(c[i] = new Churn(new Sink()))).start(); }
        for (int i = 0; i < 3; i++) {
            t[i].join();
            System.out.println(c[i].s.n + " " + (c[i].sum > 0));
        }
        int[] neg = new int[1];
        Thread n = new Thread(() -> {
            try {
                neg[0] = new int[-5].length;
            } catch (NegativeArraySizeException e) { System.out.println(e.getMessage()); }
            try {
                Object o = new long[Integer.MAX_VALUE - 1];
            } catch (OutOfMemoryError e) { System.out.println("oom"); }
        });
        n.start();
        n.join();
        SoftReference<byte[]> soft = new SoftReference<>(new byte[3 << 20]);
        Thread hog = new Thread(() -> { throw new OutOfMemoryError("made up"); }, "hog");
        hog.setUncaughtExceptionHandler((x, e) -> System.out.println(x.getName() + e));
        hog.start();
        hog.join();
        System.out.println("end");
    }
}
