#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Loads cjvm with threads, locks, allocation, errors, references, signals and exits, and prints "N passed, N failed".

A program's standard output and exit code must be those of `java` (which runs once per program and parameters; its outcome is
kept in --work); its time and resident set are bounded. --quick is the short form for ./check; the full form reaches the numbers the
project promises: 1,000 threads, 10 million monitor operations on 8 threads, 20 GB through a 256 MB heap within 400 MB resident.
Usage: run.py [--cjvm PATH] [--quick] [--list] [--repeat N] [name ...]
"""
import argparse
import concurrent.futures
import glob
import hashlib
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
GIGABYTE = 1 << 30


def find_jdk17():
    for home in [os.environ.get("JAVA_HOME", ""), *glob.glob("/usr/lib/jvm/java-17-openjdk-*")]:
        if home and os.path.exists(home + "/lib/modules") and os.path.exists(home + "/bin/javac"):
            return home
    sys.exit("no OpenJDK 17 found")


class Outcome:
    """What one run did: exit code (minus the signal number if it was killed by one), outputs, seconds, resident MB."""

    def __init__(self, code, out, err, seconds, resident, expired):
        self.code, self.out, self.err = code, out, err
        self.seconds, self.resident, self.expired = seconds, resident, expired

    def text(self):
        return f"{self.out}exit {self.code}\n"


def run(command, limit, address_space=None, act=None, stdin=subprocess.DEVNULL):
    """Runs a command in a group of its own and ends it after `limit` seconds. act(process, read_line) drives it meanwhile."""

    def prepare():
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT):
            signal.signal(number, signal.SIG_DFL)
        if address_space:
            resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))

    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=stdin, preexec_fn=prepare)
    lines, errors = [], []
    ready = threading.Event()

    def read_output():
        for line in process.stdout:
            lines.append(line)
            if line.strip() == b"ready":
                ready.set()

    readers = [threading.Thread(target=read_output, daemon=True),
               threading.Thread(target=lambda: errors.append(process.stderr.read()), daemon=True)]
    for reader in readers:
        reader.start()
    expired = threading.Event()

    def expire():
        expired.set()
        os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(limit, expire)
    timer.start()
    if act and ready.wait(limit):
        act(process)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = 0  # reaped above
    timer.cancel()
    for reader in readers:
        reader.join()
    if process.stdin:
        process.stdin.close()
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
    return Outcome(code, b"".join(lines).decode(errors="replace"), b"".join(errors).decode(errors="replace"),
                   time.monotonic() - start, usage.ru_maxrss / 1024, expired.is_set())


class Case:
    """One program with parameters. resident: MB that it may use at most. repeat: how often it must pass."""

    def __init__(self, name, program, arguments=(), vm=(), java=(), limit=60, resident=None, repeat=1, jobs=1,
                 address_space=None, act=None, stdin=subprocess.DEVNULL, check=None, clean=None):
        self.name, self.program, self.arguments = name, program, [str(a) for a in arguments]
        self.vm, self.java, self.limit, self.resident = list(vm), list(java), limit, resident
        self.repeat, self.jobs, self.address_space, self.act = repeat, jobs, address_space, act
        self.stdin, self.check, self.clean = stdin, check, clean

    def start(self, vm, classes, more=()):
        command = [vm, *more, *self.vm, "-cp", str(classes), self.program, *self.arguments]
        return run(command, self.limit, self.address_space, self.act, self.stdin)

    def expected(self, java, classes, work, sources):
        """The outcome under java as text, from an earlier run if nothing has changed since."""
        identity = json.dumps([java, self.name, self.arguments, self.vm, self.java, sources])
        kept = work / (self.name + "-" + hashlib.sha256(identity.encode()).hexdigest()[:20])
        if not kept.exists():
            outcome = self.start(java, classes, self.java)
            if outcome.expired:
                return f"java: no end after {self.limit} s\n{outcome.out}{outcome.err}"
            kept.write_text(outcome.text())
        return self.cleaned(kept.read_text())

    def cleaned(self, text):
        return self.clean(text) if self.clean else text

    def problem(self, outcome, expected):
        """Why the run is not good, or None."""
        if outcome.expired:
            return f"no end after {self.limit} s"
        if outcome.code < 0:
            return f"killed by {signal.Signals(-outcome.code).name}"
        if self.check:
            return self.check(outcome)
        if self.cleaned(outcome.text()) != expected:
            return "another result than java's"
        if self.resident and outcome.resident > self.resident:
            return f"{outcome.resident:.0f} MB resident, more than {self.resident}"
        return None


def send(number):
    def act(process):
        time.sleep(0.15)
        process.send_signal(number)
    return act


def ask_for_dump(process):
    process.send_signal(signal.SIGQUIT)
    time.sleep(1)
    process.stdin.write(b"x")
    process.stdin.flush()


def check_dump(outcome):
    """The dump must show every thread's state and stack, who holds what, and both circles."""
    wanted = [r"Full thread dump", r'"red" #\d+ daemon .*waiting for monitor entry', r"State: BLOCKED \(on object monitor\)",
              r"- waiting to lock <0x\w+> \(a DeadlockDump\$Second\)\n\s+- locked <0x\w+> \(a DeadlockDump\$First\)",
              r"- waiting to lock <0x\w+> \(a DeadlockDump\$First\)\n\s+- locked <0x\w+> \(a DeadlockDump\$Second\)",
              r"- parking to wait for  <0x\w+> \(a java.util.concurrent.locks.ReentrantLock\$NonfairSync\)",
              r'"sleeper"(.*\n)+?.*TIMED_WAITING \(sleeping\)', r'"busy"(.*\n)+?.*State: RUNNABLE\n\s+at DeadlockDump\.lambda',
              r"at java.lang.Thread.run\(java.base@17", r'"main" #1 prio=5', r'"Reference Handler" #2 daemon prio=10',
              r"Found one Java-level deadlock:\n=+\n\"(red|green)\":\n  waiting to lock monitor 0x\w+ \(object 0x\w+, a DeadlockDump\$(First|Second)\),"
              r"\n  which is held by \"(red|green)\"", r"\"blue\":\n  waiting for ownable synchronizer", r"Found 2 deadlocks\.", r"read 120\n$"]
    for pattern in wanted:
        if not re.search(pattern, outcome.out):
            return f"the dump lacks {pattern}"
    return None if outcome.code == 0 else f"exit code {outcome.code}"


