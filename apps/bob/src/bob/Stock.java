// SPDX-License-Identifier: Apache-2.0
package bob;

/**
 * How much of one item a warehouse has. Its monitor is taken last: nothing is called while it is
 * held.
 */
final class Stock {
    static final int LEAST = 10;
    private static final int REFILL = 91;
    private static final int LABEL = 24;

    final Item item;
    private final int initial;
    private final String labels;
    private int quantity;
    private long sold;
    private int orders;
    private int ordersFromElsewhere;

    Stock(Item item, Dice dice) {
        this.item = item;
        initial = dice.between(LEAST, LEAST + REFILL - 1);
        quantity = initial;
        labels = dice.letters(LABEL * Warehouse.DISTRICTS, LABEL * Warehouse.DISTRICTS);
    }

    /**
     * Takes goods out, after a delivery of new ones if too few would remain; returns the label for
     * the district.
     */
    synchronized String take(int amount, int district, boolean forOtherWarehouse) {
        quantity -= amount;
        if (quantity < LEAST) quantity += REFILL;
        sold += amount;
        orders++;
        if (forOtherWarehouse) ordersFromElsewhere++;
        return labels.substring((district - 1) * LABEL, district * LABEL);
    }

    synchronized int quantity() {
        return quantity;
    }

    synchronized long sold() {
        return sold;
    }

    synchronized int orders() {
        return orders;
    }

    synchronized int ordersFromElsewhere() {
        return ordersFromElsewhere;
    }

    /** The quantity is what was there, less what was sold, plus some number of refills. */
    synchronized boolean isPlausible() {
        return quantity >= LEAST && quantity < LEAST + REFILL
            && (initial - sold - quantity) % REFILL == 0;
    }
}
