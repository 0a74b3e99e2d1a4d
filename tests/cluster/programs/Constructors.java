// Shows constructors run for objects that end up with other threads: arguments, chains,
// initialisers, escaping this, failures.
import java.util.ArrayList;
import java.util.List;

public class Constructors {
    static final List<Object> ESCAPED = new ArrayList<>();

    static class Base {
        final String trace;
        int number = 5;
        { number *= 2; }
        Base() { this("default"); }
        Base(String text) {
            ESCAPED.add(this);
            trace = text + number + hook();
        }
        String hook() { return "base hook"; }
    }

    static class Task extends Base implements Runnable {
        final byte b;
        final char c;
        final long j;
        final double d;
        final float f;
        final Object[] rest;
        String late = "late";
        String result = "not run";

        Task(byte b, char c, long j, float f, double d, Object... rest) {
            super("task " + b);
            this.b = b;
            this.c = c;
            this.j = j;
            this.f = f;
            this.d = d;
            this.rest = rest;
        }
        Task() { this((byte) -7, 'q', Long.MIN_VALUE, 0.5f, Math.PI, "a", 1, null); }
        Task(int fail) {
            this();
            if (fail > 1) throw new IllegalArgumentException("fail " + fail);
            late = "after " + 10 / fail;
        }
        String hook() { return " task hook " + late + " " + b; }
        public void run() {
            result = trace + "|" + b + c + j + " " + f + " " + d + " " + rest.length + " " + late
                + " " + new Inner(number).sum() + " " + ESCAPED.contains(this) + " "
                + Thread.currentThread().getName();
            ESCAPED.add(new Inner(3));
        }

        class Inner {
            final int value;
            Inner(int value) { this.value = value; }
            int sum() { return value + number + rest.length; }
            Task outer() { return Task.this; }
        }
    }

    public static void main(String[] args) throws Exception {
        int base = 40;
        class Local implements Runnable {
            int seen;
            public void run() { seen = base + 2; }
        }
        List<Task> tasks = new ArrayList<>();
        tasks.add(new Task());
        tasks.add(new Task((byte) 127, '\u00e9', 1L << 62, Float.MAX_VALUE, Double.MIN_VALUE));
        tasks.add(new Task(1));
        for (int fail : new int[] {0, 2}) {
            try {
                tasks.add(new Task(fail));
            } catch (RuntimeException e) {
                System.out.println(e);
            }
        }
        System.out.println(ESCAPED.size() + " escaped");
        tasks.add((Task) ESCAPED.get(3));
        for (Task task : tasks) {
            Thread thread = new Thread(task, "runner");
            thread.start();
            thread.join();
            System.out.println(task.result);
            Task.Inner inner = (Task.Inner) ESCAPED.get(ESCAPED.size() - 1);
            System.out.println((inner.outer() == task) + " " + inner.sum() + " " + inner.value);
            Task.Inner another = task.new Inner(1000);
            System.out.println(another.sum() + " " + (another.outer() == inner.outer()));
        }
        Local local = new Local();
        Thread thread = new Thread(local);
        thread.start();
        thread.join();
        System.out.println(local.seen + " " + new Base().trace + " " + ESCAPED.size());
    }
}
