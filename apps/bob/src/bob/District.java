// SPDX-License-Identifier: Apache-2.0
package bob;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sales district of a warehouse with its customers, orders and payments. Its monitor guards all
 * of it; while it is held, only monitors of customers, stocks and warehouses are taken, so that no
 * two threads can wait for each other.
 */
final class District {
    /** Stock level looks at so many of the latest orders. */
    private static final int LATEST = 20;

    final int id;
    final Warehouse warehouse;
    final String name;
    final int tax;  // in hundredths of a percent
    private final Customer[] customers;
    private final Map<String, Customer[]> byLastName = new HashMap<>();
    private final List<Order> orders = new ArrayList<>();
    private final ArrayDeque<Order> newOrders = new ArrayDeque<>();
    private final List<History> history = new ArrayList<>();
    private int nextOrder = 1;
    private long income;
    private int lines;

    /**
     * With as many customers as the options say, one payment and one order of each, of which 30 %
     * wait for delivery.
     */
    District(Warehouse warehouse, int id, Options options, NonUniform choice, Item[] items) {
        this.warehouse = warehouse;
        this.id = id;
        Dice dice = new Dice(options.seed(), 3, warehouse.id, id);
        name = dice.letters(6, 10);
        tax = dice.between(0, 2000);
        customers = new Customer[options.customers()];
        long now = System.currentTimeMillis();
        for (int i = 0; i < customers.length; i++) {
            customers[i] = new Customer(i + 1, this, choice.loadedLastName(dice, i + 1), dice);
            history.add(new History(
                i + 1, id, warehouse.id, now, Customer.FIRST_PAYMENT, dice.letters(12, 24)));
            income += Customer.FIRST_PAYMENT;
        }
        indexNames();
        int[] order = dice.permutation(customers.length);
        int delivered = initiallyDelivered(options);
        for (int i = 0; i < order.length; i++)
            loadOrder(customers[order[i] - 1], i >= delivered, now, dice, items);
    }

    static int initiallyDelivered(Options options) {
        return options.customers() * 7 / 10;
    }

    private void indexNames() {
        Map<String, List<Customer>> lists = new HashMap<>();
        for (Customer customer : customers)
            lists.computeIfAbsent(customer.lastName, key -> new ArrayList<>()).add(customer);
        Comparator<Customer> byFirstName = Comparator.comparing(customer -> customer.firstName);
        for (Map.Entry<String, List<Customer>> entry : lists.entrySet()) {
            Customer[] sorted = entry.getValue().toArray(new Customer[0]);
            Arrays.sort(sorted, byFirstName);
            byLastName.put(entry.getKey(), sorted);
        }
    }

    private void loadOrder(Customer customer, boolean waits, long now, Dice dice, Item[] items) {
        OrderLine[] content = new OrderLine[dice.between(5, 15)];
        for (int i = 0; i < content.length; i++) {
            Item item = items[dice.between(0, items.length - 1)];
            long amount = waits ? dice.between(1, 999_999) : 0;
            content[i] = new OrderLine(item, warehouse.id, 5, amount, dice.letters(24, 24));
        }
        Order order = insert(customer, true, content, now);
        if (!waits) {
            order.deliver(dice.between(1, 10), now);
            newOrders.remove(order);
        }
    }

    private Order insert(Customer customer, boolean allLocal, OrderLine[] content, long now) {
        Order order = new Order(nextOrder++, customer, now, allLocal, content);
        orders.add(order);
        newOrders.add(order);
        lines += content.length;
        customer.ordered(order);
        return order;
    }

    Customer customer(int number) {
        return customers[number - 1];
    }

    /** Of several customers with that name the middle one, by first names. */
    Customer customer(String lastName) {
        Customer[] candidates = byLastName.get(lastName);
        return candidates[(candidates.length - 1) / 2];
    }

    /**
     * New order: takes the goods from the suppliers' stocks and enters the order; returns what the
     * customer owes for it.
     */
    synchronized long placeOrder(
        int customerNumber, Item[] items, Warehouse[] suppliers, int[] quantities) {
        Customer customer = customer(customerNumber);
        OrderLine[] content = new OrderLine[items.length];
        boolean allLocal = true;
        for (int i = 0; i < items.length; i++) {
            boolean elsewhere = suppliers[i] != warehouse;
            allLocal &= !elsewhere;
            String label = suppliers[i].supply(items[i].id(), quantities[i], id, elsewhere);
            content[i] = new OrderLine(
                items[i], suppliers[i].id, quantities[i], quantities[i] * items[i].price(), label);
        }
        Order order = insert(customer, allLocal, content, System.currentTimeMillis());
        return order.amount() * (10_000 - customer.discount) / 10_000
            * (10_000 + warehouse.tax + tax) / 10_000;
    }

    /**
     * Payment: the money goes to this district and its warehouse, on the account of a customer who
     * may be of another one.
     */
    synchronized void takePayment(Customer customer, int customerNumber, int customerDistrict,
        int customerWarehouse, long amount) {
        customer.pay(amount, warehouse.id, id);
        warehouse.addIncome(amount);
        income += amount;
        String data = warehouse.name + "    " + name;
        history.add(new History(customerNumber, customerDistrict, customerWarehouse,
            System.currentTimeMillis(), amount, data));
    }

    /** Order status: the number of lines of the customer's latest order that are delivered. */
    synchronized int deliveredLines(Customer customer) {
        Order order = customer.lastOrder();
        int delivered = 0;
        for (OrderLine line : order.lines) if (line.delivered != 0) delivered++;
        return delivered;
    }

    /** Delivery: the oldest order that waits; false if there is none. */
    synchronized boolean deliverOldest(int carrier, long time) {
        Order order = newOrders.poll();
        if (order == null) return false;
        order.deliver(carrier, time);
        order.customer.receive(order.amount());
        return true;
    }

    /** The different items in the latest orders. */
    synchronized int[] latestItems() {
        int[] found = new int[LATEST * 15];
        int count = 0;
        for (Order order : orders.subList(Math.max(0, orders.size() - LATEST), orders.size())) {
            for (OrderLine line : order.lines) found[count++] = line.item.id();
        }
        Arrays.sort(found, 0, count);
        int different = 0;
        for (int i = 0; i < count; i++)
            if (i == 0 || found[i] != found[i - 1]) found[different++] = found[i];
        return Arrays.copyOf(found, different);
    }

    /** Adds what it finds about this district to the audit of its warehouse. */
    synchronized void audit(WarehouseAudit audit) {
        audit.district(this, customers, orders, newOrders, history, nextOrder, income, lines);
    }
}
