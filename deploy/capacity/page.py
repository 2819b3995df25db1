"""Writes README.md and the plots from inputs.toml: `python deploy/capacity/page.py`."""

from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt

import model

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"
BEGIN, END = "<!-- from page.py -->\n", "<!-- to here -->"
SIZES = {
    10_000_000: "10 million",
    100_000_000: "100 million",
    1_000_000_000: "1 billion",
    10_000_000_000: "10 billion",
}

matplotlib.use("svg")
matplotlib.rcParams |= {"svg.hashsalt": "koko", "font.size": 9, "svg.fonttype": "none"}


def number(value):
    """Two digits that count, with commas; whole things whole."""
    if value is None:
        return "not measured"
    if isinstance(value, int):
        return f"{value:,}"
    if value == 0:
        return "0"
    digits = max(0, 1 - int(f"{value:e}".split("e")[1]))
    return f"{float(f'{value:.2g}'):,.{digits}f}"


def ranged(inputs, decisions, field, unit=""):
    usual, cheap, dear = model.ranges(decisions, inputs, field)
    if usual is None:
        return "not measured"
    low, high = sorted((cheap, dear))
    if low == high:
        return f"{unit}{number(usual)}"
    return f"{unit}{number(usual)} ({unit}{number(low)} – {unit}{number(high)})"


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "| --- " * len(header) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


COMPUTE = (
    ("decisions/s, mean", "mean_a_s", ""),
    ("cores, ready on average", "cores_ready", ""),
    ("cores at the peak", "cores_at_peak", ""),
    ("machines, ready on average", "machines", ""),
    ("machines at the peak", "machines_at_peak", ""),
    ("computing, a month", "compute_month", "$"),
    ("computing, a million decisions", "per_million", "$"),
    ("power, kW", "kilowatts", ""),
    ("GPUs that only score, at the peak", "gpus", ""),
    ("GPUs that only score, a month", "gpu_month", "$"),
    ("GPUs that only score, power, kW", "gpu_kilowatts", ""),
)
STORAGE = (
    ("archive, GB a day", "archive_gb_a_day", ""),
    ("decisions in the database, GB", "database_gb", ""),
    ("authors with a record", "authors", ""),
    ("authors in a store, GB", "authors_stored_gb", ""),
    ("authors in memory, GB", "authors_in_memory_gb", ""),
    ("storage, a month, after a year", "storage_month", "$"),
)


def figures(inputs):
    """Everything between the marks."""
    per_core, found = model.decisions_per_core(model.values(inputs)), inputs["found_share"].value

    def sized(rows):
        made = ([what, *(ranged(inputs, size, field, unit) for size in SIZES)] for what, field, unit in rows)
        return table(["a day", *SIZES.values()], made)

    known = table(
        ["number", "value", "range", "", "from"],
        (
            [
                one.what,
                f"{number_of(one.value)} {one.unit}" if one.value is not None else "",
                f"{number_of(one.low)} – {number_of(one.high)}" if one.value is not None else "",
                f"**{one.state}**" if one.state == "not measured" else one.state,
                "; ".join(filter(None, (one.source, one.machine, str(one.date or "")))),
            ]
            for one in inputs.values()
        ),
    )
    return f"""
One core makes {per_core:.0f} decisions a second where something is found in {found:.0%} of the texts.

### Machines, money, watts

{sized(COMPUTE)}

### Bytes

{sized(STORAGE)}

### What the model knows

{known}
"""


def number_of(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:g}"


def plot_sizes(inputs):
    """Cores, money and power by size, with their ranges."""
    figure, axes = plt.subplots(1, 3, figsize=(10, 3.2))
    shown = (("cores_ready", "cores, ready on average"), ("compute_month", "$ a month"), ("kilowatts", "kW"))
    sizes = list(SIZES)
    for place, (field, title) in zip(axes, shown, strict=True):
        found = [model.ranges(size, inputs, field) for size in sizes]
        place.fill_between(
            sizes, [f[1] for f in found], [f[2] for f in found], color="#a5d8ff", label="all at one end"
        )
        place.plot(sizes, [f[0] for f in found], color="#0b7285", marker="o", label="usual")
        place.set_xscale("log")
        place.set_yscale("log")
        place.set_title(title)
        place.set_xlabel("decisions a day")
    axes[0].legend(frameon=False)
    save(figure, "sizes.svg")


def plot_sensitivity(inputs):
    """Which numbers the bill depends on."""
    size = 100_000_000
    usual = model.need(size, model.values(inputs)).compute_month
    rows = model.sensitivity(size, inputs)
    figure, axes = plt.subplots(figsize=(8, 0.5 * len(rows) + 1.2))
    for place, (one, cheap, dear) in enumerate(rows):
        axes.barh(place, dear - cheap, left=cheap, color="#74c0fc" if one.state == "assumed" else "#0b7285")
    axes.set_yticks(range(len(rows)), [f"{one.name} ({one.state})" for one, _, _ in rows])
    axes.invert_yaxis()
    axes.set_xlim(0)
    axes.axvline(usual, color="black", linewidth=0.8)
    axes.set_xlabel("$ a month at 100 million decisions a day, as one number goes through its range")
    save(figure, "sensitivity.svg")


def save(figure, name):
    figure.tight_layout()
    figure.savefig(HERE / name, metadata={"Date": None, "Creator": None})
    plt.close(figure)


def main():
    inputs = model.read()
    before, rest = README.read_text().split(BEGIN)
    README.write_text(f"{before}{BEGIN}{figures(inputs)}\n{END}{rest.split(END)[1]}")
    plot_sizes(inputs)
    plot_sensitivity(inputs)


if __name__ == "__main__":
    main()
