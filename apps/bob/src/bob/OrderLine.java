// SPDX-License-Identifier: Apache-2.0
package bob;

/** One item of an order. Guarded by the monitor of the order's district. */
final class OrderLine {
    final Item item;
    final int supplier;  // warehouse
    final int quantity;
    final long amount;
    final String label;
    long delivered;  // time, or 0

    OrderLine(Item item, int supplier, int quantity, long amount, String label) {
        this.item = item;
        this.supplier = supplier;
        this.quantity = quantity;
        this.amount = amount;
        this.label = label;
    }
}
