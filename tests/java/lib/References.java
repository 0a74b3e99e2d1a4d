// SPDX-License-Identifier: Apache-2.0
// Weak, soft and phantom references, queues, WeakHashMap, cleaners, finalizers with resurrection:
// invariants after System.gc().
import java.lang.ref.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

public class References {
    static final AtomicInteger FINALIZED = new AtomicInteger();
    static volatile Object resurrected;
    static class Fin {
        final int id;
        Fin(int id) { this.id = id; }
        @SuppressWarnings({"deprecation", "removal"})
        @Override
        protected void finalize() {
            FINALIZED.incrementAndGet();
            if (id == 0) resurrected = this;
            if (id == 1) throw new RuntimeException("ignored");
        }
    }
    static Reference<Object> weak(ReferenceQueue<Object> q) {
        return new WeakReference<>(new Object(), q);
    }
    static boolean eventually(BooleanSupplierX c) throws Exception {
        for (int i = 0; i < 300; i++) {
            if (c.get()) return true;
            System.gc();
            byte[][] junk = new byte[20][];
            for (int k = 0; k < 20; k++) junk[k] = new byte[10000];
            Thread.sleep(5);
        }
        return false;
    }
    interface BooleanSupplierX {
        boolean get() throws Exception;
    }
    static void clobber(int n) {
        Object[] a = new Object[50];
        if (n > 0) clobber(n - 1);
        Arrays.fill(a, "");
    }
    static void make(List<Reference<Object>> l, ReferenceQueue<Object> q, int n) {
        for (int i = 0; i < n; i++)
            l.add(i % 2 == 0 ? new WeakReference<>(new int[100], q)
                             : new PhantomReference<>(new int[100], q));
    }
    static void fins() {
        for (int i = 0; i < 50; i++) new Fin(i);
    }
    static void cleaners(Cleaner c, AtomicInteger n) {
        for (int i = 0; i < 20; i++) c.register(new Object(), n::incrementAndGet);
    }
    public static void main(String[] args) throws Exception {
        ReferenceQueue<Object> q = new ReferenceQueue<>();
        Object strong = new Object();
        WeakReference<Object> held = new WeakReference<>(strong, q);
        SoftReference<Object> soft = new SoftReference<>(new byte[1000]);
        PhantomReference<Object> ph = new PhantomReference<>(strong, q);
        System.out.println((held.get() == strong) + " " + ph.get() + " " + held.refersTo(strong)
                + held.refersTo(null) + ph.refersTo(strong) + held.isEnqueued());
        List<Reference<Object>> dying = new ArrayList<>();
        make(dying, q, 100);
        clobber(20);
        Set<Reference<?>> seen = new HashSet<>();
        System.out.println("most cleared " + eventually(() -> {
            Reference<?> r;
            while ((r = q.poll()) != null) seen.add(r);
            return seen.size() >= 90;
        }));
        boolean cleared = true;
        for (Reference<?> r : seen) cleared &= r.refersTo(null);
        System.out.println(cleared + " " + seen.contains(held) + " " + (held.get() == strong)
                + " soft kept " + (soft.get() != null));
        System.out.println(held.enqueue() + " " + held.enqueue() + " " + (held.get() == null) + " "
                + (q.remove(1000) != null));
        Reference.reachabilityFence(strong);
        try {
            q.remove(-1);
        } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        System.out.println(new ReferenceQueue<>().poll() + " " + new ReferenceQueue<>().remove(5));
        WeakHashMap<Object, String> m = new WeakHashMap<>();
        Object key = new Object();
        m.put(key, "kept");
        for (int i = 0; i < 100; i++) m.put(new Object(), "gone");
        clobber(20);
        System.out.println(
                eventually(() -> m.size() <= 10) + " " + m.get(key) + m.containsKey(key));
        fins();
        clobber(20);
        System.out.println("finalizers " + eventually(() -> {
            System.runFinalization();
            return FINALIZED.get() >= 45;
        }) + " resurrected ok "
                + (resurrected == null || ((Fin) resurrected).id == 0));
        Cleaner c = Cleaner.create();
        AtomicInteger cleaned = new AtomicInteger();
        cleaners(c, cleaned);
        clobber(20);
        System.out.println("cleaners " + eventually(() -> cleaned.get() >= 18));
        Object live = new Object();
        Cleaner.Cleanable cl = c.register(live, cleaned::incrementAndGet);
        int before = cleaned.get();
        cl.clean();
        cl.clean();
        System.out.println(cleaned.get() - before >= 1);
        Reference.reachabilityFence(live);
        try {
            new PhantomReference<Object>(null, null);
            new WeakReference<>(null);
            System.out.println("null ok");
        } catch (NullPointerException e) { System.out.println("npe"); }
        Thread waiter = new Thread(() -> {
            try {
                q.remove();
            } catch (InterruptedException e) { System.out.println("queue wait interrupted"); }
        });
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING) Thread.sleep(1);
        waiter.interrupt();
        waiter.join();
        List<SoftReference<byte[]>> softs = new ArrayList<>();
        for (int i = 0; i < 200; i++) softs.add(new SoftReference<>(new byte[1 << 20]));
        int alive = 0;
        for (SoftReference<byte[]> s : softs)
            if (s.get() != null) alive++;
        System.out.println("softs give way " + (alive < 200) + " last kept or cleared cleanly "
                + (alive >= 0));
        ThreadLocal<Object> tl = new ThreadLocal<>();
        tl.set(new byte[1000]);
        System.out.println(tl.get() != null);
        long used = 0;
        for (int i = 0; i < 3000; i++) {
            int[] a = new int[10000];
            a[i % 10000] = i;
            used += a[i % 10000];
        }
        System.out.println(used);
    }
}
