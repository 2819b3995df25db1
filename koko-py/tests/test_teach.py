"""Labels of one's own: taught from lists, kept in a file, used in scores and policies."""

import pytest

import koko
from koko import errors

OFFERS = [
    "We are hiring two bakers for our shop, no experience needed",
    "Our company is looking for a full time accountant, send your CV",
    "Now hiring: warehouse staff for the night shift, good pay",
    "Join our team! We have an open position for a developer",
    "The clinic is recruiting nurses, interviews next week",
    "Vacancy: truck driver with a clean licence, start immediately",
    "We need three waiters for the summer season, apply today",
    "Software engineer wanted, remote, competitive salary",
    "Our restaurant is looking for a chef, salary depends on experience",
    "Apply now to become a delivery rider in your city",
]
OTHERS = [
    "The bread came out well today, I let it rise over night",
    "Does anybody know how long the bus takes to the station?",
    "I watched the match with my brother and we both fell asleep",
    "The tomatoes are ripe and the cat sleeps on the compost",
    "Thanks for the recipe, we had it with rice",
    "My phone is broken again, the screen is all green",
    "What a lovely photo, where did you take it?",
    "It rained the whole weekend so we stayed in and played cards",
    "We painted the kitchen yellow and now everything looks sunny",
    "The train was late and full, but the coffee was fine",
    "My daughter learned to ride a bicycle this morning",
]
OFFER = "We are hiring cooks, full time, apply today"


@pytest.fixture(scope="module")
def job_offer(moderator, tmp_path_factory):
    """The file of a label, and what was said about it."""
    path = tmp_path_factory.mktemp("taught") / "job_offer.toml"
    return path, moderator.teach("job_offer", OFFERS, (text for text in OTHERS), save=path)


def test_a_file_brings_the_label_into_scores_ids_and_labels(moderator, job_offer):
    path, taught = job_offer
    own = koko.Moderator(taught=[str(path)], threads=1)
    assert own.labels == [*moderator.labels, "job_offer"]
    assert own.ids["taught"] == [taught["id"]] and moderator.ids["taught"] == []
    scores = own.score(OFFER)["scores"]
    assert list(scores) == own.labels
    assert scores["job_offer"] > 0.5 > own.score("The soup needs more salt")["scores"]["job_offer"]


def test_what_was_learned_is_told_with_what_to_know_about_it(job_offer):
    _, taught = job_offer
    assert taught["name"] == "job_offer" and taught["id"].startswith("job_offer@blake3:")
    quality = taught["quality"]
    assert (quality["positives"], quality["negatives"]) == (len(OFFERS), len(OTHERS))
    assert quality["auc"] > 0.8 and quality["fpr_01"] is None
    assert any("only 10 positive" in warning for warning in quality["warnings"])


def test_the_same_examples_in_another_order_give_the_same_id(moderator, job_offer):
    again = moderator.teach("job_offer", OFFERS[::-1], OTHERS[::-1])
    assert again["id"] == job_offer[1]["id"]


def test_a_policy_may_speak_of_it_if_it_is_given(job_offer, tmp_path):
    policy = tmp_path / "policy.toml"
    rule = 'id = "offer"\nwhen = "found.job_offer"\naction = "hold"\nbecause = "An offer"\n'
    policy.write_text('name = "x"\n[[rule]]\n' + rule)
    own = koko.Moderator(policy=policy, taught=[job_offer[0]], threads=1)
    decision = own.moderate(OFFER)["decision"]
    assert (decision["action"], decision["reasons"][0]["labels"]) == ("hold", ["job_offer"])
    with pytest.raises(errors.BadPolicyError, match=r"no `found\.job_offer`"):
        koko.Moderator(policy=policy)


def test_what_cannot_be_taught_is_bad_input(moderator):
    for name, positives, negatives, words in [
        ("insult", OFFERS, OTHERS, "has already"),
        ("Job Offer", OFFERS, OTHERS, "cannot be the name"),
        (5, OFFERS, OTHERS, "`name` must be a str"),
        ("job_offer", OFFERS[:4], OTHERS, "4 positive and 11 negative texts"),
        ("job_offer", OFFER, OTHERS, "`positives` must be a list of str, not str"),
        ("job_offer", OFFERS, [*OTHERS, 5], r"`negatives\[11\]` must be a str, not int"),
        ("job_offer", ["\ud800"], OTHERS, r"`positives\[0\]` has a lone surrogate"),
    ]:
        with pytest.raises(errors.BadInputError, match=words):
            moderator.teach(name, positives, negatives)
    with pytest.raises(errors.BadInputError, match="cannot write the taught label"):
        moderator.teach("job_offer", OFFERS, OTHERS, save="/nowhere/job_offer.toml")


def test_a_file_that_does_not_fit_is_a_bad_bundle(job_offer, tmp_path):
    other = tmp_path / "other.toml"
    text = job_offer[0].read_text()
    other.write_text(text.replace('model = "koko-', 'model = "other-'))
    missing = tmp_path / "no.toml"
    for path, words in [(other, "teach it again"), (missing, r"no\.toml"), (__file__, "not a taught label")]:
        with pytest.raises(errors.BadBundleError, match=words):
            koko.Moderator(taught=[path])
