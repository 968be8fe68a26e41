"""The loss: one number that says how wrong the network is; learning means making it smaller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.errors import one_of
from nn_core.network.arguments import arguments
from nn_core.network.curves import sigmoid, softmax
from nn_core.network.forward import LayerState


@dataclass(frozen=True)
class Loss:
    """One way to measure how wrong the outputs are, and all that is said of it anywhere.

    each(output, y) or each(z, y): the loss of every row and output, (n_samples, n_outputs);
    delta(output, y, slope), or delta(output, y) where the slope of the activation cancels: its
    derivative by z, dLoss/dz. Both return one expression, which programs quote. is_mean: whether
    the whole loss is the mean over all rows and outputs, or their sum. rise(high, low, y): each at
    `high` minus each at `low`, written so that nothing is lost in rounding; None where it is not
    better than the difference. steepness: the slope of each is up to this times the error.
    curvature: its second derivative by the output, None where it cannot run away. output: the key
    of the one activation whose outputs it takes; targets: the range that targets must lie in.
    by_row: the outputs of a row are one answer, so the mean is over rows, and the targets of a row
    must add up to 1.

    latex: minus delta in words and with numbers put in for <error> and <slope>; delta_words: what
    delta is; why_no_slope: where the slope has gone; derivation: of delta for one row, line by line
    in LaTeX, where it is not error and slope; name: what it is called in a sentence.
    """

    key: str
    title: str
    name: str
    formula: str
    each: Callable[[FloatArray, FloatArray], FloatArray]
    delta: Callable[..., FloatArray]
    is_mean: bool
    latex: tuple[str, str]
    delta_words: str
    why_no_slope: str = ""
    rise: Callable[[FloatArray, FloatArray, FloatArray], FloatArray] | None = None
    steepness: float = 2.0
    curvature: float | None = None
    output: str | None = None
    targets: tuple[float, float] | None = None
    by_row: bool = False
    derivation: tuple[str, ...] = ()

    @property
    def takes_z(self) -> bool:
        """Whether the loss is written with z, and not with the output."""
        return arguments(self.each)[0] == "z"

    @property
    def slope_cancels(self) -> bool:
        """Whether delta is made without the activation's slope, by which dLoss/doutput divides."""
        return "slope" not in arguments(self.delta)

    def n_averaged(self, y: FloatArray) -> int:
        """What the sum over rows and outputs is divided by: 1, their number, or that of rows."""
        if not self.is_mean:
            return 1
        return len(y) if self.by_row else y.size

    def factor(self, y: FloatArray) -> float:
        """What the sum over all rows and outputs is multiplied by."""
        return 1 / self.n_averaged(y)

    def each_of(self, layer: LayerState, y: FloatArray) -> FloatArray:
        """The loss of every row and output. layer: the output layer; y: (n_samples, n_outputs)."""
        return self.each(layer.z if self.takes_z else layer.output, y)

    def value(self, layer: LayerState, y: FloatArray) -> float:
        """The loss of all rows together."""
        return float(self.factor(y) * np.sum(self.each_of(layer, y)))

    def delta_of(self, layer: LayerState, y: FloatArray) -> FloatArray:
        """The derivative of the whole loss by z, (n_samples, n_outputs)."""
        slope = () if self.slope_cancels else (layer.slope,)
        return self.factor(y) * self.delta(layer.output, y, *slope)


def half_square(output: FloatArray, y: FloatArray) -> FloatArray:
    """The loss that the article's update descends: its derivative by an output is -(y - output)."""
    return 0.5 * (y - output) ** 2


def half_square_delta(output: FloatArray, y: FloatArray, slope: FloatArray) -> FloatArray:
    """By the chain rule: the derivative by the output times the output's own by z."""
    return (output - y) * slope


def half_square_rise(high: FloatArray, low: FloatArray, y: FloatArray) -> FloatArray:
    """The difference of two squares, a² - b² = (a - b)(a + b): nothing of the small difference
    between two almost equal losses is lost in rounding."""
    return 0.5 * square_rise(high, low, y)


def square(output: FloatArray, y: FloatArray) -> FloatArray:
    """The squared error."""
    return (y - output) ** 2


def square_delta(output: FloatArray, y: FloatArray, slope: FloatArray) -> FloatArray:
    """Twice that of half the square."""
    return 2 * (output - y) * slope


def square_rise(high: FloatArray, low: FloatArray, y: FloatArray) -> FloatArray:
    """The difference of two squares, as a product."""
    return (low - high) * (2 * y - high - low)


def cross_entropy(z: FloatArray, y: FloatArray) -> FloatArray:
    """-(y log s + (1 - y) log(1 - s)) with s = sigmoid(z), written with z: far from zero s rounds
    to 0 or 1, whose logarithm is infinite, while log(1 + exp(z)) - y z stays exact."""
    return np.logaddexp(0, z) - y * z


