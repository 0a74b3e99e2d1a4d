// SPDX-License-Identifier: Apache-2.0
package bob;

/** An order of a customer. Guarded by the monitor of its district. */
final class Order {
    final int id;
    final Customer customer;
    final long entered;
    final int lineCount;
    final boolean allLocal;
    final OrderLine[] lines;
    int carrier;  // 0 until it is delivered

    Order(int id, Customer customer, long entered, boolean allLocal, OrderLine[] lines) {
        this.id = id;
        this.customer = customer;
        this.entered = entered;
        this.allLocal = allLocal;
        this.lines = lines;
        lineCount = lines.length;
    }

    /** Before discount and tax. */
    long amount() {
        long amount = 0;
        for (OrderLine line : lines) amount += line.amount;
        return amount;
    }

    void deliver(int byCarrier, long time) {
        carrier = byCarrier;
        for (OrderLine line : lines) line.delivered = time;
    }

    /**
     * A number that depends on what was ordered, not on when, nor on what else was ordered before.
     */
    long fingerprint() {
        long mixed = customer.id;
        for (OrderLine line : lines)
            mixed = mixed * 1_000_003 + line.item.id() * 31L + line.supplier * 7L + line.quantity;
        return mixed ^ (mixed >>> 29);
    }
}
