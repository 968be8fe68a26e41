"""Words and amounts as numbers, and back."""

from __future__ import annotations

import pytest

from nn_core import InputError
from nn_core.limits import MAX_NAME_LENGTH
from nn_core.tables.coding import (
    AMOUNT,
    SEVERAL_CLASSES,
    TWO_CLASSES,
    Coding,
    InputCoding,
    TargetCoding,
)
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.short_names import short_names
from nn_core.tables.table import to_dataset

TEXT = (
    "sky;rain;Preis\n"
    "red;5 %;1.250.000,50 €\nblue;7 %;2.000.000,00 €\ngrey;9 %;750.000,00 €\nred;1 %;99,00 €\n"
)


def coding(text: str) -> Coding:
    return plan_for(open_table(text.encode())).coding


def test_a_new_example_is_given_in_words_and_answered_in_units() -> None:
    prices = coding(TEXT)
    assert prices.input_names == ("sky = blue", "sky = grey", "sky = red", "rain")
    assert prices.target_names == ("Preis (in 1,000)",)
    assert prices.example(["red", "2,5 %"]) == (0, 0, 1, 2.5)
    assert prices.example([" Blue ", 4.0]) == (1, 0, 0, 4)
    assert prices.answers([1250.0005]) == ("Preis: 1,250,000.5 €",)
    assert to_dataset(plan_for(open_table(TEXT.encode())).table).y[0, 0] == 1250.0005


def test_answers_are_words_with_their_outputs() -> None:
    two = TargetCoding("fever", TWO_CLASSES, ("no", "yes"))
    assert [two.answer([each]) for each in (0.25, 0.93)] == ["no (0.75)", "yes (0.93)"]
    signed = TargetCoding("t", TWO_CLASSES, ("-1", "1"), values=(-1.0, 1.0))
    assert [signed.answer([each]) for each in (-0.5, 1.0)] == ["-1 (0.75)", "1 (1.00)"]
    several = TargetCoding("tree", SEVERAL_CLASSES, ("arve", "lind", "ulme"))
    assert several.answer([0.1, 0.93, 0.2]) == "lind (0.93)"
    assert several.numbers("ulme", "") == (0, 0, 1)
    assert TargetCoding("h", AMOUNT).answer([-26.5]) == "−26.50"
    both = Coding((), (two, several), (), (*two.names, *several.names))
    assert both.answers([0.93, 0.1, 0.2, 0.7]) == ("fever: yes (0.93)", "tree: ulme (0.70)")


@pytest.mark.parametrize(
    ("example", "said"),
    [
        (
            ["red"],
            "The example has 1 value but the table has 2 inputs: type one value for each, in this "
            "order: sky, rain.",
        ),
        (["green", "1"], '"sky" holds "green": type one of "blue", "grey", "red".'),
        (["", "1"], '"sky" is blank: type one of "blue", "grey", "red".'),
        (["red", "much"], '"rain" holds "much": type a number, such as 0.5.'),
        (["red", "2e6"], '"rain" holds 2000000, which is too large: type a number from -1,000,000'),
    ],
)
def test_an_example_that_cannot_be_used_is_said(example: list[str], said: str) -> None:
    with pytest.raises(InputError) as caught:
        coding(TEXT).example(example)
    assert said in str(caught.value)


def test_what_filled_blank_cells_fills_those_of_an_example() -> None:
    filled = coding("a,b,y\n1,red,1\n,red,0\n4,,1\n7,blue,0\n")
    assert filled.example(["", ""]) == (4, 1)


def test_each_way_to_enter_is_told() -> None:
    assert InputCoding("a").how == "as it is"
    assert InputCoding("a", divisor=1000.0).how == "in units of 1,000"
    assert InputCoding("a", ("no", "yes")).how == "0 or 1, yes is 1"
    assert InputCoding("a", ("p", "q", "r")).how == "3 numbers, 0 or 1, one a word"
    assert TargetCoding("a", TWO_CLASSES, ("0", "1")).how == "0 or 1"
    assert TargetCoding("a", TWO_CLASSES, ("1", "0")).how == "0 or 1, 0 is 1"
    assert TargetCoding("a", AMOUNT, divisor=1000.0).how == "in units of 1,000"


def test_no_word_controls_a_terminal() -> None:
    words = coding('a,b\n1,"x\ny"\n2,\x1b[31mz\n3,"x\ny"\n4,w\n')
    assert words.target_names == ("b = [31mz", "b = w", "b = x y")
    assert words.answers([1, 0, 0]) == ("b: \N{REPLACEMENT CHARACTER}[31mz (1.00)",)


def test_long_names_are_cut_and_stay_different() -> None:
    long = "a very long name of something that was measured"
    short = short_names([long, long + " twice", "b"])
    assert short[0] == "a very long name of something that was…"
    assert short[1] == "a very long name of something that… (2)"
    assert short[2] == "b"
    assert all(len(name) <= MAX_NAME_LENGTH for name in short)
    many = short_names([long] * 50)
    assert len(set(many)) == 50
