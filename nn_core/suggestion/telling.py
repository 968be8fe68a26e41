"""What was chosen, and why, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nn_core.errors import counted
from nn_core.network.optimiser import optimiser
from nn_core.sharing.setup import Setup
from nn_core.suggestion.answer import Answer
from nn_core.suggestion.trial import Trial
from nn_core.tables.number_style import rounded, shortest


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
        _iterations(after, keeps_aside),
    )


def _rows(before: Setup, after: Setup) -> Iterator[str]:
    n_held_back = after.dataset().n_test
    if not n_held_back:
        yield "No rows are held back for testing: there are too few."
    elif before.held_back:
        yield f"{counted(n_held_back, 'row')} stay held back for testing, as you had it."
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
        share = rounded(max(0.0, 1 - trial.loss), 3)
        return f"R² is {share} for {rows}"
    return f"{trial.n_right:,} of {trial.n_rows:,} {rows} are right"


def _rate(after: Setup) -> str:
    training = after.training
    name, rate = optimiser(training.optimiser).title, shortest(training.learning_rate)
    if after.architecture.hidden:
        return f"{name} with learning rate {rate}: the best of a few in short runs."
    if training.optimiser != "gradient_descent":
        return f"{name} with learning rate {rate}: the best of a few in short runs."
    return (
        f"{name} with learning rate {rate}: about half of 2/L, from which on steps can overshoot "
        "(L: the largest curvature of the loss, computed from the inputs)."
    )


def _iterations(after: Setup, keeps_aside: bool) -> str:
    more = "did not answer rows kept aside better" if keeps_aside else "changed hardly anything"
    return f"{counted(after.iterations, 'iteration')}: more of them {more}."
