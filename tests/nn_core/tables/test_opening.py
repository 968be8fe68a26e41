"""What is found in a table as a person brings it, before anything is made of it."""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import InputError
from nn_core.tables.coding import AMOUNT, SEVERAL_CLASSES, TWO_CLASSES
from nn_core.tables.column import CONSTANT, DATES, EMPTY, IDENTIFIER, NUMBERS, WORDS
from nn_core.tables.opening import OpenedTable, open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import to_dataset

TABLES = Path(__file__).resolve().parents[2] / "tables"
EXPECTED = list(csv.DictReader((TABLES / "expected.csv").read_text("utf-8").splitlines()))
# As many as take a second; twenty times as many were tried by hand.
N_MUTATIONS = 500
KINDS = {
    "two words": TWO_CLASSES,
    "0 and 1": TWO_CLASSES,
    "three words": SEVERAL_CLASSES,
    "classes 1, 2, 3": SEVERAL_CLASSES,
    "amount": AMOUNT,
}


def opened(text: str) -> OpenedTable:
    return open_table(text.encode())


def kinds(text: str) -> list[str]:
    return [each.kind for each in opened(text).columns]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: str(each["file"]))
def test_tables_as_people_bring_them(expected: dict[str, str]) -> None:
    table = open_table((TABLES / expected["file"]).read_bytes())
    plan = plan_for(table)
    dataset = to_dataset(plan.table)
    assert table.encoding == expected["encoding"]
    (target,) = plan.coding.targets
    assert target.name.lower() == expected["target"].lower()
    assert target.kind == KINDS[expected["kind of target"]]
    assert target.kind != TWO_CLASSES or set(dataset.y.ravel().tolist()) == {0, 1}
    assert dataset.n_samples == min(table.n_rows, 1000)


def test_each_kind_of_column_is_told() -> None:
    text = (
        ",Id,day,name,shop,note,size,colour,share,answer\n"
        "0,7,2025-01-01,Ann,3,,1.5,red,10%,yes\n"
        "1,3,2025-01-02,Bob,3,,2.5,blue,20%,no\n"
        "2,9,2025-01-05,Cyd,3,,,red,35%,yes\n"
        "3,1,2025-02-01,Dan,3,,4,red,40%,no\n"
    )
    assert kinds(text) == [
        *(IDENTIFIER, IDENTIFIER, DATES, IDENTIFIER, CONSTANT, EMPTY, NUMBERS, WORDS),
        *(NUMBERS, WORDS),
    ]
    assert [each.what for each in opened(text).columns] == [
        *("identifier", "identifier", "dates", "identifier", 'constant "3"', "empty"),
        *("numbers, 1 blank", "2 words", "numbers in %", "2 words"),
    ]


@pytest.mark.parametrize(
    "dates",
    [
        ("2025-01-01", "2025-12-31"),
        ("1.2.2025", "31.12.25"),
        ("02/14/2025", "12/31/2025"),
        ("2025-01-01T12:30:00Z", "2025-01-01 00:00"),
        ("1 January 2025", "31. Dez 2025"),
        ("Jan 2025", "Feb-25"),
        ("08:30", "17:45:10.5"),
        ("2025-01", "2025-02"),
    ],
)
def test_dates_are_told_from_words_and_numbers(dates: tuple[str, ...]) -> None:
    assert kinds(f'day,y\n"{dates[0]}",1\n"{dates[1]}",0\n"{dates[0]}",1\n')[0] == DATES


def test_numbers_that_count_are_no_identifier_under_another_name() -> None:
    assert kinds("x,y\n1,1\n2,4\n3,9\n4,16\n") == [NUMBERS, NUMBERS]
    assert kinds("PassengerId,y\n1,1\n2,4\n3,9\n4,16\n") == [IDENTIFIER, NUMBERS]
    assert kinds("id,y\n1,1\n2,4\n2,9\n4,16\n") == [NUMBERS, NUMBERS]
    assert kinds("paid,y\n1,1\n2,4\n3,9\n4,16\n") == [NUMBERS, NUMBERS]


def test_a_text_among_numbers_is_blank_and_said_with_its_place() -> None:
    table = opened("a,b,y\n1,2,0\n\n3,many,1\n4,7,0\n2,NA,0\n5,few,1\n6,8,0\n")
    assert table.columns[1].cells == (2, None, 7, None, None, 8)
    assert table.said == (
        'Row 2 (line 4 of the file), column "b" holds "many", which is no number: it is taken as '
        "blank, as is 1 cell more.",
    )


def test_what_can_be_read_in_two_ways_is_said_and_can_be_chosen() -> None:
    data = b'pages,y\n"8,000",1\n"3,000",0\n'
    table = open_table(data)
    assert table.columns[0].cells == (8000, 3000)
    assert table.said == (
        'Column "pages": "8,000" is read as 8000, not as 8: say if that is wrong.',
    )
    assert open_table(data, ",").columns[0].cells == (8, 3)
    assert open_table(b"a;y\n1.250;1\n2.500;0\n").columns[0].cells == (1250, 2500)
    assert open_table(b"a;y\n1.250;1\n2.500;0\n1.234,5;1\n").said == ()


