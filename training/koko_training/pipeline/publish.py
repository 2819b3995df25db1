"""`publish`: the bundle into a folder or a bucket, under its id, with what was measured of it.

Nothing is ever overwritten. A bundle that the gate has not let through, or another one than it saw, is not published.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from koko_training.manifest import MANIFEST, note
from koko_training.pipeline import PRODUCTION
from koko_training.pipeline.store import Bundles, place
from koko_training.shipped import open_bundle

PUBLISHED = "published.json"
# What is kept beside a bundle: figures and digests, and no text.
REPORTS = ("data/data.json", "evaluate/evaluation.json", f"{PRODUCTION}/evaluation.json", "gate/gate.json")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--work", type=Path, required=True, help="the work folder, where `gate` has run")
    parser.add_argument("--out", type=Path, required=True, help="the bundle")
    parser.add_argument(
        "--to", required=True, help="a folder, or s3://BUCKET/PREFIX with the credentials of AWS's tools"
    )
    parser.add_argument("--endpoint", help="another store that speaks S3's protocol: its URL")
    parser.add_argument("--region", help="the region of the bucket")


def run(chosen: argparse.Namespace) -> None:
    """Write the bundle, `reports/…` beside it, and `published.json`."""
    bundle = open_bundle(chosen.out)
    check_gate(chosen.work, bundle.id)
    bundles = Bundles(chosen.to, chosen.endpoint or None, chosen.region or None)
    is_new = bundles.put(bundle)
    manifests = sorted(path.relative_to(chosen.work).as_posix() for path in chosen.work.glob(f"*/{MANIFEST}"))
    there = [name for name in (*REPORTS, *manifests) if (chosen.work / name).exists()]
    about = f"reports/{place(bundle.id)}"
    bundles.create_once((f"{about}/{name.replace('/', '-')}", (chosen.work / name).read_bytes()) for name in there)
    folder = chosen.work / "publish"
    folder.mkdir(parents=True, exist_ok=True)
    told = {"id": bundle.id, "to": chosen.to, "place": place(bundle.id)}
    (folder / PUBLISHED).write_text(json.dumps(told, indent=1))
    note("publish", folder, folder, [chosen.work / "gate"], {"bundle": bundle.id}, {})
    print(f"{chosen.to}/{place(bundle.id)}: {'published' if is_new else 'was there'}")


def check_gate(work: Path, id: str) -> None:
    """Refuse what did not pass."""
    gate, measured = work / "gate" / "gate.json", work / PRODUCTION / "bundles.json"
    if not gate.exists():
        raise SystemExit(f"{gate} is missing: run `gate` first")
    report, seen = json.loads(gate.read_text()), json.loads(measured.read_text())["new"]["id"]
    if report["refused"]:
        raise SystemExit(f"the gate has refused this model: {'; '.join(report['refused'])}")
    if seen != id:
        raise SystemExit(f"the gate has seen {seen}, and this is {id}: run `measure` and `gate` again")
