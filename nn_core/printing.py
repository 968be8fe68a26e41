"""What the command line prints of an experiment and of the network it has trained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from nn_core.errors import counted, shown
from nn_core.experiment.experiment import Experiment
from nn_core.limits import MAX_NAME_LENGTH
from nn_core.run.metrics import (
    Metrics,
    all_rows_metrics,
    held_back_metrics,
    training_metrics,
)
from nn_core.run.snapshot import Snapshot
from nn_core.tables.answer import with_unit
from nn_core.tables.cells import number_text
from nn_core.tables.coding import Coding
from nn_core.tables.opening import OpenedTable
from nn_core.tables.plan import Plan
from nn_core.tables.roles import LEFT_OUT
from nn_core.tables.scaled_targets import how_scaled, ways_back
from nn_core.training.parameters import names
from nn_core.verdict import Verdict

# The weights of a larger network are in the file that --export writes.
MOST_PARAMETERS: Final = 60


def experiment_line(experiment: Experiment) -> str:
    """The experiment in one line."""
    dataset, bias = experiment.dataset, experiment.architecture.bias
    return (
        f"{counted(dataset.n_samples, 'row')}, {counted(dataset.n_inputs, 'input')}, "
        f"{counted(dataset.n_outputs, 'target')}; "
        f"{_layers(experiment.architecture.hidden)}, {'with biases' if bias else 'no bias'}; "
        f"seed {experiment.seed}, "
        f"learning rate {number_text(experiment.training.learning_rate)}"
    )


def print_result(
    snapshot: Snapshot,
    example: tuple[float, ...] | None,
    coding: Coding,
    of_all_rows: bool = False,
) -> None:
    """Print the loss, the weights, the prediction for `example` (n_inputs,), and how well it does:
    the right rows, or R² and the typical error, in the units of the table's `coding`, where the
    targets are no classes; of the training rows, or of all rows and of each part."""
    experiment, dataset = snapshot.experiment, snapshot.experiment.dataset
    title = experiment.loss.title
    print(f"Loss ({title[0].lower()}{title[1:]}): {snapshot.loss:.8g}")
    if experiment.target_scaling is not None:
        print(f"{how_scaled(experiment)} The loss is theirs; answers are scaled back:")
        for formula in ways_back(experiment, digits=8):
            print(f"  {formula}")
    if experiment.architecture.hidden:
        _print_parameters(snapshot)
    else:
        _print_weights_by_target(snapshot)
    if example is not None:
        for target, value in zip(dataset.target_names, snapshot.predict([example])[0], strict=True):
            print(f'Prediction of "{target}" for {values(example)}: {value:.8f}')
    for line in _levels(snapshot) if of_all_rows else _how_well(snapshot, coding):
        print(line)


def print_said(sentences: Sequence[str]) -> None:
    """Print sentences, one a line, and a blank line."""
    print("\n".join(sentences), end="\n\n")


def print_verdict(found: Verdict, *, is_searched: bool) -> None:
    """Print what became of a run, and what can be done about it; is_searched: the network is
    already the one that fits best of those that were tried."""
    print(f"Verdict: {found.sentence}")
    remedy = found.remedy
    if remedy is not None and not (remedy.searches and is_searched):
        print(f"Proposed: {remedy.label}{' (--suggested)' if remedy.searches else ''}.")


def print_opened(opened: OpenedTable, plan: Plan) -> None:
    """Print what is in a table and what is made of it, one line a column, and all that was guessed
    on the way; nothing of a table of numbers that says itself what its targets are."""
    is_all = all(each.role != LEFT_OUT for each in plan.columns)
    if not (opened.is_plain and is_all) or plan.said or opened.said:
        print(f"{counted(opened.n_rows, 'row')} in the file ({opened.encoding}):")
        for each in plan.columns:
            how = f", {each.how}" if each.how else ""
            name, what = shown(each.column.name, MAX_NAME_LENGTH), each.column.what
            print(f"  {name}: {what}; {each.role}{how}: {each.reason}")
        for sentence in (*opened.said, *plan.said):
            print(sentence)
        print()


def values(example: Sequence[float]) -> str:
    """A row of numbers: "1, 0, 1"."""
    return ", ".join(number_text(value) for value in example)


def _layers(hidden: Sequence[int]) -> str:
    if not hidden:
        return "no hidden layer"
    return f"{counted(len(hidden), 'hidden layer')} ({values(hidden)})"


def _print_weights_by_target(snapshot: Snapshot) -> None:
    experiment = snapshot.experiment
    for place, target in enumerate(experiment.dataset.target_names):
        print(f'Weights to "{target}":')
        for name, weight in zip(experiment.input_names, snapshot.weights[0][:, place], strict=True):
            print(f"  {name}: {_eight_decimals(weight)}")
        if experiment.architecture.bias:
            print(f"  bias: {_eight_decimals(snapshot.biases[0][place])}")


def _print_parameters(snapshot: Snapshot) -> None:
    n_parameters = snapshot.experiment.n_parameters
    if n_parameters > MOST_PARAMETERS:
        print(f"{n_parameters:,} weights and biases: --export writes them to a .json or .csv file.")
        return
    print("Weights and biases:")
    for name, weight in zip(names(snapshot.experiment), snapshot.parameters, strict=True):
        print(f"  {name}: {_eight_decimals(weight)}")


def _how_well(snapshot: Snapshot, coding: Coding) -> Iterator[str]:
    dataset = snapshot.experiment.dataset
    if dataset.is_classification:
        yield _right_side(snapshot)
        return
    metrics = training_metrics(snapshot)
    for name, found, error, (divisor, unit) in zip(
        dataset.target_names,
        metrics.r_squared,
        metrics.typical_error,
        coding.output_units,
        strict=True,
    ):
        of = f' of "{name}"' if dataset.n_outputs > 1 else ""
        yield f"R2{of}: {found.why_not if found.value is None else f'{found.value:.8g}'}"
        yield f"Typical error{of} (root mean square): {with_unit(f'{error * divisor:.8g}', unit)}"


def _levels(snapshot: Snapshot) -> Iterator[str]:
    """All rows in the first line; then training rows and held-back rows, where there are some."""
    name = "Right answers" if snapshot.experiment.dataset.is_classification else "R2"
    yield f"{name}: {_level(snapshot, all_rows_metrics(snapshot))}"
    held_back = held_back_metrics(snapshot)
    if held_back is not None:
        yield f"Training rows: {_level(snapshot, training_metrics(snapshot))}"
        yield f"Held-back rows: {_level(snapshot, held_back)}"


def _level(snapshot: Snapshot, found: Metrics) -> str:
    """How many answers are right, a row with several targets being one; or R², and of several
    targets its mean."""
    if snapshot.experiment.dataset.is_classification:
        return f"{found.n_correct} of {found.n_rows}"
    known = [each.value for each in found.r_squared if each.value is not None]
    if not known:
        return found.r_squared[0].why_not
    of = f" (the mean of {len(known)} targets)" if len(found.r_squared) > 1 else ""
    return f"{sum(known) / len(known):.3f}{of}"


def _right_side(snapshot: Snapshot) -> str:
    dataset, n_right = snapshot.experiment.dataset, int(snapshot.correct.sum())
    are = f"are on the right side of {number_text(dataset.threshold)}"
    if snapshot.experiment.loss.by_row:
        are = "have their class as the largest output"
    if n_right == dataset.n_samples:
        return f"All rows {are}."
    return f"Not all rows {are}: {n_right:,} of {dataset.n_samples:,}."


def _eight_decimals(number: float) -> str:
    return f"{round(float(number), 8) + 0.0:.8f}"  # adding 0.0 turns -0.0 into 0.0
