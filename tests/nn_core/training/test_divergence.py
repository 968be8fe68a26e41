"""Divergence: a run stops at its last good iteration, wherever it was asked to pause."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import Architecture, Dataset, Experiment, Intervention, Run, TrainingSettings
from nn_core.arrays import quiet_divergence
from nn_core.network.optimiser import OPTIMISERS
from nn_core.run import schedule
from nn_core.run.curves import curves
from nn_core.training.divergence import LARGEST_BOUNDED, LARGEST_PARAMETER, largest_state, n_good
from nn_core.training.update import first_state, update
from tests.any_experiment import any_experiments
from tests.oracles import article

TABLE = Dataset([[0.5, 1], [-1, 2], [3, 1]], [1, 0, 0.5], X_test=[[1, 1]], y_test=[1])
TOO_FAST = 1000.0


def wild(hidden: tuple[int, ...] = (3, 2), activation: str = "relu", **settings: object) -> Run:
    training = TrainingSettings(TOO_FAST, **settings)  # type: ignore[arg-type]
    return Run(Experiment(TABLE, Architecture(hidden, True, activation, "identity"), training))


def readable_stop(experiment: Experiment, goal: int) -> int | None:
    """The last iteration before a number is too large, None when `goal` is reached."""
    state = first_state(experiment)
    for iteration in range(goal):
        state = update(experiment, state, iteration).after
        row = np.concatenate([state.parameters, state.memory.ravel()])
        with quiet_divergence():
            if n_good(row[np.newaxis], largest_state(experiment)) == 0:
                return iteration
    return None


def assert_everything_is_finite(run: Run) -> None:
    kept = schedule.up_to(run.iteration)
    drawn = curves(run, kept, run.experiment.dataset.X[0], 3)
    found = [drawn.loss, drawn.parameters, drawn.prediction, drawn.output]
    found += [] if drawn.test_loss is None else [drawn.test_loss]
    for iteration in {0, run.iteration // 2, run.iteration}:
        snapshot = run.at(iteration)
        found += [snapshot.parameters, snapshot.memory, np.array(snapshot.loss)]
        for gradient in snapshot.gradients:
            found += [gradient.delta, gradient.grad_weights, gradient.grad_bias]
    assert all(np.isfinite(values).all() for values in found)


@pytest.mark.parametrize("hidden", [(), (3, 2), (16,) * 6])
@pytest.mark.parametrize("activation", ["identity", "relu", "leaky_relu", "softplus", "tanh"])
@pytest.mark.parametrize("optimiser", ["gradient_descent", "momentum"])
def test_a_run_that_diverges_stops(
    hidden: tuple[int, ...], activation: str, optimiser: str
) -> None:
    run = wild(hidden, activation, optimiser=optimiser)
    reached = run.advance_to(500)
    assert run.stopped == readable_stop(run.experiment, 500)
    assert reached == run.iteration == (500 if run.stopped is None else run.stopped)
    assert run.advance_to(1000, within_seconds=1) == (1000 if run.stopped is None else reached)
    assert_everything_is_finite(run)


def test_a_run_that_must_diverge_does() -> None:
    run = wild((), "identity")
    assert run.advance_to(100) < 20
    assert run.stopped == run.iteration
    assert np.abs(run.at(run.iteration).parameters).max() <= LARGEST_PARAMETER


@pytest.mark.long
@settings(max_examples=60)
@given(
    any_experiments(1e6, (0.001, 1.0, 1000.0)), st.lists(st.integers(0, 40), min_size=1, max_size=6)
)
def test_where_a_run_stops_does_not_depend_on_the_pieces(
    experiment: Experiment, goals: list[int]
) -> None:
    """Warnings are errors here, so this also says that none is raised."""
    in_pieces, in_one = Run(experiment), Run(experiment)
    for goal in goals:
        in_pieces.advance_to(goal)
    in_one.advance_to(max(goals))
    assert in_pieces.stopped == in_one.stopped == readable_stop(experiment, max(goals))
    assert in_pieces.iteration == in_one.iteration
    kept = schedule.up_to(in_one.iteration)
    assert in_pieces.parameters_at(kept).tobytes() == in_one.parameters_at(kept).tobytes()
    assert_everything_is_finite(in_one)


def test_a_parameter_that_was_too_large_for_a_while_stops_the_run() -> None:
    # One weight on an input of 1, towards 0 with rate 2.5: 1, -1.5, 2.25, … 1.5^t, until the
    # learning rate changes; by then it is over 1e12, and would come back.
    change = Intervention(80, "learning_rate", 1.0)
    experiment = Experiment(
        Dataset([[1]], [0]),
        Architecture(output_activation="identity"),
        TrainingSettings(2.5),
        interventions=(Intervention(0, "parameter", 1.0, 0), change),
    )
    run = Run(experiment)
    run.advance_to(300)
    assert run.stopped == 68  # 1.5^68 is 9.4e11
    early = Run(
        replace(
            experiment, interventions=(*experiment.interventions[:1], replace(change, iteration=60))
        )
    )
    assert early.advance_to(300) == 300
    assert early.stopped is None
    assert early.at(300).parameters.item() == 0


@pytest.mark.parametrize("optimiser", sorted(OPTIMISERS))
def test_saturated_neurons_are_no_divergence(optimiser: str) -> None:
    rng = np.random.default_rng(0)
    X, y = rng.choice([-1e6, 1e6], (200, 10)), rng.choice([-1e6, 1e6], (200, 4))
    training = TrainingSettings(TOO_FAST, optimiser=optimiser)
    for hidden in ((), (16,), (16,) * 6):
        run = Run(Experiment(Dataset(X, y), Architecture(hidden, True), training))
        assert run.advance_to(300) == 300
        assert run.stopped is None


def test_training_that_goes_well_does_not_stop() -> None:
    run = Run(article())
    assert run.advance_to(10_000) == 10_000
    assert run.stopped is None


def test_a_number_that_is_not_one_is_not_good() -> None:
    states = np.array([[1.0, 2.0], [0.0, -3.0], [np.nan, 0.0], [0.0, 0.0]])
    assert n_good(states, np.array([5.0, 5.0])) == 2
    assert n_good(states[:2], np.array([5.0, 5.0])) == 2
    assert n_good(states, np.array([5.0, 2.5])) == 1
    assert n_good(np.array([[np.inf, 0]]), np.array([5.0, 5.0])) == 0
    assert n_good(states[:0], np.array([5.0, 5.0])) == 0


@pytest.mark.parametrize(
    ("hidden", "activation", "output", "largest"),
    [
        ((), "tanh", "sigmoid", LARGEST_BOUNDED),
        ((2,), "sine", "tanh", LARGEST_BOUNDED),
        ((2,), "tanh", "identity", LARGEST_PARAMETER),
        ((2,), "identity", "sigmoid", LARGEST_PARAMETER),
        ((2,), "relu", "sigmoid", LARGEST_PARAMETER),
        ((2,), "sigmoid", "softplus", LARGEST_PARAMETER),
    ],
)
def test_one_layer_without_bounds_is_enough_for_the_lower_limit(
    hidden: tuple[int, ...], activation: str, output: str, largest: float
) -> None:
    shape = Architecture(hidden, True, activation, output)
    experiment = Experiment(TABLE, shape, TrainingSettings(optimiser="adam"))
    n = experiment.n_parameters
    expected = [largest] * n + [np.finfo(np.float64).max] * 2 * n
    assert largest_state(experiment).tolist() == expected


def test_a_number_of_just_the_largest_size_is_good() -> None:
    largest = np.array([1e12, np.finfo(np.float64).max])
    just = np.array([[1e12, largest[1]], [-1e12, -largest[1]], [1, np.nextafter(1e12, np.inf)]])
    assert n_good(just, largest) == 3
    over = just.copy()
    over[1, 0] = np.nextafter(-1e12, -np.inf)
    assert n_good(over, largest) == 1
    over[0, 0] = np.nextafter(1e12, np.inf)
    assert n_good(over, largest) == 0
