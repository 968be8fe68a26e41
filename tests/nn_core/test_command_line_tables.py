"""The command line with tables as people bring them: what is found in them is printed first."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nn_core import Architecture, Preparation, TrainingSettings
from nn_core.__main__ import main
from nn_core.problems.ready_made import PROBLEMS, Problem
from nn_core.sharing.file import from_document, to_document
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.cells import written
from nn_core.tables.csv_text import format_csv
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.typical import typical_inputs

TABLES = Path(__file__).resolve().parents[1] / "tables"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main([*arguments]) == status
    out = capsys.readouterr()
    assert bool(out.err) == bool(status)
    return out.out if status == 0 else out.err


FILES = sorted(file for file in TABLES.glob("*.?sv") if file.name != "expected.csv")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@pytest.mark.parametrize("suffix", [".py", ".ipynb"])
def test_every_table_is_opened_trained_and_exported(
    file: Path, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, export = plan_for(open_table(file.read_bytes())).table, tmp_path / f"export{suffix}"
    example = f"--example={','.join(map(written, typical_inputs(table)))}"
    asked = ["--table", str(file), "--iterations", "3", example, "--export", str(export)]
    lines = printed(capsys, *asked).splitlines()
    assert " in the file (" in lines[0]
    assert any("; target, " in line for line in lines)
    assert any(line.endswith("3 iterations") for line in lines)
    source = export.read_text("utf-8")
    run_by_itself(code_of(source) if suffix == ".ipynb" else source)
    assert set(what_a_program_prints(lines)) <= set(capsys.readouterr().out.splitlines())


def what_a_program_prints(lines: list[str]) -> list[str]:
    """What the command line has said of the example, as an exported program says it."""
    digits = [line.rpartition(": ")[2] for line in lines if line.startswith("Prediction of ")]
    said = [line.removeprefix("Answer: ") for line in lines if line.startswith("Answer: ")]
    assert digits
    return [f"Prediction: {', '.join(digits)}", *said]


def code_of(source: str) -> str:
    """The code of a notebook in the format 4.5, whose cells have names of their own."""
    notebook = json.loads(source)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [each["id"] for each in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    return "\n".join(each["source"] for each in notebook["cells"] if each["cell_type"] == "code")


def run_by_itself(source: str) -> None:
    """Run the program, or a notebook's code without its picture."""
    drawn = source.replace("from IPython", "# from IPython").replace("display(", "str(")
    exec(compile(drawn, "program", "exec"), {"__name__": "__main__"})


def test_what_is_found_is_printed_one_line_a_column(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "--table", str(TABLES / "ferry.csv"), "--iterations", "3").splitlines()
    assert lines[:9] == [
        "120 rows in the file (utf-8):",
        "  Column 1: identifier; left out: it has a value of its own in every row",
        "  survived: numbers; target, 0 or 1: targets are often called so, and it is the first "
        "column",
        "  class: numbers; input, as it is: its numbers may tell something about the target",
        "  name: identifier; left out: it has a value of its own in every row",
        "  sex: 2 words; input, 0 or 1, male is 1: its words may tell something about the target",
        "  age: numbers, 16 blank; input, as it is: its numbers may tell something about the "
        "target",
        "  ticket: identifier; left out: it has a value of its own in every row",
        '16 blank cells of "age" are filled with its mean, 36.91.',
    ]


def test_a_new_example_in_words_is_answered_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    outing = ["--table", str(TABLES / "outing.csv"), "--iterations", "500"]
    lines = printed(capsys, *outing, "--example", "overcast,normal,weak").splitlines()
    assert any(line.startswith("Answer: plan: go (1.00)") for line in lines)
    said = printed(capsys, *outing, "--example", "snow,normal,weak", status=2)
    assert 'holds "snow": type one of "overcast", "rain", "sunny".' in said


def test_the_guess_is_changed_by_options(capsys: pytest.CaptureFixture[str]) -> None:
    ferry = ["--table", str(TABLES / "ferry.csv"), "--iterations", "3"]
    out = printed(capsys, *ferry, "--target", "SEX", "--leave-out", "age", "--leave-out", "class")
    assert "  sex: 2 words; target, 0 or 1, male is 1: you chose it" in out
    assert "  age: numbers, 16 blank; left out: you chose so" in out
    assert "120 rows, 1 input, 1 target;" in out
    grain = ["--table", str(TABLES / "grain_types.csv"), "--iterations", "3"]
    assert "90 rows, 2 inputs, 3 targets;" in printed(capsys, *grain)
    assert "90 rows, 2 inputs, 1 target;" in printed(capsys, *grain, "--amounts")
    percent = ["--table", str(TABLES / "percent.csv"), "--iterations", "3"]
    assert '"8,000" is read as 8000, not as 8: say' in printed(capsys, *percent)
    assert '"8,000" is read as 8, not as 8000: say' in printed(
        capsys, *percent, "--decimal", "comma"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--target", "height"], "--target says what is in a file: add --table."),
        (
            ["--leave-out", "a", "--problem", "xor"],
            "--leave-out says what is in a file: ",
        ),
        (
            ["--classes", "--amounts"],
            "Argument --amounts: not allowed with ",
        ),
        (["--decimal", "dot"], "Argument --decimal: invalid choice: 'dot'"),
        (
            ["--table", str(TABLES / "title.csv"), "--target", "weight"],
            'There is no column "weight": choose one of "days", "light", "height".\n',
        ),
        (
            ["--table", str(TABLES / "fever.csv"), "--leave-out", "temperature"],
            'No column is left to be an input ("temperature": you chose so): add a column, or choo',
        ),
    ],
)
def test_mistakes_end_in_one_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    err = printed(capsys, *arguments, status=2)
    assert err.startswith(said)
    assert err.count("\n") == 1


