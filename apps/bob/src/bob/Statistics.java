// SPDX-License-Identifier: Apache-2.0
package bob;

/** The results of all terminals together. */
final class Statistics {
    private static final TransactionType[] TYPES = TransactionType.values();

    final Histogram[] times = new Histogram[TYPES.length];
    int ordersPlaced;
    int ordersRefused;
    int linesOrdered;
    int linesFromElsewhere;
    int customersFromElsewhere;
    int delivered;
    int unfinished;
    long charged;
    long paid;

    Statistics() {
        for (int i = 0; i < times.length; i++) times[i] = new Histogram();
    }

    void add(Histogram[] theirs, int placed, int refused, int lines, int lineElsewhere,
        int customerElsewhere, int deliveries, long owed, long received, boolean finished) {
        for (int i = 0; i < times.length; i++) times[i].merge(theirs[i]);
        ordersPlaced += placed;
        ordersRefused += refused;
        linesOrdered += lines;
        linesFromElsewhere += lineElsewhere;
        customersFromElsewhere += customerElsewhere;
        delivered += deliveries;
        charged += owed;
        paid += received;
        if (!finished) unfinished++;
    }

    long count(TransactionType type) {
        return times[type.ordinal()].count();
    }

    void printTimes(double seconds) {
        System.out.printf(
            "ran for %.2f s: %.0f new orders per minute, %.0f transactions per second%n", seconds,
            count(TransactionType.NEW_ORDER) * 60 / seconds, total() / seconds);
        System.out.printf("%-14s %10s %10s %10s %10s %10s  (milliseconds)%n", "response time",
            "mean", "50 %", "90 %", "99 %", "longest");
        for (TransactionType type : TYPES) {
            Histogram histogram = times[type.ordinal()];
            System.out.printf("%-14s %10.3f %10.3f %10.3f %10.3f %10.3f%n", type.text,
                histogram.mean() / 1e3, histogram.percentile(50) / 1e3,
                histogram.percentile(90) / 1e3, histogram.percentile(99) / 1e3,
                histogram.largest() / 1e3);
        }
    }

    long total() {
        long total = 0;
        for (Histogram histogram : times) total += histogram.count();
        return total;
    }

    void printCounts() {
        System.out.println("transactions:   " + total());
        for (TransactionType type : TYPES)
            System.out.printf("  %-13s %d%n", type.text, count(type));
    }
}
