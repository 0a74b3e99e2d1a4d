// Shows synchronizers that a program makes itself: on AbstractQueuedSynchronizer, on monitors,
// and a small transactional memory.
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

public class OwnSynchronizers {
    static class Mutex extends AbstractQueuedSynchronizer {
        protected boolean tryAcquire(int n) {
            if (compareAndSetState(0, 1)) {
                setExclusiveOwnerThread(Thread.currentThread());
                return true;
            }
            return false;
        }

        protected boolean tryRelease(int n) {
            if (getExclusiveOwnerThread() != Thread.currentThread())
                throw new IllegalMonitorStateException("not mine");
            setExclusiveOwnerThread(null);
            setState(0);
            return true;
        }

        protected boolean isHeldExclusively() {
            return getState() == 1 && getExclusiveOwnerThread() == Thread.currentThread();
        }

        Condition cond() { return new ConditionObject(); }
    }

    static class Gate extends AbstractQueuedSynchronizer {
        Gate(int n) { setState(n); }

        protected int tryAcquireShared(int x) { return getState() == 0 ? 1 : -1; }

        protected boolean tryReleaseShared(int x) {
            for (;;) {
                int s = getState();
                if (s == 0) return false;
                if (compareAndSetState(s, s - 1)) return s == 1;
            }
        }
    }

    static class MiniPool implements Executor, AutoCloseable {
        private final LinkedList<Runnable> q = new LinkedList<>();
        private final Thread[] ws;
        private boolean closed;
        private final Map<String, Integer> done = new TreeMap<>();

        MiniPool(int n) {
            ws = new Thread[n];
            for (int i = 0; i < n; i++) {
                ws[i] = new Thread(this::loop, "mini" + i);
                ws[i].start();
            }
        }

