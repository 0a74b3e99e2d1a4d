// SPDX-License-Identifier: Apache-2.0
// java.text and locales: NumberFormat, DecimalFormat, MessageFormat, ChoiceFormat, Collator,
// BreakIterator, Normalizer, currencies.
import java.text.*;
import java.util.*;

public class TextAndLocale {
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + " = " + c.call());
        } catch (Exception e) { System.out.println(l + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        for (Locale l : new Locale[] {Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.JAPAN,
                     new Locale("ar", "EG"), Locale.ROOT, Locale.forLanguageTag("de-CH")})
            System.out.println(l + " " + NumberFormat.getInstance(l).format(1234567.891) + " "
                    + NumberFormat.getCurrencyInstance(l).format(-1234.5) + " "
                    + NumberFormat.getPercentInstance(l).format(0.256) + " "
                    + NumberFormat.getCompactNumberInstance(l, NumberFormat.Style.SHORT)
                            .format(1234567)
                    + " " + l.getDisplayLanguage(Locale.US) + " " + l.getDisplayName(l) + " "
                    + DecimalFormatSymbols.getInstance(l).getDecimalSeparator() + " "
                    + Arrays.toString(Arrays.copyOf(new DateFormatSymbols(l).getShortMonths(), 3)));
        DecimalFormatSymbols us = DecimalFormatSymbols.getInstance(Locale.US);
        for (String p :
                new String[] {"#,##0.00", "0.###E0", "00.00%", "\u00a4#,##0.00;(\u00a4#,##0.00)",
                        "#", "0000", "##0.##E0", "'#'0", "#.##\u2030"})
            System.out.println(p + " " + new DecimalFormat(p, us).format(1234.567) + " "
                    + new DecimalFormat(p, us).format(-0.0456) + " "
                    + new DecimalFormat(p, us).format(0));
        DecimalFormat df = new DecimalFormat("0.0", us);
        for (java.math.RoundingMode r : java.math.RoundingMode.values())
            if (r != java.math.RoundingMode.UNNECESSARY) {
                df.setRoundingMode(r);
                System.out.print(df.format(0.25) + df.format(-0.35) + df.format(0.15) + " ");
            }
        System.out.println(df.format(Double.NaN) + df.format(Double.NEGATIVE_INFINITY));
        t("parse", () -> NumberFormat.getInstance(Locale.GERMANY).parse("1.234,5x"));
        t("parse bad", () -> NumberFormat.getInstance(Locale.US).parse("x"));
        t("pattern", () -> new DecimalFormat("0,0;;"));
        ParsePosition pp = new ParsePosition(2);
        System.out.println(
                NumberFormat.getInstance(Locale.US).parse("ab12.5cd", pp) + " " + pp.getIndex());
        System.out.println(
                MessageFormat.format("{0} has {1,number,integer} files on {2}, "
                                     + "{1,choice,0#none|1#one|1<many {1}} '{3}' it''s {0}",
                        "Disk", 1234, "C"));
        t("msg missing", () -> MessageFormat.format("{0} {1}", "x"));
        t("msg bad", () -> MessageFormat.format("{x}", "x"));
        System.out.println(Arrays.toString(new MessageFormat("{0}-{1}", Locale.US).parse("a-b"))
                + new ChoiceFormat("-1#neg|0#zero|1#one|2#lots").format(7)
                + new ChoiceFormat(new double[] {0, 10}, new String[] {"small", "big"}).format(-5));
        Collator c = Collator.getInstance(Locale.GERMANY);
        String[] ws = {"zebra", "Äpfel", "apfel", "Öl", "ol", "Zebra", "ähnlich"};
        Arrays.sort(ws, c);
        System.out.println(Arrays.toString(ws));
        c.setStrength(Collator.PRIMARY);
        System.out.println(c.compare("a", "Ä") + " " + c.equals("e", "É") + " "
                + c.getCollationKey("ab").compareTo(c.getCollationKey("AB")));
        Arrays.sort(ws);
        System.out.println(Arrays.toString(ws));
        BreakIterator bi = BreakIterator.getWordInstance(Locale.US);
        bi.setText("Hello, it's 3.5 big-tests!");
        StringBuilder b = new StringBuilder();
        for (int s = bi.first(), e = bi.next(); e != BreakIterator.DONE; s = e, e = bi.next())
            b.append('[').append("Hello, it's 3.5 big-tests!", s, e).append(']');
        System.out.println(b);
        bi = BreakIterator.getSentenceInstance(Locale.US);
        bi.setText("One. Two? Three Mr. Four!");
        b.setLength(0);
        while (bi.next() != BreakIterator.DONE) b.append(bi.current()).append(' ');
        System.out.println(b);
        System.out.println(Normalizer.normalize("é", Normalizer.Form.NFD).length()
                + Normalizer.normalize("ﬁ①", Normalizer.Form.NFKC)
                + Normalizer.isNormalized("é", Normalizer.Form.NFC));
        for (String cc : new String[] {"USD", "EUR", "JPY"}) {
            Currency cu = Currency.getInstance(cc);
            System.out.println(cu + cu.getSymbol(Locale.US) + cu.getSymbol(Locale.FRANCE)
                    + cu.getDefaultFractionDigits() + cu.getDisplayName(Locale.US)
                    + cu.getNumericCode());
        }
        t("currency", () -> Currency.getInstance("XXZ"));
        System.out.println(Locale.forLanguageTag("zh-Hans-CN-x-private") + " "
                + new Locale.Builder()
                        .setLanguage("sr")
                        .setScript("Latn")
                        .setRegion("RS")
                        .build()
                        .toLanguageTag()
                + " " + Locale.getDefault() + " " + Locale.GERMANY.getISO3Country()
                + Locale.lookup(Locale.LanguageRange.parse("fr-CA,en;q=0.5"),
                        List.of(Locale.ENGLISH, Locale.FRENCH))
                + Locale.getISOCountries().length + " " + new Locale("iw").getLanguage()
                + Locale.ROOT.toString().isEmpty());
        t("tag", () -> new Locale.Builder().setLanguage("toolonglanguage"));
        StringCharacterIterator it = new StringCharacterIterator("abc");
        for (char ch = it.last(); ch != CharacterIterator.DONE; ch = it.previous())
            System.out.print(ch);
        AttributedString as = new AttributedString("attr");
        as.addAttribute(java.awt.font.TextAttribute.WEIGHT, 2f, 1, 3);
        System.out.println(as.getIterator().getRunLimit());
        System.out.println("TITLE I".toLowerCase(new Locale("tr"))
                + "title i".toUpperCase(new Locale("tr")) + "ΑΣ".toLowerCase()
                + Bidi.requiresBidi("abא".toCharArray(), 0, 3));
    }
}
