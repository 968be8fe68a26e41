"""What a table tells before any training: what no network can learn from it, and why."""

from collections.abc import Iterable, Sequence

import numpy as np

from nn_core.advice.naming import inputs_are, targets_are, targets_in_words
from nn_core.arrays import FloatArray
from nn_core.errors import InputError, counted
from nn_core.experiment.dataset import Dataset
from nn_core.tables.coding import Coding

_MAX_CONTRADICTIONS = 3


def remarks(dataset: Dataset, coding: Coding | None = None) -> tuple[str, ...]:
    """Sentences about a table that can be trained on, but may not do what its author expects.

    Rows are counted from 1; with the `coding` of the table its words are named instead of their
    numbers. What depends on the network as well is told by `advice`.
    """
    return (
        *_single_row(dataset),
        *_contradictions(dataset),
        *_constant_inputs(dataset, coding),
        *_constant_targets(dataset, coding),
        *_held_back_twins(dataset),
    )


def matching_rows(dataset: Dataset, example: Sequence[float]) -> tuple[int, ...]:
    """The indices (from 0) of the training rows whose inputs equal the example, (n_inputs,)."""
    if len(example) != dataset.n_inputs:
        raise InputError(
            f"The new example has {counted(len(example), 'value')} but the table has "
            f"{counted(dataset.n_inputs, 'input')}: type one value for each."
        )
    return tuple(int(row) for row in np.flatnonzero(np.equal(dataset.X, example).all(axis=1)))


def example_remark(dataset: Dataset, example: Sequence[float], coding: Coding | None = None) -> str:
    """A sentence when the new example is also a training row, "" when it is really new."""
    rows = matching_rows(dataset, example)
    if not rows:
        return ""
    names = dataset.target_names
    answers = {targets_in_words(names, coding, dataset.y[row].tolist()) for row in rows}
    where = f"training {_list('row', (row + 1 for row in rows))}"
    if len(answers) == 1:
        return f"This example is also {where}: {answers.pop()}."
    return f"This example is also {where}, and these rows disagree about its target."


def _single_row(dataset: Dataset) -> Iterable[str]:
    if len(dataset.X) == 1:
        only = (
            "A single row is left to train on" if dataset.n_test else "The table has a single row"
        )
        yield f"{only}: the network can learn it by heart, but there is no pattern to find."


def _contradictions(dataset: Dataset) -> Iterable[str]:
    pairs = _contradicting_rows(dataset)
    for first, second in pairs[:_MAX_CONTRADICTIONS]:
        yield (
            f"Rows {first + 1} and {second + 1} have the same inputs but different targets: "
            "no network can satisfy both."
        )
    if len(pairs) > _MAX_CONTRADICTIONS:
        n_more = counted(len(pairs) - _MAX_CONTRADICTIONS, "more set")
        yield f"For {n_more} of inputs the rows contradict each other in the same way."


def _contradicting_rows(dataset: Dataset) -> list[tuple[int, int]]:
    """For every row of inputs that has different targets, the first two rows that differ."""
    first_with: dict[tuple[float, ...], int] = {}
    pairs: dict[tuple[float, ...], tuple[int, int]] = {}
    for row, inputs in enumerate(map(tuple, dataset.X.tolist())):
        first = first_with.setdefault(inputs, row)
        if not np.array_equal(dataset.y[first], dataset.y[row]):
            pairs.setdefault(inputs, (first, row))
    return list(pairs.values())


def _constant_inputs(dataset: Dataset, coding: Coding | None) -> Iterable[str]:
    said = inputs_are(dataset.input_names, coding, dataset.X[0].tolist())
    for place, value in _constant_columns(dataset.X):
        if value != 0 and len(dataset.X) == 1:
            continue
        where, advice = _where(dataset.X_test[:, place], value)
        effect = (
            "the training data give no reason to change its weight, so nothing is learned about it."
            if value == 0
            else "it acts like a bias."
        )
        yield f"{said[place]} {where}: {effect}{advice}"


def _constant_targets(dataset: Dataset, coding: Coding | None) -> Iterable[str]:
    if len(dataset.y) == 1:
        return
    said = targets_are(dataset.target_names, coding, dataset.y[0].tolist())
    for place, value in _constant_columns(dataset.y):
        where, advice = _where(dataset.y_test[:, place], value)
        effect = (
            "the network never sees another answer."
            if advice
            else "the network only learns to give that answer, whatever the inputs are."
        )
        yield f"{said[place]} {where}: {effect}{advice}"


def _where(tested: FloatArray, value: float) -> tuple[str, str]:
    """Where a column of the training rows has this value only, and what to do when held-back rows,
    (n_test,), have others."""
    if (tested == value).all():
        return "in every row", ""
    return (
        "in every training row, but not in every row that is held back",
        " Shuffle the rows, so that both parts hold all of them.",
    )


def _held_back_twins(dataset: Dataset) -> Iterable[str]:
    trained = set(map(tuple, dataset.X.tolist()))
    n_twins = sum(tuple(inputs) in trained for inputs in dataset.X_test.tolist())
    if n_twins:
        has = "has" if n_twins == 1 else "have"
        yield (
            f"{counted(n_twins, 'row')} of those held back {has} the same inputs as a training "
            "row: this shows what was memorised, not how the network copes with new rows."
        )


def _constant_columns(columns: FloatArray) -> Iterable[tuple[int, float]]:
    """The place and the value of each column that has only one."""
    for place, values in enumerate(columns.T):
        if (values == values[0]).all():
            yield place, float(values[0])


def _list(word: str, numbers: Iterable[int]) -> str:
    """Such as "row 3" or "rows 1, 2 and 3"; past five numbers it says how many more there are."""
    texts = [str(number) for number in numbers]
    if len(texts) == 1:
        return f"{word} {texts[0]}"
    if len(texts) > 5:
        texts = [*texts[:4], f"{len(texts) - 4} more"]
    return f"{word}s {', '.join(texts[:-1])} and {texts[-1]}"
