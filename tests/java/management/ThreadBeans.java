// SPDX-License-Identifier: Apache-2.0
import com.sun.management.ThreadMXBean;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** Allocated memory, contention times, owned locks, peaks and deadlocks of ThreadMXBean. */
public class ThreadBeans {
    static final ThreadMXBean BEAN = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    static volatile Object sink;

    static void check(String what, boolean holds) {
        System.out.println(what + ": " + (holds ? "yes" : "NO"));
    }

    static void allocation() throws Exception {
        check("allocation supported", BEAN.isThreadAllocatedMemorySupported());
        check("allocation enabled", BEAN.isThreadAllocatedMemoryEnabled());
        long id = Thread.currentThread().getId();
        long before = BEAN.getThreadAllocatedBytes(id);
        for (int i = 0; i < 1000; i++) sink = new byte[1000];
        long small = BEAN.getThreadAllocatedBytes(id) - before;
        check("small arrays are counted", small >= 1_000_000 && small < 1_300_000);
        before = BEAN.getThreadAllocatedBytes(id);
        sink = new byte[5_000_000];
        long large = BEAN.getThreadAllocatedBytes(id) - before;
        check("a large array is counted", large >= 5_000_000 && large < 5_200_000);
        before = BEAN.getThreadAllocatedBytes(id);
        int sum = 0;
        for (int i = 0; i < 100_000; i++) sum += i;
        check("arithmetic allocates nothing", BEAN.getThreadAllocatedBytes(id) - before < 20_000 && sum != 0);
        CountDownLatch made = new CountDownLatch(1), end = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            for (int i = 0; i < 100; i++) sink = new int[10_000];
            made.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        other.start();
        made.await();
        System.gc();
        long[] two = BEAN.getThreadAllocatedBytes(new long[] {other.getId(), 987654});
        check("another thread's", two[0] >= 4_000_000 && two[0] < 4_500_000);
        System.out.println("no such thread: " + two[1]);
        end.countDown();
        other.join();
        System.out.println("ended thread: " + BEAN.getThreadAllocatedBytes(other.getId()));
        BEAN.setThreadAllocatedMemoryEnabled(false);
        System.out.println("disabled: " + BEAN.isThreadAllocatedMemoryEnabled() + " " + BEAN.getThreadAllocatedBytes(id));
        BEAN.setThreadAllocatedMemoryEnabled(true);
        try {
            BEAN.getThreadAllocatedBytes(-5);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }

    static ThreadInfo await(Thread thread, Thread.State state) throws Exception {
        while (thread.getState() != state) Thread.sleep(1);
        return BEAN.getThreadInfo(thread.getId());
    }

    static void contention() throws Exception {
        check("contention supported", BEAN.isThreadContentionMonitoringSupported());
        check("contention enabled", BEAN.isThreadContentionMonitoringEnabled());
        ThreadInfo own = BEAN.getThreadInfo(Thread.currentThread().getId());
        System.out.println("times while disabled: " + own.getBlockedTime() + " " + own.getWaitedTime());
        BEAN.setThreadContentionMonitoringEnabled(true);
        Object lock = new Object();
        CountDownLatch end = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            synchronized (lock) {
                try {
                    lock.wait(60);
                    Thread.sleep(50);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }, "other");
        synchronized (lock) {
            other.start();
            ThreadInfo info = await(other, Thread.State.BLOCKED);
            System.out.println("blocked on a " + info.getLockInfo().getClassName() + " of " + info.getLockOwnerName());
            Thread.sleep(60);
            info = BEAN.getThreadInfo(other.getId());
            check("present block counts", info.getBlockedTime() >= 40);
        }
        ThreadInfo info;
        do {
            info = await(other, Thread.State.WAITING);
        } while (info.getWaitedCount() < 3);
        check("blocked once", info.getBlockedCount() == 1);
        check("blocked time", info.getBlockedTime() >= 50 && info.getBlockedTime() < 5000);
        check("waited three times", info.getWaitedCount() == 3);
        check("waited time", info.getWaitedTime() >= 100 && info.getWaitedTime() < 5000);
        BEAN.setThreadContentionMonitoringEnabled(false);
        info = BEAN.getThreadInfo(other.getId());
        System.out.println("disabled again: " + info.getBlockedTime() + " " + info.getWaitedTime());
        end.countDown();
        other.join();
    }

    static void ownedLocks() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Object monitor = new Object();
        CountDownLatch held = new CountDownLatch(1), end = new CountDownLatch(1);
        Thread owner = new Thread(() -> {
            lock.lock();
            synchronized (monitor) {
                held.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            lock.unlock();
        }, "owner");
        owner.start();
        held.await();
        await(owner, Thread.State.WAITING);
        for (ThreadInfo info : BEAN.dumpAllThreads(true, true)) {
            if (info.getThreadId() != owner.getId()) continue;
            for (LockInfo owned : info.getLockedSynchronizers()) System.out.println("owns " + owned.getClassName());
            for (MonitorInfo owned : info.getLockedMonitors()) {
                System.out.println("locked " + owned.getClassName() + " in " + owned.getLockedStackFrame().getMethodName());
            }
        }
        ThreadInfo bare = BEAN.getThreadInfo(new long[] {owner.getId()}, false, false)[0];
        System.out.println(bare.getLockedMonitors().length + " " + bare.getLockedSynchronizers().length);
        System.out.println(BEAN.getThreadInfo(new long[] {owner.getId()}, 1)[0].getStackTrace().length);
        end.countDown();
        owner.join();
    }

    static void deadlock() throws Exception {
        System.out.println("deadlocks: " + Arrays.toString(BEAN.findDeadlockedThreads()));
        ReentrantLock a = new ReentrantLock();
        Object b = new Object();
        CountDownLatch both = new CountDownLatch(2);
        Thread first = new Thread(() -> {
            a.lock();
            both.countDown();
            await(both);
            synchronized (b) {
            }
        }, "first");
        Thread second = new Thread(() -> {
            synchronized (b) {
                both.countDown();
                await(both);
                try {
                    a.lockInterruptibly();
                } catch (InterruptedException e) {
                    System.out.println("interrupted");
                }
            }
        }, "second");
        first.setDaemon(true);
        first.start();
        second.start();
        await(first, Thread.State.BLOCKED);
        // It may still be waking up from waiting for the latch.
        while (!a.hasQueuedThread(second)) Thread.sleep(1);
        await(second, Thread.State.WAITING);
        long[] ids = BEAN.findDeadlockedThreads();
        Arrays.sort(ids);
        check("deadlock found", ids.length == 2 && ids[0] == first.getId() && ids[1] == second.getId());
        System.out.println("of monitors only: " + Arrays.toString(BEAN.findMonitorDeadlockedThreads()));
        second.interrupt();
        second.join();
        first.join();
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static void counts() throws Exception {
        Thread[] many = new Thread[10];
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < many.length; i++) {
            many[i] = new Thread(() -> await(end));
            many[i].start();
        }
        check("peak", BEAN.getPeakThreadCount() >= BEAN.getThreadCount() && BEAN.getThreadCount() >= 11);
        end.countDown();
        for (Thread thread : many) thread.join();
        while (BEAN.getThreadCount() > 10) Thread.sleep(1);
        BEAN.resetPeakThreadCount();
        check("peak after reset", BEAN.getPeakThreadCount() <= 10);
        check("total", BEAN.getTotalStartedThreadCount() >= 14);
        check("cpu time", BEAN.getCurrentThreadCpuTime() >= BEAN.getCurrentThreadUserTime()
                && BEAN.getThreadCpuTime(Thread.currentThread().getId()) > 0);
        BEAN.setThreadCpuTimeEnabled(false);
        System.out.println("cpu time disabled: " + BEAN.getCurrentThreadCpuTime());
        BEAN.setThreadCpuTimeEnabled(true);
    }

    public static void main(String[] args) throws Exception {
        allocation();
        contention();
        ownedLocks();
        deadlock();
        counts();
    }
}
