"""The examples in the documents are run, and say what they say there."""

import ast
import doctest
from pathlib import Path

import koko

README = Path(__file__).parents[1] / "README.md"
STUB = Path(koko.__file__).with_name("__init__.pyi")


def check(name, text):
    """Runs the examples of a text, and tells how many there are."""
    test = doctest.DocTestParser().get_doctest(text, {"koko": koko}, name, name, 0)
    results = doctest.DocTestRunner().run(test)
    assert results.failed == 0
    return results.attempted


def test_the_examples_of_the_readme_say_what_they_say():
    assert check("README.md", README.read_text(encoding="utf-8")) > 5


def test_the_examples_of_the_stub_say_what_they_say():
    nodes = ast.walk(ast.parse(STUB.read_text(encoding="utf-8")))
    documented = (node for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module)))
    assert sum(check(STUB.name, ast.get_docstring(node) or "") for node in documented) > 0
