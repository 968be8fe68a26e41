"""A run goes forward and remembers: every iteration comes back exactly, at little cost."""

import tracemalloc
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    InputError,
    Intervention,
    Run,
    TrainingSettings,
)
from nn_core.limits import MAX_INPUTS, MAX_NEURONS, MAX_OUTPUTS
from nn_core.network.optimiser import OPTIMISERS
from nn_core.run import run, schedule
from nn_core.training.trainer import Trainer
from tests.any_experiment import any_experiments
from tests.counting import iterations_trained
from tests.oracles import article, experiments

MEGABYTE = 2**20
DEFAULT_ITERATIONS = 10_000
# The most that the page offers: six layers of sixteen neurons, and the optimiser that remembers
# most.
DEEPEST = Experiment(
    Dataset(X=[[0, 1, 1], [1, 0, 0], [1, 0, 1]], y=[1, 0, 1]),
    Architecture((16,) * 6, True, "tanh"),
    TrainingSettings(0.01, optimiser="adam"),
)
FAR = 6_000  # records lie 1, 2, 4 and then 8 iterations apart
PLACES = st.integers(0, 2600)


@cache
def far_run() -> Run:
    return trained(article(), FAR)


def trained(experiment: Experiment, iteration: int) -> Run:
    made = Run(experiment)
    made.advance_to(iteration)
    return made


def parameters(made: Run, iteration: int) -> bytes:
    return made.at(iteration).parameters.tobytes()


def state(made: Run, iteration: int) -> bytes:
    snapshot = made.at(iteration)
    return snapshot.parameters.tobytes() + snapshot.memory.tobytes()


@pytest.mark.long
@settings(max_examples=40)
@given(st.integers(0, FAR) | st.integers(4096, FAR))
def test_a_replayed_iteration_is_exactly_the_trained_one(iteration: int) -> None:
    fresh = trained(article(), iteration)
    snapshot = far_run().at(iteration)
    assert snapshot.iteration == iteration
    assert parameters(far_run(), iteration) == parameters(fresh, iteration)
    trainer = Trainer(article())
    trainer.advance(iteration)
    assert parameters(far_run(), iteration) == trainer.parameters.tobytes()
    assert snapshot.loss == fresh.at(iteration).loss


@pytest.mark.long
@settings(max_examples=15)
@given(experiments() | any_experiments(), st.lists(PLACES, min_size=1, max_size=5))
def test_every_experiment_replays_exactly_in_any_order(
    experiment: Experiment, places: list[int]
) -> None:
    made = trained(experiment, 2600)
    places = [min(place, made.iteration) for place in places]
    expected = {}
    trainer = Trainer(experiment)
    done = 0
    for place in sorted(set(places)):
        trainer.advance(place - done)
        done, expected[place] = place, trainer.state.tobytes()
    assert [state(made, place) for place in places] == [expected[place] for place in places]


@pytest.mark.long
@pytest.mark.parametrize("optimiser", sorted(OPTIMISERS))
def test_batches_and_memory_replay_exactly_far_on(optimiser: str) -> None:
    # 7 rows in batches of 3: records lie 8 iterations apart, epochs take 3, and changes come at
    # records, between them, and one after the other.
    changes = (
        Intervention(4500, "learning_rate", 0.1),
        Intervention(5000, "parameter", 2.0, 1),
        Intervention(5001, "parameter", -2.0, 1),
        Intervention(5003, "l2", 0.01),
    )
    rng = np.random.default_rng(8)
    dataset = Dataset(rng.uniform(-1, 1, (7, 2)), rng.uniform(0, 1, 7))
    training = TrainingSettings(0.05, optimiser=optimiser, batch_size=3)
    experiment = Experiment(
        dataset, Architecture((3,), True, "tanh"), training, interventions=changes
    )
    made, trainer = trained(experiment, FAR), Trainer(experiment)
    for iteration in range(FAR + 1):
        if iteration >= 4400 and iteration % 7 in (0, 1, 2):
            assert state(made, iteration) == trainer.state.tobytes()
        trainer.advance(1)
    assert made.at(5000).parameters[1] == 2
    assert made.at(5001).parameters[1] == -2
    assert made.at(5000).memory.shape == (OPTIMISERS[optimiser].n_memory, 13)
    after = made.at(5001).next_update.after
    assert after.parameters.tobytes() == made.at(5002).parameters.tobytes()
    assert after.memory.tobytes() == made.at(5002).memory.tobytes()


