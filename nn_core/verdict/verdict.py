"""The verdict: the gravest thing that can be said of a run, computed from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from nn_core.arrays import quiet_divergence
from nn_core.run.run import Run
from nn_core.verdict import ended, moving, seen, stuck
from nn_core.verdict.case import Case
from nn_core.verdict.looks import Watch
from nn_core.verdict.values import Verdict

# Each says something, or nothing; the first one counts.
_KINDS: Final[tuple[Callable[[Case], Verdict | None], ...]] = (
    ended.diverged,
    ended.by_heart,
    ended.solved,
    ended.at_the_ceiling,
    stuck.dead_layer,
    stuck.out_of_reach,
    stuck.saturated,
    stuck.needs_another_border,
    stuck.held_by_zeros,
    stuck.needs_bias,
    moving.oscillating,
    moving.still_falling,
    stuck.dead_neurons,
)

# What is known whatever the weights are, and so before any training.
_BEFOREHAND: Final = (
    stuck.out_of_reach,
    stuck.needs_another_border,
    stuck.held_by_zeros,
    stuck.needs_bias,
)


def beforehand(run: Run) -> Verdict | None:
    """Why the network of `run` cannot learn all of its table, however long it is trained; None
    where nothing is known of that."""
    with quiet_divergence():
        case = Case(run, 0, Watch(run).up_to(0), 0)
        return next((found for kind in _BEFOREHAND if (found := kind(case)) is not None), None)


def verdict(
    run: Run, iteration: int | None = None, *, watch: Watch | None = None, goal: int | None = None
) -> Verdict:
    """What became of `run` up to a trained `iteration`, its last one unless it is given.

    watch: the looks at this run, kept by who asks again and again; goal: how far the run is to be
    trained, beyond `iteration` while it is on its way. What cannot be proved is told as what was
    seen. Raises InputError for an iteration that is not trained.
    """
    iteration = run.iteration if iteration is None else iteration
    run.at(iteration)
    with quiet_divergence():
        looks = (watch or Watch(run)).up_to(iteration)
        case = Case(run, iteration, looks, max(iteration, goal or 0))
        said = (kind(case) for kind in _KINDS)
        return next((found for found in said if found is not None), None) or seen.seen(case)
