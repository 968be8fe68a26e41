"""Which of many weights have a curve: those that changed most, and the same ones for long."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from nn_core import Architecture, Experiment
from nn_core.experiment.intervention import Intervention
from nn_core.problems.ready_made import PROBLEMS
from nn_core.tables.table import to_dataset
from nn_ui.figures.axes import Axes
from nn_ui.figures.palette import LIGHT
from nn_ui.figures.series import MOST_WEIGHTS
from nn_ui.session.pace import PACES
from nn_ui.session.player import Player
from nn_ui.stage.scene import View

LARGE = Experiment(to_dataset(PROBLEMS[0].table), Architecture((9, 9), bias=True))
EXAMPLE = (1.0, 0.0, 1.0)
VIEW = View(Axes(last=2000, log_iterations=True, log_loss=False, colours=LIGHT))


def spans(player: Player, until: int) -> np.ndarray:
    rows = np.array([player.run.at(t).parameters for t in range(until + 1)])
    return np.ptp(rows, axis=0)


def test_those_that_changed_most_have_curves() -> None:
    player = Player(LARGE, EXAMPLE, 300)
    player.skip_to_end(0.0)
    found = spans(player, 300)
    drawn = list(player.curves.places)
    others = np.delete(found, drawn)
    assert len(drawn) == MOST_WEIGHTS < LARGE.n_parameters
    assert found[drawn].min() >= 0.9 * others.max(), "none that is left out changed clearly more"


def test_a_weight_that_was_set_has_a_curve() -> None:
    late = LARGE.n_parameters - 7
    changed = replace(LARGE, interventions=(Intervention(90, "parameter", 50.0, late),))
    player = Player(changed, EXAMPLE, 100)
    player.skip_to_end(0.0)
    assert late in player.curves.places


def test_the_choice_stays_while_the_film_plays_but_at_a_few_iterations() -> None:
    player, now = Player(LARGE, EXAMPLE, 2000), 0.0
    player.play(PACES[0], now)
    scenes = []
    while player.is_playing:
        player.tick(now)
        scenes.append(VIEW.scene(player))
        now += 0.5
    turns = sum(before != after for before, after in pairwise(scenes))
    assert len(scenes) > 12
    assert 1 <= turns <= 7, "at 4, 16, 64, 256, 1024 and at the end"
    last = player.curves.places
    assert VIEW.scene(player) == scenes[-1], "nothing changes when the film ends"
    player.go_to(5, now)
    assert player.curves.places == last, "looking back shows the same curves"
    player.play(PACES[0], now)
    player.tick(now)
    assert player.curves.places == last, "playing again, too"


@pytest.mark.parametrize("chosen", [0, 100, LARGE.n_parameters - 1])
def test_the_chosen_weight_has_a_curve_in_place_of_the_one_that_changed_least(chosen: int) -> None:
    player = Player(LARGE, EXAMPLE, 50)
    player.skip_to_end(0.0)
    usual, found = set(player.curves.places), set(player.curves_with(chosen).places)
    assert chosen in found
    assert len(found) == MOST_WEIGHTS
    assert len(usual - found) <= 1
