// SPDX-License-Identifier: Apache-2.0
// String concatenation through invokedynamic with every type, many arguments, constants with
// special characters, evaluation order; text blocks; compile-time constants and interning.
public class StringConcat {
    static int n = 0;
    static String next() { return "n" + n++; }
    static final String HELLO = "Hello";
    static final int FIVE = 5;
    static class Loud {
        public String toString() {
            System.out.print("(toString)");
            return "loud";
        }
    }
    static class Null {
        public String toString() { return null; }
    }
    public static void main(String[] args) {
        boolean z = true;
        byte b = -1;
        char c = 'c';
        short s = -300;
        int i = 123456;
        long l = -1L << 40;
        float f = 1.5f;
        double d = 1e100;
        String str = "str";
        Object o = new Loud();
        Object nul = null;
        char[] chars = null;
        Integer boxed = 7;
        System.out.println("" + z + b + c + s + i + l + f + d + str + o + nul + boxed);
        System.out.println(z + "|" + b + "|" + c + "|" + s + "|" + i + "|" + l + "|" + f + "|" + d
                + "|" + str + "|" + o + "|" + nul + "|" + boxed + "|" + new Null());
        System.out.println("\u0001" + i + "\u0002" + str + "\u0000".length() + "\u0001\u0002" + c);
        System.out.println("é" + str + "日本" + c + "😀" + i + '\uD83D' + "x");
        System.out.println(next() + next() + n + next());
        String acc = "";
        for (int k = 0; k < 20; k++) acc += k + ",";
        System.out.println(acc);
        System.out.println("" + 1 + 2 + (1 + 2) + 'a' + 1 + ('a' + 1) + -0.0 + 0.0f / 0 + 1.0 / 0
                + Long.MIN_VALUE + Integer.MIN_VALUE + (byte) 200 + 100.0f + 1e7 + 1.0E-5
                + 123456789.0f + 0.001);
        String a1 = "a",
               many = a1 + 1 + a1 + 2 + a1 + 3 + a1 + 4 + a1 + 5 + a1 + 6 + a1 + 7 + a1 + 8 + a1 + 9
                + a1 + i + l + d + f + z + c + s + b + str + nul + i + l + d + f + z + c + s + b
                + str + nul + i + l + d + f + z + c + s + b + str + nul + i + l + d + f + z + c + s
                + b + str + nul + i + l + d + f + z + c + s + b + str + nul + i + l + d + f + z + c
                + s + b + str + nul + i + l + d + f + z + c + s + b + str + nul + i + l + d + f + z
                + c + s + b + str + nul + i + l + d + f + z + c + s + b + str + nul + i + l + d + f
                + z + c + s + b + str + nul + i + l + d + f + z + c + s + b + str + nul + i + l + d
                + f + z + c + s + b + str + nul + i + l + d + f + z + c + s + b + str + nul + i + l
                + d + f + z + c + s + b + str + nul + i + l + d + f + z + c + s + b + str + nul + i
                + l + d + f + z + c + s + b + str + nul + i + l + d + f + z + c + s + b + str + nul
                + i + l + d + f + z + c + s + b + str + nul + i + l + d + f + z + c + s + b + str
                + nul + i + l + d + f + z + c + s + b + str + nul;
        System.out.println(many.length() + " " + many.hashCode());
        // clang-format off
        String block = """
            Hello,
              "World" \
            joined
            tab\there  \s
            escape \""" end
            é 日本 \u0041
            """; System.out.print(block.replace(' ', '.')); System.out.println("""
            no newline at end""" + "!");
                // clang-format on
                String h = "Hel";
        String lo = "lo";
        final String fh = "Hel";
        System.out.println((HELLO == "Hello") + " "
                + (HELLO
                        == "Hel"
                                + "lo")
                + " " + (HELLO == h + lo) + " " + (HELLO == (h + lo).intern()) + " "
                + (HELLO == fh + "lo") + " " + ("" + FIVE == "5") + " "
                + (HELLO + FIVE == "Hello5"));
        try {
            System.out.println("x" + chars.length);
        } catch (NullPointerException e) { System.out.println("npe in concat"); }
        char[] abc = {'a', 'b'};
        System.out.println("array " + String.valueOf(abc) + new String(abc, 1, 1));
        StringBuilder sb = new StringBuilder()
                                   .append(1)
                                   .append('c')
                                   .append(2.5f)
                                   .append(true)
                                   .append((Object) null)
                                   .append(abc)
                                   .insert(0, 9L)
                                   .reverse()
                                   .deleteCharAt(0);
        System.out.println(sb + " " + sb.length() + " " + sb.indexOf("c"));
        String e1 = "";
        e1 = e1 + null;
        e1 += 'x';
        e1 += 1.0f;
        Object obj = "o";
        obj += "p";
        System.out.println(e1 + obj);
        final char fc = 'q';
        System.out.println("const" + fc + 3 + true + 2.0 + 'z');
    }
}
