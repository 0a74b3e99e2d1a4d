// SPDX-License-Identifier: Apache-2.0
// FindClass: forms of names, errors, initialization, and which loader is asked.
public class JniFindClass {
  static class FoundInOnLoad {
    static {
      System.out.println("FoundInOnLoad initialized");
    }
  }

  static class Noisy {
    static {
      System.out.println("Noisy initialized");
    }
  }

  static class Failing {
    static {
      if (true) throw new IllegalStateException("in the initializer");
    }
  }

  static native Class<?> find(byte[] name);
  static native Class<?> foundInOnLoad();
  static native Class<?> findFromOtherThread(byte[] name);

  static void show(String name) {
    try {
      Class<?> found = find(name.getBytes("UTF-8"));
      System.out.println(name + ": " + found + " " + (found.getClassLoader() == null));
    } catch (Throwable t) {
      System.out.println(name + ": " + t);
      for (Throwable c = t.getCause(); c != null; c = c.getCause()) System.out.println("  cause " + c);
    }
  }

  public static void main(String[] args) throws Exception {
    System.loadLibrary("jni_tests");
    System.out.println(foundInOnLoad());
    for (String name : new String[] {"java/lang/String", "java/util/Map$Entry", "[I", "[[J", "[Ljava/lang/String;",
        "[[Ljava/util/Map$Entry;", "Ljava/lang/String;", "JniFindClass$Noisy", "[LJniFindClass$Noisy;",
        "[LJniFindClass$Failing;", "JniFindClass$Failing", "JniFindClass$Failing", "java.lang.String", "no/such/Type",
        "[Lno/such/Type;", "int", "I", "", "[", "[V", "[Q", "L;", "JniFindClass",
        "java/sql/Driver", "com/sun/tools/javac/Main", "a//b", "/a", "a/"}) {
      show(name);
    }
    System.out.println(findFromOtherThread("JniFindClass$Noisy".getBytes()));
    System.out.println(findFromOtherThread("java/lang/Thread".getBytes()));
  }
}
