#!/usr/bin/env bash
# Leaves what a release is checked with in target/tools/release/bin: cargo-deny and cargo-semver-checks, compiled from crates.io.
# That takes ten minutes or so on two cores, which is why only releases and the long form of their check ask for them.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$PWD/target/tools/release
for tool in cargo-deny@0.20.2 cargo-semver-checks@0.51.0; do
  cargo install --quiet --locked --root "$tools" --target-dir "$tools/target" "$tool"
done
rm -rf "$tools/target"
