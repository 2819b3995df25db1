"""Runs notebooks, each in its folder, and keeps what they show: `python execute.py [notebook.ipynb…]`.

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
        resources={"metadata": {"path": Path(path).resolve().parent}},
    )
    client.record_timing = False
    client.execute()
    return without_bars(notebook)


def without_bars(notebook):
    """Whether there is a bar depends on how fast the machine is, and what it looks like on what is installed."""
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if not is_bar(output)]
    return notebook


def is_bar(output):
    """Widgets, and what is written to the standard error."""
    return output.get(
        "name"
    ) == "stderr" or "application/vnd.jupyter.widget-view+json" in output.get(
        "data", {}
    )


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(HERE.glob("*.ipynb")):
        nbformat.write(executed(name), name)
        print(name)
