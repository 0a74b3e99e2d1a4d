// SPDX-License-Identifier: Apache-2.0
// Dynamic proxies: default methods called through the handler, conflicts, sealed and hidden interfaces refused, exceptions checked and
// not declared, Object's methods, primitives and arrays, packages of non-public interfaces, equality of classes, annotations.
import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;

public class ProxyDefaults {
    interface Greeter { String name(); default String greet(int times) { return ("hi " + name() + " ").repeat(times).trim(); } static String util() { return "static"; } }
    interface Loud extends Greeter { @Override default String greet(int times) { return Greeter.super.greet(times).toUpperCase() + "!"; } }
    interface Other { default String greet(int times) { return "other " + times; } }
    interface All { boolean z(byte b, short s, char c, int i, long j, float f, double d, Object o, int[] a, String... v); void nothing(); byte b(); char c(); short s(); float f(); int[] array() throws java.io.IOException; long j(); }
    interface Generic<T extends Comparable<T>> { T max(T a, T b); default T min(T a, T b) { return max(a, b) == a ? b : a; } }
    sealed interface Shut permits Open { }
    static final class Open implements Shut { }
    @Retention(RetentionPolicy.RUNTIME) @interface Mark { int value() default 4; String[] names() default {"a", "b"}; Class<?> type() default Object.class; Thread.State state() default Thread.State.NEW; Retention inner() default @Retention(RetentionPolicy.CLASS); }
    @Mark(7) static class Marked { }
    @Mark(value = 7, names = {"a", "b"}) static class Marked2 { }
    static void attempt(String label, java.util.concurrent.Callable<?> c) {
        try { System.out.println(label + " = " + c.call()); } catch (Throwable e) { System.out.println(label + " ! " + e + " <- " + e.getCause()); }
    }
    @SuppressWarnings("unchecked") static <T> T make(InvocationHandler h, Class<?>... types) { return (T) Proxy.newProxyInstance(ProxyDefaults.class.getClassLoader(), types, h); }
    public static void main(String[] args) throws Throwable {
        InvocationHandler h = (p, m, a) -> m.isDefault() ? InvocationHandler.invokeDefault(p, m, a) : m.getName().equals("name") ? "proxy" : m.getName() + Arrays.toString(a);
        Greeter g = make(h, Greeter.class), l = make(h, Loud.class);
        System.out.println(g.greet(2) + " | " + l.greet(1) + " | " + g);
        attempt("two defaults", () -> ((Other) make(h, Greeter.class, Other.class)).greet(3));
        attempt("two defaults turned", () -> ((Other) make(h, Other.class, Greeter.class)).greet(3));
        attempt("not a proxy interface", () -> { try { return InvocationHandler.invokeDefault(g, Other.class.getMethod("greet", int.class), 1); } catch (Exception | Error e) { throw e; } catch (Throwable t) { throw new Error(t); } });
        attempt("abstract", () -> { try { return InvocationHandler.invokeDefault(g, Greeter.class.getMethod("name")); } catch (Exception | Error e) { throw e; } catch (Throwable t) { throw new Error(t); } });
        attempt("not a proxy", () -> { try { return InvocationHandler.invokeDefault("x", Greeter.class.getMethod("greet", int.class), 1); } catch (Exception | Error e) { throw e; } catch (Throwable t) { throw new Error(t); } });
        List<String> calls = new ArrayList<>();
        All all = make((p, m, a) -> {
            calls.add(m.getName() + (a == null ? "()" : Arrays.deepToString(a)));
            switch (m.getReturnType().getName()) {
                case "boolean": return true;
                case "byte": return (byte) 3;
                case "char": return 'q';
                case "float": return 2.5f;
                case "[I": return new int[] {1, 2};
                case "void": return "ignored";
                case "long": return 7;
                default: return null;
            }
        }, All.class);
        System.out.println(all.z((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, "o", new int[] {8}, "v", "w") + " " + all.b() + all.c() + all.f() + all.array().length);
        all.nothing();
        attempt("wrong type", all::j);
        attempt("null for a primitive", all::s);
        System.out.println(calls);
        Generic<String> gen = make((p, m, a) -> m.isDefault() ? InvocationHandler.invokeDefault(p, m, a) : ((Comparable<Object>) a[0]).compareTo(a[1]) > 0 ? a[0] : a[1], Generic.class);
        System.out.println(gen.max("a", "b") + gen.min("a", "b"));
        for (Throwable t : new Throwable[] {new java.io.FileNotFoundException("declared"), new java.util.concurrent.TimeoutException("not declared"), new IllegalStateException("unchecked"), new Error("error")}) {
            All thrower = make((p, m, a) -> { throw t; }, All.class);
            attempt("throws", thrower::array);
        }
        attempt("hash", () -> make((p, m, a) -> m.getDeclaringClass() == Object.class ? 42 : null, Runnable.class).hashCode());
        attempt("equals null", () -> make((p, m, a) -> null, Runnable.class).equals("x"));
        attempt("toString", () -> make((p, m, a) -> m.getDeclaringClass() + " " + m.getName(), Runnable.class).toString());
        attempt("sealed", () -> make(h, Shut.class));
        attempt("class", () -> make(h, String.class));
        attempt("twice", () -> make(h, Runnable.class, Runnable.class));
        attempt("null handler", () -> make(null, Runnable.class));
        attempt("invisible", () -> Proxy.newProxyInstance(ClassLoader.getPlatformClassLoader(), new Class<?>[] {Greeter.class}, h));
        attempt("not a proxy instance", () -> Proxy.getInvocationHandler("x"));
        Object p = make(h, Runnable.class, Comparable.class);
        System.out.println(Proxy.isProxyClass(p.getClass()) + " " + (p.getClass() == make(h, Runnable.class, Comparable.class).getClass()) + " " + (p.getClass() == make(h, Comparable.class, Runnable.class).getClass()) + " "
                + (Proxy.getInvocationHandler(p) == h) + " " + Modifier.toString(p.getClass().getModifiers()) + " " + Modifier.toString(g.getClass().getModifiers()) + " " + p.getClass().getSuperclass() + " " + Arrays.toString(p.getClass().getInterfaces())
                + " " + p.getClass().getName().startsWith("jdk.proxy") + " " + g.getClass().getPackageName() + "|" + p.getClass().getModule().isNamed());
        TreeSet<String> methods = new TreeSet<>();
        for (Method m : g.getClass().getDeclaredMethods()) methods.add(m.toString().replaceAll("\\$Proxy\\d+", "P"));
        methods.forEach(System.out::println);
        Mark m = Marked.class.getAnnotation(Mark.class);
        System.out.println(m + " " + m.equals(Marked2.class.getAnnotation(Mark.class)) + " " + (m.hashCode() == Marked2.class.getAnnotation(Mark.class).hashCode()) + " " + m.annotationType() + " " + Proxy.isProxyClass(m.getClass()) + " " + m.state() + m.type() + m.names().length + m.inner().value());
        StackTraceElement[] trace = {null, null};
        ((Runnable) make((q, mm, a) -> { trace[0] = new Throwable().getStackTrace()[1]; return null; }, Runnable.class)).run();
        System.out.println(trace[0].getMethodName() + " " + trace[0].getClassName().replaceAll("\\d+", "#") + " " + trace[0].getFileName() + " " + trace[0].getLineNumber());
    }
}
