// Shows an exit code set by an uncaught exception handler of a thread, with output before it on
// both streams.
public class ExitInHandler {
    static class Failing implements Runnable {
        final int[] codes;
        Failing(int[] codes) { this.codes = codes; }
        public void run() { codes[3] = 1; }
    }

    static class Handler implements Thread.UncaughtExceptionHandler {
        int code = 40;
        synchronized int next() { return ++code; }
        public void uncaughtException(Thread thread, Throwable error) {
            System.err.println(thread.getName() + ": " + error.getMessage());
            System.exit(next());
        }
    }

    public static void main(String[] args) throws Exception {
        Handler handler = new Handler();
        Thread.setDefaultUncaughtExceptionHandler(handler);
        Thread counting = new Thread(handler::next);
        counting.start();
        counting.join();
        System.out.println("code so far " + handler.code);
        Thread failing = new Thread(new Failing(new int[3]), "failing");
        failing.start();
        failing.join();
        System.out.println("must not be printed");
    }
}