def without_warnings(text):
    """java tells on standard output, too, that a thread could not be started."""
    return "".join(line for line in text.splitlines(True) if "[warning]" not in line)


def sorted_lines(text):
    """Shutdown hooks run in no order."""
    return "".join(sorted(text.splitlines(True)))


EXITS = ["return", "exit", "exit-elsewhere", "exit-everywhere", "throw", "throw-others-go-on", "collecting", "halt", "starting",
         "in-hook", "uncaught-in-thread", "out-of-memory"]


def cases(quick):
    def pick(short, long):
        return short if quick else long

    yield Case("threads", "ThousandThreads", [pick(2, 20)], limit=pick(60, 300))
    yield Case("monitors", "MonitorOperations", [pick(2_000_000, 40_000_000)], limit=pick(60, 300))
    yield Case("allocation", "AllocateMuch", [pick(1500, 20 * 1024), 8], vm=["-Xmx256m"], limit=pick(60, 600), resident=400)
    yield Case("allocation-one-thread", "AllocateMuch", [pick(300, 4096), 1], vm=["-Xmx256m"], limit=pick(60, 300), resident=400)
    yield Case("out-of-memory", "OutOfMemory", [pick(1, 5)], vm=["-Xmx64m"], java=["-Xint"], limit=pick(60, 300))
    yield Case("rebuilding", "Rebuilding", [pick(2, 6)], vm=["-Xmx64m"], java=["-Xint"], limit=pick(60, 300))
    yield Case("thread-limit", "ThreadLimit", vm=["-Xmx64m"], address_space=12 * GIGABYTE, clean=without_warnings)
    yield Case("stack-overflow", "StackOverflows", pick([1, 200], [10, 200, 1024, 8192]), vm=["-Xmx256m"], java=["-Xint"], limit=pick(90, 600))
    yield Case("references", "ReferencePressure", [pick(5000, 60_000)], vm=["-Xmx64m"], limit=pick(60, 300))
    yield Case("concurrent-library", "ConcurrentLibrary", [pick(2000, 20_000)], limit=pick(60, 300), repeat=pick(1, 3))
    if not quick:
        yield Case("timed-waits", "TimedWaits")
    yield Case("watched-threads", "WatchedThreads", [pick(3000, 60_000)], vm=["-Xmx128m"], limit=pick(60, 300))
    yield Case("classes-at-once", "ClassesAtOnce", [pick(5, 40)], limit=pick(60, 300), repeat=pick(2, 20))
    yield Case("natives", "NativesAndCollections", [pick(10, 200)], vm=["-Xmx128m"], limit=pick(60, 300))
    yield Case("mixed-load", "MixedLoad", [pick(4, 60)], vm=["-Xmx128m"], limit=pick(60, 120), resident=300,
               check=lambda o: None if o.text() == "done null\nexit 0\n" else "not stable")
    for mode, names in {"sleeping": ["TERM"], "allocating": ["INT"], "locking": ["HUP"], "computing": [], "reading": []}.items():
        for name in names if quick else ["INT", "TERM", "HUP"]:
            yield Case(f"signal-{mode}-{name}", "SignalEnd", [mode], act=send(getattr(signal, "SIG" + name)), stdin=subprocess.PIPE,
                       repeat=pick(1, 5), limit=30)
    yield Case("deadlock-dump", "DeadlockDump", act=ask_for_dump, stdin=subprocess.PIPE, check=check_dump, limit=30)
    for mode in EXITS:
        yield Case(f"exit-{mode}", "ExitKinds", [mode], vm=["-Xmx64m"], repeat=pick(2, 20), limit=30,
                   clean=sorted_lines)
    yield Case("small-threads", "SmallThreads", repeat=pick(20, 200), jobs=2, limit=30)


