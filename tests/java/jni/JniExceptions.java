// SPDX-License-Identifier: Apache-2.0
// Throwables in native code: raised, seen, described, cleared, passed on; their stack traces go through native frames.
public class JniExceptions {
  static class Own extends RuntimeException {
    Own(String message) {
      super("own: " + message);
    }
  }

  static class NoMessage extends RuntimeException {
    NoMessage() {
      super("made without a message");
    }
  }

  static abstract class AbstractError extends Error {}

  static native void throwNew(Class<?> type, String message);
  static native void throwNull(Class<?> type);
  static native void throwIt(Throwable t);
  static native String callAndClear(String text);
  static native int callTwice(String text);
  static native void callAndLeave(String text);
  static native void describe(String text);
  static native String occurred(String text);
  static native void replace(Class<?> type);
  static native int afterThrow();
  static native synchronized void synchronizedThrow();
  native void instanceThrow();

  static int parse(String text) {
    return Integer.parseInt(text);
  }

  static void print(Throwable t) {
    System.out.println(t);
    for (StackTraceElement e : t.getStackTrace()) System.out.println("  at " + e);
  }

  interface Action {
    void run() throws Throwable;
  }

  static void show(Action action) {
    try {
      action.run();
      System.out.println("nothing thrown");
    } catch (Throwable t) {
      print(t);
    }
  }

  public static void main(String[] args) throws Exception {
    System.loadLibrary("jni_tests");
    show(() -> throwNew(IllegalStateException.class, "message"));
    show(() -> throwNew(Own.class, "\u0416 text"));
    show(() -> throwNull(NoMessage.class));
    show(() -> throwNull(Exception.class));
    show(() -> throwNew(NoMessage.class, "no such constructor"));
    show(() -> throwNew(AbstractError.class, "abstract"));
    show(() -> throwIt(new java.io.IOException("checked")));
    System.out.println(callAndClear("12") + " " + callAndClear("twelve"));
    System.out.println(callTwice("one"));
    show(() -> callAndLeave("x1"));
    show(() -> callAndLeave("11"));
    describe("y2");
    describe("22");
    System.out.println(occurred("z3") + " " + occurred("33"));
    show(() -> replace(Own.class));
    show(() -> System.out.println(afterThrow()));
    show(() -> synchronizedThrow());
    System.out.println(Thread.holdsLock(JniExceptions.class));
    show(() -> new JniExceptions().instanceThrow());
    try {
      throwNew(Own.class, "finally");
    } catch (IllegalStateException e) {
      System.out.println("wrong handler");
    } catch (Own e) {
      System.out.println("handler");
    } finally {
      System.out.println("finally");
    }
    throwNew(Own.class, "uncaught");
  }
}
