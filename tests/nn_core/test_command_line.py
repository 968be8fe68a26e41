"""The command line: what it prints, and that every mistake ends in one sentence and status 2."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nn_core.__main__ as command_line
from nn_core.__main__ import main
from nn_core.problems.ready_made import PROBLEMS
from nn_core.sharing.link import query_text, to_query
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.table import Table

ROOT = Path(__file__).resolve().parents[2]


def run_module(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nn_core", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def naive_neuron(X: list[list[float]], y: list[float], n_iterations: int, seed: int, rate: float):
    """The article's program once more: the weights and the loss after the last iteration."""
    inputs, targets = np.array(X), np.array(y)[:, np.newaxis]
    weights = 2 * np.random.RandomState(seed).random_sample((inputs.shape[1], 1)) - 1
    for _ in range(n_iterations):
        output = 1 / (1 + np.exp(-inputs @ weights))
        weights += rate * inputs.T @ ((targets - output) * output * (1 - output))
    output = 1 / (1 + np.exp(-inputs @ weights))
    return weights[:, 0], ((targets - output) ** 2).sum() / 2


@pytest.mark.long
def test_without_options_it_prints_the_article_beside_our_values() -> None:
    done = run_module()
    assert done.returncode == 0
    assert done.stderr == ""
    assert [line.split() for line in done.stdout.splitlines()[-3:]] == [
        ["10", "0.65980921", "0.65980921", "yes"],
        ["100", "0.87680541", "0.87680541", "yes"],
        ["10,000", "0.98977040", "0.9897704", "yes"],
    ]


def test_a_difference_from_the_article_is_said_and_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(key: str):
        article = next(each for each in PROBLEMS if each.key == key)
        return replace(article, published=((10, "0.65980922"),))

    monkeypatch.setattr(command_line, "problem", other)
    assert main([]) == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith("NO")


def test_a_table_is_trained_on_with_all_options(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "table.csv"
    file.write_text("size;weight;target\n-1;0,5;1\n2;1;0\n", encoding="utf-8")
    options = ["--iterations", "50", "--seed", "7", "--learning-rate", "0.5"]
    assert main(["--table", str(file), *options, "--example", "-1,2.5"]) == 0
    weights, loss = naive_neuron([[-1, 0.5], [2, 1]], [1, 0], 50, 7, 0.5)
    prediction = 1 / (1 + np.exp(-np.dot([-1, 2.5], weights)))
    assert capsys.readouterr().out.splitlines() == [
        "2 rows, 2 inputs, 1 target; no hidden layer, no bias; seed 7, learning rate 0.5; "
        "50 iterations",
        f"Loss (half the sum of squared errors): {loss:.8g}",
        'Weights to "target":',
        f"  size: {weights[0]:.8f}",
        f"  weight: {weights[1]:.8f}",
        f'Prediction of "target" for -1, 2.5: {prediction:.8f}',
        "All rows are on the right side of 0.5.",
        "Verdict: Solved: both rows are right from the start.",
    ]


def test_a_table_without_an_example_prints_no_prediction(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "table.csv"
    file.write_text("0,0\n1,1\n", encoding="utf-8")
    assert main(["--table", str(file), "--iterations", "1"]) == 0
    printed = capsys.readouterr().out
    assert "Prediction" not in printed
    assert "1 iteration\n" in printed
    assert "Not all rows are on the right side of 0.5: 0 of 2." in printed


@pytest.mark.parametrize("key", [each.key for each in PROBLEMS])
def test_every_problem_runs(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--problem", key, "--iterations", "20"]) == 0
    assert "Prediction of" in capsys.readouterr().out


def test_two_targets_get_two_sets_of_weights(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--problem", "half_adder"]) == 0
    printed = capsys.readouterr().out
    assert 'Weights to "Target sum":' in printed
    assert 'Prediction of "Target carry" for 1, 1, 1: 0.98' in printed
    assert "-0.00000000" not in printed
    assert "Not all rows are on the right side of 0.5: " in printed


def test_an_option_alone_trains_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--iterations", "100"]) == 0
    assert 'Prediction of "Target" for 1, 0, 1: 0.87680541' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--iterations 0", "The number of iterations must be from 1 to 10,000,000."),
        ("--iterations -5", "The number of iterations must be from 1 to 10,000,000."),
        ("--iterations 10000001", "The number of iterations must be from 1 to 10,000,000."),
        ("--iterations 1.5", 'The number of iterations must be a whole number, not "1.5".'),
        ("--seed one", 'The seed must be a whole number, not "one".'),
        ("--seed -1", "The seed must be a whole number from 0 to 4,294,967,295."),
        ("--learning-rate 0", "The learning rate must be over 0 and at most 1,000."),
        ("--learning-rate nan", 'The learning rate holds "nan" (not a number): type a number.'),
        (
            "--example 1,0",
            "The example has 2 values but the table has 3 inputs: "
            "type one value for each, in this order: Input 1, Input 2, Input 3.",
        ),
        (
            "--example -1,a,0",
            'The example\'s value for "Input 2" holds "a": type a number, such as 0.5.',
        ),
        ("--example 1,,0", 'The example\'s value for "Input 2" is blank: type a number.'),
        ("--problem adn", 'There is no problem "adn": choose one of article, article_variant, '),
        ("--table no.csv", 'Cannot read "no.csv": No such file or directory.'),
        (f"--table {ROOT}", f'Cannot read "{ROOT}": Is a directory.'),
        ("--table a.csv --problem and", "Argument --problem: not allowed with argument --table; "),
        ("--example", "Argument --example: expected one argument; see python -m nn_core --help."),
        ("--loud", "Unrecognized arguments: --loud; see python -m nn_core --help."),
        ("--iter 5", "Unrecognized arguments: --iter 5; see python -m nn_core --help."),
    ],
)
def test_mistakes_end_in_one_sentence(
    arguments: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments.split()) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(message)
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x7fELF\0\0", "The file holds binary data, not text: choose a CSV file."),
        (b"", "The file is empty: it needs a row of names, and rows of numbers."),
        (b"0" * 2_000_000, "The file is larger than 1 MB: choose a smaller one."),
        (
            b"a,b\n1,x\n",
            'The target "b" has one word only, "x": choose another target, '
            "or add rows with other words.",
        ),
        (b"a,b\n1,2\n\n1\n", "Row 2 (line 4 of the file) has 1 value where the table has 2 col"),
        (b"PK\x03\x04\0", "The file is a workbook, not text: open it in your spreadsheet"),
    ],
)
def test_unreadable_tables_end_in_one_sentence(
    data: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "table.csv").write_bytes(data)
    assert main(["--table", str(tmp_path / "table.csv")]) == 2
    assert capsys.readouterr().err.startswith(message)


