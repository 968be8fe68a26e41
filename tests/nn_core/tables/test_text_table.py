"""A file in whatever form it was saved: its encoding, separators, names, titles and numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import InputError
from nn_core.tables.decimal_sign import COMMA, POINT, numbers_in
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import Table
from nn_core.tables.text_table import MAX_COLUMNS, TextTable, read_text_table

SMALL = Table(("Größe", "b"), ("target",), ((0.5, -1.0, 1.0), (2.25, 3.0, 0.0)))
TEXT = "Größe,b,target\n0.5,-1,1\n2.25,3,0\n"


def read(text: str) -> TextTable:
    return read_text_table(text.encode())


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_text_table(data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_table(data: bytes, encoding: str) -> None:
    assert plan_for(open_table(data)).table == SMALL
    assert read_text_table(data).encoding == encoding


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04\x14\0\x06\0", "The file is a workbook, not text: open it in your spreadshe"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "The file is a workbook, not text: "),
        (b"\xff\xfea\0,", "The file is damaged text, or none: save it as "),
        (b"\xef\xbb\xbf\xff,1", "The file is damaged text, or none: save it as "),
        (b"a,b\n\x81,1", "The file is damaged text, or none: save it as "),
        (b"\x1b\xe4,1\n1,2", "The file holds binary data, not text: choose a CSV file."),
        (b"a,t\n" + b"1," * MAX_COLUMNS + b"1\n", "The file has 501 columns: keep at most 500."),
    ],
)
def test_what_is_no_text_is_answered_with_what_to_do(data: bytes, said: str) -> None:
    assert refusal(data).startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace(",", ";").replace(".", ","),
        TEXT.replace(",", "|"),
        TEXT.replace(",", "|").replace(".", ","),
        TEXT.replace(",", "\t"),
        TEXT.replace(",", " "),
        "  Größe      b  target \n    0.5   -1       1\n   2.25    3       0  \n",
        "sep=;\r\n" + TEXT.replace(",", ";").replace(".", ",").replace("\n", "\r\n"),
        '"sep=,"\n' + TEXT,
        "SEP=\t\n" + TEXT.replace(",", "\t"),
        TEXT.replace("\n", ";\n").replace(",", ";").replace(".", ","),
        TEXT.replace("\n", ",,,\n"),
        "Results, all of them\n\n" + TEXT,
        "Results of 2025; room 7\n" + TEXT,
        "Results of 2025, room 7,\n,,\n" + TEXT,
        "Results\nof\n2025\n\n\n" + TEXT,
        "How large, how heavy, and whether it swims\n\n" + TEXT,
        "Many more words than columns\n\n" + TEXT.replace(",", " "),
        TEXT.replace("\n", "\n\n"),
        "\n,Größe,b,target\n0,0.5,-1,1\n1,2.25,3,0\n",
        ",Größe,b,target\n7,0.5,-1,1\n3,2.25,3,0\n",
        '"Größe" "b" "target"\n"1" 0.5 -1 1\n"2" 2.25 3 0\n',
        '"Größe","b","target"\n"0.5","-1","1"\n"2.25","3","0"\n',
        "Größe,b,target\n50%,-1,1\n225%,3,0\n".replace("50%", "0.5%").replace("225%", "2.25 %"),
        TEXT + "\nMeasured by the lake\nin 2025\n",
        "| Größe | b | target |\n|---|:--:|---|\n| 0.5 | -1 | 1 |\n| 2.25 | 3 | 0 |\n",
        "Größe;b;target\n0,5 €;-1;1\n€ 2,25;3;0\n",
    ],
)
def test_every_form_gives_the_same_table(text: str) -> None:
    table = plan_for(open_table(text.encode())).table
    assert (table.names, table.rows) == (SMALL.names, SMALL.rows)


def test_titles_are_kept_beside_the_table() -> None:
    table = read("Plant growth; greenhouse 2\n\ndays,light,height\n1,1,5.8\n1,2,10.0\n")
    assert table.titles == ("Plant growth; greenhouse 2",)
    assert table.names == ("days", "light", "height")
    assert (table.delimiter, table.lines) == (",", (4, 5))
    assert table.labels[0] == "Row 1 (line 4 of the file)"


def test_names_over_a_blank_line_are_no_title() -> None:
    for text in ("sky,play\n\nred,go\nblue,stay\n", "a,b,y\n\n1,2,yes\n2,3,no\n"):
        assert (read(text).titles, len(read(text).rows)) == ((), 2)


def test_a_single_name_over_decimal_commas_is_no_title() -> None:
    """A number must not fall apart in silence into two columns."""
    assert refusal(b"x\n1,5\n2,5\n").startswith("The file has a single column: ")
    assert refusal(b"my numbers\n1\n2\n").startswith("The file has a single column: ")


def test_a_short_row_of_numbers_is_no_title() -> None:
    assert refusal(b"1,2\n\n3,4,5\n6,7,8\n").startswith("Row 2 (line 3 of the file) has 3 values")
    assert refusal(b"a,b,c\n\n1,2\n3,4\n").startswith("Row 1 (line 3 of the file) has 2 values")
    assert refusal(b"1,2\na,b,c\n6,7,8\n").startswith("Row 2 has 3 values")


@pytest.mark.parametrize(
    "text",
    [
        "sunny,high,stay\nsunny,low,go\nrain,high,go\n",
        "5,3,oak\n4,1,pine\n6,2,oak\n",
        "-0.02,7.82,pine\n5.71,2.55,oak\n",
        "1,2\n3,4\n",
    ],
)
def test_a_row_like_those_below_it_is_no_row_of_names(text: str) -> None:
    table = read(text)
    assert table.names == ()
    assert len(table.rows) == text.count("\n")


def test_line_breaks_commas_and_quotation_marks_stand_in_names() -> None:
    table = read('"first\nreading, cm","a ""b"" c"\n"3.1","high"\n"3.7","low"\n')
    assert table.names == ("first\nreading, cm", 'a "b" c')
    assert table.lines == (3, 4)


def test_a_row_of_another_width_is_named() -> None:
    assert refusal(b"T\n\na,b,c\n1,2,3\n4,5,6\n7,8\n") == (
        "Row 3 (line 6 of the file) has 2 values where the table has 3 columns: give each column "
        "one value."
    )


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (("280.259,74", "1.000"), (280259.74, 1000)),
        (("1,000,000", "1,000"), (1_000_000, 1000)),
        (("1,234.5", "-2,000"), (1234.5, -2000)),
        (("0,5", "1.000"), (0.5, 1000)),
        (("0,125", "1,000"), (0.125, 1)),
        (("0.5", "1.000"), (0.5, 1)),
        (("1 234,5", "12\u202f000"), (1234.5, 12000)),
        (("1'234.5", "2’000"), (1234.5, 2000)),
        (("\u22121,5", "+2"), (-1.5, 2)),
    ],
)
def test_the_other_cells_of_a_column_settle_its_decimal_sign(
    column: tuple[str, ...], values: tuple[float, ...]
) -> None:
    for delimiter in ("\t", ";"):
        found = numbers_in([column], delimiter)[0]
        assert (found.values, found.unclear) == (values, ())


def test_thousands_elsewhere_in_the_file_settle_a_column() -> None:
    found = numbers_in([("1.000", "2.000"), ("280.259,74", "1")], ";")
    assert found[0].values == (1000, 2000)
    assert found[0].unclear == ()


def test_what_nothing_settles_stays_unclear_and_is_read_as_guessed() -> None:
    column = ("8,000", "3,000", "")
    found = numbers_in([column], ",")[0]
    assert (found.values, found.unclear) == ((8000, 3000, None), (0, 1))
    assert numbers_in([column], ",", COMMA)[0].values == (8, 3, None)
    assert numbers_in([("1.000",)], ";", POINT)[0].values == (1,)
    assert numbers_in([("1.000",)], ";")[0].values == (1000,)


@pytest.mark.parametrize("text", ["1.2.3", "1,2,3", "12,34,567", "1.000,5,5", "e5", "%", "5 %%"])
def test_what_is_no_number_in_any_country(text: str) -> None:
    assert numbers_in([(text,)], ";")[0].values == (None,)


def test_a_unit_belongs_to_all_numbers_of_a_column() -> None:
    found = numbers_in([("5 %", "7%", "", "?"), ("5%", "7", "8", "")], ",")
    assert (found[0].values, found[0].unit) == ((5, 7, None, None), "%")
    assert (found[1].values, found[1].unit) == ((None, 7, 8, None), "")


ENCODERS: tuple[Callable[[str], bytes], ...] = (
    lambda text: text.encode(),
    lambda text: text.encode("utf-8-sig"),
    lambda text: text.encode("utf-16"),
    lambda text: text.encode("cp1252"),
)
BLANK = '""'
NAMES = st.lists(
    st.text("abcdefghäöü %$", min_size=1, max_size=9).map(lambda text: f"n {text} n"),
    min_size=3,
    max_size=5,
    unique_by=lambda name: " ".join(name.split()),
)


@given(st.data(), NAMES, st.sampled_from(ENCODERS), st.sampled_from("\t;|, "))
def test_a_table_reads_back_from_any_form(
    data: st.DataObject, names: list[str], encode: Callable[[str], bytes], delimiter: str
) -> None:
    numbers = st.floats(-9999, 9999).map(lambda number: round(number, 2))
    rows = data.draw(st.lists(st.tuples(*[numbers] * len(names)), min_size=2, max_size=6))
    has_comma = delimiter != "," and data.draw(st.booleans())
    sign = "," if has_comma else "."
    lines = [[f'"{name}"' for name in names]]
    lines += [[f"{value:.2f}".replace(".", sign) for value in row] for row in rows]
    has_index = delimiter != " " and data.draw(st.booleans())
    if has_index:
        lines = [[BLANK, *lines[0]], *([str(at), *line] for at, line in enumerate(lines[1:]))]
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    trailing = delimiter if delimiter != " " and data.draw(st.booleans()) else ""
    above = data.draw(st.sampled_from(["", f"sep={delimiter}{end}", f"Title{end}{end}"]))
    if above.startswith("sep") and delimiter == " ":
        above = ""
    text = above + "".join(delimiter.join(line) + trailing + end for line in lines)
    columns = open_table(encode(text)).columns[has_index:]
    assert [each.name for each in columns] == [" ".join(name.split()) for name in names]
    read = list(zip(*(each.numbers for each in columns), strict=True))
    assert read == [tuple(value + 0.0 for value in row) for row in rows]
