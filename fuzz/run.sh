#!/usr/bin/env bash
# Fuzzes ways into the program, each for so many seconds: fuzz/run.sh SECONDS [WAY...]
#
# What is tried grows in target/fuzz/grown. A finding is in target/fuzz/found: mend it, and put it into fuzz/found/WAY, where an
# ordinary test reads it for ever.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=$1
shift
ways=("$@")
[ ${#ways[@]} -gt 0 ] || mapfile -t ways < <(cd fuzz/corpus && printf '%s\n' *)
# Libraries are those of the tests, where there are any: a minute instead of a quarter of an hour.
if [ -d target/debug/deps ] && [ ! -d target/fuzz/debug ]; then
  mkdir -p target/fuzz
  cp -al target/debug target/fuzz/debug
  rm -rf target/fuzz/debug/{.cargo-lock,incremental} target/fuzz/debug/{.,deps,.fingerprint,build}/*koko*
fi
# The versions of the workspace, and whatever libFuzzer needs besides.
cp Cargo.lock fuzz/Cargo.lock
RUSTC_WRAPPER=$PWD/fuzz/rustc.sh cargo build --manifest-path fuzz/Cargo.toml --config Cargo.toml --target-dir target/fuzz
status=0
for way in "${ways[@]}"; do
  grown=target/fuzz/grown/$way found=target/fuzz/found/$way
  mkdir -p "$grown" "$found"
  corpora=("$grown" "fuzz/corpus/$way")
  [ ! -d "fuzz/found/$way" ] || corpora+=("fuzz/found/$way")
  # A finding ends a run, and the next one goes on from it.
  KOKO_WAY=$way target/fuzz/debug/ways "${corpora[@]}" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -max_len=8192 -dict=fuzz/words.dict -artifact_prefix="$found/" -verbosity=0 -print_final_stats=1 \
    >"$found.log" 2>&1 || { status=1 && tail -n 40 "$found.log"; }
  echo "$way: $(sed -n 's/^stat::number_of_executed_units: *//p' "$found.log") executions in $seconds s, $(find "$found" -type f | wc -l) findings"
done
exit $status
