// Shows deadlocks that are broken and one that is not, fair locks, time-outs, and the orderly
// end of a server.
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

public class BrokenDeadlocks {
    static void p(Object o) { System.out.println(o); }

    static class Server {
        final ServerQ q = new ServerQ();
        final Thread[] ws;
        final Map<String, Integer> stats = new ConcurrentSkipListMap<>();
        volatile boolean stopping;
        final CountDownLatch drained;

        static class ServerQ {
            private final ArrayDeque<Req> d = new ArrayDeque<>();
            boolean shut;

            synchronized boolean offer(Req r) {
                if (shut || d.size() >= 8) return false;
                d.add(r);
                notify();
                return true;
            }

            synchronized Req next(long ms) throws InterruptedException {
                long end = System.currentTimeMillis() + ms;
                while (d.isEmpty()) {
                    long left = end - System.currentTimeMillis();
                    if (left <= 0 || shut) return null;
                    wait(left);
                }
                return d.poll();
            }

            synchronized void shut() {
                shut = true;
                notifyAll();
            }
        }

        static class Req {
            final String path;
            String answer;
            int code;

            Req(String p) { path = p; }

            synchronized void reply(int c, String a) {
                code = c;
                answer = a;
                notifyAll();
            }

            synchronized String await() throws InterruptedException {
                while (code == 0) wait();
                return code + " " + answer;
            }
        }

        Server(int n) {
            ws = new Thread[n];
            drained = new CountDownLatch(n);
            for (int i = 0; i < n; i++) {
                ws[i] = new Thread(this::serve, "srv-" + i);
                ws[i].start();
            }
        }

        void serve() {
            try {
                while (true) {
                    Req r = q.next(60000);
                    if (r == null) break;
                    try {
                        handle(r);
                    } catch (RuntimeException e) {
                        r.reply(500, e.toString());
                    }
                    stats.merge("" + r.code, 1, Integer::sum);
                }
            } catch (InterruptedException e) {
                stats.merge("int", 1, Integer::sum);
            } finally {
                drained.countDown();
            }
        }

        void handle(Req r) {
            String[] s = r.path.split("/");
            switch (s[1]) {
                case "add" -> r.reply(200, "" + (Integer.parseInt(s[2]) + Integer.parseInt(s[3])));
                case "echo" -> r.reply(200, s.length > 2 ? s[2] : "");
                case "fail" -> throw new IllegalStateException("failed on " + r.path);
                default -> r.reply(404, "no " + s[1]);
            }
        }

        String get(String path) throws InterruptedException {
            Req r = new Req(path);
            while (!q.offer(r)) {
                if (q.shut) return "503 closed";
                Thread.sleep(1);
            }
            return r.await();
        }

        void stop() throws InterruptedException {
            q.shut();
            drained.await();
            for (Thread w : ws) w.join();
        }
    }

