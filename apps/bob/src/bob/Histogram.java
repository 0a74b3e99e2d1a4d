// SPDX-License-Identifier: Apache-2.0
package bob;

/**
 * Counts durations in microseconds in classes that are at most 1/32 of their value wide. For one
 * thread at a time.
 */
final class Histogram {
    private static final int BITS = 5;
    private static final int CLASSES = (64 - BITS) << BITS;

    private final long[] counts = new long[CLASSES];
    private long count;
    private long sum;
    private long largest;

    void add(long duration) {
        counts[index(duration)]++;
        count++;
        sum += duration;
        largest = Math.max(largest, duration);
    }

    private static int index(long duration) {
        int excess = Math.max(0, 64 - BITS - 1 - Long.numberOfLeadingZeros(duration | 1));
        return (int) ((excess << BITS) + (duration >>> excess));
    }

    private static long upperBound(int index) {
        int excess = Math.max(0, (index >> BITS) - 1);
        return (((long) index - ((long) excess << BITS) + 1) << excess) - 1;
    }

    /** Adds another one, whose thread has ended. */
    void merge(Histogram other) {
        long[] theirs = new long[CLASSES];
        other.copyTo(theirs);
        for (int i = 0; i < CLASSES; i++) counts[i] += theirs[i];
        count += other.count;
        sum += other.sum;
        largest = Math.max(largest, other.largest);
    }

    private void copyTo(long[] target) {
        System.arraycopy(counts, 0, target, 0, CLASSES);
    }

    long count() {
        return count;
    }

    long largest() {
        return largest;
    }

    long mean() {
        return count == 0 ? 0 : sum / count;
    }

    /** The duration that so many percent of all do not exceed. */
    long percentile(double percent) {
        long wanted = (long) Math.ceil(count * percent / 100);
        for (int i = 0; i < CLASSES; i++) {
            wanted -= counts[i];
            if (wanted <= 0) return Math.min(upperBound(i), largest);
        }
        return largest;
    }
}
