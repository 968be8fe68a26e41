"""Whose a value of the timeline is: the learner's, the page's own, or one that came late."""

from nn_ui.session.timeline import SECONDS_OF_LATE_VALUES, Timeline


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


def test_a_value_of_the_film_is_late_as_long_as_the_browser_lacks_what_was_set_after_it() -> None:
    timeline = after_a_film(5, 9, 12)
    long_after = 10.1 + SECONDS_OF_LATE_VALUES
    assert timeline.must_be_set(9, 12, 1000, long_after)
    assert timeline.must_be_set(12, 12, 1000, 2 * long_after, has_arrived=False)
    assert timeline.chosen(9, now=long_after, has_arrived=False) is None
    assert timeline.chosen(9, now=long_after) == 9
    assert not timeline.must_be_set(9, 9, 1000, 2 * long_after, has_arrived=False)


def test_who_takes_hold_of_it_just_after_a_film_may_choose_any_value() -> None:
    timeline = after_a_film(5, 9, 12)
    timeline.take_hold(10.1, is_playing=False)
    assert timeline.chosen(9, now=10.2) == 9
    assert not timeline.must_be_set(9, cursor=9, goal=1000, now=10.2)


def test_who_takes_hold_of_it_while_the_film_plays_is_left_alone_until_he_lets_go() -> None:
    timeline = after_a_film(5, 9)
    timeline.take_hold(10.1, is_playing=True)
    assert timeline.chosen(700, now=10.2) is None
    assert not timeline.must_be_set(5, cursor=12, goal=1000, now=10.2)
    timeline.let_go(700)
    assert timeline.must_be_set(5, cursor=700, goal=1000, now=10.3)
    assert timeline.chosen(300, now=10.4) == 300


def test_a_hand_that_never_lets_go_is_forgotten() -> None:
    timeline = after_a_film(5)
    timeline.take_hold(10.1, is_playing=True)
    assert timeline.chosen(700, now=10.2 + SECONDS_OF_LATE_VALUES) == 700


def test_what_a_film_played_long_ago_is_not_late() -> None:
    timeline = after_a_film(5, 9)
    timeline.remember_played(700, now=10.1 + SECONDS_OF_LATE_VALUES)
    assert timeline.chosen(5, now=10.2 + SECONDS_OF_LATE_VALUES) == 5


def test_a_quick_second_choice_is_not_overwritten_by_the_first() -> None:
    timeline = Timeline()
    assert timeline.must_be_set(0, cursor=50, goal=1000, now=1.0)
    assert timeline.chosen(51, now=1.1) == 51
    assert not timeline.must_be_set(51, cursor=51, goal=1000, now=1.1)


def test_it_is_set_when_there_is_news_and_a_little_longer_but_not_for_ever() -> None:
    timeline = Timeline()
    assert timeline.must_be_set(0, cursor=50, goal=1000, now=1.0)
    assert timeline.must_be_set(50, cursor=50, goal=1000, now=1.5)
    late = 1.0 + SECONDS_OF_LATE_VALUES
    assert not timeline.must_be_set(50, cursor=50, goal=1000, now=late)
    assert timeline.must_be_set(50, cursor=50, goal=2000, now=late)


def test_the_value_of_the_run_before_is_not_taken_for_the_learners() -> None:
    timeline = Timeline()
    assert timeline.chosen(100, now=0) == 100
    timeline.must_be_set(100, 100, 100, now=0)
    # Another table: its run begins at 0, of which the browser has not heard when it asks next.
    assert timeline.must_be_set(100, 0, 200, now=20)
    assert timeline.chosen(100, now=40, has_arrived=False) is None
    assert timeline.must_be_set(100, 0, 200, now=40, has_arrived=False)
    assert timeline.chosen(70, now=41, has_arrived=False) == 70


def test_a_value_that_was_there_before_can_be_chosen_again() -> None:
    timeline = Timeline()
    timeline.must_be_set(100, 0, 200, now=0)
    assert timeline.chosen(100, now=1) == 100
