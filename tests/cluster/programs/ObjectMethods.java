// Shows clone, toString, equals, hashCode and getClass, inherited and overridden, on objects of
// other threads and on arrays.
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

public class ObjectMethods {
    static class Plain {
        int number;
    }

    static class Sheep implements Cloneable {
        String name;
        int[] wool = {1, 2, 3};
        Sheep friend;
        final List<String> log = new ArrayList<>();
        Sheep(String name) { this.name = name; }
        @Override public Sheep clone() {
            try {
                Sheep copy = (Sheep) super.clone();
                copy.wool = wool.clone();
                return copy;
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
        @Override
        public boolean equals(Object o) {
            return o instanceof Sheep s && Objects.equals(name, s.name);
        }
        @Override public int hashCode() { return name.hashCode(); }
        @Override public String toString() { return "sheep " + name + Arrays.toString(wool) + log; }
    }

    static class Lamb extends Sheep {
        long age = 1L << 33;
        Lamb(String name) { super(name); }
        @Override public Lamb clone() {
            Lamb copy = (Lamb) super.clone();
            copy.age++;
            return copy;
        }
    }

    static class NoClone {
        Object tryClone() throws CloneNotSupportedException { return clone(); }
    }

    static class Worker implements Runnable {
        final Sheep theirs;
        final Sheep mine;
        final Set<Object> set;
        final NoClone noClone;
        Sheep copyOfTheirs;
        Sheep copyOfMine;
        Plain plain = new Plain();
        String facts = "";

        Worker(Sheep theirs, Sheep mine, Set<Object> set, NoClone noClone) {
            this.theirs = theirs;
            this.mine = mine;
            this.set = set;
            this.noClone = noClone;
        }

        public void run() {
            mine.friend = theirs;
            copyOfTheirs = theirs.clone();
            copyOfMine = mine.clone();
            copyOfTheirs.wool[0] = 100;
            copyOfTheirs.log.add("shared log " + set.size());
            set.add(theirs);
            set.add(copyOfTheirs);
            set.add(mine);
            set.add(plain);
            facts += theirs.equals(copyOfTheirs) + " " + (theirs == copyOfTheirs) + " "
                + theirs.hashCode() + " " + copyOfTheirs + " " + plain.equals(new Plain())
                + plain.equals(plain) + " " + copyOfMine.getClass().getSimpleName() + " "
                + plain.toString().equals(
                    "ObjectMethods$Plain@" + Integer.toHexString(plain.hashCode()));
            try {
                noClone.tryClone();
            } catch (CloneNotSupportedException e) {
                facts += " " + e.getMessage();
            }
            copyOfTheirs.name += "'";
        }
    }

    public static void main(String[] args) throws Exception {
        Sheep shared = new Lamb("dolly");
        Set<Object> set = new HashSet<>();
        HashMap<Object, String> map = new HashMap<>();
        NoClone noClone = new NoClone();
        for (int i = 0; i < 3; i++) {
            Worker worker = new Worker(
                shared, i == 1 ? new Lamb("shaun") : new Sheep("black " + i), set, noClone);
            Thread thread = new Thread(worker);
            thread.start();
            thread.join();
            System.out.println(worker.facts);
            System.out.println(worker.copyOfMine + " " + (worker.copyOfMine.friend == shared) + " "
                + worker.copyOfTheirs);
            Sheep third = worker.copyOfTheirs.clone();
            System.out.println(third.equals(worker.copyOfTheirs) + " " + (third.log == shared.log)
                + " " + ((Lamb) third).age + " " + third.wool[0] + " " + shared.wool[0]);
            map.put(worker.plain, "plain " + i);
            System.out.println(set.contains(worker.plain) + " " + set.contains(new Sheep("dolly"))
                + " " + map.get(worker.plain) + " "
                + (worker.plain.hashCode() == System.identityHashCode(worker.plain)));
        }
        System.out.println(
            set.size() + " " + map.size() + " " + Objects.hash("a", 1, null) + " " + shared.log);
    }
}
