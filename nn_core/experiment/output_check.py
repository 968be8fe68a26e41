"""Whether output activation, loss and targets go together; where not, what to choose instead."""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.errors import InputError
from nn_core.experiment.architecture import Architecture
from nn_core.network.activation import Activation, activation
from nn_core.network.loss import Loss, loss

# How far from 1 rounding, and fractions typed in full, may leave the sum of a row's targets.
_NEAR_ONE: Final = 1e-9
# As far as shares that were rounded to two decimals leave it.
_ROUNDED: Final = 0.02


def check_output(
    y: FloatArray, y_test: FloatArray, architecture: Architecture, chosen: Loss
) -> None:
    """Raise InputError for an output activation, a loss and targets that do not go together.

    y, y_test: the targets as they are trained on, (n_samples, n_outputs) and (n_test, n_outputs).
    """
    output = activation(architecture.output_activation)
    if output.by_row and y.shape[1] == 1:
        raise InputError(
            f"{output.title} with one output is always 1, so nothing can be learned: choose "
            "sigmoid as the output activation, with cross-entropy as the loss."
        )
    if chosen.output not in (None, output.key):
        needed = activation(chosen.output)
        raise InputError(
            f"{chosen.name} needs outputs between {needed.low:g} and {needed.high:g}"
            f"{' that add up to 1 in each row' if needed.by_row else ''}: choose "
            f"{needed.title.lower()} as the output activation, or another loss."
        )
    _check_loss_of(output, chosen)
    _check_targets(y, y_test, chosen)


def row_without_one(y: FloatArray) -> int | None:
    """The first row, from 0, whose targets, (n_rows, n_outputs), do not add up to 1."""
    off = np.abs(y.sum(axis=1) - 1) > _NEAR_ONE
    return int(off.argmax()) if off.any() else None


def _check_loss_of(output: Activation, chosen: Loss) -> None:
    if output.loss not in (None, chosen.key):
        raise InputError(
            f"{output.title} outputs are only trained with {loss(output.loss).title.lower()}: "
            "choose it as the loss, or another output activation."
        )


def _check_targets(y: FloatArray, y_test: FloatArray, chosen: Loss) -> None:
    low, high = chosen.targets or (-np.inf, np.inf)
    if not chosen.by_row:
        if y.min() < low or y.max() > high:
            raise InputError(
                f"{chosen.name} needs targets from {low:g} to {high:g}: change the targets, or "
                "choose another loss."
            )
        return
    targets = np.concatenate([y, y_test])
    needs = f"{chosen.name} needs targets from {low:g} to {high:g} that add up to 1 in each row"
    outside = ((targets < low) | (targets > high)).any(axis=1)
    row = int(outside.argmax()) if outside.any() else row_without_one(targets)
    if row is not None:
        raise InputError(
            f"{needs}: change those of row {row + 1:,}{_how(targets[row])}, or choose another "
            "output activation and loss."
        )


def _how(targets: FloatArray) -> str:
    """By which number one of a row's targets, (n_outputs,), makes up for what was rounded off; ""
    where it is more than that."""
    total, largest = float(targets.sum()), int(targets.argmax())
    if abs(total - 1) > _ROUNDED or targets.min() < 0:
        return ""
    exact = 1 - float(np.delete(targets, largest).sum())
    return f", which add up to {total:.12g}: type {exact:.12g} for {targets[largest]:.12g}"
