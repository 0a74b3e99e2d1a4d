// Shows lambdas and method references of every kind made by one thread and called by others:
// capturing, serializable, bound, of constructors and arrays; string concatenation, switches on
// strings, and what records do through ObjectMethods.
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

public class LambdasEverywhere {
    interface SerializableFunction<A, B> extends Function<A, B>, Serializable {}

    interface Shape {
        double area();
        static Shape square(double side) { return () -> side * side; }
        default Shape scaled(double by) { return () -> area() * by; }
    }

    enum Unit implements UnaryOperator<String> {
        METRE { public String apply(String s) { return s + "m"; } },
        FOOT { public String apply(String s) { return s + "ft"; } }
    }

    record Point(int x, long y, double z, String name, int[] more) {
        Point { if (x < 0) throw new IllegalArgumentException("x " + x); }
    }

    record Pair<A, B>(A first, B second) implements Serializable {
        static int made;
    }

    static class Account {
        private int balance;
        private final String owner;
        Account(String owner) { this.owner = owner; }
        Account(String owner, int balance) { this.owner = owner; this.balance = balance; }
        int add(int by) { return balance += by; }
        Supplier<String> describer() { return () -> owner + ":" + this.balance; }
        Function<Integer, Runnable> nested() {
            return by -> () -> {
                class Local { int twice() { return 2 * by; } }
                add(new Local().twice());
            };
        }
        @Override public String toString() { return "Account " + owner; }
    }

    // Functions of one thread for the next.
    static class Functions {
        Function<String, Account> constructor = Account::new;
        BiFunction<String, Integer, Account> constructor2 = Account::new;
        IntFunction<int[][]> array = int[][]::new;
        IntFunction<String[]> strings = String[]::new;
        Function<Integer, Integer> bound;
        BiFunction<Account, Integer, Integer> unbound = Account::add;
        Function<Object, String> stat = String::valueOf;
        Supplier<String> describer;
        Function<Integer, Runnable> nested;
        LongSupplier primitives;
        DoubleUnaryOperator doubles;
        Supplier<List<String>> collected;
        Predicate<String> predicate;
        SerializableFunction<Object, String> serializable;
        SerializableFunction<String, Integer> reference = String::length;
        Comparator<Account> comparator = Comparator.comparing((Account a) -> a.owner).reversed();
        Shape shape = Shape.square(3).scaled(2);
        Callable<String> callable;
        BinaryOperator<Integer> max = BinaryOperator.maxBy(Comparator.naturalOrder());
        Supplier<Supplier<String>> deep;
        final Account account = new Account("kept", 100);
        final String by;

        Functions(String by) {
            this.by = by;
            bound = account::add;
            describer = account.describer();
            nested = account.nested();
            byte b = 1; short s = 2; char c = 'c'; int i = 3; long l = 4L << 32; float f = 1.5f; double d = 2.5; boolean z = true;
            primitives = () -> b + s + c + i + l + (long) (f + d) + (z ? 1 : 0);
            doubles = x -> x * d + f;
            int[] numbers = {1, 2, 3};
            String[] words = {"x", "y"};
            collected = () -> Arrays.stream(words).map(w -> w + numbers.length + this.by).collect(Collectors.toList());
            predicate = ((Predicate<String>) String::isEmpty).negate().and(t -> t.length() < 5).or("longer"::equals);
            serializable = o -> by + "/" + o + "/" + i;
            callable = () -> { throw new java.io.IOException("from " + this.by); };
            deep = () -> () -> "deep " + this.by + numbers[1];
        }
    }

    static String kind(String text) {
        switch (text) {
            case "Aa":
            case "BB": return "same hash";
            case "one": return "1";
            case "": return "empty";
            default: return switch (text.length()) { case 3 -> "three"; default -> "other"; };
        }
    }

    static String concat(boolean z, byte b, char c, short s, int i, long l, float f, double d, Object o, String t) {
        return "z" + z + b + c + s + i + l + f + d + o + t + null + '\u0001' + 1 + "end";
    }

