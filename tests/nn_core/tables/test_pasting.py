"""Blocks of cells pasted over a table."""

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import InputError
from nn_core.tables.form import WORDS, Form
from nn_core.tables.pasting import Pasted, pasted, pasted_row
from nn_core.tables.table import Table

TABLE = Table(("a", "b"), ("t",), ((0.0, 1.0, 1.0), (1.0, 0.0, 0.0)))


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n", "\n\t\t\n"])
def test_a_block_takes_the_place_of_the_cells_and_adds_the_rows_it_needs(end: str) -> None:
    done = pasted(TABLE, f"0,5\t\u22122{end}", 1, 1)
    assert done.table.rows == ((0.0, 1.0, 1.0), (1.0, 0.5, -2.0))
    done = pasted(TABLE, f"5\t6\t7\n8\t\tmany{end}", 1, 0)
    assert done.table.rows == ((0.0, 1.0, 1.0), (5.0, 6.0, 7.0), (8.0, None, "many"))
    assert done.said == ""
    assert pasted(TABLE, f"5{end}", 9, 0).table.rows[2:] == ((5.0, None, None),)


def test_a_row_of_names_names_the_columns_and_is_no_row() -> None:
    done = pasted(TABLE, "size\tsort\n5\t1\n", 0, 1)
    assert done.table.names == ("a", "size", "sort")
    assert done.table.rows == ((0.0, 5.0, 1.0), (1.0, 0.0, 0.0))


def test_names_over_all_columns_begin_another_table() -> None:
    done = pasted(TABLE, "x\ty\tz\n5\t6\t7\n", 0, 0)
    assert done.table == Table(("x", "y"), ("z",), ((5.0, 6.0, 7.0),))
    assert "2 inputs and 1 target" in done.said
    assert not done.is_another


@pytest.mark.parametrize("text", ["x\ty\tz\tt\n5\t6\t7\t0,25", "x\ty\tz\n5\tred\t7\n8\tblue\t9\n"])
def test_a_table_of_another_kind_is_opened_as_a_file_is(text: str) -> None:
    assert pasted(TABLE, text, 0, 0) == Pasted(TABLE, is_another=True)


def test_words_take_the_place_of_words() -> None:
    forms = (Form(WORDS), Form(), Form(WORDS))
    table = Table(("colour", "size"), ("sold",), (("red", 1.0, "yes"), ("blue", 2.0, "no")), forms)
    rows = (("blue", 3.0, "yes"), ("7", 4.0, "no"))
    assert pasted(table, "blue\t3\tyes\n7\t4\tno", 0, 0).table == replace(table, rows=rows)
    done = pasted(table, "hue\tweight\tleft\nblue\t3\tyes\n7\t4\tno", 0, 0)
    names = {"input_names": ("hue", "weight"), "target_names": ("left",)}
    assert done.table == replace(table, rows=rows, **names)
    assert pasted(table, "hue\tweight\tleft\nblue\tmany\tyes", 0, 0).is_another
    # The first row has no number, but a word that stands in the column: it is no row of names.
    done = pasted(table, "red\nblack", 0, 0)
    assert done.table.rows == (("red", 1.0, "yes"), ("black", 2.0, "no"))
    assert pasted_row(("red", 1.0), table, "green\t5", 0) == (("green", 5.0), "")


def test_columns_that_do_not_fit_are_said() -> None:
    done = pasted(TABLE, "5\t6\t7\t8\n9\t9\t9\t9", 0, 1)
    assert done.table.rows == ((0.0, 5.0, 6.0), (1.0, 9.0, 9.0))
    assert done.said == (
        'The pasted block has 4 columns, and there are 2 from "b" on: its last 2 columns were left '
        "out."
    )
    assert pasted(TABLE, "5\t6\t7\t\t\n5\t6\t7\t\t", 0, 0).said == ""
    assert "its last column was" in pasted(TABLE, "5\t6\t7\t8", 0, 0).said


def test_a_new_example_takes_one_row_of_numbers() -> None:
    example, names = (1.0, 2.0, 3.0), Table(("a", "b", "c"), ("t",), ())
    assert pasted_row(example, names, "0,5\t6\n", 1) == ((1.0, 0.5, 6.0), "")
    assert pasted_row(example, names, "x\ty\n5\t6", 0) == ((5.0, 6.0, 3.0), "")
    row, said = pasted_row(example, names, "5\t6\n7\t8", 2)
    assert row == (1.0, 2.0, 5.0)
    assert "2 columns" in said
    assert "one row" in said
    assert pasted_row(example, names, "\n", 0) == (example, "")


@pytest.mark.parametrize("text", ["x\tx\ty\n1\t2\t3", "\x07\ty\tz\n1\t2\t3"])
def test_names_that_cannot_serve_are_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"named|shown"):
        pasted(TABLE, text, 0, 0)


@given(
    st.text(st.sampled_from('0159.,-\t\n\r"ax \u2212'), max_size=60),
    st.integers(0, 5),
    st.integers(0, 2),
)
def test_whatever_is_pasted_gives_a_table_or_a_sentence(text: str, row: int, column: int) -> None:
    with contextlib.suppress(InputError):
        done = pasted(TABLE, text, row, column)
        assert {len(cells) for cells in done.table.rows} <= {len(done.table.names)}
