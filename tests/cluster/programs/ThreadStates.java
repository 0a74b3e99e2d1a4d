// Shows the states of a thread as others see them, isAlive, join with and without a limit, and
// starting twice.
public class ThreadStates {
    static class Gate {
        private boolean open;
        synchronized void pass() throws InterruptedException {
            while (!open) wait();
        }
        synchronized void open() {
            open = true;
            notifyAll();
        }
    }

    static class Walker implements Runnable {
        final Gate gate;
        final Object door;
        volatile boolean mayGo;
        volatile int step;
        Thread.State seenFromInside;

        Walker(Gate gate, Object door) {
            this.gate = gate;
            this.door = door;
        }

        public void run() {
            try {
                seenFromInside = Thread.currentThread().getState();
                gate.pass();
                step = 1;
                synchronized (door) {
                    step = 2;
                    door.notifyAll();
                }
                while (!mayGo) Thread.sleep(30_000);
            } catch (InterruptedException e) {
                step = 3;
            }
        }
    }

    static void until(Thread thread, Thread.State state) throws InterruptedException {
        while (thread.getState() != state) Thread.sleep(1);
        System.out.println("  " + state + " " + thread.isAlive());
    }

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 2; i++) {
            Gate gate = new Gate();
            Object door = new Object();
            Walker walker = new Walker(gate, door);
            Thread thread = new Thread(walker, "walker " + i);
            System.out.println(thread.getName());
            until(thread, Thread.State.NEW);
            thread.join();
            synchronized (door) {
                thread.start();
                until(thread, Thread.State.WAITING);
                thread.join(3);
                System.out.println("  still " + thread.isAlive());
                gate.open();
                while (walker.step == 0) Thread.sleep(1);
                until(thread, Thread.State.BLOCKED);
                System.out.println("  step " + walker.step);
                while (walker.step != 2) door.wait();
            }
            until(thread, Thread.State.TIMED_WAITING);
            try {
                thread.start();
            } catch (IllegalThreadStateException e) {
                System.out.println("  " + e);
            }
            walker.mayGo = true;
            thread.interrupt();
            thread.join();
            until(thread, Thread.State.TERMINATED);
            System.out.println(
                "  step " + walker.step + ", inside it was " + walker.seenFromInside);
            thread.join(1000);
            thread.interrupt();
            try {
                thread.start();
            } catch (IllegalThreadStateException e) {
                System.out.println("  " + e);
            }
        }
        Thread[] chain = new Thread[4];
        int[] order = new int[4];
        int[] next = {0};
        for (int i = 0; i < chain.length; i++) {
            int number = i;
            Thread before = i == 0 ? null : chain[i - 1];
            chain[i] = new Thread(() -> {
                try {
                    if (before != null) before.join();
                } catch (InterruptedException e) {
                    return;
                }
                order[next[0]++] = number;
            });
        }
        for (Thread thread : chain) thread.start();
        for (Thread thread : chain) thread.join();
        System.out.println(order[0] + " " + order[1] + " " + order[2] + " " + order[3]);
    }
}
