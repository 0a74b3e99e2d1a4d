// SPDX-License-Identifier: Apache-2.0
// ForkJoinPool: recursive tasks, actions, counted completers, exceptions, parallel streams and sort
// in own pools, managed blockers.
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

public class ForkJoin {
    static class Fib extends RecursiveTask<Integer> {
        final int n;
        Fib(int n) { this.n = n; }
        protected Integer compute() {
            if (n < 2) return n;
            Fib a = new Fib(n - 1);
            a.fork();
            return new Fib(n - 2).compute() + a.join();
        }
    }
    static class Sort extends RecursiveAction {
        final int[] a;
        final int lo, hi;
        Sort(int[] a, int lo, int hi) {
            this.a = a;
            this.lo = lo;
            this.hi = hi;
        }
        protected void compute() {
            if (hi - lo < 500) {
                Arrays.sort(a, lo, hi);
                return;
            }
            int m = (lo + hi) >>> 1;
            invokeAll(new Sort(a, lo, m), new Sort(a, m, hi));
            int[] t = Arrays.copyOfRange(a, lo, m);
            for (int i = 0, j = m, k = lo; i < t.length; k++)
                a[k] = j == hi || t[i] <= a[j] ? t[i++] : a[j++];
        }
    }
    static class Sum extends CountedCompleter<Long> {
        final long[] a;
        final int lo, hi;
        long r;
        Sum left, right;
        Sum(CountedCompleter<?> p, long[] a, int lo, int hi) {
            super(p);
            this.a = a;
            this.lo = lo;
            this.hi = hi;
        }
        public void compute() {
            if (hi - lo < 1000) {
                for (int i = lo; i < hi; i++) r += a[i];
            } else {
                int m = (lo + hi) / 2;
                setPendingCount(2);
                (left = new Sum(this, a, lo, m)).fork();
                (right = new Sum(this, a, m, hi)).fork();
            }
            tryComplete();
        }
        public void onCompletion(CountedCompleter<?> c) {
            if (left != null) r = left.r + right.r;
        }
        public Long getRawResult() { return r; }
    }
    static class Failing extends RecursiveTask<Void> {
        final int d;
        Failing(int d) { this.d = d; }
        protected Void compute() {
            if (d == 0) throw new IllegalArgumentException("leaf");
            invokeAll(new Failing(d - 1), new Failing(d - 1));
            return null;
        }
    }
    public static void main(String[] args) throws Exception {
        ForkJoinPool p = new ForkJoinPool(4);
        System.out.println(p.invoke(new Fib(18)) + " "
                + ForkJoinPool.commonPool().invoke(new Fib(15)) + " " + new Fib(10).invoke());
        int[] a = new Random(5).ints(50000).toArray(), b = a.clone();
        p.invoke(new Sort(a, 0, a.length));
        Arrays.sort(b);
        System.out.println(Arrays.equals(a, b));
        long[] l = LongStream.range(0, 100000).toArray();
        System.out.println(p.invoke(new Sum(null, l, 0, l.length)));
        try {
            p.invoke(new Failing(5));
        } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        ForkJoinTask<Void> f = p.submit(new Failing(3));
        try {
            f.get();
        } catch (ExecutionException e) {
            Throwable t = e;
            while (t.getCause() != null) t = t.getCause();
            System.out.println(t.getMessage() + f.isCompletedAbnormally());
        }
        System.out.println(
                p.submit(()
                                 -> IntStream.range(0, 100000)
                                         .parallel()
                                         .filter(x -> x % 3 == 0)
                                         .mapToLong(x -> x)
                                         .sum())
                        .get());
        System.out.println(IntStream.rangeClosed(1, 2000)
                                   .parallel()
                                   .mapToObj(Integer::toString)
                                   .collect(Collectors.joining())
                                   .hashCode()
                + " "
                + Stream.iterate(1, x -> x + 1).limit(5000).parallel().reduce(0, Integer::sum) + " "
                + Arrays.stream(a).parallel().distinct().count());
        int[] c = new Random(6).ints(100000, 0, 1000).toArray();
        Arrays.parallelSort(c);
        boolean ok = true;
        for (int i = 1; i < c.length; i++) ok &= c[i - 1] <= c[i];
        System.out.println(ok);
        long[] pre = new long[10000];
        Arrays.parallelSetAll(pre, i -> i);
        Arrays.parallelPrefix(pre, Long::sum);
        System.out.println(pre[9999]);
        try {
            IntStream.range(0, 1000).parallel().forEach(i -> {
                if (i == 777) throw new IllegalStateException("in parallel");
            });
        } catch (IllegalStateException e) { System.out.println("IllegalStateException"); }
        Map<Integer, Long> groups = IntStream.range(0, 10000).parallel().boxed().collect(
                Collectors.groupingByConcurrent(
                        x -> x % 7, ConcurrentSkipListMap::new, Collectors.counting()));
        System.out.println(groups);
        List<Integer> ordered = IntStream.range(0, 1000)
                                        .parallel()
                                        .boxed()
                                        .filter(x -> x % 2 == 1)
                                        .sorted(Comparator.reverseOrder())
                                        .skip(10)
                                        .limit(20)
                                        .collect(Collectors.toList());
        System.out.println(ordered);
        StringBuffer sb = new StringBuffer();
        IntStream.range(0, 50).parallel().forEachOrdered(i -> sb.append(i));
        System.out.println(sb);
        System.out.println(
                p.submit(() -> {
                     CountDownLatch cl = new CountDownLatch(1);
                     ForkJoinTask<?> t = ForkJoinTask.adapt(() -> cl.countDown()).fork();
                     ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
                         public boolean block() throws InterruptedException {
                             cl.await();
                             return true;
                         }
                         public boolean isReleasable() { return cl.getCount() == 0; }
                     });
                     t.join();
                     return "managed";
                 }).get());
        System.out.println(
                p.getParallelism() + " " + p.getAsyncMode() + " " + ForkJoinTask.inForkJoinPool());
        p.shutdown();
        System.out.println(p.awaitTermination(5, TimeUnit.SECONDS));
        try {
            p.submit(() -> 1);
        } catch (RejectedExecutionException e) { System.out.println("rejected"); }
    }
}
