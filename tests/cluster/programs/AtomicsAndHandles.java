// Shows atomic classes, field updaters and VarHandles on fields, statics and arrays that several
// threads change.
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.LongAdder;

public class AtomicsAndHandles {
    static long total;
    static final VarHandle NUMBER;
    static final VarHandle WIDE;
    static final VarHandle TOTAL;
    static final VarHandle TEXT;
    static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(long[].class);
    static final MethodHandle ADD;
    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NUMBER = lookup.findVarHandle(Shared.class, "number", int.class);
            WIDE = lookup.findVarHandle(Shared.class, "wide", long.class);
            TEXT = lookup.findVarHandle(Shared.class, "text", String.class);
            TOTAL = lookup.findStaticVarHandle(AtomicsAndHandles.class, "total", long.class);
            ADD = lookup.findVirtual(
                Shared.class, "add", MethodType.methodType(int.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static class Shared {
        static final AtomicIntegerFieldUpdater<Shared> UPDATER =
            AtomicIntegerFieldUpdater.newUpdater(Shared.class, "updated");
        static final AtomicReferenceFieldUpdater<Shared, Object> LAST =
            AtomicReferenceFieldUpdater.newUpdater(Shared.class, Object.class, "last");
        final AtomicInteger integer = new AtomicInteger();
        final AtomicLong wideAtomic = new AtomicLong(1L << 33);
        final AtomicBoolean flag = new AtomicBoolean();
        final AtomicReference<String> reference = new AtomicReference<>("");
        final AtomicIntegerArray array = new AtomicIntegerArray(4);
        final AtomicStampedReference<String> stamped = new AtomicStampedReference<>("s", 0);
        final LongAdder adder = new LongAdder();
        final long[] elements = new long[4];
        volatile int updated;
        volatile Object last;
        int number;
        long wide;
        String text = "";
        int sum;

        synchronized int add(int amount) { return sum += amount; }
    }

    static class Worker implements Runnable {
        final Shared shared;
        final int number;
        int wins;

        Worker(Shared shared, int number) {
            this.shared = shared;
            this.number = number;
        }

        public void run() {
            for (int i = 0; i < 25; i++) {
                shared.integer.incrementAndGet();
                shared.wideAtomic.addAndGet(number);
                shared.array.getAndAdd(i % 4, 2);
                shared.adder.add(3);
                shared.integer.accumulateAndGet(i, Math::max);
                Shared.UPDATER.getAndIncrement(shared);
                NUMBER.getAndAdd(shared, 2);
                for (long old = (long) WIDE.getVolatile(shared);
                    !WIDE.compareAndSet(shared, old, old + 1);) {
                    old = (long) WIDE.getVolatile(shared);
                }
                TOTAL.getAndAdd(1L);
                ELEMENTS.getAndAdd(shared.elements, i % 4, (long) number);
                if (shared.flag.compareAndSet(false, true)) wins++;
            }
            for (String old = shared.reference.get();
                !shared.reference.compareAndSet(old, old + "x");)
                old = shared.reference.get();
            Object seen;
            do {
                seen = TEXT.getAcquire(shared);
            } while (!TEXT.weakCompareAndSet(shared, (String) seen, seen + "y"));
            int[] stamp = new int[1];
            String value = shared.stamped.get(stamp);
            while (!shared.stamped.compareAndSet(value, value, stamp[0], stamp[0] + 1))
                value = shared.stamped.get(stamp);
            Shared.LAST.set(shared, this);
            try {
                int ignored = (int) ADD.invokeExact(shared, number);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static void main(String[] args) throws Throwable {
        Shared shared = new Shared();
        Worker[] workers = new Worker[4];
        Thread[] threads = new Thread[4];
        for (int i = 0; i < 4; i++)
            (threads[i] = new Thread(workers[i] = new Worker(shared, i + 1))).start();
        for (Thread thread : threads) thread.join();
        int wins = 0;
        for (Worker worker : workers) wins += worker.wins;
        System.out.println(
            shared.integer.get() >= 100 ? "integer ok" : "integer " + shared.integer);
        System.out.println(shared.wideAtomic + " " + shared.flag + " " + wins + " "
            + shared.reference + " " + shared.array);
        System.out.println(shared.adder.sum() + " " + shared.updated + " " + shared.number + " "
            + shared.wide + " " + total);
        System.out.println(shared.text + " " + shared.sum + " " + shared.stamped.getStamp() + " "
            + (shared.last instanceof Worker));
        long elements = 0;
        for (int i = 0; i < 4; i++) elements += (long) ELEMENTS.getVolatile(shared.elements, i);
        System.out.println(elements);
        VarHandle wins0 = MethodHandles.lookup().findVarHandle(Worker.class, "wins", int.class);
        for (Worker worker : workers) {
            wins0.setVolatile(worker, 10 + worker.number);
            int exchanged = (int) wins0.compareAndExchange(worker, 10 + worker.number, 5);
            int set = (int) wins0.getAndSet(worker, 6);
            int or = (int) wins0.getAndBitwiseOr(worker, 9);
            System.out.println(exchanged + " " + set + " " + or + " " + worker.wins + " "
                + (int) wins0.getOpaque(worker));
        }
        System.out.println((int) ADD.bindTo(shared).invoke(5));
    }
}
