// SPDX-License-Identifier: Apache-2.0
// More objects and arrays go between the nodes than the heap holds: each is garbage soon, on the
// node that has made it as well as where a reference to it has been. What is still referred to from
// anywhere stays: chains that lie on all nodes, and objects that are known elsewhere only.
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

public class GarbageAcrossNodes {
    static class Link {
        final int number;
        Link next;
        Link(int number) { this.number = number; }
        int number() { return number; }
        Link next() { return next; }
    }

    static class Worker extends Thread {
        private final List<Link> kept = new ArrayList<>();
        private byte[] last;
        byte[] make(int size, int value) {
            byte[] made = new byte[size];
            made[size - 1] = (byte) value;
            return made;
        }
        int look(byte[] given) {
            last = given;
            return given[given.length - 1];
        }
        // The new link lies here and keeps one that lies elsewhere.
        Link before(Link next, int number) {
            Link made = new Link(number);
            made.next = next;
            return made;
        }
        void keep(Link link) { kept.add(link); }
        String kept() {
            StringBuilder text = new StringBuilder();
            for (Link link : kept) text.append(link.number()).append(' ');
            return text.toString().trim();
        }
        // Only weakly known here; the caller keeps it.
        WeakReference<Link> weak(Link link) { return new WeakReference<>(link); }
        int strings(String prefix, int count) {
            int length = 0;
            for (int i = 0; i < count; i++) length += (prefix + i).length();
            return length;
        }
        public void run() {
            List<byte[]> own = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                own.add(new byte[100_000]);
                if (own.size() > 5) own.clear();
            }
        }
    }

    static long arrays(Worker[] workers) {
        long sum = 0;
        for (int i = 0; i < 250; i++) {
            for (Worker worker : workers) {
                sum += worker.look(new byte[] {(byte) i});
                byte[] fresh = new byte[200_000];
                fresh[fresh.length - 1] = (byte) i;
                sum += worker.look(fresh);
                sum += worker.make(200_000, i)[199_999];
            }
        }
        return sum;
    }

    static String chains(Worker[] workers) {
        StringBuilder lengths = new StringBuilder();
        for (int round = 0; round < 20; round++) {
            Link head = null;
            for (int i = 0; i < 60; i++) head = workers[i % workers.length].before(head, i);
            if (round % 7 == 0) workers[round % workers.length].keep(head);
            if (round % 5 == 0) System.gc();
            int length = 0;
            for (Link at = head; at != null; at = at.next()) length++;
            lengths.append(length).append(' ');
        }
        return lengths.toString();
    }

    public static void main(String[] args) throws Exception {
        Worker[] workers = {new Worker(), new Worker(), new Worker()};
        System.out.println("arrays " + arrays(workers));
        System.out.println("chains " + chains(workers));
        Link here = new Link(4711);
        List<WeakReference<Link>> weak = new ArrayList<>();
        for (Worker worker : workers) {
            worker.keep(new Link(worker.kept().length()));
            weak.add(worker.weak(here));
        }
        for (int i = 0; i < 3; i++) System.gc();
        for (Worker worker : workers) System.out.println("kept " + worker.kept());
        for (WeakReference<Link> reference : weak)
            System.out.println("weakly known " + (reference.get() == here));
        int length = 0;
        for (int i = 0; i < 300; i++) {
            for (Worker worker : workers) length += worker.strings("round " + i + " of many ", 3);
        }
        System.out.println("strings " + length);
        for (Worker worker : workers) worker.start();
        for (Worker worker : workers) worker.join();
        System.out.println("done " + here.number());
    }
}
