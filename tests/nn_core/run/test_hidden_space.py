"""The space of a hidden layer: through it go the network's own answers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.run.hidden_space import answers_at, drawable_layers, leads, places
from tests.any_experiment import any_experiments

XOR = Dataset(X=[[0, 0], [0, 1], [1, 0], [1, 1]], y=[0, 1, 1, 0])


@given(any_experiments(), st.integers(0, 20))
def test_what_comes_through_a_hidden_layer_is_the_answer(
    experiment: Experiment, iteration: int
) -> None:
    run = Run(experiment)
    snapshot = run.at(run.advance_to(iteration))
    for layer, size in enumerate(experiment.architecture.hidden):
        points = places(snapshot, layer, experiment.dataset.X)
        assert points.shape == (experiment.dataset.n_samples, size)
        assert np.array_equal(answers_at(snapshot, layer, points), snapshot.answers, equal_nan=True)


def test_layers_of_two_or_three_neurons_can_be_drawn() -> None:
    assert drawable_layers(Experiment(XOR, Architecture((4, 2, 3, 1)))) == (1, 2)
    assert drawable_layers(Experiment(XOR)) == ()


def test_a_lead_is_against_the_largest_of_the_others() -> None:
    found = leads(np.array([[0.1, 0.7, 0.2], [0.5, 0.5, 0.0]]))
    assert found == pytest.approx(np.array([[-0.6, 0.5, -0.5], [0.0, 0.0, -0.5]]))


def test_a_solved_xor_can_be_parted_by_a_line_in_the_hidden_layer() -> None:
    network = Architecture((2,), bias=True, activation="tanh")
    run = Run(Experiment(XOR, network, TrainingSettings(learning_rate=1.0), seed=2))
    snapshot = run.at(run.advance_to(3000))
    assert snapshot.correct.all()
    points, w = places(snapshot, 0, XOR.X), snapshot.weights[1][:, 0]
    sides = points @ w + snapshot.biases[1][0] > 0
    assert sides.tolist() == [False, True, True, False]
