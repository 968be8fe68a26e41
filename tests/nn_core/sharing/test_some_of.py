"""A choice of several words in a link."""

import pytest

from nn_core import InputError
from nn_core.sharing.link import from_query, to_query
from nn_core.sharing.setup import Setup
from nn_core.sharing.some_of import SomeOf

ONES = SomeOf(("a", "b", "c"))


@pytest.mark.parametrize("text", ["", "a", "b.c", "c.a.b"])
def test_lists_of_its_words_are_values(text: str) -> None:
    assert text in ONES
    assert ONES.joined(ONES.split(text)) == ".".join(sorted(text.split(".")))


@pytest.mark.parametrize("value", ["d", "a.a", "a.", ".", "a,b", None, 1])
def test_nothing_else_is(value: object) -> None:
    assert value not in ONES


def test_a_link_takes_it_and_says_what_it_cannot_take() -> None:
    moment, complaints = from_query({"some": "c.a"}, {"some": ONES})
    assert (moment.view, complaints) == ((("some", "a.c"),), ())
    assert to_query(Setup(), 0, moment.view)["some"] == "a.c"
    moment, (complaint,) = from_query({"some": "a.x<b>"}, {"some": ONES})
    assert moment.view == ()
    assert complaint == '"some" is left out: "a.x<b>" cannot be chosen: use some of a, b, c.'


def test_a_word_that_is_no_word_is_an_input_error() -> None:
    with pytest.raises(InputError):
        ONES.split("a.d")
