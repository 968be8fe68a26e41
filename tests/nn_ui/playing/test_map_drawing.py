"""Drawing rows on the map: what a click does to the table, and what is not believed."""

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import InputError
from nn_core.experiment.held_back import hold_back
from nn_core.limits import MAX_ROWS
from nn_core.tables.form import PLAIN, WORDS, Form
from nn_core.tables.table import Table, to_dataset
from nn_ui.figures.scope import Scope
from nn_ui.playing.map_drawing import Stroke, drawn, rounded, strokes

NAMES = ("a", "b", "c")
ROWS = ((0.0, 5.0, 1.0, 0.0, 1.0), (1.0, 5.0, 0.0, 1.0, 0.0))
TABLE = Table(NAMES, ("t", "u"), ROWS)
SCOPE = Scope((0, 2), ((-0.2, 1.2), (-7.0, 7.0)), held=(0.0, 4.0, 0.0), output=1)


def stroke(kind: str, x: float = 0.3333333, y: float = -2.7182818, serial: int = 1) -> Stroke:
    return Stroke(serial, kind, (x, y), (0.05, 0.5))


def as_sent(**changes: Any) -> dict[str, Any]:
    return {
        "serial": 1,
        "kind": "high",
        "inputs": [0, 2],
        "at": [0.5, 1],
        "reach": [0.05, 0.5],
    } | changes


def test_a_click_adds_a_row_with_the_held_value_and_the_drawn_output_s_class() -> None:
    assert drawn(TABLE, stroke("high"), SCOPE, (0.0, 1.0), False).rows[-1] == (
        0.333,
        4.0,
        -2.72,
        0.0,
        1.0,
    )
    assert drawn(TABLE, stroke("low"), SCOPE, (-1.0, 1.0), False).rows[-1] == (
        0.333,
        4.0,
        -2.72,
        -1.0,
        -1.0,
    )
    assert drawn(TABLE, stroke("low"), SCOPE, (0.0, 1.0), False).rows[:-1] == ROWS


def test_a_drawn_row_is_trained_on_however_many_are_held_back() -> None:
    row = (0.333, 4.0, -2.72, 0.0, 1.0)
    for share in (0.2, 0.5, 0.9):
        table = Table(NAMES, ("t", "u"), ROWS * 10)
        for number in range(1, 3):
            table = drawn(table, stroke("high"), SCOPE, (0.0, 1.0), True)
            training = hold_back(to_dataset(table), share).X.tolist()
            assert training.count(list(row[:3])) == number
            assert sorted(table.rows) == sorted((*ROWS * 10, *(row,) * number))


def test_erasing_takes_the_nearest_row_within_reach() -> None:
    assert drawn(TABLE, stroke("erase", 0.97, 0.2), SCOPE, (0, 1), False).rows == ROWS[:1]
    assert drawn(TABLE, stroke("erase", 0.01, 0.9), SCOPE, (0, 1), False).rows == ROWS[1:]
    assert drawn(TABLE, stroke("erase", 0.5, 0.5), SCOPE, (0, 1), False) == TABLE
    # 0.04 and 0.4 are both within their own reach, but together too far.
    assert drawn(TABLE, stroke("erase", 0.04, 1.4), SCOPE, (0, 1), False) == TABLE


def test_erasing_takes_what_lies_on_the_map_before_what_is_faint_on_it() -> None:
    on_map = (0.0, 4.0, 1.0, 1.0, 0.0)
    for rows in ((*ROWS, on_map), (on_map, *ROWS)):
        table = Table(NAMES, ("t", "u"), rows)
        # The first row of ROWS is as near, but at another value of b.
        assert drawn(table, stroke("erase", 0.01, 0.9), SCOPE, (0, 1), False).rows == ROWS
    table = Table(NAMES, ("t", "u"), (*ROWS, (0.0, None, 1.0, 1.0, 0.0)))
    assert drawn(table, stroke("erase", 0.0, 1.0), SCOPE, (0, 1), False).rows == table.rows[1:]


def test_an_unfinished_row_cannot_be_hit() -> None:
    table = Table(NAMES, ("t", "u"), ((None, 5.0, 1.0, 0.0, 1.0), ("x", 1, 1, 1, 1), *ROWS))
    assert len(drawn(table, stroke("erase", 0.0, 1.0), SCOPE, (0, 1), False).rows) == 3


