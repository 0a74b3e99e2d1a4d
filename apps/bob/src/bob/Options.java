// SPDX-License-Identifier: Apache-2.0
package bob;

/** What the command line says. Either transactions (of each terminal) or seconds is not 0. */
record Options(int warehouses, int terminals, int transactions, int seconds, int customers,
    int items, long seed, boolean quietTimes) {
    static final String USAGE = """
        usage: bob.Main [options]
          --warehouses N    warehouses (2)
          --terminals N     terminals of each warehouse (4)
          --transactions N  transactions of each terminal: the same work in every run of a seed
          --seconds N       or: seconds that all terminals work (10)
          --customers N     customers of each of a warehouse's ten districts (300; TPC-C has 3000)
          --items N         kinds of goods (2000; TPC-C has 100000)
          --seed N          of all random choices (1)
          --quiet-times     print nothing that depends on time
        """;

    /** Throws IllegalArgumentException with a text for the user. */
    static Options parse(String[] arguments) {
        int warehouses = 2;
        int terminals = 4;
        int transactions = 0;
        int seconds = 0;
        int customers = 300;
        int items = 2000;
        long seed = 1;
        boolean quietTimes = false;
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals("--quiet-times")) {
                quietTimes = true;
                continue;
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                    "no such option, or one without its number: " + name);
            }
            String value = arguments[++i];
            switch (name) {
                case "--warehouses" -> warehouses = number(name, value, 1, 1000);
                case "--terminals" -> terminals = number(name, value, 1, 1000);
                case "--transactions" -> transactions = number(name, value, 1, Integer.MAX_VALUE);
                case "--seconds" -> seconds = number(name, value, 1, 1_000_000);
                case "--customers" -> customers = number(name, value, 10, 100_000);
                case "--items" -> items = number(name, value, 100, 1_000_000);
                case "--seed" -> seed = number(name, value, 0, Integer.MAX_VALUE);
                default -> throw new IllegalArgumentException("no such option: " + name);
            }
        }
        if (transactions > 0 && seconds > 0) {
            throw new IllegalArgumentException("either --transactions or --seconds, not both");
        }
        if (transactions == 0 && seconds == 0) seconds = 10;
        return new Options(
            warehouses, terminals, transactions, seconds, customers, items, seed, quietTimes);
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // the same complaint
        }
        throw new IllegalArgumentException(
            name + " wants a number from " + least + " to " + most + ", not '" + value + "'");
    }
}