        private void loop() {
            while (true) {
                Runnable r;
                synchronized (q) {
                    while (q.isEmpty()) {
                        if (closed) return;
                        try {
                            q.wait();
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                    r = q.removeFirst();
                }
                try {
                    r.run();
                } catch (Throwable t) {
                    synchronized (done) {
                        done.merge(t.getClass().getSimpleName() + ":" + t.getMessage(), 1,
                                Integer::sum);
                    }
                    continue;
                }
                synchronized (done) {
                    done.merge("ok", 1, Integer::sum);
                }
            }
        }

        public void execute(Runnable r) {
            synchronized (q) {
                if (closed) throw new RejectedExecutionException("closed");
                q.addLast(r);
                q.notify();
            }
        }

        <T> Promise<T> call(Callable<T> c) {
            Promise<T> p = new Promise<>();
            execute(() -> {
                try {
                    p.set(c.call(), null);
                } catch (Exception e) {
                    p.set(null, e);
                }
            });
            return p;
        }

        public void close() throws InterruptedException {
            synchronized (q) {
                closed = true;
                q.notifyAll();
            }
            for (Thread w : ws) w.join();
        }
    }

    static class Promise<T> {
        private T v;
        private Exception e;
        private boolean done;
        private final List<Runnable> then = new ArrayList<>();

        void set(T v, Exception e) {
            List<Runnable> run;
            synchronized (this) {
                if (done) throw new IllegalStateException("twice");
                this.v = v;
                this.e = e;
                done = true;
                notifyAll();
                run = new ArrayList<>(then);
            }
            run.forEach(Runnable::run);
        }

        synchronized T get() throws Exception {
            while (!done) wait();
            if (e != null) throw new ExecutionException(e);
            return v;
        }

        <R> Promise<R> map(java.util.function.Function<? super T, ? extends R> f) {
            Promise<R> p = new Promise<>();
            Runnable r = () -> {
                if (e != null)
                    p.set(null, e);
                else
                    try {
                        p.set(f.apply(v), null);
                    } catch (RuntimeException x) {
                        p.set(null, x);
                    }
            };
            boolean now;
            synchronized (this) {
                now = done;
                if (!now) then.add(r);
            }
            if (now) r.run();
            return p;
        }
    }

    static class Stm {
        static final AtomicLong clock = new AtomicLong();

        static class Ref<T> {
            private volatile T v;
            private volatile long ver;
            final int id = ids.incrementAndGet();
            static final AtomicInteger ids = new AtomicInteger();
            final ReentrantLock l = new ReentrantLock();

            Ref(T v) { this.v = v; }
        }

        static class Retry extends RuntimeException {
            Retry() { super(null, null, false, false); }
        }

        static class Tx {
            final long start = clock.get();
            final Map<Ref<?>, Object> writes =
                    new TreeMap<>(Comparator.comparingInt((Ref<?> r) -> r.id));
            final Set<Ref<?>> reads = new HashSet<>();

            @SuppressWarnings("unchecked")
            <T> T get(Ref<T> r) {
                if (writes.containsKey(r)) return (T) writes.get(r);
                long was = r.ver;
                if (r.l.isLocked()) throw new Retry();
                T v = r.v;
                if (r.l.isLocked() || r.ver != was || was > start) throw new Retry();
                reads.add(r);
                return v;
            }

            <T> void set(Ref<T> r, T v) { writes.put(r, v); }

            @SuppressWarnings({"unchecked", "rawtypes"})
            void commit() {
                List<Ref<?>> locked = new ArrayList<>();
                try {
                    for (Ref<?> r : writes.keySet()) {
                        r.l.lock();
                        locked.add(r);
                    }
                    for (Ref<?> r : reads)
                        if (r.ver > start || r.l.isLocked() && !r.l.isHeldByCurrentThread())
                            throw new Retry();
                    long now = clock.incrementAndGet();
                    for (Map.Entry<Ref<?>, Object> e : writes.entrySet()) {
                        ((Ref) e.getKey()).v = e.getValue();
                        e.getKey().ver = now;
                    }
                } finally {
                    for (Ref<?> r : locked) r.l.unlock();
                }
            }
        }

        static void atomic(java.util.function.Consumer<Tx> c) {
            while (true) try {
                    Tx t = new Tx();
                    c.accept(t);
                    t.commit();
                    return;
                } catch (Retry r) {
                    Thread.yield();
                }
        }
    }

    public static void main(String[] args) throws Exception {
        Mutex mx = new Mutex();
        int[] n = {0};
        Thread[] ts = new Thread[4];
        for (int i = 0; i < 4; i++) {
            ts[i] = new Thread(() -> {
                for (int j = 0; j < 50; j++) {
                    mx.acquire(1);
                    try {
                        n[0]++;
                    } finally {
                        mx.release(1);
                    }
                }
            });
            ts[i].start();
        }
        for (Thread t : ts) t.join();
        System.out.println(
                n[0] + " " + mx.hasQueuedThreads() + mx.toString().replaceAll(".*\\[", "["));
        Thread ill = new Thread(() -> {
            try {
                mx.release(1);
            } catch (IllegalMonitorStateException e) {
                System.out.println(e.getMessage());
            }
        });
        ill.start();
        ill.join();
        Gate g = new Gate(2);
        boolean[] passed = new boolean[3];
        for (int i = 0; i < 3; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                g.acquireShared(1);
                passed[k] = true;
            });
            ts[i].start();
        }
        while (g.getQueueLength() < 3) Thread.sleep(1);
        g.releaseShared(1);
        System.out.println(Arrays.toString(passed) + g.tryAcquireSharedNanos(1, 1000000));
        Thread rel = new Thread(() -> g.releaseShared(1));
        rel.start();
        for (int i = 0; i < 3; i++) ts[i].join();
        System.out.println(Arrays.toString(passed));
        Condition c = mx.cond();
        boolean[] sig = {false};
        Thread w = new Thread(() -> {
            mx.acquire(1);
            try {
                while (!sig[0]) c.awaitUninterruptibly();
                System.out.println("cond ok " + mx.isHeldExclusively());
            } finally {
                mx.release(1);
            }
        });
        w.start();
        while (w.getState() != Thread.State.WAITING) Thread.sleep(1);
        mx.acquire(1);
        sig[0] = true;
        c.signal();
        mx.release(1);
        w.join();
        try {
            c.signal();
        } catch (IllegalMonitorStateException e) {
            System.out.println("ims " + e.getMessage());
        }
        MiniPool mp = new MiniPool(3);
        List<Promise<Integer>> ps = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int k = i;
            ps.add(mp.call(() -> {
                if (k == 7) throw new java.io.IOException("seven");
                return k * k;
            }));
        }
        int sum = 0;
        String err = "";
        for (Promise<Integer> p : ps) try {
                sum += p.get();
            } catch (ExecutionException e) {
                err += e.getMessage();
            }
        System.out.println(sum + " " + err);
        Promise<String> chain = mp.call(() -> 10).map(x -> x + 1).map(x -> x * 2).map(x -> "r" + x);
        System.out.println(chain.get());
        try {
            mp.call(() -> 1).map(x -> x / 0).map(x -> "never").get();
        } catch (ExecutionException e) {
            System.out.println(e.getCause());
        }
        Promise<Integer> nested = new Promise<>();
        mp.execute(() -> mp.execute(() -> nested.set(77, null)));
        System.out.println(nested.get());
        for (int i = 0; i < 4; i++) mp.execute(() -> { throw new IllegalStateException("pool"); });
        try {
            nested.set(1, null);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        mp.close();
        System.out.println(mp.done);
        try {
            mp.execute(() -> {});
        } catch (RejectedExecutionException e) {
            System.out.println(e.getMessage());
        }
        Stm.Ref<Integer>[] accts = new Stm.Ref[5];
        for (int i = 0; i < 5; i++) accts[i] = new Stm.Ref<>(100);
        for (int i = 0; i < 4; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                Random r = new Random(k);
                for (int j = 0; j < 25; j++) {
                    int f = r.nextInt(5), t = r.nextInt(5), amt = r.nextInt(20);
                    Stm.atomic(tx -> {
                        tx.set(accts[f], tx.get(accts[f]) - amt);
                        tx.set(accts[t], tx.get(accts[t]) + amt);
                    });
                }
            });
            ts[i].start();
        }
        for (Thread t : ts) t.join();
        int[] bal = new int[5];
        int tot = 0;
        for (int i = 0; i < 5; i++) tot += bal[i] = accts[i].v;
        System.out.println(tot + " " + Stm.clock + Arrays.toString(bal));
        ReentrantLock la = new ReentrantLock(), lb = new ReentrantLock();
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger gaveUp = new AtomicInteger(), okc = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            ReentrantLock x = i == 0 ? la : lb, y = i == 0 ? lb : la;
            ts[i] = new Thread(() -> {
                try {
                    x.lock();
                    try {
                        both.await();
                        if (y.tryLock(30, TimeUnit.MILLISECONDS)) {
                            okc.incrementAndGet();
                            y.unlock();
                        } else
                            gaveUp.incrementAndGet();
                        both.await();
                    } finally {
                        x.unlock();
                    }
                } catch (Exception e) {
                    System.out.println(e);
                }
            });
            ts[i].start();
        }
        ts[0].join();
        ts[1].join();
        System.out.println(gaveUp + " " + okc + la.isLocked() + lb.isLocked());
        ConcurrentLinkedDeque<Integer>[] dq = new ConcurrentLinkedDeque[3];
        AtomicInteger left = new AtomicInteger(60), stolen = new AtomicInteger();
        long[] work = new long[3];
        for (int i = 0; i < 3; i++) dq[i] = new ConcurrentLinkedDeque<>();
        for (int i = 0; i < 60; i++) dq[0].add(i);
        for (int i = 0; i < 3; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                while (left.get() > 0) {
                    Integer x = dq[k].pollLast();
                    if (x == null) {
                        x = dq[(k + 1) % 3].pollFirst();
                        if (x == null) {
                            Thread.yield();
                            continue;
                        }
                        if (x % 7 == 3) {
                            dq[k].add(x - 3);
                            stolen.incrementAndGet();
                            continue;
                        }
                    }
                    work[k] += x;
                    left.decrementAndGet();
                }
            });
            ts[i].start();
        }
        for (int i = 0; i < 3; i++) ts[i].join();
        System.out.println(left.get() + " " + (work[0] + work[1] + work[2] + 3L * stolen.get()));
    }
}
