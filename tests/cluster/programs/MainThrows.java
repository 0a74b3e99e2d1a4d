// Shows a main thread that ends with an exception from another thread's object while threads still
// run: exit code 1 and the trace.
public class MainThrows {
    static class Store {
        int opened;
        int open(int number) {
            opened += number;
            if (number > 2)
                throw new IllegalArgumentException(
                    "no door " + number, new RuntimeException("of " + opened));
            return opened;
        }
    }

    static class Keeper implements Runnable {
        final Store store = new Store();
        private boolean mainGone;

        public void run() {
            try {
                waitForEnd();
            } catch (InterruptedException e) {
                System.out.println("interrupted");
            }
            System.out.println("last words, opened " + store.opened);
        }

        synchronized void waitForEnd() throws InterruptedException {
            while (!mainGone) wait();
        }

        synchronized void end() {
            mainGone = true;
            notifyAll();
        }
    }

    public static void main(String[] args) throws Exception {
        Keeper keeper = new Keeper();
        Thread thread = new Thread(keeper);
        Thread main = Thread.currentThread();
        Thread watcher = new Thread(() -> {
            try {
                main.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            System.out.println("main is " + main.getState());
            keeper.end();
        });
        thread.start();
        watcher.start();
        for (int number = 1; number < 5; number++) System.out.println(keeper.store.open(number));
    }
}
