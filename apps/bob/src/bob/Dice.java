// SPDX-License-Identifier: Apache-2.0
package bob;

/**
 * A generator of random numbers with a state of its own; equal seeds give equal sequences. For one
 * thread.
 */
final class Dice {
    private long state;

    /** The path tells dice of one run apart, such as those of terminal 3 of warehouse 2. */
    Dice(long seed, int... path) {
        state = seed;
        for (int step : path) state = next() + step;
    }

    long next() {
        long mixed = state += 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Evenly distributed, both bounds included. */
    int between(int low, int high) {
        return low + (int) ((next() >>> 1) % (high - low + 1L));
    }

    boolean percent(int chance) {
        return between(1, 100) <= chance;
    }

    String letters(int shortest, int longest) {
        char[] letters = new char[between(shortest, longest)];
        for (int i = 0; i < letters.length; i++) letters[i] = (char) between('a', 'z');
        return new String(letters);
    }

    String digits(int count) {
        char[] digits = new char[count];
        for (int i = 0; i < count; i++) digits[i] = (char) between('0', '9');
        return new String(digits);
    }

    /** A tenth of these texts have the word "ORIGINAL" in them. */
    String mayBeOriginal(int shortest, int longest) {
        String text = letters(shortest, longest);
        if (!percent(10)) return text;
        int at = between(0, text.length() - 8);
        return text.substring(0, at) + "ORIGINAL" + text.substring(at + 8);
    }

    /** The numbers 1 to count in random order. */
    int[] permutation(int count) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            int other = between(0, i);
            numbers[i] = numbers[other];
            numbers[other] = i + 1;
        }
        return numbers;
    }
}
