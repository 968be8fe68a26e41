"""CSV: what is read, what is refused, and that nothing is lost on the way out and back."""

import csv
import io
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nn_core import InputError
from nn_core.limits import MAX_ABSOLUTE_VALUE, MAX_INPUTS, MAX_ROWS, MAX_TARGETS
from nn_core.tables.csv_text import format_csv
from nn_core.tables.decoding import MAX_BYTES
from nn_core.tables.form import WORDS, Form
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.spreadsheets import guarded
from nn_core.tables.table import Table, from_dataset, to_dataset

ARTICLE = Table(
    ("Input 1", "Input 2", "Input 3"),
    ("Target",),
    ((0.0, 1.0, 1.0, 1.0), (1.0, 0.0, 0.0, 0.0), (1.0, 0.0, 1.0, 1.0)),
)
ARTICLE_TEXT = "Input 1,Input 2,Input 3,Target\r\n0,1,1,1\r\n1,0,0,0\r\n1,0,1,1\r\n"


def parse(text: str) -> Table:
    return plan_for(open_table(text.encode())).table


def refusal(data: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        plan_for(open_table(data.encode() if isinstance(data, str) else data))
    return str(caught.value)


def test_the_article_as_csv() -> None:
    assert format_csv(ARTICLE) == ARTICLE_TEXT
    assert parse(ARTICLE_TEXT) == ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE_TEXT.replace("\r\n", "\n"),
        ARTICLE_TEXT.replace("\r\n", "\r"),
        "\ufeff" + ARTICLE_TEXT,
        ARTICLE_TEXT.replace(",", ";"),
        ARTICLE_TEXT.replace(",", "\t"),
        ARTICLE_TEXT.replace(",", ", "),
        ARTICLE_TEXT + "\r\n \r\n,,,\r\n\r\n",
        "\n\n" + ARTICLE_TEXT.replace("\r\n", "\n\n"),
        '"' + ARTICLE_TEXT.strip().replace(",", '","').replace("\r\n", '"\r\n"') + '"',
        ARTICLE_TEXT.rstrip(),
        "0,1,1,1\n1,0,0,0\n1,0,1,1",
        "0.0\t1\t1\t1,0\n1\t0,0\t0\t0\n1\t0\t1e0\t1",
    ],
)
def test_the_article_in_other_dress(text: str) -> None:
    assert parse(text) == ARTICLE


@pytest.mark.parametrize(
    "first",
    [
        *("5,NA,1", "5,85%,1", "85 %,1,1", "$5,1,n/a", "?,1,1", "1,2,-", "NA,NA,NA"),
        *("2026-11-26,12:30,1", "5.1,3.5,setosa", "-1,x,2", "1,NA,setosa"),
    ],
)
def test_a_first_row_with_a_value_is_not_lost(first: str) -> None:
    assert open_table(f"{first}\n1,2,3".encode()).n_rows == 2


@pytest.mark.parametrize("header", ["NA,EU,US", "2019,2020,x", "5,85%,target", "0.5,1.5,target: y"])
def test_names_may_look_like_values_beside_other_names(header: str) -> None:
    opened = open_table(f"{header}\n1,2,3".encode())
    assert [each.numbers for each in opened.columns] == [(1.0,), (2.0,), (3.0,)]


def test_a_quoted_decimal_comma_in_a_comma_file() -> None:
    assert parse('a,b,target\n"0,5",1,0').rows == ((0.5, 1.0, 0.0),)


@pytest.mark.parametrize(
    ("header", "inputs", "targets"),
    [
        ("a,b,c", ("a", "b"), ("c",)),
        ("a,Target 1,TARGET 2", ("a",), ("Target 1", "TARGET 2")),
        ("a,b,target", ("a", "b"), ("target",)),
        ("a,target: b,Target:c", ("a",), ("b", "c")),
        ("input: target speed,Input:b,target: c", ("target speed", "b"), ("c",)),
        ("Input 1,Input 2,y", ("Input 1", "Input 2"), ("y",)),
        (' " a  b ","c;d","e\nf"', ("a b", "c;d"), ("e f",)),
        ("2019,x,2021", ("2019", "x"), ("2021",)),
        ("a,target:,target", ("a",), ("target:", "target")),
    ],
)
def test_the_names_say_which_columns_are_targets(
    header: str, inputs: tuple[str, ...], targets: tuple[str, ...]
) -> None:
    assert parse(f"{header}\n1.5,2.5,3.5\n4,5,6.5") == Table(
        inputs, targets, ((1.5, 2.5, 3.5), (4.0, 5.0, 6.5))
    )


