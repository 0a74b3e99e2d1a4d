// SPDX-License-Identifier: Apache-2.0
package bob;

/** The five transactions and how often of a hundred each is done. */
enum TransactionType {
    NEW_ORDER("new order", 45),
    PAYMENT("payment", 43),
    ORDER_STATUS("order status", 4),
    DELIVERY("delivery", 4),
    STOCK_LEVEL("stock level", 4);

    final String text;
    final int share;

    TransactionType(String text, int share) {
        this.text = text;
        this.share = share;
    }
}
