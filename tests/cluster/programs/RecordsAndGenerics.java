// Shows records, sealed types, generics, bridge methods, varargs and pattern matching on values
// made by several threads.
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

public class RecordsAndGenerics {
    record Point(int x, int y) implements Comparable<Point> {
        static int made;
        Point {
            if (x < 0) throw new IllegalArgumentException("negative " + x);
            synchronized (Point.class) {
                made++;
            }
        }
        Point(int both) { this(both, both); }
        double length() { return Math.sqrt(x * x + y * y); }
        public int compareTo(Point o) {
            return Integer.compare(x * x + y * y, o.x * o.x + o.y * o.y);
        }
    }

    record Pair<A, B>(A first, B second) {
        <C> Pair<A, C> with(C other) { return new Pair<>(first, other); }
    }

    sealed interface Tree<T> permits Leaf, Fork {}
    record Leaf<T>(T value) implements Tree<T> {}
    record Fork<T>(Tree<T> left, Tree<T> right) implements Tree<T> {}

    static <T, R> Tree<R> map(Tree<T> tree, Function<? super T, ? extends R> function) {
        if (tree instanceof Leaf<T> leaf) return new Leaf<>(function.apply(leaf.value()));
        Fork<T> fork = (Fork<T>) tree;
        return new Fork<>(map(fork.left(), function), map(fork.right(), function));
    }

    static int sum(int... numbers) { return Arrays.stream(numbers).sum(); }

    @SafeVarargs
    static <T extends Comparable<T>> T greatest(T first, T... rest) {
        T best = first;
        for (T other : rest) if (other.compareTo(best) > 0) best = other;
        return best;
    }

    static class Stack<T> implements Iterable<T> {
        private final List<T> items = new ArrayList<>();
        @SafeVarargs
        final Stack<T> push(T... more) {
            items.addAll(Arrays.asList(more));
            return this;
        }
        T pop() { return items.remove(items.size() - 1); }
        public Iterator<T> iterator() {
            return new Iterator<>() {
                int next = items.size();
                public boolean hasNext() { return next > 0; }
                public T next() { return items.get(--next); }
            };
        }
    }

    static class Maker implements Runnable {
        final int number;
        final Stack<Point> shared;
        Pair<Point, String> pair;
        Tree<Integer> tree;
        String text;

        Maker(int number, Stack<Point> shared) {
            this.number = number;
            this.shared = shared;
        }

        public void run() {
            Point point = new Point(number, number + 1);
            shared.push(point, new Point(number)).push();
            pair = new Pair<>(point, "text").with("with " + number);
            tree = map(
                new Fork<>(new Leaf<>("a"), new Fork<>(new Leaf<>("bb" + number), new Leaf<>("c"))),
                String::length);
            text = greatest(point, new Point(1, 1), new Point(5)) + " " + sum() + sum(number, 2)
                + " " + point.length();
            try {
                new Point(-number, 0);
            } catch (IllegalArgumentException e) {
                text += e.getMessage();
            }
        }
    }

    static <T extends Number & Comparable<T>> double twice(T number) {
        return number.doubleValue() * 2;
    }

    public static void main(String[] args) throws Exception {
        Stack<Point> shared = new Stack<>();
        List<Pair<Point, String>> pairs = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Maker maker = new Maker(i, shared);
            Thread thread = new Thread(maker);
            thread.start();
            thread.join();
            System.out.println(maker.pair + " " + maker.text);
            System.out.println(maker.tree + " " + map(maker.tree, x -> x * 2.5));
            System.out.println(maker.pair.equals(new Pair<>(new Point(i, i + 1), "with " + i)) + " "
                + (maker.pair.hashCode() == new Pair<>(new Point(i, i + 1), "with " + i).hashCode())
                + " " + maker.pair.first().equals(new Point(0)));
            pairs.add(maker.pair);
        }
        for (Point point : shared) System.out.print(point + " ");
        System.out.println(shared.pop() + " " + Point.made);
        pairs.sort(Comparator.comparing((Pair<Point, String> p) -> p.first()).reversed());
        System.out.println(pairs + " " + twice(21) + twice(1.25));
    }
}
