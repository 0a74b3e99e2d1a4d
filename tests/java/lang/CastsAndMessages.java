// SPDX-License-Identifier: Apache-2.0
// ClassCastException messages between modules and loaders, ArithmeticException, string and
// collection index messages, assert.
import java.util.*;

public class CastsAndMessages {
    static void t(Runnable r) {
        try {
            r.run();
            System.out.println("ok");
        } catch (Throwable e) { System.out.println(e); }
    }
    interface Itf {}
    static final class Fin {}
    static class Abs implements Comparable<Abs> {
        public int compareTo(Abs a) { return 0; }
    }
    public static void main(String[] args) {
        Object s = "s", i = 1, me = new Fin(), list = new ArrayList<>(),
               sql = new java.util.logging.SimpleFormatter(), arr = new String[0],
               lam = (Runnable) () -> {};
        t(() -> ((Integer) s).intValue());
        t(() -> ((String) i).length());
        t(() -> ((Fin) s).hashCode());
        t(() -> ((Itf) me).hashCode());
        t(() -> ((String) me).length());
        t(() -> ((List<?>) me).size()); t(() -> ((Map<?, ?>) list).size());
        t(() -> ((java.util.logging.Formatter) list).hashCode());
        t(() -> ((Fin) sql).hashCode());
        t(() -> ((Object[]) s)[0].hashCode());
        t(() -> ((String) arr).length());
        t(() -> ((Fin[]) arr)[0].hashCode());
        t(() -> ((Comparable<Object>) (Object) new Abs()).compareTo("x"));
        try {
            ((Comparable<?>) lam).hashCode();
        } catch (ClassCastException e) {
            System.out.println(e.getMessage().replaceAll("Lambda\\$\\d+/0x[0-9a-f]+", "Lambda"));
        }
        t(() -> {
            Object o = new Object() {};
            ((Itf) o).hashCode();
        });
        t(() -> Fin.class.cast("x"));
        t(() -> new TreeSet<Object>(List.of(1, "a")));
        t(() -> new TreeSet<Object>().add(new Fin()));
        int zero = args.length;
        long lz = zero;
        t(() -> System.out.println(1 / zero));
        t(() -> System.out.println(1L % lz));
        t(() -> System.out.println(1.0 / zero));
        t(() -> Math.addExact(Integer.MAX_VALUE, 1));
        t(() -> Math.multiplyExact(1L << 40, 1L << 40));
        t(() -> Math.toIntExact(1L << 33));
        t(() -> Math.floorDiv(1, zero));
        t(()
                        -> System.out.println(
                                Math.floorMod(-7, 3) + " " + -7 % 3 + " " + Math.floorDiv(-7, 3)));
        t(() -> "abc".charAt(3));
        t(() -> "abc".charAt(-1));
        t(() -> "é€😀".charAt(9));
        t(() -> "abc".substring(2, 1));
        t(() -> "abc".substring(-1));
        t(() -> "abc".codePointAt(3));
        t(() -> new StringBuilder("ab").charAt(2));
        t(() -> new StringBuilder("ab").setLength(-1));
        t(() -> new StringBuilder("ab").insert(3, "x"));
        t(() -> new StringBuilder("ab").delete(2, 1));
        t(() -> new StringBuilder("ab").replace(3, 4, ""));
        t(() -> "x".repeat(-1));
        t(() -> new String(new char[2], 1, 2));
        t(() -> new String(new byte[2], 1, 2));
        t(() -> "a".repeat(Integer.MAX_VALUE).length());
        t(() -> new StringBuilder(-1));
        t(() -> String.valueOf((char[]) null));
        t(() -> Character.toChars(-1));
        t(() -> "abc".getChars(0, 4, new char[3], 0));
        t(() -> new ArrayList<>(List.of(1, 2)).get(2));
        t(() -> new ArrayList<>().remove(-1));
        t(() -> new ArrayList<>(-1));
        t(() -> new LinkedList<>().getFirst());
        t(() -> new LinkedList<>().get(0));
        t(() -> List.of(1).get(1));
        t(() -> List.of(1, 2, 3).get(3));
        t(() -> Arrays.asList(1, 2).get(2));
        t(() -> Arrays.asList(1).add(1));
        t(() -> new ArrayDeque<>().pop());
        t(() -> new PriorityQueue<>().element());
        t(() -> List.of((Object) null));
        t(() -> Map.of(1, 1, 1, 2));
        t(() -> Set.of(1, 1));
        t(() -> new HashMap<>(-1));
        t(() -> new TreeMap<>().firstKey());
        t(() -> Optional.empty().get());
        t(() -> Optional.of(null));
        t(() -> Collections.max(new ArrayList<Integer>()));
        t(() -> new ArrayList<>(List.of(1, 2, 3)).subList(2, 1));
        t(() -> new BitSet().get(-1));
        t(() -> new Scanner("x").nextInt());
        t(() -> new StringTokenizer("").nextToken());
        t(() -> {
            List<Integer> l = new ArrayList<>(List.of(1, 2, 3));
            for (Integer x : l) l.remove(x);
        });
        t(() -> {
            Iterator<Integer> it = new ArrayList<>(List.of(1)).iterator();
            it.remove();
        });
        t(() -> UUID.fromString("x"));
        t(() -> new Random().nextInt(0));
        t(() -> Objects.checkIndex(5, 3));
        t(() -> Enum.valueOf(Thread.State.class, "x"));
        t(() -> String.format("%d", "x"));
        t(() -> String.format("%q", 1));
        t(() -> String.format("%s %s", 1));
        t(() -> java.util.regex.Pattern.compile("(a"));
        t(() -> Locale.forLanguageTag(null));
        t(() -> Thread.currentThread().setPriority(11));
        t(() -> new Thread((String) null));
        t(() -> Runtime.getRuntime().addShutdownHook(Thread.currentThread()));
        t(() -> { assert zero > 1 : "assertion off by default"; });
        t(() -> {
            Object x = List.of("a");
            List<Integer> l = (List<Integer>) x;
            int v = l.get(0);
        });
        t(() -> { throw new Error(); });
        t(() -> { throw new AssertionError(5); });
        t(() -> { throw new AssertionError("m", new Error("c")); });
        t(() -> { throw new ExceptionInInitializerError("e"); });
    }
}
