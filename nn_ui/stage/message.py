"""What the server sends to the stage: figures, the newest part of the curves, and frames.

Everything in a message is computed from the run: a frame is a snapshot, in the words of the page.
Arrays travel as base64 of their bytes, which costs a tenth of writing out their numbers.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nn_core import Snapshot
from nn_core.arrays import FloatArray
from nn_core.run.curves import Curves
from nn_core.run.metrics import Metrics, held_back_metrics
from nn_ui import readouts
from nn_ui.figures import network, quantities, series, time_charts
from nn_ui.figures.axes import Range, most_exponent
from nn_ui.figures.output import output_figure
from nn_ui.figures.row_points import ring_traces
from nn_ui.figures.series import Series
from nn_ui.figures.time_charts import Moment
from nn_ui.session.playback import Frame
from nn_ui.session.player import Player
from nn_ui.session.timeline import SECONDS_OF_LATE_VALUES
from nn_ui.stage import pictures
from nn_ui.stage.answers import answers
from nn_ui.stage.scene import Scene, View

# A dictionary of the form that stands in browser/types/message.d.ts.
Message = dict[str, Any]
# In seconds: the film stays so far behind the server that a piece that is a little late does not
# show; so long after it the server may take the timeline's value for one of the film's.
TIMING: Final = MappingProxyType({"delay": 0.15, "late": SECONDS_OF_LATE_VALUES})
# Outputs of rows sent a piece of film: the longer the table, the fewer frames bring its answers.
MOST_ANSWERS_A_PIECE = 750
# Likewise the lines of the diagram: it follows every frame up to some 300 weights.
MOST_LINES_A_PIECE = 5000


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
        "figures": {name: figure.to_json() for name, figure in figures(player, view)},
    }


def piece(player: Player, view: View, frames: Sequence[Frame], seconds: float) -> Message:
    """The next piece of film, with the points of the curves that the last two did not have."""
    curves = player.curves_with(view.parameter)
    first = int(np.searchsorted(curves.iterations, player.cursor)) - 1
    return _news(player, view, frames, seconds, curves, max(0, first))


def figures(player: Player, view: View, *, with_map: bool = False) -> tuple[tuple[str, Any], ...]:
    """The four figures of the stage at the cursor, by the name of their place; `with_map` for a
    page without a film, which could not paint the map."""
    snapshot, axes = player.snapshot, view.axes
    curves = player.curves_with(view.parameter)
    moment = Moment(player.cursor, player.reached, view.row, view.parameter)
    experiment = player.experiment
    known = readouts.targets(experiment, player.example)
    if view.scope is None:
        last = time_charts.prediction_figure(curves, experiment, known, moment, axes)
    else:
        last = output_figure(snapshot, view.scope, axes.colours, with_map=with_map)
        last.add_traces(ring_traces(experiment, view.scope, view.marked, axes.colours))
    return (
        (
            "network",
            network.network_figure(snapshot, player.example, axes.colours, view.parameter),
        ),
        ("loss", time_charts.loss_figure(curves, experiment, moment, axes)),
        ("weights", time_charts.weights_figure(curves, experiment, moment, axes)),
        ("prediction" if view.scope is None else "output", last),
    )


def _news(
    player: Player,
    view: View,
    frames: Sequence[Frame],
    seconds: float | None,
    curves: Curves,
    first: int,
) -> Message:
    new = curves[first:]
    shown = [Frame(0.0, player.cursor)] if seconds is None else frames
    snapshots = [player.run.at(frame.iteration) for frame in shown]
    answers_every = _answers_every(player, len(shown))
    lines_every = 1 + player.experiment.n_parameters * len(shown) // MOST_LINES_A_PIECE
    scene, ranges = Scene.of(player, view), _ranges(curves, player, view)
    return {
        "scene": view.scene(player),
        "seconds": seconds,
        "goal": player.goal,
        "points": _points(new, player, view, first),
        "ranges": ranges,
        "exponents": _exponents(ranges, view),
        "frames": [
            _frame(
                frame,
                snapshot,
                scene,
                with_answers=number % answers_every == 0,
                with_network=number % lines_every == 0,
            )
            | _pictures(snapshot, view, number, len(shown))
            for number, (frame, snapshot) in enumerate(zip(shown, snapshots, strict=True))
        ],
    }


def _points(new: Curves, player: Player, view: View, first: int) -> dict[str, Any]:
    drawn = _all_series(new, player, view)
    values = np.stack([one.values for one in drawn])
    kind = "f4" if all(map(_fits_in_four_bytes, drawn)) else "f8"
    return {
        "first": first,
        "iterations": _base64(new.iterations.astype("<i4")),
        "keys": [one.key for one in drawn],
        "kind": kind,
        "values": _base64(values.astype(f"<{kind}")),
    }


def _fits_in_four_bytes(one: Series) -> bool:
    """Whether no value would become infinite, and no loss 0: a logarithmic axis has no place for
    it."""
    sizes, limits = np.abs(one.values[one.values != 0]), np.finfo(np.float32)
    least = limits.tiny if one.key.endswith("loss") else 0.0
    return bool(((least <= sizes) & (sizes <= limits.max)).all())


def _all_series(curves: Curves, player: Player, view: View) -> tuple[Series, ...]:
    axes = view.axes
    return (
        *series.loss_series(curves, axes),
        *series.weight_series(curves, player.experiment, axes, view.parameter),
        *series.prediction_series(curves, player.experiment, axes),
    )


def _ranges(curves: Curves, player: Player, view: View) -> dict[str, Range]:
    return {
        "loss": quantities.loss_range(curves, view.axes),
        "weights": quantities.weights_range(curves, view.parameter),
        "prediction": quantities.prediction_range(curves, player.experiment),
    }


def _exponents(ranges: dict[str, Range], view: View) -> dict[str, int]:
    """From which power of ten on the labels of each chart are powers of ten."""
    is_log = {"loss": view.axes.log_loss}
    return {name: most_exponent(one, log=is_log.get(name, False)) for name, one in ranges.items()}


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
        "network": network.patch(scene.plan, snapshot, shown, colours) if with_network else None,
        "answers": answers(snapshot, scene.coding) if with_answers else None,
    }


def _pictures(snapshot: Snapshot, view: View, number: int, n_frames: int) -> dict[str, Any]:
    """The pictures that come along with frame `number` of `n_frames`."""
    found: dict[str, Any] = {}
    if view.scope and number % pictures.FRAMES_A_PICTURE[view.scope.kind] == 0:
        found["picture"] = pictures.picture(snapshot, view.scope)
    if view.thumbnails and number % pictures.thumbnails_every(snapshot, n_frames) == 0:
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
        *snapshot.answers[: scene.n_rows].ravel().tolist(),
        *prediction.tolist(),
    ]


def _answers_every(player: Player, n_frames: int) -> int:
    data = player.experiment.dataset
    total = (data.y.size + data.y_test.size) * n_frames
    return 1 + total // MOST_ANSWERS_A_PIECE


def _base64(values: NDArray[Any]) -> str:
    return base64.b64encode(np.ascontiguousarray(values).tobytes()).decode("ascii")
