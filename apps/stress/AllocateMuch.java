// SPDX-License-Identifier: Apache-2.0
// Allocates many gigabytes on several threads in a small heap, keeping some of it alive in changing structures, and prints
// check sums; the resident set is measured from outside.

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class AllocateMuch {
    static final class Node {
        Node left;
        Node right;
        long value;
    }

    static Node tree(int depth, long seed) {
        Node node = new Node();
        node.value = seed;
        if (depth > 0) {
            node.left = tree(depth - 1, seed * 2);
            node.right = tree(depth - 1, seed * 2 + 1);
        }
        return node;
    }

    static long sum(Node node) {
        return node == null ? 0 : node.value + sum(node.left) + sum(node.right);
    }

    static final class Worker extends Thread {
        final int id;
        final long bytes;
        long allocated;
        long check;

        Worker(int id, long bytes) {
            this.id = id;
            this.bytes = bytes;
        }

        /** Small objects with a window of survivors. */
        void small() {
            Node[] window = new Node[2000];
            for (int i = 0; i < 100_000; i++) {
                Node n = new Node();
                n.value = i;
                n.left = window[i % window.length];
                if (n.left != null) {
                    check += n.left.value;
                    n.left.left = null;
                }
                window[i % window.length] = n;
            }
            allocated += 100_000L * 48;
        }

        void arrays() {
            Object[] window = new Object[32];
            int size = 1;
            for (int i = 0; i < 1500; i++) {
                size = (size * 29 + 17) % 40_000;
                Object made;
                switch (i % 6) {
                    case 0 -> {
                        byte[] a = new byte[size];
                        if (size > 0) {
                            a[size - 1] = 1;
                            check += a[size - 1];
                        }
                        made = a;
                        allocated += size;
                    }
                    case 1 -> {
                        made = new long[size / 8];
                        allocated += size;
                    }
                    case 2 -> {
                        made = new String[size / 8];
                        allocated += size;
                    }
                    case 3 -> {
                        made = new int[size % 50][size / 400];
                        allocated += (size % 50) * (size / 100 + 16L);
                    }
                    case 4 -> {
                        made = new char[size];
                        allocated += size * 2L;
                    }
                    default -> {
                        made = new double[size / 8 + 1];
                        allocated += size;
                    }
                }
                window[i % window.length] = made;
            }
            for (int i = 0; i < 2; i++) {
                byte[] big = new byte[3 << 20];  // larger than the collector's blocks
                big[i] = 5;
                check += big[i];
                allocated += big.length;
            }
            for (Object o : window) {
                check += o.getClass().getName().length();
            }
        }

        void linked() {
            check += sum(tree(13, id + 1));
            allocated += 16_384L * 48;
            List<Integer> list = new LinkedList<>();
            Map<Integer, String> map = new HashMap<>();
            TreeMap<String, Integer> sorted = new TreeMap<>();
            for (int i = 0; i < 5000; i++) {
                list.add(i * 1000);
                map.put(i * 1000, "value " + i);
                if (i % 10 == 0) {
                    sorted.put("key " + i, i);
                }
                if (i % 3 == 0) {
                    list.remove(0);
                }
            }
            check += list.size() + map.size() + sorted.firstKey().length();
            allocated += 5000L * (32 + 24 + 48 + 24 + 32) + 500 * 130;
        }

        void strings() {
            StringBuilder text = new StringBuilder();
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                text.append(i).append(i % 7 == 0 ? "\u20ac" : ",");
                if (text.length() > 500) {
                    parts.add(text.toString());
                    text.setLength(0);
                }
                String s = "n" + i + ":" + id;
                check += s.length() + s.substring(1).hashCode() % 3;
                allocated += 150;
            }
            check += String.join("", parts).length();
            allocated += 60_000;
        }

        @Override
        public void run() {
            Node live = tree(15, 1);  // 32767 nodes that survive everything
            while (allocated < bytes) {
                small();
                arrays();
                linked();
                strings();
            }
            check += sum(live);
        }
    }

    public static void main(String[] args) throws Exception {
        long megabytes = Long.parseLong(args[0]);
        int threads = Integer.parseInt(args[1]);
        Worker[] workers = new Worker[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = new Worker(i, (megabytes << 20) / threads);
            workers[i].start();
        }
        long check = 0;
        long allocated = 0;
        for (Worker w : workers) {
            w.join();
            check += w.check;
            allocated += w.allocated;
        }
        System.out.println("check " + check);
        System.out.println("allocated at least " + (allocated >> 20) + " MB");
    }
}
