// Shows that classes initialise once and in order although several threads use them for the first
// time at the same moment.
public class ClassInitOnce {
    static final StringBuffer LOG = new StringBuffer();
    static int runs;

    static int log(String what) {
        synchronized (LOG) {
            LOG.append(what).append('\n');
            return ++runs;
        }
    }

    interface Quiet {
        int NUMBER = log("Quiet");
    }

    interface WithDefault {
        int NUMBER = log("WithDefault");
        default int answer() { return NUMBER; }
    }

    static class Parent {
        static final int CONSTANT = 77;
        static int number = log("Parent");
        static int touched;
    }

    static class Child extends Parent implements Quiet, WithDefault {
        static {
            log("Child");
        }
        static int own = 3;
        static synchronized int add(int k) { return own += k; }
    }

    static class Slow {
        static final int[] VALUES = new int[3];
        static {
            for (int i = 0; i < VALUES.length; i++) {
                VALUES[i] = i + 1;
                Thread.yield();
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            log("Slow with " + (VALUES[0] + VALUES[1] + VALUES[2]));
        }
    }

    static class Recursive {
        static int early = Partner.value();
        static int late = 9;
        static int late() { return late; }
    }

    static class Partner {
        static int seen = Recursive.late();
        static int value() { return seen + 1; }
    }

    static class User implements Runnable {
        int constant;
        int sum;
        int slow;
        int recursive;

        public void run() {
            constant = Child.CONSTANT;
            slow = Slow.VALUES[0] + Slow.VALUES[1] + Slow.VALUES[2];
            Child.add(1);
            Child.touched = 1;
            sum = new Child().answer() > 0 ? 1 : 0;
            recursive = Partner.value();
        }
    }

    public static void main(String[] args) throws Exception {
        User first = new User();
        Thread alone = new Thread(first);
        System.out.println("constant " + Child.CONSTANT + ", log is empty: " + (LOG.length() == 0));
        Child[] none = new Child[2];
        System.out.println("array of " + none.length + ", log is empty: " + (LOG.length() == 0));
        User[] users = new User[5];
        Thread[] threads = new Thread[users.length];
        for (int i = 0; i < users.length; i++) threads[i] = new Thread(users[i] = new User());
        // Recursive first, from one thread: its partner then sees it half done.
        Thread partners = new Thread(() -> log("partners " + Recursive.early + " " + Partner.seen));
        partners.start();
        partners.join();
        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join();
        alone.start();
        alone.join();
        System.out.print(LOG);
        for (User user : users) {
            System.out.println(
                user.constant + " " + user.sum + " " + user.slow + " " + user.recursive);
        }
        System.out.println(Child.own + " " + Parent.touched + " " + runs);
        System.out.println(Quiet.NUMBER + " " + runs);
    }
}
