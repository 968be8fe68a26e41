"""Lessons 11 and 12: learning by heart, and what layers behind each other are good for."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.experiment.architecture import Architecture
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.intervention import PARAMETER, Intervention
from nn_core.experiment.settings import TrainingSettings
from nn_core.lessons.lesson import Challenge, Lesson, Place, trained
from nn_core.problems.generated import GeneratedProblem
from nn_core.run import schedule
from nn_core.run.curves import curves
from nn_core.run.run import Run
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.table import Table

_N: Final = 2000


def _noisy_moons(n_points: int, l2: float = 0.0) -> Setup:
    points = GeneratedProblem("moons", n_points, 0.4)
    return Setup(
        points.kind,
        points.table(),
        (0.0, -1.0),
        points,
        held_back=0.5,
        architecture=Architecture((16, 16), True, "tanh", "sigmoid", "glorot"),
        training=TrainingSettings(0.01, "cross_entropy", "adam", l2=l2),
        iterations=_N,
    )


_BY_HEART: Final = _noisy_moons(60)
_MUCH: Final = 1.05  # a test loss that ends so many times as high as its least value has risen
_FALLS, _LEVELS, _RISES = "it falls all the time", "it falls, then levels", "it falls, then rises"


def _test_losses(run: Run) -> tuple[FloatArray, FloatArray]:
    """Iterations and test losses, (n_points,) each."""
    at = schedule.up_to(min(run.iteration, _N), schedule.CURVE_POINTS_PER_OCTAVE)
    found = curves(run, at, np.zeros(run.experiment.dataset.n_inputs), 0, ()).test_loss
    return at.astype(float), np.empty(0) if found is None else found


def _course(run: Run) -> str:
    _, losses = _test_losses(run)
    if losses[-1] > _MUCH * losses.min():
        return _RISES
    return _LEVELS if losses[len(losses) // 2] < _MUCH * losses[-1] else _FALLS


def _least_and_last(run: Run) -> str:
    at, losses = _test_losses(run)
    at_end = run.at(min(run.iteration, _N))
    others = {
        "with L2 regularisation": _noisy_moons(60, l2=0.02),
        "with four times the points": _noisy_moons(240),
    }
    ends = {words: _test_losses(trained(setup, _N))[1][-1] for words, setup in others.items()}
    told = ", ".join(f"{words} {loss:.2f}" for words, loss in ends.items())
    return (
        f"The training loss falls to {at_end.loss:.5f}. The test loss is least at iteration "
        f"{int(at[losses.argmin()])}, {losses.min():.2f}, and ends at {losses[-1]:.2f}; {told}."
    )


_HEART: Final = Lesson(
    number=11,
    key="by_heart",
    title="Learning by heart",
    question="The training loss falls all the time. What does the loss of the held-back rows do?",
    answers=(_FALLS, _LEVELS, _RISES),
    setup=_BY_HEART,
    do="Press Train, and compare the two curves of the loss.",
    iteration=_N,
    place=Place.LOSS,
    find=_course,
    tell=_least_and_last,
    why="The points are noisy. First the network learns what all points have in common, and then "
    "the noise of each training point, which new points do not have.",
    challenge=Challenge(
        "Now change one setting so that the test loss ends at less than half of what it ended at.",
        lambda run: (
            run.iteration >= _N
            and run.experiment.dataset.n_test > 0
            and bool(_test_losses(run)[1][-1] < _test_losses(trained(_BY_HEART, _N))[1][-1] / 2)
        ),
    ),
)

_LAYERS: Final = 3
_ROWS: Final = 2 ** (_LAYERS + 1)
_DEEP, _WIDE, _AS_MANY = "three layers of two", "one layer of six", "both as many"


def _tent(x: FloatArray) -> FloatArray:
    """Up to 1 in the middle, and down again: for x from 0 to 1."""
    return 2 * np.minimum(x, 1 - x)


def _tents(n_layers: int) -> Setup:
    """Layers of two ReLU neurons, each of which folds its input in the middle."""
    x = np.arange(_ROWS + 1) / _ROWS
    y = x
    for _ in range(n_layers):
        y = _tent(y)
    rows = tuple(zip(x.tolist(), y.tolist(), strict=True))
    setup = Setup(
        OWN,
        Table(("x",), ("Target",), rows),
        (0.3125,),
        architecture=Architecture((2,) * n_layers, True, "relu", "identity"),
        training=TrainingSettings(0.001, "mean_squared_error"),
        iterations=100,
    )
    return replace(setup, interventions=_set(_fold_weights(n_layers)))


def _fold_weights(n_layers: int) -> list[float]:
    """2 ReLU(x) − 4 ReLU(x − ½) is the tent; the next layer takes it as its input, twice."""
    first = [1.0, 1.0, 0.0, -0.5]
    later = [2.0, 2.0, -4.0, -4.0, 0.0, -0.5]
    return [*first, *later * (n_layers - 1), 2.0, -4.0, 0.0]


def _set(values: list[float]) -> tuple[Intervention, ...]:
    return tuple(Intervention(0, PARAMETER, value, at) for at, value in enumerate(values))


def _zigzag(n_neurons: int) -> Experiment:
    """One layer of ReLU neurons that turns up and down as often as it can between 0 and 1."""
    corners = [at / (n_neurons + 1) for at in range(1, n_neurons + 1)]
    turns = [2.0 * (-1) ** at for at in range(n_neurons)]
    values = [*[1.0] * n_neurons, *[-corner for corner in corners], *turns, 0.0]
    network = Architecture((n_neurons,), True, "relu", "identity")
    loss = TrainingSettings(0.001, "mean_squared_error")
    return Experiment(Dataset([[0.0], [1.0]], [0, 1]), network, loss, interventions=_set(values))


def _n_pieces(run: Run) -> int:
    """Straight pieces of the answer between 0 and 1, with no two corners closer than 1/500."""
    x = np.linspace(0, 1, 2**12 + 1)[:, np.newaxis]
    slopes = np.diff(run.at(0).predict(x)[:, 0]) * (len(x) - 1)
    corner = np.abs(np.diff(slopes)) > 1e-6
    # A corner between two points of the grid bends the slope twice in a row.
    return 1 + int((corner & ~np.append(False, corner[:-1])).sum())


def _more_pieces(run: Run) -> str:
    deep, wide = _n_pieces(run), _n_pieces(Run(_zigzag(2 * _LAYERS)))
    return _DEEP if deep > wide else _WIDE if wide > deep else _AS_MANY


def _slope_that_arrives(n_layers: int) -> float:
    """The slope of the last of so many sigmoid neurons in a row by the first one's z, at most."""
    chain = Architecture((1,) * (n_layers - 1), initial_weights="uniform")
    ones = [1.0] * n_layers
    made = Experiment(Dataset([[0.0]], [1.0]), chain, interventions=_set(ones))
    layers = Run(made).at(0).layers
    return float(np.prod([layer.slope[0, 0] for layer in layers]))


