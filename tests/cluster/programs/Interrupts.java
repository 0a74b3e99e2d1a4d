// Shows interrupts of threads elsewhere: of sleep, wait, join, of running code, before blocking,
// the flag and who clears it.
public class Interrupts {
    static class Stage {
        private String reached = "";
        synchronized void reach(String name) {
            reached = name;
            notifyAll();
        }
        synchronized void await(String name) throws InterruptedException {
            while (!reached.equals(name)) wait();
        }
    }

    static abstract class Victim implements Runnable {
        final Stage stage;
        final StringBuilder log = new StringBuilder();
        final Object monitor = new Object();

        Victim(Stage stage) { this.stage = stage; }

        abstract void block() throws InterruptedException;

        public void run() {
            stage.reach("started");
            try {
                block();
                log.append("not interrupted");
            } catch (InterruptedException e) {
                log.append(e.getMessage())
                    .append(' ')
                    .append(Thread.currentThread().isInterrupted());
            }
        }
    }

    static class Sleeper extends Victim {
        Sleeper(Stage stage) { super(stage); }
        void block() throws InterruptedException { Thread.sleep(100_000); }
    }

    static class Waiter extends Victim {
        Waiter(Stage stage) { super(stage); }
        void block() throws InterruptedException {
            synchronized (monitor) {
                monitor.wait();
            }
        }
    }

    static class StageWaiter extends Victim {
        StageWaiter(Stage stage) { super(stage); }
        void block() throws InterruptedException {
            synchronized (stage) {
                while (true) stage.wait(50_000);
            }
        }
    }

    static class Joiner extends Victim {
        final Thread target;
        Joiner(Stage stage, Thread target) {
            super(stage);
            this.target = target;
        }
        void block() throws InterruptedException { target.join(); }
    }

    static class Spinner extends Victim {
        Spinner(Stage stage) { super(stage); }
        void block() throws InterruptedException {
            while (!Thread.currentThread().isInterrupted()) Thread.yield();
            log.append("flag ")
                .append(Thread.interrupted())
                .append(Thread.interrupted())
                .append(' ');
            Thread.currentThread().interrupt();
            Thread.sleep(100_000);
        }
    }

    public static void main(String[] args) throws Exception {
        Stage stage = new Stage();
        Victim[] victims = {new Sleeper(stage), new Waiter(stage), new StageWaiter(stage),
            new Joiner(stage, Thread.currentThread()), new Spinner(stage)};
        for (int early = 0; early < 2; early++) {
            for (Victim victim : victims) {
                victim.log.setLength(0);
                stage.reach("");
                Thread thread = new Thread(victim);
                thread.start();
                stage.await("started");
                boolean waits = !(victim instanceof Spinner);
                while (early == 0 && waits && thread.getState() != Thread.State.WAITING
                    && thread.getState() != Thread.State.TIMED_WAITING) {
                    Thread.sleep(1);
                }
                thread.interrupt();
                thread.join();
                System.out.println(victim.getClass().getSimpleName() + ": " + victim.log + " "
                    + thread.isInterrupted());
            }
        }
        Thread main = Thread.currentThread();
        Thread back = new Thread(main::interrupt);
        back.start();
        try {
            Thread.sleep(100_000);
        } catch (InterruptedException e) {
            System.out.println("main: " + e.getMessage() + " " + main.isInterrupted());
        }
        back.join();
        Thread ended = new Thread(new Sleeper(stage));
        ended.interrupt();
        System.out.println("not started: " + ended.isInterrupted());
        ended.start();
        ended.interrupt();
        ended.join();
        System.out.println(ended.getState());
    }
}
