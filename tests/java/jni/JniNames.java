// SPDX-License-Identifier: Apache-2.0
// How native methods are found: mangled names, overloads, RegisterNatives and UnregisterNatives, and what is missing.
public class JniNames {
  static native String plain();
  static native String under_score();
  static native String dollar$();
  static native String \u0416\u00e9();
  static native String overloaded();
  static native String overloaded(int a);
  static native String overloaded(String a, int[] b, Inner_Class c);
  static native String overloaded(String[][] a, long b);
  static native String missing(int a, String[] b, Inner_Class c);
  native void missingVoid();
  static native long[] missingArray();

  static class Inner_Class {
    static native String inner();
    native String instance(int a);
  }

  static class Registered {
    static native int twice(int a);
    static native String kind();
    native int own(Object a);
    static int ordinary(int a) {
      return a;
    }
  }

  // 0: the first implementation, 1: the second; negative: errors
  static native int register(Class<?> type, String name, String signature, int which);
  static native int unregister(Class<?> type);

  interface Action {
    Object run();
  }

  static void show(String label, Action action) {
    try {
      System.out.println(label + ": " + action.run());
    } catch (Throwable t) {
      System.out.println(label + ": " + t);
    }
  }

  public static void main(String[] args) {
    System.loadLibrary("jni_tests");
    show("plain", () -> plain());
    show("under_score", () -> under_score());
    show("dollar$", () -> dollar$());
    show("unicode", () -> \u0416\u00e9());
    show("overloaded", () -> overloaded());
    show("overloaded", () -> overloaded(1));
    show("overloaded", () -> overloaded("", null, null));
    show("overloaded", () -> overloaded(null, 3L));
    show("missing", () -> missing(1, null, null));
    show("missing again", () -> missing(1, null, null));
    show("missingVoid", () -> { new JniNames().missingVoid(); return 0; });
    show("missingArray", () -> missingArray());
    show("inner", () -> Inner_Class.inner());
    show("inner instance", () -> new Inner_Class().instance(7));
    show("unregistered", () -> Registered.twice(4));
    show("register", () -> register(Registered.class, "twice", "(I)I", 0));
    show("twice", () -> Registered.twice(4));
    show("register again", () -> register(Registered.class, "twice", "(I)I", 1));
    int sum = 0;
    for (int i = 0; i < 20000; i++) sum += Registered.twice(i);
    int total = sum;
    show("twice", () -> Registered.twice(4) + " " + total);
    show("register own", () -> register(Registered.class, "own", "(Ljava/lang/Object;)I", 2));
    show("own", () -> new Registered().own("x"));
    show("wrong name", () -> register(Registered.class, "toString", "(I)I", 0));
    show("unknown name", () -> register(Registered.class, "thr".concat("eefold"), "(I)I", 0));
    show("wrong signature", () -> register(Registered.class, "twice", "(J)I", 0));
    show("bad signature", () -> register(Registered.class, "twice", "(I)No".concat("nsense"), 0));
    show("not native", () -> register(Registered.class, "ordinary", "(I)I", 0));
    show("unregister", () -> unregister(Registered.class));
    show("twice", () -> Registered.twice(4));
    show("register after", () -> register(Registered.class, "twice", "(I)I", 0));
    show("twice", () -> Registered.twice(5));
    show("unregister others", () -> unregister(String[].class) + " " + unregister(Runnable.class));
    show("no library", () -> { System.loadLibrary("does_not_exist"); return 0; });
    show("no path", () -> { System.load("relative/libx.so"); return 0; });
    show("no file", () -> { System.load("/no/such/libx.so"); return 0; });
  }
}
