"""A sweep trains each of its experiments as an ensemble of its own would be."""

from dataclasses import replace

import numpy as np
import pytest

from nn_core import Ensemble, InputError, TrainingSettings
from nn_core.run.sweep import Sweep
from nn_core.telling.outcomes import outcomes, outcomes_csv
from nn_core.telling.sweeps import Answers, sweep_csv
from tests.oracles import article

RATES = (0.1, 1.0, 10.0)


def experiments() -> list[object]:
    return [replace(article(), training=TrainingSettings(learning_rate=rate)) for rate in RATES]


def swept(goal: int) -> Sweep:
    sweep = Sweep(experiments(), range(1, 6))  # type: ignore[arg-type]
    while sweep.advance_to(goal, within_seconds=0.001) < goal:
        assert 0 <= sweep.share(goal) < 1
    return sweep


def test_each_value_has_the_outcomes_of_its_own_ensemble() -> None:
    sweep = swept(300)
    assert (sweep.iteration, sweep.share(300)) == (300, 1.0)
    for one, experiment in zip(sweep.ensembles, experiments(), strict=True):
        alone = Ensemble(experiment, range(1, 6))  # type: ignore[arg-type]
        alone.advance_to(300)
        np.testing.assert_array_equal(one.losses[:, -1], alone.losses[:, -1])
        np.testing.assert_array_equal(one.correct, alone.correct)


def test_no_experiments_are_refused() -> None:
    with pytest.raises(InputError):
        Sweep([], range(3))
    with pytest.raises(InputError):
        Sweep(experiments(), ())  # type: ignore[arg-type]


def test_the_answers_count_the_solved_starts_of_each_value() -> None:
    sweep = swept(60)
    found = tuple(map(outcomes, sweep.ensembles))
    answers = Answers("Learning rate", ("0.1", "1", "10"), found)
    assert answers.n_solved == tuple(int(one.solved.sum()) for one in found)
    for median, one in zip(answers.medians, found, strict=True):
        since = sorted(one.since[one.solved].tolist())
        assert median == (since[(len(since) - 1) // 2] if since else None)
    best = max(answers.n_solved)
    assert f"({best} of 5)" in answers.sentence or f"{best} of 5 starts" in answers.sentence


def test_the_file_has_a_line_for_each_value_and_seed() -> None:
    found = tuple(map(outcomes, swept(60).ensembles))
    answers = Answers("Learning rate", ("0.1", "1", "10"), found)
    first, *lines = sweep_csv(answers).splitlines()
    assert first == "Learning rate,seed,iterations,rows right,all right since,loss"
    assert len(lines) == 15
    alone = outcomes_csv(found[1]).splitlines()[1:]
    assert lines[5:10] == [f"1,{line}" for line in alone]
