// SPDX-License-Identifier: Apache-2.0
// Allocation far beyond the heap with live structures that are checked: trees, lists, maps,
// strings, arrays of arrays, several threads.
import java.util.*;

public class GcStress {
    static class Tree {
        Tree l, r;
        int v;
        Tree(int d, int v) {
            this.v = v;
            if (d > 0) {
                l = new Tree(d - 1, 2 * v);
                r = new Tree(d - 1, 2 * v + 1);
            }
        }
        long sum() { return v + (l == null ? 0 : l.sum() + r.sum()); }
    }
    static class Cell {
        final byte[] data;
        Cell next;
        final int id;
        Cell(int id, int n) {
            this.id = id;
            data = new byte[n];
            Arrays.fill(data, (byte) id);
        }
        boolean ok() {
            for (byte b : data)
                if (b != (byte) id) return false;
            return true;
        }
    }
    static long work(int seed) {
        Random r = new Random(seed);
        Cell[] ring = new Cell[400];
        long checks = 0;
        for (int i = 0; i < 20000; i++) {
            int k = r.nextInt(ring.length);
            if (ring[k] != null) {
                if (!ring[k].ok() || ring[k].next != null && !ring[k].next.ok())
                    throw new AssertionError("corrupt cell " + ring[k].id);
                checks++;
            }
            Cell c = new Cell(i, r.nextInt(3000));
            c.next = ring[r.nextInt(ring.length)];
            if (c.next != null) c.next.next = null;
            ring[k] = c;
        }
        return checks;
    }
    public static void main(String[] args) throws Exception {
        Tree keep = new Tree(12, 1);
        long sum = keep.sum();
        for (int i = 0; i < 30; i++) {
            long s = new Tree(12, 1).sum();
            if (s != sum || keep.sum() != sum) throw new AssertionError("tree");
        }
        System.out.println(sum);
        Thread[] ts = new Thread[4];
        long[] res = new long[4];
        for (int i = 0; i < 4; i++) {
            int k = i;
            (ts[i] = new Thread(() -> res[k] = work(k))).start();
        }
        for (Thread t : ts) t.join();
        System.out.println(Arrays.toString(res));
        Map<String, List<Integer>> m = new HashMap<>();
        for (int i = 0; i < 60000; i++) {
            m.computeIfAbsent("key" + i % 997, k -> new ArrayList<>()).add(i);
            if (i % 5000 == 0) m.values().removeIf(l -> l.size() > 40);
        }
        long h = 0;
        for (List<Integer> l : m.values())
            for (int x : l) h += x;
        System.out.println(m.size() + " " + h);
        StringBuilder sb = new StringBuilder();
        for (int i = 0; i < 20000; i++) {
            String s = "s" + i + sb.length();
            if (s.hashCode() % 7 == 0) sb.append(s.charAt(s.length() - 1));
        }
        System.out.println(sb.length() + " " + sb.toString().hashCode());
        Object[][] jag = new Object[200][];
        for (int i = 0; i < 20000; i++) {
            jag[i % 200] = new Object[i % 50 + 1];
            jag[i % 200][i % 50] = Integer.valueOf(i);
        }
        long j = 0;
        for (Object[] a : jag)
            for (Object o : a)
                if (o != null) j += (Integer) o;
        System.out.println(j);
        LinkedList<long[]> fifo = new LinkedList<>();
        long total = 0;
        for (int i = 0; i < 30000; i++) {
            fifo.add(new long[] {i, -i, i * 3L});
            if (fifo.size() > 500) {
                long[] a = fifo.removeFirst();
                total += a[0] + a[1] + a[2];
            }
        }
        System.out.println(total);
        Cell head = null;
        for (int i = 0; i < 100000; i++) {
            Cell c = new Cell(i, 0);
            c.next = head;
            head = c;
        }
        int n = 0;
        for (Cell c = head; c != null; c = c.next) n++;
        System.out.println(n);
        head = null;
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.println(used < 64L << 20);
    }
}
