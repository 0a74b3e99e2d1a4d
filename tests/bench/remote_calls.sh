#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Operations on objects of another node against a raw MPI ping-pong: tests/bench/remote_calls.sh
# BUILD. The transport is MPI's choice; OMPI_MCA_btl=tcp,self makes it TCP.
set -eu
build=${1:?usage: remote_calls.sh BUILD}
here=$(cd "$(dirname "$0")" && pwd)
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac -d "$classes" "$here/RemoteCalls.java"
export OMPI_MCA_mpi_yield_when_idle=0
rpc=$(mpirun --allow-run-as-root --oversubscribe --mca plm isolated -np 2 \
  "$build/tests/rpc_bench" 500)
echo "$rpc"
raw=$(echo "$rpc" | sed -n 's/^raw .*best quarter *\([0-9.]*\) us.*/\1/p')
"$build/cjvm" --nodes 2 -cp "$classes" RemoteCalls |
  awk -F '\t' -v raw="$raw" '{ printf "%-28s %6.2f us (%.2f x)\n", "Java: " $1, $2, $2 / raw }'
