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
from nn_core.tables.coding import Coding
from nn_ui.figures.axes import EVERY_POINT, Axes, places, value_axis
from nn_ui.figures.changes import marks
from nn_ui.figures.drawn_words import DASHED_TARGET
from nn_ui.figures.kept_curves import (
    KeptCurves,
    answering,
    kept_losses,
    kept_predictions,
    kept_weights,
    predictions,
    with_same_loss,
)
from nn_ui.figures.quantities import (
    loss_range,
    loss_title,
    output_title,
    prediction_range,
    weights_range,
    weights_title,
)
from nn_ui.figures.series import (
    Series,
    loss_series,
    of_target,
    prediction_series,
    weight_series,
)
from nn_ui.figures.target_texts import factors, target_text
from nn_ui.figures.text import legend_beside, plain, shortened, told_apart
from nn_ui.figures.time_layout import layout, legend_inside

FAINT, BRIGHT = "faint", "bright"
# More names than this push the curves out of the picture; the hover label names them all the same.
MOST_NAMES_IN_LEGEND = 6
CHOSEN_WIDTH = 5
# The letters of the target for which the legend has room beside the panel's buttons.
LONGEST_TARGET = 18
# The opacity of curves in the background: on a page of either kind they can still be seen.
BACKGROUND = 0.75


@dataclass(frozen=True)
class Moment:
    """What part of the curves is shown, bright up to `cursor` and faint up to `reached`, and the
    row and the parameter that are marked, if any; `kept` are curves of other runs behind them."""

    cursor: int
    reached: int
    row: int | None = None
    parameter: int | None = None
    kept: tuple[KeptCurves, ...] = ()


def loss_figure(curves: Curves, experiment: Experiment, moment: Moment, axes: Axes) -> go.Figure:
    """The loss against the iteration."""
    series, kept = loss_series(curves, axes), with_same_loss(moment.kept, experiment)
    title = loss_title(experiment)
    values = loss_range(curves, axes, [one.curves for one in kept])
    axis = value_axis(title, values, axes, log=axes.log_loss)
    traces = [*kept_losses(kept, axes), *_traces(series, curves, moment, axes)]
    has_legend = len(series) + len(kept) > 1
    figure = _figure("Loss", traces, axis, experiment, axes, showlegend=has_legend)
    return figure.update_layout(legend=legend_inside(axes))


def weights_figure(curves: Curves, experiment: Experiment, moment: Moment, axes: Axes) -> go.Figure:
    """One curve a weight (and a bias), named after its input; the chosen one is thicker."""
    kept = moment.kept
    series, title = weight_series(curves, experiment, axes), weights_title(curves, experiment)
    if moment.parameter is not None:
        series = _with_one(series, f"weight{moment.parameter}", width=CHOSEN_WIDTH)
    axis = value_axis("Weight", weights_range(curves, [one.curves for one in kept]), axes)
    traces = [*kept_weights(kept, axes), *_traces(series, curves, moment, axes)]
    has_legend = len(series) <= MOST_NAMES_IN_LEGEND
    return _figure(title, traces, axis, experiment, axes, showlegend=has_legend)


def prediction_figure(
    curves: Curves,
    experiment: Experiment,
    targets: Sequence[float],
    moment: Moment,
    axes: Axes,
    coding: Coding | None = None,
) -> go.Figure:
    """The prediction for the new example, its `targets` where they are known, and behind them the
    outputs for the table's first rows, in the words and units of the table's `coding`."""
    kept = answering(moment.kept, experiment)
    series = prediction_series(curves, experiment, axes, coding)
    for output in range(experiment.dataset.n_outputs if moment.row is not None else 0):
        key = f"row{moment.row}output{output}"
        series = _with_one(series, key, width=CHOSEN_WIDTH / 2, colour=axes.colours.text)
    traces = [*kept_predictions(kept, axes), *_traces(series, curves, moment, axes)]
    for output in range(len(targets)):
        traces += [_target_line(targets, output, experiment, axes, coding)]
    values = prediction_range(curves, experiment, coding, predictions(kept))
    axis = value_axis(output_title(experiment, coding), values, axes)
    n_outputs = experiment.dataset.n_outputs
    has_legend = n_outputs == 1
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
    around = layout(title, axes) | {"yaxis": value_axis, "showlegend": showlegend}
    around |= marks(experiment, axes)
    return go.Figure(data=traces, layout=around)


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
    opacity = BACKGROUND if series.is_background else 1.0
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "Rows" if series.is_background else name,
        "legendgroup": "rows" if series.is_background else series.key,
        "showlegend": part == BRIGHT and (not series.is_background or series.is_first_row),
        "meta": {"series": series.key, "part": part, "name": series.said},
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
        "hovertemplate": _told(series),
    }


def _told(series: Series) -> str:
    """What is said of a curve's point under the pointer."""
    value = f"{plain(series.name)}: %{{y}} {plain(series.unit)}".rstrip()
    lines = [value, *([plain(series.note)] if series.note else []), "iteration %{customdata:,}"]
    return f"{'<br>'.join(lines)}<extra></extra>"


def _target_line(
    targets: Sequence[float],
    output: int,
    experiment: Experiment,
    axes: Axes,
    coding: Coding | None,
) -> dict[str, Any]:
    colours = axes.colours.curves
    told = target_text(targets, output, coding)
    name = told[0].upper() + told[1:] + of_target(experiment.dataset.target_names, output)
    target = targets[output] * factors(len(targets), coding)[output]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": plain(shortened(name, LONGEST_TARGET)),
        "x": [places(np.zeros(1), axes)[0], axes.last],
        "y": [target, target],
        "line": {"color": colours[output % len(colours)], "dash": "dash", "width": 1.5},
        "hovertemplate": f"{plain(name)}<br>{DASHED_TARGET}<extra></extra>",
    }
