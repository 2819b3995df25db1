"""`python -m koko_training.pipeline COMMAND`: the command line."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

COMMANDS = {
    "fetch": "texts that people have decided about, from the archive, as a file with labels",
    "measure": "the model in production, on the texts on which the new one was measured",
    "gate": "whether the new model may go on; fails if not",
    "publish": "the bundle into a folder or a bucket, where nothing is ever overwritten",
    "promote": "the published model into a service: shadow, canary, default; and back",
}


def main() -> None:
    program, given = "python -m koko_training.pipeline", sys.argv[1:]
    if not given or given[0] not in COMMANDS:
        listed = "\n".join(f"  {name:10}{what}" for name, what in COMMANDS.items())
        print(f"usage: {program} COMMAND …, `--help` tells more of each\n\n{listed}")
        sys.exit(0 if given in (["-h"], ["--help"]) else 2)
    # Only this one is imported: each needs other packages.
    module = import_module(f"koko_training.pipeline.{given[0]}")
    parser = argparse.ArgumentParser(prog=f"{program} {given[0]}", description=COMMANDS[given[0]])
    module.arguments(parser)
    module.run(parser.parse_args(given[1:]))


if __name__ == "__main__":
    main()
