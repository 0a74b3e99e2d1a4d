// SPDX-License-Identifier: Apache-2.0
// Streams: sources, intermediate operations, laziness and order of effects, collectors, primitive
// streams, flatMap, iterate, errors.
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class StreamsAll {
    record P(String name, int age, String city) {}
    public static void main(String[] args) {
        List<P> ps = List.of(new P("Ann", 30, "Rome"), new P("Bob", 25, "Oslo"),
                new P("Cid", 35, "Rome"), new P("Dan", 25, "Bonn"), new P("Eve", 40, "Oslo"));
        System.out.println(ps.stream()
                                   .filter(p -> p.age() > 25)
                                   .map(P::name)
                                   .collect(Collectors.joining(",", "[", "]"))
                + ps.stream().mapToInt(P::age).summaryStatistics()
                + ps.stream().collect(Collectors.averagingInt(P::age)));
        System.out.println(new TreeMap<>(ps.stream().collect(Collectors.groupingBy(
                                   P::city, Collectors.mapping(P::name, Collectors.toList()))))
                + " "
                + ps.stream().collect(
                        Collectors.partitioningBy(p -> p.age() < 30, Collectors.counting()))
                + ps.stream().collect(Collectors.toMap(P::city, P::age, Integer::sum, TreeMap::new))
                + ps.stream()
                        .sorted(Comparator.comparing(P::age).thenComparing(
                                P::name, Comparator.reverseOrder()))
                        .map(P::name)
                        .toList()
                + ps.stream().collect(Collectors.teeing(Collectors.counting(),
                        Collectors.minBy(Comparator.comparing(P::age)),
                        (n, m) -> n + m.get().name()))
                + ps.stream().collect(Collectors.collectingAndThen(Collectors.toList(), List::size))
                + ps.stream().collect(Collectors.reducing(0, P::age, Integer::sum))
                + ps.stream().collect(Collectors.filtering(p
                        -> p.city().equals("Rome"),
                        Collectors.flatMapping(p
                                -> p.name().chars().mapToObj(c -> (char) c),
                                Collectors.toCollection(LinkedHashSet::new)))));
        List<String> log = new ArrayList<>();
        Optional<Integer> first = Stream.of(5, 3, 8, 1, 9)
                                          .peek(x -> log.add("a" + x))
                                          .filter(x -> x % 2 == 1)
                                          .peek(x -> log.add("b" + x))
                                          .map(x -> x * 10)
                                          .skip(1)
                                          .findFirst();
        System.out.println(first + " " + log);
        log.clear();
        Stream<Integer> lazy = Stream.of(1, 2).peek(x -> log.add("never"));
        System.out.println(log.isEmpty());
        log.clear();
        Stream.of(3, 1, 2)
                .peek(x -> log.add("p" + x))
                .sorted()
                .peek(x -> log.add("s" + x))
                .limit(2)
                .forEach(x -> log.add("e" + x));
        System.out.println(log);
        System.out.println(Stream.iterate(1, x -> x * 2).limit(12).toList() + " "
                + Stream.iterate(1, x -> x < 100, x -> x * 3).toList()
                + IntStream.rangeClosed(1, 5).mapToObj(i -> "x".repeat(i)).toList()
                + Stream.of(List.of(1, 2), List.of(3))
                        .flatMap(List::stream)
                        .map(x -> x + 1)
                        .toList()
                + Stream.of(1, 2, 3)
                        .<String>mapMulti((x, c) -> {
                            for (int i = 0; i < x; i++) c.accept(x + "" + i);
                        })
                        .toList()
                + Stream.of(1, 2, 3, 1, 2).takeWhile(x -> x < 3).toList()
                + Stream.of(1, 2, 3, 1, 2).dropWhile(x -> x < 3).toList()
                + Stream.concat(Stream.of(1), Stream.of(2)).toList()
                + Stream.of("a", "b", "a").distinct().count()
                + Stream.generate(() -> "g").limit(2).toList());
        System.out.println(IntStream.range(0, 10).boxed().reduce(Integer::sum) + " "
                + IntStream.of(3, 1, 2).sorted().boxed().toList()
                + DoubleStream.of(1, 2, 3).map(Math::sqrt).sum() + " "
                + LongStream.rangeClosed(1, 20).reduce(1, (a, b) -> a * b)
                + IntStream.empty().average()
                + IntStream.range(0, 5)
                        .asLongStream()
                        .mapToObj(Long::toString)
                        .collect(Collectors.toSet())
                        .size()
                + "hello".chars().filter(c -> c == 'l').count()
                + IntStream.iterate(0, i -> i + 2).limit(5).max().getAsInt()
                + Stream.of(1, 2, 3).mapToDouble(x -> x / 2.0).boxed().toList()
                + new Random(1).ints(5, 0, 100).boxed().toList()
                + Arrays.stream(new int[][] {{1, 2}, {3}}).flatMapToInt(Arrays::stream).sum()
                + DoubleStream.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6).sum() + " "
                + DoubleStream.of(1e100, 1.0, -1e100).sum());
        System.out.println(Stream.of(1, 2, 3).anyMatch(x -> x > 2) + ""
                + Stream.of(1, 2, 3).allMatch(x -> x > 2) + Stream.empty().noneMatch(x -> true)
                + Stream.of(5, 2).min(Comparator.naturalOrder()).get()
                + Stream.of("bb", "a").max(Comparator.comparing(String::length)).get()
                + Stream.of(1, 2, 3, 4).reduce(10, (a, b) -> a - b)
                + Stream.of("a", "bb").reduce(0, (n, s) -> n + s.length(), Integer::sum)
                + Stream.of(1).iterator().next() + Stream.ofNullable(null).count()
                + Optional.of(3).stream().count());
 for (Runnable r : new Runnable[] {
() -> {
 lazy.count();
 lazy.count();
    }
    ,
            ()
                    -> Stream.of("a", "a").collect(Collectors.toMap(x -> x, x -> 1)),
            ()
                    -> Stream.of(1, null).sorted().toList(),
            ()
                    -> Stream.iterate(1, x -> x).limit(-1),
            ()
                    -> IntStream.range(0, 3).mapToObj(i -> 1 / (i - 1)).toList(),
            ()
                    -> Stream.of(1).toList().add(2),
            ()
                    -> Stream.of(1, 2).map(x -> (Object) x).map(String.class ::cast).toList(),
            ()
                    -> List.of(1).stream().findFirst().map(x -> (Integer) null).orElseThrow(),
            () -> Stream.of((Object) null).findFirst()
}) try {
    r.run();
    System.out.println("ok");
} catch (RuntimeException e) { System.out.println(e); }
List<Runnable> closed = new ArrayList<>();
try (Stream<Integer> s = Stream.of(1).onClose(() -> log.add("closed1")).onClose(() -> {
    log.add("closed2");
    throw new IllegalStateException("close");
})) {
    s.count();
} catch (IllegalStateException e) {
    System.out.println(e.getMessage() + log.subList(log.size() - 2, log.size()));
}
Collector<String, StringBuilder, String> own = Collector.of(StringBuilder::new,
        (b, s) -> b.append(s).append('/'), StringBuilder::append, StringBuilder::toString);
System.out.println(Stream.of("p", "q").collect(own)
        + IntStream.range(0, 1000).boxed().collect(
                Collectors.groupingBy(i -> i % 3, TreeMap::new, Collectors.summingInt(i -> i)))
        + Stream.of("x").collect(ArrayList::new, ArrayList::add, ArrayList::addAll)
        + Collections.nCopies(3, "n").stream().collect(Collectors.joining())
        + Pattern(",").splitAsStream("a,b,c").toList() + "l1\nl2\r\nl3".lines().toList()
        + new StringBuilder("cp😀").codePoints().count()
        + StreamSupport
                .stream(Spliterators.spliteratorUnknownSize(List.of(1, 2).iterator(), 0), false)
                .toList()
        + Stream.<Integer>builder().add(1).add(2).build().toList() + BaseStreamNames());
Supplier<IntStream> primes = ()
        -> IntStream.iterate(2, i -> i + 1)
                   .filter(n
                           -> IntStream.rangeClosed(2, (int) Math.sqrt(n))
                                   .noneMatch(d -> n % d == 0));
System.out.println(primes.get().limit(20).boxed().toList() + " "
        + primes.get().skip(99).findFirst().getAsInt());
}
static java.util.regex.Pattern Pattern(String s) { return java.util.regex.Pattern.compile(s); }
static String BaseStreamNames() {
    return Stream.of(1).parallel().isParallel() + ""
            + Stream.of(1).parallel().sequential().isParallel()
            + Stream.of(1).unordered().spliterator().hasCharacteristics(Spliterator.ORDERED);
}
}
