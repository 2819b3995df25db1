"""The stub is the manual, so it is compared with what was built: every name, every signature, both ways."""

import ast
import inspect
from pathlib import Path

import koko

STUB = ast.parse(Path(koko.__file__).with_name("__init__.pyi").read_text(encoding="utf-8"))


def public(names):
    return {name for name in names if not name.startswith("_")}


def definitions(body):
    """Functions and classes by name; an overloaded function by its last form."""
    return {node.name: node for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def signature_of(node):
    """Names, kinds and defaults, as `inspect` would give them."""
    arguments, kinds = node.args, inspect.Parameter
    positional = arguments.posonlyargs + arguments.args
    defaults = [None] * (len(positional) - len(arguments.defaults)) + arguments.defaults
    written = [(*pair, kinds.POSITIONAL_OR_KEYWORD) for pair in zip(positional, defaults)]
    written += [(*pair, kinds.KEYWORD_ONLY) for pair in zip(arguments.kwonlyargs, arguments.kw_defaults)]
    if arguments.kwarg:
        written.append((arguments.kwarg, None, kinds.VAR_KEYWORD))
    return [
        (argument.arg, kind, kinds.empty if default is None else ast.literal_eval(default))
        for argument, default, kind in written
        if argument.arg not in ("self", "cls")
    ]


def signature_built(function):
    parameters = inspect.signature(function).parameters.values()
    return [(each.name, each.kind, each.default) for each in parameters if each.name != "self"]


def overloads(name, body):
    return [node for node in body if isinstance(node, ast.FunctionDef) and node.name == name]


def test_the_stub_has_what_the_module_has():
    exported = next(node.value for node in STUB.body if isinstance(node, ast.Assign))
    assert ast.literal_eval(exported) == koko.__all__
    modules = {name for name in koko.__all__ if inspect.ismodule(getattr(koko, name))}
    imports = [node for node in STUB.body if isinstance(node, ast.ImportFrom)]
    passed_on = {alias.asname for node in imports for alias in node.names}
    assert public(definitions(STUB.body)) | (passed_on - {None}) == set(koko.__all__)
    assert modules == {"aio", "errors", "plots", "ray", "results", "types", "webhooks"}


def test_functions_have_the_signatures_of_the_stub():
    for name, node in definitions(STUB.body).items():
        if isinstance(node, ast.FunctionDef):
            assert signature_of(node) == signature_built(getattr(koko, name)), name


def members_of(cls):
    """What a class has of its own, and from its native half."""
    return {name: member for base in reversed(cls.__mro__[:-1]) for name, member in vars(base).items()}


def test_the_class_has_the_members_and_signatures_of_the_stub():
    body = definitions(STUB.body)["Moderator"].body
    written = definitions(body)
    built_members = members_of(koko.Moderator)
    assert public(written) == public(built_members)
    assert signature_of(written.pop("__new__")) == signature_built(koko.Moderator)
    for name, node in written.items():
        is_property = "property" in [ast.unparse(mark) for mark in node.decorator_list]
        built = built_members[name]
        assert is_property == inspect.isdatadescriptor(built), name
        if not is_property:
            # What is required differs between the overloads; the names and their order do not.
            for form in overloads(name, body):
                names = [argument for argument, _, _ in signature_of(form)]
                assert names == [argument for argument, _, _ in signature_built(built)], name
            assert signature_of(overloads(name, body)[0]) == signature_built(built), name


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
