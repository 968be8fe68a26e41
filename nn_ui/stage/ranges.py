"""The vertical ranges of the charts over iterations, which hold kept runs as well."""

from __future__ import annotations

from nn_core.run.curves import Curves
from nn_ui.figures import kept_curves, quantities
from nn_ui.figures.axes import Range, most_exponent
from nn_ui.session.player import Player
from nn_ui.stage import kept
from nn_ui.stage.scene import View


def value_ranges(curves: Curves, player: Player, view: View) -> dict[str, Range]:
    """What each of these charts shows upwards, by its name."""
    experiment, coding, behind = player.experiment, player.table.coding, kept.curves(player)
    of_loss = [one.curves for one in kept_curves.with_same_loss(behind, experiment)]
    answers = kept_curves.predictions(kept_curves.answering(behind, experiment))
    return {
        "loss": quantities.loss_range(curves, view.axes, of_loss),
        "weights": quantities.weights_range(curves, [one.curves for one in behind]),
        "prediction": quantities.prediction_range(curves, experiment, coding, answers),
    }


def exponents(ranges: dict[str, Range], view: View) -> dict[str, int]:
    """From which power of ten on the labels of each chart are powers of ten."""
    is_log = {"loss": view.axes.log_loss}
    return {name: most_exponent(one, log=is_log.get(name, False)) for name, one in ranges.items()}
