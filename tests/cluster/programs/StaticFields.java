// Shows static fields of every type as one variable for all threads: plain, volatile, final,
// inherited, of interfaces.
import java.util.ArrayList;
import java.util.List;

public class StaticFields {
    interface Constants {
        int COMPILED = 42;
        List<String> COMPUTED = new ArrayList<>(List.of("a", "b"));
    }

    static class Parent {
        static int shared = 5;
        static String text = "parent";
    }

    static class Child extends Parent implements Constants {
        static String text = "child";
    }

    static class Globals {
        static boolean z;
        static byte b;
        static char c = 'a';
        static short s;
        static int i;
        static long j;
        static float f;
        static double d;
        static Object o;
        static volatile long vj;
        static volatile double vd;
        static volatile boolean vz;
        static volatile Object vo;
        static final long FIXED = Long.parseLong("1234567890123");
        static final int[] TABLE = {1, 2, 3};
        static final StringBuilder LOG = new StringBuilder();
        static synchronized int next() { return ++i; }
    }

    static class Worker implements Runnable {
        static int created;
        final int number = ++created;
        boolean sameTable;
        long sum;

        public void run() {
            Globals.z = !Globals.z;
            Globals.b += 60;
            Globals.c++;
            Globals.s -= 11111;
            Globals.j += 1L << (30 + number);
            Globals.f += 0.25f;
            Globals.d = Globals.d * 2 + 1;
            Globals.o = this;
            Globals.vj += number;
            Globals.vd -= 0.5;
            Globals.vz = Globals.vz ^ true;
            Globals.vo = Globals.TABLE;
            Globals.TABLE[number % 3] *= 10;
            Globals.LOG.append("worker ").append(number).append(';');
            Child.shared += number;
            Child.text += number;
            Parent.text += -number;
            Constants.COMPUTED.add("worker " + number);
            sameTable = Globals.vo == Globals.TABLE;
            sum = Globals.FIXED + Child.COMPILED;
        }
    }

    static class Counter implements Runnable {
        public void run() {
            for (int k = 0; k < 50; k++) Globals.next();
        }
    }

    public static void main(String[] args) throws Exception {
        for (int k = 0; k < 4; k++) {
            Worker worker = new Worker();
            Thread thread = new Thread(worker);
            thread.start();
            thread.join();
            System.out.println(Globals.z + " " + Globals.b + " " + Globals.c + " " + Globals.s + " "
                + Globals.j + " " + Globals.f + " " + Globals.d + " " + (Globals.o == worker));
            System.out.println(Globals.vj + " " + Globals.vd + " " + Globals.vz + " "
                + worker.sameTable + " " + worker.sum);
            System.out.println(
                Parent.shared + " " + Child.shared + " " + Parent.text + " " + Child.text);
        }
        System.out.println(Globals.TABLE[0] + " " + Globals.TABLE[1] + " " + Globals.TABLE[2]);
        System.out.println(Globals.LOG);
        System.out.println(Child.COMPUTED + " " + Worker.created);
        Thread[] counters = new Thread[4];
        for (int k = 0; k < counters.length; k++) (counters[k] = new Thread(new Counter())).start();
        for (Thread counter : counters) counter.join();
        System.out.println(Globals.i);
    }
}
