#!/bin/sh
# Makes the bundle from nothing but the data: `training/train.sh --data DIR`. Needs Python 3.11 or newer, and Rust for Koko itself.
# Everything given here is passed on, so `training/train.sh --csv mine.csv --out my-bundle` works as well.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
venv="$here/.venv"
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "training needs Python 3.11 or newer: set PYTHON to one, as in PYTHON=python3.12 $0 …" >&2
    exit 1
}
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
# torch comes in a smaller build for machines without a GPU: add `--index-url https://download.pytorch.org/whl/cpu` through PIP_ARGS.
# shellcheck disable=SC2086 # there may be several
"$venv/bin/python" -m pip install --quiet ${PIP_ARGS:-} -r "$here/requirements.txt" "$here/../koko-py"

# The paths that were given are relative to where the command was typed, so this script does not change folders.
PYTHONPATH="$here" exec "$venv/bin/python" -m koko_training all \
    --config "$here/config.toml" --work "$here/work" --out "$here/../models/koko-en-1" "$@"
