// Shows a failing static initialiser: one thread gets ExceptionInInitializerError, all later uses
// NoClassDefFoundError, on every thread.
public class ClassInitFailure {
    static int attempts;

    static class Broken {
        static final int VALUE;
        static {
            attempts++;
            VALUE = Integer.parseInt("no number");
        }
        static void touch() {}
    }

    static class BrokenChild extends Broken {
        static void touch() {}
    }

    static class BrokenByError {
        static {
            attempts += 100;
            if (attempts > 0) throw new IllegalAccessError("on purpose");
        }
        int field;
    }

    static class Raced {
        static {
            attempts += 10000;
            if (attempts > 0) throw new IllegalStateException("raced");
        }
        static void touch() {}
    }

    static class User implements Runnable {
        final String name;
        final StringBuilder log = new StringBuilder();

        User(String name) { this.name = name; }

        void attempt(Runnable action) {
            try {
                action.run();
                log.append("nothing\n");
            } catch (Throwable e) {
                for (Throwable t = e; t != null; t = t.getCause())
                    log.append("  ").append(t).append('\n');
            }
        }

        public void run() {
            log.append(name).append('\n');
            attempt(() -> Broken.touch());
            attempt(() -> System.out.println(Broken.VALUE));
            attempt(() -> BrokenChild.touch());
            attempt(() -> new BrokenByError().field++);
            attempt(() -> new BrokenByError());
        }
    }

    static class Racer implements Runnable {
        Throwable seen;
        Throwable cause;

        public void run() {
            try {
                Raced.touch();
            } catch (Throwable e) {
                seen = e;
                cause = e.getCause();
            }
        }
    }

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 3; i++) {
            User user = new User("user " + i);
            Thread thread = new Thread(user, "thread of user " + i);
            thread.start();
            thread.join();
            System.out.print(user.log);
        }
        User main = new User("main");
        main.run();
        System.out.print(main.log);
        Racer[] racers = new Racer[4];
        Thread[] threads = new Thread[racers.length];
        for (int i = 0; i < racers.length; i++)
            (threads[i] = new Thread(racers[i] = new Racer())).start();
        for (Thread thread : threads) thread.join();
        int first = 0;
        int later = 0;
        for (Racer racer : racers) {
            if (racer.seen instanceof ExceptionInInitializerError
                && racer.cause instanceof IllegalStateException)
                first++;
            if (racer.seen instanceof NoClassDefFoundError
                && racer.cause instanceof ExceptionInInitializerError)
                later++;
        }
        System.out.println(first + " first, " + later + " later, attempts " + attempts);
    }
}
