// Shows the operations of Thread on threads that are new, wait and have ended; groups, handlers, thread
// locals, locks, executors, futures; and how each one fails. Ends by an exception of main.
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

public class ThreadOperations {
    interface Act {
        Object run() throws Throwable;
    }
    static void attempt(String n, Act a) {
        try {
            System.out.println(n + " = " + a.run());
        } catch (Throwable e) {
            System.out.println(n + " ! " + e + (e.getCause() != null ? " / " + e.getCause() : ""));
        }
    }
    static class Gate {
        private boolean open;
        synchronized void open() {
            open = true;
            notifyAll();
        }
        synchronized void pass() throws InterruptedException {
            while (!open) wait();
        }
    }
    static class Sub extends Thread {
        final Gate g;
        volatile int interrupts;
        Sub(Gate g, String n) {
            super(n);
            this.g = g;
        }
        @Override
        public void run() {
            try {
                g.pass();
            } catch (InterruptedException e) { throw new RuntimeException("int", e); }
        }
        @Override
        public void interrupt() {
            interrupts++;
            super.interrupt();
        }
        @Override
        public String toString() {
            return "Sub:" + getName();
        }
    }
    static class Weird extends RuntimeException {
        Weird(String m) { super(m); }
        @Override
        public String toString() {
            return "Weird<" + getMessage() + ">";
        }
        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
    static final InheritableThreadLocal<String> ITL = new InheritableThreadLocal<>() {
        protected String childValue(String p) { return p + "+"; }
    };
    static final ThreadLocal<int[]> TL = ThreadLocal.withInitial(() -> new int[] {7});

