// Shows processes of a small stack machine as threads: a shared heap, messages, locks and traps.
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;
import java.util.stream.*;

public class LittleMachine {
    enum Op {
        PUSH,
        ADD,
        SUB,
        MUL,
        DIV,
        DUP,
        SWAP,
        JMP,
        JZ,
        LOAD,
        STORE,
        CALL,
        RET,
        PRINT,
        SPAWN,
        SEND,
        RECV,
        ALLOC,
        GET,
        PUT,
        HALT,
        LOCK,
        UNLOCK
    }

    record Ins(Op op, int arg) {
        static Ins parse(String s, Map<String, Integer> labels) {
            String[] w = s.trim().split("\\s+");
            Op op = Op.valueOf(w[0].toUpperCase());
            int a = 0;
            if (w.length > 1) try {
                    a = Integer.parseInt(w[1]);
                } catch (NumberFormatException e) {
                    Integer l = labels.get(w[1]);
                    if (l == null) throw new IllegalArgumentException("label " + w[1], e);
                    a = l;
                }
            return new Ins(op, a);
        }
    }

    static class Trap extends RuntimeException {
        final int pc;

        Trap(String m, int pc, Throwable c) {
            super(m + " at " + pc, c);
            this.pc = pc;
        }
    }

    static List<Ins> asm(String src) {
        Map<String, Integer> labels = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (String l : src.replace(": ", ":;").split("[;\n]")) {
            l = l.trim();
            if (l.isEmpty()) continue;
            if (l.endsWith(":"))
                labels.put(l.substring(0, l.length() - 1), lines.size());
            else
                lines.add(l);
        }
        return lines.stream()
                .map(l -> Ins.parse(l, labels))
                .collect(Collectors.toUnmodifiableList());
    }

    static class Heap {
        private Object[] cells = new Object[8];
        private int used, gcs;

        synchronized int alloc(int n) {
            if (used == cells.length) {
                gcs++;
                cells = Arrays.copyOf(cells, used * 2);
            }
            cells[used] = new int[n];
            return used++;
        }

        synchronized int[] at(int a) {
            Object o = cells[a];
            if (!(o instanceof int[] arr)) throw new NullPointerException("cell " + a);
            return arr;
        }
    }

    static class Proc implements Runnable {
        final int id;
        final Vm vm;
        int pc;
        final int[] stack = new int[16], vars = new int[8];
        int sp;
        final Deque<Integer> calls = new ArrayDeque<>();
        final BlockingQueue<Integer> mail = new LinkedBlockingQueue<>();
        final StringBuilder out = new StringBuilder();
        Throwable died;
        long steps;

        Proc(int id, Vm vm, int pc) {
            this.id = id;
            this.vm = vm;
            this.pc = pc;
        }

        void push(int v) { stack[sp++] = v; }

        int pop() { return stack[--sp]; }

        public void run() {
            int at = 0;
            try {
                while (true) {
                    at = pc;
                    Ins i = vm.code.get(pc++);
                    steps++;
                    switch (i.op()) {
                        case PUSH -> push(i.arg());
                        case ADD -> push(Math.addExact(pop(), pop()));
                        case SUB -> {
                            int b = pop();
                            push(pop() - b);
                        }
                        case MUL -> push(pop() * pop());
                        case DIV -> {
                            int b = pop();
                            push(pop() / b);
                        }
                        case DUP -> {
                            int v = pop();
                            push(v);
                            push(v);
                        }
                        case SWAP -> {
                            int b = pop(), a = pop();
                            push(b);
                            push(a);
                        }
                        case JMP -> pc = i.arg();
                        case JZ -> {
                            if (pop() == 0) pc = i.arg();
                        }
                        case LOAD -> push(vars[i.arg()]);
                        case STORE -> vars[i.arg()] = pop();
                        case CALL -> {
                            calls.push(pc);
                            pc = i.arg();
                        }
                        case RET -> pc = calls.pop();
                        case PRINT -> out.append(pop()).append(' ');
                        case SPAWN -> {
                            Proc p = vm.spawn(i.arg());
                            p.vars[0] = id;
                            p.vars[1] = pop();
                            push(p.id);
                            vm.start(p);
                        }
                        case SEND -> {
                            int to = pop();
                            vm.proc(to).mail.put(pop());
                        }
                        case RECV -> push(mail.take());
                        case ALLOC -> push(vm.heap.alloc(pop()));
                        case GET -> {
                            int ix = pop();
                            push(vm.heap.at(pop())[ix]);
                        }
                        case PUT -> {
                            int v = pop(), ix = pop();
                            vm.heap.at(pop())[ix] = v;
                        }
                        case LOCK -> vm.lock(i.arg(), this);
                        case UNLOCK -> vm.unlock(i.arg(), this);
                        case HALT -> {
                            return;
                        }
                    }
                }
            } catch (InterruptedException e) {
                died = e;
            } catch (RuntimeException e) {
                died = new Trap(e.getClass().getSimpleName(), at, e);
            } finally {
                vm.ended(this);
            }
        }
    }

