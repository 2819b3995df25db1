"""The page says what the numbers say, the notebook runs, and the model is right where one can see by hand."""

import sys
from pathlib import Path

import nbformat
import pytest

import model
import page

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NOTEBOOK = HERE / "capacity.ipynb"
sys.path.insert(0, str(ROOT / "examples/notebooks"))

from execute import executed  # noqa: E402

ROUND = {
    "score_per_core": 500.0,
    "decisions_per_core_few": 100.0,
    "found_in_few": 0.0,
    "decisions_per_core_all": 50.0,
    "found_share": 0.0,
    "score_per_gpu": None,
    "pods_of_ideal": 2.0,
    "peak_of_mean": 3.0,
    "cores_per_machine": 4.0,
    "least_cores": 3.0,
    "least_machines": 2.0,
    "author_record": 80.0,
    "author_in_memory": 200.0,
    "authors_per_decision": 0.5,
    "archive_record": 50.0,
    "decision_in_database": 4_000.0,
    "days_in_database": 10.0,
    "core_hour": 0.1,
    "gpu_hour": 2.0,
    "object_month": 0.02,
    "disk_month": 0.1,
    "core_watts": 5.0,
    "gpu_watts": 1_000.0,
    "cooling": 1.2,
}
A_THOUSAND_A_SECOND = 86_400_000


def test_a_thousand_decisions_a_second_by_hand():
    need = model.need(A_THOUSAND_A_SECOND, ROUND)
    assert (need.mean_a_s, need.cores_busy, need.cores_ready, need.cores_at_peak) == (1_000, 10, 20, 30)
    assert (need.machines, need.machines_at_peak) == (5, 8)
    assert need.compute_month == pytest.approx(20 * 730 * 0.1)
    assert need.kilowatts == pytest.approx(0.12)
    assert need.archive_gb_a_day == pytest.approx(4.32)
    assert need.database_gb == pytest.approx(3_456)
    assert need.authors_in_memory_gb == pytest.approx(8.64)
    assert need.gpus is need.gpu_month is None


def test_with_twice_the_decisions_everything_doubles_but_the_price_of_each():
    one, two = (model.need(times * 10 * A_THOUSAND_A_SECOND, ROUND) for times in (1, 2))
    for field in (
        "cores_ready",
        "compute_month",
        "storage_month",
        "kilowatts",
        "archive_gb_a_day",
        "authors",
    ):
        assert getattr(two, field) == pytest.approx(2 * getattr(one, field)), field
    assert two.per_million == pytest.approx(one.per_million)


def test_some_cores_are_ready_however_little_comes():
    need = model.need(1_000, ROUND)
    assert (need.cores_ready, need.cores_at_peak, need.machines) == (3, 3, 2)


def test_what_is_found_costs_time_between_the_two_figures():
    speeds = [model.decisions_per_core(ROUND | {"found_share": share}) for share in (0.0, 0.5, 1.0)]
    assert speeds == pytest.approx([100, 1 / 0.015, 50])
    # Measured where something was found in a tenth.
    assert model.decisions_per_core(ROUND | {"found_in_few": 0.1, "found_share": 0.1}) == pytest.approx(100)


def test_a_gpu_counts_once_it_was_measured():
    need = model.need(10 * A_THOUSAND_A_SECOND, ROUND | {"score_per_gpu": 20_000.0})
    assert need.gpus == 2
    assert need.gpu_month == pytest.approx(730 * 2)


def test_the_dear_end_is_dearer_than_the_cheap_one():
    inputs = model.read()
    for field in ("cores_ready", "compute_month", "storage_month", "kilowatts", "archive_gb_a_day"):
        usual, cheap, dear = model.ranges(10**9, inputs, field)
        assert cheap < usual < dear, field


def test_every_measured_number_has_a_page_that_is_there():
    for one in model.read().values():
        if one.state == "measured":
            assert (ROOT / one.source.split(",")[0]).exists(), f"{one.name}: {one.source}"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('[a]\nwhat="w"\nunit="u"\nstate="guessed"\nsource=""\nvalue=1.0\nlow=1.0\nhigh=1.0', "guessed"),
        (
            '[a]\nwhat="w"\nunit="u"\nstate="not measured"\nsource=""\nvalue=1.0\nlow=1.0\nhigh=1.0',
            "no value",
        ),
        ('[a]\nwhat="w"\nunit="u"\nstate="measured"\nsource="p"\nvalue=1.0\nlow=1.0\nhigh=1.0', "which page"),
        ('[a]\nwhat="w"\nunit="u"\nstate="assumed"\nsource="p"\nvalue=3.0\nlow=1.0\nhigh=2.0', "not between"),
    ],
)
def test_a_number_that_says_too_little_of_itself_is_refused(tmp_path, written, said):
    (tmp_path / "inputs.toml").write_text(written)
    with pytest.raises(ValueError, match=said):
        model.read(tmp_path / "inputs.toml")


def test_the_page_says_what_the_numbers_say():
    inside = page.README.read_text().split(page.BEGIN)[1].split(page.END)[0]
    assert inside.strip() == page.figures(model.read()).strip(), "run page.py"


def test_the_notebook_shows_what_it_would_show_today():
    kept, now = nbformat.read(NOTEBOOK, as_version=4), executed(NOTEBOOK)
    for before, after in zip(kept.cells, now.cells, strict=True):
        texts = [[output.get("text") for output in cell.get("outputs", [])] for cell in (before, after)]
        assert texts[0] == texts[1], f"run examples/notebooks/execute.py on it: {after.source}"
    text = NOTEBOOK.read_text()
    assert len(text) < 200_000 and str(ROOT) not in text
