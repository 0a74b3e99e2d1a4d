// SPDX-License-Identifier: Apache-2.0
// Get and Set of instance and static fields of every type; inherited, private, final, volatile and interface fields.
public class JniFields {
  interface Constants {
    String NAME = new String("from the interface");
  }

  static class Base {
    protected int inherited = 5;
    static long counter = 1L << 33;
  }

  static class Holder extends Base implements Constants {
    boolean z = true;
    byte b = -1;
    char c = '\u1234';
    short s = -2;
    int i = -3;
    long j = -4L << 32;
    float f = 1.25f;
    double d = -2.5;
    Object o = "object";
    private int[] hidden = {1, 2, 3};
    volatile long volatileLong = 77;
    final int constant;
    volatile Object volatileObject = "before";
    static boolean sz = true;
    static byte sb = -1;
    static char sc = '\u1234';
    static short ss = -2;
    static int si = -3;
    static long sj = -4L << 32;
    static float sf = 1.25f;
    static double sd = -2.5;
    static Object so = "static object";
    static volatile int sv = 9;

    Holder() {
      constant = 10 + (int) (System.nanoTime() & 0);
    }

    void print() {
      System.out.println(z + " " + b + " " + (int) c + " " + s + " " + i + " " + j + " " + f + " " + d + " " + o + " "
          + java.util.Arrays.toString(hidden) + " " + volatileLong + " " + volatileObject + " " + inherited);
      System.out.println(sz + " " + sb + " " + (int) sc + " " + ss + " " + si + " " + sj + " " + sf + " " + sd + " " + so
          + " " + sv + " " + counter);
    }
  }

  static native void read(Holder holder);
  static native void write(Holder holder, Object value);
  static native String interfaceField(Class<?> type);
  static native int setFinal(Holder holder, int value);
  static native int setBoolean(Holder holder, int value);

  public static void main(String[] args) throws Exception {
    System.loadLibrary("jni_tests");
    Holder holder = new Holder();
    read(holder);
    write(holder, new StringBuilder("new value"));
    holder.print();
    read(holder);
    write(holder, null);
    holder.print();
    System.out.println(interfaceField(Holder.class));
    System.out.println(setFinal(holder, 99) + " " + Holder.class.getDeclaredField("constant").getInt(holder));
    for (int value : new int[] {0, 1, 2, 3, 255}) System.out.print(setBoolean(holder, value) + " " + holder.z + " ");
    System.out.println();
  }
}
