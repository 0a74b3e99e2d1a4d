// SPDX-License-Identifier: Apache-2.0
// Structures larger than half of the heap, built again and again: the one before must be garbage by then, wherever references to
// it were (locals of the same method, of deeper or shallower frames, operands, fields, caught exceptions). Run with -Xmx64m.

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

public class Rebuilding {
    static final int NODES = 1_100_000;  // 26 MB under java, 35 MB here
    static final int BLOCKS = 40_000;

    static final class Node {
        Node next;
        long value;
    }

    static Node chain(int n) {
        Node head = null;
        for (int i = 0; i < n; i++) {
            Node node = new Node();
            node.next = head;
            node.value = i;
            head = node;
        }
        return head;
    }

    static long sum(Node node) {
        long sum = 0;
        while (node != null) {
            sum += node.value;
            node = node.next;
        }
        return sum;
    }

    static long inLocal() {
        int before = 5;
        Node head = chain(NODES);
        before += 1;
        return sum(head) + before;
    }

    static long inTwoLocals() {
        long result = 0;
        {
            Node first = chain(NODES);
            result += sum(first);
            first = null;
        }
        {
            Node second = chain(NODES);
            result += sum(second);
        }
        return result;
    }

    static long asOperand() {
        return 1 + sum(chain(NODES));
    }

    static long inList() {
        List<byte[]> list = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            list.add(new byte[900]);
        }
        return list.size();
    }

    static long inMap() {
        Map<Integer, byte[]> map = new HashMap<>();
        for (int i = 0; i < BLOCKS; i++) {
            map.put(i, new byte[800]);
        }
        return map.size();
    }

    static Node field;

    static long inField() {
        field = null;
        field = chain(NODES);
        return sum(field);
    }

    static long inLambda() {
        Supplier<Node> make = () -> chain(NODES);
        Node head = make.get();
        Supplier<Long> add = () -> sum(head);
        return add.get();
    }

    static final class Carrier extends RuntimeException {
        private static final long serialVersionUID = 1;
        final transient Node load;

        Carrier(Node load) {
            super("carrier");
            this.load = load;
        }
    }

    static long inException() {
        try {
            throw new Carrier(chain(NODES));
        } catch (Carrier e) {
            return sum(e.load);
        }
    }

    static long inFinally() {
        long result = 0;
        Node head = null;
        try {
            head = chain(NODES);
            result = sum(head);
        } finally {
            head = null;
            result++;
        }
        return result;
    }

    static synchronized long inSynchronized() {
        Node head = chain(NODES);
        return sum(head);
    }

    static long deep(int depth, Supplier<Long> body) {
        long a = depth;
        return depth == 0 ? body.get() : deep(depth - 1, body) + a;
    }

    static long inThread() throws InterruptedException {
        long[] result = new long[1];
        Thread t = new Thread(() -> {
            Node head = chain(NODES);
            result[0] = sum(head);
        });
        t.start();
        t.join();
        return result[0];
    }

    interface Body {
        long run() throws Exception;
    }

    static void repeat(String name, int rounds, Body body) throws Exception {
        long sum = 0;
        for (int i = 0; i < rounds; i++) {
            sum += body.run();
        }
        field = null;
        System.out.println(name + " " + sum);
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        repeat("local", rounds, Rebuilding::inLocal);
        repeat("two locals", rounds, Rebuilding::inTwoLocals);
        repeat("operand", rounds, Rebuilding::asOperand);
        repeat("list", rounds, Rebuilding::inList);
        repeat("map", rounds, Rebuilding::inMap);
        repeat("field", rounds, Rebuilding::inField);
        repeat("lambda", rounds, Rebuilding::inLambda);
        repeat("exception", rounds, Rebuilding::inException);
        repeat("finally", rounds, Rebuilding::inFinally);
        repeat("synchronized", rounds, Rebuilding::inSynchronized);
        repeat("thread", rounds, Rebuilding::inThread);
        for (int depth = 0; depth < 12; depth++) {
            int at = depth;
            repeat("deep " + depth, 1, () -> deep(at, Rebuilding::inLocal) + deep(2, Rebuilding::inMap));
        }
        System.out.println("done");
    }
}
