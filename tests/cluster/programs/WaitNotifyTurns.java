// Shows wait and notifyAll between threads that take turns, and that lines come out in that order.
public class WaitNotifyTurns {
    static class Turn {
        private int next;
        private final int count;
        Turn(int count) { this.count = count; }

        synchronized void await(int number) throws InterruptedException {
            while (next != number) wait();
        }

        synchronized void pass() {
            next = (next + 1) % count;
            notifyAll();
        }
    }

    static class Player implements Runnable {
        final int number;
        final Turn turn;
        final StringBuffer record;
        int played;

        Player(int number, Turn turn, StringBuffer record) {
            this.number = number;
            this.turn = turn;
            this.record = record;
        }

        public void run() {
            try {
                for (int round = 0; round < 15; round++) {
                    turn.await(number);
                    record.append((char) ('a' + number));
                    if (round % 5 == 0)
                        System.out.println("player " + number + " in round " + round);
                    played++;
                    turn.pass();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Turn turn = new Turn(4);
        StringBuffer record = new StringBuffer();
        Player[] players = new Player[4];
        Thread[] threads = new Thread[players.length];
        for (int i = 0; i < players.length; i++)
            threads[i] = new Thread(players[i] = new Player(i, turn, record));
        for (int i = players.length - 1; i >= 0; i--) threads[i].start();
        int total = 0;
        for (int i = 0; i < players.length; i++) {
            threads[i].join();
            total += players[i].played;
        }
        System.out.println(record);
        System.out.println(total);
    }
}
