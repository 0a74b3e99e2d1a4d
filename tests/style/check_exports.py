#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that libjvm.so exports every symbol that the JDK's native libraries import from it.

usage: check_exports.py LIBJVM [JAVA_HOME]

The libraries are linked with immediate binding: one missing symbol and dlopen fails, whether it is ever called or not.
"""
import os
import pathlib
import re
import subprocess
import sys

WANTED = re.compile(r"(JVM_|JNI_|jio_)\w+$")


def symbols(library, kind):
    """Dynamic symbol names of `library` that are defined or undefined, without their versions."""
    output = subprocess.run(["nm", "-D", f"--{kind}-only", str(library)], capture_output=True, text=True).stdout
    names = (line.split()[-1].split("@")[0] for line in output.splitlines() if line.strip())
    return {name for name in names if WANTED.match(name)}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    libjvm = pathlib.Path(sys.argv[1])
    home = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("JAVA_HOME", "/usr/lib/jvm/java-17-openjdk-amd64")
    exported = symbols(libjvm, "defined")
    missing = {}
    count = 0
    for library in sorted(pathlib.Path(home, "lib").rglob("*.so")):
        if library.name == "libjvm.so":
            continue
        for name in symbols(library, "undefined"):
            if name.startswith("JNI_"):
                continue  # entry points that libjli looks up itself
            count += 1
            if name not in exported:
                missing.setdefault(name, library.name)
    entry_points = {"JNI_CreateJavaVM", "JNI_GetDefaultJavaVMInitArgs", "JNI_GetCreatedJavaVMs"}
    for name in sorted(entry_points - exported):
        missing[name] = "libjli.so"
    for name, library in sorted(missing.items()):
        print(f"{libjvm}: {name} is not exported ({library} needs it)")
    if count == 0:
        sys.exit(f"no library under {home}/lib imports anything: wrong JAVA_HOME?")
    if missing:
        sys.exit(1)
    print(f"{len(exported)} exports cover {count} imports")


if __name__ == "__main__":
    main()
