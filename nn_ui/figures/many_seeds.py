"""Many starts in one picture: their losses as thin curves, and beside them where each one ends."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nn_core import Ensemble
from nn_core.arrays import FloatArray
from nn_core.telling.outcomes import Outcomes
from nn_ui.figures.axes import Axes, iteration_axis, log_range, places, round_range, value_axis
from nn_ui.figures.quantities import loss_title
from nn_ui.figures.surroundings import on_page

# More would be a blot, and slow to draw; of all of them the ends are shown.
MOST_CURVES: Final = 200
_CURVES, _ENDS = (0.0, 0.76), (0.8, 1.0)


def many_seeds_figure(many: Ensemble, found: Outcomes, axes: Axes) -> dict[str, Any]:
    """Loss curves on the left, and on the same loss axis one dot a start, whose customdata is its
    seed; those that get all rows right are solid and full, the others dashed and hollow."""
    title = loss_title(many.experiment)
    losses = found.loss[np.isfinite(found.loss)]
    known = many.losses[np.isfinite(many.losses)]
    values = log_range(known) if axes.log_loss else round_range([known.max(initial=0.0)])
    loss_axis = value_axis(title, values, axes, log=axes.log_loss)
    ends = {"domain": list(_ENDS), "range": [-1.1, 1.1], "visible": False, "fixedrange": True}
    groups = _groups(found)
    return {
        "data": [trace for group in groups for trace in _traces(many, found, group, axes)],
        "layout": {
            "xaxis": {**iteration_axis(axes), "domain": list(_CURVES)},
            "xaxis2": ends,
            "yaxis": loss_axis,
            "annotations": [_heading("The end of each start", axes)] if len(losses) else [],
            "margin": {"l": 12, "r": 14, "t": 40, "b": 8},
            "height": 340,
            **on_page(axes.colours),
            "dragmode": False,
            "legend": {"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"},
            "showlegend": len(groups) > 1,
        },
    }


def drawn_as_curves(found: Outcomes) -> NDArray[np.intp]:
    """The starts whose curves are drawn: all, or some evenly from all."""
    return evenly(np.arange(len(found.seeds)), MOST_CURVES)


def evenly(starts: NDArray[np.intp], most: int) -> NDArray[np.intp]:
    """At most so many of the starts, evenly from all."""
    places = np.linspace(0, len(starts) - 1, min(len(starts), most)).round().astype(np.intp)
    return starts[np.unique(places)]


def _groups(found: Outcomes) -> list[tuple[str, NDArray[np.bool_], bool]]:
    """Each a name, its starts, and whether they are the solved ones."""
    solved = found.solved
    if not found.is_classification:
        return [("All starts", np.ones(len(solved), dtype=bool), True)]
    both = [("All rows right", solved, True), ("Not all rows right", ~solved, False)]
    named = [(f"{name} ({int(of.sum()):,})", of, is_solved) for name, of, is_solved in both]
    return [group for group in named if group[1].any()]


def _traces(
    many: Ensemble, found: Outcomes, group: tuple[str, NDArray[np.bool_], bool], axes: Axes
) -> list[dict[str, Any]]:
    name, of, is_solved = group
    colour = axes.colours.positive if is_solved else axes.colours.negative
    drawn = [at for at in drawn_as_curves(found).tolist() if of[at]]
    curves = {
        "type": "scatter",
        "mode": "lines",
        "x": np.tile(np.append(places(many.iterations, axes).astype(float), np.nan), len(drawn)),
        "y": _joined(many.losses[drawn], axes),
        "line": {"color": colour, "width": 1, "dash": "solid" if is_solved else "dot"},
        "opacity": 0.5,
        "hoverinfo": "skip",
        "legendgroup": name,
        "showlegend": False,
    }
    ends = np.flatnonzero(of & np.isfinite(found.loss))
    dots = {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "legendgroup": name,
        "xaxis": "x2",
        "x": _beside_each_other(ends),
        "y": _above_zero(found.loss[ends], axes),
        "customdata": [found.seeds[at] for at in ends.tolist()],
        "marker": {
            "color": colour,
            "size": 9 if len(found.seeds) <= 50 else 6,
            "symbol": "circle" if is_solved else "circle-open",
        },
        "cliponaxis": False,  # dots at 0 are whole
        "unselected": {"marker": {"opacity": 0.5}},
        "hovertemplate": "seed %{customdata}: loss %{y}<br>click to open it<extra></extra>",
    }
    return [curves, dots]


def _joined(losses: FloatArray, axes: Axes) -> FloatArray:
    """Curves one after the other, with a gap after each."""
    gaps = np.full((len(losses), 1), np.nan)
    return np.concatenate([_above_zero(losses, axes), gaps], axis=1).ravel()


def _above_zero(losses: FloatArray, axes: Axes) -> FloatArray:
    """A logarithmic axis has no place for a loss of 0."""
    return np.where(losses > 0, losses, np.nan) if axes.log_loss else losses


def _beside_each_other(starts: NDArray[np.intp]) -> FloatArray:
    """Spread by the golden ratio, so that dots at one height do not cover each other."""
    return np.asarray(2 * ((starts * 0.6180339887) % 1) - 1)


def _heading(text: str, axes: Axes) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": sum(_ENDS) / 2,
        "y": 1.0,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13, "color": axes.colours.text},
    }