@pytest.mark.parametrize("each", PROBLEMS, ids=lambda each: each.key)
def test_a_table_written_by_this_app_trains_to_the_same_digits(
    each: Problem, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With nothing to be said of it: its columns are what they are called."""
    file = tmp_path / "table.csv"
    file.write_text(format_csv(each.table), encoding="utf-8", newline="")
    direct = printed(capsys, "--problem", each.key, "--iterations", "50").splitlines()
    opened = printed(capsys, "--table", str(file), "--iterations", "50").splitlines()
    assert opened == [line for line in direct if not line.startswith("Prediction")]


def test_a_table_of_words_is_trained_and_exported_with_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kinds.csv"
    rows = "".join(f"{at},{at * at % 7},k{at % 7}\n" for at in range(28))
    file.write_text(f"a,b,kind\n{rows}", encoding="utf-8")
    table = ["--table", str(file), "--iterations", "3"]
    assert "28 rows, 2 inputs, 7 targets;" in printed(capsys, *table)
    written = tmp_path / "experiment.json"
    printed(capsys, *table, "--export", str(written))
    (moment, complaints) = from_document(written.read_bytes(), None)
    assert complaints == ()
    assert moment.setup.table.rows[3] == (3.0, 2.0, "k3")
    assert moment.setup.dataset().target_names == tuple(f"kind = k{at}" for at in range(7))


def prices(tmp_path: Path, output: str) -> Path:
    """The experiment file of a linear network on preise.csv, with everything scaled."""
    table = plan_for(open_table((TABLES / "preise.csv").read_bytes(), "")).table
    setup = Setup(
        OWN,
        table,
        (106.0, 3.0),
        architecture=Architecture(bias=True, output_activation=output),
        training=TrainingSettings(0.1, "mean_squared_error", "momentum"),
        preparation=Preparation(scale=True, scale_targets=True),
        iterations=500,
    )
    file = tmp_path / "prices.json"
    file.write_text(to_document(setup, 500), encoding="utf-8")
    return file


@pytest.mark.parametrize("output", ["identity", "sigmoid", "tanh"])
def test_prices_are_answered_in_their_own_numbers(
    output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, program = prices(tmp_path, output), tmp_path / "prices.py"
    lines = printed(capsys, "--file", str(file), "--export", str(program)).splitlines()
    (r_squared,) = (line for line in lines if line.startswith("R2: "))
    assert float(r_squared.removeprefix("R2: ")) > 0.9
    start = 'Prediction of "Preis" for 106, 3: '
    (prediction,) = (line.removeprefix(start) for line in lines if line.startswith(start))
    assert 250_000 < float(prediction) < 310_000
    start = "Typical error (root mean square): "
    (error,) = (line.removeprefix(start) for line in lines if line.startswith(start))
    assert 10_000 < float(error) < 30_000
    (scaled,) = (line for line in lines if line.startswith("Targets are scaled "))
    assert scaled.endswith(" The loss is theirs; answers are scaled back:")
    (formula,) = (line for line in lines if line.startswith("  Preis = "))
    found = re.fullmatch(r"  Preis = ([\d.,]+) \+ ([\d.,]+) × output", formula)
    assert found is not None
    mean, deviation = (float(number.replace(",", "")) for number in found.groups())
    lowest, highest = 88_923.61, 413_884.17
    ends = {"identity": None, "sigmoid": (0, 1), "tanh": (-1, 1)}[output]
    if ends is not None:
        assert [mean + deviation * end for end in ends] == pytest.approx([lowest, highest])
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True)
    assert f"Prediction: {prediction}" in done.stdout.splitlines()
    (typical,) = (line for line in done.stdout.splitlines() if line.startswith("Typical error: "))
    assert float(typical.removeprefix("Typical error: ")) == pytest.approx(float(error), rel=1e-7)


@pytest.mark.long
def test_what_fits_is_chosen_said_and_counted_over_all_rows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = printed(capsys, "--table", str(TABLES / "no_header.csv"), "--suggested").splitlines()
    assert any(line.startswith("10 of 50 rows are held back for testing") for line in lines)
    at = next(n for n, line in enumerate(lines) if line.startswith("Right answers: "))
    assert lines[at : at + 3] == [
        "Right answers: 50 of 50",
        "Training rows: 40 of 40",
        "Held-back rows: 10 of 10",
    ]


@pytest.mark.long
def test_of_amounts_r2_is_told_once_for_all_rows(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "--table", str(TABLES / "dated.csv"), "--suggested").splitlines()
    (level,) = [line for line in lines if line.startswith("R2: ")]
    assert 0.9 <= float(level.removeprefix("R2: ")) < 1
    assert "No rows are held back for testing: there are too few." in lines


def test_other_options_go_before_what_fits(capsys: pytest.CaptureFixture[str]) -> None:
    fever = ["--table", str(TABLES / "fever.csv"), "--suggested", "--iterations", "7"]
    lines = printed(capsys, *fever, "--learning-rate", "0.5").splitlines()
    assert any(line.endswith("learning rate 0.5; 7 iterations") for line in lines)
