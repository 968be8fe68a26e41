"""Activations: the curves that turn a neuron's weighted sum z into its output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.errors import one_of
from nn_core.network import curves
from nn_core.network.arguments import arguments


@dataclass(frozen=True)
class Activation:
    """One kind of curve, and all that is said of it anywhere.

    function(z): the output; slope(z) or slope(output): its derivative by z, written with whichever
    of the two makes it simpler. formula,
    slope_formula: both as a learner writes them, s being the output. latex, slope_latex: pairs of
    the formula in general and with numbers put in for marks such as <z> (see the page's
    `numbers.curves`); "" and None where there is nothing to put in. derivation: the derivative line
    by line, in LaTeX; each line equates two or more ways of writing one number.

    low, high: the bounds that outputs stay between, None where there is none. kinks: each z where
    the slope jumps. is_straight: made of straight lines. saturates: flat far from zero.
    half_wave: of a curve that goes in waves, how far it goes from one steepest place to the next;
    any other is steepest at z = 0 or at an end of what is looked at. start: the initial weights
    that suit hidden neurons with this curve. by_row: each output is made of all z of its row, the
    last axis, so that it is for the output layer only, and slope is that by its own z. loss: the
    key of the one loss that goes with it, None for any.

    The others are words: what the curve is called in a sentence (name; at_z: with what it is a
    function of), what a neuron does with it (does; does_itself: in a network of one layer), and
    what the slope is (slope_words).
    """

    key: str
    title: str
    function: Callable[[FloatArray], FloatArray]
    slope: Callable[[FloatArray], FloatArray]
    formula: str
    slope_formula: str
    latex: tuple[str, str]
    derivation: tuple[str, ...]
    slope_latex: tuple[str, str] | None = None
    low: float | None = None
    high: float | None = None
    kinks: tuple[float, ...] = ()
    is_straight: bool = False
    saturates: bool = False
    half_wave: float | None = None
    start: str = "glorot"
    by_row: bool = False
    loss: str | None = None
    name: str = ""
    at_z: str = ""
    does: str = ""
    does_itself: str = ""
    slope_words: str = ""

    @cached_property
    def uses_z(self) -> bool:
        """Whether the slope is written with z, and not with the output."""
        return arguments(self.slope) == ("z",)

    def slope_at(self, z: FloatArray, output: FloatArray) -> FloatArray:
        """The slope at z, whose output is `output`; all three are of one shape."""
        return self.slope(z if self.uses_z else output)


_SIGMOID: Final = Activation(
    key="sigmoid",
    title="Sigmoid",
    function=curves.sigmoid,
    slope=curves.sigmoid_slope,
    formula="1 / (1 + e^(−z))",
    slope_formula="s × (1 − s)",
    latex=(r"\frac{1}{1 + e^{-z}}", r"\frac{1}{1 + e^{<-z>}}"),
    slope_latex=(r"\text{output} \times (1 - \text{output})", r"<s> \times (1 - <s>)"),
    derivation=(
        r"s = \frac{1}{1 + e^{-z}} = \left(1 + e^{-z}\right)^{-1}",
        r"\frac{ds}{dz} = -\left(1 + e^{-z}\right)^{-2} \cdot \left(-e^{-z}\right)",
        r"\frac{ds}{dz} = \frac{e^{-z}}{\left(1 + e^{-z}\right)^{2}}"
        r" = \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}",
        r"\frac{e^{-z}}{1 + e^{-z}} = \frac{\left(1 + e^{-z}\right) - 1}{1 + e^{-z}}"
        r" = 1 - \frac{1}{1 + e^{-z}} = 1 - s",
        r"\frac{ds}{dz} = s \cdot \left(1 - s\right)",
    ),
    low=0.0,
    high=1.0,
    saturates=True,
    name="the sigmoid",
    at_z="the sigmoid of $z$",
    does="squeezes z with the sigmoid into an output between 0 and 1",
    does_itself="the sigmoid squeezes z into an output between 0 and 1",
    slope_words="the sigmoid is output × (1 − output), where output is already the sigmoid of z, "
    "because s = sigmoid(z) has the derivative s × (1 − s)",
)
_TANH: Final = Activation(
    key="tanh",
    title="Tanh",
    function=curves.tanh,
    slope=curves.tanh_slope,
    formula="tanh(z)",
    slope_formula="1 − s²",
    latex=(r"\tanh(z)", r"\tanh(<z>)"),
    slope_latex=(r"1 - \text{output}^2", "1 - <base>^2"),
    derivation=(
        r"s = \tanh z = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}",
        # The quotient rule: the derivative of what is above is what is below, and the other way
        # round.
        r"\frac{ds}{dz} = \frac{\left(e^{z} + e^{-z}\right)^{2} - \left(e^{z} - e^{-z}\right)^{2}}"
        r"{\left(e^{z} + e^{-z}\right)^{2}}",
        r"\frac{ds}{dz} = 1 - \left(\frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}\right)^{2}",
        r"\frac{ds}{dz} = 1 - s^{2}",
    ),
    low=-1.0,
    high=1.0,
    saturates=True,
    slope_words="tanh is 1 − output², where output is already tanh(z)",
)
_RELU: Final = Activation(
    key="relu",
    title="ReLU",
    function=curves.relu,
    slope=curves.relu_slope,
    formula="max(z, 0)",
    slope_formula="1 where z > 0, else 0",
    latex=(r"\max(z, 0)", r"\max(<z>, 0)"),
    derivation=(
        r"s = \max\left(z, 0\right)",
        r"\frac{ds}{dz} = 1 \text{ if } z > 0 \text{ else } 0",
    ),
    low=0.0,
    kinks=(0.0,),
    is_straight=True,
    start="he",
)
_LEAKY_RELU: Final = Activation(
    key="leaky_relu",
    title="Leaky ReLU",
    function=curves.leaky_relu,
    slope=curves.leaky_relu_slope,
    formula="max(z, 0.01 × z)",
    slope_formula="1 where z > 0, else 0.01",
    latex=(r"\max(z, 0.01 \times z)", r"\max(<z>, 0.01 \times <(z)>)"),
    derivation=(
        r"s = \max\left(z, 0.01 \cdot z\right)",
        r"\frac{ds}{dz} = 1 \text{ if } z > 0 \text{ else } 0.01",
    ),
    kinks=(0.0,),
    is_straight=True,
    start="he",
)
_SOFTPLUS: Final = Activation(
    key="softplus",
    title="Softplus",
    function=curves.softplus,
    slope=curves.sigmoid,
    formula="log(1 + e^z)",
    slope_formula="1 / (1 + e^(−z))",
    latex=(r"\ln(1 + e^{z})", r"\ln(1 + e^{<z>})"),
    slope_latex=_SIGMOID.latex,
    derivation=(
        r"s = \ln\left(1 + e^{z}\right)",
        r"\frac{ds}{dz} = \frac{e^{z}}{1 + e^{z}} = \frac{1}{1 + e^{-z}}",
    ),
    low=0.0,
    start="he",
)
_IDENTITY: Final = Activation(
    key="identity",
    title="Identity (linear)",
    function=curves.identity,
    slope=curves.identity_slope,
    formula="z",
    slope_formula="1",
    latex=("z", ""),
    derivation=(r"s = z", r"\frac{ds}{dz} = 1"),
    is_straight=True,
    name="the identity",
    does="gives z itself as its output (identity)",
)
_SINE: Final = Activation(
    key="sine",
    title="Sine",
    function=curves.sine,
    slope=curves.sine_slope,
    formula="sin(z)",
    slope_formula="cos(z)",
    latex=(r"\sin(z)", r"\sin(<z>)"),
    slope_latex=(r"\cos(z)", r"\cos(<z>)"),
    derivation=(r"s = \sin z", r"\frac{ds}{dz} = \cos z"),
    low=-1.0,
    high=1.0,
    half_wave=np.pi,
)
_SOFTMAX: Final = Activation(
    key="softmax",
    title="Softmax",
    function=curves.softmax,
    slope=curves.sigmoid_slope,
    formula="e^z / Σ e^z",
    slope_formula=_SIGMOID.slope_formula,
    latex=(r"\frac{e^{z}}{\sum_k e^{z_k}}", r"\frac{e^{<z>}}{<terms>}"),
    slope_latex=_SIGMOID.slope_latex,
    derivation=(
        r"s = \frac{e^{z}}{e^{z} + r}",
        # The quotient rule; r does not change with this z.
        r"\frac{ds}{dz} = \frac{e^{z} \cdot \left(e^{z} + r\right) - e^{z} \cdot e^{z}}"
        r"{\left(e^{z} + r\right)^{2}}",
        r"\frac{ds}{dz} = \frac{e^{z}}{e^{z} + r} \cdot"
        r" \left(1 - \frac{e^{z}}{e^{z} + r}\right)",
        r"\frac{ds}{dz} = s \cdot \left(1 - s\right)",
    ),
    low=0.0,
    high=1.0,
    saturates=True,
    name="softmax",
    at_z="the softmax of $z$, and $r$ for the sum of $e^{z}$ over the other outputs of the row",
    does="divides e^z by the sum of e^z over all outputs of the row, so that they add up to 1 "
    "(softmax)",
    slope_words="softmax, by the output’s own z, is output × (1 − output), and by the z of another "
    "output minus the product of the two outputs",
    by_row=True,
    loss="categorical_cross_entropy",
)
_ALL: Final = (_SIGMOID, _TANH, _RELU, _LEAKY_RELU, _SOFTPLUS, _IDENTITY, _SINE, _SOFTMAX)
ACTIVATIONS: Final = MappingProxyType({one.key: one for one in _ALL})


def of_hidden_layers() -> dict[str, Activation]:
    """The activations by their keys, without those that compare the outputs of a row."""
    return {key: one for key, one in ACTIVATIONS.items() if not one.by_row}


def activation(key: object) -> Activation:
    """The activation with this key; InputError when there is none."""
    return ACTIVATIONS[one_of(key, ACTIVATIONS, "There is no activation of this name")]
