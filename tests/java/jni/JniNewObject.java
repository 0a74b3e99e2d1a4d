// SPDX-License-Identifier: Apache-2.0
// Making objects: NewObject in three forms, AllocObject, what cannot be instantiated, constructors that throw.
public class JniNewObject {
  static class Point {
    static {
      System.out.println("Point initialized");
    }
    final int x;
    final double y;
    final String label;
    int untouched = 5;

    Point(int x, double y, String label) {
      this.x = x;
      this.y = y;
      this.label = label;
    }

    public String toString() {
      return label + "(" + x + ", " + y + ") " + untouched;
    }
  }

  static abstract class Abstract {
    Abstract() {}
  }

  enum Color { RED }

  static class Thrower {
    Thrower() {
      throw new IllegalArgumentException("from the constructor");
    }
  }

  static class BadInit {
    static final int N = Integer.parseInt("x");
  }

  static class Finalizable {
    static volatile int finalized;

    protected void finalize() {
      finalized++;
    }
  }

  static native Object make(int form, Class<?> type, int x, double y, String label);
  static native Object alloc(Class<?> type);
  static native Object plain(Class<?> type);
  static native Object inner(Class<?> type, Object outer);
  static native void makeMany(Class<?> type, int count);

  class Inner {
    public String toString() {
      return "inner of " + JniNewObject.this.getClass().getSimpleName();
    }
  }

  interface Action {
    Object run();
  }

  static void show(String label, Action action) {
    try {
      System.out.println(label + ": " + action.run());
    } catch (Throwable t) {
      System.out.println(label + ": " + t + (t.getCause() == null ? "" : " <- " + t.getCause()));
    }
  }

  public static void main(String[] args) throws Exception {
    System.loadLibrary("jni_tests");
    for (int form = 0; form < 3; form++) {
      int f = form;
      show("form " + f, () -> make(f, Point.class, f, f + 0.5, "label"));
    }
    show("alloc", () -> alloc(Point.class));
    show("alloc abstract", () -> alloc(Abstract.class));
    show("alloc interface", () -> alloc(Runnable.class));
    show("alloc array", () -> alloc(int[].class));
    show("alloc object array", () -> alloc(String[].class));
    show("alloc class", () -> alloc(Class.class));
    show("alloc enum", () -> ((Color) alloc(Color.class)).name());
    show("alloc bad", () -> alloc(BadInit.class));
    show("new abstract", () -> plain(Abstract.class));
    show("new thrower", () -> plain(Thrower.class));
    show("new bad", () -> plain(BadInit.class));
    show("new object", () -> plain(Object.class).getClass());
    show("new list", () -> plain(java.util.ArrayList.class));
    show("inner", () -> inner(Inner.class, new JniNewObject()));
    makeMany(Finalizable.class, 200);
    for (int i = 0; i < 50 && Finalizable.finalized < 150; i++) {
      System.gc();
      Thread.sleep(10);
    }
    System.out.println(Finalizable.finalized >= 150);
  }
}
