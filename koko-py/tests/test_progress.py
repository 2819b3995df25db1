"""A bar for many rows: where somebody watches, and never in a pipe."""

import io
import subprocess
import sys

import pytest

import koko
from koko import _progress, errors

PROGRAM = """
import sys, koko
texts = ["good morning %d" % number for number in range(600)]
koko.Moderator(threads=1).score((text for text in texts), progress={progress})
"""


def told(progress, stderr):
    """What a program with or without a terminal writes to its standard error."""
    import os
    import pty
    import termios

    command = [sys.executable, "-c", PROGRAM.format(progress=progress)]
    if stderr == "pipe":
        return subprocess.run(command, stderr=subprocess.PIPE, check=True, text=True).stderr
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    process = subprocess.Popen(command, stderr=theirs)
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux ends a terminal so.
            break
        if not piece:
            break
        said += piece
    assert process.wait() == 0
    os.close(ours)
    return said.decode()


def test_a_pipe_gets_no_bar_and_a_terminal_counts_the_rows():
    assert told(None, "pipe") == ""
    assert "600 rows" in told(True, "pipe")
    assert "600 rows" in told(True, "terminal")
    assert told(False, "terminal") == ""


def test_the_bar_ends_at_the_number_of_rows_and_counts_refused_ones(moderator, monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    moderator.score(["a", None] * 150, errors="collect", progress=True)
    assert "300/300" in sys.stderr.getvalue()
    moderator.moderate_many([{"text": "a"}] * 3, progress=True)
    assert "3/3" in sys.stderr.getvalue()


def test_without_tqdm_there_is_no_bar_unless_somebody_asked_for_it(moderator, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    monkeypatch.setattr(_progress, "_watched", lambda: True)
    assert len(moderator.score(["a"])) == 1
    with pytest.raises(errors.BadInputError, match="pip install tqdm"):
        moderator.score(["a"], progress=True)
    with pytest.raises(errors.BadInputError, match="`progress` must be"):
        moderator.score(["a"], progress="yes")


def test_nothing_is_imported_that_was_not_asked_for():
    heavy = {
        "numpy",
        "pandas",
        "polars",
        "pyarrow",
        "matplotlib",
        "tqdm",
        "IPython",
        "asyncio",
        "onnxruntime",
    }
    use = "import koko, sys; koko.Moderator(threads=1).score('hello')"
    program = f"{use}; print({heavy!r} & sys.modules.keys())"
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "set()"
    assert "evaluate" in dir(koko)
