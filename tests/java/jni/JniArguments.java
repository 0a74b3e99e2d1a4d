// SPDX-License-Identifier: Apache-2.0
// Arguments and results of native methods: every type, more arguments than registers, results that need narrowing.
import java.util.Arrays;

public class JniArguments {
  static native int none();
  static native int one(int a);
  native String instance(Object a, long b, String c);
  static native String sixInts(int a, long b, short c, byte d, char e, boolean f);
  static native String nineInts(int a, int b, int c, int d, long e, short f, byte g, char h, boolean i);
  static native String eightDoubles(double a, float b, double c, float d, double e, float f, double g, float h);
  static native String tenFloats(float a, float b, float c, float d, float e, float f, float g, float h, float i, float j);
  static native String mixed(int a, double b, long c, float d, Object e, short f, double g, byte h, float i, char j,
      double k, boolean l, double m, float n, double o, int p, double q, float r);
  native String thirty(int a0, long a1, float a2, double a3, byte a4, short a5, char a6, boolean a7, String a8, int a9,
      int b0, long b1, float b2, double b3, byte b4, short b5, char b6, boolean b7, String b8, int b9,
      int c0, long c1, float c2, double c3, byte c4, short c5, char c6, boolean c7, String c8, int c9);
  static native int sum40(int a0, int a1, int a2, int a3, int a4, int a5, int a6, int a7, int a8, int a9,
      int b0, int b1, int b2, int b3, int b4, int b5, int b6, int b7, int b8, int b9,
      int c0, int c1, int c2, int c3, int c4, int c5, int c6, int c7, int c8, int c9,
      int d0, int d1, int d2, int d3, int d4, int d5, int d6, int d7, int d8, int d9);
  static native double sum20(double a0, double a1, double a2, double a3, double a4, double a5, double a6, double a7,
      double a8, double a9, double b0, double b1, double b2, double b3, double b4, double b5, double b6, double b7,
      double b8, double b9);

  static native boolean makeBoolean(int bits);
  static native byte makeByte(int bits);
  static native char makeChar(int bits);
  static native short makeShort(int bits);
  static native int makeInt(int bits);
  static native long makeLong(long bits);
  static native float makeFloat(int bits);
  static native double makeDouble(long bits);
  static native Object echo(Object a);
  static native void nothing();
  static native Class<?> classArgument();
  native Object receiver();

  int id = 17;

  public String toString() {
    return "instance " + id;
  }

  public static void main(String[] args) {
    System.loadLibrary("jni_tests");
    System.out.println(none() + " " + one(-5) + " " + one(Integer.MIN_VALUE));
    JniArguments self = new JniArguments();
    System.out.println(self.instance(null, Long.MIN_VALUE, "text"));
    System.out.println(self.instance(self, -1, null));
    System.out.println(sixInts(1, -2L, (short) -3, (byte) -4, '\uffff', true));
    System.out.println(nineInts(-1, 2, -3, 4, Long.MAX_VALUE, Short.MIN_VALUE, Byte.MIN_VALUE, 'A', true));
    System.out.println(eightDoubles(1.5, -2.5f, 3.25, 4.75f, Double.MAX_VALUE, Float.MIN_VALUE, -0.0, Float.NaN));
    System.out.println(tenFloats(1, 2, 3, 4, 5, 6, 7, 8, 9, 10.5f));
    System.out.println(mixed(-1, 2.5, -3L, 4.5f, self, (short) -6, 7.5, (byte) -8, 9.5f, 'j', 11.5, true, 13.5, 14.5f,
        15.5, -16, 17.5, 18.5f));
    System.out.println(self.thirty(-1, -2, 3.5f, 4.5, (byte) -5, (short) -6, '7', true, "eight", 9,
        -10, Long.MIN_VALUE, -12.5f, 13.5, (byte) 14, (short) 15, '\u0416', false, null, 19,
        20, 21, 22.5f, 23.5, (byte) -24, (short) -25, '\uffff', true, "end", Integer.MAX_VALUE));
    System.out.println(sum40(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
        21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, -40));
    System.out.println(sum20(.1, .2, .3, .4, .5, .6, .7, .8, .9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, -2));
    for (int bits : new int[] {0, 1, 255, -1, 0x12345678, 0x1ff, 0x8000, 0x1ffff}) {
      System.out.println(bits + ": " + makeBoolean(bits & 1) + " " + makeByte(bits) + " " + (int) makeChar(bits) + " "
          + makeShort(bits) + " " + makeInt(bits));
    }
    System.out.println(makeLong(Long.MIN_VALUE + 1) + " " + makeFloat(0x7f800001) + " " + makeFloat(0x80000000) + " "
        + makeFloat(0x40490fdb) + " " + makeDouble(0x400921fb54442d18L) + " " + makeDouble(1));
    System.out.println(Float.floatToRawIntBits(makeFloat(0x3f800001)) + " " + Double.doubleToRawLongBits(makeDouble(-7)));
    System.out.println(echo(null) + " " + echo("same") + " " + (echo(self) == self) + " "
        + Arrays.toString((int[]) echo(new int[] {1, 2})));
    nothing();
    System.out.println(classArgument() + " " + (self.receiver() == self));
    // The same through reflection, method handles and a lambda.
    try {
      System.out.println(JniArguments.class.getDeclaredMethod("one", int.class).invoke(null, 41));
      var lookup = java.lang.invoke.MethodHandles.lookup();
      var handle = lookup.findStatic(JniArguments.class, "makeByte",
          java.lang.invoke.MethodType.methodType(byte.class, int.class));
      System.out.println((byte) handle.invokeExact(0x1ff));
      java.util.function.IntUnaryOperator operator = JniArguments::one;
      System.out.println(operator.applyAsInt(99));
    } catch (Throwable t) {
      System.out.println(t);
    }
    int total = 0;
    for (int i = 0; i < 200000; i++) total += one(i);
    System.out.println(total);
  }
}
