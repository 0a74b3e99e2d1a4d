// Shows exceptions that cross threads' objects, with causes, suppressed and custom classes: the
// whole texts of their stack traces, with "... n more".
import java.io.*;
import java.util.*;

public class TraceTexts {
    static class AppException extends Exception {
        final int code;
        final Object payload;

        AppException(String m, int c, Object p, Throwable cause) {
            super(m, cause);
            code = c;
            payload = p;
        }

        public String toString() { return "App[" + code + "] " + getMessage(); }
    }

    static class Quiet extends RuntimeException {
        Quiet(String m) { super(m, null, false, false); }
    }

    static class NoFill extends RuntimeException {
        public synchronized Throwable fillInStackTrace() { return this; }
    }

    static class Res implements AutoCloseable {
        final String n;
        final Service s;

        Res(String n, Service s) {
            this.n = n;
            this.s = s;
        }

        public void close() throws AppException {
            throw new AppException("close " + n, 9, null, null);
        }
    }

    interface Step {
        void go(int n) throws Exception;
    }

    static class Service implements Runnable {
        Service next;
        String res;
        Throwable kept;

        void level(int n, Step s) throws Exception {
            if (n == 0) {
                s.go(n);
            } else if (next != null && n % 2 == 0)
                next.level(n - 1, s);
            else
                level(n - 1, s);
        }

        void wrap(int n) throws AppException {
            try {
                level(n, x -> { throw new IOException("io " + x); });
            } catch (Exception e) { throw new AppException("wrapped", n, this, e); }
        }

        void rewrap(int n) throws AppException {
            try {
                wrap(n);
            } catch (AppException e) {
                AppException f = new AppException("again", n, null, e);
                f.addSuppressed(new Quiet("q"));
                f.addSuppressed(e);
                throw f;
            }
        }

        void twr() throws Exception {
            try (Res a = new Res("a", this); Res b = new Res("b", this)) {
                if (next != null)
                    next.wrap(2);
                else
                    wrap(3);
            }
        }

        void keep() { kept = new Exception("kept"); }

        public void run() {
            try {
                twr();
            } catch (Exception e) { res = text(e); }
            keep();
        }
    }

    static String text(Throwable t) {
        StringWriter w = new StringWriter();
        t.printStackTrace(new PrintWriter(w));
        return w.toString();
    }

    public static void main(String[] x) throws Exception {
        Service[] s = new Service[3];
        for (int i = 0; i < 3; i++) s[i] = new Service();
        s[0].next = s[1];
        s[1].next = s[2];
        for (Service q : s) {
            Thread t = new Thread(q);
            t.start();
            t.join();
            System.out.println(q.res);
        }
        s[2].next = s[0];
        for (Service q : s) {
            try {
                q.rewrap(5);
            } catch (AppException e) {
                System.out.println(text(e) + e.code + (e.getCause() instanceof AppException)
                    + (((AppException) e.getCause()).payload == q));
                e.printStackTrace();
            }
            try {
                q.twr();
            } catch (Exception e) {
                System.out.print(text(e));
                System.out.println(e.getSuppressed().length);
            }
            System.out.print(text(q.kept));
            q.kept.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("C", "m", "F.java", 3),
                    new StackTraceElement("D", "n", null, -2)});
            System.out.print(text(q.kept));
            q.kept.fillInStackTrace();
            System.out.print(text(q.kept));
            try {
                q.kept.initCause(q.kept);
            } catch (IllegalArgumentException e) { System.out.println(e); }
            q.kept.initCause(new Quiet("c"));
            try {
                q.kept.initCause(null);
            } catch (IllegalStateException e) { System.out.println(e); }
            System.out.print(text(q.kept));
            try {
                q.level(3, n -> { throw new NoFill(); });
            } catch (NoFill e) { System.out.print(text(e)); }
            try {
                q.kept.addSuppressed(null);
            } catch (NullPointerException e) { System.out.println(e.getMessage()); }
            Exception circ = new Exception("circ");
            circ.addSuppressed(q.kept);
            System.out.print(text(q.kept));
        }
    }
}
