"""Tables and columns of other libraries: in without a loop, out in the same kind."""

from datetime import datetime, timezone

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import koko
from koko import errors

TEXTS = ["You are a stupid idiot.", "good morning", "the soup is 😀 warm"]
# The same texts in everything that may hold them.
COLUMNS = {
    "tuple": tuple(TEXTS),
    "generator": lambda: (text for text in TEXTS),
    "numpy objects": np.array(TEXTS, dtype=object),
    "numpy strings": np.array(TEXTS),
    "numpy 2's strings": np.array(TEXTS, dtype=np.dtypes.StringDType()),
    "pandas": pd.Series(TEXTS),
    "pandas objects": pd.Series(TEXTS, dtype=object),
    "pandas on Arrow": pd.Series(TEXTS, dtype=pd.ArrowDtype(pa.string())),
    "pandas categories": pd.Series(TEXTS, dtype="category"),
    "pandas frame": pd.DataFrame({"n": [1, 2, 3], "text": TEXTS}),
    "polars": pl.Series(TEXTS),
    "polars categories": pl.Series(TEXTS).cast(pl.Categorical),
    "polars frame": pl.DataFrame({"n": [1, 2, 3], "text": TEXTS}),
    "polars lazy frame": pl.LazyFrame({"text": TEXTS}),
    "arrow": pa.array(TEXTS),
    "arrow large": pa.array(TEXTS, pa.large_string()),
    "arrow views": pa.array(TEXTS, pa.string_view()),
    "arrow dictionary": pa.array(TEXTS).dictionary_encode(),
    "arrow chunks": pa.chunked_array([TEXTS[:1], TEXTS[1:]]),
    "arrow slice": pa.array(["no", *TEXTS, "no"]).slice(1, 3),
    "arrow table": pa.table({"n": [1, 2, 3], "text": TEXTS}),
    "arrow reader": lambda: pa.table({"text": TEXTS}).to_reader(max_chunksize=2),
    "arrow batch": pa.record_batch({"text": TEXTS}),
}


class Stream:
    """Any library at all that speaks Arrow's protocol."""

    def __init__(self, table):
        self.__arrow_c_stream__ = table.__arrow_c_stream__


@pytest.fixture(scope="module")
def expected(moderator):
    return moderator.score(TEXTS)


@pytest.mark.parametrize("kind", COLUMNS)
def test_texts_may_come_in_any_column(moderator, expected, kind):
    column = COLUMNS[kind]
    assert moderator.score(column() if callable(column) else column) == expected


def test_any_stream_will_do_and_a_column_is_chosen_by_its_name(moderator, expected):
    table = pa.table({"body": TEXTS, "n": [1, 2, 3]})
    assert moderator.score(Stream(table), column="body") == expected
    assert moderator.score(Stream(table.select(["body"]))) == expected
    for value in [Stream(table), table, pd.DataFrame({"body": TEXTS, "n": 1}), pl.from_arrow(table)]:
        with pytest.raises(errors.BadInputError, match="Say it with column="):
            moderator.score(value)
        with pytest.raises(errors.BadInputError, match="there is no column `bdy`: the columns are body, n"):
            moderator.score(value, column="bdy")
    with pytest.raises(errors.BadInputError, match="must hold strings, not Int64"):
        moderator.score(Stream(table), column="n")


@pytest.mark.parametrize(
    "column",
    [
        ["a", None],
        pd.Series(["a", None]),
        pd.Series(["a", np.nan], dtype=object),
        pd.Series(["a", pd.NA], dtype="string"),
        pl.Series(["a", None]),
        pl.Series(["a", None]).cast(pl.Categorical),
        pa.array(["a", None]),
        np.array(["a", np.nan], dtype=object),
    ],
)
def test_a_missing_text_is_told_with_its_row_and_the_rest_goes_on(moderator, column):
    with pytest.raises(errors.BadInputError, match="row 1: `text` is missing"):
        moderator.score(column)
    table = moderator.score(column, errors="collect")
    assert [(each["row"], each["kind"]) for each in table.errors] == [(1, "bad_input")]
    assert table[1]["error"]["kind"] == "bad_input" and np.isnan(table["insult"][1])
    assert table.to_arrow()["insult"].null_count == 1 and table["error"].tolist() == [None, "bad_input"]


