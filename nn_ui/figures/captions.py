"""What stands between a picture and its heading: what it holds, and what its marks mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from nn_ui.figures.palette import Palette

# What the page's scripts break a line at where it has no room.
BETWEEN: Final = " · "
_LINE: Final = 15  # pixels
_HEADING: Final = 38


def caption(lines: Sequence[Sequence[str]], colours: Palette) -> dict[str, Any]:
    """The lines, each of some parts, as an annotation of a figure's layout."""
    return {
        "name": "caption",
        "text": "<br>".join(BETWEEN.join(parts) for parts in lines if parts),
        "align": "left",
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": 12, "color": colours.muted},
    }


def room_above(lines: Sequence[Sequence[str]]) -> int:
    """Pixels above the picture for its heading and its caption."""
    return _HEADING + _LINE * sum(1 for parts in lines if parts)
