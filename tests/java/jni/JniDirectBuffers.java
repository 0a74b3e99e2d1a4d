// SPDX-License-Identifier: Apache-2.0
// Direct buffers made by native code and seen by it.
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

public class JniDirectBuffers {
  static native ByteBuffer make(int size);
  static native void free(ByteBuffer buffer);
  static native long capacity(Object buffer);
  static native boolean hasAddress(Object buffer);
  static native int sum(Buffer buffer, int count);
  static native long distance(Buffer a, Buffer b);

  public static void main(String[] args) {
    System.loadLibrary("jni_tests");
    ByteBuffer made = make(100);
    System.out.println(made + " " + made.isDirect() + " " + made.order() + " " + made.get(3) + " " + made.get(99));
    made.put(5, (byte) 50);
    made.order(ByteOrder.LITTLE_ENDIAN).putInt(8, 0x01020304);
    System.out.println(sum(made, 6) + " " + made.get(8) + " " + capacity(made));
    System.out.println(capacity(made.slice(10, 20)) + " " + distance(made, made.slice(10, 20)));
    ByteBuffer own = ByteBuffer.allocateDirect(64);
    for (int i = 0; i < 64; i++) own.put(i, (byte) i);
    System.out.println(sum(own, 64) + " " + capacity(own) + " " + capacity(own.asIntBuffer()) + " "
        + distance(own, own.position(16).slice()));
    System.out.println(capacity(ByteBuffer.allocate(10)) + " " + hasAddress(ByteBuffer.allocate(10)) + " "
        + hasAddress(own) + " " + hasAddress(own.asReadOnlyBuffer()) + " " + capacity(own.asReadOnlyBuffer()));
    System.out.println(capacity(make(0)));
    free(made);
  }
}
