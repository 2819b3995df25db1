"""`python -m koko_training STEP`: the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from koko_training.settings import Settings, load_config, path_or_none
from koko_training.steps import STEPS, run_all, run_step


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m koko_training", description="Make a Koko model bundle.")
    parser.add_argument("step", choices=(*STEPS, "all"), help="a single step, or all of them in order")
    parser.add_argument(
        "--config", type=Path, default=Path("config.toml"), help="the configuration (default: %(default)s)"
    )
    parser.add_argument("--data", type=path_or_none, help="the folder that holds the public sets, one folder each")
    parser.add_argument("--csv", type=path_or_none, help="your own labelled texts; alone, or together with --data")
    parser.add_argument(
        "--text-column", default="text", help="the column of --csv that holds the texts (default: %(default)s)"
    )
    parser.add_argument(
        "--work", type=Path, default=Path("work"), help="where intermediate files go (default: %(default)s)"
    )
    parser.add_argument("--out", type=Path, default=Path("bundle"), help="where the bundle goes (default: %(default)s)")
    parser.add_argument("--teacher", type=Path, help="the work folder of a run whose model to imitate")
    parser.add_argument(
        "--from", dest="finished", type=Path, help="the work folder of a run whose weights to start from"
    )
    parser.add_argument(
        "--bundle",
        type=path_or_none,
        help="a bundle to start from: its encoder stays, and its last layer, calibration and thresholds follow your "
        "texts; needs no torch",
    )
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu", help="where to train (default: cpu)")
    parser.add_argument("--force", action="store_true", help="run finished steps again")
    chosen = parser.parse_args()
    if chosen.bundle is not None and (chosen.teacher or chosen.finished):
        parser.error("--bundle starts from a finished encoder: leave out --teacher and --from")
    settings = Settings(
        config=load_config(chosen.config),
        work=chosen.work,
        out=chosen.out,
        data=chosen.data,
        own_csv=chosen.csv,
        text_column=chosen.text_column,
        teacher=chosen.teacher,
        finished=chosen.finished,
        bundle=chosen.bundle,
        device=chosen.device,
    )
    if chosen.step == "all":
        run_all(settings, chosen.force)
    else:
        run_step(chosen.step, settings, chosen.force)


if __name__ == "__main__":
    main()
