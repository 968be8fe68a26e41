"""What became of many starts, counted again from single runs."""

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Ensemble, Experiment, Run, TrainingSettings
from nn_core.telling.outcomes import Outcomes, outcomes, outcomes_csv
from tests.oracles import article

XOR = Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
TWO = Experiment(XOR, Architecture((2,), bias=True, activation="tanh"))


def told(experiment: Experiment, n_seeds: int, iteration: int) -> Outcomes:
    many = Ensemble(experiment, range(1, n_seeds + 1))
    many.advance_to(iteration)
    return outcomes(many)


def test_a_start_is_solved_since_its_rows_stay_right() -> None:
    found = told(TWO, 12, 600)
    noted = Ensemble(TWO, [1])
    noted.advance_to(600)
    for at, seed in enumerate(found.seeds):
        run = Run(replace(TWO, seed=seed))
        run.advance_to(600)
        right = [bool(run.at(int(t)).correct.all()) for t in noted.iterations]
        if not right[-1]:
            assert found.since[at] == -1
            continue
        first = int(found.since[at])
        place = noted.iterations.tolist().index(first)
        assert all(right[place:])
        assert place == 0 or not right[place - 1]


def test_the_sentence_counts_what_the_runs_count() -> None:
    found = told(TWO, 12, 600)
    n_solved, since = int(found.solved.sum()), sorted(found.since[found.solved].tolist())
    assert 0 < n_solved < 12
    assert found.sentence.startswith(f"{n_solved} of 12 starts get all 4 rows right, half of them")
    assert f"by iteration {since[(n_solved - 1) // 2]:,}." in found.sentence
    others = found.n_right[~found.solved]
    assert str(others.max()) in found.sentence.split("The others end with ")[1]


def test_all_and_none_are_said_so() -> None:
    assert told(article(), 20, 500).sentence.startswith("All 20 starts get all 3 rows right, half")
    one = Experiment(XOR, Architecture(bias=True))
    sentence = told(one, 20, 500).sentence
    assert sentence.startswith("None of 20 starts gets all 4 rows right; the best gets ")


LINE = Architecture(output_activation="identity")


def test_amounts_are_told_by_their_losses() -> None:
    table = Dataset([[0.1, 1.0], [0.4, 1.0], [0.8, 1.0]], [2.0, 3.5, 5.0])
    found = told(Experiment(table, LINE, TrainingSettings(0.1)), 5, 30)
    assert not found.is_classification
    assert not found.solved.any()
    assert found.sentence.startswith("The loss of 5 starts ends at ")


def test_starts_that_had_to_stop_are_counted() -> None:
    growing = Experiment(Dataset([[1.0], [2.0]], [1.0, 2.5]), LINE, TrainingSettings(0.41))
    found = told(growing, 3, 3000)
    assert found.sentence == "All 3 starts had to stop: their numbers grew too large."


@pytest.mark.parametrize("experiment", [TWO, Experiment(Dataset([[1.0]], [0.25]), LINE)])
def test_the_csv_holds_a_line_a_seed_and_no_word_for_a_missing_number(
    experiment: Experiment,
) -> None:
    found = told(experiment, 6, 200)
    lines = list(csv.DictReader(io.StringIO(outcomes_csv(found))))
    assert [line["seed"] for line in lines] == ["1", "2", "3", "4", "5", "6"]
    assert np.allclose([float(line["loss"]) for line in lines], found.loss)
    for line, since in zip(lines, found.since.tolist(), strict=True):
        assert line["all right since"] == ("" if since < 0 else str(since))
