// SPDX-License-Identifier: Apache-2.0
// Resolution errors made by compiling classes against one version and running against another:
// NoSuchMethodError, NoSuchFieldError, IllegalAccessError, IncompatibleClassChangeError,
// AbstractMethodError, NoClassDefFoundError, ClassCircularityError, VerifyError.
import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.util.*;
import javax.tools.*;

public class LinkageErrors {
    static Path root;
    static void compile(String dir, String cp, Map<String, String> sources) throws Exception {
        JavaCompiler c = ToolProvider.getSystemJavaCompiler();
        Path d = root.resolve(dir);
        Files.createDirectories(d);
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((n, s)
                                -> files.add(new SimpleJavaFileObject(
                                        URI.create("string:///" + n + ".java"),
                                        JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean b) {
                return s;
            }
        }));
        StringWriter err = new StringWriter();
        if (!c.getTask(err, null, null,
                      List.of("-d", d.toString(), "-cp", cp, "-proc:none", "-Xlint:none"), null,
                      files)
                        .call())
            throw new Error(err.toString());
    }
    public static void main(String[] args) throws Exception {
        root = Files.createTempDirectory("linkage");
        compile("v1", "",
                Map.of("Lib",
                        "public class Lib { public static int sm() { return 1; } public int im() { "
                        + "return 2; } public int f = 3; public static int sf = 4; public static "
                        + "void gone() {} public Lib() {} public Lib(int i) {} public String toS() "
                        + "{ return \"\"; } public static int wasStatic; public int wasInstance; "
                        + "public void nowStatic() {} public static void nowInstance() {} "
                        + "protected void nowPrivate() {} public long ret() { return 1; } public "
                        + "final int constant = 5; }",
                        "Face",
                        "public interface Face { void a(); static int st() { return 1; } default "
                        + "int d() { return 2; } }",
                        "WasClass",
                        "public class WasClass { public void m() {} public static void s() {} }",
                        "WasFace", "public interface WasFace { void m(); }", "Parent",
                        "public class Parent { public int over() { return 1; } }", "Missing",
                        "public class Missing { public static int x = 1; }", "Hidden",
                        "public class Hidden { public Hidden() {} }", "Abs",
                        "public abstract class Abs { public void m() {} }", "Circ",
                        "public class Circ {}"));
        compile("user", root.resolve("v1").toString(),
                Map.of("User",
                        "public class User { static class Impl implements Face { public void a() "
                        + "{} } static class Kid extends Parent { public int over() { return 2; } "
                        + "} static class Con extends Abs {} static class Sub extends Missing {} "
                        + "public static Object t1() { return Lib.sm(); } public static Object "
                        + "t2() { return new Lib().im(); } public static Object t3() { return new "
                        + "Lib().f; } public static Object t4() { return Lib.sf; } public static "
                        + "Object t5() { Lib.gone(); return 0; } public static Object t6() { "
                        + "return new Lib(1); } public static Object t7() { return Lib.wasStatic; "
                        + "} public static Object t8() { return new Lib().wasInstance; } public "
                        + "static Object t9() { new Lib().nowStatic(); return 0; } public static "
                        + "Object t10() { Lib.nowInstance(); return 0; } public static Object "
                        + "t11() { new Lib().nowPrivate(); return 0; } public static Object t12() "
                        + "{ return new Lib().ret(); } public static Object t13() { return "
                        + "Missing.x; } public static Object t14() { new WasClass().m(); return 0; "
                        + "} public static Object t15() { WasClass.s(); return 0; } public static "
                        + "Object t16() { WasFace w = () -> {}; w.m(); return 0; } public static "
                        + "Object t17() { Face f = new Impl(); f.a(); return f.d(); } public "
                        + "static Object t18() { return new Kid().over(); } public static Object "
                        + "t19() { return new Hidden(); } public static Object t20() { new "
                        + "Con().m(); return 0; } public static Object t21() { return new Sub(); } "
                        + "public static Object t22() { return Missing.class; } public static "
                        + "Object t23() { return new Missing[2]; } public static Object t24() { "
                        + "Object o = \"s\"; return o instanceof Missing; } public static Object "
                        + "t25() { return new Lib().constant; } public static Object t26() { Lib l "
                        + "= new Lib(); l.f = 9; return l.f; } public static Object t27() { return "
                        + "Face.st(); } public static Object t28() { Missing[][] m = null; return "
                        + "m; } public static Object t29() { try { throw new "
                        + "RuntimeException(\"r\"); } catch (RuntimeException e) { return "
                        + "e.getMessage(); } } public static Object t30() { return new Circ(); } "
                        + "public static Object t31() { return new Lib() { public String toS() { "
                        + "return \"mine\"; } }.toS(); } }"));
        compile("v2", "",
                Map.of("Lib",
                        "public class Lib { private static int sm() { return 1; } int im() { "
                        + "return 2; } private int f = 3; public static long sf = 4; public Lib() "
                        + "{} private Lib(int i) {} public final String toS() { return \"\"; } "
                        + "public int wasStatic; public static int wasInstance; public static void "
                        + "nowStatic() {} public void nowInstance() {} private void nowPrivate() "
                        + "{} public int ret() { return 1; } public final int constant = 6; }",
                        "Face", "public interface Face { void a(); void b(); int d(); }",
                        "WasClass", "public interface WasClass { void m(); static void s() {} }",
                        "WasFace", "public class WasFace { public void m() {} }", "Parent",
                        "public final class Parent { public int over() { return 1; } }", "Hidden",
                        "class Hidden { public Hidden() {} }", "Abs",
                        "public abstract class Abs { public abstract void m(); }", "Circ",
                        "public class Circ extends Circ2 {}", "Circ2", "public class Circ2 {}"));
        compile("v3", root.resolve("v2").toString(),
                Map.of("Circ2", "public class Circ2 extends Circ {}", "Circ",
                        "public class Circ {}"));
        Files.copy(root.resolve("v3/Circ2.class"), root.resolve("v2/Circ2.class"),
                StandardCopyOption.REPLACE_EXISTING);
        for (String version : new String[] {"v1", "v2"}) {
            URLClassLoader l = new URLClassLoader(version,
                    new URL[] {root.resolve("user").toUri().toURL(),
                            root.resolve(version).toUri().toURL()},
                    ClassLoader.getPlatformClassLoader());
            Class<?> user;
            try {
                user = l.loadClass("User");
            } catch (Throwable e) {
                System.out.println(e);
                continue;
            }
            for (int i = 1; i <= 31; i++)
                for (int again = 0; again < 2; again++) {
                    String r;
                    try {
                        Object o = user.getMethod("t" + i).invoke(null);
                        r = o == null ? "null"
                                : o instanceof Number || o instanceof String || o instanceof Boolean
                                ? o.toString()
                                : o.getClass().getSimpleName();
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        Throwable x = e.getCause();
                        r = x + (x.getCause() == null ? "" : " <- " + x.getCause());
                    } catch (Throwable e) { r = "outside " + e; }
                    System.out.println(version + " t" + i + (again == 0 ? " " : "' ")
                            + r.replaceAll("@[0-9a-f]{4,}", "@H").replaceAll("/tmp/\\S+", "PATH"));
                }
        }
        try (var s = Files.walk(root)) {
            s.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
        }
    }
}
