"""The beats of an iteration: every product once, in an order in which all that is used is known."""

import pytest
from hypothesis import given

from nn_core import Architecture, Dataset, Experiment, InputError
from nn_core.explanation.beats import GRAINS, LAYER, NEURON, PRODUCT, Beat, beats, beside
from tests.any_experiment import any_experiments
from tests.oracles import article

DEEP = Experiment(Dataset([[0, 1]], [[1]]), Architecture(hidden=(2,), bias=True))


def test_the_article_s_iteration_by_hand() -> None:
    phases = ["forward", "error", "slope", "change", "new_weights"]
    assert beats(article(), LAYER) == tuple(Beat(phase, 0) for phase in phases)
    assert beats(article(), NEURON) == tuple(Beat(phase, 0, 0) for phase in phases)
    weights = (0, 1, 2)
    assert beats(article(), PRODUCT) == (
        *(Beat("forward", 0, 0, other) for other in (*weights, None)),
        Beat("error", 0, 0),
        Beat("slope", 0, 0),
        *(Beat("change", 0, 0, other) for other in weights),
        *(Beat("new_weights", 0, 0, other) for other in weights),
    )


def test_values_go_forwards_and_deltas_come_back() -> None:
    assert [(one.phase, one.layer) for one in beats(DEEP, LAYER)] == [
        *(("forward", 0), ("forward", 1), ("error", 1), ("slope", 1), ("slope", 0)),
        *(("change", 1), ("change", 0), ("new_weights", 0), ("new_weights", 1)),
    ]
    slopes = [one for one in beats(DEEP, PRODUCT) if one.phase == "slope"]
    # The output's delta, and what of it comes back to each hidden neuron, and then its delta.
    assert [(one.layer, one.neuron, one.other) for one in slopes] == [
        *((1, 0, None), (0, 0, 0), (0, 0, None), (0, 1, 0), (0, 1, None)),
    ]


@given(any_experiments())
def test_every_weight_and_bias_is_multiplied_changed_and_new_once(experiment: Experiment) -> None:
    found = beats(experiment, PRODUCT)
    assert len(set(found)) == len(found)
    for phase in ("forward", "change", "new_weights"):
        products = [one for one in found if one.phase == phase and one.other is not None]
        assert len(products) == experiment.n_parameters


@given(any_experiments())
def test_another_grain_shows_the_same_place(experiment: Experiment) -> None:
    coarse, fine = beats(experiment, LAYER), beats(experiment, PRODUCT)
    for place, beat in enumerate(coarse):
        assert beside(coarse, fine[beside(fine, beat)]) == place
    for beat in fine:
        there = beats(experiment, NEURON)[beside(beats(experiment, NEURON), beat)]
        assert (there.phase, there.layer, there.neuron) == (beat.phase, beat.layer, beat.neuron)


def test_there_is_no_fourth_grain() -> None:
    with pytest.raises(InputError, match=", ".join(GRAINS)):
        beats(article(), "bit")
