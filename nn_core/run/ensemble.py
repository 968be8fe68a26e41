"""Many runs of one experiment at once, which differ in their seeds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nn_core.arrays import FloatArray
from nn_core.checks import checked_seed, instance, listed, said, whole
from nn_core.experiment.dataset import as_rows
from nn_core.experiment.experiment import Experiment
from nn_core.limits import MAX_ITERATIONS
from nn_core.run import schedule
from nn_core.run.curves import losses_of, outputs_at
from nn_core.run.right import margins
from nn_core.run.run import Run
from nn_core.training.divergence import are_good, largest_state
from nn_core.training.fast.passes import can_join
from nn_core.training.trainer import Trainer

# Fewer than a single run's curves have: a thousand of them are drawn thin.
POINTS_PER_OCTAVE = 16
# Outputs of a layer that are computed in one go: they stay near the processor, in its cache.
MOST_OUTPUTS = 2**14
# Products of a row's number with a weight between two looks at the clock: 3 ms where the networks
# are so small that calling NumPy takes longer.
MOST_WORK = 500_000
# How close to the border between right and wrong an answer is doubtful: rounding may have moved it.
DOUBT = 1e-6


class Ensemble:
    """The training of one experiment from many seeds, each as its own `Run` would go.

    seeds: those of the runs, in their order; iteration: how far all of them are trained. A network
    with a hidden layer is computed as in its run, to the last bit; single neurons are computed
    together, see `can_join`, and their last digits may differ by rounding, see `correct`.

    Raises InputError without seeds, or for a seed outside 0 to 4,294,967,295.
    """

    def __init__(self, experiment: Experiment, seeds: Sequence[int]) -> None:
        self.experiment = instance(experiment, Experiment)
        given = listed(seeds, "Seeds are a list of whole numbers, such as range(50).")
        self.seeds = tuple(checked_seed(seed) for seed in given)
        whole(len(self.seeds), 1, None, "Many runs need at least one seed.")
        self.iteration = 0
        self._groups = [_Group(experiment, part) for part in _parts(experiment, self.seeds)]
        self._points: list[_Point] = []
        self._note()

    def advance_to(self, iteration: int, within_seconds: float | None = None) -> int:
        """Train all until `iteration` is reached, or the time allowed is over. Returns how far they
        are trained. A network that has to stop stays as it was, see `Run.stopped`.

        Raises InputError for an iteration outside 0 to 10,000,000.
        """
        sentence = f"Iterations go from 0 to {MAX_ITERATIONS:,}, not to {said(iteration)}."
        iteration = whole(iteration, 0, MAX_ITERATIONS, sentence)
        deadline = None if within_seconds is None else time.monotonic() + within_seconds
        while self.iteration < iteration:
            self._advance(iteration, may_stop_between=deadline is not None)
            if deadline is not None and time.monotonic() >= deadline:
                break
        if self._points[-1].iteration < self.iteration:
            self._note()
        return self.iteration

    @property
    def iterations(self) -> NDArray[np.int64]:
        """The iterations that `losses` and `n_right` tell of, (n_points,): 0, ever
        fewer, and the last one."""
        return np.array([point.iteration for point in self._points], dtype=np.int64)

    @property
    def losses(self) -> FloatArray:
        """The loss of the training rows, (n_seeds, n_points); NaN after a network has stopped."""
        return np.stack([point.losses for point in self._points], axis=1)

    @property
    def n_right(self) -> NDArray[np.int64]:
        """How many training rows have the right answer, (n_seeds, n_points), see
        `right.right_rows`; those of a stopped network are those of its last state."""
        return np.stack([point.n_right for point in self._points], axis=1)

    @property
    def correct(self) -> NDArray[np.int64]:
        """How many training rows have the right answer now, (n_seeds,), to the row as each seed's
        own run counts them: where rounding may matter, they are counted again."""
        return np.concatenate([group.checked_right() for group in self._groups])

    def answers(self, X: ArrayLike, indices: Sequence[int]) -> FloatArray:
        """What the networks at `indices` answer now for rows as in the table, (n_rows, n_inputs):
        (n_indices, n_rows, n_outputs). InputError for rows of another width."""
        experiment = self.experiment
        rows = experiment.prepare(as_rows(X, experiment.dataset.n_inputs))
        parameters = np.concatenate([group.parameters for group in self._groups])
        return experiment.answers(outputs_at(experiment, parameters[list(indices)], rows))

    def run(self, index: int) -> Run:
        """The run of seeds[index], trained as far. InputError when there is no such seed."""
        last = len(self.seeds) - 1
        sentence = f"There are runs 0 to {last}, not {said(index)}."
        index = whole(index, 0, last, sentence)
        run = Run(replace(self.experiment, seed=self.seeds[index]))
        run.advance_to(self.iteration)
        return run

    def _advance(self, goal: int, *, may_stop_between: bool) -> None:
        """Go on to the next point, or as far as is done without looking at the clock."""
        last = self._points[-1].iteration
        if last != schedule.last_at(last, POINTS_PER_OCTAVE):
            self._points.pop()  # it was told only because training ended there
        point = schedule.first_after(self.iteration, POINTS_PER_OCTAVE)
        end = min(point, goal)
        if may_stop_between:
            experiment = self.experiment
            work = experiment.dataset.n_samples * experiment.n_parameters * len(self.seeds)
            end = min(end, self.iteration + max(1, MOST_WORK // work))
        self.iteration = end
        for group in self._groups:
            group.advance_to(self.iteration)
        if self.iteration == point:
            self._note()

    def _note(self) -> None:
        told = [group.tell() for group in self._groups]
        losses = np.concatenate([one.losses for one in told])
        n_right = np.concatenate([one.n_right for one in told])
        self._points.append(_Point(self.iteration, losses, n_right))


class _Point(NamedTuple):
    """One entry of the curves: losses and right rows (n_seeds,) at an iteration."""

    iteration: int
    losses: FloatArray
    n_right: NDArray[np.int64]


class _Group:
    """So many networks of an ensemble that their numbers stay in the processor's cache."""

    def __init__(
        self, experiment: Experiment, seeds: tuple[int, ...], *, may_join: bool = True
    ) -> None:
        self._experiment, self._seeds = experiment, seeds
        self._trainer = Trainer(experiment, seeds, may_join=may_join)
        self._may_differ = may_join and can_join(experiment)
        self._largest = largest_state(experiment)
        self._stopped: dict[int, int] = {}  # how many rows were right then
        self._lowest = np.full(len(seeds), np.inf)
        self._has_risen = np.zeros(len(seeds), dtype=bool)

    @property
    def parameters(self) -> FloatArray:
        """Those of all networks, (n_seeds, n_parameters)."""
        return self._trainer.parameters

    def advance_to(self, iteration: int) -> None:
        """Train all networks up to `iteration`; those that have stopped are set to 0."""
        trainer = self._trainer
        trainer.advance(iteration - trainer.iteration)
        good = are_good(trainer.parameters, trainer.memory, self._largest)
        for index in np.flatnonzero(~good).tolist():
            if index not in self._stopped:
                run = Run(replace(self._experiment, seed=self._seeds[index]))
                self._stopped[index] = int(run.at(run.advance_to(iteration)).correct.sum())
            trainer.parameters[index] = 0.0
            trainer.memory[:, index] = 0.0

    def tell(self) -> _Point:
        """The losses now, NaN for networks that have stopped, and the right rows."""
        experiment, trainer = self._experiment, self._trainer
        losses, output = losses_of(
            experiment, trainer.parameters, experiment.X, experiment.y, len(experiment.X)
        )
        n_right = np.sum(self._margins(output) > 0, axis=-1)
        for index, stayed in self._stopped.items():
            losses[index], n_right[index] = np.nan, stayed
        self._has_risen |= losses > self._lowest
        self._lowest = np.fmin(losses, self._lowest)
        return _Point(trainer.iteration, losses, n_right)

    def checked_right(self) -> NDArray[np.int64]:
        """The right rows, (n_seeds,); doubtful ones are trained again, each as in its run."""
        n_right, doubtful = self.tell().n_right, self._doubtful()
        if doubtful.any():
            seeds = tuple(self._seeds[index] for index in np.flatnonzero(doubtful).tolist())
            again = _Group(self._experiment, seeds, may_join=False)
            again.advance_to(self._trainer.iteration)
            n_right[doubtful] = again.tell().n_right
        return n_right

    def _doubtful(self) -> NDArray[np.bool_]:
        """Where rounding may have turned an answer, (n_seeds,): close to the border, or where the
        loss has risen, since what swings can make much of a small difference."""
        if not self._may_differ:
            return np.zeros(len(self._seeds), dtype=bool)
        experiment = self._experiment
        output = outputs_at(experiment, self._trainer.parameters, experiment.X)
        closest = np.abs(self._margins(output)).min(axis=-1)
        doubtful: NDArray[np.bool_] = (closest < DOUBT) | self._has_risen
        doubtful[list(self._stopped)] = False
        return doubtful

    def _margins(self, output: FloatArray) -> FloatArray:
        """How far each row, (n_seeds, n_rows), is on the right side."""
        experiment = self._experiment
        answers = experiment.answers(output)
        return np.asarray(margins(experiment, answers, experiment.dataset.y).min(axis=-1))


def _parts(experiment: Experiment, seeds: tuple[int, ...]) -> list[tuple[int, ...]]:
    widest = max(n_out for _, n_out in experiment.shapes)
    size = max(1, MOST_OUTPUTS // (experiment.dataset.n_samples * widest))
    return [seeds[start : start + size] for start in range(0, len(seeds), size)]
