"""Lessons 5 to 7: what the bias is for, what one line cannot do, and why weights start random."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Final

import numpy as np

from nn_core.experiment.architecture import Architecture
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.settings import TrainingSettings
from nn_core.lessons.lesson import Challenge, Lesson, Place
from nn_core.problems.ready_made import problem
from nn_core.run.ensemble import Ensemble
from nn_core.run.run import Run
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.table import Table
from nn_core.verdict.certificate import certificate

_N: Final = 10_000
_NOR: Final = Setup(
    OWN,
    Table(
        ("Input 1", "Input 2"),
        ("Target",),
        ((0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (1.0, 1.0, 0.0)),
    ),
    (0.0, 0.0),
)
_ZEROS: Final = ((0.0, 0.0),)
_SEEDS: Final = range(1, 6)
_RATES: Final = (0.1, 1.0, 10.0)


def _answer_for_zeros(run: Run) -> float:
    return float(run.at(min(run.iteration, _N)).predict(_ZEROS)[0, 0])


def _has_bias(experiment: Experiment) -> Experiment:
    return replace(experiment, architecture=replace(experiment.architecture, bias=True))


def _never_moves(run: Run) -> str:
    answers = set()
    for rate in _RATES:
        settings = replace(run.experiment.training, learning_rate=rate)
        many = Ensemble(replace(run.experiment, training=settings), _SEEDS)
        many.advance_to(1000)
        answers |= {float(many.run(at).at(1000).predict(_ZEROS)[0, 0]) for at in range(len(_SEEDS))}
    told = " or ".join(f"{answer:g}" for answer in sorted(answers))
    with_bias = Run(_has_bias(run.experiment))
    with_bias.advance_to(_N)
    return (
        f"{_answer_for_zeros(run):g}, to the last digit. With {len(_SEEDS)} seeds and the learning "
        f"rates {', '.join(f'{rate:g}' for rate in _RATES)} it is {told}. With a bias the answer "
        f"is {_answer_for_zeros(with_bias):.3f} after {_N:,} iterations."
    )


_BIAS: Final = Lesson(
    number=5,
    key="bias",
    title="What the bias is for",
    question="The row 0, 0 should give 1. What does a neuron without a bias answer for it after "
    "10,000 iterations?",
    answers=("0.00", "0.50", "1.00"),
    setup=_NOR,
    do="Press Train, then switch the bias on, and train again.",
    iteration=_N,
    place=Place.PREDICTION,
    find=lambda run: f"{_answer_for_zeros(run):.2f}",
    tell=_never_moves,
    why="Every weight is multiplied by an input of 0, so the sum is 0 whatever the weights are, "
    "and the sigmoid of 0 is 0.5. The bias is the one number that counts without an input.",
    challenge=Challenge(
        "Now switch the bias on, and get all four rows right.",
        lambda run: bool(run.experiment.architecture.bias and run.at(run.iteration).correct.all()),
    ),
)

_XOR: Final = problem("xor_two_inputs")
_ONE_LINE: Final = Setup(
    _XOR.key, _XOR.table, _XOR.new_example, architecture=Architecture(bias=True), iterations=_N
)


def _parted(experiment: Experiment, rows: tuple[int, ...]) -> bool:
    """Whether a straight border parts these rows, as no certificate says that none does."""
    chosen = list(rows)
    ones = experiment.dataset.y[chosen, 0] == 1
    return certificate(experiment.X[chosen], ones) is None


def _most_right(experiment: Experiment) -> int:
    n_rows = experiment.dataset.n_samples
    sizes = range(n_rows, 0, -1)
    return next(
        size
        for size in sizes
        if any(_parted(experiment, rows) for rows in combinations(range(n_rows), size))
    )


def _four_conditions(run: Run) -> str:
    many = Ensemble(run.experiment, range(1, 51))
    many.advance_to(2000)
    best = int(many.n_right.max())
    n_ends = len(set(map(float, np.round(many.losses[:, -1], 3))))
    ending = "the same loss" if n_ends == 1 else "nearly the same loss"
    return (
        f"Never more than {_most_right(run.experiment)}: of 50 starts none has more than {best} "
        f"rows right at any moment, and all end at {ending}, {many.losses[0, -1]:.3f}. "
        "The four rows ask for b < 0, b + w1 > 0, b + w2 > 0 and b + w1 + w2 < 0. The second and "
        "the third add up to 2b + w1 + w2 > 0, the other two to 2b + w1 + w2 < 0."
    )


_ONE_BORDER: Final = Lesson(
    number=6,
    key="one_line",
    title="What one line cannot do",
    question="How many of XOR's four rows can one neuron get right, whatever its weights are?",
    answers=("2", "3", "4"),
    setup=_ONE_LINE,
    do="Press Train, with any seed; then add a hidden layer, and train again.",
    iteration=2000,
    place=Place.OUTPUT,
    find=lambda run: str(_most_right(run.experiment)),
    tell=_four_conditions,
    why="One neuron answers over 0.5 on one side of a straight line. No line has both rows of each "
    "class of XOR on its own side. A hidden layer draws several lines.",
    challenge=Challenge(
        "Now add a hidden layer that gets all four rows right.",
        lambda run: bool(run.at(run.iteration).correct.all()),
    ),
)

_NO_LUCK: Final = Setup(
    _XOR.key,
    _XOR.table,
    _XOR.new_example,
    architecture=Architecture((4,), True, "tanh", initial_weights="zero"),
    training=TrainingSettings(1.0),
    iterations=_N,
)
_FAST, _SLOWLY, _NEVER = "fast, within 1,000 iterations", "slowly", "never"


def _how_soon(run: Run) -> str:
    if run.at(min(1000, run.iteration)).correct.all():
        return _FAST
    return _SLOWLY if run.at(min(_N, run.iteration)).correct.all() else _NEVER


def _nothing_moves(run: Run) -> str:
    end = run.at(min(_N, run.iteration))
    largest = max(float(np.abs(weights).max()) for weights in end.weights)
    random = replace(run.experiment.architecture, initial_weights="uniform")
    other = Run(replace(run.experiment, architecture=random))
    other.advance_to(1000)
    return (
        f"After {end.iteration:,} iterations the largest of all weights is {largest:g}, and "
        f"{int(end.correct.sum())} of 4 rows are right. From random weights "
        f"{int(other.at(1000).correct.sum())} of 4 are right after 1,000."
    )


_RANDOM: Final = Lesson(
    number=7,
    key="why_random",
    title="Why the weights start random",
    question="All weights start at 0. How soon do four hidden neurons learn XOR?",
    answers=(_FAST, _SLOWLY, _NEVER),
    setup=_NO_LUCK,
    do="Press Train, and look at the weights.",
    iteration=_N,
    place=Place.WEIGHTS,
    find=_how_soon,
    tell=_nothing_moves,
    why="The hidden neurons answer 0, so the weights behind them get no gradient; and because "
    "those weights are 0, no gradient comes back to the ones before. Equal neurons stay equal.",
    challenge=Challenge(
        "Now choose other initial weights, and get all four rows right.",
        lambda run: bool(run.at(run.iteration).correct.all()),
    ),
)

WHAT_IT_CANNOT: Final = (_BIAS, _ONE_BORDER, _RANDOM)
