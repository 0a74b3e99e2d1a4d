// SPDX-License-Identifier: Apache-2.0
// Formatter and Scanner corners: every conversion with flags, widths and precisions, errors, locales, Formattable, dates, rounding of
// decimals; scanning numbers of several radices and locales, patterns, delimiters, streams of tokens, failures.
import java.math.*;
import java.text.*;
import java.time.*;
import java.util.*;
import java.util.regex.*;
import java.util.stream.*;

public class FormatterCorners {
    static void f(String format, Object... args) {
        try { System.out.println(format + " -> [" + String.format(Locale.ROOT, format, args) + "]"); } catch (RuntimeException e) { System.out.println(format + " ! " + e); }
    }
    static class Own implements Formattable {
        public void formatTo(Formatter f, int flags, int w, int p) { f.format("own(%d,%d,%d)", flags, w, p); }
    }
    public static void main(String[] args) throws Exception {
        for (String s : "%d %5d %-5d| %05d %+d % d %,d %(d %x %#x %X %o %#o %08X".split(" (?=%)")) for (Object n : new Object[] {0, -1234567, Long.MIN_VALUE, (byte) -1, new BigInteger("-123456789012345678901234567890")}) f(s, n);
        for (String s : "%f %.0f %.3f %10.2f %-10.2f| %010.2f %+.1f %,.2f %(.2f %e %.3E %g %.3g %a %.2a %#.0f".split(" (?=%)")) for (Object n : new Object[] {0.0, -0.0, 1234567.891, -2.5e-10, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e100, 0.125f}) f(s, n);
        for (String s : new String[] {"%.0f", "%.1f", "%.2f", "%e", "%g"}) for (Object n : new Object[] {new BigDecimal("0.5"), new BigDecimal("1.5"), new BigDecimal("2.345"), new BigDecimal("-1e50"), new BigDecimal("1e-20"), 2.675, 0.15, 1.005}) f(s, n);
        f("%s %S %10s|%-10s|%.2s %10.1s|", "abc", "straße", "r", "l", "cut", "xyz");
        f("%b %B %b %5b %.1b", true, null, "x", false, true);
        f("%c %C %c %5c", 'a', 'ß', 0x1F600, 'r');
        f("%h %H %h", "hash", 42, null);
        f("%n%%%5%|%-5%|");
        f("%2$s %1$s %<s %s %s", "one", "two");
        f("%s %#s %20.3s %-#5S", new Own(), new Own(), new Own(), new Own());
        Calendar c = new GregorianCalendar(TimeZone.getTimeZone("GMT+5"), Locale.ROOT);
        c.setTimeInMillis(1_600_000_000_123L);
        ZonedDateTime z = ZonedDateTime.of(2021, 2, 3, 4, 5, 6, 789012345, ZoneId.of("America/New_York"));
        for (char t : "HIklMSLNpQsZzBbhAaCYyjmdeRTrDFc".toCharArray()) { f("%t" + t, c); f("%T" + t, z); }
        f("%tF", LocalDate.of(2020, 2, 29));
        f("%tH", LocalDate.of(2020, 2, 29));
        for (String bad : new String[] {"%d", "%q", "%", "%5", "%-d", "%05", "%-05d", "%+s", "%#d", "%,x", "%.2d", "%c", "%1$", "%99999999999d", "%-", "%<s", "%tq", "%t", "%+ d", "%.c", "%0$s"}) f(bad, 1.5);
        f("%d", "x");
        f("%c", 0x110000);
        f("%s", (Object[]) null);
        f("%3$s", 1, 2);
        for (Locale l : new Locale[] {Locale.GERMANY, Locale.FRANCE, new Locale("ar", "EG"), new Locale("hi", "IN"), Locale.forLanguageTag("th-TH-u-nu-thai"), new Locale("de", "CH")})
            System.out.println(l + " " + String.format(l, "%,d %,.2f %e %tB %<tA %<tp %c %x", 1234567, -1234.5, 1e10, z, 'x', 255));
        Formatter to = new Formatter(new StringBuilder("start "), Locale.US);
        to.format("%d", 1).format("%s", 2);
        System.out.println(to + " " + to.locale() + " " + to.ioException());
        to.close();
        try { to.format("x"); } catch (FormatterClosedException e) { System.out.println(e); }

        Scanner s = new Scanner("12 0x1F 1,234 -7 1.5e3 true word 99999999999 \n rest of line\nlast|piece,more 1/2").useLocale(Locale.US);
        System.out.println(s.nextInt() + " " + s.hasNextInt() + " " + s.next() + " " + s.nextInt() + " " + s.nextLong() + " " + s.nextDouble() + " " + s.nextBoolean() + " " + s.hasNextInt() + s.next() + " " + s.hasNextInt() + " " + s.nextBigInteger());
        System.out.println("[" + s.nextLine() + "][" + s.nextLine() + "]");
        System.out.println(s.findInLine("(\\w+)\\|(\\w+)") + " " + s.match().group(2) + " " + s.findWithinHorizon("m.re", 20) + " " + s.skip(" *").next());
        try { s.next(); } catch (NoSuchElementException e) { System.out.println(e); }
        s.close();
        try { s.next(); } catch (IllegalStateException e) { System.out.println(e.getMessage()); }
        try { new Scanner("abc").nextInt(); } catch (InputMismatchException e) { System.out.println(e.getMessage()); }
        try { new Scanner("300").nextByte(); } catch (InputMismatchException e) { System.out.println(e.getMessage()); }
        try { new Scanner("a").skip("b"); } catch (NoSuchElementException e) { System.out.println(e); }
        System.out.println(new Scanner("a1b22c333").useDelimiter("[a-z]").tokens().collect(Collectors.toList()) + " " + new Scanner("x1y2").findAll("([a-z])(\\d)").map(m -> m.group(2) + m.group(1)).collect(Collectors.toList()));
        System.out.println(new Scanner("ff 101 zz").useRadix(16).nextInt() + " " + new Scanner("1.234,5").useLocale(Locale.GERMANY).nextDouble() + " " + new Scanner("١٢").nextInt() + " " + new Scanner("NaN").nextDouble() + " " + new Scanner("1e400").nextBigDecimal());
        System.out.println(new Scanner("a, b ,c").useDelimiter("\\s*,\\s*").tokens().collect(Collectors.toList()) + " " + new Scanner("").hasNext() + new Scanner("\n").hasNextLine() + " " + new Scanner("a\u2028b\rc\r\nd").tokens().count());
        StringBuilder lines = new StringBuilder();
        for (Scanner n = new Scanner("one\r\ntwo\rthree\u0085four\n\nfive"); n.hasNextLine();) lines.append(n.nextLine()).append('|');
        System.out.println(lines);
        for (String p : new String[] {"#,##0.00", "0.###E0", "00.00%", "¤#,##0.00;(¤#)", "#,##,###.#", "'#'#", "0.0\u2030", "##0.#####E0"})
            for (double d : new double[] {1234567.891, -0.5, 0, 1e-7}) System.out.print(new DecimalFormat(p, DecimalFormatSymbols.getInstance(Locale.US)).format(d) + "  ");
        System.out.println();
        for (RoundingMode r : RoundingMode.values()) {
            if (r == RoundingMode.UNNECESSARY) continue;
            DecimalFormat df = new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT));
            df.setRoundingMode(r);
            System.out.print(df.format(0.25) + df.format(-0.35) + df.format(new BigDecimal("0.05")) + " ");
        }
        System.out.println();
        for (String m : new String[] {"{0} {1,number,#.#} {2,date,yyyy} '{3}'", "{0,choice,0#none|1#one|1<many {0}}", "{1}{0}{1}", "it''s {0}"})
            System.out.println(new MessageFormat(m, Locale.US).format(new Object[] {2, 3.14159, new Date(0), "q"}));
        try { new MessageFormat("{0"); } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        System.out.println(Arrays.toString(new MessageFormat("{0} is {1,number}").parse("pi is 3.14")) + " " + NumberFormat.getCompactNumberInstance(Locale.US, NumberFormat.Style.SHORT).format(1234567) + " " + NumberFormat.getCurrencyInstance(Locale.JAPAN).format(1234.5));
    }
}
