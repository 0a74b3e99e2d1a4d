// SPDX-License-Identifier: Apache-2.0
// JVMS 5.5 with threads: one thread initialises, others wait and see everything; recursion by the
// same thread; class-init deadlock avoided.
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

public class ConcurrentInitialization {
    static final AtomicInteger RUNS = new AtomicInteger();
    static class Slow {
        static final int[] DATA = new int[1000];
        static volatile boolean done;
        static {
            RUNS.incrementAndGet();
            for (int i = 0; i < DATA.length; i++) DATA[i] = i;
            try {
                Thread.sleep(80);
            } catch (InterruptedException e) {}
            done = true;
        }
        static int sum() {
            int s = 0;
            for (int x : DATA) s += x;
            return s;
        }
    }
    static class Recursive {
        static int calls;
        static int value = compute();
        static int compute() {
            calls++;
            return calls < 5 ? Recursive.value + compute() + 1 : 100;
        }
    }
    static class Holder {
        static final Holder INSTANCE = new Holder();
        final long id = System.nanoTime();
    }
    static class Interrupted {
        static boolean flag;
        static { flag = Thread.currentThread().isInterrupted(); }
    }
    interface Const {
        Object O = make();
        static Object make() {
            RUNS.addAndGet(100);
            return new Object();
        }
    }
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        CountDownLatch go = new CountDownLatch(1);
        Future<?>[] fs = new Future<?>[16];
        for (int i = 0; i < 16; i++) {
            int k = i;
            fs[i] = pool.submit(() -> {
                go.await();
                return k % 2 == 0 ? Slow.sum() + (Slow.done ? 1 : 0) : Holder.INSTANCE;
            });
        }
        go.countDown();
        boolean same = true;
        for (int i = 0; i < 16; i++) {
            Object o = fs[i].get();
            if (i % 2 == 0) same &= o.equals(499501);
            else same &= o == Holder.INSTANCE;
        }
        System.out.println(same + " runs " + RUNS.get());
        System.out.println(Recursive.value + " " + Recursive.calls);
        Thread t = new Thread(() -> {
            Thread.currentThread().interrupt();
            System.out.println(Interrupted.flag + " " + Thread.interrupted());
        });
        t.start();
        t.join();
        Object[] os = new Object[8];
        Thread[] ts = new Thread[8];
        for (int i = 0; i < 8; i++) {
            int k = i;
            (ts[i] = new Thread(() -> os[k] = Const.O)).start();
        }
        for (Thread x : ts) x.join();
        boolean one = true;
        for (Object o : os) one &= o == os[0] && o != null;
        System.out.println(one + " runs " + RUNS.get());
        pool.shutdown();
        System.out.println(pool.awaitTermination(5, TimeUnit.SECONDS));
    }
}
