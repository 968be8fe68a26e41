"""Numbers and names as a picture shows them."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from typing import Any

from nn_core.tables.number_style import fixed, rounded
from nn_ui.figures.palette import Palette

# The page's own font, which Streamlit brings along.
FONT = '"Source Sans", sans-serif'


def plain(name: str) -> str:
    """A user's text as Plotly shows it to the letter: Plotly reads some HTML, and in hover labels
    it puts values in the place of "%{y}" and the like, so both are escaped."""
    return html.escape(name, quote=False).replace("%{", "%&#123;")


def shortened(name: str, length: int = 12) -> str:
    """A name that fits beside a neuron."""
    return name if len(name) <= length else name[: length - 1] + "…"


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Names of outputs in a picture: classes of one column, "species = setosa" and others, by their
    words alone."""
    columns = {name.partition(" = ")[0] for name in names}
    if len(names) > 1 and len(columns) == 1 and all(" = " in name for name in names):
        return tuple(name.partition(" = ")[2] for name in names)
    return tuple(names)


def in_two_lines(name: str, length: int = 9) -> tuple[str, ...]:
    """A name that fits beside an input on a phone: broken at a space where it is long."""
    lines = textwrap.wrap(name, length, break_long_words=False, break_on_hyphens=False)
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]}…"]
    return tuple(shortened(line, length) for line in lines)


def signed(value: float) -> str:
    """A weight as it stands on an edge: always with its sign, some three significant places."""
    text = fixed(value, 2, most=4, significant=2)
    return text if value < 0 else f"+{text}"


def compact(value: float) -> str:
    """An input value in a neuron: no more places than it has."""
    return rounded(value, 3)


def in_circle(value: float, places: int) -> str:
    """An output in its neuron: `places` decimals, fewer where it is large."""
    return fixed(value, places, most=places + 1, significant=2)


def hover_label(colours: Palette) -> dict[str, Any]:
    """The box that tells the value under the pointer."""
    font = {"color": colours.text, "size": 14, "family": FONT}
    return {"bgcolor": colours.background, "bordercolor": colours.muted, "font": font}


def legend_beside() -> dict[str, Any]:
    """A legend to the right of a chart: above it ten names have no room. It may be as high as the
    whole chart, since beside the plot alone they have none on a low page."""
    return {
        "orientation": "v",
        "x": 0.99,
        "xanchor": "right",
        "xref": "container",
        "y": 0.99,
        "yref": "container",
        "yanchor": "top",
        "font": {"size": 11},
        "bgcolor": "rgba(0,0,0,0)",
        "itemclick": False,
        "itemdoubleclick": False,
        "tracegroupgap": 0,
        "maxheight": 1,
    }
