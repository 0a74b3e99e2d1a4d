// SPDX-License-Identifier: Apache-2.0
// Shows tasks that executors make of what is submitted to them: they are placed on the nodes, give
// their results, fail, are cancelled, time out, and fill what they share.
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public class SubmittedTasks {
    static long work(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) sum += (long) i * i % 7;
        return sum;
    }

    static void results(ExecutorService pool) throws Exception {
        List<Future<Long>> futures = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int n = i * 1000;
            futures.add(pool.submit(() -> work(n)));
        }
        long total = 0;
        for (Future<Long> future : futures) total += future.get();
        System.out.println("total " + total);
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int k = i;
            calls.add(() -> "call " + k);
        }
        for (Future<String> future : pool.invokeAll(calls)) System.out.print(future.get() + ", ");
        System.out.println(pool.invokeAny(calls).startsWith("call"));
        System.out.println(pool.submit(() -> {}, "given").get());
    }

    static void failures(ExecutorService pool) throws Exception {
        try {
            pool.submit(() -> { throw new IllegalStateException("boom"); }).get();
        } catch (ExecutionException e) {
            e.printStackTrace();
        }
        try {
            pool.submit(() -> { throw new java.io.IOException("checked"); }).get();
        } catch (ExecutionException e) {
            System.out.println(e);
        }
        CountDownLatch started = new CountDownLatch(1), ended = new CountDownLatch(1);
        Future<?> sleeper = pool.submit(() -> {
            started.countDown();
            try {
                Thread.sleep(100_000);
            } catch (InterruptedException e) {
                System.out.println("interrupted");
            }
            ended.countDown();
        });
        started.await();
        boolean cancelled = sleeper.cancel(true);
        ended.await();
        System.out.println("cancel " + cancelled + " " + sleeper.isCancelled());
        try {
            sleeper.get();
        } catch (CancellationException e) {
            System.out.println(e);
        }
        CountDownLatch gate = new CountDownLatch(1);
        Future<Integer> slow = pool.submit(() -> {
            gate.await();
            return 1;
        });
        try {
            slow.get(20, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            System.out.println(e);
        }
        gate.countDown();
        System.out.println(slow.get());
    }

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        results(pool);
        failures(pool);
        long[] shared = new long[8];
        List<Future<?>> parts = new ArrayList<>();
        for (int i = 0; i < shared.length; i++) {
            int k = i;
            parts.add(pool.submit(() -> { shared[k] = work(k * 100); }));
        }
        for (Future<?> part : parts) part.get();
        System.out.println(Arrays.toString(shared));
        ExecutorCompletionService<Integer> completions = new ExecutorCompletionService<>(pool);
        for (int i = 1; i <= 6; i++) {
            int k = i;
            completions.submit(() -> k * k);
        }
        int sum = 0;
        for (int i = 0; i < 6; i++) sum += completions.take().get();
        System.out.println("squares " + sum);
        pool.shutdown();
        System.out.println(pool.awaitTermination(10, TimeUnit.SECONDS));
    }
}