@pytest.mark.long
@settings(max_examples=15)
@given(experiments() | any_experiments(), st.lists(st.integers(0, 3000), min_size=1, max_size=8))
def test_many_pieces_are_the_same_as_one(experiment: Experiment, goals: list[int]) -> None:
    in_pieces = Run(experiment)
    for goal in goals:
        reached = in_pieces.iteration
        found = in_pieces.advance_to(goal)
        assert found == in_pieces.iteration
        assert found == max(goal, reached) or found == in_pieces.stopped
        in_pieces.at(reached // 2)  # looking back changes nothing
    in_one = trained(experiment, max(goals))
    assert in_one.iteration == in_pieces.iteration
    kept = schedule.up_to(in_one.iteration)
    assert in_pieces.parameters_at(kept).tobytes() == in_one.parameters_at(kept).tobytes()
    assert state(in_pieces, in_one.iteration) == state(in_one, in_one.iteration)


def test_a_run_starts_at_0_and_never_goes_back() -> None:
    made = Run(article())
    assert (made.iteration, made.advance_to(0)) == (0, 0)
    assert made.advance_to(50) == 50
    assert made.advance_to(20) == 50


def test_no_time_still_makes_some_progress() -> None:
    made = Run(article())
    assert made.advance_to(100_000, within_seconds=0) == run.CLOCK_STRIDE
    assert made.advance_to(100_000, within_seconds=-1) == 2 * run.CLOCK_STRIDE
    assert made.advance_to(600, within_seconds=0) == 600
    assert parameters(made, 600) == parameters(far_run(), 600)


def test_the_time_allowed_ends_the_training(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = iter(range(1000))  # a clock that is a second later at every look
    monkeypatch.setattr(run, "time", SimpleNamespace(monotonic=lambda: next(readings)))
    made = Run(article())
    assert made.advance_to(100_000, within_seconds=3) == 3 * run.CLOCK_STRIDE
    assert made.advance_to(100_000, within_seconds=2.5) == 6 * run.CLOCK_STRIDE
    assert made.advance_to(1600, within_seconds=100) == 1600


def test_more_time_than_needed_changes_nothing() -> None:
    assert Run(article()).advance_to(1000, within_seconds=float("inf")) == 1000


@pytest.mark.parametrize("iteration", [-1, 10_000_001])
def test_iterations_out_of_range_are_refused(iteration: int) -> None:
    made = Run(article())
    with pytest.raises(InputError, match="Iterations go from 0 to 10,000,000, not to "):
        made.advance_to(iteration)
    assert made.iteration == 0


@pytest.mark.parametrize("iteration", [-1, 101, 10_000])
def test_an_iteration_that_was_not_trained_is_refused(iteration: int) -> None:
    with pytest.raises(InputError, match=r"not trained yet: this run goes from 0 to 100\."):
        trained(article(), 100).at(iteration)


def test_records_that_were_not_trained_are_refused() -> None:
    made = trained(article(), 1500)
    assert len(made.parameters_at(schedule.up_to(1500))) == 1024 + 239
    with pytest.raises(IndexError):
        made.parameters_at(schedule.up_to(1502))


def test_numpys_whole_numbers_are_iterations_too() -> None:
    made = Run(article())
    assert made.advance_to(np.int64(1500)) == 1500  # type: ignore[arg-type]
    assert type(made.iteration) is int
    snapshot = made.at(np.int64(1301))  # type: ignore[arg-type]
    assert type(snapshot.iteration) is int
    assert snapshot.parameters.tobytes() == parameters(far_run(), 1301)


def test_records_are_the_snapshots_of_the_schedule() -> None:
    kept = schedule.up_to(FAR)
    rows = far_run().parameters_at(kept)
    assert rows.shape == (len(kept), 3)
    for iteration, row in zip(kept.tolist(), rows, strict=True):
        assert parameters(far_run(), iteration) == row.tobytes()


def test_few_iterations_are_replayed(monkeypatch: pytest.MonkeyPatch) -> None:
    replayed = iterations_trained(monkeypatch)
    for iteration in range(FAR + 1):
        replayed.clear()
        far_run().at(iteration)
        assert sum(replayed) <= 0.002 * iteration


@pytest.mark.long
def test_a_million_iterations_are_remembered_in_little_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What is kept does not depend on the numbers, so the training itself is left out.
    monkeypatch.setattr(Trainer, "advance", lambda trainer, n_iterations: None)
    made = trained(article(), 1_000_000)
    assert made.memory <= 10_000_000
    assert len(made.parameters_at(schedule.up_to(1_000_000))) == len(schedule.up_to(1_000_000))


@pytest.mark.long
def test_the_widest_table_is_remembered_in_32_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Trainer, "advance", lambda trainer, n_iterations: None)
    data = Dataset(np.ones((2, MAX_INPUTS)), np.ones((2, MAX_OUTPUTS)))
    training = TrainingSettings(optimiser="adam")
    wide = Experiment(data, Architecture((MAX_NEURONS,) * 2, bias=True), training)
    made = trained(wide, DEFAULT_ITERATIONS)
    state = made.at(0).parameters.nbytes + made.at(0).memory.nbytes
    assert len(schedule.up_to(DEFAULT_ITERATIONS)) * state > 50 * MEGABYTE
    assert made.memory <= 32 * MEGABYTE
    kept = schedule.up_to(DEFAULT_ITERATIONS, schedule.CURVE_POINTS_PER_OCTAVE)
    assert made.parameters_at(kept).shape == (len(kept), wide.n_parameters)


@cache
def deep_run() -> Run:
    return trained(DEEPEST, DEFAULT_ITERATIONS)


@pytest.mark.long
def test_the_deepest_network_is_remembered_in_32_megabytes() -> None:
    trained(DEEPEST, 1)  # what is imported on the way does not count
    tracemalloc.start()
    made = trained(DEEPEST, DEFAULT_ITERATIONS)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert made.memory <= peak <= 32 * MEGABYTE
    # Of states as large as these the schedule asks for 88 MB.
    first = made.at(0)
    a_state = first.parameters.nbytes + first.memory.nbytes
    assert len(schedule.up_to(DEFAULT_ITERATIONS)) * a_state > 88 * MEGABYTE


@pytest.mark.long
def test_a_replayed_iteration_of_the_deepest_network_is_exactly_the_trained_one() -> None:
    made, trainer = deep_run(), Trainer(DEEPEST)
    places = sorted({*range(0, DEFAULT_ITERATIONS, 997), 8, 9, 1023, 1025, 9_999, 10_000})
    expected = {}
    for place in places:
        trainer.advance(place - trainer.iteration)
        expected[place] = trainer.state.tobytes()
    for place in (*places, *reversed(places)):
        assert state(made, place) == expected[place]
    assert made.memory <= 31 * MEGABYTE
    # Curves need no replay.
    kept = schedule.up_to(DEFAULT_ITERATIONS, schedule.CURVE_POINTS_PER_OCTAVE)
    rows = made.parameters_at(kept)
    at = {place: row.tobytes() for place, row in zip(kept.tolist(), rows, strict=True)}
    assert all(at[place] == parameters(made, place) for place in places if place in at)


@pytest.mark.long
@settings(max_examples=15)
@given(
    experiments() | any_experiments(),
    st.lists(PLACES, min_size=1, max_size=6),
    st.integers(0, 3000),
    st.integers(0, 2600),
)
def test_records_that_were_given_up_come_back_exactly(
    experiment: Experiment, places: list[int], n_bytes: int, given_up_at: int
) -> None:
    made, whole = trained(experiment, given_up_at), trained(experiment, 2600)
    made.give_up_records(n_bytes)
    made.advance_to(2600)
    assert made.iteration == whole.iteration
    for place in (min(place, whole.iteration) for place in places):
        reached = made.replay(place, within_seconds=0)
        assert reached <= place
        assert made.replay(place) == place
        assert state(made, place) == state(whole, place)
    kept = schedule.up_to(whole.iteration)
    assert made.parameters_at(kept).tobytes() == whole.parameters_at(kept).tobytes()


def test_replay_goes_on_where_it_was_until_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    made = trained(article(), FAR)
    made.give_up_records(0)
    expected = {place: parameters(far_run(), place) for place in (1999, 2000, 2001, FAR)}
    replayed = iterations_trained(monkeypatch)
    assert made.replay(2000, within_seconds=0) == run.CLOCK_STRIDE
    assert made.replay(2000, within_seconds=0) == 2 * run.CLOCK_STRIDE
    assert made.replay(2000) == 2000
    assert sum(replayed) == 2000
    # What has been shown, and what lies beside it, is at hand.
    replayed.clear()
    assert parameters(made, 2000) == expected[2000]
    assert parameters(made, 2001) == expected[2001]
    assert parameters(made, 2000) == expected[2000]
    assert sum(replayed) == 1
    assert parameters(made, FAR) == expected[FAR]
    assert parameters(made, 1999) == expected[1999]
    assert sum(replayed) <= 1 + FAR // 16 + run.CLOCK_STRIDE


@cache
def thin_run(n_bytes: int) -> Run:
    made = trained(article(), FAR)
    made.give_up_records(n_bytes)
    return made


@given(st.integers(0, FAR), st.integers(0, FAR), st.sampled_from([0, 3000, 10**6]))
def test_an_iteration_nearby_costs_little(iteration: int, after: int, n_bytes: int) -> None:
    made = thin_run(n_bytes)
    after, iteration = sorted((iteration, after))
    near = made.near(iteration, after)
    assert after <= near <= iteration
    assert near == after or schedule.last_at(near) == near or (near - after) % made.stride == 0
    if not made.is_thinned:
        assert near == max(after, schedule.last_at(iteration))
    made.replay(after)
    assert made.replay(near, within_seconds=0) == near


def test_a_snapshot_cannot_change_the_run() -> None:
    made = trained(article(), 1500)
    snapshot = made.at(1333)
    before = snapshot.parameters.tobytes()
    with pytest.raises(ValueError, match="read-only"):
        snapshot.parameters[0] = 7
    with pytest.raises(ValueError, match="read-only"):
        snapshot.weights[0][0, 0] = 7
    made.parameters_at(schedule.up_to(1500))[:] = 7
    made.at(100)
    made.advance_to(3000)
    assert snapshot.parameters.tobytes() == before == parameters(made, 1333)
