"""The fitting networks fit: nearly all training rows right, from three seeds of the weights."""

import pytest

from nn_core import Experiment, Run
from nn_core.experiment.held_back import hold_back
from nn_core.problems.generated import GENERATED, GeneratedProblem
from nn_core.run.metrics import is_classification, training_metrics
from nn_core.tables.table import to_dataset
from nn_ui.sidebar.suggested_network import FITTING, details, label

KEYS = [kind.key for kind in GENERATED]


def test_every_generated_problem_has_one() -> None:
    assert sorted(FITTING) == sorted(KEYS)
    assert label("circle") == "Use a fitting network: 2-4-1, tanh"
    assert "learning rate 0.5" in details("circle")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_learns_the_problem(key: str, seed: int) -> None:
    data = hold_back(to_dataset(GeneratedProblem(key).table()), 0.5)
    network, training = FITTING[key]
    run = Run(Experiment(data, network, training, seed))
    run.advance_to(3000)
    found = training_metrics(run.at(3000))
    if is_classification(data):
        assert found.accuracy >= 0.97
    else:
        assert found.r_squared[0].value is not None
        assert found.r_squared[0].value > 0.9
