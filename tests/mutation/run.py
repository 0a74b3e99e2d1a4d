#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs damaged class files under cjvm and compares what happens with `java`; prints "N passed, N failed".

Each chunk of seeds is one process of each VM. A chunk fails when cjvm ends by a signal, hangs, or an outcome differs from java's
(the class of the error, or the result). --sample N compares only every Nth chunk; the others must just end well.
"""
import argparse
import concurrent.futures
import glob
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def find_jdk17():
    for home in [os.environ.get("JAVA_HOME", ""), *glob.glob("/usr/lib/jvm/java-17-openjdk-*")]:
        if home and os.path.exists(home + "/lib/modules") and os.path.exists(home + "/bin/javac"):
            return home
    sys.exit("no OpenJDK 17 found")


def run(vm, classes, first, count, limit, options):
    """(exit code or "timeout", lines of output, errors)"""
    command = [*([vm] if isinstance(vm, str) else vm), "-Xmx512m", "-cp", f"{classes}/tool", "Mutate", f"{classes}/subjects", str(first), str(count), *options]
    try:
        done = subprocess.run(command, capture_output=True, timeout=limit)
        code, out, errors = done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired as expired:
        code, out, errors = "timeout", expired.stdout or b"", expired.stderr or b""
    # Only a line feed ends a line: damaged names may hold any other character.
    return code, out.decode("utf-8", "replace").split("\n")[:-1], errors.decode("utf-8", "replace")


def verifies_in_another_order(vm, classes, theirs, ours, limit, options):
    """Whether both outcomes are those of `java` for the damaged class with one method, one outcome for one method, one for another.

    The specification does not say in which order the methods of a class are verified, and HotSpot's depends on the addresses of their
    names; so a class with two bad methods fails for one or the other.
    """
    if not all(re.match(r"\d+ \S+ (error|threw) ", line) for line in (theirs, ours)):
        return False
    _, outcomes, _ = run(vm, classes, int(ours.split()[0]), 1, limit, options + ["apart"])
    return ours in outcomes and theirs in outcomes


def ends_only_compiled(vm, classes, ours, limit, options):
    """Whether `java` without its compiler does not end in time either (a loop over all int values, say)."""
    if " no end" not in ours:
        return False
    _, outcomes, _ = run(vm, classes, int(ours.split()[0]), 1, limit, options)
    return ours in outcomes


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cjvm", default=str(HERE.parents[1] / "build/release/cjvm"))
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--chunk", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--limit", type=int, default=300, help="seconds per chunk")
    parser.add_argument("--show", type=int, default=20, help="problems printed per chunk")
    parser.add_argument("--messages", action="store_true", help="compare the texts of the errors too")
    arguments = parser.parse_args()
    options = ["messages"] if arguments.messages else []
    jdk = find_jdk17()
    java = jdk + "/bin/java"
    with tempfile.TemporaryDirectory(prefix="cjvm-mutation-") as work:
        for folder, source in (("tool", "Mutate.java"), ("subjects", "Subjects.java")):
            subprocess.run([jdk + "/bin/javac", "-g", "-nowarn", "-Xlint:-unchecked", "-d", f"{work}/{folder}", str(HERE / source)], check=True)

        def chunk(number):
            first = arguments.first + number * arguments.chunk
            code, ours, errors = run(arguments.cjvm, work, first, arguments.chunk, arguments.limit, options)
            problems = []
            if code != 0 or len(ours) != arguments.chunk:
                problems.append(f"seeds from {first}: exit {code} after {len(ours)} lines\n{errors[-2000:]}")
            if number % arguments.sample == 0:
                _, theirs, _ = run(java, work, first, arguments.chunk, arguments.limit, options)
                for a, b in zip(theirs, ours):
                    if a == b or verifies_in_another_order(java, work, a, b, arguments.limit, options):
                        continue
                    if not ends_only_compiled([java, "-Xint"], work, b, arguments.limit, options):
                        problems.append(f"java: {a}\n    cjvm: {b}")
            return len(ours), problems

        chunks = (arguments.count + arguments.chunk - 1) // arguments.chunk
        passed = failed = 0
        with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            for lines, problems in pool.map(chunk, range(chunks)):
                for problem in problems[:arguments.show]:
                    print(problem)
                failed += len(problems)
                passed += max(0, lines - len(problems))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
