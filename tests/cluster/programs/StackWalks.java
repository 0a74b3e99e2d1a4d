// Shows StackWalker, getCallerClass, getStackTrace and dumpStack within calls that go from object
// to object.
import java.util.*;
import java.util.stream.*;

public class StackWalks {
    static String walk() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(s
                -> s.map(f
                        -> f.getDeclaringClass().getSimpleName() + "." + f.getMethodName() + ":"
                            + f.getLineNumber())
                    .collect(Collectors.joining(" ")));
    }

    static String walkSome() {
        return StackWalker.getInstance()
            .walk(s
                -> s.skip(1)
                    .limit(3)
                    .map(StackWalker.StackFrame::getMethodName)
                    .collect(Collectors.toList()))
            .toString();
    }

    static class Caller {
        static Class<?> who() {
            return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .getCallerClass();
        }

        Class<?> whoInst() {
            return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .getCallerClass();
        }
    }

    interface Op {
        String go(Node n, int d);
    }

    static class Node extends Caller implements Runnable {
        Node next;
        String res, res2, cls;
        StackTraceElement[] st;
        private int secret = 3;

        String call(int d) { return d == 0 ? walk() : next.call(d - 1); }

        String some(int d) { return d == 0 ? walkSome() : next.some(d - 1); }

        String op(Op o, int d) { return d == 0 ? o.go(this, d) : next.op(o, d - 1); }

        StackTraceElement[] trace(int d) {
            return d == 0 ? new Throwable().getStackTrace() : next.trace(d - 1);
        }

        StackTraceElement[] current(int d) {
            return d == 0 ? Thread.currentThread().getStackTrace() : next.current(d - 1);
        }

        Class<?> caller() { return next.whoInst(); }

        Object refl(int d) throws Exception {
            return d == 0 ? walk()
                          : Node.class.getDeclaredMethod("refl", int.class).invoke(next, d - 1);
        }

        public void run() {
            res = call(3);
            res2 = some(4) + op((n, d) -> walk(), 2);
            cls = caller() + " " + Caller.who() + next.secret;
            st = trace(3);
        }
    }

    static String show(StackTraceElement[] s) {
        return Arrays.stream(s)
            .map(e -> e.getMethodName() + ":" + e.getLineNumber())
            .collect(Collectors.joining(" "));
    }

    public static void main(String[] a) throws Exception {
        Node[] n = new Node[3];
        for (int i = 0; i < 3; i++) n[i] = new Node();
        for (int i = 0; i < 3; i++) n[i].next = n[(i + 1) % 3];
        for (Node k : n) {
            Thread t = new Thread(k);
            t.start();
            t.join();
            System.out.println(k.res);
            System.out.println(k.res2.replaceAll("\\$\\$Lambda\\$\\S*", "L"));
            System.out.println(k.cls);
            System.out.println(show(k.st));
            System.out.println(k.call(4));
            System.out.println(k.some(5));
            System.out.println(show(k.current(3)));
            System.out.println(k.op((m, d) -> show(new Throwable().getStackTrace()), 3));
            System.out.println(k.caller());
            System.out.println(String.valueOf(k.refl(2)).replaceAll(
                "(Native|Delegating)?Method(Accessor\\S*|\\.invoke\\S*)", "M"));
        }
        Thread.dumpStack();
        List<String> l = new ArrayList<>();
        n[0].op((m, d) -> {
            StackWalker.getInstance().forEach(f -> l.add(f.getMethodName() + f.getLineNumber()));
            return "";
        }, 2);
        System.out.println(l);
        n[1].op((m, d) -> {
            Thread.dumpStack();
            return "";
        }, 2);
        System.out.println(n[2].op((m, d) -> {
            try {
                Object o = null;
                return o.toString();
            } catch (NullPointerException e) { return show(e.getStackTrace()); }
        }, 2));
        List<Integer> big = IntStream.range(0, 20).boxed().collect(Collectors.toList());
        try {
            big.forEach(x -> n[0].op((m, d) -> {
                if (x == 5) throw new IllegalStateException("at " + x);
                return "";
            }, 3));
        } catch (IllegalStateException e) { e.printStackTrace(); }
        try {
            big.stream()
                .map(x -> n[1].op((m, d) -> { throw new UnsupportedOperationException(); }, 1))
                .sorted()
                .forEach(q -> {});
        } catch (UnsupportedOperationException e) {
            StackTraceElement[] s = e.getStackTrace();
            System.out.println(s.length > 8);
            e.printStackTrace();
        }
        Collections.sort(new ArrayList<>(List.of(n[0], n[1])), (x, y) -> {
            System.out.println(x.call(1));
            return 0;
        });
    }
}
