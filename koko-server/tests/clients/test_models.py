"""Several models side by side: pins, a shadow, a canary, reading the configuration again, and drift."""

import signal
import time

import httpx
import pytest
from conftest import ROOT, Service, koko, make_key

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


CALM = "good morning everyone, what a lovely day it is in the garden"


def metric(service, name, key, **labels):
    """The value of a metric with these labels; 0 if it has not begun."""
    lines = httpx.get(service.url + "/metrics", headers={"Authorization": f"Bearer {key}"}).text.splitlines()
    wanted = [f'{label}="{value}"' for label, value in labels.items()]
    found = [line for line in lines if line.startswith(name + "{") and all(one in line for one in wanted)]
    return sum(float(line.split()[-1]) for line in found)


@pytest.fixture
def cleared(tmp_path):
    """A service whose fast lane clears texts, but for one tenant's; a client of each tenant."""
    tenants = "cascade = 'max'\n[tenants.usual]\n[tenants.careful]\ncascade = 'off'\n"
    file = tmp_path / "koko.toml"
    file.write_text(f"data = 'kept'\nbundles = ['{EN}']\n{tenants}")
    keys = {
        name: make_key(
            tmp_path / "kept",
            name,
            "--tenant",
            name,
            *["--scope", "score", "--scope", "read", "--scope", "admin"],
        )
        for name in ("usual", "careful")
    }
    running = Service("--config", file)
    yield running, keys
    assert running.stop() == 0


def asked(running, key, path, body):
    answer = httpx.post(running.url + path, json=body, headers={"Authorization": f"Bearer {key}"}, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_fast_lane_clears_what_is_harmless_and_the_answer_says_so(cleared):
    running, keys = cleared
    usual, careful = keys["usual"], keys["careful"]
    for key, lane in ((usual, "fast"), (careful, "full")):
        assert asked(running, key, "/v1/score", {"text": CALM})["lane"] == lane
        assert asked(running, key, "/v1/score", {"text": "you are an idiot"})["lane"] == "full"
        [result] = asked(running, key, "/v1/moderations", {"input": CALM})["results"]
        assert result["koko"]["lane"] == lane and not result["flagged"]
        comment = {"comment": {"text": CALM}, "requestedAttributes": {"TOXICITY": {}}, "languages": ["en"]}
        answer = asked(running, key, "/v1alpha1/comments:analyze", comment)
        # Its scores of harmless texts are to be exact, too.
        assert answer["koko"]["lane"] == "full" and answer["attributeScores"]["TOXICITY"]
    # The same text again is not read again, by whichever of the two.
    assert metric(running, "koko_lane_texts_total", usual, tenant="usual", lane="fast") == 2
    assert metric(running, "koko_lane_texts_total", usual, tenant="usual", lane="full") == 2
    assert metric(running, "koko_lane_texts_total", usual, tenant="careful", lane="fast") == 0
    own = {"Authorization": f"Bearer {usual}"}
    assert httpx.get(running.url + "/v1/status/models", headers=own).json()["cascade"] == "max"


def test_rules_beside_which_nothing_may_be_cleared_are_refused_with_the_reason(tmp_path):
    where = ["--data", tmp_path / "kept", "--cascade", "max"]
    rule = "[[rule]]\nid = 'a'\nwhen = 'scores.insult > 0.2'\naction = 'review'\nbecause = 'b'\n"
    examples = [[f"{words} {n}" for n in range(5)] for words in ("we hire", "good morning")]
    label = {"label": "job_offer", "positives": examples[0], "negatives": examples[1], "put_in_force": True}
    running = Service(*where)
    stored = httpx.post(running.url + "/v1/policies", json={"source": f"name = 'n'\n{rule}"}).json()
    for path, body in [
        (f"/v1/policies/{stored['version']}/put-in-force", {}),
        ("/v1/policies", {"source": f"name = 'm'\n{rule}", "put_in_force": True}),
        ("/v1/labels", label),
    ]:
        refused = httpx.post(running.url + path, json=body, timeout=60)
        assert refused.status_code == 400 and "cascade `max`" in refused.json()["error"]["message"], path
    # Trying it out is another matter, and what was refused is not in force.
    tried = {"text": CALM, "policy": f"name = 'n'\n{rule}"}
    assert asked(running, "none", "/v1/try", tried)["lane"] == "full"
    assert running.stop() == 0
    running = Service(*where)
    assert asked(running, "none", "/v1/score", {"text": CALM})["lane"] == "fast"
    assert running.stop() == 0


def test_a_model_without_a_fast_lane_is_refused_where_one_is_wanted(tmp_path):
    refused = koko("serve", "--bundle", FAST, "--cascade", "balanced", "--listen", "127.0.0.1:0", check=False)
    assert refused.returncode == 2 and "no fast lane" in refused.stderr, refused.stderr


def test_what_is_remembered_can_be_chosen_and_the_metrics_count_it(tmp_path):
    for options, hits in (((), 2), (("--cache", "0"), 0)):
        running = Service(*options)
        try:
            for _ in range(3):
                asked(running, "none", "/v1/score", {"text": CALM})
            model = (
                metric(running, "koko_cache_hits_total", "none"),
                metric(running, "koko_cache_misses_total", "none"),
            )
            assert model == (hits, 3 - hits) if hits else model[0] == 0
        finally:
            assert running.stop() == 0
    printed = koko("serve", "--cascade", "max", "--cache", "7", "--print-config").stdout
    assert 'cascade = "max"' in printed and "cache = 7" in printed
