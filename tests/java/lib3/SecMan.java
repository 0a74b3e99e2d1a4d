// SPDX-License-Identifier: Apache-2.0
// A security manager: what is asked for, own policies, privileged blocks, contexts, less trusted code.
import java.io.*;
import java.lang.reflect.*;
import java.net.*;
import java.nio.file.*;
import java.security.*;
import java.util.*;
import java.util.concurrent.*;

@SuppressWarnings("removal")
public class SecMan {
    static void p(Object o) { System.out.println(o); }
    interface B {
        Object r() throws Exception;
    }
    static void t(String n, B b) {
        try {
            p(n + " ok " + b.r());
        } catch (Throwable e) { p(n + " !! " + e + (e.getCause() == null ? "" : " / " + e.getCause())); }
    }
    static class Rec extends SecurityManager {
        final Set<String> seen = Collections.synchronizedSet(new TreeSet<>());
        boolean on;
        Class<?>[] ctx() { return getClassContext(); }
        public void checkPermission(Permission q) {
            if (on) {
                seen.add(q.getClass().getSimpleName() + ":" + q.getName().replaceAll("/[^ ]*", "/PATH").replaceAll("\\d{4,}", "N")
                        + ":" + q.getActions());
            }
        }
    }
    public static void main(String[] args) throws Exception {
        p(System.getSecurityManager());
        Rec rec = new Rec();
        System.setSecurityManager(rec);
        rec.on = true;
        System.getProperty("user.dir");
        System.getenv("X");
        new File("x").exists();
        new Thread(() -> {}).start();
        Thread.currentThread().getThreadGroup().getParent();
        SecMan.class.getDeclaredMethods();
        SecMan.class.getProtectionDomain();
        try (ServerSocket ss = new ServerSocket(0)) {
            new Socket("127.0.0.1", ss.getLocalPort()).close();
        }
        Runtime.getRuntime().availableProcessors();
        Field f = String.class.getDeclaredField("hash");
        try {
            f.setAccessible(true);
        } catch (InaccessibleObjectException e) {}
        new URLClassLoader(new URL[0]).close();
        System.setProperty("a.b", "c");
        Locale.setDefault(Locale.getDefault());
        Thread.currentThread().setContextClassLoader(SecMan.class.getClassLoader());
        ClassLoader.getSystemClassLoader().getParent();
        Files.exists(Path.of("q"));
        new ProcessBuilder("true").start().waitFor();
        Runtime.getRuntime().addShutdownHook(new Thread());
        Package.getPackages();
        Security.getProperty("x");
        System.setOut(System.out);
        java.lang.reflect.Proxy.newProxyInstance(
                SecMan.class.getClassLoader(), new Class<?>[] {Runnable.class}, (a, b, c) -> null);
        Class.forName("java.lang.String");
        ForkJoinPool.commonPool().submit(() -> 1).get();
        rec.on = false;
        rec.seen.forEach(SecMan::p);
        p(Arrays.stream(rec.ctx()).map(Class::getSimpleName).toList());
        // the default manager with an own policy
        Set<String> granted = new HashSet<>();
        Policy.setPolicy(new Policy() {
            public boolean implies(ProtectionDomain d, Permission q) {
                return d.getCodeSource() == null
                        || q.getClass() != FilePermission.class && q.getClass() != PropertyPermission.class
                        && !q.getName().startsWith("exitVM") && !q.getName().equals("getenv.SECRET")
                        && !(q instanceof SocketPermission s && s.getActions().contains("listen"))
                        || granted.contains(q.getName())
                        || q.getActions().equals("read") && q instanceof FilePermission && q.getName().endsWith(".class");
            }
            public PermissionCollection getPermissions(CodeSource c) { return new Permissions(); }
        });
        System.setSecurityManager(new SecurityManager());
        t("prop", () -> System.getProperty("user.home"));
        granted.add("user.home");
        t("prop2", () -> System.getProperty("user.home") != null);
        t("file", () -> new FileInputStream("/etc/passwd"));
        t("nio", () -> Files.readAllBytes(Path.of("/etc/passwd")));
        t("env", () -> System.getenv("SECRET"));
        t("listen", () -> new ServerSocket(4711));
        t("exec", () -> new ProcessBuilder("ls").start());
        t("del", () -> new File("zzz").delete());
        granted.add("/etc/hostname");
        t("granted", () -> new FileInputStream("/etc/hostname").available() >= 0);
        AccessControlContext none = new AccessControlContext(new ProtectionDomain[] {new ProtectionDomain(
                new CodeSource(new URL("file:/x"), (java.security.cert.Certificate[]) null), new Permissions(), null, null)});
        t("priv none",
                () -> AccessController.doPrivileged((PrivilegedAction<String>) () -> System.getProperty("user.home"), none));
        t("priv all",
                ()
                        -> AccessController.doPrivileged((PrivilegedAction<String>) () -> System.getProperty("user.home"))
                                   .length()
                        > 0);
        t("priv nested",
                ()
                        -> AccessController.doPrivileged(
                                (PrivilegedAction<Boolean>) ()
                                        -> AccessController
                                                   .doPrivileged((PrivilegedAction<String>) () -> System.getProperty("user.home"))
                                                   .length()
                                        > 0,
                                none));
        t("priv limited",
                ()
                        -> AccessController.doPrivileged((PrivilegedAction<String>) ()
                                                                 -> System.getProperty("user.home"),
                                null, new RuntimePermission("other")));
        t("priv limited2",
                ()
                        -> AccessController.doPrivileged((PrivilegedAction<Boolean>) ()
                                                                 -> System.getProperty("user.home") != null,
                                null, new PropertyPermission("user.*", "read")));
        t("checked", () -> AccessController.doPrivileged((PrivilegedExceptionAction<Object>) () -> {
            throw new IOException("inside");
        }));
        t("unchecked", () -> AccessController.doPrivileged((PrivilegedAction<Object>) () -> {
            throw new IllegalStateException("inside");
        }));
        t("null", () -> AccessController.doPrivileged((PrivilegedAction<Object>) null));
        // a thread inherits the context of its maker
        String[] out = new String[2];
        Thread th = AccessController.doPrivileged((PrivilegedAction<Thread>) ()
                                                          -> new Thread(() -> {
            try {
                out[0] = System.getProperty("user.home");
            } catch (SecurityException e) { out[0] = e.getMessage(); }
        }),
                none);
        th.start();
        th.join();
        p(out[0]);
        AccessControlContext snap =
                AccessController.doPrivileged((PrivilegedAction<AccessControlContext>) AccessController::getContext, none);
        t("snap", () -> {
            snap.checkPermission(new FilePermission("/x", "read"));
            return 0;
        });
        t("combiner",
                ()
                        -> AccessController.doPrivilegedWithCombiner(
                                (PrivilegedAction<Boolean>) () -> AccessController.getContext().getDomainCombiner() == null));
        javax.security.auth.Subject subj = new javax.security.auth.Subject(
                true, Set.of(new javax.security.auth.x500.X500Principal("CN=me")), Set.of(), Set.of());
        t("subject",
                ()
                        -> javax.security.auth.Subject.doAs(subj,
                                (PrivilegedAction<Object>) ()
                                        -> javax.security.auth.Subject.getSubject(AccessController.getContext())
                                                .getPrincipals()));
        t("subject2",
                ()
                        -> javax.security.auth.Subject.doAsPrivileged(
                                subj, (PrivilegedAction<Object>) () -> System.getProperty("user.dir"), null));
        // reflection and stack inspection through Method.invoke, lambdas, method handles
        Method m = System.class.getMethod("getProperty", String.class);
        t("reflect", () -> m.invoke(null, "user.dir"));
        t("mh", () -> {
            try {
                return java.lang.invoke.MethodHandles.lookup().unreflect(m).invoke("user.dir");
            } catch (Exception e) { throw e; } catch (Throwable e) {
                throw new Error(e);
            }
        });
        t("access", () -> {
            AccessController.checkPermission(new AllPermission());
            return 0;
        });
        // code of less trust calls trusted code
        granted.add("createClassLoader");
        byte[] code = SecMan.class.getResourceAsStream("SecMan$Untrusted.class") == null
                ? null
                : AccessController.doPrivileged((PrivilegedAction<byte[]>) () -> {
                      try (InputStream i = SecMan.class.getResourceAsStream("SecMan$Untrusted.class")) {
                          return i.readAllBytes();
                      } catch (IOException e) { return null; }
                  });
        p(code != null);
        if (code != null) {
            class L extends ClassLoader {
                L() { super(SecMan.class.getClassLoader()); }
                protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException {
                    if (n.equals("SecMan$Untrusted")) {
                        Class<?> c = findLoadedClass(n);
                        return c != null ? c
                                         : defineClass(n, code, 0, code.length,
                                                   new ProtectionDomain(
                                                           new CodeSource(new URL2().u, (java.security.cert.Certificate[]) null),
                                                           new Permissions()));
                    }
                    return super.loadClass(n, r);
                }
            }
            Class<?> c = new L().loadClass("SecMan$Untrusted");
            Object u = c.getConstructor().newInstance();
            @SuppressWarnings("unchecked") Callable<Object> call = (Callable<Object>) u;
            t("untrusted", call::call);
            t("untrusted in privileged", () -> AccessController.doPrivileged((PrivilegedExceptionAction<Object>) call::call));
            t("domain", () -> c.getProtectionDomain().getCodeSource().getLocation());
        }
        Permissions ps = new Permissions();
        ps.add(new FilePermission("/tmp/-", "read,write"));
        ps.add(new PropertyPermission("java.*", "read"));
        ps.add(new SocketPermission("*.example.org:1024-", "connect"));
        p(ps.implies(new FilePermission("/tmp/a/b", "read")) + " " + ps.implies(new FilePermission("/tmp/a", "delete")) + " "
                + ps.implies(new PropertyPermission("java.home", "read")) + " "
                + ps.implies(new SocketPermission("a.example.org:80", "connect")));
        t("clear", () -> {
            System.setSecurityManager(null);
            return System.getSecurityManager();
        });
        t("after", () -> System.getProperty("user.dir") != null);
        GuardedObject g = new GuardedObject("x", o -> { throw new SecurityException("guard"); });
        t("guard", g::getObject);
    }
    static class URL2 {
        final URL u;
        {
            try {
                u = new URL("file:/untrusted/");
            } catch (MalformedURLException e) { throw new Error(e); }
        }
    }
    public static class Untrusted implements Callable<Object> {
        public Untrusted() {}
        public Object call() {
            String r;
            try {
                r = System.getProperty("user.home");
            } catch (SecurityException e) { r = e.getMessage(); }
            return r + " | " + AccessController.doPrivileged((PrivilegedAction<String>) () -> {
                try {
                    return System.getProperty("user.home");
                } catch (SecurityException e) { return e.getMessage(); }
            });
        }
    }
}
