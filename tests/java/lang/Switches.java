// SPDX-License-Identifier: Apache-2.0
// All forms of switch: dense, sparse, negative and extreme labels, fall-through, strings with equal
// hashes, enums, boxed, arrow forms, yield, nested, default in the middle.
public class Switches {
    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green!";
            }
        },
        BLUE
    }

    static String dense(int i) {
        switch (i) {
            case 0: return "zero";
            case 1: return "one";
            case 2:
            case 3: return "two or three";
            case 5: return "five";
            default: return "other";
        }
    }
    static String sparse(int i) {
        switch (i) {
            case Integer.MIN_VALUE: return "min";
            case -1000: return "-1000";
            case 7: return "7";
            case 1 << 20: return "big";
            case Integer.MAX_VALUE: return "max";
        }
        return "none";
    }
    static String through(int i) {
        StringBuilder s = new StringBuilder();
        switch (i) {
            case 1: s.append("1");
            default: s.append("d");
            case 2: s.append("2"); break;
            case 3: s.append("3");
        }
        return s.toString();
    }
    static int strings(String s) {
        switch (s) {
            case "Aa": return 1;
            case "BB": return 2;
            case "AaBB": return 3;
            case "BBAa": return 4;
            case "": return 5;
            case "ключ": return 6;
            default: return -1;
        }
    }
    static String colors(Color c) {
        return switch (c) {
            case RED -> "r";
            case GREEN -> {
                String s = "g";
                yield s + c;
            }
            case BLUE -> "b";
        };
    }
    static int days(String month, boolean leap) {
        return switch (month) {
            case "apr", "jun", "sep", "nov" -> 30;
            case "feb" -> {
                if (leap) yield 29;
                yield 28;
            }
            default -> 31;
        };
    }
    static String boxed(Integer i) {
        switch (i) {
            case 1: return "one";
            case 200: return "two hundred";
            default: return "?";
        }
    }
    static String character(char c) {
        return switch (c) {
            case 'a', 'e', 'i', 'o', 'u' -> "vowel";
            case '0' -> "zero";
            default -> {
                if (c > 'z') yield "beyond";
                yield "consonant";
            }
        };
    }
    static String bytes(byte b) {
        switch (b) {
            case -128: return "min";
            case 127: return "max";
            case 0: return "0";
        }
        return "-";
    }
    static String old(int i) {
        return switch (i) {
            case 1: yield "a";
            case 2: System.out.print("(two)");
            default: yield "z";
        };
    }
    static int loop() {
        int n = 0;
    outer:
        for (int i = 0; i < 10; i++) {
            switch (i % 4) {
                case 0: continue;
                case 1: n += 1; break;
                case 2:
                    n += 10;
                    if (i > 5) break outer;
                default: n += 100;
            }
        }
        return n;
    }

    public static void main(String[] args) {
        for (int i = -2; i < 8; i++)
            System.out.println(i + " " + dense(i) + " " + through(i) + " " + old(i));
        for (int i : new int[] {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1001, -1000, 0, 7, 8,
                     1 << 20, Integer.MAX_VALUE - 1, Integer.MAX_VALUE})
            System.out.println(i + " " + sparse(i));
        for (String s : new String[] {"Aa", "BB", "AaBB", "BBAa", "AaAa", "", "ключ", "C#"})
            System.out.println(
                    s + " " + s.hashCode() + " " + strings(s) + " " + strings(new String(s)));
        for (Color c : Color.values())
            System.out.println(c + " " + colors(c) + " " + c.ordinal() + " " + c.getClass() + " "
                    + c.getDeclaringClass());
        System.out.println(days("feb", true) + " " + days("feb", false) + " " + days("apr", false)
                + " " + days("may", true));
        System.out.println(boxed(1) + boxed(200) + boxed(5));
        for (char c : "ax0éz".toCharArray()) System.out.print(character(c) + " ");
        System.out.println();
        for (int b : new int[] {-128, 127, 0, 1}) System.out.print(bytes((byte) b) + " ");
        System.out.println();
        System.out.println(loop());
        try {
            strings(null);
        } catch (NullPointerException e) { System.out.println("null string"); }
        try {
            colors(null);
        } catch (NullPointerException e) { System.out.println("null enum"); }
        try {
            boxed(null);
        } catch (NullPointerException e) { System.out.println("null box"); }
        int sum = 0;
        for (int i = 0; i < 100000; i++)
            sum += switch (i & 7) {
                case 0 -> 1;
                case 1 -> 2;
                case 2 -> 3;
                case 5 -> 4;
                default -> 0;
            };
        System.out.println(sum);
    }
}
