"""Runs the notebooks and keeps what they show: `python execute.py [notebook.ipynb…]`.

Needs nbclient and ipykernel. What differs from run to run (bars, times of execution) is left out, so that a file
changes only where its results do.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent


def executed(path):
    """The notebook with its outputs. An error in a cell is an error here."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": HERE}},
    )
    client.record_timing = False
    client.execute()
    for cell in notebook.cells:
        # Bars, and what libraries say about their day.
        outputs = cell.get("outputs", [])
        cell["outputs"] = [each for each in outputs if each.get("name") != "stderr"]
        if cell.cell_type != "code":
            del cell["outputs"]
    return notebook


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(HERE.glob("*.ipynb")):
        nbformat.write(executed(name), name)
        print(name)
