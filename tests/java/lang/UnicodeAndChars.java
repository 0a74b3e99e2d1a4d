// SPDX-License-Identifier: Apache-2.0
// Unicode in source, identifiers, escapes, surrogate pairs, char arithmetic, code points, case
// mapping, both string representations.
public class UnicodeAndChars {
    static int größe = 3;
    static String \u0061bc = "abc";
    enum Ключ { ОДИН, ДВА }
    public static void main(String[] args) throws Exception {
        String s = "aé€😀\u0000\t\"'\\\0\12\377";
        System.out.println(s.length() + " " + s.codePointCount(0, s.length()) + " " + s.hashCode());
        for (char c : s.toCharArray()) System.out.print((int) c + " ");
        System.out.println();
        s.codePoints().forEach(c -> System.out.print(Integer.toHexString(c) + " "));
        System.out.println();
        System.out.println(größe + abc + Ключ.ДВА + "日本語".charAt(1) + 'ß'
                + "straße".toUpperCase() + "İI".toLowerCase(java.util.Locale.ROOT).length()
                + "ÀÉ".toLowerCase() + "ŸŁ".toLowerCase() + "ﬁ".toUpperCase());
        System.out.println(Character.isLetter('é') + " " + Character.isDigit('٣') + " "
                + Character.getNumericValue('٣') + " " + Character.isWhitespace('\u00a0')
                + Character.isSpaceChar('\u00a0') + " " + Character.isJavaIdentifierStart('ß') + " "
                + Character.getType('A') + " " + Character.isSurrogate('\ud83d')
                + Character.isLetter(0x1F600));
        byte[] utf8 = s.getBytes("UTF-8"), latin = s.getBytes("ISO-8859-1"),
               utf16 = s.getBytes("UTF-16"), ascii = s.getBytes("US-ASCII");
        System.out.println(utf8.length + " " + latin.length + " " + utf16.length + " "
                + ascii.length + " " + new String(utf8, "UTF-8").equals(s)
                + new String(utf16, "UTF-16").equals(s) + " "
                + new String(
                        new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xf0, (byte) 0x9f}, "UTF-8")
                        .length());
        String lat = "plain", wide = "wide€";
        System.out.println((lat + wide).substring(3, 7) + lat.indexOf('€') + wide.indexOf('€')
                + lat.compareTo(wide) + "a€".compareTo("ab")
                + wide.replace('€', 'e').equals("widee") + wide.contains("e€")
                + lat.equals(wide.substring(0, 4)) + wide.substring(0, 4).equals("wide")
                + "€".repeat(3) + wide.lastIndexOf("d") + wide.startsWith("€", 4)
                + wide.strip().isBlank() + wide.chars().sum()
                + lat.regionMatches(true, 0, "PLA", 0, 3));
        StringBuilder b = new StringBuilder("abc");
        b.append('€').setCharAt(0, 'é');
        b.insert(1, "😀").reverse();
        System.out.println(
                b + " " + b.length() + " " + b.codePointAt(b.length() - 2) + " " + b.indexOf("c"));
        b.setLength(3);
        b.deleteCharAt(0).appendCodePoint(0x1F680);
        System.out.println(b);
        System.out.println("\uD83D".length() + " "
                + "\uD83D".getBytes("UTF-8").length + " "
                + "x\uD83Dy".codePointAt(1) + " "
                + new String(Character.toChars(0x10FFFF)).length() + " "
                + Character.charCount(0xFFFF) + Character.toString(0x1F600) + Character.getName('A')
                + " " + Character.UnicodeBlock.of('я') + " " + Character.UnicodeScript.of('א'));
        char c = 'z';
        c++;
        System.out.println(c + "" + (char) (c + 1) + (c > 'a') + (c + 1) + (char) 0x263A
                + (int) Character.MAX_VALUE + Character.MIN_RADIX + Character.forDigit(11, 16)
                + Character.digit('f', 16) + Character.reverseBytes('a'));
        System.out.println("a\tb\nc".lines().count() + " "
                + "  x ".strip() + "|"
                + "\u2003x\u2003".strip() + "|"
                + "\u2003x".trim().length() + "|"
                + " a b ".split(" ").length + "|"
                + "a,b,,".split(",").length + "a,b,,".split(",", -1).length + "|"
                + "x".compareToIgnoreCase("Y") + "|"
                + "ǅ".toLowerCase() + "ǅ".toUpperCase() + Character.toTitleCase('ǆ') + "|"
                + "%%".formatted().length());
    }
}
