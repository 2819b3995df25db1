"""The stub is the manual, so stubtest compares it with what was built: names and signatures, both ways."""

import ast
import subprocess
import sys
from pathlib import Path

import koko

PACKAGE = Path(__file__).resolve().parents[1]
STUB = ast.parse(Path(koko.__file__).with_name("__init__.pyi").read_text(encoding="utf-8"))


def definitions(body):
    """Functions and classes by name; an overloaded function by its last form."""
    return {node.name: node for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def test_stubtest_finds_nothing_that_differs():
    words = ["koko", "--mypy-config-file", "pyproject.toml", "--allowlist", "tests/stubtest.txt"]
    command = [sys.executable, "-m", "mypy.stubtest", *words]
    told = subprocess.run(command, cwd=PACKAGE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert told.returncode == 0, told.stdout


def test_everything_has_a_docstring_in_both_places():
    for name, node in definitions(STUB.body).items():
        assert ast.get_docstring(node) and getattr(koko, name).__doc__, name
        members = definitions(node.body) if isinstance(node, ast.ClassDef) else {}
        for member, inner in members.items():
            assert ast.get_docstring(inner), f"{name}.{member}"


def test_results_have_the_shapes_of_the_stub(moderator):
    moderation = moderator.moderate("You are a stupid idiot.", id="1", author="mara", at=1_700_000_000)
    shapes = koko.types
    check_shape(moderation, shapes.Moderation)
    check_shape(moderation["decision"], shapes.Decision)
    check_shape(moderation["decision"]["ids"], shapes.Ids)
    check_shape(moderation["standing"], shapes.Standing)
    for span in moderation["spans"]:
        check_shape(span, shapes.Span)
    for reason in moderation["decision"]["reasons"]:
        check_shape(reason, shapes.Reason)
    for finding in moderation["standing"]["findings"]:
        check_shape(finding, shapes.Finding)
    check_shape(moderator.score("hello"), shapes.Scored)
    check_shape(moderator.ids, shapes.Ids)
    check_shape(moderator.report, shapes.Report)
    explanation = moderator.explain("hello there")
    check_shape(explanation, shapes.Explanation)
    check_shape(explanation["words"][0], shapes.Word)
    check_shape(explanation["words"][0]["place"], shapes.Positions)
    check_shape(moderator.tokenize("hello")[0], shapes.Token)
    check_shape(koko.normalize("hello"), shapes.Normalized)
    trees = ["an oak", "a birch", "a pine", "an elm", "an ash"]
    taught = moderator.teach("trees", trees, ["a fox", "the snow", "the sea", "some ice", "a stone"])
    check_shape(taught, shapes.Taught)
    check_shape(taught["quality"], shapes.Quality)


def check_shape(result, shape):
    assert set(result) == set(shape.__annotations__), shape.__name__
