"""What every figure of the page has around its data."""

from __future__ import annotations

from typing import Any

from nn_ui.figures.palette import Palette
from nn_ui.figures.text import FONT, hover_label

CLEAR = "rgba(0,0,0,0)"


def on_page(colours: Palette) -> dict[str, Any]:
    """The page is seen through the figure; words are of its kind, and the pointer tells what is
    under it."""
    return {
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"color": colours.text, "size": 13, "family": FONT},
        "hovermode": "closest",
        "hoverlabel": hover_label(colours),
    }


def legend_in_heading() -> dict[str, Any]:
    """A legend at the right end of the heading."""
    return {
        "orientation": "h",
        "x": 0.985,
        "xanchor": "right",
        "xref": "container",
        "y": 0.99,
        "yref": "container",
        "yanchor": "top",
        "font": {"size": 12},
        "bgcolor": CLEAR,
    }
