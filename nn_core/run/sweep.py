"""Many runs of several experiments: what a setting does, whatever the luck of the start."""

from __future__ import annotations

import time
from collections.abc import Sequence

from nn_core.checks import listed, said, whole
from nn_core.experiment.experiment import Experiment
from nn_core.limits import MAX_ITERATIONS
from nn_core.run.ensemble import Ensemble


class Sweep:
    """The training of several experiments, each from the same seeds. ensembles: one of each.

    Raises InputError without experiments, or for seeds that an `Ensemble` refuses.
    """

    def __init__(self, experiments: Sequence[Experiment], seeds: Sequence[int]) -> None:
        given = listed(experiments, "A sweep has a list of experiments.")
        whole(len(given), 1, None, "A sweep has at least one experiment.")
        self.ensembles = tuple(Ensemble(one, seeds) for one in given)  # type: ignore[arg-type]

    @property
    def iteration(self) -> int:
        """How far all of them are trained."""
        return min(one.iteration for one in self.ensembles)

    def advance_to(self, iteration: int, within_seconds: float | None = None) -> int:
        """Train all until `iteration` is reached, one after the other, or the time allowed is over.
        Returns how far all of them are trained.

        Raises InputError for an iteration outside 0 to 10,000,000.
        """
        sentence = f"Iterations go from 0 to {MAX_ITERATIONS:,}, not to {said(iteration)}."
        iteration = whole(iteration, 0, MAX_ITERATIONS, sentence)
        deadline = None if within_seconds is None else time.monotonic() + within_seconds
        for one in self.ensembles:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                break
            one.advance_to(max(iteration, one.iteration), left)
        return self.iteration

    def share(self, iteration: int) -> float:
        """How much of the training up to `iteration` is done, 0 to 1."""
        done = [min(one.iteration, iteration) for one in self.ensembles]
        return sum(done) / (iteration * len(done)) if iteration else 1.0
