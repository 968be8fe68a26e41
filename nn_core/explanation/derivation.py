"""Why the slope of each activation is what it is: its derivative, line by line.

In LaTeX, s being the output. Each line equates two or more ways of writing one number.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_SIGMOID: Final = (
    r"s = \frac{1}{1 + e^{-z}} = \left(1 + e^{-z}\right)^{-1}",
    r"\frac{ds}{dz} = -\left(1 + e^{-z}\right)^{-2} \cdot \left(-e^{-z}\right)",
    r"\frac{ds}{dz} = \frac{e^{-z}}{\left(1 + e^{-z}\right)^{2}}"
    r" = \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}",
    r"\frac{e^{-z}}{1 + e^{-z}} = \frac{\left(1 + e^{-z}\right) - 1}{1 + e^{-z}}"
    r" = 1 - \frac{1}{1 + e^{-z}} = 1 - s",
    r"\frac{ds}{dz} = s \cdot \left(1 - s\right)",
)
_TANH: Final = (
    r"s = \tanh z = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}",
    # The quotient rule: the derivative of what is above is what is below, and the other way round.
    r"\frac{ds}{dz} = \frac{\left(e^{z} + e^{-z}\right)^{2} - \left(e^{z} - e^{-z}\right)^{2}}"
    r"{\left(e^{z} + e^{-z}\right)^{2}}",
    r"\frac{ds}{dz} = 1 - \left(\frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}\right)^{2}",
    r"\frac{ds}{dz} = 1 - s^{2}",
)

SLOPE_DERIVATIONS: Final = MappingProxyType(
    {
        "sigmoid": _SIGMOID,
        "tanh": _TANH,
        "relu": (
            r"s = \max\left(z, 0\right)",
            r"\frac{ds}{dz} = 1 \text{ if } z > 0 \text{ else } 0",
        ),
        "leaky_relu": (
            r"s = \max\left(z, 0.01 \cdot z\right)",
            r"\frac{ds}{dz} = 1 \text{ if } z > 0 \text{ else } 0.01",
        ),
        "softplus": (
            r"s = \ln\left(1 + e^{z}\right)",
            r"\frac{ds}{dz} = \frac{e^{z}}{1 + e^{z}} = \frac{1}{1 + e^{-z}}",
        ),
        "identity": (r"s = z", r"\frac{ds}{dz} = 1"),
        "sine": (r"s = \sin z", r"\frac{ds}{dz} = \cos z"),
    }
)
