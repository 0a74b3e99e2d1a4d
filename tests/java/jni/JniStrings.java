// SPDX-License-Identifier: Apache-2.0
// Strings: both encodings, regions, copies, critical access, text that is not well-formed.
public class JniStrings {
  static native String fromBytes(byte[] bytes);
  static native byte[] toBytes(String text);
  static native int utfLength(String text);
  static native int length(String text);
  static native String fromChars(char[] units);
  static native char[] toChars(String text);
  static native char[] critical(String text);
  static native String region(String text, int start, int count);
  static native byte[] utfRegion(String text, int start, int count);
  static native boolean changeCopy(String text);
  static native String nullText();

  static String show(String text) {
    if (text == null) return "null";
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) out.append(c >= 32 && c < 127 ? "" + c : String.format("\\u%04x", (int) c));
    return out.toString();
  }

  static String show(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (byte b : bytes) out.append(String.format("%02x ", b));
    return out.toString();
  }

  static byte[] bytes(int... values) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < values.length; i++) out[i] = (byte) values[i];
    return out;
  }

  public static void main(String[] args) {
    System.loadLibrary("jni_tests");
    String[] texts = {"", "a", "plain text", "\u00e9\u00ff", "nul\0inside", "\u20ac and \u0416", "\ud83d\ude00 pair",
        "\ud800", "\udc00 alone", "\u0080\u07ff\u0800\uffff", "x".repeat(5000)};
    for (String text : texts) {
      String shown = text.length() > 100 ? "long" : show(text);
      System.out.println(shown + ": " + length(text) + " " + utfLength(text) + " " + toBytes(text).length);
      if (text.length() < 100) System.out.println("  " + show(toBytes(text)));
      System.out.println("  " + new String(toChars(text)).equals(text) + " " + new String(critical(text)).equals(text)
          + " " + fromChars(text.toCharArray()).equals(text) + " "
          + (text.indexOf(0) >= 0 || fromBytes(toBytes(text)).equals(text)));
    }
    System.out.println(show(fromBytes(bytes(0xc0, 0x80, 'x'))));
    System.out.println(show(fromBytes(bytes(0xf0, 0x9f, 0x98, 0x80))));
    System.out.println(show(fromBytes(bytes(0x80, 0xbf, 0xff, 'a'))));
    System.out.println(show(fromBytes(bytes(0xc3, 'a', 0xe2, 0x82, 'b'))));
    System.out.println(show(fromBytes(bytes('z', 0xe2, 0x82))));
    System.out.println(show(fromBytes(bytes('z', 0xc3))));
    System.out.println(nullText());
    int[][] regions = {{0, 0}, {0, 6}, {2, 3}, {6, 0}, {5, 1}, {-1, 2}, {0, 7}, {7, 0}, {3, -1}, {5, Integer.MAX_VALUE},
        {Integer.MIN_VALUE, 1}};
    for (String text : new String[] {"latin1", "ut\u0416-16"}) {
      for (int[] r : regions) {
        try {
          System.out.print(show(region(text, r[0], r[1])) + " ");
          System.out.println(show(utfRegion(text, r[0], r[1])));
        } catch (Exception e) {
          System.out.println(e);
          try {
            utfRegion(text, r[0], r[1]);
          } catch (Exception f) {
            System.out.println(f);
          }
        }
      }
    }
    System.out.println(changeCopy("constant") + " constant");
    System.out.println(fromChars(new char[0]).isEmpty() + " " + ("" == fromChars(new char[0]).intern()));
  }
}
