// Shows exceptions out of compareTo, hashCode, equals, toString, iterators, lambdas, close,
// getMessage, called by the class library for objects elsewhere.
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class ThrownEverywhere {
    static class Sour implements Comparable<Sour>, AutoCloseable, Iterable<Sour> {
        final int n;
        String mode;

        Sour(int n, String m) {
            this.n = n;
            mode = m;
        }

        void t(String w) {
            if (w.equals(mode)) throw new Sourness(w, this);
        }

        public int compareTo(Sour o) {
            t("compareTo");
            return n - o.n;
        }

        public int hashCode() {
            t("hashCode");
            return n % 2;
        }

        public boolean equals(Object o) {
            t("equals");
            return o instanceof Sour s && s.n == n;
        }

        public String toString() {
            t("toString");
            return "Sour" + n;
        }

        public void close() { t("close"); }

        public Iterator<Sour> iterator() {
            t("iterator");
            return List.of(this).iterator();
        }
    }

    static class Sourness extends RuntimeException {
        final Sour by;

        Sourness(String m, Sour by) {
            super(m);
            this.by = by;
        }

        public String getMessage() { return super.getMessage() + " by " + by.n; }
    }

    static class Lazy extends RuntimeException {
        final Supplier<String> s;

        Lazy(Supplier<String> s) { this.s = s; }

        public String getMessage() { return s.get(); }

        public String getLocalizedMessage() { return "local " + getMessage(); }
    }

    static class Bad extends RuntimeException {
        public String toString() { throw new IllegalStateException("toString of Bad"); }
    }

    static class Gen<T> {
        T v;

        Gen(T v) { this.v = v; }

        T get() { return v; }
    }

    static class Make implements Runnable {
        final String mode;
        List<Sour> l = new ArrayList<>();
        Supplier<String> msg;
        List<String> log = new ArrayList<>();

        Make(String m) { mode = m; }

        public void run() {
            for (int i = 5; i > 0; i--) l.add(new Sour(i, i == 3 ? mode : ""));
            int[] calls = new int[1];
            msg = () -> "supplied " + mode + ++calls[0];
            use(l, log);
        }
    }

    static void at(List<String> log, String w, Runnable r) {
        try {
            r.run();
            log.add(w + " ok");
        } catch (Throwable t) {
            StackTraceElement[] s = t.getStackTrace();
            String first = "";
            for (StackTraceElement e : s)
                if (e.getClassName().startsWith("ThrownEverywhere")) {
                    first +=
                        e.getMethodName().replaceAll("lambda.*", "L") + e.getLineNumber() + " ";
                }
            log.add(w + " " + t.getClass().getSimpleName() + " " + t.getMessage() + " @" + first
                + s.length);
        }
    }

    static int fin(Sour s) {
        try {
            s.t("close");
            return 1;
        } catch (Sourness e) { return 2; } finally {
            s.mode = s.mode + "";
            fins++;
        }
    }

    static int fins;

    static int fin2(Sour s) {
        try {
            s.t("close");
            throw new RuntimeException("x");
        } finally { return 3; }
    }

    static void use(List<Sour> l, List<String> log) {
        at(log, "sort", () -> Collections.sort(new ArrayList<>(l)));
        at(log, "treeset", () -> new TreeSet<>(l));
        at(log, "hashset", () -> new HashSet<>(l));
        at(log, "contains", () -> l.contains(new Sour(9, "")));
        at(log, "indexOf", () -> l.indexOf(new Sour(2, "equals")));
        at(log, "str", () -> l.toString());
        at(log, "concat", () -> log.add("" + l.get(2) + l.get(0)));
        at(log, "format", () -> String.format("%s", l.get(2)));
        at(log, "sb", () -> new StringBuilder().append(l.get(1)).append(l.get(2)));
        at(log, "println",
            () -> new java.io.PrintStream(new java.io.ByteArrayOutputStream()).println(l.get(2)));
        at(log, "stream", () -> l.stream().map(Sour::toString).collect(Collectors.toList()));
        at(log, "sorted", () -> l.stream().sorted().count());
        at(log, "sorted2", () -> l.stream().sorted().forEach(x -> {}));
        at(log, "distinct", () -> l.stream().distinct().forEach(x -> {}));
        at(log, "max", () -> Collections.max(l));
        at(log, "forEach", () -> l.forEach(s -> {
            for (Sour x : s) x.hashCode();
        }));
        at(log, "twr", () -> {
            try (Sour a = l.get(2); Sour b = l.get(1)) {
                b.t("none");
            }
        });
        at(log, "twr2", () -> {
            try (Sour a = l.get(2)) {
                throw new IllegalStateException("body");
            }
        });
        at(log, "fin", () -> log.add(fin(l.get(2)) + "" + fin2(l.get(2))));
        at(log, "map", () -> new HashMap<Sour, Integer>().computeIfAbsent(l.get(2), s -> {
            s.t("compareTo");
            return 1;
        }));
        at(log, "replace", () -> new ArrayList<>(l).replaceAll(s -> {
            if (s.n == 2) throw new UnsupportedOperationException("no " + s.n);
            return s;
        }));
        at(log, "removeIf", () -> new ArrayList<>(l).removeIf(s -> s.equals(l.get(0))));
        at(log, "pq", () -> new PriorityQueue<>(l).poll());
        at(log, "arr", () -> Arrays.sort(l.toArray()));
        at(log, "cmp",
            ()
                -> l.stream()
                    .min(Comparator.comparing(s -> {
                        s.t("iterator");
                        return s.n;
                    }))
                    .get());
        at(log, "heap", () -> {
            Gen g = new Gen<Object>(l.get(0));
            Gen<String> gs = g;
            String s = gs.get();
        });
        at(log, "badsort", () -> {
            List<Integer> z = new ArrayList<>();
            Random r = new Random(4);
            for (int i = 0; i < 200; i++) z.add(i);
            z.sort((p, q) -> r.nextInt(3) - 1 == 0 ? 1 : p * 7 % 5 - q * 7 % 5);
        });
    }

    public static void main(String[] a) throws Exception {
        for (String mode :
            new String[] {"compareTo", "hashCode", "equals", "toString", "close", "iterator"}) {
            Make m = new Make(mode);
            Thread t = new Thread(m);
            t.start();
            t.join();
            m.log.forEach(System.out::println);
            List<String> mine = new ArrayList<>();
            use(m.l, mine);
            for (int i = 0; i < mine.size(); i++) {
                String p = mine.get(i).replaceAll(" @.*", ""),
                       q = m.log.get(i).replaceAll(" @.*", "");
                if (!p.equals(q)) System.out.println("differs " + p + " / " + q);
            }
            at(mine, "lazy", () -> { throw new Lazy(m.msg); });
            System.out.println(mine.get(mine.size() - 1).replaceAll("@.*", ""));
            try {
                throw new Lazy(m.msg);
            } catch (Lazy e) { System.out.println(e); }
            try {
                throw new Sourness("dir", m.l.get(2));
            } catch (Sourness e) { System.out.println(e.by == m.l.get(2)); }
        }
        System.out.println(fins);
        Thread u = new Thread(() -> { throw new Lazy(() -> "uncaught " + fins); }, "lz");
        u.start();
        u.join();
        Thread v = new Thread(() -> {
            Error e = new Error("outer", new Sourness("cause", new Sour(4, "")));
            e.addSuppressed(new Lazy(() -> "sup"));
            throw e;
        }, "sup");
        v.start();
        v.join();
        Thread w = new Thread(() -> {
            try {
                throw new RuntimeException("first");
            } finally { throw new IllegalStateException("second"); }
        }, "fin");
        w.start();
        w.join();
        Thread x = new Thread(() -> { throw new Bad(); }, "bad");
        x.start();
        x.join();
        System.out.println("end");
    }
}
