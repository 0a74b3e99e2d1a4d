// SPDX-License-Identifier: Apache-2.0
// OutOfMemoryError: too large arrays, a full heap, both caught; afterwards the program goes on with
// its memory back.
import java.util.*;

public class OutOfMemory {
    static List<Object> keep;
    static String fill(int size) {
        keep = new ArrayList<>();
        try {
            while (true) keep.add(new byte[size]);
        } catch (OutOfMemoryError e) {
            int n = keep.size();
            keep = null;
            return e.getMessage() + " after some: " + (n > 3) + " trace "
                    + (e.getStackTrace() != null);
        }
    }
    static class Link {
        Link next;
        long a, b, c;
    }
    public static void main(String[] args) {
        try {
            int[] a = new int[Integer.MAX_VALUE];
            System.out.println(a.length);
        } catch (OutOfMemoryError e) { System.out.println(e.getMessage()); }
        try {
            long[] a = new long[Integer.MAX_VALUE - 8];
            System.out.println(a.length);
        } catch (OutOfMemoryError e) { System.out.println(e.getMessage()); }
        try {
            Object[][] a = new Object[1000][100_000_000];
            System.out.println(a.length);
        } catch (OutOfMemoryError e) { System.out.println(e.getMessage()); }
        for (int i = 0; i < 3; i++) System.out.println(fill(1 << 20));
        System.out.println(fill(5_000_000));
        Link head = null;
        try {
            while (true) {
                Link l = new Link();
                l.next = head;
                head = l;
            }
        } catch (OutOfMemoryError e) {
            head = null;
            System.out.println("links: " + e.getMessage());
        }
        try {
            StringBuilder s = new StringBuilder("x");
            while (true) s.append(s);
        } catch (OutOfMemoryError e) { System.out.println("builder: " + (e.getMessage() != null)); }
        Thread t = new Thread(() -> System.out.println("thread: " + fill(1 << 19)));
        t.start();
        try {
            t.join();
        } catch (InterruptedException e) { throw new Error(e); }
        long total = 0;
        for (int i = 0; i < 2000; i++) total += new byte[100_000].length;
        System.out.println(total + " " + (Runtime.getRuntime().maxMemory() <= 70L << 20) + " "
                + Runtime.getRuntime().availableProcessors() / 100000);
        Map<Integer, String> map = new HashMap<>();
        for (int i = 0; i < 50000; i++) map.put(i, "v" + i);
        System.out.println(map.size() + map.get(49999));
    }
}
