#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the preset named (debug or asan) and runs the suites that find its bugs; more words are passed to the differential programs.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:?usage: run_sanitized.sh debug|asan [option of run_differential.py ...]}
shift
build=build/$preset
cmake --preset "$preset"
cmake --build --preset "$preset"
status=0
"$build/tests/unit_tests" --gtest_brief=1 || status=1
python3 tests/java/run_differential.py --cjvm "$build/cjvm" --build-dir "build/$preset-java" --timeout-factor 8 "$@" || status=1
python3 tests/mutation/run.py --cjvm "$build/cjvm" --count 2000 || status=1
python3 apps/stress/run.py --cjvm "$build/cjvm" --quick || status=1
[ "$preset" = asan ] || python3 tests/launcher/run.py --cjvm "$build/cjvm" || status=1
exit "$status"
