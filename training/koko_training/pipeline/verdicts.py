"""What people decided about contents becomes labels of their texts. Plain functions of archived records.

Whoever decides says what should happen and for what family of harm, not which labels are true. So a decision tells
something about some labels, and nothing about the others: those stay unknown, which is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from koko_training.labels import LABELS

Record = dict[str, Any]

FINE = "fine"
OVERTURNED = "overturned"
# Decisions of the service's own reviewers are named after the decision of Koko that they are about.
REVIEW = "review "

# The labels that a family of harm is made of, as in labels.toml.
FAMILIES = {
    "harassment": ("toxicity", "severe_toxicity", "insult", "profanity"),
    "hate": ("identity_attack",),
    "sexual": ("sexual",),
    "violence": ("threat", "violence"),
    "spam": ("spam",),
}
# Of these at least the likeliest is true if somebody has decided for the family, and Koko found none of it.
AT_LEAST = FAMILIES | {"harassment": ("toxicity",)}
# Somebody who writes of hurting themselves does nothing wrong: that all is fine does not say whether they wrote of it.
NO_FAULT = "self_harm"
# What nobody minds may well be profane.
MAY_BE_FINE = "profanity"


@dataclass(frozen=True)
class Verdict:
    """What holds about a content in the end."""

    # The id of Koko's decision, if the person decided about that; else the content is known by the host's own id.
    decision: str | None
    content: str | None
    outcome: str
    family: str | None
    at: int


def verdicts(records: Iterable[Record]) -> list[Verdict]:
    """The decision that holds, of each that a person took: the last revision, and `fine` if an appeal overturned it."""
    decided: dict[str, Record] = {}
    overturned: dict[str, tuple[int, int]] = {}
    for record in records:
        key = record.get("decision") or record["id"]
        if record["kind"] == "moderation":
            if key not in decided or order(record) > order(decided[key]):
                decided[key] = record
        elif record.get("outcome") == OVERTURNED:
            overturned[key] = max(overturned.get(key, (0, 0)), order(record))
    return [verdict(record, order(record) < overturned.get(key, (0, 0))) for key, record in decided.items()]


def order(record: Record) -> tuple[int, int]:
    """Which of two records about the same decision is the later one: that of the higher revision."""
    return record.get("revision") or 0, record["taken_at"]


def verdict(record: Record, is_overturned: bool) -> Verdict:
    named = record.get("decision") or ""
    # Without an author a reviewer's decision is archived under the plain id.
    of_review = named.startswith(REVIEW) or record["id"].startswith("moderation review ")
    return Verdict(
        decision=named.removeprefix(REVIEW) if of_review else None,
        content=record.get("content"),
        outcome=FINE if is_overturned else record["outcome"],
        family=record.get("family"),
        at=record.get("happened_at") or record["taken_at"],
    )


def targets(content: Record, verdict: Verdict) -> dict[str, float]:
    """What a verdict says about the labels of a content: 1, 0, or nothing."""
    found = set(content.get("labels", ())) & set(LABELS)
    if verdict.outcome == FINE:
        return {label: 0.0 for label in LABELS if label != NO_FAULT and (label != MAY_BE_FINE or label in found)}
    if verdict.family is None:
        # A reviewer who names no family agrees with what was found.
        return dict.fromkeys(sorted(found), 1.0)
    confirmed = sorted(found.intersection(FAMILIES.get(verdict.family, ())))
    if not confirmed and (candidates := AT_LEAST.get(verdict.family)):
        scores = content.get("scores", {})
        confirmed = [max(candidates, key=lambda label: scores.get(label, 0.0))]
    return dict.fromkeys(confirmed, 1.0)


class Latest:
    """The verdicts by what they are about; of several about the same content the latest holds."""

    def __init__(self, all_verdicts: Iterable[Verdict]) -> None:
        self.of_decision: dict[str, Verdict] = {}
        self.of_content: dict[str, Verdict] = {}
        for verdict in sorted(all_verdicts, key=lambda verdict: verdict.at):
            if verdict.decision is not None:
                self.of_decision[verdict.decision] = verdict
            elif verdict.content is not None:
                self.of_content[verdict.content] = verdict

    def about(self, content: Record) -> Verdict | None:
        """The verdict that holds for a content; nothing if nobody has decided."""
        both = self.of_decision.get(content["id"]), self.of_content.get(content.get("content") or "")
        return max((found for found in both if found is not None), key=lambda verdict: verdict.at, default=None)
