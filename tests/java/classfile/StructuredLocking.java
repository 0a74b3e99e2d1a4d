// SPDX-License-Identifier: Apache-2.0
// Monitors that bytecode enters and leaves out of order (JVMS 2.11.10), and the restart of the handler search when a catch type
// cannot be resolved.

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

public class StructuredLocking {
    static final Object A = new Object(), B = new Object();
    static final List<String> log = new ArrayList<>();

    public static void note(String s) {
        log.add(s + (Thread.holdsLock(A) ? " A" : "") + (Thread.holdsLock(B) ? " B" : ""));
    }

    public static void fail() {
        throw new IllegalStateException("failed");
    }

    public static void die() {
        throw new ThreadDeath();
    }

    /** Whether the current thread holds the monitor, and whether another thread can enter it. */
    static String state(Object o) {
        boolean[] entered = new boolean[1];
        Thread t = new Thread(() -> {
            synchronized (o) {
                entered[0] = true;
            }
        });
        t.setDaemon(true);
        t.start();
        try {
            t.join(Thread.holdsLock(o) ? 20 : 5000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Thread.holdsLock(o) ? "held" : entered[0] ? "free" : "lost";
    }

    static String throwable(Throwable t) {
        t.addSuppressed(new Error("suppressed"));
        StringBuilder s = new StringBuilder(t + " cause " + t.getCause() + " suppressed " + t.getSuppressed().length);
        for (StackTraceElement e : t.getStackTrace()) {
            if (e.getMethodName().equals("attempt")) {
                break;
            }
            if (!e.getClassName().contains("reflect")) {
                s.append(" at ").append(e.getMethodName());
            }
        }
        return s.toString();
    }

    static String attempt(Callable<?> c) {
        try {
            return "returned " + c.call();
        } catch (java.lang.reflect.InvocationTargetException e) {
            return "threw " + throwable(e.getCause());
        } catch (Exception e) {
            return "threw " + throwable(e);
        }
    }

    static void show(String what, int flags, String code, String... handlers) {
        ClassAssembler a = new ClassAssembler("T");
        a.major = 49;
        a.constructor();
        a.method(flags, "run", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;", 6, 6, code, handlers, null);
        log.clear();
        String result = attempt(() -> {
            Class<?> c = new ClassAssembler.Loader().define(a.assemble());
            var m = c.getDeclaredMethod("run", Object.class, Object.class);
            if ((flags & 8) == 0) {
                Object self = c.getConstructor().newInstance();
                Object r = attempt(() -> m.invoke(self, A, B));
                return r + " self " + state(self);
            }
            return m.invoke(null, A, B);
        });
        System.out.println(what + ": " + result + " " + log + " " + state(A) + " " + state(B));
        while (Thread.holdsLock(A) || Thread.holdsLock(B)) {
            System.out.println("still held");
            return;
        }
    }

    static final String NOTE = "invokestatic StructuredLocking.note:(Ljava/lang/String;)V; ";
    static final String FAIL = "invokestatic StructuredLocking.fail:()V; ";

    public static void main(String[] args) {
        int s = 9, v = 1, sync = 0x21, syncStatic = 0x29;
        show("return held", s, "aload_0; monitorenter; ldc string in; " + NOTE + "aconst_null; areturn");
        show("return two held", s, "aload_0; monitorenter; aload_1; monitorenter; aload_0; monitorenter; aconst_null; areturn");
        show("exit only", s, "aload_0; monitorexit; aconst_null; areturn");
        show("exit other", s, "aload_0; monitorenter; aload_1; monitorexit; aconst_null; areturn");
        show("exit twice", s, "aload_0; monitorenter; aload_0; monitorexit; aload_0; monitorexit; aconst_null; areturn");
        show("crossed", s, "aload_0; monitorenter; aload_1; monitorenter; aload_0; monitorexit; ldc string B; " + NOTE
            + "aload_1; monitorexit; aconst_null; areturn");
        show("twice", s, "aload_0; monitorenter; aload_0; monitorenter; aload_0; monitorexit; ldc string A; " + NOTE
            + "aload_0; monitorexit; aload_1; areturn");
        show("loop", s, "iconst_0; istore_2; l: aload_0; monitorenter; iinc 2 1; iload_2; bipush 100; if_icmplt l; "
            + "m: aload_0; monitorexit; iinc 2 -1; iload_2; ifgt m; ldc string out; areturn");
        show("loop short", s, "iconst_0; istore_2; l: aload_0; monitorenter; iinc 2 1; iload_2; bipush 100; if_icmplt l; "
            + "m: aload_0; monitorexit; iinc 2 -1; iload_2; iconst_1; if_icmpgt m; ldc string out; areturn");
        show("throw held", s, "aload_0; monitorenter; aload_1; monitorenter; " + FAIL + "aconst_null; areturn");
        show("death held", s, "aload_0; monitorenter; invokestatic StructuredLocking.die:()V; aconst_null; areturn");
        show("caught held", s, "a: aload_0; monitorenter; " + FAIL + "b: aconst_null; areturn; h: pop; ldc string caught; " + NOTE
            + "aload_0; monitorexit; ldc string done; areturn", "a b h any");
        show("return caught", s, "aload_0; monitorenter; a: aconst_null; areturn; b: h: astore_2; ldc string caught; " + NOTE
            + "aload_0; monitorexit; aload_2; areturn", "a b h java/lang/IllegalMonitorStateException");
        show("return caught again", s, "aload_0; monitorenter; a: ldc string back; " + NOTE + "aconst_null; areturn; b: h: pop; "
            + "ldc string caught; " + NOTE + "aload_0; monitorexit; goto a", "a b h any");
        show("null enter", s, "aconst_null; monitorenter; aconst_null; areturn");
        show("null exit", s, "aload_0; monitorenter; aconst_null; monitorexit; aconst_null; areturn");
        show("synchronized exit", sync, "aload_0; monitorexit; aconst_null; areturn");
        show("synchronized exit throw", sync, "aload_0; monitorexit; " + FAIL + "aconst_null; areturn");
        show("synchronized exit enter", sync, "aload_0; monitorexit; aload_0; monitorenter; aconst_null; areturn");
        show("synchronized exit enter other", sync, "aload_0; monitorexit; aload_1; monitorenter; aconst_null; areturn");
        show("synchronized twice exit enter", sync, "aload_1; monitorenter; aload_0; monitorexit; aload_1; monitorenter; aconst_null; areturn");
        show("synchronized exit caught", sync, "a: aload_0; monitorexit; aconst_null; areturn; b: h: areturn", "a b h any");
        show("synchronized both", sync, "aload_0; monitorenter; aload_0; monitorexit; aload_1; areturn");
        show("synchronized held", sync, "aload_1; monitorenter; aconst_null; areturn");
        show("synchronized throw", sync, "aload_1; monitorenter; " + FAIL + "aconst_null; areturn");
        show("static synchronized", syncStatic, "aload_1; monitorenter; aconst_null; areturn");
        show("one way", s, "aload_1; ifnull n; aload_0; monitorenter; n: aload_0; monitorexit; ldc string done; areturn");
        show("no way", s, "aload_1; ifnonnull n; aload_0; monitorenter; n: aload_0; monitorexit; ldc string done; areturn");
        show("either", s, "aload_0; aload_1; aload_0; ifnull n; swap; n: dup; astore_2; monitorenter; pop; aload_2; monitorexit; "
            + "ldc string done; areturn");
        show("changed", s, "aload_0; astore_2; aload_2; monitorenter; aload_1; astore_2; aload_2; monitorexit; aconst_null; areturn");
        show("unwatched", s, "aload_0; dup; astore_2; monitorenter; a: " + FAIL + "b: aload_2; monitorexit; aconst_null; areturn; "
            + "h: aload_2; monitorexit; areturn", "a b h java/lang/NullPointerException");
        show("subroutine", s, "aload_0; monitorenter; jsr out; ldc string done; areturn; out: astore_2; aload_0; monitorexit; ret 2");
        show("recursive", s, "aload_0; monitorenter; aload_1; ifnull n; aload_0; aconst_null; invokestatic "
            + "T.run:(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;; pop; n: aload_0; monitorexit; aconst_null; areturn");
        show("recursive inner", s, "aload_1; ifnonnull o; aload_0; monitorexit; o: aload_0; monitorenter; aload_1; ifnull n; aload_0; "
            + "aconst_null; invokestatic T.run:(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;; pop; n: aload_0; monitorexit; "
            + "aconst_null; areturn");
        // ---- catch types that cannot be resolved
        String body = "a: " + FAIL + "b: aconst_null; areturn; ";
        show("missing", s, body + "h: areturn", "a b h Missing");
        show("missing then any", s, body + "h: areturn; i: areturn", "a b h Missing", "a b i any");
        show("missing covered", s, body + "h: areturn; c: i: areturn", "a b h Missing", "h c i any");
        show("missing covered by type", s, body + "h: areturn; c: i: areturn; j: pop; ldc string wrong; areturn", "a b h Missing",
            "h c j java/lang/IllegalStateException", "h c i java/lang/NoClassDefFoundError");
        show("earlier handler", s, body + "h: areturn; c: i: areturn", "h c i any", "a b h Missing");
        show("chain", s, body + "h: areturn; c: i: areturn; d: j: areturn", "a b h Missing", "h c i Missing2",
            "i d j java/lang/NoClassDefFoundError");
    }
}
