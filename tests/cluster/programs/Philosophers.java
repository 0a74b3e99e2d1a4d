// Shows dining philosophers: forks are monitors made by different threads, taken in order by
// number, so that all eat and none starves.
public class Philosophers {
    static final int COUNT = 4;
    static final int MEALS = 15;

    static class Fork {
        final int number;
        Philosopher user;
        int uses;
        Fork(int number) { this.number = number; }
    }

    static class Table {
        private int eating;
        private int most;
        synchronized void begin() { most = Math.max(most, ++eating); }
        synchronized void end() { eating--; }
        synchronized int most() { return most; }
    }

    static class Philosopher implements Runnable {
        final int number;
        final Table table;
        final Fork right;
        Fork left;
        int meals;
        int violations;

        Philosopher(int number, Table table) {
            this.number = number;
            this.table = table;
            right = new Fork(number);
        }

        public void run() {
            Fork first = left.number < right.number ? left : right;
            Fork second = first == left ? right : left;
            for (int i = 0; i < MEALS; i++) {
                synchronized (first) {
                    take(first);
                    synchronized (second) {
                        take(second);
                        table.begin();
                        meals++;
                        table.end();
                        put(second);
                    }
                    put(first);
                }
            }
        }

        void take(Fork fork) {
            if (fork.user != null) violations++;
            fork.user = this;
            fork.uses++;
        }

        void put(Fork fork) {
            if (fork.user != this) violations++;
            fork.user = null;
        }
    }

    public static void main(String[] args) throws Exception {
        Table table = new Table();
        Philosopher[] philosophers = new Philosopher[COUNT];
        Thread[] threads = new Thread[COUNT];
        for (int i = 0; i < COUNT; i++)
            threads[i] = new Thread(philosophers[i] = new Philosopher(i, table));
        for (int i = 0; i < COUNT; i++) philosophers[i].left = philosophers[(i + 1) % COUNT].right;
        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join();
        for (Philosopher p : philosophers) {
            System.out.println(p.number + " ate " + p.meals + ", fork used " + p.right.uses
                + ", violations " + p.violations + ", free " + (p.right.user == null));
        }
        System.out.println(table.most() <= COUNT / 2);
    }
}
