// Shows StackOverflowError of recursion in a thread's own object and in one that another thread
// made: caught, and all goes on.
public class DeepRecursion {
    static class Digger {
        int deepest;
        int caught;
        int finals;

        int dig(int depth) {
            deepest = depth;
            return dig(depth + 1) + 1;
        }

        synchronized int digLocked(int depth) {
            deepest = depth;
            try {
                return digLocked(depth + 1) + 1;
            } finally {
                deepest = 0;
            }
        }

        boolean overflows(boolean locked) {
            try {
                if (locked) digLocked(0);
                else dig(0);
                return false;
            } catch (StackOverflowError e) {
                caught++;
                return e.getMessage() == null;
            }
        }

        long sum(int depth) { return depth == 0 ? 0 : depth + sum(depth - 1); }
    }

    static class Worker implements Runnable {
        final Digger theirs;
        final Digger mine = new Digger();
        final StringBuilder log = new StringBuilder();

        Worker(Digger theirs) { this.theirs = theirs; }

        void use(Digger digger) {
            log.append(digger.overflows(false)).append(digger.deepest > 500).append(' ');
            log.append(digger.overflows(true)).append(Thread.holdsLock(digger)).append(' ');
            try {
                digger.dig(0);
            } catch (StackOverflowError e) {
                StackTraceElement top = e.getStackTrace()[0];
                log.append(e.getStackTrace().length)
                    .append(' ')
                    .append(top.getMethodName())
                    .append(' ')
                    .append(digger.deepest > 500);
            }
            log.append(' ').append(digger.sum(500)).append(' ').append(digger.caught).append('\n');
        }

        public void run() {
            use(mine);
            use(theirs);
        }
    }

    public static void main(String[] args) throws Exception {
        Digger shared = new Digger();
        for (int i = 0; i < 2; i++) {
            Worker worker = new Worker(shared);
            Thread thread = new Thread(worker);
            thread.start();
            thread.join();
            System.out.print(worker.log);
            Worker here = new Worker(worker.mine);
            here.run();
            System.out.print(here.log);
        }
    }
}