def test_a_column_of_nothing_but_missing_texts_has_only_errors(moderator):
    for column in [pa.nulls(3), pa.array([None, None], pa.string()).dictionary_encode()]:
        table = moderator.score(column, errors="collect")
        assert len(table.errors) == len(column)


def test_results_are_a_list_of_dicts_with_columns(moderator, expected):
    rows = expected.to_list()
    assert len(expected) == 3 and list(expected) == rows == expected
    assert expected[-1] == rows[2] and expected[1:] == rows[1:] and expected[0] in expected
    assert list(expected[0]["scores"]) == moderator.labels == expected.labels
    assert expected["insult"].dtype == np.float32
    assert expected["insult"].tolist() == [row["scores"]["insult"] for row in rows]
    assert expected["lane"].tolist() == ["full"] * 3 and expected["truncated"].tolist() == [False] * 3
    assert np.asarray(expected).shape == (3, len(moderator.labels))
    with pytest.raises(IndexError):
        expected[3]
    with pytest.raises(KeyError, match="no column 'inslut'"):
        expected["inslut"]


def test_scores_are_not_copied_for_numpy_and_arrow(moderator):
    table = moderator.score(TEXTS)
    seen = table["insult"]
    assert not seen.flags.writeable and not seen.flags.owndata
    assert seen.ctypes.data == table["insult"].ctypes.data
    assert table.to_arrow()["insult"].chunk(0).buffers()[1].address == seen.ctypes.data
    first = float(seen[0])
    del table
    assert seen[0] == pytest.approx(first)


def test_tables_come_back_in_the_library_of_the_input(moderator):
    for column, kind in [
        (pd.Series(TEXTS), pd.DataFrame),
        (pl.Series(TEXTS), pl.DataFrame),
        (pa.array(TEXTS), pa.Table),
        (TEXTS, pd.DataFrame),
    ]:
        native = moderator.score(column).to_native()
        assert isinstance(native, kind)
        names = list(getattr(native, "column_names", native.columns))
        assert names == [*moderator.labels, "truncated", "lane"]


def test_pandas_keeps_its_index_so_that_scores_can_be_joined(moderator):
    frame = pd.DataFrame({"text": TEXTS}, index=[30, 10, 20])
    scores = moderator.score(frame)
    joined = frame.join(scores.to_pandas())
    assert joined.loc[30, "insult"] == scores[0]["scores"]["insult"] > joined.loc[10, "insult"]


def test_nothing_gives_an_empty_table_with_its_columns(moderator):
    columns = [pd.Series([], dtype=object), pl.Series([], dtype=pl.String), pa.array([], pa.string())]
    for nothing in [[], *columns]:
        table = moderator.score(nothing)
        assert table == [] and table.columns == [*moderator.labels, "truncated", "lane"]
        assert len(table.to_polars()) == len(table.to_pandas()) == table.to_arrow().num_rows == 0


def test_perspective_has_its_attributes_as_columns(moderator):
    table = moderator.perspective(pl.Series(TEXTS))
    assert table.columns == list(table[0]) and table["TOXICITY"][0] > table["TOXICITY"][1]
    assert table[0] == pytest.approx(moderator.perspective(TEXTS[0]), abs=0.02)


AT = datetime(2026, 11, 2, 8, 30, tzinfo=timezone.utc)
ROWS = {"key": ["p1", "p2"], "body": TEXTS[:2], "user": [7, 8], "at": [AT, AT], "extra": [object(), object()]}
NAMES = {"id": "key", "text": "body", "author": "user"}
FRAMES = {
    "pandas": lambda: pd.DataFrame(ROWS),
    "polars": lambda: pl.DataFrame(ROWS, schema_overrides={"extra": pl.Object}),
    "arrow": lambda: pa.table({name: ROWS[name] for name in ["key", "body", "user", "at"]}),
    "stream": lambda: Stream(pa.table({name: ROWS[name] for name in ["key", "body", "user", "at"]})),
}


