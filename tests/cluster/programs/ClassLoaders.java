// SPDX-License-Identifier: Apache-2.0
// Shows class loaders of the program: a jar, resources, services, context class loaders, a loader
// that defines a class each time it is asked.
import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.util.*;
import java.util.jar.*;
import java.util.zip.*;
import javax.tools.*;

public class ClassLoaders {
    interface Job {
        void go() throws Exception;
    }

    static class Run implements Runnable {
        final Job j;

        Run(Job j) {
            this.j = j;
        }

        public void run() {
            try {
                j.go();
            } catch (Throwable e) {
                e.printStackTrace(System.out);
            }
        }
    }

    static void away(Job j) throws Exception {
        Thread t = new Thread(new Run(j));
        t.start();
        t.join();
    }

    public interface Plugin {
        String name();
    }

    static class Own extends ClassLoader {
        final Path dir;
        int asked;

        Own(Path d, ClassLoader p) {
            super(p);
            dir = d;
        }

        @Override
        protected Class<?> loadClass(String n, boolean r)
            throws ClassNotFoundException { // defines without looking first
            if (n.startsWith("plug.")) {
                asked++;
                try {
                    byte[] b = Files.readAllBytes(dir.resolve(n.replace('.', '/') + ".class"));
                    return defineClass(n, b, 0, b.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(n, e);
                }
            }
            return super.loadClass(n, r);
        }
    }

    public static void main(String[] a) throws Exception {
        Path dir = Files.createTempDirectory("loaders");
        Path src = dir.resolve("plug");
        Files.createDirectories(src);
        Files.writeString(src.resolve("Impl.java"),
            "package plug; public class Impl implements java.util.function.Supplier<String>, "
            + "Runnable { static int made; int n = ++made; Helper h = new Helper(); public String "
            + "get() { return \"impl\" + n + h.help() + made; } public void run() { "
            + "System.out.println(\"ran \" + get() + \" \" + "
            + "Thread.currentThread().getContextClassLoader().getClass().getSimpleName() + "
            + "getClass().getClassLoader().getClass().getSimpleName()); } public static Plugin2 "
            + "other() { return new Plugin2(); } }");
        Files.writeString(src.resolve("Helper.java"),
            "package plug; public class Helper { String help() { return new Object() { public "
            + "String toString() { return \"+help\" + "
            + "Helper.class.getResource(\"data.txt\").getPath().replaceAll(\".*/\", \"\"); } "
            + "}.toString(); } }");
        Files.writeString(src.resolve("Plugin2.java"),
            "package plug; public class Plugin2 { public static int count; public synchronized int "
            + "next() { return ++count; } }");
        Files.writeString(src.resolve("data.txt"), "data of the plugin\n");
        int rc = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", dir.toString(),
            "-cp", System.getProperty("java.class.path"), src.resolve("Impl.java").toString(),
            src.resolve("Helper.java").toString(), src.resolve("Plugin2.java").toString());
        System.out.println(rc);
        Path jar = dir.resolve("plug.jar");
        Manifest mf = new Manifest();
        mf.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        mf.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "plugin title");
        try (JarOutputStream j = new JarOutputStream(Files.newOutputStream(jar), mf)) {
            for (File f : src.toFile().listFiles())
                if (!f.getName().endsWith(".java")) {
                    j.putNextEntry(new ZipEntry("plug/" + f.getName()));
                    j.write(Files.readAllBytes(f.toPath()));
                    j.closeEntry();
                }
            j.putNextEntry(new ZipEntry("META-INF/services/java.util.function.Supplier"));
            j.write("plug.Impl\n".getBytes());
            j.closeEntry();
        }
        URLClassLoader u = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        away(() -> {
            java.util.function.Supplier<?> p =
                (java.util.function.Supplier<?>) u.loadClass("plug.Impl")
                    .getDeclaredConstructor()
                    .newInstance();
            System.out.println(p.get() + p.getClass().getPackage().getImplementationTitle());
        });
        java.util.function.Supplier<?> q =
            (java.util.function.Supplier<?>) Class.forName("plug.Impl", true, u)
                .getDeclaredConstructor()
                .newInstance();
        System.out.println(q.get());
        away(() -> {
            System.out.println(q.get() + q.getClass().getName()
                + (q.getClass() == u.loadClass("plug.Impl"))
                + new String(u.getResourceAsStream("plug/data.txt").readAllBytes()).trim()
                + Collections.list(u.getResources("plug/data.txt")).size());
        });
        away(() -> {
            for (java.util.function.Supplier<?> p :
                ServiceLoader.load(java.util.function.Supplier.class, u))
                System.out.println("service " + p.get());
        });
        Thread t = new Thread((Runnable) q);
        t.setContextClassLoader(u);
        t.start();
        t.join();
        away(() -> {
            Thread.currentThread().setContextClassLoader(u);
            Thread s = new Thread(new Run(
                () -> System.out.println(Thread.currentThread().getContextClassLoader() == u)));
            s.start();
            s.join();
            System.out.println(
                ServiceLoader.load(java.util.function.Supplier.class).findFirst().get().get());
        });
        Own own = new Own(dir, ClassLoaders.class.getClassLoader());
        away(() -> {
            Class<?> c = own.loadClass("plug.Impl");
            java.util.function.Supplier<?> p =
                (java.util.function.Supplier<?>) c.getDeclaredConstructor().newInstance();
            try {
                System.out.println(p.get());
            } catch (NullPointerException e) {
                System.out.println("no resource");
            }
            Object o = c.getMethod("other").invoke(null);
            System.out.println(o.getClass().getMethod("next").invoke(o));
        });
        System.out.println(own.asked);
        Own[] far = new Own[1];
        away(() -> {
            far[0] = new Own(dir, ClassLoaders.class.getClassLoader());
            Class<?> c = far[0].loadClass("plug.Plugin2");
            Object o = c.getDeclaredConstructor().newInstance();
            System.out.println(c.getMethod("next").invoke(o));
            kept = o;
        });
        System.out.println(kept.getClass().getMethod("next").invoke(kept) + " "
            + (kept.getClass().getClassLoader() == far[0]) + far[0].asked);
        away(() -> {
            System.out.println(kept.getClass().getMethod("next").invoke(kept));
            try {
                far[0].loadClass("plug.Plugin2");
            } catch (LinkageError e) {
                System.out.println(e.getMessage().replaceAll("@[0-9a-f]+", "@").substring(0, 40));
            }
            try {
                far[0].loadClass("plug.Missing");
            } catch (ClassNotFoundException e) {
                System.out.println(e);
            }
            System.out.println(far[0].asked);
        });
        away(() -> {
            try {
                Class.forName("no.such.Thing");
            } catch (ClassNotFoundException e) {
                System.out.println(e);
            }
            System.out.println(Class.forName("ClassLoaders").getResourceAsStream("nix") == null);
            System.out.println(ClassLoaders.class.getProtectionDomain().getCodeSource() != null);
        });
        u.close();
        away(() -> {
            try {
                u.loadClass("plug.Never");
            } catch (ClassNotFoundException e) {
                System.out.println(e.getMessage());
            }
        });
        try (var w = Files.walk(dir)) {
            w.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
    }

    static Object kept;
}
