"""The fitting networks fit: nearly all training rows right, from three seeds of the weights."""

import pytest

from nn_core import Experiment, Run
from nn_core.experiment.held_back import hold_back
from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.generated_kinds import GENERATED, GeneratedKind
from nn_core.run.metrics import is_classification, training_metrics
from nn_core.sharing.setup import OWN
from nn_core.tables.table import to_dataset
from nn_ui.session.suggested_network import details, label, started


def test_the_page_says_what_it_is() -> None:
    assert label(GENERATED["circle"]) == "Use a fitting network: 2-4-1, tanh"
    assert "learning rate 0.5" in details(GENERATED["circle"])
    assert started("circle") == (
        "Circle starts with a network that fits it: 2-4-1, tanh, learning rate 0.5."
    )
    assert started("xor") == started(OWN) == ""


@pytest.mark.parametrize("kind", GENERATED.values())
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_learns_the_problem(kind: GeneratedKind, seed: int) -> None:
    data = hold_back(to_dataset(GeneratedProblem(kind.key).table()), 0.5)
    run = Run(Experiment(data, kind.network, kind.training, seed))
    run.advance_to(3000)
    found = training_metrics(run.at(3000))
    if is_classification(data):
        assert found.accuracy >= 0.97
    else:
        assert found.r_squared[0].value is not None
        assert found.r_squared[0].value > 0.9
