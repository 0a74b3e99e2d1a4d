// SPDX-License-Identifier: Apache-2.0
// Starts threads with large stacks until the address space the driver allows is used up; the program must get an
// OutOfMemoryError, go on with the threads it has, and be able to start new ones after they have ended.

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

public class ThreadLimit {
    public static void main(String[] args) throws Exception {
        for (int round = 0; round < 3; round++) {
            CountDownLatch end = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            OutOfMemoryError error = null;
            Thread failed = null;
            while (error == null && threads.size() < 2000) {
                Thread t = new Thread(null, () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }, "many", 256L << 20);
                try {
                    t.start();
                    threads.add(t);
                } catch (OutOfMemoryError e) {
                    error = e;
                    failed = t;
                }
            }
            System.out.println(error);
            System.out.println((threads.size() > 5) + " " + (failed == null ? null : failed.getState() + " " + failed.isAlive()));
            end.countDown();
            for (Thread t : threads) {
                t.join();
            }
            Thread again = new Thread(() -> System.out.println("a thread runs"));
            again.start();
            again.join();
        }
    }
}
