// SPDX-License-Identifier: Apache-2.0
// System.exit with a code while other threads run; hooks run concurrently and are waited for;
// finally blocks do not run.
public class ExitInHook {
    public static void main(String[] args) throws Exception {
        Thread busy = new Thread(() -> {
            long n = 0;
            while (true) n++;
        });
        busy.start();
        Thread waiting = new Thread(() -> {
            try {
                synchronized (args) { args.wait(); }
            } catch (InterruptedException e) {}
        });
        waiting.start();
        int[] done = new int[3];
        for (int i = 0; i < 3; i++) {
            int k = i;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                synchronized (done) {
                    done[k] = 1;
                    done.notifyAll();
                    while (k == 2 && done[0] + done[1] < 2) {
                        try {
                            done.wait();
                        } catch (InterruptedException e) {}
                    }
                    if (k == 2) System.out.println("hooks " + done[0] + done[1] + done[2]);
                }
            }));
        }
        Thread removed = new Thread(() -> System.out.println("never"));
        Runtime.getRuntime().addShutdownHook(removed);
        System.out.println(Runtime.getRuntime().removeShutdownHook(removed) + " "
                + Runtime.getRuntime().removeShutdownHook(removed));
        try {
            Runtime.getRuntime().addShutdownHook(busy);
        } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        Thread twice = new Thread();
        Runtime.getRuntime().addShutdownHook(twice);
        try {
            Runtime.getRuntime().addShutdownHook(twice);
        } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        try {
            System.out.println("exiting");
            System.exit(42);
        } finally { System.out.println("finally never runs"); }
    }
}
