"""The problem, the table and the new example in plain values, which may come from anyone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from nn_core.errors import InputError, counted, shown
from nn_core.limits import MAX_ROWS
from nn_core.problems import generated_kinds
from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.ready_made import PROBLEMS
from nn_core.sharing import validate
from nn_core.sharing.compact import MAX_COLUMNS
from nn_core.sharing.kinds import FORM_PARTS
from nn_core.sharing.setup import OWN, known_problem, usual_example, usual_inputs, usual_table
from nn_core.sharing.validate import Complaints
from nn_core.tables.cells import Cell
from nn_core.tables.form import PLAIN, Form
from nn_core.tables.table import Table, checked_names

_Names = tuple[str, ...]


def read_problem(plain: Mapping[str, Any], complaints: Complaints) -> str:
    """The key of a problem that there is."""
    if "problem" in plain:
        return complaints.attempt("problem", partial(_known, plain["problem"]), PROBLEMS[0].key)
    return PROBLEMS[0].key


def _known(value: object) -> str:
    key = validate.text(value)
    if key != OWN and known_problem(key) is None:
        known = ", ".join([*(one.key for one in PROBLEMS), *generated_kinds.GENERATED, OWN])
        raise InputError(f'There is no problem "{shown(key)}": choose one of {known}.')
    return key


def read_table(
    plain: Mapping[str, Any],
    problem: str,
    generated: GeneratedProblem | None,
    complaints: Complaints,
) -> Table:
    """The table: the problem's own, as far as nothing else is said."""
    usual = usual_table(problem, generated)
    if "table" not in plain:
        return usual
    given = complaints.group(plain, "table")
    rows = _one_list(given, "rows", MAX_ROWS, complaints)
    if rows is not None:
        rows = [complaints.attempt("rows", partial(_row, row), []) for row in rows]
    width = max((len(row) for row in (usual.rows if rows is None else rows)), default=0)
    names = _names(given, problem, usual, width, complaints)
    both = [*names[0], *names[1]]
    forms = _forms(plain, len(both), complaints)
    if rows is None:
        return Table(*names, usual.rows if len(both) == width else (), forms)
    return Table(*names, _cells(rows, both, forms or (PLAIN,) * len(both), complaints), forms)


def read_example(
    plain: Mapping[str, Any], problem: str, table: Table, complaints: Complaints
) -> tuple[Cell, ...]:
    """A cell for each input."""
    usual = usual_example(problem, table)
    given = _one_list(plain, "new_example", MAX_COLUMNS, complaints)
    if given is None:
        return usual
    if len(given) != len(usual):
        complaints.add(
            f"The new example has {counted(len(given), 'value')} but the table has "
            f"{counted(len(usual), 'input')}."
        )
    forms = table.all_forms[: len(usual)]
    return _cells([list(given)], table.input_names, forms, complaints, "The new example")[0]


def _one_list(
    given: Mapping[str, Any], name: str, most: int, complaints: Complaints
) -> list[Any] | None:
    if name not in given:
        return None
    return complaints.attempt(name, lambda: list(validate.list_of(given[name], most)), None)


def _row(value: object) -> list[Any]:
    return list(validate.list_of(value, MAX_COLUMNS))


def _names(
    given: Mapping[str, Any], problem: str, usual: Table, width: int, complaints: Complaints
) -> tuple[_Names, _Names]:
    """The names given for inputs and targets; where there are none, the problem's or the usual."""
    listed = [_one_list(given, name, MAX_COLUMNS, complaints) for name in ("inputs", "targets")]
    is_own = problem == OWN
    targets = listed[1] or (["Target"] if is_own else list(usual.target_names))
    own_inputs = usual_inputs(width - len(targets))
    inputs = listed[0] or list(own_inputs if is_own else usual.input_names)
    standard: tuple[_Names, _Names] = (usual_inputs(width - 1), ("Target",))
    return complaints.attempt("names", partial(_checked, inputs, targets), standard)


def _checked(inputs: list[Any], targets: list[Any]) -> tuple[_Names, _Names]:
    n_inputs = len(inputs)
    texts = [validate.text(name) for name in (*inputs, *targets)]
    names = checked_names(texts[:n_inputs], texts[n_inputs:])
    return names[:n_inputs], names[n_inputs:]


def _forms(plain: Mapping[str, Any], width: int, complaints: Complaints) -> tuple[Form, ...]:
    """What stands in each column; numbers where that is not said of all of them."""
    listed = _one_list(plain, "columns", MAX_COLUMNS, complaints) or []
    forms = [complaints.attempt("columns", partial(_form, one), PLAIN) for one in listed]
    if len(forms) not in (0, width):
        complaints.add(
            f"The kinds of {counted(len(forms), 'column')} are given where the table has {width}: "
            "all are taken for numbers."
        )
        return ()
    return tuple(forms)


def _form(value: object) -> Form:
    given = validate.group(value)
    return Form(**{name: given[name] for name in FORM_PARTS if name in given})


def _cells(
    rows: list[list[Any]],
    names: list[str] | _Names,
    forms: Sequence[Form],
    complaints: Complaints,
    what: str = "",
) -> tuple[tuple[Cell, ...], ...]:
    """The rows as numbers, words and blanks, each as long as there are names."""
    found = []
    for place, row in enumerate(rows, start=1):
        where = what or f"Row {place}"
        if len(row) != len(names) and not what:
            complaints.add(
                f"{where} has {counted(len(row), 'value')} where the table has "
                f"{counted(len(names), 'column')}."
            )
        padded = [*row, *(None,) * len(names)][: len(names)]
        found.append(
            tuple(
                _cell(value, form, f'{where}, column "{name}"', complaints)
                for value, form, name in zip(padded, forms, names, strict=True)
            )
        )
    return tuple(found)


def _cell(value: object, form: Form, where: str, complaints: Complaints) -> Cell:
    if isinstance(value, str) and form != PLAIN:
        return value
    try:
        return validate.cell(value, where)
    except InputError as error:
        complaints.add(str(error))
        return None
