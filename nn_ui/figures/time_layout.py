"""What surrounds the curves of a time chart: title, margins and legend."""

from __future__ import annotations

from typing import Any, Final

from nn_ui.figures.axes import Axes, iteration_axis
from nn_ui.figures.surroundings import legend_in_heading, on_page

# As a share of the chart's height; a longer one scrolls.
_LARGEST_LEGEND: Final = 0.2


def legend_inside(axes: Axes) -> dict[str, Any]:
    """A legend in the corner of the picture that a falling curve leaves empty: its heading holds
    switches."""
    return {
        "orientation": "h",
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "y": 1,
        "yref": "paper",
        "bgcolor": axes.colours.background,
    }


def layout(title: str, axes: Axes) -> dict[str, Any]:
    """What all time charts have but their values."""
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
        **on_page(colours),
        "legend": {
            **legend_in_heading(),
            "maxheight": _LARGEST_LEGEND,
        },
    }
