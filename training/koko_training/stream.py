"""`python -m koko_training.stream`: held-back texts as a stream that is mostly harmless, to measure a cascade with.

Writes JSON lines with `text` and `found`, whether the full model finds something in it. What is harmless comes from all
sets, most of which were collected for their hatred, or only from those that you name.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from koko_training.examples import load_examples
from koko_training.lane import calibrations
from koko_training.lane_bounds import STREAM, distances, found_from
from koko_training.scoring import logits_of, open_session
from koko_training.settings import Settings, load_config


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m koko_training.stream", description=__doc__.split("\n")[0])
    parser.add_argument("--config", type=Path, default=Path("config.toml"), help="the run's (default: %(default)s)")
    parser.add_argument("--work", type=Path, default=Path("work"), help="its work folder (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=Path("stream.jsonl"), help="the file (default: %(default)s)")
    parser.add_argument("--rows", type=int, default=10_000, help="texts, at the most (default: %(default)s)")
    parser.add_argument("--harmless", metavar="SET", nargs="+", help="only harmless texts of these sets")
    chosen = parser.parse_args()
    settings = Settings(config=load_config(chosen.config), work=chosen.work, out=chosen.out)
    test = load_examples(settings.work / "data" / "test.npz")
    unknown = set(chosen.harmless or []) - set(test.set_names)
    if unknown:
        parser.error(f"no set is called {', '.join(sorted(unknown))}: there are {', '.join(test.set_names)}")
    session = open_session(settings.work / "quantize" / "model.onnx", settings.threads)
    found = distances(logits_of(session, test, "test"), calibrations(settings), found_from()) >= 0
    texts = json.loads((settings.work / "data" / "test_texts.json").read_text(encoding="utf-8"))
    wanted = np.isin(np.array(test.set_names)[test.sets], chosen.harmless or test.set_names)
    numbers = stream(found, wanted, chosen.rows, settings.seed)
    with chosen.out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": texts[number], "found": bool(found[number])}) + "\n" for number in numbers)
    print(f"{chosen.out}: {len(numbers):,} texts, the model finds something in {found[numbers].mean():.1%}")


def stream(found: np.ndarray, wanted: np.ndarray, rows: int, seed: int) -> np.ndarray:
    """Numbers of texts in random order, each once; something is found in a share of `STREAM`."""
    chance = np.random.default_rng(seed)
    harmful, harmless = (chance.permutation(np.flatnonzero(chosen)) for chosen in (found, ~found & wanted))
    # As many as both kinds allow.
    rows = min(rows, int(len(harmful) / STREAM), int(len(harmless) / (1 - STREAM)))
    count = round(STREAM * rows)
    return chance.permutation(np.concatenate([harmful[:count], harmless[: rows - count]]))


if __name__ == "__main__":
    main()
