"""What is accepted in the sidebar's fields, and the sentence for what is not."""

import pytest

from nn_core import InputError
from nn_ui.checks import example_numbers, positive_number, whole_number


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


@pytest.mark.parametrize("value", [None, 0, 0.0, -5, 1000.5, 10**9, float("nan"), float("inf")])
def test_a_learning_rate_that_cannot_be_used_is_refused(value: object) -> None:
    with pytest.raises(InputError, match=r"Learning rate is .* over 0, at most 1,000"):
        positive_number(value, "Learning rate", 1000)


def test_the_example_becomes_numbers() -> None:
    assert example_numbers((1.0, 0, -2.5), ("a", "b", "c")) == (1.0, 0.0, -2.5)


@pytest.mark.parametrize("cell", [None, float("nan"), float("inf"), 2e6, "many"])
def test_a_cell_of_the_example_that_cannot_be_used_is_named(cell: object) -> None:
    with pytest.raises(InputError, match=r'^New example, column "height" '):
        example_numbers((1.0, cell), ("width", "height"))
