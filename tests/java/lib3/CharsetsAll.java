// SPDX-License-Identifier: Apache-2.0
// Every charset both ways with errors and splits; Scanner, StreamTokenizer, Formatter.
import java.io.*;
import java.nio.*;
import java.nio.charset.*;
import java.util.*;

public class CharsetsAll {
    static void p(Object o) { System.out.println(o); }
    interface B {
        Object r() throws Throwable;
    }
    static void t(String n, B b) {
        try {
            p(n + " " + b.r());
        } catch (Throwable e) { p(n + " !! " + e); }
    }
    public static void main(String[] args) throws Exception {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0x10000; c++)
            if (!Character.isSurrogate((char) c)) all.append((char) c);
        for (int c : new int[] {0x10000, 0x1f600, 0x20000, 0x2a6d6, 0x10ffff}) all.appendCodePoint(c);
        all.append("\ud800x\udc00").append('\ud83d');
        String text = all.toString();
        byte[] bytes = new byte[40000];
        new Random(4).nextBytes(bytes);
        for (int i = 0; i < 5000; i++) bytes[i] = (byte) (i * 7 % 128);
        int n = 0;
        for (Charset c : Charset.availableCharsets().values()) {
            n++;
            StringBuilder s = new StringBuilder(c.name());
            try {
                if (c.canEncode()) {
                    byte[] e = text.getBytes(c);
                    CharsetEncoder en = c.newEncoder();
                    s.append(" e")
                            .append(e.length)
                            .append(':')
                            .append(Arrays.hashCode(e))
                            .append(' ')
                            .append(en.averageBytesPerChar())
                            .append('/')
                            .append(en.maxBytesPerChar())
                            .append(en.canEncode('é'))
                            .append(en.canEncode("\ud83d\ude00"))
                            .append(' ')
                            .append(new String(e, c).hashCode());
                    ByteArrayOutputStream bo = new ByteArrayOutputStream();
                    try (Writer w = new OutputStreamWriter(bo, c)) {
                        for (int i = 0; i < 3000; i += 7) w.write(text, i, 7);
                    }
                    s.append(' ').append(Arrays.hashCode(bo.toByteArray()));
                    en.onUnmappableCharacter(CodingErrorAction.REPORT);
                    CharBuffer cb = CharBuffer.wrap(text);
                    ByteBuffer bb = ByteBuffer.allocate(64);
                    CoderResult r;
                    int total = 0;
                    do {
                        r = en.encode(cb, bb, false);
                        total += bb.position();
                        bb.clear();
                    } while (r.isOverflow());
                    s.append(' ').append(total).append(r.isUnderflow() ? "U" : r.toString());
                }
                String d = new String(bytes, c);
                s.append(" d").append(d.length()).append(':').append(d.hashCode());
                CharsetDecoder de = c.newDecoder();
                CharBuffer out = CharBuffer.allocate(bytes.length * 3);
                CoderResult r = de.decode(ByteBuffer.wrap(bytes), out, true);
                s.append(' ').append(out.position()).append(r);
                try (Reader rd = new InputStreamReader(new ByteArrayInputStream(bytes), c)) {
                    int h = 0, ch;
                    while ((ch = rd.read()) >= 0) h = h * 31 + ch;
                    s.append(' ').append(h);
                }
                ByteBuffer dir = ByteBuffer.allocateDirect(3000);
                dir.put(bytes, 3000, 3000).flip();
                s.append(' ').append(c.decode(dir).toString().hashCode());
            } catch (Throwable e) { s.append(" !").append(e); }
            p(s + " " + c.aliases().size() + c.isRegistered() + c.contains(StandardCharsets.US_ASCII));
        }
        p(n + " " + Charset.defaultCharset() + " " + Charset.forName("latin1") + " " + Charset.isSupported("utf8"));
        t("bad", () -> Charset.forName("no-such"));
        t("illegal", () -> Charset.forName("a b"));
        t("strict", () -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(new byte[] {65, (byte) 0xe2, (byte) 0x82})));
        t("strict2", () -> StandardCharsets.US_ASCII.newEncoder().encode(CharBuffer.wrap("aé")));
        t("state", () -> {
            CharsetEncoder e = StandardCharsets.UTF_8.newEncoder();
            e.flush(ByteBuffer.allocate(1));
            return 0;
        });
        t("utf16",
                ()
                        -> Arrays.toString("aé".getBytes("UTF-16")) + new String(new byte[] {-1, -2, 65, 0}, "UTF-16")
                        + new String(new byte[] {0, 65}, "UTF-16"));
        CharsetDecoder u = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE).replaceWith("!");
        p(u.decode(ByteBuffer.wrap(
                new byte[] {(byte) 0xf0, (byte) 0x9f, 65, (byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 0xc0, (byte) 0x80})));
        for (int split = 0; split < 12; split++) {
            byte[] x = "a€😀é".getBytes("UTF-8");
            CharsetDecoder d = StandardCharsets.UTF_8.newDecoder();
            CharBuffer o = CharBuffer.allocate(20);
            ByteBuffer in = ByteBuffer.allocate(20);
            in.put(x, 0, Math.min(split, x.length)).flip();
            d.decode(in, o, false);
            in.compact();
            in.put(x, Math.min(split, x.length), x.length - Math.min(split, x.length)).flip();
            d.decode(in, o, true);
            d.flush(o);
            System.out.print(o.flip() + " ");
        }
        p("");
        Scanner sc = new Scanner("12 0x1F 3,456 1.5e3 true hello \"q w\" 99999999999 NaN\nnext line\n\u0663\u0664 end")
                             .useLocale(Locale.US);
        p(sc.nextInt() + " " + sc.hasNextInt() + sc.next() + " " + sc.nextInt() + " " + sc.nextDouble() + sc.nextBoolean()
                + sc.findInLine("\\w+") + sc.next() + sc.next() + sc.hasNextInt() + sc.nextLong() + sc.nextDouble()
                + sc.nextLine() + "|" + sc.nextLine() + "|" + sc.nextInt() + sc.next());
        t("nse", sc::next);
        t("ime", () -> new Scanner("abc").nextInt());
        p(new Scanner("a1b22c333").useDelimiter("[a-z]").tokens().toList() + " "
                + new Scanner("x=1, y=22").findAll("(\\w)=(\\d+)").map(m -> m.group(2)).toList() + " "
                + new Scanner("1F zz").nextInt(16));
        StreamTokenizer st = new StreamTokenizer(new StringReader("a = 3.5 /* c */ + 'str' // x\n\"esc\\n\" -7"));
        st.slashSlashComments(true);
        st.slashStarComments(true);
        StringBuilder b = new StringBuilder();
        while (st.nextToken() != StreamTokenizer.TT_EOF)
            b.append(st.ttype).append(':').append(st.sval).append(':').append(st.nval).append(' ');
        p(b);
        Formatter f = new Formatter(Locale.GERMANY);
        f.format("%1$s %<S %2$-8d| %2$08d %3$+,.2f %3$(e %4$c %5$b %6$h %7$tY-%7$tm-%7$td %n%%", "str", 42, -1234.567, 'x', null,
                "hash", new GregorianCalendar(2020, 0, 5));
        p(f);
        for (String bad : new String[] {"%d", "%q", "%-d", "%.2d", "%2$s", "%c", "%,x", "%+s", "%05s", "%#d", "%<s", "%tQ"})
            t(bad, () -> String.format(bad, "str"));
        t("fmt",
                ()
                        -> String.format("%s %10.3s| %x %o %X %e %.0f %a %b %tR %tc", List.of(1), "abcdef", -255, 8, 255L,
                                12345.678, 2.5, 1.0, "x", new Date(0), new Date(0)));
        t("big",
                ()
                        -> String.format("%,d %x %,.5f %s %e", new java.math.BigInteger("-123456789012345678901"),
                                java.math.BigInteger.TEN, new java.math.BigDecimal("1234567.891"), new Formattable() {
                                    public void formatTo(Formatter q, int fl, int w, int pr) { q.format("F%d%d%d", fl, w, pr); }
                                }, new java.math.BigDecimal("1e-20")));
        p("a-b".repeat(3)
                        .replace("-", "$1")
                        .replaceAll("\\$1", "\\$")
                        .strip()
                        .indent(2)
                        .stripIndent()
                        .translateEscapes()
                        .chars()
                        .sum()
                + " "
                + "%d-%s".formatted(1, "z") + " " + String.join("|", List.of("p", "q")) + " "
                + "ABC".regionMatches(true, 1, "xbcx", 1, 2) + " "
                + "straße".toUpperCase() + " "
                + "İ".toLowerCase(Locale.ROOT).length());
    }
}
