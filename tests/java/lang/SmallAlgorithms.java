// SPDX-License-Identifier: Apache-2.0
// A small interpreter and data structures written the way programs are: generics, recursion,
// interfaces, strings together.
import java.util.*;
import java.util.function.*;

public class SmallAlgorithms {
    static class Tree<K extends Comparable<K>, V> {
        private class N {
            K k;
            V v;
            N l, r;
            int h = 1;
            N(K k, V v) {
                this.k = k;
                this.v = v;
            }
        }
        private N root;
        int size;
        int h(N n) { return n == null ? 0 : n.h; }
        N fix(N n) {
            n.h = 1 + Math.max(h(n.l), h(n.r));
            int b = h(n.l) - h(n.r);
            if (b > 1) {
                if (h(n.l.l) < h(n.l.r)) n.l = left(n.l);
                return right(n);
            }
            if (b < -1) {
                if (h(n.r.r) < h(n.r.l)) n.r = right(n.r);
                return left(n);
            }
            return n;
        }
        N left(N n) {
            N r = n.r;
            n.r = r.l;
            r.l = n;
            n.h = 1 + Math.max(h(n.l), h(n.r));
            r.h = 1 + Math.max(h(r.l), h(r.r));
            return r;
        }
        N right(N n) {
            N l = n.l;
            n.l = l.r;
            l.r = n;
            n.h = 1 + Math.max(h(n.l), h(n.r));
            l.h = 1 + Math.max(h(l.l), h(l.r));
            return l;
        }
        N put(N n, K k, V v) {
            if (n == null) {
                size++;
                return new N(k, v);
            }
            int c = k.compareTo(n.k);
            if (c < 0) n.l = put(n.l, k, v);
            else if (c > 0) n.r = put(n.r, k, v);
            else n.v = v;
            return fix(n);
        }
        void put(K k, V v) { root = put(root, k, v); }
        void each(BiConsumer<? super K, ? super V> f) { each(root, f); }
        private void each(N n, BiConsumer<? super K, ? super V> f) {
            if (n != null) {
                each(n.l, f);
                f.accept(n.k, n.v);
                each(n.r, f);
            }
        }
        int height() { return h(root); }
    }
    static class Parser {
        final String s;
        int p;
        Map<String, DoubleUnaryOperator> fns =
                new HashMap<>(Map.of("sqrt", Math::sqrt, "neg", x -> - x));
        Parser(String s) { this.s = s; }
        char peek() {
            while (p < s.length() && s.charAt(p) == ' ') p++;
            return p < s.length() ? s.charAt(p) : '\0';
        }
        double expr() {
            double v = term();
            while (true) {
                char c = peek();
                if (c == '+') {
                    p++;
                    v += term();
                } else if (c == '-') {
                    p++;
                    v -= term();
                } else return v;
            }
        }
        double term() {
            double v = factor();
            while (true) {
                char c = peek();
                if (c == '*') {
                    p++;
                    v *= factor();
                } else if (c == '/') {
                    p++;
                    double d = factor();
                    if (d == 0) throw new ArithmeticException("division by zero at " + p);
                    v /= d;
                } else return v;
            }
        }
        double factor() {
            char c = peek();
            if (c == '(') {
                p++;
                double v = expr();
                if (peek() != ')') throw new IllegalArgumentException("expected ) at " + p);
                p++;
                return v;
            }
            int st = p;
            while (p < s.length() && (Character.isLetterOrDigit(s.charAt(p)) || s.charAt(p) == '.'))
                p++;
            if (st == p) throw new IllegalArgumentException("unexpected '" + c + "' at " + p);
            String w = s.substring(st, p);
            return fns.containsKey(w) ? fns.get(w).applyAsDouble(factor()) : Double.parseDouble(w);
        }
    }
    static <T> void permute(List<T> items, int k, Consumer<List<T>> sink) {
        if (k == items.size()) {
            sink.accept(new ArrayList<>(items));
            return;
        }
        for (int i = k; i < items.size(); i++) {
            Collections.swap(items, i, k);
            permute(items, k + 1, sink);
            Collections.swap(items, i, k);
        }
    }
    static long hanoi(int n, Deque<Integer> a, Deque<Integer> b, Deque<Integer> c) {
        if (n == 0) return 0;
        long m = hanoi(n - 1, a, c, b);
        c.push(a.pop());
        return m + 1 + hanoi(n - 1, b, a, c);
    }
    static boolean queens(int[] q, int row) {
        if (row == q.length) return true;
    next:
        for (int c = 0; c < q.length; c++) {
            for (int r = 0; r < row; r++)
                if (q[r] == c || Math.abs(q[r] - c) == row - r) continue next;
            q[row] = c;
            if (queens(q, row + 1)) return true;
        }
        return false;
    }
    public static void main(String[] args) {
        Tree<String, Integer> t = new Tree<>();
        for (int i = 0; i < 2000; i++) t.put("k" + (i * 7919 % 2003), i);
        int[] n = {0};
        String[] last = {""};
        boolean[] ordered = {true};
        t.each((k, v) -> {
            n[0] += v;
            ordered[0] &= last[0].compareTo(k) < 0;
            last[0] = k;
        });
        System.out.println(
                t.size + " " + t.height() + " " + n[0] + " " + ordered[0] + " " + last[0]);
        for (String s : new String[] {"1 + 2 * 3", "(1+2)*3 - 4/8", "sqrt(2 * 8) + neg 1.5", "2 *",
                     "1/0", "(1", "abc"}) {
            try {
                System.out.println(s + " = " + new Parser(s).expr());
            } catch (RuntimeException e) { System.out.println(s + " : " + e); }
        }
        List<String> perms = new ArrayList<>();
        permute(new ArrayList<>(List.of('a', 'b', 'c', 'd')), 0, p -> perms.add(p.toString()));
        System.out.println(perms.size() + " " + perms.get(23) + " " + perms.hashCode());
        Deque<Integer> a = new ArrayDeque<>(), b = new ArrayDeque<>(), c = new ArrayDeque<>();
        for (int i = 12; i > 0; i--) a.push(i);
        System.out.println(hanoi(12, a, b, c) + " " + c + a.isEmpty());
        int[] q = new int[10];
        System.out.println(queens(q, 0) + Arrays.toString(q));
        boolean[] composite = new boolean[20000];
        int primes = 0;
        for (int i = 2; i < composite.length; i++)
            if (!composite[i]) {
                primes++;
                for (int j = i * 2; j < composite.length; j += i) composite[j] = true;
            }
        System.out.println(primes);
        int[][] m = new int[30][30], p = new int[30][30];
        for (int i = 0; i < 30; i++)
            for (int j = 0; j < 30; j++) m[i][j] = i * j % 7;
        for (int i = 0; i < 30; i++)
            for (int j = 0; j < 30; j++)
                for (int k = 0; k < 30; k++) p[i][j] += m[i][k] * m[k][j];
        System.out.println(Arrays.deepHashCode(p));
        StringBuilder life = new StringBuilder();
        boolean[][] g = new boolean[12][12];
        g[1][2] = g[2][3] = g[3][1] = g[3][2] = g[3][3] = true;
        for (int gen = 0; gen < 20; gen++) {
            boolean[][] x = new boolean[12][12];
            for (int i = 0; i < 12; i++)
                for (int j = 0; j < 12; j++) {
                    int k = 0;
                    for (int di = -1; di < 2; di++)
                        for (int dj = -1; dj < 2; dj++)
                            if ((di | dj) != 0 && g[(i + di + 12) % 12][(j + dj + 12) % 12]) k++;
                    x[i][j] = k == 3 || g[i][j] && k == 2;
                }
            g = x;
        }
        for (boolean[] row : g)
            for (boolean cell : row) life.append(cell ? '#' : '.');
        System.out.println(life);
    }
}
