"""The training data: what goes into the network, and what should come out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from nn_core.arrays import FloatArray, read_only
from nn_core.checks import check_distinct, floats, keep, texts
from nn_core.errors import InputError
from nn_core.limits import MAX_ABSOLUTE_VALUE

# Pairs of numbers that stand for two classes.
CLASSES: Final = ((0.0, 1.0), (-1.0, 1.0))


@dataclass(frozen=True, eq=False, init=False)
class Dataset:
    """A training table of numbers: one row a sample, inputs `X` and targets `y`.

    X: (n_samples, n_inputs), y: (n_samples, n_outputs); a flat `y` is taken as one target a row.
    X_test, y_test: rows that are held back from training, to see how the network copes with new
    ones; (0, n_inputs) and (0, n_outputs) when there are none. All are read-only copies, so a
    dataset never changes. Two datasets with the same numbers and names are equal. It may be as
    large as the memory allows; `tables.to_dataset` checks what a shared page takes. Raises
    InputError for shapes or values that cannot be trained on, and for two columns of one name.
    """

    X: FloatArray
    y: FloatArray
    input_names: tuple[str, ...]
    target_names: tuple[str, ...]
    X_test: FloatArray
    y_test: FloatArray

    def __init__(
        self,
        X: ArrayLike,
        y: ArrayLike,
        input_names: Sequence[str] = (),
        target_names: Sequence[str] = (),
        X_test: ArrayLike | None = None,
        y_test: ArrayLike | None = None,
    ) -> None:
        inputs, targets = floats(X, "X"), _as_column(floats(y, "y"))
        _check_shapes(inputs, targets)
        held_out = _held_out(X_test, y_test, inputs.shape[1], targets.shape[1])
        of_inputs = _names(input_names, "Input", inputs.shape[1], number_one=True)
        of_targets = _names(target_names, "Target", targets.shape[1])
        check_distinct((*of_inputs, *of_targets))
        keep(self, X=_frozen(inputs), y=_frozen(targets))
        keep(self, input_names=of_inputs, target_names=of_targets)
        keep(self, X_test=_frozen(held_out[0]), y_test=_frozen(held_out[1]))

    @property
    def n_samples(self) -> int:
        """How many rows the network is trained on."""
        return int(self.X.shape[0])

    @property
    def n_test(self) -> int:
        """How many rows are held back."""
        return int(self.X_test.shape[0])

    @cached_property
    def threshold(self) -> float:
        """Where one class ends and the other begins: 0 when there are targets below 0, else 0.5."""
        return 0.0 if min(self.y.min(), self.y_test.min(initial=0.0)) < 0 else 0.5

    @cached_property
    def is_classification(self) -> bool:
        """Whether every target, of held-back rows too, is 0 or 1, or every one is -1 or 1."""
        targets = np.concatenate([self.y, self.y_test])
        return any(bool(np.isin(targets, classes).all()) for classes in CLASSES)

    @property
    def n_inputs(self) -> int:
        """How many numbers of a row go into the network."""
        return int(self.X.shape[1])

    @property
    def n_outputs(self) -> int:
        """How many numbers of a row should come out of the network."""
        return int(self.y.shape[1])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dataset) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())

    def _identity(self) -> tuple[object, ...]:
        # Adding 0.0 turns -0.0 into 0.0: they are equal numbers, so they make equal datasets.
        arrays = (self.X, self.y, self.X_test, self.y_test)
        numbers = [(values + 0.0).tobytes() for values in arrays]
        return (self.X.shape, self.y.shape, *numbers, self.input_names, self.target_names)


def as_rows(values: ArrayLike, n_inputs: int) -> FloatArray:
    """`values` as an array (n_rows, n_inputs) of finite numbers; one flat row is taken as a table
    of one row. Raises InputError when the number of values does not fit."""
    rows = floats(values, "The example")
    if rows.ndim == 1:
        rows = rows[np.newaxis, :]
    if rows.ndim != 2 or rows.shape[1] != n_inputs:
        found = rows.shape[-1] if rows.ndim else 1
        raise InputError(
            f"A row needs {n_inputs} numbers, one for each input; this one has {found}."
        )
    _check_values(rows, "The example")
    return rows


def _as_column(targets: FloatArray) -> FloatArray:
    return targets[:, np.newaxis] if targets.ndim == 1 else targets


def _held_out(
    X: ArrayLike | None, y: ArrayLike | None, n_inputs: int, n_outputs: int
) -> tuple[FloatArray, FloatArray]:
    if X is None and y is None:
        return np.empty((0, n_inputs)), np.empty((0, n_outputs))
    if X is None or y is None:
        raise InputError("Test rows need inputs and targets: give both X_test and y_test.")
    inputs, targets = floats(X, "X_test"), _as_column(floats(y, "y_test"))
    n_rows = inputs.shape[0] if inputs.ndim else 0
    if (inputs.shape, targets.shape) != ((n_rows, n_inputs), (n_rows, n_outputs)):
        raise InputError("Test rows need the same columns as the training rows.")
    _check_values(inputs, "X_test")
    _check_values(targets, "y_test")
    return inputs, targets


def _frozen(values: FloatArray) -> FloatArray:
    return read_only(np.ascontiguousarray(values))


def _check_shapes(X: FloatArray, y: FloatArray) -> None:
    if X.ndim != 2 or y.ndim != 2 or len(X) != len(y):
        raise InputError("X needs one row a sample, and y one row of targets for each of them.")
    counts = (("rows", len(X)), ("inputs", X.shape[1]), ("targets", y.shape[1]))
    for what, count in counts:
        if count == 0:
            raise InputError(f"The table has 0 {what}: use at least 1.")
    _check_values(X, "X")
    _check_values(y, "y")


def _check_values(values: FloatArray, what: str) -> None:
    usable = np.abs(values) <= MAX_ABSOLUTE_VALUE  # False for NaN as well
    if not usable.all():
        row, column = np.argwhere(~usable)[0] + 1
        raise InputError(
            f"{what}, row {row}, column {column}: {values[row - 1, column - 1]} cannot be used; "
            f"type a number from -{MAX_ABSOLUTE_VALUE:,.0f} to {MAX_ABSOLUTE_VALUE:,.0f}."
        )


def _names(
    given: Sequence[str], word: str, count: int, *, number_one: bool = False
) -> tuple[str, ...]:
    sentence = f"{word} names are a list of texts, one for each column."
    names = texts(given, sentence)
    if names and len(names) != count:
        raise InputError(f"{len(names)} names were given for {count} columns.")
    if names:
        return names
    if count == 1 and not number_one:
        return (word,)
    return tuple(f"{word} {number}" for number in range(1, count + 1))
