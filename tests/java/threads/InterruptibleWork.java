// SPDX-License-Identifier: Apache-2.0
// Cooperative cancellation: interrupts in queues, latches, futures, sleeps in loops, locks,
// CyclicBarrier; status kept or cleared.
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

public class InterruptibleWork {
    interface Block {
        void go() throws Exception;
    }
    static void test(String name, Block b) throws Exception {
        String[] out = new String[1];
        Thread t = new Thread(() -> {
            try {
                b.go();
                out[0] = "returned";
            } catch (InterruptedException e) {
                out[0] = "InterruptedException";
            } catch (Exception e) { out[0] = e.getClass().getSimpleName(); }
            out[0] += " flag " + Thread.currentThread().isInterrupted();
        }, name);
        t.start();
        while (t.getState() != Thread.State.WAITING && t.getState() != Thread.State.TIMED_WAITING
                && t.isAlive())
            Thread.sleep(1);
        t.interrupt();
        t.join(5000);
        System.out.println(name + ": " + (t.isAlive() ? "stuck" : out[0]));
        String[] pre = new String[1];
        Thread p = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                b.go();
                pre[0] = "returned";
            } catch (InterruptedException e) {
                pre[0] = "InterruptedException";
            } catch (Exception e) { pre[0] = e.getClass().getSimpleName(); }
            pre[0] += " flag " + Thread.interrupted();
        });
        p.start();
        p.join(5000);
        System.out.println(name + " before: " + (p.isAlive() ? "stuck" : pre[0]));
    }
    public static void main(String[] args) throws Exception {
        test("sleep", () -> Thread.sleep(60000));
        test("TimeUnit", () -> TimeUnit.MINUTES.sleep(1));
        test("wait", () -> {
            Object o = new Object();
            synchronized (o) { o.wait(); }
        });
        test("join", () -> {
            Thread t = new Thread(() -> LockSupport.parkNanos(10_000_000_000L));
            t.setDaemon(true);
            t.start();
            t.join();
        });
        test("park", () -> LockSupport.park());
        test("parkNanos", () -> LockSupport.parkNanos(60_000_000_000L));
        test("latch", () -> new CountDownLatch(1).await());
        test("queue take", () -> new LinkedBlockingQueue<>().take());
        test("queue put", () -> {
            BlockingQueue<Integer> q = new ArrayBlockingQueue<>(1);
            q.put(1);
            q.put(2);
        });
        test("queue poll", () -> new LinkedBlockingDeque<>().poll(60, TimeUnit.SECONDS));
        test("synchronous", () -> new SynchronousQueue<>().take());
        test("transfer", () -> new LinkedTransferQueue<>().transfer(1));
        test("delay", () -> new DelayQueue<>().take());
        test("semaphore", () -> new Semaphore(0).acquire());
        test("future", () -> new CompletableFuture<>().get());
        test("future timed", () -> new CompletableFuture<>().get(60, TimeUnit.SECONDS));
        test("barrier", () -> new CyclicBarrier(2).await());
        test("exchanger", () -> new Exchanger<>().exchange(1));
        test("phaser", () -> {
            Phaser p = new Phaser(2);
            p.awaitAdvanceInterruptibly(p.arrive());
        });
        ReentrantLock held = new ReentrantLock();
        Thread h = new Thread(() -> {
            held.lock();
            LockSupport.parkNanos(60_000_000_000L);
        });
        h.setDaemon(true);
        h.start();
        while (!held.isLocked()) Thread.sleep(1);
        test("lockInterruptibly", held::lockInterruptibly);
        test("tryLock", () -> held.tryLock(60, TimeUnit.SECONDS));
        test("condition", () -> {
            ReentrantLock l = new ReentrantLock();
            Condition c = l.newCondition();
            l.lock();
            try {
                c.await();
            } finally { l.unlock(); }
        });
        test("condition nanos", () -> {
            ReentrantLock l = new ReentrantLock();
            Condition c = l.newCondition();
            l.lock();
            try {
                c.awaitNanos(60_000_000_000L);
            } finally { l.unlock(); }
        });
        test("stamped", () -> {
            StampedLock s = new StampedLock();
            s.writeLock();
            s.readLockInterruptibly();
        });
        ForkJoinTask<Object> never = new ForkJoinTask<>() {
            @Override
            public Object getRawResult() {
                return null;
            }
            @Override
            protected void setRawResult(Object o) {}
            @Override
            protected boolean exec() {
                return false;
            }
        };
        test("forkjoin get", never::get);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        List<Future<?>> fs = new ArrayList<>();
        CountDownLatch in = new CountDownLatch(2);
        for (int i = 0; i < 2; i++)
            fs.add(pool.submit(() -> {
                in.countDown();
                try {
                    Thread.sleep(60000);
                    return "slept";
                } catch (InterruptedException e) { return "shutdownNow interrupted"; }
            }));
        in.await();
        System.out.println(
                pool.shutdownNow().size() + " " + pool.awaitTermination(5, TimeUnit.SECONDS));
        for (Future<?> f : fs) System.out.println(f.get());
    }
}
