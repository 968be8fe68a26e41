"""The stage in words: what is heard of the moment, and of each chart."""

from __future__ import annotations

from nn_core import Snapshot
from nn_core.errors import counted
from nn_core.run.curves import Curves
from nn_core.telling.moment import Told, moment
from nn_ui.session.player import Player


def labels(player: Player, snapshot: Snapshot, curves: Curves) -> dict[str, str]:
    """`moment` for all of it, and a text for each chart by the name of its place; `curves` are
    those of the player's run."""
    has_diverged = snapshot.iteration == player.run.stopped
    row = player.example, player.cells
    told = moment(snapshot, curves, player.table, *row, has_diverged=has_diverged)
    return {
        "moment": str(told),
        "network": f"Network diagram. {told}",
        "loss": f"Loss against iteration. {told.iteration} {told.loss}",
        "weights": f"Weights against iteration. {told.iteration} {told.weights}",
        "prediction": f"Prediction against iteration. {told.iteration} {told.prediction}",
        "output": f"Output over the inputs. {told.iteration} {_output(snapshot, told)}",
    }


def _output(snapshot: Snapshot, told: Told) -> str:
    """The answer to the new example, and how many of the rows that are drawn are right."""
    experiment = snapshot.experiment
    if not (experiment.loss.by_row or experiment.dataset.is_classification):
        return told.prediction
    n_right = int(snapshot.correct.sum())
    are = "is" if n_right == 1 else "are"
    rows = counted(experiment.dataset.n_samples, "row")
    return f"{told.prediction} {n_right:,} of {rows} {are} right."
