// Shows java.util's collections under locks: synchronized wrappers, Vector, Hashtable, plain ones
// guarded by a monitor, iteration.
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;

public class SynchronizedCollections {
    static class Key implements Comparable<Key> {
        final int a;
        final String b;
        Key(int a, String b) {
            this.a = a;
            this.b = b;
        }
        @Override public int hashCode() { return a * 31 + b.hashCode(); }
        @Override
        public boolean equals(Object o) {
            return o instanceof Key k && k.a == a && k.b.equals(b);
        }
        public int compareTo(Key o) {
            return a != o.a ? Integer.compare(a, o.a) : b.compareTo(o.b);
        }
        @Override public String toString() { return a + b; }
    }

    static class Shared {
        final List<Integer> list = Collections.synchronizedList(new ArrayList<>());
        final Map<Key, Integer> map = Collections.synchronizedMap(new HashMap<>());
        final Set<Key> set = Collections.synchronizedSet(new TreeSet<>());
        final Vector<String> vector = new Vector<>();
        final Hashtable<String, Integer> table = new Hashtable<>();
        final TreeMap<Key, List<Integer>> tree = new TreeMap<>();
        final ArrayDeque<Integer> deque = new ArrayDeque<>();
        final PriorityQueue<Key> queue = new PriorityQueue<>(Collections.reverseOrder());
        final BitSet bits = new BitSet();
    }

    static class Worker implements Runnable {
        final Shared shared;
        final int number;
        final Map<String, Key> own = new LinkedHashMap<>();
        final LinkedList<Key> order = new LinkedList<>();

        Worker(Shared shared, int number) {
            this.shared = shared;
            this.number = number;
        }

        public void run() {
            for (int i = 0; i < 20; i++) {
                Key key = new Key(i % 5, i % 2 == 0 ? "even" : "odd");
                shared.list.add(number * 100 + i);
                shared.map.merge(key, 1, Integer::sum);
                shared.set.add(new Key(number, "k" + i % 3));
                if (i % 4 == 0) shared.vector.addElement("v" + number);
                shared.table.merge("t" + i % 3, i, Integer::sum);
                synchronized (shared) {
                    shared.tree.computeIfAbsent(key, k -> new ArrayList<>()).add(number);
                    shared.deque.push(i);
                    shared.queue.add(key);
                    shared.bits.set(number * 20 + i);
                }
                own.put("own " + i % 6, key);
                order.addFirst(key);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Shared shared = new Shared();
        Worker[] workers = new Worker[3];
        Thread[] threads = new Thread[3];
        for (int i = 0; i < 3; i++)
            (threads[i] = new Thread(workers[i] = new Worker(shared, i))).start();
        for (Thread thread : threads) thread.join();
        List<Integer> sorted = new ArrayList<>(shared.list);
        Collections.sort(sorted);
        System.out.println(
            sorted.size() + " " + sorted.subList(18, 24) + " " + shared.list.contains(219));
        System.out.println(new TreeMap<>(shared.map));
        System.out.println(shared.set);
        Collections.sort(shared.vector);
        System.out.println(shared.vector + " " + new TreeMap<>(shared.table));
        for (List<Integer> numbers : shared.tree.values()) Collections.sort(numbers);
        System.out.println(shared.tree);
        System.out.println(shared.deque.size() + " " + shared.queue.poll() + " "
            + shared.queue.size() + " " + shared.bits.cardinality());
        for (Worker worker : workers) {
            System.out.println(worker.own + " " + worker.order.indexOf(new Key(0, "even")) + " "
                + worker.order.getLast());
            worker.order.removeIf(key -> key.a > 1);
            System.out.println(worker.order);
            try {
                for (Key key : worker.order) worker.order.remove(key);
            } catch (ConcurrentModificationException e) {
                System.out.println(e);
            }
        }
        try {
            Collections.unmodifiableList(workers[0].order).add(null);
        } catch (UnsupportedOperationException e) {
            System.out.println(e);
        }
        System.out.println(
            shared.map.get(new Key(3, "odd")) + " " + shared.map.containsKey(new Key(9, "odd")));
    }
}
