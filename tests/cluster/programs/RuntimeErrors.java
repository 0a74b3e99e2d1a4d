// Shows run-time errors on objects elsewhere: helpful messages, casts, arithmetic, bounds, stack
// overflow.
import java.util.*;

public class RuntimeErrors {
    static class Node {
        Node left, right;
        int[] data;
        String name;
        Object any;
        static Node root;

        Node get(int i) { return i == 0 ? left : right; }

        long[] longs() { return null; }

        int div(int a, int b) { return a / b; }

        long ldiv(long a, long b) { return a % b; }

        int deep(int n) { return deep(n + 1) + 1; }

        int pingDeep(Node o, int n) { return o.pingDeep(this, n + 1) + 1; }

        <T> T cast(Object o) { return (T) o; }
    }

    static class Task implements Runnable {
        Node node;
        Node other;
        final List<String> log = new ArrayList<>();

        Task(Node o) { other = o; }

        void t(Runnable r) {
            try {
                r.run();
                log.add("fine");
            } catch (RuntimeException e) {
                log.add(e.getClass().getSimpleName() + ": " + e.getMessage());
            } catch (Error e) { log.add(e.getClass().getSimpleName() + "! " + e.getMessage()); }
        }

        public void run() {
            node = new Node();
            Node.root = node;
            node.left = other;
            probe(this, other);
            probe(this, node);
        }
    }

    static void probe(Task k, Node n) {
        k.t(() -> n.right.name = "x");
        k.t(() -> n.right.left.left = null);
        k.t(() -> n.get(1).get(0));
        k.t(() -> n.data[3] = 1);
        k.t(() -> n.longs()[0]++);
        k.t(() -> { int x = n.right.data.length; });
        k.t(() -> n.name.length());
        k.t(() -> {synchronized (n.any){}});
        k.t(() -> { throw (RuntimeException) n.any; });
        k.t(() -> { int i = (Integer) n.any; });
        k.t(() -> {
            Node[] arr = new Node[2];
            arr[1].left = n;
        });
        k.t(() -> {
            Node[][] arr = new Node[2][];
            arr[1][0] = n;
        });
        k.t(() -> {
            String s = switch (n.name) {
                case "a" -> "b";
                default -> "c";
            };
        });
        k.t(() -> {
            for (Object o : (List<?>) n.any) {}
        });
        k.t(() -> n.div(1, 0));
        k.t(() -> n.ldiv(5L, 0L));
        k.t(() -> {
            n.any = "text";
            Integer i = (Integer) n.any;
        });
        k.t(() -> {
            n.any = new int[3];
            Object[] o = (Object[]) n.any;
        });
        k.t(() -> {
            n.any = n;
            Runnable r = (Runnable) n.any;
        });
        k.t(() -> { Integer i = n.<Integer>cast("str"); });
        k.t(() -> {
            n.any = new HashMap<String, int[]>();
            List<?> l = (List<?>) n.any;
        });
        k.t(() -> {
            n.any = null;
            n.any.getClass();
        });
        k.t(() -> n.any.toString());
        k.t(() -> Objects.requireNonNull(n.any, "wanted"));
        k.t(() -> Objects.checkIndex(5, 3));
        k.t(() -> new ArrayList<>(List.of(1)).get(4));
        k.t(() -> List.of().add(null));
        k.t(() -> "abc".charAt(7));
        k.t(() -> Integer.parseInt("1x"));
        k.t(() -> Enum.valueOf(Thread.State.class, "NOPE"));
        k.t(() -> new ArrayDeque<>().pop());
        k.t(() -> List.of(1, 2).iterator().remove());
        k.t(() -> {
            List<Integer> l = new ArrayList<>(List.of(1, 2, 3));
            for (Integer i : l) l.remove(i);
        });
        k.t(() -> Optional.empty().get());
        k.t(() -> Math.addExact(Integer.MAX_VALUE, 1));
        k.t(() -> n.left = (Node) (Object) "q");
        try {
            n.deep(0);
        } catch (StackOverflowError e) {
            k.log.add(
                "SOE " + e.getMessage() + " " + (e.getStackTrace().length) + e.getStackTrace()[5]);
        }
        try {
            n.pingDeep(k.node, 0);
        } catch (StackOverflowError e) { k.log.add("SOE2 " + e.getMessage()); }
        k.log.add("alive " + n.div(6, 3));
        try {
            Object o = new long[Integer.MAX_VALUE];
            k.log.add("?" + (o == null));
        } catch (OutOfMemoryError e) { k.log.add("oom"); }
        try {
            Object o = new long[Integer.MAX_VALUE][];
            k.log.add("?" + (o == null));
        } catch (OutOfMemoryError e) { k.log.add("oom"); }
    }

    public static void main(String[] a) throws Exception {
        Node mine = new Node();
        Task prev = null;
        for (int i = 0; i < 3; i++) {
            Task t = new Task(prev == null ? mine : prev.node);
            t.node = mine;
            Thread th = new Thread(null, t, "t" + i, 512 * 1024);
            th.start();
            th.join();
            t.log.forEach(System.out::println);
            probe(t, t.node);
            System.out.println(t.log.size() + " " + t.log.get(t.log.size() - 3));
            System.out.println(Node.root == t.node);
            prev = t;
        }
        prev.log.forEach(System.out::println);
    }
}
