"""What is the same from one frame of the film to the next."""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import as_rows
from nn_core.tables.coding import Coding
from nn_ui import readouts
from nn_ui.figures import series
from nn_ui.figures.axes import Axes
from nn_ui.figures.diagram import Diagram, diagram
from nn_ui.figures.scope import Scope
from nn_ui.session.player import Player


@dataclass(frozen=True)
class View:
    """How the learner wants the stage drawn, and the row and parameter that are chosen on it;
    marked: rows that get a ring on the picture of the output.

    With a `scope` the output over the inputs takes the place of the prediction; `thumbnails` puts
    each hidden neuron's picture into the frames.
    """

    axes: Axes
    row: int | None = None
    parameter: int | None = None
    scope: Scope | None = None
    thumbnails: bool = False
    marked: tuple[int, ...] = ()

    def scene(self, player: Player) -> str:
        """The name of everything that the figures' structure depends on."""
        return f"{player.run_number}|{player.example}|{self}"

    def revision(self, player: Player) -> str:
        """The name of everything that a learner's zoom and hidden curves belong to."""
        axes = self.axes
        return f"{player.run_number}|{axes.last}|{axes.log_iterations}|{axes.log_loss}"


@dataclass(frozen=True, eq=False)
class Scene:
    """What is the same in all frames of a piece: it is found out once, not thirty times a second.

    example: (1, n_inputs); n_rows: the training rows whose outputs are curves; drawn: the places of
    the weights that have one.
    """

    view: View
    example: FloatArray
    known: readouts.Known
    coding: Coding
    plan: Diagram
    n_rows: int
    drawn: list[int]

    @classmethod
    def of(cls, player: Player, view: View) -> Scene:
        """The scene of the player's experiment."""
        experiment = player.experiment
        return cls(
            view,
            as_rows(player.example, experiment.dataset.n_inputs),
            readouts.known(experiment, player.example, player.table.coding),
            player.table.coding,
            diagram(experiment),
            player.curves.output.shape[1],
            list(series.drawn_weights(experiment.n_parameters, view.parameter)),
        )
