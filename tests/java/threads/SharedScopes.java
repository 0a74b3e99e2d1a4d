// SPDX-License-Identifier: Apache-2.0
// Closing a shared memory scope while other threads use its memory: the close fails or the accesses do, and nothing is touched
// after it.

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.incubator.foreign.MemoryAccess;
import jdk.incubator.foreign.MemorySegment;
import jdk.incubator.foreign.ResourceScope;

public class SharedScopes {
    static final AtomicInteger ended = new AtomicInteger();
    static volatile String unexpected;

    static void use(MemorySegment segment, CountDownLatch started) {
        started.countDown();
        try {
            for (long i = 0;; i++) {
                segment.fill((byte) i);
                MemoryAccess.setLongAtOffset(segment, i * 8 % (segment.byteSize() - 8), i);
            }
        } catch (IllegalStateException e) {
            if (e.getMessage().toLowerCase().contains("already closed")) {
                ended.incrementAndGet();
            } else {
                unexpected = e.toString();
            }
        }
    }

    public static void main(String[] args) throws Exception {
        for (int round = 0; round < 10; round++) {
            ResourceScope scope = ResourceScope.newSharedScope();
            MemorySegment segment = MemorySegment.allocateNative(round % 2 == 0 ? 4096 : 8 << 20, scope);
            Thread[] threads = new Thread[3];
            CountDownLatch started = new CountDownLatch(threads.length);
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> use(segment, started));
                threads[i].start();
            }
            started.await();
            for (;;) {
                try {
                    scope.close();
                    break;
                } catch (IllegalStateException e) {
                    if (!e.getMessage().contains("Cannot close while another thread is accessing the segment")) {
                        throw e;
                    }
                    Thread.yield();
                }
            }
            for (Thread t : threads) {
                t.join();
            }
            System.out.println("round " + round + ": " + scope.isAlive() + " " + ended.getAndSet(0) + " " + unexpected);
        }
    }
}
