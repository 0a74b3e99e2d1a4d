// SPDX-License-Identifier: Apache-2.0
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

// Ids and names of threads as programs print them: numbered in the order of their making, after those of the machine's own.
public class ThreadIds {
  static void print(Thread thread) {
    System.out.println(thread.getId() + " " + thread.getName() + " " + thread);
  }

  public static void main(String[] arguments) throws Exception {
    print(Thread.currentThread());
    Thread first = new Thread(() -> print(Thread.currentThread()));
    Thread named = new Thread(() -> print(Thread.currentThread()), "named");
    first.start();
    first.join();
    named.start();
    named.join();
    print(new Thread());
    var pool = Executors.newFixedThreadPool(1);
    pool.submit(() -> print(Thread.currentThread())).get();
    pool.shutdown();
    System.out.println(pool.awaitTermination(10, TimeUnit.SECONDS));
  }
}
