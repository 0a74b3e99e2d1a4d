// SPDX-License-Identifier: Apache-2.0
// The Java compiler as a library: compile, load, run, errors and warnings with positions,
// annotation processor, tools by name.
import java.io.*;
import java.net.URI;
import java.util.*;
import javax.annotation.processing.*;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.*;
import javax.tools.*;

public class CompilerAndScripts {
    static class Src extends SimpleJavaFileObject {
        final String s;
        Src(String n, String s) {
            super(URI.create("string:///" + n.replace('.', '/') + ".java"), Kind.SOURCE);
            this.s = s;
        }
        @Override
        public CharSequence getCharContent(boolean b) {
            return s;
        }
    }
    static class Out extends SimpleJavaFileObject {
        final ByteArrayOutputStream b = new ByteArrayOutputStream();
        Out(String n, Kind k) { super(URI.create("mem:///" + n + k.extension), k); }
        @Override
        public OutputStream openOutputStream() {
            return b;
        }
    }
    static class Mem extends ForwardingJavaFileManager<JavaFileManager> {
        final Map<String, Out> out = new TreeMap<>();
        Mem(JavaFileManager m) { super(m); }
        @Override
        public JavaFileObject getJavaFileForOutput(
                Location l, String n, JavaFileObject.Kind k, FileObject f) {
            Out o = new Out(n, k);
            out.put(n, o);
            return o;
        }
    }
    @SupportedAnnotationTypes("*")
    static class Proc extends AbstractProcessor {
        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }
        @Override
        public boolean process(Set<? extends TypeElement> a, RoundEnvironment r) {
            for (Element e : r.getRootElements())
                processingEnv.getMessager().printMessage(Diagnostic.Kind.NOTE,
                        "saw " + e + " " + e.getKind() + " " + e.getEnclosedElements());
            return false;
        }
    }
    static Map<String, Out> compile(List<String> opts, Processor p, JavaFileObject... fs) {
        JavaCompiler c = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> d = new DiagnosticCollector<>();
        Mem m = new Mem(c.getStandardFileManager(d, Locale.ROOT, null));
        JavaCompiler.CompilationTask t = c.getTask(null, m, d, opts, null, List.of(fs));
        if (p != null) t.setProcessors(List.of(p));
        boolean ok = t.call();
        System.out.println(ok + " " + m.out.keySet());
        for (Diagnostic<? extends JavaFileObject> x : d.getDiagnostics())
            System.out.println(x.getKind() + " " + x.getLineNumber() + ":" + x.getColumnNumber()
                    + " " + x.getCode() + " " + x.getMessage(Locale.ROOT).replace("\n", " / "));
        return m.out;
    }
    public static void main(String[] args) throws Exception {
        Map<String, Out> r = compile(List.of("-Xlint:all"), new Proc(),
                new Src("p.Hello",
                        "package p; import java.util.*; public class Hello implements Runnable { "
                        + "enum E { A, B } record R(int x) {} sealed interface S permits T {} "
                        + "static final class T implements S {} public void run() { var l = new "
                        + "ArrayList<Integer>(List.of(3, 1, 2)); "
                        + "l.sort(Comparator.reverseOrder()); System.out.println(\"compiled \" + l "
                        + "+ switch (E.B) { case A -> 1; case B -> new R(5).x(); }); Runnable q = "
                        + "() -> System.out.println(\"lambda \" + l.size()); q.run(); } }"));
        ClassLoader cl = new ClassLoader() {
            @Override
            protected Class<?> findClass(String n) throws ClassNotFoundException {
                Out o = r.get(n);
                if (o == null) throw new ClassNotFoundException(n);
                byte[] b = o.b.toByteArray();
                return defineClass(n, b, 0, b.length);
            }
        };
        ((Runnable) cl.loadClass("p.Hello").getDeclaredConstructor().newInstance()).run();
        compile(List.of(), null,
                new Src("Bad",
                        "class Bad { int f() { String s = 5; return undefined; }\n void g() { int "
                        + "x; x++; for (;;) {} }\n int h() { } }"));
        compile(List.of("-Xlint:unchecked,rawtypes,deprecation"), null,
                new Src("Warn",
                        "import java.util.*; class Warn { List l = new ArrayList(); void f() { "
                        + "l.add(1); new Date(1, 2, 3); } }"));
        compile(List.of("--release", "8"), null, new Src("Old", "class Old { var x = 1; }"));
        compile(List.of("-proc:none"), null,
                new Src("Syntax", "class Syntax { void f( { } \n int = 3; }"));
        StringWriter w = new StringWriter();
        System.out.println(java.util.spi.ToolProvider.findFirst("javap").get().run(
                new PrintWriter(w), new PrintWriter(w), "-public", "java.lang.Runnable"));
        System.out.println(w);
        System.out.println(java.util.spi.ToolProvider.findFirst("jar").isPresent() + " "
                + java.util.spi.ToolProvider.findFirst("nope").isPresent()
                + ToolProvider.getSystemJavaCompiler().getSourceVersions().contains(
                        SourceVersion.RELEASE_17)
                + SourceVersion.isKeyword("record") + SourceVersion.isName("a.b"));
    }
}
