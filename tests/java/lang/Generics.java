// SPDX-License-Identifier: Apache-2.0
// Erasure, bridges, heap pollution, wildcards, bounded types, generic arrays, intersection casts,
// inference.
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

public class Generics {
    static abstract class Node<T extends Comparable<? super T>> implements Comparable<Node<T>> {
        T value;
        Node(T value) { this.value = value; }
        public int compareTo(Node<T> o) { return value.compareTo(o.value); }
        abstract <R> Node<?> map(Function<? super T, ? extends R> f);
        T get() { return value; }
        void set(T t) {
            value = t;
            System.out.println("Node.set " + t);
        }
    }
    static class IntNode extends Node<Integer> {
        IntNode(int i) { super(i); }
        <R> Node<?> map(Function<? super Integer, ? extends R> f) {
            R r = f.apply(value);
            return r instanceof Integer i ? new IntNode(i) : this;
        }
        @Override
        Integer get() {
            return value * 2;
        }
        @Override
        void set(Integer i) {
            System.out.println("IntNode.set " + i);
            super.set(i + 1);
        }
    }
    @SafeVarargs
    static <T> List<T> listOf(T... ts) {
        return new ArrayList<>(Arrays.asList(ts));
    }
    static <T extends Comparable<T>> T max(Collection<? extends T> c) {
        Iterator<? extends T> i = c.iterator();
        T best = i.next();
        while (i.hasNext()) {
            T t = i.next();
            if (t.compareTo(best) > 0) best = t;
        }
        return best;
    }
    static double sum(Collection<? extends Number> c) {
        double s = 0;
        for (Number n : c) s += n.doubleValue();
        return s;
    }
    static <T> void swap(T[] a, int i, int j) {
        T t = a[i];
        a[i] = a[j];
        a[j] = t;
    }
    static <K, V extends Comparable<V>> K argMax(Map<K, V> m) {
        return m.entrySet().stream().max(Map.Entry.comparingByValue()).get().getKey();
    }
    static class Box<T> {
        private final List<? super T> sink = new ArrayList<>();
        T[] array;
        @SuppressWarnings("unchecked")
        Box(int n) {
            array = (T[]) new Object[n];
        }
        void put(T t) { sink.add(t); }
    }
    static <T extends Number & Comparable<T>> int both(T a, T b) {
        return a.compareTo(b) + a.intValue();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static void main(String[] args) {
        IntNode n = new IntNode(4);
        Node<Integer> node = n;
        node.set(5);
        System.out.println(
                node.get() + " " + n.compareTo(new IntNode(9)) + " " + n.map(x -> x + 1).value);
        Node raw = n;
        try {
            raw.set("string");
        } catch (ClassCastException e) { System.out.println(e.getMessage()); }
        List<String> strings = listOf("b", "c", "a");
        System.out.println(
                max(strings) + " " + max(listOf(3, 9, 2)) + " " + sum(listOf(1, 2.5, 3L)));
        List rawList = strings;
        rawList.add(42);
        try {
            String s = strings.get(3);
            System.out.println(s);
        } catch (ClassCastException e) { System.out.println(e.getMessage()); }
        for (Object o : strings) System.out.print(o + " ");
        System.out.println();
        Integer[] ints = {1, 2, 3};
        swap(ints, 0, 2);
        System.out.println(Arrays.toString(ints));
        System.out.println(argMax(Map.of("a", 1, "b", 7, "c", 3)));
        Box<String> box = new Box<>(2);
        try {
            String[] a = box.array;
            System.out.println(a.length);
        } catch (ClassCastException e) { System.out.println(e.getMessage()); }
        System.out.println(both(3, 4) + " " + both(2.5, 1.5));
        Runnable r = (Runnable & java.io.Serializable) () -> System.out.println("intersection");
        r.run();
        System.out.println(r instanceof java.io.Serializable);
        Method[] methods = IntNode.class.getDeclaredMethods();
        Arrays.sort(methods, Comparator.comparing(Method::toString));
        for (Method m : methods)
            if (m.getName().equals("get") || m.getName().equals("set"))
                System.out.println((m.isBridge() ? "bridge " : "real ")
                        + m.getReturnType().getSimpleName() + " "
                        + Arrays.toString(m.getParameterTypes()));
        Type t = IntNode.class.getGenericSuperclass();
        System.out.println(t + " " + ((ParameterizedType) t).getActualTypeArguments()[0]);
        System.out.println(Node.class.getTypeParameters()[0] + " "
                + Arrays.toString(Node.class.getTypeParameters()[0].getBounds()));
        Object[] objects = new Integer[1];
        try {
            objects[0] = "x";
        } catch (ArrayStoreException e) { System.out.println(e.getMessage()); }
        List<? extends Comparable<?>> mixed = List.of(1, "a", 2.0);
        System.out.println(mixed);
        Supplier<Supplier<String>> nested = () -> () -> "nested";
        System.out.println(nested.get().get());
        Map<String, List<Map<Integer, ? super Number>>> deep = new TreeMap<>();
        deep.computeIfAbsent("k", k -> new LinkedList<>()).add(new HashMap<>());
        System.out.println(deep);
        Optional<? extends Number> on = Optional.of(5);
        System.out.println(on.map(x -> x.intValue() + 1).orElse(0));
    }
}