    public static void main(String[] args) throws Throwable {
        Thread main = Thread.currentThread();
        ITL.set("root");
        for (int k = 0; k < 3; k++) {
            Gate g = new Gate();
            ThreadGroup tg = new ThreadGroup("tg" + k);
            tg.setMaxPriority(6);
            Thread a = new Thread(tg, () -> {
                try {
                    g.pass();
                } catch (InterruptedException e) {}
            }, "a" + k);
            attempt("new",
                ()
                    -> a.getState() + " " + a.isAlive() + a.isDaemon() + a.getPriority()
                    + a.getThreadGroup().getName() + a.isInterrupted() + a.getStackTrace().length
                    + a.getUncaughtExceptionHandler().getClass().getSimpleName() + a);
            attempt("setp", () -> {
                a.setPriority(9);
                return a.getPriority();
            });
            attempt("setp!", () -> {
                a.setPriority(11);
                return 0;
            });
            attempt("name!", () -> {
                a.setName(null);
                return 0;
            });
            attempt("join-new", () -> {
                a.join();
                a.join(5);
                return a.getState();
            });
            attempt("start", () -> {
                a.start();
                return 1;
            });
            attempt("start2", () -> {
                a.start();
                return 1;
            });
            attempt("daemon!", () -> {
                a.setDaemon(true);
                return 0;
            });
            while (a.getState() != Thread.State.WAITING) Thread.sleep(1);
            attempt("run",
                ()
                    -> a.getState() + " " + a.isAlive() + a.getThreadGroup().activeCount()
                    + tg.getParent().getName());
            attempt("join ms", () -> {
                a.join(10);
                a.join(1, 500);
                return a.isAlive();
            });
            attempt("join!", () -> {
                a.join(-1);
                return 0;
            });
            attempt("join!2", () -> {
                a.join(1, -5);
                return 0;
            });
            attempt("trace", () -> {
                StackTraceElement[] s = a.getStackTrace();
                return s[0].getMethodName() + s[s.length - 1].getMethodName();
            });
            attempt("rename", () -> {
                a.setName("zz");
                a.setPriority(3);
                return a;
            });
            attempt("blk", () -> LockSupport.getBlocker(a));
            attempt("ccl", () -> a.getContextClassLoader() == main.getContextClassLoader());
            attempt("enum", () -> {
                Thread[] x = new Thread[5];
                int n = tg.enumerate(x);
                return n + " " + (x[0] == a);
            });
            attempt("susp", () -> {
                tg.interrupt();
                a.join();
                return a.getState() + " " + a.isAlive() + a.isInterrupted() + a.getThreadGroup() + a;
            });
            attempt("start3", () -> {
                a.start();
                return 0;
            });
            attempt("int dead", () -> {
                a.interrupt();
                return a.isInterrupted();
            });
            attempt("trace dead", () -> a.getStackTrace().length);
            attempt("ueh dead", () -> a.getUncaughtExceptionHandler());
            attempt("prio dead", () -> {
                a.setPriority(2);
                return a.getPriority();
            });
            attempt("tg", () -> {
                tg.destroy();
                return tg.isDestroyed() + " " + tg;
            });
            attempt("in destroyed", () -> new Thread(tg, () -> {}, "q"));

            Gate g2 = new Gate();
            Sub s = new Sub(g2, "sub" + k);
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            s.setUncaughtExceptionHandler((th, e) -> {
                log.add(th + " " + e + " " + e.getCause() + " " + th.getState() + th.isAlive()
                    + (Thread.currentThread() == th));
                throw new Weird("ignored");
            });
            attempt("sub", () -> {
                s.start();
                while (s.getState() != Thread.State.WAITING) Thread.sleep(1);
                s.interrupt();
                s.join();
                return log + " " + s.interrupts + s;
            });
            Thread[] kids = new Thread[4];
            String[] got = new String[4];
            for (int i = 0; i < 4; i++) {
                int n = i;
                kids[i] = new Thread(() -> {
                    ITL.set(ITL.get() + n);
                    TL.get()[0] += n;
                    Thread in = new Thread(() -> got[n] = ITL.get() + TL.get()[0]);
                    in.start();
                    try {
                        in.join();
                    } catch (InterruptedException e) {}
                    got[n] += "/" + TL.get()[0] + ITL.get();
                });
                kids[i].start();
            }
            for (Thread x : kids) x.join();
            System.out.println(Arrays.toString(got) + TL.get()[0] + ITL.get());
            attempt("soe", () -> {
                String[] r = new String[1];
                Thread th = new Thread(() -> {
                    try {
                        deep(0);
                    } catch (StackOverflowError e) {
                        r[0] = "SOE " + e.getMessage() + (e.getStackTrace().length);
                    }
                });
                th.start();
                th.join();
                return r[0];
            });
            attempt("oom", () -> {
                String[] r = new String[2];
                Thread th = new Thread(() -> {
                    try {
                        Object o = new long[Integer.MAX_VALUE];
                        r[0] = "?" + o;
                    } catch (OutOfMemoryError e) { r[0] = e.toString(); }
                    try {
                        Object o = new int[k(-3)];
                    } catch (NegativeArraySizeException e) { r[1] = e.toString(); }
                });
                th.start();
                th.join();
                return Arrays.toString(r);
            });
            attempt("wd", () -> {
                Object lock = new Object();
                int[] st = new int[1];
                Thread w = new Thread(() -> {
                    synchronized (lock) {
                        synchronized (lock) {
                            synchronized (lock) {
                                try {
                                    st[0] = 1;
                                    lock.wait();
                                    st[0] = Thread.holdsLock(lock) ? 2 : -1;
                                } catch (InterruptedException e) { st[0] = 3; }
                            }
                        }
                        if (!Thread.holdsLock(lock)) st[0] = -5;
                    }
                    if (Thread.holdsLock(lock)) st[0] = -6;
                });
                w.start();
                for (;;) {
                    synchronized (lock) {
                        if (st[0] == 1) {
                            lock.notify();
                            break;
                        }
                    }
                    Thread.sleep(1);
                }
                w.join();
                synchronized (lock) { return st[0]; }
            });
            attempt("illegal unlock", () -> {
                ReentrantLock l = new ReentrantLock(true);
                Throwable[] e = new Throwable[1];
                l.lock();
                Thread th = new Thread(() -> {
                    try {
                        l.unlock();
                    } catch (Throwable x) { e[0] = x; }
                });
                th.start();
                th.join();
                return e[0] + l.toString().replaceAll(".*\\[", "[").replaceAll("@.*", "");
            });
            attempt("cond!", () -> {
                ReentrantLock l = new ReentrantLock();
                Condition c = l.newCondition();
                c.signal();
                return 0;
            });
            attempt("rw", () -> {
                ReentrantReadWriteLock l = new ReentrantReadWriteLock();
                Boolean[] b = new Boolean[2];
                l.readLock().lock();
                Thread th = new Thread(() -> {
                    b[0] = l.readLock().tryLock();
                    b[1] = l.writeLock().tryLock();
                    if (b[0]) l.readLock().unlock();
                });
                th.start();
                th.join();
                return Arrays.toString(b) + l.getReadLockCount() + l.getReadHoldCount();
            });
            attempt("park", () -> {
                AtomicInteger st = new AtomicInteger();
                Object blocker = "blk";
                Thread th = new Thread(() -> {
                    LockSupport.parkUntil(System.currentTimeMillis() - 5);
                    LockSupport.parkNanos(-1);
                    st.set(1);
                    while (st.get() != 2) LockSupport.park(blocker);
                });
                th.start();
                while (LockSupport.getBlocker(th) == null) Thread.sleep(1);
                Object bl = LockSupport.getBlocker(th);
                Thread.State s0 = th.getState();
                st.set(2);
                LockSupport.unpark(th);
                th.join();
                LockSupport.unpark(null);
                LockSupport.unpark(th);
                return bl + " " + st;
            });
            attempt("exec", () -> {
                ExecutorService ex = Executors.newFixedThreadPool(3, r -> {
                    Thread th = new Thread(r, "pool");
                    th.setDaemon(true);
                    return th;
                });
                List<Future<String>> fs = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    int n = i;
                    fs.add(ex.submit(() -> {
                        if (n == 3) throw new Weird("n3");
                        if (n == 4) throw new java.io.IOException("io");
                        return Thread.currentThread().getName() + n;
                    }));
                }
                StringBuilder sb = new StringBuilder();
                for (Future<String> f : fs) try {
                        sb.append(f.get()).append(',');
                    } catch (ExecutionException e) { sb.append(e).append(','); }
                ex.shutdown();
                try {
                    ex.submit(() -> 1);
                } catch (RejectedExecutionException e) { sb.append("rej"); }
                return sb + " " + ex.awaitTermination(60, TimeUnit.SECONDS) + ex.isTerminated();
            });
            attempt("any", () -> {
                ExecutorService ex = Executors.newCachedThreadPool();
                try {
                    return ex.invokeAny(List.of(() -> { throw new Weird("x"); }, () -> "ok"));
                } finally { ex.shutdownNow(); }
            });
            attempt("cf",
                ()
                    -> CompletableFuture.supplyAsync(() -> 4)
                        .thenCombineAsync(CompletableFuture.supplyAsync(() -> 5), Integer::sum)
                        .thenApplyAsync(x -> {
                            if (x == 9) throw new Weird("nine");
                            return x;
                        })
                        .handle((v, e) -> v + " " + e)
                        .get(60, TimeUnit.SECONDS));
            attempt("cf!", () -> new CompletableFuture<String>().orTimeout(30, TimeUnit.MILLISECONDS).join());
            attempt("cf2", () -> CompletableFuture.failedFuture(new Weird("f")).get());
            attempt("cancel", () -> {
                CompletableFuture<String> c = new CompletableFuture<>();
                c.cancel(true);
                return c.get();
            });
            attempt("fj", () -> new ForkJoinPool(3).invoke(new RecursiveTask<Integer>() {
                int lo = 0, hi = 200;
                RecursiveTask<Integer> of(int a1, int b1) {
                    lo = a1;
                    hi = b1;
                    return this;
                }
                protected Integer compute() {
                    if (hi - lo < 20) {
                        int x = 0;
                        for (int i = lo; i < hi; i++) x += i;
                        return x;
                    }
                    int mid = (lo + hi) / 2;
                    var me = this;
                    class P extends RecursiveTask<Integer> {
                        int a2, b2;
                        P(int a2, int b2) {
                            this.a2 = a2;
                            this.b2 = b2;
                        }
                        protected Integer compute() {
                            int x = 0;
                            for (int i = a2; i < b2; i++) x += i;
                            return x;
                        }
                    }
                    P l = new P(lo, mid), r = new P(mid, hi);
                    l.fork();
                    return r.compute() + l.join();
                }
            }));
            attempt("phaser", () -> {
                Phaser ph = new Phaser(1);
                int[] arr = new int[3];
                for (int i = 0; i < 3; i++) {
                    int n = i;
                    ph.register();
                    new Thread(() -> {
                        arr[n] = ph.arriveAndAwaitAdvance();
                        ph.arriveAndDeregister();
                    }).start();
                }
                int p = ph.arriveAndAwaitAdvance();
                ph.arriveAndDeregister();
                while (!ph.isTerminated()) Thread.sleep(1);
                return p + Arrays.toString(arr) + ph.getRegisteredParties();
            });
            attempt("clinit", () -> {
                Set<String> seen = new ConcurrentSkipListSet<>();
                Thread[] th = new Thread[4];
                for (int i = 0; i < 4; i++) {
                    th[i] = new Thread(() -> {
                        try {
                            seen.add("" + Bad.X);
                        } catch (Throwable e) { seen.add(e.getClass().getSimpleName()); }
                    });
                    th[i].start();
                }
                for (Thread x : th) x.join();
                return seen;
            });
            attempt("tdeath", () -> {
                Thread th = new Thread(() -> { throw new ThreadDeath(); });
                th.start();
                th.join();
                return th.getState();
            });
            Thread.setDefaultUncaughtExceptionHandler((th, e) -> log.add("default " + e));
            attempt("dueh", () -> {
                Thread th = new Thread(() -> { throw new Weird("w"); });
                th.start();
                th.join();
                return log.get(log.size() - 1)
                    + Thread.getDefaultUncaughtExceptionHandler().getClass().isHidden();
            });
            Thread.setDefaultUncaughtExceptionHandler(null);
            attempt("timer", () -> {
                Timer tm = new Timer("tm", true);
                CountDownLatch l = new CountDownLatch(3);
                TimerTask tt = new TimerTask() {
                    public void run() {
                        l.countDown();
                        if (l.getCount() == 0) cancel();
                    }
                };
                tm.schedule(tt, 1, 2);
                l.await();
                tm.cancel();
                tm.schedule(new TimerTask() {
                    public void run() {}
                }, 1);
                return 0;
            });
        }
        attempt("inv to", () -> {
            ExecutorService ex = Executors.newFixedThreadPool(2);
            try {
                List<Future<Integer>> l = ex.invokeAll(List.of(() -> 1, () -> {
                    Thread.sleep(200000);
                    return 2;
                }), 3, TimeUnit.SECONDS);
                return l.get(0).get() + " " + l.get(1).isCancelled();
            } finally { ex.shutdownNow(); }
        });
        Thread last = new Thread(() -> { throw new Weird("stderr"); }, "last");
        last.start();
        last.join();
        Thread l2 = new Thread(() -> {
            Exception e = new Exception("sup");
            e.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "b", "C.java", 3)});
            RuntimeException r = new RuntimeException(new Weird("c"));
            r.addSuppressed(e);
            throw r;
        }, "l2");
        l2.start();
        l2.join();
        assert false : "no";
        Thread nd = new Thread(() -> {
            try {
                main.join();
            } catch (InterruptedException e) {}
            System.out.println("after main " + main.getState() + main.isAlive() + main.getThreadGroup());
        });
        nd.start();
        throw new Weird("main ends");
    }
    static int k(int n) { return n; }
    static int deep(int n) { return deep(n + 1) + 1; }
    static class Bad {
        static final int X = compute();
        static int compute() { throw new IllegalStateException("bad"); }
    }
}
