"""The golden cases of `conformance/` through the Python face. Readers refuse unknown fields."""

import json
import shutil
from pathlib import Path

import pytest

import koko

CONFORMANCE = Path(__file__).resolve().parents[2] / "conformance"


# What a file has besides `about` and `cases`.
MORE = {
    "normalize.json": {"unchanged"},
    "scores.json": {"model", "tolerance"},
    "spans.json": {"policy", "label"},
    "policy.json": {"refused"},
}


def read(name, *required, optional=()):
    """A file of cases; every case has the required fields and no others but the optional ones."""
    file = json.loads((CONFORMANCE / name).read_text(encoding="utf-8"))
    check_fields(name, file, {"about", "cases"} | MORE.get(name, set()))
    for case in file["cases"]:
        check_fields(f"{name}: {case.get('name')}", case, {"name", *required}, optional)
    return file


def check_fields(where, fields, required, optional=()):
    unknown, missing = set(fields) - set(required) - set(optional), set(required) - set(fields)
    assert not unknown and not missing, f"{where}: unknown fields {unknown}, missing fields {missing}"


def cases(name, *required, optional=()):
    return pytest.mark.parametrize(
        "case",
        [pytest.param(case, id=case["name"]) for case in read(name, *required, optional=optional)["cases"]],
    )


def text_of(text, chars):
    return text[chars[0] : chars[1]]


@cases("normalize.json", "text", "normalized", "places")
def test_evasions_are_folded_and_lead_back_to_the_original(case):
    normalized = koko.normalize(case["text"])
    assert normalized["text"] == case["normalized"]
    for piece, original in case["places"]:
        start = normalized["text"].index(piece)
        places = normalized["origins"][start : start + len(piece)]
        assert case["text"][places[0][0] : places[-1][1]] == original


def test_ordinary_writing_stays_as_it_is():
    file = read("normalize.json", "text", "normalized", "places")
    assert [koko.normalize(text)["text"] for text in file["unchanged"]] == file["unchanged"]


@cases("tokens.json", "text", "pieces")
def test_pieces_are_those_of_the_model_and_lead_back_to_the_original(moderator, case):
    tokens = moderator.tokenize(case["text"])
    found = [
        [token["piece"], text_of(case["text"], token["place"]["chars"]), list(token["place"]["chars"])]
        for token in tokens
    ]
    assert found == case["pieces"]


@cases("scores.json", "text", "scores")
def test_scores_are_those_of_the_model_that_the_file_names(moderator, case):
    file = read("scores.json", "text", "scores")
    model = moderator.ids["model"]
    assert file["model"] == model, (
        f"scores.json belongs to {file['model']}, the default bundle is {model}: see its `about`"
    )
    scores = moderator.score(case["text"])["scores"]
    assert scores == pytest.approx(case["scores"], abs=file["tolerance"])


@cases("spans.json", "text", "covered", "bare")
def test_spans_cover_the_characters_of_the_original(case, tmp_path):
    file = read("spans.json", "text", "covered", "bare")
    text = case["text"]
    marks = [False] * len(text)
    for span in with_policy(file["policy"], tmp_path).moderate(text)["spans"]:
        chars = text_of(text, span["chars"])
        assert text.encode()[slice(*span["bytes"])].decode() == chars
        assert text.encode("utf-16-le")[slice(*(2 * at for at in span["utf16"]))].decode("utf-16-le") == chars
        if span["label"] == file["label"]:
            marks[slice(*span["chars"])] = [True] * len(chars)
    for words in case["covered"]:
        assert all(marks[text.index(words) : text.index(words) + len(words)]), words
    for words in case["bare"]:
        assert not any(marks[text.index(words) : text.index(words) + len(words)]), words


@cases("policy.json", "policy", "steps")
def test_policies_decide(case, tmp_path):
    moderator = with_policy(case["policy"], tmp_path)
    for step in case["steps"]:
        check_fields(case["name"], step, {"content", "action", "rules"})
        decision = moderator.moderate(**step["content"])["decision"]
        assert (decision["action"], [reason["rule"] for reason in decision["reasons"]]) == (
            step["action"],
            step["rules"],
        )


def refused_policies():
    file = read("policy.json", "policy", "steps")
    for case in file["refused"]:
        check_fields("policy.json", case, {"name", "policy", "message"})
    return [pytest.param(case, id=case["name"]) for case in file["refused"]]


@pytest.mark.parametrize("case", refused_policies())
def test_mistakes_in_a_policy_are_told_with_line_and_field(case, tmp_path):
    with pytest.raises(koko.errors.BadPolicyError) as refused:
        with_policy(case["policy"], tmp_path)
    check_message(refused.value, case)


@cases(
    "errors.json", "kind", "message", optional=("content", "text_bytes", "bundle", "flip_byte_in", "device")
)
def test_refusals_have_their_kind_and_say_what_to_do(moderator, case, tmp_path):
    with pytest.raises(koko.errors.KokoError) as refused:
        if "content" in case:
            moderator.moderate(**case["content"])
        elif "text_bytes" in case:
            moderator.score("a" * case["text_bytes"])
        elif "bundle" in case:
            koko.Moderator(tmp_path / case["bundle"])
        elif "flip_byte_in" in case:
            koko.Moderator(flipped(moderator, case["flip_byte_in"], tmp_path))
        elif "device" in case:
            koko.Moderator(device=case["device"])
    assert refused.value.kind == case["kind"]
    assert type(refused.value) is koko.errors.BY_KIND[case["kind"]]
    check_message(refused.value, case)


def check_message(error, case):
    for words in case["message"]:
        assert words in str(error)


def with_policy(toml, tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text(toml, encoding="utf-8")
    return koko.Moderator(policy=path, threads=1)


def flipped(moderator, name, tmp_path):
    """A copy of the default bundle with another byte in the middle of one file."""
    copy = tmp_path / "bundle"
    shutil.copytree(moderator.report["bundle"], copy)
    bytes_ = bytearray((copy / name).read_bytes())
    bytes_[len(bytes_) // 2] ^= 1
    (copy / name).write_bytes(bytes_)
    return copy
