"""What each value of a setting does: the share of solved starts, and how soon they are solved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from nn_core.telling.sweeps import Answers
from nn_ui.figures.axes import number_labels
from nn_ui.figures.palette import Palette
from nn_ui.figures.surroundings import on_page
from nn_ui.figures.text import plain

_UPPER, _LOWER = (0.56, 1.0), (0.0, 0.44)
_HEIGHT: Final = 340


def sweep_figure(answers: Answers, colours: Palette) -> dict[str, Any]:
    """Above, the per cent of starts that get all rows right, and below, by which iteration half of
    them do; of amounts the loss that half of the starts end at, at most."""
    values = [plain(value) for value in answers.values]
    if not answers.is_classification:
        losses = [one.middle_loss for one in answers.found]
        drawn = [_bars(values, losses, colours, "loss %{y}", "y")]
        return _figure(drawn, {"yaxis": _axis("Loss, half at most", colours)}, answers, colours)
    n = len(answers.found[0].seeds)
    shares = [100 * solved / n for solved in answers.n_solved]
    drawn = [
        _bars(values, shares, colours, "%{y:.0f} % of the starts solved", "y"),
        {
            "type": "scatter",
            "mode": "markers",
            "x": values,
            "y": answers.medians,
            "yaxis": "y2",
            "marker": {"color": colours.curves[1], "size": 11, "symbol": "diamond"},
            "hovertemplate": "%{x}: half of them by iteration %{y:,}<extra></extra>",
        },
    ]
    share = _axis("Solved starts (%)", colours) | {"domain": list(_UPPER), "range": [0, 104]}
    soon = _axis("Half by iteration", colours) | {"domain": list(_LOWER), "type": "log"}
    return _figure(drawn, {"yaxis": share, "yaxis2": soon}, answers, colours)


def _bars(
    values: Sequence[str], heights: Sequence[float | None], colours: Palette, told: str, axis: str
) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": values,
        "y": heights,
        "yaxis": axis,
        "marker": {"color": colours.curves[0]},
        "hovertemplate": f"%{{x}}: {told}<extra></extra>",
    }


def _axis(title: str, colours: Palette) -> dict[str, Any]:
    return {
        "title": {"text": title, "font": {"size": 13}, "standoff": 6},
        "gridcolor": colours.grid,
        "linecolor": colours.muted,
        "showline": True,
        "automargin": True,
        "fixedrange": True,
        **number_labels((0.0, 100.0)),
    }


def _figure(
    drawn: Sequence[dict[str, Any]], axes: dict[str, Any], answers: Answers, colours: Palette
) -> dict[str, Any]:
    return {
        "data": list(drawn),
        "layout": {
            "xaxis": {
                **_axis(answers.title, colours),
                "type": "category",
                "anchor": "y2" if "yaxis2" in axes else "y",
            },
            **axes,
            "margin": {"l": 12, "r": 14, "t": 12, "b": 8},
            "height": _HEIGHT,
            **on_page(colours),
            "showlegend": False,
            "dragmode": False,
        },
    }
