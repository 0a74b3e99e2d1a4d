// SPDX-License-Identifier: Apache-2.0
// All ninety Call…Method functions: ten result types, virtual, nonvirtual and static, three forms of arguments.
public class JniCallMethods {
  interface Shape {
    default String describe(int scale) {
      return "a shape by " + scale;
    }
    int sides();
  }

  static class Base implements Shape {
    boolean z(boolean a, byte b) { return a ^ b > 0; }
    int test(boolean a) { return a ? 10 : 20; }
    byte b(byte a, short b) { return (byte) (a + b); }
    char c(char a, int b) { return (char) (a + b); }
    short s(short a, long b) { return (short) (a - b); }
    int i(int a, float b) { return a + (int) b; }
    long j(long a, double b) { return a + (long) b; }
    float f(float a, Object b) { return a + String.valueOf(b).length(); }
    double d(double a, boolean b) { return b ? a : -a; }
    Object o(Object a, char b) { return a + "" + b; }
    void v(String a, int[] b) { System.out.println("Base.v " + a + " " + b.length); }
    private int hidden(int a) { return a * 2; }
    public int sides() { return 0; }
  }

  static class Derived extends Base {
    boolean z(boolean a, byte b) { return !super.z(a, b); }
    byte b(byte a, short b) { return (byte) (super.b(a, b) + 1); }
    char c(char a, int b) { return (char) (super.c(a, b) + 1); }
    short s(short a, long b) { return (short) (super.s(a, b) + 1); }
    int i(int a, float b) { return super.i(a, b) + 1; }
    long j(long a, double b) { return super.j(a, b) + 1; }
    float f(float a, Object b) { return super.f(a, b) + 1; }
    double d(double a, boolean b) { return super.d(a, b) + 1; }
    Object o(Object a, char b) { return "Derived " + super.o(a, b); }
    void v(String a, int[] b) { System.out.println("Derived.v " + a + " " + b.length); }
    private int hidden(int a) { return a * 3; }
    public int sides() { return 4; }
    public String describe(int scale) { return "a square by " + scale; }
  }

  static boolean z(boolean a, byte b) { return a ^ b > 0; }
  static byte b(byte a, short b) { return (byte) (a + b); }
  static char c(char a, int b) { return (char) (a + b); }
  static short s(short a, long b) { return (short) (a - b); }
  static int i(int a, float b) { return a + (int) b; }
  static long j(long a, double b) { return a + (long) b; }
  static float f(float a, Object b) { return a + String.valueOf(b).length(); }
  static double d(double a, boolean b) { return b ? a : -a; }
  static Object o(Object a, char b) { return a + "" + b; }
  static void v(String a, int[] b) { System.out.println("static v " + a + " " + b.length); }

  static int many(byte a, double b, char c, float d, long e, boolean f, short g, int h, Object i, double j, long k) {
    System.out.println(a + " " + b + " " + c + " " + d + " " + e + " " + f + " " + g + " " + h + " " + i + " " + j + " " + k);
    return 11;
  }

  // form 0: variable arguments, 1: va_list, 2: jvalue array
  static native void virtuals(int form, Object target, Class<?> base, int[] array);
  static native void nonvirtuals(int form, Object target, Class<?> base, int[] array);
  static native void statics(int form, Class<?> type, int[] array);
  static native void others(Object target, Class<?> base, Class<?> shape);
  static native void narrow(Object target, Class<?> base);

  public static void main(String[] args) {
    System.loadLibrary("jni_tests");
    for (int form = 0; form < 3; form++) {
      System.out.println("form " + form);
      virtuals(form, new Base(), Base.class, new int[2]);
      virtuals(form, new Derived(), Base.class, new int[3]);
      nonvirtuals(form, new Derived(), Base.class, new int[4]);
      nonvirtuals(form, new Derived(), Derived.class, new int[5]);
      statics(form, JniCallMethods.class, new int[6]);
    }
    others(new Base(), Base.class, Shape.class);
    others(new Derived(), Base.class, Shape.class);
    narrow(new Base(), Base.class);
    try {
      nonvirtuals(0, null, Base.class, null);
    } catch (NullPointerException e) {
      System.out.println("never reached");
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
  }
}
