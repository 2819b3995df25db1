"""Tables of figures: an evaluation, thresholds, and the comparison with Perspective."""

from typing import Any, Optional

from . import parts


def evaluation(found: Any) -> str:
    about = found.about
    head = ["label", "true", "not", "AUC", f"recall at {about['fpr']:.1%} FPR", "calibration error"]
    head += ["threshold", "precision", "recall", "FPR"]
    lines = [
        [
            f"<b>{parts.escaped(each.label)}</b>",
            f"{each.positives:,}",
            f"{each.negatives:,}",
            _figure(each.auc),
            _figure(each.recall_at_fpr),
            _figure(each.calibration_error),
            f"{each.threshold:.3f}",
            _figure(each.precision),
            _figure(each.recall),
            _figure(each.fpr),
        ]
        for each in found.labels.values()
    ]
    groups = [
        [
            parts.escaped(label),
            parts.escaped(each.group),
            f"{each.harmless:,}",
            f"{each.flagged:,}",
            _figure(each.fpr),
        ]
        for label, figures in found.labels.items()
        for each in figures.groups
    ]
    shown = parts.rows(head, lines, right=range(1, len(head)))
    if groups:
        shown += parts.heading("False positives by group") + parts.rows(
            ["label", "group", "harmless", "flagged", "FPR"], groups, right=[2, 3, 4]
        )
    failed = f"{about['failed']:,} rows failed" if about["failed"] else ""
    sure = f"intervals hold {about['confidence']:.0%} of the time"
    said = parts.small(f"{about['rows']:,} rows", failed, sure, _model(about))
    return parts.card(shown, said, width=parts.WIDE)


def tuning(found: Any) -> str:
    lines = [
        [
            f"<b>{parts.escaped(each.label)}</b>",
            parts.NOTHING if each.threshold is None else f"{each.threshold:.6g}",
            parts.NOTHING if each.fpr_at_most is None else f"{each.fpr_at_most:.2%}",
            _share(each),
            f"{each.harmful:,}",
            f"{each.harmless:,}",
            parts.chip("kept", parts.GREEN)
            if each.kept
            else parts.chip(f"needs {each.needed:,}", parts.YELLOW),
        ]
        for each in found.promises
    ]
    head = ["label", "from", "harmless flagged, at most", "harmful found", "harmful", "harmless", "promise"]
    about = found.about
    told = parts.small(f"{about['confidence']:.0%} sure", f"{about['rows']:,} rows", _model(about))
    return parts.card(parts.rows(head, lines, right=[1, 2, 3, 4, 5]), told, width=parts.WIDE)


def comparison(found: Any) -> str:
    levels = list(next(iter(found.attributes.values())).agreement)
    head = ["attribute", "texts", "Spearman", "mean distance", *(f"same side of {level}" for level in levels)]
    lines = [
        [
            f"<b>{parts.escaped(each.attribute)}</b>",
            f"{each.texts:,}",
            parts.probability(each.spearman),
            parts.probability(each.mean_distance),
            *(_percent(each.agreement[level]) for level in levels),
        ]
        for each in found.attributes.values()
    ]
    return parts.card(parts.rows(head, lines, right=range(1, len(head))), width=parts.WIDE)


def _model(about: Any) -> str:
    return parts.escaped(about["ids"]["model"].split("@")[0])


def _figure(figure: Any) -> str:
    if figure.value != figure.value:
        return parts.NOTHING
    return parts.interval(f"{figure.value:.3f}", f"{figure.low:.2f}", f"{figure.high:.2f}")


def _share(promise: Any) -> str:
    if promise.recall is None:
        return parts.NOTHING
    return parts.interval(f"{promise.recall:.0%}", f"{promise.recall_low:.0%}", f"{promise.recall_high:.0%}")


def _percent(share: Optional[float]) -> str:
    return parts.NOTHING if share is None else f"{share:.0%}"
