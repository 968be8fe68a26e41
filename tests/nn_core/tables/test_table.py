"""The training table: what is accepted, how it is refused, and how columns come and go."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Dataset, InputError
from nn_core.errors import counted, shown
from nn_core.limits import MAX_ABSOLUTE_VALUE, MAX_INPUTS, MAX_ROWS, MAX_TARGETS
from nn_core.tables.cells import number_text, read_number
from nn_core.tables.table import (
    Table,
    add_input,
    add_target,
    from_dataset,
    remove_column,
    rename_column,
    to_dataset,
)

ARTICLE = Table(
    input_names=("Input 1", "Input 2", "Input 3"),
    target_names=("Target",),
    rows=((0.0, 1.0, 1.0, 1.0), (1.0, 0.0, 0.0, 0.0), (1.0, 0.0, 1.0, 1.0)),
)
SMALL = Table(("a", "b"), ("t",), ((0.0, 1.0, 1.0), (1.0, 0.0, 0.0)))


def refusal(table: Table) -> str:
    with pytest.raises(InputError) as caught:
        to_dataset(table)
    return str(caught.value)


def test_the_article_table_becomes_its_arrays_and_comes_back() -> None:
    dataset = to_dataset(ARTICLE)
    np.testing.assert_array_equal(dataset.X, [[0, 1, 1], [1, 0, 0], [1, 0, 1]])
    np.testing.assert_array_equal(dataset.y, [[1], [0], [1]])
    assert dataset.input_names == ("Input 1", "Input 2", "Input 3")
    assert dataset.target_names == ("Target",)
    assert from_dataset(dataset) == ARTICLE


def test_the_table_of_a_dataset_ends_with_the_rows_that_are_held_back() -> None:
    dataset = Dataset([[1], [2]], [0, 1], X_test=[[3]], y_test=[1])
    assert from_dataset(dataset).rows == ((1.0, 0.0), (2.0, 1.0), (3.0, 1.0))


def test_a_dataset_without_names_shows_the_usual_ones() -> None:
    table = from_dataset(Dataset(X=[[1, 2]], y=[[3, 4]]))
    assert table == Table(("Input 1", "Input 2"), ("Target 1", "Target 2"), ((1, 2, 3, 4),))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0.5", 0.5),
        (" 1 ", 1.0),
        ("0,5", 0.5),
        ("-12,25", -12.25),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        (".5", 0.5),
        (",5", 0.5),
        ("3.", 3.0),
        ("+2", 2.0),
        ("\u22122", -2.0),
        ("1e-3", 0.001),
        ("1,5e2", 150.0),
        (7, 7.0),
        (True, 1.0),
        (np.float32(0.25), 0.25),
        (np.int64(-3), -3.0),
        ("1000000", MAX_ABSOLUTE_VALUE),
    ],
)
def test_cells_that_are_numbers(cell: Any, number: float) -> None:
    read = read_number(cell, "The cell")
    assert read == number
    assert type(read) is float


@pytest.mark.parametrize("cell", [None, "", "  \t ", math.nan, np.float32("nan")])
def test_blank_cells(cell: Any) -> None:
    table = replace(SMALL, rows=(SMALL.rows[0], (cell, 0.0, 0.0)))
    assert refusal(table) == 'Row 2, column "a" is blank: type a number.'


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("yes", 'Row 1, column "t" holds "yes": type a number, such as 0.5.'),
        ("nan", 'Row 1, column "t" holds "nan" (not a number): type a number.'),
        ("1_000", 'Row 1, column "t" holds "1_000": type a number, such as 0.5.'),
        ("1.000,5", 'Row 1, column "t" holds "1.000,5": type a number, such as 0.5.'),
        (
            "-1,000",
            'Row 1, column "t" holds "-1,000", which can be read in two ways: '
            "type -1.000 or -1000.",
        ),
        (
            math.inf,
            'Row 1, column "t" is infinite or far too large: '
            "type a number from -1,000,000 to 1,000,000.",
        ),
        (
            "1000000.5",
            'Row 1, column "t" holds 1000000.5, which is too large: '
            "type a number from -1,000,000 to 1,000,000.",
        ),
    ],
)
def test_cells_that_are_not_numbers(cell: Any, message: str) -> None:
    assert refusal(replace(SMALL, rows=((0.0, 1.0, cell),))) == message


@pytest.mark.parametrize("cell", ["-Infinity", "inf", "∞", "1e999", -math.inf, 10**400])
def test_infinity_in_every_spelling(cell: Any) -> None:
    assert "infinite or far too large" in refusal(replace(SMALL, rows=((cell, 1.0, 1.0),)))


def test_several_wrong_cells_are_counted() -> None:
    rows: tuple[tuple[Any, ...], ...] = ((0.0, "x", 1.0), (None, 1.0, 1.0))
    assert refusal(replace(SMALL, rows=rows)) == (
        'Row 1, column "b" holds "x": type a number, such as 0.5 … and 1 more cell cannot be used.'
    )
    assert refusal(replace(SMALL, rows=(*rows, ("", "", 0.0)))).endswith(
        " … and 3 more cells cannot be used."
    )


def test_a_long_text_is_cut_and_made_printable() -> None:
    message = refusal(replace(SMALL, rows=((0.0, "\x1b[31m" + "ab" * 5000, 1.0),)))
    assert "\x1b" not in message
    assert len(message) < 120
    assert shown("\ud800") == "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (replace(SMALL, rows=()), "The table has no rows: type at least one."),
        (
            replace(SMALL, rows=SMALL.rows * 501),
            "The table has 1,002 rows: keep at most 1,000.",
        ),
        (Table((), ("t",), ((1.0,),)), "The table has no input column: add one."),
        (Table(("a",), (), ((1.0,),)), "The table has no target column: add one."),
        (
            Table(tuple(f"a{at}" for at in range(31)), ("t",), ((0.0,) * 32,)),
            "The table has 31 input columns: keep at most 30.",
        ),
        (
            Table(("a",), tuple("pqrst"), ((0.0,) * 6,)),
            "The table has 5 target columns: keep at most 4.",
        ),
        (
            replace(SMALL, rows=((0.0, 1.0, 1.0), (1.0,))),
            "Row 2 has 1 value where the table has 3 columns: give each column one value.",
        ),
        (replace(SMALL, input_names=("a", " ")), "The name of column 2 is blank: type one."),
        (
            replace(SMALL, target_names=("t" * 201,)),
            f'The name of column 3 ("{"t" * 24}…") has 201 characters: keep at most 200.',
        ),
        (
            replace(SMALL, target_names=(" a ",)),
            'Columns 1 and 3 are both named "a": rename one of them.',
        ),
        (
            replace(SMALL, input_names=("a", "b\x07")),
            'The name of column 2 ("b\N{REPLACEMENT CHARACTER}") has a character that cannot be '
            "shown: retype it.",
        ),
    ],
)
def test_tables_that_cannot_be_used(table: Table, message: str) -> None:
    assert refusal(table) == message


def test_the_largest_table_is_accepted() -> None:
    n_columns = MAX_INPUTS + MAX_TARGETS
    names = tuple(f"{number:040}" for number in range(n_columns))
    rows = ((MAX_ABSOLUTE_VALUE,) * n_columns,) * MAX_ROWS
    dataset = to_dataset(Table(names[:MAX_INPUTS], names[MAX_INPUTS:], rows))
    assert dataset.X.shape == (MAX_ROWS, MAX_INPUTS)
    assert dataset.y.shape == (MAX_ROWS, MAX_TARGETS)


def test_names_lose_stray_white_space() -> None:
    table = replace(SMALL, input_names=("\ufeff size \n in cm ", "b"))
    assert to_dataset(table).input_names == ("size in cm", "b")


def test_a_new_input_stands_before_the_targets() -> None:
    table = add_input(SMALL)
    assert table.input_names == ("a", "b", "Input 3")
    assert table.rows == ((0.0, 1.0, 0.0, 1.0), (1.0, 0.0, 0.0, 0.0))


def test_a_new_target_stands_last() -> None:
    table = add_target(ARTICLE)
    assert table.target_names == ("Target", "Target 2")
    assert table.rows[1] == (1.0, 0.0, 0.0, 0.0, 0.0)


def test_a_new_column_gets_a_name_that_is_free() -> None:
    table = replace(SMALL, input_names=("Input 3", "Input 4"), target_names=("Target 2",))
    assert add_input(table).input_names[-1] == "Input 5"
    assert add_target(table).target_names[-1] == "Target 3"


def test_columns_can_be_added_up_to_the_limit() -> None:
    table = SMALL
    for _ in range(MAX_INPUTS - 2):
        table = add_input(table)
    for _ in range(MAX_TARGETS - 1):
        table = add_target(table)
    assert to_dataset(table).X.shape == (2, MAX_INPUTS)
    with pytest.raises(InputError, match=r"^The table already has 30 input columns"):
        add_input(table)
    with pytest.raises(InputError, match=r"^The table already has 4 target columns"):
        add_target(table)


def test_removing_a_column_takes_its_cells() -> None:
    assert remove_column(SMALL, "a") == Table(("b",), ("t",), ((1.0, 1.0), (0.0, 0.0)))
    assert remove_column(add_target(SMALL), "t").target_names == ("Target 2",)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("b", 'Column "b" is the only input column: add another one first.'),
        ("t", 'Column "t" is the only target column: add another one first.'),
        ("c", 'There is no column "c": choose one of "b", "t".'),
    ],
)
def test_columns_that_cannot_be_removed(name: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        remove_column(remove_column(SMALL, "a"), name)
    assert str(caught.value) == message


def test_renaming_changes_one_name_only() -> None:
    assert rename_column(SMALL, "b", " wide ") == replace(SMALL, input_names=("a", "wide"))
    assert rename_column(SMALL, "t", "answer") == replace(SMALL, target_names=("answer",))
    assert rename_column(SMALL, "a", "a") == SMALL


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("", 'The new name of column "a" is blank: type one.'),
        ("t", 'There is already a column "t": choose another name.'),
        (
            "long" * 51,
            f'The new name of column "a" ("{"long" * 6}…") has 204 characters: keep at most 200.',
        ),
    ],
)
def test_names_that_cannot_be_given(new: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        rename_column(SMALL, "a", new)
    assert str(caught.value) == message


def test_edits_leave_the_table_and_its_raw_cells_alone() -> None:
    raw = replace(SMALL, rows=(("x", None, " 1"),))
    assert add_input(raw).rows == (("x", None, 0.0, " 1"),)
    assert raw.rows == (("x", None, " 1"),)


def test_numbers_with_their_nouns() -> None:
    assert [counted(n, "row") for n in (0, 1, 2, 1000)] == [
        "0 rows",
        "1 row",
        "2 rows",
        "1,000 rows",
    ]


cells = st.none() | st.text(max_size=8) | st.floats() | st.integers() | st.booleans()
names = st.lists(st.text(max_size=50) | st.sampled_from(["a", "b"]), max_size=12).map(tuple)
tables = st.builds(
    Table, names, names, st.lists(st.lists(cells, max_size=24).map(tuple), max_size=4).map(tuple)
)
square_tables = st.builds(
    lambda rows: Table(("a", "b"), ("t",), tuple(rows)),
    st.lists(st.tuples(cells, cells, cells), max_size=4),
)


@given(tables | square_tables)
def test_a_table_is_a_dataset_or_an_input_error(table: Table) -> None:
    try:
        dataset = to_dataset(table)
    except InputError as error:
        refused = str(error)
        refused.encode()  # half a character would raise
    else:
        refused = "."
        assert from_dataset(dataset).names == tuple(" ".join(n.split()) for n in table.names)
    assert refused.endswith(".")


@given(tables, st.text(max_size=50), st.text(max_size=50))
def test_edits_of_any_table_raise_nothing_but_input_errors(
    table: Table, old: str, new: str
) -> None:
    for edit in (
        add_input,
        add_target,
        lambda t: remove_column(t, old),
        lambda t: rename_column(t, next(iter(t.names), old), new),
    ):
        try:
            edited = edit(table)
        except InputError:
            continue
        assert len(edited.rows) == len(table.rows)


@given(st.floats(-MAX_ABSOLUTE_VALUE, MAX_ABSOLUTE_VALUE))
def test_every_number_survives_being_typed(number: float) -> None:
    for typed in (number_text(number), repr(number)):
        assert read_number(typed, "The cell") == number
