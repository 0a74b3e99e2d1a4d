// Shows lambdas and method references as tasks and as values that go to and fro between threads,
// capturing and not.
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

public class LambdaTasks {
    static final StringBuffer LOG = new StringBuffer();
    private int field = 5;

    private int secret(int add) { return field += add; }

    static void runAll(Runnable... tasks) throws InterruptedException {
        for (Runnable task : tasks) {
            Thread thread = new Thread(task);
            thread.start();
            thread.join();
        }
    }

    static class Account {
        int balance;
        synchronized void add(int amount) { balance += amount; }
        synchronized int get() { return balance; }
        IntSupplier view() { return () -> balance * 2; }
        Runnable increment() { return () -> balance++; }
    }

    void tasks() throws InterruptedException {
        Account account = new Account();
        int[] cell = new int[2];
        String text = "captured";
        long wide = 1L << 40;
        double real = 0.5;
        runAll(()
                   -> LOG.append("no capture\n"),
            ()
                -> LOG.append(text).append(' ').append(wide).append(' ').append(real).append('\n'),
            ()
                -> account.add(7),
            ()
                -> cell[0] = secret(10),
            account.increment(), LambdaTasks::staticTask, this::boundTask);
        IntSupplier view = account.view();
        List<Supplier<Object>> made = new ArrayList<>();
        Runnable producer = () -> {
            int local = cell[0] * 3;
            made.add(() -> "made " + local);
            made.add(account::get);
            made.add(ArrayList::new);
            made.add(() -> (IntBinaryOperator) (a, b) -> a * b + local);
            cell[1] = view.getAsInt();
        };
        runAll(producer, producer);
        for (Supplier<Object> supplier : made) {
            Object value = supplier.get();
            if (value instanceof IntBinaryOperator)
                value = ((IntBinaryOperator) value).applyAsInt(6, 7);
            System.out.println(value);
        }
        System.out.println(
            cell[0] + " " + cell[1] + " " + field + " " + account.get() + " " + view.getAsInt());
    }

    static void staticTask() { LOG.append("static task\n"); }

    void boundTask() { LOG.append("bound task ").append(secret(1)).append('\n'); }

    public static void main(String[] args) throws Exception {
        new LambdaTasks().tasks();
        System.out.print(LOG);
        Function<Integer, Function<Integer, Integer>> curried = a -> b -> a * 10 + b;
        BiFunction<Integer, Integer, Integer> flat = (a, b) -> curried.apply(a).apply(b);
        List<Integer> results = new ArrayList<>();
        Consumer<Integer> sink = results::add;
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            int number = i;
            threads[i] = new Thread(() -> {
                synchronized (results) {
                    int result = flat.andThen(x -> x + 1).apply(number, number);
                    sink.andThen(x -> sink.accept(-x)).accept(result);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) thread.join();
        results.sort(Comparator.comparing((Integer x) -> Math.abs(x))
                .thenComparing(Comparator.reverseOrder()));
        System.out.println(results);
        Runnable same = LambdaTasks::staticTask;
        Runnable[] seen = new Runnable[1];
        runAll(() -> seen[0] = same);
        System.out.println(seen[0] == same);
        System.out.println(seen[0] instanceof Runnable);
    }
}
