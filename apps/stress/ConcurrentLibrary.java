// SPDX-License-Identifier: Apache-2.0
// java.util.concurrent under load: parallel streams, fork-join, completable futures, maps, queues, exchangers, phasers, stamped
// locks, and interrupts that race with what they interrupt. Prints sums that do not depend on the schedule.

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

public class ConcurrentLibrary {
    static final int THREADS = 8;

    interface Body {
        void run(int thread) throws Exception;
    }

    static void parallel(Body body) throws Exception {
        Thread[] threads = new Thread[THREADS];
        Throwable[] failure = new Throwable[1];
        for (int i = 0; i < THREADS; i++) {
            int id = i;
            threads[i] = new Thread(() -> {
                try {
                    body.run(id);
                } catch (Throwable e) {
                    failure[0] = e;
                }
            });
            threads[i].start();
        }
        for (Thread t : threads) {
            t.join();
        }
        if (failure[0] != null) {
            throw new AssertionError(failure[0]);
        }
    }

    static void streams(int n) {
        for (int round = 0; round < 3; round++) {
            long sum = LongStream.range(0, n * 10L).parallel().filter(x -> x % 3 == 0).map(x -> x * x).sum();
            Map<Integer, Long> groups = IntStream.range(0, n).parallel().boxed()
                .collect(Collectors.groupingByConcurrent(x -> x % 17, Collectors.counting()));
            List<String> sorted = new Random(5).ints(n).parallel().mapToObj(Integer::toHexString).sorted().collect(Collectors.toList());
            int[] array = new Random(7).ints(n * 5L).toArray();
            Arrays.parallelSort(array);
            Arrays.parallelPrefix(array, (a, b) -> a ^ b);
            System.out.println(sum + " " + groups.get(3) + " " + sorted.get(n / 2) + " " + array[array.length - 1]);
        }
    }

    static final class Fibonacci extends RecursiveTask<Integer> {
        final int n;

