"""The runs that are kept beside the present one: the same timeline moves all of them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nn_core import Experiment, InputError, Run, Snapshot
from nn_core.run.curves import Curves
from nn_core.sharing.setup import Setup
from nn_core.tables.coding import Coding
from nn_core.telling.differing import in_short
from nn_ui.session.drawn_curves import DrawnCurves


@dataclass(eq=False)
class KeptRun:
    """One of them. number: of all that this tab has kept; said: how it differs from the present
    one; example: the new example as it enters its network, None where its table does not know it.
    """

    number: int
    setup: Setup
    said: str
    run: Run
    example: tuple[float, ...] | None
    _curves: DrawnCurves = field(default_factory=DrawnCurves)

    @property
    def coding(self) -> Coding:
        """What stands in the columns of its table."""
        return self.setup.table.coding

    def at(self, t: int) -> Snapshot | None:
        """Its network at iteration `t`, or where it has stopped; None while it is not trained so
        far."""
        if self.run.stopped is None and t > self.run.iteration:
            return None
        return self.run.at(min(t, self.run.iteration))

    @property
    def curves(self) -> Curves:
        """The curves of as much of it as is trained."""
        example = self.example or (0.0,) * self.run.experiment.dataset.n_inputs
        return self._curves.of(self.run, example, None, is_growing=False)

    def forget(self) -> None:
        """Keep nothing that can be computed again."""
        self.run.forget()
        self._curves.forget()


@dataclass
class KeptRuns:
    """All of them, in the order in which they were kept. left: the run that was the present one
    before, as long as it may still be kept."""

    runs: tuple[KeptRun, ...] = ()
    left: Run | None = None
    _beside: Setup | None = None
    _n_numbers: int = 0

    @property
    def name(self) -> str:
        """What tells the pictures of these runs from those of others; "" of none."""
        drawn = ((one.number, one.said, one.run.iteration.bit_length()) for one in self.runs)
        return str(tuple(drawn)) if self.runs else ""

    def use(self, setup: Setup, example: tuple[float, ...], present: Run) -> None:
        """Keep the runs that `setup`, the trained one, says beside the `present` one. What is
        trained of them already is not trained again. example: what stands for one that cannot be
        used."""
        if setup != self._beside:
            self._beside = setup
            known = [present, *([self.left] if self.left is not None else [])]
            self.runs = tuple([self._kept(one, setup, example, known) for one in setup.kept])
        self.left = None

    def run_of(self, experiment: Experiment) -> Run | None:
        """The run of this experiment, if it is kept."""
        return _first_of(experiment, (one.run for one in self.runs))

    def train(self, goal: int, within_seconds: float) -> bool:
        """Train them up to `goal`, or for so long; True when all are there."""
        deadline = time.monotonic() + within_seconds
        for run in self._behind(goal):
            if (left := deadline - time.monotonic()) > 0:
                run.advance_to(goal, left)
        return not self._behind(goal)

    def forget(self) -> None:
        """Keep nothing that can be computed again."""
        for one in self.runs:
            one.forget()

    def _behind(self, goal: int) -> list[Run]:
        runs = (one.run for one in self.runs)
        return [run for run in runs if run.stopped is None and run.iteration < goal]

    def _kept(
        self, setup: Setup, here: Setup, example: tuple[float, ...], known: Sequence[Run]
    ) -> KeptRun:
        experiment, said = setup.experiment(), in_short(setup, here)
        asked = _example(setup, example)
        for one in self.runs:
            if one.run.experiment == experiment and one.example == asked:
                one.setup, one.said = setup, said
                return one
        run = self.run_of(experiment) or _first_of(experiment, known) or Run(experiment)
        self._n_numbers += 1
        return KeptRun(self._n_numbers, setup, said, run, asked)


def _first_of(experiment: Experiment, runs: Iterable[Run]) -> Run | None:
    return next((one for one in runs if one.experiment == experiment), None)


def _example(setup: Setup, otherwise: tuple[float, ...]) -> tuple[float, ...] | None:
    try:
        return setup.example()
    except InputError:
        n_inputs = setup.table.n_numbers[0]
        return otherwise if len(otherwise) == n_inputs else None
