#!/usr/bin/env bash
# pytest for checks: its last line is `N passed, N failed`. A test that was skipped has not passed.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PYTHONPATH=deploy/ci${PYTHONPATH:+:$PYTHONPATH}
exec "${PYTHON:-.venv/bin/python}" -m pytest --quiet --color=no -p no:cacheprovider -p last_line "$@"
