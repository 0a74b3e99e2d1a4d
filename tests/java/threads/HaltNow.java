// SPDX-License-Identifier: Apache-2.0
// Runtime.halt ends at once with its code: no hooks, no finally.
public class HaltNow {
    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("never")));
        System.out.println("halting");
        System.out.flush();
        new Thread(() -> {
            try {
                Runtime.getRuntime().halt(7);
            } finally { System.out.println("never"); }
        }).start();
        synchronized (args) {
            while (true) try {
                    args.wait();
                } catch (InterruptedException e) {}
        }
    }
}
