// Shows that an object is one object wherever its reference is: ==, identityHashCode,
// IdentityHashMap, locks, caches of values.
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

public class Identity {
    enum Colour { RED, GREEN }

    static class Box {
        Object content;
        Object self() { return this; }
        boolean holds(Object other) { return content == other; }
        Object swap(Object other) {
            Object old = content;
            content = other;
            return old;
        }
    }

    static class Visitor implements Runnable {
        final String name;
        final Box box;
        final Object[] slots;
        final Object made = new Object();
        final Box own = new Box();
        Object seen;
        int hashOfBox;
        int hashOfMade;
        boolean[] facts;

        Visitor(String name, Box box, Object[] slots) {
            this.name = name;
            this.box = box;
            this.slots = slots;
        }

        public void run() {
            own.content = box;
            seen = box.content;
            hashOfBox = System.identityHashCode(box);
            hashOfMade = made.hashCode();
            facts = new boolean[] {
                box == box.self(),
                box.holds(seen),
                slots[0] == box,
                slots[1] == seen,
                slots[2] == this,
                slots[3] == Thread.currentThread(),
                slots[4] == Colour.GREEN,
                slots[5] == "literal",
                slots[6] == Integer.valueOf(100),
                slots[7] == Box.class,
                slots[8] == (Object) slots,
                own.content == box,
                System.identityHashCode(slots) == (Integer) slots[9],
                slots[10] == null,
            };
        }

        Object made() { return made; }
    }

    public static void main(String[] args) throws Exception {
        Box box = new Box();
        box.content = new Object();
        int before = System.identityHashCode(box);
        Visitor[] visitors = new Visitor[3];
        for (int i = 0; i < visitors.length; i++) {
            Object[] slots = new Object[11];
            visitors[i] = new Visitor("visitor " + i, box, slots);
            Thread thread = new Thread(visitors[i]);
            Object[] content = {box, box.content, visitors[i], thread, Colour.GREEN, "literal", 100,
                Box.class, slots, System.identityHashCode(slots)};
            System.arraycopy(content, 0, slots, 0, content.length);
            thread.start();
            thread.join();
        }
        Map<Object, String> map = new IdentityHashMap<>();
        List<Object> list = new ArrayList<>();
        for (Visitor visitor : visitors) {
            StringBuilder line = new StringBuilder(visitor.name + ":");
            for (boolean fact : visitor.facts) line.append(fact ? " yes" : " no");
            System.out.println(line);
            System.out.println(visitor.seen == box.content);
            System.out.println(visitor.hashOfBox == before);
            System.out.println(visitor.hashOfMade == System.identityHashCode(visitor.made));
            System.out.println(visitor.made() == visitor.made);
            System.out.println(visitor.own.content == box);
            map.put(visitor.made, visitor.name);
            list.add(visitor.made());
        }
        for (Object made : list) System.out.println(map.get(made) + " " + list.indexOf(made));
        Object old = visitors[0].own.swap(visitors[1].own);
        System.out.println(old == box);
        System.out.println(visitors[0].own.holds(visitors[1].own));
        System.out.println(((Box) visitors[0].own.content).content == box);
        System.out.println(visitors[0].own == visitors[1].own);
        System.out.println(visitors[0].made.equals(visitors[1].made));
    }
}
