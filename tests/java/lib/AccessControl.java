// Access control with and without a security manager: which protection domains the stack gives, what doPrivileged cuts off.
import java.io.File;
import java.io.IOException;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.PrivilegedExceptionAction;
import java.util.PropertyPermission;
import java.util.concurrent.Callable;

@SuppressWarnings({"removal", "deprecation"})
public class AccessControl {
    static void attempt(String what, Callable<?> body) {
        try {
            System.out.println(what + " = " + body.call());
        } catch (Throwable t) {
            System.out.println(what + " ! " + t);
        }
    }

    public static void main(String[] args) throws Exception {
        attempt("check", () -> {
            AccessController.checkPermission(new RuntimePermission("x"));
            return 1;
        });
        attempt("privileged", () -> AccessController.doPrivileged((PrivilegedAction<Integer>) () -> 5));
        attempt("privileged throws", () -> AccessController.doPrivileged(
                (PrivilegedExceptionAction<Integer>) () -> { throw new IOException("q"); }));
        System.setSecurityManager(new SecurityManager());
        attempt("user.home", () -> System.getProperty("user.home"));
        attempt("java.version", () -> System.getProperty("java.version") != null);
        attempt("file", () -> new File("/etc/passwd").exists());
        attempt("declared", () -> String.class.getDeclaredFields().length > 0);
        attempt("thread", () -> {
            Thread t = new Thread(() -> attempt("in thread", () -> System.getProperty("user.home")));
            t.start();
            t.join();
            return 0;
        });
        attempt("loader", () -> new ClassLoader() { });
        attempt("class", () -> Class.forName("java.util.ArrayList").getName());
        attempt("privileged home", () -> AccessController.doPrivileged(
                (PrivilegedAction<String>) () -> System.getProperty("user.home")));
        attempt("limited", () -> AccessController.doPrivileged(
                (PrivilegedAction<String>) () -> System.getProperty("java.version").substring(0, 2), null,
                new PropertyPermission("java.version", "read")));
    }
}