@pytest.mark.parametrize("kind", FRAMES)
def test_contents_may_come_as_a_table(kind):
    moderator = koko.Moderator(threads=1)
    table = moderator.moderate_many(FRAMES[kind](), columns=NAMES)
    assert [row["id"] for row in table] == ["p1", "p2"]
    assert [row["standing"]["author"] for row in table] == ["7", "8"]
    assert table[0]["standing"]["as_of"] == int(AT.timestamp())
    assert table["action"].tolist() == [row["decision"]["action"] for row in table]
    assert table["action"][0] != "allow"


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow", "arrow chunks"])
def test_a_column_alone_is_one_of_texts(moderator, kind):
    actions = moderator.moderate_many(COLUMNS[kind])["action"].tolist()
    assert actions == [moderator.moderate(text)["decision"]["action"] for text in TEXTS]


def test_moderations_have_typed_columns(moderator):
    table = moderator.moderate_many(FRAMES["polars"](), columns=NAMES)
    frame = table.to_native()
    assert isinstance(frame, pl.DataFrame) and frame.columns == table.columns
    row = table[0]
    assert frame["standing"].struct.field("author")[0] == "7"
    assert frame["reasons"][0].to_list()[0]["labels"] == row["decision"]["reasons"][0]["labels"]
    (start, end), span = row["spans"][0]["chars"], frame["spans"][0].to_list()[0]
    assert (span["label"], span["start"], span["end"]) == (row["spans"][0]["label"], start, end)
    pandas = table.to_pandas()
    assert pandas["spans"][0][0] == span and pandas["standing"][0]["band"] == row["standing"]["band"]
    assert pandas["insult"][0] == pytest.approx(row["scores"]["insult"])


def test_times_without_a_zone_and_wrong_columns_are_refused_in_words(moderator):
    naive = [datetime(2026, 11, 2)]
    for frame in [pl.DataFrame({"text": ["a"], "at": naive}), pa.table({"text": ["a"], "at": naive})]:
        with pytest.raises(errors.BadInputError, match="have no time zone: say which one"):
            moderator.moderate_many(frame)
    with pytest.raises(errors.BadInputError, match="row 0: `at` must be seconds since 1970 or"):
        moderator.moderate_many(pd.DataFrame({"text": ["a"], "at": naive}))
    for frame in [pd.DataFrame({"body": ["a"]}), pl.DataFrame({"body": ["a"]}), pa.table({"body": ["a"]})]:
        with pytest.raises(errors.BadInputError, match=r"there is no column `text`.*the columns are body"):
            moderator.moderate_many(frame)
        with pytest.raises(errors.BadInputError, match="no column `usr`"):
            moderator.moderate_many(frame, columns={"text": "body", "author": "usr"})
    with pytest.raises(errors.BadInputError, match="a content has no field 'auhtor'"):
        moderator.moderate_many(pl.DataFrame({"text": ["a"]}), columns={"auhtor": "text"})
    with pytest.raises(errors.BadInputError, match="`columns` names the columns of a table"):
        moderator.moderate_many([{"text": "a"}], columns={"text": "body"})
    with pytest.raises(errors.BadInputError, match="expected a table"):
        moderator.moderate_many(Stream(pa.chunked_array([["a"]])))


def test_missing_cells_of_a_table_are_absent_fields(moderator):
    rows = {"text": ["a", "b"], "author": ["zoe", None], "at": [AT, None], "id": [1.5, None]}
    for frame in [pd.DataFrame(rows), pl.DataFrame(rows), pa.table(rows)]:
        with pytest.raises(errors.BadInputError, match="`id`"):
            moderator.moderate_many(frame)
    del rows["id"]
    for frame in [pd.DataFrame(rows), pl.DataFrame(rows), pa.table(rows)]:
        assert [row["standing"] is None for row in moderator.moderate_many(frame)] == [False, True]


def test_errors_of_contents_are_collected_in_columns(moderator):
    table = moderator.moderate_many(pl.DataFrame({"text": ["a", None], "id": ["x", "y"]}), errors="collect")
    assert table["error"].tolist() == [None, "bad_input"] and table["action"].tolist() == ["allow", None]
    assert table[1]["error"]["kind"] == "bad_input" and table.errors[0]["row"] == 1
    assert table.to_polars()["error"].to_list() == [None, "bad_input"] == table["error"].tolist()
