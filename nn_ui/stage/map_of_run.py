"""The picture of the output: that of the present run, or of a kept one at the same iteration."""

from __future__ import annotations

import plotly.graph_objects as go

from nn_core import Snapshot
from nn_ui.figures.output import output_figure
from nn_ui.figures.palette import Palette
from nn_ui.figures.row_points import ring_traces
from nn_ui.figures.scope import Scope
from nn_ui.figures.text import plain
from nn_ui.session.kept_runs import KeptRun
from nn_ui.session.player import Player
from nn_ui.stage.scene import View


def output(player: Player, view: View, scope: Scope, *, with_map: bool) -> go.Figure:
    """The figure at the cursor; a kept run's says so."""
    snapshot, colours = player.snapshot, view.axes.colours
    one, shown = _chosen(player, view.kept), drawn(player, view.kept, snapshot)
    if one is None or shown is None:
        coding = player.table.coding
        figure = output_figure(snapshot, scope, colours, coding, with_map=with_map)
        rings = ring_traces(snapshot.experiment, scope, view.marked, colours, coding)
        return figure.add_traces(rings)
    figure = output_figure(shown, scope, colours, one.coding, with_map=with_map)
    return figure.add_annotation(_name(one, colours))


def drawn(player: Player, kept: int, snapshot: Snapshot) -> Snapshot | None:
    """The network whose output is drawn beside `snapshot` of the present run: that of the `kept`
    run with this number, None while it is not trained so far; the present one where none is."""
    one = _chosen(player, kept)
    return snapshot if one is None else one.at(snapshot.iteration)


def _chosen(player: Player, kept: int) -> KeptRun | None:
    return next((one for one in player.kept.runs if one.number == kept), None)


def _name(one: KeptRun, colours: Palette) -> dict[str, object]:
    return {
        "text": plain(f"Kept run: {one.said}"),
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "bgcolor": colours.background,
    }
