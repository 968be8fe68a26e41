"""One update: its parts fit together, and its gradient is the slope of what is made smaller."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core import Architecture, Dataset, Experiment, Intervention, TrainingSettings
from nn_core.network.activation import of_hidden_layers
from nn_core.network.forward import forward
from nn_core.network.loss import LOSSES
from nn_core.network.regularisation import penalty
from nn_core.training.parameters import initial, names, views
from nn_core.training.update import State, first_state, update
from tests.any_experiment import any_experiments, pairs
from tests.oracles import Array, article

NUDGE = 1e-6
KINK = 1e-4  # nearer to the corner of a ReLU a nudge may step over it
CORNERED = ("relu", "leaky_relu")


def cost(experiment: Experiment, row: Array, rows: Array, at: int) -> float:
    """What the update makes smaller: the loss of its batch, and the price of its weights."""
    weights, biases = views(row, experiment)
    layers = forward(experiment.X[rows], weights, biases, experiment.activations)
    training = experiment.training_at(at)
    return experiment.loss.value(layers[-1], experiment.y[rows]) + penalty(weights, training.rates)


def assert_the_gradient_is_the_slope_of_the_cost(
    experiment: Experiment, row: Array, iteration: int
) -> None:
    made = update(experiment, State(row, first_state(experiment).memory), iteration)
    for place in range(len(row)):
        up, down = row.copy(), row.copy()
        up[place] += NUDGE
        down[place] -= NUDGE
        rise = cost(experiment, up, made.rows, iteration)
        rise -= cost(experiment, down, made.rows, iteration)
        assert made.gradient[place] == pytest.approx(rise / (2 * NUDGE), rel=1e-5, abs=1e-7)


@pytest.mark.parametrize(("output", "loss"), pairs())
@pytest.mark.parametrize("hidden", sorted(of_hidden_layers()))
@pytest.mark.parametrize("prices", [(0.0, 0.0), (0.02, 0.3)])
def test_gradients_for_every_activation_loss_and_regularisation(
    loss: str, output: str, hidden: str, prices: tuple[float, float]
) -> None:
    rng = np.random.default_rng(3)
    y = rng.uniform(0, 1, (5, 2))
    y /= y.sum(axis=1, keepdims=True) if LOSSES[loss].by_row else 1
    dataset = Dataset(rng.uniform(-2, 2, (5, 3)), y)
    architecture = Architecture((4, 3), True, hidden, output)
    training = TrainingSettings(0.1, loss, "gradient_descent", 3, *prices)
    experiment = Experiment(dataset, architecture, training)
    row = rng.uniform(-1, 1, experiment.n_parameters)
    weights, biases = views(row, experiment)
    layers = forward(experiment.X, weights, biases, experiment.activations)
    for layer in layers:
        if layer.activation.key in CORNERED:
            assert np.abs(layer.z).min() > KINK
    for iteration in (0, 1):
        assert_the_gradient_is_the_slope_of_the_cost(experiment, row, iteration)


@pytest.mark.long
@settings(max_examples=60)
@given(any_experiments(), st.integers(0, 12))
def test_the_parts_of_an_update_fit_together(experiment: Experiment, iteration: int) -> None:
    state = first_state(experiment)
    made = update(experiment, state, iteration)
    assert made.settings == experiment.training_at(iteration)
    assert_allclose(made.gradient, made.loss_gradient + made.penalty, rtol=1e-12, atol=1e-300)
    assert made.X.tolist() == experiment.X[made.rows].tolist()
    assert made.y.tolist() == experiment.y[made.rows].tolist()
    set_here = {
        one.parameter: one.value
        for one in experiment.interventions
        if one.what == "parameter" and one.iteration == iteration + 1
    }
    for place, value in enumerate(made.after.parameters):
        expected = state.parameters[place] + made.change[place]
        assert value == set_here.get(place, expected)
    assert made.after.memory.shape == state.memory.shape


def test_biases_cost_nothing() -> None:
    training = TrainingSettings(l1=1.0, l2=1.0)
    experiment = Experiment(Dataset([[1.0]], [0.5]), Architecture((2,), True), training)
    row = np.arange(1.0, 8)
    made = update(experiment, State(row, first_state(experiment).memory), 0)
    is_bias = np.array([name.startswith("Bias") for name in names(experiment)])
    assert made.penalty.tolist() == np.where(is_bias, 0, 1 + row).tolist()


def test_changes_on_the_way() -> None:
    changes = (
        Intervention(0, "parameter", 0.25, 1),
        Intervention(2, "learning_rate", 0.125),
        Intervention(2, "parameter", -7.0, 0),
    )
    experiment = replace(article(), interventions=changes)
    state = first_state(experiment)
    drawn = initial(experiment)
    assert state.parameters.tolist() == [drawn[0], 0.25, drawn[2]]
    rates = []
    for iteration in range(4):
        made = update(experiment, state, iteration)
        rates.append(made.settings.learning_rate)
        state = made.after
        assert (state.parameters[0] == -7.0) == (iteration + 1 == 2)
    assert rates == [1, 1, 0.125, 0.125]


def test_an_update_changes_nothing_that_it_is_given() -> None:
    training = TrainingSettings(optimiser="adam", batch_size=2, l2=0.1)
    experiment = replace(article(), training=training)
    state = first_state(experiment)
    before = state.parameters.tobytes(), state.memory.tobytes()
    update(experiment, state, 0)
    assert (state.parameters.tobytes(), state.memory.tobytes()) == before
