"""The curves of kept runs, grey and dashed behind those of the present one.

They stay as they are while the film plays, so each run has one trace a chart, in which a gap parts
one curve from the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nn_core import Experiment
from nn_core.arrays import FloatArray
from nn_core.run.curves import Curves
from nn_core.tables.coding import Coding
from nn_ui.figures.axes import EVERY_POINT, Axes, places
from nn_ui.figures.series import Series, loss_series, prediction_series, weight_series
from nn_ui.figures.target_texts import factors
from nn_ui.figures.text import plain

KEPT = "kept"
DASHES = ("dash", "dashdot", "longdash")
WIDTH = 1.8


@dataclass(frozen=True, eq=False)
class KeptCurves:
    """The curves of one kept run. name: what the legend calls it; said: how it differs; is_asked:
    whether its network can answer the new example."""

    name: str
    said: str
    experiment: Experiment
    curves: Curves
    coding: Coding
    is_asked: bool = True


def kept_name(place: int, count: int) -> str:
    """What the kept run at this place, from 1 on, of so many is called."""
    return "Kept" if count == 1 else f"Kept {place}"


def with_same_loss(kept: Sequence[KeptCurves], experiment: Experiment) -> tuple[KeptCurves, ...]:
    """Those whose loss is measured as that of `experiment`: others have no place on its axis."""
    own = experiment.training.loss, experiment.target_scaling
    return tuple(
        one for one in kept if (one.experiment.training.loss, one.experiment.target_scaling) == own
    )


def answering(kept: Sequence[KeptCurves], experiment: Experiment) -> tuple[KeptCurves, ...]:
    """Those that answer the new example with as many numbers."""
    n_outputs = experiment.dataset.n_outputs
    return tuple(
        one for one in kept if one.is_asked and one.experiment.dataset.n_outputs == n_outputs
    )


def kept_losses(kept: Sequence[KeptCurves], axes: Axes) -> list[dict[str, Any]]:
    """A trace of the loss for each, without that of its test rows."""
    drawn = (loss_series(one.curves, axes)[:1] for one in kept)
    return _traces(kept, drawn, axes)


def kept_weights(kept: Sequence[KeptCurves], axes: Axes) -> list[dict[str, Any]]:
    """A trace of all weights that are drawn of it for each."""
    drawn = (weight_series(one.curves, one.experiment, axes) for one in kept)
    return _traces(kept, drawn, axes)


def kept_predictions(kept: Sequence[KeptCurves], axes: Axes) -> list[dict[str, Any]]:
    """A trace of what it answers to the new example for each."""
    all_series = (prediction_series(one.curves, one.experiment, axes, one.coding) for one in kept)
    drawn = (tuple(one for one in each if not one.is_background) for each in all_series)
    return _traces(kept, drawn, axes)


def predictions(kept: Sequence[KeptCurves]) -> list[FloatArray]:
    """The predictions of each, (n, n_outputs), in the numbers in which they are drawn."""
    return [
        one.curves.prediction * factors(one.experiment.dataset.n_outputs, one.coding)
        for one in kept
    ]


def _traces(
    kept: Sequence[KeptCurves], drawn: Iterable[Sequence[Series]], axes: Axes
) -> list[dict[str, Any]]:
    pairs = zip(kept, drawn, strict=True)
    return [_trace(one, number, series, axes) for number, (one, series) in enumerate(pairs)]


def _trace(kept: KeptCurves, number: int, drawn: Sequence[Series], axes: Axes) -> dict[str, Any]:
    iterations = kept.curves.iterations
    x = np.append(places(iterations, axes).astype(float), np.nan)
    told = f"{plain(kept.name)} ({plain(kept.said)})"
    return {
        "type": "scatter",
        "mode": "lines",
        "name": plain(kept.name),
        "meta": {
            "series": f"{KEPT}{number}",
            "part": KEPT,
            "name": f"{kept.name}, {kept.said}",
            "curves": [one.said for one in drawn],
        },
        "x": np.tile(x, len(drawn)),
        "y": np.concatenate([np.append(one.values, np.nan) for one in drawn]),
        "customdata": np.tile(np.append(iterations, iterations[-1]), len(drawn)),
        "connectgaps": False,
        "line": {
            "color": axes.colours.muted,
            "dash": DASHES[number % len(DASHES)],
            "width": WIDTH,
            **EVERY_POINT,
        },
        "hovertemplate": f"{told}: %{{y}}<br>iteration %{{customdata:,}}<extra></extra>",
    }
