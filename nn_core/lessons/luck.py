"""Lessons 8 to 10: luck, a run that is stuck, and a neuron that is dead."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from nn_core.experiment.architecture import Architecture
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.intervention import PARAMETER, Intervention
from nn_core.lessons.lesson import Challenge, Lesson, Place, length_of_gradient
from nn_core.problems.ready_made import problem
from nn_core.run.ensemble import Ensemble
from nn_core.run.run import Run
from nn_core.sharing.setup import Setup
from nn_core.training.parameters import places

_XOR: Final = problem("xor_two_inputs")
_N_STARTS: Final = 50
_N: Final = 2000


def _xor(hidden: int, activation: str = "tanh", **others: object) -> Setup:
    network = Architecture((hidden,), True, activation)
    made = Setup(_XOR.key, _XOR.table, _XOR.new_example, architecture=network)
    return replace(made, **others)  # type: ignore[arg-type]


def _is_solved(run: Run) -> bool:
    return bool(run.at(run.iteration).correct.all())


def _n_solved(experiment: Experiment, hidden: int) -> int:
    """How many of 50 starts get all four rows right, with so many hidden neurons."""
    network = replace(experiment.architecture, hidden=(hidden,))
    many = Ensemble(replace(experiment, architecture=network), range(1, _N_STARTS + 1))
    many.advance_to(_N)
    return int((many.correct == experiment.dataset.n_samples).sum())


_NONE, _HALF, _MOST, _ALL = "none", "about half of them", "nearly all of them", "all of them"


def _share(run: Run) -> str:
    share = _n_solved(run.experiment, 2) / _N_STARTS
    if share in (0.0, 1.0):
        return _ALL if share else _NONE
    return _MOST if share > 0.75 else _HALF


_LUCK: Final = Lesson(
    number=8,
    key="luck",
    title="Luck",
    question=f"Two hidden tanh neurons can hold XOR. How many of {_N_STARTS} starts find it?",
    answers=(_NONE, _HALF, _MOST, _ALL),
    setup=_xor(2, iterations=_N),
    do="Press Train with one seed after the other, and count.",
    iteration=_N,
    place=Place.OUTPUT,
    find=_share,
    tell=lambda run: (
        f"With 2 hidden neurons {_n_solved(run.experiment, 2)} of {_N_STARTS} starts get all four "
        f"rows right within {_N:,} iterations, with 3 {_n_solved(run.experiment, 3)}, and with 4 "
        f"{_n_solved(run.experiment, 4)}."
    ),
    why="Training only goes downhill from where it starts. With more neurons more starts have a "
    "way down, so a network a little larger than needed is learned more often.",
    challenge=Challenge("Now find a seed with which two hidden neurons learn XOR.", _is_solved),
)

_STUCK_SEED: Final = 30
_LONGER: Final = 10 * _N
_A_HOLE, _A_PLAIN, _NOTHING = (
    "a hole: the slope is 0 there, and up on all sides",
    "a plain: the slope is small, but not 0",
    "neither: it has not been trained long enough, and gets the last row soon",
)
_SATURATED: Final = 0.99


def _which(run: Run) -> str:
    longer = Run(run.experiment)
    longer.advance_to(_LONGER)
    if longer.at(longer.iteration).correct.all():
        return _NOTHING
    falls = longer.at(longer.iteration).loss < run.at(_N).loss
    return _A_PLAIN if falls and length_of_gradient(run.at(_N)) > 0 else _A_HOLE


def _small_not_zero(run: Run) -> str:
    longer = Run(run.experiment)
    longer.advance_to(_LONGER)
    now, later = run.at(_N), longer.at(longer.iteration)
    n_flat = int((np.abs(now.layers[0].output) > _SATURATED).sum())
    return (
        f"{int(now.correct.sum())} of 4 rows are right. The gradient is "
        f"{length_of_gradient(now):.1g} long: small, but not 0. Ten times the iterations bring the "
        f"loss from {now.loss:.5f} to {later.loss:.5f}, and it still falls. {n_flat} of the "
        f"{now.layers[0].output.size} outputs of hidden neurons are over {_SATURATED} in size, "
        "where tanh is flat."
    )


_STUCK: Final = Lesson(
    number=9,
    key="stuck",
    title="Stuck: a hole or a plain?",
    question="This start stands still with 3 of 4 rows right. Where is it?",
    answers=(_A_HOLE, _A_PLAIN, _NOTHING),
    setup=_xor(2, seed=_STUCK_SEED, iterations=_LONGER),
    do="Press Train, and look at the gradients in One step in numbers.",
    iteration=_N,
    place=Place.NUMBERS,
    find=_which,
    tell=_small_not_zero,
    why="The hidden neurons are saturated: their slopes are nearly 0, so hardly any gradient gets "
    "through. That the loss still falls shows that this is no hole. From every finite point of "
    "this network a way down is known to exist (Sprinkhuizen-Kuyper and Boers, 1998).",
    challenge=Challenge(
        "Now set one weight in the diagram to another value, so that all four rows get right.",
        lambda run: bool(run.experiment.interventions) and _is_solved(run),
    ),
)

_DEEP_BELOW: Final = -10.0
_FURTHER: Final = 10_000
_AGAIN, _OTHERS, _SAME = (
    "the neuron answers again",
    "it still answers 0, with other weights",
    "nothing of it has changed, to the last digit",
)


def _with_bias_far_below() -> Setup:
    made = _xor(4, "relu", iterations=_FURTHER)
    bias = int(places(made.experiment()).biases[0][0])
    return replace(made, interventions=(Intervention(0, PARAMETER, _DEEP_BELOW, bias),))


def _own_numbers(run: Run, iteration: int) -> tuple[float, ...]:
    """The weights and the bias of the first hidden neuron."""
    snapshot = run.at(iteration)
    return (*snapshot.weights[0][:, 0].tolist(), float(snapshot.biases[0][0]))


def _after(run: Run) -> str:
    end = min(_FURTHER, run.iteration)
    if run.at(end).layers[0].output[:, 0].any():
        return _AGAIN
    return _SAME if _own_numbers(run, end) == _own_numbers(run, 0) else _OTHERS


def _exactly_zero(run: Run) -> str:
    end = run.at(min(_FURTHER, run.iteration))
    gradients = end.gradients[0]
    largest = max(np.abs(gradients.grad_weights[:, 0]).max(), abs(gradients.grad_bias[0]))
    leaky = replace(run.experiment.architecture, activation="leaky_relu")
    other = Run(replace(run.experiment, architecture=leaky))
    other.advance_to(_FURTHER)
    moved = abs(_own_numbers(other, _FURTHER)[-1] - _DEEP_BELOW)
    n_right = int(end.correct.sum())
    return (
        f"After {end.iteration:,} iterations its weights, its bias and its answers are the same to "
        f"the last digit, and its largest gradient is {largest:g}; the other neurons get {n_right} "
        f"of 4 rows right. As a leaky ReLU it moves: its bias has changed by {moved:.2g}."
    )


_DEAD: Final = Lesson(
    number=10,
    key="dead_relu",
    title="The dead ReLU",
    question="The bias of a hidden ReLU is set to −10, so it answers 0 for every row. What has "
    "become of it after 10,000 more iterations?",
    answers=(_AGAIN, _OTHERS, _SAME),
    setup=_with_bias_far_below(),
    do="Press Train, and look at the first hidden neuron in the diagram.",
    iteration=_FURTHER,
    place=Place.NETWORK,
    find=_after,
    tell=_exactly_zero,
    why="Left of 0 a ReLU is flat: its slope is exactly 0, so no gradient reaches its weights, and "
    "nothing can bring it back. A leaky ReLU lets a hundredth of the slope through.",
    challenge=Challenge(
        "Now choose another activation with which the neuron's answers are not 0 at the end.",
        lambda run: run.iteration > 0 and bool(run.at(run.iteration).layers[0].output[:, 0].any()),
    ),
)

LUCK: Final = (_LUCK, _STUCK, _DEAD)
