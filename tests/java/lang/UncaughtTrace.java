// SPDX-License-Identifier: Apache-2.0
// An uncaught exception with causes and suppressed exceptions ends main: stack trace on stderr,
// exit code 1.
public class UncaughtTrace {
    static class Problem extends RuntimeException {
        Problem(String m, Throwable c) { super(m, c); }
    }
    interface Step {
        void go() throws Exception;
    }
    static void a(int n) {
        if (n > 0) a(n - 1);
        else b();
    }
    static void b() {
        Step s = () -> { throw new java.io.IOException("disk"); };
        try {
            s.go();
        } catch (Exception e) {
            Problem p = new Problem("b failed", e);
            p.addSuppressed(new Error("also this", new RuntimeException("its cause")));
            p.addSuppressed(new Exception());
            throw p;
        }
    }
    class Inner {
        Inner() { a(2); }
    }
    public static void main(String[] args) {
        System.out.println("start");
        try {
            new UncaughtTrace().new Inner();
        } catch (Problem p) { throw new IllegalStateException(p); } finally {
            System.out.println("finally runs");
        }
    }
}
