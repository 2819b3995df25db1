"""Decides which rows are for learning, which for calibrating and which for measuring.

The choice is a hash of the group's name, so it is the same on every machine and does not change when rows are added.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from koko_training.rows import Row

SPLITS = ("train", "valid", "test")


def share_of(key: str, purpose: str) -> float:
    """A number from 0 to 1 that looks random but always belongs to this key. Each purpose draws anew."""
    digest = blake2b(key.encode(), digest_size=8, person=purpose.encode()[:16]).digest()
    return int.from_bytes(digest) / 2**64


def split_of(group: str, valid_percent: float, test_percent: float, fixed: dict[str, str]) -> str:
    """The split of a group."""
    if group in fixed:
        return fixed[group]
    place = 100 * share_of(group, "split")
    if place < test_percent:
        return "test"
    return "valid" if place < test_percent + valid_percent else "train"


def merge_copies(rows: Iterable[Row]) -> list[Row]:
    """One row for each text, however many sets it came from: so no text can be in two splits.

    What copies know is joined; where they disagree the weighted mean holds. The group is that of the first copy.
    """
    merged: dict[str, Row] = {}
    evidence: dict[str, dict[str, float]] = {}
    for row in rows:
        key = row.text.lower()
        known = merged.get(key)
        if known is None:
            merged[key] = Row(row.text, dict(row.targets), row.weight, row.group or f"text/{key}", row.set_name)
            evidence[key] = dict.fromkeys(row.targets, row.weight)
            continue
        for label, target in row.targets.items():
            before = evidence[key].get(label, 0.0)
            evidence[key][label] = before + row.weight
            known.targets[label] = (known.targets.get(label, 0.0) * before + target * row.weight) / (
                before + row.weight
            )
        known.weight = max(known.weight, row.weight)
    return list(merged.values())
