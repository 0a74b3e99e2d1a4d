// SPDX-License-Identifier: Apache-2.0
// The VM waits for user threads after main ends, not for daemons; shutdown hooks run; exit code 0.
public class DaemonsAndExit {
    public static void main(String[] args) {
        Thread d = new Thread(() -> {
            try {
                Thread.sleep(600000);
            } catch (InterruptedException e) {}
            System.out.println("never");
        }, "daemon");
        d.setDaemon(true);
        d.start();
        Object lock = new Object();
        Thread u = new Thread(() -> {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {}
            System.out.println("user thread after main");
            Thread late = new Thread(() -> {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {}
                System.out.println("started late");
            });
            late.start();
        }, "user");
        u.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println(
                    "hook sees daemon alive " + d.isAlive() + " user alive " + u.isAlive());
            try {
                Runtime.getRuntime().addShutdownHook(new Thread());
            } catch (IllegalStateException e) { System.out.println(e.getMessage()); }
        }));
        System.out.println("main ends");
    }
}