def test_the_last_row_and_a_full_table_are_refused_in_a_sentence() -> None:
    one = Table(NAMES, ("t", "u"), ROWS[:1])
    with pytest.raises(InputError, match="at least one row"):
        drawn(one, stroke("erase", 0.0, 1.0), SCOPE, (0, 1), False)
    full = Table(NAMES, ("t", "u"), ROWS[:1] * MAX_ROWS)
    with pytest.raises(InputError, match="1,000 rows"):
        drawn(full, stroke("high"), SCOPE, (0, 1), False)
    other = Table(("a",), ("t",), ((0.0, 1.0),))
    with pytest.raises(InputError, match="mend the table"):
        drawn(other, stroke("high"), SCOPE, (0, 1), False)


@pytest.mark.parametrize(
    ("value", "span", "expected"),
    [(0.123456, 1.4, 0.123), (1.23456, 14, 1.23), (-123.456, 1400, -123.0), (-1e-9, 1.4, 0.0)],
)
def test_values_have_the_digits_that_count_on_their_axis(
    value: float, span: float, expected: float
) -> None:
    found = rounded(value, span)
    assert found == expected
    assert math.copysign(1, found) == math.copysign(1, expected)  # never -0


def test_strokes_are_read_in_the_order_of_their_numbers() -> None:
    sent = {"strokes": [as_sent(serial=3, kind="low"), as_sent(serial=2)]}
    assert [(each.serial, each.kind) for each in strokes(sent, SCOPE)] == [(2, "high"), (3, "low")]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "drop"},
        {"serial": "1"},
        {"serial": True},
        {"at": [0.5]},
        {"at": ["0.5", 1]},
        {"at": [math.nan, 1]},
        {"at": [math.inf, 1]},
        {"at": [1.3, 1]},  # beside the map
        {"at": None},
        {"reach": [0, 0.5]},
        {"reach": [5, 0.5]},
        {"inputs": [0, 1]},  # another map
        {"inputs": None},
        {"inputs": 5},
    ],
)
def test_what_is_no_stroke_on_this_map_is_left_out(changes: dict[str, Any]) -> None:
    sent = {"strokes": [as_sent(**changes), as_sent(serial=9)]}
    assert [each.serial for each in strokes(sent, SCOPE)] == [9]


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text() | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*as_sent()]), inner),
    )
)
def test_nothing_that_a_browser_sends_makes_it_stumble(sent: Any) -> None:
    assert strokes(sent, SCOPE) == []
    for each in strokes({"strokes": [sent]}, SCOPE):
        assert drawn(TABLE, each, SCOPE, (0, 1), False)


WORDY = Table(
    ("a", "colour", "c"),
    ("t",),
    ((0.0, "red", 1.0, "no"), (1.0, "blue", 0.0, "yes"), (1.0, "grey", 1.0, "no")),
    (PLAIN, Form(WORDS), PLAIN, Form(WORDS)),
)
# The colours are three numbers: blue, grey, red.
ON_WORDS = Scope((0, 4), ((-0.2, 1.2), (-7.0, 7.0)), held=(0.0, 0.0, 0.0, 1.0, 0.0))


def test_a_drawn_row_of_a_table_of_words_has_the_held_word_and_the_word_of_the_class() -> None:
    for kind, word in (("high", "yes"), ("low", "no")):
        row = drawn(WORDY, stroke(kind), ON_WORDS, (0.0, 1.0), False).rows[-1]
        assert row == (0.333, "red", -2.72, word)
    left = drawn(WORDY, stroke("erase", 1.0, 0.0), ON_WORDS, (0.0, 1.0), False).rows
    assert left == (WORDY.rows[0], WORDY.rows[2])


def test_a_row_is_of_the_class_that_is_drawn() -> None:
    rows = tuple((*row[:3], word) for row, word in zip(WORDY.rows, "xyz", strict=True))
    table = replace(WORDY, rows=rows)
    of_z = replace(ON_WORDS, output=2)
    assert drawn(table, stroke("high"), of_z, (0.0, 1.0), False).rows[-1][-1] == "z"
    with pytest.raises(InputError, match='"t" has several classes: choose in “Output view”'):
        drawn(table, stroke("low"), of_z, (0.0, 1.0), False)


def test_no_row_is_drawn_where_no_word_stands() -> None:
    across = Scope((0, 1), ((-0.2, 1.2), (-0.2, 1.2)), held=(0.0, 0.0, 0.0, 1.0, 0.0))
    between = replace(ON_WORDS, held=(0.0, 0.5, 0.0, 0.0, 0.0))
    divided = replace(WORDY, forms=(Form(divisor=1e6), *WORDY.forms[1:]))
    for table, scope, why in (
        (WORDY, across, 'A row needs a word for "colour"'),
        (WORDY, between, 'A row needs a word for "colour"'),
        (divided, ON_WORDS, 'The numbers of "a" are divided'),
    ):
        with pytest.raises(InputError, match=why):
            drawn(table, stroke("high", 0.3, 0.4), scope, (0.0, 1.0), False)
