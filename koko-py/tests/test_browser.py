"""Cards in a real Chromium, on JupyterLab's own pages: all can be read, in light and dark, wide and narrow.

KOKO_SHOTS=folder leaves pictures of the pages there, for people.
"""

import json
import os
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter

import koko

LOOK = Path(__file__).parent / "browser" / "look.mjs"
WIDTHS = [1200, 420]
TEXT = "Hey mara, you are a stupid idiot. See you tomorrow! "


def cards(moderator):
    """One of each kind, and what is hard to draw: long words, many words, writing from the right, nothing."""
    at = 1_793_605_320
    for number in range(6):
        moderator.moderate(f"{TEXT}{number}", author="drawn_by_a_browser", target="mara", at=at + number)
    contents = [
        {"text": f"{TEXT * (number + 1)}", "id": f"post-{number}", "author": "drawn", "at": at + 60 * number}
        for number in range(5)
    ]
    labelled = {
        "text": [f"{text} {number}" for number in range(15) for text in (TEXT, "good morning")],
        "insult": [1, 0] * 15,
        "spam": [0, 0] * 14 + [1, 0],
        "region": ["coast", "hills", "city"] * 10,
    }
    given = {"text": labelled["text"], "TOXICITY": [0.9, 0.1] * 15, "IDENTITY_ATTACK": [0.2, 0.1] * 15}
    yield moderator.score(TEXT)
    yield moderator.score("good morning")
    yield moderator.score("")
    yield moderator.score("אתה idiot, " + "an" * 200 + " \U0001f600 " + TEXT * 20)
    yield moderator.moderate(
        "Hey mara: y o u  are a stu\u200bpid 1d10t", id="post-1", author="tom", target="mara"
    )
    yield moderator.moderate("good morning")
    yield moderator.explain(TEXT)
    yield moderator.standing("drawn_by_a_browser", at=at + 10)
    yield moderator.score([TEXT, None, "good morning", "word" * 40], errors="collect")
    yield moderator.moderate_many(contents)
    yield moderator.evaluate(labelled, groups="region", bootstrap=20)
    yield koko.tune(labelled, fpr=[0.2, 0.01], moderator=moderator)
    yield koko.parity(given, moderator=moderator)


def page(shown, theme, file):
    """Pieces of HTML as the outputs of a notebook."""
    cells = []
    for html in shown:
        output = nbformat.v4.new_output("execute_result", {"text/html": html}, execution_count=1)
        cells.append(nbformat.v4.new_code_cell("moderator", outputs=[output], execution_count=1))
    exporter = HTMLExporter(template_name="lab", theme=theme, mathjax_url="", require_js_url="")
    file.write_text(exporter.from_notebook_node(nbformat.v4.new_notebook(cells=cells))[0], encoding="utf-8")
    return str(file)


def look(pages, shots=None):
    """What cannot be read, by page and width."""
    asked = json.dumps({"pages": pages, "widths": WIDTHS, "shots": shots})
    return json.loads(subprocess.run(["node", LOOK, asked], check=True, stdout=subprocess.PIPE).stdout)


@pytest.fixture(scope="module")
def seen(moderator, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    shown = [card._repr_html_() for card in cards(moderator)]
    overlapping = (
        '<div><table style="width:200px"><tr><td>severe_toxicity</td><td>1</td><td>2</td></tr></table></div>'
    )
    faint = '<div><span style="color:rgba(128,128,128,.5)">nobody can read this</span></div>'
    pages = [page(shown, theme, folder / f"{theme}.html") for theme in ("light", "dark")]
    pages.append(page([overlapping, faint], "light", folder / "unreadable.html"))
    return look(pages, os.environ.get("KOKO_SHOTS"))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_on_a_card_can_be_read(seen, theme, width):
    assert seen[f"{theme} {width}"] == []


def test_what_cannot_be_read_is_noticed(seen):
    cell, letters = seen["unreadable 1200"]
    assert "a cell is too narrow: severe_toxicity" in cell and "too faint" in letters
