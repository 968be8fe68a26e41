"""Whether what a pupil saw is what the pupil's own experiment gives, worked out once more."""

from collections.abc import Sequence

from nn_core import Run
from tests.benchmarks.classroom.film import Sample
from tests.benchmarks.classroom.task import Task

MOST_SAMPLES = 12


def faults(task: Task, samples: Sequence[Sample]) -> list[str]:
    """A sentence for each sample that is not what `task` must give; at most MOST_SAMPLES are
    looked at, evenly over the film, the first and the last among them."""
    if not samples:
        return [f"Pupil {task.number} saw no frame at all."]
    run = Run(task.experiment())
    chosen = evenly(samples, MOST_SAMPLES)
    run.advance_to(max(sample.iteration for sample in chosen))
    return [fault for sample in chosen if (fault := _fault(run, task, sample))]


def evenly(samples: Sequence[Sample], most: int) -> list[Sample]:
    """At most `most` of the samples, evenly spaced, with the first and the last."""
    if len(samples) <= most:
        return list(samples)
    last = len(samples) - 1
    return [samples[round(number * last / (most - 1))] for number in range(most)]


def _fault(run: Run, task: Task, sample: Sample) -> str:
    snapshot = run.at(sample.iteration)
    prediction = f"{float(snapshot.predict([task.example])[0, 0]):.8f}"
    # The loss is written to eight decimals, or to five digits when it is small.
    is_loss = abs(float(sample.loss) - snapshot.loss) <= max(5.1e-9, 5.1e-5 * snapshot.loss)
    if sample.prediction == prediction and is_loss:
        return ""
    return (
        f"Pupil {task.number} at iteration {sample.iteration:,}: prediction {sample.prediction} "
        f"and loss {sample.loss} on the screen, but {prediction} and {snapshot.loss:.8f} are right."
    )
