// SPDX-License-Identifier: Apache-2.0
// MonitorEnter and MonitorExit: re-entry, exclusion between threads, wait inside, errors, pending throwables.
public class JniMonitors {
  static native int enter(Object o);
  static native int exit(Object o);
  static native int exitPending(Object o, Throwable t);
  static native void add(Object lock, int[] counter, int times);
  static native void callInside(Object lock, Runnable action);

  public static void main(String[] args) throws Exception {
    System.loadLibrary("jni_tests");
    Object lock = new Object();
    System.out.println(enter(lock) + " " + enter(lock) + " " + Thread.holdsLock(lock));
    synchronized (lock) {
      System.out.println(exit(lock) + " " + Thread.holdsLock(lock));
    }
    System.out.println(Thread.holdsLock(lock) + " " + exit(lock) + " " + Thread.holdsLock(lock));
    try {
      System.out.println(exit(lock));
    } catch (IllegalMonitorStateException e) {
      System.out.println(e);
    }
    enter(lock);
    try {
      System.out.println(exitPending(lock, new RuntimeException("pending")));
    } catch (RuntimeException e) {
      System.out.println(e + " " + Thread.holdsLock(lock));
    }
    int[] counter = new int[1];
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      boolean inJava = i % 2 == 0;
      threads[i] = new Thread(() -> {
        if (!inJava) {
          add(lock, counter, 20000);
          return;
        }
        for (int n = 0; n < 20000; n++) {
          synchronized (lock) {
            counter[0]++;
          }
        }
      });
      threads[i].start();
    }
    for (Thread thread : threads) thread.join();
    System.out.println(counter[0]);
    // Another thread gets in while the owner waits, and wakes it.
    Thread other = new Thread(() -> callInside(lock, () -> {
      System.out.println("other inside");
      lock.notifyAll();
    }));
    callInside(lock, () -> {
      other.start();
      try {
        lock.wait(20000);
      } catch (InterruptedException e) {
        System.out.println(e);
      }
      System.out.println("first again " + Thread.holdsLock(lock));
    });
    other.join();
    System.out.println(Thread.holdsLock(lock));
    Thread holder = new Thread(() -> enter(JniMonitors.class));
    holder.start();
    holder.join();
    System.out.println(enter("unrelated") + " " + exit("unrelated"));
  }
}
