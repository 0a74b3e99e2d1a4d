// SPDX-License-Identifier: Apache-2.0
// StackWalker: options, hidden frames shown, frames through reflection, lambdas, method handles and native frames, partial walks, caller class
// corners, large stacks in several batches, walks within walks, descriptors and positions.
import java.lang.StackWalker.*;
import java.lang.invoke.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class StackWalkerCorners {
    static final StackWalker PLAIN = StackWalker.getInstance(), CLASSES = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE),
            ALL = StackWalker.getInstance(EnumSet.allOf(Option.class)), REFLECT = StackWalker.getInstance(Option.SHOW_REFLECT_FRAMES);
    static String names(StackWalker w) {
        return w.walk(s -> s.map(f -> f.getMethodName().replaceAll("\\d+", "#")).filter(n -> !n.startsWith("names")).collect(Collectors.joining(" ")));
    }
    static <T> T through(Supplier<T> s) { return s.get(); }
    static Object deep(int n, Supplier<?> s) { return n == 0 ? s.get() : deep(n - 1, s); }
    static Class<?> caller() { return CLASSES.getCallerClass(); }
    static class Inner {
        Class<?> viaInner() { return caller(); }
        static String staticWalk() { return PLAIN.walk(s -> s.limit(2).map(f -> f.getClassName() + "." + f.getMethodName() + f.getDescriptor()).collect(Collectors.toList())).toString(); }
    }
    interface Defaults { default String where() { return PLAIN.walk(s -> s.findFirst()).get().toString(); } }
    public static void main(String[] args) throws Throwable {
        System.out.println(names(PLAIN));
        System.out.println(through(() -> names(PLAIN)));
        System.out.println(names(ALL).replaceAll(".*main", "main"));
        Object r = StackWalkerCorners.class.getDeclaredMethod("names", StackWalker.class).invoke(null, PLAIN);
        System.out.println(r);
        String shown = (String) StackWalkerCorners.class.getDeclaredMethod("names", StackWalker.class).invoke(null, REFLECT);
        System.out.println(shown.contains("invoke") + " " + shown.endsWith("main"));
        MethodHandle h = MethodHandles.lookup().findStatic(StackWalkerCorners.class, "names", MethodType.methodType(String.class, StackWalker.class));
        System.out.println((String) h.invokeExact(PLAIN) + "|" + h.invokeWithArguments(PLAIN));
        System.out.println(caller() + " " + new Inner().viaInner() + " " + Inner.staticWalk());
        System.out.println(through(StackWalkerCorners::caller) + " " + ((Supplier<Class<?>>) () -> caller()).get());
        System.out.println((Class<?>) StackWalkerCorners.class.getDeclaredMethod("caller").invoke(null));
        try { PLAIN.getCallerClass(); } catch (UnsupportedOperationException e) { System.out.println(e.getMessage()); }
        try { PLAIN.walk(s -> s.findFirst()).get().getDeclaringClass(); } catch (UnsupportedOperationException e) { System.out.println(e); }
        Thread t = new Thread(() -> {
            try { CLASSES.getCallerClass(); System.out.println("?"); } catch (IllegalCallerException e) { System.out.println(e.getMessage()); }
        });
        System.out.println(deep(300, () -> PLAIN.walk(Stream::count)));
        System.out.println(deep(3000, () -> PLAIN.walk(s -> s.filter(f -> f.getMethodName().equals("deep")).count())));
        System.out.println(deep(100, () -> PLAIN.walk(s -> s.skip(50).findFirst().get().getMethodName())));
        StackFrame f = CLASSES.walk(s -> s.findFirst()).get();
        System.out.println(f.getClassName() + " " + f.getMethodName() + " " + f.getMethodType() + " " + f.getDescriptor() + " " + f.getFileName() + " " + f.getLineNumber() + " " + f.isNativeMethod() + " " + (f.getByteCodeIndex() > 0)
                + " " + f.getDeclaringClass() + " " + f.toStackTraceElement());
        List<StackFrame> kept = new ArrayList<>();
        PLAIN.forEach(kept::add);
        System.out.println(kept.size() + " " + kept);
        Stream<StackFrame> escaped = PLAIN.walk(s -> s);
        try { escaped.count(); } catch (IllegalStateException e) { System.out.println(e.getMessage()); }
        List<Boolean> nested = PLAIN.walk(s -> s.map(x -> PLAIN.walk(Stream::count) > 3).collect(Collectors.toList()));
        System.out.println(nested);
        System.out.println(new Defaults() { }.where().replaceAll(":\\d+", ""));
        List<Integer> sorted = new ArrayList<>(List.of(2, 1));
        sorted.sort((a, b) -> { System.out.println(names(PLAIN)); return a - b; });
        Iterator<String> i = new Iterator<>() {
            int n;
            public boolean hasNext() { return n < 1; }
            public String next() { n++; return names(PLAIN); }
        };
        Iterable<String> it = () -> i;
        for (String s : it) System.out.println(s);
        new Object() { { System.out.println(names(PLAIN)); } };
        System.out.println(Holder.INITIAL);
        try { throw new Exception(names(PLAIN)); } catch (Exception e) { System.out.println(e.getMessage()); } finally { System.out.println(names(PLAIN)); }
        t.start();
        t.join();
    }
    static class Holder { static final String INITIAL = names(PLAIN); }
}
