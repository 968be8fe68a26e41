"""Colours as people see them: contrasts, and differences under four kinds of colour vision.

Sources: contrast and luminance, WCAG 2.2; dichromats, Machado, Oliveira and Fernandes, "A
physiologically-based model for simulation of color vision deficiency" (2009), severity 1, applied
to linear RGB; Lab of the white D65, CIE 15; difference, CIEDE2000 as in Sharma, Wu and Dalal,
"The CIEDE2000 color-difference formula" (2005), whose published pairs test it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from itertools import combinations

import numpy as np

from nn_core.arrays import FloatArray

VISIONS = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def linear(colour: str) -> FloatArray:
    """The linear red, green and blue of #rrggbb, 0 to 1."""
    shares = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """How light a #rrggbb colour is, 0 to 1 (WCAG 2.2, "relative luminance")."""
    return float(linear(colour) @ (0.2126, 0.7152, 0.0722))


def contrast(first: str, second: str) -> float:
    """From 1 for equal colours to 21 for black on white."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@cache
def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """L*, a* and b* of #rrggbb for someone with this kind of colour vision."""
    seen = np.clip(VISIONS[vision] @ linear(colour), 0, 1)
    share = (_XYZ @ seen) / (_XYZ @ np.ones(3))
    x, y, z = np.where(
        share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116
    ).tolist()
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(first: tuple[float, float, float], second: tuple[float, float, float]) -> float:
    """CIEDE2000 between two colours in Lab: about 1 can just be seen side by side."""
    (l1, a1, b1), (l2, a2, b2) = first, second
    mean = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    grow = 1 + 0.5 * (1 - math.sqrt(mean / (mean + 25.0**7)))
    c1, c2 = math.hypot(grow * a1, b1), math.hypot(grow * a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, grow * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    middle = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2

    def wave(times: int, less: float) -> float:
        return math.cos(math.radians(times * middle - less))

    t = 1 - 0.17 * wave(1, 30) + 0.24 * wave(2, 0) + 0.32 * wave(3, -6) - 0.20 * wave(4, 63)
    s_l = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    s_c, s_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    angle = 60 * math.exp(-(((middle - 275) / 25) ** 2))
    bend = -2 * math.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * math.sin(math.radians(angle))
    dl, dc, dh = (l2 - l1) / s_l, (c2 - c1) / s_c, hue / s_h
    return math.sqrt(dl**2 + dc**2 + dh**2 + bend * dc * dh)


def nearest(colours: Iterable[str], vision: str) -> float:
    """The difference of those two that are most alike to this kind of colour vision."""
    pairs = combinations(colours, 2)
    return min(difference(lab(first, vision), lab(second, vision)) for first, second in pairs)
