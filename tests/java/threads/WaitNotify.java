// SPDX-License-Identifier: Apache-2.0
// wait/notify: bounded buffer, ping-pong, notifyAll, timeouts, interrupts of waiters, wait releases
// all holds, states of threads.
import java.util.*;

public class WaitNotify {
    static class Buffer {
        final int[] items = new int[4];
        int head, tail, count;
        synchronized void put(int x) throws InterruptedException {
            while (count == items.length) wait();
            items[tail++ % 4] = x;
            count++;
            notifyAll();
        }
        synchronized int take() throws InterruptedException {
            while (count == 0) wait();
            int x = items[head++ % 4];
            count--;
            notifyAll();
            return x;
        }
    }
    static boolean ready;
    static int turn;
    static void until(Thread t, Thread.State s) {
        while (t.getState() != s) Thread.onSpinWait();
    }
    public static void main(String[] args) throws Exception {
        Buffer b = new Buffer();
        long[] sum = new long[3];
        Thread[] ts = new Thread[6];
        for (int i = 0; i < 3; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                try {
                    for (int n = 0; n < 2000; n++) b.put(n);
                } catch (InterruptedException e) {}
            });
            ts[i + 3] = new Thread(() -> {
                try {
                    for (int n = 0; n < 2000; n++) sum[k] += b.take();
                } catch (InterruptedException e) {}
            });
        }
        for (Thread t : ts) t.start();
        for (Thread t : ts) t.join();
        System.out.println(sum[0] + sum[1] + sum[2] + " " + b.count);
        Object lock = new Object();
        StringBuilder log = new StringBuilder();
        Thread ping = new Thread(() -> {
            for (int i = 0; i < 5; i++) synchronized (lock) {
                    while (turn != 0) try {
                            lock.wait();
                        } catch (InterruptedException e) {}
                    log.append("ping ");
                    turn = 1;
                    lock.notify();
                }
        }),
               pong = new Thread(() -> {
                   for (int i = 0; i < 5; i++) synchronized (lock) {
                           while (turn != 1) try {
                                   lock.wait();
                               } catch (InterruptedException e) {}
                           log.append("pong ");
                           turn = 0;
                           lock.notify();
                       }
               });
        ping.start();
        pong.start();
        ping.join();
        pong.join();
        System.out.println(log);
        Thread w = new Thread(() -> {
 synchronized (lock) {
 synchronized (lock) {
 try {
 lock.wait();
 System.out.println("woken, holds " + Thread.holdsLock(lock));
    }
    catch (InterruptedException e) {
        System.out.println("interrupted " + Thread.currentThread().isInterrupted() + " holds "
                + Thread.holdsLock(lock) + " " + e.getMessage());
    }
}
}
});
System.out.println(w.getState());
w.start();
until(w, Thread.State.WAITING);
synchronized (lock) {
    lock.notify();
    until(w, Thread.State.BLOCKED);
    System.out.println(w.getState());
}
w.join();
System.out.println(w.getState() + " " + w.isAlive());
        Thread v = new Thread(() -> { synchronized (lock) { try { lock.wait();
        }
        catch (InterruptedException e) {
            System.out.println("interrupted " + Thread.currentThread().isInterrupted() + " holds "
                    + Thread.holdsLock(lock) + " " + e.getMessage());
        }
        }
        });
        v.start();
        until(v, Thread.State.WAITING);
        v.interrupt();
        v.join();
        Thread u = new Thread(() -> {
            Thread.currentThread().interrupt();
            synchronized (lock) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    System.out.println("at once " + Thread.interrupted());
                }
            }
        });
        u.start();
        u.join();
 Thread timed = new Thread(() -> {
 synchronized (lock) {
 try {
 lock.wait(60000);
 System.out.println("notified early");
 }
 catch (InterruptedException e) {
 }
 }
 });
 timed.start();
 until(timed, Thread.State.TIMED_WAITING);
 synchronized (lock) { lock.notifyAll(); }
 timed.join();
 long t0 = System.nanoTime();
 synchronized (lock) { lock.wait(30); }
 System.out.println(System.nanoTime() - t0 >= 29_000_000);
 Thread[] many = new Thread[20];
 int[] woken = {0};
 for (int i = 0; i < 20; i++) (many[i] = new Thread(() -> {
 synchronized (lock) {
 while (!ready) try {
 lock.wait();
 }
 catch (InterruptedException e) {
 }
 woken[0]++;
 }
 })).start();
 for (Thread t : many) until(t, Thread.State.WAITING);
 synchronized (lock) {
     ready = true;
     lock.notifyAll();
 }
 for (Thread t : many) t.join();
 System.out.println(woken[0]);
 int[] got = {0};
 Thread[] two = new Thread[2];
 boolean[] go = {false};
 for (int i = 0; i < 2; i++) (two[i] = new Thread(() -> {
 synchronized (go) {
 try {
 go.wait();
 got[0]++;
 }
 catch (InterruptedException e) {
     got[0] += 100;
 }
 }
 })).start();
 for (Thread t : two) until(t, Thread.State.WAITING);
 synchronized (go) { go.notify(); }
 while (two[0].isAlive() && two[1].isAlive()) Thread.sleep(1);
 synchronized (go) {
     System.out.println(got[0]);
     go.notify();
 }
 two[0].join();
 two[1].join();
 System.out.println(got[0]);
 }
 }
