"""The trained network by itself, as JSON: what another program needs to compute its answers."""

from __future__ import annotations

import json
from typing import Any, Final

from nn_core.experiment.preparation import Scaling
from nn_core.run.snapshot import Snapshot
from nn_core.sharing.kinds import plain_feature
from nn_core.tables.coding import Coding, InputCoding, TargetCoding

FORMAT: Final = "See a neural network learn: model"
VERSION: Final = 2


def model_json(snapshot: Snapshot, coding: Coding | None = None) -> str:
    """The network at one iteration: z = inputs · weights + biases and output = activation(z), layer
    by layer, after the features are added and the inputs are scaled, (x - mean) / deviation. Where
    targets are scaled, the answers are mean + deviation × output. coding: how a person's words and
    units become the inputs, and the answers words and units again; a plain one is left out."""
    experiment = snapshot.experiment
    is_plain = coding is None or coding.is_plain
    document = {
        "format": FORMAT,
        "version": VERSION,
        "iteration": snapshot.iteration,
        "loss": snapshot.loss,
        "inputs": list(experiment.dataset.input_names),
        "targets": list(experiment.dataset.target_names),
        "columns": [] if is_plain or coding is None else [_input(one) for one in coding.inputs],
        "answers": [] if is_plain or coding is None else [_target(one) for one in coding.targets],
        "features": [plain_feature(one) for one in experiment.preparation.features],
        "scaling": _scaling(experiment.scaling),
        "target_scaling": _scaling(experiment.target_scaling),
        "layers": [
            {"activation": activation.key, **layer}
            for activation, layer in zip(experiment.activations, layers(snapshot), strict=True)
        ],
    }
    return tidy_json(document)


def _input(column: InputCoding) -> dict[str, Any]:
    """One column: a 0/1 number for each of `words`, or (number without `unit`) / `divisor`."""
    return {
        "name": column.name,
        "words": list(column.coded_words),
        "unit": column.unit,
        "divisor": column.divisor,
        "blank": column.filling,
    }


def _target(column: TargetCoding) -> dict[str, Any]:
    """One answer: an amount, output × `divisor`; one of two words, nearer to which of `values`; or
    one of several, whose output is the largest."""
    return {
        "name": column.name,
        "kind": column.kind,
        "words": list(column.words),
        "values": list(column.values),
        "unit": column.unit,
        "divisor": column.divisor,
    }


def _scaling(scaling: Scaling | None) -> dict[str, list[float]] | None:
    if scaling is None:
        return None
    return {"mean": scaling.mean.tolist(), "deviation": scaling.deviation.tolist()}


def layers(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Each layer's weights, a list of n_in lists of n_out numbers, and its n_out biases."""
    return [
        {"weights": weights.tolist(), "biases": biases.tolist()}
        for weights, biases in zip(snapshot.weights, snapshot.biases, strict=True)
    ]


def tidy_json(value: Any, indent: str = "") -> str:
    """JSON with one name, or one row of numbers, a line; numbers are written with repr."""
    deeper = indent + "  "
    if isinstance(value, dict) and value:
        lines = [f"{_flat(name)}: {tidy_json(one, deeper)}" for name, one in value.items()]
        return _block("{}", lines, indent)
    if isinstance(value, list) and any(isinstance(one, list | dict) for one in value):
        return _block("[]", [tidy_json(one, deeper) for one in value], indent)
    return _flat(value)


def _block(brackets: str, lines: list[str], indent: str) -> str:
    inner = f",\n{indent}  ".join(lines)
    return f"{brackets[0]}\n{indent}  {inner}\n{indent}{brackets[1]}"


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