def test_the_delimiter_is_looked_for_outside_quotes() -> None:
    assert parse('"a;b;c","d\te",target\n1,2,3\n2,1,4').input_names == ("a;b;c", "d e")
    assert parse('"a,""b"",c";d;target\n1;2;3\n2;1;4').input_names == ('a,"b",c', "d")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "The file is empty: it needs a row of names, and rows of numbers."),
        ("\ufeff\n\n", "The file is empty: it needs a row of names, and rows of numbers."),
        (",,,\n,,,", "The file is empty: it needs a row of names, and rows of numbers."),
        ("a,b,target\n", "The file has a row of names but no numbers: add rows below it."),
        (
            "a\n1",
            "The file has a single column: it needs at least one input and one target, "
            "separated by a comma, a semicolon or a tab.",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "The file holds binary data, not text: choose a CSV file."),
        (
            "a,b,target\n1,2,3\n\n1,2\n",
            "Row 2 (line 4 of the file) has 2 values where the table has 3 columns: "
            "give each column one value.",
        ),
        (
            "a,t\n1,2\n" + "9" * 200_000 + ",1\n",
            "Line 3 of the file has a value that is far too long, or a quotation mark that is not "
            "closed: correct it.",
        ),
        (
            'a,t\n1,2\n"1,2\n3,4\n',
            'The quotation marks (") in line 3 of the file do not enclose a whole value: '
            "correct them.",
        ),
        (
            'a,t\n"1"2,3\n',
            'The quotation marks (") in line 2 of the file do not enclose a whole value: '
            "correct them.",
        ),
    ],
)
def test_files_that_cannot_be_used(data: str | bytes, message: str) -> None:
    assert refusal(data) == message


def test_the_largest_table_goes_through() -> None:
    text = "a,t\n" + "1,2\n" * MAX_ROWS + "\n,\n"
    assert len(parse(text).rows) == MAX_ROWS


def test_a_huge_file_is_refused_without_being_parsed() -> None:
    data = b"1,2\n" * 12_500_000
    start = time.process_time()
    assert refusal(data) == "The file is larger than 1 MB: choose a smaller one."
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize("junk", ['"', ',"', '""', '"\n', ";", "\t,", "\n", "a,", "1,", '"a" '])
def test_a_file_full_of_junk_is_refused_soon(junk: str) -> None:
    data = (junk * MAX_BYTES)[:MAX_BYTES]
    start = time.process_time()
    refusal(data)
    assert time.process_time() - start < 3  # one pass: a pass for each quote would take hours


@pytest.mark.parametrize(
    ("inputs", "targets", "header"),
    [
        (("a", "b"), ("Target",), "a,b,Target"),
        (("price", "b"), ("c",), "price,b,target: c"),
        (("a",), ("Target sum", "Target carry"), "a,Target sum,Target carry"),
        (("a",), ("b", "c"), "a,target: b,target: c"),
        (("a",), ("target", "c"), "a,target: target,target: c"),
        (("target speed",), ("c",), "input: target speed,target: c"),
        (("1", "2"), ("3",), "1,2,target: 3"),
        (("a", "=1+1"), ("t",), "input: a,input: =1+1,target: t"),
        (("a",), ("@x",), "a,target: @x"),
        (("a",), ("＝x",), "a,target: ＝x"),
        (("a", "x;=1+1|c"), ("t",), 'a,"x;\'=1+1|c",target: t'),
        (("a", "x;'=1"), ("t",), "a,\"x;''=1\",target: t"),
        (("a;b",), ("- c",), '"a;b",target: - c'),
        (("target: x",), ("input: y",), "input: target: x,target: input: y"),
        (("a;b", 'c"d'), ("e,f",), '"a;b","c""d","target: e,f"'),
    ],
)
def test_the_header_is_as_plain_as_it_can_be(
    inputs: tuple[str, ...], targets: tuple[str, ...], header: str
) -> None:
    table = Table(inputs, targets, (tuple(map(float, range(len(inputs + targets)))),))
    text = format_csv(table)
    assert text.splitlines()[0] == header
    assert parse(text) == table


def test_a_raw_table_is_written_as_the_numbers_it_means() -> None:
    assert format_csv(Table((" a ",), ("t",), ((" 0,5", "1"),))) == "a,target: t\r\n0.5,1\r\n"
    with pytest.raises(InputError, match=r'^Row 1, column "t" is blank'):
        format_csv(Table(("a",), ("t",), ((1.0, None),)))


