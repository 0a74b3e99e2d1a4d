// SPDX-License-Identifier: Apache-2.0
// java.lang.reflect.Proxy: Object methods, primitives, default methods, undeclared exceptions,
// several interfaces, identity of classes.
import java.lang.reflect.*;
import java.util.*;

public class Proxies {
    public interface Calc {
        int add(int a, int b);
        long mix(byte b, char c, double d, Object... os) throws java.io.IOException;
        boolean flag();
        void nothing();
        String name();
        default String hello() { return "hello " + name(); }
    }
    public interface Other {
        String name();
        int[] array(float f, boolean[] z);
    }
    public static void main(String[] args) throws Exception {
        List<String> log = new ArrayList<>();
        InvocationHandler h = (p, m, a) -> {
            log.add(m.getDeclaringClass().getSimpleName() + "." + m.getName()
                    + (a == null ? "-" : Arrays.deepToString(a)));
            return switch (m.getName()) {
                case "add" -> (int) a[0] + (int) a[1];
                case "mix" -> {
                    if ((byte) a[0] == 1) throw new java.io.IOException("declared");
                    if ((byte) a[0] == 2) throw new Exception("undeclared");
                    if ((byte) a[0] == 3) throw new IllegalStateException("runtime");
                    yield 5L;
                }
                case "flag" -> null;
                case "name" -> "proxied";
                case "hello" -> InvocationHandler.invokeDefault(p, m, a);
                case "hashCode" -> 99;
                case "equals" -> a[0] == p;
                case "toString" -> "a proxy";
                case "array" -> new int[] {7};
                default -> null;
            };
        };
        ClassLoader l = Proxies.class.getClassLoader();
        Calc c = (Calc) Proxy.newProxyInstance(l, new Class<?>[] {Calc.class, Other.class}, h);
        System.out.println(c.add(2, 3) + " " + c + " " + c.hashCode() + " " + c.equals(c) + " "
                + c.equals("x") + " " + c.name() + " " + ((Other) c).name() + " "
                + ((Other) c).array(1f, new boolean[1])[0] + " " + c.hello());
        c.nothing();
        System.out.println(log);
        for (int i = 0; i < 4; i++) try {
                System.out.println(c.mix((byte) i, 'c', 1.5, "x", 2));
            } catch (UndeclaredThrowableException e) {
                System.out.println(
                        e + " <- " + e.getCause() + e.getUndeclaredThrowable().getMessage());
            } catch (Exception e) { System.out.println(e); }
        try {
            c.flag();
        } catch (NullPointerException e) { System.out.println("npe"); }
        Calc wrong = (Calc) Proxy.newProxyInstance(
                l, new Class<?>[] {Calc.class}, (p, m, a) -> "string");
        try {
            wrong.add(1, 1);
        } catch (ClassCastException e) { System.out.println(e.getMessage()); }
        System.out.println(wrong.name());
        Class<?> k = c.getClass();
        System.out.println(Proxy.isProxyClass(k) + " " + Proxy.isProxyClass(Proxies.class) + " "
                + Modifier.toString(k.getModifiers()) + " " + k.getSuperclass() + " "
                + Arrays.toString(k.getInterfaces()) + " " + (Proxy.getInvocationHandler(c) == h)
                + " " + k.getSimpleName().startsWith("$Proxy") + " "
                + (k
                        == Proxy.newProxyInstance(l, new Class<?>[] {Calc.class, Other.class}, h)
                                .getClass())
                + " "
                + (k
                        == Proxy.newProxyInstance(l, new Class<?>[] {Other.class, Calc.class}, h)
                                .getClass()));
        for (Class<?>[] bad :
                new Class<?>[][] {{String.class}, {Calc.class, Calc.class}, {int.class}, {null}})
            try {
                Proxy.newProxyInstance(l, bad, h);
            } catch (RuntimeException e) { System.out.println(e); }
        try {
            Proxy.newProxyInstance(l, new Class<?>[] {Calc.class}, null);
        } catch (NullPointerException e) { System.out.println("null handler"); }
        try {
            Proxy.getInvocationHandler("x");
        } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        Comparable<String> cmp = (Comparable<String>) Proxy.newProxyInstance(
                null, new Class<?>[] {Comparable.class}, (p, m, a) -> ((String) a[0]).length());
        System.out.println(cmp.compareTo("four"));
        Runnable r = (Runnable) Proxy.newProxyInstance(l, new Class<?>[] {Runnable.class},
                (p, m, a) -> { throw new StackOverflowError("from handler"); });
        try {
            r.run();
        } catch (StackOverflowError e) { System.out.println(e.getMessage()); }
        Method add = Calc.class.getMethod("add", int.class, int.class);
        int sum = 0;
        for (int i = 0; i < 1000; i++) sum += c.add(i, 1) + (int) add.invoke(c, i, 2);
        System.out.println(sum + " " + log.size());
    }
}
