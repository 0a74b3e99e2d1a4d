// SPDX-License-Identifier: Apache-2.0
// Streams and collectors, sequential and parallel, own spliterators, misuse.
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class StreamsHeavy {
    static void p(Object o) { System.out.println(o); }
    interface B {
        Object r() throws Throwable;
    }
    static void t(String n, B b) {
        try {
            p(n + " " + b.r());
        } catch (Throwable e) { p(n + " !! " + e); }
    }
    record Emp(String name, String dept, int age, double pay) {}
    static class Halves implements Spliterator<Integer> {
        int lo, hi;
        final int ch;
        static int splits;
        Halves(int lo, int hi, int ch) {
            this.lo = lo;
            this.hi = hi;
            this.ch = ch;
        }
        public boolean tryAdvance(Consumer<? super Integer> c) {
            if (lo >= hi) return false;
            c.accept(lo++);
            return true;
        }
        public Spliterator<Integer> trySplit() {
            int m = (lo + hi) >>> 1;
            if (m - lo < 10) return null;
            splits++;
            Halves h = new Halves(lo, m, ch);
            lo = m;
            return h;
        }
        public long estimateSize() { return hi - lo; }
        public int characteristics() { return ch; }
        public Comparator<Integer> getComparator() { return null; }
    }
    public static void main(String[] args) {
        List<Emp> es = IntStream.range(0, 2000)
                               .mapToObj(i -> new Emp("n" + i * 7919 % 2000, "d" + i % 7, 20 + i % 45, 1000 + i * 37 % 911))
                               .toList();
        for (boolean par : new boolean[] {false, true}) {
            Supplier<Stream<Emp>> s = () -> par ? es.parallelStream() : es.stream();
            p(s.get().collect(Collectors.groupingBy(Emp::dept, TreeMap::new,
                    Collectors.teeing(Collectors.averagingInt(Emp::age), Collectors.summingDouble(e -> Math.rint(e.pay())),
                            (a, b) -> String.format("%.3f/%.1f", a, b)))));
            p(s.get().collect(Collectors.partitioningBy(e
                    -> e.age() > 40,
                    Collectors.mapping(
                            Emp::name, Collectors.filtering(n -> n.endsWith("99"), Collectors.toCollection(TreeSet::new))))));
            p(s.get().sorted(Comparator.comparing(Emp::dept).reversed().thenComparingDouble(Emp::pay).thenComparing(
                                     Emp::name, Comparator.nullsFirst(Comparator.reverseOrder())))
                            .skip(100)
                            .limit(3)
                            .map(Emp::toString)
                            .collect(Collectors.joining("|", "<", ">")));
            p(s.get().collect(Collectors.toMap(Emp::dept, Emp::age, Integer::sum, LinkedHashMap::new))
                            .entrySet()
                            .stream()
                            .sorted(Map.Entry.comparingByValue())
                            .toList()
                    + " " + s.get().mapToInt(Emp::age).summaryStatistics() + " "
                    + s.get().collect(Collectors.flatMapping(e -> Stream.of(e.dept(), e.age() % 3), Collectors.toSet())).size()
                    + " " + s.get().map(Emp::age).distinct().count() + " " + s.get().takeWhile(e -> e.age() < 60).count() + " "
                    + s.get().dropWhile(e -> e.age() < 60).count() + " "
                    + s.get()
                            .<String>mapMulti((e, c) -> {
                                if (e.age() == 33) {
                                    c.accept(e.name());
                                    c.accept("x");
                                }
                            })
                            .filter("x" ::equals)
                            .count()
                    + " " + s.get().reduce(0, (a, e) -> a + e.age(), Integer::sum) + " "
                    + s.get().min(Comparator.comparing(Emp::name)).get().name() + " " + s.get().anyMatch(e -> e.pay() > 1900)
                    + s.get().allMatch(e -> e.pay() > 1900) + s.get().findFirst().map(Emp::name) + " "
                    + s.get().unordered().limit(7).count() + " "
                    + Arrays.hashCode(s.get().map(Emp::name).toArray(String[] ::new)));
            if (!par) t("dup", () -> s.get().collect(Collectors.toMap(Emp::dept, x -> 1)).size());
            t("exc",
                    ()
                            -> s.get()
                                    .peek(e -> {
                                        if (e.name().equals("n1000")) throw new IllegalStateException("at n1000");
                                    })
                                    .mapToInt(Emp::age)
                                    .sum());
            Halves.splits = 0;
            Stream<Integer> h = StreamSupport.stream(new Halves(0, 10_000,
                                                             Spliterator.SIZED | Spliterator.SUBSIZED | Spliterator.ORDERED
                                                                     | Spliterator.SORTED | Spliterator.DISTINCT),
                    par);
            p(h.sorted().map(i -> i * 2).filter(i -> i % 3 == 0).collect(Collectors.reducing(0L, Integer::longValue, Long::sum))
                    + " " + (Halves.splits > 0));
            p((par ? IntStream.rangeClosed(1, 100_000).parallel() : IntStream.rangeClosed(1, 100_000))
                            .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(q -> n % q == 0))
                            .count());
            p((par ? Stream.iterate(1L, x -> x < 1e15, x -> x * 3).parallel() : Stream.iterate(1L, x -> x < 1e15, x -> x * 3))
                            .mapToLong(x -> x)
                            .sum()
                    + " "
                    + Stream.concat(Stream.of(1, 2), Stream.concat(Stream.of(3), Stream.empty()))
                            .map(String::valueOf)
                            .collect(Collector.of(
                                    StringBuilder::new, StringBuilder::append, StringBuilder::append, StringBuilder::toString)));
            StringBuffer sb = new StringBuffer();
            (par ? IntStream.range(0, 50).parallel() : IntStream.range(0, 50)).boxed().forEachOrdered(sb::append);
            p(sb);
            List<String> closes = new ArrayList<>();
            try (Stream<Integer> c = Stream.of(1)
                            .onClose(() -> closes.add("a"))
                            .onClose(() -> { throw new RuntimeException("b"); })
                            .onClose(() -> {
                                closes.add("c");
                                throw new RuntimeException("d");
                            })) {
                c.count();
            } catch (RuntimeException e) { p(closes + e.getMessage() + Arrays.toString(e.getSuppressed())); }
        }
        t("twice", () -> {
            Stream<Integer> s = Stream.of(1);
            s.count();
            return s.count();
        });
        t("null", () -> Stream.of(1, null).toList() + " " + Stream.of(1, null).collect(Collectors.toUnmodifiableList()));
        t("findnull", () -> Stream.of((Object) null).findFirst());
        t("lim", () -> Stream.of(1).limit(-1));
        t("inf",
                ()
                        -> Stream.generate(new Random(3)::nextInt).limit(5).toList() + " "
                        + IntStream.iterate(1, i -> i * 2).limit(40).sum());
        t("sortnc", () -> Stream.of(new Object(), new Object()).sorted().toList());
        t("it", () -> {
            Iterator<Integer> it = Stream.of(3, 1, 2).sorted().iterator();
            it.next();
            it.next();
            it.next();
            return it.next();
        });
        Spliterator<String> sp = new ArrayList<>(List.of("a", "b", "c", "d", "e")).spliterator();
        Spliterator<String> pre = sp.trySplit();
        StringBuilder q = new StringBuilder();
        pre.forEachRemaining(q::append);
        q.append('/');
        sp.tryAdvance(q::append);
        q.append(sp.estimateSize());
        p(q);
        for (Collection<Integer> c : List.<Collection<Integer>>of(new ArrayList<>(List.of(1)), new HashSet<>(List.of(1)),
                     new TreeSet<>(List.of(1)), new ArrayDeque<>(List.of(1)), new PriorityQueue<>(List.of(1)), List.of(1),
                     new java.util.concurrent.ConcurrentSkipListSet<>(List.of(1)), new LinkedHashSet<>(List.of(1)),
                     Collections.synchronizedList(new LinkedList<>(List.of(1)))))
            p(c.getClass().getSimpleName() + " " + Integer.toHexString(c.spliterator().characteristics()));
        ArrayList<Integer> cme = new ArrayList<>(List.of(1, 2, 3));
        t("cme", () -> {
            cme.stream().forEach(i -> cme.add(4));
            return 0;
        });
        t("hm cme", () -> {
            Map<Integer, Integer> m = new HashMap<>(Map.of(1, 1));
            m.computeIfAbsent(2, k -> {
                m.put(5, 5);
                return 2;
            });
            return m;
        });
        p(PrimitiveIterator.class.getSimpleName()
                + Optional.of(5)
                        .or(() -> Optional.of(6))
                        .stream()
                        .mapToInt(i -> i)
                        .boxed()
                        .collect(Collectors.collectingAndThen(Collectors.toList(), Collections::unmodifiableList))
                + OptionalInt.empty() + OptionalDouble.of(2));
        Function<Integer, Function<Integer, Integer>> cur = a -> b -> a * b;
        p(cur.apply(3).andThen(x -> x + 1).compose((Integer x) -> x - 1).apply(5) + " "
                + BinaryOperator.minBy(Comparator.<Integer>naturalOrder()).apply(3, 2) + " "
                + Predicate.not(String::isEmpty).and(x -> x.length() < 3).or(x -> x.equals("long")).negate().test("long") + " "
                + UnaryOperator.<String>identity().apply("id"));
        IntFunction<int[]> mk = int[] ::new;
        p(mk.apply(3).length + " "
                + IntStream.of(3, 1, 2)
                        .boxed()
                        .sorted(Collections.reverseOrder())
                        .map(Object::toString)
                        .collect(Collectors.joining()));
        p("héllo wörld\nline2\r\nline3".lines()
                        .flatMapToInt(String::chars)
                        .filter(Character::isLetter)
                        .mapToObj(c -> (char) c)
                        .collect(Collectors.groupingBy(c -> c, TreeMap::new, Collectors.counting())));
        long[] fib = {0, 1};
        p(LongStream.generate(() -> {
                        long r = fib[0];
                        fib[0] = fib[1];
                        fib[1] += r;
                        return r;
                    })
                        .limit(60)
                        .boxed()
                        .reduce((a, b) -> b)
                        .get());
        List<List<Integer>> perms = new ArrayList<>();
        perm(new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7)), 0, perms);
        p(perms.size() + " " + perms.stream().mapToInt(List::hashCode).sum() + " "
                + perms.parallelStream()
                        .map(l -> l.stream().map(String::valueOf).collect(Collectors.joining()))
                        .sorted(Comparator.reverseOrder())
                        .skip(5000)
                        .toList());
    }
    static void perm(List<Integer> l, int k, List<List<Integer>> out) {
        if (k == l.size()) {
            out.add(List.copyOf(l));
            return;
        }
        for (int i = k; i < l.size(); i++) {
            Collections.swap(l, i, k);
            perm(l, k + 1, out);
            Collections.swap(l, i, k);
        }
    }
}
