"""Targets that are amounts, such as prices: brought to what the output's curve can answer, and the
answers back, so that the table keeps its numbers.

scaled = (target - mean) / deviation, and back: target = mean + deviation × output. What these two
numbers are depends on the ends of the output's curve.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.preparation import Scaling, with_constants
from nn_core.network.activation import Activation
from nn_core.network.arguments import arguments
from nn_core.network.loss import Loss


@dataclass(frozen=True)
class TargetRule:
    """How amounts are scaled for one kind of curve.

    deviation, mean: functions that give (n_outputs,), in this order, of those that they need of:
    the training targets y (n_samples, n_outputs), the ends of the curve low and high, and the
    deviation. Each returns one expression, which programs quote.
    words: what becomes of the targets, in a sentence; it names the ends as {low} and {high}.
    """

    deviation: Callable[..., FloatArray]
    mean: Callable[..., FloatArray]
    words: str

    def scaling(self, y: FloatArray, output: Activation) -> Scaling:
        """What scales the training targets `y` for this output. A column with one value only, but
        for rounding, is left as it is."""
        known = {"y": y, "low": output.low, "high": output.high}
        deviation = _called(self.deviation, known)
        mean = _called(self.mean, known | {"deviation": deviation})
        return with_constants(y, mean, deviation)


def standard_deviation(y: FloatArray) -> Any:
    """That of all rows (divided by n, not n - 1)."""
    return np.std(y, axis=0)


def mean(y: FloatArray) -> Any:
    """The mean itself."""
    return np.mean(y, axis=0)


def share_of_range(y: FloatArray, low: float, high: float) -> Any:
    """How far the targets go for each 1 of the curve's range."""
    return (np.max(y, axis=0) - np.min(y, axis=0)) / (high - low)


def under_smallest(y: FloatArray, low: float, deviation: FloatArray) -> Any:
    """The target that an output of 0 stands for, when the smallest is at the low end."""
    return np.min(y, axis=0) - low * deviation


# Standardised targets suit an output that goes on for ever, as standardised inputs suit a weighted
# sum: LeCun, Bottou, Orr and Müller, "Efficient BackProp" (1998), sections 4.3 and 4.5.
_WITHOUT_ENDS: Final = TargetRule(
    standard_deviation, mean, "minus their mean, divided by their standard deviation"
)
_LOW_END: Final = TargetRule(
    standard_deviation,
    under_smallest,
    "divided by their standard deviation, and moved so that the smallest becomes {low}",
)
_BOTH_ENDS: Final = TargetRule(
    share_of_range,
    under_smallest,
    "in a straight line, so that the smallest becomes {low} and the largest {high}",
)


def target_rule(output: Activation) -> TargetRule:
    """The rule for targets of this output."""
    if output.low is None:
        return _WITHOUT_ENDS
    return _LOW_END if output.high is None else _BOTH_ENDS


def are_amounts(dataset: Dataset, chosen: Loss) -> bool:
    """Whether the targets are amounts: no classes, and no shares of a row."""
    return not (chosen.by_row or dataset.is_classification)


def target_scaling_of(dataset: Dataset, output: Activation, chosen: Loss) -> Scaling | None:
    """What scales the targets, from the training rows; None where they are no amounts."""
    if not are_amounts(dataset, chosen):
        return None
    return target_rule(output).scaling(dataset.y, output)


def _called(function: Callable[..., FloatArray], known: Mapping[str, object]) -> FloatArray:
    return function(**{name: known[name] for name in arguments(function)})
