"""The class: lists, errors in lists, threads, Ctrl-C, and what cannot be a text."""

import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

import koko
from koko import errors

INSULT = "You are a stupid idiot."


def test_one_text_and_many_texts_agree_and_keep_their_order(moderator):
    texts = [f"{INSULT} {number}" if number % 3 else f"good morning {number}" for number in range(20)]
    many = moderator.score(texts)
    for text, scored in zip(texts, many):
        assert scored["scores"] == pytest.approx(moderator.score(text)["scores"], abs=0.02)
    assert list(many[0]["scores"]) == moderator.labels


def test_a_list_may_be_anything_that_can_be_walked(moderator):
    as_list = moderator.score(["a", "b"])
    assert moderator.score(("a", "b")) == as_list
    assert moderator.score(text for text in ["a", "b"]) == as_list
    assert moderator.score([]) == []


def test_more_rows_than_a_batch_come_back_in_order(moderator):
    scored = moderator.score([INSULT if number % 100 == 7 else "" for number in range(600)])
    insults = [row for row, result in enumerate(scored) if result["scores"]["insult"] > 0.3]
    assert insults == [7, 107, 207, 307, 407, 507]


@pytest.mark.parametrize("bad", [5, None, b"bytes", bytearray(b"x"), {"text": "x"}, 1.5])
def test_what_is_no_text_is_bad_input(moderator, bad):
    with pytest.raises(errors.BadInputError):
        moderator.score(bad)


def test_a_lone_surrogate_is_bad_input_with_its_place(moderator):
    for call in [moderator.score, moderator.moderate, moderator.explain, moderator.tokenize, koko.normalize]:
        with pytest.raises(errors.BadInputError, match="`text` has a lone surrogate at position 3"):
            call("abc\ud800")
    with pytest.raises(errors.BadInputError, match="`author` has a lone surrogate at position 0"):
        moderator.moderate("hello", author="\udfff")


def test_the_error_of_a_list_names_its_row(moderator):
    with pytest.raises(errors.BadInputError, match=r"row 1: `text` must be a str, not int"):
        moderator.score(["a", 5, "c"])
    with pytest.raises(errors.TextTooLongError, match=r"row 300: "):
        moderator.score(["a"] * 300 + ["a" * (1 << 21)])


def test_collected_errors_stand_in_their_places(moderator):
    results = moderator.score(["a", "\ud800", "c", None, "a" * (1 << 21), INSULT], errors="collect")
    assert [result.get("error", {}).get("kind") for result in results] == [
        None,
        "bad_input",
        None,
        "bad_input",
        "text_too_long",
        None,
    ]
    assert results[5]["scores"]["insult"] > results[0]["scores"]["insult"]
    with pytest.raises(errors.BadInputError, match="`errors` must be"):
        moderator.score(["a"], errors="ignore")


def test_contents_in_a_list_are_moderated_in_order(moderator):
    good = [{"text": f"{INSULT} {number}", "id": f"order-{number}", "author": "order"} for number in range(3)]
    bad = [{"text": "x", "id": ""}, {"text": "x", "auhtor": "x"}, {"author": "x"}, "hello", {"text": 5}]
    results = moderator.moderate_many(good + bad, errors="collect")
    assert [result["id"] for result in results[:3]] == ["order-0", "order-1", "order-2"]
    assert next(iter(results[0])) == "id"
    evidence = [result["standing"]["evidence"] for result in results[:3]]
    assert evidence == sorted(evidence) and evidence[0] < evidence[2]
    words = ["`id`", "no field 'auhtor'", "needs `text`", "must be a dict", "`text` must be a str, not int"]
    for result, word in zip(results[3:], words):
        assert result["error"]["kind"] == "bad_input"
        assert word in result["error"]["message"]


def test_with_raise_a_bad_row_stops_its_batch_before_anything_is_recorded(moderator):
    with pytest.raises(errors.BadInputError, match="row 1"):
        moderator.moderate_many([{"text": "hello", "author": "careful"}, {"text": None}])
    assert moderator.standing("careful") is None


def test_a_time_is_seconds_or_a_datetime_with_a_zone(moderator):
    def as_of(at):
        return moderator.moderate("hello", author=f"time-{at}", at=at)["standing"]["as_of"]

    assert as_of(1_700_000_000) == as_of(1_700_000_000.9) == 1_700_000_000
    zone = timezone(timedelta(hours=2))
    assert as_of(datetime(2023, 11, 15, 0, 13, 20, tzinfo=zone)) == 1_700_000_000
    for bad in [datetime(2023, 11, 15), "yesterday", True, float("nan"), 10**30]:
        with pytest.raises(errors.BadInputError, match="`at` must be"):
            as_of(bad)


