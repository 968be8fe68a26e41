"""Numbers and names as Python source: digit for digit, and never more than numbers and comments."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Final

from nn_core.arrays import FloatArray
from nn_core.limits import MAX_NAME_LENGTH
from nn_core.tables.cells import number_text

WIDTH: Final = 88


def number(value: float) -> str:
    """A number as it is typed: 1, 0.1, 1e-07."""
    # A whole number 0 would lose the sign.
    return "-0.0" if repr(float(value)) == "-0.0" else number_text(value)


def numbers(values: Sequence[float]) -> str:
    """A list of numbers."""
    return f"[{', '.join(map(number, values))}]"


def table(name: str, rows: FloatArray) -> str:
    """The statement that makes an array (n_rows, n_columns), with as many lines."""
    lines = "".join(f"    {numbers(row)},\n" for row in rows.tolist())
    return f"{name} = np.array([\n{lines}], dtype=float)"


def safe(name: str) -> str:
    """A person's name for a column as a part of a comment, which it cannot leave.

    Letters that break a line, or that turn the direction of writing and so hide code, are replaced.
    """
    shown = name[:MAX_NAME_LENGTH]
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in shown
    )


def comment(text: str, indent: str = "") -> str:
    """Text as lines of comment."""
    start = f"{indent}# "
    return textwrap.fill(text, WIDTH, initial_indent=start, subsequent_indent=start)


def lines(*parts: str) -> str:
    """Those parts that there are, one below the other."""
    return "\n".join(part for part in parts if part)


def indented(text: str, by: str = "    ") -> str:
    """`text` with `by` in front of each line that holds something."""
    return textwrap.indent(text, by)
