"""Several models side by side: pins, a shadow, a canary, reading the configuration again, and drift."""

import signal
import time

import httpx
import pytest
from conftest import ROOT, Service, make_key

EN = ROOT / "models" / "koko-en-1"
FAST = next(path.parent for path in (ROOT / "models" / "fast").rglob("manifest.toml"))


def configuration(folder, tenants, bundles=(EN, FAST)):
    """A configuration, and a key for each tenant."""
    listed = ", ".join(f"'{bundle}'" for bundle in bundles)
    file = folder / "koko.toml"
    file.write_text(f"data = 'kept'\nbundles = [{listed}]\n{tenants}")
    return file


@pytest.fixture
def two(tmp_path):
    """A service with two models, and a client of each tenant."""
    tenants = """
[tenants.usual]
[tenants.pinned]
bundle = 'FAST'
[tenants.shadowed]
shadow = 'FAST'
[tenants.canary]
canary = { bundle = 'FAST', share = 0.3 }
""".replace("FAST", FAST.name)
    file = configuration(tmp_path, tenants)
    names = ("usual", "pinned", "shadowed", "canary")
    keys = {
        name: make_key(
            tmp_path / "kept",
            name,
            "--tenant",
            name,
            "--scope",
            "score",
            "--scope",
            "read",
            "--scope",
            "admin",
        )
        for name in names
    }
    running = Service("--config", file)
    clients = {
        name: httpx.Client(base_url=running.url, headers={"Authorization": f"Bearer {key}"}, timeout=60)
        for name, key in keys.items()
    }
    yield running, clients, file
    assert running.stop() == 0


def model_of(answer):
    assert answer.status_code == 200, answer.text
    return answer.headers["koko-model"].split("@")[0]


def test_a_model_is_pinned_by_tenant_and_by_request(two):
    _, clients, _ = two
    text = {"text": "you are an idiot"}
    assert model_of(clients["usual"].post("/v1/score", json=text)) == EN.name
    assert model_of(clients["pinned"].post("/v1/score", json=text)) == FAST.name
    ids = {
        model["id"].split("@")[0]: model["id"] for model in clients["usual"].get("/v1/models").json()["data"]
    }
    assert set(ids) == {EN.name, FAST.name}
    for asked in (FAST.name, ids[FAST.name], ids[FAST.name].split("blake3:")[1][:16]):
        answer = clients["usual"].post("/v1/score", json=text, headers={"Koko-Model": asked})
        assert model_of(answer) == FAST.name
    named = clients["usual"].post("/v1/moderations", json={"input": "hi", "model": ids[FAST.name]})
    assert named.json()["model"] == ids[FAST.name]
    asked = {
        "comment": {"text": "hi there, friend"},
        "requestedAttributes": {"TOXICITY": {}},
        "languages": ["en"],
    }
    answer = clients["usual"].post(
        "/v1alpha1/comments:analyze", json=asked, headers={"Koko-Model": FAST.name}
    )
    assert model_of(answer) == FAST.name
    unknown = clients["usual"].post("/v1/score", json=text, headers={"Koko-Model": "koko-en-9"})
    assert unknown.status_code == 400 and "koko-en-9" in unknown.json()["error"]["message"], (
        "never another one"
    )


def test_a_canary_answers_for_its_share_and_always_for_the_same(two):
    _, clients, _ = two

    def models():
        asked = [{"id": f"c{number}", "text": "good morning"} for number in range(200)]
        return [model_of(clients["canary"].post("/v1/score", json=content)) for content in asked]

    first = models()
    assert 30 <= first.count(FAST.name) <= 90 and first == models()


def test_a_shadow_reads_everything_and_decides_nothing(two):
    _, clients, _ = two
    client = clients["shadowed"]
    texts = [f"you are {word}, number {n}" for word in ("an idiot", "kind", "a pest") for n in range(20)]
    for text in texts:
        assert model_of(client.post("/v1/score", json={"text": text})) == EN.name
    for _ in range(200):
        [compared] = client.get("/v1/status/models").json()["disagreement"]
        if compared["texts"] == len(texts):
            break
        time.sleep(0.05)
    assert compared["texts"] == len(texts) and compared["failed"] == compared["not_read"] == 0
    assert compared["shadow"].startswith(FAST.name) and 0 < compared["mean_difference"] < 0.5
    [drift] = client.get("/v1/status/models").json()["drift"]
    assert drift["labels"]["texts"] == len(texts)


def test_the_configuration_is_read_again(two):
    running, clients, file = two
    text = {"text": "you are an idiot"}
    good = file.read_text()
    file.write_text(good.replace("[tenants.usual]", f"[tenants.usual]\nbundle = '{FAST.name}'"))
    told = clients["usual"].post("/v1/status/models/reload")
    assert told.status_code == 200 and len(told.json()["models"]) == 2
    assert model_of(clients["usual"].post("/v1/score", json=text)) == FAST.name
    file.write_text(good.replace("[tenants.usual]", "[tenants.usual]\nbundle = 'koko-en-9'"))
    refused = clients["usual"].post("/v1/status/models/reload")
    assert refused.status_code == 400 and "koko-en-9" in refused.json()["error"]["message"]
    assert model_of(clients["usual"].post("/v1/score", json=text)) == FAST.name, "nothing was changed"
    file.write_text(good)
    running.process.send_signal(signal.SIGHUP)
    for _ in range(200):
        if model_of(clients["usual"].post("/v1/score", json=text)) == EN.name:
            return
        time.sleep(0.05)
    pytest.fail("SIGHUP changed nothing")
