// Shows stack traces of exceptions that went through objects of several threads, printed in full
// with causes and suppressed ones.
import java.io.PrintWriter;
import java.io.StringWriter;

public class StackTraces {
    static class Failure extends Exception {
        final int code;
        Failure(String message, int code, Throwable cause) {
            super(message, cause);
            this.code = code;
        }
    }

    static class Resource implements AutoCloseable {
        final String name;
        Resource(String name) { this.name = name; }
        public void close() throws Failure { throw new Failure("closing " + name, 1, null); }
    }

    static class Station {
        final String name;
        Station next;
        Station(String name) { this.name = name; }

        int travel(int left) throws Failure {
            if (left == 0) return divide(7, left);
            if (next == null) throw new IllegalStateException("end of line at " + name);
            return next.travel(left - 1) + 1;
        }

        int divide(int a, int b) { return a / b; }

        void wrap(int left) throws Failure {
            try {
                travel(left);
            } catch (RuntimeException e) {
                throw new Failure("wrapped by " + name, left, e);
            }
        }

        void resources(Station other) throws Failure {
            try (Resource first = new Resource(name + "1");
                Resource second = new Resource(name + "2")) {
                other.wrap(3);
            }
        }

        Runnable lambda(Station target) {
            return () -> {
                Object nothing = target.next.next.next.next;
                System.out.println(nothing);
            };
        }
    }

    static class Traveller implements Runnable {
        final Station theirs;
        final Station mine;
        String traces = "";
        Throwable last;

        Traveller(Station theirs, String name) {
            this.theirs = theirs;
            mine = new Station(name);
        }

        interface Action { void run() throws Exception; }

        void attempt(Action action) {
            try {
                action.run();
                traces += "nothing\n";
            } catch (Exception e) {
                StringWriter text = new StringWriter();
                e.printStackTrace(new PrintWriter(text, true));
                traces += text;
                last = e;
            }
        }

        public void run() {
            theirs.next = mine;
            mine.next = theirs;
            attempt(() -> theirs.travel(4));
            attempt(() -> mine.travel(3));
            attempt(() -> theirs.wrap(2));
            attempt(() -> mine.resources(theirs));
            mine.next = null;
            attempt(() -> theirs.wrap(5));
            attempt(() -> theirs.lambda(theirs).run());
            theirs.next = null;
            attempt(theirs.lambda(mine)::run);
        }
    }

    public static void main(String[] args) throws Exception {
        Station shared = new Station("main station");
        for (int i = 0; i < 2; i++) {
            Traveller traveller = new Traveller(shared, "station " + i);
            Thread thread = new Thread(traveller, "traveller " + i);
            thread.start();
            thread.join();
            System.out.print(traveller.traces);
            Traveller here = new Traveller(traveller.mine, "here");
            here.run();
            System.out.print(here.traces);
            Throwable last = traveller.last;
            System.out.println(last.getStackTrace()[0] + " " + last.getStackTrace().length);
            last.addSuppressed(here.last);
            last.fillInStackTrace();
            last.printStackTrace(System.out);
            last.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("A", "b", "C.java", 4)});
            last.printStackTrace();
        }
    }
}
