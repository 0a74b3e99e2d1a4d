// SPDX-License-Identifier: Apache-2.0
// Looking members up: what is found, what initializes a class, and the errors' texts.
public class JniMemberIds {
  static class Noisy {
    static {
      System.out.println("Noisy initialized");
    }
    int field;
    static int value = 3;
    void method() {}
    static void staticMethod() {}
  }

  static class Second {
    static {
      System.out.println("Second initialized");
    }
    static int value = 4;
  }

  static class Failing {
    static int value = Integer.parseInt("not a number");
    int field;
  }

  interface Left {
    default String name() { return "left"; }
    void left();
    static void utility() {}
  }

  interface Right extends Left {
    default String name() { return "right"; }
  }

  static abstract class Both implements Left, Right {
    Both(int a) {}
    private Both() {}
  }

  // kind: m method, M static method, f field, F static field
  static native boolean find(String kind, Class<?> type, String name, String descriptor);

  static void look(String kind, Class<?> type, String name, String descriptor) {
    String text = kind + " " + type.getName() + " " + name + " " + descriptor + ": ";
    try {
      boolean found = find(kind, type, name, descriptor);
      System.out.println(text + found);
    } catch (Throwable t) {
      System.out.println(text + t);
      for (Throwable c = t.getCause(); c != null; c = c.getCause()) System.out.println("  cause " + c);
    }
  }

  public static void main(String[] args) {
    System.loadLibrary("jni_tests");
    // Names that no class file has: the lookup ends before the class is initialized.
    String unknown = "noSuch".concat("Member");
    look("m", Noisy.class, unknown, "()V");
    look("M", Noisy.class, unknown, "()V");
    look("m", Noisy.class, "method", "(Lno/such/" + unknown + ";)V");
    look("f", Noisy.class, unknown, "I");
    look("F", Noisy.class, unknown, "I");
    look("f", Noisy.class, "field", "L" + unknown + ";");
    look("f", Left[].class, unknown, "I");
    System.out.println("not yet initialized");
    look("m", Noisy.class, "hashCode", "()V");
    look("f", Noisy.class, "hash", "I");
    look("m", Noisy.class, "method", "()V");
    look("m", Noisy.class, "staticMethod", "()V");
    look("M", Noisy.class, "method", "()V");
    look("M", Noisy.class, "staticMethod", "()V");
    look("m", Noisy.class, "toString", "()Ljava/lang/String;");
    look("m", Noisy.class, "method", "()I");
    look("m", Noisy.class, "main", "([Ljava/lang/String;)V");
    look("F", Second.class, "value", "I");
    look("f", Second.class, "value", "I");
    look("F", Noisy.class, "field", "I");
    look("F", Noisy.class, "value", "J");
    look("f", Noisy.class, "field", "J");
    look("f", Noisy.class, "value", "I");
    look("F", Failing.class, "value", "I");
    look("f", Failing.class, "field", "I");
    look("m", Failing.class, "<init>", "()V");
    look("m", Noisy.class, "<init>", "()V");
    look("m", Noisy.class, "<init>", "(I)V");
    look("m", Noisy.class, "<clinit>", "()V");
    look("M", Noisy.class, "<clinit>", "()V");
    look("m", Both.class, "<init>", "(I)V");
    look("m", Both.class, "<init>", "()V");
    look("m", Both.class, "name", "()Ljava/lang/String;");
    look("m", Both.class, "left", "()V");
    look("M", Both.class, "utility", "()V");
    look("M", Left.class, "utility", "()V");
    look("m", Left.class, "hashCode", "()I");
    look("m", Left.class, "left", "()V");
    look("m", int[].class, "clone", "()Ljava/lang/Object;");
    look("m", String[].class, "hashCode", "()I");
    look("m", String[].class, "<init>", "()V");
    look("f", int[].class, "length", "I");
    look("F", Integer.class, "MAX_VALUE", "I");
    look("f", Integer.class, "value", "I");
    look("m", String.class, "length", "()I");
    look("m", String.class, "compareTo", "(Ljava/lang/Object;)I");
    look("m", java.util.ArrayList.class, "iterator", "()Ljava/util/Iterator;");
    look("m", java.util.List.class, "stream", "()Ljava/util/stream/Stream;");
  }
}
