"""Every notebook runs from its first cell to its last, and what is kept of it is small and says nothing of a machine."""

import sys
from pathlib import Path

import nbformat
import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from execute import executed  # noqa: E402

NOTEBOOKS = sorted(HERE.glob("*.ipynb"))
# Ray is large, and has a test of its own: `make scale-test`.
HERE_AND_NOW = [path for path in NOTEBOOKS if "ray" not in path.name]
LARGEST_BYTES = 200_000


@pytest.mark.parametrize("path", HERE_AND_NOW, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_is_kept(path):
    kept = nbformat.read(path, as_version=4)
    for cell, before in zip(executed(path).cells, kept.cells):
        shown = [sorted(output.get("data", {})) for output in cell.get("outputs", [])]
        assert shown == [
            sorted(output.get("data", {})) for output in before.get("outputs", [])
        ], cell.source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_is_kept_is_small_and_was_run(path):
    text = path.read_text(encoding="utf-8")
    assert len(text) < LARGEST_BYTES
    cells = [
        cell
        for cell in nbformat.reads(text, as_version=4).cells
        if cell.cell_type == "code"
    ]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1)), (
        "run execute.py"
    )
    assert all(
        output.output_type != "error" for cell in cells for output in cell.outputs
    )
    assert str(HERE.parents[1]) not in text and str(Path.home()) not in text


def test_all_of_them_are_there():
    assert len(NOTEBOOKS) == 6
