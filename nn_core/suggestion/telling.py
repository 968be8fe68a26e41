"""What was chosen, and why, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nn_core.advice.answer import Answer
from nn_core.errors import counted
from nn_core.network.optimiser import optimiser
from nn_core.sharing.setup import Setup
from nn_core.suggestion.networks import RATES, SHORT
from nn_core.suggestion.trial import Trial
from nn_core.tables.number_style import fixed, shortest
from nn_core.verdict.ceiling import ceiling


def told(
    before: Setup,
    after: Setup,
    answer: Answer,
    trials: Sequence[Trial],
    best: Trial,
    keeps_aside: bool,
) -> tuple[str, ...]:
    """One sentence for each choice; trials: of all networks that were tried, the smallest first."""
    return (
        *_rows(before, after),
        _inputs(after),
        answer.reason,
        _network(answer, trials, best, keeps_aside),
        _rate(after),
        *_penalty(after),
        _iterations(after, keeps_aside),
        *_contradictions(best),
        *_left_out(before),
    )


def _rows(before: Setup, after: Setup) -> Iterator[str]:
    n_held_back = after.dataset().n_test
    if not n_held_back:
        yield "No rows are held back for testing: there are too few."
    elif before.held_back:
        yield f"{counted(n_held_back, 'row')} stay held back for testing, as you had it."
    elif after.generated is not None:
        yield f"{counted(n_held_back, 'point')} are held back for testing."
    else:
        yield (
            f"{n_held_back:,} of {counted(len(after.table.rows), 'row')} are held back for "
            f"testing; the rows are shuffled first (seed {after.seed}), so that these are like the "
            "others."
        )


def _inputs(after: Setup) -> str:
    if after.preparation.scale:
        return (
            "Inputs are scaled: each minus its mean, divided by its standard deviation, so that "
            "all are about as large."
        )
    return "Inputs are taken as they are: they lie between −1 and 1 already."


def _network(answer: Answer, trials: Sequence[Trial], best: Trial, keeps_aside: bool) -> str:
    what = "with biases, without a hidden layer"
    if best.hidden:
        layers = counted(len(best.hidden), "hidden layer")
        what = f"with biases, and {layers} of {' and '.join(map(str, best.hidden))} tanh neurons"
    first = trials[0]
    if best is first and len(trials) == 1:
        return f"A network {what}: it is enough, {_level(answer, best, keeps_aside)}."
    if best is first:
        return f"A network {what}: larger ones are not clearly better."
    without = _level(answer, first, keeps_aside)
    return (
        f"A network {what}: {_level(answer, best, keeps_aside)}; without a hidden layer {without}."
    )


def _level(answer: Answer, trial: Trial, keeps_aside: bool) -> str:
    rows = "rows that were kept aside" if keeps_aside else "rows"
    if answer.scales_targets:
        return f"R² is {fixed(trial.level, 3)} for {rows}"
    n_rows = len(trial.errors)
    return f"{round(trial.level * n_rows):,} of {n_rows:,} {rows} are right"


def _rate(after: Setup) -> str:
    training = after.training
    chosen, rate = optimiser(training.optimiser), shortest(training.learning_rate)
    name = chosen.title
    if not chosen.is_plain:
        rates = ", ".join(map(shortest, RATES))
        return f"{name} with learning rate {rate}: of {rates} the best in runs of {SHORT} updates."
    return (
        f"{name} with learning rate {rate}: 1/L rounded down, where L is the largest curvature of "
        "the loss, computed from the inputs; from 2/L on steps can overshoot."
    )


def _penalty(after: Setup) -> Iterator[str]:
    if after.training.l2:
        yield (
            f"A slight L2 of {shortest(after.training.l2)}: weights of a border that makes no "
            "mistake would grow without end."
        )


def _iterations(after: Setup, keeps_aside: bool) -> str:
    count = counted(after.iterations, "iteration")
    if after.architecture.hidden and keeps_aside:
        return f"{count}: more of them hardly answered rows that were kept aside any better."
    return f"{count}: more of them made the loss hardly any smaller."


def _contradictions(best: Trial) -> Iterator[str]:
    dataset = best.experiment.dataset
    most = ceiling(best.experiment) if dataset.is_classification else None
    if most is not None:
        yield (
            f"Rows with the same inputs have different targets: {most.n_right:,} of "
            f"{counted(dataset.n_samples, 'training row')} is the most that any network gets right."
        )


def _left_out(before: Setup) -> Iterator[str]:
    if before.interventions:
        yield "Changes on the way are taken out: they were meant for another network."
    if before.stop.is_set:
        yield "Training no longer stops by itself before the last iteration."
