// SPDX-License-Identifier: Apache-2.0
// What the VM tells class loaders: the list of the classes they have defined, and the check of packages under a security manager.

import java.io.InputStream;
import java.security.CodeSource;
import java.security.Permission;
import java.security.PermissionCollection;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import jdk.internal.misc.Unsafe;

@SuppressWarnings("removal")
public class LoaderRecords {
    public interface Shape {
        int area();
    }

    public static class Base {
    }

    public static class Square extends Base implements Shape {
        public int area() {
            return new Helper().square(4);
        }
    }

    public static class Helper {
        int square(int n) {
            return n * n;
        }
    }

    public static class User implements Runnable {
        public void run() {
            try {
                System.out.println("area " + new Square().area());
                System.out.println("again " + new Square().area());
                System.out.println("forName " + Class.forName("LoaderRecords$Late").getName());
                System.out.println(new java.util.BitSet().isEmpty());
            } catch (Throwable t) {
                System.out.println("threw " + t);
            }
            for (int i = 0; i < 2; i++) {
                try {
                    System.out.println(new java.util.zip.CRC32().getValue());
                } catch (Throwable t) {
                    System.out.println("threw " + t);
                }
            }
        }
    }

    public static class Late {
    }

    static final class Loader extends ClassLoader {
        final ProtectionDomain domain;

        Loader(String name, ProtectionDomain domain) {
            super(name, LoaderRecords.class.getClassLoader());
            this.domain = domain;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null || !name.startsWith("LoaderRecords$")) {
                    return known != null ? known : super.loadClass(name, resolve);
                }
                try (InputStream in = LoaderRecords.class.getResourceAsStream(name + ".class")) {
                    byte[] b = in.readAllBytes();
                    return defineClass(name, b, 0, b.length, domain);
                } catch (java.io.IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }

        Class<?> again(String name) throws Exception {
            try (InputStream in = LoaderRecords.class.getResourceAsStream(name + ".class")) {
                byte[] b = in.readAllBytes();
                return defineClass(name, b, 0, b.length, domain);
            }
        }
    }

    static List<String> classes(ClassLoader loader) throws Exception {
        Unsafe unsafe = Unsafe.getUnsafe();
        Object all = unsafe.getReference(loader, unsafe.objectFieldOffset(ClassLoader.class, "classes"));
        List<String> names = new ArrayList<>();
        for (Object c : (Iterable<?>) all) {
            names.add(((Class<?>) c).getName());
        }
        return names;
    }

    static final class Manager extends SecurityManager {
        final TreeSet<String> asked = new TreeSet<>();
        boolean checks;

        @Override
        public void checkPermission(Permission p) {
        }

        @Override
        public void checkPackageAccess(String name) {
            if (checks) {
                for (Class<?> c : getClassContext()) {
                    if (c == ClassLoader.class) {
                        asked.add(name);
                        if (name.equals("java.util.zip")) {
                            throw new SecurityException("no " + name);
                        }
                    }
                }
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Loader loader = new Loader("records", null);
        System.out.println(classes(loader));
        Runnable user = (Runnable) loader.loadClass("LoaderRecords$User").getConstructor().newInstance();
        System.out.println(classes(loader));
        user.run();
        System.out.println(classes(loader));
        try {
            loader.again("LoaderRecords$Square");
        } catch (LinkageError e) {
            System.out.println(e.getMessage().startsWith("loader 'records'"));
        }
        System.out.println(classes(loader));
        Class<?> inner = loader.loadClass("LoaderRecords$Late");
        System.out.println(inner.arrayType() + " " + classes(loader).size());
        List<String> own = classes(LoaderRecords.class.getClassLoader());
        System.out.println(own.contains("LoaderRecords") + " " + own.contains("LoaderRecords$Manager") + " " + own.contains("java.lang.String"));
        System.out.println(new TreeSet<>(own).size() == own.size());

        Manager manager = new Manager();
        System.setSecurityManager(manager);
        Permissions none = new Permissions();
        Loader watched = new Loader("watched", new ProtectionDomain(new CodeSource(null, (Certificate[]) null), none, null, null));
        Runnable watchedUser = (Runnable) watched.loadClass("LoaderRecords$User").getConstructor().newInstance();
        manager.checks = true;
        watchedUser.run();
        manager.checks = false;
        System.out.println(manager.asked);
    }
}
