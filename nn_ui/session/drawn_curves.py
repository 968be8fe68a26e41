"""The curves of a run at the iterations that are drawn, computed as far as the run is trained.

Of many weights those that changed most have a curve. While the run grows that is asked again at
iterations 1, 4, 16 and so on, so that the curves stay the same between; at its end it is asked once
more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nn_core import Run
from nn_core.run import schedule
from nn_core.run.curves import Curves, curves
from nn_ui.figures.series import MOST_WEIGHTS

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
    # The parameters by how much they have changed, and up to which iteration.
    _order: tuple[int, ...] = ()
    _asked_at: int = -1

    def of(
        self, run: Run, example: tuple[float, ...], chosen: int | None, *, is_growing: bool
    ) -> Curves:
        """The curves of `run` and of what it answers to `example`, with its parameters, or those
        that changed most and the `chosen` one; `is_growing` while more is trained."""
        found, places = self.found, self._places(run, chosen, is_growing=is_growing)
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
        self.found, self._asked_at = None, -1

    def _places(self, run: Run, chosen: int | None, *, is_growing: bool) -> tuple[int, ...]:
        n_parameters = run.experiment.n_parameters
        if n_parameters <= MOST_WEIGHTS:
            return tuple(range(n_parameters))
        last = int(schedule.up_to(run.iteration, DRAWN_PER_OCTAVE)[-1])
        if is_growing and last:
            last = 4 ** ((last.bit_length() - 1) // 2)
        if last != self._asked_at:
            self._order, self._asked_at = by_change(run, last), last
        drawn = self._order[:MOST_WEIGHTS]
        if chosen is not None and chosen not in drawn:
            drawn = (*drawn[:-1], chosen)
        return tuple(sorted(drawn))


def by_change(run: Run, last: int) -> tuple[int, ...]:
    """The places of all parameters in the flat row, those that changed most first: how far apart
    their values are at iterations 0, 1, 2, 4 and so on up to the kept iteration `last`."""
    kept = sorted({0, *(2**power for power in range(last.bit_length())), last})
    rows = run.parameters_at(np.array(kept))
    return tuple(np.argsort(-np.ptp(rows, axis=0), kind="stable").tolist())


def _at(
    run: Run, example: tuple[float, ...], kept: NDArray[np.int64], places: tuple[int, ...]
) -> Curves:
    n_rows = min(DRAWN_ROWS, DRAWN_OUTPUTS // run.experiment.dataset.n_outputs)
    return curves(run, kept, example, n_rows, places)
