"""Each kind of breakage is noticed, and what is merely new is none."""

import copy
import json

import faces
import pytest

DOCUMENT = {
    "paths": {
        "/v1/score": {
            "post": {
                "parameters": [{"in": "query", "name": "limit", "schema": {"type": "integer"}}],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/Text"}}}},
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/Score"}}}}
                },
            }
        }
    },
    "components": {
        "Text": {
            "type": "object",
            "properties": {"text": {"type": ["string", "null"]}, "kind": {"enum": ["post", "reply"]}},
            "required": [],
        },
        "Score": {
            "type": "object",
            "properties": {
                "label": {"type": "string"},
                "spans": {"type": "array", "items": {"type": "integer"}},
            },
            "required": ["label"],
        },
    },
}


def with_(change):
    document = copy.deepcopy(DOCUMENT)
    change(document, document["paths"]["/v1/score"], document["components"])
    return document


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d, p, c: d["paths"].clear(), "POST /v1/score is gone"),
        (lambda d, p, c: p["post"]["parameters"].clear(), "limit"),
        (lambda d, p, c: p["post"]["parameters"][0].update(required=True), "has to be there"),
        (lambda d, p, c: p["post"]["responses"].clear(), "no answer 200"),
        (lambda d, p, c: c["Text"]["properties"].pop("text"), "text is gone"),
        (lambda d, p, c: c["Text"]["required"].append("text"), "has to be there"),
        (lambda d, p, c: c["Text"]["properties"]["text"].update(type="string"), "has become"),
        (lambda d, p, c: c["Text"]["properties"]["kind"]["enum"].pop(), "not taken any more"),
        (lambda d, p, c: c["Score"]["properties"].pop("label"), "label is gone"),
        (lambda d, p, c: c["Score"]["required"].clear(), "may be missing"),
        (lambda d, p, c: c["Score"]["properties"]["label"].update(type="integer"), "has become"),
        (lambda d, p, c: c["Score"]["properties"]["spans"]["items"].update(type="string"), "[]"),
    ],
)
def test_what_breaks_a_caller_over_http_is_told(change, told):
    found = list(faces.changed_http(DOCUMENT, with_(change)))
    assert len(found) == 1 and told in found[0], found


def test_what_is_new_over_http_breaks_nobody():
    def more(document, path, components):
        document["paths"]["/v1/new"] = {"get": {}}
        path["post"]["parameters"].append({"in": "query", "name": "new"})
        path["post"]["responses"]["429"] = {}
        components["Text"]["properties"]["new"] = {"type": "string"}
        components["Score"]["properties"]["new"] = {"type": "string"}
        components["Score"]["required"].append("new")

    assert not list(faces.changed_http(DOCUMENT, with_(more)))


def test_a_command_or_an_option_that_is_gone_is_told():
    was = {"": ["--version"], "score": ["--bundle", "--echo"]}
    assert not list(faces.changed_options(was, {**was, "teach": []}))
    assert list(faces.changed_options(was, {"": ["--version"], "score": ["--bundle"]}))
    assert list(faces.changed_options(was, {"": ["--version"]}))


def test_a_metric_that_is_gone_or_of_another_kind_is_told():
    assert not list(faces.changed_metrics(["koko_texts counter"], ["koko_texts counter", "koko_new gauge"]))
    assert list(faces.changed_metrics(["koko_texts counter"], ["koko_texts gauge"]))


@pytest.fixture
def now(tmp_path):
    """The faces of Python and Node, as they are."""
    faces.take_python(tmp_path)
    faces.take_node(tmp_path)
    return tmp_path


def edited(now, tmp_path_factory, name, old, new):
    """The folder of the same faces, with something else in one file."""
    folder = tmp_path_factory.mktemp("edited")
    faces.take_python(folder)
    faces.take_node(folder)
    text = (folder / name).read_text()
    assert old in text, f"{name} has no {old!r}"
    (folder / name).write_text(text.replace(old, new))
    return folder


PYTHON = "python/koko/__init__.py"


@pytest.mark.parametrize(
    ("old", "new"),
    [("def moderate(", "def judge("), ('engine: str = "auto"', 'engines: str = "auto"')],
)
def test_what_breaks_a_caller_in_python_is_told(now, tmp_path_factory, old, new):
    other = edited(now, tmp_path_factory, PYTHON, old, new)
    assert list(faces.changed_python(now / "python", other / "python"))
    assert not list(faces.changed_python(now / "python", now / "python"))


@pytest.mark.parametrize(("old", "new"), [("moderate(", "judge("), ("threads?: number", "threads?: string")])
def test_what_breaks_a_caller_in_typescript_is_told(now, tmp_path_factory, old, new):
    other = edited(now, tmp_path_factory, "node/index.d.ts", old, new)
    assert list(faces.changed_node(now / "node", other / "node"))
    assert not list(faces.changed_node(now / "node", now / "node"))


def test_the_kept_document_is_one_of_ours(release):
    assert "/v1/moderate" in json.loads((release.folder / "faces" / "openapi.json").read_text())["paths"]
