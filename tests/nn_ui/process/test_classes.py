"""Classes in memory: who is there, what was guessed, bounds, and a hundred learners at once."""

from __future__ import annotations

import threading
import time
from itertools import count

import pytest

from nn_core import InputError
from nn_core.lessons import DO_NOT_KNOW, lesson
from nn_core.sharing.setup import Setup
from nn_ui.process.class_room import (
    MOST_LEARNERS,
    MOST_LETTERS,
    SECONDS_TO_BE_GONE,
    SECONDS_TO_COME_BACK,
    readable,
)
from nn_ui.process.classes import (
    MOST_CLASSES,
    SECONDS_OF_A_CLASS,
    SECONDS_OF_IDLENESS,
    Classes,
    new_code,
)
from nn_ui.session.together import CODES, is_code

NOTHING: frozenset[int] = frozenset()


def test_a_code_has_six_letters_that_a_link_takes() -> None:
    for code in (new_code() for _ in range(100)):
        assert is_code(code)
        assert code in CODES
    for other in ("abcdef", "ABCDE", "ABCDEFG", "ABC DE", "<b>abc", 7):
        assert other not in CODES


def test_guesses_are_counted_and_hidden_until_the_teacher_opens_them() -> None:
    classes = Classes()
    code, key = classes.open(0)
    anna, ben = classes.join(code, "Anna", 0), classes.join(code, "Ben", 0)
    classes.report(anna, 3, {3: "0.2"}, frozenset({3}), 1)
    news = classes.report(ben, 3, {}, NOTHING, 1)
    assert news is not None
    assert (news.n_learners, news.n_guessed, news.guesses) == (2, 1, None)
    seen = classes.overview(code, key, 3, 1)
    assert dict(seen.guesses.counts) == {"0.1": 0, "0.2": 1, "0.3": 0, "0.41": 0, DO_NOT_KNOW: 0}
    assert [tuple(place) for place in seen.places] == [
        ("Anna", 3, True, True),
        ("Ben", 3, False, False),
    ]
    assert not seen.is_shown
    classes.show(code, key, 3, 1)
    news = classes.report(ben, 3, {}, NOTHING, 1)
    assert news is not None
    assert news.guesses == seen.guesses
    other = classes.report(ben, 4, {}, NOTHING, 1)
    assert other is not None
    assert other.guesses is None


def test_a_guess_that_was_entered_stays_and_others_are_no_guesses() -> None:
    classes = Classes()
    code, key = classes.open(0)
    seat = classes.join(code, "Anna", 0)
    classes.report(seat, 3, {3: "0.2", 99: "0.2", 4: "<b>"}, NOTHING, 0)
    classes.report(seat, 99, {3: "0.3"}, NOTHING, 0)
    found = classes.overview(code, key, 3, 0)
    assert dict(found.guesses.counts)["0.2"] == found.guesses.n == 1
    assert found.places[0].lesson == 0
    assert classes.overview(code, key, 4, 0).guesses.n == 0


def test_a_page_that_is_reloaded_has_its_seat_and_guesses_and_a_stranger_has_not() -> None:
    classes = Classes()
    code, key = classes.open(0)
    anna = classes.join(code, "Anna", 0)
    classes.report(anna, 3, {3: "0.2"}, NOTHING, 1)
    found = classes.come_back(code, anna.token, 2)
    assert found is not None
    assert (found.nickname, found.guesses) == ("Anna", {3: "0.2"})
    assert classes.come_back(code, "0123", 2) is None
    assert classes.come_back("BCDFGH", anna.token, 2) is None
    assert classes.join(code, "Anna", 3).nickname == "Anna (2)"
    assert classes.come_back(code, anna.token, 2 + SECONDS_TO_BE_GONE) is None
    others = classes.overview(code, key, 3, 2 + SECONDS_TO_BE_GONE).places
    assert [one.nickname for one in others] == ["Anna (2)"]


def test_everybody_hears_the_last_call_also_who_comes_late() -> None:
    classes = Classes()
    code, key = classes.open(0)
    seat = classes.join(code, "Anna", 0)
    classes.call(code, key, Setup(seed=2), 0, 0)
    classes.call(code, key, Setup(seed=3), 5, 0)
    for one in (seat, classes.join(code, "Ben", 0)):
        news = classes.report(one, 0, {}, NOTHING, 0)
        assert news is not None
        assert news.call is not None
        assert (news.call.number, news.call.setup.seed, news.call.lesson) == (2, 3, 5)


def test_only_the_teacher_s_key_opens_shows_calls_and_closes() -> None:
    classes = Classes()
    code, key = classes.open(0)
    for wrong in ("", "BCDFGH", key.lower(), "é"):
        for act in (
            lambda: classes.teach(code, wrong, 0),  # noqa: B023
            lambda: classes.overview(code, wrong, 1, 0),  # noqa: B023
            lambda: classes.show(code, wrong, 1, 0),  # noqa: B023
            lambda: classes.call(code, wrong, Setup(), 0, 0),  # noqa: B023
            lambda: classes.close(code, wrong, 0),  # noqa: B023
        ):
            with pytest.raises(InputError, match="not the key of the class's teacher"):
                act()
    with pytest.raises(InputError, match="open already"):
        classes.open(0, code)
    classes.close(code, key, 0)
    with pytest.raises(InputError, match=f'no class "{code}"'):
        classes.teach(code, key, 0)
    assert classes.open(0, code)[0] == code


