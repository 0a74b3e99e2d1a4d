// SPDX-License-Identifier: Apache-2.0
// Local, global and weak references; local frames; very many local references; weak references to dead objects.
public class JniReferences {
  static native void kinds(Object a, Object b);
  static native Object frames(Object[] items);
  static native int many(int count);
  static native int manyDeleted(int count);
  static native long makeGlobal(Object a);
  static native Object getGlobal(long reference);
  static native void deleteGlobal(long reference);
  static native long makeWeak(Object a);
  static native Object getWeak(long reference);
  static native boolean isDead(long reference);
  static native void deleteWeak(long reference);
  static native String capacity();
  static native Object returnsDeletedFrame();
  static native Object nested(int depth);

  static Object up(int depth) {
    return depth == 0 ? "bottom" : nested(depth - 1) + "<" + depth;
  }

  public static void main(String[] args) throws Exception {
    System.loadLibrary("jni_tests");
    kinds("a", "b");
    Object[] items = {"x", "y", "z"};
    System.out.println(frames(items) == items[2]);
    System.out.println(many(100000) + " " + manyDeleted(200000));
    long[] globals = new long[3000];
    for (int i = 0; i < globals.length; i++) globals[i] = makeGlobal("value " + i);
    System.gc();
    boolean all = true;
    for (int i = 0; i < globals.length; i++) all &= getGlobal(globals[i]).equals("value " + i);
    System.out.println(all);
    for (int i = 0; i < globals.length; i += 2) deleteGlobal(globals[i]);
    for (int i = 0; i < globals.length; i += 2) globals[i] = makeGlobal(i);
    for (int i = 0; i < globals.length; i++) all &= getGlobal(globals[i]).equals(i % 2 == 0 ? (Object) i : "value " + i);
    System.out.println(all);
    Object kept = new Object();
    long alive = makeWeak(kept);
    long[] weaks = new long[1000];
    for (int i = 0; i < weaks.length; i++) weaks[i] = makeWeak(new int[100]);
    int dead = 0;
    for (int round = 0; round < 20 && dead < 900; round++) {
      System.gc();
      dead = 0;
      for (long weak : weaks) if (isDead(weak)) dead++;
    }
    System.out.println((dead >= 900) + " " + (getWeak(alive) == kept) + " " + isDead(alive));
    for (long weak : weaks) deleteWeak(weak);
    deleteWeak(alive);
    System.out.println(capacity());
    System.out.println(returnsDeletedFrame());
    System.out.println(up(6));
  }
}
