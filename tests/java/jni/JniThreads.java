// SPDX-License-Identifier: Apache-2.0
// Native threads that attach: names, groups, daemon state, GetEnv and versions, throwables left at detaching, many threads.
public class JniThreads {
  static native boolean sameVm();
  // Starts a native thread that attaches, calls `run` of the action, detaches. how: 0 plain, 1 named, 2 daemon, 3 in the group
  static native void attach(int how, String name, ThreadGroup group, Runnable action);
  static native String versions();
  static native void many(int threads, int rounds, Runnable action);

  static synchronized void facts(String label) {
    Thread t = Thread.currentThread();
    System.out.println(label + ": " + t.getName().replaceAll("[0-9]+", "N") + " " + t.getThreadGroup().getName() + " "
        + t.isDaemon() + " " + t.isAlive() + " " + t.getState() + " " + t.getPriority() + " "
        + (t.getContextClassLoader() == ClassLoader.getSystemClassLoader()) + " " + t.isInterrupted());
  }

  static int calls;

  public static void main(String[] args) throws Exception {
    System.loadLibrary("jni_tests");
    System.out.println(sameVm());
    System.out.println(versions());
    attach(0, null, null, () -> facts("plain"));
    attach(1, "worker \u0416", null, () -> facts("named"));
    attach(2, null, null, () -> facts("daemon"));
    attach(3, "in group", new ThreadGroup("own group"), () -> facts("group"));
    attach(1, "thrower", null, () -> {
      throw new IllegalStateException("left pending");
    });
    Thread.setDefaultUncaughtExceptionHandler((t, e) -> System.out.println("handler: " + t.getName() + " " + e));
    attach(1, "second thrower", null, () -> {
      throw new IllegalStateException("for the handler");
    });
    Thread[] seen = new Thread[1];
    attach(1, "joined", null, () -> seen[0] = Thread.currentThread());
    seen[0].join();
    System.out.println(seen[0].getState() + " " + seen[0].isAlive() + " " + seen[0].getThreadGroup());
    ThreadLocal<Integer> local = ThreadLocal.withInitial(() -> 1);
    attach(0, null, null, () -> {
      local.set(local.get() + 41);
      System.out.println(local.get());
    });
    System.out.println(local.get());
    many(8, 50, () -> {
      byte[][] garbage = new byte[20][];
      for (int i = 0; i < garbage.length; i++) garbage[i] = new byte[1000];
      synchronized (JniThreads.class) {
        calls++;
      }
    });
    System.out.println(calls);
    attach(0, null, null, () -> {
      new Thread(() -> facts("child of attached"), "child").start();
    });
  }
}
