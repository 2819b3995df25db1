"""Reports on labelled rows: figures, thresholds with a guarantee, and Perspective's scores."""

import sys

import matplotlib
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import koko
from koko import errors, plots

matplotlib.use("Agg")

HARMLESS = ["good morning {}", "the soup needs salt {}", "we painted the kitchen, wall {}", "see you at {}"]
HARMFUL = ["you are a stupid idiot {}", "shut up, loser {}", "what a pathetic clown {}"]


@pytest.fixture(scope="module")
def frame():
    """A fifth is harmful; one harmless text in fifty is called an insult, and the last row is unknown."""
    rows = []
    for number in range(400):
        harmful = number % 5 == 0
        words = HARMFUL if harmful else HARMLESS
        truth = 1.0 if harmful or number % 50 == 1 else 0.0
        rows.append((words[number % len(words)].format(number), truth, "north" if number % 3 else "south"))
    rows.append(("who knows", None, "south"))
    return pd.DataFrame(rows, columns=["text", "insult", "region"])


@pytest.fixture(scope="module")
def report(moderator, frame):
    return koko.evaluate(frame, moderator=moderator, groups="region", bootstrap=50)


def test_a_report_counts_ranks_and_says_how_sure_it_is(report, moderator):
    figures = report["insult"]
    assert (figures.positives, figures.negatives) == (88, 312)
    assert figures.threshold == moderator.thresholds["insult"]
    assert figures.recall.value == 80 / 88 and figures.precision.value == 1.0 and figures.fpr.value == 0.0
    # A textbook's table of Clopper and Pearson: none of 312.
    assert figures.fpr.low == 0.0 and figures.fpr.high == pytest.approx(0.01175, abs=1e-5)
    assert 0.9 < figures.auc.low < figures.auc.value < figures.auc.high < 1.0
    assert figures.recall_at_fpr.low <= figures.recall_at_fpr.value <= figures.recall_at_fpr.high
    assert list(report.labels) == ["insult"] and report.about["rows"] == 401


def test_figures_are_those_of_their_definitions(report, frame):
    scores, truths, _ = report._labelled.sides("insult")
    high, low = scores[truths], scores[~truths]
    pairs = np.sign(high[:, None] - low[None, :])
    assert report["insult"].auc.value == pytest.approx((pairs.mean() + 1) / 2)
    allowed = int(0.01 * len(low))
    assert report["insult"].recall_at_fpr.value == (high > np.sort(low)[::-1][allowed]).mean()
    again = koko.evaluate(frame, scores=report.scores, groups="region", bootstrap=50)
    assert again["insult"] == report["insult"], "the same seed draws the same texts"


def test_groups_have_false_positive_rates_of_their_own(report):
    groups = {each.group: each for each in report["insult"].groups}
    assert set(groups) == {"north", "south"} and sum(each.harmless for each in groups.values()) == 312
    assert report.groups_to_pandas()["fpr"].tolist() == [0.0, 0.0]
    table = report.to_pandas()
    assert table.loc["insult", "auc_low"] == report["insult"].auc.low


@pytest.mark.parametrize("kind", [pl.from_pandas, pa.Table.from_pandas, lambda frame: frame.to_dict("list")])
def test_any_table_will_do(moderator, frame, report, kind):
    data = kind(frame[["text", "insult"]])
    found = koko.evaluate(data, moderator=moderator, scores=report.scores, bootstrap=2)
    assert found["insult"].precision == report["insult"].precision
    renamed = kind(frame.rename(columns={"text": "body", "insult": "rude"})[["body", "rude"]])
    found = moderator.evaluate(renamed, text="body", labels={"insult": "rude"}, bootstrap=2)
    assert found["insult"].recall == report["insult"].recall


def test_what_cannot_be_judged_is_said_in_words(moderator, frame):
    for options, words in [
        ({"text": "body"}, "there is no column `body`"),
        ({"labels": "rudeness"}, "there is no label `rudeness`: the labels are toxicity"),
        ({"labels": ["threat"]}, "there is no column `threat`"),
        ({"groups": "dialect"}, "there is no column `dialect`"),
        ({"fpr": 1.5}, "must lie between 0 and 1"),
    ]:
        with pytest.raises(errors.BadInputError, match=words):
            koko.evaluate(frame[:5], moderator=moderator, **options)
    for data, words in [
        (frame[["text"]], "no column says what is true"),
        ({"text": ["a"], "insult": ["maybe"]}, "row 0: `insult` must be a number from 0 to 1"),
        ({"text": ["a"], "insult": [0, 1]}, "has 2 rows, and 1 texts were scored"),
        (["a"], "expected a table"),
    ]:
        with pytest.raises(errors.BadInputError, match=words):
            koko.evaluate(data, moderator=moderator)
    few = koko.evaluate(frame[:3], moderator=moderator)["insult"]
    assert np.isnan(few.auc.value) and few.recall.value == 0.5


