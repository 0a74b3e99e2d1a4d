// Shows producers and consumers on a bounded buffer that one of the consumers made, with an end
// mark for each consumer.
public class ProducerConsumer {
    static class Item {
        final int producer;
        final int number;
        final byte[] load;
        int consumers;
        Item(int producer, int number) {
            this.producer = producer;
            this.number = number;
            load = new byte[number % 7 + 1];
            java.util.Arrays.fill(load, (byte) (producer + number));
        }
    }

    static final Item END = new Item(-1, 0);

    static class Buffer {
        private final Item[] items = new Item[3];
        private int head;
        private int count;
        int most;

        synchronized void put(Item item) throws InterruptedException {
            while (count == items.length) wait();
            items[(head + count++) % items.length] = item;
            most = Math.max(most, count);
            notifyAll();
        }

        synchronized Item take() throws InterruptedException {
            while (count == 0) wait();
            Item item = items[head];
            items[head] = null;
            head = (head + 1) % items.length;
            count--;
            notifyAll();
            return item;
        }
    }

    static class Producer implements Runnable {
        final int number;
        final Buffer buffer;
        final Item[] produced = new Item[40];
        Producer(int number, Buffer buffer) {
            this.number = number;
            this.buffer = buffer;
        }
        public void run() {
            try {
                for (int i = 0; i < produced.length; i++)
                    buffer.put(produced[i] = new Item(number, i));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static class Consumer implements Runnable {
        final Buffer own = new Buffer();
        final Buffer from;
        final int[] last = {-1, -1};
        int items;
        long bytes;
        int disorder;

        Consumer(Buffer from) { this.from = from == null ? own : from; }

        public void run() {
            try {
                for (Item item = from.take(); item != END; item = from.take()) {
                    items++;
                    item.consumers++;
                    for (byte b : item.load) bytes += b;
                    if (last[item.producer] >= item.number) disorder++;
                    last[item.producer] = item.number;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Consumer first = new Consumer(null);
        Consumer second = new Consumer(first.own);
        Producer[] producers = {new Producer(0, first.own), new Producer(1, first.own)};
        Thread[] consuming = {new Thread(first), new Thread(second)};
        Thread[] producing = {new Thread(producers[0]), new Thread(producers[1])};
        for (Thread thread : consuming) thread.start();
        for (Thread thread : producing) thread.start();
        for (Thread thread : producing) thread.join();
        first.own.put(END);
        first.own.put(END);
        for (Thread thread : consuming) thread.join();
        System.out.println(first.items + second.items);
        System.out.println(first.bytes + second.bytes);
        System.out.println(first.disorder + second.disorder);
        System.out.println(first.own.most <= 3);
        int once = 0;
        for (Producer producer : producers)
            for (Item item : producer.produced)
                if (item.consumers == 1) once++;
        System.out.println(once);
    }
}
