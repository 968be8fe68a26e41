"""Pictures that are Plotly figures of their own at each of their moments.

Making and drawing one takes longer than a frame of the film, so only some frames have one: that of
a hidden layer of two neurons comes four times a second, all others once for each piece of the film.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from nn_core import Snapshot
from nn_core.run.curves import Curves
from nn_core.run.landscape import Landscape, Path, landscape, path_of, side
from nn_core.run.plane import ENDS, LINE, WEIGHTS, Plane, along_line, of_path, of_two, through_ends
from nn_core.telling.hidden_space import in_words as hidden_in_words
from nn_core.telling.landscape import in_words
from nn_ui.figures.hidden_space import hidden_figure
from nn_ui.figures.landscape import LandscapeScope, landscape_figure
from nn_ui.session.landscape import kept_there
from nn_ui.session.player import Player
from nn_ui.stage.labels import labels
from nn_ui.stage.scene import View

# Of the frames of a film, for a picture that is quick to draw.
FRAMES_A_PICTURE: Final = 8


@dataclass(frozen=True, eq=False)
class DrawnAnew:
    """A picture at one moment, and the same in words."""

    figure: go.Figure
    said: str

    def message(self) -> dict[str, Any]:
        """What a frame of the film has of it."""
        return {"figure": self.figure.to_json(), "said": self.said}


def drawn_anew(
    player: Player, snapshot: Snapshot, view: View, *, is_piece: bool = False
) -> DrawnAnew | None:
    """The picture of `snapshot`; None where the view has none that is drawn anew, or it would hold
    the film up: then it stands still from one message that `is_piece` of a film to the next that is
    not, and says so."""
    if view.hidden is not None:
        figure = hidden_figure(snapshot, view.hidden, view.axes.colours, player.table.coding)
        return DrawnAnew(figure, hidden_in_words(snapshot, view.hidden.layer))
    if view.landscape is None:
        return None
    is_still = player.is_playing and side(player.experiment) is None
    if is_still and is_piece:
        return None
    found = landscape_at(player, snapshot, view.landscape)
    figure = landscape_figure(
        found, view.axes.colours, in_three=view.landscape.in_three, is_still=is_still
    )
    return DrawnAnew(figure, in_words(found))


def of_frame(
    player: Player,
    snapshot: Snapshot,
    view: View,
    curves: Curves,
    number: int,
    *,
    is_piece: bool,
) -> dict[str, Any]:
    """What some frames of a message have beside the others: the first one the moment in words, and
    those that bring one the picture."""
    said = {} if number else {"said": labels(player, snapshot, curves)}
    if number and (number % FRAMES_A_PICTURE or not _is_quick(player, view)):
        return said
    anew = drawn_anew(player, snapshot, view, is_piece=is_piece)
    return said if anew is None else said | {"anew": anew.message()}


def _is_quick(player: Player, view: View) -> bool:
    sizes = player.experiment.architecture.hidden
    return view.hidden is not None and sizes[view.hidden.layer] == 2


def landscape_at(player: Player, snapshot: Snapshot, scope: LandscapeScope) -> Landscape:
    """The landscape around `snapshot` of the player's run."""
    path = path_of(player.run, snapshot)
    others = {
        name: found
        for name, one in kept_there(player).items()
        if (found := one.at(snapshot.iteration)) is not None
    }
    return landscape(snapshot, path, _plane(player, snapshot, scope, path), others)


def _plane(player: Player, snapshot: Snapshot, scope: LandscapeScope, path: Path) -> Plane:
    now = snapshot.parameters
    if scope.kind == WEIGHTS:
        return of_two(now, *scope.weights)
    if scope.kind == ENDS:
        # A film is made ahead of what has been on the screen.
        end = player.run.at(max(player.reached, snapshot.iteration))
        return through_ends(path.parameters, now, end.parameters)
    if scope.kind == LINE:
        there = next((one for one in kept_there(player).values() if one.number == scope.kept), None)
        other = None if there is None else there.at(snapshot.iteration)
        # A kept run that is not trained so far yet, or has gone, is nowhere.
        return along_line(path.parameters, now, now if other is None else other.parameters)
    return of_path(path.parameters, now)
