"""The charts over iterations: loss, weights, and predictions.

Every series is drawn twice: faint as far as the run has been shown, and bright up to the cursor.
`meta` says so in each trace, so that a film can cut the bright ones at another iteration.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import plotly.graph_objects as go

from nn_core import Experiment
from nn_core.run.curves import Curves
from nn_core.tables.number_style import shortest
from nn_ui.figures.axes import EVERY_POINT, Axes, iteration_axis, places, value_axis
from nn_ui.figures.changes import marks
from nn_ui.figures.quantities import (
    loss_range,
    loss_title,
    output_title,
    prediction_range,
    weights_range,
)
from nn_ui.figures.series import (
    Series,
    loss_series,
    of_target,
    prediction_series,
    weight_series,
)
from nn_ui.figures.text import FONT, hover_label, legend_beside, plain, shortened, told_apart

FAINT, BRIGHT = "faint", "bright"
# More names than this push the curves out of the picture; the hover label names them all the same.
MOST_NAMES_IN_LEGEND = 6
CHOSEN_WIDTH = 5


@dataclass(frozen=True)
class Moment:
    """What part of the curves is shown, bright up to `cursor` and faint up to `reached`, and the
    row and the parameter that are marked, if any."""

    cursor: int
    reached: int
    row: int | None = None
    parameter: int | None = None


def loss_figure(curves: Curves, experiment: Experiment, moment: Moment, axes: Axes) -> go.Figure:
    """The loss against the iteration."""
    series = loss_series(curves, axes)
    title = loss_title(experiment)
    axis = value_axis(title, loss_range(curves, axes), axes, log=axes.log_loss)
    traces = _traces(series, curves, moment, axes)
    return _figure("Loss", traces, axis, experiment, axes, showlegend=len(series) > 1)


def weights_figure(curves: Curves, experiment: Experiment, moment: Moment, axes: Axes) -> go.Figure:
    """One curve a weight (and a bias), named after its input; the chosen one is thicker."""
    series = weight_series(curves, experiment, axes, moment.parameter)
    n_all = experiment.n_parameters
    title = "Weights" if len(series) == n_all else f"Weights ({len(series)} of {n_all:,})"
    if moment.parameter is not None:
        series = _with_one(series, f"weight{moment.parameter}", width=CHOSEN_WIDTH)
    axis = value_axis("Weight", weights_range(curves, moment.parameter), axes)
    traces = _traces(series, curves, moment, axes)
    has_legend = len(series) <= MOST_NAMES_IN_LEGEND
    return _figure(title, traces, axis, experiment, axes, showlegend=has_legend)


def prediction_figure(
    curves: Curves, experiment: Experiment, targets: Sequence[float], moment: Moment, axes: Axes
) -> go.Figure:
    """The prediction for the new example, its `targets` where they are known, and behind them the
    outputs for the table's first rows."""
    series = prediction_series(curves, experiment, axes)
    for output in range(experiment.dataset.n_outputs if moment.row is not None else 0):
        key = f"row{moment.row}output{output}"
        series = _with_one(series, key, width=CHOSEN_WIDTH / 2, colour=axes.colours.text)
    traces = _traces(series, curves, moment, axes)
    for output, target in enumerate(targets):
        traces.append(_target_line(target, output, experiment, axes))
    axis = value_axis(output_title(experiment), prediction_range(curves, experiment), axes)
    n_outputs = experiment.dataset.n_outputs
    has_legend = 2 * n_outputs + 1 <= MOST_NAMES_IN_LEGEND
    figure = _figure("Prediction", traces, axis, experiment, axes, showlegend=has_legend)
    if not has_legend:
        _name_outputs_beside(figure, told_apart(experiment.dataset.target_names))
    return figure


def _name_outputs_beside(figure: go.Figure, names: Sequence[str]) -> None:
    """A legend of the new example's outputs alone, beside the chart: of several outputs there is no
    room for more names, nor above it."""
    for trace in figure.data:
        series = (trace.meta or {}).get("series", "")
        is_named = series.startswith("prediction") and trace.meta["part"] == BRIGHT
        trace.showlegend = is_named
        if is_named:
            trace.name = plain(shortened(names[int(series.removeprefix("prediction"))]))
    figure.update_layout(showlegend=True, legend=legend_beside())


def _with_one(series: Sequence[Series], key: str, **changes: Any) -> tuple[Series, ...]:
    return tuple(replace(one, **changes) if one.key == key else one for one in series)


def _figure(
    title: str,
    traces: list[dict[str, Any]],
    value_axis: dict[str, Any],
    experiment: Experiment,
    axes: Axes,
    *,
    showlegend: bool,
) -> go.Figure:
    # Plotly checks every property each time one is set, so all are given at once.
    layout = _layout(title, axes) | {"yaxis": value_axis, "showlegend": showlegend}
    layout |= marks(experiment, axes)
    return go.Figure(data=traces, layout=layout)


def _traces(
    series: Sequence[Series], curves: Curves, moment: Moment, axes: Axes
) -> list[dict[str, Any]]:
    return [
        _trace(one, curves, axes, part, until)
        for part, until in ((FAINT, moment.reached), (BRIGHT, moment.cursor))
        for one in series
        if part == BRIGHT or not one.is_background
    ]


def _trace(series: Series, curves: Curves, axes: Axes, part: str, until: int) -> dict[str, Any]:
    shown = int(np.searchsorted(curves.iterations, until, side="right"))
    name = plain(series.name)
    opacity = 0.55 if series.is_background else 1.0
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "Table rows" if series.is_background else name,
        "legendgroup": "rows" if series.is_background else series.key,
        "showlegend": part == BRIGHT and (not series.is_background or series.is_first_row),
        "meta": {"series": series.key, "part": part},
        "x": places(curves.iterations[:shown], axes),
        "y": series.values[:shown],
        "customdata": curves.iterations[:shown],
        "opacity": 0.3 if part == FAINT else opacity,
        "line": {
            "color": series.colour,
            "dash": series.dash,
            "width": series.width,
            **EVERY_POINT,
        },
        "hovertemplate": f"{name}: %{{y}}<br>iteration %{{customdata:,}}<extra></extra>",
    }


def _target_line(target: float, output: int, experiment: Experiment, axes: Axes) -> dict[str, Any]:
    colours = axes.colours.curves
    name = f"Target{plain(of_target(experiment.dataset.target_names, output))} {shortest(target)}"
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [places(np.zeros(1), axes)[0], axes.last],
        "y": [target, target],
        "line": {"color": colours[output % len(colours)], "dash": "dash", "width": 1.5},
        "hovertemplate": f"{name}<extra></extra>",
    }


def _layout(title: str, axes: Axes) -> dict[str, Any]:
    colours = axes.colours
    return {
        "title": {
            "text": f"<b>{title}</b>",
            "x": 0.01,
            "xanchor": "left",
            "y": 0.97,
            "yanchor": "top",
            "font": {"size": 15},
        },
        "xaxis": iteration_axis(axes),
        "margin": {"l": 12, "r": 14, "t": 36, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": colours.text, "size": 13, "family": FONT},
        "hovermode": "closest",
        "hoverlabel": hover_label(colours),
        "legend": {
            "orientation": "h",
            "x": 0.985,
            "xanchor": "right",
            "xref": "container",
            "y": 0.99,
            "yref": "container",
            "yanchor": "top",
            "font": {"size": 12},
            "bgcolor": "rgba(0,0,0,0)",
        },
    }
