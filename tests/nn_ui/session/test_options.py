"""The options: each change keeps the others, and what no longer fits is dropped."""

import pytest

from nn_core import Architecture, Dataset, Experiment, Feature, InputError, Intervention
from nn_ui.session.options import DataOptions, Options

DATA = Dataset([[0, 1], [1, 0]], [0, 1])
RATE = Intervention(5, "learning_rate", 0.5)
WEIGHT = Intervention(5, "parameter", 0.0, 1)


def test_untouched_options_are_the_article_s_experiment() -> None:
    assert Options().experiment(DATA, 1.0, 1) == Experiment(DATA)


def test_layers_come_and_go_at_the_end() -> None:
    options = Options()
    options.change_architecture(bias=True)
    options.set_layers(2)
    options.set_neurons(0, 7)
    options.set_layers(3, size=2)
    assert options.architecture == Architecture((7, 4, 2), bias=True)
    options.set_layers(1)
    assert options.architecture == Architecture((7,), bias=True)
    with pytest.raises(InputError):
        options.set_layers(7)
    with pytest.raises(InputError):
        options.set_neurons(0, 17)
    assert options.architecture.hidden == (7,)


def test_the_learning_rate_is_the_field_s() -> None:
    options = Options()
    options.change_training(optimiser="adam", learning_rate=7.0)
    made = options.experiment(DATA, 0.25, 3)
    assert (made.training.learning_rate, made.training.optimiser, made.seed) == (0.25, "adam", 3)


def test_features_need_their_inputs() -> None:
    options = Options()
    features = (Feature("square", 0), Feature("product", 0, 2), Feature("sine", 1))
    options.change_preparation(features=features, scale=True)
    options.drop_features_beyond(3)
    assert options.preparation.features == features
    options.drop_features_beyond(2)
    assert options.preparation.features == (Feature("square", 0), Feature("sine", 1))
    assert options.preparation.scale


def test_changes_on_the_way_are_kept_in_order_and_removed_by_number() -> None:
    options = Options()
    options.intervene(Intervention(9, "l2", 0.1))
    options.intervene(RATE)
    options.intervene(Intervention(5, "learning_rate", 0.25))
    assert [(one.iteration, one.value) for one in options.interventions] == [(5, 0.25), (9, 0.1)]
    options.remove_intervention(0)
    assert [one.iteration for one in options.interventions] == [9]


def test_a_change_of_a_weight_goes_with_the_network_that_it_was_made_for() -> None:
    options = Options(interventions=(RATE, WEIGHT))
    before = options.experiment(DATA, 1.0, 1)
    options.keep_weight_changes_only_for(before, DATA)
    assert options.interventions == (RATE, WEIGHT)
    options.set_layers(1)
    options.keep_weight_changes_only_for(before, DATA)
    assert options.interventions == (RATE,)


@pytest.mark.parametrize(
    "changes", [{"points": 1}, {"points": 1001}, {"noise": 51}, {"data_seed": None}]
)
def test_what_cannot_be_generated_is_no_option(changes: dict[str, int]) -> None:
    options = Options()
    with pytest.raises(InputError):
        options.change_data(**changes)
    assert options.data == DataOptions()
