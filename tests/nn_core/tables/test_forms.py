"""A table of words and units: what a network sees of it, and that it comes back word for word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import InputError
from nn_core.limits import MAX_INPUTS, MAX_OUTPUTS
from nn_core.sharing.file import from_document, to_document
from nn_core.sharing.link import from_query, query_in, query_text, to_query
from nn_core.sharing.setup import OWN, Moment, Setup, usual_example
from nn_core.tables.csv_text import format_csv
from nn_core.tables.form import NUMBERS, PLAIN, WORDS, Form
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import (
    Table,
    add_input,
    add_target,
    remove_column,
    rename_column,
    to_dataset,
)

TREES = Table(
    ("sky", "rain"),
    ("tree",),
    (("red", 5.0, "arve"), ("blue", None, "lind"), ("grey", "7 %", "arve"), ("red", 3.0, "ulme")),
    (Form(WORDS), Form(NUMBERS, unit="%", fills=True), Form(WORDS)),
)


def refusal(table: Table) -> str:
    with pytest.raises(InputError) as caught:
        to_dataset(table)
    return str(caught.value)


def test_words_units_and_blank_cells_become_numbers() -> None:
    dataset = to_dataset(TREES)
    assert dataset.input_names == ("sky = blue", "sky = grey", "sky = red", "rain")
    assert dataset.X.tolist() == [[0, 0, 1, 5], [1, 0, 0, 5], [0, 1, 0, 7], [0, 0, 1, 3]]
    assert dataset.target_names == ("tree = arve", "tree = lind", "tree = ulme")
    assert dataset.y.tolist() == [[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1]]
    assert TREES.n_numbers == (4, 3)


def test_a_new_word_makes_a_new_number() -> None:
    more = replace(TREES, rows=(*TREES.rows, ("black", 1.0, "birch")))
    dataset = to_dataset(more)
    assert dataset.input_names[0] == "sky = black"
    assert dataset.target_names[1] == "tree = birch"
    assert dataset.X[-1].tolist() == [1, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("form", "value"), [(Form(WORDS), 0), (Form(WORDS, one="fog"), 0), (Form(WORDS, one="no"), 1)]
)
def test_the_affirmative_word_or_the_chosen_one_is_1(form: Form, value: float) -> None:
    table = Table(("a",), ("b",), ((1.0, "no"), (2.0, "yes")), (PLAIN, form))
    assert to_dataset(table).y[0, 0] == value


def test_numbers_may_be_classes_and_are_in_order_of_size() -> None:
    rows = tuple((1.0, cell) for cell in (10.0, 9.0, "9", "n.a."))
    table = Table(("a",), ("b",), rows, (PLAIN, Form(WORDS)))
    assert to_dataset(table).target_names == ("b = 10", "b = 9", "b = n.a.")
    assert to_dataset(replace(table, rows=rows[:3])).y[:, 0].tolist() == [1, 0, 0]


def test_numbers_over_a_million_are_divided() -> None:
    table = Table(
        ("a",), ("b",), ((1.0, 2e6), (2.0, "3000000 €")), (PLAIN, Form(unit="€", divisor=1e3))
    )
    assert to_dataset(table).y.ravel().tolist() == [2000, 3000]
    assert to_dataset(table).target_names == ("b (in 1,000)",)
    too_large = replace(table, rows=((1.0, 2e10),))
    assert refusal(too_large).startswith('Row 1, column "b" is too large: type a number from −1')


def test_what_cannot_be_used_is_said() -> None:
    blank = replace(TREES, rows=(*TREES.rows, (None, 1.0, "arve")))
    assert refusal(blank) == ('Row 5, column "sky" is blank: type one of "blue", "grey", "red".')
    numbers = replace(TREES, rows=(*TREES.rows, ("red", "much", "arve"), ("red", "x", "arve")))
    assert refusal(numbers) == (
        'Row 5, column "rain" holds "much": type a number, such as 0.5 … and 1 more cell cannot '
        "be used."
    )
    one = replace(TREES, rows=TREES.rows[:1])
    assert refusal(one).startswith('The target "tree" has one word only, "arve"')
    kinds = Table(
        ("a",),
        ("b",),
        tuple((1.0, f"k{at}") for at in range(MAX_OUTPUTS + 1)),
        (PLAIN, Form(WORDS)),
    )
    assert refusal(kinds).startswith(f'The target "b" has {MAX_OUTPUTS + 1} different values')
    words = Table(
        ("a",), ("b",), tuple((f"k{at}", 1.0) for at in range(MAX_INPUTS + 1)), (Form(WORDS), PLAIN)
    )
    assert refusal(words).startswith(f"The inputs make {MAX_INPUTS + 1} numbers")
    both = Table(
        ("a",),
        ("b", "c"),
        ((1.0, "x", 1.0), (1.0, "y", 2.0), (1.0, "z", 3.0)),
        (PLAIN, Form(WORDS), PLAIN),
    )
    assert "several classes, which need a network of their own" in refusal(both)
    with pytest.raises(InputError):
        Table(("a",), ("b",), (), (PLAIN,))
    for wrong in ({"kind": "dates"}, {"divisor": 0}, {"unit": "x" * 41}, {"fills": "yes"}):
        with pytest.raises(InputError):
            Form(**wrong)  # type: ignore[arg-type]


def test_a_form_goes_with_its_column() -> None:
    table = add_target(add_input(TREES))
    assert [form.kind for form in table.all_forms] == [WORDS, NUMBERS, NUMBERS, WORDS, NUMBERS]
    assert table.rows[0] == ("red", 5.0, 0.0, "arve", 0.0)
    table = remove_column(rename_column(table, "tree", "kind"), "sky")
    assert table.all_forms == (TREES.forms[1], PLAIN, TREES.forms[2], PLAIN)
    plain = remove_column(remove_column(table, "rain"), "kind")
    assert plain.forms == (), "all columns hold plain numbers"


def test_the_usual_example_can_be_used() -> None:
    assert usual_example(OWN, TREES) == ("blue", 0.0)
    assert Setup(OWN, TREES, usual_example(OWN, TREES)).example() == (1, 0, 0, 0)


WORD = st.text(min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(st.tuples(WORD, st.none() | st.floats(-9, 9), WORD), min_size=2, max_size=6))
def test_words_come_back_from_a_link_and_a_file(rows: list[tuple[str, float | None, str]]) -> None:
    forms = (Form(WORDS), Form(unit="_~", fills=True), Form(WORDS, one=rows[0][2]))
    table = Table(("a", "b"), ("c",), tuple(rows), forms)
    setup = Setup(OWN, table, (rows[0][0], None))
    query = query_in(query_text(to_query(setup)))
    assert from_query(query, None) == (Moment(setup), ())
    if "\0" not in str(rows) and not any(
        "\ud800" <= c <= "\udfff" for row in rows for c in f"{row[0]}{row[2]}"
    ):
        assert from_document(to_document(setup).encode(), None) == (Moment(setup), ())


def test_a_table_of_words_comes_back_from_csv() -> None:
    rows = (("=1+1", 1.0, "yes"), ("a;b", 2.0, "no"), ('"q", r', 3.5, "yes"), ("=1+1", 4.0, "no"))
    table = Table(("a", "b"), ("target",), rows, (Form(WORDS), PLAIN, Form(WORDS)))
    text = format_csv(table)
    assert "\n'=1+1," in text.replace("\r", "")
    assert plan_for(open_table(text.encode())).table == table
