#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs each fuzz target of a build directory for a short time on a fresh corpus; the last line is "N passed, N failed". Builds nothing.
# Usage: run_brief.sh BUILD_DIR [SECONDS]. A finding is left in BUILD_DIR/fuzz-findings.
set -uo pipefail
build=${1:?usage: run_brief.sh BUILD_DIR [SECONDS]}
seconds=${2:-15}
home=${JAVA_HOME:-}
for candidate in /usr/lib/jvm/java-17-openjdk-*; do
  [ -f "$home/lib/modules" ] || home=$candidate
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
findings=$build/fuzz-findings
mkdir -p "$work/class_file" "$work/jimage" "$findings"

# Class files: some of the JDK (an interface, an enum, lambdas, a sealed class, a large one) and one before StackMapTable's time.
names='Comparable|Thread\$State|StringConcatHelper|invoke/MethodHandleDesc|constant/ClassDesc|Character\$UnicodeBlock|Record'
"$home/bin/jimage" extract --dir "$work/jdk" --include "regex:/java.base/java/lang/($names)\\.class" "$home/lib/modules"
find "$work/jdk" -name '*.class' | while read -r file; do cp "$file" "$work/class_file/$(basename "$file")"; done

# Images: one entry "/m/p/A.class" as in tests/unit/jvm/archive, and the same with a second entry of a package table.
python3 - "$work/jimage" <<'PYTHON'
import struct
import sys

def image(entries, strings):
    locations = b"\0"
    offsets = []
    for entry in entries:
        offsets.append(len(locations))
        for kind, value in entry:
            locations += bytes([kind << 3, value])
        locations += b"\0"
    redirect = struct.pack(f"<{len(entries)}i", *(-1 - i for i in range(len(entries))))
    table = struct.pack(f"<{len(entries)}I", *offsets)
    header = struct.pack("<7I", 0xCAFEDADA, 1 << 16, 0, len(entries), len(entries), len(locations), len(strings))
    return header + redirect + table + locations + strings + b"body"

text = b"\0m\0p\0A\0class\0packages\0"
first = [(1, 1), (2, 3), (3, 5), (4, 7), (5, 0), (7, 4)]
second = [(1, 13), (3, 3), (5, 0), (7, 4)]
for name, content in (("one", image([first], text)), ("two", image([first, second], text)), ("empty", image([], text))):
    with open(f"{sys.argv[1]}/{name}", "wb") as out:
        out.write(content)
PYTHON

passed=0
failed=0
fuzz() {
  local target=$build/tests/$1_fuzz corpus=$work/$1
  if [ ! -x "$target" ]; then
    echo "no $target"
    failed=$((failed + 1))
    return
  fi
  if [ -z "$(ls -A "$corpus")" ]; then
    echo "$1: no seeds"
    failed=$((failed + 1))
    return
  fi
  if "$target" "$corpus" -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=2048 -artifact_prefix="$findings/$1-" \
      -print_final_stats=1 >"$work/$1.log" 2>&1; then
    passed=$((passed + 1))
    echo "$1: $(grep -oE 'number_of_executed_units: [0-9]+' "$work/$1.log")"
  else
    failed=$((failed + 1))
    tail -n 60 "$work/$1.log"
  fi
}
fuzz class_file
fuzz jimage
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
