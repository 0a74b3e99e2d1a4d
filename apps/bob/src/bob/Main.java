// SPDX-License-Identifier: Apache-2.0
package bob;

/**
 * The benchmark: loads a company, lets its terminals work, prints how fast that was and whether
 * the books are right.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("bob: " + e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        if (!run(options)) System.exit(1);
    }

    private static boolean run(Options options) throws InterruptedException {
        System.out.println("bob: order entry in the manner of TPC-C; its results are not "
                           + "comparable to any TPC result");
        System.out.println(options.warehouses() + " warehouses, " + options.terminals()
            + " terminals each, "
            + (options.transactions() > 0 ? options.transactions() + " transactions each"
                                          : options.seconds() + " seconds")
            + ", " + options.customers() + " customers per district, " + options.items()
            + " items, seed " + options.seed());
        long start = System.nanoTime();
        Company company = new Company(options);
        if (!options.quietTimes())
            System.out.printf("loaded in %.2f s%n", (System.nanoTime() - start) / 1e9);

        Statistics statistics = new Statistics();
        double seconds = work(company, options, statistics);
        if (!options.quietTimes()) statistics.printTimes(seconds);
        if (!options.quietTimes() || options.transactions() > 0) statistics.printCounts();

        Totals totals = new Totals();
        for (int i = 1; i <= company.size(); i++) company.warehouse(i).audit().addTo(totals);
        if (options.transactions() > 0) totals.printSummary(statistics);
        boolean holds = totals.printConditions(options, statistics);
        System.out.println(holds ? "all conditions hold" : "conditions are violated");
        return holds;
    }

    /** Runs all terminals to their end; returns the seconds that took. */
    private static double work(Company company, Options options, Statistics statistics)
        throws InterruptedException {
        int count = options.warehouses() * options.terminals();
        Terminal[] terminals = new Terminal[count];
        Thread[] threads = new Thread[count];
        Gate gate = new Gate(count);
        // One terminal of every warehouse, then the next of every warehouse.
        for (int i = 0; i < count; i++) {
            int warehouse = i % options.warehouses() + 1;
            int number = i / options.warehouses() + 1;
            terminals[i] = new Terminal(company, gate, warehouse, number, options);
            threads[i] = new Thread(terminals[i], "terminal " + warehouse + "/" + number);
            threads[i].start();
        }
        gate.openWhenComplete();
        long start = System.nanoTime();
        for (Thread thread : threads) thread.join();
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Terminal terminal : terminals) terminal.addTo(statistics);
        return seconds;
    }
}
