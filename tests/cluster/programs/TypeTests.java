// Shows instanceof, casts, getClass and their messages on objects that another thread made.
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

public class TypeTests {
    interface Shape { int corners(); }
    interface Named { default String name() { return getClass().getSimpleName(); } }
    static abstract class Polygon implements Shape, Named {}
    static class Triangle extends Polygon { public int corners() { return 3; } }
    static class Square extends Polygon implements Serializable {
        public int corners() { return 4; }
    }
    static final class Plain {}

    static class Maker implements Runnable {
        final List<Object> received;
        final Object[] made = {new Triangle(), new Square(), new Plain(), new int[2],
            new Square[1][2], "text", 5, null, new ArrayList<String>()};
        final StringBuilder log = new StringBuilder();

        Maker(List<Object> received) { this.received = received; }

        public void run() {
            for (Object o : received) log.append(describe(o)).append('\n');
        }
    }

    static String describe(Object o) {
        String text = (o == null ? "null" : o.getClass().getName()) + ":";
        if (o instanceof Shape) text += " shape of " + ((Shape) o).corners();
        if (o instanceof Polygon) text += " polygon " + ((Polygon) o).name();
        if (o instanceof Triangle) text += " triangle";
        if (o instanceof Named) text += " named";
        if (o instanceof Serializable) text += " serializable";
        if (o instanceof Object[]) text += " objects " + ((Object[]) o).length;
        if (o instanceof Shape[][]) text += " shapes";
        if (o instanceof int[]) text += " ints";
        if (o instanceof Cloneable) text += " cloneable";
        if (o instanceof Comparable) text += " comparable";
        if (o instanceof String s && s.length() == 4) text += " four letters";
        text += cast(Square.class, o) + cast(Polygon.class, o);
        try {
            Square square = (Square) o;
            text += " is square or null " + (square == o);
        } catch (ClassCastException e) {
            text += " " + e.getMessage();
        }
        try {
            Object[][] rows = (Object[][]) o;
            text += " rows " + (rows == null);
        } catch (ClassCastException e) {
            text += " " + e.getMessage();
        }
        return text;
    }

    static String cast(Class<?> type, Object o) {
        try {
            return " " + type.isInstance(o) + type.cast(o).equals(o);
        } catch (ClassCastException | NullPointerException e) {
            return " " + e.getClass().getSimpleName();
        }
    }

    public static void main(String[] args) throws Exception {
        List<Object> objects = new ArrayList<>(
            List.of(new Square(), new Triangle(), new Plain(), new Polygon[0][], new long[1], 'c'));
        for (int i = 0; i < 3; i++) {
            Maker maker = new Maker(objects);
            Thread thread = new Thread(maker);
            thread.start();
            thread.join();
            System.out.print(maker.log);
            for (Object o : maker.made) System.out.println(describe(o));
            List<Integer> wrong = new ArrayList<>();
            addRaw(wrong, maker.made[0]);
            try {
                int number = wrong.get(0);
                System.out.println(number);
            } catch (ClassCastException e) {
                System.out.println(e.getMessage());
            }
            System.out.println(maker.made[0].getClass() == objects.get(1).getClass());
            objects = new ArrayList<>(List.of(maker.made[0], maker.made[4], maker));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static void addRaw(List list, Object o) {
        list.add(o);
    }
}
