"""What a shared page takes is bounded where something comes in: table, CSV, link, file, command."""

import json
from pathlib import Path

import pytest

from nn_core import InputError
from nn_core.__main__ import main
from nn_core.sharing.file import from_document
from nn_core.sharing.link import from_query, query_in
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import Table, to_dataset

INPUTS = "The table has 31 input columns: keep at most 30."
TARGETS = "The table has 5 target columns: keep at most 4."
ROWS = "The table has 1,001 rows: keep at most 1,000."


def of_size(n_inputs: int, n_targets: int, n_rows: int) -> Table:
    return Table(
        tuple(f"Input {number}" for number in range(1, n_inputs + 1)),
        tuple(f"Target {number}" for number in range(1, n_targets + 1)),
        ((0.0,) * (n_inputs + n_targets),) * n_rows,
    )


def csv_of(table: Table) -> str:
    lines = (table.names, *table.rows)
    return "".join(",".join(map(str, line)) + "\n" for line in lines)


def link_of(table: Table) -> str:
    rows = "~".join("_".join("0" for _ in row) for row in table.rows)
    inputs, targets = "~".join(table.input_names), "~".join(table.target_names)
    return f"problem={OWN}&inputs={inputs}&targets={targets}&table={rows}"


def file_of(table: Table) -> str:
    parts = {"inputs": table.input_names, "targets": table.target_names, "rows": table.rows}
    return json.dumps({"problem": OWN, "table": parts})


@pytest.mark.parametrize(
    ("table", "said", "in_link", "in_file"),
    [
        (of_size(31, 1, 1), INPUTS, f'"names" is left out: {INPUTS}', None),
        (of_size(1, 5, 1), TARGETS, f'"names" is left out: {TARGETS}', None),
        (
            of_size(1, 1, 1001),
            ROWS,
            '"table" is left out: It has more than 1,000 rows.',
            '"rows" is left out: It has 1,001 entries: use at most 1,000.',
        ),
    ],
)
def test_each_entrance_refuses_what_is_too_large(
    table: Table,
    said: str,
    in_link: str,
    in_file: str | None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for entrance in (
        lambda: to_dataset(table),
        lambda: Setup(OWN, table).experiment(),
    ):
        with pytest.raises(InputError) as refused:
            entrance()
        assert str(refused.value) == said
    link, document = link_of(table), file_of(table)
    assert from_query(query_in(link), None)[1][0] == in_link
    assert from_document(document.encode(), None)[1][0] == (in_file or in_link)

    path = tmp_path / "large.json"
    path.write_text(document)
    for option, value, expected in (
        ("--file", str(path), in_file or in_link),
        ("--link", link, in_link),
    ):
        main([option, value, "--iterations", "1"])
        assert capsys.readouterr().err.startswith(expected)


@pytest.mark.parametrize(
    ("table", "said", "status"),
    [
        (of_size(31, 1, 1), "There is room for 30 numbers in each row: of 31 columns the 30", 0),
        (of_size(1, 5, 1), TARGETS, 2),
        (of_size(1, 1, 1001), "1,000 of 1,001 rows are used, drawn by the data seed 1.", 0),
    ],
)
def test_the_command_line_takes_what_there_is_room_for(
    table: Table, said: str, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "large.csv"
    path.write_text(csv_of(table))
    assert main(["--table", str(path), "--iterations", "1"]) == status
    told = capsys.readouterr()
    assert said in (told.err if status else told.out)


@pytest.mark.long
def test_the_largest_table_passes_every_entrance() -> None:
    table = of_size(30, 4, 1000)
    dataset = to_dataset(table)
    assert (dataset.n_inputs, dataset.n_outputs, dataset.n_samples) == (30, 4, 1000)
    assert plan_for(open_table(csv_of(table).encode())).table == table
    for moment, complaints in (
        from_query(query_in(link_of(table)), None),
        from_document(file_of(table).encode(), None),
    ):
        assert not complaints
        assert moment.setup.table == table
