#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs real programs under `java` and under cjvm and compares output and exit code; prints "N passed, N failed".

The programs are packages of Debian and the JDK's own tools. A program whose package is not installed is skipped: it is named,
counts neither as passed nor as failed, and the command that installs what is missing is printed. With --nodes each command of
cjvm runs as one JVM on so many processes. Usage: run.py [--cjvm PATH] [--nodes N] [--list] [name ...]
"""
import argparse
import glob
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
JARS = pathlib.Path("/usr/share/java")
OPENS = ["--add-opens=java.base/" + p + "=ALL-UNNAMED" for p in
         ("java.lang", "java.lang.invoke", "java.lang.reflect", "java.util", "java.io", "java.net", "java.text", "java.math")]


def find_jdk17():
    for home in [os.environ.get("JAVA_HOME", ""), *glob.glob("/usr/lib/jvm/java-17-openjdk-*")]:
        if home and os.path.exists(home + "/lib/modules") and os.path.exists(home + "/bin/javac"):
            return home
    sys.exit("no OpenJDK 17 with javac found: install the package openjdk-17-jdk-headless or set JAVA_HOME")


def jars(*names):
    return ":".join(str(JARS / f"{name}.jar") for name in names)


JETTY = jars("jetty9-server", "jetty9-util", "jetty9-http", "jetty9-io", "servlet-api")
NETTY = jars(*("netty-" + n for n in ("buffer", "codec", "common", "handler", "resolver", "transport")))
TOMCAT = jars(*("tomcat9-" + n for n in ("annotations-api", "api", "catalina", "coyote", "el-api", "jasper", "jaspic-api", "jni",
                                         "jsp-api", "juli", "servlet-api", "util", "util-scan")))
ZOOKEEPER = jars("zookeeper", "zookeeper-jute", "slf4j-api", "slf4j-nop", "metrics-core", "snappy-java",
                 "commons-io") + ":" + NETTY
# Package: a file that it has.
PACKAGES = {
    "libh2-java": "java/h2.jar", "libjetty9-java": "java/jetty9-server.jar", "clojure": "java/clojure.jar",
    "groovy": "java/groovy-all.jar", "libhsqldb-java": "java/hsqldb.jar", "libnetty-java": "java/netty-transport.jar",
    "libtomcat9-java": "java/tomcat9-catalina.jar", "libzookeeper-java": "java/zookeeper.jar",
    "libbyte-buddy-java": "java/byte-buddy.jar", "libjna-java": "java/jna.jar", "liblz4-java": "java/lz4-java.jar",
    "libeclipse-jdt-core-java": "java/eclipse-jdt-core.jar", "ant": "ant/lib/ant-launcher.jar",
    "scala": "scala-2.11/lib/scala-compiler.jar", "jruby": "jruby/lib/jruby.jar", "jython": "java/jython.jar",
    "abcl": "java/abcl.jar",
}


def make_project(folder):
    """A project of 60 classes in 4 packages with generics, lambdas, records, sealed types, enums, inner classes, switches."""
    sources = []
    for i in range(60):
        package = f"p{i % 4}"
        path = folder / package / f"C{i}.java"
        path.parent.mkdir(parents=True, exist_ok=True)
        other = (f"import p{(i - 1) % 4}.C{i - 1};", f"new C{i - 1}().value() + ") if i else ("", "")
        path.write_text(f"""package {package};
