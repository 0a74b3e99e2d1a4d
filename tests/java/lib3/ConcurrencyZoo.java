// SPDX-License-Identifier: Apache-2.0
// Every synchronizer, queue, pool, scheduler and concurrent collection of java.util.concurrent.
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.*;
import java.util.stream.*;

public class ConcurrencyZoo {
    static void p(Object o) { System.out.println(o); }
    static ExecutorService pool = Executors.newFixedThreadPool(8);
    static <T> List<T> all(int n, IntFunction<Callable<T>> f) throws Exception {
        List<Callable<T>> c = new ArrayList<>();
        for (int i = 0; i < n; i++) c.add(f.apply(i));
        List<T> r = new ArrayList<>();
        for (Future<T> x : pool.invokeAll(c)) r.add(x.get());
        return r;
    }
    static class Fib extends RecursiveTask<Long> {
        final int n;
        Fib(int n) { this.n = n; }
        protected Long compute() {
            if (n < 8) return n < 2 ? (long) n : new Fib(n - 1).compute() + new Fib(n - 2).compute();
            Fib a = new Fib(n - 1);
            a.fork();
            return new Fib(n - 2).compute() + a.join();
        }
    }
    static class Walk extends CountedCompleter<Integer> {
        final int[] a;
        final int lo, hi;
        int sum;
        Walk l, r;
        Walk(CountedCompleter<?> p, int[] a, int lo, int hi) {
            super(p);
            this.a = a;
            this.lo = lo;
            this.hi = hi;
        }
        public void compute() {
            if (hi - lo <= 100) {
                for (int i = lo; i < hi; i++) sum += a[i];
            } else {
                int m = (lo + hi) >>> 1;
                setPendingCount(2);
                (l = new Walk(this, a, lo, m)).fork();
                (r = new Walk(this, a, m, hi)).fork();
            }
            tryComplete();
        }
        public void onCompletion(CountedCompleter<?> c) {
            if (l != null) sum = l.sum + r.sum;
        }
        public Integer getRawResult() { return sum; }
    }
    public static void main(String[] args) throws Exception {
        // Phaser with tiers and advance action
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Phaser ph = new Phaser() {
            protected boolean onAdvance(int phase, int parties) {
                log.add("phase " + phase + " " + parties);
                return phase >= 3 || parties == 0;
            }
        };
        ph.bulkRegister(5);
        Phaser child = new Phaser(ph, 2);
        AtomicIntegerArray counts = new AtomicIntegerArray(5);
        all(7, i -> () -> {
            Phaser me = i < 5 ? ph : child;
            for (int k = 0; k < 4; k++) {
                counts.incrementAndGet(k);
                if (i == 4 && k == 2) {
                    me.arriveAndDeregister();
                    break;
                }
                me.arriveAndAwaitAdvance();
            }
            return 0;
        }).size();
        p(log + " " + counts + " " + ph.isTerminated() + " " + ph.getPhase() + " " + child.isTerminated());
        // Exchanger pairs
        Exchanger<Integer> ex = new Exchanger<>();
        List<Integer> got = all(6, i -> () -> ex.exchange(i));
        p(new TreeSet<>(got) + " " + IntStream.range(0, 6).allMatch(i -> got.get(got.get(i)) == i));
        try {
            ex.exchange(1, 20, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) { p(e); }
        // StampedLock
        StampedLock sl = new StampedLock();
        long[] xy = new long[2];
        AtomicLong torn = new AtomicLong(), optimistic = new AtomicLong();
        all(6, i -> () -> {
            for (int k = 0; k < 3000; k++) {
                if (i < 2) {
                    long s = sl.writeLock();
                    try {
                        xy[0]++;
                        xy[1]++;
                    } finally { sl.unlockWrite(s); }
                } else {
                    long s = sl.tryOptimisticRead();
                    long a = xy[0], b = xy[1];
                    if (s == 0 || !sl.validate(s)) {
                        s = sl.readLock();
                        try {
                            a = xy[0];
                            b = xy[1];
                            if (i == 5 && k % 100 == 0) {
                                long w = sl.tryConvertToWriteLock(s);
                                if (w != 0) s = w;
                            }
                        } finally { sl.unlock(s); }
                    } else optimistic.incrementAndGet();
                    if (a != b) torn.incrementAndGet();
                }
            }
            return 0;
        });
        p(xy[0] + " " + xy[1] + " torn " + torn + " " + sl.isReadLocked() + " " + sl.isWriteLocked());
        try {
            sl.unlockRead(5);
        } catch (IllegalMonitorStateException e) { p(e); }
        // ReadWriteLock, conditions, fairness, hold counts
        ReentrantReadWriteLock rw = new ReentrantReadWriteLock(true);
        rw.writeLock().lock();
        rw.readLock().lock();
        rw.writeLock().unlock();
        p(rw.getReadHoldCount() + " " + rw.isWriteLocked() + " " + rw.getReadLockCount() + " "
                + rw.toString().replaceAll("^.*\\[", "["));
        p(rw.writeLock().tryLock());
        rw.readLock().unlock();
        try {
            rw.readLock().unlock();
        } catch (IllegalMonitorStateException e) { p(e.getMessage()); }
        ReentrantLock lock = new ReentrantLock(true);
        Condition c1 = lock.newCondition();
        int[] turn = {0};
        StringBuilder sb = new StringBuilder();
        all(4, i -> () -> {
            for (int k = 0; k < 50; k++) {
                lock.lock();
                try {
                    while (turn[0] % 4 != i) c1.await();
                    turn[0]++;
                    if (k < 3) sb.append(i);
                    c1.signalAll();
                } finally { lock.unlock(); }
            }
            return 0;
        });
        p(sb + " " + turn[0] + " " + lock.isFair() + " " + lock.isLocked());
        lock.lock();
        p(c1.awaitNanos(1_000_000) <= 0);
        p(c1.awaitUntil(new Date(System.currentTimeMillis() + 5)));
        lock.unlock();
        try {
            c1.signal();
        } catch (IllegalMonitorStateException e) { p(e); }
        // Semaphore, CyclicBarrier, CountDownLatch
        Semaphore sem = new Semaphore(3, true);
        AtomicInteger inside = new AtomicInteger(), max = new AtomicInteger();
        all(6, i -> () -> {
            for (int k = 0; k < 200; k++) {
                sem.acquire(1 + i % 2);
                max.accumulateAndGet(inside.addAndGet(1 + i % 2), Math::max);
                inside.addAndGet(-1 - i % 2);
                sem.release(1 + i % 2);
            }
            return 0;
        });
        p(sem.availablePermits() + " " + (max.get() <= 3) + " " + sem.drainPermits() + " "
                + sem.tryAcquire(5, TimeUnit.MILLISECONDS));
        CyclicBarrier cb = new CyclicBarrier(4, () -> log.add("barrier"));
        log.clear();
        all(4, i -> () -> {
            for (int k = 0; k < 20; k++) cb.await();
            return 0;
        });
        p(log.size() + " " + cb.getNumberWaiting());
        Thread bt = new Thread(() -> {
            try {
                cb.await();
            } catch (InterruptedException | BrokenBarrierException e) { log.add(e.toString()); }
        });
        bt.start();
        while (cb.getNumberWaiting() == 0) Thread.onSpinWait();
        bt.interrupt();
        bt.join();
        try {
            cb.await();
        } catch (BrokenBarrierException e) { p(e + " " + log.get(20) + cb.isBroken()); }
        cb.reset();
        p(cb.isBroken());
        // queues
        for (BlockingQueue<Integer> q : List.of(new ArrayBlockingQueue<Integer>(5), new LinkedBlockingQueue<Integer>(7),
                     new SynchronousQueue<Integer>(true), new LinkedTransferQueue<Integer>(),
                     new PriorityBlockingQueue<Integer>(), new LinkedBlockingDeque<Integer>(3))) {
            LongAdder sum = new LongAdder();
            all(6, i -> () -> {
                for (int k = 0; k < 500; k++)
                    if (i < 3) q.put(i * 1000 + k);
                    else sum.add(q.take());
                return 0;
            });
            p(q.getClass().getSimpleName() + " " + sum + " " + q.size() + " " + q.poll());
        }
        class Del implements Delayed {
            final long at;
            final int id;
            Del(int id, int ms) {
                this.id = id;
                at = System.nanoTime() + ms * 1_000_000L;
            }
            public long getDelay(TimeUnit u) { return u.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS); }
            public int compareTo(Delayed o) { return Long.compare(at, ((Del) o).at); }
        }
        DelayQueue<Del> dq = new DelayQueue<>();
        for (int i : new int[] {3, 1, 2}) dq.add(new Del(i, i * 15));
        p(dq.poll() == null);
        p(dq.take().id + "" + dq.take().id + dq.take().id);
        // CompletableFuture graph
        CompletableFuture<Integer> a = CompletableFuture.supplyAsync(() -> 6, pool),
                                   b = a.thenCombineAsync(CompletableFuture.supplyAsync(() -> 7), (x, y) -> x * y);
        p(b.thenCompose(x -> CompletableFuture.supplyAsync(() -> x + 1)).get());
        CompletableFuture<Object> bad = b.thenApply(x -> { throw new IllegalStateException("no " + x); });
        try {
            bad.join();
        } catch (CompletionException e) { p(e); }
        try {
            bad.get();
        } catch (ExecutionException e) { p(e); }
        p(bad.exceptionally(e -> e.getMessage()).join() + " " + bad.handle((v, e) -> v + "/" + e).join() + " "
                + bad.isCompletedExceptionally());
        try {
            new CompletableFuture<>().orTimeout(10, TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) { p(e); }
        p(new CompletableFuture<String>().completeOnTimeout("late", 5, TimeUnit.MILLISECONDS).join());
        CompletableFuture<String> cf = new CompletableFuture<>();
        p(cf.cancel(true) + " " + cf.isCancelled());
        try {
            cf.thenRun(() -> p("never")).join();
        } catch (CompletionException e) { p(e); }
        p(CompletableFuture.anyOf(new CompletableFuture<>(), CompletableFuture.completedFuture("any")).get() + " "
                + CompletableFuture
                        .allOf(IntStream.range(0, 50)
                                        .mapToObj(i -> CompletableFuture.runAsync(() -> {}))
                                        .toArray(CompletableFuture[] ::new))
                        .thenApply(x -> "all")
                        .get()
                + " " + CompletableFuture.failedFuture(new Exception("f")).toString().replaceAll("^.*\\[", "["));
        // fork join
        ForkJoinPool fj = new ForkJoinPool(4);
        p(fj.invoke(new Fib(20)) + " " + fj.getParallelism());
        int[] arr = IntStream.range(0, 10_000).toArray();
        p(fj.invoke(new Walk(null, arr, 0, arr.length)));
        try {
            fj.invoke(new RecursiveAction() {
                protected void compute() {
                    invokeAll(new RecursiveAction() {
                        protected void compute() { throw new UnsupportedOperationException("inner"); }
                    }, ForkJoinTask.adapt(() -> {}));
                }
            });
        } catch (UnsupportedOperationException e) { p(e.getMessage()); }
        fj.shutdown();
        p(fj.awaitTermination(5, TimeUnit.SECONDS) + " " + fj.isTerminated());
        ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
            int n;
            public boolean block() {
                n++;
                return n > 2;
            }
            public boolean isReleasable() { return n > 5; }
        });
        // flow
        SubmissionPublisher<Integer> pub = new SubmissionPublisher<>(pool, 8);
        CompletableFuture<List<Integer>> res = new CompletableFuture<>();
        class Sub implements Flow.Subscriber<Integer> {
            final List<Integer> l = new ArrayList<>();
            Flow.Subscription s;
            public void onSubscribe(Flow.Subscription s) {
                this.s = s;
                s.request(1);
            }
            public void onNext(Integer i) {
                l.add(i);
                s.request(1);
            }
            public void onError(Throwable t) { res.completeExceptionally(t); }
            public void onComplete() { res.complete(l); }
        }
        pub.subscribe(new Sub());
        CompletableFuture<Void> cons = pub.consume(x -> {
            if (x == 30) throw new ArithmeticException("thirty");
        });
        for (int i = 0; i < 100; i++) pub.submit(i);
        pub.close();
        p(res.get().size() + " " + res.get().get(99));
        try {
            cons.get();
        } catch (ExecutionException e) { p(e); }
        // schedulers
        ScheduledThreadPoolExecutor se = new ScheduledThreadPoolExecutor(2);
        CountDownLatch five = new CountDownLatch(5);
        ScheduledFuture<?> r1 = se.scheduleAtFixedRate(five::countDown, 1, 3, TimeUnit.MILLISECONDS);
        five.await();
        r1.cancel(false);
        AtomicInteger runs = new AtomicInteger();
        ScheduledFuture<?> r2 = se.scheduleWithFixedDelay(() -> {
            if (runs.incrementAndGet() == 3) throw new IllegalArgumentException("third");
        }, 0, 1, TimeUnit.MILLISECONDS);
        try {
            r2.get();
        } catch (ExecutionException e) { p(e + " " + runs); }
        p(r1.isCancelled() + " " + se.schedule(() -> "called", 5, TimeUnit.MILLISECONDS).get());
        se.schedule(() -> p("not run"), 1, TimeUnit.HOURS);
        se.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        se.shutdown();
        p(se.awaitTermination(5, TimeUnit.SECONDS) + " " + se.getQueue().size());
        Timer tm = new Timer("timer", true);
        CountDownLatch t3 = new CountDownLatch(3);
        tm.schedule(new TimerTask() {
            public void run() {
                t3.countDown();
                if (t3.getCount() == 0) cancel();
            }
        }, 1, 2);
        t3.await();
        tm.cancel();
        try {
            tm.schedule(new TimerTask() {
                public void run() {}
            }, 1);
        } catch (IllegalStateException e) { p(e); }
        // pool behaviours
        ThreadPoolExecutor tp = new ThreadPoolExecutor(1, 2, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), r -> {
            Thread t = new Thread(r, "w");
            t.setUncaughtExceptionHandler((x, e) -> log.add("uncaught " + e.getMessage()));
            return t;
        }, new ThreadPoolExecutor.CallerRunsPolicy());
        CountDownLatch hold = new CountDownLatch(1);
        for (int i = 0; i < 3; i++)
            tp.execute(() -> {
                try {
                    hold.await();
                } catch (InterruptedException e) {}
            });
        StringBuilder who = new StringBuilder();
        tp.execute(() -> who.append(Thread.currentThread().getName()));
        tp.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
        try {
            tp.execute(() -> {});
        } catch (RejectedExecutionException e) { p(who + " " + e.getMessage().replaceAll("[@/][0-9a-fx]+", "")); }
        hold.countDown();
        while (tp.getActiveCount() > 0 || tp.getQueue().size() > 0) Thread.sleep(1);
        log.clear();
        tp.execute(() -> { throw new RuntimeException("in worker"); });
        tp.shutdown();
        tp.awaitTermination(5, TimeUnit.SECONDS);
        while (log.isEmpty()) Thread.sleep(1);  // the pool ends before its last worker does
        p(log + " " + tp.getCompletedTaskCount() + " " + tp.getLargestPoolSize() + " " + tp.isTerminated());
        ExecutorCompletionService<Integer> ecs = new ExecutorCompletionService<>(pool);
        for (int i = 0; i < 5; i++) {
            int n = i;
            ecs.submit(() -> n * n);
        }
        int s = 0;
        for (int i = 0; i < 5; i++) s += ecs.take().get();
        p(s + " " + pool.invokeAny(List.of(() -> { throw new Exception(); }, () -> 5)));
        try {
            pool.invokeAny(List.of(() -> { throw new Exception("only"); }));
        } catch (ExecutionException e) { p(e); }
        FutureTask<Integer> ft = new FutureTask<>(() -> {
            Thread.sleep(100000);
            return 1;
        });
        Future<?> ff = pool.submit(ft);
        ft.cancel(true);
        ff.get();
        try {
            ft.get();
        } catch (CancellationException e) { p(e + " " + ft.toString().replaceAll("^.*\\[", "[")); }
        // concurrent collections
        ConcurrentHashMap<Integer, Integer> chm = new ConcurrentHashMap<>();
        all(6, i -> () -> {
            for (int k = 0; k < 5000; k++) chm.merge(k % 997, 1, Integer::sum);
            return 0;
        });
        p(chm.size() + " " + chm.reduceValuesToLong(10, Integer::longValue, 0, Long::sum) + " "
                + chm.search(100, (k, v) -> k == 500 ? v : null) + " " + chm.mappingCount());
        try {
            chm.computeIfAbsent(-1, k -> chm.computeIfAbsent(-1, z -> 1));
        } catch (IllegalStateException e) { p(e.getMessage()); }
        ConcurrentSkipListMap<Integer, String> sk = new ConcurrentSkipListMap<>(Comparator.reverseOrder());
        all(6, i -> () -> {
            for (int k = i; k < 3000; k += 6) {
                sk.put(k, "" + k);
                if (k % 3 == 0) sk.remove(k);
            }
            return 0;
        });
        p(sk.size() + " " + sk.firstKey() + " " + sk.headMap(2990).keySet() + " " + sk.ceilingEntry(1000) + " "
                + sk.descendingMap().firstKey());
        CopyOnWriteArrayList<Integer> cow = new CopyOnWriteArrayList<>(List.of(1, 2, 3));
        for (Integer i : cow) cow.add(i * 10);
        p(cow + " " + cow.addIfAbsent(3));
        ConcurrentLinkedDeque<Integer> cld = new ConcurrentLinkedDeque<>();
        all(4, i -> () -> {
            for (int k = 0; k < 1000; k++) {
                cld.offerFirst(k);
                if (k % 2 == 0) cld.pollLast();
            }
            return 0;
        });
        p(cld.size());
        LongAccumulator la = new LongAccumulator(Long::max, Long.MIN_VALUE);
        DoubleAdder da = new DoubleAdder();
        all(6, i -> () -> {
            for (int k = 0; k < 1000; k++) {
                la.accumulate(k * i);
                da.add(0.5);
            }
            return 0;
        });
        p(la + " " + da.sumThenReset() + " " + da);
        AtomicStampedReference<String> asr = new AtomicStampedReference<>("a", 1);
        int[] st = new int[1];
        p(asr.compareAndSet("a", "b", 1, 2) + asr.get(st) + st[0] + asr.attemptStamp("b", 9) + asr.getStamp());
        p(LongStream.rangeClosed(1, 200_000).parallel().filter(x -> x % 3 == 0).sum() + " "
                + IntStream.range(0, 5000)
                        .parallel()
                        .boxed()
                        .collect(Collectors.groupingByConcurrent(i -> i % 7, Collectors.counting()))
                        .get(3)
                + " "
                + Arrays.stream(new Integer[] {5, 3, 9, 1})
                        .parallel()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",")));
        int[] big = new Random(1).ints(50_000).toArray(), ref = big.clone();
        Arrays.parallelSort(big);
        Arrays.sort(ref);
        Arrays.parallelPrefix(ref, Integer::sum);
        p(Arrays.hashCode(big) + " " + ref[49_999]);
        pool.shutdown();
        p(pool.awaitTermination(5, TimeUnit.SECONDS));
        p(TimeUnit.DAYS.toMicros(3) + " " + TimeUnit.of(java.time.temporal.ChronoUnit.HOURS) + " "
                + TimeUnit.MILLISECONDS.convert(java.time.Duration.ofMinutes(2)));
    }
}
