"""Kept runs of a player: none is trained twice, and all come along as far as the present one."""

from dataclasses import replace

import numpy as np

from nn_core import Architecture, Run, TrainingSettings
from nn_core.sharing.setup import Setup
from nn_ui.process.budget import KEPT_RECORDS, memory_to_come
from nn_ui.session.pace import FASTEST
from nn_ui.session.player import Player
from nn_ui.stage import kept

HERE = Setup(iterations=3000)
SLOW = replace(HERE, training=TrainingSettings(learning_rate=0.1))


def player_of(setup: Setup) -> Player:
    player = Player(setup.experiment(), setup.example(), setup.iterations)
    player.kept.use(setup, player.example, player.run)
    return player


def turn_to(player: Player, setup: Setup) -> None:
    """As the page does."""
    player.use(setup.experiment())
    player.kept.use(setup, player.example, player.run)


def test_a_kept_run_comes_along_in_slices_and_is_told_once_it_is_there() -> None:
    player = player_of(replace(HERE, kept=(SLOW,)))
    player.go_to(3000, 0.0)
    (one,) = player.kept.runs
    assert kept.values(player, [3000]) == [[["…", "…", "…"]]]
    chips = kept.chips(player)
    assert chips is not None
    assert chips["compared"] == ""
    n_slices = 0
    while not player.train_ahead(0.0, 0.0005):
        n_slices += 1
    assert n_slices > 1
    assert one.run.iteration == 3000
    alone = Run(SLOW.experiment())
    alone.advance_to(3000)
    np.testing.assert_array_equal(one.run.at(3000).parameters, alone.at(3000).parameters)
    chips = kept.chips(player)
    assert chips is not None
    assert chips["compared"].startswith("The kept run needs")


def test_while_it_plays_a_kept_run_is_never_ahead_of_the_present_one() -> None:
    player = player_of(replace(HERE, kept=(SLOW,)))
    player.play(FASTEST, 0.0)
    player.tick(0.0)
    while not player.train_ahead(0.0, 0.01):
        pass
    (one,) = player.kept.runs
    assert one.run.iteration == min(player.run.iteration, player.goal) > 0


def test_the_run_that_is_left_and_the_one_that_is_taken_up_are_not_trained_again() -> None:
    player = player_of(HERE)
    player.go_to(3000, 0.0)
    first = player.run
    turn_to(player, replace(HERE, kept=(HERE,)))
    turn_to(player, replace(SLOW, kept=(HERE,)))
    player.go_to(500, 0.0)
    second = player.run
    assert player.kept.runs[0].run is first
    turn_to(player, replace(HERE, kept=(SLOW,)))
    assert player.run is first
    assert player.kept.runs[0].run is second
    assert player.reached == 3000
    turn_to(player, HERE)
    assert player.kept.runs == ()
    # What is neither kept nor present is held by nobody.
    assert player.kept.left is None


def test_a_run_that_has_stopped_stays_where_it_is() -> None:
    wild = replace(
        HERE,
        architecture=Architecture(output_activation="identity"),
        training=TrainingSettings(learning_rate=1000.0),
    )
    player = player_of(replace(HERE, kept=(wild,)))
    player.go_to(3000, 0.0)
    assert player.train_kept(60.0)
    (one,) = player.kept.runs
    assert one.run.stopped is not None
    ((numbers,),) = kept.values(player, [3000])
    assert not {"nan", "inf", "…"} & set(numbers)
    assert np.isfinite(one.curves.loss).all()


def test_the_memory_of_all_runs_counts_and_of_each_once() -> None:
    alone = memory_to_come(player_of(HERE))
    assert memory_to_come(player_of(replace(HERE, kept=(HERE,)))) == alone
    both = memory_to_come(player_of(replace(HERE, kept=(SLOW,))))
    assert both == 2 * alone
    assert both < 4 * KEPT_RECORDS


def test_giving_up_memory_changes_no_number() -> None:
    player = player_of(replace(HERE, kept=(SLOW,)))
    player.go_to(3000, 0.0)
    player.train_kept(60.0)
    before = kept.values(player, [3000, 17])
    player.forget()
    player.go_to(3000, 0.0)
    player.train_kept(60.0)
    assert kept.values(player, [3000, 17]) == before
