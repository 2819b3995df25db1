"""The fast lane: its arithmetic, its bounds, its figures."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from made_up import rows_of

from koko_training.labels import LABELS
from koko_training.lane_bounds import bound_for, by_set, cleared, distances, figures, found_from
from koko_training.lane_network import Network, in_whole_numbers, load_network
from koko_training.metrics import clopper_pearson
from koko_training.platt import Platt
from koko_training.stream import stream

GOLDEN = Path(__file__).parents[2] / "conformance" / "lane"
CHANCE = np.random.default_rng(23)
WIDTH, CHANNELS, HIDDEN, PIECES = 4, 5, 3, 12
FITTED = {label: Platt() for label in LABELS}
LEVELS = dict.fromkeys(LABELS, 0.5)


def tables(outputs: int) -> tuple[np.ndarray, ...]:
    sizes = [
        (PIECES, 3, WIDTH),
        (WIDTH,),
        (3, WIDTH, CHANNELS),
        (CHANNELS,),
        (2 * (WIDTH + CHANNELS) + 1, HIDDEN + outputs),
        (HIDDEN + outputs,),
        (HIDDEN, outputs),
    ]
    return tuple(CHANCE.normal(0, 1, size) for size in sizes)


def by_hand(network: Network, row: list[int]) -> np.ndarray:
    """What the network says about a row, one token at a time."""
    around = [0, *row, 0]
    said = np.array(
        [
            np.maximum(
                sum(network.words[around[place + step], step].astype(int) for step in range(3)) + network.bias, 0
            )
            for place in range(len(row))
        ]
    )
    nothing = np.zeros_like(said[:1])
    beside = np.concatenate([nothing, said, nothing])
    phrases = np.array(
        [
            np.maximum(
                sum(beside[place + step] @ network.phrases[step].astype(int) for step in range(3))
                + network.phrases_bias,
                0,
            )
            for place in range(0, len(row), 2)
        ]
    )
    of_tokens, of_phrases = said * network.scale, phrases * network.phrases_scale
    pools = [of_tokens.max(0), of_tokens.mean(0), of_phrases.max(0), of_phrases.mean(0)]
    sums = np.concatenate([*pools, [np.log(len(row)) / 4]]) @ network.first + network.first_bias
    return sums[HIDDEN:] + np.maximum(sums[:HIDDEN], 0) @ network.second


def test_a_row_means_the_same_alone_and_among_others() -> None:
    network, rows = in_whole_numbers(*tables(3)), [[1, 5, 2], [1, 2], [1, 7, 7, 8, 9, 11, 3, 2]]
    together = network.say(rows_of(rows))
    for place, row in enumerate(rows):
        assert together[place] == pytest.approx(by_hand(network, row), abs=1e-4)
        assert network.say(rows_of([row]))[0] == pytest.approx(together[place], abs=1e-5)


def test_whole_numbers_are_nearly_what_was_learned() -> None:
    words, bias, phrases, *others = tables(3)
    network = in_whole_numbers(words, bias, phrases, *others)
    step = np.abs(words).max(axis=(0, 1)) / 127
    assert np.all(np.abs(network.words * network.scale - words) <= step * 0.51)
    assert np.all(np.abs(network.bias * network.scale - bias) <= step * 0.51)
    back = network.phrases * network.phrases_scale / network.scale[None, :, None]
    assert np.all(np.abs(back - phrases) <= 0.51 * network.phrases_scale / network.scale[None, :, None])


@pytest.mark.parametrize("width", [3, 130])
def test_what_the_engine_would_refuse_is_refused_here(width: int) -> None:
    _, _, _, *others = tables(3)
    with pytest.raises(SystemExit, match=f"not {width}"):
        in_whole_numbers(np.zeros((PIECES, 3, width)), np.zeros(width), np.zeros((3, width, CHANNELS)), *others)


def test_a_file_reads_back_and_a_foreign_one_is_refused(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    words, bias, phrases, *others = tables(3)
    # As torch has them: the numbers lie in another order than they are counted in.
    network = in_whole_numbers(words, bias, np.asfortranarray(phrases), *others)
    network.save(tmp_path / "lane.safetensors")
    back = load_network(tmp_path / "lane.safetensors")
    assert np.array_equal(back.words, network.words)
    assert np.array_equal(back.say(rows_of([[1, 4, 2]])), network.say(rows_of([[1, 4, 2]])))
    save_file({"words": network.words}, tmp_path / "other.safetensors")
    with pytest.raises(SystemExit, match="koko-lane-2"):
        load_network(tmp_path / "other.safetensors")


def test_the_golden_case_holds_here_as_in_rust() -> None:
    golden = json.loads((GOLDEN / "cases.json").read_text())
    said = load_network(GOLDEN / "lane.safetensors").say(rows_of([case["row"] for case in golden["cases"]]))
    for case, logits in zip(golden["cases"], said, strict=True):
        assert [*case["labels"], case["finds"]] == pytest.approx(logits.tolist(), abs=golden["tolerance"])


def test_what_the_builtin_policy_finds_is_read_from_it() -> None:
    levels = found_from()
    assert list(levels) == list(LABELS)
    assert all(0 < level < 1 for level in levels.values())


def test_the_label_that_comes_closest_decides_whether_something_is_found() -> None:
    logits = np.full((3, len(LABELS)), -4.0)
    logits[1, 2], logits[2, 7] = 0.5, -1.0
    assert distances(logits, FITTED, LEVELS).tolist() == [-4.0, 0.5, -1.0]


@pytest.mark.parametrize(("rate", "missed"), [(0.001, 1), (0.01, 19), (0.0, 0)])
def test_below_a_bound_lies_no_more_than_the_share(rate: float, missed: int) -> None:
    finds, found = CHANCE.normal(0, 3, 5000), np.arange(5000) < 2000
    bound = bound_for(finds, found, rate)
    assert (finds[found] < bound).sum() == missed
    # Equal scores must not tip it over.
    assert (np.zeros(2000) < bound_for(np.zeros(2000), np.full(2000, True), rate)).sum() == 0


def test_no_more_than_the_share_is_to_be_expected_of_further_texts() -> None:
    below = [
        (further < bound_for(seen, np.full(400, True), 0.01)).mean()
        for seen, further in CHANCE.normal(size=(2000, 2, 400))
    ]
    assert np.mean(below) == pytest.approx(4 / 401, rel=0.1)


def test_a_text_whose_own_score_reaches_a_threshold_is_not_cleared() -> None:
    said = np.full((3, len(LABELS) + 1), -5.0)
    said[1, 3], said[2, -1] = 1.0, -1.0
    assert cleared(said, -2.0, FITTED, LEVELS).tolist() == [True, False, False]


def test_figures_count_what_was_missed_and_what_was_saved() -> None:
    found, clear = np.array([True] * 10 + [False] * 40), np.array([True] + [False] * 9 + [True] * 30 + [False] * 10)
    told = figures(found, clear)
    assert (told["missed"], told["found"], told["nothing_found"]) == (1, 10, 40)
    assert told["cleared_share"] == 0.75
    assert told["full_reads_of_stream"] == pytest.approx(1 - 0.05 * 0.1 - 0.95 * 0.75)
    assert told["interval"] == pytest.approx([0.0025, 0.4450], abs=1e-4)
    assert by_set(rows_of([[1]] * 50), found, clear)["invented"] == {"rows": 40, "cleared_share": 0.75}


def test_the_exact_interval_agrees_with_the_books() -> None:
    for successes, trials, low, high in [(0, 10, 0.0, 0.3085), (8, 10, 0.4439, 0.9748), (4, 4649, 0.00023, 0.00220)]:
        assert clopper_pearson(successes, trials, 0.95) == pytest.approx((low, high), abs=1e-4)


def test_a_stream_is_mostly_harmless_and_has_every_text_once() -> None:
    found, wanted = np.arange(1000) < 400, np.arange(1000) % 2 == 0
    numbers = stream(found, wanted, 200, 7)
    assert len(numbers) == len(set(numbers.tolist())) == 200
    assert found[numbers].sum() == 10
    assert np.all(found[numbers] | wanted[numbers])
    assert np.diff(found[numbers].astype(int)).any(), "mixed"
    # No more than there is of both kinds.
    assert len(stream(found, wanted, 100_000, 7)) == 315
    assert len(stream(np.arange(1000) < 5, wanted, 100_000, 7)) == 100
