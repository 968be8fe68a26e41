"""The command line with links and files: what is opened, what is written, and what is said."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nn_core.__main__ import main
from nn_core.sharing.file import from_document
from nn_core.sharing.link import query_text, to_query
from nn_core.sharing.setup import Setup

LINK = "https://example.org/?v=1&problem=xor&hidden=4&bias=1&learning_rate=2&seed=3&t=300&tab=data"


def test_a_link_is_trained_to_the_iteration_that_it_shows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--link", LINK]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = printed.out.splitlines()
    assert lines[0] == (
        "4 rows, 3 inputs, 1 target; 1 hidden layer (4), with biases; seed 3, learning rate 2; "
        "300 iterations"
    )
    assert "  Input 1 → Neuron 1.1: " in printed.out
    assert "  Bias of Target: " in printed.out


def test_a_link_without_its_table_is_told_from_the_whole_experiment(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--link", "?v=1&problem=own&hidden=2&left_out=table+changes&t=3"]) == 0
    printed = capsys.readouterr()
    assert printed.err == (
        "The link had no room for the table and changes of the experiment: open its file instead.\n"
    )
    assert "1 hidden layer (2)" in printed.out


def test_a_link_that_was_cut_off_says_what_it_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    link = f"https://example.org/?{query_text(to_query(Setup(seed=7), 1234))}"
    assert main(["--link", link[: link.index("234&seed")]]) == 0
    printed = capsys.readouterr()
    assert printed.err == (
        "The link was cut off: the iteration on the screen and the seed are missing. Copy it "
        "again, or go on with the rest.\n"
    )
    assert "seed 1, learning rate 1; 10,000 iterations" in printed.out
    assert main(["--link", f"({link.replace('&', '&amp;')})."]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert "seed 7, learning rate 1; 1,234 iterations" in printed.out


def test_a_link_to_the_beginning_is_trained_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--link", "iterations=100"]) == 0
    assert 'Prediction of "Target" for 1, 0, 1: 0.87680541' in capsys.readouterr().out


def test_other_options_change_what_a_link_says(capsys: pytest.CaptureFixture[str]) -> None:
    changes = ["--iterations", "10", "--seed", "1", "--learning-rate", "1", "--example", "1,0,1"]
    assert main(["--link", "?seed=4&learning_rate=3&t=7", *changes]) == 0
    assert 'Prediction of "Target" for 1, 0, 1: 0.65980921' in capsys.readouterr().out


def test_what_is_wrong_with_a_link_is_said_and_the_rest_is_trained(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--link", "?seed=-1&t=100"]) == 0
    printed = capsys.readouterr()
    assert printed.err.startswith('"seed" is left out: -1 is not a whole number')
    assert ": 0.87680541" in printed.out


def test_a_saved_experiment_is_opened_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "experiment.json"
    assert main(["--link", LINK, "--export", str(file)]) == 0
    first = capsys.readouterr().out.splitlines()
    assert first.pop() == f"Written: {file}"
    document = json.loads(file.read_text(encoding="utf-8"))
    assert document["weights"]["iteration"] == document["t"] == 300
    assert main(["--file", str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == first
    assert from_document(file.read_bytes(), None)[1] == ()


def test_the_exported_program_prints_the_same_prediction(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "program.py"
    assert main(["--link", LINK, "--export", str(file)]) == 0
    prediction = next(
        line.rpartition(" ")[2]
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("Prediction")
    )
    command = [sys.executable, "-I", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert f"Prediction: {prediction}" in done.stdout.splitlines()


def test_notebooks_and_histories_are_written(tmp_path: Path) -> None:
    for name, start in (("run.ipynb", '{\n "cells"'), ("run.csv", "Iteration,Loss,Weight: ")):
        assert (
            main(["--problem", "and", "--iterations", "9", "--export", str(tmp_path / name)]) == 0
        )
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_run_that_cannot_go_on_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    diverging = "table=1,1;100,0&output=identity&learning_rate=1000&t=500"
    assert main(["--link", diverging]) == 0
    printed = capsys.readouterr()
    assert "Training stopped there: the next numbers are too large to go on with." in printed.out
    assert "nan" not in printed.out
    assert printed.err == ""


def test_many_weights_are_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--link", "problem=xor&hidden=16,16&t=1"]) == 0
    assert "320 weights and biases: --export writes them" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--link", "x=" * 300_000], "The link is too long: open the experiment as a file."),
        (["--link", "hello"], "This is no link: copy the whole address of the page."),
        (["--link", "table=0,1;,0"], 'Row 2, column "Input 1" is blank: type a number.'),
        (["--link", "example=,0,1"], 'The example\'s value for "Input 1" is blank: type a number.'),
        (["--file", "no.json"], 'Cannot read "no.json": No such file or directory.'),
        (["--file", __file__], "The file is not a JSON document: choose a file that this page"),
        (["--link", "t=1", "--problem", "and"], "Argument --problem: not allowed with argument"),
        (["--export", "a.exe"], "Export to a file whose name ends in .py, .ipynb, .json or .csv."),
        (["--export", "a.txt"], "Export to a file whose name ends in .py, .ipynb, .json or .csv."),
        (["--iterations", "1", "--export", "no/a.py"], 'Cannot write "no/a.py": No such file'),
        (["--iterations", "1", "--export", "\0.py"], "Cannot write "),
    ],
)
def test_mistakes_end_in_one_sentence(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(message)
    assert printed.err.count("\n") == 1


def test_a_wrong_ending_is_said_before_anything_is_trained(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--iterations", "10000000", "--export", "a.exe"]) == 2
    assert capsys.readouterr().out == ""
