"""What a picture over some of the inputs leaves out: the rows at other values of the other inputs.

Such a picture is a slice through the space of all inputs. A row that lies elsewhere has its answer
there, not on the slice: seen on it, it may stand in the other class's area and still be right.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import Dataset
from nn_ui.figures.data_points import all_rows
from nn_ui.figures.scope import Scope
from nn_ui.figures.text import compact, plain, shortened

# The letters that a caption has for the inputs, beside what it says about the rows: a phone shows
# no more.
ROOM = 20


def on_slice(X: FloatArray, scope: Scope) -> NDArray[np.bool_]:
    """Whether each row of X, (n_rows, n_inputs), is at the held value of every other input."""
    others = held_inputs(scope)
    held = np.array(scope.held)[others]
    # A slider's value may end in a tail such as 0.30000000000000004.
    return np.asarray(np.isclose(X[:, others], held, rtol=1e-6, atol=1e-9).all(axis=1))


def held_inputs(scope: Scope) -> list[int]:
    """The inputs that do not vary."""
    return [place for place in range(len(scope.held)) if place not in scope.inputs]


def caption(dataset: Dataset, scope: Scope) -> str:
    """At which values the other inputs are held, and how many rows lie elsewhere; nothing where
    all rows lie on the slice and no row could lie elsewhere.

    An input that is the same in all rows and on the slice needs no word.
    """
    X = all_rows(dataset).X
    held = [place for place in held_inputs(scope) if (X[:, place] != scope.held[place]).any()]
    if not held:
        return ""
    count = int((~on_slice(X, scope)).sum())
    rows = f" · {count:,} row{'s' * (count != 1)} elsewhere: faint" if count else ""
    return f"at {_list(_value(dataset, place, scope.held[place]) for place in held)}{rows}"


def elsewhere(dataset: Dataset, row: FloatArray, scope: Scope) -> str:
    """Where a row, (n_inputs,), lies that is not on the slice."""
    held = [p for p in held_inputs(scope) if not np.isclose(row[p], scope.held[p], 1e-6, 1e-9)]
    return f"elsewhere, at {_list(_value(dataset, place, float(row[place])) for place in held)}"


def _value(dataset: Dataset, place: int, value: float) -> str:
    return f"{shortened(dataset.input_names[place])} = {compact(value)}"


def _list(values: Iterable[str]) -> str:
    """As many of the values as there is room for, but at least one."""
    every = list(values)
    lengths = accumulate(len(value) + 2 for value in every)
    shown = max(1, sum(length <= ROOM for length in lengths))
    more = f" and {len(every) - shown} more" if shown < len(every) else ""
    return plain(", ".join(every[:shown])) + more