def _folds_multiply(run: Run) -> str:
    n_parameters = run.experiment.n_parameters
    same_size = _zigzag(2 * _LAYERS)
    six = Run(_tents(6).experiment())
    return (
        f"Three layers of two draw {_n_pieces(run)} straight pieces with {n_parameters} weights "
        f"and biases, one layer of six draws {_n_pieces(Run(same_size))} with "
        f"{same_size.n_parameters}. With six layers it is {_n_pieces(six)} against "
        f"{_n_pieces(Run(_zigzag(12)))}. The price: through six sigmoid layers with weights of 1 "
        f"only {_slope_that_arrives(6):.1g} of the slope arrives."
    )


_WHY_DEEP: Final = Lesson(
    number=12,
    key="why_deep",
    title="Why deep",
    question="With 19 weights and biases: which network of ReLU neurons draws a curve of more "
    "straight pieces?",
    answers=(_DEEP, _WIDE, _AS_MANY),
    setup=_tents(_LAYERS),
    do="Look at the Output picture: count the pieces of the curve.",
    iteration=0,
    place=Place.OUTPUT,
    find=_more_pieces,
    tell=_folds_multiply,
    why="Each layer folds what it gets in the middle, so each doubles the pieces: n layers of two "
    "draw 2ⁿ. A neuron of a single layer adds one corner, so 2n of them draw at most 2n + 1. But a "
    "sigmoid's slope is at most a quarter, and a deep network multiplies one for each layer.",
    challenge=Challenge(
        "Now change one weight so that fewer pieces are left.",
        lambda run: (
            run.experiment.shapes == _tents(_LAYERS).experiment().shapes
            and _n_pieces_at_end(run) < 2**_LAYERS
        ),
    ),
)


def _n_pieces_at_end(run: Run) -> int:
    parameters = run.at(run.iteration).parameters.tolist()
    return _n_pieces(Run(replace(run.experiment, interventions=_set(parameters))))


DEPTH: Final = (_HEART, _WHY_DEEP)
