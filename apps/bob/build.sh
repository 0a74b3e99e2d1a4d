#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Compiles the benchmark into build/bob of the repository, or into the directory given.
set -euo pipefail
cd "$(dirname "$0")"
output=${1:-../../build/bob}
mkdir -p "$output"
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" -Xlint:all -d "$output" src/bob/*.java
