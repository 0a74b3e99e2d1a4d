// SPDX-License-Identifier: Apache-2.0
package bob;

/** All warehouses; they are loaded at the same time, each by a thread of its own. */
final class Company {
    private final Warehouse[] warehouses;

    Company(Options options) throws InterruptedException {
        warehouses = new Warehouse[options.warehouses()];
        Loader[] loaders = new Loader[warehouses.length];
        Thread[] threads = new Thread[warehouses.length];
        for (int i = 0; i < warehouses.length; i++) {
            loaders[i] = new Loader(i + 1, options);
            threads[i] = new Thread(loaders[i], "loader " + (i + 1));
            threads[i].start();
        }
        for (int i = 0; i < warehouses.length; i++) {
            threads[i].join();
            warehouses[i] = loaders[i].warehouse();
            if (warehouses[i] == null)
                throw new IllegalStateException("warehouse " + (i + 1) + " was not loaded");
        }
    }

    int size() {
        return warehouses.length;
    }

    Warehouse warehouse(int number) {
        return warehouses[number - 1];
    }

    /** Makes one warehouse. */
    private static final class Loader implements Runnable {
        private final int number;
        private final Options options;
        private Warehouse warehouse;

        Loader(int number, Options options) {
            this.number = number;
            this.options = options;
        }

        @Override
        public void run() {
            warehouse = new Warehouse(number, options);
        }

        Warehouse warehouse() {
            return warehouse;
        }
    }
}
