#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How a cluster starts and ends, with the program lifecycle_main instead of a VM: orderly, by signals, by the loss of a
process. Whatever happens, nothing is left behind. Ends in a line "N passed, N failed"; exit code 0 only if none failed.
"""

import argparse
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import time
import uuid

NODES = 3
MPIRUN_LIMIT = 8.0  # more for an mpirun of the user's that has no node left, and takes its time on a busy machine
END_LIMIT = 2.0  # seconds from the loss of a process to the end of all others
MARK = "CJVM_LIFECYCLE_TEST"  # in the environment of all processes of a run
MPIRUN = ["mpirun", *(["--allow-run-as-root"] if os.geteuid() == 0 else []), "--oversubscribe", "--mca", "plm", "isolated",
          "-np", str(NODES)]
JOINED = re.compile(r"node (\d) pid (\d+)")


def marked(mark):
    """Processes with the mark in their environment: {pid: command}."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            if f"{MARK}={mark}".encode() in (entry / "environ").read_bytes():
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


class Run:
    """A started cluster. `pids` by node; `output` holds standard output and error together."""

    def __init__(self, command, terminal=False, expect=NODES):
        self.mark = uuid.uuid4().hex
        self.output = ""
        self.pids = {}
        environment = {**os.environ, MARK: self.mark}
        self.terminal = None
        if terminal:
            self.terminal, slave = pty.openpty()
            self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment,
                                            preexec_fn=self.take_terminal)
            os.close(slave)
            self.source = self.terminal
        else:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                            env=environment, start_new_session=True)
            self.source = self.process.stdout.fileno()
        until = time.monotonic() + 20
        while len(self.pids) < expect and time.monotonic() < until and self.read(0.2):
            self.pids = {int(node): int(pid) for node, pid in JOINED.findall(self.output)}
        self.mpirun = next((pid for pid, text in marked(self.mark).items() if "mpirun" in text.split(" ")[0]), None)

    @staticmethod
    def take_terminal():
        os.setsid()
        import fcntl
        import termios
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def read(self, seconds):
        """More output; False at its end."""
        if not select.select([self.source], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.source, 65536)
        except OSError:  # a terminal that nobody has open
            return False
        self.output += data.decode()
        return bool(data)

    def close(self):
        """Ends what is left, whatever happened."""
        for pid in marked(self.mark):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        if self.terminal is not None:
            os.close(self.terminal)

    def finish(self, limit=END_LIMIT):
        """(exit code, None), or what is wrong: too late, or something left behind."""
        until = time.monotonic() + limit
        code = None
        while True:
            self.read(0.02)
            code = self.process.poll()
            left = marked(self.mark)
            if code is not None and not left:
                break
            nodes_are_left = any("mpirun" not in text.split(" ")[0] for text in left.values())
            if time.monotonic() > (until if nodes_are_left else until + MPIRUN_LIMIT):
                break
        while select.select([self.source], [], [], 0)[0] and self.read(0):
            continue
        left = marked(self.mark)
        if left:
            return code, f"left after {limit} s: {left}"
        return code, None


def own(program, *words):
    return [program, "--nodes", str(NODES), *words]


def theirs(program, *words):
    return [*MPIRUN, program, *words]


def ends_in_order(start, words, code):
    def test(program):
        run = Run(start(program, *words, "end", str(code)), expect=0)
        try:
            got, wrong = run.finish(20)
            if wrong or got != code:
                return f"code {got}, expected {code}; {wrong}\n{run.output}"
            if len(JOINED.findall(run.output)) != NODES:
                return f"not all nodes joined\n{run.output}"
            if start is own and len(run.output.splitlines()) != NODES:
                return f"more output than that of the nodes\n{run.output}"
        finally:
            run.close()
    return test


def refuses(option, text):
    def test(program):
        run = Run(own(program, option, "1", "end", "0"), expect=0)
        try:
            got, wrong = run.finish(20)
            if wrong or got != 1 or run.output.count("\ncjvm: ") + run.output.startswith("cjvm: ") != 1 or text not in run.output:
                return f"code {got}; {wrong}\n{run.output}"
        finally:
            run.close()
    return test


def loses(start, words, who):
    """`who`: a node's number, or "mpirun"."""
    def test(program):
        run = Run(start(program, *words, "wait"))
        try:
            victim = run.mpirun if who == "mpirun" else run.pids.get(who)
            if victim is None:
                return f"did not start\n{run.output}"
            os.kill(victim, signal.SIGKILL)
            code, wrong = run.finish()
            if wrong or code == 0:
                return f"code {code}; {wrong}\n{run.output}"
            said = [line for line in run.output.splitlines() if line.startswith("cjvm: ")]
            name = "mpirun" if who == "mpirun" else f"node {who}"
            # Nobody is left to carry the line where the user's mpirun is the one that is gone.
            if start is theirs and who == "mpirun":
                return None
            if len(said) != 1 or not re.fullmatch(rf"cjvm: {name} \(pid {victim}( on \S+)?\) was lost", said[0]):
                return f"said {said}"
        finally:
            run.close()
    return test


