// SPDX-License-Identifier: Apache-2.0
package bob;

/**
 * A clerk at one terminal of a warehouse: does transactions one after the other, without pauses
 * for thinking or typing.
 */
final class Terminal implements Runnable {
    private static final TransactionType[] TYPES = TransactionType.values();

    private final Company company;
    private final Gate gate;
    private final Warehouse home;
    private final int homeNumber;
    private final int district;
    private final int transactions;
    private final int seconds;
    private final int itemCount;
    private final Warehouse[] directory;
    private final NonUniform choice;
    private final Dice dice;
    private final Histogram[] times = new Histogram[TYPES.length];

    private int ordersPlaced;
    private int ordersRefused;
    private int linesOrdered;
    private int linesFromElsewhere;
    private int customersFromElsewhere;
    private int delivered;
    private long charged;
    private long paid;
    private long seen;
    private boolean finished;

    Terminal(Company company, Gate gate, int warehouse, int number, Options options) {
        this.company = company;
        this.gate = gate;
        homeNumber = warehouse;
        home = company.warehouse(warehouse);
        district = number % Warehouse.DISTRICTS + 1;
        transactions = options.transactions();
        seconds = options.seconds();
        itemCount = options.items();
        directory = new Warehouse[options.warehouses()];
        choice = new NonUniform(options);
        dice = new Dice(options.seed(), 5, warehouse, number);
        for (int i = 0; i < times.length; i++) times[i] = new Histogram();
    }

    @Override
    public void run() {
        for (int i = 0; i < directory.length; i++) directory[i] = company.warehouse(i + 1);
        try {
            gate.pass();
        } catch (InterruptedException e) {
            return;
        }
        long start = System.nanoTime();
        long limit = seconds * 1_000_000_000L;
        for (int done = 0;
            transactions > 0 ? done < transactions : System.nanoTime() - start < limit; done++) {
            TransactionType type = draw();
            long before = System.nanoTime();
            execute(type);
            times[type.ordinal()].add((System.nanoTime() - before) / 1000);
        }
        finished = true;
    }

    private TransactionType draw() {
        int card = dice.between(1, 100);
        int index = 0;
        while (card > TYPES[index].share) card -= TYPES[index++].share;
        return TYPES[index];
    }

    private void execute(TransactionType type) {
        switch (type) {
            case NEW_ORDER -> newOrder();
            case PAYMENT -> payment();
            case ORDER_STATUS -> orderStatus();
            case DELIVERY -> delivered += home.delivery(dice.between(1, 10));
            case STOCK_LEVEL -> seen += home.stockLevel(district, dice.between(10, 20));
        }
    }

    private int anyDistrict() {
        return dice.between(1, Warehouse.DISTRICTS);
    }

    /** Another warehouse than this one; requires that there are others. */
    private int otherWarehouse() {
        int number = dice.between(1, directory.length - 1);
        return number < homeNumber ? number : number + 1;
    }

    private void newOrder() {
        int inDistrict = anyDistrict();
        int customer = choice.customer(dice);
        int count = dice.between(5, 15);
        int[] items = new int[count];
        int[] quantities = new int[count];
        Warehouse[] suppliers = new Warehouse[count];
        int elsewhere = 0;
        for (int i = 0; i < count; i++) {
            items[i] = choice.item(dice);
            quantities[i] = dice.between(1, 10);
            suppliers[i] = home;
            if (directory.length > 1 && dice.percent(1)) {
                suppliers[i] = directory[otherWarehouse() - 1];
                elsewhere++;
            }
        }
        // Clerks mistype: one order of a hundred has an item that does not exist.
        if (dice.percent(1)) items[count - 1] = itemCount + 1;
        long amount = home.newOrder(inDistrict, customer, items, suppliers, quantities);
        if (amount < 0) {
            ordersRefused++;
        } else {
            ordersPlaced++;
            linesOrdered += count;
            linesFromElsewhere += elsewhere;
            charged += amount;
        }
    }

    private void payment() {
        int inDistrict = anyDistrict();
        int warehouse = homeNumber;
        int customerDistrict = inDistrict;
        if (directory.length > 1 && dice.percent(15)) {
            warehouse = otherWarehouse();
            customerDistrict = anyDistrict();
            customersFromElsewhere++;
        }
        long amount = dice.between(100, 500_000);
        String name = dice.percent(60) ? choice.lastName(dice) : null;
        int number = name == null ? choice.customer(dice) : 0;
        home.payment(inDistrict, directory[warehouse - 1], customerDistrict, name, number, amount);
        paid += amount;
    }

    private void orderStatus() {
        int inDistrict = anyDistrict();
        String name = dice.percent(60) ? choice.lastName(dice) : null;
        int number = name == null ? choice.customer(dice) : 0;
        seen += home.orderStatus(inDistrict, name, number);
    }

    /** Adds its results to those of the run. Requires that its thread has ended. */
    void addTo(Statistics statistics) {
        statistics.add(times, ordersPlaced, ordersRefused, linesOrdered, linesFromElsewhere,
            customersFromElsewhere, delivered, charged, paid, finished);
    }
}
