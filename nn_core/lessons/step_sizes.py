"""Lessons 3 and 4: how large a step may be, and what the loss has to do with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from nn_core.experiment.architecture import Architecture
from nn_core.experiment.intervention import PARAMETER, Intervention
from nn_core.experiment.settings import TrainingSettings
from nn_core.lessons.lesson import Challenge, Lesson, Place
from nn_core.run.run import Run
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.table import Table

_RATES: Final = ("0.1", "0.2", "0.3", "0.41")
_LINE: Final = Setup(
    OWN,
    Table(("Input 1",), ("Target",), ((1.0, 1.0), (2.0, 2.0))),
    (3.0,),
    architecture=Architecture(output_activation="identity"),
    training=TrainingSettings(float(_RATES[0])),
    iterations=200,
)
_CLOSE: Final = 1e-9


def _with_rate(run: Run, rate: float) -> Run:
    experiment = run.experiment
    settings = replace(experiment.training, learning_rate=rate)
    made = Run(replace(experiment, training=settings))
    made.advance_to(_LINE.iterations)
    return made


def _errors(run: Run, n: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """How far the weight is from 1 in iterations 0 to n - 1."""
    return np.array([run.at(at).parameters[0] - 1 for at in range(min(n, run.iteration + 1))])


def _iterations_needed(run: Run) -> float:
    close = np.flatnonzero(np.abs(_errors(run, _LINE.iterations)) < _CLOSE)
    return float(close[0]) if len(close) else np.inf


def _right_first(run: Run) -> str:
    return min(_RATES, key=lambda rate: _iterations_needed(_with_rate(run, float(rate))))


def _factors(run: Run) -> str:
    factors = {}
    for rate in _RATES:
        first, second = _errors(_with_rate(run, float(rate)), 2)
        factors[rate] = round(second / first, 6) + 0.0
    bound = 2 / float(np.sum(run.experiment.X**2))
    listed = ", ".join(f"{factor:g} at {rate}" for rate, factor in factors.items())
    growth = abs(factors[_RATES[-1]]) - 1
    return (
        f"One step multiplies the error of the weight by 1 − {np.sum(run.experiment.X**2):g} × "
        f"rate: {listed}. So 0.2 is right after one step, and {_RATES[-1]} grows by {growth:.0%} a "
        f"step. The bound is 2 / Σx² = {bound:g}."
    ).replace(" -", " −")


_STEP_SIZE: Final = Lesson(
    number=3,
    key="step_size",
    title="The step size",
    question="The target is the input itself, so the weight should be 1. With which learning rate "
    "is it right first?",
    answers=_RATES,
    setup=_LINE,
    do="Train with 0.1, then type the other learning rates, and train again.",
    iteration=_LINE.iterations,
    place=Place.WEIGHTS,
    find=_right_first,
    tell=_factors,
    why="The loss is a parabola over the weight. A step of the right size ends at its bottom; "
    "twice that size ends as high on the other side, and more than that ends higher.",
    challenge=Challenge(
        "Now find a learning rate at which the weight jumps to and fro, and still gets to 1.",
        lambda run: bool(_iterations_needed(run) < np.inf and _changes_side(run)),
    ),
)


def _changes_side(run: Run) -> bool:
    first, second = _errors(run, 2)
    return bool(first * second < 0)


_SURE_AND_WRONG: Final = Setup(
    OWN,
    Table(("Input 1",), ("Target",), ((1.0, 1.0),)),
    (1.0,),
    training=TrainingSettings(0.1),
    interventions=(Intervention(0, PARAMETER, -5.0, 0),),
    iterations=1000,
)
_SQUARES, _SAME, _TEN, _HUNDRED = (
    "the squares",
    "both the same",
    "cross-entropy, some 10 times",
    "cross-entropy, over 100 times",
)


def _first_steps(run: Run) -> tuple[float, float]:
    """The change of the weight in the first step: with squares, and with cross-entropy."""
    steps = []
    for key in ("half_sum_of_squares", "cross_entropy"):
        settings = replace(run.experiment.training, loss=key)
        other = Run(replace(run.experiment, training=settings))
        other.advance_to(1)
        steps.append(float(other.at(1).parameters[0] - other.at(0).parameters[0]))
    return steps[0], steps[1]


def _larger_step(run: Run) -> str:
    squares, entropy = _first_steps(run)
    ratio = entropy / squares
    if ratio > 100:
        return _HUNDRED
    return _TEN if ratio > 2 else _SAME if ratio > 0.5 else _SQUARES


def _ratio(run: Run) -> str:
    squares, entropy = _first_steps(run)
    output = float(run.at(0).output[0, 0])
    return (
        f"The answer is {output:.4f}, and should be 1. The first step is {squares:.6f} with "
        f"squares and {entropy:.4f} with cross-entropy: {entropy / squares:.0f} times as large, "
        f"which is 1 / (a × (1 − a)) = {1 / (output * (1 - output)):.0f} for the output a."
    )


_LOSSES: Final = Lesson(
    number=4,
    key="sure_and_wrong",
    title="Sure and wrong learns slowest",
    question="The target is 1 and the weight −5, so the neuron is sure of the wrong answer. With "
    "which loss is its first step larger?",
    answers=(_SQUARES, _SAME, _TEN, _HUNDRED),
    setup=_SURE_AND_WRONG,
    do="Train with half the sum of squares; then choose cross-entropy as the loss, and train.",
    iteration=1,
    place=Place.WEIGHTS,
    find=_larger_step,
    tell=_ratio,
    why="With squares the step is error × slope, and a sure neuron stands where the sigmoid is "
    "flat. With cross-entropy the slope cancels, and the step is the error itself.",
    challenge=Challenge(
        "Now change the loss or the rate so that the answer is over 0.9 within 1,000 iterations.",
        lambda run: float(run.at(min(run.iteration, 1000)).output[0, 0]) > 0.9,
    ),
)

STEP_SIZES: Final = (_STEP_SIZE, _LOSSES)