def signalled(number):
    """A signal to the process that the user has started ends the program as on one machine."""
    def test(program):
        run = Run(own(program, "wait"))
        try:
            os.kill(run.process.pid, number)
            code, wrong = run.finish()
            if wrong or code != 128 + number or "cjvm: " in run.output:
                return f"code {code}; {wrong}\n{run.output}"
        finally:
            run.close()
    return test


def interrupted_at_the_terminal(program):
    run = Run(own(program, "wait"), terminal=True)
    try:
        os.write(run.terminal, b"line\n")
        until = time.monotonic() + 5
        while "read line" not in run.output and time.monotonic() < until:
            run.read(0.1)
        os.write(run.terminal, b"\x03")
        code, wrong = run.finish()
        if wrong or code != 128 + signal.SIGINT or "cjvm: " in run.output or "read line" not in run.output:
            return f"code {code}; {wrong}\n{run.output}"
    finally:
        run.close()


def reads_standard_input(program):
    run = Run(own(program, "wait"))
    try:
        run.process.stdin.write(b"word\n")
        run.process.stdin.close()
        code, wrong = run.finish()
        if wrong or code != 0 or "read word" not in run.output:
            return f"code {code}; {wrong}\n{run.output}"
    finally:
        run.close()


def interrupted_mpirun(program):
    run = Run(theirs(program, "wait"))
    try:
        os.kill(run.process.pid, signal.SIGINT)
        code, wrong = run.finish(5)
        if wrong or code == 0:
            return f"code {code}; {wrong}\n{run.output}"
    finally:
        run.close()


def killed_while_starting(program):
    for delay in (0.01, 0.05, 0.1, 0.15, 0.2):
        run = Run(own(program, "wait"), expect=0)
        try:
            time.sleep(delay)
            run.process.kill()
            code, wrong = run.finish(4)
            if wrong:
                return f"after {delay} s: code {code}; {wrong}\n{run.output}"
        finally:
            run.close()


def closed_streams(program):
    for streams in ((0,), (1,), (0, 1), (0, 1, 2)):
        result = subprocess.run(own(program, "end", "9"), preexec_fn=lambda s=streams: [os.close(n) for n in s], timeout=20,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if result.returncode != 9 or result.stderr:
            return f"without {streams}: code {result.returncode}\n{result.stderr}"


def no_mpirun(program):
    result = subprocess.run(own(program, "end", "0"), env={**os.environ, "CJVM_MPIRUN": "/nowhere"}, capture_output=True, text=True)
    if result.returncode != 1 or "CJVM_MPIRUN" not in result.stderr:
        return f"code {result.returncode}\n{result.stderr}"


def failing_mpirun(program):
    result = subprocess.run(own(program, "end", "0"), env={**os.environ, "CJVM_MPIRUN": "/bin/false"}, capture_output=True, text=True,
                            timeout=20)
    if result.returncode != 1 or "could not start" not in result.stderr:
        return f"code {result.returncode}\n{result.stderr}"


TESTS = {
    "end-alone": lambda program: None if subprocess.run([program, "end", "3"], capture_output=True).returncode == 3 else "code",
    **{f"end-{code}": ends_in_order(own, (), code) for code in (0, 1, 2, 130, 255)},
    "end-mpirun-0": ends_in_order(theirs, (), 0),
    "end-mpirun-7": ends_in_order(theirs, (), 7),
    "end-distant": ends_in_order(own, ("--distant",), 4),
    "refuse-build": refuses("--odd-build", "different builds"),
    "refuse-library": refuses("--odd-jdk", "different class libraries"),
    **{f"lose-{who}{'-distant' if words else ''}{'' if start is own else '-mpirun'}": loses(start, words, who)
       for who in (0, 1, 2, "mpirun") for start in (own, theirs) for words in ((), ("--distant",))},
    "sigint": signalled(signal.SIGINT),
    "sigterm": signalled(signal.SIGTERM),
    "terminal": interrupted_at_the_terminal,
    "standard-input": reads_standard_input,
    "sigint-mpirun": interrupted_mpirun,
    "killed-while-starting": killed_while_starting,
    "closed-streams": closed_streams,
    "no-mpirun": no_mpirun,
    "failing-mpirun": failing_mpirun,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=str(pathlib.Path(__file__).resolve().parents[2] / "build/release/tests/lifecycle_main"))
    parser.add_argument("--filter", default="")
    arguments = parser.parse_args()
    failed = 0
    chosen = {name: test for name, test in TESTS.items() if arguments.filter in name}
    for name, test in chosen.items():
        wrong = test(arguments.program)
        if wrong:
            failed += 1
            print(f"FAILED {name}: {wrong}")
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
