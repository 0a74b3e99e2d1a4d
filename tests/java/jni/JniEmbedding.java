// SPDX-License-Identifier: Apache-2.0
import java.io.File;
import java.util.ArrayList;
import java.util.List;

// The invocation interface as a program sees it that makes the VM itself: versions, hooks, threads from outside, the end.
public class JniEmbedding {
  static native String library();

  static void show() {
    Thread thread = Thread.currentThread();
    System.out.println(thread + " daemon " + thread.isDaemon() + " " + thread.getState() + " " + System.getProperty("embedded"));
    System.out.flush();
  }

  static void fail() {
    throw new IllegalStateException("thrown to C");
  }

  static void exit() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("shutdown hook")));
    System.exit(7);
  }

  static void halt() {
    Runtime.getRuntime().halt(8);
  }

  static void startThread() {
    new Thread(() -> {
      try {
        Thread.sleep(50);
      } catch (InterruptedException impossible) {
        throw new AssertionError(impossible);
      }
      System.out.println("the last thread ends");
    }).start();
  }

  // -: nothing, t/d: threads from outside, as daemons, p: throwable pending at the end, x/h: exit, halt, w: a thread outlives
  // main, q: main returns, v/e/a: hooks, b/F/X: bad options, i: ignored, 1/9: versions, D: described.
  static final String[] RUNS = {
    "-", "t", "d", "p", "x", "h", "w", "q", "ex", "eh", "ae", "b", "F", "X", "vb", "bi", "1", "9", "D", "Dv"
  };

  public static void main(String[] arguments) throws Exception {
    System.loadLibrary("jni_tests");
    String program = new File(arguments[0], "jni_embedding").getPath();
    for (String letters : RUNS) {
      List<String> words = new ArrayList<>(List.of(program, library(), System.getProperty("java.class.path"), letters));
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.environment().remove("_JAVA_OPTIONS");
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      System.out.println("== " + letters + " ends with " + process.waitFor());
      System.out.print(output);
    }
  }
}
