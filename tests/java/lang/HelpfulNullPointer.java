// SPDX-License-Identifier: Apache-2.0
// The text of NullPointerExceptions that says what was null: fields, arrays, calls, locals without
// debug information, chains.
import java.util.function.*;

public class HelpfulNullPointer {
    int number;
    int[] ints;
    HelpfulNullPointer next;
    String text;
    static HelpfulNullPointer shared;
    static int[][] grid = new int[2][];
    Object[] objects;
    long wide;
    HelpfulNullPointer[] many = new HelpfulNullPointer[3];
    HelpfulNullPointer self() { return next; }
    static HelpfulNullPointer none(int i, String s) { return null; }
    int[] array() { return null; }
    String str() { return text; }
    static void t(String label, Runnable r) {
        try {
            r.run();
            System.out.println(label + ": nothing thrown");
        } catch (NullPointerException e) { System.out.println(label + ": " + e.getMessage()); }
    }
    static void param(String p, int[] q, long l, double d, Object o) {
        try {
            p.length();
        } catch (NullPointerException e) { System.out.println(e.getMessage()); }
        try {
            q[0]++;
        } catch (NullPointerException e) { System.out.println(e.getMessage()); }
        try {
            o.wait();
        } catch (NullPointerException | InterruptedException e) {
            System.out.println(e.getMessage());
        }
    }
    void instance(Object p) {
        try {
            p.hashCode();
        } catch (NullPointerException e) { System.out.println(e.getMessage()); }
    }
    static <T> T id(T t) { return t; }

    public static void main(String[] args) {
        HelpfulNullPointer h = new HelpfulNullPointer();
        HelpfulNullPointer nul = null;
        int[] a = null;
        Object[] oa = null;
        int i = 1;
        String s = null;
        Integer boxed = null;
        long[] la = null;
        byte[] ba = null;
        char[] ca = null;
        short[] sa = null;
        float[] fa = null;
        double[] da = null;
        boolean[] za = null;
        t("getfield", () -> System.out.println(h.next.number));
        t("putfield", () -> h.next.number = 3);
        t("put long", () -> h.next.wide = 3L);
        t("static", () -> shared.text = "x");
        t("chain", () -> System.out.println(h.many[2].next.next.ints[1]));
        t("call", () -> h.next.self());
        t("call of call", () -> h.self().self());
        t("static call", () -> none(1, "a").self());
        t("string", () -> h.text.length());
        t("method result", () -> h.str().trim());
        t("array result", () -> System.out.println(h.array()[0]));
        t("ints", () -> h.ints[3] = 4);
        t("length", () -> System.out.println(h.ints.length));
        t("grid", () -> grid[1][0] = 2);
        t("grid2", () -> System.out.println(grid[args.length][5]));
        t("objects", () -> h.objects[0] = "s");
        t("throw", () -> {
            RuntimeException e = null;
            throw e;
        }); t("sync", () -> { synchronized (shared) { System.out.println();
    }
});
t("switch string", () -> {
    switch (h.text) {
        case "a": break;
        default:
    }
});
t("unbox", () -> {
    Integer x = null;
    int y = x;
});
t("id", () -> id((String) null).length());
t("cast", () -> ((String) h.objects[0]).length());
t("interface", () -> {
    Supplier<String> q = null;
    q.get();
});
t("for", () -> {
    for (String x : (Iterable<String>) null) System.out.println(x);
});
t("for array", () -> {
    for (int x : h.ints) System.out.println(x);
});
try {
    a[0] = 1;
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    oa[i + 2] = s;
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    System.out.println(la[i]);
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    ba[i] = 1;
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    ca[i * 2]++;
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    sa[0] += 1;
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    fa[0] = fa[1];
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    da[0] = 1;
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    za[-1] = true;
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    System.out.println(oa.length);
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    s.length();
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    nul.next = h;
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    i = boxed + 1;
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    nul.many[h.ints[0]].number++;
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    h.many[i].many[i + 1] = null;
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    new int[][] {null}[0][0] = 1;
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    (i > 100 ? h : nul).self();
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
param(null, null, 1, 2, null);
h.instance(null);
try {
    throw new NullPointerException();
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    throw new NullPointerException("own");
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    java.util.Objects.requireNonNull(null);
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    java.util.Map.of(null, 1);
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    "x".concat(null);
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    new java.util.ArrayDeque<>().add(null);
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    new java.util.TreeMap<String, String>().put(null, "");
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
NullPointerException twice = null;
try {
    nul.toString();
} catch (NullPointerException e) { twice = e; }
System.out.println(twice.getMessage() + "|" + twice.getMessage() + "|" + twice.getLocalizedMessage()
        + "|" + twice);
Function<String, Integer> f = String::length;
try {
    f.apply(null);
} catch (NullPointerException e) { System.out.println(e.getMessage()); }
try {
    HelpfulNullPointer.class.getMethod("toString").invoke(null);
} catch (Exception e) { System.out.println(e.getMessage()); }
nul.number = 5;
}
}
