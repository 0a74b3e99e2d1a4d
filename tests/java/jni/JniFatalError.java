// SPDX-License-Identifier: Apache-2.0
// FatalError ends the process by SIGABRT and says where.
public class JniFatalError {
  static native void fatal(String message);

  static void deeper(int depth) {
    if (depth == 0) fatal("cannot go on");
    deeper(depth - 1);
  }

  public static void main(String[] args) {
    System.loadLibrary("jni_tests");
    System.out.flush();
    try {
      deeper(2);
    } finally {
      System.out.println("never reached");
    }
  }
}
