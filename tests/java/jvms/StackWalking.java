// SPDX-License-Identifier: Apache-2.0
// StackWalker and stack traces through lambdas, reflection, constructors, method handles; caller
// class; options.
import java.lang.invoke.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class StackWalking {
    static final StackWalker PLAIN = StackWalker.getInstance(),
                             CLASSES = StackWalker.getInstance(
                                     StackWalker.Option.RETAIN_CLASS_REFERENCE),
                             REFLECT = StackWalker.getInstance(
                                     Set.of(StackWalker.Option.SHOW_REFLECT_FRAMES,
                                             StackWalker.Option.RETAIN_CLASS_REFERENCE));
    static String names(StackWalker w) {
        return w.walk(s
                -> s.map(f
                            -> f.getClassName().replaceAll(".*[./]", "") + "."
                                    + f.getMethodName().replaceAll(
                                            "lambda\\$(\\w+)\\$\\d+", "lambda-$1")
                                    + ":" + f.getLineNumber())
                        .collect(Collectors.joining(" ")));
    }
    static String viaLambda(Supplier<String> s) { return s.get(); }
    public static String reflected() { return names(PLAIN); }
    public static String reflectedAll() {
        return names(REFLECT)
                .replaceAll("Accessor\\w*|GeneratedMethod\\w+", "A")
                .replaceAll(":\\d+", "");
    }
    static Class<?> caller() { return CLASSES.getCallerClass(); }
    static class Other {
        static Class<?> who() { return caller(); }
        final String trace;
        Other() { trace = names(PLAIN); }
        static Class<?> direct = caller();
    }
    static int depth(int n) {
        return n == 0 ? (int) (long) PLAIN.walk(Stream::count) : depth(n - 1);
    }
    static List<StackWalker.StackFrame> frames() {
        return CLASSES.walk(s -> s.limit(2).collect(Collectors.toList()));
    }
    static StackTraceElement[] trace() { return new Throwable().getStackTrace(); }
    public static void main(String[] args) throws Throwable {
        System.out.println(names(PLAIN));
        System.out.println(viaLambda(() -> names(PLAIN)));
        System.out.println(StackWalking.class.getMethod("reflected").invoke(null));
        System.out.println(StackWalking.class.getMethod("reflectedAll").invoke(null));
        System.out.println(new Other().trace);
        System.out.println(Other.who() + " " + Other.direct + " " + caller());
        try {
            PLAIN.getCallerClass();
        } catch (UnsupportedOperationException e) { System.out.println(e.getMessage()); }
        try {
            PLAIN.walk(s -> s.findFirst().get().getDeclaringClass());
        } catch (UnsupportedOperationException e) { System.out.println(e.getMessage()); }
        System.out.println(depth(0) + " " + depth(10) + " " + depth(200));
        Stream<StackWalker.StackFrame> leaked = PLAIN.walk(s -> s);
        try {
            leaked.count();
        } catch (IllegalStateException e) { System.out.println(e.getMessage()); }
        for (StackWalker.StackFrame f : frames())
            System.out.println(f + " " + f.getDeclaringClass() + " " + f.getMethodType() + " "
                    + f.getDescriptor() + " " + f.getFileName() + " " + f.isNativeMethod() + " "
                    + (f.getByteCodeIndex() >= 0) + " " + f.toStackTraceElement());
        MethodHandle mh = MethodHandles.lookup().findStatic(
                StackWalking.class, "reflected", MethodType.methodType(String.class));
        System.out.println((String) mh.invokeExact());
        System.out.println(mh.asType(MethodType.methodType(Object.class)).invoke());
        System.out.println(Stream.of(1)
                        .map(i -> names(PLAIN))
                        .findFirst()
                        .get()
                        .replaceAll(
                                "(Reference|Abstract|Find|Streams|Spliterators)\\w*\\.\\S+", "S")
                        .replaceAll("(S )+", "S "));
        StackTraceElement[] t = trace();
        System.out.println(t.length + " " + t[0] + " " + t[0].getModuleName() + " "
                + t[0].getClassLoaderName() + " " + t[1].getMethodName());
        StackTraceElement jdk = null;
        try {
            List.of().iterator().next();
        } catch (NoSuchElementException e) { jdk = e.getStackTrace()[0]; }
        System.out.println(jdk.getModuleName() + " " + jdk.getClassLoaderName() + " "
                + jdk.isNativeMethod() + " " + jdk.equals(jdk));
        Thread th = new Thread(() -> {
            System.out.println(names(PLAIN));
            System.out.println(
                    Thread.currentThread().getStackTrace()[1].getMethodName().startsWith("lambda"));
        });
        th.start();
        th.join();
        System.out.println(Arrays.stream(Thread.currentThread().getStackTrace())
                        .map(StackTraceElement::getMethodName)
                        .collect(Collectors.toList()));
        Iterator<String> it = new Iterator<>() {
            public boolean hasNext() { return true; }
            public String next() { return names(PLAIN); }
        };
        System.out.println(it.next());
        int[] sizes = new int[1];
        PLAIN.forEach(f -> sizes[0]++);
        System.out.println(sizes[0]);
        System.out.println(AccessControl.run());
    }
    static class AccessControl {
        @SuppressWarnings("removal")
        static String run() {
            return java.security.AccessController
                    .doPrivileged((java.security.PrivilegedAction<String>) () -> names(PLAIN))
                    .replaceAll(":\\d+", "");
        }
    }
}