def test_the_module_exits_with_status_2_and_no_traceback() -> None:
    done = run_module("--problem", "größe\udcff", PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith('There is no problem "gr??e')
    assert "Traceback" not in done.stderr


@pytest.mark.long
def test_names_that_the_terminal_lacks_are_printed_as_question_marks(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("größe,target\n0,1\n", encoding="utf-8")
    done = run_module("--table", str(tmp_path / "table.csv"), PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "  gr??e: " in done.stdout


def test_how_well_a_regression_does_is_no_matter_of_sides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "table.csv").write_text("x,y\n1,300\n2,500\n3,700\n", encoding="utf-8")
    assert main(["--table", str(tmp_path / "table.csv"), "--iterations", "5"]) == 0
    printed = capsys.readouterr().out
    assert "side" not in printed
    # The sigmoid answers about 1: 1 - (299² + 499² + 699²) / (200² + 200²).
    r_squared = next(line for line in printed.splitlines() if line.startswith("R2: "))
    assert float(r_squared.removeprefix("R2: ")) == pytest.approx(-9.33752, abs=1e-3)


def test_each_target_has_its_own_r2(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table(("x",), ("a", "b"), ((0.0, 5.0, 3.0), (1.0, 5.0, 4.0)))
    link = query_text(to_query(Setup(OWN, table, (0.0,)), 9))
    assert main(["--link", link]) == 0
    lines = capsys.readouterr().out.splitlines()
    lines = [line for line in lines if line.startswith("R2")]
    assert lines[-2].startswith('R2 of "a": R² compares with always answering the mean')
    assert lines[-1].startswith('R2 of "b": -')


def test_the_verdict_and_what_is_proposed_come_last(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--problem", "xor", "--iterations", "300"]) == 0
    *_, verdict, proposed = capsys.readouterr().out.splitlines()
    assert verdict.startswith("Verdict: Rows 1, 2, 3 and 4 can never all be right here: ")
    assert proposed == "Proposed: Use what fits this table (--suggested)."
    assert main(["--problem", "xor", "--suggested", "--iterations", "1"]) == 0
    assert "Proposed: Use" not in capsys.readouterr().out


@pytest.mark.parametrize("arguments", ["", "--problem and --iterations 10"])
def test_a_reader_that_leaves_gets_no_traceback(arguments: str) -> None:
    command = [sys.executable, "-m", "nn_core", *arguments.split()]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=60) == 141


@pytest.mark.long
def test_a_full_disk_gets_one_sentence() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "nn_core"]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"The result cannot be printed: No space left on device.\n"


def test_an_interruption_is_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "Run", interrupted)
    assert main([]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


OPTIONS = ("--problem", "--seed", "--learning-rate", "--example", "--table", "--iterations")


@given(
    st.dictionaries(
        st.sampled_from(OPTIONS),
        st.text(max_size=8)
        | st.sampled_from(["and", "1", "1,0,1", "-1", "0.5", "1e9", "9" * 5000]),
        min_size=1,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_options_raise_anything(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, chosen: dict[str, str]
) -> None:
    monkeypatch.setattr(command_line, "MAX_ITERATIONS", 100)  # none of the examples takes long
    arguments = [f"{option}={value}" for option, value in {"--iterations": "9", **chosen}.items()]
    status = main(arguments)
    printed = capsys.readouterr()
    assert (status, bool(printed.err)) in [(0, False), (2, True)]
