"""The kinds of values in a setup: how each is written in a link, in a file, and checked again.

What is split into pieces here comes from anyone: `check` and `parse` look at types and ranges.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from nn_core.errors import InputError
from nn_core.experiment.intervention import PARAMETER, Intervention
from nn_core.experiment.preparation import Feature
from nn_core.limits import MAX_FEATURES, MAX_INTERVENTIONS, MAX_NAME_LENGTH
from nn_core.sharing import validate
from nn_core.sharing.compact import (
    MAX_COLUMNS,
    rows_text,
    scalar,
    split_cells,
    split_rows,
    table_rows,
    table_text,
)
from nn_core.tables.cells import Cell, number_text

# The longest value that is looked at: more than any table needs, far less than would hurt.
MAX_VALUE: Final = 400_000
# Every letter may have a backslash before it.
MAX_NAMES: Final = MAX_COLUMNS * (2 * MAX_NAME_LENGTH + 1)
# A letter of a name, with the backslash before it.
_LETTER = re.compile(r"\\?.", re.DOTALL)


@dataclass(frozen=True)
class Kind:
    """name: what a value is called; plain: a value as a file holds it; write: that as text in a
    link; split: the pieces of such a text, not checked; check: a value from what a link or a file
    holds, InputError where it is none (None: `parse` puts it together from several fields)."""

    name: str
    write: Callable[[Any], str]
    split: Callable[[str], object]
    check: Callable[[object], Any] | None = None
    plain: Callable[[Any], Any] = lambda value: value


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


def _write_changes(changes: list[dict[str, Any]]) -> str:
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


def _write_features(features: list[dict[str, Any]]) -> str:
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


def _plain_rows(rows: tuple[tuple[Cell, ...], ...]) -> list[list[float | None]]:
    return [_plain_row(row) for row in rows]


def _plain_row(row: tuple[Cell, ...]) -> list[float | None]:
    """The numbers of a row; cells that hold none are blank."""
    return [None if isinstance(cell, str) else cell for cell in row]


def _plain_change(one: Intervention) -> dict[str, Any]:
    said = {"iteration": one.iteration, "what": one.what, "value": one.value}
    return {**said, PARAMETER: one.parameter} if one.what == PARAMETER else said


def plain_feature(one: Feature) -> dict[str, Any]:
    """A feature as a file holds it."""
    said: dict[str, Any] = {"kind": one.kind, "first": one.first}
    return said if one.second is None else {**said, "second": one.second}


TEXT: Final = Kind("text", str, str, validate.text)
WHOLE: Final = Kind("whole number", _write_number, scalar, validate.whole)
WHOLE_OR_NONE: Final = Kind("whole number or null", _write_number, scalar, validate.whole_or_none)
NUMBER: Final = Kind("number", _write_number, scalar, validate.number)
NUMBER_OR_NONE: Final = Kind("number or null", _write_number, scalar, validate.number_or_none)
TRUTH: Final = Kind("true or false", _write_truth, scalar, validate.truth)
SIZES: Final = Kind("list of whole numbers", _write_row, _read_row, validate.whole_list, list)
NAMES: Final = Kind("list of texts", _write_names, _read_names, plain=list)
CELLS: Final = Kind("list of numbers or null", _write_row, _read_row, plain=_plain_row)
ROWS: Final = Kind("list of lists of numbers or null", table_text, table_rows, plain=_plain_rows)
FEATURES: Final = Kind(
    "list of groups",
    _write_features,
    _read_features,
    plain=lambda features: [plain_feature(one) for one in features],
)
CHANGES: Final = Kind(
    "list of groups",
    _write_changes,
    _read_changes,
    plain=lambda changes: [_plain_change(one) for one in changes],
)
