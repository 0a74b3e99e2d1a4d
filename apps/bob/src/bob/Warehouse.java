// SPDX-License-Identifier: Apache-2.0
package bob;

/**
 * A warehouse with its districts, stock and price list. The monitor guards its income only, and is
 * held for that alone.
 */
final class Warehouse {
    static final int DISTRICTS = 10;

    final int id;
    final String name;
    final int tax;  // in hundredths of a percent
    private final Item[] items;
    private final Stock[] stocks;
    private final District[] districts = new District[DISTRICTS];
    private final Options options;
    private long income;

    Warehouse(int id, Options options) {
        this.id = id;
        this.options = options;
        Dice dice = new Dice(options.seed(), 4, id);
        name = dice.letters(6, 10);
        tax = dice.between(0, 2000);
        items = Item.priceList(options);
        stocks = new Stock[items.length];
        for (int i = 0; i < stocks.length; i++) stocks[i] = new Stock(items[i], dice);
        NonUniform choice = new NonUniform(options);
        for (int i = 0; i < DISTRICTS; i++)
            districts[i] = new District(this, i + 1, options, choice, items);
        income = DISTRICTS * Customer.FIRST_PAYMENT * options.customers();
    }

    District district(int number) {
        return districts[number - 1];
    }

    synchronized void addIncome(long amount) {
        income += amount;
    }

    synchronized long income() {
        return income;
    }

    /** What another district takes from the stock here; returns the label of the goods. */
    String supply(int item, int quantity, int forDistrict, boolean forOtherWarehouse) {
        return stocks[item - 1].take(quantity, forDistrict, forOtherWarehouse);
    }

    /**
     * New order: what the customer owes, or -1 if one of the items does not exist; then nothing
     * was changed.
     */
    long newOrder(
        int district, int customer, int[] itemNumbers, Warehouse[] suppliers, int[] quantities) {
        Item[] ordered = new Item[itemNumbers.length];
        for (int i = 0; i < ordered.length; i++) {
            if (itemNumbers[i] > items.length) return -1;
            ordered[i] = items[itemNumbers[i] - 1];
        }
        return district(district).placeOrder(customer, ordered, suppliers, quantities);
    }

    /**
     * Payment at this warehouse by a customer of any; lastName is null where the customer gives
     * his number.
     */
    void payment(int district, Warehouse customerWarehouse, int customerDistrict, String lastName,
        int number, long amount) {
        Customer customer = customerWarehouse.customer(customerDistrict, lastName, number);
        district(district).takePayment(
            customer, customer.id, customerDistrict, customerWarehouse.id, amount);
    }

    Customer customer(int district, String lastName, int number) {
        return lastName == null ? district(district).customer(number)
                                : district(district).customer(lastName);
    }

    int orderStatus(int district, String lastName, int number) {
        return district(district).deliveredLines(customer(district, lastName, number));
    }

    /** Delivery of one order in each district; returns how many there were. */
    int delivery(int carrier) {
        int delivered = 0;
        long time = System.currentTimeMillis();
        for (District district : districts) if (district.deliverOldest(carrier, time)) delivered++;
        return delivered;
    }

    /** Stock level: how many of the items that were ordered last are nearly out of stock. */
    int stockLevel(int district, int threshold) {
        int low = 0;
        for (int item : district(district).latestItems())
            if (stocks[item - 1].quantity() < threshold) low++;
        return low;
    }

    /** Looks at everything in this warehouse. Nobody may work in it meanwhile. */
    WarehouseAudit audit() {
        WarehouseAudit audit = new WarehouseAudit(this, options);
        for (District district : districts) district.audit(audit);
        for (Stock stock : stocks) audit.stock(stock);
        audit.finish(income());
        return audit;
    }
}