awkward_words = st.sampled_from(
    [
        "target",
        "Target: ",
        "input:",
        "=SUM(A1)",
        ";=",
        "'",
        "＋",
        "-1",
        "1",
        "0,5",
        ";",
        ",",
        '"',
        '""',
        "#",
        "é",
        "😀",
    ]
)
# Control characters and halves of characters are refused in names; white space is made single.
letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff")
names = (
    st.lists(awkward_words | st.text(letters, max_size=6), min_size=1, max_size=5)
    .map("".join)
    .map(lambda name: " ".join(name.split()))
    .filter(lambda name: 0 < len(name) <= 40)
)
numbers = st.floats(-MAX_ABSOLUTE_VALUE, MAX_ABSOLUTE_VALUE) | st.integers(-9, 9).map(float)


@st.composite
def named_tables(draw: st.DrawFn) -> Table:
    n_inputs, n_targets = draw(st.integers(1, MAX_INPUTS)), draw(st.integers(1, MAX_TARGETS))
    n_columns = n_inputs + n_targets
    all_names = draw(st.lists(names, min_size=n_columns, max_size=n_columns, unique=True))
    rows = draw(st.lists(st.tuples(*[numbers] * n_columns), min_size=1, max_size=4))
    return Table(tuple(all_names[:n_inputs]), tuple(all_names[n_inputs:]), tuple(rows))


@given(named_tables())
def test_every_table_comes_back_the_same(table: Table) -> None:
    assert from_dataset(to_dataset(table)) == table
    text = format_csv(table)
    for encoding in ("utf-8", "utf-8-sig"):
        opened = open_table(text.encode(encoding))
        assert opened.is_plain
        assert plan_for(opened).table == table


def test_a_table_with_its_identifiers_comes_back_whole() -> None:
    forms = (Form(WORDS), Form(), Form(WORDS), Form())
    rows = (("n1", 1.0, "always", 0.5), ("n2", 2.0, "always", 1.5), ("n3", 3.0, "always", 0.5))
    table = Table(("name", "ID", "place"), ("y",), rows, forms)
    text = format_csv(table)
    assert text.partition("\r\n")[0] == "input: name,input: ID,input: place,target: y"
    plan = plan_for(open_table(text.encode()))
    assert plan.table == table
    assert plan.columns[1].reason == "the file says that it is one"
    # Somebody else's is left out as ever.
    assert "it has a value of its own in every row" in refusal(text.replace("input: ", ""))


@given(named_tables(), st.sampled_from([",", ";", "\t"]))
@example(Table(("a", "x;=1+1|"), ("t",), ((1.0, 2.0, 3.0),)), ";")
@example(Table(("a", 'x; "@SUM(A1)"'), ("t",), ((1.0, 2.0, 3.0),)), ";")
@example(Table(("＝1+1", "b;'=1"), ("＠x",), ((1.0, 2.0, 3.0),)), ";")
def test_no_field_starts_a_formula(table: Table, separator: str) -> None:
    """Whatever a spreadsheet takes for the end of a column; inside one that it does not know, the
    quotes are letters like others."""
    line = format_csv(table).partition("\r\n")[0]
    read = next(csv.reader(io.StringIO(line, newline=""), delimiter=separator))
    for field in read if separator == "," else [*read, *line.split(separator)]:
        assert not field.lstrip(' "').startswith(tuple("=+-@＝＋－＠")), line


@given(named_tables(), st.sampled_from([";", "\t"]))
@example(Table(("target",), (";'=SUM(A1)",), ((0.0, 0.0),)), ";")
def test_every_table_comes_back_from_a_spreadsheet_in_another_country(
    table: Table, separator: str
) -> None:
    """Numbers with a decimal comma, other separators, and every name in quotes, guarded as it was
    when this app wrote it."""
    header = [f"input: {guarded(name)}" for name in table.input_names]
    header += [f"target: {guarded(name)}" for name in table.target_names]
    quoted = separator.join('"' + name.replace('"', '""') + '"' for name in header)
    rows = "".join(
        separator.join(_with_comma(cell, separator) for cell in row) + "\n" for row in table.rows
    )
    assert parse(f"{quoted}\n{rows}") == table


def _with_comma(cell: object, separator: str) -> str:
    text = repr(cell)
    # Between tabs "1,125" might be a thousand and "1.125", too, beside another comma.
    has_three_decimals = len(text.partition(".")[2]) == 3
    return text.replace(".", ",") + ("0" if separator == "\t" and has_three_decimals else "")
