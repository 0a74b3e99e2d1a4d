// SPDX-License-Identifier: Apache-2.0
// Lists, maps, sets, queues, views, immutables, iteration order, fail-fast, bulk operations,
// sorting stability.
import java.util.*;
import java.util.stream.*;

public class CollectionsAll {
    static void t(String l, Runnable r) {
        try {
            r.run();
            System.out.println(l + " ok");
        } catch (RuntimeException e) { System.out.println(l + " " + e); }
    }
    static Stack<Integer> stack() {
        Stack<Integer> s = new Stack<>();
        s.push(1);
        s.push(2);
        return s;
    }
    public static void main(String[] args) {
        for (List<Integer> l : List.of(
                     new ArrayList<Integer>(), new LinkedList<Integer>(), new Vector<Integer>())) {
            for (int i = 0; i < 20; i++) l.add(i * 7 % 20);
            l.add(3, 99);
            l.remove(5);
            l.remove(Integer.valueOf(14));
            l.set(0, -1);
            l.addAll(2, List.of(5, 6));
            l.removeIf(x -> x % 5 == 0);
            l.replaceAll(x -> x + 1);
            Collections.sort(l);
            Collections.rotate(l, 3);
            ListIterator<Integer> it = l.listIterator(4);
            it.next();
            it.add(1000);
            it.previous();
            it.set(1001);
            l.subList(1, 3).clear();
            l.sort(Comparator.reverseOrder());
            System.out.println(l.getClass().getSimpleName() + l + l.indexOf(9) + l.lastIndexOf(12)
                    + l.contains(4) + l.hashCode() + l.equals(new ArrayList<>(l)));
        }
        for (Map<String, Integer> m : List.of(new HashMap<String, Integer>(),
                     new LinkedHashMap<String, Integer>(), new TreeMap<String, Integer>(),
                     new Hashtable<String, Integer>(), new WeakHashMap<String, Integer>())) {
            for (String s : "the quick brown fox jumps over the lazy dog and runs".split(" "))
                m.merge(s, s.length(), Integer::sum);
            m.put("zero", 0);
            m.remove("fox");
            m.putIfAbsent("cat", 3);
            m.computeIfPresent("dog", (k, v) -> null);
            m.compute("new", (k, v) -> v == null ? 1 : 2);
            m.replaceAll((k, v) -> v * 2);
            m.entrySet().removeIf(e -> e.getValue() == 8);
            m.keySet().remove("and");
            m.values().remove(0);
            System.out.println(m.getClass().getSimpleName() + " " + new TreeMap<>(m)
                    + m.getOrDefault("nope", -1) + m.containsValue(6) + m.hashCode()
                    + m.equals(new HashMap<>(m)));
            if (m instanceof LinkedHashMap) System.out.println(m);
        }
        TreeMap<Integer, String> tm = new TreeMap<>();
        for (int i = 0; i < 100; i += 3) tm.put(i, "v" + i);
        System.out.println(tm.floorKey(50) + " " + tm.higherEntry(51) + tm.headMap(10, true)
                + tm.tailMap(90).size() + tm.subMap(20, 30).keySet()
                + tm.descendingMap().firstEntry() + tm.pollFirstEntry() + tm.pollLastEntry()
                + tm.descendingKeySet().first() + tm.lowerKey(3));
        t("submap put", () -> tm.subMap(10, 20).put(50, "x"));
        LinkedHashMap<Integer, Integer> lru = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Integer> e) {
                return size() > 4;
            }
        };
        for (int i = 0; i < 8; i++) {
            lru.put(i, i);
            lru.get(4);
        }
        System.out.println(lru);
        HashMap<Object, String> coll = new HashMap<>();
        class K {
            final int v;
            K(int v) { this.v = v; }
            @Override
            public int hashCode() {
                return 42;
            }
            @Override
            public boolean equals(Object o) {
                return o instanceof K k && k.v == v;
            }
        }
        for (int i = 0; i < 200; i++) coll.put(new K(i), "k" + i);
        int found = 0;
        for (int i = 0; i < 300; i++)
            if (coll.containsKey(new K(i))) found++;
        for (int i = 0; i < 190; i++) coll.remove(new K(i));
        System.out.println(found + " " + coll.size());
        HashMap<Integer, Integer> big = new HashMap<>();
        for (int i = 0; i < 50000; i++) big.put(i * 31, i);
        long s = 0;
        for (int v : big.values()) s += v;
        System.out.println(s + " " + big.get(31 * 777)
                + new HashSet<>(List.of("b", "a", "c", "zz", "yy"))
                + new HashMap<>(Map.of("one", 1)));
        PriorityQueue<String> pq = new PriorityQueue<>(
                Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
        pq.addAll(List.of("ccc", "a", "bb", "aa", "dddd", "b"));
        StringBuilder o = new StringBuilder();
        while (!pq.isEmpty()) o.append(pq.poll()).append(' ');
        System.out.println(o);
        ArrayDeque<Integer> dq = new ArrayDeque<>();
        for (int i = 0; i < 40; i++) {
            if (i % 2 == 0) dq.addFirst(i);
            else dq.addLast(i);
            if (i % 5 == 4) dq.pollFirst();
        }
        System.out.println(dq + " " + dq.peekFirst() + dq.peekLast() + dq.size());
        BitSet bs = new BitSet();
        for (int i = 0; i < 200; i += 7) bs.set(i);
        bs.flip(10, 20);
        bs.and(new BitSet() {
            { set(0, 150); }
        });
        System.out.println(bs + " " + bs.cardinality() + bs.nextClearBit(14) + bs.length());
        t("immutable", () -> List.of(1).set(0, 2));
        t("unmodifiable", () -> Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))).put(3, 4));
        t("aslist remove", () -> Arrays.asList(1, 2).remove(0));
        t("copyOf null", () -> List.copyOf(Arrays.asList(1, null)));
        t("cme", () -> {
            List<Integer> l = new ArrayList<>(List.of(1, 2, 3));
            for (int x : l)
                if (x == 1) l.add(4);
        });
        t("cme map", () -> {
            Map<Integer, Integer> m = new HashMap<>(Map.of(1, 1, 2, 2));
            for (int k : m.keySet()) m.put(k + 10, 1);
        });
        t("checked", () -> {
            List l = Collections.checkedList(new ArrayList<>(), String.class);
            l.add(1);
        });
        t("nCopies", () -> Collections.nCopies(3, 1).add(1));
        t("singleton", () -> Collections.singleton(1).add(2));
        t("deque null", () -> new ArrayDeque<>().addFirst(null));
        t("capacity", () -> new ArrayList<>(-5));
        t("toArray", () -> List.of("a").toArray(new Integer[0]));
        t("sublist stale", () -> {
            List<Integer> l = new ArrayList<>(List.of(1, 2, 3));
            List<Integer> sub = l.subList(0, 2);
            l.add(4);
            sub.size();
        });
        List<int[]> stable = new ArrayList<>();
        for (int i = 0; i < 300; i++) stable.add(new int[] {i * 17 % 10, i});
        stable.sort(Comparator.comparingInt(a -> a[0]));
        boolean ok = true;
        for (int i = 1; i < 300; i++)
            ok &= stable.get(i - 1)[0] < stable.get(i)[0]
                    || stable.get(i - 1)[1] < stable.get(i)[1];
        System.out.println(ok);
        List<Integer> sh = IntStream.range(0, 30).boxed().collect(Collectors.toList());
        Collections.shuffle(sh, new Random(42));
        System.out.println(sh + " " + Collections.max(sh) + Collections.frequency(sh, 5)
                + Collections.binarySearch(List.of(1, 3, 5), 4)
                + Collections.disjoint(sh, List.of(77))
                + Collections.indexOfSubList(List.of(1, 2, 3, 2, 3), List.of(2, 3)));
        Collections.reverse(sh);
        Collections.swap(sh, 0, 29);
        System.out.println(sh.subList(0, 5) + " " + Collections.emptyMap()
                + Collections.list(Collections.enumeration(List.of(1, 2))));
        t("violates", () -> {
            Integer[] a = new Integer[200];
            for (int i = 0; i < 200; i++) a[i] = i * 7919 % 211;
            Arrays.sort(a, (x, y) -> (x ^ y) % 3 == 0 ? 1 : x % 2 == 0 ? -1 : 1);
        });
        Iterator<Integer> it = new TreeSet<>(List.of(5, 1, 3)).descendingIterator();
        it.next();
        it.remove();
        System.out.println(it.next());
        NavigableSet<String> ns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ns.addAll(List.of("b", "A", "a", "C"));
        System.out.println(ns + ns.ceiling("B") + ns.headSet("b", false));
        System.out.println(new IdentityHashMap<>(Map.of(1, 2)) + " "
                + new AbstractMap.SimpleEntry<>("k", "v")
                + Map.entry(1, 2).equals(new AbstractMap.SimpleEntry<>(1, 2)) + stack().peek()
                + Arrays.asList(3, 1, 2) + new Properties().size()
                + new StringJoiner("-", "<", ">").add("a").add("b"));

        Spliterator<Integer> sp = List.of(1, 2, 3, 4).spliterator(), half = sp.trySplit();
        int[] c = new int[2];
        sp.forEachRemaining(x -> c[0] += x);
        half.forEachRemaining(x -> c[1] += x);
        System.out.println(c[0] + " " + c[1]);
    }
}
