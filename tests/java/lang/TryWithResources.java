// SPDX-License-Identifier: Apache-2.0
// try-with-resources: order of closing, suppressed exceptions, null resources, effectively final
// variables; full stack traces.
public class TryWithResources {
    static class Res implements AutoCloseable {
        final String name;
        final boolean failClose;
        Res(String name, boolean failOpen, boolean failClose) {
            this.name = name;
            this.failClose = failClose;
            System.out.println("open " + name);
            if (failOpen) throw new IllegalStateException("open " + name);
        }
        @Override
        public void close() throws Exception {
            System.out.println("close " + name);
            if (failClose) throw new Exception("close " + name);
        }
    }
    static void run(boolean open2, boolean body, boolean close1, boolean close2) {
        System.out.println("--- " + open2 + body + close1 + close2);
        try (Res a = new Res("1", false, close1); Res none = null;
                Res b = new Res("2", open2, close2)) {
            System.out.println("body " + a.name + b.name + none);
            if (body) throw new RuntimeException("body");
        } catch (Exception e) {
            System.out.println(
                    "caught " + e + " suppressed " + java.util.Arrays.toString(e.getSuppressed()));
        } finally { System.out.println("finally"); }
    }
    static int returning() throws Exception {
        Res r = new Res("r", false, false);
        try (r; Res s = new Res("s", false, false)) {
            return r.name.length() + s.name.length();
        }
    }
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 16; i++) run((i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0);
        System.out.println(returning());
        try (Res outer = new Res("outer", false, true)) {
            try (Res inner = new Res("inner", false, true)) {
                throw new Error("deep");
            }
        } catch (Throwable t) { t.printStackTrace(); }
        Throwable self = new Throwable("self");
        try {
            self.addSuppressed(self);
        } catch (IllegalArgumentException e) {
            System.out.println(e + " cause same: " + (e.getCause() == self));
        }
        try {
            self.addSuppressed(null);
        } catch (NullPointerException e) { System.out.println(e.getMessage()); }
        try {
            self.initCause(self);
        } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        self.initCause(null);
        try {
            self.initCause(new Error());
        } catch (IllegalStateException e) { System.out.println(e.getMessage()); }
    }
}
