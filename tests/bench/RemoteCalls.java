// SPDX-License-Identifier: Apache-2.0
// What operations on an object of another node cost, in microseconds: the best of several rounds.
// Run with --nodes 2: Runnables are placed in turn, so one of the two made here is elsewhere.
public class RemoteCalls {
    static final int ROUNDS = 15;

    static class Target implements Runnable {
        int field;

        public void run() {
        }

        void nothing() {
        }

        long three(int a, long b, Object c) {
            return a + b;
        }

        synchronized void locked() {
        }

        int length(String text) {
            return text.length();
        }
    }

    interface Operation {
        void run(Target target, int times);
    }

    static double best(Target target, int times, Operation operation) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; ++round) {
            long start = System.nanoTime();
            operation.run(target, times);
            best = Math.min(best, (System.nanoTime() - start) / 1000.0 / times);
        }
        return best;
    }

    static volatile int sink;

    static void measure(String name, Target[] targets, int times, Operation operation) {
        double first = best(targets[0], times, operation);
        double second = best(targets[1], times, operation);
        System.out.println(name + "\t" + Math.max(first, second));
    }

    public static void main(String[] args) {
        int times = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        Target[] targets = {new Target(), new Target()};
        String text = "twelve chars";
        measure("null call", targets, times, (t, n) -> {
            for (int i = 0; i < n; ++i) t.nothing();
        });
        measure("getfield", targets, times, (t, n) -> {
            int sum = 0;
            for (int i = 0; i < n; ++i) sum += t.field;
            sink = sum;
        });
        measure("putfield", targets, times, (t, n) -> {
            for (int i = 0; i < n; ++i) t.field = i;
        });
        measure("3 arguments, result", targets, times, (t, n) -> {
            for (int i = 0; i < n; ++i) sink = (int) t.three(i, 7, t);
        });
        measure("synchronized call", targets, times, (t, n) -> {
            for (int i = 0; i < n; ++i) t.locked();
        });
        measure("string argument", targets, times, (t, n) -> {
            for (int i = 0; i < n; ++i) sink = t.length(text);
        });
    }
}
