// SPDX-License-Identifier: Apache-2.0
// Classes and members between JNI and java.lang.reflect; supertypes, assignability, modules.
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

public class JniReflection {
  static class Sample {
    private int number = 4;
    static String text = "static";
    protected Object other;

    Sample() {}
    private Sample(int number) {
      this.number = number;
    }
    int add(int a) { return number + a; }
    static String join(String a, long b) { return a + b; }
    private void hidden() {}
  }

  static native int callReflected(Method method, Object target, int argument);
  static native Object construct(Constructor<?> constructor, int argument);
  static native int readInt(Field field, Object target);
  static native Object readStatic(Field field);
  static native Object toMethod(Class<?> type, String name, String signature, boolean isStatic);
  static native Object toField(Class<?> type, String name, String signature, boolean isStatic);
  static native boolean roundTrip(Method method, Class<?> type);
  static native Class<?> superclass(Class<?> type);
  static native boolean assignable(Class<?> sub, Class<?> sup);
  static native boolean instance(Object o, Class<?> type);
  static native Class<?> classOf(Object o);
  static native Object module(Class<?> type);
  static native int version();

  public static void main(String[] args) throws Exception {
    System.loadLibrary("jni_tests");
    Sample sample = new Sample();
    System.out.println(callReflected(Sample.class.getDeclaredMethod("add", int.class), sample, 38));
    Object made = construct(Sample.class.getDeclaredConstructor(int.class), 77);
    System.out.println(readInt(Sample.class.getDeclaredField("number"), made));
    System.out.println(readStatic(Sample.class.getDeclaredField("text")));
    System.out.println(toMethod(Sample.class, "add", "(I)I", false));
    System.out.println(toMethod(Sample.class, "join", "(Ljava/lang/String;J)Ljava/lang/String;", true));
    System.out.println(toMethod(Sample.class, "<init>", "(I)V", false));
    System.out.println(toMethod(Sample.class, "hashCode", "()I", false));
    System.out.println(toMethod(java.util.List.class, "size", "()I", false));
    System.out.println(toField(Sample.class, "number", "I", false));
    System.out.println(toField(Sample.class, "text", "Ljava/lang/String;", true));
    for (Method m : String.class.getDeclaredMethods()) {
      if (!roundTrip(m, String.class)) System.out.println("lost " + m);
    }
    Object hidden = toMethod(Sample.class, "hidden", "()V", false);
    System.out.println(((Member) hidden).getName() + " " + ((AccessibleObject) hidden).trySetAccessible() + " "
        + hidden.equals(Sample.class.getDeclaredMethod("hidden")));
    Class<?>[] types = {Object.class, String.class, Runnable.class, java.util.List.class, int.class, void.class, int[].class,
        String[].class, Object[][].class, Integer.class, Number.class, java.util.ArrayList.class, Comparable.class,
        java.io.Serializable.class, Cloneable.class, Integer[].class, Number[].class, Object[].class, long.class};
    for (Class<?> type : types) System.out.print(superclass(type) + "; ");
    System.out.println();
    for (Class<?> sub : types) {
      StringBuilder line = new StringBuilder();
      for (Class<?> sup : types) {
        boolean answer = assignable(sub, sup);
        line.append(answer ? '1' : '0');
        if (answer != sup.isAssignableFrom(sub)) line.append('!');
      }
      System.out.println(line);
    }
    Object[] objects = {"text", 5, new int[1], new String[1], new Integer[1][1], sample, null};
    for (Object o : objects) {
      StringBuilder line = new StringBuilder();
      for (Class<?> type : types) line.append(type.isPrimitive() ? "" : instance(o, type) ? "1" : "0");
      System.out.println(line + " " + (o == null ? null : classOf(o)));
    }
    System.out.println(module(String.class) + " " + module(int[].class) + " " + module(int.class) + " "
        + (module(Sample.class) == Sample.class.getModule()) + " " + module(java.sql.Driver.class) + " "
        + module(Sample[][].class).toString().startsWith("unnamed module"));
    System.out.println(Integer.toHexString(version()));
  }
}
