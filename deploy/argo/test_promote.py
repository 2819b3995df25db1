"""A published model comes to answer in a real service, one stage at a time, and goes back."""

import json

import pytest
from koko_training.pipeline.store import place
from koko_training.shipped import open_bundle

from conftest import TENANT, TINY, command, koko, wait_until


@pytest.fixture(scope="module")
def published(workflow, tmp_path_factory):
    """A copy of the run, for what comes after it."""
    return workflow.copy(tmp_path_factory.mktemp("promoted") / "run")


def post(house, count, stamp):
    """Traffic: harmless, so that two models agree. One by one, because an array meets one model."""
    for n in range(count):
        house.post("/v1/moderate", {"id": f"{stamp}{n}", "author": f"t{n}", "text": f"see you at {n}"})


def compared(house):
    return sum(one["texts"] for one in house.status()["disagreement"])


def promote(house, published, s3, gates, stage, *more):
    return command(
        "promote", stage, "--work", published.work, "--endpoint", s3.url, "--region", "us-east-1",
        "--models", house.folder / "bundles", "--service-config", house.config, "--tenant", TENANT,
        "--service", house.url, "--key-file", house.key, "--gates", gates, *more,
    )  # fmt: skip


def test_shadow_canary_default_and_back(house, published, s3, gates):
    new, old = open_bundle(published.work / "bundle-made").id, open_bundle(TINY).id
    before = house.config.read_text()
    only_shown = promote(house, published, s3, gates, "shadow", "--print")
    assert new in only_shown.stdout and house.config.read_text() == before

    # The rest of the published: what was done before is not done again.
    assert published.run(promote_to="shadow")["shadow"] == "Succeeded"
    status = house.status()
    assert status["shadow"] == new and status["pinned"] == old and status["canary"] is None
    assert (
        "# The house's own words" in house.config.read_text()
        and "# so that it can" in house.config.read_text()
    )

    published.run(check=False, promote_to="everywhere")
    assert "promote-to is one of publish, shadow, canary, default" in published.said

    early = published.run(check=False, promote_to="canary")
    assert early["canary"] == "Failed" and early["default"] == "Omitted"
    assert "nothing was changed" in published.said and house.status()["canary"] is None
    post(house, 110, "shadow")
    wait_until(lambda: compared(house) >= 110, "the shadow does not read")
    assert published.run(promote_to="canary")["canary"] == "Succeeded"
    assert house.status()["canary"] == {"bundle": new, "share": 0.5}
    assert {house.model_of(f"x{n}") for n in range(40)} == {new, old}

    post(house, 60, "canary")
    assert published.run(promote_to="default")["default"] == "Succeeded"
    status = house.status()
    assert (status["pinned"], status["shadow"], status["canary"]) == (new, None, None)
    assert {house.model_of(f"x{n}") for n in range(40)} == {new}

    back = command(
        "promote", "back", "--service-config", house.config, "--tenant", TENANT, "--service", house.url,
        "--key-file", house.key,
    )  # fmt: skip
    assert back.returncode == 0, back.stderr
    status = house.status()
    assert (status["pinned"], status["shadow"]) == (old, None)
    assert {model["id"] for model in status["installed"]} == {new, old}, "it can come again"


def test_a_shadow_that_disagrees_goes_no_further_and_everything_is_as_before(
    house, published, s3, gates, tmp_path
):
    assert promote(house, published, s3, gates, "shadow").returncode == 0
    before = compared(house)
    post(house, 110, "again")
    wait_until(lambda: compared(house) >= before + 110, "the shadow does not read")
    strict = tmp_path / "gates.toml"
    strict.write_text(gates.read_text().replace("mean_difference = 0.05 ", "mean_difference = 0.0 "))
    done = promote(house, published, s3, strict, "canary")
    assert done.returncode == 1 and "mean_difference" in done.stderr and "as before" in done.stderr
    assert house.status()["shadow"] is None and house.status()["canary"] is None


@pytest.mark.parametrize("harm", ["a file that is no configuration", "a bundle that is damaged"])
def test_what_the_service_refuses_changes_nothing(house, published, s3, gates, harm):
    good = house.config.read_text()
    if harm == "a file that is no configuration":
        house.config.write_text(good + "\n[nonsense]\nit = 1\n")
    else:
        made = open_bundle(published.work / "bundle-made")
        folder = house.folder / "bundles" / place(made.id)
        model = (folder / "model.onnx").read_bytes()
        (folder / "model.onnx").write_bytes(model[:-1])
    kept = house.config.read_text()
    done = promote(house, published, s3, gates, "shadow")
    assert done.returncode == 1, done.stdout
    assert house.config.read_text() == kept and house.status()["shadow"] is None
    house.config.write_text(good)
    if harm == "a bundle that is damaged":
        (folder / "model.onnx").write_bytes(model)
    else:
        assert "nothing was changed" in done.stderr and "nonsense" in done.stderr


def test_a_bundle_that_was_made_opens_and_its_card_says_where_it_comes_from(published, tmp_path):
    bundle = published.work / "bundle-made"
    text = tmp_path / "text.jsonl"
    text.write_text(json.dumps({"text": "see you at noon"}) + "\n")
    assert json.loads(koko("score", "--bundle", bundle, text).stdout)["scores"]["insult"] < 0.2
    card = (bundle / "MODEL_CARD.md").read_text()
    assert open_bundle(TINY).id in card and "{" not in card
