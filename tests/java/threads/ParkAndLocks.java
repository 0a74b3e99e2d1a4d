// SPDX-License-Identifier: Apache-2.0
// LockSupport permits, blockers, interrupts; ReentrantLock with conditions, fairness, tryLock;
// ReadWriteLock, StampedLock; messages.
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

public class ParkAndLocks {
    static void until(Thread t, Thread.State s) {
        while (t.getState() != s) Thread.onSpinWait();
    }
    public static void main(String[] args) throws Exception {
        LockSupport.unpark(Thread.currentThread());
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park();
        System.out.println("one permit");
        long t0 = System.nanoTime();
        LockSupport.parkNanos(5_000_000);
        System.out.println("timed");
        LockSupport.parkUntil(System.currentTimeMillis() + 3);
        Thread.currentThread().interrupt();
        LockSupport.park();
        System.out.println("interrupted park returns " + Thread.interrupted());
        LockSupport.unpark(null);
        LockSupport.parkNanos(-1);
        LockSupport.parkNanos(0);
        Object blocker = "blocker";
        boolean[] go = {false};
        Thread p = new Thread(() -> {
            while (!go[0]) LockSupport.park(blocker);
            System.out.println("unparked " + LockSupport.getBlocker(Thread.currentThread()));
        });
        p.start();
        until(p, Thread.State.WAITING);
        System.out.println(LockSupport.getBlocker(p));
        synchronized (blocker) { go[0] = true; }
        LockSupport.unpark(p);
        p.join();
        Thread early = new Thread(() -> {
            LockSupport.park();
            System.out.println("early ok");
        });
        LockSupport.unpark(early);
        early.start();
        LockSupport.unpark(early);
        until(early,
                early.getState() == Thread.State.TERMINATED ? Thread.State.TERMINATED
                                                            : early.getState());
        LockSupport.unpark(early);
        early.join();
        ReentrantLock lock = new ReentrantLock();
        int[] count = {0};
        Thread[] ts = new Thread[6];
        for (int i = 0; i < 6; i++)
            (ts[i] = new Thread(() -> {
                for (int k = 0; k < 5000; k++) {
                    lock.lock();
                    try {
                        lock.lock();
                        count[0]++;
                        lock.unlock();
                    } finally { lock.unlock(); }
                }
            })).start();
        for (Thread t : ts) t.join();
        System.out.println(count[0] + " " + lock.isLocked() + " " + lock.getHoldCount() + " "
                + lock.toString().replaceAll(".*\\[", "["));
        lock.lock();
        System.out.println(lock.toString().replaceAll(".*\\[", "[") + lock.isHeldByCurrentThread()
                + lock.hasQueuedThreads());
        Thread w = new Thread(() -> {
            System.out.println(lock.tryLock());
            try {
                System.out.println(lock.tryLock(10, TimeUnit.MILLISECONDS));
                lock.lockInterruptibly();
            } catch (InterruptedException e) { System.out.println("interrupted lock"); }
        });
        w.start();
        while (!lock.hasQueuedThread(w) || w.getState() != Thread.State.WAITING)
            Thread.onSpinWait();
        w.interrupt();
        w.join();
        lock.unlock();
        try {
            lock.unlock();
        } catch (IllegalMonitorStateException e) {
            System.out.println("not owner " + e.getMessage());
        }
        Condition c = lock.newCondition();
        ArrayDeque<Integer> q = new ArrayDeque<>();
        Thread consumer = new Thread(() -> {
            int sum = 0;
            for (int i = 0; i < 1000; i++) {
                lock.lock();
                try {
                    while (q.isEmpty()) c.awaitUninterruptibly();
                    sum += q.poll();
                } finally { lock.unlock(); }
            }
            System.out.println("sum " + sum);
        });
        consumer.start();
        for (int i = 0; i < 1000; i++) {
            lock.lock();
            q.add(i);
            c.signal();
            lock.unlock();
        }
        consumer.join();
        lock.lock();
        System.out.println(c.await(1, TimeUnit.MILLISECONDS) + " " + (c.awaitNanos(1000) <= 0) + " "
                + lock.hasWaiters(c));
        lock.unlock();
        try {
            c.signal();
        } catch (IllegalMonitorStateException e) { System.out.println("signal without lock"); }
        try {
            c.await();
        } catch (IllegalMonitorStateException e) { System.out.println("await without lock"); }
        ReentrantReadWriteLock rw = new ReentrantReadWriteLock(true);
        rw.readLock().lock();
        rw.readLock().lock();
        System.out.println(rw.getReadLockCount() + " " + rw.getReadHoldCount() + " "
                + rw.writeLock().tryLock() + " " + rw.isFair());
        rw.readLock().unlock();
        rw.readLock().unlock();
        rw.writeLock().lock();
        rw.readLock().lock();
        rw.writeLock().unlock();
        System.out.println(rw.getReadLockCount() + " " + rw.isWriteLocked());
        rw.readLock().unlock();
        try {
            rw.readLock().unlock();
        } catch (IllegalMonitorStateException e) { System.out.println(e.getMessage()); }
        StampedLock sl = new StampedLock();
        long st = sl.tryOptimisticRead();
        System.out.println(sl.validate(st));
        long ws = sl.writeLock();
        System.out.println(sl.validate(st) + " " + sl.isWriteLocked() + " " + sl.tryReadLock());
        sl.unlockWrite(ws);
        long rs = sl.readLock();
        long up = sl.tryConvertToWriteLock(rs);
        System.out.println(up != 0);
        sl.unlock(up);
        try {
            sl.unlockRead(5);
        } catch (IllegalMonitorStateException e) { System.out.println("bad stamp"); }
        ReentrantLock fair = new ReentrantLock(true);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        fair.lock();
        for (int i = 0; i < 5; i++) {
            int k = i;
            Thread t = new Thread(() -> {
                fair.lock();
                order.add(k);
                fair.unlock();
            });
            t.start();
            while (!fair.hasQueuedThread(t)) Thread.onSpinWait();
            ts[i] = t;
        }
        fair.unlock();
        for (int i = 0; i < 5; i++) ts[i].join();
        System.out.println(order);
    }
}
