"""A setup as far as it can be trained, and why not where it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from nn_core import Dataset, Experiment, InputError
from nn_core.experiment.held_back import n_held_back
from nn_core.sharing.setup import Moment, Setup, View
from nn_ui.session.player import Player

Value = TypeVar("Value")


@dataclass(frozen=True)
class Examined:
    """What can be used of `setup`, None where it cannot be; `wrong` says why, by "table",
    "new_example" and "experiment"."""

    setup: Setup
    dataset: Dataset | None
    experiment: Experiment | None
    example: tuple[float, ...] | None
    wrong: Mapping[str, str]


def examined(setup: Setup) -> Examined:
    """Look at each part by itself."""
    wrong: dict[str, str] = {}

    def attempt(name: str, make: Callable[[], Value]) -> Value | None:
        try:
            return make()
        except InputError as error:
            wrong[name] = str(error)
            return None

    dataset = attempt("table", setup.dataset)
    experiment = None
    if dataset is not None:
        experiment = attempt("experiment", partial(setup.experiment, dataset))
    # Where the table says nothing yet, nothing can be said of an example in words.
    is_open = dataset is None and bool(setup.table.forms)
    example = None if is_open else attempt("new_example", setup.example)
    return Examined(setup, dataset, experiment, example, wrong)


def shown(setup: Setup, player: Player, view: View) -> Moment:
    """What link and file hold: the setup that is trained, and the iteration on the screen."""
    return Moment(trained(setup, player), min(player.cursor, player.goal), view)


def trained(setup: Setup, player: Player) -> Setup:
    """The setup that is trained, which link and file hold: what cannot be trained of `setup` is no
    part of it."""
    experiment = player.experiment
    table = player.table
    n_test, share = experiment.dataset.n_test, setup.held_back
    if n_held_back(len(table.rows), share) != n_test:
        share = n_test / len(table.rows)
    return replace(
        setup,
        table=table,
        new_example=player.cells,
        held_back=share,
        architecture=experiment.architecture,
        training=experiment.training,
        seed=experiment.seed,
        interventions=experiment.interventions,
        preparation=experiment.preparation,
        stop=player.stop_rule,
        iterations=player.goal,
    )
