"""How a kept run differs, in the words of the page."""

from dataclasses import replace

import pytest

from nn_core import Architecture, Intervention, TrainingSettings
from nn_core.experiment.preparation import Preparation
from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.ready_made import problem
from nn_core.run.stop_rule import StopRule
from nn_core.sharing.fields import FIELDS
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.table import Table
from nn_core.telling.differing import differences, in_short

XOR = problem("xor")
HOSTILE = Table(("**a**", "<b>"), ("![](x)",), ((0.0, 1.0, 1.0), (1.0, 0.0, 0.0)))


def training(**changes: object) -> Setup:
    return Setup(training=TrainingSettings(**changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (training(learning_rate=0.1), "learning rate 0.1, here 1"),
        (training(optimiser="adam"), "optimiser Adam, here Gradient descent"),
        (training(batch_size=2), "size of a batch 2, here of the whole table"),
        (training(l2=0.5), "l2 0.5, here 0"),
        (Setup(seed=1234567), "seed 1234567, here 1"),
        (Setup(held_back=0.2), "share of the rows held back 20 %, here 0 %"),
        (Setup(architecture=Architecture((4, 2))), "hidden layers 4-2, here none"),
        (Setup(architecture=Architecture(bias=True)), "bias on, here off"),
        (Setup(interventions=(Intervention(5, "l1", 0.1),)), "with changes"),
        (Setup(preparation=Preparation(scale=True)), "scaling of the inputs on, here off"),
        (Setup("xor", XOR.table, XOR.new_example), "problem XOR, here"),
        (Setup(table=HOSTILE, problem=OWN), "problem of one's own, here"),
        (Setup(table=HOSTILE), "another table"),
    ],
)
def test_only_what_differs_is_said(kept: Setup, said: str) -> None:
    (told,) = differences(kept, Setup())
    assert told.lower().startswith(said.lower())
    assert in_short(kept, Setup()) == told


def test_what_one_timeline_moves_is_no_difference() -> None:
    kept = Setup(iterations=5, stop=StopRule(0.1), new_example=(0.0, 0.0, 0.0))
    assert differences(kept, Setup()) == ()
    assert in_short(kept, Setup()) == "the same as here"


def test_other_points_are_told_by_how_they_are_drawn() -> None:
    one, other = GeneratedProblem("spiral", noise=0.1), GeneratedProblem("spiral", noise=0.2)
    here = Setup("spiral", other.table(), (0.0, 0.0), other)
    kept = replace(here, generated=one, table=one.table())
    assert differences(kept, here) == ("noise 10 %, here 20 %",)


def test_many_differences_are_counted() -> None:
    kept = Setup(
        seed=2,
        architecture=Architecture((4,), True),
        training=TrainingSettings(learning_rate=0.1, optimiser="adam"),
    )
    assert in_short(kept, Setup()) == (
        "seed 2, here 1; hidden layers 4, here none; bias on, here off and 2 more"
    )


def test_nothing_that_a_learner_has_typed_is_repeated() -> None:
    told = "".join(differences(replace(Setup(), table=HOSTILE), Setup()))
    assert not set("*<[") & set(told)


def test_every_field_has_words() -> None:
    """A field that is added later is told as well, or is one of those that are not."""
    values = {"activation": "tanh", "output": "tanh", "weights": "zero", "loss": "cross_entropy"}
    texts = {field.key for field in FIELDS if field.kind.name == "text"} - {"problem"}
    assert texts == {*values, "optimiser"}
