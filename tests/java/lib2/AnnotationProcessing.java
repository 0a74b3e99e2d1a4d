// SPDX-License-Identifier: Apache-2.0
// javac in process with an annotation processor that makes sources, all from memory; diagnostics; the classes made are loaded and run.
import java.io.*;
import java.net.URI;
import java.util.*;
import java.util.stream.*;
import javax.annotation.processing.*;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.*;
import javax.lang.model.type.*;
import javax.lang.model.util.*;
import javax.tools.*;

public class AnnotationProcessing {
    static class Source extends SimpleJavaFileObject {
        final String text;
        Source(String name, String text) {
            super(URI.create("memory:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }
        @Override public CharSequence getCharContent(boolean ignore) { return text; }
    }
    static class Output extends SimpleJavaFileObject {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output(String name, Kind kind) { super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind); }
        @Override public OutputStream openOutputStream() { return bytes; }
        @Override public CharSequence getCharContent(boolean ignore) { return bytes.toString(); }
        @Override public InputStream openInputStream() { return new ByteArrayInputStream(bytes.toByteArray()); }
    }
    static class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        final Map<String, Output> classes = new TreeMap<>();
        Memory(StandardJavaFileManager m) { super(m); }
        @Override public JavaFileObject getJavaFileForOutput(Location l, String name, JavaFileObject.Kind kind, FileObject sibling) {
            Output out = new Output(name, kind);
            if (kind == JavaFileObject.Kind.CLASS) classes.put(name, out);
            return out;
        }
    }
    @SupportedAnnotationTypes("demo.Builder")
    static class BuilderProcessor extends AbstractProcessor {
        final List<String> rounds = new ArrayList<>();
        @Override public SourceVersion getSupportedSourceVersion() { return SourceVersion.latest(); }
        @Override public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            rounds.add(annotations + " over=" + round.processingOver());
            for (TypeElement annotation : annotations) {
                for (Element e : round.getElementsAnnotatedWith(annotation)) {
                    if (e.getKind() != ElementKind.RECORD) {
                        processingEnv.getMessager().printMessage(Diagnostic.Kind.WARNING, "not a record: " + e.getKind(), e);
                        continue;
                    }
                    TypeElement type = (TypeElement) e;
                    var parts = type.getRecordComponents();
                    String name = type.getSimpleName() + "Builder";
                    StringBuilder text = new StringBuilder("package demo;\npublic class " + name + " {\n");
                    for (RecordComponentElement p : parts) {
                        text.append("  private ").append(p.asType()).append(' ').append(p.getSimpleName()).append(";\n  public ").append(name).append(' ')
                                .append(p.getSimpleName()).append('(').append(p.asType()).append(" v) { ").append(p.getSimpleName()).append(" = v; return this; }\n");
                    }
                    text.append("  public ").append(type.getSimpleName()).append(" build() { return new ").append(type.getSimpleName()).append('(')
                            .append(parts.stream().map(p -> p.getSimpleName().toString()).collect(Collectors.joining(", "))).append("); }\n}\n");
                    try (Writer w = processingEnv.getFiler().createSourceFile("demo." + name, type).openWriter()) {
                        w.write(text.toString());
                    } catch (IOException x) { throw new UncheckedIOException(x); }
                    Elements elements = processingEnv.getElementUtils();
                    Types types = processingEnv.getTypeUtils();
                    rounds.add(elements.getPackageOf(type) + " " + types.erasure(type.asType()) + " "
                            + types.isSubtype(type.asType(), elements.getTypeElement("java.lang.Record").asType()) + " "
                            + ElementFilter.methodsIn(type.getEnclosedElements()).size() + " " + type.getAnnotationMirrors());
                }
            }
            return true;
        }
    }
    static String shown(Diagnostic<?> d) {
        return d.getKind() + " " + d.getCode() + " " + d.getLineNumber() + ":" + d.getColumnNumber() + " " + d.getMessage(Locale.ROOT).lines().findFirst().orElse("");
    }
    public static void main(String[] args) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Memory memory = new Memory(compiler.getStandardFileManager(diagnostics, Locale.ROOT, null));
        List<Source> sources = List.of(
                new Source("demo.Builder", "package demo; public @interface Builder { int value() default 3; }"),
                new Source("demo.Person", "package demo; @Builder(7) public record Person(String name, int age, java.util.List<String> tags) {}"),
                new Source("demo.Odd", "package demo; @Builder class Odd {}"),
                new Source("demo.Main", "package demo; public class Main { public static Object run() {"
                        + " return new PersonBuilder().name(\"Ann\").age(5).tags(java.util.List.of(\"x\")).build(); } }"));
        BuilderProcessor processor = new BuilderProcessor();
        JavaCompiler.CompilationTask task = compiler.getTask(null, memory, diagnostics, List.of("-Xlint:-options"), null, sources);
        task.setProcessors(List.of(processor));
        System.out.println(task.call() + " " + memory.classes.keySet());
        processor.rounds.forEach(System.out::println);
        diagnostics.getDiagnostics().forEach(d -> System.out.println(shown(d)));
        ClassLoader loader = new ClassLoader() {
            @Override protected Class<?> findClass(String name) throws ClassNotFoundException {
                Output out = memory.classes.get(name);
                if (out == null) throw new ClassNotFoundException(name);
                byte[] bytes = out.bytes.toByteArray();
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        Object person = loader.loadClass("demo.Main").getMethod("run").invoke(null);
        System.out.println(person + " " + person.getClass().isRecord() + " " + Arrays.toString(person.getClass().getRecordComponents()));

        DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
        boolean good = compiler.getTask(null, memory, errors, List.of("-Xlint:all"), null, List.of(new Source("Bad",
                "import java.util.*;\npublic class Bad {\n  int f() { String s = 1; }\n  void g() { List l = new ArrayList(); l.add(1); undefined(); }\n"
                + "  sealed interface S permits A {}\n  record A() {}\n  int h(Object o) { return switch (1) { case 1 -> 2; }; }\n}\n"))).call();
        System.out.println(good);
        errors.getDiagnostics().forEach(d -> System.out.println(shown(d)));
        memory.close();
    }
}
