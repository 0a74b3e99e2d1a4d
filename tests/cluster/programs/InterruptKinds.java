// Shows interrupts before and during every kind of blocking: wait, sleep, join, park, locks,
// queues, synchronizers; and what the flag says afterwards.
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

public class InterruptKinds {
    interface Blocker {
        void block() throws Exception;
    }

    static class Victim implements Runnable {
        final String kind;
        final Blocker b;
        volatile boolean ready;
        String result;
        Thread self;

        Victim(String k, Blocker b) {
            kind = k;
            this.b = b;
        }

        public void run() {
            self = Thread.currentThread();
            ready = true;
            String r;
            try {
                b.block();
                r = "returned";
            } catch (Exception e) { r = e.getClass().getName() + ": " + e.getMessage(); }
            result = kind + " " + r + " flag=" + Thread.currentThread().isInterrupted() + ","
                + Thread.interrupted() + "," + Thread.interrupted();
        }
    }

    static void hit(String kind, Blocker b, boolean before) throws Exception {
        Victim v = new Victim(kind, b);
        Thread t = new Thread(v, kind);
        if (before) {
            t.start();
            t.interrupt();
        } else {
            t.start();
            while (!v.ready) Thread.sleep(1);
            Thread.sleep(15);
            t.interrupt();
        }
        t.join();
        System.out.println(v.result + " after=" + t.isInterrupted() + " " + t.getState());
    }

    public static void main(String[] a) throws Exception {
        Object mon = new Object();
        ReentrantLock lock = new ReentrantLock();
        Condition cond = lock.newCondition();
        CountDownLatch latch = new CountDownLatch(1);
        Semaphore sem = new Semaphore(0);
        LinkedBlockingQueue<String> q = new LinkedBlockingQueue<>();
        SynchronousQueue<String> sq = new SynchronousQueue<>();
        CyclicBarrier bar = new CyclicBarrier(2);
        Exchanger<String> ex = new Exchanger<>();
        Phaser ph = new Phaser(1);
        FutureTask<String> ft = new FutureTask<>(() -> "x");
        CompletableFuture<String> cf = new CompletableFuture<>();
        Thread main = Thread.currentThread();
        lock.lock();
        for (int round = 0; round < 2; round++) {
            boolean before = round == 1;
            hit("wait", () -> { synchronized (mon) { mon.wait();
        }
    }

     , before);
     hit("sleep", () -> Thread.sleep(100000), before);
     hit("join", () -> main.join(), before);
     hit("joinTimed", () -> main.join(100000), before);
     hit("park", () -> LockSupport.park(mon), before);
     hit("lockInt", () -> lock.lockInterruptibly(), before);
     hit("tryLock", () -> lock.tryLock(100, TimeUnit.SECONDS), before);
     hit("latch", () -> latch.await(), before);
     hit("sem", () -> sem.acquire(), before);
     hit("take", () -> q.take(), before);
     hit("poll", () -> q.poll(100, TimeUnit.SECONDS), before);
     hit("syncq", () -> sq.put("x"), before);
     hit("exchange", () -> ex.exchange("mine"), before);
     hit("phaser", () -> ph.awaitAdvanceInterruptibly(0), before);
     hit("future", () -> ft.get(), before);
     hit("cf", () -> cf.get(), before);
     hit("timeunit", () -> TimeUnit.SECONDS.sleep(100), before);
     hit("spin", () -> {
         while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
     }, before);
     hit("yieldspin", () -> {
         while (!Thread.interrupted()) Thread.yield();
     }, before);
     lock.unlock();
     hit("cond", () -> {
         lock.lock();
         try {
             cond.await();
         } finally { lock.unlock(); }
     }, before);
     // Interrupts itself; another interrupt would come at any time.
     Victim self = new Victim("self", () -> {
         lock.lock();
         try {
             Thread.currentThread().interrupt();
             cond.awaitNanos(1000);
         } finally { lock.unlock(); }
     });
     Thread own = new Thread(self);
     own.start();
     own.join();
     System.out.println(self.result + " after=" + own.isInterrupted());
     Victim stranger = new Victim("waitWithoutMonitor", () -> {
         Thread.currentThread().interrupt();
         mon.wait(1000);
     });
     own = new Thread(stranger);
     own.start();
     own.join();
     System.out.println(stranger.result + " after=" + own.isInterrupted());
     lock.lock();
}

hit("barrier", () -> bar.await(), false);
System.out.println(bar.isBroken());
try {
    bar.await();
} catch (BrokenBarrierException e) { System.out.println(e); }
Thread un = new Thread(() -> {});
un.interrupt();
System.out.println("unstarted " + un.isInterrupted());
un.start();
un.join();
un.interrupt();
System.out.println("terminated " + un.isInterrupted());
Thread.currentThread().interrupt();
try {
    Thread.sleep(0);
} catch (InterruptedException e) {
    System.out.println("main " + e.getMessage() + Thread.interrupted());
}
Thread.currentThread().interrupt();
try {
    new Thread(() -> {}).join();
    System.out.println("joined unstarted " + Thread.interrupted());
} catch (InterruptedException e) { System.out.println("join " + e.getMessage()); }
Thread self = new Thread() {
    public void run() {
        interrupt();
        System.out.println("self " + isInterrupted() + Thread.interrupted() + isInterrupted());
    }
    public void interrupt() {
        System.out.println("overridden interrupt by " + (Thread.currentThread() == this));
        super.interrupt();
    }
};
self.start();
self.join();
}
}
