// SPDX-License-Identifier: Apache-2.0
// Invariants of the Java memory model: publication through volatile, final fields, start/join,
// Dekker with volatile, long/double atomicity with volatile, message passing, double-checked
// locking.
import java.util.*;

public class MemoryModel {
    static int plain;
    static volatile boolean flag;
    static volatile int x, y;
    static int r1, r2;
    static volatile long vlong;
    static class Box {
        final int a, b;
        final int[] arr;
        Box(int v) {
            a = v;
            b = v + 1;
            arr = new int[] {v, v + 1, v + 2};
        }
        boolean ok() { return b == a + 1 && arr[2] == a + 2; }
    }
    static Box racy;
    static class Single {
        static volatile Single one;
        final Map<String, Integer> m = new HashMap<>();
        Single() {
            for (int i = 0; i < 20; i++) m.put("k" + i, i);
        }
        static Single get() {
            Single s = one;
            if (s == null) synchronized (Single.class) {
                    s = one;
                    if (s == null) one = s = new Single();
                }
            return s;
        }
    }
    public static void main(String[] args) throws Exception {
        for (int round = 0; round < 300; round++) {
            flag = false;
            plain = 0;
            int r = round;
            Thread w = new Thread(() -> {
                plain = r + 1;
                flag = true;
            });
            int[] seen = new int[1];
            Thread rd = new Thread(() -> {
                while (!flag) Thread.onSpinWait();
                seen[0] = plain;
            });
            rd.start();
            w.start();
            w.join();
            rd.join();
            if (seen[0] != round + 1) System.out.println("lost publication");
        }
        System.out.println("volatile publication");
        int both = 0;
        for (int round = 0; round < 500; round++) {
            x = y = 0;
            Thread a = new Thread(() -> {
                x = 1;
                r1 = y;
            }),
                   b = new Thread(() -> {
                       y = 1;
                       r2 = x;
                   });
            a.start();
            b.start();
            a.join();
            b.join();
            if (r1 == 0 && r2 == 0) both++;
        }
        System.out.println("dekker violations " + both);
        boolean[] bad = new boolean[4], stop = new boolean[1];
        Thread pub = new Thread(() -> {
            for (int i = 0; i < 100000; i++) racy = new Box(i);
        }),
               sub = new Thread(() -> {
                   for (int i = 0; i < 100000; i++) {
                       Box b = racy;
                       if (b != null && !b.ok()) bad[0] = true;
                   }
               });
        pub.start();
        sub.start();
        pub.join();
        sub.join();
        System.out.println("final fields broken " + bad[0]);
        Thread lw = new Thread(() -> {
            for (int i = 0; i < 100000; i++) vlong = (i & 1) == 0 ? 0L : -1L;
        }),
               lr = new Thread(() -> {
                   for (int i = 0; i < 100000; i++) {
                       long v = vlong;
                       if (v != 0 && v != -1) bad[1] = true;
                   }
               });
        lw.start();
        lr.start();
        lw.join();
        lr.join();
        System.out.println("torn long " + bad[1]);
        int[] data = new int[100];
        for (int i = 0; i < 100; i++) data[i] = i;
        long[] sum = new long[1];
        Thread st = new Thread(() -> {
            for (int v : data) sum[0] += v;
            data[0] = 77;
        });
        st.start();
        st.join();
        System.out.println(sum[0] + " " + data[0]);
        Thread[] ts = new Thread[8];
        Object[] got = new Object[8];
        for (int i = 0; i < 8; i++) {
            int k = i;
            (ts[i] = new Thread(() -> {
                Single s = Single.get();
                if (s.m.size() != 20) bad[2] = true;
                got[k] = s;
            })).start();
        }
        for (Thread t : ts) t.join();
        for (Object o : got)
            if (o != got[0]) bad[3] = true;
        System.out.println("singleton broken " + bad[2] + bad[3]);
        int[] c = {0};
        Object lock = new Object();
        for (int i = 0; i < 8; i++)
            (ts[i] = new Thread(() -> {
                for (int k = 0; k < 10000; k++) synchronized (lock) {
                        c[0]++;
                    }
            })).start();
        for (Thread t : ts) t.join();
        System.out.println(c[0]);
        int[] ring = new int[16];
        int[] idx = {0};
        long[] total = new long[1];
        var head = new java.util.concurrent.atomic.AtomicInteger();
        var tail = new java.util.concurrent.atomic.AtomicInteger();
        Thread prod = new Thread(() -> {
            for (int i = 1; i <= 20000; i++) {
                while (head.get() - tail.get() == 16) Thread.onSpinWait();
                ring[head.get() & 15] = i;
                head.lazySet(head.get() + 1);
            }
        }),
               cons = new Thread(() -> {
                   for (int i = 1; i <= 20000; i++) {
                       while (head.get() == tail.get()) Thread.onSpinWait();
                       total[0] += ring[tail.get() & 15];
                       tail.lazySet(tail.get() + 1);
                   }
               });
        prod.start();
        cons.start();
        prod.join();
        cons.join();
        System.out.println(total[0]);
    }
}
