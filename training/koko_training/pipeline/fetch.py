"""`fetch`: from the archive to a file of labelled texts, as `--csv` wants it.

Only texts that the tenant has archived are in it, and of these only those about which a person decided. The group of a
row is the archive's key of its author, so nobody is both learned from and measured on.
"""

from __future__ import annotations

import argparse
import csv
import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from koko_training.labels import LABELS
from koko_training.manifest import note
from koko_training.pipeline.archive import Archive
from koko_training.pipeline.verdicts import Latest, targets, verdicts
from koko_training.settings import path_or_none

LABELLED = "labelled.csv"
COLUMNS = ("text", *LABELS, "group", "decision", "decided")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--archive", help="a folder, or s3://BUCKET/PREFIX with the credentials that AWS's tools use")
    parser.add_argument("--archive-endpoint", help="another store that speaks S3's protocol: its URL")
    parser.add_argument("--archive-region", help="the region of the bucket")
    parser.add_argument("--archive-config", type=path_or_none, help="the configuration of the service instead")
    parser.add_argument("--tenant", default="default", help="whose texts (default: %(default)s)")
    parser.add_argument("--since", type=moment, help="decisions of people from this day on, in UTC: 2026-11-01")
    parser.add_argument("--until", type=moment, help="and before this one")
    parser.add_argument(
        "--reach", type=int, default=45, help="days before --since from which contents may be (default: %(default)s)"
    )
    parser.add_argument("--koko", default="koko", help="the program that reads the archive (default: %(default)s)")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the file")


def moment(written: str) -> datetime | None:
    """A day; nothing if it is left empty, as a workflow's parameter may be."""
    try:
        return datetime.fromisoformat(written).replace(tzinfo=UTC) if written else None
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{written}` is no day: write it like 2026-11-01") from None


def run(chosen: argparse.Namespace) -> None:
    """Write `labelled.csv` and its manifest."""
    archive = Archive(where(chosen), chosen.tenant, chosen.koko)
    since, until = as_asked(chosen.since), as_asked(chosen.until)
    earlier = as_asked(chosen.since - timedelta(days=chosen.reach)) if chosen.since else None
    decided = itertools.chain(archive.query("moderation", since, until), archive.query("appeal", since, until))
    latest = Latest(verdicts(decided))
    rows, told = labelled(latest, archive.query("content", earlier, until))
    if not rows:
        raise SystemExit(
            f"no archived text of the tenant {chosen.tenant} has a decision of a person, and {told['without_text']} "
            "contents with one were archived without their text: `archive = { texts = true }` keeps texts"
        )
    chosen.out.mkdir(parents=True, exist_ok=True)
    with (chosen.out / LABELLED).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    span = {"tenant": chosen.tenant, "since": since, "until": until, "reach_days": chosen.reach}
    note("fetch", chosen.out, chosen.out, [], {}, span | {"rows": told})
    print(", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in told.items()))


def labelled(latest: Latest, contents: Any) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """A row for each content with a verdict and a text, in the order of their ids, and counts of all of it."""
    told: Counter[str] = Counter(rows=0, without_text=0, tell_nothing=0, fine=0, harmful=0)
    rows = {}
    for content in contents:
        verdict = latest.about(content)
        if verdict is None:
            continue
        if not content.get("text"):
            told["without_text"] += 1
            continue
        known = targets(content, verdict)
        if not known:
            told["tell_nothing"] += 1
            continue
        told["rows"] += 1
        told["fine" if verdict.outcome == "fine" else "harmful"] += 1
        rows[content["id"]] = {
            "text": content["text"],
            **{label: f"{target:g}" for label, target in known.items()},
            "group": content.get("author") or "",
            "decision": content["id"],
            "decided": verdict.outcome,
        }
    return [rows[key] for key in sorted(rows)], dict(told)


def where(chosen: argparse.Namespace) -> tuple[str, ...]:
    """What tells `koko archive` where the archive is."""
    if not chosen.archive and not chosen.archive_config:
        raise SystemExit("which archive? name it with --archive or --archive-config")
    options = {
        "--archive": chosen.archive,
        "--archive-endpoint": chosen.archive_endpoint,
        "--archive-region": chosen.archive_region,
        "--config": chosen.archive_config,
    }
    return tuple(str(word) for name, value in options.items() if value for word in (name, value))


def as_asked(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
