"""What is accepted in the sidebar's fields, and the sentence for what is not."""

import pytest

from nn_core import InputError
from nn_ui.session.checks import number as checked_number
from nn_ui.session.checks import positive_number, whole_number


@pytest.mark.parametrize("value", [1, 2, 9_999, 10_000])
def test_whole_numbers_from_low_to_high_are_accepted(value: int) -> None:
    assert whole_number(value, "Iterations", 1, 10_000) == value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "empty"),
        (0, "0"),
        (-5, "-5"),
        (10_001, "10,001"),
        (10**9, "1,000,000,000"),
        (1.5, ""),
    ],
)
def test_other_values_are_refused_with_what_would_be_right(value: object, said: str) -> None:
    with pytest.raises(InputError) as caught:
        whole_number(value, "Iterations", 1, 10_000)
    sentence = str(caught.value)
    assert sentence.startswith(f"Iterations is {said}")
    assert sentence.count(".") == 1 or value == 1.5
    assert "from 1 to 10,000" in sentence


@pytest.mark.parametrize("value", [1e-300, 0.1, 1, 1000, 1000.0])
def test_positive_numbers_up_to_the_limit_are_accepted(value: float) -> None:
    assert positive_number(value, "Learning rate", 1000) == value
    assert isinstance(positive_number(value, "Learning rate", 1000), float)


@pytest.mark.parametrize("value", [None, 0, 0.0, -5, 1000.5, 10**9, float("inf"), "∞", "-1"])
def test_a_learning_rate_that_cannot_be_used_is_refused(value: object) -> None:
    with pytest.raises(InputError, match=r"Learning rate is .* over 0, at most 1,000"):
        positive_number(value, "Learning rate", 1000)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *(("10000", 10_000), ("10,000", 10_000), ("1,000,000", 1_000_000), ("1e3", 1000)),
        *((" 42 ", 42), ("7.0", 7), ("7,0", 7), ("007", 7)),
    ],
)
def test_a_whole_number_may_be_typed_in_several_ways(typed: str, number: int) -> None:
    assert whole_number(typed, "Iterations", 1, 10_000_000) == number


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("10.000", 'holds "10.000", which can be read in two ways: type 10 or 10000 instead.'),
        ("1,5", "is 1.5: type a whole number"),
        ("many", 'holds "many": type a whole number'),
        ("10 000", 'holds "10 000": type a whole number'),
        ("1.000.000", 'holds "1.000.000": type a whole number'),
        ("12,34", "is 12.34: type a whole number"),
        ("1" * 400, "is infinite or far too large: type a whole number"),
        ("  ", "is empty: type a whole number"),
    ],
)
def test_no_text_becomes_another_whole_number(typed: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        whole_number(typed, "Iterations", 1, 10_000)
    assert str(caught.value).startswith(f"Iterations {said}")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0,5", 0.5),
        ("0.5", 0.5),
        (",25", 0.25),
        ("1e-6", 1e-6),
        ("\u22122", -2.0),
        ("0,001", 0.001),
    ],
)
def test_a_decimal_comma_is_one(typed: str, number: float) -> None:
    assert checked_number(typed, "Rate") == number
    if number > 0:
        assert positive_number(typed, "Rate", 1000) == number


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1,000", 'holds "1,000", which can be read in two ways: type 1.000 or 1000.'),
        ("fast", 'holds "fast": type a number, such as 0.5.'),
        ("0,5,1", 'holds "0,5,1": type a number, such as 0.5.'),
        ("1e999", "is infinite or far too large: type a smaller number."),
    ],
)
def test_no_text_becomes_another_number(typed: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        checked_number(typed, "Rate")
    assert str(caught.value) == f"Rate {said}"
