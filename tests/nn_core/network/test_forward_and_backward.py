"""Forward pass, gradients and loss, against numbers worked by hand and against a naive network."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core import Architecture, Dataset, Experiment, InputError, Run, Snapshot
from nn_core.arrays import quiet_overflow
from nn_core.network.activation import activation
from nn_core.network.curves import sigmoid, sigmoid_slope
from nn_core.network.forward import LayerState
from nn_core.network.loss import loss
from tests import oracles
from tests.oracles import Array, article, experiments

NUDGE = 1e-5


def start(experiment: Experiment) -> Snapshot:
    return Run(experiment).at(0)


def test_the_first_forward_and_backward_pass_by_hand() -> None:
    # Initial weights (seed 1): -0.16595599, 0.44064899, -0.99977125. z is the sum of the weights
    # whose input is 1:
    #   row 1 (0, 1, 1)   0.44064899 - 0.99977125            = -0.55912226
    #   row 2 (1, 0, 0)  -0.16595599                         = -0.16595599
    #   row 3 (1, 0, 1)  -0.16595599 - 0.99977125            = -1.16572724
    z = [-0.55912226, -0.16595599, -1.16572724]
    # output = 1 / (1 + e^-z):
    #   1 / (1 + 1.74913658) = 0.36375058
    #   1 / (1 + 1.18052118) = 0.45860596
    #   1 / (1 + 3.20825511) = 0.23762817
    output = [0.36375058, 0.45860596, 0.23762817]
    # error = y - output, with y = 1, 0, 1:
    error = [0.63624942, -0.45860596, 0.76237183]
    # slope = output * (1 - output):
    #   0.36375058 * 0.63624942 = 0.23143609
    #   0.45860596 * 0.54139404 = 0.24828653
    #   0.23762817 * 0.76237183 = 0.18116102
    # delta = dLoss/dz = -error * slope:
    #   -0.63624942 * 0.23143609 = -0.14725108
    #    0.45860596 * 0.24828653 =  0.11386568
    #   -0.76237183 * 0.18116102 = -0.13811206
    delta = [-0.14725108, 0.11386568, -0.13811206]
    # A weight's gradient is the sum of the deltas of the rows in which its input is 1:
    #   weight 1 (rows 2, 3)   0.11386568 - 0.13811206 = -0.02424638
    #   weight 2 (row 1)                                 -0.14725108
    #   weight 3 (rows 1, 3)  -0.14725108 - 0.13811206 = -0.28536314
    gradient = [-0.02424638, -0.14725108, -0.28536314]
    # loss = half of 0.40481332 + 0.21031943 + 0.58121081 = 0.59817178
    snapshot = start(article())
    (layer,), (found,) = snapshot.layers, snapshot.gradients
    assert layer.inputs.tolist() == [[0, 1, 1], [1, 0, 0], [1, 0, 1]]
    assert_allclose(layer.z[:, 0], z, atol=1.5e-8)
    assert_allclose(snapshot.output[:, 0], output, atol=1.5e-8)
    assert_allclose(snapshot.error[:, 0], error, atol=1.5e-8)
    assert_allclose(found.delta[:, 0], delta, atol=1.5e-8)
    assert_allclose(found.grad_weights[:, 0], gradient, atol=1.5e-8)
    assert snapshot.loss == pytest.approx(0.59817178, abs=1.5e-8)


@settings(max_examples=60)
@given(experiments())
def test_the_forward_pass_is_that_of_the_naive_network(experiment: Experiment) -> None:
    snapshot, data = start(experiment), experiment.dataset
    layers = oracles.initial_layers(experiment)
    expected = oracles.outputs(layers, data.X)
    assert len(snapshot.layers) == len(layers)
    for state, before, after, (weights, _) in zip(
        snapshot.layers, expected, expected[1:], layers, strict=False
    ):
        assert_allclose(state.inputs, before, rtol=1e-12)
        assert_allclose(state.z, before @ weights, rtol=1e-12, atol=1e-12)
        assert_allclose(state.output, after, rtol=1e-12)
    assert snapshot.loss == pytest.approx(oracles.loss(layers, data.X, data.y), rel=1e-12)
    assert_allclose(snapshot.predict(data.X), expected[-1], rtol=1e-12)


def central_difference(
    layers: oracles.Layers, values: Array, place: tuple[int, ...], X: Array, y: Array
) -> float:
    """(loss(value + nudge) - loss(value - nudge)) / (2 * nudge) for the number at one place."""
    value = values[place]
    values[place] = value + NUDGE
    above = oracles.loss(layers, X, y)
    values[place] = value - NUDGE
    below = oracles.loss(layers, X, y)
    values[place] = value
    return (above - below) / (2 * NUDGE)


def numeric_gradient(layers: oracles.Layers, values: Array, X: Array, y: Array) -> Array:
    places = np.ndindex(values.shape)
    found = [central_difference(layers, values, place, X, y) for place in places]
    return np.reshape(found, values.shape)


def assert_gradients_are_central_differences(experiment: Experiment, iteration: int) -> None:
    data, run = experiment.dataset, Run(experiment)
    run.advance_to(iteration)
    snapshot = run.at(iteration)
    pairs = zip(snapshot.weights, snapshot.biases, strict=True)
    layers = [(weights.copy(), bias.copy()) for weights, bias in pairs]
    for gradient, (weights, bias) in zip(snapshot.gradients, layers, strict=True):
        for exact, values in [(gradient.grad_weights, weights), (gradient.grad_bias, bias)]:
            assert exact.shape == values.shape
            assert_allclose(exact, numeric_gradient(layers, values, data.X, data.y), atol=1e-7)


@settings(max_examples=30)
@given(experiments(), st.integers(0, 5))
def test_gradients_are_the_slopes_of_the_loss(experiment: Experiment, iteration: int) -> None:
    assert_gradients_are_central_differences(experiment, iteration)


@pytest.mark.parametrize("hidden", [(), (1,), (5,), (4, 3), (3, 2, 4), (2,) * 6])
@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("n_outputs", [1, 3])
def test_gradients_in_every_layout(hidden: Sequence[int], bias: bool, n_outputs: int) -> None:
    rng = np.random.default_rng(len(hidden))
    dataset = Dataset(rng.uniform(-2, 2, (5, 3)), rng.uniform(0, 1, (5, n_outputs)))
    assert_gradients_are_central_differences(Experiment(dataset, Architecture(hidden, bias)), 2)


@pytest.mark.parametrize("size", [1e6, 1e300, np.inf])
def test_a_sigmoid_far_from_zero_is_0_or_1_without_a_warning(size: float) -> None:
    with quiet_overflow():
        assert sigmoid(np.array([-size, size])).tolist() == [0, 1]


def test_a_network_far_from_zero_answers_0_or_1_without_a_warning() -> None:
    snapshot = Snapshot(Experiment(Dataset([[1], [-1], [0]], [0, 1, 0])), 0, np.array([1e6]))
    assert snapshot.layers[0].z[:, 0].tolist() == [1e6, -1e6, 0]
    assert snapshot.output[:, 0].tolist() == [1, 0, 0.5]
    assert snapshot.loss == 1.125  # half of 1 + 1 + 0.25
    assert snapshot.gradients[0].grad_weights.tolist() == [[0]]  # flat on both sides


@given(st.floats(-30, 30))
def test_the_sigmoid_and_its_slope(z: float) -> None:
    output = sigmoid(np.array([z, -z]))
    assert output[0] == pytest.approx(1 / (1 + np.exp(-z)), rel=1e-15)
    assert output.sum() == pytest.approx(1, rel=1e-12)
    numeric = (sigmoid(np.array([z + NUDGE])) - sigmoid(np.array([z - NUDGE]))) / (2 * NUDGE)
    assert_allclose(sigmoid_slope(output)[:1], numeric, atol=1e-9)


def test_the_sigmoid_leaves_its_argument_as_it_is() -> None:
    z = np.array([0.0, 1.0])
    sigmoid_slope(sigmoid(z))
    assert z.tolist() == [0, 1]


def test_the_loss_is_half_the_sum_over_rows_and_outputs() -> None:
    output, y = np.array([[0.5, 1.0], [0.0, 0.25]]), np.array([[1.0, 1.0], [2.0, 0.0]])
    layer = LayerState(output, output, output, activation("identity"))
    assert loss("half_sum_of_squares").value(layer, y) == (0.25 + 4 + 0.0625) / 2


@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_an_output_of_exactly_one_half_is_not_correct(weight: float) -> None:
    dataset = Dataset([[0], [0], [0], [0]], [0, 1, 0.5, 0.4])
    snapshot = Snapshot(Experiment(dataset), 0, np.array([weight]))
    assert snapshot.output.ravel().tolist() == [0.5] * 4
    assert snapshot.correct.tolist() == [False] * 4


def test_a_row_is_correct_when_all_its_outputs_are() -> None:
    dataset = Dataset([[1], [1], [1], [-1]], [[1, 0], [1, 1], [0.5, 0.4], [0, 1]])
    snapshot = Snapshot(Experiment(dataset), 0, np.array([1.0, -1.0]))  # outputs 0.73 and 0.27
    assert snapshot.correct.tolist() == [True, False, True, True]


@pytest.mark.parametrize(
    ("rows", "found"), [([1, 0], 2), ([[1, 0], [0, 1]], 2), (5, 1), ([[[1, 2, 3]]], 3)]
)
def test_a_row_to_predict_needs_one_number_for_each_input(rows: object, found: int) -> None:
    with pytest.raises(InputError, match=f"needs 3 numbers, .* this one has {found}"):
        start(article()).predict(rows)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [np.nan, np.inf, -1e7])
def test_a_row_to_predict_holds_finite_numbers(value: float) -> None:
    with pytest.raises(InputError, match="The example, row 2, column 3: "):
        start(article()).predict([[1, 0, 1], [1, 0, value]])


def test_predicting_takes_one_flat_row_or_many() -> None:
    snapshot = start(article())
    assert snapshot.predict([1, 0, 1]).shape == (1, 1)
    assert snapshot.predict([[1, 0, 1]] * 5).shape == (5, 1)
    assert snapshot.predict(np.empty((0, 3))).shape == (0, 1)
