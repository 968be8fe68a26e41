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
from nn_core.limits import MAX_COLUMN_NAME, MAX_FEATURES, MAX_INTERVENTIONS
from nn_core.sharing import validate
from nn_core.sharing.compact import (
    MAX_COLUMNS,
    cell_text,
    rows_text,
    scalar,
    split_cells,
    split_rows,
    table_rows,
    table_text,
)
from nn_core.tables.cells import Cell, number_text
from nn_core.tables.form import NUMBERS, PLAIN, WORDS, Form

# The longest value that is looked at: more than any table needs, far less than would hurt.
MAX_VALUE: Final = 400_000
# Every letter may have a backslash before it.
MAX_NAMES: Final = MAX_COLUMNS * (2 * MAX_COLUMN_NAME + 1)
# What is said of a column's form, in the order of a link.
FORM_PARTS: Final = ("kind", "unit", "one", "divisor", "fills")
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


def _write_row(row: list[Cell]) -> str:
    return "_".join(map(cell_text, row))


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


def _plain_rows(rows: tuple[tuple[Cell, ...], ...]) -> list[list[Cell]]:
    return [list(row) for row in rows]


def _write_forms(forms: list[dict[str, Any]]) -> str:
    """Such as "words~numbers_'%25~words__'yes": nothing for a column of plain numbers, and no
    parts at the end that are as usual."""
    return rows_text(
        _trimmed(["" if name not in one else _form_part(one[name]) for name in FORM_PARTS])
        for one in forms
    )


def _form_part(value: object) -> str:
    if isinstance(value, str):
        return value if value in (NUMBERS, WORDS) else cell_text(value)
    return number_text(float(value))  # type: ignore[arg-type]


def _trimmed(parts: list[str]) -> list[str]:
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


def _read_forms(text: str) -> list[object]:
    return [
        {name: part for name, part in zip(FORM_PARTS, cells, strict=False) if part is not None}
        for cells in split_rows(text, MAX_COLUMNS)
    ]


def _plain_form(form: Form) -> dict[str, Any]:
    """A form as a file holds it: what is not as usual."""
    return {
        name: getattr(form, name)
        for name in FORM_PARTS
        if getattr(form, name) != getattr(PLAIN, name)
    }


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
CELLS: Final = Kind("list of numbers, words or null", _write_row, _read_row, plain=list)
ROWS: Final = Kind(
    "list of lists of numbers, words or null", table_text, table_rows, plain=_plain_rows
)
FORMS: Final = Kind(
    "list of groups",
    _write_forms,
    _read_forms,
    plain=lambda forms: [_plain_form(one) for one in forms],
)
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
