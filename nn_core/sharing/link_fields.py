"""The keys of a link: where each stands in the plain values, how it is written and read back.

What is read here is only split into pieces; `reading` checks them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from nn_core.errors import InputError
from nn_core.experiment.intervention import PARAMETER
from nn_core.limits import MAX_FEATURES, MAX_INTERVENTIONS, MAX_NAME_LENGTH
from nn_core.sharing.compact import (
    MAX_COLUMNS,
    rows_text,
    scalar,
    split_cells,
    split_rows,
    table_rows,
    table_text,
)
from nn_core.sharing.plain import Plain
from nn_core.tables.cells import number_text

# The longest value that is looked at: more than any table needs, far less than would hurt.
MAX_VALUE: Final = 400_000
# Every letter may have a backslash before it.
MAX_NAMES: Final = MAX_COLUMNS * (2 * MAX_NAME_LENGTH + 1)
PROBLEM: Final = "problem"
TABLE: Final = "table"
# A letter of a name, with the backslash before it.
_LETTER = re.compile(r"\\?.", re.DOTALL)


@dataclass(frozen=True)
class Field:
    """One key of a link. path: where the value stands in the plain values, group first; a group
    that does not apply is None."""

    key: str
    path: tuple[str, ...]
    write: Callable[[Any], str]
    read: Callable[[str], object]

    def of(self, said: Plain) -> Any:
        value: Any = said
        for name in self.path:
            value = None if value is None else value[name]
        return value

    def put(self, said: Plain, value: object) -> None:
        for name in self.path[:-1]:
            said = said.setdefault(name, {})
        said[self.path[-1]] = value


def _write_number(value: float | None) -> str:
    return "" if value is None else number_text(value)


def _write_truth(value: bool) -> str:
    return str(int(value))


def _write_row(row: list[float | None]) -> str:
    return "_".join(map(_write_number, row))


def _read_row(text: str) -> list[object]:
    return [scalar(cell) for cell in split_cells(text)]


def _write_names(names: list[str]) -> str:
    return "~".join(name.replace("\\", "\\\\").replace("~", "\\~") for name in names)


def _read_names(text: str) -> list[str]:
    if len(text) > MAX_NAMES:
        raise InputError("It is too long.")
    names: list[list[str]] = [[]]
    for letter in _LETTER.findall(text):
        if letter == "~":
            names.append([])
        else:
            names[-1].append(letter[-1])
    return ["".join(name) for name in names]


def _write_changes(changes: list[Plain]) -> str:
    """Such as "500_rate_0.1~700_p2_0": after 500 updates the learning rate, after 700 weight 2."""
    short = {"learning_rate": "rate"}
    return rows_text(
        [
            str(one["iteration"]),
            f"p{one[PARAMETER]}" if PARAMETER in one else short.get(one["what"], one["what"]),
            number_text(one["value"]),
        ]
        for one in changes
    )


def _read_changes(text: str) -> list[object]:
    return [_read_change(cells) for cells in split_rows(text, MAX_INTERVENTIONS)]


def _read_change(cells: list[object]) -> object:
    if len(cells) != 3:
        return "_".join(map(str, cells))
    iteration, what, value = cells
    plain = {"iteration": iteration, "what": what, "value": value}
    if what == "rate":
        return {**plain, "what": "learning_rate"}
    if isinstance(what, str) and re.fullmatch(r"p\d++", what, re.ASCII):
        return {**plain, "what": PARAMETER, PARAMETER: scalar(what[1:])}
    return plain


def _write_features(features: list[Plain]) -> str:
    """Such as "square_1~product_1_2"; inputs are counted from 1, as their names are."""
    return rows_text(
        [one["kind"], *(str(one[which] + 1) for which in ("first", "second") if which in one)]
        for one in features
    )


def _read_features(text: str) -> list[object]:
    return [_read_feature(cells) for cells in split_rows(text, MAX_FEATURES)]


def _read_feature(cells: list[object]) -> object:
    kind, *inputs = cells
    places = [one - 1 if isinstance(one, int) else one for one in inputs]
    return dict(zip(("kind", "first", "second"), [kind, *places], strict=False))


# In this order they are written, so that a link which is cut off loses as little as can be: what
# decides most is short and comes first, and what needs another part comes after it.
FIELDS: Final[tuple[Field, ...]] = (
    Field(PROBLEM, (PROBLEM,), str, str),
    Field("iterations", ("iterations",), str, scalar),
    Field("t", ("t",), str, scalar),
    Field("seed", ("seed",), _write_number, scalar),
    Field("points", ("generated", "n_points"), str, scalar),
    Field("noise", ("generated", "noise"), _write_number, scalar),
    Field("data_seed", ("generated", "data_seed"), str, scalar),
    Field("held_back", ("held_back",), _write_number, scalar),
    Field("hidden", ("network", "hidden"), _write_row, _read_row),
    Field("bias", ("network", "bias"), _write_truth, scalar),
    Field("activation", ("network", "activation"), str, str),
    Field("output", ("network", "output_activation"), str, str),
    Field("weights", ("network", "initial_weights"), str, str),
    Field("learning_rate", ("training", "learning_rate"), _write_number, scalar),
    Field("loss", ("training", "loss"), str, str),
    Field("optimiser", ("training", "optimiser"), str, str),
    Field("batch", ("training", "batch_size"), _write_number, scalar),
    Field("l1", ("training", "l1"), _write_number, scalar),
    Field("l2", ("training", "l2"), _write_number, scalar),
    Field("scale", ("preparation", "scale"), _write_truth, scalar),
    Field("stop_loss", ("stop", "loss_under"), _write_number, scalar),
    Field("stop_right", ("stop", "all_right"), _write_truth, scalar),
    Field("inputs", ("table", "inputs"), _write_names, _read_names),
    Field("targets", ("table", "targets"), _write_names, _read_names),
    Field("example", ("new_example",), _write_row, _read_row),
    Field(TABLE, ("table", "rows"), table_text, table_rows),
    Field("features", ("preparation", "features"), _write_features, _read_features),
    Field("changes", ("changes",), _write_changes, _read_changes),
)