    static <T> T copy(T object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) { out.writeObject(object); }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            @SuppressWarnings("unchecked") T read = (T) in.readObject();
            return read;
        }
    }

    static class Step implements Runnable {
        final Functions given;
        final Point point;
        final int number;
        final List<String> out = new ArrayList<>();
        Functions made;
        Point madePoint;
        Pair<String, Pair<Integer, Point>> pair;
        Throwable failure;

        Step(int number, Functions given, Point point) {
            this.number = number;
            this.given = given;
            this.point = point;
        }

        public void run() {
            try {
                call(given, out);
                made = new Functions("step" + number);
                madePoint = new Point(number, 5, 0.5, "p" + number, null);
                pair = new Pair<>("key", new Pair<>(number, madePoint));
                Pair.made++;
            } catch (Throwable e) {
                failure = e;
            }
        }

        void call(Functions f, List<String> out) throws Exception {
            Account account = f.constructor.apply("new" + number);
            account.add(5);
            Account second = f.constructor2.apply("second", 6);
            out.add(account + " " + f.unbound.apply(account, 4) + " " + f.unbound.apply(second, 1) + " " + f.bound.apply(1));
            out.add(f.array.apply(3).length + " " + f.strings.apply(2).getClass().getSimpleName() + " " + f.stat.apply(4.5));
            out.add(f.describer.get());
            f.nested.apply(7).run();
            out.add(f.describer.get() + " " + f.account.balance);
            out.add(f.primitives.getAsLong() + " " + f.doubles.applyAsDouble(4) + " " + f.doubles.andThen(x -> x + number).applyAsDouble(1));
            out.add(f.collected.get() + " " + f.deep.get().get());
            out.add(f.predicate.test("") + " " + f.predicate.test("abc") + " " + f.predicate.test("longer") + " " + f.predicate.test("too long"));
            out.add(f.serializable.apply(number) + " " + copy(f.serializable).apply("copied") + " " + copy(f.reference).apply("four"));
            List<Account> accounts = new ArrayList<>(List.of(account, second, f.account));
            accounts.sort(f.comparator);
            out.add(accounts + " " + f.shape.area() + " " + f.max.apply(3, 4));
            try {
                f.callable.call();
            } catch (java.io.IOException e) {
                out.add(e.getMessage());
            }
            out.add(Stream.of("b", "a", "c").map(f.stat).map(Unit.FOOT).sorted().collect(Collectors.joining(",")));
            out.add(IntStream.rangeClosed(1, 5).mapToObj(f.strings).map(a -> a.length).reduce(f.max).get().toString());
            Map<String, Integer> map = new TreeMap<>();
            for (String s : List.of("Aa", "BB", "one", "", "two", "four")) map.merge(kind(s), 1, Integer::sum);
            out.add(map.toString());
            out.add(concat(true, (byte) -1, 'x', (short) -2, 3, -4L, 5.5f, 6.25, f.account, "text"));
            out.add(point.x() + " " + point.name() + " " + point.equals(new Point(point.x(), point.y(), point.z(), point.name(), point.more()))
                + " " + (point.hashCode() == new Point(point.x(), point.y(), point.z(), point.name(), point.more()).hashCode())
                + " " + point.toString().startsWith("Point[x=" + point.x() + ", y=" + point.y() + ", z=0.5, name="));
            try {
                new Point(-number - 1, 0, 0, "", null);
            } catch (IllegalArgumentException e) {
                out.add(e.getMessage());
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Functions functions = new Functions("main");
        Point point = new Point(1, 2, 0.5, "first", new int[] {1});
        Step[] steps = new Step[4];
        for (int i = 0; i < steps.length; i++) {
            Thread thread = new Thread(steps[i] = new Step(i, functions, point));
            thread.start();
            thread.join();
            if (steps[i].failure != null) steps[i].failure.printStackTrace();
            functions = steps[i].made;
            point = steps[i].madePoint;
        }
        for (Step step : steps) {
            step.out.forEach(System.out::println);
            System.out.println(step.madePoint + " " + step.pair);
            System.out.println(step.pair.equals(new Pair<>("key", new Pair<>(step.number, step.madePoint))) + " "
                + step.pair.hashCode() + " " + copy(new Pair<>(step.number, "copy")));
        }
        List<String> out = new ArrayList<>();
        steps[0].call(functions, out);
        out.forEach(System.out::println);
        System.out.println(Pair.made);
    }
}
