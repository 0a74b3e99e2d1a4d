// SPDX-License-Identifier: Apache-2.0
// OutOfMemoryError as an event to survive: many rounds, many places (bytecodes, natives, reflection, class initializers, several
// threads at once), and the heap must be whole again afterwards. Run with -Xmx64m.

import java.lang.ref.SoftReference;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

public class OutOfMemory {
    interface Action {
        Object run() throws Throwable;
    }

    static volatile Object sink;

    static String outcome(Action action) {
        try {
            sink = action.run();
            return "no error";
        } catch (OutOfMemoryError e) {
            return "OutOfMemoryError: " + e.getMessage();
        } catch (Throwable e) {
            return e.toString();
        } finally {
            sink = null;
        }
    }

    static void tooLarge() {
        int max = Integer.MAX_VALUE;
        System.out.println(outcome(() -> new byte[max]));
        System.out.println(outcome(() -> new byte[max - 1]));
        System.out.println(outcome(() -> new byte[max - 2]));
        System.out.println(outcome(() -> new long[max]));
        System.out.println(outcome(() -> new long[max - 2]));
        System.out.println(outcome(() -> new Object[max - 2]));
        System.out.println(outcome(() -> new int[100_000_000]));
        System.out.println(outcome(() -> new int[30_000][30_000]));
        System.out.println(outcome(() -> Array.newInstance(int.class, max)));
        System.out.println(outcome(() -> Array.newInstance(String.class, 500_000_000)));
        System.out.println(outcome(() -> Array.newInstance(String.class, 500, 500_000)));
        System.out.println(outcome(() -> new ArrayList<>(1_000_000_000)));
        System.out.println(outcome(() -> "0123456789".repeat(200_000_000)));
        System.out.println(outcome(() -> "0123456789".repeat(300_000_000)));
        System.out.println(outcome(() -> new StringBuilder(1_500_000_000)));
        System.out.println(outcome(() -> Arrays.copyOf(new int[10], 1_000_000_000)));
        System.out.println(outcome(() -> new byte[40 << 20].clone().clone()));
        System.out.println(outcome(() -> new HashMap<>(1 << 30).put(1, 2)));
        System.out.println(outcome(() -> new byte[-1]));
        System.out.println(outcome(() -> Array.newInstance(int.class, 3, -2)));
    }

    static final class Link {
        Link next;
        Object load;
    }

    /** Fills the heap until it breaks; everything goes when the method returns. */
    static String fill(int kind) {
        Link head = null;
        List<Object> list = new ArrayList<>();
        Map<Object, Object> map = new HashMap<>();
        StringBuilder text = new StringBuilder("seed");
        int n = 0;
        try {
            for (;;) {
                n++;
                switch (kind) {
                    case 0 -> {
                        Link l = new Link();
                        l.next = head;
                        head = l;
                    }
                    case 1 -> list.add(new byte[1000]);
                    case 2 -> list.add(new Object[n % 3000]);
                    case 3 -> map.put(n, "value " + n);
                    case 4 -> text.append(text);
                    case 5 -> list.add(new int[1 << 20]);
                    case 6 -> list.add(Array.newInstance(long.class, 5000));
                    case 7 -> list.add(new byte[10_000].clone());
                    case 8 -> list.add(new Object[] {Link.class.getDeclaredConstructor().newInstance(), new byte[1000]});
                    default -> list.add(new SoftReference<>(new byte[20_000]));
                }
                if (kind == 9 && n == 20_000) {
                    return "soft references gave way";
                }
            }
        } catch (OutOfMemoryError e) {
            head = null;
            list = null;
            map = null;
            text = null;
            return "caught";
        } catch (ReflectiveOperationException e) {
            // A program sees the error of the allocation, or wrapped if it came from the constructor's own code.
            return e.getCause() instanceof OutOfMemoryError ? "caught" : e.toString();
        }
    }

    static class Hungry {
        static int attempts;
        static final Object[] ALL = eat();

        static Object[] eat() {
            Object[] all = new Object[10_000];
            for (int i = 0; i < all.length; i++) {
                all[i] = new byte[100_000];
            }
            return all;
        }
    }

    static void check(String where) {
        List<Object> half = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            half.add(new byte[100_000]);
        }
        if (half.size() != 300) {
            throw new AssertionError(where);
        }
    }

    static void together(int rounds) throws Exception {
        AtomicInteger caught = new AtomicInteger();
        AtomicInteger other = new AtomicInteger();
        Thread[] threads = new Thread[6];
        for (int i = 0; i < threads.length; i++) {
            int kind = i;
            threads[i] = new Thread(() -> {
                for (int r = 0; r < rounds; r++) {
                    try {
                        if (fill(kind).startsWith("caught")) {
                            caught.incrementAndGet();
                        }
                    } catch (OutOfMemoryError e) {
                        // The message's own text found no room.
                        caught.incrementAndGet();
                    } catch (Throwable e) {
                        other.incrementAndGet();
                        e.printStackTrace();
                    }
                }
            });
            threads[i].start();
        }
        for (Thread t : threads) {
            t.join();
        }
        System.out.println("together: " + caught.get() + " " + other.get());
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        tooLarge();
        for (int kind = 0; kind < 10; kind++) {
            String first = null;
            for (int r = 0; r < rounds; r++) {
                String text = fill(kind);
                check(text);
                if (first == null) {
                    first = text;
                } else if (!first.equals(text)) {
                    System.out.println("first " + first + ", then " + text);
                }
            }
            System.out.println(kind + " " + first);
        }
        System.out.println(outcome(() -> Hungry.ALL));
        System.out.println(outcome(() -> Hungry.ALL));
        check("initializer");
        together(rounds);
        check("together");
        Thread uncaught = new Thread(() -> {
            List<Object> all = new ArrayList<>();
            for (;;) {
                all.add(new byte[100_000]);
            }
        }, "uncaught");
        Throwable[] seen = new Throwable[1];
        uncaught.setUncaughtExceptionHandler((t, e) -> seen[0] = e);
        uncaught.start();
        uncaught.join();
        System.out.println("uncaught: " + seen[0]);
        check("end");
        System.out.println("done");
    }
}
