#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the programs tests/cluster/programs/<Name>.java as one JVM on several nodes and compares what can be observed with `java`.

Each program runs for every number of nodes and every placement policy; standard output, standard error and exit code must be those
of `java` on one machine. On more than one node the run must also report remote operations (--proxy-stats), or it would prove nothing,
and no process may be left behind. Number of nodes 0 means plain cjvm, without --nodes. The options files and the oracle's cache are
those of tests/java/run_differential.py. Ends in a line "N passed, N failed", counting runs; the exit code is 0 only if none failed.

known_failures.txt lists programs that fail today (<Name> <reason>): their failing runs are not counted; if all runs of a listed
program pass, that is a failure.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "java"))
import run_differential as differential  # noqa: E402

TIME_LIMIT = 60
GRACE_SECONDS = 3  # after the launcher has ended, until the processes of all nodes must be gone
ROUND_ROBIN = "round-robin"
POLICIES = [ROUND_ROBIN, *(f"random:{seed}" for seed in range(1, 6))]
REPORT = re.compile(r"^remote operations: (\d+)\b.*$", re.MULTILINE)


class Run:
    """One program on one number of nodes with one placement policy."""

    def __init__(self, program, nodes, policy):
        self.program, self.nodes, self.policy = program, nodes, policy
        self.name = f"{program.main} nodes={nodes}" + (f" {policy}" if nodes > 1 else "")

    def options(self):
        if self.nodes == 0:
            return []
        return ["--nodes", str(self.nodes), f"--balance={self.policy}", "--proxy-stats"]


def split_report(stderr):
    """Standard error of the program, and the number of remote operations (None without a report).

    The report is the last thing a run prints; it starts with the line `remote operations: N`."""
    found = REPORT.search(stderr)
    if not found:
        return stderr, None
    return stderr[:found.start()], int(found.group(1))


def left_behind(session):
    """Ends what a run has left running; returns how many processes that were."""
    end = time.monotonic() + GRACE_SECONDS
    while (members := differential.session_members(session)) and time.monotonic() < end:
        time.sleep(0.05)
    differential.kill_session(session)
    return len(members)


class ClusterRunner(differential.Runner):
    def run(self, run):
        """(problems, seconds of the run, remote operations or None)"""
        program = run.program
        expected = self.oracle(program)
        if expected.timed_out:
            return ["java itself does not end in time"], expected.seconds, None
        if program.exit is not None and expected.code != program.exit:
            return [f"java exits with {expected.code}, the options file says {program.exit}"], expected.seconds, None
        vm, extra = (self.options.java, []) if self.options.oracle_only else (self.options.cjvm, run.options())
        actual = differential.execute(self.command(vm, program, extra), program, self.options.limit)
        whole_stderr = actual.stderr
        count = None
        if extra:
            actual.stderr, count = split_report(actual.stderr)
        problems = differential.differences(program, expected, actual)
        if extra and run.nodes > 1 and not actual.timed_out:
            if count is None:
                problems.append("no line `remote operations: N` on standard error")
            elif count == 0:
                problems.append("no remote operations: nothing was placed on another node")
        survivors = left_behind(actual.session)
        if survivors:
            problems.append(f"{survivors} processes were left behind")
        if problems and self.options.verbose:
            problems.append("whole standard error:")
            problems.extend(whole_stderr.splitlines()[-60:])
        return problems, actual.seconds, count


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="programs to run; all without")
    parser.add_argument("--filter", default="", help="regular expression on the name")
    parser.add_argument("--nodes", default="1,2,3", help="numbers of nodes, separated by commas; 0: plain cjvm")
    parser.add_argument("--policies", default=",".join(POLICIES), help="placement policies, separated by commas")
    parser.add_argument("--quick", action="store_true", help="2 nodes, round robin and one random seed for each program")
    parser.add_argument("--jobs", type=int, default=1, help="runs at the same time")
    parser.add_argument("--limit", type=float, default=TIME_LIMIT, help="seconds that one run may take")
    parser.add_argument("--cjvm", default=str(REPOSITORY / "build" / "release" / "cjvm"), help="the VM under test")
    parser.add_argument("--java", default="java", help="the oracle")
    parser.add_argument("--build-dir", default=str(REPOSITORY / "build" / "cluster-programs"), help="classes and cached outcomes")
    parser.add_argument("--oracle-only", action="store_true", help="compare java with java: are the programs deterministic?")
    parser.add_argument("--repeat", type=int, default=1, help="do every run so many times")
    parser.add_argument("--list", action="store_true", help="print the runs and stop")
    parser.add_argument("--verbose", action="store_true", help="show differences in full, and what cjvm printed on standard error")
    parser.add_argument("--time", action="store_true", help="print seconds and remote operations of every run")
    return parser.parse_args()


def plan(options, programs):
    """The runs in order. A policy means nothing where there is only one node, so that is one run."""
    if options.oracle_only:
        runs = [Run(program, 0, ROUND_ROBIN) for program in programs]
    elif options.quick:
        runs = [Run(program, 2, policy) for index, program in enumerate(programs)
                for policy in (ROUND_ROBIN, f"random:{1 + index % 5}")]
    else:
        nodes = [int(word) for word in options.nodes.split(",")]
        policies = options.policies.split(",")
        runs = [Run(program, count, policy) for program in programs for count in nodes
                for policy in (policies if count > 1 else policies[:1])]
    return [run for run in runs for _ in range(options.repeat)]


def main():
    options = parse_arguments()
    programs = [differential.Program(path) for path in sorted((HERE / "programs").glob("*.java"))]
    programs = [p for p in programs if re.search(options.filter, p.main) and (not options.names or p.main in options.names)]
    if not programs:
        sys.exit("no program has such a name")
    runs = plan(options, programs)
    if options.list:
        print("\n".join(run.name for run in runs))
        return 0
    if not options.oracle_only:
        options.cjvm = str(pathlib.Path(options.cjvm).resolve())
        if not os.path.exists(options.cjvm):
            sys.exit(f"{options.cjvm} does not exist: build it first, or give --cjvm")

    runner = ClusterRunner(options)
    runner.compile(programs)
    for program in programs:
        runner.oracle(program)  # before runs of the same program may look into its cache at the same time
    known = {} if options.oracle_only else differential.read_known_failures(HERE / "known_failures.txt")
    passed = failed = expected_failures = 0
    failing, listed = {}, {program.main for program in programs} & set(known)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for run, (problems, seconds, count) in zip(runs, pool.map(runner.run, runs)):
            name = run.program.main
            if not problems:
                passed += 1
                if options.time:
                    print(f"passed {run.name}  {seconds:.2f} s" + (f"  {count} remote operations" if count is not None else ""))
            elif name in known:
                expected_failures += 1
                print(f"known  {run.name}: {known[name]}")
            else:
                failed += 1
                print(f"FAILED {run.name}  {seconds:.2f} s")
                shown = problems if options.verbose else problems[:12]
                print("\n".join("       " + line for line in shown))
                if len(shown) < len(problems):
                    print(f"       … {len(problems) - len(shown)} more lines (--verbose shows them)")
            if problems:
                failing[name] = failing.get(name, 0) + 1
            sys.stdout.flush()
    for name in sorted(listed - set(failing)):
        failed += 1
        print(f"FAILED {name}: all its runs pass, but it is listed in known_failures.txt")
    if expected_failures:
        print(f"{expected_failures} known failures")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
