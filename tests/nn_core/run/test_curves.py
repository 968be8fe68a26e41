"""Curves show what the snapshots show, at many iterations at once."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

import nn_core.run.curves
from nn_core import Architecture, Dataset, Experiment, InputError, Run, TrainingSettings
from nn_core.run import schedule
from nn_core.run.curves import Curves, curves
from nn_core.run.metrics import held_back_metrics
from tests.any_experiment import any_experiments
from tests.oracles import article, experiments

FIELDS = ("iterations", "loss", "parameters", "prediction", "output")


def article_curves(iteration: int) -> Curves:
    run = Run(article())
    run.advance_to(iteration)
    return curves(run, schedule.up_to(iteration), (1, 0, 1), 3)


def equal(first: Curves, second: Curves) -> bool:
    return all(np.array_equal(getattr(first, name), getattr(second, name)) for name in FIELDS)


@settings(max_examples=25)
@given(experiments(), st.integers(0, 60), st.integers(0, 5))
def test_curves_are_the_snapshots(experiment: Experiment, iteration: int, n_rows: int) -> None:
    data, run = experiment.dataset, Run(experiment)
    run.advance_to(iteration)
    example = np.linspace(-1, 1, data.n_inputs)
    drawn = curves(run, schedule.up_to(iteration), example, n_rows)
    n_shown = min(n_rows, data.n_samples)
    assert drawn.output.shape == (iteration + 1, n_shown, data.n_outputs)
    for entry, at in enumerate(drawn.iterations.tolist()):
        snapshot = run.at(at)
        assert drawn.parameters[entry].tobytes() == snapshot.parameters.tobytes()
        assert drawn.loss[entry] == pytest.approx(snapshot.loss, rel=1e-12)
        assert_allclose(drawn.prediction[entry], snapshot.predict(example)[0], rtol=1e-12)
        assert_allclose(drawn.output[entry], snapshot.answers[:n_shown], rtol=1e-12)


@pytest.mark.long
@settings(max_examples=100)
@given(any_experiments(), st.integers(0, 30))
def test_curves_are_the_snapshots_for_every_option(experiment: Experiment, iteration: int) -> None:
    data, run = experiment.dataset, Run(experiment)
    reached = run.advance_to(iteration)
    example = np.linspace(-1, 1, data.n_inputs)
    drawn = curves(run, schedule.up_to(reached), example, 3)
    assert (drawn.test_loss is None) == (data.n_test == 0)
    for entry in range(reached + 1):
        snapshot = run.at(entry)
        size = 1e-12 * (1 + max(np.abs(layer.z).max() for layer in snapshot.layers))
        assert drawn.parameters[entry].tobytes() == snapshot.parameters.tobytes()
        assert drawn.loss[entry] == pytest.approx(snapshot.loss, rel=1e-9, abs=size)
        assert_allclose(drawn.prediction[entry], snapshot.predict(example)[0], 1e-9, size)
        assert_allclose(drawn.output[entry], snapshot.answers[:3], 1e-9, size)
        held_back = held_back_metrics(snapshot)
        if drawn.test_loss is not None and held_back is not None:
            assert drawn.test_loss[entry] == pytest.approx(held_back.loss, rel=1e-9, abs=size)


@pytest.mark.parametrize(("loss", "scale"), [("half_sum_of_squares", 3), ("mean_squared_error", 1)])
def test_the_loss_of_test_rows_by_hand(loss: str, scale: float) -> None:
    # One weight, no bias, identity: the output is weight * input. Half the sum of squares of one
    # test row counts three times, since there are three training rows.
    dataset = Dataset([[1], [2], [3]], [1, 2, 3], X_test=[[4]], y_test=[1])
    architecture = Architecture(output_activation="identity")
    run = Run(Experiment(dataset, architecture, TrainingSettings(0.01, loss)))
    run.advance_to(5)
    drawn = curves(run, schedule.up_to(5), [0], 1)
    error = 1 - 4 * drawn.parameters[:, 0]
    assert drawn.test_loss is not None
    half = 0.5 if loss == "half_sum_of_squares" else 1
    assert_allclose(drawn.test_loss, scale * half * error**2, rtol=1e-12)


def test_curves_with_test_rows_can_be_cut_and_put_together() -> None:
    dataset = Dataset([[0], [1]], [0, 1], X_test=[[0.5]], y_test=[1])
    run = Run(Experiment(dataset))
    run.advance_to(20)
    drawn = curves(run, schedule.up_to(20), [0], 1)
    again = drawn[:7].followed_by(drawn[7:])
    assert again.test_loss is not None
    assert drawn.test_loss is not None
    assert again.test_loss.tolist() == drawn.test_loss.tolist()
    assert len(again) == 21


def test_curves_are_the_snapshots_where_records_are_far_apart() -> None:
    run = Run(article())
    run.advance_to(10_000)
    drawn = curves(run, schedule.up_to(10_000)[-400:], (1, 0, 1), 3)
    for entry, at in enumerate(drawn.iterations.tolist()):
        snapshot = run.at(at)
        assert drawn.loss[entry] == pytest.approx(snapshot.loss, rel=1e-12)
        assert_allclose(drawn.prediction[entry], snapshot.predict((1, 0, 1))[0], rtol=1e-12)
    assert drawn.prediction[-1, 0] == pytest.approx(0.98977, abs=1e-4)


@given(st.slices(301))
def test_a_slice_cuts_every_curve_alike(entries: slice) -> None:
    drawn = article_curves(300)
    cut = drawn[entries]
    assert len(cut) == len(range(301)[entries])
    assert all(np.array_equal(getattr(cut, name), getattr(drawn, name)[entries]) for name in FIELDS)


@given(st.integers(0, 301))
def test_curves_can_be_put_together_again(place: int) -> None:
    drawn = article_curves(300)
    assert equal(drawn[:place].followed_by(drawn[place:]), drawn)


def test_curves_drawn_in_pieces_are_those_drawn_at_once() -> None:
    run = Run(article())
    run.advance_to(3000)
    kept = schedule.up_to(3000)
    pieces = curves(run, kept[:0], (1, 0, 1), 2)
    assert (len(pieces), pieces.output.shape, pieces.prediction.shape) == (0, (0, 2, 1), (0, 1))
    for start in range(0, len(kept), 700):
        pieces = pieces.followed_by(curves(run, kept[start : start + 700], (1, 0, 1), 2))
    assert equal(pieces, curves(run, kept, (1, 0, 1), 2))


def test_chunks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = article_curves(200)
    monkeypatch.setattr(nn_core.run.curves, "CHUNK", 10)
    assert equal(article_curves(200), at_once)


def test_a_large_table_needs_little_memory() -> None:
    rng = np.random.default_rng(3)
    dataset = Dataset(rng.uniform(-1, 1, (1000, 3)), rng.uniform(0, 1, (1000, 4)))
    run = Run(Experiment(dataset, Architecture(bias=True)))
    run.advance_to(1000)  # 1001 records: 32 MB of outputs if they were all kept
    drawing = schedule.up_to(1000)
    tracemalloc.start()
    curves(run, drawing, (0, 0, 0), 3)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30_000_000


@pytest.mark.parametrize("example", [(1, 0), (1, 0, 1, 1), (1, 0, np.nan)])
def test_an_example_that_does_not_fit_is_refused(example: tuple[float, ...]) -> None:
    run = Run(article())
    with pytest.raises(InputError):
        curves(run, schedule.up_to(0), example, 3)


def test_curves_of_what_was_not_trained_are_refused() -> None:
    run = Run(article())
    run.advance_to(10)
    with pytest.raises(IndexError):
        curves(run, schedule.up_to(11), (1, 0, 1), 3)


def test_some_parameters_only_are_columns_of_all() -> None:
    run = Run(article())
    run.advance_to(2000)
    kept = schedule.up_to(2000, 64)
    everything, some = (curves(run, kept, (1, 0, 1), 3, places) for places in (None, (2, 0)))
    assert everything.places == (0, 1, 2)
    assert some.parameters.tobytes() == everything.parameters[:, [2, 0]].tobytes()
    assert some.parameter(0).tobytes() == everything.parameter(0).tobytes()
    assert some.prediction.tobytes() == everything.prediction.tobytes()
    other = some.with_parameters(run, (1,))
    assert other.places == (1,)
    assert other.parameters.tobytes() == everything.parameters[:, [1]].tobytes()
    assert other.loss is some.loss
    assert len(other[3:5].followed_by(other[5:])) == len(kept) - 3
