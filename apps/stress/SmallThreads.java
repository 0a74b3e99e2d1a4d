// SPDX-License-Identifier: Apache-2.0
// A small program of many threads, meant to be run hundreds of times: start, share, wait, pool, end.

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

public class SmallThreads {
    static int shared;

    public static void main(String[] args) throws Exception {
        Object lock = new Object();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Thread t = new Thread(() -> {
                for (int k = 0; k < 300; k++) {
                    synchronized (lock) {
                        shared++;
                        lock.notifyAll();
                    }
                }
            });
            threads.add(t);
            t.start();
        }
        synchronized (lock) {
            while (shared < 3600) {
                lock.wait();
            }
        }
        for (Thread t : threads) {
            t.join();
        }
        ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int id = i;
            results.add(pool.submit(() -> map.merge("key" + id % 7, id, Integer::sum)));
        }
        for (Future<Integer> f : results) {
            f.get();
        }
        pool.shutdown();
        int sum = map.values().stream().mapToInt(x -> x).sum();
        System.out.println(shared + " " + sum + " " + IntStream.range(0, 1000).parallel().map(x -> x * x % 7).sum());
    }
}
