"""Short experiments on the page: the outcome stands there after the guess, which then stays."""

import pytest

from nn_core.lessons.short import SHORT_EXPERIMENTS, ShortExperiment
from nn_ui.lessons.short import guess_key
from tests.nn_ui.lessons.test_strip import opened, texts


@pytest.mark.parametrize("one", SHORT_EXPERIMENTS, ids=lambda one: one.key)
def test_the_outcome_comes_after_the_guess(one: ShortExperiment) -> None:
    page = opened()
    assert one.question in texts(page)
    assert one.claim not in texts(page)
    page.button_group(key=guess_key(one)).set_value(one.answers[-1]).run()
    mark = "✓" if one.answers[-1] == one.outcome else "✗"
    assert f"Your guess: {one.answers[-1]} {mark}. Outcome: {one.outcome}." in texts(page)
    assert one.claim in texts(page)
    assert one.why in texts(page)
    assert page.button_group(key=guess_key(one)).disabled
