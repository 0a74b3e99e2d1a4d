// SPDX-License-Identifier: Apache-2.0
// instanceof patterns, records (canonical and compact constructors, generated members, nested,
// generic, annotations seen by reflection), sealed hierarchies.
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

public class PatternsRecordsSealed {
    sealed interface Shape permits Circle, Square, Composite {}
    record Circle(double radius) implements Shape {
        Circle {
            if (radius < 0) throw new IllegalArgumentException("negative radius: " + radius);
        }
    }
    record Square(double side) implements Shape {
        static int made = 0;
        Square(double side) {
            this.side = Math.abs(side);
            made++;
        }
        double area() { return side * side; }
    }
    static non-sealed class Composite implements Shape {
        final Shape[] parts;
        Composite(Shape... parts) { this.parts = parts; }
    }
    static final class Special extends Composite {
        Special() { super(new Circle(1)); }
    }
    record Pair<A, B>(A first, B second) {
        static <T> Pair<T, T> twice(T t) { return new Pair<>(t, t); }
        Pair(A first) { this(first, null); }
    }
    record All(boolean z, byte b, char c, short s, int i, long l, float f, double d, String t,
            int[] a, List<?>... more) {}
    record Empty() {}

    static double area(Object o) {
        if (o instanceof Circle c && c.radius() > 0) return Math.PI * c.radius() * c.radius();
        if (o instanceof Square s) return s.area();
        if (!(o instanceof Composite composite)) return -1;
        double sum = 0;
        for (Shape part : composite.parts) sum += area(part);
        return sum;
    }

    public static void main(String[] args) {
        System.out.println(area(new Circle(2)) + " " + area(new Square(-3)) + " "
                + area(new Composite(new Circle(1), new Square(2), new Special())) + " " + area("x")
                + " " + area(null));
        try {
            new Circle(-1);
        } catch (IllegalArgumentException e) { System.out.println(e); }
        Pair<String, Integer> p = new Pair<>("a", 1);
        System.out.println(p + " " + p.equals(new Pair<>("a", 1)) + " "
                + p.equals(new Pair<>("a", 2)) + " "
                + (p.hashCode() == new Pair<>("a", 1).hashCode()) + " " + new Pair<>("q") + " "
                + Pair.twice(7));
        System.out.println(p.hashCode() + " " + new Pair<>(null, null).hashCode() + " "
                + new Empty() + new Empty().hashCode() + new Empty().equals(new Empty()));
        int[] a = {1, 2};
        All all = new All(true, (byte) 1, 'c', (short) 2, 3, 4L, 5.5f, 6.5, "t", a);
        All same =
                new All(true, (byte) 1, 'c', (short) 2, 3, 4L, 5.5f, 6.5, "t", a, new List<?>[0]);
        System.out.println(all.equals(all) + " " + all.equals(same) + " "
                + all.toString().replaceAll("@[0-9a-f]+", "@"));
        System.out.println(new Circle(0.0).equals(new Circle(-0.0)) + " "
                + new Circle(Double.NaN).equals(new Circle(Double.NaN)));
        for (RecordComponent rc : All.class.getRecordComponents())
            System.out.print(rc.getName() + ":" + rc.getGenericType() + " ");
        System.out.println();
        System.out.println(Circle.class.isRecord() + " " + Shape.class.isSealed() + " "
                + Arrays.toString(Shape.class.getPermittedSubclasses()) + " "
                + Composite.class.isSealed() + " " + Composite.class.getPermittedSubclasses());
        System.out.println(Circle.class.getSuperclass() + " "
                + java.lang.reflect.Modifier.toString(Circle.class.getModifiers()));
        Object o = 42;
        if (o instanceof Integer i && i > 40) System.out.println("int " + (i + 1));
        if (!(o instanceof String s)) System.out.println("no string");
        else System.out.println(s.length());
        Object n = null;
        System.out.println(n instanceof Object);
        Object arr = new int[][] {{1}};
        System.out.println((arr instanceof int[][]) + " " + (arr instanceof Object[]) + " "
                + (arr instanceof int[]) + " " + (arr instanceof Cloneable));
        Object objects = new String[0];
        System.out.println((objects instanceof Object[]) + " " + (objects instanceof CharSequence[])
                + " " + (objects instanceof Integer[]) + " "
                + (objects instanceof Comparable<?>[]));
        System.out.println(Objects.hash(1, "a", null) + " " + Square.made);
        record Local(int x) {
            int twice() { return 2 * x; }
        }
        System.out.println(new Local(4).twice() + " " + new Local(4));
        enum LocalEnum { A, B }
        interface LocalInterface {
            default String hi() { return "hi"; }
        }
        System.out.println(LocalEnum.B + new LocalInterface() {}.hi());
    }
}
