import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

// A native library has one state whatever node its methods are called on: variables, memory that Java code knows as a long, global
// references, and what it knows of objects.
public class NativeState {
    static native int loads();
    static native long open(Object owner);
    static native int count();
    static native long add(long account, long amount);
    static native Object owner(long account);
    static native void close(long account);
    static native long copy(byte[] bytes);
    static native String take(long memory);
    static native long watch(Object object);
    static native boolean isCleared(long weak);
    static native boolean endWatch(long weak, Object object);
    static native ByteBuffer board();
    static native void missing(int number);

    static class Task implements Runnable {
        final int number;
        final long shared;
        int seen;
        long own, text, sum, weak, read;
        Object watched;
        int[] numbers = new int[100];
        String trace, unbound;
        boolean copies;
        int depth;

        Task(int number, long shared) {
            this.number = number;
            this.shared = shared;
            Arrays.setAll(numbers, i -> i * number);
        }

        native long sum(int[] numbers);
        native int fall(int depth);
        native synchronized void enter(Object monitor);

        int fallen(int depth) {
            if (depth == 0) throw new IllegalStateException("fell to the ground in " + number);
            return fall(depth - 1);
        }

        int[] numbers() { return numbers; }

        // Copies in bulk have the right bytes, or are refused where the memory is not.
        static boolean copyOf(ByteBuffer board) {
            board.put(63, (byte) 77);
            try {
                return ByteBuffer.allocate(64).put(board.duplicate()).get(63) == 77;
            } catch (InternalError e) {
                return e.getMessage().startsWith("memory of native code behind a buffer");
            }
        }

        public void run() {
            own = open(this);
            text = copy(("memory of task " + number).getBytes());
            for (int i = 1; i <= 50; i++) {
                add(shared, i);
                add(own, number);
            }
            sum = sum(numbers);
            ByteBuffer board = board();
            board.putInt(number * 4, number + 1).put(40 + number, (byte) number);
            byte[] line = new byte[4];
            board.get(number * 4, line);
            read = board.capacity() * 1000 + line[3] * 100 + board.get(40 + number);
            copies = copyOf(board);
            watched = new int[number];
            weak = watch(watched);
            try {
                fall(3);
            } catch (IllegalStateException e) {
                StringBuilder out = new StringBuilder(e.getMessage());
                for (StackTraceElement element : e.getStackTrace()) out.append("\n  ").append(element);
                trace = out.toString();
            }
            try {
                missing(number);
            } catch (UnsatisfiedLinkError e) {
                unbound = e.getMessage();
            }
        }
    }

    public static void main(String[] args) throws Exception {
        System.loadLibrary("cluster_jni_tests");
        Object bank = new Object();
        long shared = open(bank);
        List<Task> tasks = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tasks.add(new Task(i, shared));
            threads.add(new Thread(tasks.get(i), "worker " + i));
        }
        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join();
        System.out.println("loaded " + loads() + ", accounts " + count() + ", shared " + add(shared, 0));
        for (Task task : tasks) {
            System.out.println("own " + add(task.own, 0) + " " + (owner(task.own) == task) + " " + task.sum + " " + task.seen + " "
                    + task.sum(task.numbers()) + " " + task.numbers()[7] + " " + task.seen);
            System.out.println(take(task.text));
            System.out.println(task.trace);
            System.out.println(task.unbound);
        }
        System.gc();
        for (Task task : tasks) System.out.println("cleared " + isCleared(task.weak) + " " + endWatch(task.weak, task.watched));
        ByteBuffer board = board();
        for (Task task : tasks) System.out.println(task.copies + " " + task.read + " " + board.getInt(task.number * 4));
        System.out.println(owner(shared) == bank);

        // A native wakes a thread that waits for an object of another node.
        Task first = tasks.get(0), last = tasks.get(3);
        boolean[] ready = new boolean[1];
        Thread waiter = new Thread(() -> {
            synchronized (last) {
                ready[0] = true;
                try {
                    last.wait();
                } catch (InterruptedException e) {
                    System.out.println("interrupted");
                }
            }
        });
        waiter.start();
        while (true) {
            synchronized (last) {
                if (ready[0]) break;
            }
            Thread.sleep(1);
        }
        first.enter(last);
        waiter.join();
        System.out.println("woken");

        for (Task task : tasks) close(task.own);
        close(shared);
        System.out.println("accounts " + count());
        try {
            missing(9);
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e.getMessage());
        }
    }
}
