#!/usr/bin/env bash
# Says what would be compiled once more for the packages for Python and Node, and for the command, than for the whole workspace.
set -euo pipefail
cd "$(dirname "$0")/../.."

tree() { CARGO_TERM_COLOR=never cargo tree --locked "$@" --prefix none --format '{p} {f}' | sed 's/ (\*)$//' | grep -v '^koko' | sort -u; }
twice=$(for package in koko-py koko-node koko-server; do comm -13 <(tree --workspace --edges normal,build,dev) <(tree --package "$package" --edges normal,build); done | sort -u)
if [ -n "$twice" ]; then
  echo "These are compiled with other features than in the workspace: add them to requirements/features/Cargo.toml." >&2
  echo "$twice" >&2
  exit 1
fi
