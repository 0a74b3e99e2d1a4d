// Shows the stack traces that a thread sees of others: of those that wait at known places, at the
// end of calls between objects of several threads, and of threads that move, which must be whole.
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

public class StacksOfOthers {
    static final int DEPTH = 6;

    // One end of a call chain that goes to and fro.
    static class Even {
        Odd other;
        void even(int left, Stop stop) {
            if (left == 0) {
                stop.here();
            } else {
                other.odd(left - 1, stop);
            }
        }
    }

    static class Odd {
        Even other;
        void odd(int left, Stop stop) {
            if (left == 0) {
                stop.here();
            } else {
                other.even(left - 1, stop);
            }
        }
    }

    interface Stop { void here(); }

    static class Maker<T> implements Runnable {
        private final java.util.function.Supplier<T> how;
        T made;
        Maker(java.util.function.Supplier<T> how) { this.how = how; }
        public void run() { made = how.get(); }
        static <T> T make(java.util.function.Supplier<T> how) throws InterruptedException {
            Maker<T> maker = new Maker<>(how);
            Thread thread = new Thread(maker, "maker");
            thread.start();
            thread.join();
            return maker.made;
        }
    }

    static class Gate {
        private boolean open;
        synchronized void pass() {
            while (!open) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
        synchronized void open() {
            open = true;
            notifyAll();
        }
        synchronized void stay(CountDownLatch until) {
            try {
                until.await();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    static class Walker implements Runnable {
        private final Even even;
        private final Stop stop;
        private final AtomicBoolean end;
        Walker(Even even, Stop stop, AtomicBoolean end) {
            this.even = even;
            this.stop = stop;
            this.end = end;
        }
        public void run() {
            do {
                even.even(DEPTH, stop);
            } while (!end.get());
        }
    }

    static List<String> methods(StackTraceElement[] trace) {
        List<String> methods = new ArrayList<>();
        for (StackTraceElement frame : trace) {
            if (!frame.getClassName().startsWith("StacksOfOthers")) continue;
            if (frame.getClassName().contains("Lambda")) continue;
            methods.add(frame.getMethodName().replaceAll("lambda.*", "lambda") + ":" + frame.getLineNumber());
        }
        return methods;
    }

    // Innermost first, the chain that ends in run: what is further in comes from where it stands.
    static boolean isWhole(StackTraceElement[] trace) {
        if (trace.length == 0) return true;  // it has ended
        int at = trace.length - 1;
        if (!trace[at].toString().contains("java.lang.Thread.run")) return false;
        if (--at < 0) return true;
        if (!trace[at].getMethodName().equals("run")) return false;
        String expected = "even";
        while (--at >= 0) {
            String method = trace[at].getMethodName();
            if (!method.equals("even") && !method.equals("odd")) break;
            if (!method.equals(expected)) return false;
            expected = expected.equals("even") ? "odd" : "even";
        }
        for (; at >= 0; at--) {
            String method = trace[at].getMethodName();
            if (method.equals("even") || method.equals("odd") || method.equals("run")) return false;
        }
        return true;
    }

    static void await(Thread thread, Thread.State state) throws InterruptedException {
        while (thread.getState() != state) Thread.sleep(1);
    }

    public static void main(String[] args) throws Exception {
        Even even = Maker.make(Even::new);
        Odd odd = Maker.make(Odd::new);
        even.other = odd;
        odd.other = even;
        Gate gate = Maker.make(Gate::new);
        Gate busy = Maker.make(Gate::new);
        CountDownLatch latch = Maker.make(() -> new CountDownLatch(1));
        AtomicBoolean end = new AtomicBoolean(true);

        Thread waits = new Thread(new Walker(even, gate::pass, end), "waits");
        Thread awaits = new Thread(new Walker(even, () -> busy.stay(latch), end), "awaits");
        Thread blocked = new Thread(new Walker(even, busy::pass, end), "blocked");
        Thread sleeps = new Thread(() -> {
            try {
                Thread.sleep(1000000);
            } catch (InterruptedException e) {
                gate.open();
            }
        }, "sleeps");
        System.out.println(waits.getStackTrace().length);
        for (Thread thread : new Thread[] {waits, awaits, sleeps}) thread.start();
        await(waits, Thread.State.WAITING);
        await(awaits, Thread.State.WAITING);
        await(sleeps, Thread.State.TIMED_WAITING);
        blocked.start();
        await(blocked, Thread.State.BLOCKED);
        for (Thread thread : new Thread[] {waits, awaits, blocked, sleeps})
            System.out.println(thread.getName() + " " + thread.getState() + " " + methods(thread.getStackTrace()));
        System.out.println(waits.getStackTrace()[0]);
        System.out.println(sleeps.getStackTrace()[0]);

        Map<String, List<String>> all = new TreeMap<>();
        Thread asker = new Thread(() -> {
            for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
                if (entry.getKey().getThreadGroup().getName().equals("main"))
                    all.put(entry.getKey().getName(), methods(entry.getValue()));
            }
        }, "asker");
        asker.start();
        asker.join();
        all.remove("DestroyJavaVM");
        for (Map.Entry<String, List<String>> entry : all.entrySet()) System.out.println(entry);

        sleeps.interrupt();
        latch.countDown();
        busy.open();
        for (Thread thread : new Thread[] {waits, awaits, blocked, sleeps}) thread.join();
        System.out.println(waits.getStackTrace().length + " " + sleeps.isAlive());

        end.set(false);
        Thread[] walkers = new Thread[3];
        for (int i = 0; i < walkers.length; i++) {
            walkers[i] = new Thread(new Walker(even, () -> Thread.onSpinWait(), end), "walker " + i);
            walkers[i].start();
        }
        int[] torn = new int[2];
        Thread[] watchers = new Thread[torn.length];
        for (int i = 0; i < watchers.length; i++) {
            int self = i;
            watchers[i] = new Thread(() -> {
                for (int round = 0; round < 40; round++) {
                    for (Thread walker : walkers) {
                        if (!isWhole(walker.getStackTrace())) torn[self]++;
                    }
                }
            });
            watchers[i].start();
        }
        for (Thread watcher : watchers) watcher.join();
        end.set(true);
        for (Thread walker : walkers) walker.join();
        System.out.println("torn: " + torn[0] + " " + torn[1]);
    }
}
