// SPDX-License-Identifier: Apache-2.0
package bob;

import java.util.Collection;
import java.util.List;

/**
 * What was found in one warehouse: numbers to add up, and for each rule about a single warehouse
 * how often it is broken.
 */
final class WarehouseAudit {
    /**
     * The rules, in the order in which they are printed; the numbers are those of TPC-C's
     * clause 3.3.2.
     */
    enum Rule {
        INCOME("1. a warehouse's income is that of its districts"),
        LAST_ORDER("2. the latest order has the number before the next one, and waits for delivery "
                   + "if any does"),
        WAITING_WITHOUT_GAPS("3. the orders that wait for delivery are numbered without gaps"),
        LINES("4. the orders' line counts add up to the lines there are"),
        WAITING_WITHOUT_CARRIER("5. an order waits for delivery if and only if it has no carrier"),
        LINES_OF_ORDER("6. every order has as many lines as it says"),
        DELIVERED_LINES("7. a line has a delivery date if and only if its order has a carrier"),
        WAREHOUSE_HISTORY("8. a warehouse's income is the sum of the payments made in it"),
        DISTRICT_HISTORY("9. a district's income is the sum of the payments made in it"),
        CUSTOMER_BALANCE(
            "12. a customer's balance and payments add up to what was delivered to him"),
        DELIVERIES_OF_CUSTOMER("every delivery was counted with its customer"),
        STOCK("stock is what there was, less what was sold, plus refills");

        final String text;

        Rule(String text) {
            this.text = text;
        }
    }

    private final int warehouse;
    private final int initialOrders;  // of a district
    private final int initiallyDelivered;
    private final int[] broken = new int[Rule.values().length];
    private final long[] deliveredAmount;
    private final int[] deliveredOrders;
    private long districtIncome;
    private long payments;
    private long income;
    private int orders;
    private int delivered;
    private int orderLines;
    private int paymentCount;
    private int customerPayments;
    private long customersPaid;
    private long quantityOrdered;
    private long quantitySold;
    private long stockOrders;
    private long stockOrdersElsewhere;
    private long stockQuantity;
    private long fingerprint;

    WarehouseAudit(Warehouse warehouse, Options options) {
        this.warehouse = warehouse.id;
        initialOrders = options.customers();
        initiallyDelivered = District.initiallyDelivered(options);
        deliveredAmount = new long[options.customers()];
        deliveredOrders = new int[options.customers()];
    }

    private void expect(Rule rule, boolean holds) {
        if (!holds) broken[rule.ordinal()]++;
    }

    /** For one district, whose monitor the caller holds. */
    void district(District district, Customer[] customers, List<Order> all,
        Collection<Order> waiting, List<History> history, int nextOrder, long ownIncome,
        int lines) {
        java.util.Arrays.fill(deliveredAmount, 0);
        java.util.Arrays.fill(deliveredOrders, 0);
        int highest = 0;
        int promised = 0;
        int found = 0;
        int waitingOrders = 0;
        int index = 0;
        for (Order order : all) {
            highest = Math.max(highest, order.id);
            promised += order.lineCount;
            int inOrder = 0;
            for (OrderLine line : order.lines) {
                if (line != null) inOrder++;
                expect(Rule.DELIVERED_LINES, (line.delivered != 0) == (order.carrier != 0));
                // The first orders were in the books before anything was taken from the stock.
                if (index >= initialOrders) quantityOrdered += line.quantity;
            }
            found += inOrder;
            expect(Rule.LINES_OF_ORDER, inOrder == order.lineCount);
            if (order.carrier == 0) {
                waitingOrders++;
            } else {
                deliveredAmount[order.customer.id - 1] += order.amount();
                // And nobody counted them with their customers.
                if (index >= initiallyDelivered) deliveredOrders[order.customer.id - 1]++;
            }
            fingerprint += order.fingerprint() * (warehouse * 31L + district.id);
            index++;
        }
        expect(Rule.LAST_ORDER, highest == nextOrder - 1 && highest == all.size());
        expect(Rule.LINES, promised == found && found == lines);
        waiting(waiting, waitingOrders, highest);
        long received = 0;
        for (History payment : history) received += payment.amount();
        expect(Rule.DISTRICT_HISTORY, received == ownIncome);
        for (Customer customer : customers) {
            expect(Rule.CUSTOMER_BALANCE,
                customer.balance() + customer.paid() == deliveredAmount[customer.id - 1]);
            expect(Rule.DELIVERIES_OF_CUSTOMER,
                customer.deliveries() == deliveredOrders[customer.id - 1]);
            customersPaid += customer.paid();
            customerPayments += customer.payments();
        }
        districtIncome += ownIncome;
        payments += received;
        paymentCount += history.size();
        orders += all.size();
        orderLines += found;
        delivered += all.size() - waiting.size();
    }

    private void waiting(Collection<Order> waiting, int withoutCarrier, int highest) {
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (Order order : waiting) {
            first = Math.min(first, order.id);
            last = Math.max(last, order.id);
            expect(Rule.WAITING_WITHOUT_CARRIER, order.carrier == 0);
        }
        expect(Rule.WAITING_WITHOUT_CARRIER, waiting.size() == withoutCarrier);
        if (waiting.isEmpty()) return;
        expect(Rule.LAST_ORDER, last == highest);
        expect(Rule.WAITING_WITHOUT_GAPS, last - first + 1 == waiting.size());
    }

    void stock(Stock stock) {
        expect(Rule.STOCK, stock.isPlausible());
        quantitySold += stock.sold();
        stockOrders += stock.orders();
        stockOrdersElsewhere += stock.ordersFromElsewhere();
        stockQuantity += stock.quantity();
    }

    /** After all districts. */
    void finish(long warehouseIncome) {
        income = warehouseIncome;
        expect(Rule.INCOME, income == districtIncome);
        expect(Rule.WAREHOUSE_HISTORY, income == payments);
    }

    /** Adds this to the numbers of the whole company. */
    void addTo(Totals totals) {
        int[] copy = new int[broken.length];
        System.arraycopy(broken, 0, copy, 0, copy.length);
        totals.add(copy, income, payments, orders, delivered, orderLines, paymentCount,
            customerPayments, customersPaid, quantityOrdered, quantitySold, stockOrders,
            stockOrdersElsewhere, stockQuantity, fingerprint);
    }
}
