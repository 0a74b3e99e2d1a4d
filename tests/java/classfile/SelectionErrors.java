// SPDX-License-Identifier: Apache-2.0
// What calls say that select no method to run: conflicting defaults, missing and non-public implementations, by each kind of
// call, the first time and again, with their stack traces.

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;

public class SelectionErrors {
    interface Call {
        Object call() throws Throwable;
    }

    static void attempt(String what, Call call) {
        try {
            System.out.println(what + ": " + call.call());
        } catch (Throwable t) {
            System.out.println(what + ": " + trace(t));
        }
    }

    static String trace(Throwable t) {
        List<String> lines = new ArrayList<>();
        for (StackTraceElement e : t.getStackTrace()) {
            if (e.getMethodName().equals("attempt")) {
                break;
            }
            if (!e.getClassName().startsWith("jdk.internal.reflect") && !e.getClassName().startsWith("java.lang.reflect")
                && !e.getClassName().startsWith("java.lang.invoke")) {
                lines.add(e.toString().replaceAll(":\\d+\\)", ":n)").replaceAll("\\$\\$Lambda.*?/0x[0-9a-f]+", "Lambda").replaceAll("lambda\\$\\w+\\$\\d+", "lambda"));
            }
        }
        String text = t + " " + lines;
        return t instanceof InvocationTargetException ? text + " / " + trace(t.getCause()) : text;
    }

    static ClassAssembler type(String name, int access, String superName, String... interfaces) {
        ClassAssembler a = new ClassAssembler(name);
        a.major = 52;
        a.access = access;
        a.superName = superName;
        a.interfaces.addAll(List.of(interfaces));
        if ((access & 0x200) == 0) {
            a.constructor();
        }
        a.attribute("SourceFile", ClassAssembler.u2(a.utf8(name + ".java")));
        return a;
    }

    static ClassAssembler body(ClassAssembler a, int flags, String method, String text) {
        return a.method(flags, method, "()I", 1, 1, "bipush " + (int) text.charAt(0) + "; ireturn");
    }

    /** run(receiver) of a new class whose one call site is this instruction. */
    static MethodHandle site(ClassLoader loader, int number, String instruction, String cast) throws Throwable {
        ClassAssembler a = new ClassAssembler("Site" + number);
        a.method(9, "run", "(Ljava/lang/Object;)Ljava/lang/Object;", 1, 1, "aload_0; checkcast " + cast + "; " + instruction
            + "; invokestatic java/lang/Integer.valueOf:(I)Ljava/lang/Integer;; areturn");
        Class<?> c = ((Open) loader).define(a.assemble());
        return MethodHandles.lookup().findStatic(c, "run", MethodType.methodType(Object.class, Object.class));
    }

    static final class Open extends ClassLoader {
        Open() {
            super(SelectionErrors.class.getClassLoader());
        }

        Class<?> define(byte[] b) {
            return defineClass(null, b, 0, b.length);
        }

        Class<?> define(ClassAssembler a) {
            return define(a.assemble());
        }
    }

    static Object make(Class<?> c) throws Throwable {
        var k = c.getDeclaredConstructor();
        k.setAccessible(true);
        return k.newInstance();
    }

    public static void main(String[] args) throws Throwable {
        Open loader = new Open();
        Class<?> i = loader.define(body(type("I", 0x601, "java/lang/Object"), 1, "m", "I"));
        Class<?> j = loader.define(body(type("J", 0x601, "java/lang/Object"), 1, "m", "J"));
        Class<?> k = loader.define(body(type("K", 0x601, "java/lang/Object"), 1, "m", "K"));
        Class<?> l = loader.define(type("L", 0x601, "java/lang/Object", "J", "K"));
        Class<?> p = loader.define(type("P", 0x601, "java/lang/Object").method(0x401, "m", "()I"));
        Class<?> both = loader.define(type("Both", 0x21, "java/lang/Object", "I", "J"));
        Class<?> child = loader.define(type("Child", 0x21, "Both"));
        Class<?> three = loader.define(type("Three", 0x21, "java/lang/Object", "L", "I"));
        Class<?> more = loader.define(type("More", 0x21, "Both", "K"));
        Class<?> mixed = loader.define(type("Mixed", 0x21, "java/lang/Object", "P", "I"));
        Class<?> mended = loader.define(body(type("Mended", 0x21, "Both"), 1, "m", "mended"));
        Class<?> missing = loader.define(type("Missing", 0x21, "java/lang/Object", "P"));
        Class<?> hasDefault = loader.define(body(type("D", 0x601, "java/lang/Object"), 1, "other", "other"));
        Class<?> missingToo = loader.define(type("MissingToo", 0x21, "java/lang/Object", "P", "D"));
        Class<?> good = loader.define(body(type("Good", 0x21, "java/lang/Object", "I", "P"), 1, "m", "good"));
        Class<?> hides = loader.define(body(type("Hides", 0x21, "java/lang/Object", "I", "P"), 2, "m", "private"));
        Class<?> packagePrivate = loader.define(body(type("Package", 0x21, "java/lang/Object", "I", "P"), 0, "m", "package"));
        Class<?> isProtected = loader.define(body(type("Protected", 0x21, "java/lang/Object", "I", "P"), 4, "m", "protected"));
        Class<?> base = loader.define(body(type("Base", 0x21, "java/lang/Object"), 1, "m", "base"));
        Class<?> partly = loader.define(type("Partly", 0x421, "Base").method(0x401, "m", "()I"));
        Class<?> concrete = loader.define(type("Concrete", 0x21, "Partly"));
        Class<?> again = loader.define(type("Again", 0x21, "Partly").method(0x401, "m", "()I"));
        Class<?> redeclared = loader.define(type("Redeclared", 0x421, "java/lang/Object", "P").method(0x401, "m", "()I"));
        Class<?> leaf = loader.define(type("Leaf", 0x21, "Redeclared"));

        int number = 0;
        for (Class<?> c : new Class<?>[] {both, child, three, more, mixed, mended, missing, missingToo, hides, packagePrivate, isProtected,
            concrete, again, leaf}) {
            Object o = make(c);
            for (Class<?> through : new Class<?>[] {c, i, p, base, partly}) {
                if (!through.isInstance(o) || through == c && (c == hides || c == packagePrivate || c == isProtected)) {
                    continue;
                }
                String name = through.getName();
                String instruction = (through.isInterface() ? "invokeinterface " : "invokevirtual ") + name + ".m:()I"
                    + (through.isInterface() ? " 1" : "");
                MethodHandle fresh = site(loader, number++, instruction, name);
                attempt(c.getName() + " call " + name, () -> fresh.invoke(o));
                attempt(c.getName() + " call again " + name, () -> fresh.invoke(o));
                if (through.isInterface()) {
                    Object other = make(good);
                    attempt(c.getName() + " call good " + name, () -> fresh.invoke(other));
                    attempt(c.getName() + " call linked " + name, () -> fresh.invoke(o));
                }
                attempt(c.getName() + " reflect " + name, () -> through.getMethod("m").invoke(o));
                attempt(c.getName() + " handle " + name,
                    () -> MethodHandles.publicLookup().findVirtual(through, "m", MethodType.methodType(int.class)).invoke(o));
            }
        }
    }
}
