#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares cjvm with packaged interpreters on the kernels of Kernels.java, javac and start-up, in one run.

All peers run each kernel in turn, round after round, so that noise of the machine hits them alike; a figure is the best over the
rounds. Ratios are cjvm / peer: below 1 is faster. Exit code 1 with --check if a row is slower than a peer or the geometric mean
against the faster of Xint and Zero is above the limit. With --clustered the peers are the interpreter of a cluster, on one node, and that
of one process; the limit is then 1.03, and start-up (mpirun, MPI) does not count.
"""
import argparse
import glob
import math
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def find_jdk17():
    for home in [os.environ.get("JAVA_HOME", ""), *glob.glob("/usr/lib/jvm/java-17-openjdk-*")]:
        if home and os.path.exists(home + "/lib/modules") and os.path.exists(home + "/bin/javac"):
            return home
    sys.exit("no OpenJDK 17 found")


def peers(cjvm, jdk):
    found = {"cjvm": [cjvm], "Xint": [jdk + "/bin/java", "-Xint"]}
    if os.path.exists(jdk + "/lib/zero/libjvm.so"):
        found["Zero"] = [jdk + "/bin/java", "-zero"]
    else:
        print("no Zero VM to compare with: apt-get install openjdk-17-jre-zero")
    for home in sorted(glob.glob("/usr/lib/jvm/temurin-25*")):
        found["Xint25"] = [home + "/bin/java", "-Xint"]
    return found


def run(command, timeout=300):
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def timed(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    run(command)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall * 1000, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def resident_kib(command):
    """Peak resident set of one run."""
    done = subprocess.run(["/usr/bin/env", "python3", "-c",
                           "import resource,subprocess,sys;subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL);"
                           "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)", *command],
                          capture_output=True, text=True)
    return int(done.stdout.split()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cjvm", default=str(HERE.parents[1] / "build/release/cjvm"))
    parser.add_argument("--rounds", type=int, help="2, with --clustered 6")
    parser.add_argument("--check", action="store_true", help="fail when the goals are not met")
    parser.add_argument("--clustered", action="store_true", help="compare cjvm --nodes 1 with cjvm, and nothing else")
    parser.add_argument("--limit", type=float, help="highest geometric mean against the faster peer, 0.8")
    parser.add_argument("kernels", nargs="*")
    arguments = parser.parse_args()
    jdk = find_jdk17()
    # Differences of a few percent need more samples of kernels that take some milliseconds, and more processes: each
    # has its own luck with addresses.
    repetitions = 3 if arguments.clustered else 1
    arguments.rounds = arguments.rounds or (6 if arguments.clustered else 2)
    if arguments.clustered:
        machines = {"cjvm": [arguments.cjvm, "--nodes", "1"], "solo": [arguments.cjvm]}
        arguments.limit = arguments.limit or 1.03
    else:
        arguments.limit = arguments.limit or 0.8
        machines = peers(arguments.cjvm, jdk)
    work = tempfile.mkdtemp(prefix="cjvm-compare-")
    try:
        run([jdk + "/bin/javac", "-d", work, str(HERE / "Kernels.java"), str(HERE / "Hello.java")])
        times = {}
        sums = {}
        names = arguments.kernels or [line.split('"')[1] for line in (HERE / "Kernels.java").read_text().splitlines()
                                      if "KERNELS.put(" in line]
        rows = [n for n in names if n not in ("javac", "hello")]
        for _ in range(arguments.rounds):
            for name in rows:
                for peer, command in machines.items():
                    key = (name, peer)
                    for line in run([*command, "-cp", work, "Kernels", *[name] * repetitions]).splitlines():
                        _, millis, checksum = line.split()
                        if sums.setdefault(name, checksum) != checksum:
                            sys.exit(f"{name}: {peer} computes {checksum}, others {sums[name]}")
                        times[key] = min(times.get(key, math.inf), float(millis))
            whole = [n for n in ("javac", "hello") if not arguments.clustered and (not arguments.kernels or n in names)]
            for name in whole:
                for peer, command in machines.items():
                    line = ([*command, "-cp", work, "Hello"] if name == "hello" else
                            [*command, "-m", "jdk.compiler/com.sun.tools.javac.Main", "-d", work + "/out",
                             str(HERE / "Kernels.java")])
                    for _ in range(5 if name == "hello" else 1):
                        wall, cpu = timed(line)
                        times[(name, peer)] = min(times.get((name, peer), math.inf), wall)
        rows += whole
        print(f"{'kernel':14}" + "".join(f"{p + ' ms':>12}" for p in machines) +
              "".join(f"{'/' + p:>9}" for p in machines if p != "cjvm"))
        worst = []
        logs = []
        for name in rows:
            mine = times[(name, "cjvm")]
            others = [p for p in machines if p != "cjvm"]
            print(f"{name:14}" + "".join(f"{times[(name, p)]:12.1f}" for p in machines) +
                  "".join(f"{mine / times[(name, p)]:9.2f}" for p in others))
            goals = [times[(name, p)] for p in ("Xint", "Zero", "solo") if p in machines]
            if name != "hello":
                logs.append(math.log(max(mine, 0.001) / min(goals)))
                if mine > min(goals) and not arguments.clustered:
                    worst.append(f"{name} is slower than a peer: {mine / min(goals):.2f}")
        mean = math.exp(sum(logs) / len(logs)) if logs else 0
        print(f"geometric mean against {'one process' if arguments.clustered else 'the faster of Xint and Zero'}: {mean:.3f}")
        print(f"Hello World resident: {resident_kib([arguments.cjvm, '-cp', work, 'Hello']) / 1024:.1f} MiB")
        for line in worst:
            print(line)
        if arguments.check and (worst or mean > arguments.limit):
            sys.exit(1)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
