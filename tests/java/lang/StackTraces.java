// SPDX-License-Identifier: Apache-2.0
// printStackTrace of exceptions from everywhere: constructors, static initialisers, lambdas,
// reflection, streams, native methods, rethrow, fillInStackTrace, own getMessage/toString, circular
// causes, setStackTrace, no writable stack.
import java.util.*;

public class StackTraces {
    static class Own extends Exception {
        final int code;
        Own(int code) { this.code = code; }
        @Override
        public String getMessage() {
            return "code " + code;
        }
    }
    static class Silent extends RuntimeException {
        Silent() { super("silent", null, false, false); }
    }
    static class Named extends RuntimeException {
        @Override
        public String toString() {
            return "<<named>>";
        }
    }
    static class Chain {
        final Chain next;
        Chain(int n) throws Own {
            if (n == 0) throw new Own(7);
            next = new Chain(n - 1);
        }
    }
    static class Init {
        static int v = fail();
        static int fail() { throw new UnsupportedOperationException("in clinit"); }
    }
    static void show(Throwable t) {
        t.printStackTrace(System.out);
        System.out.println();
    }
    static void rethrow() throws Exception {
        try {
            Object o = null;
            o.hashCode();
        } catch (NullPointerException e) { throw e; }
    }
    static Exception made() { return new Exception("made here"); }
    static <T extends Throwable> void sneaky(Throwable t) throws T {
        @SuppressWarnings("unchecked") T x = (T) t;
        throw x;
    }
    static int depth(int n) {
        if (n == 0) throw new RuntimeException("deep");
        return depth(n - 1) + 1;
    }
    public static void throwing(String s) throws Exception {
        throw new Exception("reflected " + s);
    }

    public static void main(String[] args) throws Exception {
        try {
            new Chain(3);
        } catch (Own e) { show(e); }
        try {
            System.out.println(Init.v);
        } catch (ExceptionInInitializerError e) { show(e); }
        try {
            System.out.println(Init.v);
        } catch (NoClassDefFoundError e) { show(e); }
        try {
            rethrow();
        } catch (Exception e) { show(e); }
        try {
            throw new Silent();
        } catch (Silent e) {
            e.addSuppressed(new Error());
            show(e);
        }
        try {
            throw new Named();
        } catch (Named e) { show(e); }
        try {
            throw made();
        } catch (Exception e) { show(e); }
        try {
            throw (Exception) made().fillInStackTrace();
        } catch (Exception e) { show(e); }
        try {
            StackTraces.class.getMethod("throwing", String.class).invoke(null, "x");
        } catch (java.lang.reflect.InvocationTargetException e) {
            System.out.println(e.getCause().getStackTrace()[0] + " " + e.getMessage());
        }
        try {
            StackTraces.<RuntimeException>sneaky(new java.io.IOException("sneaked"));
        } catch (Exception e) { show(e); }
        try {
            List.of(1, 2).forEach(i -> {
                if (i == 2) throw new RuntimeException("in forEach");
            });
        } catch (RuntimeException e) { show(e); }
        try {
            depth(1050);
        } catch (RuntimeException e) {
            System.out.println(e.getStackTrace().length + " " + e.getStackTrace()[1023]);
        }
        Exception a = new Exception("a"), b = new Exception("b", a);
        a.initCause(b);
        show(a);
        Exception c = new Exception("shown twice");
        Exception d = new Exception("outer", c);
        d.addSuppressed(c);
        show(d);
        Exception set = new Exception("set");
        set.setStackTrace(new StackTraceElement[] {new StackTraceElement("p.C", "m", "C.java", 42),
                new StackTraceElement("p.D", "n", null, -2),
                new StackTraceElement("loader", "mod", "1.0", "q.E", "o", "E.java", 7),
                new StackTraceElement("r.F", "x", null, -1)});
        show(set);
        try {
            "abc".substring(5);
        } catch (StringIndexOutOfBoundsException e) { show(e); }
        try {
            new ArrayList<>(List.of(1)).get(3);
        } catch (IndexOutOfBoundsException e) { show(e); }
        try {
            List.of(1).add(2);
        } catch (UnsupportedOperationException e) { show(e); }
        try {
            System.arraycopy(new int[1], 0, new int[1], 0, 2);
        } catch (ArrayIndexOutOfBoundsException e) { show(e); }
        try {
            Class.forName("no.such.Class");
        } catch (ClassNotFoundException e) { System.out.println(e); }
        try {
            Integer.parseInt("x1");
        } catch (NumberFormatException e) { show(e); }
        try {
            Iterator<Integer> i = new ArrayList<Integer>().iterator();
            i.next();
        } catch (NoSuchElementException e) { show(e); }
        try {
            Objects.requireNonNull(null, "must be there");
        } catch (NullPointerException e) { show(e); }
        try {
            throw null;
        } catch (NullPointerException e) { show(e); }
        Thread.dumpStack();
        new Throwable() {
            void here() { show(this); }
        }.here();
    }
}
