#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs real programs under `java` and under cjvm and compares output and exit code; prints "N passed, N failed".

The programs are packages of Debian (H2, Jetty 9, Clojure, Groovy) and the JDK's own tools (javac, jar, javap). Usage: run.py
[--cjvm PATH] [--list] [name ...]
"""
import argparse
import glob
import hashlib
import os
import pathlib
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
    sys.exit("no OpenJDK 17 found")


def jetty_class_path():
    return ":".join(str(JARS / f) for f in ("jetty9-server.jar", "jetty9-util.jar", "jetty9-http.jar", "jetty9-io.jar",
                                            "servlet-api.jar"))


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

    def __init__(self, name, lines, after=None):
        self.name, self.lines, self.after = name, lines, after

    def run(self, vm, work, limit):
        text = []
        for line in self.lines(work):
            done = subprocess.run([vm, *line], capture_output=True, text=True, cwd=work, timeout=limit)
            text.append(f"{done.stdout}exit {done.returncode}\n")
            if done.returncode != 0:
                text.append(done.stderr)
        if self.after:
            text.append(self.after(work))
        return "".join(text)


def cases(build):
    def javac(work):
        sources = make_project(work / "src")
        yield ["-m", "jdk.compiler/com.sun.tools.javac.Main", "-d", str(work / "out"), *sources]
        yield ["-cp", str(work / "out"), "Main"]

    def jar(work):
        shutil.copytree(build, work / "in")
        yield ["-m", "jdk.jartool/sun.tools.jar.Main", "--create", "--file", "x.jar", "--date=2020-01-01T00:00:00Z",
               "--main-class", "Tool", "-C", "in", "."]
        yield ["-m", "jdk.jartool/sun.tools.jar.Main", "--list", "--file", "x.jar"]
        yield ["-m", "jdk.jartool/sun.tools.jar.Main", "--describe-module", "--file", "x.jar"]

    def javap(work):
        yield ["-m", "jdk.jdeps/com.sun.tools.javap.Main", "-p", "-c", "-constants", "-cp", str(build), "H2Load", "HttpServerLoad"]

    def h2(work):
        yield ["-cp", f"{build}:{JARS}/h2.jar", "H2Load", str(work)]

    def jetty(work):
        yield ["-cp", f"{build}:{jetty_class_path()}", "JettyLoad"]

    def http(work):
        yield ["-cp", str(build), "HttpServerLoad"]

    def clojure(work):
        yield ["-cp", f"{JARS}/clojure.jar:{JARS}/spec.alpha.jar:{JARS}/core.specs.alpha.jar", "clojure.main", str(HERE / "script.clj")]

    def groovy(work):
        yield [*OPENS, "-cp", f"{JARS}/groovy-all.jar", "groovy.ui.GroovyMain", str(HERE / "script.groovy")]

    return [Case("javac", javac, lambda w: hash_tree(w / "out") + "\n"), Case("jar", jar), Case("javap", javap), Case("h2", h2),
            Case("jetty", jetty), Case("httpserver", http), Case("clojure", clojure), Case("groovy", groovy)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cjvm", default=str(HERE.parents[1] / "build/release/cjvm"))
    parser.add_argument("--limit", type=int, default=300, help="seconds per command")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    jdk = find_jdk17()
    top = pathlib.Path(tempfile.mkdtemp(prefix="cjvm-real-"))
    passed = failed = 0
    try:
        build = top / "classes"
        subprocess.run([jdk + "/bin/javac", "-nowarn", "-cp", f"{JARS}/h2.jar:{jetty_class_path()}", "-d", str(build),
                        *map(str, HERE.glob("*.java"))], check=True)
        for case in cases(build):
            if arguments.list:
                print(case.name)
                continue
            if arguments.names and case.name not in arguments.names:
                continue
            results = []
            seconds = []
            for label, vm in (("java", jdk + "/bin/java"), ("cjvm", arguments.cjvm)):
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
        print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
