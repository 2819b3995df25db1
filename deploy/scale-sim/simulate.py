"""Traffic that is made up against ways to scale: `python deploy/scale-sim/simulate.py`.

Takes some minutes, writes golden/results.json, the plots, and the table of README.md between its two marks.
`--page` writes table and plots anew from the results that are there.
"""

import argparse
import json
from pathlib import Path

import plots
import results

README = Path(__file__).resolve().parent / "README.md"
BEGIN, END = "<!-- from simulate.py -->\n", "<!-- to here -->"


def between(text):
    """What stands before, between and after the marks."""
    before, rest = text.split(BEGIN)
    inside, after = rest.split(END)
    return before, inside, after


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--page", action="store_true", help="only write table and plots anew")
    if not arguments.parse_args().page:
        results.RESULTS.write_text(json.dumps(results.compute(), indent=1, ensure_ascii=False) + "\n")
    found = results.read()
    before, _, after = between(README.read_text())
    README.write_text(f"{before}{BEGIN}\n{results.table(found)}\n{END}{after}")
    plots.shortfalls(found)
    plots.costs(found)
    plots.days(found)


if __name__ == "__main__":
    main()
