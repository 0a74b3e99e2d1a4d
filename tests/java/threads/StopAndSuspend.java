// SPDX-License-Identifier: Apache-2.0
// Thread.stop, suspend and resume: in loops with and without calls, while waiting, parked, sleeping, holding monitors, before the
// start and after the end; and where a running thread stands.

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

@SuppressWarnings("removal")
public class StopAndSuspend {
    static volatile long counter;
    static volatile boolean go;
    static long plain;
    static final Object lock = new Object();

    interface Body {
        void run() throws Exception;
    }

    static int step(int n) {
        return n < 2 ? n : step(n - 1) + 1;
    }

    static void stop(String what, Body body) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        String[] outcome = {"returned"};
        Thread t = new Thread(() -> {
            started.countDown();
            try {
                body.run();
            } catch (Throwable e) {
                outcome[0] = e + " cause " + e.getCause() + " at " + e.getStackTrace()[0].getMethodName() + " held " + Thread.holdsLock(lock);
            }
        }, "target");
        t.start();
        started.await();
        Thread.sleep(30);
        t.stop();
        t.join(20000);
        System.out.println(what + ": " + outcome[0] + " " + t.getState());
    }

    static void spin() {
        int i = 0;
        while (true) {
            i++;
        }
    }

    static void spinLong() {
        for (long i = 0; i >= 0; i += 2) {
            plain = i ^ plain;
        }
    }

    static void spinSwitch() {
        int i = 0;
        for (;;) {
            switch (i & 3) {
                case 0: i += 1; continue;
                case 1: i += 5; continue;
                case 2: i -= 1; continue;
                default: i += 2;
            }
        }
    }

    static void spinDo() {
        double d = 1;
        do {
            d = d * 0.5 + 1;
        } while (d > 0);
    }

    static void nested(int depth) {
        if (depth == 0) {
            spin();
        }
        nested(depth - 1);
    }

    public static void main(String[] args) throws Exception {
        stop("spin", StopAndSuspend::spin);
        stop("spin long", StopAndSuspend::spinLong);
        stop("spin switch", StopAndSuspend::spinSwitch);
        stop("spin do", StopAndSuspend::spinDo);
        stop("spin counting", () -> {
            for (int i = 0; i < 10; i = i == 9 ? 0 : i + 1) {
                plain++;
            }
        });
        stop("deep", () -> nested(700));
        stop("calls", () -> {
            while (true) {
                step(50);
            }
        });
        stop("allocating", () -> {
            Object[] o = null;
            while (true) {
                o = new Object[] {o != null && o[0] == null ? o : null};
            }
        });
        stop("sleep", () -> Thread.sleep(100000));
        stop("park", () -> {
            while (true) {
                LockSupport.park();
            }
        });
        stop("wait", () -> {
            synchronized (lock) {
                lock.wait();
            }
        });
        stop("synchronized", () -> {
            synchronized (lock) {
                spin();
            }
        });
        synchronized (lock) {
            System.out.println("lock is free");
        }
        stop("throwing", () -> {
            while (true) {
                try {
                    throw new IllegalStateException();
                } catch (IllegalStateException e) {
                    plain++;
                }
            }
        });
        stop("finally", () -> {
            try {
                spin();
            } finally {
                System.out.println("finally runs");
            }
        });
        stop("catching", () -> {
            try {
                spin();
            } catch (ThreadDeath d) {
                System.out.println("caught " + d);
            }
        });
        // Stopped before it starts: never runs. After its end: nothing happens.
        Thread unborn = new Thread(() -> System.out.println("must not run"));
        unborn.stop();
        unborn.start();
        unborn.join();
        System.out.println("unborn " + unborn.getState());
        unborn.stop();
        try {
            Thread.currentThread().stop();
        } catch (ThreadDeath d) {
            System.out.println("self " + d.getStackTrace()[d.getStackTrace().length - 1].getMethodName());
        }
        // An uncaught ThreadDeath says nothing.
        Thread quiet = new Thread(StopAndSuspend::spin, "quiet");
        quiet.start();
        Thread.sleep(20);
        quiet.stop();
        quiet.join();
        System.out.println("quiet " + quiet.getState());

        suspendAndResume();
        positions();
    }

    static void suspendAndResume() throws Exception {
        Thread t = new Thread(() -> {
            while (!go) {
                counter++;
            }
            System.out.println("resumed thread ends");
        }, "counting");
        t.start();
        for (int round = 0; round < 3; round++) {
            long before = counter;
            while (counter == before) {
                Thread.onSpinWait();
            }
            t.suspend();
            long first = counter;
            Thread.sleep(30);
            System.out.println("suspended: " + (counter == first) + " " + t.getState() + " " + t.isAlive());
            t.suspend();
            t.resume();
            while (counter == first) {
                Thread.onSpinWait();
            }
            System.out.println("resumed");
        }
        t.suspend();
        t.stop();
        t.join(20000);
        System.out.println("stopped while suspended: " + t.getState());
        Thread other = new Thread(() -> {
            while (!go) {
                step(20);
            }
        });
        other.start();
        for (int i = 0; i < 200; i++) {
            other.suspend();
            other.resume();
        }
        go = true;
        other.join();
        other.suspend();
        other.resume();
        System.out.println("many times");
        Thread main = Thread.currentThread();
        Thread waker = new Thread(() -> {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            main.resume();
        });
        waker.start();
        main.suspend();
        System.out.println("self suspended");
        waker.join();
    }

    static int line() {
        return new Throwable().getStackTrace()[1].getLineNumber();
    }

    static volatile int first, second;

    static void twoLoops() {
        step(3);
        first = line();
        long a = 0;
        while (a >= 0 && !go) { a++; }
        second = line();
        for (int b = 0; b < 10; b = 0) { plain = b; }
    }

    /** A thread that runs without calls shows the line where it is, not that of its last call. */
    static void positions() throws Exception {
        go = false;
        Thread t = new Thread(StopAndSuspend::twoLoops, "positions");
        t.start();
        while (first == 0) {
            Thread.onSpinWait();
        }
        Thread.sleep(30);
        StackTraceElement at = t.getStackTrace()[0];
        System.out.println(at.getMethodName() + " +" + (at.getLineNumber() - first));
        go = true;
        while (second == 0) {
            Thread.onSpinWait();
        }
        Thread.sleep(30);
        at = t.getStackTrace()[0];
        System.out.println(at.getMethodName() + " +" + (at.getLineNumber() - second));
        t.stop();
        t.join();
    }
}
