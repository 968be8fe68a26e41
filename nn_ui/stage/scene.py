"""What is the same from one frame of the film to the next."""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import as_rows
from nn_core.tables.coding import Coding
from nn_ui import readouts
from nn_ui.figures.axes import Axes
from nn_ui.figures.diagram import Diagram, diagram
from nn_ui.figures.hidden_scope import HiddenScope
from nn_ui.figures.landscape import LandscapeScope
from nn_ui.figures.scope import Scope
from nn_ui.figures.target_texts import factors
from nn_ui.session.player import Player


@dataclass(frozen=True)
class View:
    """How the learner wants the stage drawn, and the row and parameter that are chosen on it;
    marked: rows that get a ring on the picture of the output; kept: the number of the kept run that
    this picture is of, 0 for the present one.

    With a `scope` the output over the inputs takes the place of the prediction, with a `landscape`
    the loss over a plane of weights, with `hidden` the space of a hidden layer; `thumbnails` puts
    each hidden neuron's picture into the frames.
    """

    axes: Axes
    row: int | None = None
    parameter: int | None = None
    scope: Scope | None = None
    thumbnails: bool = False
    marked: tuple[int, ...] = ()
    kept: int = 0
    landscape: LandscapeScope | None = None
    hidden: HiddenScope | None = None

    @property
    def fourth(self) -> str:
        """The name of the place of the fourth picture."""
        if self.landscape is not None:
            return "landscape"
        if self.hidden is not None:
            return "hidden"
        return "prediction" if self.scope is None else "output"

    @property
    def is_drawn_anew(self) -> bool:
        """Whether the fourth picture is a figure of its own at each of its moments."""
        return self.fourth not in ("prediction", "output")

    def scene(self, player: Player) -> str:
        """The name of everything that the figures' structure depends on."""
        drawn = player.curves_with(self.parameter).places
        of_many = drawn if len(drawn) < player.experiment.n_parameters else ""
        return f"{player.run_number}|{player.example}|{of_many}|{player.kept.name}|{self}"

    def revision(self, player: Player) -> str:
        """The name of everything that a learner's zoom and hidden curves belong to."""
        axes = self.axes
        return f"{player.run_number}|{axes.last}|{axes.log_iterations}|{axes.log_loss}"


@dataclass(frozen=True, eq=False)
class Scene:
    """What is the same in all frames of a piece: it is found out once, not thirty times a second.

    example: (1, n_inputs); n_rows: the training rows whose outputs are curves; drawn: the places of
    the weights that have one; factors: (n_outputs,), what outputs are multiplied by to be told.
    """

    view: View
    example: FloatArray
    known: readouts.Known
    coding: Coding
    plan: Diagram
    n_rows: int
    drawn: list[int]
    factors: FloatArray

    @classmethod
    def of(cls, player: Player, view: View) -> Scene:
        """The scene of the player's experiment."""
        experiment, coding = player.experiment, player.table.coding
        curves = player.curves_with(view.parameter)
        return cls(
            view,
            as_rows(player.example, experiment.dataset.n_inputs),
            readouts.known(experiment, player.example, coding),
            coding,
            diagram(experiment),
            curves.output.shape[1],
            list(curves.places),
            factors(experiment.dataset.n_outputs, coding),
        )