def cross_entropy_delta(output: FloatArray, y: FloatArray) -> FloatArray:
    """The sigmoid's slope s (1 - s) cancels against the derivative of the loss by the output,
    (s - y) / (s (1 - s)); those of softmax cancel against the derivatives -y / s."""
    return output - y


def cross_entropy_rise(high: FloatArray, low: FloatArray, y: FloatArray) -> FloatArray:
    """With log(1 + e^high) - log(1 + e^low) = log(1 + sigmoid(low) * (e^(high - low) - 1)) nothing
    is lost in rounding here either."""
    return np.log1p(sigmoid(low) * np.expm1(high - low)) - y * (high - low)


def categorical_cross_entropy(z: FloatArray, y: FloatArray) -> FloatArray:
    """-y log s with s = softmax(z), written with z: s may round to 0, whose logarithm is infinite.

    Added up over a row's outputs it is the row's loss.
    """
    return y * (np.logaddexp.reduce(z, axis=-1, keepdims=True) - z)


def categorical_cross_entropy_rise(high: FloatArray, low: FloatArray, y: FloatArray) -> FloatArray:
    """With log Σ e^high - log Σ e^low = log(1 + Σ softmax(low) * (e^(high - low) - 1)) nothing is
    lost in rounding here either."""
    return np.asarray(
        y
        * (np.log1p(np.sum(softmax(low) * np.expm1(high - low), -1, keepdims=True)) - (high - low))
    )


LOSSES: Final = MappingProxyType(
    {
        one.key: one
        for one in (
            Loss(
                key="half_sum_of_squares",
                title="Half the sum of squared errors",
                name="Half the sum of squared errors",
                formula="½ Σ (target − output)²",
                each=half_square,
                delta=half_square_delta,
                is_mean=False,
                latex=(r"\text{error} \times \text{slope}", r"<error> \times <slope>"),
                delta_words="minus error × slope",
                rise=half_square_rise,
                steepness=1.0,
                curvature=1.0,
            ),
            Loss(
                key="mean_squared_error",
                title="Mean squared error",
                name="The mean squared error",
                formula="mean of (target − output)²",
                each=square,
                delta=square_delta,
                is_mean=True,
                latex=(
                    r"2 \times \text{error} \times \text{slope}",
                    r"2 \times <error> \times <slope>",
                ),
                delta_words="−2 × error × slope, divided by how many errors the mean is of",
                rise=square_rise,
                curvature=2.0,
            ),
            Loss(
                key="cross_entropy",
                title="Cross-entropy (log loss)",
                name="Cross-entropy",
                formula="mean of −(t log s + (1 − t) log(1 − s))",
                each=cross_entropy,
                delta=cross_entropy_delta,
                is_mean=True,
                latex=(r"\text{error}", "<error>"),
                delta_words="minus the error, divided by how many errors the mean is of, since the "
                "slope of the sigmoid cancels against that of the cross-entropy",
                why_no_slope="The derivative of cross-entropy by the output is −error / (output × "
                "(1 − output)): multiplied with the sigmoid's slope, only −error is left.",
                rise=cross_entropy_rise,
                output="sigmoid",
                targets=(0.0, 1.0),
            ),
            Loss(
                key="categorical_cross_entropy",
                title="Categorical cross-entropy",
                name="Categorical cross-entropy",
                formula="mean of −Σ t log s",
                each=categorical_cross_entropy,
                delta=cross_entropy_delta,
                is_mean=True,
                latex=(r"\text{error}", "<error>"),
                delta_words="minus the error, divided by how many rows the mean is of, since the "
                "slopes of softmax cancel against those of the cross-entropy",
                why_no_slope="A z changes every output of its row: with all of them counted, the "
                "slopes of softmax cancel, and only −error is left.",
                rise=categorical_cross_entropy_rise,
                output="softmax",
                targets=(0.0, 1.0),
                by_row=True,
                derivation=(
                    r"L = -\sum_k \left(y_k \cdot \ln s_k\right)",
                    r"\ln s_k = z_k - \ln \sum_i \left(e^{z_i}\right)",
                    r"L = \ln \sum_i \left(e^{z_i}\right) \cdot \sum_k \left(y_k\right)"
                    r" - \sum_k \left(y_k \cdot z_k\right)"
                    r" = \ln \sum_i \left(e^{z_i}\right) - \sum_k \left(y_k \cdot z_k\right)",
                    r"\frac{dL}{dz} = \frac{e^{z}}{\sum_i \left(e^{z_i}\right)} - y = s - y",
                ),
            ),
        )
    }
)


def loss(key: object) -> Loss:
    """The loss with this key; InputError when there is none."""
    return LOSSES[one_of(key, LOSSES, "There is no loss of this name")]
