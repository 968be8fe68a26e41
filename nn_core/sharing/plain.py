"""What is kept, spelled out as plain lists, numbers and texts: the form that a file holds.

A link is the same in other words, and only what differs from the defaults.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final, TypeAlias

from nn_core.experiment.intervention import PARAMETER, Intervention
from nn_core.experiment.preparation import Feature
from nn_core.experiment.settings import TrainingSettings
from nn_core.problems.generated import GeneratedProblem
from nn_core.sharing.shared import Shared

VERSION: Final = 1
Plain: TypeAlias = dict[str, Any]


def plain(shared: Shared) -> Plain:
    """`shared` as docs/experiment-file.md describes it, without the weights."""
    limit, stops_at_all = shared.stop.loss_under, shared.stop.all_right
    return {
        "version": VERSION,
        "problem": shared.problem,
        "generated": _generated(shared.generated),
        "table": {
            "inputs": list(shared.table.input_names),
            "targets": list(shared.table.target_names),
            "rows": [list(row) for row in shared.table.rows],
        },
        "new_example": list(shared.new_example),
        "held_back": float(shared.held_back),
        "network": {**asdict(shared.architecture), "hidden": list(shared.architecture.hidden)},
        "training": _training(shared.training),
        "seed": int(shared.seed),
        "changes": [_change(one) for one in shared.interventions],
        "preparation": {
            "features": [feature(one) for one in shared.preparation.features],
            "scale": shared.preparation.scale,
        },
        "stop": {"loss_under": None if limit is None else float(limit), "all_right": stops_at_all},
        "iterations": int(shared.iterations),
        "t": int(shared.t),
        "view": dict(shared.view),
    }


def _training(one: TrainingSettings) -> Plain:
    """All settings; numbers as fractions even where a whole one was given, since 1 is 1.0."""
    rates = {name: float(getattr(one, name)) for name in ("learning_rate", "l1", "l2")}
    return {**asdict(one), **rates}


def _generated(one: GeneratedProblem | None) -> Plain | None:
    if one is None:
        return None
    return {"n_points": one.n_points, "noise": float(one.noise), "data_seed": one.data_seed}


def _change(one: Intervention) -> Plain:
    kept: Plain = {"iteration": one.iteration, "what": one.what, "value": float(one.value)}
    return {**kept, PARAMETER: one.parameter} if one.what == PARAMETER else kept


def feature(one: Feature) -> Plain:
    kept: Plain = {"kind": one.kind, "first": one.first}
    return kept if one.second is None else {**kept, "second": one.second}
