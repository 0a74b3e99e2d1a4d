// Shows latches, barriers, semaphores, phasers and exchangers between threads.
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

public class Synchronizers {
    static final int THREADS = 3;

    static class Shared {
        final CountDownLatch start = new CountDownLatch(1);
        final CountDownLatch end = new CountDownLatch(THREADS);
        final StringBuffer rounds = new StringBuffer();
        final int[] sums = new int[4];
        final CyclicBarrier barrier = new CyclicBarrier(THREADS, this::endOfRound);
        final Semaphore two = new Semaphore(2, true);
        final Phaser phaser = new Phaser(THREADS);
        int inside;
        int most;
        int round;

        void endOfRound() {
            rounds.append("round ")
                .append(round)
                .append(" sum ")
                .append(sums[round++])
                .append('\n');
        }

        synchronized void enter() { most = Math.max(most, ++inside); }
        synchronized void leave() { inside--; }
        synchronized void add(int index, int amount) { sums[index] += amount; }
    }

    static class Worker implements Runnable {
        final Shared shared;
        final int number;
        String phases = "";

        Worker(Shared shared, int number) {
            this.shared = shared;
            this.number = number;
        }

        public void run() {
            try {
                shared.start.await();
                for (int round = 0; round < 4; round++) {
                    shared.add(round, number * (round + 1));
                    shared.barrier.await();
                }
                for (int i = 0; i < 10; i++) {
                    shared.two.acquire();
                    shared.enter();
                    shared.leave();
                    shared.two.release();
                }
                for (int phase = 0; phase < 3; phase++)
                    phases += shared.phaser.arriveAndAwaitAdvance() + " ";
                shared.phaser.arriveAndDeregister();
                shared.end.countDown();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static class Trader implements Runnable {
        final Exchanger<String> market;
        final String ware;
        String got;

        Trader(Exchanger<String> market, String ware) {
            this.market = market;
            this.ware = ware;
        }

        public void run() {
            try {
                got = market.exchange(ware);
            } catch (InterruptedException e) {
                got = "interrupted";
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Shared shared = new Shared();
        Worker[] workers = new Worker[THREADS];
        for (int i = 0; i < THREADS; i++)
            new Thread(workers[i] = new Worker(shared, i + 1)).start();
        System.out.println(
            shared.end.await(1, TimeUnit.MILLISECONDS) + " " + shared.end.getCount());
        shared.start.countDown();
        shared.end.await();
        System.out.print(shared.rounds);
        System.out.println(shared.most <= 2 && shared.most > 0);
        for (Worker worker : workers) System.out.println(worker.phases);
        System.out.println(shared.phaser.isTerminated() + " " + shared.two.availablePermits() + " "
            + shared.two.tryAcquire(3));

        Exchanger<String> market = new Exchanger<>();
        Trader apples = new Trader(market, "apples");
        Trader pears = new Trader(market, "pears");
        Thread first = new Thread(apples);
        Thread second = new Thread(pears);
        first.start();
        second.start();
        first.join();
        second.join();
        System.out.println(apples.got + " " + pears.got);

        CyclicBarrier broken = new CyclicBarrier(2);
        String[] how = new String[1];
        Thread waiter = new Thread(() -> {
            try {
                broken.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                how[0] = e.toString();
            }
        });
        waiter.start();
        while (broken.getNumberWaiting() == 0) Thread.sleep(1);
        waiter.interrupt();
        waiter.join();
        System.out.println(how[0] + " " + broken.isBroken());
        try {
            broken.await();
        } catch (BrokenBarrierException e) {
            System.out.println(e);
        }
    }
}
