// SPDX-License-Identifier: Apache-2.0
package bob;

import bob.WarehouseAudit.Rule;

/** The audits of all warehouses together, held against what the terminals have counted. */
final class Totals {
    private final int[] broken = new int[Rule.values().length];
    private long income;
    private long payments;
    private long orders;
    private long delivered;
    private long orderLines;
    private long paymentCount;
    private long customerPayments;
    private long customersPaid;
    private long quantityOrdered;
    private long quantitySold;
    private long stockOrders;
    private long stockOrdersElsewhere;
    private long stockQuantity;
    private long fingerprint;
    private int failures;

    void add(int[] rules, long itsIncome, long itsPayments, int itsOrders, int itsDelivered,
        int itsLines, int itsPaymentCount, int itsCustomerPayments, long itsCustomersPaid,
        long ordered, long sold, long takings, long takingsElsewhere, long quantity,
        long itsFingerprint) {
        for (int i = 0; i < broken.length; i++) broken[i] += rules[i];
        income += itsIncome;
        payments += itsPayments;
        orders += itsOrders;
        delivered += itsDelivered;
        orderLines += itsLines;
        paymentCount += itsPaymentCount;
        customerPayments += itsCustomerPayments;
        customersPaid += itsCustomersPaid;
        quantityOrdered += ordered;
        quantitySold += sold;
        stockOrders += takings;
        stockOrdersElsewhere += takingsElsewhere;
        stockQuantity += quantity;
        fingerprint += itsFingerprint;
    }

    private void print(String text, boolean holds, String detail) {
        System.out.println(
            (holds ? "  holds     " : "  VIOLATED  ") + text + (holds ? "" : " (" + detail + ")"));
        if (!holds) failures++;
    }

    private void printEqual(String text, long one, long other) {
        print(text, one == other, one + " and " + other);
    }

    /** Prints every condition; returns whether all hold. */
    boolean printConditions(Options options, Statistics statistics) {
        long customers = (long) options.warehouses() * Warehouse.DISTRICTS * options.customers();
        long deliveredBefore = (long) options.warehouses() * Warehouse.DISTRICTS
            * District.initiallyDelivered(options);
        System.out.println("consistency conditions:");
        for (Rule rule : Rule.values())
            print(rule.text, broken[rule.ordinal()] == 0, broken[rule.ordinal()] + " times");
        printEqual(
            "10. all customers have paid what all districts have noted", customersPaid, payments);
        printEqual(
            "11. the orders delivered are those of the start and those the terminals delivered",
            delivered, deliveredBefore + statistics.delivered);
        printEqual("there are as many payments as customers made", customerPayments, paymentCount);
        printEqual("the payments are those of the start and those the terminals took", paymentCount,
            customers + statistics.count(TransactionType.PAYMENT));
        printEqual("the income is that of the start and what the terminals took", income,
            customers * Customer.FIRST_PAYMENT + statistics.paid);
        printEqual("the orders are those of the start and those the terminals placed", orders,
            customers + statistics.ordersPlaced);
        printEqual("every order line was taken from a stock", stockOrders, statistics.linesOrdered);
        printEqual("the same holds for goods from other warehouses", stockOrdersElsewhere,
            statistics.linesFromElsewhere);
        printEqual("as much was sold as was ordered", quantitySold, quantityOrdered);
        printEqual("every new order was placed or refused",
            statistics.count(TransactionType.NEW_ORDER),
            statistics.ordersPlaced + statistics.ordersRefused);
        printEqual("every terminal finished its work", statistics.unfinished, 0);
        return failures == 0;
    }

    /** What is the same after the same work, in whatever order the terminals did it. */
    void printSummary(Statistics statistics) {
        System.out.println("summary: orders " + orders + " lines " + orderLines + " placed "
            + statistics.ordersPlaced + " refused " + statistics.ordersRefused);
        System.out.println("summary: charged " + statistics.charged + " paid " + statistics.paid
            + " income " + income);
        System.out.println("summary: sold " + quantitySold + " from elsewhere "
            + stockOrdersElsewhere + " customers from elsewhere "
            + statistics.customersFromElsewhere + " stock " + stockQuantity);
        System.out.println("summary: orders' fingerprint " + Long.toHexString(fingerprint));
    }
}
