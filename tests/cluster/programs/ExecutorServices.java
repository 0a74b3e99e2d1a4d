// Shows executor services whose tasks were made by main and by tasks: results, failures, invokeAll,
// cancelling, orderly shutdown.
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public class ExecutorServices {
    static class Sum implements Callable<Long> {
        final int from;
        final int to;
        Sum(int from, int to) {
            this.from = from;
            this.to = to;
        }
        public Long call() {
            long sum = 0;
            for (int i = from; i < to; i++) sum += i;
            return sum;
        }
    }

    static class Counter implements Runnable {
        int count;
        public synchronized void run() { count++; }
    }

    static class Failing implements Callable<String> {
        public String call() throws Exception {
            throw new java.io.IOException("failed on purpose");
        }
    }

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        List<Future<Long>> futures = new ArrayList<>();
        for (int i = 0; i < 8; i++) futures.add(pool.submit(new Sum(i * 100, (i + 1) * 100)));
        long total = 0;
        for (Future<Long> future : futures) total += future.get();
        System.out.println("total " + total);

        Counter counter = new Counter();
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < 10; i++) runs.add(pool.submit(counter));
        for (Future<?> run : runs) System.out.print(run.get() + " ");
        System.out.println(counter.count);

        Future<String> failing = pool.submit(new Failing());
        try {
            failing.get();
        } catch (ExecutionException e) {
            System.out.println(
                e + " <- " + e.getCause() + " at " + e.getCause().getStackTrace()[0]);
        }

        List<Callable<String>> callables = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            callables.add(() -> "callable " + number * number);
        }
        for (Future<String> future : pool.invokeAll(callables))
            System.out.println(future.get() + " " + future.isDone());
        System.out.println(pool.invokeAny(List.<Callable<String>>of(() -> "any", new Failing())));

        CountDownLatch inside = new CountDownLatch(1);
        Future<?> cancelled = pool.submit(() -> {
            inside.countDown();
            try {
                Thread.sleep(100_000);
            } catch (InterruptedException e) {
                counter.run();
            }
        });
        inside.await();
        try {
            cancelled.get(1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            System.out.println(e + " " + cancelled.cancel(true) + cancelled.isCancelled());
        }
        try {
            cancelled.get();
        } catch (CancellationException e) {
            System.out.println(e);
        }

        Future<Future<Long>> nested = pool.submit(() -> pool.submit(new Sum(0, 1000)));
        System.out.println(nested.get().get());
        pool.shutdown();
        System.out.println(pool.awaitTermination(30, TimeUnit.SECONDS) + " " + pool.isTerminated()
            + " " + counter.count);
        try {
            pool.submit(new Sum(0, 1));
        } catch (RejectedExecutionException e) {
            System.out.println("rejected");
        }

        ExecutorService single = Executors.newSingleThreadExecutor(r -> new Thread(r, "single"));
        StringBuffer order = new StringBuffer();
        for (int i = 0; i < 5; i++) {
            int number = i;
            single.execute(
                () -> order.append(Thread.currentThread().getName()).append(number).append(' '));
        }
        single.shutdown();
        single.awaitTermination(30, TimeUnit.SECONDS);
        System.out.println(order);

        ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
        CountDownLatch ticks = new CountDownLatch(3);
        Future<?> ticking =
            timer.scheduleAtFixedRate(ticks::countDown, 1, 1, TimeUnit.MILLISECONDS);
        System.out.println(timer.schedule(new Sum(0, 10), 5, TimeUnit.MILLISECONDS).get());
        ticks.await();
        System.out.println(ticking.cancel(false) + " " + ticks.getCount());
        // The cancelled task may still be in the queue.
        System.out.println(timer.shutdownNow().size() <= 1);
        System.out.println(timer.awaitTermination(30, TimeUnit.SECONDS));
    }
}
