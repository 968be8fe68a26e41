"""Titles and ranges follow the experiment's own loss and activation."""

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Preparation, Run, TrainingSettings
from nn_core.run import schedule
from nn_core.run.curves import Curves, curves
from nn_ui.figures.quantities import loss_title, output_title, prediction_range

DATA = Dataset(X=[[0, 1], [1, 1]], y=[0, 1])


def with_output(activation: str) -> Experiment:
    return Experiment(DATA, Architecture(output_activation=activation))


def trained(experiment: Experiment) -> Curves:
    run = Run(experiment)
    run.advance_to(20)
    return curves(run, schedule.up_to(20, 64), np.array([30.0, 1.0]), 10)


@pytest.mark.parametrize(
    ("activation", "title"),
    [
        ("sigmoid", "Output (sigmoid, 0 to 1)"),
        ("tanh", "Output (tanh, −1 to 1)"),
        ("relu", "Output (ReLU)"),
        ("leaky_relu", "Output (Leaky ReLU)"),
        ("identity", "Output (identity)"),
    ],
)
def test_the_output_axis_names_the_activation(activation: str, title: str) -> None:
    assert output_title(with_output(activation)) == title


@pytest.mark.parametrize(
    ("loss", "title"),
    [
        ("half_sum_of_squares", "Loss<br>(half the sum of squared errors)"),
        ("mean_squared_error", "Loss<br>(mean squared error)"),
        ("cross_entropy", "Loss<br>cross-entropy (log loss)"),
    ],
)
def test_the_loss_axis_names_the_loss(loss: str, title: str) -> None:
    assert loss_title(Experiment(DATA, training=TrainingSettings(loss=loss))) == title


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity", "softplus"])
def test_the_prediction_s_range_holds_everything_drawn(activation: str) -> None:
    experiment = with_output(activation)
    found = trained(experiment)
    low, high = prediction_range(found, experiment)
    for values in (found.prediction, found.output, experiment.dataset.y):
        assert low <= values.min() <= values.max() <= high


def test_a_bounded_output_has_a_range_that_never_moves() -> None:
    experiment = with_output("tanh")
    assert prediction_range(trained(experiment)[:1], experiment) == pytest.approx((-1.08, 1.08))
    assert prediction_range(trained(experiment), experiment) == pytest.approx((-1.08, 1.08))


PRICES = Dataset([[0.0, 1], [1, 1], [2, 1]], [-100, 150, 300])


def scaled(activation: str) -> Experiment:
    architecture = Architecture(output_activation=activation)
    inside = Preparation(scale_targets=True)
    return Experiment(PRICES, architecture, TrainingSettings(0.05), preparation=inside)


@pytest.mark.parametrize(
    ("activation", "title", "ends"),
    [
        ("sigmoid", "Output (sigmoid, scaled back)", (-116, 316)),
        ("tanh", "Output (tanh, scaled back)", (-116, 316)),
        ("identity", "Output (identity, scaled back)", None),
    ],
)
def test_of_scaled_targets_the_axis_is_in_the_table_s_numbers(
    activation: str, title: str, ends: tuple[float, float] | None
) -> None:
    experiment = scaled(activation)
    assert output_title(experiment) == title
    assert loss_title(experiment) == "Loss of scaled targets<br>(half the sum of squared errors)"
    found = trained(experiment)
    low, high = prediction_range(found, experiment)
    for values in (found.prediction, found.output, PRICES.y):
        assert low <= values.min() <= values.max() <= high
    if ends is not None:
        assert (low, high) == pytest.approx(ends)