def test_none_is_the_same_as_absent(moderator):
    moderation = moderator.moderate("hello", id=None, author=None, at=None)
    assert moderation["standing"] is None
    assert "id" not in moderation


def test_standings_are_of_those_who_wrote(moderator):
    assert moderator.standing("nobody") is None
    moderator.moderate("hello", author="somebody")
    assert moderator.standing("somebody")["author"] == "somebody"


def test_the_ids_are_those_of_the_decisions(moderator):
    ids = moderator.moderate("hello")["decision"]["ids"]
    assert ids == moderator.ids
    assert ids["normalizer"] == koko.normalizer_id()


def test_an_embedding_is_a_list_of_numbers(moderator):
    embedding = moderator.embed("hello")
    assert len(embedding) > 8 and all(isinstance(number, float) for number in embedding)


def test_one_moderator_serves_many_threads(moderator):
    texts = [f"{INSULT} {number}" for number in range(40)]
    alone = [moderator.score(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(moderator.score, texts))
    for one, other in zip(alone, together):
        assert one["scores"] == pytest.approx(other["scores"], abs=0.02)


def test_the_interpreter_is_free_during_the_work(moderator):
    counted, done = 0, threading.Event()

    def work():
        moderator.score([INSULT * 20] * 200)
        done.set()

    worker = threading.Thread(target=work)
    worker.start()
    while not done.wait(0.001):
        counted += 1
    worker.join()
    assert counted > 10


def test_ctrl_c_is_honoured_between_batches(moderator):
    asked = 0

    def texts():
        nonlocal asked
        for asked in range(100_000):
            if asked == 300:
                signal.raise_signal(signal.SIGINT)
            yield ""

    # Whoever starts tests in the background may have told them to ignore the signal.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            moderator.score(texts())
    finally:
        signal.signal(signal.SIGINT, before)
    assert asked < 1_000


def test_an_error_of_the_callers_generator_is_passed_on(moderator):
    def texts():
        yield "a"
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        moderator.score(texts())


def test_what_runs_can_be_seen(moderator):
    assert moderator.report["device"] == "cpu"
    assert "koko-en" in repr(moderator)


def test_a_runtime_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(errors.RuntimeMissingError, match=r"libnothing\.so"):
        koko.Moderator(runtime=tmp_path / "libnothing.so")


def test_the_cascade_clears_what_is_harmless_and_says_so(moderator):
    quick = koko.Moderator(cascade="max", threads=1)
    harmless, insult = quick.score(["what time does the library open on sunday", INSULT])
    assert (harmless["lane"], insult["lane"]) == ("fast", "full")
    assert quick.moderate("what time does the library open on sunday")["lane"] == "fast"
    assert (quick.report["cascade"], moderator.report["cascade"]) == ("max", "off")
    assert moderator.score("what time does the library open on sunday")["lane"] == "full"
    with pytest.raises(errors.BadInputError, match="off, balanced or max"):
        koko.Moderator(cascade="on")


def test_the_cache_can_be_switched_off(moderator):
    forgetful = koko.Moderator(cache=0, threads=1)
    wanted = moderator.score(INSULT)["scores"]
    assert forgetful.score([INSULT, INSULT])[1]["scores"] == pytest.approx(wanted, abs=0.02)


def test_scores_are_carried_to_the_scale_of_perspective(tmp_path):
    map_file = tmp_path / "map.toml"
    map_file.write_text('[parity.INSULT]\nlabel = "insult"\nours = [0.0, 1.0]\nperspective = [0.25, 0.75]\n')
    moderator = koko.Moderator(parity=map_file)
    one = moderator.perspective(INSULT)
    expected = 0.25 + moderator.score(INSULT)["scores"]["insult"] / 2
    assert one == {"INSULT": pytest.approx(expected, abs=1e-6)}
    many = moderator.perspective([INSULT, 5], errors="collect")
    assert many[0] == {"INSULT": pytest.approx(expected, abs=0.02)}
    assert many[1]["error"]["kind"] == "bad_input"
    map_file.write_text("[parity.INSULT]\n")
    with pytest.raises(errors.BadInputError, match=r"map\.toml is no map to Perspective"):
        koko.Moderator(parity=map_file)
