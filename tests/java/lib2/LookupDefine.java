// SPDX-License-Identifier: Apache-2.0
// Lookup.defineClass, defineHiddenClass with options and class data, dropLookupMode, privateLookupIn, accessClass, ensureInitialized; the
// class file is made by javac in process.
import java.io.*;
import java.lang.invoke.*;
import java.lang.reflect.*;
import java.net.URI;
import java.util.*;
import javax.tools.*;

public class LookupDefine {
    interface Action { Object run() throws Throwable; }
    static void attempt(String label, Action a) {
        try { System.out.println(label + " = " + a.run()); } catch (Throwable e) { System.out.println(label + " ! " + e.toString().replaceAll("0x[0-9a-f]+", "0x")); }
    }
    private static String secret() { return "private of the host"; }
    static byte[] compile(String name, String text) throws Exception {
        JavaCompiler c = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream[] out = {new ByteArrayOutputStream()};
        JavaFileManager m = new ForwardingJavaFileManager<>(c.getStandardFileManager(null, null, null)) {
            @Override public JavaFileObject getJavaFileForOutput(Location l, String n, JavaFileObject.Kind k, FileObject s) {
                return new SimpleJavaFileObject(URI.create("mem:///" + n + ".class"), k) {
                    @Override public OutputStream openOutputStream() { return out[0]; }
                };
            }
        };
        JavaFileObject source = new SimpleJavaFileObject(URI.create("mem:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override public CharSequence getCharContent(boolean b) { return text; }
        };
        if (!c.getTask(null, m, null, List.of("-cp", System.getProperty("java.class.path")), null, List.of(source)).call()) throw new IOException("compilation");
        return out[0].toByteArray();
    }
    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        byte[] made = compile("Made", "class Made implements Runnable { static int runs; static { System.out.println(\"Made initialized\"); } public void run() { System.out.println(\"run \" + ++runs + \" \" + getClass().isHidden() + \" \" + new Throwable().getStackTrace()[0].getMethodName()); } }");
        Class<?> c = l.defineClass(made);
        System.out.println(c + " " + c.isHidden() + " " + (c.getClassLoader() == LookupDefine.class.getClassLoader()) + " " + c.getPackageName().isEmpty());
        attempt("find", () -> Class.forName("Made", false, LookupDefine.class.getClassLoader()) == c);
        attempt("twice", () -> l.defineClass(made));
        attempt("initialized", () -> l.ensureInitialized(c) == c);
        attempt("other package", () -> l.defineClass(compile("p.Other", "package p; class Other {}")));
        attempt("garbage", () -> l.defineClass(new byte[] {1, 2, 3}));
        attempt("module", () -> l.defineClass(compile("module-info", "module m {}")));
        for (int i = 0; i < 2; i++) {
            MethodHandles.Lookup h = l.defineHiddenClass(made, i == 1);
            Class<?> hidden = h.lookupClass();
            System.out.println(hidden.isHidden() + " " + hidden.getName().startsWith("Made/") + " " + hidden.getSimpleName().startsWith("Made/") + " " + hidden.getCanonicalName() + " " + hidden.descriptorString().matches("LMade\\..*;") + " " + Modifier.toString(hidden.getModifiers()));
            Constructor<?> k = hidden.getDeclaredConstructor();
            k.setAccessible(true);
            ((Runnable) k.newInstance()).run();
            attempt("by name", () -> Class.forName(hidden.getName()));
            attempt("descriptor", () -> hidden.describeConstable());
            attempt("array", () -> hidden.arrayType().getComponentType() == hidden);
        }
        byte[] mate = compile("Mate", "class Mate { static Object call() throws Throwable { return java.lang.invoke.MethodHandles.lookup().findStatic(LookupDefine.class, \"secret\", java.lang.invoke.MethodType.methodType(String.class)).invoke(); } }");
        for (MethodHandles.Lookup.ClassOption[] options : new MethodHandles.Lookup.ClassOption[][] {{}, {MethodHandles.Lookup.ClassOption.NESTMATE}, {MethodHandles.Lookup.ClassOption.NESTMATE, MethodHandles.Lookup.ClassOption.STRONG}}) {
            MethodHandles.Lookup h = l.defineHiddenClass(mate, true, options);
            attempt("mate " + options.length, () -> h.findStatic(h.lookupClass(), "call", MethodType.methodType(Object.class)).invoke());
            System.out.println(h.lookupClass().getNestHost() == LookupDefine.class ? "nest mate" : "own nest");
        }
        byte[] data = compile("Data", "class Data { static Object get() throws Throwable { return java.lang.invoke.MethodHandles.classData(java.lang.invoke.MethodHandles.lookup(), \"_\", Object.class); } }");
        for (Object d : new Object[] {"text", List.of(1, 2), new int[3].length}) {
            MethodHandles.Lookup h = l.defineHiddenClassWithClassData(data, d, true);
            System.out.println(h.findStatic(h.lookupClass(), "get", MethodType.methodType(Object.class)).invoke() + " " + MethodHandles.classData(h, "_", Object.class));
            attempt("wrong data type", () -> MethodHandles.classData(h, "_", Thread.class));
        }
        attempt("at index", () -> { MethodHandles.Lookup h = l.defineHiddenClassWithClassData(data, List.of("a", "b"), true); return MethodHandles.classDataAt(h, "_", String.class, 1); });
        attempt("no data", () -> MethodHandles.classData(l, "_", Object.class));
        MethodHandles.Lookup p = MethodHandles.privateLookupIn(Inner.class, l);
        System.out.println(p + " " + (int) p.findStaticGetter(Inner.class, "hidden", int.class).invoke() + " " + Integer.toBinaryString(p.lookupModes()) + " " + p.hasFullPrivilegeAccess());
        attempt("private of String", () -> MethodHandles.privateLookupIn(String.class, l).toString());
        for (int mode : new int[] {MethodHandles.Lookup.PRIVATE, MethodHandles.Lookup.PACKAGE, MethodHandles.Lookup.PUBLIC, MethodHandles.Lookup.MODULE, MethodHandles.Lookup.UNCONDITIONAL}) {
            MethodHandles.Lookup d = l.dropLookupMode(mode);
            attempt("dropped " + d, () -> d.findStatic(LookupDefine.class, "secret", MethodType.methodType(String.class)).invoke());
        }
        System.out.println(l.in(String.class) + " " + l.in(Inner.class) + " " + MethodHandles.publicLookup());
        attempt("define in dropped", () -> l.dropLookupMode(MethodHandles.Lookup.PACKAGE).defineClass(made));
        attempt("access", () -> l.accessClass(Inner.class));
        attempt("no access", () -> MethodHandles.publicLookup().accessClass(Inner.class));
        attempt("findClass", () -> l.findClass("LookupDefine$Inner"));
        attempt("no class", () -> l.findClass("Nothing"));
    }
    private static class Inner { private static int hidden = 17; }
}
