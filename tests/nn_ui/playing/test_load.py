"""When there are too many films for one core, all get thinner, and full again afterwards."""

import pytest

from nn_ui.playing import load as crowd_file
from nn_ui.playing.load import Crowd
from nn_ui.session.playback import FULL, THIN


def crowd_of(n_films: int, cost: float = 0.002, now: float = 100.0) -> Crowd:
    crowd = Crowd()
    for film in range(n_films):
        crowd.plays(film, now)
        crowd.costs(film, cost)
    return crowd


@pytest.mark.parametrize("n_films", [0, 1, 30])
def test_a_class_of_thirty_plays_in_full(n_films: int) -> None:
    assert crowd_of(n_films).tempo(FULL, 100.0) == FULL


def test_a_hundred_films_are_thinned_out_whatever_they_have_now() -> None:
    crowd = crowd_of(100)
    assert crowd.load(100.0) == pytest.approx(100 * 0.008 / 0.5)
    assert crowd.tempo(FULL, 100.0) == crowd.tempo(THIN, 100.0) == THIN


def test_dear_films_are_thinned_out_sooner() -> None:
    assert crowd_of(20, cost=0.002).tempo(FULL, 100.0) == FULL
    assert crowd_of(20, cost=0.030).tempo(FULL, 100.0) == THIN


def test_a_film_that_has_not_said_what_it_costs_counts_too() -> None:
    crowd = Crowd()
    for film in range(100):
        crowd.plays(film, 100.0)
    assert crowd.tempo(FULL, 100.0) == THIN


def test_between_the_two_bounds_a_film_keeps_its_tempo() -> None:
    crowd = crowd_of(45)
    load = crowd.load(100.0)
    assert crowd_file.LITTLE_ENOUGH_FOR_FULL < load < crowd_file.MOST_FOR_FULL
    assert crowd.tempo(FULL, 100.0) == FULL
    assert crowd.tempo(THIN, 100.0) == THIN


def test_films_that_end_make_room_for_full_ones() -> None:
    crowd = crowd_of(100)
    for film in range(80):
        crowd.ended(film)
    assert crowd.tempo(THIN, 100.0) == FULL


def test_a_closed_tab_is_forgotten_after_a_while_and_leaves_nothing_behind() -> None:
    crowd = crowd_of(100)
    late = 100.0 + crowd_file.SECONDS_A_FILM_IS_COUNTED
    crowd.plays(7, late)
    assert crowd.tempo(THIN, late) == THIN
    assert crowd.tempo(THIN, late + 0.01) == FULL
    assert (list(crowd._seen), list(crowd._costs)) == ([7], [7])


def test_a_film_that_is_thin_already_is_not_forgotten_between_two_pieces() -> None:
    assert 2 * THIN.seconds_between < crowd_file.SECONDS_A_FILM_IS_COUNTED


def test_tempos_change_one_after_the_other() -> None:
    crowd = Crowd()
    moments = [100.0 + 0.01 * number for number in range(100)]
    turns = [moment for moment in moments if crowd.may_change(moment)]
    assert turns[0] == 100.0
    assert 9 <= len(turns) <= 11
