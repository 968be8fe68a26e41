"""Events of the network and the fields as pure functions."""

from dataclasses import replace
from typing import Any

import pytest

from nn_core import (
    Architecture,
    Feature,
    InputError,
    Intervention,
    Preparation,
    TrainingSettings,
)
from nn_core.advice import Remedy
from nn_core.sharing.fields import FIELDS
from nn_core.sharing.remedied import remedied
from nn_core.sharing.setup import Setup
from nn_ui.session.events.network import (
    added_change,
    n_layers,
    n_neurons,
    removed_change,
)
from nn_ui.session.events.table import chosen_problem
from nn_ui.session.fields import page_fields

ARTICLE = Setup()
# What a learner may put into each field of a generated problem with two hidden layers.
VALUES: dict[str, Any] = {
    "problem": "xor",
    "iterations": "20,000",
    "seed": "7",
    "points": 60,
    "noise": 30,
    "data_seed": "5",
    "test_share": 35,
    "bias": True,
    "activation": "tanh",
    "output_activation": "tanh",
    "initial_weights": "he",
    "learning_rate": "0,25",
    "loss": "mean_squared_error",
    "optimiser": "adam",
    "batch_size": "2",
    "l1": ",5",
    "l2": "0.02",
    "scale_inputs": True,
    "scale_targets": True,
    "stop_loss": "0,125",
    "stop_all_right": True,
    "features": [Feature("square", 0)],
    "hidden_layers": "3",
    "neurons_1": "5",
    "neurons_2": "6",
}
CIRCLE = chosen_problem(ARTICLE, "circle")
SETUP = n_layers(replace(CIRCLE, architecture=ARTICLE.architecture, training=ARTICLE.training), 2)


def use(setup: Setup, key: str, value: Any) -> Setup:
    (field,) = [one for one in page_fields(setup) if one.key == key]
    return field.use(setup, value)


def shown(setup: Setup) -> dict[str, Any]:
    return {field.key: field.show(setup) for field in page_fields(setup)}


def test_every_part_of_a_setup_has_a_field_or_is_no_field() -> None:
    assert set(VALUES) == set(shown(SETUP))
    no_fields = {"t", "inputs", "targets", "example", "table", "changes", "hidden", "columns"}
    assert len(FIELDS) - len(no_fields) == len(VALUES) - 3  # three for the layers and their sizes


@pytest.mark.parametrize("key", VALUES)
def test_each_field_shows_what_was_put_into_it_and_changes_nothing_else(key: str) -> None:
    made = use(SETUP, key, VALUES[key])
    assert made != SETUP
    (field,) = [one for one in page_fields(SETUP) if one.key == key]
    wanted = field.show(made)
    assert use(SETUP, key, wanted) == made, "what it shows is read as it was written"
    assert use(made, key, field.show(SETUP)) == SETUP or key in ("problem", "hidden_layers")
    others = {
        one for one in shown(SETUP) if one != key and shown(SETUP)[one] != shown(made).get(one)
    }
    assert not others or key in ("problem", "hidden_layers"), others
    assert field.words(VALUES[key])


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("iterations", "", "Iterations is empty: type a whole number from 1 to 10,000,000."),
        ("iterations", "10.000", "Iterations holds"),
        ("seed", "-1", "Seed is -1: type a whole number from 0 to 4,294,967,295."),
        ("learning_rate", "0", "Learning rate is 0: type a number over 0, at most 1,000."),
        ("batch_size", "0", "Batch size is 0: type a whole number from 1 to 1,000."),
        ("data_seed", "x", "Data seed holds"),
        ("l1", "-1", "L1 regularisation goes from 0 to 10."),
        ("stop_loss", "soon", "The loss to stop at holds"),
        ("hidden_layers", "7", "Hidden layers is 7: type a whole number from 0 to 6."),
        ("neurons_1", "17", "Neurons in 1 is 17: type a whole number from 1 to 16."),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(key: str, typed: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        use(SETUP, key, typed)
    assert str(caught.value).startswith(sentence)


def test_emptied_fields_mean_the_whole_table_no_price_and_no_rule() -> None:
    made = use(use(use(SETUP, "batch_size", "2"), "l2", "1"), "stop_loss", "1")
    for key in ("batch_size", "l2", "stop_loss"):
        made = use(made, key, "")
    assert made == SETUP


def test_layers_come_and_go_at_the_end() -> None:
    setup = replace(ARTICLE, architecture=Architecture((), bias=True))
    made = n_layers(n_neurons(n_layers(setup, 2), 0, 7), 3)
    assert made.architecture == Architecture((7, 4, 4), bias=True)
    assert n_layers(made, 1).architecture == Architecture((7,), bias=True)
    assert n_neurons(made, 5, 2) == made
    for impossible in (lambda: n_layers(made, 7), lambda: n_neurons(made, 0, 17)):
        with pytest.raises(InputError):
            impossible()


def test_changes_on_the_way_are_kept_in_order_and_removed_by_number() -> None:
    setup = ARTICLE
    for change in (("l2", 9, 0.1), ("learning_rate", 5, 0.5), ("learning_rate", 5, 0.25)):
        what, iteration, value = change
        setup = added_change(setup, Intervention(iteration, what, value))
    assert [(one.iteration, one.value) for one in setup.interventions] == [(5, 0.25), (9, 0.1)]
    assert [one.iteration for one in removed_change(setup, 0).interventions] == [9]


def test_a_remedy_changes_what_it_is_for() -> None:
    training, inside = TrainingSettings(0.5), Preparation(scale_targets=True)
    assert remedied(ARTICLE, Remedy("", training=training)) == replace(ARTICLE, training=training)
    assert remedied(ARTICLE, Remedy("", preparation=inside)) == replace(ARTICLE, preparation=inside)
