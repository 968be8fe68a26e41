"""Lessons 1 and 2: one neuron learns, and one of its steps by hand."""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core.lessons.lesson import Challenge, Lesson, Place
from nn_core.network.curves import sigmoid
from nn_core.problems.ready_made import problem
from nn_core.run.run import Run
from nn_core.sharing.setup import Setup

_ARTICLE: Final = problem("article")
_EARLY, _LATE = 100, 10_000


def _prediction(run: Run, iteration: int) -> float:
    return float(run.at(iteration).predict([_ARTICLE.new_example])[0, 0])


def _last_digits(run: Run) -> str:
    return f"{_prediction(run, _LATE):.2f}"


def _slower_and_slower(run: Run) -> str:
    first, early, late = (_prediction(run, at) for at in (0, _EARLY, _LATE))
    share = (late - early) / (early - first)
    row = _ARTICLE.table.rows.index((*_ARTICLE.new_example, 1.0)) + 1
    return (
        f"{first:.4f} becomes {early:.4f} in the first {_EARLY} iterations, and {late:.4f} in the "
        f"{_LATE - _EARLY:,} after them: these bring only {share:.0%} of what the first {_EARLY} "
        f"brought. And the new example is training row {row}: the neuron has seen it before."
    )


_ONE_NEURON: Final = Lesson(
    number=1,
    key="one_neuron",
    title="One neuron learns",
    question="At iteration 100 the answer for 1, 0, 1 is 0.877. What will it be at 10,000?",
    answers=("0.90", "0.99", "1.00"),
    setup=Setup(),
    do="Press Train, and watch the prediction for the new example.",
    iteration=_LATE,
    place=Place.PREDICTION,
    find=_last_digits,
    tell=_slower_and_slower,
    why="Each step is as large as the error, times the slope of the sigmoid. Near 1 both are "
    "small, so the steps get smaller and smaller, and the sigmoid never gives exactly 1.",
    challenge=Challenge(
        "Now find a setting with which the prediction is over 0.995 at iteration 10,000.",
        lambda run: run.iteration >= _LATE and _prediction(run, _LATE) > 0.995,
    ),
)

_NUDGE: Final = 1e-5
_SUM, _OUTPUT, _TARGET = "the sum z", "the output", "the target"


def _slope_by_nudging(z: float) -> float:
    """The slope of the sigmoid at z as it is measured: a little to the right, minus to the left."""
    right, left = sigmoid(np.array([z + _NUDGE, z - _NUDGE]))
    return float((right - left) / (2 * _NUDGE))


def _candidates(run: Run) -> dict[str, float]:
    (layer,) = run.at(0).forward(np.array([_ARTICLE.new_example]))
    target = float(run.experiment.dataset.y[-1, 0])
    return {_SUM: float(layer.z[0, 0]), _OUTPUT: float(layer.output[0, 0]), _TARGET: target}


def _what_x_is(run: Run) -> str:
    x = _candidates(run)
    measured = _slope_by_nudging(x[_SUM])
    return min(x, key=lambda name: abs(x[name] * (1 - x[name]) - measured))


def _both_products(run: Run) -> str:
    x = _candidates(run)
    z, output = x[_SUM], x[_OUTPUT]
    moved = [
        name
        for name, before, after in (
            ("weights", run.at(0).parameters, run.at(1).parameters),
            ("rows", run.at(0).experiment.X, run.at(1).experiment.X),
        )
        if (before != after).any()
    ]
    return (
        f"The slope, measured by nudging z, is {_slope_by_nudging(z):.4f}. "
        f"{output:.4f} × (1 − {output:.4f}) = {output * (1 - output):.4f} is the same; "
        f"{z:.4f} × (1 − ({z:.4f})) = {z * (1 - z):.2f} cannot be a slope of a curve that rises. "
        f"After one iteration only the {' and the '.join(moved)} differ."
    ).replace("-", "−")


_ONE_STEP: Final = Lesson(
    number=2,
    key="one_step",
    title="One step by hand",
    question='The article writes the slope of the sigmoid as "x * (1 - x)". What is x?',
    answers=(_SUM, _OUTPUT, _TARGET),
    setup=Setup(),
    do="Press Step, and open One step in numbers and its gradient check.",
    iteration=1,
    place=Place.NUMBERS,
    find=_what_x_is,
    tell=_both_products,
    why="The slope of s = sigmoid(z) is s × (1 − s), with the output s that has been computed "
    "already. Training changes the weights; the rows, the rate and the seed stay as they are.",
    challenge=Challenge(
        "Now change one thing so that the first step changes no weight by more than 0.03.",
        lambda run: run.iteration >= 1 and _largest_first_step(run) <= 0.03,
    ),
)


def _largest_first_step(run: Run) -> float:
    return float(np.abs(run.at(1).parameters - run.at(0).parameters).max())


FIRST_STEPS: Final = (_ONE_NEURON, _ONE_STEP)
