"""What a tab knows of its lessons goes into a link, and comes back from it."""

import pytest

from nn_core.lessons import DO_NOT_KNOW, LESSONS, lesson
from nn_ui.session.lessons import PROGRESS, Lessons


def test_progress_goes_through_a_link() -> None:
    memory = Lessons()
    memory.lock(lesson(3), "0.3")
    memory.lock(lesson(1), "1.00")
    memory.lock(lesson(12), DO_NOT_KNOW)
    memory.settled |= {1, 12}
    memory.met.add(12)
    assert memory.progress == "1co.3c.12dm"
    again = Lessons()
    again.restore(memory.progress)
    assert (again.guesses, again.settled, again.met) == (memory.guesses, {1, 12}, {12})


def test_a_locked_guess_is_not_changed_by_a_link() -> None:
    memory = Lessons()
    memory.lock(lesson(1), "1.00")
    memory.restore("1bo")
    assert memory.guesses == {1: "1.00"}
    assert memory.settled == set()


@pytest.mark.parametrize("one", LESSONS, ids=lambda one: one.key)
def test_every_guess_has_a_word_of_its_own(one) -> None:
    said = set()
    for answer in (*one.answers, DO_NOT_KNOW):
        memory = Lessons()
        memory.lock(one, answer)
        said.add(memory.progress)
        assert memory.progress in PROGRESS
        again = Lessons()
        again.restore(memory.progress)
        assert again.guesses == {one.number: answer}
    assert len(said) == len(one.answers) + 1
