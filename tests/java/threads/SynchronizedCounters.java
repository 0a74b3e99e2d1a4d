// SPDX-License-Identifier: Apache-2.0
// Mutual exclusion of synchronized methods, static methods and blocks; re-entry; release on
// exceptions; holdsLock; illegal states.
import java.util.*;

public class SynchronizedCounters {
    int a;
    long b;
    static int s;
    final Object lock = new Object();
    synchronized void inc() {
        a++;
        again(3);
    }
    synchronized void again(int n) {
        if (n > 0) again(n - 1);
        else b++;
    }
    static synchronized void sinc() { s++; }
    void block() {
        synchronized (lock) {
            synchronized (this) { a--; }
            b += 2;
        }
    }
    synchronized void fail() {
        a += 1000;
        throw new IllegalStateException("inside");
    }
    public static void main(String[] args) throws Exception {
        SynchronizedCounters c = new SynchronizedCounters();
        Thread[] ts = new Thread[8];
        for (int i = 0; i < 8; i++)
            (ts[i] = new Thread(() -> {
                for (int k = 0; k < 5000; k++) {
                    c.inc();
                    sinc();
                    c.block();
                }
            })).start();
        for (Thread t : ts) t.join();
        System.out.println(c.a + " " + s + " " + (c.b >= 40000));
        SynchronizedCounters d = new SynchronizedCounters();
        for (int i = 0; i < 8; i++)
            (ts[i] = new Thread(() -> {
                for (int k = 0; k < 5000; k++) d.inc();
            })).start();
        for (Thread t : ts) t.join();
        System.out.println(d.a + " " + d.b);
        try {
            c.fail();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage() + " " + Thread.holdsLock(c));
        }
        Thread other = new Thread(c::inc);
        other.start();
        other.join(2000);
        System.out.println(other.isAlive());
        synchronized (c) { System.out.println(Thread.holdsLock(c)); }
        try {
            Thread.holdsLock(null);
        } catch (NullPointerException e) { System.out.println("npe"); }
        Object o = new Object();
 for (Runnable r : new Runnable[] {
o::notify, o::notifyAll, () -> {
 try {
 o.wait();
    }
    catch (InterruptedException e) {
    }
}
, () -> {
    try {
        o.wait(10);
    } catch (InterruptedException e) {}
}
}) try { r.run(); } catch (IllegalMonitorStateException e) {
    System.out.println(e.getMessage());
}
synchronized (o) {
    try {
        o.wait(-1);
    } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
    try {
        o.wait(1, 1000000);
    } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
    o.wait(1);
    o.wait(0, 1);
    o.notify();
}
try {
    synchronized ((Object) null) {}
} catch (NullPointerException e) { System.out.println("null monitor"); }
Object[] locks = new Object[50];
Arrays.setAll(locks, i -> new Object());
long[] sums = new long[50];
for (int i = 0; i < 8; i++) {
    int k0 = i;
    (ts[i] = new Thread(() -> {
        Random r = new Random(k0);
        for (int k = 0; k < 20000; k++) {
            int x = r.nextInt(50), y = r.nextInt(50);
            int p = Math.min(x, y), q = Math.max(x, y);
            synchronized (locks[p]) {
                synchronized (locks[q]) {
                    sums[p]++;
                    sums[q]--;
                }
            }
        }
    })).start();
}
for (Thread t : ts) t.join();
System.out.println(Arrays.stream(sums).sum());
Object deep = new Object();
System.out.println(nest(deep, 500) + " " + Thread.holdsLock(deep));
int hash = deep.hashCode();
synchronized (deep) { System.out.println(hash == deep.hashCode()); }
synchronized (int.class) {
    synchronized ("string") {
        synchronized (new int[1]) { System.out.println("odd monitors"); }
    }
}
}
static int nest(Object o, int n) {
    if (n == 0) return 0;
    synchronized (o) { return 1 + nest(o, n - 1); }
}
}
