"""Which rows of a person's table are used, and what stands for the cells that are blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nn_core.errors import InputError, counted, shown
from nn_core.limits import MAX_ROWS
from nn_core.tables.coding import InputCoding
from nn_core.tables.column import Column
from nn_core.tables.number_style import rounded

# Where more rows than this have blank cells, the cells are filled.
_MOST_LEFT_OUT: Final = 0.1


@dataclass(frozen=True)
class Rows:
    """The rows that are used, counted from 0, whether their blank cells are filled, and what is to
    be said of it."""

    used: tuple[int, ...]
    fills_blanks: bool
    said: tuple[str, ...]


def used_rows(
    inputs: Sequence[Column], targets: Sequence[Column], fills: bool | None, data_seed: int
) -> Rows:
    """Rows without a target are left out, those with blank inputs left out or filled; of more than
    1,000 a sample is drawn by the seed. Raises InputError when no row is left."""
    n_rows = len(targets[0].cells)
    rows = [row for row in range(n_rows) if all(one.cells[row] is not None for one in targets)]
    said = []
    if len(rows) < n_rows:
        said.append(f"{_rows_are(n_rows - len(rows))} left out: no value of the target.")
    blank = [row for row in rows if any(one.cells[row] is None for one in inputs)]
    fills = len(blank) > _MOST_LEFT_OUT * len(rows) if fills is None else fills
    if blank and not fills:
        rows = sorted(set(rows).difference(blank))
        said.append(f"{_rows_are(len(blank))} left out: a blank cell among the inputs.")
    if not rows:
        raise InputError("No row is left without a blank cell: fill them, or leave columns out.")
    if len(rows) > MAX_ROWS:
        order = np.random.RandomState(data_seed).permutation(len(rows))[:MAX_ROWS]
        said.append(
            f"{MAX_ROWS:,} of {len(rows):,} rows are used, drawn by the data seed {data_seed}."
        )
        rows = [rows[at] for at in sorted(order.tolist())]
    return Rows(tuple(rows), bool(fills), tuple(said))


def said_of_fillings(
    inputs: Sequence[Column], codings: Sequence[InputCoding], rows: Rows
) -> tuple[str, ...]:
    """One sentence for each column whose blank cells are filled."""
    return tuple(
        _filled(one, coding.filling, sum(one.cells[row] is None for row in rows.used))
        for one, coding in zip(inputs, codings, strict=True)
        if coding.filling is not None
    )


def _filled(column: Column, filling: float | str, n_blank: int) -> str:
    if isinstance(filling, str):
        what = f'commonest word, "{shown(filling)}"'
    else:
        what = f"mean, {rounded(filling, 4)}"
    cells = counted(n_blank, "blank cell")
    are = "is" if n_blank == 1 else "are"
    return f'{cells} of "{shown(column.name)}" {are} filled with its {what}.'


def _rows_are(count: int) -> str:
    return f"{counted(count, 'row')} {'is' if count == 1 else 'are'}"
