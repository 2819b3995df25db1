"""OpenAI's own client, unmodified, with another base URL."""

import asyncio
import json
import os
import subprocess
from pathlib import Path

import openai
import pytest
from conftest import ROOT

CATEGORIES = {
    "harassment", "harassment/threatening", "hate", "hate/threatening", "illicit", "illicit/violent",
    "self-harm", "self-harm/instructions", "self-harm/intent", "sexual", "sexual/minors", "violence",
    "violence/graphic",
}  # fmt: skip


@pytest.fixture
def client(service):
    return openai.OpenAI(api_key="any", base_url=f"{service.url}/v1")


def test_a_text_is_flagged_and_another_is_not(client):
    rude = client.moderations.create(input="you are an idiot and a loser")
    assert rude.results[0].flagged and rude.results[0].categories.harassment
    assert 0.5 < rude.results[0].category_scores.harassment <= 1
    assert rude.id.startswith("modr-") and "@blake3:" in rude.model
    kind = client.moderations.create(input="what a lovely garden", model="omni-moderation-latest")
    assert not kind.results[0].flagged and not kind.results[0].categories.harassment


def test_every_category_is_there_and_what_is_not_evaluated_says_so(client):
    result = client.moderations.create(input="good morning").results[0]
    for part in (result.categories, result.category_scores, result.category_applied_input_types):
        assert set(part.to_dict()) == CATEGORIES
    assert result.category_applied_input_types.sexual_minors == []
    assert result.categories.sexual_minors is False and "sexual/minors" in result.koko["not_evaluated"]
    assert set(result.koko["labels"]) >= {"toxicity", "insult", "spam"}


def test_strings_have_results_of_their_own_and_parts_have_one(client):
    many = client.moderations.create(input=["good morning", "you idiot", ""])
    assert [result.flagged for result in many.results] == [False, True, False]
    parts = [{"type": "text", "text": "good morning"}, {"type": "text", "text": "you idiot"}]
    assert [result.flagged for result in client.moderations.create(input=parts).results] == [True]


def test_the_url_may_come_from_the_environment(service, monkeypatch):
    monkeypatch.setitem(os.environ, "OPENAI_BASE_URL", f"{service.url}/v1")
    monkeypatch.setitem(os.environ, "OPENAI_API_KEY", "any")
    assert openai.OpenAI().moderations.create(input="you idiot").results[0].flagged


def test_the_asynchronous_client_is_served_side_by_side(service):
    async def ask():
        async with openai.AsyncOpenAI(api_key="any", base_url=f"{service.url}/v1") as client:
            texts = ["you idiot" if number % 2 else "good morning" for number in range(40)]
            return await asyncio.gather(*(client.moderations.create(input=text) for text in texts))

    answers = asyncio.run(ask())
    assert [answer.results[0].flagged for answer in answers] == [bool(number % 2) for number in range(40)]


def test_a_model_can_be_pinned_and_another_is_refused(client):
    running = client.models.list().data[0].id
    for name in (running, running.split("blake3:")[1][:12]):
        assert client.moderations.create(input="hi", model=name).model == running
    with pytest.raises(openai.BadRequestError) as refused:
        client.moderations.create(input="hi", model="gpt-4")
    assert (refused.value.code, refused.value.param) == ("model_not_found", "model")


def test_errors_are_those_that_the_client_has_classes_for(client, guarded):
    for body, code in [({"input": []}, "empty_array"), ({"input": 5}, "invalid_type")]:
        with pytest.raises(openai.BadRequestError) as refused:
            client.moderations.create(**body)
        assert (refused.value.code, refused.value.param) == (code, "input")
    with pytest.raises(openai.BadRequestError) as refused:
        client.moderations.create(input="a" * (1 << 20) + "b")
    assert refused.value.code == "string_above_max_length"
    with pytest.raises(openai.AuthenticationError) as refused:
        openai.OpenAI(api_key="wrong-key-1234", base_url=f"{guarded.url}/v1").moderations.create(input="hi")
    assert refused.value.code == "invalid_api_key" and refused.value.request_id
    assert "1234" in str(refused.value) and "wrong" not in str(refused.value)
    right = openai.OpenAI(api_key=guarded.key, base_url=f"{guarded.url}/v1")
    assert right.moderations.create(input="you idiot").results[0].flagged


def test_the_package_for_node_is_served_too(guarded):
    """`openai` of npm, which lies where Koko's own package for Node keeps what its tests need."""
    script = (Path(__file__).parent / "openai_in_node.mjs").read_text()
    done = subprocess.run(
        ["node", "--input-type=module", "-", guarded.url, guarded.key],
        cwd=ROOT / "koko-node",
        input=script,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["one"]["flagged"] and told["one"]["categories"]["harassment"]
    assert len(told["one"]["categories"]) == 13 and told["one"]["koko"]["labels"]["insult"] > 0.5
    assert told["many"] == [False, True] and told["parts"] == 1 and told["models"] == [told["model"]]
    wrong_key = told["wrongKey"]
    assert (wrong_key["name"], wrong_key["code"]) == ("AuthenticationError", "invalid_api_key")
    assert wrong_key["requestID"]
    for name, code, param in [
        ("unknownModel", "model_not_found", "model"),
        ("empty", "empty_array", "input"),
        ("image", "unsupported_image", "input[0]"),
    ]:
        assert (told[name]["name"], told[name]["status"]) == ("BadRequestError", 400)
        assert (told[name]["code"], told[name]["param"]) == (code, param)
