// Shows java.util.concurrent's collections shared by threads that put, take, merge and iterate.
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;

public class ConcurrentCollections {
    static final int TASKS = 4;
    static final int COUNT = 40;

    static class Shared {
        final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();
        final ConcurrentSkipListMap<Integer, String> sorted = new ConcurrentSkipListMap<>();
        final CopyOnWriteArrayList<String> list = new CopyOnWriteArrayList<>();
        final ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedDeque<Integer> deque = new ConcurrentLinkedDeque<>();
        final BlockingQueue<Integer> bounded = new ArrayBlockingQueue<>(3);
        final BlockingQueue<Integer> unbounded = new LinkedBlockingQueue<>();
        final PriorityBlockingQueue<Integer> priorities = new PriorityBlockingQueue<>();
        final SynchronousQueue<String> hand = new SynchronousQueue<>();
    }

    static class Filler implements Runnable {
        final Shared shared;
        final int number;
        final ConcurrentHashMap<Integer, Integer> own = new ConcurrentHashMap<>();

        Filler(Shared shared, int number) {
            this.shared = shared;
            this.number = number;
        }

        public void run() {
            try {
                for (int i = 0; i < COUNT; i++) {
                    shared.counts.merge("key " + i % 5, 1, Integer::sum);
                    shared.counts.computeIfAbsent("first " + i, key -> 0);
                    if (i % 4 == 0) shared.sorted.put(i * TASKS + number, "by " + number);
                    shared.queue.add(number);
                    if (i % 2 == 0) shared.deque.addFirst(i);
                    else shared.deque.addLast(-i);
                    shared.unbounded.put(i);
                    shared.priorities.add((i * 7) % COUNT);
                    own.put(i, i * number);
                }
                shared.list.addIfAbsent("filler");
                shared.list.add("filler " + number);
                for (int i = 0; i < 10; i++) shared.bounded.put(number * 100 + i);
                shared.hand.put("from " + number);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static class Drainer implements Runnable {
        final Shared shared;
        int sum;
        final List<String> hands = new ArrayList<>();

        Drainer(Shared shared) { this.shared = shared; }

        public void run() {
            try {
                for (int i = 0; i < 10 * TASKS; i++) sum += shared.bounded.take();
                for (int i = 0; i < TASKS; i++) hands.add(shared.hand.take());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Shared shared = new Shared();
        Drainer drainer = new Drainer(shared);
        List<Thread> threads = new ArrayList<>(List.of(new Thread(drainer)));
        List<Filler> fillers = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            fillers.add(new Filler(shared, i));
            threads.add(new Thread(fillers.get(i)));
        }
        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join();
        Map<String, Integer> counts = new TreeMap<>(shared.counts);
        System.out.println(counts.size() + " " + counts.get("key 0") + " " + counts.get("first 39")
            + " " + shared.counts.mappingCount());
        System.out.println(shared.sorted);
        System.out.println(shared.sorted.headMap(7) + " " + shared.sorted.ceilingKey(50) + " "
            + shared.sorted.pollLastEntry());
        List<String> list = new ArrayList<>(shared.list);
        Collections.sort(list);
        System.out.println(list + " " + shared.list.indexOf("filler"));
        int queued = 0;
        for (Integer number; (number = shared.queue.poll()) != null;) queued += number + 1;
        System.out.println(queued + " " + shared.queue.isEmpty());
        int first = 0;
        while (shared.deque.peekFirst() >= 0) first += shared.deque.pollFirst();
        System.out.println(first + " " + shared.deque.size());
        List<Integer> drained = new ArrayList<>();
        System.out.println(
            shared.unbounded.drainTo(drained) + " " + drained.stream().mapToInt(x -> x).sum());
        drained.clear();
        for (int i = 0; i < 10; i++) drained.add(shared.priorities.take());
        System.out.println(drained);
        Collections.sort(drainer.hands);
        System.out.println(
            drainer.sum + " " + drainer.hands + " " + shared.bounded.remainingCapacity());
        for (Filler filler : fillers) {
            System.out.println(filler.own.size() + " " + filler.own.reduceValues(1000, Integer::sum)
                + " " + filler.own.get(3) + " " + filler.own.remove(5, 5) + " "
                + filler.own.containsKey(5));
        }
        System.out.println(new DelayQueue<>().poll() == null);
    }
}
