"""A lesson: a question, a guess, and the experiment that settles it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

import numpy as np

from nn_core.errors import InputError
from nn_core.run.run import Run
from nn_core.run.snapshot import Snapshot
from nn_core.sharing.setup import Setup

# What can be guessed of every lesson.
DO_NOT_KNOW: Final = "I don't know"


class Place(StrEnum):
    """Where on the page the outcome is seen."""

    NETWORK = "Network"
    LOSS = "Loss"
    WEIGHTS = "Weights"
    PREDICTION = "Prediction"
    OUTPUT = "Output"
    NUMBERS = "One step in numbers"
    METRICS = "How well it does"


@dataclass(frozen=True)
class Challenge:
    """What to change by oneself at a lesson's end; is_met says whether a run does it."""

    words: str
    is_met: Callable[[Run], bool]


@dataclass(frozen=True, eq=False)
class Lesson:
    """One question, and the experiment that settles it.

    answers: what can be guessed; setup: the experiment; do: what to press; iteration, place: where
    the outcome is seen; find: the answer that a run gives, one of `answers`; tell: what the run
    shows, with its numbers; why: the reason; challenge: the one thing to change at the end.
    Nothing of an outcome is typed in: `outcome` and `claim` are computed from runs.
    """

    number: int
    key: str
    title: str
    question: str
    answers: tuple[str, ...]
    setup: Setup
    do: str
    iteration: int
    place: Place
    find: Callable[[Run], str]
    tell: Callable[[Run], str]
    why: str
    challenge: Challenge

    def run(self) -> Run:
        """The lesson's run, trained as far as its outcome needs."""
        run = Run(self.setup.experiment())
        run.advance_to(self.iteration)
        return run

    def outcome(self, run: Run) -> str:
        """The answer, one of `answers`, that this run of the lesson's experiment gives.

        Raises InputError for a run that is not trained up to `iteration`.
        """
        if run.iteration < self.iteration and run.stopped is None:
            raise InputError(
                f"The outcome of lesson {self.number} is seen at iteration {self.iteration:,}: "
                f"this run is trained up to {run.iteration:,}."
            )
        return self.find(run)

    @cached_property
    def found(self) -> str:
        """The outcome of the lesson's own experiment."""
        return self.outcome(self.run())

    @cached_property
    def claim(self) -> str:
        """What the experiment shows, in a sentence with the numbers of its run."""
        return self.tell(self.run())


def length_of_gradient(snapshot: Snapshot) -> float:
    """The length of the loss's gradient: the root of the sum of all squares."""
    parts = [np.append(each.grad_weights, each.grad_bias) for each in snapshot.gradients]
    return float(np.linalg.norm(np.concatenate(parts)))


def trained(setup: Setup, iteration: int) -> Run:
    """A run of this setup, trained up to an iteration."""
    run = Run(setup.experiment())
    run.advance_to(iteration)
    return run
