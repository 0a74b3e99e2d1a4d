// SPDX-License-Identifier: Apache-2.0
// A thousand threads alive at once, each with work, a monitor, a park and a join; then many short
// ones in sequence.
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

public class ThousandThreads {
    public static void main(String[] args) throws Exception {
        int n = 1000;
        CountDownLatch ready = new CountDownLatch(n), go = new CountDownLatch(1);
        AtomicLong sum = new AtomicLong();
        Thread[] ts = new Thread[n];
        int[] shared = {0};
        for (int i = 0; i < n; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                ready.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {}
                long s = 0;
                for (int j = 0; j < 1000; j++) s += j ^ k;
                sum.addAndGet(s);
                synchronized (shared) { shared[0]++; }
            }, "t" + i);
            ts[i].start();
        }
        ready.await();
        System.out.println("all ready " + (Thread.activeCount() >= n));
        go.countDown();
        for (Thread t : ts) t.join();
        System.out.println(sum + " " + shared[0]);
        int alive = 0;
        for (Thread t : ts)
            if (t.isAlive()) alive++;
        System.out.println(alive);
        for (int i = 0; i < 1500; i++) {
            Thread t = new Thread(() -> shared[0]++);
            t.start();
            t.join();
        }
        System.out.println(shared[0]);
    }
}
