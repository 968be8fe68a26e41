"""The curves of a run at the iterations that are drawn, computed as far as the run is trained."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nn_core import Run
from nn_core.run import schedule
from nn_core.run.curves import Curves, curves

# Points drawn of a curve: every one of the first 128 iterations, then 64 an octave, which is more
# than one a pixel on a logarithmic axis and one in three pixels on a linear one.
DRAWN_PER_OCTAVE = schedule.CURVE_POINTS_PER_OCTAVE
# Rows whose outputs are drawn as curves: more would hide each other.
DRAWN_ROWS = 10
# Likewise the outputs of all these rows together.
DRAWN_OUTPUTS = 40


@dataclass
class DrawnCurves:
    """What has been computed of them so far."""

    found: Curves | None = None

    def of(self, run: Run, example: tuple[float, ...], places: tuple[int, ...]) -> Curves:
        """The curves of `run` and of what it answers to `example`, with the parameters at `places`
        among them."""
        found = self.found
        if found is None:
            found = _at(run, example, schedule.up_to(0, DRAWN_PER_OCTAVE), places)
        elif found.places != places:
            found = found.with_parameters(run, places)
        kept = schedule.up_to(run.iteration, DRAWN_PER_OCTAVE)
        if kept[-1] > found.iterations[-1]:
            found = found.followed_by(_at(run, example, kept[len(found) :], places))
        self.found = found
        return found

    def forget(self) -> None:
        """Compute them anew the next time."""
        self.found = None


def _at(
    run: Run, example: tuple[float, ...], kept: NDArray[np.int64], places: tuple[int, ...]
) -> Curves:
    n_rows = min(DRAWN_ROWS, DRAWN_OUTPUTS // run.experiment.dataset.n_outputs)
    return curves(run, kept, example, n_rows, places)
