"""A table as CSV text, every number in full."""

from __future__ import annotations

import csv
import io

from nn_core.tables.spreadsheets import begins_formula, guarded
from nn_ui.tabs.numbers.table import Table


def csv_text(table: Table) -> str:
    """A row of titles, then the table's rows; a number is the shortest text that reads back as the
    same float."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    titles = [table.rows_title, *(column.title for column in table.columns)]
    writer.writerow(map(_harmless, [*titles, *([table.remarks_title] if table.remarks else [])]))
    # Adding 0.0 turns -0.0 into 0.0, which is the same number.
    numbers = zip(*((column.values + 0.0).tolist() for column in table.columns), strict=True)
    remarks = table.remarks or ("",) * len(table.rows)
    for name, values, remark in zip(table.rows, numbers, remarks, strict=True):
        writer.writerow([_harmless(name), *map(repr, values), *([remark] if table.remarks else [])])
    return text.getvalue()


def _harmless(name: str) -> str:
    """A spreadsheet would run a name like "=HYPERLINK(...)" as a formula, but not with words in
    front of it."""
    return guarded(f"name: {name}" if begins_formula(name) else name)
