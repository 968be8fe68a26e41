"""What stands in the cells of a person's table: words, and numbers with a unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nn_core.errors import InputError, shown
from nn_core.limits import MAX_ABSOLUTE_VALUE
from nn_core.tables.cells import Cell, number_in, number_text, read_number
from nn_core.tables.number_style import rounded


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def word_in(cell: float | str) -> str:
    """What a cell of a column of words says."""
    return number_text(cell) if isinstance(cell, float) else cell.strip()


def bare(cell: Cell, unit: str) -> Cell:
    """What a cell holds without the unit of its column."""
    return cell.replace(unit, "") if isinstance(cell, str) and unit else cell


def spelled(word: str, words: Sequence[str]) -> str:
    """The one of the `words` that is meant, whatever its case; "" where that is none of them, or
    might be several."""
    if word in words:
        return word
    meant = [each for each in words if each.lower() == word.lower()]
    return meant[0] if len(meant) == 1 else ""


def filled(cells: Sequence[Cell]) -> list[float | str]:
    """The cells that are not blank."""
    return [cell for cell in cells if cell is not None and not is_blank(cell)]


def commonest_word(cells: Sequence[Cell]) -> str | None:
    """The word that stands most often in a column, the first one of several; None where all cells
    are blank."""
    found = Counter(map(word_in, filled(cells))).most_common(1)
    return found[0][0] if found else None


def amount_in(cell: Cell, unit: str, divisor: float, where: str) -> float:
    """The number in a cell, with or without its unit, divided; InputError where there is none, with
    a sentence that `where` opens."""
    if divisor == 1:
        return read_number(bare(cell, unit), where)
    number = number_in(bare(cell, unit), where)
    if abs(number) > MAX_ABSOLUTE_VALUE * divisor:
        largest = rounded(MAX_ABSOLUTE_VALUE * divisor, 3)
        raise InputError(f"{where} is too large: type a number from −{largest} to {largest}.")
    return number / divisor


def known_word(cell: Cell, words: Sequence[str], where: str) -> str:
    """The word of a column that is meant, whatever its case; InputError where it is none of them,
    with a sentence that `where` opens."""
    if cell is None or is_blank(cell):
        raise InputError(f"{where} is blank: type one of {_listed(words)}.")
    text = word_in(cell)
    word = spelled(text, words)
    if not word:
        raise InputError(f'{where} holds "{shown(text)}": type one of {_listed(words)}.')
    return word


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f'"{shown(word)}"' for word in words[:10])
