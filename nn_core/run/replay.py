"""Replay: iterations between two records are computed again, exactly."""

from __future__ import annotations

import time
from typing import Final

from nn_core.arrays import FloatArray
from nn_core.experiment.experiment import Experiment
from nn_core.run.records import Records
from nn_core.training.trainer import Trainer

# What has been replayed is looked at again, and so is what lies beside it.
MOST_BYTES: Final = 2**19
MOST_STATES: Final = 64
# So many states are remembered on the way from one record to the next.
STATES_ON_THE_WAY: Final = 16


class Replay:
    """The states of an experiment's iterations, from records that hold some of them.

    stride: the iterations computed in one go, between two looks at the clock.
    """

    def __init__(self, experiment: Experiment, stride: int) -> None:
        self._trainer = Trainer(experiment)
        self._stride = stride
        self._most = min(MOST_STATES, max(1, MOST_BYTES // self._trainer.state.nbytes))
        self._known: dict[int, FloatArray] = {}

    def towards(self, iteration: int, records: Records, within_seconds: float | None = None) -> int:
        """Compute up to `iteration`, or until the time allowed is over. Returns how far it came:
        that state costs nothing now."""
        deadline = None if within_seconds is None else time.monotonic() + within_seconds
        trainer, noted = self._trainer, self._start_before(iteration, records)
        while trainer.iteration < iteration:
            trainer.advance(min(self._stride, iteration - trainer.iteration))
            if trainer.iteration - noted >= records.spacing // STATES_ON_THE_WAY:
                noted = self._note()
            if deadline is not None and time.monotonic() >= deadline:
                break
        self._note()
        return trainer.iteration

    def state(self, iteration: int, records: Records) -> FloatArray:
        """The state of `iteration`, (n_state,), a copy."""
        if records.last_at(iteration) == iteration:
            return records.one(iteration).copy()
        if iteration not in self._known:
            self.towards(iteration, records)
        return self._known[iteration].copy()

    @property
    def memory(self) -> int:
        """The bytes of what is remembered."""
        return len(self._known) * self._trainer.state.nbytes

    def _start_before(self, iteration: int, records: Records) -> int:
        """Go to the last state before `iteration` that is known."""
        kept, here = records.last_at(iteration), self._trainer.iteration
        known = max((place for place in self._known if place <= iteration), default=0)
        nearest = max(kept, known)
        if not nearest <= here <= iteration:
            state = self._known[known] if known > kept else records.one(kept)
            self._trainer.go_to(nearest, state)
        return self._trainer.iteration

    def _note(self) -> int:
        place = self._trainer.iteration
        self._known.pop(place, None)  # the newest stands last
        self._known[place] = self._trainer.state.copy()
        while len(self._known) > self._most:
            del self._known[next(iter(self._known))]
        return place
