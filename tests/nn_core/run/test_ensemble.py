"""Many seeds at once: each network is that of its own run, and is counted as its run counts it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core import (
    Architecture,
    Dataset,
    Ensemble,
    Experiment,
    InputError,
    Preparation,
    Run,
    TrainingSettings,
)
from nn_core.training.trainer import Trainer
from tests.any_experiment import any_experiments
from tests.oracles import article

XOR = Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
SMALL = Experiment(XOR, Architecture((2,), bias=True), TrainingSettings(0.5))


def runs(experiment: Experiment, seeds: tuple[int, ...], iteration: int) -> list[Run]:
    made = [Run(replace(experiment, seed=seed)) for seed in seeds]
    for run in made:
        run.advance_to(iteration)
    return made


@given(any_experiments(), st.integers(0, 40))
def test_every_network_is_that_of_its_run(experiment: Experiment, iteration: int) -> None:
    seeds = (5, 1, 1, 4_294_967_295)
    many = Ensemble(experiment, seeds)
    many.advance_to(iteration)
    single = runs(experiment, seeds, iteration)
    assert many.correct.tolist() == [int(run.at(run.iteration).correct.sum()) for run in single]
    for run, losses in zip(single, many.losses, strict=True):
        told = many.iterations <= run.iteration
        expected = [run.at(int(at)).loss for at in many.iterations[told]]
        assert_allclose(losses[told], expected, rtol=1e-6, atol=1e-9)
        assert np.isnan(losses[~told]).all()


@given(any_experiments(), st.integers(1, 8))
def test_trained_together_they_are_the_same_to_the_last_bit(
    experiment: Experiment, iteration: int
) -> None:
    seeds = (0, 7)
    many = Trainer(experiment, seeds)
    many.advance(iteration)
    for index, seed in enumerate(seeds):
        one = Trainer(replace(experiment, seed=seed))
        one.advance(iteration)
        if np.isfinite(one.state).all():
            assert many.parameters[index].tobytes() == one.parameters.tobytes()
            assert np.array_equal(many.memory[:, index], one.memory)


def test_rounding_differs_where_single_neurons_are_computed_together_and_only_there() -> None:
    random = np.random.default_rng(0)
    table = Dataset(random.normal(size=(30, 4)), random.integers(0, 2, 30))
    neuron = Experiment(table, training=TrainingSettings(0.1))
    small = replace(neuron, architecture=Architecture((3,)))
    assert not same_bits(neuron)
    assert same_bits(small)


def same_bits(experiment: Experiment) -> bool:
    together = Trainer(experiment, range(20), may_join=True)
    apart = Trainer(experiment, range(20))
    together.advance(50)
    apart.advance(50)
    assert_allclose(together.parameters, apart.parameters, rtol=1e-9, atol=1e-12)
    return together.parameters.tobytes() == apart.parameters.tobytes()


def test_a_swinging_neuron_is_counted_as_its_run_counts_it() -> None:
    # At such a rate the steps jump about, and make much of a difference in the last digit.
    random = np.random.default_rng(3)
    table = Dataset(random.normal(size=(12, 3)), random.integers(0, 2, 12))
    wild = Experiment(table, training=TrainingSettings(30.0))
    seeds = tuple(range(40))
    many = Ensemble(wild, seeds)
    many.advance_to(600)
    expected = [int(run.at(600).correct.sum()) for run in runs(wild, seeds, 600)]
    assert many.correct.tolist() == expected


@pytest.mark.parametrize("optimiser", ["rmsprop", "adam"])
def test_steps_that_are_divided_by_a_gradient_of_almost_0_are_those_of_the_run(
    optimiser: str,
) -> None:
    # The sum of the scaled first input times the errors is 0 but for rounding, and Adam makes a
    # step of full length of that.
    table = Dataset([[0, 0, 0], [0, 1.5, 0], [1, 0, 0]], [0, 0, 0])
    settings = TrainingSettings(0.03, optimiser=optimiser)
    network = Architecture(bias=True, output_activation="identity")
    scaled = Experiment(table, network, settings, preparation=Preparation(scale=True))
    many = Ensemble(scaled, range(40))
    many.advance_to(20)
    for run, losses in zip(runs(scaled, many.seeds, 20), many.losses, strict=True):
        assert losses.tolist() == [run.at(at).loss for at in range(21)]


def test_the_articles_published_digits_are_among_them() -> None:
    many = Ensemble(article(), range(3))
    many.advance_to(10_000)
    run = many.run(1)
    assert (run.experiment.seed, run.iteration) == (1, 10_000)
    assert f"{run.at(10_000).predict([[1, 0, 1]])[0, 0]:.7f}" == "0.9897704"
    assert many.correct.tolist() == [3, 3, 3]


def test_some_starts_solve_xor_and_others_do_not() -> None:
    many = Ensemble(SMALL, range(30))
    many.advance_to(4000)
    assert set(many.correct.tolist()) >= {4}
    assert 0 < np.mean(many.correct == 4) < 1
    assert many.n_right[:, -1].tolist() == many.correct.tolist()


def test_points_begin_at_0_grow_sparse_and_end_where_training_is() -> None:
    many = Ensemble(SMALL, [1, 2])
    assert many.iterations.tolist() == [0]
    many.advance_to(45)
    assert many.iterations.tolist() == [*range(33), 34, 36, 38, 40, 42, 44, 45]
    many.advance_to(47)
    assert many.iterations.tolist() == [*range(33), 34, 36, 38, 40, 42, 44, 46, 47]
    assert many.losses.shape == many.n_right.shape == (2, 41)


def test_losses_are_counted_at_the_points_and_at_the_end_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    random = np.random.default_rng(1)
    table = Dataset(random.normal(size=(1000, 2)), random.integers(0, 2, 1000))
    experiment = Experiment(table, Architecture((8, 8), bias=True), TrainingSettings(1e-4))
    many = Ensemble(experiment, range(20))  # so much work that the clock is looked at each time
    told: list[int] = []
    monkeypatch.setattr(Ensemble, "_note", lambda self: told.append(self.iteration))
    many.advance_to(37, within_seconds=60)
    assert told == [*range(1, 33), 34, 36, 37]


def test_a_time_limit_ends_training_in_between_and_it_can_go_on() -> None:
    many, at_once = Ensemble(SMALL, range(4)), Ensemble(SMALL, range(4))
    reached = many.advance_to(300, within_seconds=0)
    assert 0 < reached < 300
    while many.iteration < 300:
        many.advance_to(300, within_seconds=0)
    at_once.advance_to(300)
    assert many.losses.tobytes() == at_once.losses.tobytes()


def test_networks_that_have_to_stop_leave_the_others_alone() -> None:
    # The step of the output's identity grows without end from this rate on.
    line = Dataset([[1.0], [2.0]], [1.0, 2.0])
    network = Architecture(output_activation="identity")
    growing = Experiment(line, network, TrainingSettings(0.41))
    many = Ensemble(growing, range(3))
    many.advance_to(2000)
    stops = [run.iteration for run in runs(growing, (0, 1, 2), 2000)]
    assert all(stop < 2000 for stop in stops)
    for losses, stop in zip(many.losses, stops, strict=True):
        assert np.isnan(losses).tolist() == (many.iterations > stop).tolist()
    assert many.run(0).stopped == stops[0]


def test_wrong_seeds_and_indices_are_answered_in_a_sentence() -> None:
    with pytest.raises(InputError, match="at least one seed"):
        Ensemble(SMALL, [])
    with pytest.raises(InputError, match="seed"):
        Ensemble(SMALL, [-1])
    with pytest.raises(InputError, match="list of whole numbers"):
        Ensemble(SMALL, 50)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="runs 0 to 1, not 2"):
        Ensemble(SMALL, [3, 4]).run(2)
    with pytest.raises(InputError, match="not to -1"):
        Ensemble(SMALL, [1]).advance_to(-1)
