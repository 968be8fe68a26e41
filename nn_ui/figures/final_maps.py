"""What many starts answer everywhere in the end: a small map of each, all of them in one picture.

The maps are one image of a byte a point. Over each lies a mark that nobody sees, whose customdata
is the seed, since Plotly tells of a click on a mark only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nn_core import Ensemble
from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import Dataset
from nn_core.tables.number_style import rounded
from nn_core.telling.outcomes import Outcomes
from nn_ui.figures.class_map import areas, has_classes
from nn_ui.figures.data_points import output_range
from nn_ui.figures.many_seeds import evenly
from nn_ui.figures.output_colours import ramp
from nn_ui.figures.palette import Palette
from nn_ui.figures.scope import Scope, grid, input_ranges
from nn_ui.figures.surroundings import CLEAR, on_page

MOST_MAPS: Final = 50
COLUMNS: Final = 10
# Points of a map along each side, and between two maps.
POINTS, GAP = 24, 4
_STEP: Final = POINTS + GAP
_PIXELS_A_ROW: Final = 86
# The value of a point that belongs to no map, and the highest one.
_NO_MAP, _HIGHEST = 0, 255


def has_maps(dataset: Dataset) -> bool:
    """Whether the answers can be seen on maps: of two inputs."""
    return dataset.n_inputs == 2


def drawn_as_maps(found: Outcomes) -> NDArray[np.intp]:
    """The starts whose maps are drawn: all that have not stopped, or some evenly from these."""
    return evenly(np.flatnonzero(np.isfinite(found.loss)), MOST_MAPS)


def final_maps_figure(many: Ensemble, found: Outcomes, colours: Palette) -> dict[str, Any]:
    """The maps in rows of ten, in the order of the seeds. The frame of one that gets all rows right
    is full and its seed has a tick, others have a dotted frame."""
    starts = drawn_as_maps(found)
    n_rows = -(-max(1, len(starts)) // COLUMNS)
    across, up = [-GAP, COLUMNS * _STEP], [n_rows * _STEP, -2 * GAP]
    hidden = {"visible": False, "fixedrange": True}
    return {
        "data": [
            _image(many, starts, n_rows, colours),
            _seeds(found, starts),
            _marks(found, starts),
        ],
        "layout": {
            "xaxis": {**hidden, "range": across},
            "yaxis": {**hidden, "range": up},
            "shapes": list(_frames(found, starts, colours)),
            "margin": {"l": 0, "r": 0, "t": 4, "b": 0},
            "height": n_rows * _PIXELS_A_ROW + 4,
            **on_page(colours),
            "dragmode": False,
            "showlegend": False,
        },
    }


def _image(
    many: Ensemble, starts: NDArray[np.intp], n_rows: int, colours: Palette
) -> dict[str, Any]:
    pixels = np.full((n_rows * _STEP, COLUMNS * _STEP), _NO_MAP, np.uint8)
    for place, painted in enumerate(_painted(many, starts)):
        left, top = _corner(place)
        pixels[top : top + POINTS, left : left + POINTS] = painted[::-1]
    return {
        "type": "heatmap",
        "z": pixels,
        "zmin": _NO_MAP,
        "zmax": _HIGHEST,
        "colorscale": _scale(many.experiment.dataset, colours),
        "showscale": False,
        "hoverinfo": "skip",
    }


def _painted(many: Ensemble, starts: NDArray[np.intp]) -> NDArray[np.uint8]:
    """A byte for each point of the maps, (n_starts, POINTS, POINTS), from the bottom to the top."""
    data = many.experiment.dataset
    scope = Scope((0, 1), input_ranges(data), (0.0, 0.0))
    answers = np.nan_to_num(many.answers(grid(scope, POINTS), starts.tolist()))
    shares = _shares(answers, data).reshape(-1, POINTS, POINTS)
    return np.asarray(np.rint(1 + shares * (_HIGHEST - 1)), dtype=np.uint8)


def _shares(answers: FloatArray, data: Dataset) -> FloatArray:
    """Where the first output, or the class of the largest one, lies from the lowest, 0, to the
    highest, 1."""
    if has_classes(data):
        return np.asarray((answers.argmax(axis=-1) + 0.5) / data.n_outputs)
    low, high = output_range(data, 0)
    return np.asarray(np.clip((answers[..., 0] - low) / (high - low), 0, 1))


def _scale(data: Dataset, colours: Palette) -> list[tuple[float, str]]:
    """Nothing where there is no map; then the colours of the answers."""
    first = 0.5 / _HIGHEST
    nothing = [(0.0, CLEAR), (first, CLEAR)]
    if has_classes(data):
        fills = areas(data, colours)
        ends = np.linspace(1 / _HIGHEST, 1, len(fills) + 1).tolist()
        ends[0] = first
        steps = zip(ends[:-1], ends[1:], fills, strict=True)
        return [*nothing, *((end, fill) for low, high, fill in steps for end in (low, high))]
    return [*nothing, *zip((first, 0.5, 1.0), ramp(colours), strict=True)]


def _seeds(found: Outcomes, starts: NDArray[np.intp]) -> dict[str, Any]:
    corners = [_corner(place) for place in range(len(starts))]
    ticks = [" ✓" if found.is_classification and found.solved[at] else "" for at in starts.tolist()]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [left - 0.5 for left, _ in corners],
        "y": [top - 0.5 for _, top in corners],
        "text": [
            f"{found.seeds[at]}{tick}" for at, tick in zip(starts.tolist(), ticks, strict=True)
        ],
        "textposition": "top right",
        "textfont": {"size": 11},
        "hoverinfo": "skip",
    }


def _marks(found: Outcomes, starts: NDArray[np.intp]) -> dict[str, Any]:
    corners = [_corner(place) for place in range(len(starts))]
    unseen = {"marker": {"opacity": 0}}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [left + (POINTS - 1) / 2 for left, _ in corners],
        "y": [top + (POINTS - 1) / 2 for _, top in corners],
        "customdata": [found.seeds[at] for at in starts.tolist()],
        "text": [_told(found, at) for at in starts.tolist()],
        "marker": {"size": 44, "symbol": "square", "opacity": 0},
        "selected": unseen,
        "unselected": unseen,
        "hovertemplate": "seed %{customdata}: %{text}<br>click to open it<extra></extra>",
    }


def _told(found: Outcomes, at: int) -> str:
    loss = f"loss {rounded(float(found.loss[at]), 4)}"
    if not found.is_classification:
        return loss
    return f"{found.n_right[at]:,} of {found.n_rows:,} rows right, {loss}"


def _frames(
    found: Outcomes, starts: NDArray[np.intp], colours: Palette
) -> Iterator[dict[str, Any]]:
    for place, at in enumerate(starts.tolist()):
        left, top = _corner(place)
        is_solved = bool(found.solved[at]) or not found.is_classification
        yield {
            "type": "rect",
            "x0": left - 0.5,
            "x1": left + POINTS - 0.5,
            "y0": top - 0.5,
            "y1": top + POINTS - 0.5,
            "line": {
                "color": colours.positive if is_solved else colours.negative,
                "width": 1.5,
                "dash": "solid" if is_solved else "dot",
            },
        }


def _corner(place: int) -> tuple[int, int]:
    """The left and the top of a map, in points of the picture, counted from its top left."""
    row, column = divmod(place, COLUMNS)
    return column * _STEP, row * _STEP + GAP
