"""What a column of the table is, in a few words: over the column, and in the list of columns."""

from __future__ import annotations

from nn_core.errors import shown
from nn_core.tables.cells import written
from nn_core.tables.number_style import rounded
from nn_core.tables.table import Table
from nn_core.tables.table_coding import input_coding, words_in

# Words that are listed, and letters of each.
_MOST_WORDS, _MOST_LETTERS = 10, 30


def about(table: Table, at: int) -> str:
    """The role of a column and what stands in it, as Markdown, in which a person's own words are
    code: nothing else keeps them from being read as Markdown."""
    is_input, form = at < len(table.input_names), table.all_forms[at]
    said = ["Input" if is_input else "Target: the answer to learn"]
    if form.has_words:
        said.append(f"Words: {_listed(words_in(table.column(at)))}")
    elif form.unit:
        said.append(f"Numbers, in {_code(form.unit)}")
    if form.divisor != 1:
        said.append(f"The network sees them divided by {rounded(form.divisor, 3)}")
    if is_input and form.fills:
        filling = written(input_coding("", form, table.column(at)).filling)
        said.append(f"A blank cell counts as {_code(filling or 'nothing')}")
    return ". ".join(said)


def _listed(words: tuple[str, ...]) -> str:
    more = f" and {len(words) - _MOST_WORDS:,} more" if len(words) > _MOST_WORDS else ""
    return ", ".join(_code(word) for word in words[:_MOST_WORDS]) + more


def _code(text: str) -> str:
    """A text as Markdown that shows it as it is."""
    text = shown(text, _MOST_LETTERS)
    fence = "`"
    while fence in text:
        fence += "`"
    return f"{fence} {text} {fence}"