import java.util.*; import java.util.function.*; import java.util.stream.*;
{other[0]}
public class C{i} implements Comparable<C{i}> {{
    enum Color {{ RED, GREEN {{ int code() {{ return 2; }} }}, BLUE; int code() {{ return ordinal(); }} }}
    record Pair<A, B>(A first, B second) {{ Pair {{ Objects.requireNonNull(first); }} }}
    sealed interface Shape permits Circle, Square {{}}
    record Circle(double r) implements Shape {{}}
    record Square(double a) implements Shape {{}}
    private final Map<String, List<Integer>> map = new TreeMap<>();
    static double area(Shape s) {{ return s instanceof Circle c ? c.r() * c.r() * 3 : s instanceof Square q ? q.a() * q.a() : 0; }}
    public int value() {{
        Function<Integer, Function<Integer, Integer>> add = a -> b -> a + b;
        int n = IntStream.range(0, {i + 3}).map(x -> switch (x % 3) {{ case 0 -> x; case 1 -> x * 2; default -> {{ int y = x; yield y + {i}; }} }}).sum();
        for (Color c : Color.values()) {{ map.computeIfAbsent(c.name(), k -> new ArrayList<>()).add(c.code()); }}
        try {{ Object o = new Pair<>("a" + n, {i}L); n += o.hashCode() & 15; }} finally {{ n++; }}
        class Local {{ int twice(int x) {{ return 2 * x + {i}; }} }}
        return {other[1]}add.apply(n).apply(new Local().twice(3)) + (int) area(new Square({i}));
    }}
    @Override public int compareTo(C{i} o) {{ return Integer.compare(value(), o.value()); }}
    @Override public String toString() {{ return \"\"\"
        C{i} "text" \\t block
        \"\"\" + map; }}
}}
""")
        sources.append(str(path))
    main = folder / "Main.java"
    main.write_text("public class Main { public static void main(String[] a) { System.out.println(new p3.C59().value()); } }\n")
    return [*sources, str(main)]


def hash_tree(folder):
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.class")):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


class Case:
    """One program: command lines run one after the other in `work`; their output is the result."""

    def __init__(self, name, lines, packages=(), source=None, class_path="", after=None, edit=str):
        """lines(work): the command lines; source: Java file to compile with class_path first; edit: removes what may differ."""
        self.name, self.lines, self.packages, self.after, self.edit = name, lines, packages, after, edit
        self.source, self.class_path = source, class_path

    def missing(self):
        return [p for p in self.packages if not (JARS.parent / PACKAGES[p]).exists()]

    def run(self, vm, work, limit):
        """`vm`: the command that stands for `java`, a list."""
        text = []
        for line in self.lines(work):
            done = subprocess.run([*vm, *line], capture_output=True, text=True, cwd=work, timeout=limit)
            text.append(f"{self.edit(done.stdout)}exit {done.returncode}\n")
            if done.returncode != 0:
                text.append(self.edit(done.stderr))
        if self.after:
            text.append(self.after(work))
        return "".join(text)


def cases(top):
    """All programs; a Java source is compiled to top/<source>."""

    def javac(work):
        sources = make_project(work / "src")
        yield ["-m", "jdk.compiler/com.sun.tools.javac.Main", "-d", str(work / "out"), *sources]
        yield ["-cp", str(work / "out"), "Main"]

    def jar(work):
        shutil.copytree(top / "HttpServerLoad", work / "in")
        yield ["-m", "jdk.jartool/sun.tools.jar.Main", "--create", "--file", "x.jar", "--date=2020-01-01T00:00:00Z",
               "--main-class", "Tool", "-C", "in", "."]
        yield ["-m", "jdk.jartool/sun.tools.jar.Main", "--list", "--file", "x.jar"]
        yield ["-m", "jdk.jartool/sun.tools.jar.Main", "--describe-module", "--file", "x.jar"]

    def javap(work):
        yield ["-m", "jdk.jdeps/com.sun.tools.javap.Main", "-p", "-c", "-constants", "-cp", str(top / "HttpServerLoad"),
               "HttpServerLoad", "java.util.HashMap"]

    def clojure(work):
        yield ["-cp", jars("clojure", "spec.alpha", "core.specs.alpha"), "clojure.main", str(HERE / "script.clj")]

    def groovy(work):
        yield [*OPENS, "-cp", jars("groovy-all"), "groovy.ui.GroovyMain", str(HERE / "script.groovy")]

    def tomcat(work):
        yield ["-m", "java.base/sun.security.tools.keytool.Main", "-genkeypair", "-alias", "server", "-keyalg", "RSA",
               "-keystore", "keys", "-storetype", "PKCS12",
               "-storepass", "changeit", "-dname", "CN=localhost", "-ext", "san=dns:localhost"]
        yield ["-cp", f"{top}/TomcatLoad:{TOMCAT}", "TomcatLoad", str(work), str(work / "keys")]

    def ecj(work):
        sources = make_project(work / "src")
        yield ["-cp", jars("eclipse-jdt-core"), "org.eclipse.jdt.internal.compiler.batch.Main", "-16", "-nowarn", "-proc:none",
               "-d", str(work / "out"), *sources]
        yield ["-cp", str(work / "out"), "Main"]

    def ant(work):
        yield ["-cp", "/usr/share/ant/lib/ant-launcher.jar", "-Dant.home=/usr/share/ant", "org.apache.tools.ant.launch.Launcher",
               "-f", str(HERE / "build.xml"), f"-Dsource={HERE}", f"-Dout={work}"]

    def scala(work):
        library = ":".join(sorted(glob.glob("/usr/share/scala-2.11/lib/*.jar")))
        yield ["-cp", library, "-Dscala.usejavacp=true", "scala.tools.nsc.Main", "-d", str(work), str(HERE / "Script.scala")]
        yield ["-cp", f"{library}:{work}", "Script"]

    def jruby(work):
        home = "/usr/share/jruby"
        yield ["--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
               f"-Djffi.boot.library.path={home}/lib/jni", f"-Xbootclasspath/a:{home}/lib/jruby.jar", "-cp",
               ":".join(sorted(set(glob.glob(home + "/lib/*.jar")) - {home + "/lib/jruby.jar"})), f"-Djruby.home={home}",
               f"-Djruby.lib={home}/lib", "org.jruby.Main", str(HERE / "script.rb")]

    def jython(work):
        yield [f"-Dpython.cachedir={work}/cache", "-jar", str(JARS / "jython.jar"), "-Dpython.home=/usr/share/jython",
               str(HERE / "script.py")]

    def abcl(work):
        yield ["-cp", jars("abcl"), "org.armedbear.lisp.Main", "--noinform", "--noinit", "--batch", "--load",
               str(HERE / "script.lisp")]

    def program(name, source, class_path="", packages=(), folder=False):
        """A Java source of ours, given the work folder as its argument if `folder`."""
        line = ["-cp", f"{top}/{source}:{class_path}", source]
        return Case(name, lambda work: [[*line, str(work)] if folder else line], packages, source, class_path)

    return [
        Case("javac", javac, after=lambda w: hash_tree(w / "out") + "\n"),
        Case("jar", jar, source="HttpServerLoad"), Case("javap", javap, source="HttpServerLoad"),
        program("httpserver", "HttpServerLoad"),
        program("h2", "H2Load", jars("h2"), ["libh2-java"], folder=True),
        program("jetty", "JettyLoad", JETTY, ["libjetty9-java"]),
        Case("clojure", clojure, ["clojure"]), Case("groovy", groovy, ["groovy"]),
        program("hsqldb", "HsqlLoad", jars("hsqldb"), ["libhsqldb-java"], folder=True),
        program("netty", "NettyLoad", NETTY, ["libnetty-java"]),
        program("native", "NativeLibraries", jars("jna", "lz4-java"), ["libjna-java", "liblz4-java"]),
        program("bytebuddy", "GeneratedClasses", jars("byte-buddy"), ["libbyte-buddy-java"]),
        program("zookeeper", "ZooKeeperLoad", ZOOKEEPER, ["libzookeeper-java"], folder=True),
        Case("tomcat", tomcat, ["libtomcat9-java"], "TomcatLoad", TOMCAT),
        Case("ecj", ecj, ["libeclipse-jdt-core-java"], after=lambda w: hash_tree(w / "out") + "\n"),
        Case("ant", ant, ["ant"], edit=lambda text: re.sub("Total time: .*", "", text)),
        Case("scala", scala, ["scala"], after=lambda w: hash_tree(w) + "\n"),
        Case("jruby", jruby, ["jruby"]), Case("jython", jython, ["jython"]), Case("abcl", abcl, ["abcl"]),
    ]


def compile_source(case, jdk, top):
    """Compiles the case's source once."""
    out = top / case.source if case.source else None
    if out and not out.exists():
        subprocess.run([jdk + "/bin/javac", "-nowarn", "-cp", case.class_path, "-d", str(out),
                        str(HERE / f"{case.source}.java")], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cjvm", default=str(HERE.parents[1] / "build/release/cjvm"))
    parser.add_argument("--nodes", type=int, help="run cjvm on so many nodes; without, as the JVM of one process")
    parser.add_argument("--balance", help="where new threads go, with --nodes (docs/cluster-options.md)")
    parser.add_argument("--limit", type=int, default=300, help="seconds per command")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    if not os.access(arguments.cjvm, os.X_OK):
        sys.exit(f"no {arguments.cjvm}: build it (cmake --preset release && cmake --build --preset release) or give --cjvm")
    cluster = [f"--nodes={arguments.nodes}"] if arguments.nodes else []
    if arguments.balance:
        cluster.append(f"--balance={arguments.balance}")
    jdk = find_jdk17()
    top = pathlib.Path(tempfile.mkdtemp(prefix="cjvm-real-"))
    passed = failed = skipped = 0
    wanted = set()
    try:
        for case in cases(top / "classes"):
            if arguments.list:
                print(case.name)
                continue
            if arguments.names and case.name not in arguments.names:
                continue
            missing = case.missing()
            if missing:
                print(f"skip {case.name:12} skipped: package {', '.join(missing)} not installed", flush=True)
                wanted.update(missing)
                skipped += 1
                continue
            compile_source(case, jdk, top / "classes")
            results = []
            seconds = []
            for label, vm in (("java", [jdk + "/bin/java"]), ("cjvm", [arguments.cjvm, *cluster])):
                work = top / f"{case.name}"
                shutil.rmtree(work, ignore_errors=True)
                work.mkdir()
                start = time.monotonic()
                try:
                    results.append(case.run(vm, work, arguments.limit))
                except subprocess.TimeoutExpired as expired:
                    results.append(f"{label}: no end after {arguments.limit} s\n{expired.stdout}\n{expired.stderr}\n")
                seconds.append(time.monotonic() - start)
            ok = results[0] == results[1]
            passed, failed = passed + ok, failed + (not ok)
            print(f"{'ok  ' if ok else 'FAIL'} {case.name:12} java {seconds[0]:6.1f} s  cjvm {seconds[1]:6.1f} s", flush=True)
            if not ok:
                ours = results[1].splitlines()
                theirs = results[0].splitlines()
                for i in range(max(len(ours), len(theirs))):
                    a = theirs[i] if i < len(theirs) else "<end>"
                    b = ours[i] if i < len(ours) else "<end>"
                    if a != b:
                        print(f"  line {i + 1}\n    java: {a[:300]}\n    cjvm: {b[:300]}")
                        for more in ours[i + 1:i + 12]:
                            print(f"          {more[:300]}")
                        break
    finally:
        shutil.rmtree(top, ignore_errors=True)
    if not arguments.list:
        if wanted:
            print(f"To run what was skipped: apt-get install --no-install-recommends {' '.join(sorted(wanted))}")
        print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
