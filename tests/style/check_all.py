#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the rules that matter as checks: include directions, vocabulary, GC containers, document links, source lists, exports.

Each rule is a function that yields findings as "file:line: text". Prints them and ends in "N passed, N failed".
"""
import argparse
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODE = [p for top in ("jvm", "interp", "classlib-glue", "cluster", "proxies")
        for p in sorted((ROOT / top).rglob("*")) if p.suffix in (".h", ".cc", ".def")]

# Folder -> folders it may include from (besides itself). Composition roots may include anything.
ALLOWED = {
    "jvm/base": set(),
    "jvm/archive": {"jvm/base"},
    "jvm/classfile": {"jvm/base"},
    "jvm/bytecode": {"jvm/base", "jvm/classfile"},
    "jvm/verifier": {"jvm/base", "jvm/classfile", "jvm/bytecode"},
    "interp": {"jvm"},
    "classlib-glue": {"jvm"},
    "cluster": {"jvm", "interp"},
    "proxies": {"jvm", "cluster"},
}
COMPOSITION_ROOTS = {"classlib-glue/launcher/main.cc", "classlib-glue/exports/invocation.cc",
                     "classlib-glue/local_composition.cc", "cluster/main.cc"}
OWNERS = {"mpi.h": "cluster/transport/mpi_transport", "zip.h": "jvm/archive/jar_file", "xxhash.h": ("jvm/linking/symbol", "cluster/address/global_address"),
          "gc.h": "jvm/memory/", "gc/gc.h": "jvm/memory/", "gc/gc_mark.h": "jvm/memory/",
          "gc/gc_inline.h": "jvm/memory/", "ffi.h": "jvm/calls/native_plan"}


def lines(path):
    return enumerate(path.read_text(errors="replace").splitlines(), 1)


def relative(path):
    return path.relative_to(ROOT).as_posix()


def layer(name):
    for key in sorted(ALLOWED, key=len, reverse=True):
        if name == key or name.startswith(key + "/"):
            return key
    return "jvm" if name.startswith("jvm/") else name.split("/")[0]


def includes():
    """Include directions of style 6b: lower layers know nothing of higher ones."""
    for path in CODE:
        name = relative(path)
        if name in COMPOSITION_ROOTS:
            continue
        for number, line in lines(path):
            found = re.match(r'#include [<"]([^>"]+)[>"]', line)
            if not found:
                continue
            target = found.group(1)
            owner = OWNERS.get(target)
            if owner and not name.startswith(owner):
                yield f"{name}:{number}: {target} belongs to {owner}"
            top = target.split("/")[0]
            if top not in ("jvm", "interp", "classlib-glue", "cluster", "proxies"):
                continue
            mine, theirs = layer(name), layer(target)
            if mine == theirs:
                continue
            allowed = ALLOWED.get(mine, None)
            if mine == "jvm":
                ok = target.startswith("jvm/")
            else:
                ok = any(theirs == a or target.startswith(a + "/") for a in allowed)
            if not ok:
                yield f"{name}:{number}: {mine} must not include {target}"


def vocabulary():
    """jvm, interp and classlib-glue know no cluster."""
    words = re.compile(r"\b(mpi|MPI|remote|cluster|rank_of|NodeId)\b")
    for path in CODE:
        name = relative(path)
        if not name.startswith(("jvm/", "interp/", "classlib-glue/")) or name in COMPOSITION_ROOTS:
            continue
        for number, line in lines(path):
            found = words.search(line.replace("-Xverify:remote", ""))  # an option of java
            if found:
                yield f"{name}:{number}: the word '{found.group(0)}' does not belong here"


def gc_containers():
    """Object* must not be stored where the collector does not look."""
    pattern = re.compile(r"std::(vector|map|unordered_map|deque|set|unordered_set|list|function)<[^;{]*\b(Object|Array)\s*\*")
    for path in CODE:
        for number, line in lines(path):
            if pattern.search(line) and "// gc-ok:" not in line:
                yield f"{relative(path)}:{number}: container of Object* that the collector does not scan"


def headers():
    """Every source file says under which licence it is and what it is for."""
    for path in CODE:
        if path.suffix == ".def":
            continue
        text = path.read_text(errors="replace").splitlines()
        if not text or "SPDX-License-Identifier: Apache-2.0" not in text[0]:
            yield f"{relative(path)}:1: no SPDX line"
        if path.suffix == ".h" and (len(text) < 2 or not text[1].startswith("//")):
            yield f"{relative(path)}:2: a header says what it is for"


def document_links():
    """Documents name files that exist."""
    pattern = re.compile(r"`((?:jvm|interp|classlib-glue|cluster|proxies|tests|apps|docs)/[\w./*{},-]+)`")
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md"), *ROOT.glob("apps/*/README.md")]:
        for number, line in lines(path):
            for target in pattern.findall(line):
                names = [target]
                group = re.search(r"\{([^}]*)\}", target)
                if group:
                    names = [target.replace(group.group(0), part) for part in group.group(1).split(",")]
                for name in names:
                    if not any(ROOT.glob(name.rstrip("/"))):
                        yield f"{relative(path)}:{number}: {name} does not exist"


def bytecode_table():
    """bytecodes.def lists the 202 instructions of the specification, each once, in code order."""
    codes = [int(m.group(1), 16) for m in re.finditer(r"^BYTECODE\((0x[0-9a-f]+),",
             (ROOT / "jvm/bytecode/bytecodes.def").read_text(), re.M)]
    if codes != list(range(0xca)):
        yield "jvm/bytecode/bytecodes.def:1: not exactly the codes 0x00 to 0xc9 in order"


def sources():
    """Every source stands in the CMakeLists.txt of its top folder, by name."""
    tops = ("jvm", "interp", "classlib-glue", "cluster", "proxies")
    # Composition roots are named by the list of whoever links them.
    roots = {word.rstrip(")") for top in tops for word in (ROOT / top / "CMakeLists.txt").read_text().split()
             if word.startswith("${CMAKE_SOURCE_DIR}/")}
    for top in tops:
        lists = ROOT / top / "CMakeLists.txt"
        listed = {word.rstrip(")") for word in lists.read_text().split()}
        listed |= {word.removeprefix("${CMAKE_SOURCE_DIR}/" + top + "/") for word in roots}
        for path in sorted((ROOT / top).rglob("*.cc")):
            if path.relative_to(ROOT / top).as_posix() not in listed:
                yield f"{relative(path)}:1: not listed in {relative(lists)}"


def exports(build):
    """libjvm.so has every symbol that the JDK's own libraries import from it."""
    script = ROOT / "tests/style/check_exports.py"
    if script.exists() and build:
        done = subprocess.run([sys.executable, script, str(pathlib.Path(build) / "libjvm.so")], capture_output=True, text=True)
        if done.returncode != 0:
            yield done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", help="build directory, for checks of the products")
    arguments = parser.parse_args()
    passed = failed = 0
    for rule in (includes, vocabulary, gc_containers, headers, document_links, bytecode_table, sources,
                 lambda: exports(arguments.build)):
        findings = list(rule())
        for finding in findings:
            print(finding)
        if findings:
            failed += 1
        else:
            passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
