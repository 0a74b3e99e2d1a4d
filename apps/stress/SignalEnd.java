// SPDX-License-Identifier: Apache-2.0
// Waits to be ended by a signal. "ready" is printed when the hooks are in place; the argument says what the threads do meanwhile.

import java.util.concurrent.CountDownLatch;

public class SignalEnd {
    static volatile Object sink;

    public static void main(String[] args) throws Exception {
        CountDownLatch hookStarted = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            hookStarted.countDown();
            int sum = 0;
            for (int i = 0; i < 1000; i++) {
                sink = new byte[10_000];
                sum += i;
            }
            System.out.println("hook " + sum);
        }));
        switch (args[0]) {
            case "sleeping" -> {
                System.out.println("ready");
                Thread.sleep(60_000);
            }
            case "allocating" -> {
                for (int i = 0; i < 4; i++) {
                    new Thread(() -> {
                        for (;;) {
                            sink = new Object[100];
                        }
                    }).start();
                }
                System.out.println("ready");
                for (;;) {
                    sink = new byte[10_000];
                }
            }
            case "computing" -> {
                System.out.println("ready");
                long x = 1;
                for (;;) {
                    x = x * 31 + 7;
                    if (x == 0) {
                        sink = x;
                    }
                }
            }
            case "locking" -> {
                Object lock = new Object();
                for (int i = 0; i < 8; i++) {
                    new Thread(() -> {
                        for (;;) {
                            synchronized (lock) {
                                sink = lock;
                            }
                        }
                    }).start();
                }
                System.out.println("ready");
                synchronized (lock) {
                    lock.wait();
                }
            }
            case "reading" -> {
                System.out.println("ready");
                System.out.println("read " + System.in.read());
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}
