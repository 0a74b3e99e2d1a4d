// SPDX-License-Identifier: Apache-2.0
// java.time and calendars: zone rules with gaps and overlaps, historic offsets, formatting and parsing styles, chronologies, adjusters, periods,
// week fields, resolver styles, clock arithmetic at limits, old calendars, leap years, time zones of old.
import java.text.*;
import java.time.*;
import java.time.chrono.*;
import java.time.format.*;
import java.time.temporal.*;
import java.time.zone.*;
import java.util.*;

public class ZonesAndCalendars {
    static void attempt(String label, java.util.concurrent.Callable<?> c) {
        try { System.out.println(label + " = " + c.call()); } catch (Throwable e) { System.out.println(label + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        for (String zone : new String[] {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca", "America/Sao_Paulo", "UTC", "GMT+3", "Asia/Tokyo"}) {
            ZoneId z = ZoneId.of(zone);
            ZoneRules r = z.getRules();
            System.out.println(z + " " + r.getTransitions().size() + " " + r.getTransitionRules().size() + " " + r.getOffset(Instant.EPOCH) + " " + r.getStandardOffset(Instant.EPOCH) + " " + r.isFixedOffset() + " " + r.nextTransition(Instant.parse("2021-01-01T00:00:00Z"))
                    + " " + r.previousTransition(Instant.parse("1950-01-01T00:00:00Z")) + " " + z.getDisplayName(TextStyle.FULL, Locale.US) + " " + z.getDisplayName(TextStyle.SHORT, Locale.GERMANY));
            for (LocalDateTime t : new LocalDateTime[] {LocalDateTime.of(2021, 3, 28, 2, 30), LocalDateTime.of(2021, 10, 31, 2, 30), LocalDateTime.of(2011, 12, 30, 12, 0), LocalDateTime.of(1900, 1, 1, 0, 0)})
                System.out.print(ZonedDateTime.of(t, z) + " " + r.getValidOffsets(t) + " " + ZonedDateTime.ofLocal(t, z, null).withLaterOffsetAtOverlap().toInstant() + "; ");
            System.out.println();
        }
        attempt("strict gap", () -> ZonedDateTime.ofStrict(LocalDateTime.of(2021, 3, 28, 2, 30), ZoneOffset.ofHours(1), ZoneId.of("Europe/Berlin")));
        attempt("unknown zone", () -> ZoneId.of("Mars/Olympus"));
        attempt("bad zone", () -> ZoneId.of("x y"));
        attempt("bad offset", () -> ZoneOffset.of("+19:00"));
        LocalDate d = LocalDate.of(2020, 2, 29);
        System.out.println(d.plusYears(1) + " " + d.minusMonths(12) + " " + d.with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY)) + " " + d.with(TemporalAdjusters.firstDayOfNextYear()) + " " + d.until(LocalDate.of(2024, 1, 31)) + " " + ChronoUnit.WEEKS.between(d, LocalDate.of(2024, 1, 31)) + " " + d.isLeapYear() + d.lengthOfYear());
        for (Locale l : new Locale[] {Locale.US, Locale.GERMANY, new Locale("ar", "SA")}) {
            WeekFields w = WeekFields.of(l);
            System.out.println(l + " " + w + " " + d.get(w.weekOfWeekBasedYear()) + " " + d.get(w.weekBasedYear()) + " " + LocalDate.of(2021, 1, 1).get(w.weekOfYear()) + " " + d.get(IsoFields.QUARTER_OF_YEAR) + " " + LocalDate.of(2021, 1, 1).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        }
        ZonedDateTime z = ZonedDateTime.of(2021, 7, 4, 15, 6, 7, 89_000_000, ZoneId.of("America/Los_Angeles"));
        for (Locale l : new Locale[] {Locale.US, Locale.UK, Locale.GERMANY, Locale.FRANCE, Locale.JAPAN, new Locale("ar", "EG"), new Locale("pl", "PL"), Locale.forLanguageTag("zh-Hant-TW")}) {
            StringBuilder t = new StringBuilder(l.toLanguageTag());
            for (FormatStyle s : FormatStyle.values()) t.append(" | ").append(DateTimeFormatter.ofLocalizedDateTime(s).withLocale(l).format(z));
            System.out.println(t + " | " + DateTimeFormatter.ofPattern("EEEE LLLL d MMM B a zzzz VV xxx Q qqq G ccc", l).format(z));
        }
        for (String p : new String[] {"uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS", "D w W e F", "h K k H a", "yy yyyy uuuuu", "n N A", "X XX XXX XXXX XXXXX x Z ZZZZ ZZZZZ O OOOO", "''quoted'' [opt]", "pppp5d"}) attempt(p, () -> DateTimeFormatter.ofPattern(p, Locale.US).format(z));
        attempt("bad pattern", () -> DateTimeFormatter.ofPattern("yyyy-bb"));
        attempt("field missing", () -> DateTimeFormatter.ofPattern("HH").format(LocalDate.EPOCH));
        for (ResolverStyle s : ResolverStyle.values()) attempt("resolve " + s, () -> LocalDate.parse("2021-02-31", DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(s)));
        for (String t : new String[] {"2021-13-01", "2021-02-29", "not a date", "", "2021-1-1", "+999999999-12-31", "-0001-01-01"}) attempt("parse " + t, () -> LocalDate.parse(t));
        attempt("instant", () -> Instant.parse("2021-01-01T24:00:00Z"));
        attempt("leap second", () -> Instant.parse("2016-12-31T23:59:60Z"));
        attempt("duration", () -> Duration.parse("P1DT2H3M4.5S").plusNanos(1).negated() + " " + Duration.ofSeconds(Long.MAX_VALUE).toDays() + " " + Duration.parse("PT-0.5S") + " " + Duration.between(Instant.EPOCH, Instant.ofEpochSecond(100, 5)).toString());
        attempt("duration overflow", () -> Duration.ofSeconds(Long.MAX_VALUE).plusSeconds(1));
        attempt("duration bad", () -> Duration.parse("P1M"));
        attempt("period", () -> Period.parse("P1Y2M3W4D").normalized() + " " + Period.of(1, 14, -3).normalized() + " " + d.plus(Period.ofMonths(-1)));
        attempt("instant max", () -> Instant.MAX + " " + Instant.MIN + " " + LocalDateTime.MAX);
        attempt("instant overflow", () -> Instant.MAX.plusNanos(1));
        attempt("millis overflow", () -> Instant.MAX.toEpochMilli());
        attempt("unit", () -> LocalTime.NOON.plus(1, ChronoUnit.DAYS));
        for (Chronology c : new Chronology[] {ThaiBuddhistChronology.INSTANCE, JapaneseChronology.INSTANCE, MinguoChronology.INSTANCE, HijrahChronology.INSTANCE, IsoChronology.INSTANCE}) {
            ChronoLocalDate x = c.date(LocalDate.of(2019, 5, 1));
            System.out.println(c + " " + x + " " + x.plus(1, ChronoUnit.MONTHS) + " " + x.isLeapYear() + " " + x.getEra() + " " + c.getDisplayName(TextStyle.FULL, Locale.US) + " " + DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withChronology(c).withLocale(Locale.US).format(x) + " " + c.eras());
        }
        System.out.println(JapaneseDate.of(JapaneseEra.REIWA, 2, 3, 4) + " " + HijrahDate.of(1442, 9, 1).get(ChronoField.EPOCH_DAY) + " " + LocalDate.from(ThaiBuddhistDate.of(2564, 1, 1)));
        Clock fixed = Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC);
        System.out.println(LocalDateTime.now(fixed) + " " + Clock.offset(fixed, Duration.ofHours(1)).instant() + " " + Clock.tick(Clock.fixed(Instant.ofEpochSecond(1000, 999), ZoneOffset.UTC), Duration.ofSeconds(7)).instant() + " " + Year.of(2000).isLeap() + YearMonth.of(2021, 2).atEndOfMonth() + MonthDay.of(2, 29).isValidYear(2021));
        System.out.println(z.truncatedTo(ChronoUnit.HOURS) + " " + z.withZoneSameInstant(ZoneId.of("Asia/Tokyo")) + " " + z.toOffsetDateTime() + " " + z.toOffsetDateTime().toOffsetTime() + " " + z.range(ChronoField.DAY_OF_MONTH) + " " + z.query(TemporalQueries.precision()) + " " + z.format(DateTimeFormatter.RFC_1123_DATE_TIME) + " " + z.format(DateTimeFormatter.ISO_WEEK_DATE) + " " + z.format(DateTimeFormatter.BASIC_ISO_DATE));

        GregorianCalendar g = new GregorianCalendar(TimeZone.getTimeZone("America/New_York"), Locale.US);
        g.clear();
        g.set(2021, Calendar.MARCH, 14, 2, 30);
        System.out.println(g.getTimeInMillis() + " " + g.get(Calendar.HOUR_OF_DAY) + " " + g.get(Calendar.DST_OFFSET) + " " + g.get(Calendar.WEEK_OF_YEAR) + " " + g.getActualMaximum(Calendar.WEEK_OF_YEAR));
        g.add(Calendar.MONTH, -13);
        g.roll(Calendar.DAY_OF_MONTH, 30);
        System.out.println(g.getTime().getTime() + " " + g.isLeapYear(1900) + " " + g.getGregorianChange().getTime());
        g.setLenient(false);
        g.set(Calendar.MONTH, 14);
        attempt("not lenient", g::getTime);
        GregorianCalendar julian = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        julian.clear();
        julian.set(1582, Calendar.OCTOBER, 4);
        julian.add(Calendar.DATE, 1);
        System.out.println(julian.get(Calendar.DATE) + " " + julian.toZonedDateTime());
        SimpleDateFormat f = new SimpleDateFormat("yyyy-MM-dd HH:mm:ss.SSS zzz XXX EEE u", Locale.US);
        f.setTimeZone(TimeZone.getTimeZone("Europe/London"));
        System.out.println(f.format(new Date(1_625_000_000_123L)) + " " + f.parse("2021-07-01 12:00:00.000 BST +01:00 Thu 4").getTime());
        attempt("parse error", () -> f.parse("2021-07"));
        System.out.println(TimeZone.getTimeZone("Nowhere/Else").getID() + " " + TimeZone.getTimeZone("GMT-2:30").getRawOffset() + " " + TimeZone.getTimeZone("Europe/Paris").getDisplayName(true, TimeZone.LONG, Locale.FRANCE) + " " + new SimpleTimeZone(3600000, "own", 2, -1, 1, 7200000, 9, -1, 1, 7200000).inDaylightTime(new Date(1_625_000_000_000L)) + " " + Calendar.getInstance(Locale.forLanguageTag("th-TH-u-ca-buddhist")).getCalendarType());
    }
}
