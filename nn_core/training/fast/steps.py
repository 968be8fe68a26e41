"""The penalties of weights and the optimisers as calls, as in `update.py` and `optimiser.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.settings import TrainingSettings
from nn_core.network import optimiser, regularisation
from nn_core.training import parameters
from nn_core.training.fast.calls import Call
from nn_core.training.fast.twins import check_twins


class Corrections:
    """Adam's corrections, kept up to date: `next` sets those of one update after the other."""

    def __init__(self) -> None:
        self.iteration = 0
        self.mean, self.square = np.ones(()), np.ones(())

    def next(self) -> None:
        """Set the corrections of the update that follows `iteration` updates, and go on."""
        self.mean[()], self.square[()] = optimiser.adam_corrections(self.iteration + 1)
        self.iteration += 1


class Step(NamedTuple):
    """What a step is made of: `row` (..., n_parameters) and the optimiser's `memory`
    (n_memory, ..., n_parameters), which it changes, and the gradient, which it overwrites."""

    row: FloatArray
    memory: FloatArray
    gradient: FloatArray
    rate: float
    corrections: Corrections


def penalty_calls(
    experiment: Experiment, settings: TrainingSettings, row: FloatArray, gradient: FloatArray
) -> list[Call]:
    """gradient += the sum of rate × slope, for weights and not for biases."""
    if not settings.used_rates:
        return []
    is_weight = np.zeros(row.shape[-1], dtype=bool)
    for places in parameters.places(experiment).weights:
        is_weight[places.astype(int)] = True
    terms = [np.empty_like(row) for _ in settings.rates]
    calls: list[Call] = []
    for (key, rate), term in zip(settings.rates.items(), terms, strict=True):
        calls += FAST_PENALTIES[key](row, np.full_like(row, rate), term)
    first, *others = terms
    calls += [partial(np.add, first, other, first) for other in others]
    return [*calls, partial(np.add, gradient, first, gradient, where=is_weight)]


def _size_slope(row: FloatArray, rate: FloatArray, out: FloatArray) -> list[Call]:
    return [partial(np.sign, row, out), partial(np.multiply, rate, out, out)]


def _half_square_slope(row: FloatArray, rate: FloatArray, out: FloatArray) -> list[Call]:
    return [partial(np.multiply, rate, row, out)]


def _take(row: FloatArray, direction: FloatArray, rate: float, spare: FloatArray) -> list[Call]:
    """row -= rate * direction; `spare` is overwritten, and may be the direction itself."""
    if rate == 1:
        return [partial(np.subtract, row, direction, row)]
    return [
        partial(np.multiply, np.full_like(row, rate), direction, spare),
        partial(np.subtract, row, spare, row),
    ]


def _average(average: FloatArray, decay: float, new: FloatArray, spare: FloatArray) -> list[Call]:
    """average = decay * average + (1 - decay) * new; `spare` may be `new` itself."""
    return [
        partial(np.multiply, np.full_like(average, decay), average, average),
        partial(np.multiply, np.full_like(average, 1 - decay), new, spare),
        partial(np.add, average, spare, average),
    ]


def _plain(step: Step) -> list[Call]:
    return _take(step.row, step.gradient, step.rate, step.gradient)


def _momentum(step: Step) -> list[Call]:
    row, (velocity,), gradient, rate, _ = step
    decay = np.full_like(row, optimiser.MOMENTUM)
    return [
        partial(np.multiply, decay, velocity, velocity),
        partial(np.add, velocity, gradient, velocity),
        *_take(row, velocity, rate, gradient),
    ]


def _rmsprop(step: Step) -> list[Call]:
    row, (square,), gradient, rate, _ = step
    size, epsilon = np.empty_like(row), np.full_like(row, optimiser.EPSILON)
    return [
        partial(np.multiply, gradient, gradient, size),
        *_average(square, optimiser.RMSPROP_DECAY, size, size),
        partial(np.sqrt, square, size),
        partial(np.add, size, epsilon, size),
        partial(np.multiply, np.full_like(row, rate), gradient, gradient),
        partial(np.divide, gradient, size, gradient),
        partial(np.subtract, row, gradient, row),
    ]


def _adam(step: Step) -> list[Call]:
    row, (mean, square), gradient, rate, corrections = step
    size, epsilon = np.empty_like(row), np.full_like(row, optimiser.EPSILON)
    return [
        corrections.next,
        partial(np.multiply, gradient, gradient, size),
        *_average(square, optimiser.ADAM_SQUARE_DECAY, size, size),
        *_average(mean, optimiser.ADAM_DECAY, gradient, gradient),
        partial(np.divide, square, corrections.square, size),
        partial(np.sqrt, size, size),
        partial(np.add, size, epsilon, size),
        partial(np.divide, mean, corrections.mean, gradient),
        partial(np.multiply, np.full_like(row, rate), gradient, gradient),
        partial(np.divide, gradient, size, gradient),
        partial(np.subtract, row, gradient, row),
    ]


FAST_STEPS: Final[MappingProxyType[str, Callable[[Step], list[Call]]]] = MappingProxyType(
    {
        "gradient_descent": _plain,
        "momentum": _momentum,
        "rmsprop": _rmsprop,
        "adam": _adam,
    }
)
# slope(row, rate, out): writes rate × slope, both (n_parameters,).
FastPenalty = Callable[[FloatArray, FloatArray, FloatArray], list[Call]]
FAST_PENALTIES: Final[MappingProxyType[str, FastPenalty]] = MappingProxyType(
    {"l1": _size_slope, "l2": _half_square_slope}
)
check_twins(optimiser.OPTIMISERS, FAST_STEPS, "FAST_STEPS")
check_twins(regularisation.REGULARISERS, FAST_PENALTIES, "FAST_PENALTIES")