def test_thresholds_come_with_a_promise_and_go_into_a_policy(moderator, frame, report, tmp_path):
    tuning = moderator.calibrate(frame, fpr=[0.05, 0.001], scores=report.scores)
    kept, refused = tuning.promises
    assert kept.kept and kept.fpr_at_most == 0.05 and kept.harmless == 312
    assert not refused.kept and refused.needed == 2995 and refused.fpr_at_most > 0.001
    scores, truths, _ = report._labelled.sides("insult")
    assert (scores[~truths] >= kept.threshold).sum() <= 0.05 * 312
    assert kept.recall == pytest.approx((scores[truths] >= kept.threshold).mean())
    tuning.save(tmp_path / "house.toml")
    house = koko.Moderator(policy=tmp_path / "house.toml", threads=1)
    assert house.thresholds == {**moderator.thresholds, "insult": pytest.approx(kept.threshold)}
    assert koko.tune(frame[:20], moderator=moderator).thresholds == {}


@pytest.mark.parametrize(
    "policy, expected",
    [
        ('name = "x"\n', {"insult"}),
        ('name = "x"\n[thresholds]\ninsult = 0.5 # ours\nspam = 0.4\n', {"insult", "spam"}),
        (
            'name = "x"\n[thresholds]\n"insult" = "at_fpr(0.01)"\n[communities.a.thresholds]\ninsult = 0.9\n',
            {"insult"},
        ),
    ],
)
def test_a_policy_of_ones_own_keeps_everything_else(moderator, frame, report, tmp_path, policy, expected):
    base = tmp_path / "base.toml"
    base.write_text(policy)
    tuning = koko.tune(frame, fpr=0.05, moderator=moderator, scores=report.scores)
    tuning.save(tmp_path / "new.toml", base=base)
    thresholds = koko.Moderator(policy=tmp_path / "new.toml", threads=1).thresholds
    assert thresholds["insult"] == pytest.approx(tuning.thresholds["insult"])
    assert ("spam" in expected) == (thresholds["spam"] == 0.4)
    assert policy.count("communities") == (tmp_path / "new.toml").read_text().count("communities")


def test_a_policy_that_cannot_be_changed_is_refused(moderator, frame, report, tmp_path):
    tuning = koko.tune(frame, fpr=0.05, moderator=moderator, scores=report.scores)
    base = tmp_path / "base.toml"
    base.write_text('name = "x"\nthresholds = { spam = 0.5 }\n')
    with pytest.raises(errors.BadInputError, match="koko calibrate"):
        tuning.policy(base)
    base.write_text('name = "x"\nmood = "bad"\n')
    with pytest.raises(errors.BadPolicyError, match="mood"):
        tuning.policy(base)


def test_perspective_is_compared_on_its_own_scale(moderator, frame):
    ours = moderator.perspective(frame["text"])
    theirs = ours["TOXICITY"].astype(float)
    theirs[3] = 1.0 - theirs[3]
    theirs[4] = np.nan
    found = koko.parity(pd.DataFrame({"text": frame["text"], "toxicity": theirs}), moderator=moderator)
    figures = found["TOXICITY"]
    assert list(found.attributes) == ["TOXICITY"] and figures.texts == 400
    assert figures.spearman > 0.95 and figures.agreement[0.7] == 399 / 400
    assert found.disagreements("TOXICITY", 1)[0]["row"] == 3
    assert found.to_pandas().loc["TOXICITY", "texts"] == 400
    with pytest.raises(errors.BadInputError, match="no column has Perspective's scores"):
        koko.parity(frame[["text"]], moderator=moderator)


def test_every_plot_draws_what_it_names(moderator, frame, report):
    for kind in ["precision_recall", "roc", "calibration", "distribution"]:
        assert "insult" in report.plot(kind, label="insult").get_title()
    marked = [line.get_label() for line in report.plot("roc").lines]
    assert f"policy: {moderator.thresholds['insult']:.2f}" in marked
    assert any("88" not in text.get_text() for text in report.plot("confusion").texts)
    drift = plots.drift(report.scores, report.scores, "insult")
    assert "distance 0.000" in drift.get_title()
    rows = [
        {"text": text, "author": "drawn", "at": 1_793_605_320 + 3_600 * row}
        for row, text in enumerate(frame["text"][:12])
    ]
    moderations = koko.Moderator(threads=1).moderate_many(rows)
    assert "drawn" in plots.timeline(moderations, "drawn").get_title()
    found = koko.parity({"text": ["a", "b"], "INSULT": [0.1, 0.2]}, moderator=moderator)
    assert "INSULT" in found.plot("INSULT").get_title()
    for call, words in [
        (lambda: report.plot("pie"), "there is no plot 'pie'"),
        (lambda: report.plot("roc", label="spam"), "there is no label `spam`"),
        (lambda: plots.timeline(moderations, "nobody"), "nothing of the author"),
        (lambda: found.plot("THREAT"), "there is no attribute `THREAT`"),
    ]:
        with pytest.raises(errors.BadInputError, match=words):
            call()
    matplotlib.pyplot.close("all")


def test_reports_are_tables_in_a_notebook(moderator, frame, report):
    from test_notebook import drawn

    assert "insult" in drawn(report).text and "south" in drawn(report).text
    tuning = koko.tune(frame, fpr=[0.05, 0.001], moderator=moderator, scores=report.scores)
    assert "kept" in drawn(tuning).text and "needs 2,995" in drawn(tuning).text
    assert "insult: from " in repr(tuning)
    found = koko.parity({"text": ["a", "b"], "INSULT": [0.1, 0.2]}, moderator=moderator)
    assert "INSULT" in drawn(found).text and "AUC" in repr(report)


def test_plots_say_what_is_missing(report, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(ImportError, match="pip install matplotlib"):
        report.plot("roc")