    public static void main(String[] args) throws Exception {
        Server s = new Server(3);
        String[] paths = {
                "/add/3/4", "/echo/hi", "/fail/x", "/nope", "/add/x/1", "/echo", "/add/1"};
        String[][] res = new String[4][];
        Thread[] cs = new Thread[4];
        for (int i = 0; i < 4; i++) {
            int k = i;
            cs[i] = new Thread(() -> {
                res[k] = new String[paths.length];
                for (int j = 0; j < paths.length; j++) try {
                        res[k][j] = s.get(paths[j]);
                    } catch (InterruptedException e) {
                    }
            });
            cs[i].start();
        }
        for (Thread c : cs) c.join();
        for (String r : res[2]) p(r);
        boolean same = true;
        for (String[] r : res) same &= Arrays.equals(r, res[0]);
        s.stop();
        p(same + " " + s.stats + s.get("/echo"));

        ReentrantLock a = new ReentrantLock(), b = new ReentrantLock();
        CyclicBarrier bar = new CyclicBarrier(2);
        Thread[] dl = new Thread[2];
        String[] out = new String[2];
        for (int i = 0; i < 2; i++) {
            int k = i;
            dl[i] = new Thread(() -> {
                ReentrantLock x = k == 0 ? a : b, y = k == 0 ? b : a;
                try {
                    x.lock();
                    bar.await();
                    y.lockInterruptibly();
                    try {
                        out[k] = "got both";
                    } finally {
                        y.unlock();
                    }
                } catch (InterruptedException e) {
                    out[k] = "victim";
                } catch (BrokenBarrierException e) {
                } finally {
                    x.unlock();
                }
            }, "dl" + i);
            dl[i].start();
        }
        while (!a.hasQueuedThreads() || !b.hasQueuedThreads()) Thread.sleep(1);
        p(a.isLocked() + " " + b.isLocked());
        dl[1].interrupt();
        for (Thread t : dl) t.join();
        p(Arrays.toString(out));
        Object m1 = new Object(), m2 = new Object();
        CyclicBarrier bar2 = new CyclicBarrier(2);
        Thread d1 = new Thread(() -> {
            synchronized (m1) {
                try {
                    bar2.await();
                    m1.wait();
                } catch (Exception e) {
                    p(e);
                }
                synchronized (m2) {
                    p("d1 both");
                }
            }
        });
        Thread d2 = new Thread(() -> {
            synchronized (m2) {
                try {
                    bar2.await();
                } catch (Exception e) {
                    p(e);
                }
                synchronized (m1) {
                    p("d2 both");
                    m1.notify();
                }
            }
        });
        d1.start();
        d2.start();
        d1.join();
        d2.join();
        Thread[] stuck = new Thread[2];
        CountDownLatch held = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            Object x = i == 0 ? m1 : m2, y = i == 0 ? m2 : m1;
            stuck[i] = new Thread(() -> {
                synchronized (x) {
                    held.countDown();
                    try {
                        held.await();
                    } catch (InterruptedException e) {
                        p(e);
                    }
                    synchronized (y) {
                        p("impossible");
                    }
                }
            }, "stuck" + i);
            stuck[i].setDaemon(true);
            stuck[i].start();
        }
        for (Thread t : stuck)
            while (t.getState() != Thread.State.BLOCKED) Thread.sleep(1);
        stuck[0].interrupt();
        stuck[0].join(30);
        p(stuck[0].isAlive() + " " + stuck[0].isInterrupted() + stuck[1].getState());
        ReentrantLock fair = new ReentrantLock(true);
        List<Integer> order = new ArrayList<>();
        fair.lock();
        Thread[] fs = new Thread[5];
        for (int i = 0; i < 5; i++) {
            int k = i;
            fs[i] = new Thread(() -> {
                fair.lock();
                try {
                    order.add(k);
                } finally {
                    fair.unlock();
                }
            });
            fs[i].start();
            while (!fair.hasQueuedThread(fs[i])) Thread.sleep(1);
        }
        p(fair.getQueueLength() + " " + fair.isFair());
        fair.unlock();
        for (Thread t : fs) t.join();
        p(order);
        Semaphore sem = new Semaphore(0, true);
        List<Integer> so = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            int k = i;
            fs[i] = new Thread(() -> {
                sem.acquireUninterruptibly(k + 1);
                so.add(k);
                sem.release(k + 1);
            });
            fs[i].start();
            while (sem.getQueueLength() != i + 1) Thread.sleep(1);
        }
        sem.release(1);
        Thread.sleep(20);
        p(so + " " + sem.availablePermits());
        sem.release(3);
        for (int i = 0; i < 4; i++) fs[i].join();
        p(so + " " + sem.availablePermits());
        ArrayBlockingQueue<Object> pq = new ArrayBlockingQueue<>(2);
        Object POISON = new Object();
        int[] eaten = new int[3];
        Thread[] eat = new Thread[3];
        for (int i = 0; i < 3; i++) {
            int k = i;
            eat[i] = new Thread(() -> {
                try {
                    while (true) {
                        Object o = pq.take();
                        if (o == POISON) {
                            pq.put(o);
                            return;
                        }
                        synchronized (eaten) {
                            eaten[k] += (Integer) o;
                        }
                    }
                } catch (InterruptedException e) {
                }
            });
            eat[i].start();
        }
        for (int i = 1; i <= 30; i++) pq.put(i);
        pq.put(POISON);
        for (Thread t : eat) t.join();
        p(Arrays.stream(eaten).sum() + " " + pq.size() + (pq.peek() == POISON));

        class Beat extends Thread {
            volatile long last = System.nanoTime();
            volatile boolean sick;

            Beat() { setDaemon(true); }

            public void run() {
                while (true) {
                    if (!sick) last = System.nanoTime();
                    try {
                        Thread.sleep(2);
                    } catch (InterruptedException e) {
                        sick = true;
                    }
                }
            }
        }

        Beat[] bs = {new Beat(), new Beat()};
        for (Beat x : bs) x.start();
        Thread.sleep(30);
        p(bs[0].last - bs[1].last < 2_000_000_000L);
        bs[1].interrupt();
        while (!bs[1].sick) Thread.sleep(1);
        long l1 = bs[1].last, l0 = bs[0].last;
        Thread.sleep(200);
        p((bs[1].last - l1 < 100_000_000L) + " " + (bs[0].last > l0));
        ReadWriteLock rw = new ReentrantReadWriteLock(true);
        Map<String, Integer> cfg = new HashMap<>();
        Thread[] rwt = new Thread[4];
        for (int i = 0; i < 4; i++) {
            int k = i;
            rwt[i] = new Thread(() -> {
                for (int j = 0; j < 15; j++)
                    if (j % 5 == k) {
                        rw.writeLock().lock();
                        try {
                            cfg.merge("v", 1, Integer::sum);
                            rw.readLock().lock();
                        } finally {
                            rw.writeLock().unlock();
                        }
                        try {
                            if (cfg.get("v") < 1) p("bad");
                        } finally {
                            rw.readLock().unlock();
                        }
                    } else {
                        rw.readLock().lock();
                        try {
                            cfg.getOrDefault("v", 0);
                        } finally {
                            rw.readLock().unlock();
                        }
                    }
            });
            rwt[i].start();
        }
        for (Thread t : rwt) t.join();
        p(cfg + rw.toString().replaceAll(".*\\[", "["));
    }
}
