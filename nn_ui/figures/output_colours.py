"""The colours of one output: from its lowest to its highest value, with the bar that tells them."""

from __future__ import annotations

from typing import Any

from nn_core import Snapshot
from nn_core.tables.coding import Coding
from nn_core.tables.number_style import rounded
from nn_ui.figures.palette import Palette, blend
from nn_ui.figures.scope import Scope, grid
from nn_ui.figures.told_output import of_unit, output_title, told_factor, told_level, told_range

# The full colours would hide points of the same colour.
STRONGEST = 0.72


def ramp(colours: Palette) -> tuple[str, str, str]:
    """The colours of the lowest output, of the middle, and of the highest."""
    low, high = (
        blend(colours.background, end, STRONGEST) for end in (colours.negative, colours.positive)
    )
    return low, blend(colours.background, colours.muted, 0.06), high


def colour_scale(colours: Palette) -> list[tuple[float, str]]:
    """The colours of an output from its lowest to its highest value, as Plotly takes them."""
    return list(zip((0.0, 0.5, 1.0), ramp(colours), strict=True))


def colour_bar(
    snapshot: Snapshot, scope: Scope, colours: Palette, coding: Coding | None
) -> dict[str, Any]:
    """A bar that tells what each colour is, as a trace without points."""
    low, high = told_range(snapshot, scope, coding)
    middle = told_level(snapshot, scope, coding)
    ticks = sorted({low, high, middle if low < middle < high else (low + high) / 2})
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None],
        "y": [None],
        "showlegend": False,
        "hoverinfo": "skip",
        "marker": {
            "color": [low],
            "cmin": low,
            "cmax": high,
            "colorscale": colour_scale(colours),
            "showscale": True,
            "colorbar": {
                "thickness": 11,
                "outlinewidth": 1,
                "outlinecolor": colours.muted,
                "tickvals": ticks,
                "ticktext": [rounded(value, 4) for value in ticks],
                "ticks": "outside",
                "ticklen": 3,
                "title": {
                    "text": output_title(snapshot, scope, coding),
                    "side": "right",
                    "font": {"size": 13},
                },
                "x": 1.0,
                "xpad": 8,
                "ypad": 0,
                "len": 1.0,
            },
        },
    }


def heatmap(
    snapshot: Snapshot, scope: Scope, colours: Palette, coding: Coding | None
) -> dict[str, Any]:
    """The map's colours as Plotly draws them."""
    low, high = told_range(snapshot, scope, coding)
    rows, n = grid(scope, scope.n_points), scope.n_points
    told = "%{x}, %{y}<br>output %{z:,.4f}" + of_unit(scope, coding)
    values = snapshot.predict(rows)[:, scope.output] * told_factor(snapshot, scope, coding)
    return {
        "type": "heatmap",
        "x": rows[:n, scope.inputs[0]],
        "y": rows[::n, scope.inputs[1]],
        "z": values.reshape(n, n),
        "zmin": low,
        "zmax": high,
        "colorscale": colour_scale(colours),
        "showscale": False,
        "hovertemplate": f"{told}<extra></extra>",
    }
