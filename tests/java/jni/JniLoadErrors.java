// SPDX-License-Identifier: Apache-2.0
// Libraries that cannot be loaded, and the error's text for each reason; loading twice.
import java.nio.file.Files;
import java.nio.file.Path;

public class JniLoadErrors {
  static void load(String label, Path path) {
    try {
      System.load(path.toAbsolutePath().toString());
      System.out.println(label + ": loaded");
    } catch (Throwable t) {
      System.out.println(label + ": " + t.toString().replace(path.toAbsolutePath().toString(), "PATH"));
    }
  }

  static Path file(String name, byte[] bytes) throws Exception {
    return Files.write(Path.of(name), bytes);
  }

  public static void main(String[] args) throws Exception {
    load("missing", Path.of("libmissing.so"));
    load("empty", file("libempty.so", new byte[0]));
    load("short", file("libshort.so", "text".getBytes()));
    load("text", file("libtext.so", "text ".repeat(100).getBytes()));
    byte[] header = new byte[200];
    header[0] = 0x7f;
    header[1] = 'E';
    header[2] = 'L';
    header[3] = 'F';
    header[4] = 2;
    header[5] = 1;
    header[6] = 1;
    header[16] = 3;
    for (int machine : new int[] {62, 183, 3, 21, 40, 243, 9999}) {
      header[18] = (byte) machine;
      header[19] = (byte) (machine >> 8);
      load("machine " + machine, file("libmachine" + machine + ".so", header));
    }
    header[18] = 62;
    header[19] = 0;
    header[5] = 2;
    load("big endian", file("libbig.so", header));
    header[5] = 1;
    header[4] = 1;
    load("32 bits", file("lib32.so", header));
    header[4] = 7;
    load("no class", file("libclass.so", header));
    load("directory", Path.of("/tmp"));
    System.loadLibrary("jni_tests");
    System.loadLibrary("jni_tests");
    System.out.println(System.mapLibraryName("jni_tests"));
  }
}
