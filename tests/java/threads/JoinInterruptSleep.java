// SPDX-License-Identifier: Apache-2.0
// join with and without timeout, interrupts of sleep and join, interrupt status rules, yield,
// thread names, priorities, groups.
import java.util.*;

public class JoinInterruptSleep {
    static void t(String l, Runnable r) {
        try {
            r.run();
            System.out.println(l + " ok");
        } catch (RuntimeException e) { System.out.println(l + " " + e); }
    }
    public static void main(String[] args) throws Exception {
        Thread main = Thread.currentThread();
        System.out.println(main + " " + main.getName() + " " + main.getPriority() + " "
                + main.getThreadGroup() + " " + main.isDaemon() + " " + main.getId() + " "
                + main.getThreadGroup().getParent());
        Thread a = new Thread(() -> {});
        System.out.println(a.getName() + " " + a + " " + a.getState() + " " + a.isAlive());
        a.start();
        a.join();
        System.out.println(a + " " + a.getState() + " " + a.getThreadGroup());
        try {
            a.start();
        } catch (IllegalThreadStateException e) { System.out.println("twice " + e.getMessage()); }
        a.join();
        a.join(10);
        a.interrupt();
        System.out.println(a.isInterrupted());
        Thread s = new Thread(() -> {
            try {
                Thread.sleep(60000);
            } catch (InterruptedException e) {
                System.out.println(e.getMessage() + " " + Thread.currentThread().isInterrupted());
            }
        }, "sleeper");
        s.start();
        while (s.getState() != Thread.State.TIMED_WAITING) Thread.yield();
        s.join(5);
        System.out.println(s.isAlive() + " " + s.getName());
        s.interrupt();
        s.join();
        Thread.currentThread().interrupt();
        System.out.println(
                main.isInterrupted() + " " + Thread.interrupted() + " " + Thread.interrupted());
        Thread.currentThread().interrupt();
        try {
            Thread.sleep(0);
        } catch (InterruptedException e) { System.out.println("sleep 0 " + e.getMessage()); }
        Thread.currentThread().interrupt();
        try {
            s.join();
            System.out.println("dead join keeps " + Thread.interrupted());
        } catch (InterruptedException e) { System.out.println("join interrupted"); }
        Thread runner = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
            System.out.println("spun");
        });
        runner.start();
        Thread.currentThread().interrupt();
        try {
            runner.join();
        } catch (InterruptedException e) {
            System.out.println("live join interrupted " + Thread.interrupted());
        }
        runner.interrupt();
        runner.join();
        t("sleep -1", () -> {
            try {
                Thread.sleep(-1);
            } catch (InterruptedException e) {}
        });
        t("join -1", () -> {
            try {
                a.join(-1);
            } catch (InterruptedException e) {}
        });
        t("sleep nanos", () -> {
            try {
                Thread.sleep(1, 1_000_000);
            } catch (InterruptedException e) {}
        });
        t("priority", () -> a.setPriority(0));
        t("name", () -> a.setName(null));
        t("daemon", () -> {
            Thread x = new Thread(() -> {
                try {
                    Thread.sleep(50);
                } catch (InterruptedException e) {}
            });
            x.start();
            x.setDaemon(true);
        });
        long t0 = System.nanoTime();
        Thread.sleep(20, 500000);
        System.out.println(System.nanoTime() - t0 >= 20_000_000);
        Thread p = new Thread(()
                                      -> System.out.println(Thread.currentThread().getName() + " "
                                              + Thread.currentThread().getPriority() + " "
                                              + Thread.currentThread().isDaemon() + " "
                                              + Thread.currentThread().getThreadGroup().getName()));
        p.setPriority(8);
        p.setName("renamed");
        p.setDaemon(true);
        p.start();
        p.join();
        ThreadGroup g = new ThreadGroup("group");
        g.setMaxPriority(3);
        Thread q = new Thread(g, () -> {
            Thread child =
                    new Thread(()
                                       -> System.out.println("child in "
                                               + Thread.currentThread().getThreadGroup() + " "
                                               + Thread.currentThread().getPriority()));
            child.start();
            try {
                child.join();
            } catch (InterruptedException e) {}
        }, "q", 1 << 20);
        q.setPriority(9);
        System.out.println(q.getPriority());
        q.start();
        q.join();
        System.out.println(g.activeCount() + " " + g + " " + g.parentOf(g) + " "
                + main.getThreadGroup().parentOf(g));
        Thread[] found = new Thread[50];
        ThreadGroup busy = new ThreadGroup(g, "busy");
        Object hold = new Object();
        Thread[] ts = new Thread[5];
        boolean[] stop = {false};
        for (int i = 0; i < 5; i++) {
 (ts[i] = new Thread(busy, () -> {
 synchronized (hold) {
 while (!stop[0]) try {
 hold.wait();
        }
        catch (InterruptedException e) {
            return;
        }
    }
}, "b" + i)).start();
}
int n = busy.enumerate(found);
String[] names = new String[n];
for (int i = 0; i < n; i++) names[i] = found[i].getName();
Arrays.sort(names);
System.out.println(Arrays.toString(names) + " " + g.activeGroupCount() + " " + g.activeCount());
for (Thread x : ts)
    while (x.getState() != Thread.State.WAITING) Thread.yield();
g.interrupt();
for (Thread x : ts) x.join();
System.out.println(busy.activeCount());
Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
System.out.println(
        all.containsKey(main) + " " + all.get(main)[all.get(main).length - 1].getMethodName());
Set<String> sys = new TreeSet<>();
for (Thread x : all.keySet())
    if (x.getThreadGroup() != null && x.getThreadGroup().getName().equals("system"))
        sys.add(x.getName());
System.out.println(sys.containsAll(List.of("Finalizer", "Reference Handler", "Signal Dispatcher")));
}
}
