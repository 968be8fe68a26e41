"""One setting and its values, as a question that a link asks."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Architecture, InputError, TrainingSettings
from nn_core.sharing.link import from_query, to_query
from nn_core.sharing.setup import Setup
from nn_core.sharing.variation import (
    SETTINGS,
    Variation,
    Variations,
    choices,
    typed,
    usual_values,
    variation,
    varied,
)

VIEWS = {"sweep": Variations()}


@pytest.mark.parametrize("key", SETTINGS)
def test_what_is_proposed_can_be_asked_and_read_back(key: str) -> None:
    asked = Variation(key, usual_values(key))
    assert variation(asked.text) == asked
    setups = asked.of(replace(Setup(), kept=(Setup(seed=2),)))
    assert len({repr(one) for one in setups}) == len(asked.values)
    for setup in setups:
        assert setup.kept == ()
        setup.experiment()


def test_hidden_neurons_are_those_of_the_first_layer() -> None:
    setup = Setup(architecture=Architecture((4, 2)))
    asked = Variation("hidden", (1, 3, 8))
    assert [one.architecture.hidden for one in asked.of(setup)] == [(1, 2), (3, 2), (8, 2)]
    assert varied(Setup(), "hidden", 2).architecture.hidden == (2,)


def test_a_batch_may_be_the_whole_table() -> None:
    asked = variation("batch~1~2~all")
    assert asked.values == (1, 2, None)
    assert asked.text == "batch~1~2~all"
    assert [asked.words(one) for one in asked.values] == ["1", "2", "whole table"]


@pytest.mark.parametrize(
    ("key", "text", "values"),
    [
        ("learning_rate", "0.1, 1 , 10", (0.1, 1.0, 10.0)),
        ("learning_rate", "0,1; 1; 10;", (0.1, 1.0, 10.0)),
        ("batch", "1, 2, all", (1.0, 2.0, None)),
    ],
)
def test_values_are_typed_between_commas(key: str, text: str, values: tuple[object, ...]) -> None:
    assert typed(key, text).values == values


@pytest.mark.parametrize(
    "text",
    [
        *("", "learning_rate", "learning_rate~1~2", "learning_rate~1~1~2", "weather~1~2~3"),
        *("learning_rate~0~1~2", "learning_rate~x~1~2", "learning_rate~1e999~1~2"),
        *("hidden~0~1~2", "hidden~1~2~17", "hidden~1.5~2~3", "activation~tanh~x~y"),
        *("learning_rate" + "~1" * 1000, "batch~0~1~2", "learning_rate~" + "~".join("123456789")),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InputError):
        variation(text)
    moment, complaints = from_query({"sweep": text}, VIEWS)
    assert moment.view == ()
    assert bool(complaints) == bool(text)


@given(st.lists(st.floats(1e-6, 1000), min_size=3, max_size=8, unique=True))
def test_numbers_are_read_back_bit_for_bit(values: list[float]) -> None:
    asked = Variation("learning_rate", tuple(values))
    assert variation(asked.text).values == asked.values
    view = (("sweep", asked.text),)
    assert from_query(to_query(Setup(), 0, view), VIEWS) == ((Setup(), 0, view), ())


def test_too_few_values_are_refused_with_an_example() -> None:
    with pytest.raises(InputError, match="Give 3 to 8 different values, such as"):
        typed("learning_rate", "1, 2")
    assert choices("learning_rate") == ()
    assert "adam" in choices("optimiser")
    assert Setup().training == TrainingSettings()
