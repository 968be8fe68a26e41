"""What the page has set, and whose a value is that the browser sends back."""

import pytest

from nn_ui.session.arrivals import Arrivals


def after_setting(*values: float, arrived: int = 0) -> Arrivals:
    """A rate of 1 that each drawing sets to the next of the values."""
    arrivals, shown = Arrivals(), 1.0
    for value in values:
        arrivals.begin(arrived)
        arrivals.set("rate", value, shown)
        arrivals.end({})
        shown = value
    arrivals.begin(arrived)
    return arrivals


def is_over(arrivals: Arrivals, known: float | None, *, is_along: bool = False) -> bool:
    return arrivals.is_over("rate", known, is_along=is_along)


@pytest.mark.parametrize("known", [1.0, 0.1, 0.2])
def test_what_the_browser_may_still_show_is_not_the_learners(known: float) -> None:
    arrivals = after_setting(0.1, 0.2)
    assert not is_over(arrivals, known)
    assert arrivals.on_the_way["rate"].value == 0.2


def test_any_other_value_is_the_learners_and_stays() -> None:
    arrivals = after_setting(0.1, 0.2)
    assert is_over(arrivals, 0.7)
    assert arrivals.on_the_way == {}


@pytest.mark.parametrize("is_along", [False, True])
def test_what_has_come_back_is_on_its_way_no_more(is_along: bool) -> None:
    arrivals = after_setting(0.1, 0.2, arrived=2)
    assert is_over(arrivals, 0.2, is_along=is_along)
    assert arrivals.on_the_way == {}


def test_the_value_before_is_the_learners_once_the_new_one_is_there_unless_it_comes_along() -> None:
    assert is_over(after_setting(0.1, arrived=1), 1.0)
    arrivals = after_setting(0.1, arrived=1)
    assert not is_over(arrivals, 1.0, is_along=True)
    arrivals.end({})
    arrivals.begin(arrivals.drawing)
    assert is_over(arrivals, 0.1, is_along=True)


def test_only_a_word_of_this_server_tells_a_number() -> None:
    arrivals, other = after_setting(0.1, 0.2), after_setting(0.1)
    assert arrivals.number(arrivals.word) == 3
    for word in (None, "", "3", other.word, f"{arrivals.name} x", f"{arrivals.name} {'9' * 5000}"):
        assert arrivals.number(word) == 0


def set_between_two_drawings() -> Arrivals:
    arrivals = after_setting(0.1)
    arrivals.end({})
    arrivals.set("rate", 0.5, 0.1)
    arrivals.begin(2)
    return arrivals


def test_a_value_that_was_set_between_two_drawings_is_the_browsers_at_once() -> None:
    assert is_over(set_between_two_drawings(), 0.1), "chosen after a part was drawn by itself"
    arrivals = set_between_two_drawings()
    assert not is_over(arrivals, 0.5)
    arrivals.begin(2)
    assert not is_over(arrivals, 0.1), "cut off before the browser had it"


def test_a_drawing_that_was_cut_off_has_not_arrived_whatever_is_said() -> None:
    arrivals = Arrivals()
    arrivals.begin(0)
    arrivals.set("rate", 0.1, None)
    arrivals.begin(10**9)
    assert not is_over(arrivals, None)
    assert not is_over(arrivals, 0.1)
    arrivals.end({})
    arrivals.begin(2)
    assert is_over(arrivals, 0.1)


def test_a_field_that_the_page_has_not_set_is_another_change_of_the_learners() -> None:
    arrivals = Arrivals()
    arrivals.begin(0)
    arrivals.set("neurons", "16", "4")
    arrivals.end({"neurons": "16", "guess": None})
    arrivals.begin(1)
    assert not arrivals.brings_others({"neurons": "4", "guess": None, "new": 1})
    assert arrivals.brings_others({"neurons": "4", "guess": "it falls"})
