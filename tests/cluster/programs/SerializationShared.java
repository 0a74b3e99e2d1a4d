// Shows serialization of graphs whose objects were made by several threads: cycles, transient
// fields, own forms, identity inside.
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class SerializationShared {
    enum Kind { SMALL, LARGE }

    static class Node implements Serializable {
        private static final long serialVersionUID = 5;
        final String name;
        final Kind kind;
        final List<Node> next = new ArrayList<>();
        transient int forgotten = 9;
        int[] numbers;
        Map<String, Object> facts = new HashMap<>();

        Node(String name, Kind kind, int... numbers) {
            this.name = name;
            this.kind = kind;
            this.numbers = numbers;
        }
    }

    static class Custom implements Serializable {
        transient String hidden;
        double real;
        Custom(String hidden, double real) {
            this.hidden = hidden;
            this.real = real;
        }
        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeUTF(hidden + " written");
        }
        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            hidden = in.readUTF() + " read";
        }
    }

    public static class External implements Externalizable {
        int value;
        public External() {}
        External(int value) { this.value = value; }
        public void writeExternal(ObjectOutput out) throws IOException { out.writeInt(value * 2); }
        public void readExternal(ObjectInput in) throws IOException { value = in.readInt() + 1; }
    }

    record Entry(String key, long number) implements Serializable {}

    static byte[] write(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    static class Worker implements Runnable {
        final Node theirs;
        final Node mine;
        byte[] bytes;
        Node copy;
        String error;

        Worker(Node theirs, int number) {
            this.theirs = theirs;
            mine = new Node("worker " + number, Kind.LARGE, number, -number);
        }

        public void run() {
            mine.next.add(theirs);
            mine.next.add(mine);
            theirs.next.add(mine);
            theirs.facts.put(mine.name, new Custom("secret", mine.numbers[0] / 4.0));
            theirs.facts.put("external", new External(21));
            theirs.facts.put("entry", new Entry("key", 1L << 35));
            try {
                bytes = write(mine);
                copy = (Node) read(write(theirs));
                theirs.facts.put("thread", Thread.currentThread());
                write(theirs);
            } catch (NotSerializableException e) {
                error = e.toString();
            } catch (IOException | ClassNotFoundException e) {
                error = "unexpected " + e;
            }
            theirs.facts.remove("thread");
        }
    }

    static void show(Node node) {
        System.out.print(node.name + " " + node.kind + " " + (node.kind == Kind.LARGE)
            + node.forgotten + " " + node.numbers[0]);
        for (Node next : node.next) System.out.print(" > " + next.name + (next == node));
        System.out.println(" " + node.facts.size());
    }

    public static void main(String[] args) throws Exception {
        Node shared = new Node("shared", Kind.SMALL, 1, 2, 3);
        for (int i = 1; i <= 2; i++) {
            Worker worker = new Worker(shared, i);
            Thread thread = new Thread(worker);
            thread.start();
            thread.join();
            System.out.println(worker.bytes.length + " " + worker.error);
            Node mine = (Node) read(worker.bytes);
            show(mine);
            show(mine.next.get(0));
            show(worker.copy);
            System.out.println((mine.next.get(1) == mine) + " " + (mine.next.get(0) == shared) + " "
                + (mine == worker.mine));
            Custom custom = (Custom) worker.copy.facts.get("worker " + i);
            External external = (External) worker.copy.facts.get("external");
            System.out.println(custom.hidden + " " + custom.real + " " + external.value + " "
                + worker.copy.facts.get("entry"));
        }
    }
}
