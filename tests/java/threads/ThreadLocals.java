// SPDX-License-Identifier: Apache-2.0
// ThreadLocal, withInitial, remove, InheritableThreadLocal with childValue, many of them, collected
// values, context class loader.
import java.util.*;

public class ThreadLocals {
    public static void main(String[] args) throws Exception {
        ThreadLocal<Integer> a = ThreadLocal.withInitial(() -> {
            System.out.println("initial for " + Thread.currentThread().getName());
            return 1;
        });
        ThreadLocal<String> b = new ThreadLocal<>();
        InheritableThreadLocal<List<String>> in = new InheritableThreadLocal<>() {
            @Override
            protected List<String> childValue(List<String> p) {
                List<String> l = new ArrayList<>(p);
                l.add("child");
                return l;
            }
            @Override
            protected List<String> initialValue() {
                return new ArrayList<>(List.of("root"));
            }
        };
        System.out.println(a.get() + " " + b.get() + " " + in.get());
        a.set(10);
        b.set("main");
        in.get().add("more");
        Thread t = new Thread(() -> {
            System.out.println(a.get() + " " + b.get() + " " + in.get());
            a.set(20);
            b.set("t");
            in.set(List.of("own"));
            Thread g = new Thread(() -> System.out.println(in.get() + " " + a.get()), "grandchild");
            g.start();
            try {
                g.join();
            } catch (InterruptedException e) {}
        }, "child");
        t.start();
        t.join();
        System.out.println(a.get() + " " + b.get() + " " + in.get());
        a.remove();
        b.remove();
        System.out.println(a.get() + " " + b.get());
        Thread no = new Thread(null, () -> System.out.println(in.get()), "no inherit", 0, false);
        no.start();
        no.join();
        List<ThreadLocal<Integer>> many = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            ThreadLocal<Integer> l = new ThreadLocal<>();
            l.set(i);
            if (i % 10 == 0) many.add(l);
            if (i % 1000 == 0) System.gc();
        }
        int sum = 0;
        for (ThreadLocal<Integer> l : many) sum += l.get();
        System.out.println(sum);
        Thread[] ts = new Thread[8];
        long[] sums = new long[8];
        ThreadLocal<long[]> acc = ThreadLocal.withInitial(() -> new long[1]);
        for (int i = 0; i < 8; i++) {
            int k = i;
            (ts[i] = new Thread(() -> {
                for (int n = 0; n < 20000; n++) acc.get()[0] += k;
                sums[k] = acc.get()[0];
            })).start();
        }
        for (Thread x : ts) x.join();
        System.out.println(Arrays.toString(sums));
        ClassLoader mine = new ClassLoader("mine", null) {};
        Thread.currentThread().setContextClassLoader(mine);
        Thread c = new Thread(
                () -> System.out.println(Thread.currentThread().getContextClassLoader().getName()));
        c.start();
        c.join();
        System.out.println(java.util.concurrent.ThreadLocalRandom.current().nextInt(5) < 5);
    }
}
