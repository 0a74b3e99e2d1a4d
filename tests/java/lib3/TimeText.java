// SPDX-License-Identifier: Apache-2.0
// Dates, numbers and texts in many locales; zones, calendars, chronologies, collation, breaks, bidi.
import java.text.*;
import java.time.*;
import java.time.chrono.*;
import java.time.format.*;
import java.time.temporal.*;
import java.time.zone.*;
import java.util.*;
import java.util.stream.*;

public class TimeText {
    static void p(Object o) { System.out.println(o); }
    interface B {
        Object r() throws Exception;
    }
    static void t(String n, B b) {
        try {
            p(n + " " + b.r());
        } catch (Exception e) { p(n + " !! " + e); }
    }
    public static void main(String[] args) throws Exception {
        ZonedDateTime z = ZonedDateTime.of(2024, 2, 29, 13, 5, 9, 123_456_789, ZoneId.of("Europe/Berlin"));
        Locale[] locs = {Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.JAPAN, Locale.CHINA, Locale.KOREA,
                new Locale("ar", "EG"), new Locale("hi", "IN"), new Locale("th", "TH"), new Locale("ru", "RU"),
                new Locale("fi", "FI"), new Locale("tr", "TR"), new Locale("he", "IL"), new Locale("pt", "BR"),
                Locale.forLanguageTag("de-CH"), Locale.forLanguageTag("sr-Latn-RS"),
                Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai"), Locale.forLanguageTag("en-US-u-fw-mon-mw-4"), Locale.ROOT};
        for (Locale l : locs) {
            p("## " + l + " " + l.getDisplayName(Locale.ENGLISH) + " | " + l.getDisplayName(l) + " " + l.toLanguageTag());
            for (FormatStyle s : FormatStyle.values())
                t(s.name(), () -> DateTimeFormatter.ofLocalizedDateTime(s).withLocale(l).format(z));
            t("loc", () -> DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).localizedBy(l).format(z));
            p(DateTimeFormatter.ofPattern("EEEE d. LLLL uuuu G, a B VV zzzz O XXX Q QQQQ w e", l).format(z));
            p(NumberFormat.getInstance(l).format(-1234567.891) + " " + NumberFormat.getCurrencyInstance(l).format(1234.5) + " "
                    + NumberFormat.getPercentInstance(l).format(0.256) + " "
                    + NumberFormat.getCompactNumberInstance(l, NumberFormat.Style.SHORT).format(1_234_567) + " "
                    + NumberFormat.getCompactNumberInstance(l, NumberFormat.Style.LONG).format(45_678));
            p(DateFormat.getDateTimeInstance(DateFormat.FULL, DateFormat.LONG, l).format(new Date(1_700_000_000_000L)) + " "
                    + WeekFields.of(l) + " " + Calendar.getInstance(l).getFirstDayOfWeek() + " "
                    + String.format(l, "%,.3f %tA %<tB %d %e", 9876.54321, z, 42, 1e10) + " "
                    + "TITLE ıI".toLowerCase(l) + "i".toUpperCase(l));
            p(Currency.getAvailableCurrencies().size() + " " + DecimalFormatSymbols.getInstance(l).getDecimalSeparator()
                    + DecimalFormatSymbols.getInstance(l).getGroupingSeparator()
                    + DecimalFormatSymbols.getInstance(l).getZeroDigit() + DecimalFormatSymbols.getInstance(l).getNaN() + " "
                    + TimeZone.getTimeZone("America/New_York").getDisplayName(true, TimeZone.LONG, l) + " "
                    + DayOfWeek.MONDAY.getDisplayName(TextStyle.SHORT_STANDALONE, l) + " "
                    + Month.MAY.getDisplayName(TextStyle.FULL, l) + " " + Era(l));
        }
        p(Locale.getAvailableLocales().length + " " + ZoneId.getAvailableZoneIds().size() + " "
                + Calendar.getAvailableCalendarTypes() + " " + Locale.getISOCountries().length);
        // arithmetic
        for (String id : new String[] {"America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia",
                     "Europe/Dublin", "Africa/Casablanca", "+05:30", "UTC"}) {
            ZoneId zi = ZoneId.of(id);
            ZoneRules r = zi.getRules();
            p(id + " " + r.getTransitions().size() + " " + r.nextTransition(Instant.parse("2011-06-01T00:00:00Z")) + " "
                    + r.getTransitionRules() + " " + r.isDaylightSavings(z.toInstant()) + " " + z.withZoneSameInstant(zi));
            ZonedDateTime g = ZonedDateTime.of(2021, 3, 14, 2, 30, 0, 0, zi);
            p(g + " " + g.plusDays(1) + " " + g.plusHours(24) + " " + Duration.between(g, g.plusMonths(8)) + " "
                    + ChronoUnit.DAYS.between(g, g.plusYears(3)) + " " + g.withLaterOffsetAtOverlap() + " "
                    + r.getValidOffsets(g.toLocalDateTime()));
        }
        for (Chronology c :
                new TreeMap<>(Chronology.getAvailableChronologies().stream().collect(Collectors.toMap(Chronology::getId, x -> x)))
                        .values()) {
            ChronoLocalDate d = c.date(LocalDate.of(2019, 5, 2));
            p(c + " " + d + " " + d.plus(7, ChronoUnit.MONTHS) + " " + d.lengthOfYear() + " " + d.isLeapYear() + " " + c.eras()
                    + " "
                    + DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withChronology(c).withLocale(Locale.US).format(d) + " "
                    + d.until(c.date(LocalDate.of(2024, 2, 29))));
        }
        t("parse",
                ()
                        -> DateTimeFormatter.ofPattern("d MMM uuuu HH:mm[:ss][ VV]", Locale.FRENCH)
                                .parseBest("3 févr. 2020 04:05 Asia/Tokyo", ZonedDateTime::from, LocalDateTime::from));
        t("p2", () -> LocalDate.parse("2023-02-29"));
        t("p3", () -> LocalDate.parse("31/02/2023", DateTimeFormatter.ofPattern("dd/MM/yyyy")));
        t("p4",
                ()
                        -> LocalDate.parse(
                                "31/02/2023", DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT)));
        t("p5", () -> LocalTime.parse("25:00"));
        t("p6", () -> ZonedDateTime.parse("2020-01-01T00:00:00+01:00[Nowhere/X]"));
        t("p7", () -> Period.parse("P1Y-2M3W4D") + " " + Duration.parse("-PT1H-2M3.5S") + " " + Duration.ofSeconds(-1, 1));
        t("p8", () -> Instant.MAX.plusSeconds(1));
        t("p9", () -> LocalDate.of(2020, 1, 1).get(ChronoField.HOUR_OF_DAY));
        t("p10",
                ()
                        -> new DateTimeFormatterBuilder()
                                .parseCaseInsensitive()
                                .appendPattern("EEE, dd-MMM")
                                .parseDefaulting(ChronoField.YEAR, 2022)
                                .appendOptional(DateTimeFormatter.ofPattern(" HHmm"))
                                .toFormatter(Locale.US)
                                .parse("MON, 03-jan 1530"));
        LocalDate d = LocalDate.of(2020, 12, 30);
        p(d.get(WeekFields.ISO.weekOfWeekBasedYear()) + " " + d.get(IsoFields.WEEK_BASED_YEAR) + " "
                + d.with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY)) + " " + d.query(TemporalQueries.precision()) + " "
                + d.datesUntil(d.plusDays(40), Period.ofDays(9)).toList() + " " + JulianFields.MODIFIED_JULIAN_DAY.getFrom(d)
                + " " + YearMonth.of(2020, 2).lengthOfMonth() + " " + Year.of(1900).isLeap() + " " + OffsetDateTime.MAX + " "
                + Clock.tick(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), Duration.ofMinutes(1)) + " "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(z) + " " + DateTimeFormatter.ISO_WEEK_DATE.format(d) + " "
                + DateTimeFormatter.BASIC_ISO_DATE);
        GregorianCalendar gc = new GregorianCalendar(TimeZone.getTimeZone("America/Chicago"), Locale.US);
        gc.setTimeInMillis(0);
        gc.set(1582, Calendar.OCTOBER, 4);
        gc.add(Calendar.DATE, 1);
        p(gc.getTimeInMillis() / 86_400_000 + " " + gc.get(Calendar.DATE) + " " + gc.isLeapYear(1500) + " "
                + gc.getActualMaximum(Calendar.DAY_OF_MONTH));
        gc.setLenient(false);
        gc.set(Calendar.MONTH, 15);
        try {
            gc.getTime();
        } catch (IllegalArgumentException e) { p(e); }
        Calendar jc = new Calendar.Builder()
                              .setCalendarType("japanese")
                              .setFields(Calendar.ERA, 4, Calendar.YEAR, 3, Calendar.DAY_OF_YEAR, 60)
                              .setTimeZone(TimeZone.getTimeZone("GMT"))
                              .build();
        p(jc.getTimeInMillis() + " " + jc.getClass().getSimpleName() + " "
                + jc.getDisplayName(Calendar.ERA, Calendar.LONG, Locale.US));
        SimpleDateFormat sdf = new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSSXXX u YYYY-ww", Locale.US);
        sdf.setTimeZone(TimeZone.getTimeZone("GMT-3:30"));
        p(sdf.format(new Date(1e12 > 0 ? 1_000_000_000_000L : 0)));
        t("sdf", () -> new SimpleDateFormat("dd.MM.yy", Locale.US).parse("x1.1.20"));
        t("sdf2", () -> {
            ParsePosition q = new ParsePosition(2);
            Date r = new SimpleDateFormat("EEE MMM d HH:mm:ss z yyyy", Locale.US).parse("##Thu Jan 1 00:00:00 PST 1970", q);
            return r.getTime() + " " + q;
        });
        // text
        for (Object[] a : new Object[][] {{0, "f"}, {1, "g"}, {5, "h"}, {-3, null}})
            p(new MessageFormat("{0,choice,-1#neg {0}|0#none|1#one file|1<{0,number,integer} files} in ''{1}'' '{x}' {2} "
                                + "{3,date,yyyy} {0,number,#.00} {4,time,HH}",
                    Locale.US)
                            .format(new Object[] {a[0], a[1], "x", new Date(0), new Date(3_600_000)}));
        t("mf", () -> new MessageFormat("{0,foo}"));
        t("mf2", () -> Arrays.toString(new MessageFormat("a {0} b {1,number} c").parse("a hi b 1,234 c")));
        t("mf3", () -> MessageFormat.format("{", 1));
        ChoiceFormat cf = new ChoiceFormat("0#zero|1#one|1.0<more");
        p(cf.format(0.5) + cf.format(1) + cf.format(2) + cf.toPattern() + ChoiceFormat.nextDouble(1.0));
        for (String pat :
                new String[] {"#,##0.###", "00.00E0", "##0.##E0", "¤#,##0.00;(¤#)", "0.0%", "'#'#", "#,####.0‰", "@@"})
            t(pat, () -> {
                DecimalFormat df = new DecimalFormat(pat, DecimalFormatSymbols.getInstance(Locale.US));
                return df.format(12345.6789) + " " + df.format(-0.00012345) + " " + df.format(Double.NaN) + " "
                        + df.format(Long.MIN_VALUE) + " "
                        + df.format(new java.math.BigDecimal("123456789012345678901234567890.55")) + " " + df.toPattern();
            });
        DecimalFormat bd = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.GERMANY));
        bd.setParseBigDecimal(true);
        p(bd.parse("1.234.567,891x"));
        for (java.math.RoundingMode m : java.math.RoundingMode.values())
            t(m.name(), () -> {
                bd.setRoundingMode(m);
                return bd.format(2.345) + " " + bd.format(-2.355) + " " + bd.format(2.5);
            });
        String acc = "Å ﬁ ½ e\u0301 한글 カ\uff76 ǆ";
        for (Normalizer.Form f : Normalizer.Form.values())
            p(f + " " + Normalizer.normalize(acc, f).chars().mapToObj(Integer::toHexString).collect(Collectors.joining(" ")) + " "
                    + Normalizer.isNormalized(acc, f));
        String txt = "Hello, world! It's 3.14 o'clock. Dr. Who? \u4f60\u597d\u4e16\u754c "
                     + "e\u0301x\ud83d\ude00\ud83d\udc68\u200d\ud83d\udc69 done.";
        for (String k : new String[] {"c", "w", "s", "l"}) {
            BreakIterator b = switch (k) {
                case "c" -> BreakIterator.getCharacterInstance(Locale.US);
                case "w" -> BreakIterator.getWordInstance(Locale.US);
                case "s" -> BreakIterator.getSentenceInstance(Locale.US);
                default -> BreakIterator.getLineInstance(Locale.US);
            };
            b.setText(txt);
            StringBuilder s = new StringBuilder(k);
            for (int i = b.first(); i != BreakIterator.DONE; i = b.next()) s.append(' ').append(i);
            p(s + " " + b.preceding(20) + " " + b.following(20) + " " + b.isBoundary(7));
        }
        BreakIterator th = BreakIterator.getWordInstance(new Locale("th"));
        th.setText("สวัสดีครับผมชื่อ");
        StringBuilder ts = new StringBuilder();
        for (int i = th.first(); i >= 0; i = th.next()) ts.append(i).append(' ');
        p(ts);
        for (Locale l : new Locale[] {Locale.US, Locale.GERMANY, new Locale("sv"), new Locale("es"), Locale.JAPAN})
            for (int s = 0; s < 3; s++) {
                Collator c = Collator.getInstance(l);
                c.setStrength(s);
                c.setDecomposition(Collator.CANONICAL_DECOMPOSITION);
                List<String> w = new ArrayList<>(List.of("zebra", "Äpfel", "apfel", "Apfel", "öl", "ol", "llama", "lz", "ñu",
                        "nz", "résumé", "resume", "Resume", "か", "ガ"));
                w.sort(c);
                p(l + " " + s + " " + w + " " + c.compare("e\u0301", "\u00e9") + " "
                        + Arrays.toString(Arrays.copyOf(c.getCollationKey("ab").toByteArray(), 6)));
            }
        RuleBasedCollator rc = new RuleBasedCollator("< c < b < a < z < Z & Z < ch, Ch");
        p(rc.compare("a", "b") + " " + rc.compare("ch", "Za"));
        t("rule", () -> new RuleBasedCollator("garbage"));
        Bidi bi = new Bidi("abc \u05d0\u05d1\u05d2 123 \u0627\u0628 def", Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        StringBuilder bs = new StringBuilder();
        for (int i = 0; i < bi.getRunCount(); i++)
            bs.append(bi.getRunStart(i)).append('-').append(bi.getRunLimit(i)).append(':').append(bi.getRunLevel(i)).append(' ');
        p(bs + "" + bi.isMixed() + " " + Bidi.requiresBidi("a\u05d0".toCharArray(), 0, 2));
        StringCharacterIterator it = new StringCharacterIterator("abc", 1);
        p(it.current() + "" + it.next() + it.next() + (it.next() == CharacterIterator.DONE) + it.getIndex());
        AttributedString as = new AttributedString("hello");
        as.addAttribute(java.awt.font.TextAttribute.SIZE, 3, 1, 3);
        p(as.getIterator().getRunLimit() + " " + as.getIterator(null, 1, 4).getAttributes());
        HashMap<String, Long> g = new HashMap<>();
        for (Locale l : Locale.getAvailableLocales()) g.merge(NumberFormat.getInstance(l).format(1234.5), 1L, Long::sum);
        p(new TreeMap<>(g));
        p(Locale.lookup(Locale.LanguageRange.parse("zh-Hant-TW;q=0.8,fr-CH,de;q=0.1"),
                  List.of(Locale.GERMAN, Locale.FRENCH, Locale.forLanguageTag("fr-CH")))
                + " " + Locale.filter(Locale.LanguageRange.parse("de-*"), List.of(Locale.GERMANY, Locale.US)) + " "
                + new Locale.Builder()
                        .setLanguage("sr")
                        .setScript("Cyrl")
                        .setRegion("RS")
                        .addUnicodeLocaleAttribute("attr")
                        .setExtension('x', "priv-1")
                        .build()
                + " " + Locale.getDefault(Locale.Category.FORMAT));
    }
    static String Era(Locale l) {
        return IsoEra.BCE.getDisplayName(TextStyle.FULL, l) + " " + ChronoField.DAY_OF_WEEK.getDisplayName(l);
    }
}
