// SPDX-License-Identifier: Apache-2.0
// The ways a process ends while other threads are busy; the argument chooses one. Only the exit code and what the hook prints
// count: nothing may crash or hang.

public class ExitKinds {
    static volatile Object sink;
    static final Object LOCK = new Object();

    static void busy(boolean daemon) {
        for (int i = 0; i < 6; i++) {
            int kind = i;
            Thread t = new Thread(() -> {
                long n = 0;
                StringBuilder text = new StringBuilder();
                for (;;) {
                    switch (kind) {
                        case 0 -> sink = new byte[1000];
                        case 1 -> sink = new Object[200];
                        case 2 -> {
                            synchronized (LOCK) {
                                n++;
                            }
                        }
                        case 3 -> sink = "text " + n++;
                        case 4 -> sink = new Exception().getStackTrace();
                        default -> {
                            text.append(n);
                            if (text.length() > 10_000) {
                                text.setLength(0);
                                Thread.yield();
                            }
                        }
                    }
                }
            }, "busy" + i);
            t.setDaemon(daemon);
            t.start();
        }
    }

    static void hook(String text) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(text)));
    }

    public static void main(String[] args) throws Exception {
        hook("hook");
        switch (args[0]) {
            case "return" -> busy(true);
            case "exit" -> {
                busy(false);
                System.exit(3);
            }
            case "exit-elsewhere" -> {
                busy(false);
                Thread t = new Thread(() -> System.exit(4));
                t.start();
                Thread.sleep(60_000);
            }
            case "exit-everywhere" -> {
                for (int i = 0; i < 8; i++) {
                    new Thread(() -> System.exit(5)).start();
                }
                System.exit(5);
            }
            case "throw" -> {
                busy(true);
                throw new IllegalStateException("the end");
            }
            case "throw-others-go-on" -> {
                Thread t = new Thread(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        sink = new byte[1000];
                    }
                    System.out.println("the other thread has ended");
                });
                t.start();
                throw new IllegalStateException("the end");
            }
            case "collecting" -> {
                for (int i = 0; i < 3; i++) {
                    Thread t = new Thread(() -> {
                        for (;;) {
                            System.gc();
                        }
                    });
                    t.setDaemon(true);
                    t.start();
                }
                Thread.sleep(30);
                System.exit(6);
            }
            case "halt" -> {
                busy(false);
                Runtime.getRuntime().halt(7);
            }
            case "starting" -> {
                Thread starter = new Thread(() -> {
                    for (;;) {
                        Thread t = new Thread(() -> sink = new int[10]);
                        t.setDaemon(true);
                        t.start();
                    }
                });
                starter.setDaemon(true);
                starter.start();
                Thread.sleep(30);
            }
            case "in-hook" -> {
                busy(true);
                hook("second hook");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    new Thread(() -> System.exit(9)).start();
                }));
                System.exit(8);
            }
            case "uncaught-in-thread" -> {
                Thread t = new Thread(() -> {
                    throw new IllegalArgumentException("in a thread");
                }, "fails");
                t.start();
                t.join();
            }
            case "out-of-memory" -> {
                busy(true);
                Object[] head = null;
                for (;;) {
                    head = new Object[] {head, new byte[10_000]};
                }
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}
