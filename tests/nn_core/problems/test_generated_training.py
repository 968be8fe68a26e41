"""Generated problems in training: what is said about them is what a learner will see."""

import pytest

from nn_core import Architecture, Experiment, Feature, Preparation, Run, TrainingSettings
from nn_core.advice import advice
from nn_core.experiment.held_back import hold_back
from nn_core.problems.generated import GeneratedProblem
from nn_core.run.metrics import Metrics, held_back_metrics, training_metrics
from nn_core.tables.table import to_dataset

NEURON = Architecture(bias=True, initial_weights="glorot")
SQUARES = Preparation((Feature("square", 0), Feature("square", 1)), scale=True)
PRODUCT = Preparation((Feature("product", 0, 1),), scale=True)


def held_back(
    kind: str,
    architecture: Architecture,
    n_iterations: int,
    preparation: Preparation | None = None,
    noise: float = 0.0,
    optimiser: str = "adam",
) -> Metrics:
    """How the trained network does on the last 30% of the points, which it has never seen."""
    dataset = hold_back(to_dataset(GeneratedProblem(kind, 200, noise).table()), 0.3)
    loss = "mean_squared_error" if architecture.output_activation == "identity" else "cross_entropy"
    training = TrainingSettings(0.03, loss, optimiser)
    preparation = preparation or Preparation()
    assert advice(dataset, architecture, training, preparation) == ()
    run = Run(Experiment(dataset, architecture, training, 1, (), preparation))
    run.advance_to(n_iterations)
    found = held_back_metrics(run.at(n_iterations))
    assert found is not None
    assert found.n_rows == 60
    assert training_metrics(run.at(n_iterations)).n_rows == 140
    return found


def test_one_neuron_is_enough_for_two_gaussians() -> None:
    assert held_back("two_gaussians", NEURON, 500).accuracy == 1


@pytest.mark.parametrize(
    ("kind", "features"), [("circle", SQUARES), ("xor_clouds", PRODUCT)], ids=str
)
def test_the_right_features_make_one_neuron_enough(kind: str, features: Preparation) -> None:
    assert held_back(kind, NEURON, 2000, features).accuracy > 0.95
    assert held_back(kind, NEURON, 2000).accuracy < 0.8


@pytest.mark.parametrize(("kind", "noise"), [("circle", 0.0), ("xor_clouds", 0.0), ("moons", 0.1)])
def test_a_hidden_layer_is_enough_for_a_bent_border(kind: str, noise: float) -> None:
    hidden = Architecture((8,), True, "tanh", initial_weights="glorot")
    assert held_back(kind, hidden, 2000, noise=noise).accuracy > 0.9


def test_the_spiral_takes_hidden_layers_and_many_iterations() -> None:
    hidden = Architecture((8, 8), True, "tanh", initial_weights="glorot")
    assert held_back("spiral", hidden, 3000).accuracy > 0.9
    assert held_back("spiral", hidden, 100).accuracy < 0.8
    assert held_back("spiral", NEURON, 3000).accuracy < 0.8


def test_one_identity_neuron_is_enough_for_the_plane() -> None:
    line = Architecture(bias=True, output_activation="identity", initial_weights="glorot")
    (found,) = held_back("plane", line, 2000, optimiser="gradient_descent").r_squared
    assert found.value is not None
    assert found.value > 0.999


def test_several_gaussians_take_several_hidden_neurons() -> None:
    values = []
    for size in (1, 16):
        hidden = Architecture((size,), True, "tanh", "identity", "glorot")
        (found,) = held_back("several_gaussians", hidden, 3000).r_squared
        assert found.value is not None
        values.append(found.value)
    assert values[0] < 0.4
    assert values[1] > 0.7