def test_a_class_is_gone_after_a_day_and_a_learner_after_minutes() -> None:
    classes = Classes()
    code, key = classes.open(0)
    seat = classes.join(code, "Anna", 0)
    late = SECONDS_TO_BE_GONE + 1
    ben = classes.join(code, "Ben", late)
    assert [place.nickname for place in classes.overview(code, key, 1, late).places] == ["Ben"]
    assert classes.report(seat, 0, {}, NOTHING, late) is None
    assert classes.report(ben, 0, {}, NOTHING, late + 1) is not None
    assert classes.is_open(code, SECONDS_OF_A_CLASS - 1)
    assert not classes.is_open(code, SECONDS_OF_A_CLASS)
    assert classes.report(ben, 0, {}, NOTHING, SECONDS_OF_A_CLASS) is None


def test_who_reloads_gets_name_and_guesses_back_and_a_namesake_another_name() -> None:
    classes = Classes()
    code, key = classes.open(0)
    first = classes.join(code, "Anna", 0)
    classes.report(first, 3, {3: "0.2"}, NOTHING, 0)
    assert classes.join(code, " Anna ", 1).nickname == "Anna (2)"
    again = classes.join(code, "Anna", SECONDS_TO_COME_BACK)
    assert again.nickname == "Anna"
    assert classes.report(first, 0, {}, NOTHING, SECONDS_TO_COME_BACK) is None
    assert classes.overview(code, key, 3, SECONDS_TO_COME_BACK).guesses.n == 1
    classes.leave(again)
    assert classes.overview(code, key, 3, SECONDS_TO_COME_BACK).guesses.n == 0


def test_names_are_short_and_on_one_line() -> None:
    assert readable("  A\n\tb\u200b  c ") == "A b c"
    assert readable("<b>x</b>") == "<b>x</b>"
    assert len(readable("x" * 500)) == MOST_LETTERS
    for blank in ("", " \n ", "\u200b"):
        with pytest.raises(InputError, match="Type a nickname"):
            readable(blank)


def test_a_class_and_a_server_are_full_at_some_time() -> None:
    classes = Classes()
    code, _ = classes.open(0)
    for number in range(MOST_LEARNERS):
        classes.join(code, f"Learner {number}", 0)
    with pytest.raises(InputError, match="This class is full"):
        classes.join(code, "One more", 0)
    for _ in range(MOST_CLASSES - 1):
        classes.open(0)
    with pytest.raises(InputError, match="no more fit"):
        classes.open(SECONDS_OF_IDLENESS - 1)
    classes.open(SECONDS_OF_IDLENESS)


def test_a_code_that_is_taken_is_not_given_again() -> None:
    numbers = count()
    classes = Classes(lambda: "BCDFGH" if next(numbers) < 3 else "JKLMNP")
    assert classes.open(0)[0] == "BCDFGH"
    assert classes.open(0)[0] == "JKLMNP"


def test_a_hundred_learners_at_once_are_all_counted() -> None:
    classes, n, n_looks = Classes(), 100, 20
    code, key = classes.open(0)
    answers = lesson(3).answers
    together, faults = threading.Barrier(n + 1), []

    def learn(number: int) -> None:
        try:
            together.wait()
            seat = classes.join(code, "Same name", 0)
            for look in range(n_looks):
                guesses = {3: answers[number % 4]} if look >= number % n_looks else {}
                news = classes.report(seat, 3, guesses, NOTHING, 0)
                assert news is not None
                assert news.guesses is None or news.guesses.n == news.n_guessed
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=learn, args=(number,)) for number in range(n)]
    for thread in threads:
        thread.start()
    together.wait()
    for _ in range(n_looks):
        assert classes.overview(code, key, 3, 0).guesses.n <= n
        classes.show(code, key, 3, 0)
    for thread in threads:
        thread.join()
    assert faults == []
    found = classes.overview(code, key, 3, 0)
    assert [count for _, count in found.guesses.counts] == [25, 25, 25, 25, 0]
    assert len({place.nickname for place in found.places}) == n


def test_a_hundred_learners_cost_a_process_little() -> None:
    """A class of a hundred asks some twenty times a second: a tenth of one core will do."""
    classes = Classes()
    code, _ = classes.open(0)
    seats = [classes.join(code, f"Learner {number}", 0) for number in range(100)]
    began = time.process_time()
    for seat in seats:
        classes.report(seat, 3, {3: "0.2"}, NOTHING, 1)
    assert (time.process_time() - began) / len(seats) < 0.005
