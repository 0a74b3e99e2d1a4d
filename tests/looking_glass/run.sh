#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Differential programs in the looking glass (looking_glass.h): run.sh BUILD_DIRECTORY [words for run_differential.py].
# Not among them: CloneAndObject, which compares an array with itself seen from the master; GcStress and OutOfMemory, whose
# objects would have to die; JniNames, which prints where the test libraries are.
set -eu
build=$1
shift
exec python3 "$(dirname "$0")/../java/run_differential.py" --cjvm "$build/looking_glass/cjvm" \
  --filter '^(jni|lang|lang2|jvms|lib|threads)/(?!CloneAndObject$|GcStress$|OutOfMemory$|JniNames$)' "$@"