def test_every_column_has_a_name_of_its_own() -> None:
    table = opened("a,,a,b\x07c\n1,2,3,4\n2,3,4,5\n")
    assert [each.name for each in table.columns] == ["a", "Column 2", "a (2)", "b c"]
    assert table.said == ('Column 3 is a second "a": it is called "a (2)".',)


def test_what_stands_above_and_below_a_table_is_said() -> None:
    table = opened("Heights, in cm\n\na,b\n1,2.5\n2,3.5\n\nSource: me\n")
    assert table.said == (
        '"Heights, in cm" stands above the names and is left out.',
        '"Source: me" stands below the rows and is left out.',
    )
    assert table.n_rows == 2


def test_columns_are_found_by_name_in_any_case() -> None:
    table = opened("Size,size,y\n1,2,3\n2,3,4\n")
    assert [table.place(name) for name in ("Size", "size", " Y ")] == [0, 1, 2]
    with pytest.raises(InputError) as caught:
        table.place("x")
    assert str(caught.value) == 'There is no column "x": choose one of "Size", "size", "y".'


cells = st.sampled_from(
    ["1", "2.5", "", "red", "blue", "NA", "1,000", "1.000", "7%", "2025-01-01", "1e9", "-3", "x y"]
)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8), st.sampled_from(";\t|"))
def test_any_cells_give_numbers_or_a_sentence(rows: list[tuple[str, ...]], delimiter: str) -> None:
    open_wholly("\n".join(map(delimiter.join, [("a", "b", "c"), *rows])).encode())


words = st.text('ab ä"\n,;\t|1', max_size=6).map(lambda text: f"w{text}w")


@given(
    st.lists(st.tuples(words, words, st.sampled_from(["yes", "no"])), min_size=2, max_size=8),
    st.sampled_from("\t;|, "),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
    st.sampled_from(["", "A title of four words\n\n"]),
)
def test_words_read_back_from_any_form(
    rows: list[tuple[str, ...]], delimiter: str, encoding: str, title: str
) -> None:
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    names = delimiter.join(("one", "two", "three"))
    table = open_table(f"{title}{names}\n{chr(10).join(quoted)}\n".encode(encoding))
    assert [each.name for each in table.columns] == ["one", "two", "three"]
    assert list(zip(*(each.texts for each in table.columns), strict=True)) == rows


@given(st.binary(max_size=300))
def test_any_bytes_give_numbers_or_a_sentence(data: bytes) -> None:
    open_wholly(data)


def open_wholly(data: bytes) -> None:
    """Do all that is done with a file; nothing but an InputError may be raised."""
    try:
        table = open_table(data)
        plan = plan_for(table)
        dataset = to_dataset(plan.table)
    except InputError as error:
        said = str(error)
        is_sentence = said.endswith(".") and "\n" not in said
        assert is_sentence, said
        return
    assert dataset.n_samples == len(plan.rows)
    plan.coding.answers(dataset.y[0].tolist())


@pytest.mark.long
def test_mutated_files_give_numbers_or_a_sentence() -> None:
    rng = random.Random(1)
    sources = [first_rows((TABLES / each["file"]).read_bytes()) for each in EXPECTED]
    for _ in range(N_MUTATIONS):
        open_wholly(mutated(rng.choice(sources), rng))
        open_wholly(with_other_cells(rng.choice(sources), rng))


def first_rows(data: bytes) -> bytes:
    """The first 1,500 bytes of a file, as far as its rows are whole."""
    end = b"\n\0" if data[:2] == b"\xff\xfe" else b"\n"
    return data[: data.rindex(end, 0, 1500) + len(end)]


def with_other_cells(data: bytes, rng: random.Random) -> bytes:
    """A file in which digits and letters have become other ones, or blank: its rows stay whole."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 20)):
        at = rng.randrange(len(changed))
        if chr(changed[at]).isalnum():
            changed[at] = rng.choice(b"09aZ.- %?")
    return bytes(changed)


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A file with bytes changed, cut out, doubled, or taken from elsewhere in it."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at, length = rng.randrange(len(changed) + 1), rng.randrange(30)
        piece = (
            bytes(rng.choice(b'\x00",;\t\n\r .0e9-%\xff\xe4|') for _ in range(rng.randint(0, 3))),
            changed[at : at + length] * 2,
            bytes(changed[length : 2 * length]),
        )[rng.randrange(3)]
        changed[at : at + length] = piece
    return bytes(changed)


def work(read: Callable[[bytes], Any], data: bytes) -> int:
    """How many lines of the project's own Python are run."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        count += 1
        return trace if "nn_core" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(data)
    except InputError:
        pass
    finally:
        sys.settrace(before)
    return count


ROWS = {
    "numbers": "1.5,2.5,0\n",
    "words": "red,large,yes\nblue,small,no\n",
    "blank": ",,\n",
    "quotes": '"a\nb",1,2\n',
    "wide": "1," * 200 + "1\n",
    "spaces": "1   2   3\n",
    "german": "1.234,5;2,5;1.000\n",
    "distinct": "".join(f"w{at},{at},{at % 7}\n" for at in range(20)),
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_reading_is_linear_in_the_size_of_a_file(rows: str) -> None:
    """Four times the file is at most some four times the lines of code that are run."""
    start = max(1, 1500 // len(rows))
    small, large = (
        work(lambda data: plan_for(open_table(data)), (rows * times).encode())
        for times in (start, 4 * start)
    )
    assert large < 5 * small + 2000
