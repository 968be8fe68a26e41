"""A run goes forward and remembers: every iteration comes back exactly, at little cost."""

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
    run,
    schedule,
)
from nn_core.optimiser import OPTIMISERS
from nn_core.training import Trainer
from tests.any_experiment import any_experiments
from tests.oracles import article, experiments

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
    replayed: list[int] = []
    advance = Trainer.advance

    def counting(trainer: Trainer, n_iterations: int) -> None:
        replayed.append(n_iterations)
        advance(trainer, n_iterations)

    monkeypatch.setattr(Trainer, "advance", counting)
    for iteration in range(FAR + 1):
        replayed.clear()
        far_run().at(iteration)
        assert sum(replayed) <= 0.002 * iteration


def test_a_million_iterations_are_remembered_in_little_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What is kept does not depend on the numbers, so the training itself is left out.
    monkeypatch.setattr(Trainer, "advance", lambda trainer, n_iterations: None)
    made = trained(article(), 1_000_000)
    assert made.memory <= 10_000_000
    assert len(made.parameters_at(schedule.up_to(1_000_000))) == len(schedule.up_to(1_000_000))


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
