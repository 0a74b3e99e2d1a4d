#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the programs tests/java/<area>/<Name>.java under `java` and under cjvm and compares what can be
observed: standard output, exit code and standard error. `java` is the oracle: no expected output is stored in the
repository. Ends in a line "N passed, N failed"; the exit code is 0 only if none failed.

A file <Name>.options beside a program may hold lines
    vm: <options>        for both VMs, before the class name        args: <words>     of the program
    stdin: <text>        with \\n for line ends                      env: NAME=value   may be repeated
    exit: <code>         that the oracle must give                  timeout: <seconds>
    stderr: ignore       compare only stdout and exit code          javac: <options>
@BUILD@ in vm: and args: is the directory of the VM under test, where the libraries of native tests lie.
known_failures.txt lists programs that fail today (<area>/<Name> <reason>); one of them that passes is a failure. With --nodes 2 and more
that is known_failures_on_nodes.txt.
"""

import argparse
import concurrent.futures
import difflib
import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
DEFAULT_TIMEOUT = 60


class Program:
    """One test program with its options."""

    def __init__(self, source):
        self.source = source
        self.area = source.parent.name
        self.name = f"{self.area}/{source.stem}"
        self.main = source.stem
        self.vm, self.args, self.javac, self.env = [], [], [], {}
        self.stdin, self.exit, self.compare_stderr, self.timeout = "", None, True, DEFAULT_TIMEOUT
        self.options_text = ""
        options = source.with_suffix(".options")
        if options.exists():
            self.options_text = options.read_text()
            self._parse(self.options_text)

    def _parse(self, text):
        for number, line in enumerate(text.splitlines(), 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            key, _, value = line.partition(":")
            value = value.strip()
            if key in ("vm", "args", "javac"):
                getattr(self, key).extend(shlex.split(value))
            elif key == "stdin":
                self.stdin += value.replace("\\n", "\n")
            elif key == "env":
                name, _, setting = value.partition("=")
                self.env[name] = setting
            elif key in ("exit", "timeout"):
                setattr(self, key, int(value))
            elif key == "stderr" and value == "ignore":
                self.compare_stderr = False
            else:
                sys.exit(f"{self.name}.options:{number}: cannot read '{line}'")

    def key(self, jdk):
        """Identifies the program, its options, its native code and the class library: changes when any of them does."""
        digest = hashlib.sha256()
        native = [path.read_bytes() for path in sorted((self.source.parent / "native").glob("*"))]
        for part in (self.source.read_bytes(), self.options_text.encode(), jdk.encode(), *native):
            digest.update(part)
            digest.update(b"\0")
        return digest.hexdigest()[:32]


class Outcome:
    """What one run showed."""

    def __init__(self, stdout, stderr, code, seconds, timed_out=False):
        self.stdout, self.stderr, self.code = stdout, stderr, code
        self.seconds, self.timed_out = seconds, timed_out
        self.session = None  # of its processes, if it was run and not read from the cache


def environment(program):
    keep = {name: os.environ[name] for name in ("PATH", "JAVA_HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
    keep.update(LANG="C.UTF-8", LC_ALL="C.UTF-8", TZ="UTC", HOME=tempfile.gettempdir())
    keep.update(program.env)
    return keep


def session_members(session):
    """The processes of a session that still run: process groups that children made for themselves included."""
    members = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if fields[0] != "Z" and int(fields[3]) == session:
            members.append(int(stat.parent.name))
    return members


def kill_session(session):
    for process in session_members(session):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass


def execute(command, program, limit):
    """Runs a command in an empty directory of its own; a run over its time is killed with all its children."""
    with tempfile.TemporaryDirectory(prefix="differential-") as directory:
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=directory, env=environment(program), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        try:
            out, err = process.communicate(program.stdin.encode(), timeout=limit)
            timed_out = False
        except subprocess.TimeoutExpired:
            kill_session(process.pid)
            out, err = process.communicate()
            timed_out = True
        seconds = time.monotonic() - start
    outcome = Outcome(out.decode("utf-8", "replace"), err.decode("utf-8", "replace"), process.returncode, seconds, timed_out)
    outcome.session = process.pid
    return outcome


def normalise(text):
    """Takes out what no two runs need to share: addresses, identity hash codes, the numbering of lambda classes."""
    text = re.sub(r"\$\$Lambda\$\d+", "$$Lambda$N", text)
    text = re.sub(r"@(0x)?[0-9a-f]{5,8}\b", "@…", text)
    return re.sub(r"0x[0-9a-f]{8,}", "0x…", text)


def differences(program, expected, actual):
    """Lines that say how `actual` differs; empty if it does not."""
    lines = []
    if actual.timed_out:
        lines.append(f"no end after {actual.seconds:.0f} s")
    elif actual.code != expected.code:
        lines.append(f"exit code {actual.code}, not {expected.code}")
    streams = [("stdout", expected.stdout, actual.stdout)]
    if program.compare_stderr:
        streams.append(("stderr", expected.stderr, actual.stderr))
    for name, want, have in streams:
        want, have = normalise(want), normalise(have)
        if want != have:
            diff = list(difflib.unified_diff(want.splitlines(), have.splitlines(), f"java {name}", f"cjvm {name}",
                                             lineterm="", n=1))
            lines.extend(diff or [f"{name} differs in its line ends"])
    if not program.compare_stderr and lines and actual.stderr:
        lines.append("cjvm stderr:")
        lines.extend(actual.stderr.splitlines()[:40])
    return lines


class Runner:
    def __init__(self, options):
        self.options = options
        self.build = pathlib.Path(options.build_dir).resolve()
        self.build.mkdir(parents=True, exist_ok=True)
        version = subprocess.run([options.java, "-XshowSettings:none", "-version"], capture_output=True, text=True)
        self.jdk = version.stderr
        self.class_directories = {}

    def compile(self, programs):
        """One javac run per area and set of javac options; skipped when the sources are those of the last run."""
        groups = {}
        for program in programs:
            groups.setdefault((program.area, tuple(program.javac)), []).append(program)
        for (area, javac), members in sorted(groups.items()):
            # Always the whole area, so that a filter does not change what is built.
            suffix = "" if not javac else "-" + hashlib.sha256(" ".join(javac).encode()).hexdigest()[:8]
            directory = self.build / "classes" / (area + suffix)
            sources = sorted(members[0].source.parent.glob("*.java"))
            everything = [p for p in map(Program, sources) if tuple(p.javac) == javac]
            digest = hashlib.sha256((self.jdk + repr(javac)).encode())
            for program in everything:
                digest.update(program.name.encode() + program.source.read_bytes())
            stamp = directory / ".stamp"
            if not stamp.exists() or stamp.read_text() != digest.hexdigest():
                shutil.rmtree(directory, ignore_errors=True)
                directory.mkdir(parents=True)
                compiler = str(pathlib.Path(os.path.realpath(shutil.which(self.options.java) or "java")).parent / "javac")
                command = [compiler if os.path.exists(compiler) else "javac", "-nowarn", "-Xlint:none", "-proc:none",
                           "-XDignore.symbol.file",
                           "-encoding", "UTF-8", "-d", str(directory), *javac, *(str(p.source) for p in everything)]
                result = subprocess.run(command, capture_output=True, text=True)
                if result.returncode != 0:
                    errors = [line[:200] for line in result.stderr.splitlines() if "error" in line][:10]
                    sys.exit(f"javac failed for area {area}:\n" + "\n".join(errors))
                stamp.write_text(digest.hexdigest())
            for program in members:
                self.class_directories[program.name] = str(directory)

    def vm_directory(self):
        return str(pathlib.Path(self.options.cjvm).resolve().parent)

    def command(self, vm, program, extra):
        place = lambda words: [word.replace("@BUILD@", self.vm_directory()) for word in words]
        return [vm, *extra, *place(program.vm), "-cp", self.class_directories[program.name], program.main,
                *place(program.args)]

    def oracle(self, program):
        """The outcome under `java`, from the cache if this very program was run before."""
        cache = self.build / "oracle" / (program.name.replace("/", ".") + ".json")
        # With the stamp of the whole area: programs of an area share support classes.
        key = program.key(self.jdk) + (pathlib.Path(self.class_directories[program.name]) / ".stamp").read_text()
        if "@BUILD@" in program.options_text:
            key += self.vm_directory()
        if cache.exists():
            stored = json.loads(cache.read_text())
            if stored["key"] == key:
                return Outcome(stored["stdout"], stored["stderr"], stored["code"], stored["seconds"])
        outcome = execute(self.command(self.options.java, program, ["-XX:TieredStopAtLevel=1"]), program, program.timeout)
        if not outcome.timed_out:
            cache.parent.mkdir(parents=True, exist_ok=True)
            cache.write_text(json.dumps({"key": key, "stdout": outcome.stdout, "stderr": outcome.stderr,
                                         "code": outcome.code, "seconds": outcome.seconds}))
        return outcome

    def run(self, program):
        """(problems, seconds of the oracle, seconds of cjvm)"""
        libraries = pathlib.Path(self.options.cjvm).resolve().parent / "tests"
        if "@BUILD@" in program.options_text and not list(libraries.glob("*.so")):
            # Both VMs would fail alike, and the oracle's failure would be kept.
            return [f"the native libraries of the tests are not in {libraries}"], 0.0, 0.0
        expected = self.oracle(program)
        if expected.timed_out:
            return ["java itself does not end in time"], expected.seconds, 0.0
        if program.exit is not None and expected.code != program.exit:
            return [f"java exits with {expected.code}, the options file says {program.exit}"], expected.seconds, 0.0
        if self.options.oracle_only:
            actual = execute(self.command(self.options.java, program, []), program, program.timeout)
        else:
            nodes = ["--nodes", str(self.options.nodes)] if self.options.nodes else []
            actual = execute(self.command(self.options.cjvm, program, nodes), program,
                             program.timeout * self.options.timeout_factor)
        return differences(program, expected, actual), expected.seconds, actual.seconds


def read_known_failures(path=HERE / "known_failures.txt"):
    known = {}
    if path.exists():
        for line in path.read_text().splitlines():
            line = line.split("#")[0].strip()
            if line:
                name, _, reason = line.partition(" ")
                known[name] = reason.strip()
    return known


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="programs to run, as area/Name or Name; all without")
    parser.add_argument("--filter", default="", help="regular expression on area/Name")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="programs run at once")
    parser.add_argument("--cjvm", default=str(REPOSITORY / "build" / "release" / "cjvm"), help="the VM under test")
    parser.add_argument("--java", default="java", help="the oracle")
    parser.add_argument("--build-dir", default=str(REPOSITORY / "build" / "differential"), help="classes and cached outcomes")
    parser.add_argument("--nodes", type=int, default=0, help="processes that make up cjvm; 0: the VM of one process")
    parser.add_argument("--timeout-factor", type=float, default=None,
                        help="multiplies every time limit of cjvm; 1, and 3 on several nodes: they share one machine")
    parser.add_argument("--list", action="store_true", help="print the names and stop")
    parser.add_argument("--verbose", action="store_true", help="show every difference in full")
    parser.add_argument("--time", action="store_true", help="print the slowest programs")
    parser.add_argument("--oracle-only", action="store_true",
                        help="compare java (C1 only) with java (as is): are the programs deterministic?")
    options = parser.parse_args()
    if options.timeout_factor is None:
        options.timeout_factor = 3.0 if options.nodes > 1 else 1.0

    programs = [Program(path) for path in sorted(HERE.glob("*/*.java"))]
    if options.filter:
        programs = [p for p in programs if re.search(options.filter, p.name)]
    if options.names:
        programs = [p for p in programs if p.name in options.names or p.main in options.names]
    if options.list:
        print("\n".join(p.name for p in programs))
        return 0
    if not programs:
        sys.exit("no program has such a name")
    if not options.oracle_only:
        options.cjvm = str(pathlib.Path(options.cjvm).resolve())
        if not os.path.exists(options.cjvm):
            sys.exit(f"{options.cjvm} does not exist: build it first, or give --cjvm")

    # nohup and shells in the background have them ignored, which programs can see.
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    runner = Runner(options)
    runner.compile(programs)
    known = {}
    if not options.oracle_only:
        known = read_known_failures(HERE / ("known_failures_on_nodes.txt" if options.nodes > 1 else "known_failures.txt"))
    passed, failed, expected_failures, times = 0, [], 0, []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for program, (problems, java_seconds, seconds) in zip(programs, pool.map(runner.run, programs)):
            times.append((seconds, java_seconds, program.name))
            if problems and program.name in known:
                expected_failures += 1
                print(f"known  {program.name}: {known[program.name]}")
            elif problems:
                failed.append(program.name)
                print(f"FAILED {program.name}")
                shown = problems if options.verbose else problems[:12]
                print("\n".join("       " + line for line in shown))
                if len(shown) < len(problems):
                    print(f"       … {len(problems) - len(shown)} more lines (--verbose shows them)")
            elif program.name in known:
                failed.append(program.name)
                print(f"FAILED {program.name}: passes, but is listed in known_failures.txt")
            else:
                passed += 1
            sys.stdout.flush()
    if options.time:
        for seconds, java_seconds, name in sorted(times, reverse=True)[:25]:
            print(f"{seconds:7.2f} s  (java {java_seconds:5.2f} s)  {name}")
    if expected_failures:
        print(f"{expected_failures} known failures")
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
