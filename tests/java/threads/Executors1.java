// SPDX-License-Identifier: Apache-2.0
// Thread pools: submit, invokeAll, invokeAny, rejection, scheduled tasks, shutdown, exceptions in
// futures, thread factories, cancel.
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

public class Executors1 {
    static String get(Future<?> f) {
        try {
            return String.valueOf(f.get(5, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return "EE " + e.getCause();
        } catch (CancellationException e) {
            return "cancelled";
        } catch (InterruptedException | TimeoutException e) { return e.toString(); }
    }
    public static void main(String[] args) throws Exception {
        ExecutorService p = Executors.newFixedThreadPool(4);
        List<Future<Integer>> fs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int k = i;
            fs.add(p.submit(() -> {
                int s = 0;
                for (int n = 0; n <= k; n++) s += n;
                return s;
            }));
        }
        long sum = 0;
        for (Future<Integer> f : fs) sum += f.get();
        System.out.println(sum);
        System.out.println(get(p.submit(() -> { throw new IllegalStateException("in task"); }))
                + " " + get(p.submit(() -> {}, "result")) + " "
                + get(p.submit(() -> Thread.currentThread().getName().replaceAll("\\d+", "N"))));
        List<Callable<String>> cs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int k = i;
            cs.add(() -> "c" + k);
        }
        StringBuilder sb = new StringBuilder();
        for (Future<String> f : p.invokeAll(cs)) sb.append(f.get());
        System.out.println(sb);
        System.out.println(p.invokeAny(
                List.<Callable<String>>of(() -> { throw new Exception("x"); }, () -> "any")));
        try {
            p.invokeAny(List.<Callable<String>>of(() -> { throw new Exception("all fail"); }));
        } catch (ExecutionException e) { System.out.println(e.getCause()); }
        CountDownLatch started = new CountDownLatch(1), block = new CountDownLatch(1);
        Future<?> stuck = p.submit(() -> {
            started.countDown();
            try {
                block.await();
            } catch (InterruptedException e) {
                System.out.println("task interrupted");
                block.countDown();
            }
        });
        started.await();
        boolean cancelled = stuck.cancel(true);
        block.await();
        System.out.println(cancelled + " " + stuck.isCancelled() + " " + stuck.isDone() + " "
                + get(stuck));
        p.shutdown();
        try {
            p.submit(() -> 1);
        } catch (RejectedExecutionException e) { System.out.println("rejected"); }
        System.out.println(p.awaitTermination(5, TimeUnit.SECONDS) + " " + p.isTerminated());
        ScheduledExecutorService s = Executors.newScheduledThreadPool(2);
        AtomicInteger ticks = new AtomicInteger();
        CountDownLatch five = new CountDownLatch(5);
        ScheduledFuture<?> rate = s.scheduleAtFixedRate(() -> {
            ticks.incrementAndGet();
            five.countDown();
        }, 0, 2, TimeUnit.MILLISECONDS);
        five.await();
        rate.cancel(false);
        System.out.println(ticks.get() >= 5);
        System.out.println(s.schedule(() -> "scheduled", 5, TimeUnit.MILLISECONDS).get());
        ScheduledFuture<?> failing = s.scheduleWithFixedDelay(() -> {
            throw new RuntimeException("stops the series");
        }, 0, 1, TimeUnit.MILLISECONDS);
        System.out.println(get(failing));
        List<Integer> order = new CopyOnWriteArrayList<>();
        CountDownLatch three = new CountDownLatch(3);
        for (int d : new int[] {90, 10, 50})
            s.schedule(() -> {
                order.add(d);
                three.countDown();
            }, d, TimeUnit.MILLISECONDS);
        three.await();
        System.out.println(order);
        System.out.println(s.shutdownNow().size());
        ThreadPoolExecutor t =
                new ThreadPoolExecutor(1, 2, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
                        r -> new Thread(r, "made"), new ThreadPoolExecutor.CallerRunsPolicy());
        CountDownLatch hold = new CountDownLatch(1);
        Callable<String> waiter = () -> {
            hold.await();
            return Thread.currentThread().getName();
        };
        List<Future<String>> wf = new ArrayList<>();
        for (int i = 0; i < 3; i++) wf.add(t.submit(waiter));
        Future<String> caller = t.submit(() -> Thread.currentThread().getName());
        System.out.println(caller.get() + " " + t.getPoolSize() + " " + t.getQueue().size());
        hold.countDown();
        for (Future<String> f : wf) System.out.println(f.get());
        t.shutdown();
        t.awaitTermination(1, TimeUnit.SECONDS);
        System.out.println(t.getCompletedTaskCount());
        ExecutorService one = Executors.newSingleThreadExecutor();
        List<Integer> seq = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int k = i;
            one.execute(() -> seq.add(k));
        }
        one.shutdown();
        one.awaitTermination(5, TimeUnit.SECONDS);
        System.out.println(seq.equals(new ArrayList<>(new TreeSet<>(seq))) + " " + seq.size());
        FutureTask<String> ft = new FutureTask<>(() -> "ft");
        new Thread(ft).start();
        System.out.println(ft.get() + ft.toString().replaceAll(".*\\[", "["));
        CompletionService<Integer> comp =
                new ExecutorCompletionService<>(ForkJoinPool.commonPool());
        for (int i = 0; i < 10; i++) {
            int k = i;
            comp.submit(() -> k * k);
        }
        int total = 0;
        for (int i = 0; i < 10; i++) total += comp.take().get();
        System.out.println(total);
        ExecutorService st = Executors.newWorkStealingPool(3), ca = Executors.newCachedThreadPool();
        System.out.println(st.submit(() -> Thread.currentThread().isDaemon()).get() + " "
                + ca.submit(() -> Thread.currentThread().isDaemon()).get());
        ca.shutdownNow();
        st.shutdown();
        java.util.Timer timer = new java.util.Timer(true);
        CountDownLatch tl = new CountDownLatch(3);
        timer.schedule(new TimerTask() {
            public void run() {
                tl.countDown();
                if (tl.getCount() == 0) cancel();
            }
        }, 1, 2);
        tl.await();
        timer.cancel();
        try {
            timer.schedule(new TimerTask() {
                public void run() {}
            }, 1);
        } catch (IllegalStateException e) { System.out.println(e.getMessage()); }
    }
}
