"""A table of words and units as lines of Python: its cells, their numbers, and answers in words."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.program.source import lines, number, numbers, safe
from nn_core.tables.answer import UNDECIDED
from nn_core.tables.cell_words import bare, is_blank, known_word
from nn_core.tables.cells import Cell, number_in
from nn_core.tables.coding import (
    AMOUNT,
    SEVERAL_CLASSES,
    Coding,
    ColumnCoding,
    InputCoding,
    TargetCoding,
)
from nn_core.tables.table import Table

EXPLANATION = (
    "The table as it stands, with words and blank cells (None). A network takes numbers only: a "
    "word becomes 1 in a column of its own, and 0 in those of the other words; of two words one "
    "column is enough. X and y are these numbers."
)
_WORD_OF = f"""def word_of(words, shares):  # the word with the largest share
    largest = max(shares)
    found = [word for word, share in zip(words, shares) if share == largest]
    return f"{{found[0] if len(found) == 1 else {UNDECIDED!r}}} ({{largest:.2f}})"

"""
# The twin of `answer.amount_text`.
_AMOUNT = r"""def amount(value):  # as the page writes it
    size, sign = abs(value), "−" if value < 0 else ""
    if size and not 1e-4 <= size <= 9999999.95:
        digits, power = f"{size:.2e}".split("e")
        raised = str(int(power)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return f"{sign}{digits} × 10{raised}"
    decimals = 2 - int(np.floor(np.log10(size))) if 0 < size < 1 else 2
    return f"{sign}{size:,.{1 if size >= 1e6 else decimals}f}"

"""
ANSWER = "The digits of the page, and the answer in the table's own words and units."


def data(table: Table, cells: Sequence[Cell], n_samples: int) -> str:
    """The statements that make X and y, X_test and y_test of the rows from `n_samples` on, and
    new_example of `cells`, one for each input column."""
    coding, n_columns = table.coding, len(table.input_names)
    rows = [_row(row, coding.columns) for row in table.rows]
    return lines(
        f"# Columns: {', '.join(map(_titled, coding.columns))}",
        "table = [\n" + "".join(f"    {row},\n" for row in rows) + "]",
        "# A row to ask the trained network about.",
        f"question = {_row(cells, coding.inputs)}",
        "\n\ndef each_word(cell, words):",
        "    return [1.0 if cell == word else 0.0 for word in words]",
        _numbers_of("inputs_of", coding.inputs, 0),
        _numbers_of("targets_of", coding.targets, n_columns),
        "\n\nX = np.array([inputs_of(row) for row in table])",
        "y = np.array([targets_of(row) for row in table])",
        _held_back(n_samples) if n_samples < len(rows) else "",
        "new_example = np.array([inputs_of(question)])",
    )


def _held_back(n: int) -> str:
    return lines(
        "# Rows that are held back from training: the last ones.",
        f"X, X_test = X[:{n}], X[{n}:]",
        f"y, y_test = y[:{n}], y[{n}:]",
    )


def answers(coding: Coding) -> str:
    """The statements that say what `prediction`, (n_outputs,) in the person's numbers, means."""
    places = coding.parts(range(len(coding.target_names)))
    said = [_answer(target, int(outputs[0])) for target, outputs in places]
    kinds = [target.kind == AMOUNT for target in coding.targets]
    return lines(_AMOUNT if any(kinds) else "", "" if all(kinds) else _WORD_OF, *said)


def units(coding: Coding) -> str:
    """The statement that makes `units`, (n_outputs,), of a table whose amounts are divided."""
    divisors = [divisor for divisor, _ in coding.output_units]
    if set(divisors) == {1.0}:
        return ""
    return f"units = np.array({numbers(divisors)})  # what the table's amounts are divided by"


def _titled(column: ColumnCoding) -> str:
    unit = f" ({safe(column.unit)})" if column.unit else ""
    return f"{safe(column.name)}{unit}"


def _row(row: Sequence[Cell], columns: Sequence[ColumnCoding]) -> str:
    """The cells as a tuple of texts, numbers and None."""
    cells = [_literal(cell, column) for cell, column in zip(row, columns, strict=True)]
    return f"({', '.join(cells)}{',' if len(cells) == 1 else ''})"


def _literal(cell: Cell, column: ColumnCoding) -> str:
    if cell is None or is_blank(cell):
        return "None"
    if column.has_words:
        # As it is coded, whatever its case in the cell.
        return repr(known_word(cell, column.words, f'The column "{safe(column.name)}"'))
    return number(number_in(bare(cell, column.unit), column.name))


def _numbers_of(name: str, columns: Sequence[ColumnCoding], first: int) -> str:
    """A function from a row of cells to the list of its numbers."""
    parts = [
        _input(column, at) if isinstance(column, InputCoding) else _target(column, at)
        for at, column in enumerate(columns, start=first)
    ]
    return lines(
        f"\n\ndef {name}(row):",
        "    return [",
        *(
            f"        {part},  # {safe(column.name)}"
            for part, column in zip(parts, columns, strict=True)
        ),
        "    ]",
    )


def _input(column: InputCoding, at: int) -> str:
    cell = f"row[{at}]"
    if column.filling is not None:
        filling = _literal(column.filling, column)
        cell = f"({filling} if {cell} is None else {cell})"
    if column.words:
        return f"*each_word({cell}, {list(column.coded_words)!r})"
    return cell if column.divisor == 1 else f"{cell} / {number(column.divisor)}"


def _target(column: TargetCoding, at: int) -> str:
    cell = f"row[{at}]"
    if column.kind == SEVERAL_CLASSES:
        return f"*each_word({cell}, {list(column.words)!r})"
    if column.has_words:
        low, high = map(number, column.values)
        return f"{high} if {cell} == {column.words[1]!r} else {low}"
    return cell if column.divisor == 1 else f"{cell} / {number(column.divisor)}"


def _answer(target: TargetCoding, at: int) -> str:
    name = repr(f"{target.name}:")
    if target.kind == AMOUNT:
        unit = f", {target.unit!r}" if target.unit else ""
        return f"print({name}, amount(prediction[{at}]){unit})"
    words = list(target.words)
    if target.kind == SEVERAL_CLASSES:
        return f"print({name}, word_of({words!r}, prediction[{at}:{at + len(words)}]))"
    low, high = target.values
    share = f"prediction[{at}]"
    if (low, high) != (0, 1):
        share = f"({share} - {number(low)}) / {number(high - low)}"
    return lines(
        f"share = {share}",
        f"print({name}, word_of({words!r}, [1 - share, share]))",
    )
