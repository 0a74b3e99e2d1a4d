// SPDX-License-Identifier: Apache-2.0
package bob;

/**
 * Skewed choices of customers, items and last names: some are asked for much more often than
 * others, as in TPC-C (its function NURand). The constants follow from the seed, so that all who
 * choose in one run agree on what is popular.
 */
final class NonUniform {
    private static final int NAMES = 1000;
    private static final String[] SYLLABLES = {
        "BAR", "OUGHT", "ABLE", "PRI", "PRES", "ESE", "ANTI", "CALLY", "ATION", "EING"};

    private final int customers;
    private final int items;
    private final int customerMask;
    private final int itemMask;
    private final int customerOffset;
    private final int itemOffset;
    private final int loadedNameOffset;
    private final int nameOffset;

    NonUniform(Options options) {
        customers = options.customers();
        items = options.items();
        customerMask = mask(customers / 3);
        itemMask = mask(items / 13);
        Dice dice = new Dice(options.seed(), 1);
        customerOffset = dice.between(0, customerMask);
        itemOffset = dice.between(0, itemMask);
        loadedNameOffset = dice.between(0, 255);
        // TPC-C wants the popular names of the run to be others than those of the load, by a
        // distance within these bounds.
        int distance = dice.between(65, 119);
        if (distance == 96 || distance == 112) distance--;
        nameOffset = loadedNameOffset + distance;
    }

    /** The least number of only one-bits that is not below the wanted one. */
    private static int mask(int wanted) {
        return wanted <= 1 ? 1 : (Integer.highestOneBit(wanted - 1) << 1) - 1;
    }

    private static int choose(Dice dice, int mask, int offset, int low, int high) {
        return ((dice.between(0, mask) | dice.between(low, high)) + offset) % (high - low + 1)
            + low;
    }

    int customer(Dice dice) {
        return choose(dice, customerMask, customerOffset, 1, customers);
    }

    int item(Dice dice) {
        return choose(dice, itemMask, itemOffset, 1, items);
    }

    /** A last name that some customer of every district has. */
    String lastName(Dice dice) {
        return lastName(choose(dice, 255, nameOffset, 0, Math.min(NAMES, customers) - 1));
    }

    /**
     * The last name of a customer when a district is loaded: all names in turn first, then by
     * popularity.
     */
    String loadedLastName(Dice dice, int customer) {
        return lastName(
            customer <= NAMES ? customer - 1 : choose(dice, 255, loadedNameOffset, 0, NAMES - 1));
    }

    private static String lastName(int number) {
        return SYLLABLES[number / 100] + SYLLABLES[number / 10 % 10] + SYLLABLES[number % 10];
    }
}