        Fibonacci(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) {
                return n;
            }
            Fibonacci a = new Fibonacci(n - 1);
            a.fork();
            return new Fibonacci(n - 2).compute() + a.join();
        }
    }

    static void forkJoin(int n) {
        System.out.println("fork " + new ForkJoinPool(8).invoke(new Fibonacci(n)) + " " + ForkJoinPool.commonPool().invoke(new Fibonacci(n)));
    }

    static void futures(int n) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<CompletableFuture<Long>> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            long x = i;
            CompletableFuture<Long> f = CompletableFuture.supplyAsync(() -> x, pool)
                .thenApplyAsync(v -> v * 2)
                .thenCombine(CompletableFuture.supplyAsync(() -> 1L), Long::sum)
                .thenCompose(v -> CompletableFuture.supplyAsync(() -> v % 5 == 0 ? fail(v) : v, pool))
                .exceptionally(e -> -1L);
            all.add(f);
        }
        long sum = 0;
        for (CompletableFuture<Long> f : all) {
            sum += f.get();
        }
        CompletableFuture<?>[] array = all.toArray(new CompletableFuture<?>[0]);
        CompletableFuture.allOf(array).join();
        pool.shutdown();
        System.out.println("futures " + sum + " " + pool.awaitTermination(10, TimeUnit.SECONDS));
    }

    static long fail(long v) {
        throw new IllegalStateException("" + v);
    }

    static void maps(int n) throws Exception {
        ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
        ConcurrentSkipListMap<Integer, Integer> skip = new ConcurrentSkipListMap<>();
        ConcurrentLinkedDeque<Integer> deque = new ConcurrentLinkedDeque<>();
        LongAdder adder = new LongAdder();
        AtomicInteger polled = new AtomicInteger();
        parallel(id -> {
            for (int i = 0; i < n; i++) {
                map.merge(i % 1000, 1, Integer::sum);
                map.computeIfAbsent(100_000 + i, k -> k);
                skip.merge(i % 300, 1, Integer::sum);
                adder.increment();
                if ((i & 1) == 0) {
                    deque.offerFirst(i);
                } else if (deque.pollLast() != null) {
                    polled.incrementAndGet();
                }
                if (i % 7 == 0) {
                    map.remove(100_000 + i);
                }
                if (i % 1000 == 0) {
                    for (Integer v : map.values()) {
                        if (v == null) {
                            throw new AssertionError();
                        }
                    }
                }
            }
        });
        int sum = 0;
        for (int i = 0; i < 1000; i++) {
            sum += map.getOrDefault(i, 0);
        }
        int skipped = skip.values().stream().mapToInt(x -> x).sum();
        System.out.println("maps " + sum + " " + skipped + " " + adder.sum() + " " + (polled.get() + deque.size()));
    }

    static void exchange(int n) throws Exception {
        Exchanger<Integer> exchanger = new Exchanger<>();
        AtomicLong sum = new AtomicLong();
        Phaser phaser = new Phaser(THREADS);
        SynchronousQueue<Integer> hand = new SynchronousQueue<>(true);
        LinkedTransferQueue<Integer> transfer = new LinkedTransferQueue<>();
        ArrayBlockingQueue<Integer> bounded = new ArrayBlockingQueue<>(3);
        Semaphore permits = new Semaphore(3);
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        AtomicInteger inside = new AtomicInteger();
        parallel(id -> {
            for (int i = 0; i < n; i++) {
                sum.addAndGet(exchanger.exchange(id));
                phaser.arriveAndAwaitAdvance();
                if (id % 2 == 0) {
                    hand.put(i);
                    transfer.transfer(i);
                    bounded.put(i);
                } else {
                    sum.addAndGet(hand.take() + transfer.take() + bounded.take());
                }
                permits.acquire();
                if (inside.incrementAndGet() > 3) {
                    throw new AssertionError("too many permits");
                }
                inside.decrementAndGet();
                permits.release();
                if (i % 10 == 0) {
                    barrier.await();
                }
            }
        });
        System.out.println("exchange " + sum.get() + " " + phaser.getPhase() + " " + permits.availablePermits());
    }

    /** Interrupts hit threads in wait, sleep, park, join, lockInterruptibly and nothing; none is lost, none comes twice. */
    static void interrupts(int n) throws Exception {
        Object monitor = new Object();
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger seen = new AtomicInteger();
        Semaphore again = new Semaphore(0);
        Thread main = Thread.currentThread();
        lock.lock();
        Thread victim = new Thread(() -> {
            for (int i = 0; i < n; i++) {
                try {
                    switch (i % 7) {
                        case 0 -> {
                            synchronized (monitor) {
                                for (;;) {
                                    monitor.wait();  // may wake without a reason
                                }
                            }
                        }
                        case 1 -> Thread.sleep(100_000);
                        case 2 -> {
                            while (!Thread.interrupted()) {
                                LockSupport.park();
                            }
                            throw new InterruptedException();
                        }
                        case 3 -> main.join();
                        case 4 -> lock.lockInterruptibly();
                        case 5 -> never.await();
                        default -> {
                            synchronized (monitor) {
                                for (;;) {
                                    monitor.wait(100_000);
                                }
                            }
                        }
                    }
                    throw new AssertionError("woken without an interrupt: " + i % 7);
                } catch (InterruptedException e) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new AssertionError("still interrupted");
                    }
                    seen.incrementAndGet();
                    again.release();
                }
            }
        }, "victim");
        victim.start();
        for (int i = 0; i < n; i++) {
            if (i % 3 == 0) {
                Thread.yield();
            } else if (i % 50 == 1) {
                Thread.sleep(1);
            }
            victim.interrupt();
            if (!again.tryAcquire(20, TimeUnit.SECONDS)) {
                throw new AssertionError("interrupt " + i + " is lost; the victim is " + victim.getState());
            }
        }
        victim.join();
        lock.unlock();
        System.out.println("interrupts " + seen.get());
    }

    /** notify and interrupt at the same time: whoever is notified must not swallow the notification. */
    static void notifyOrInterrupt(int n) throws Exception {
        Object monitor = new Object();
        int[] tokens = new int[1];
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        Thread[] takers = new Thread[4];
        boolean[] end = new boolean[1];
        for (int i = 0; i < takers.length; i++) {
            takers[i] = new Thread(() -> {
                synchronized (monitor) {
                    for (;;) {
                        try {
                            while (tokens[0] == 0 && !end[0]) {
                                monitor.wait();
                            }
                        } catch (InterruptedException e) {
                            interrupted.incrementAndGet();
                            continue;
                        }
                        if (tokens[0] == 0) {
                            return;
                        }
                        tokens[0]--;
                        taken.incrementAndGet();
                    }
                }
            });
            takers[i].start();
        }
        Random random = new Random(3);
        for (int i = 0; i < n; i++) {
            synchronized (monitor) {
                tokens[0]++;
                monitor.notify();
            }
            takers[random.nextInt(takers.length)].interrupt();
            if (i % 20 == 0) {
                long limit = System.nanoTime() + 20_000_000_000L;
                while (taken.get() <= i) {
                    if (System.nanoTime() > limit) {
                        throw new AssertionError("a notification is lost after " + i);
                    }
                    Thread.yield();
                }
            }
        }
        synchronized (monitor) {
            end[0] = true;
            monitor.notifyAll();
        }
        for (Thread t : takers) {
            t.join();
        }
        System.out.println("notified " + taken.get() + " " + tokens[0]);
    }

    static void pools(int n) throws Exception {
        AtomicInteger ran = new AtomicInteger();
        ExecutorService cached = Executors.newCachedThreadPool();
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            futures.add(cached.submit(ran::incrementAndGet));
            if (i % 100 == 0) {
                futures.get(i / 2).get();
            }
        }
        for (Future<?> f : futures) {
            f.get();
        }
        cached.shutdownNow();
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(3);
        CountDownLatch ticks = new CountDownLatch(60);
        for (int i = 0; i < 3; i++) {
            timer.scheduleAtFixedRate(ticks::countDown, i, 2, TimeUnit.MILLISECONDS);
        }
        System.out.println("pools " + ran.get() + " " + ticks.await(20, TimeUnit.SECONDS));
        timer.shutdownNow();
        System.out.println(timer.awaitTermination(20, TimeUnit.SECONDS));
    }

    static void parking(int n) throws Exception {
        Thread[] pair = new Thread[2];
        AtomicInteger turn = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            int id = i;
            pair[i] = new Thread(() -> {
                for (int k = 0; k < n; k++) {
                    while (turn.get() % 2 != id) {
                        LockSupport.park();
                    }
                    turn.incrementAndGet();
                    LockSupport.unpark(pair[1 - id]);
                }
            });
        }
        pair[0].start();
        pair[1].start();
        pair[0].join();
        pair[1].join();
        System.out.println("parking " + turn.get());
    }

    public static void main(String[] args) throws Exception {
        int n = Integer.parseInt(args[0]);
        streams(n);
        forkJoin(18);
        futures(n / 5);
        maps(n);
        exchange(n / 50);
        interrupts(n / 10);
        notifyOrInterrupt(n / 5);
        pools(n / 10);
        parking(n / 4);
        System.out.println("done");
    }
}
