// SPDX-License-Identifier: Apache-2.0
// String methods and Formatter with every conversion and flag, in several locales.
import java.util.*;

public class StringsAndFormat {
    static void f(String fmt, Object... as) {
        try {
            System.out.println(fmt + " -> |" + String.format(Locale.ROOT, fmt, as) + "|");
        } catch (RuntimeException e) { System.out.println(fmt + " ! " + e); }
    }
    public static void main(String[] args) {
        f("%d %5d %-5d| %05d %,d %+d %(d % d", 1, 2, 3, 4, 1234567, 5, -6, 7);
        f("%x %X %#x %o %#o %08x", 255, 255, 255, 8, 8, -1);
        f("%x %d", (byte) -1, (short) -300);
        f("%d %x", new java.math.BigInteger("-123456789012345678901234567890"),
                java.math.BigInteger.TEN);
        f("%f %.2f %10.3f %-10.1f| %+.0f %,.2f %(.1f %e %.3E %g %.3g %a", 1.5, 2.345, 3.14159, 2.25,
                0.5, 12345.678, -1.0, 12345.678, 0.00012, 1e-5, 123456.0, 1.0);
        f("%f %e %g %.1f %5.1f", Double.NaN, Double.POSITIVE_INFINITY, 0.0, -0.05, Float.MAX_VALUE);
        f("%s %10s %-10s| %.2s %S %#s", "str", "r", "l", "cut", "up", "x");
        f("%c %C %c %5c", 'a', 'b', 0x1F600, 'z');
        f("%b %B %b %b", true, "x", null, false);
        f("%h %H %h", "hash", "hash", null);
        f("%n%%%5%|");
        f("%2$s %1$s %<s %s", "a", "b");
        f("%s %s", new int[0].length, Arrays.asList(1, null));
        f("%d");
        f("%d", "s");
        f("%z", 1);
        f("%-d", 1);
        f("%5");
        f("%.2d", 1);
        f("%,x", 1);
        f("%#d", 1);
        f("%c", 0x110000);
        f("%0-5d", 1);
        f("%+s", "x");
        f("%1$s %3$s", 1, 2);
        f("%tY-%<tm-%<td %<tH:%<tM:%<tS.%<tL %<tj %<tB %<tb %<tA %<ta %<tp %<tI %<te %<ty %<tC "
          + "%<tR %<tT %<tr %<tD %<tF",
                new GregorianCalendar(2024, Calendar.FEBRUARY, 29, 13, 5, 9));
        f("%tQ %<ts", 1700000000123L);
        f("%s", new Formattable() {
            public void formatTo(Formatter fm, int fl, int w, int p) {
                fm.format("<%d,%d,%d>", fl, w, p);
            }
        });
        f("%.3f %.0f %.1f", new java.math.BigDecimal("2.0005"), new java.math.BigDecimal("2.5"),
                new java.math.BigDecimal("1E+10"));
        for (Locale l : new Locale[] {Locale.US, Locale.GERMANY, Locale.FRANCE,
                     new Locale("hi", "IN"), Locale.JAPAN})
            System.out.println(l + " "
                    + String.format(l, "%,d %,.2f %tB %<tA %e", 1234567, 1234567.891,
                            new GregorianCalendar(2024, 4, 6), 1.5));
        String s = "Hello, World";
        System.out.println(s.indexOf("o") + " " + s.lastIndexOf('o') + s.indexOf("o", 5)
                + s.contains("World") + s.replace('l', 'L') + s.replaceAll("[aeiou]", "<$0>")
                + s.replaceFirst("l+", "") + s.toUpperCase() + s.substring(7) + s.charAt(4)
                + s.concat("!") + s.matches(".*W.*") + s.startsWith("He") + s.endsWith("d")
                + s.compareTo("Help") + s.isEmpty() + Arrays.toString(s.split(""))
                + Arrays.toString("a1b22c333".split("\\d+"))
                + Arrays.toString("a:b:c".split(":", 2)) + Arrays.toString(":a::b:".split(":"))
                + String.join("|", List.of("x", "y")) + "  trim ".trim() + "|"
                + " strip ".stripLeading() + "|"
                + "ab".repeat(3) + "x".equals(null) + "A".equalsIgnoreCase("a")
                + "line1\nline2".indent(2).replace("\n", "$")
                + "  a\n b".stripIndent().replace("\n", "$") + "a\\tb".translateEscapes()
                + "x".transform(y -> y + y) + "abc".chars().sum() + "b".compareTo("abc")
                + String.valueOf(new char[] {'c', 'v'}, 1, 1) + String.copyValueOf(new char[] {'x'})
                + "%d-%s".formatted(1, "f") + "a,b;c".split("[,;]").length
                + "Ab".chars().mapToObj(Character::getName).toList()
                + "content".contentEquals(new StringBuilder("content"))
                + "é".getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                + new String(new int[] {0x1F600, 65}, 0, 2).length()
                + "tic tac".describeConstable().get() + "x".hashCode() + "".hashCode()
                + "zzzzzz".hashCode() + "ß".equalsIgnoreCase("SS") + "aXbXc".replace("X", "")
                + "aaa".replace("aa", "b") + "abc".replace("", "-"));
        StringBuilder b = new StringBuilder();
        for (Object o : new Object[] {1, 2L, 'c', 1.5f, 2.5, true, null, "s", new char[0].length})
            b.append(o).append(',');
        b.setLength(b.length() - 1);
        b.insert(0, "[").append(']').replace(1, 2, "ONE").delete(4, 6).reverse();
        System.out.println(b + " " + b.length() + b.capacity() * 0 + b.indexOf("c")
                + b.lastIndexOf(",") + b.charAt(3) + b.compareTo(new StringBuilder("]"))
                + b.substring(3, 6) + b.chars().count());
        StringBuffer sb = new StringBuffer("buf").append(1).insert(0, 2.5).reverse();
        System.out.println(sb);
        Scanner sc = new Scanner("12 abc 3.5 true\nsecond line\n0x1F 99999999999");
        sc.useLocale(Locale.ROOT);
        System.out.println(sc.nextInt() + sc.next() + sc.nextDouble() + sc.nextBoolean()
                + sc.nextLine() + "|" + sc.nextLine() + sc.hasNextInt() + sc.next() + sc.nextLong()
                + sc.hasNext());
        System.out.println(new StringTokenizer("a b,c", " ,", true).countTokens()
                + Integer.toString(255, 36) + Long.toHexString(-1L) + Integer.toOctalString(8)
                + Double.toString(1e21) + Float.toString(1e-5f) + Boolean.parseBoolean("TrUe")
                + Character.getNumericValue('z') + Integer.decode("-0x10")
                + Integer.valueOf("77", 8) + Long.parseLong("-9223372036854775808")
                + Short.parseShort("-1") + Byte.parseByte("7f", 16) + Double.valueOf("1e-3")
                + HexFormat.of().formatHex(new byte[] {1, (byte) 0xab})
                + Arrays.toString(HexFormat.ofDelimiter(":").parseHex("0a:ff")));
    }
}
