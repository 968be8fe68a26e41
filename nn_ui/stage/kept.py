"""The kept runs on the stage: their curves, and a chip each with its numbers at every frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nn_core import Run
from nn_core.run.curves import Curves
from nn_core.telling.comparison import Trained, comparison
from nn_ui import readouts
from nn_ui.figures.kept_curves import KeptCurves, kept_name
from nn_ui.session.kept_runs import KeptRun
from nn_ui.session.player import Player


def curves(player: Player) -> tuple[KeptCurves, ...]:
    """The curves of the kept runs, behind those of the present one."""
    runs = player.kept.runs
    return tuple(
        KeptCurves(
            name=kept_name(number, len(runs)),
            said=one.said,
            experiment=one.run.experiment,
            curves=one.curves,
            coding=one.coding,
            is_asked=one.example is not None,
        )
        for number, one in enumerate(runs, start=1)
    )


def chips(player: Player) -> dict[str, Any] | None:
    """What is said of the kept runs at the cursor: how each differs, and how they compare; None
    where there are none."""
    runs = player.kept.runs
    if not runs:
        return None
    return {
        "runs": [{"number": one.number, "said": one.said} for one in runs],
        "compared": compared(player),
    }


def values(player: Player, iterations: Sequence[int]) -> list[list[list[str]]]:
    """For each iteration what each kept run predicts and its loss, for people and in full; empty
    where none is kept."""
    runs = player.kept.runs
    if not runs:
        return []
    is_short = len(runs) > 1  # they share the room
    return [[_values(one, t, is_short=is_short) for one in runs] for t in iterations]


def _values(kept: KeptRun, t: int, *, is_short: bool) -> list[str]:
    snapshot = kept.at(t)
    if snapshot is None:
        return [readouts.NOT_YET] * 3
    return list(readouts.beside(snapshot, kept.example, kept.coding, is_short=is_short))


def compared(player: Player) -> str:
    """The sentence that compares them; "" while one of them is not trained so far."""
    runs, t = player.kept.runs, player.cursor
    if any(one.at(t) is None for one in runs):
        return ""
    here = _trained(player.run, player.curves)
    return comparison([_trained(one.run, one.curves) for one in runs], here, t)


def _trained(run: Run, curves: Curves) -> Trained:
    return Trained(run, curves.iterations, curves.loss)
