#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the command lines of cases.py under `java` and under cjvm and compares standard output, standard error and the
exit code. `java` is the oracle: nothing expected is stored. The programs and jars the command lines name are made from
fixtures/ in the build directory. Ends in a line "N passed, N failed"; the exit code is 0 only if none failed.
"""

import argparse
import concurrent.futures
import difflib
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import cases

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
FIXTURES = HERE / "fixtures"
DEFAULT_TIMEOUT = 60


def tool(*words, cwd=None):
    result = subprocess.run([str(word) for word in words], cwd=cwd, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"{words[0]} failed:\n{result.stdout}{result.stderr}")


def sources(folder):
    return sorted(FIXTURES.glob(f"{folder}/**/*.java"))


def make_jar(path, manifest, *contents):
    """A jar with the lines of `manifest` and the words of `jar` for its contents."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".mf") as file:
        file.write("".join(line + "\n" for line in manifest))
        file.flush()
        tool("jar", "--create", "--file", path, "--manifest", file.name, *contents)


def build_fixtures(work):
    """classes/ dep/ *.jar lib/ mods/ patch/ source/ and argument files, all under `work`."""
    inputs = hashlib.sha256((HERE / "run.py").read_bytes())
    for path in sorted(FIXTURES.glob("**/*.java")):
        inputs.update(str(path).encode() + path.read_bytes())
    stamp = work.parent / "fixtures.stamp"
    if stamp.exists() and stamp.read_text() == inputs.hexdigest() and work.exists():
        return
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    options = ["-nowarn", "-Xlint:none", "-XDignore.symbol.file"]
    tool("javac", *options, "-d", work / "dep", *sources("dep"))
    tool("javac", *options, "-d", work / "dep9", *sources("release9"))
    tool("javac", *options, "--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED", "-cp", work / "dep", "-d",
         work / "classes", *sources("plain"))
    (work / "classes" / "Base$Missing.class").unlink()
    (work / "classes" / "text.txt").write_text("in classes\n")
    (work / "classes" / "Garbage.class").write_bytes(b"no class file")
    (work / "classes" / "Renamed.class").write_bytes((work / "classes" / "Hello.class").read_bytes())
    newer = bytearray((work / "classes" / "Hello.class").read_bytes())
    newer[7] = 99
    (work / "newer").mkdir()
    (work / "newer" / "Hello.class").write_bytes(newer)
    tool("javac", *options, "--module-source-path", FIXTURES / "modules", "-d", work / "mods",
         *sources("modules"))
    (work / "mods" / "greet.app" / "greet" / "app" / "text.txt").write_text("x")
    tool("javac", *options, "-d", work / "patch", *sources("patch"))
    shutil.copytree(FIXTURES / "source", work / "source")
    (work / "source" / "script").write_text("#!/usr/bin/java --source 17\n" + (FIXTURES / "source" / "Single.java").read_text())

    dep = ["-C", work / "dep", "."]
    make_jar(work / "lib" / "dep.jar", ["Implementation-Title: dep"], *dep)
    make_jar(work / "lib" / "multi.jar", ["Multi-Release: true"], *dep, "--release", "9", "-C", work / "dep9", ".")
    make_jar(work / "lib" / "text.jar", [], "-C", work / "classes", "text.txt")
    main = ["-C", work / "classes", "UsesDep.class"]
    make_jar(work / "app.jar", ["Main-Class: UsesDep", "Class-Path: lib/dep.jar lib/none.jar"], *main)
    make_jar(work / "multiapp.jar", ["Main-Class: UsesDep", "Class-Path: lib/multi.jar"], *main)
    make_jar(work / "nested.jar", ["Main-Class: UsesDep", "Class-Path: app.jar", "X-Long: " + "y" * 40], "-C",
             work / "classes", "Hello.class")
    make_jar(work / "nodep.jar", ["Main-Class: UsesDep"], *main)
    make_jar(work / "nomain.jar", [], "-C", work / "classes", "Hello.class")
    make_jar(work / "badmain.jar", ["Main-Class: not.There"], "-C", work / "classes", "Hello.class")
    make_jar(work / "opens.jar", ["Main-Class: Reaches", "Add-Opens: java.base/java.lang",
                                  "Add-Exports: java.base/jdk.internal.misc"], "-C", work / "classes", "Reaches.class")
    make_jar(work / "props.jar", ["Main-Class: ClassPath"], "-C", work / "classes", "ClassPath.class")
    (work / "garbage.jar").write_bytes(b"PK no archive" * 20)
    (work / "empty.jar").write_bytes(b"")
    (work / "jars").mkdir()
    for name in ("greet.api", "greet.extra"):
        tool("jar", "--create", "--file", work / "jars" / f"{name}.jar", "-C", work / "mods" / name, ".")
    tool("jar", "--create", "--file", work / "jars" / "greet.app.jar", "--main-class", "greet.app.Main",
         "--module-version", "1.5", "-C", work / "mods" / "greet.app", ".")
    shutil.copy(work / "lib" / "dep.jar", work / "jars" / "old-dep-2.0.jar")

    (work / "args1").write_text('-Dp="a b" # a comment\n-cp classes\n"-Dq=c\\\\d\\te"\n')
    (work / "args2").write_text("-cp classes Hello one 'two three'\n")
    (work / "flags").write_text("-Dp=fromfile -Xmx100m\n")
    stamp.write_text(inputs.hexdigest())


