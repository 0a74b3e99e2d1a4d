// SPDX-License-Identifier: Apache-2.0
// var, shadowing, definite assignment, long and double locals side by side, many nested blocks
// reusing slots, ternary chains, compound expressions with side effects, char loops, instance
// initialisers, static imports.
import java.util.*;

import static java.lang.Math.*;

public class VarAndScopes {
    int x = 1;
    { x += 10; }
    VarAndScopes() { x *= 2; }
    VarAndScopes(int x) {
        this();
        this.x += x;
    }
    static int count;
    static int tick() { return ++count; }
    static String mix(long a, int b, double c, float d, long e, Object f, double g) {
        long t = a;
        a = e;
        e = t;
        double u = c;
        c = g;
        g = u;
        return a + "," + b + "," + c + "," + d + "," + e + "," + f + "," + g;
    }
    static int slots(int n) {
        int r = 0;
        for (int i = 0; i < n; i++) {
            {
                long a = i;
                double b = a * 2;
                r += (int) b;
            }
            {
                int p = i;
                String q = "s" + p;
                r += q.length();
            }
            {
                double z = i / 3.0;
                float w = (float) z;
                long v = (long) (w * 100);
                r ^= (int) v;
            }
            if (i % 2 == 0) {
                Object o = i;
                r += (Integer) o;
            } else {
                char c = (char) ('a' + i);
                r += c;
            }
        }
        return r;
    }
    static final int definite;
    static {
        int t;
        if (count == 0) t = 5;
        else t = 6;
        definite = t;
    }
    static int loopVar() {
        int s = 0;
        for (int i = 0, j = 10; i < j; ++i, j -= 2) {
            final int k = i * j;
            s += k;
            for (int m = k; m > 0; m /= 2) s ^= m;
        }
        for (char c = 'a'; c <= 'e'; c += 2) s += c;
        for (byte b = 120; b > 0; b++) s++;
        for (long l = 1L << 40; l > 0; l >>= 7) s++;
        for (float f = 0; f < 1; f += 0.25f) s += f * 4;
        return s;
    }
    static <T> T pick(boolean b, T x, T y) { return b ? x : y; }
    public static void main(String[] args) {
        var list = new ArrayList<Map<String, int[]>>();
        var map = new TreeMap<String, int[]>();
        list.add(map);
        map.put("k", new int[] {1, 2});
        for (var m : list)
            for (var e : m.entrySet()) {
                var arr = e.getValue();
                arr[0] += arr[1]++;
                System.out.println(e.getKey() + arr[0] + arr[1]);
            }
        System.out.println(new VarAndScopes().x + " " + new VarAndScopes(5).x + " " + definite);
        System.out.println(mix(1L << 40, 2, 3.5, 4.5f, -5L, "o", -6.25));
        System.out.println(slots(100) + " " + loopVar());
        System.out.println(max(abs(-3), min(7, 9)) + " " + floorMod(-7, 3) + " " + PI);
        int a = tick() + tick() * tick();
        int b = (a = 5) + a++ + ++a + (a -= 3);
        System.out.println(a + " " + b + " " + count);
        int[] arr = {0, 1, 2, 3};
        int i = 0;
        arr[i++] = arr[i++] + i++;
        arr[i] += i = 1;
        System.out.println(Arrays.toString(arr) + i);
        boolean p = true, q = false;
        System.out.println((p ^ q) + "" + (p & !q | q) + (p ? q ? 1 : 2 : 3) + (p && q || !q && p)
                + (q                ? "x"
                                : p ? "y"
                                    : "z"));
        long big = 0xFFFF_FFFFL, oct = 0_17, bin = 0b1010_1010;
        System.out.println(big + oct + bin + 'a' + 1_000);
        System.out.println(1e3 + " " + .5f + " " + 0x1p3 + " " + 1d + " " + 100L + " " + '\u0041'
                + '\'' + "\"\\" + '\101');
        Object o = pick(true, 1, "s");
        Number n = pick(false, 1, 2.5);
        System.out.println(o + " " + n + pick(true, 'a', 1));
        StringBuilder sb = new StringBuilder();
    outer:
        for (var w : "a bb ccc dddd".split(" ")) {
            switch (w.length()) {
                case 1: continue outer;
                case 3: break outer;
                default: sb.append(w);
            }
            sb.append('.');
        }
        System.out.println(sb);
        class Counter {
            int c;
            Counter inc() {
                c++;
                return this;
            }
        }
        System.out.println(new Counter().inc().inc().inc().c);
        synchronized (sb) {
            int local = sb.length();
            sb.setLength(0);
            System.out.println(local);
        }
        int sh = 1 << 35, sh2 = -1 >>> 33;
        long sl = 1L << 67;
        System.out.println(sh + " " + sh2 + " " + sl + " " + (byte) (127 + 1) + (short) 0x18000
                + (char) 97 + (int) 3.99e10 + (long) -1e30f);
        if (args.length > 100) { int unreachable = 1 / 0; }
        do {
            int once = 1;
            sb.append(once);
        } while (sb.length() < 3);
        System.out.println(sb);
        {
            int args2 = 3;
            System.out.println(args2);
        }
        {
            String args2 = "again";
            System.out.println(args2);
        }
        final var lambda = (Runnable) () -> {
            var inner = "in";
            System.out.println(inner);
        };
        lambda.run();
        ;
        ;
        System.out.println(((Object) (byte) 1).getClass().getSimpleName()
                + ((Object) (1 + 1L)).getClass().getSimpleName()
                + ((Object) ('a' + 'b')).getClass().getSimpleName()
                + ((Object) (1f + 1)).getClass().getSimpleName());
    }
}
