"""Whose a value of the timeline is: the learner's, the page's own, or one that came late."""

from nn_ui.timeline import SECONDS_OF_LATE_VALUES, Timeline


def after_a_film(*played: int, ended_at: float = 10.0) -> Timeline:
    timeline = Timeline()
    for place in played:
        timeline.must_be_set(None, place, 1000, ended_at)
        timeline.remember_played(place, ended_at)
    return timeline


def test_the_pages_own_value_is_no_choice() -> None:
    assert after_a_film(5, 9).chosen(9, now=100.0) is None


def test_another_value_is_the_learners_choice() -> None:
    assert after_a_film(5, 9).chosen(700, now=10.1) == 700


def test_a_value_from_the_film_counts_only_when_it_cannot_be_late_any_more() -> None:
    timeline = after_a_film(5, 9, 12)
    assert timeline.chosen(9, now=10.1) is None
    assert timeline.chosen(9, now=10.1 + SECONDS_OF_LATE_VALUES) == 9


def test_it_is_set_when_there_is_news_and_a_little_longer_but_not_for_ever() -> None:
    timeline = Timeline()
    assert timeline.must_be_set(0, cursor=50, goal=1000, now=1.0)
    assert timeline.must_be_set(50, cursor=50, goal=1000, now=1.5)
    assert not timeline.must_be_set(50, cursor=50, goal=1000, now=3.0)
    assert timeline.must_be_set(50, cursor=50, goal=2000, now=3.0)
