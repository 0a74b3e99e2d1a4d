// SPDX-License-Identifier: Apache-2.0
package bob;

/** A kind of goods. Amounts of money are in cents everywhere. */
record Item(int id, String name, long price, String data) {
    /** The price list is the same in every warehouse of a run. */
    static Item[] priceList(Options options) {
        Item[] items = new Item[options.items()];
        Dice dice = new Dice(options.seed(), 2);
        for (int i = 0; i < items.length; i++) {
            items[i] = new Item(
                i + 1, dice.letters(14, 24), dice.between(100, 10000), dice.mayBeOriginal(26, 50));
        }
        return items;
    }
}