    static class Vm {
        final List<Ins> code;
        final Heap heap = new Heap();
        private final List<Proc> procs = new ArrayList<>();
        private final Map<Integer, Proc> owner = new HashMap<>();
        private final List<Thread> threads = new ArrayList<>();
        int running;

        Vm(String src) { code = asm(src); }

        synchronized Proc spawn(int pc) {
            Proc p = new Proc(procs.size(), this, pc);
            procs.add(p);
            running++;
            return p;
        }

        void start(Proc p) {
            Thread t = new Thread(p, "proc" + p.id);
            synchronized (this) {
                threads.add(t);
            }
            t.start();
        }

        synchronized Proc proc(int i) { return procs.get(i); }

        synchronized void lock(int l, Proc p) throws InterruptedException {
            while (owner.get(l) != null) wait();
            owner.put(l, p);
        }

        synchronized void unlock(int l, Proc p) {
            if (owner.get(l) != p) throw new IllegalMonitorStateException("lock " + l);
            owner.remove(l);
            notifyAll();
        }

        synchronized void ended(Proc p) {
            running--;
            owner.values().removeIf(x -> x == p);
            notifyAll();
        }

        String run() throws Exception {
            start(spawn(0));
            synchronized (this) {
                while (running > 0) wait();
            }
            for (Thread t : threads) t.join();
            return procs.stream()
                           .map(p
                                   -> p.id + "[" + p.out.toString().trim()
                                           + (p.died == null ? ""
                                                             : " " + p.died.getMessage() + "/"
                                                                   + p.died.getCause())
                                           + "]" + p.steps)
                           .collect(Collectors.joining(" "))
                    + " heap " + heap.used + "/" + heap.gcs;
        }
    }

    static final String[] PROGRAMS = {"push 6; push 7; mul; print; halt",
            "push 10; store 0; loop: load 0; jz end; load 0; print; load 0; push 1; sub; store 0; "
            + "jmp loop; end: halt",
            "push 1; push 0; div; halt", "pop: add; halt", "jmp 99",
            "push 5; call f; print; halt; f: dup; mul; ret",
            "push 3; spawn w; store 2; push 4; spawn w; store 3; recv; recv; add; print; halt; w: "
            + "load 1; dup; mul; load 0; send; halt",
            "push 2147483647; push 1; add; halt",
            "push 4; alloc; store 4; load 4; push 0; push 41; put; load 4; spawn inc; recv; load "
            + "4; push 0; get; print; halt; inc: load 1; push 0; load 1; push 0; get; push 1; add; "
            + "put; push 0; load 0; send; halt",
            "push 1; push 7; get; halt", "unlock 3; halt",
            "push 2; alloc; store 5; load 5; spawn adder; load 5; spawn adder; load 5; spawn "
            + "adder; recv; recv; recv; load 5; push 0; get; print; halt; adder: push 20; store 2; "
            + "al: load 2; jz ad; lock 1; load 1; push 0; load 1; push 0; get; push 1; add; put; "
            + "unlock 1; load 2; push 1; sub; store 2; jmp al; ad: push 1; load 0; send; halt",
            "push 0; store 2; al: push 3; alloc; store 3; load 2; push 1; add; dup; store 2; push "
            + "20; sub; jz z; jmp al; z: halt",
            "push 6; spawn fact; recv; print; halt; fact: load 1; jz base; load 1; push 1; sub; "
            + "spawn fact; recv; load 1; mul; load 0; send; halt; base: push 1; load 0; send; "
            + "halt"};

    public static void main(String[] a) throws Exception {
        for (String src : PROGRAMS) {
            try {
                System.out.println(new Vm(src).run());
            } catch (IllegalArgumentException e) {
                System.out.println(
                        e + " " + (e.getCause() == null ? "" : e.getCause().getMessage()));
            }
        }
        try {
            asm("bogus 1");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            asm("jmp nowhere");
        } catch (IllegalArgumentException e) {
            System.out.println(e + " " + e.getCause().getMessage());
        }
    }
}
