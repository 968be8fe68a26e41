"""A prediction is compared with what was written down, to the digits that were given."""

from pathlib import Path

import pytest

from nn_core.__main__ import main
from nn_core.errors import InputError
from nn_core.expected import comparison

ARTICLE = "?p=article&t=10000"


@pytest.mark.parametrize(
    ("expected", "status"),
    [
        ("0.98977040", 0),
        ("0.9897704", 0),
        ("0.99", 0),
        ("1", 0),
        ("0.98977041", 1),
        ("0.98", 1),
        ("0", 1),
    ],
)
def test_the_exit_status_says_whether_a_link_predicts_it(
    expected: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--link", ARTICLE, "--expect", expected]) == status
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(f"Expected {expected}: {'NO' if status else 'yes'}")


def test_the_difference_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--link", ARTICLE, "--expect", "0.5000"])
    assert capsys.readouterr().out.endswith("Expected 0.5000: NO, the prediction is 0.9898.\n")


def test_several_targets_take_a_number_each() -> None:
    assert comparison("0.9, 0.10", [0.9499, 0.1049]).is_same
    assert not comparison("0.9,0.1", [0.951, 0.1]).is_same
    with pytest.raises(InputError, match="takes 2 numbers"):
        comparison("0.9", [0.9, 0.1])


@pytest.mark.parametrize("text", ["", "yes", "nan", "inf", "0.123456789", "1e3", "0,9", "**0.9**"])
def test_what_is_no_number_is_answered_in_a_sentence(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--link", ARTICLE, "--expect", text]) == 2
    assert capsys.readouterr().err.startswith("--expect takes ")


def test_a_table_needs_a_new_example(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table = tmp_path / "and.csv"
    table.write_text("x,y,target\n0,0,0\n1,1,1\n", encoding="utf-8")
    assert main(["--table", str(table), "--expect", "1"]) == 2
    assert "add --example" in capsys.readouterr().err
    assert main(["--table", str(table), "--expect", "1", "--example", "1,1"]) == 0
