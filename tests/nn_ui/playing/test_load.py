"""Few films are lively; with too many for one core all get thinner, and full again afterwards."""

import pytest

from nn_ui.playing import load as load_file
from nn_ui.playing.load import Load
from nn_ui.session.playback import FULL, LIVELY, THIN, Tempo


def films_of(n_films: int, cost: float = 0.012, now: float = 100.0) -> Load:
    films = Load()
    for film in range(n_films):
        films.plays(film, now)
        films.costs(film, cost, FULL)
    return films


@pytest.mark.parametrize("tempo", [FULL, LIVELY, THIN])
@pytest.mark.parametrize(
    ("n_films", "expected"), [(0, LIVELY), (1, LIVELY), (12, LIVELY), (30, FULL), (60, FULL)]
)
def test_few_films_are_lively_and_a_class_of_sixty_plays_in_full(
    n_films: int, expected: Tempo, tempo: Tempo
) -> None:
    assert films_of(n_films).tempo(tempo, 100.0) == expected


@pytest.mark.parametrize("n_films", range(1, 120))
def test_a_tempo_does_not_swing_though_a_piece_of_more_frames_costs_more(n_films: int) -> None:
    films, seen = films_of(n_films), [FULL]
    for _ in range(10):
        for film in range(n_films):
            films.costs(
                film, 0.004 + 0.0002 * seen[-1].frames_a_second * seen[-1].seconds_between, seen[-1]
            )
        seen.append(films.tempo(seen[-1], 100.0))
    assert len(set(seen[3:])) == 1


def test_a_hundred_films_are_thinned_out_whatever_they_have_now() -> None:
    films = films_of(100)
    assert films.share(100.0) == pytest.approx(100 * 0.018 / 2.0)
    assert films.tempo(FULL, 100.0) == films.tempo(THIN, 100.0) == THIN


def test_dear_films_are_thinned_out_sooner() -> None:
    assert films_of(30, cost=0.012).tempo(FULL, 100.0) == FULL
    assert films_of(30, cost=0.060).tempo(FULL, 100.0) == THIN


def test_a_film_that_has_not_said_what_it_costs_counts_too() -> None:
    films = Load()
    for film in range(100):
        films.plays(film, 100.0)
    assert films.tempo(FULL, 100.0) == THIN


def test_between_the_two_bounds_a_film_keeps_its_tempo() -> None:
    films = films_of(80)
    load = films.share(100.0)
    assert load_file.LITTLE_ENOUGH_FOR_FULL < load < load_file.MOST_FOR_FULL
    assert films.tempo(FULL, 100.0) == FULL
    assert films.tempo(THIN, 100.0) == THIN
    films = films_of(18)
    load = films.share(100.0)
    assert load_file.LITTLE_ENOUGH_FOR_LIVELY < load < load_file.MOST_FOR_LIVELY
    assert films.tempo(FULL, 100.0) == FULL
    assert films.tempo(LIVELY, 100.0) == LIVELY


def test_films_that_end_make_room_for_full_ones() -> None:
    films = films_of(100)
    for film in range(80):
        films.ended(film)
    assert films.tempo(THIN, 100.0) == FULL


def test_a_closed_tab_is_forgotten_after_a_while_and_leaves_nothing_behind() -> None:
    films = films_of(100)
    late = 100.0 + load_file.SECONDS_A_FILM_IS_COUNTED
    films.plays(7, late)
    assert films.tempo(THIN, late) == THIN
    assert films.tempo(THIN, late + 0.01) == LIVELY
    assert (list(films._seen), list(films._costs)) == ([7], [7])


def test_a_film_that_is_thin_already_is_not_forgotten_between_two_pieces() -> None:
    assert 2 * THIN.seconds_between < load_file.SECONDS_A_FILM_IS_COUNTED


def test_tempos_change_one_after_the_other() -> None:
    films = Load()
    moments = [100.0 + 0.01 * number for number in range(100)]
    turns = [moment for moment in moments if films.may_change(moment)]
    assert turns[0] == 100.0
    assert 9 <= len(turns) <= 11
