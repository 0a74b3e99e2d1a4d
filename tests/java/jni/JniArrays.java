// SPDX-License-Identifier: Apache-2.0
// Arrays: the eight primitive types with elements, regions and release modes; arrays of objects; errors' texts.
import java.util.Arrays;

public class JniArrays {
  // Doubles every element through Get…ArrayElements and releases with `mode`; then adds one by regions.
  static native boolean[] booleans(boolean[] a, int mode);
  static native byte[] bytes(byte[] a, int mode);
  static native char[] chars(char[] a, int mode);
  static native short[] shorts(short[] a, int mode);
  static native int[] ints(int[] a, int mode);
  static native long[] longs(long[] a, int mode);
  static native float[] floats(float[] a, int mode);
  static native double[] doubles(double[] a, int mode);
  static native void getRegion(int[] a, int start, int count);
  static native void setRegion(byte[] a, int start, int count);
  static native int length(Object a);
  static native Object[] newObjects(int length, Class<?> type, Object initial);
  static native Object newPrimitive(int kind, int length);
  static native Object get(Object[] a, int index);
  static native void set(Object[] a, int index, Object value);
  static native int sumCritical(int[] a);
  static native void fillCritical(byte[] a, int value);
  static native int isCopy(int[] a);

  interface Action {
    Object run();
  }

  static void show(String label, Action action) {
    try {
      Object result = action.run();
      System.out.println(label + ": " + (result instanceof Object[] a ? result.getClass().getName() + Arrays.toString(a)
          : result == null ? "null" : result.getClass().isArray() ? result.getClass().getName() : result));
    } catch (Throwable t) {
      System.out.println(label + ": " + t);
    }
  }

  public static void main(String[] args) {
    System.loadLibrary("jni_tests");
    for (int mode = 0; mode <= 2; mode++) {  // 0, JNI_COMMIT, JNI_ABORT
      boolean[] z = {true, false, true};
      byte[] b = {1, -2, 100};
      char[] c = {'a', '\uffff'};
      short[] s = {-1, 20000};
      int[] i = {1, -2, Integer.MAX_VALUE};
      long[] j = {1L << 40, -3};
      float[] f = {1.5f, Float.NaN};
      double[] d = {2.5, Double.NEGATIVE_INFINITY};
      System.out.println(mode + " " + Arrays.toString(booleans(z, mode)) + Arrays.toString(z));
      System.out.println(mode + " " + Arrays.toString(bytes(b, mode)) + Arrays.toString(b));
      System.out.println(mode + " " + (int) chars(c, mode)[0] + " " + (int) c[1]);
      System.out.println(mode + " " + Arrays.toString(shorts(s, mode)) + Arrays.toString(s));
      System.out.println(mode + " " + Arrays.toString(ints(i, mode)) + Arrays.toString(i));
      System.out.println(mode + " " + Arrays.toString(longs(j, mode)) + Arrays.toString(j));
      System.out.println(mode + " " + Arrays.toString(floats(f, mode)) + Arrays.toString(f));
      System.out.println(mode + " " + Arrays.toString(doubles(d, mode)) + Arrays.toString(d));
      System.out.println(mode + " " + ints(new int[0], mode).length);
    }
    int[][] ranges = {{0, 5}, {5, 0}, {0, 6}, {6, 0}, {-1, 1}, {1, -1}, {4, 2}, {Integer.MAX_VALUE, 1},
        {1, Integer.MAX_VALUE}, {-3, -4}};
    for (int[] r : ranges) {
      show("get " + r[0] + " " + r[1], () -> { getRegion(new int[5], r[0], r[1]); return "ok"; });
      show("set " + r[0] + " " + r[1], () -> { setRegion(new byte[5], r[0], r[1]); return "ok"; });
    }
    show("length", () -> length(new int[7]) + length(new String[3]) + length(new long[2][9]));
    show("objects", () -> newObjects(3, String.class, "x"));
    show("nested", () -> newObjects(2, int[].class, null));
    show("interface", () -> newObjects(1, Runnable.class, null));
    show("empty", () -> newObjects(0, Object.class, "unused"));
    show("negative", () -> newObjects(-1, Object.class, null));
    for (int kind = 0; kind < 8; kind++) {
      int k = kind;
      show("kind " + k, () -> newPrimitive(k, 3));
      show("kind " + k, () -> newPrimitive(k, -2 - k));
    }
    Object[] objects = {"zero", null, 2};
    String[] strings = {"a", "b"};
    Number[][] numbers = new Integer[2][3];
    show("get", () -> get(objects, 0) + " " + get(objects, 1) + " " + get(objects, 2));
    show("get -1", () -> get(objects, -1));
    show("get 3", () -> get(objects, 3));
    show("set", () -> { set(objects, 1, strings); return objects[1] == strings; });
    show("set null", () -> { set(strings, 1, null); return strings[1]; });
    show("set wrong", () -> { set(strings, 0, 5); return "no"; });
    show("set wrong index", () -> { set(strings, 2, "x"); return "no"; });
    show("set both wrong", () -> { set(strings, 9, new int[1]); return "no"; });
    show("set array wrong", () -> { set(numbers, 0, new Long[1]); return "no"; });
    show("set array", () -> { set(numbers, 0, new Integer[1]); return numbers[0].length; });
    int[] many = new int[100000];
    Arrays.setAll(many, n -> n);
    System.out.println(sumCritical(many) + " " + sumCritical(new int[0]));
    byte[] filled = new byte[10];
    fillCritical(filled, 9);
    System.out.println(Arrays.toString(filled) + " " + isCopy(many));
  }
}
