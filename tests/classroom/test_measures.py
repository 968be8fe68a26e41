"""What is made of the film that came, and of times."""

import math
import os

import pytest

from nn_core import Run
from tests.benchmarks.classroom import checks
from tests.benchmarks.classroom.film import Piece, Sample, dry_spells, frames_in_time
from tests.benchmarks.classroom.measures import (
    percentile,
    processor_seconds,
    resident_megabytes,
    spread,
)
from tests.benchmarks.classroom.pupil import Pupil
from tests.benchmarks.classroom.task import Task
from tests.hosting.nginx import DOCUMENTED, with_ports

# Asked at 100.0 on the browser's clock; every piece travels 0.05 s but the third, which is late.
PIECES = (
    Piece(100.05, 0.0, (0.25, 0.5, 0.75, 1.0)),
    Piece(100.55, 0.5, (1.25, 1.5)),
    Piece(102.05, 2.0, (2.25, 2.5)),
)


def test_a_late_piece_is_a_dry_spell() -> None:
    # The third piece came 2.0 s after the first, when the screen was at 2.0 - 0.15 s of the film;
    # the last frame that was there is that of 1.5 s.
    assert dry_spells(PIECES, 100, 102.06) == [pytest.approx(0.35)]
    assert dry_spells(PIECES[:2], 100, 100.6) == []
    assert dry_spells(PIECES, 102.055, 102.06) == []


def test_film_that_never_comes_is_a_dry_spell() -> None:
    assert dry_spells(PIECES[:2], 100, 103.05) == [pytest.approx(3.0 - 0.15 - 1.5)]
    assert dry_spells((), 100, 103) == []


def test_frames_count_when_they_are_there_in_time() -> None:
    assert frames_in_time(PIECES, 100, 110) == 8
    # Shown 0.2 s after their time: the browser's clock began at 100.05, and it stays 0.15 s behind.
    assert frames_in_time(PIECES, 100.5, 101.1) == 2
    late = (PIECES[0], Piece(101.8, 0.5, (1.25, 1.5, 1.75)))
    assert frames_in_time(late, 100, 110) == 5


def test_percentiles_are_values_that_occurred() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert percentile(values, 0.95) == 95
    assert spread(values).values == (50.5, 95, 100)
    assert spread([0.0126]).milliseconds() == "13, 13, 13 ms"
    with pytest.raises(ValueError, match="no value"):
        percentile([], 0.5)


def test_a_process_has_memory_and_time() -> None:
    own = os.getpid()
    assert math.isnan(resident_megabytes(own)) or resident_megabytes(own) > 10
    assert math.isnan(processor_seconds(own)) or processor_seconds(own) > 0.1
    assert math.isnan(resident_megabytes(2**30))


def right_sample(task: Task, iteration: int) -> Sample:
    run = Run(task.experiment())
    run.advance_to(iteration)
    snapshot = run.at(iteration)
    prediction = snapshot.predict([task.example])[0, 0]
    return Sample(iteration, f"{prediction:.8f}", f"{snapshot.loss:.8f}")


def test_the_check_tells_one_pupil_from_another() -> None:
    task = Task(3)
    right, other = right_sample(task, 500), right_sample(Task(4), 500)
    assert checks.faults(task, [right]) == []
    (fault,) = checks.faults(task, [right, other])
    assert fault.startswith("Pupil 3 at iteration 500")
    assert checks.faults(task, [Sample(501, right.prediction, right.loss)]) != []
    assert checks.faults(task, []) == ["Pupil 3 saw no frame at all."]


def test_samples_are_spread_over_the_film() -> None:
    samples = [Sample(number, "", "") for number in range(101)]
    chosen = [sample.iteration for sample in checks.evenly(samples, 5)]
    assert chosen == [0, 25, 50, 75, 100]


def test_no_two_pupils_have_the_same_experiment() -> None:
    tasks = [Task(number) for number in range(101)]
    assert len({(str(task.edits), task.seed) for task in tasks}) == 101
    assert tasks[2].experiment().dataset.X[0, 0] == 0.12
    assert tasks[2].experiment().dataset.X[1, 1] == 0.89


def test_the_class_goes_nowhere_else() -> None:
    with pytest.raises(ValueError, match="on this machine"):
        Pupil("http://example.org:8501", Task(0))


def test_the_documented_configuration_has_the_ports_that_are_replaced() -> None:
    text = with_ports(
        DOCUMENTED.read_text(encoding="utf-8"), 1234, ["http://127.0.0.1:1", "http://127.0.0.1:2"]
    )
    assert "listen 127.0.0.1:1234;" in text
    assert "850" not in text
