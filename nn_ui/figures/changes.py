"""Changes made on the way, in words and as marks on the charts over iterations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

import numpy as np

from nn_core import Experiment, Intervention
from nn_core.network import regularisation
from nn_core.tables.number_style import shortest
from nn_core.training.parameters import names
from nn_ui.figures.axes import Axes, places
from nn_ui.figures.text import plain

SIGN: Final = "◆"


def titles() -> dict[str, str]:
    """What can be changed on the way, besides weights and biases, by its key."""
    penalties = {key: one.title for key, one in regularisation.REGULARISERS.items()}
    return {"learning_rate": "Learning rate", **penalties}


def in_words(one: Intervention, parameter_names: Sequence[str]) -> str:
    """Such as "Iteration 500: learning rate 0.1"; a name in it is a user's own text."""
    return f"Iteration {one.iteration:,}: {_what(one, parameter_names)}"


def _what(one: Intervention, parameter_names: Sequence[str]) -> str:
    value = shortest(one.value)
    if one.parameter is not None:
        return f"{parameter_names[one.parameter]} set to {value}"
    title = titles()[one.what]
    return f"{title if title.isupper() else title.lower()} {value}"


def marks(experiment: Experiment, axes: Axes) -> dict[str, list[dict[str, Any]]]:
    """For a chart's layout: a vertical line at each iteration at which something was changed, with
    a sign above it that tells what."""
    known = names(experiment) if experiment.interventions else ()
    groups = [
        (iteration, [plain(in_words(one, known)) for one in together])
        for iteration, together in groupby(experiment.interventions, lambda one: one.iteration)
    ]
    spots = places(np.array([float(iteration) for iteration, _ in groups]), axes).tolist()
    return {
        "shapes": [_line(x, axes) for x in spots],
        "annotations": [
            _sign(x, "<br>".join(g[1]), axes) for x, g in zip(spots, groups, strict=True)
        ],
    }


def _line(x: float, axes: Axes) -> dict[str, Any]:
    return {
        "type": "line",
        "layer": "below",
        "x0": x,
        "x1": x,
        "yref": "y domain",
        "y0": 0,
        "y1": 1,
        "line": {"width": 1, "dash": "dash", "color": axes.colours.muted},
    }


def _sign(x: float, words: str, axes: Axes) -> dict[str, Any]:
    return {
        # On a logarithmic axis annotations, unlike lines, are placed by the logarithm.
        "x": math.log10(x) if axes.log_iterations else x,
        "yref": "y domain",
        "y": 1,
        "yanchor": "bottom",
        "text": SIGN,
        "hovertext": words,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": 11, "color": axes.colours.text},
    }