class Outcome:
    def __init__(self, stdout, stderr, code, timed_out=False):
        self.stdout, self.stderr, self.code, self.timed_out = stdout, stderr, code, timed_out


def execute(command, case, work):
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    env.update(case.env)
    env = {name: value for name, value in env.items() if value is not None}
    with tempfile.TemporaryDirectory(prefix="launcher-") as scratch:
        words = [str(word).replace("{tmp}", scratch) for word in command]
        if case.stdin is None:
            process = subprocess.Popen(words, cwd=work, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, start_new_session=True)
        else:
            process = subprocess.Popen(words, cwd=work, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, start_new_session=True)
        try:
            out, err = process.communicate(None if case.stdin is None else case.stdin.encode(), timeout=case.timeout)
            timed_out = False
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            timed_out = True
        text = [stream.decode("utf-8", "replace").replace(scratch, "TMP") for stream in (out, err)]
    return Outcome(*text, process.returncode, timed_out)


def normalise(text):
    """Takes out what may differ between two runs of one VM, and the name under which a program was started."""
    text = re.sub(r"0x[0-9a-f]{8,}", "0x…", text)
    text = re.sub(r"@[0-9a-f]{6,8}\b", "@…", text)
    text = re.sub(r"(?m)^\[\d+\.\d{3}s\]", "[…s]", text)
    text = re.sub(r"(?m)^((?:Usage:|   or |    ) *)cjvm \[options\]", r"\1java [options]", text)
    return text


def differences(case, expected, actual):
    lines = []
    if actual.timed_out:
        return [f"no end after {case.timeout} s"]
    if actual.code != expected.code:
        lines.append(f"exit code {actual.code}, not {expected.code}")
    for name in case.compare:
        want, have = normalise(getattr(expected, name)), normalise(getattr(actual, name))
        if case.unordered:
            want, have = ("\n".join(sorted(text.splitlines())) for text in (want, have))
        if want != have:
            diff = difflib.unified_diff(want.splitlines(), have.splitlines(), f"java {name}", f"cjvm {name}", lineterm="", n=1)
            lines.extend(list(diff) or [f"{name} differs in its line ends"])
    for name, patterns in (("stdout", case.out_has), ("stderr", case.err_has)):
        for pattern in patterns:
            if not re.search(pattern, getattr(actual, name), re.M):
                lines.append(f"{name} lacks /{pattern}/")
    if lines and "stderr" not in case.compare and actual.stderr:
        lines += ["cjvm stderr:", *actual.stderr.splitlines()[:10]]
    return lines


class Runner:
    def __init__(self, options):
        self.cjvm = pathlib.Path(options.cjvm).resolve()
        self.nodes = ["--nodes", str(options.nodes)] if options.nodes else []
        self.java, self.oracle_only = options.java, options.oracle_only
        self.build = pathlib.Path(options.build_dir).resolve()
        self.work = self.build / "work"
        build_fixtures(self.work)
        self.fixtures = (self.build / "fixtures.stamp").read_text()

    def command(self, case, under_test):
        if case.program == "java":
            return [str(self.cjvm), *self.nodes, *case.words] if under_test else [self.java, *case.words]
        vm = [f"{case.vm_prefix}-XXaltjvm={self.cjvm.parent}"] if under_test else []
        return [case.program, *vm, *case.words]

    def oracle(self, case):
        key = hashlib.sha256((repr(case) + self.fixtures).encode()).hexdigest()[:32]
        cache = self.build / "oracle" / f"{key}.json"
        if cache.exists():
            return Outcome(**json.loads(cache.read_text()))
        outcome = execute(self.command(case, False), case, self.work)
        if not outcome.timed_out:
            cache.parent.mkdir(parents=True, exist_ok=True)
            cache.write_text(json.dumps(vars(outcome)))
        return outcome

    def run(self, case):
        expected = self.oracle(case)
        if expected.timed_out:
            return ["java itself does not end in time"]
        return differences(case, expected, execute(self.command(case, not self.oracle_only), case, self.work))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="cases to run (regular expressions); all without")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="cases run at once")
    parser.add_argument("--cjvm", default=str(REPOSITORY / "build" / "release" / "cjvm"), help="the VM under test")
    parser.add_argument("--nodes", type=int, default=0, help="number of nodes of the VM under test; 0: plain cjvm. Tools have no nodes")
    parser.add_argument("--java", default="java", help="the oracle")
    parser.add_argument("--build-dir", default=str(REPOSITORY / "build" / "launcher"), help="fixtures and cached outcomes")
    parser.add_argument("--oracle-only", action="store_true", help="compare java with java: are the cases deterministic?")
    options = parser.parse_args()

    runner = Runner(options)
    chosen = [case for case in cases.CASES
              if not options.names or any(re.search(name, case.name) for name in options.names)]
    passed, failed = 0, 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for case, problems in zip(chosen, pool.map(runner.run, chosen)):
            if problems:
                failed += 1
                print(f"FAILED {case.name}: {case.program} {' '.join(case.words)}")
                print("\n".join("       " + line for line in problems[:30]))
            else:
                passed += 1
            sys.stdout.flush()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
