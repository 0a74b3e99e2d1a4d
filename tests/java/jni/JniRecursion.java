// SPDX-License-Identifier: Apache-2.0
// Java and native code calling each other deeply: stack overflow is caught on both sides, and the thread goes on.
public class JniRecursion {
  static native int down(int depth);
  static native int endless(int depth);

  static int up(int depth) {
    return depth == 0 ? 0 : 1 + down(depth - 1);
  }

  static int deepest;

  static int upEndless(int depth) {
    deepest = Math.max(deepest, depth);
    return endless(depth + 1) + 1;
  }

  public static void main(String[] args) throws Exception {
    System.loadLibrary("jni_tests");
    System.out.println(up(200));
    for (int round = 0; round < 3; round++) {
      try {
        upEndless(0);
        System.out.println("no end?");
      } catch (StackOverflowError e) {
        System.out.println("overflow " + (deepest > 300) + " " + (e.getStackTrace().length > 300));
      }
    }
    Thread thread = new Thread(() -> {
      try {
        upEndless(0);
      } catch (StackOverflowError e) {
        System.out.println("overflow in a thread");
      }
      System.out.println(up(100));
    });
    thread.start();
    thread.join();
    System.out.println(up(50));
  }
}
