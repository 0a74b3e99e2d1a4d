// SPDX-License-Identifier: Apache-2.0
// Class loaders written in Java: child first, delegation, the same class twice, identity,
// resources, defineClass errors, packages, parallel capable loaders, Class.forName with a loader,
// loaders that return the wrong class.
import java.io.*;
import java.net.*;
import java.util.*;

public class OwnLoaders {
    public static class Plugin implements Runnable {
        static int count = 0;
        public void run() {
            count++;
            System.out.println("plugin run " + count + " by "
                    + getClass().getClassLoader().getClass().getSimpleName());
            new Helper().help();
        }
    }
    public static class Helper {
        public void help() {
            System.out.println("helper loader same "
                    + (getClass().getClassLoader() == Plugin.class.getClassLoader()));
        }
    }
    static byte[] bytes(String name) throws IOException {
        try (InputStream in = OwnLoaders.class.getResourceAsStream(
                     "/" + name.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        }
    }
    static class ChildFirst extends ClassLoader {
        final Set<String> own;
        ChildFirst(ClassLoader parent, String... own) {
            super("child", parent);
            this.own = new HashSet<>(List.of(own));
        }
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> c = findLoadedClass(name);
                if (c == null && own.contains(name)) c = findClass(name);
                if (c == null) c = super.loadClass(name, resolve);
                if (resolve) resolveClass(c);
                return c;
            }
        }
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try {
                byte[] b = bytes(name);
                if (b == null) throw new ClassNotFoundException(name);
                System.out.println("defining " + name);
                return defineClass(name, b, 0, b.length);
            } catch (IOException e) { throw new ClassNotFoundException(name, e); }
        }
        Class<?> define(String name, byte[] b) { return defineClass(name, b, 0, b.length); }
        Class<?> again(String name) throws Exception {
            byte[] b = bytes(name);
            return defineClass(null, b, 0, b.length, null);
        }
    }
    static void t(String l, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(l + ": " + c.call());
        } catch (Throwable e) {
            System.out.println(l + ": " + e.toString().replaceAll("@[0-9a-f]+", "@H")
                    + (e.getCause() == null ? "" : " <- " + e.getCause()));
        }
    }
    public static void main(String[] args) throws Exception {
        String p = "OwnLoaders$Plugin", h = "OwnLoaders$Helper";
        ClassLoader app = OwnLoaders.class.getClassLoader();
        ChildFirst one = new ChildFirst(app, p, h), two = new ChildFirst(app, p),
                   none = new ChildFirst(null);
        for (ChildFirst l : new ChildFirst[] {one, one, two})
            ((Runnable) l.loadClass(p).getDeclaredConstructor().newInstance()).run();
        new Plugin().run();
        System.out.println((one.loadClass(p) == one.loadClass(p)) + " "
                + (one.loadClass(p) == two.loadClass(p)) + " " + (two.loadClass(h) == Helper.class)
                + " " + one.loadClass(p).getName().equals(Plugin.class.getName()) + " "
                + one.loadClass(p).getPackageName().isEmpty());
        t("cast", () -> (Plugin) one.loadClass(p).getDeclaredConstructor().newInstance());
        t("duplicate", () -> one.again(p));
        t("not found", () -> one.loadClass("no.Such"));
        t("forName", () -> Class.forName(p, true, one).getClassLoader().getName());
        t("forName bad", () -> Class.forName("bad", true, two));
        t("array",
                ()
                        -> Class.forName("[L" + p + ";", false, one)
                                   .getComponentType()
                                   .getClassLoader()
                        == one);
        t("slash", () -> Class.forName("java/lang/String"));
        t("no parent", () -> none.loadClass("java.lang.String") == String.class);
        t("no parent app", () -> none.loadClass(p));
        t("java.", () -> none.define("java.lang.Evil", bytes(p)));
        t("wrong name", () -> two.define("Other", bytes(h)));
        t("truncated", () -> two.define(h, Arrays.copyOf(bytes(h), 40)));
        t("garbage", () -> two.define(null, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
        t("empty", () -> two.define(null, new byte[0]));
        t("version", () -> {
            byte[] b = bytes(h);
            b[7] = 99;
            return two.define(h, b);
        });
        t("minor", () -> {
            byte[] b = bytes(h);
            b[5] = 1;
            return two.define(h, b);
        });
        t("bounds", () -> new ChildFirst(null) {
            Class<?> d() { return defineClass(null, new byte[5], 3, 9); }
        }.d());
        ClassLoader wrong = new ClassLoader(app) {
            @Override
            protected Class<?> findClass(String n) throws ClassNotFoundException {
                if (n.equals("Wanted")) return String.class;
                if (n.equals("Nul")) return null;
                throw new ClassNotFoundException("own message " + n);
            }
        };
        t("wrong class", () -> Class.forName("Wanted", false, wrong));
        t("null class", () -> Class.forName("Nul", false, wrong));
        t("own message", () -> Class.forName("Third", false, wrong));
        System.out.println(app.getResource("OwnLoaders.class") != null);
        System.out.println(app.getResource("nothing") + " " + Object.class.getClassLoader() + " "
                + app.getName() + " " + app.getParent().getName() + " "
                + app.getParent().getParent() + " " + (ClassLoader.getSystemClassLoader() == app)
                + " " + (Thread.currentThread().getContextClassLoader() == app) + " "
                + ClassLoader.getPlatformClassLoader().getName() + " "
                + int[].class.getClassLoader() + " "
                + OwnLoaders[].class.getClassLoader().getName());
        System.out.println(ClassLoader.getSystemResource("java/lang/Object.class").getProtocol()
                + " " + Object.class.getResource("Object.class") + " "
                + Object.class.getResourceAsStream("Object.class").read() + " "
                + java.sql.Connection.class.getClassLoader().getName() + " "
                + Class.forName("com.sun.tools.javac.Main").getClassLoader().getName());
        java.nio.file.Path dir = java.nio.file.Files.createTempDirectory("loader");
        java.nio.file.Files.write(dir.resolve("r.txt"), "text".getBytes());
        try (URLClassLoader u = new URLClassLoader("urls", new URL[] {dir.toUri().toURL()}, null)) {
            System.out.println(new String(u.getResourceAsStream("r.txt").readAllBytes()) + " "
                    + u.getName() + " " + u.getURLs().length + " " + u.getResource("x"));
            t("url", () -> u.loadClass(p));
        }
        java.nio.file.Files.delete(dir.resolve("r.txt"));
        java.nio.file.Files.delete(dir);
        System.out.println(one.loadClass(p).getProtectionDomain().getCodeSource() + " "
                + (Plugin.class.getProtectionDomain().getCodeSource() != null) + " "
                + one.getUnnamedModule().isNamed() + " "
                + (one.loadClass(p).getModule() == one.getUnnamedModule()) + " "
                + String.class.getModule() + " " + one.getDefinedPackage("").getName().length());
    }
}
