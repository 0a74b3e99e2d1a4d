// SPDX-License-Identifier: Apache-2.0
// Labelled break and continue, loops of all kinds, try/finally with returns, breaks and exceptions
// from everywhere.
import java.util.*;

public class ControlFlow {
    static final List<String> LOG = new ArrayList<>();
    static void log(String s) { LOG.add(s); }
    @SuppressWarnings("finally")
    static int overriding() {
        try {
            return 1;
        } finally { return 2; }
    }
    static int copied() {
        int i = 1;
        try {
            return i;
        } finally { i = 5; }
    }
    static int[] shared() {
        int[] a = {1};
        try {
            return a;
        } finally { a[0] = 5; }
    }
    @SuppressWarnings("finally")
    static int swallow() {
        try {
            throw new RuntimeException("lost");
        } finally { return 3; }
    }
    @SuppressWarnings("finally")
    static String replace() {
        try {
            try {
                throw new RuntimeException("first");
            } finally { throw new IllegalStateException("second"); }
        } catch (RuntimeException e) { return e.getMessage() + e.getSuppressed().length; }
    }
    static String nested(int mode) {
        StringBuilder s = new StringBuilder();
        try {
            s.append("a");
            try {
                s.append("b");
                if (mode == 1) throw new Exception("1");
                if (mode == 2) throw new Error("2");
                if (mode == 3) return s.append("r").toString();
                s.append("c");
            } catch (RuntimeException e) { s.append("R"); } catch (Exception e) {
                s.append("E");
                if (mode == 1) throw new RuntimeException("from catch");
            } finally { s.append("f"); }
            s.append("d");
        } catch (RuntimeException | Error e) { s.append("!").append(e.getMessage()); } finally {
            s.append("F");
        }
        return s.toString();
    }
    static int loops() {
        int n = 0;
    outer:
        for (int i = 0;; i++) {
        inner:
            for (int j = 0; j < 10; j++) {
                if (j == i) continue outer;
                if (i * j == 42) break outer;
                if (j == 7) break inner;
                n++;
                try {
                    if (j % 3 == 1) continue;
                    if (j == 5) break;
                } finally { n += 100; }
                n += 10000;
            }
            if (i > 12) break;
        }
        return n;
    }
    @SuppressWarnings("finally")
    static int finallyContinue() {
        int n = 0;
        for (int i = 0; i < 5; i++) {
            try {
                if (i == 3) throw new RuntimeException();
                n += i;
            } finally {
                if (i == 3) continue;
                n += 10;
            }
        }
        return n;
    }
    static int label() {
        int x = 0;
    block: {
        x++;
        if (x == 1) break block;
        x = 100;
    }
        do {
            x += 2;
            if (x % 5 == 0) break;
        } while (x < 30);
        while (true) {
            if (x++ > 40) break;
        }
        return x;
    }
    static boolean and(String s, boolean b) {
        log(s);
        return b;
    }
    static int recursive(int n) {
        try {
            if (n == 0) throw new IllegalArgumentException("bottom");
            return recursive(n - 1) + 1;
        } finally { log("up" + n); }
    }

    public static void main(String[] args) {
        System.out.println(overriding() + " " + copied() + " " + shared()[0] + " " + swallow() + " "
                + replace());
        for (int i = 0; i < 4; i++) System.out.println(nested(i));
        System.out.println(loops() + " " + finallyContinue() + " " + label());
        try {
            recursive(3);
        } catch (IllegalArgumentException e) { System.out.println(e.getMessage() + LOG); }
        LOG.clear();
        boolean r = and("a", true) && and("b", false) || and("c", true) && !and("d", false);
        System.out.println(r + " " + LOG);
        int sum = 0;
        for (int i = 0, j = 10; i < j; i += 2, j--) sum += i * j;
        System.out.println(sum);
        for (String s : new String[] {"x", "y"})
            for (char c : s.toCharArray()) System.out.print(c);
        for (int i : List.of(1, 2, 3)) System.out.print(i);
        System.out.println();
        int k = 0;
        do k++;
        while (k < 5 && k != 3);
        System.out.println(k);
        for (;;) {
            if (k++ == 10) break;
        }
        System.out.println(k);
        int a = 5, b = a > 3 ? a < 10 ? 1 : 2 : 3;
        System.out.println(b);
        Iterator<Integer> fib = new Iterator<>() {
            int x = 0, y = 1;
            public boolean hasNext() { return x < 100; }
            public Integer next() {
                int t = x;
                x = y;
                y += t;
                return t;
            }
        };
        Iterable<Integer> it = () -> fib;
        for (int f : it) System.out.print(f + " ");
        System.out.println();
        synchronized (ControlFlow.class) {
            try {
                synchronized (LOG) { throw new RuntimeException("in monitors"); }
            } catch (RuntimeException e) {
                System.out.println(e.getMessage() + Thread.holdsLock(LOG)
                        + Thread.holdsLock(ControlFlow.class));
            }
        }
        System.out.println(Thread.holdsLock(ControlFlow.class));
    }
}
