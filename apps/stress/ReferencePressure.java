// SPDX-License-Identifier: Apache-2.0
// Soft, weak, phantom and final references, cleaners and weak maps while the heap is under pressure. Every object must be
// reported exactly once, after it has become unreachable and never before. Run with -Xmx64m.

import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

public class ReferencePressure {
    static volatile Object sink;

    static void pressure(int megabytes) {
        for (int i = 0; i < megabytes * 10; i++) {
            sink = new byte[100_000];
        }
    }

    /** Collects until the condition holds; a minute without it is a failure. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " does not happen");
            }
            System.gc();
            pressure(5);
            Thread.sleep(2);
        }
    }

    static void weak(int n) throws Exception {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Set<Reference<?>> all = new HashSet<>();
        List<Object> kept = new ArrayList<>();
        List<WeakReference<Object>> ofKept = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Object o = new byte[i % 500];
            WeakReference<Object> r = new WeakReference<>(o, queue);
            if (i % 10 == 0) {
                kept.add(o);
                ofKept.add(r);
            } else {
                all.add(r);
            }
        }
        o(kept);
        int expected = all.size();
        int[] got = new int[1];
        await("weak references", () -> {
            Reference<?> r;
            while ((r = queue.poll()) != null) {
                if (!all.remove(r)) {
                    throw new AssertionError("twice, or still reachable");
                }
                if (r.get() != null) {
                    throw new AssertionError("not cleared");
                }
                got[0]++;
            }
            return got[0] >= expected - 10;  // a few may be held by dead stack words
        });
        for (int i = 0; i < kept.size(); i++) {
            if (ofKept.get(i).get() != kept.get(i)) {
                throw new AssertionError("cleared though reachable");
            }
        }
        System.out.println("weak: kept " + kept.size());
    }

    static void o(Object x) {
        sink = x;
        sink = null;
    }

    static void soft() throws Exception {
        List<SoftReference<byte[]>> list = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            list.add(new SoftReference<>(new byte[100_000]));  // five times the heap
        }
        int alive = 0;
        int last = 0;
        for (int i = 0; i < list.size(); i++) {
            byte[] b = list.get(i).get();
            if (b != null) {
                alive++;
                last = i;
            }
        }
        System.out.println("soft: " + (alive < 1000) + " " + (alive == 0 || last > 2000));
        SoftReference<String> one = new SoftReference<>(new String("used"));
        System.gc();
        System.out.println("soft stays: " + one.get());
        try {
            List<Object> hog = new ArrayList<>();
            for (;;) {
                hog.add(new byte[200_000]);
            }
        } catch (OutOfMemoryError e) {
            System.out.println("soft is cleared before the error: " + (one.get() == null));
        }
    }

    static final AtomicInteger phantomsMade = new AtomicInteger();

    static void phantom(int n) throws Exception {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Set<PhantomReference<Object>> all = ConcurrentHashMap.newKeySet();
        AtomicInteger got = new AtomicInteger();
        Thread remover = new Thread(() -> {
            try {
                for (;;) {
                    Reference<?> r = queue.remove();
                    if (!all.remove(r)) {
                        throw new AssertionError("unknown or doubled reference");
                    }
                    got.incrementAndGet();
                }
            } catch (InterruptedException e) {
                // The end.
            }
        }, "remover");
        remover.start();
        for (int i = 0; i < n; i++) {
            all.add(new PhantomReference<>(new Object[i % 20], queue));
        }
        await("phantoms", () -> got.get() >= n - 10);
        remover.interrupt();
        remover.join();
        System.out.println("phantom: " + (got.get() + all.size() == n));
    }

    static final AtomicInteger finalized = new AtomicInteger();
    static final AtomicInteger finalizedTwice = new AtomicInteger();
    static final AtomicInteger intact = new AtomicInteger();
    static final Set<Object> resurrected = ConcurrentHashMap.newKeySet();

    static class Finalized {
        final Finalized other;
        final int[] payload = {1, 2, 3};
        boolean done;

        Finalized(Finalized other) {
            this.other = other;
        }

        @Override
        @SuppressWarnings({"deprecation", "removal"})
        protected void finalize() {
            if (done) {
                finalizedTwice.incrementAndGet();
            }
            done = true;
            // What a finalizable object refers to is intact, finalized or not.
            if (payload[2] == 3 && (other == null || other.payload[1] == 2)) {
                intact.incrementAndGet();
            }
            if (finalized.incrementAndGet() % 1000 == 0) {
                resurrected.add(this);
            }
        }
    }

    static void finalizers(int n) throws Exception {
        Finalized previous = null;
        for (int i = 0; i < n; i++) {
            previous = new Finalized(i % 5 == 0 ? null : previous);
        }
        previous = null;
        await("finalizers", () -> finalized.get() >= n - 10);
        await("resurrection", () -> resurrected.size() >= (n - 10) / 1000);
        System.out.println("finalizers: " + (finalized.get() == intact.get()) + " " + finalizedTwice.get());
        resurrected.clear();
        System.gc();
        System.runFinalization();
        System.gc();
        System.out.println("once: " + finalizedTwice.get());
    }

    static void cleaners(int n) throws Exception {
        Cleaner cleaner = Cleaner.create();
        AtomicInteger cleaned = new AtomicInteger();
        List<Object> kept = new ArrayList<>();
        List<Cleaner.Cleanable> explicit = new ArrayList<>();
        AtomicInteger early = new AtomicInteger();
        for (int i = 0; i < n; i++) {
            Object o = new long[i % 30];
            if (i % 100 == 0) {
                kept.add(o);
                explicit.add(cleaner.register(o, early::incrementAndGet));
            } else {
                cleaner.register(o, cleaned::incrementAndGet);
            }
        }
        int expected = n - kept.size();
        await("cleaners", () -> cleaned.get() >= expected - 10);
        System.out.println("not too early: " + early.get());
        for (Cleaner.Cleanable c : explicit) {
            c.clean();
            c.clean();
        }
        System.out.println("explicit: " + (early.get() == kept.size()));
        o(kept);
        // Phantom-cleaned native memory must come back under pressure alone.
        for (int i = 0; i < 400; i++) {
            sink = java.nio.ByteBuffer.allocateDirect(1 << 20);
        }
        System.out.println("direct buffers");
    }

    static void weakMaps(int n) throws Exception {
        WeakHashMap<Object, Integer> map = new WeakHashMap<>();
        List<Object> kept = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Object key = new Object();
            map.put(key, i);
            if (i % 50 == 0) {
                kept.add(key);
            }
        }
        await("weak map", () -> map.size() <= kept.size() + 10);
        int found = 0;
        for (int i = 0; i < kept.size(); i++) {
            if (map.get(kept.get(i)) == i * 50) {
                found++;
            }
        }
        System.out.println("weak map: " + found);
        List<ThreadLocal<byte[]>> locals = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            ThreadLocal<byte[]> t = new ThreadLocal<>();
            t.set(new byte[100_000]);  // only the weak keys of Thread.threadLocals keep this from filling the heap
            if (i % 300 == 0) {
                locals.add(t);
            }
        }
        int sum = 0;
        for (ThreadLocal<byte[]> t : locals) {
            sum += t.get().length;
        }
        System.out.println("thread locals: " + sum);
    }

    /** Readers promote referents to strong references while collections run. */
    static void races(int n) throws Exception {
        WeakReference<int[]>[] slots = new WeakReference[64];
        boolean[] stop = new boolean[1];
        AtomicInteger wrong = new AtomicInteger();
        Thread[] readers = new Thread[4];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = new Thread(() -> {
                int at = 0;
                for (;;) {
                    synchronized (stop) {
                        if (stop[0]) {
                            return;
                        }
                    }
                    for (int k = 0; k < 500; k++) {
                        at = (at + 7) & 63;
                        WeakReference<int[]> r = slots[at];
                        int[] a = r == null ? null : r.get();
                        if (a != null && (a.length != 5 || a[4] != 44 || r.get() != a)) {
                            wrong.incrementAndGet();
                        }
                    }
                }
            });
            readers[i].start();
        }
        for (int i = 0; i < n; i++) {
            slots[i & 63] = new WeakReference<>(new int[] {1, 2, 3, 4, 44});
            if (i % 2000 == 0) {
                System.gc();
            }
            sink = new byte[1000];
        }
        synchronized (stop) {
            stop[0] = true;
        }
        for (Thread t : readers) {
            t.join();
        }
        System.out.println("races: " + wrong.get());
    }

    public static void main(String[] args) throws Exception {
        int n = Integer.parseInt(args[0]);
        weak(n);
        soft();
        phantom(n);
        finalizers(n);
        cleaners(n);
        weakMaps(n);
        races(n * 2);
        System.out.println("done");
    }
}
