"""The landscape of the loss in words: what its picture holds still, and what is seen on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from nn_core.run.landscape import Landscape, Other
from nn_core.run.plane import ENDS, LINE, PATH, WEIGHTS
from nn_core.tables.number_style import rounded
from nn_core.training.parameters import names

_DIGITS: Final = 3
# A slope that is this much smaller than the other one is none.
_FLAT: Final = 1e-3


def title(found: Landscape) -> str:
    """What the picture is a slice of."""
    if found.plane.kind == WEIGHTS:
        return _held(found)
    n_own = found.plane.n_own
    if found.plane.kind == LINE:
        at_all = "along the line to a kept run" if n_own else "around a kept run that is right here"
        return f"A slice {at_all}"
    if n_own == 0:
        return "A slice along two weights: there is no path yet"
    if found.plane.kind == PATH:
        return (
            "A slice along the path's two largest directions"
            if n_own == 2
            else "A slice along the path, which is straight"
        )
    if n_own == 2:
        return "A slice through start, this moment and end"
    return "A slice through start and end, and along the path's bend"


def directions(found: Landscape) -> tuple[str, str]:
    """What changes across and up."""
    known = names(found.experiment)
    first, second = (known[place] for place in found.plane.weights)
    if found.plane.kind == WEIGHTS:
        return first, second
    if found.plane.kind == LINE and found.plane.n_own:
        return "From here to the kept run", "At right angles to it"
    if found.plane.n_own == 0:
        return f"Change of {first}", f"Change of {second}"
    if found.plane.kind == ENDS:
        to = "this moment" if found.plane.n_own == 2 else "the end"
        return f"From the start to {to}", "At right angles to it"
    return "The path's largest direction", "Its second largest"


def held(found: Landscape) -> str:
    """How much of the path the plane holds, such as "63 %"; "" before there is a path."""
    if found.share is None or not np.isfinite(found.share):
        return ""
    percent = 100 * found.share
    whole = f"{percent:.0f}" if 1 <= percent <= 99 or percent in (0, 100) else f"{percent:.1f}"
    # 99.96 and 0.04 are not 100 and 0.
    near = {"100.0": "over 99.9", "0.0": "under 0.1"}.get(whole, whole)
    return f"{near} %"


def farthest(found: Landscape) -> str:
    """How far the path comes from the plane, "" where it lies on it."""
    most = float(found.distances.max())
    return rounded(most, _DIGITS) if np.isfinite(most) and most > 0 else ""


def in_words(found: Landscape) -> str:
    """The picture for whoever does not see it."""
    return " ".join(sentence for sentence in _sentences(found) if sentence)


def _sentences(found: Landscape) -> Iterator[str]:
    across, up = directions(found)
    here = found.places[-1].tolist()
    at = [rounded(value, _DIGITS) for value in here]
    yield f"Landscape of the loss. {title(found)}."
    if found.plane.kind == WEIGHTS:
        yield f"Across: {across}, now {at[0]}. Up: {up}, now {at[1]}."
    else:
        yield f"Across: {across}. Up: {up}."
    yield f"Loss here {_size(float(found.path.losses[-1]))}.{_lowest(found)}"
    yield _downhill(found, across, up)
    share, most = held(found), farthest(found)
    if share:
        beside = f", and the path is at most {most} away from it" if most else ""
        yield f"The plane holds {share} of the path{beside}."
    for other in found.others:
        yield _other(other)


def _other(other: Other) -> str:
    """Where a kept run stands."""
    across, up = (rounded(value, _DIGITS) for value in other.place.tolist())
    away = f", {rounded(other.distance, _DIGITS)} away from the plane" if other.distance else ""
    return f"{other.name} is at {across} across and {up} up{away}; its loss is {_size(other.loss)}."


def _held(found: Landscape) -> str:
    n_others = found.experiment.n_parameters - 2
    if n_others == 0:
        return "All of the landscape: the network has these two weights only"
    has_biases = found.experiment.architecture.bias
    if n_others == 1:
        return f"A slice: the other {'number' if has_biases else 'weight'} as it is now"
    what = "weights and biases" if has_biases else "weights"
    return f"A slice: the other {n_others:,} {what} as they are now"


def _lowest(found: Landscape) -> str:
    """The lowest place that is drawn."""
    if not np.isfinite(found.losses).any():
        return ""
    row, column = np.unravel_index(np.nanargmin(found.losses), found.losses.shape)
    place = [rounded(float(each), _DIGITS) for each in (found.across[column], found.up[row])]
    least = _size(float(found.losses[row, column]))
    return f" The lowest on the picture is {least}, at {place[0]} across and {place[1]} up."


def _downhill(found: Landscape, across: str, up: str) -> str:
    slope = found.slope
    steepest = float(np.abs(slope).max())
    if not np.isfinite(steepest) or steepest == 0:
        return "The ground is flat here." if steepest == 0 else ""
    if found.plane.kind == WEIGHTS:
        ways = ((f"{across} rises", f"{across} falls"), (f"{up} rises", f"{up} falls"))
    else:
        ways = (("to the right", "to the left"), ("upwards", "downwards"))
    said = [
        falling if value > 0 else rising
        for (rising, falling), value in zip(ways, slope.tolist(), strict=True)
        if abs(value) > _FLAT * steepest
    ]
    return f"Downhill: {', '.join(said)}."


def _size(loss: float) -> str:
    return rounded(loss, _DIGITS) if np.isfinite(loss) else "too large for a number"
