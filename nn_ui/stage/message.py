"""What the server sends to the stage: figures, the newest part of the curves, and frames.

Everything in a message is computed from the run: a frame is a snapshot, in the words of the page.
Arrays travel as base64 of their bytes, which costs a tenth of writing out their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go

from nn_core import Snapshot
from nn_core.arrays import FloatArray
from nn_core.run.curves import Curves
from nn_core.run.metrics import Metrics, held_back_metrics
from nn_ui import readouts
from nn_ui.figures import network, time_charts
from nn_ui.figures.time_charts import Moment
from nn_ui.session.playback import Frame
from nn_ui.session.player import Player
from nn_ui.session.timeline import SECONDS_OF_LATE_VALUES
from nn_ui.stage import kept, map_of_run, pictures
from nn_ui.stage.answers import answers
from nn_ui.stage.drawn_anew import drawn_anew, of_frame
from nn_ui.stage.points import points
from nn_ui.stage.ranges import exponents, value_ranges
from nn_ui.stage.scene import Scene, View

# A dictionary of the form that stands in browser/types/message.d.ts.
Message = dict[str, Any]
# In seconds: the film stays so far behind the server that a piece that is a little late does not
# show; so long after it the server may take the timeline's value for one of the film's.
TIMING: Final = MappingProxyType({"delay": 0.15, "late": SECONDS_OF_LATE_VALUES})
BEFORE_ALL = -1  # an iteration
# Outputs of rows sent for a second of film: the longer the table, the fewer frames bring answers.
MOST_ANSWERS_A_SECOND = 1400
# Likewise the lines of the diagram: it follows 60 frames a second up to some 200 weights.
MOST_LINES_A_SECOND = 12_000


def whole(
    player: Player,
    view: View,
    frames: Sequence[Frame],
    seconds: float | None,
    *,
    with_figures: bool = True,
) -> Message:
    """All that a browser needs that knows nothing yet, or nothing but the figures of this scene:
    figures, whole curves, and the film."""
    curves = player.curves_with(view.parameter)
    news = _news(player, view, frames, seconds, curves, first=0) | {"timing": dict(TIMING)}
    if not with_figures:
        return news
    return {
        **news,
        "revision": view.revision(player),
        "figures": {
            name: figure.to_json() for name, figure in figures(player, view, with_points=False)
        },
    }


def piece(player: Player, view: View, frames: Sequence[Frame], seconds: float) -> Message:
    """The next piece of film, with the points of the curves that the last two did not have."""
    curves = player.curves_with(view.parameter)
    first = int(np.searchsorted(curves.iterations, player.cursor)) - 1
    return _news(player, view, frames, seconds, curves, max(0, first), is_piece=True)


def glance(player: Player, view: View, iteration: int) -> Message:
    """The moment under the learner's hand, which is not the cursor yet; nothing is trained for it,
    so it is the last one that is where theirs is not."""
    frame = Frame(0.0, min(iteration, player.run.iteration))
    (found,) = _frames(player, view, (frame,), lambda **_: {})
    return {"scene": view.scene(player), "glance": found}


def figures(
    player: Player, view: View, *, with_map: bool = False, with_points: bool = True
) -> tuple[tuple[str, Any], ...]:
    """The four figures of the stage at the cursor, by the name of their place; `with_map` for a
    page without a film, which could not paint the map; without the points of the curves for one
    that has them anyway. A picture that is drawn anew comes with the frames of a film."""
    snapshot, axes = player.snapshot, view.axes
    curves = player.curves_with(view.parameter)
    ends = (player.cursor, player.reached) if with_points else (BEFORE_ALL, BEFORE_ALL)
    moment = Moment(*ends, view.row, view.parameter, kept.curves(player))
    experiment, coding = player.experiment, player.table.coding
    known = readouts.targets(experiment, player.example)
    anew = drawn_anew(player, snapshot, view) if with_map else None
    if view.is_drawn_anew:
        last = go.Figure() if anew is None else anew.figure
    elif view.scope is None:
        last = time_charts.prediction_figure(curves, experiment, known, moment, axes, coding)
    else:
        last = map_of_run.output(player, view, view.scope, with_map=with_map)
    return (
        (
            "network",
            network.network_figure(
                snapshot, player.example, axes.colours, view.parameter, coding=coding
            ),
        ),
        ("loss", time_charts.loss_figure(curves, experiment, moment, axes)),
        ("weights", time_charts.weights_figure(curves, experiment, moment, axes)),
        (view.fourth, last),
    )


def _news(
    player: Player,
    view: View,
    frames: Sequence[Frame],
    seconds: float | None,
    curves: Curves,
    first: int,
    *,
    is_piece: bool = False,
) -> Message:
    new = curves[first:]
    shown = [Frame(0.0, player.cursor)] if seconds is None else frames
    ranges = value_ranges(curves, player, view)
    more = partial(of_frame, player, view=view, curves=curves, is_piece=is_piece)
    return {
        "scene": view.scene(player),
        "seconds": seconds,
        "goal": player.goal,
        "ends": player.playback is not None and player.playback.is_planned,
        "reached": player.reached,
        "points": points(new, player, view, first),
        "ranges": ranges,
        "exponents": exponents(ranges, view),
        "kept": kept.chips(player),
        "frames": _frames(player, view, shown, more),
    }


def _frames(
    player: Player, view: View, shown: Sequence[Frame], more: Callable[..., dict[str, Any]]
) -> list[dict[str, Any]]:
    """The frames; `more` says what each has beside its own, by its snapshot and its number."""
    scene = Scene.of(player, view)
    beside = kept.values(player, [frame.iteration for frame in shown])
    snapshots = [player.run.at(frame.iteration) for frame in shown]
    a_second = player.playback.tempo.frames_a_second if player.playback else 1
    answers_every = _answers_every(player, a_second)
    lines_every = 1 + player.experiment.n_parameters * a_second // MOST_LINES_A_SECOND
    return [
        _frame(
            frame,
            snapshot,
            scene,
            with_answers=number % answers_every == 0,
            with_network=number % lines_every == 0,
        )
        | _pictures(player, snapshot, view, number, a_second)
        | more(snapshot=snapshot, number=number)
        | ({"kept": beside[number]} if beside else {})
        for number, (frame, snapshot) in enumerate(zip(shown, snapshots, strict=True))
    ]


def _frame(
    frame: Frame,
    snapshot: Snapshot,
    scene: Scene,
    *,
    with_answers: bool,
    with_network: bool,
) -> dict[str, Any]:
    shown, test = snapshot.forward(scene.example), held_back_metrics(snapshot)
    prediction = snapshot.experiment.answers(shown[-1].output[0])
    colours = scene.view.axes.colours
    return {
        "time": frame.time,
        "iteration": frame.iteration,
        "readouts": readouts.texts(snapshot, scene.known, prediction, test),
        "values": _values(snapshot, scene, prediction, test),
        "network": network.patch(scene.plan, snapshot, shown, colours, scene.coding)
        if with_network
        else None,
        "answers": answers(snapshot, scene.coding) if with_answers else None,
    }


def _pictures(
    player: Player, snapshot: Snapshot, view: View, number: int, a_second: int
) -> dict[str, Any]:
    """The pictures that come along with frame `number`, of so many frames a second."""
    found: dict[str, Any] = {}
    if view.scope and number % pictures.FRAMES_A_PICTURE[view.scope.kind] == 0:
        drawn = map_of_run.drawn(player, view.kept, snapshot)
        if drawn is not None:
            found["picture"] = pictures.picture(drawn, view.scope)
    if view.thumbnails and number % pictures.thumbnails_every(snapshot, a_second) == 0:
        found["thumbnails"] = pictures.thumbnails(snapshot)
    return found


def _values(
    snapshot: Snapshot, scene: Scene, prediction: FloatArray, test: Metrics | None
) -> list[float]:
    """The value of every series at this very iteration, in the order of the points' keys."""
    return [
        snapshot.loss,
        *([test.loss] if test else []),
        *snapshot.parameters[scene.drawn].tolist(),
        *(snapshot.answers[: scene.n_rows] * scene.factors).ravel().tolist(),
        *(prediction * scene.factors).tolist(),
    ]


def _answers_every(player: Player, frames_a_second: int) -> int:
    data = player.experiment.dataset
    total = (data.y.size + data.y_test.size) * frames_a_second
    return 1 + total // MOST_ANSWERS_A_SECOND
