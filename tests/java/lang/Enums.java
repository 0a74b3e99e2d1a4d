// SPDX-License-Identifier: Apache-2.0
// Enums: bodies, constructors, static initialisation order, valueOf errors, EnumMap/EnumSet,
// interfaces, switch over another class.
import java.util.*;

public class Enums {
    interface Op {
        int apply(int a, int b);
    }
    enum Operation implements Op {
        PLUS("+") {
            public int apply(int a, int b) { return a + b; }
        },
        MINUS("-") {
            public int apply(int a, int b) { return a - b; }
        },
        TIMES("*") {
            public int apply(int a, int b) { return a * b; }
            int priority() { return 2; }
        };
        static final Map<String, Operation> BY_SYMBOL = new LinkedHashMap<>();
        static {
            for (Operation o : values()) BY_SYMBOL.put(o.symbol, o);
            System.out.println("static block " + BY_SYMBOL);
        }
        final String symbol;
        Operation(String symbol) {
            this.symbol = symbol;
            System.out.println("constructor " + symbol);
        }
        int priority() { return 1; }
    }
    enum Planet {
        MERCURY(3.303e+23, 2.4397e6),
        EARTH(5.976e+24, 6.37814e6);
        final double mass, radius;
        Planet(double m, double r) {
            mass = m;
            radius = r;
        }
        double gravity() { return 6.67300E-11 * mass / (radius * radius); }
    }
    enum Empty {}
    enum One {
        ONLY;
        static int count = 1;
    }

    public static void main(String[] args) {
        System.out.println(Operation.valueOf("PLUS").apply(2, 3) + " "
                + Operation.BY_SYMBOL.get("*").apply(4, 5) + " " + Operation.TIMES.priority());
        for (Operation o : Operation.values())
            System.out.println(o + " " + o.name() + " " + o.ordinal() + " " + o.getClass().getName()
                    + " " + o.getDeclaringClass().getName() + " " + o.getClass().isEnum() + " "
                    + o.getClass().isAnonymousClass());
        for (Planet p : Planet.values()) System.out.printf("%s %.3f%n", p, p.gravity());
        try {
            Operation.valueOf("DIVIDE");
        } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        try {
            Operation.valueOf(null);
        } catch (NullPointerException e) { System.out.println(e.getMessage()); }
        System.out.println(Empty.values().length + " " + One.ONLY + One.count);
        EnumMap<Planet, String> map = new EnumMap<>(Planet.class);
        map.put(Planet.EARTH, "home");
        map.put(Planet.MERCURY, "hot");
        System.out.println(map + " " + map.containsKey(null));
        EnumSet<Operation> set = EnumSet.complementOf(EnumSet.of(Operation.MINUS));
        System.out.println(set + " " + EnumSet.allOf(Planet.class) + EnumSet.noneOf(Empty.class)
                + EnumSet.range(Operation.PLUS, Operation.MINUS));
        System.out.println(Operation.PLUS.compareTo(Operation.TIMES) + " "
                + Operation.PLUS.equals(Operation.PLUS) + " "
                + (Operation.values() == Operation.values()));
        System.out.println(Enum.valueOf(Planet.class, "EARTH") + " "
                + Arrays.toString(Planet.class.getEnumConstants()) + " "
                + Thread.State.valueOf("RUNNABLE"));
        try {
            Operation.PLUS.getClass().getMethod("clone");
        } catch (NoSuchMethodException e) { System.out.println("no public clone"); }
        try {
            java.lang.reflect.Constructor<?> c = Planet.class.getDeclaredConstructors()[0];
            c.setAccessible(true);
            c.newInstance("X", 9, 1.0, 1.0);
        } catch (Exception e) { System.out.println(e); }
        TreeMap<Planet, Integer> tree = new TreeMap<>(Comparator.reverseOrder());
        tree.put(Planet.MERCURY, 1);
        tree.put(Planet.EARTH, 2);
        System.out.println(tree);
    }
}
