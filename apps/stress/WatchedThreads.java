// SPDX-License-Identifier: Apache-2.0
// Threads that call, throw, lock, allocate, start and end at full speed while others look at their stacks, states and locks and
// collect. Every trace must be one that the thread can have had.

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

public class WatchedThreads {
    static volatile boolean end;
    static volatile Object sink;
    static final Object LOCK = new Object();
    static final ReentrantLock REENTRANT = new ReentrantLock();
    static final AtomicLong TRACES = new AtomicLong();
    static final ConcurrentLinkedQueue<String> WRONG = new ConcurrentLinkedQueue<>();

    static int noArguments() {
        return 7;
    }

    static int recursive(int n) {
        return n == 0 ? noArguments() : recursive(n - 1) + noArguments();
    }

    static long wide(long a, double b, int n) {
        return n == 0 ? a : wide(a + 1, b * 2, n - 1) + noArguments();
    }

    static void throwing(int n) {
        if (n == 0) {
            throw new IllegalStateException();
        }
        try {
            throwing(n - 1);
        } finally {
            sink = n;
        }
    }

    static synchronized int locked(int n) {
        synchronized (LOCK) {
            return n == 0 ? 1 : locked(n - 1);
        }
    }

    static void work(int kind) {
        switch (kind) {
            case 0 -> sink = recursive(50);
            case 1 -> sink = wide(1, 2, 40);
            case 2 -> {
                try {
                    throwing(20);
                } catch (IllegalStateException e) {
                    sink = e;
                }
            }
            case 3 -> sink = locked(10);
            case 4 -> {
                REENTRANT.lock();
                try {
                    sink = new int[100].clone();
                } finally {
                    REENTRANT.unlock();
                }
            }
            case 5 -> {
                Thread t = new Thread(() -> sink = recursive(5), "short");
                t.start();
                try {
                    t.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            case 6 -> {
                StringBuilder s = new StringBuilder();
                for (int i = 0; i < 100; i++) {
                    s.append(i);
                }
                sink = s.toString().hashCode();
            }
            default -> {
                try {
                    synchronized (LOCK) {
                        LOCK.wait(1);
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    static void check(Thread thread, StackTraceElement[] trace) {
        TRACES.incrementAndGet();
        if (trace.length == 0) {
            return;
        }
        String bottom = trace[trace.length - 1].getMethodName();
        if (!bottom.equals("run") && !bottom.equals("main") && !bottom.equals("exit")) {
            WRONG.add(thread.getName() + " ends in " + trace[trace.length - 1]);
        }
        for (StackTraceElement e : trace) {
            if (e.getClassName() == null || e.getMethodName() == null) {
                WRONG.add("an element without a name");
            }
        }
    }

    public static void main(String[] args) throws Exception {
        long millis = Long.parseLong(args[0]);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int kind = i;
            Thread t = new Thread(() -> {
                while (!end) {
                    work(kind);
                }
            }, "worker-" + i);
            workers.add(t);
            t.start();
        }
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        Runnable[] watchers = {
            () -> {
                for (Thread t : workers) {
                    check(t, t.getStackTrace());
                    sink = t.getState();
                    sink = t.isAlive();
                }
            },
            () -> {
                for (Map.Entry<Thread, StackTraceElement[]> e : Thread.getAllStackTraces().entrySet()) {
                    check(e.getKey(), e.getValue());
                }
            },
            () -> {
                for (ThreadInfo info : bean.dumpAllThreads(true, true)) {
                    sink = info.toString();
                }
                if (bean.findDeadlockedThreads() != null) {
                    WRONG.add("a deadlock was found");
                }
            },
            () -> {
                System.gc();
                sink = new WeakReference<>(new byte[10_000]);
            },
        };
        List<Thread> all = new ArrayList<>(workers);
        for (Runnable watcher : watchers) {
            Thread t = new Thread(() -> {
                while (!end) {
                    watcher.run();
                }
            }, "watcher");
            all.add(t);
            t.start();
        }
        Thread.sleep(millis);
        end = true;
        for (Thread t : all) {
            t.join();
        }
        WRONG.stream().distinct().limit(5).forEach(System.out::println);
        System.out.println("looked at stacks: " + (TRACES.get() > 50));
    }
}
