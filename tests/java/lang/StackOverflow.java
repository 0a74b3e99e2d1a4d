// SPDX-License-Identifier: Apache-2.0
// StackOverflowError is an ordinary error: caught, work goes on, again and again, on several
// threads and through several kinds of calls.
import java.util.*;
import java.util.function.*;

public class StackOverflow {
    static int depth = 0;
    static int down() {
        depth++;
        return down() + 1;
    }
    int virtual(long a, double b) {
        depth++;
        return virtual(a + 1, b * 2) + 1;
    }
    interface R {
        int go(R r);
    }
    static class Node {
        Object next;
        @Override
        public int hashCode() {
            return 31 + next.hashCode();
        }
        @Override
        public String toString() {
            return "N" + next;
        }
    }
    static synchronized void locked() {
        depth++;
        locked();
    }
    static void finallyAtEveryLevel() {
        try {
            depth++;
            finallyAtEveryLevel();
        } finally { depth--; }
    }
    static int catching(int n) {
        try {
            return catching(n + 1);
        } catch (StackOverflowError e) { return n; }
    }
    static class Ctor {
        Ctor c = new Ctor();
    }
    static class Toss {
        static int n;
        static { n = 1; }
    }
    static String test(String name, Runnable r) {
        depth = 0;
        try {
            r.run();
            return name + " returned";
        } catch (StackOverflowError e) {
            return name + " " + e.getMessage() + " deep " + (depth > 100 || depth == 0) + " trace "
                    + (e.getStackTrace().length == 1024);
        }
    }
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 3; i++) System.out.println(test("static", StackOverflow::down));
        System.out.println(test("virtual", () -> new StackOverflow().virtual(1, 2)));
        R r = x -> x.go(x) + 1;
        System.out.println(test("interface", () -> r.go(r)));
        Node n = new Node();
        n.next = n;
        System.out.println(test("hash", n::hashCode));
        System.out.println(test("concat", n::toString));
        System.out.println(test("synchronized", StackOverflow::locked));
        System.out.println(Thread.holdsLock(StackOverflow.class));
        System.out.println(test("finally", StackOverflow::finallyAtEveryLevel) + " " + depth);
        System.out.println(catching(0) > 100);
        System.out.println(test("constructor", Ctor::new));
        Map<Object, Object> m = new HashMap<>();
        m.put("self", m);
        System.out.println(m.toString());
        List<Object> l = new ArrayList<>();
        l.add(List.of(l));
        System.out.println(test("list", l::hashCode));
        Function<Object, Object>[] f = new Function[1];
        f[0] = x -> f[0].apply(x);
        System.out.println(test("lambda", () -> f[0].apply(1)));
        System.out.println(test("reflection", () -> reflect()));
        Thread[] ts = new Thread[4];
        String[] out = new String[4];
        for (int i = 0; i < 4; i++) {
            int k = i;
            ts[i] = new Thread(null,
                    () -> out[k] = catching(0) > 50 ? "caught" : "odd", "deep" + i, 256 << 10);
            ts[i].start();
        }
        for (Thread t : ts) t.join();
        System.out.println(Arrays.toString(out));
        int[] found = new int[1];
        Thread big = new Thread(null, () -> found[0] = catching(0), "big", 64 << 20);
        big.start();
        big.join();
        System.out.println(found[0] > catching(0));
        System.out.println(new TreeMap<>(Map.of(1, 2)) + " still fine " + down2(1000) + Toss.n);
    }
    public static void reflect() {
        try {
            StackOverflow.class.getMethod("reflect").invoke(null);
        } catch (java.lang.reflect.InvocationTargetException e) {
            Throwable t = e;
            while (t instanceof java.lang.reflect.InvocationTargetException) t = t.getCause();
            if (t instanceof Error x) throw x;
        } catch (ReflectiveOperationException e) { throw new RuntimeException(e); }
    }
    static int down2(int n) { return n == 0 ? 0 : 1 + down2(n - 1); }
}
