#!/usr/bin/env bash
# Compiles for a fuzzer what reads strangers' bytes, and everything else as it is compiled anyway: for Cargo's RUSTC_WRAPPER.
set -euo pipefail
rustc=$1
shift
name=
for ((place = 1; place <= $#; place++)); do
  [ "${!place}" != --crate-name ] || { next=$((place + 1)) && name=${!next}; }
done
case $name in
koko_core | koko_server | ways)
  # As cargo-fuzz has them.
  set -- "$@" --cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1
  ;;
esac
exec "$rustc" "$@"
