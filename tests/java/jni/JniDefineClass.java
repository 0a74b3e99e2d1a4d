// SPDX-License-Identifier: Apache-2.0
// DefineClass: into a loader of our own, with and without a name, and its errors.
import java.io.InputStream;

public class JniDefineClass {
  public static class Template implements java.util.function.IntSupplier {
    public int getAsInt() {
      return 42;
    }
  }

  static class Loader extends ClassLoader {
    Loader() {
      super(JniDefineClass.class.getClassLoader());
    }
  }

  static native Class<?> define(byte[] name, ClassLoader loader, byte[] bytes);

  static void show(String label, byte[] name, ClassLoader loader, byte[] bytes) {
    try {
      Class<?> type = define(name, loader, bytes);
      Object made = type.getDeclaredConstructor().newInstance();
      System.out.println(label + ": " + type.getName() + " " + (type == Template.class) + " "
          + (type.getClassLoader() == loader) + " " + ((java.util.function.IntSupplier) made).getAsInt() + " "
          + type.getProtectionDomain().getCodeSource() + " " + type.getPackageName().isEmpty());
    } catch (Throwable t) {
      System.out.println(label + ": " + t.toString().replaceAll("@[0-9a-f]+", "@"));
    }
  }

  public static void main(String[] args) throws Exception {
    System.loadLibrary("jni_tests");
    byte[] bytes;
    try (InputStream in = JniDefineClass.class.getResourceAsStream("JniDefineClass$Template.class")) {
      bytes = in.readAllBytes();
    }
    byte[] name = "JniDefineClass$Template".getBytes();
    ClassLoader loader = new Loader();
    show("named", name, loader, bytes);
    show("again", name, loader, bytes);
    show("unnamed", null, new Loader(), bytes);
    show("wrong name", "Other".getBytes(), new Loader(), bytes);
    show("java name", "java/lang/Other".getBytes(), new Loader(), bytes);
    show("no bytes", name, new Loader(), new byte[0]);
    show("bad magic", name, new Loader(), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length / 2);
    show("cut", name, new Loader(), cut);
    byte[] future = bytes.clone();
    future[7] = 99;
    show("version", name, new Loader(), future);
  }
}
