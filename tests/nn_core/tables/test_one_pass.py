"""A stranger's text is read in one pass: eight times the text is some eight times the work."""

from __future__ import annotations

import importlib
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from nn_core import InputError
from nn_core.sharing.fields import FIELDS
from nn_core.sharing.file import from_document
from nn_core.sharing.kinds import MAX_NAMES
from nn_core.sharing.link import from_query, query_in
from nn_core.tables.cells import read_number
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import checked_names
from tests.nn_core.sharing.strategies import VIEWS

UNITS: Final = (
    *("1", "1.", ".", ",", "1,", "-", "1-", "e1", "1e1", " ", "1 ", "NA", "%", "x", "é", "+"),
    *('"', '""', ',"', ',"""', "\\", "\\~", "~", "_", "1_", "1~", ";", "\t;", "target:", "input: "),
    *("'", ";'", ";=", "; ", "\n", "\r\n", "&", "&amp;", "amp;", "=", "&t=1", "#", "?", "%", "%25"),
    *("p1", "z", "[", "{"),
)
ENDS: Final = ("", "x", '"', "\\", "~", "=")
# One key for each way of reading a value.
KEYS: Final = {field.kind.split: field.key for field in FIELDS}.values()


def read_csv(text: str) -> None:
    plan_for(open_table(f"{text},1\n{text},2\na,3\n".encode()))


def read_csv_below_names(text: str) -> None:
    plan_for(open_table(f"a,target\n1,{text}\n".encode()))


def read_cell(text: str) -> None:
    read_number(text, "The cell")


def read_names(text: str) -> None:
    checked_names((text,), ("Target",))


def read_link(text: str) -> None:
    from_query(query_in(text), VIEWS)


def read_values_of_a_link(text: str) -> None:
    for key in KEYS:
        from_query({key: text}, VIEWS)


def read_file(text: str) -> None:
    table = {"inputs": [text], "targets": ["y"], "rows": [[text, 1]]}
    view: dict[str, str] = dict.fromkeys(VIEWS, text)
    document = {"problem": text, "table": table, "seed": text, "view": view, text: 1}
    from_document(json.dumps(document).encode(), VIEWS)


def read_broken_file(text: str) -> None:
    from_document(f'{{"seed": {text}}}'.encode(), VIEWS)


# How long the shorter text is. Names in a link are looked at up to a certain length only.
READERS: Final[dict[Callable[[str], None], int]] = {
    read_csv: 2000,
    read_csv_below_names: 2000,
    read_cell: 2000,
    read_names: 2000,
    read_link: 2000,
    read_values_of_a_link: MAX_NAMES // 8 - 1,
    read_file: 2000,
    read_broken_file: 2000,
}


def work(read: Callable[[str], None], text: str) -> float:
    """The seconds that this thread computes, whatever else the machine does meanwhile."""
    start = time.thread_time()
    with suppress(InputError):
        read(text)
    return time.thread_time() - start


def is_one_pass(read: Callable[[str], None], unit: str, end: str, length: int) -> bool:
    """Whether the longer text takes less than 24 times as long: twice a pass takes 8, a pass for
    each letter 64. The least of several measurements counts, so that no disturbance does."""
    short, long = (unit * (many // len(unit)) + end for many in (length, 8 * length))
    least, most = float("inf"), float("inf")
    for _ in range(12):
        least, most = min(least, work(read, short)), min(most, work(read, long))
        # What takes under a millisecond is nothing that anyone could be kept waiting with.
        if most < max(24 * least, 0.001):
            return True
    return False


@pytest.mark.long
@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_eight_times_the_text_is_no_more_than_a_few_passes(read: Callable[[str], None]) -> None:
    slow = next(
        (
            (unit, end)
            for unit, end in product(UNITS, ENDS)
            if not is_one_pass(read, unit, end, READERS[read])
        ),
        None,
    )
    assert slow is None


def expressions(root: Path) -> Iterator[str]:
    """Every regular expression, but those for text that the program has written itself."""
    for path in sorted([*root.glob("nn_core/**/*.py"), *root.glob("nn_ui/**/*.py")]):
        if {"program", "report"} & set(path.parts):
            continue
        text = path.read_text(encoding="utf-8")
        if "import re\n" not in text:
            continue
        module = importlib.import_module(".".join(path.relative_to(root).with_suffix("").parts))
        yield from (each.pattern for each in vars(module).values() if isinstance(each, re.Pattern))
        yield from re.findall(r"""re\.(?!compile|escape)\w+\(\s*r?"([^"]*)""", text)


def test_no_expression_gives_back_what_it_has_taken(
    project_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = list(expressions(project_root))
    assert len(found) > 12
    for written in found:
        re.compile(written, re.DEBUG)
        tree = capsys.readouterr().out.splitlines()
        repeats = [line.split() for line in tree if "MAXREPEAT" in line]
        giving_back = [line for line in repeats if line[0] in ("MAX_REPEAT", "MIN_REPEAT")]
        assert not giving_back, written
