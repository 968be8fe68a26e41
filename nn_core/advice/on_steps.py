"""Advice on steps: learning rates that overshoot, inputs that are too large, batches too big."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from nn_core.advice.values import Advice, Choices, Remedy
from nn_core.arrays import FloatArray
from nn_core.errors import counted
from nn_core.experiment.settings import TrainingSettings
from nn_core.network import regularisation
from nn_core.network.activation import activation
from nn_core.network.loss import loss
from nn_core.network.optimiser import optimiser
from nn_core.tables.number_style import shortest

# sigmoid(z) differs from 0 or 1 by less than 1e-43 where |z| > 100: its slope is as good as 0.
LARGE_INPUT: Final = 100.0
# Those that are proposed, the largest first.
_RATES: Final = tuple(float(f"{digit}e{power}") for power in range(2, -31, -1) for digit in (3, 1))


def on_large_steps(choices: Choices) -> Iterator[Advice]:
    """A step overshoots, further each time, where learning rate × curvature of the loss is over 2.

    The curvature is exact for identity outputs without a hidden layer, where it is the largest
    eigenvalue of Xᵀ·X (with a column of ones for the bias) times the loss's own, plus L2 for each
    weight; elsewhere this is a rule of thumb, with every hidden output taken as about 1. Outputs
    with an end cannot run away, but L2 alone makes their weights do so.
    Source: LeCun, Bottou, Orr and Müller, "Efficient BackProp" (1998), section 5.
    """
    if not _overshoots(choices):
        return
    remedies = [
        remedy
        for remedy in (
            *_mean_loss(choices),
            *_scaled(choices),
            _smaller_rate(choices),
            *_penalty_off(choices),
        )
        if not _overshoots(remedy.settings(choices))
    ]
    yield Advice("large_steps", _why_steps_are_large(choices), tuple(remedies))


def proposed_rate(most: float) -> float:
    """The largest of 1, 3, 10, 30 … or 0.3, 0.1, 0.03 … that is `most` at most."""
    return next((rate for rate in _RATES if rate <= most), _RATES[-1])


def without_overshooting(choices: Choices) -> Choices:
    """The choices with a smaller learning rate where theirs overshoots."""
    return _smaller_rate(choices).settings(choices) if _overshoots(choices) else choices


def on_large_inputs(choices: Choices) -> Iterator[Advice]:
    """Inputs far over 1 make weighted sums at which bounded curves are flat."""
    if choices.preparation.scale:
        return
    X, names = choices.X, choices.preparation.names(choices.dataset.input_names)
    size = np.where(X.max(axis=0) > X.min(axis=0), np.abs(X).max(axis=0), 0.0)
    column = int(np.argmax(size))
    if size[column] > LARGE_INPUT:
        row = int(np.argmax(np.abs(X[:, column])))
        first = choices.architecture.activations[0]
        yield Advice(
            "large_inputs",
            f'Input "{names[column]}" holds large numbers (row {row + 1}: '
            f"{shortest(X[row, column])}): {_effect(first.saturates)} Scaled inputs "
            "(minus their mean, divided by their standard deviation) are about as large as 1; the "
            "table itself stays as it is.",
            _scaled(choices),
        )


def on_batch_size(choices: Choices) -> Iterator[Advice]:
    """A batch cannot hold more rows than there are."""
    size, n_samples = choices.training.batch_size, choices.dataset.n_samples
    if size is not None and size > n_samples:
        yield Advice(
            "batch_size",
            f"The batch size is {size:,}, but there are only {counted(n_samples, 'training row')}: "
            "each update looks at all of them.",
            (
                Remedy(
                    "Take the whole table as one batch",
                    training=replace(choices.training, batch_size=None),
                ),
            ),
        )


def _effect(is_flat_far_out: bool) -> str:
    if is_flat_far_out:
        return (
            "the weighted sum z gets so large that the curve is flat there (saturated), and "
            "learning can stand still."
        )
    return "the weighted sums and the gradients get so large that steps can overshoot."


def _why_steps_are_large(choices: Choices) -> str:
    title = activation(choices.architecture.output_activation).title
    rate = f"The learning rate {shortest(choices.training.learning_rate)}"
    if _is_penalty_the_cause(choices):
        (key, name), *_ = _curved(choices).items()
        its_rate = shortest(choices.training.rates[key])
        return (
            f"{rate} is large for an {name} of {its_rate}, which takes "
            f"learning rate × {name} times its own size from every weight: steps then overshoot, "
            "and the weights grow without end instead of shrinking."
        )
    if not loss(choices.training.loss).is_mean and choices.dataset.n_samples > 1:
        rows = counted(round(choices.batch_share * choices.dataset.n_samples), "row")
        cause = f"is large for a sum over {rows}, in which every row adds to the step"
    else:
        cause = "is large for inputs of this size"
    return (
        f"{rate} {cause}: as a rule of thumb, steps then overshoot where outputs have no upper end "
        f"({title}), and the loss jumps up or grows without end instead of falling."
    )


def _overshoots(choices: Choices) -> bool:
    steepest = optimiser(choices.training.optimiser).steepest
    return steepest is not None and choices.training.learning_rate * _curvature(choices) > steepest


def _is_penalty_the_cause(choices: Choices) -> bool:
    """Whether nothing overshoots without L2."""
    return not _overshoots(replace(choices, training=_without_penalty(choices)))


def _curved(choices: Choices) -> dict[str, str]:
    """The titles of the penalties that play a part and have a curvature, by their keys."""
    used = ((key, regularisation.REGULARISERS[key]) for key in choices.training.used_rates)
    return {key: one.title for key, one in used if one.curvature}


def _without_penalty(choices: Choices) -> TrainingSettings:
    off = dict.fromkeys(_curved(choices), 0.0)
    return replace(choices.training, **off)  # type: ignore[arg-type]


def _penalty_curvature(choices: Choices) -> float:
    rates = choices.training.rates.items()
    return sum(rate * regularisation.REGULARISERS[key].curvature for key, rate in rates)


def _curvature(choices: Choices) -> float:
    """The largest second derivative, in any direction, of the loss with its penalty, or a guess."""
    output = activation(choices.architecture.output_activation)
    of_penalty = _penalty_curvature(choices)
    chosen = loss(choices.training.loss)
    if output.high is not None or chosen.curvature is None:
        return of_penalty  # the loss itself cannot run away
    n_rows = max(1, round(choices.batch_share * choices.dataset.n_samples))
    each = chosen.curvature
    if chosen.is_mean:
        each /= n_rows * choices.dataset.n_outputs
    if choices.architecture.hidden:
        return each * n_rows + of_penalty
    return _largest_eigenvalue(choices, each * choices.batch_share)


def _largest_eigenvalue(choices: Choices, factor: float) -> float:
    """Of factor × Xᵀ·X, with L2 on the diagonal where it belongs to a weight."""
    X: FloatArray = choices.X
    penalties = np.full(X.shape[1], _penalty_curvature(choices))
    if choices.architecture.bias:
        X, penalties = np.column_stack([X, np.ones(len(X))]), np.append(penalties, 0.0)
    return float(np.linalg.eigvalsh(factor * X.T.dot(X) + np.diag(penalties))[-1])


def _mean_loss(choices: Choices) -> tuple[Remedy, ...]:
    changed = replace(choices.training, loss="mean_squared_error")
    return (Remedy("Choose the mean squared error as the loss", training=changed),)


def _scaled(choices: Choices) -> tuple[Remedy, ...]:
    changed = replace(choices.preparation, scale=True)
    return (Remedy("Scale the inputs", preparation=changed),)


def _penalty_off(choices: Choices) -> tuple[Remedy, ...]:
    names = _curved(choices).values()
    label = f"Switch {' and '.join(names)} off"
    return (Remedy(label, training=_without_penalty(choices)),) if names else ()


def _smaller_rate(choices: Choices) -> Remedy:
    """The largest rate of 1, 3, 10, 30... or 0.3, 0.1, 0.03... that is half the limit at most."""
    steepest = optimiser(choices.training.optimiser).steepest or np.inf
    most = steepest / 2 / _curvature(choices)
    rate = proposed_rate(most)
    changed = replace(choices.training, learning_rate=rate)
    return Remedy(f"Set the learning rate to {rate:g}", training=changed)
