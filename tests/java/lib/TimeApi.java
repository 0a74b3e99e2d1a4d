// SPDX-License-Identifier: Apache-2.0
// java.time with fixed instants and zones: arithmetic, formatting, parsing, daylight saving
// changes, periods, calendars, old Date API.
import java.text.*;
import java.time.*;
import java.time.chrono.*;
import java.time.format.*;
import java.time.temporal.*;
import java.util.*;

public class TimeApi {
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + " = " + c.call());
        } catch (Exception e) { System.out.println(l + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        LocalDate d = LocalDate.of(2024, 2, 29);
        System.out.println(d.plusYears(1) + " " + d.minusMonths(1) + " " + d.plusDays(366) + " "
                + d.getDayOfWeek() + d.getDayOfYear() + d.isLeapYear() + d.lengthOfMonth() + " "
                + d.with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)) + " "
                + d.with(TemporalAdjusters.lastDayOfYear()) + " "
                + d.until(LocalDate.of(2025, 1, 1)) + " "
                + ChronoUnit.DAYS.between(d, LocalDate.of(2000, 1, 1)) + " "
                + d.get(ChronoField.ALIGNED_WEEK_OF_YEAR) + d.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)
                + d.get(WeekFields.of(Locale.US).weekOfYear()) + " "
                + d.atTime(10, 30).atOffset(ZoneOffset.ofHours(-5)) + " " + d.toEpochDay()
                + LocalDate.ofYearDay(2023, 200) + LocalDate.MIN + LocalDate.MAX
                + d.datesUntil(d.plusDays(3)).toList() + d.compareTo(LocalDate.EPOCH));
        LocalTime tm = LocalTime.of(23, 59, 59, 999_000_000);
        System.out.println(tm.plusNanos(1_000_000) + " " + tm.truncatedTo(ChronoUnit.HOURS) + " "
                + tm.toSecondOfDay() + LocalTime.MIDNIGHT + LocalTime.parse("10:15")
                + Duration.between(LocalTime.NOON, tm));
        System.out.println(Duration.ofSeconds(3661, 5).toString() + Duration.parse("PT-8H6M12.345S")
                + Duration.ofMillis(-1) + Duration.ofDays(2).toHours() + Period.parse("P1Y2M3W4D")
                + Period.of(1, 14, 3).normalized() + Duration.ofSeconds(90).toMinutesPart()
                + Duration.ofMinutes(5).dividedBy(Duration.ofSeconds(7)) + Year.of(1900).isLeap()
                + YearMonth.of(2024, 2).atEndOfMonth() + MonthDay.of(2, 29).atYear(2023)
                + Month.MAY.plus(10) + DayOfWeek.SUNDAY.plus(1));
        ZoneId ny = ZoneId.of("America/New_York"), berlin = ZoneId.of("Europe/Berlin");
        ZonedDateTime gap = ZonedDateTime.of(2024, 3, 10, 2, 30, 0, 0, ny),
                      overlap = ZonedDateTime.of(2024, 11, 3, 1, 30, 0, 0, ny);
        System.out.println(gap + " " + overlap + " " + overlap.withLaterOffsetAtOverlap() + " "
                + overlap.plusHours(1) + " " + gap.withZoneSameInstant(berlin) + " "
                + gap.toEpochSecond() + " "
                + ny.getRules().getTransition(LocalDateTime.of(2024, 3, 10, 2, 30)) + " "
                + berlin.getRules().isDaylightSavings(Instant.ofEpochSecond(1720000000L)) + " "
                + Instant.ofEpochSecond(1700000000L, 123456789) + " "
                + Instant.parse("1969-12-31T23:59:59.999Z").toEpochMilli() + " "
                + Instant.EPOCH.atZone(ZoneId.of("Asia/Kolkata")) + " "
                + OffsetDateTime.parse("2024-01-01T00:00:00+05:30").toInstant() + " "
                + ZoneOffset.of("+18:00").getTotalSeconds()
                + Clock.fixed(Instant.EPOCH, ZoneOffset.UTC).instant() + ZoneId.systemDefault());
        LocalDateTime dt = LocalDateTime.of(2024, 7, 4, 9, 5, 3, 120_000_000);
        for (String p : new String[] {"yyyy-MM-dd HH:mm:ss.SSS", "EEEE, d MMMM uuuu h:mm a",
                     "EEE MMM dd yy", "D Q w e", "'literal' ''", "kk:KK", "nnn A", "G yyyy",
                     "LLLL"})
            t(p, () -> DateTimeFormatter.ofPattern(p, Locale.US).format(dt));
        for (Locale l :
                new Locale[] {Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.JAPAN, Locale.UK})
            System.out.println(l + " "
                    + DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(l).format(dt)
                    + " | "
                    + DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                            .withLocale(l)
                            .format(dt)
                    + " | " + DateTimeFormatter.ofPattern("EEEE MMMM", l).format(dt));
        System.out.println(DateTimeFormatter.ISO_WEEK_DATE.format(dt) + " "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(gap) + " "
                + DateTimeFormatter.ISO_ORDINAL_DATE.format(dt) + " "
                + DateTimeFormatter.ofPattern("dd/MM/yyyy z VV O xxx")
                        .format(gap.withZoneSameInstant(berlin))
                + " " + LocalDate.parse("04.07.2024", DateTimeFormatter.ofPattern("dd.MM.yyyy"))
                + LocalDateTime.parse("2024-07-04T09:05:03.12").equals(dt));
        t("bad month", () -> LocalDate.of(2024, 13, 1));
        t("feb 30", () -> LocalDate.of(2024, 2, 30));
        t("parse", () -> LocalDate.parse("2024-02-30"));
        t("text", () -> LocalTime.parse("25:00"));
        t("zone", () -> ZoneId.of("Mars/Base"));
        t("field", () -> dt.toLocalDate().get(ChronoField.HOUR_OF_DAY));
        t("pattern", () -> DateTimeFormatter.ofPattern("yyyy-bb"));
        t("overflow", () -> LocalDate.MAX.plusDays(1));
        t("from", () -> LocalDate.from(tm));
        t("strict",
                ()
                        -> LocalDate.parse("31/02/2024",
                                DateTimeFormatter.ofPattern("dd/MM/uuuu")
                                        .withResolverStyle(ResolverStyle.STRICT)));
        t("smart", () -> LocalDate.parse("31/02/2024", DateTimeFormatter.ofPattern("dd/MM/uuuu")));
        for (Chronology c : List.of(JapaneseChronology.INSTANCE, ThaiBuddhistChronology.INSTANCE,
                     MinguoChronology.INSTANCE, HijrahChronology.INSTANCE))
            System.out.println(c.date(dt) + " " + c.date(dt).lengthOfYear());
        SimpleDateFormat sdf = new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ssZ EEE", Locale.US);
        sdf.setTimeZone(TimeZone.getTimeZone("GMT+2"));
        System.out.println(sdf.format(new Date(1700000000000L)) + " "
                + sdf.parse("2024-01-15T12:00:00+0000 Mon").getTime() + " " + new Date(0));
        GregorianCalendar g = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.US);
        g.setTimeInMillis(0);
        g.set(1582, Calendar.OCTOBER, 4);
        g.add(Calendar.DATE, 1);
        System.out.println(g.get(Calendar.DATE) + " " + g.get(Calendar.WEEK_OF_YEAR)
                + g.isLeapYear(1900) + g.getActualMaximum(Calendar.DATE) + " " + g.toZonedDateTime()
                + TimeZone.getTimeZone("Europe/London").getOffset(1720000000000L)
                + TimeZone.getTimeZone("Nope").getID()
                + TimeZone.getTimeZone("America/New_York")
                        .getDisplayName(true, TimeZone.LONG, Locale.US));
        ZonedDateTime z = ZonedDateTime.of(1900, 1, 1, 0, 0, 0, 0, ZoneId.of("Europe/Paris"));
        for (int i = 0; i < 5; i++) {
            System.out.print(z.getOffset() + " ");
            z = z.plusYears(27);
        }
        System.out.println();
        System.out.println(java.sql.Timestamp.valueOf("2024-01-02 03:04:05.678") + " "
                + java.sql.Date.valueOf(d));
    }
}
