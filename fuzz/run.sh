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
PATH="$PWD/target/tools/fuzz/bin:$PATH"
# There is no unsafe code in what is read here: without a sanitizer twice as much is tried.
options=(--fuzz-dir fuzz --target-dir target/fuzz --sanitizer none)
cargo +nightly fuzz build "${options[@]}" ways
status=0
for way in "${ways[@]}"; do
  grown=target/fuzz/grown/$way found=target/fuzz/found/$way
  mkdir -p "$grown" "$found"
  echo "== $way"
  corpora=("$grown" "fuzz/corpus/$way")
  [ ! -d "fuzz/found/$way" ] || corpora+=("fuzz/found/$way")
  KOKO_WAY=$way cargo +nightly fuzz run "${options[@]}" ways "${corpora[@]}" -- \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=8192 -dict=fuzz/words.dict \
    -artifact_prefix="$found/" -verbosity=0 -print_final_stats=1 || status=1
done
exit $status