def show(problem, outcome, expected):
    print(f"  {problem}")
    ours, theirs = outcome.out.splitlines() + [f"exit {outcome.code}"], expected.splitlines()
    for i in range(max(len(ours), len(theirs))):
        a = theirs[i] if i < len(theirs) else "<end>"
        b = ours[i] if i < len(ours) else "<end>"
        if a != b:
            print(f"  line {i + 1}\n    java: {a[:300]}\n    cjvm: {b[:300]}")
            break
    for line in outcome.err.splitlines()[:25]:
        print(f"    | {line[:300]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cjvm", default=str(REPOSITORY / "build/release/cjvm"))
    parser.add_argument("--work", default=str(REPOSITORY / "build/stress"), help="where java's outcomes are kept")
    parser.add_argument("--quick", action="store_true", help="the short form for ./check")
    parser.add_argument("--repeat", type=int, help="how often each program runs")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("names", nargs="*", help="cases, or beginnings of their names")
    arguments = parser.parse_args()
    chosen = [c for c in cases(arguments.quick)
              if not arguments.names or any(c.name.startswith(name) for name in arguments.names)]
    if arguments.list:
        print("\n".join(c.name for c in chosen))
        return 0
    jdk = find_jdk17()
    work = pathlib.Path(arguments.work).resolve()
    work.mkdir(parents=True, exist_ok=True)
    sources = {p.stem: hashlib.sha256(p.read_bytes()).hexdigest() for p in HERE.glob("*.java")}
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="cjvm-stress-") as classes:
        subprocess.run([jdk + "/bin/javac", "-nowarn", "-XDignore.symbol.file", "-Xlint:none", "-d", classes, *map(str, HERE.glob("*.java"))],
                       check=True, stderr=subprocess.DEVNULL)
        for case in chosen:
            expected = "" if case.check else case.expected(jdk + "/bin/java", classes, work, sources[case.program])
            times = arguments.repeat or case.repeat
            with concurrent.futures.ThreadPoolExecutor(case.jobs) as pool:
                outcomes = list(pool.map(lambda _: case.start(arguments.cjvm, classes), range(times)))
            problems = [(p, o) for o in outcomes if (p := case.problem(o, expected))]
            passed, failed = passed + (not problems), failed + bool(problems)
            slowest, largest = max(o.seconds for o in outcomes), max(o.resident for o in outcomes)
            print(f"{'FAIL' if problems else 'ok  '} {case.name:24} {slowest:6.1f} s {largest:5.0f} MB"
                  + (f"  {times - len(problems)} of {times} runs" if times > 1 else ""), flush=True)
            for problem, outcome in problems[:3]:
                show(problem, outcome, expected)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
