"""Programs and notebooks of tables with words: the same digits, and answers in words."""

from __future__ import annotations

import ast
import contextlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Architecture, InputError, Preparation, Run, TrainingSettings
from nn_core.program.parts import Worded, parts
from nn_core.program.words import answers
from nn_core.run.metrics import training_metrics
from nn_core.sharing.export import exported
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.answer import amount_text
from nn_core.tables.coding import AMOUNT, Coding, TargetCoding
from nn_core.tables.form import PLAIN, WORDS, Form
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import Table
from nn_core.tables.typical import typical_inputs

TABLES = Path(__file__).parents[2] / "tables"
FILES = ("ferry.csv", "leaves.csv", "outing.csv", "percent.csv", "grain_types.csv")


def printed(source: str) -> list[str]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(source, "program", "exec"), {"__name__": "__main__"})
    return said.getvalue().splitlines()


def code_of(notebook: str) -> str:
    """The code of a notebook, without what needs one."""
    cells = json.loads(notebook)["cells"]
    code = "\n".join("".join(each["source"]) for each in cells if each["cell_type"] == "code")
    return code.replace("from IPython", "# from IPython").replace("display(", "str(")


def setup_of(table: Table) -> Setup:
    network, training = Architecture((2,), True), TrainingSettings(0.5)
    return Setup(
        OWN,
        table,
        typical_inputs(table),
        held_back=0.2,
        architecture=network,
        training=training,
        preparation=Preparation(scale=True),
        iterations=50,
    )


def expected(setup: Setup) -> tuple[Run, list[str]]:
    """The digits of the prediction and the answer in words."""
    run = Run(setup.experiment())
    run.advance_to(50)
    prediction = run.at(50).predict([setup.example()])[0]
    digits = ", ".join(f"{value:.8f}" for value in prediction)
    return run, [f"Prediction: {digits}", *setup.table.coding.answers(prediction)]


@pytest.mark.parametrize("name", FILES)
def test_the_program_codes_the_table_and_answers_in_words(name: str) -> None:
    setup = setup_of(plan_for(open_table((TABLES / name).read_bytes())).table)
    run, said = expected(setup)
    lines = printed(exported(".py", setup, run, setup.example(), 50))
    assert set(said) <= set(lines), lines


def test_the_notebook_does_the_same() -> None:
    setup = setup_of(plan_for(open_table((TABLES / "ferry.csv").read_bytes())).table)
    run, said = expected(setup)
    notebook = exported(".ipynb", setup, run, setup.example(), 50)
    assert set(said) <= set(printed(code_of(notebook)))


@pytest.mark.parametrize("words", [("a", "b", "a"), ("a", "b", "c")])
def test_what_is_undecided_on_the_page_is_undecided_in_the_program(words: tuple[str, ...]) -> None:
    rows = tuple((0.0, word) for word in words)
    table = Table(("x",), ("y",), rows, (PLAIN, Form(WORDS)))
    setup = Setup(OWN, table, (0.0,), iterations=50)
    run, said = expected(setup)
    assert "undecided" in said[-1]
    assert set(said) <= set(printed(exported(".py", setup, run, setup.example(), 50)))


def in_full(value: float) -> str:
    """A loss or an error as a program prints it."""
    return f"{value:.8f}" if value >= 1e-5 or value == 0 else f"{value:.4e}"


HOSTILE = ('"); import os; ("', "a\nb", "\N{RIGHT-TO-LEFT OVERRIDE}x", "'''", "\\", "{prediction}")


def test_amounts_with_units_and_hostile_words_are_data_only() -> None:
    rows = tuple((word, at * 1000.0, 2e6 + at) for at, word in enumerate(HOSTILE))
    forms = (Form(WORDS), Form(unit="{x}"), Form(unit="€", divisor=1000.0))
    table = Table(("w\N{RIGHT-TO-LEFT OVERRIDE}", '"x'), ("{y}",), rows, forms)
    setup = replace(
        setup_of(table),
        architecture=Architecture(output_activation="identity"),
        training=TrainingSettings(0.01, loss="mean_squared_error"),
        preparation=Preparation((), True, True),
        new_example=(HOSTILE[0].upper().replace("IMPORT OS", "import os"), "3 {x}"),
    )
    run = Run(setup.experiment())
    run.advance_to(50)
    source = exported(".py", setup, run, setup.example(), 50)
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in source
    names = [
        each.names[0].name for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Import)
    ]
    assert names == ["numpy"]
    lines = printed(source)
    prediction = run.at(50).predict([setup.example()])[0]
    # The table's numbers, which the network has in thousands.
    assert f"Prediction: {prediction[0] * 1000:.8f}" in lines
    assert f"{{y}}: {amount_text(prediction[0] * 1000, '€')}" in lines
    (error,) = training_metrics(run.at(50)).typical_error
    assert f"Typical error: {in_full(error * 1000)}" in lines


AMOUNTS = (0, 1, -1, 0.5, -0.00123, 9.99e-5, 1e-4, 39.125, -1234.565, 1e6, 9999999.95, 1e7, -3e21)


@given(st.one_of(st.sampled_from(AMOUNTS), st.floats(-1e12, 1e12, allow_subnormal=False)))
def test_a_program_writes_amounts_as_the_page_does(value: float) -> None:
    source = answers(Coding((), (TargetCoding("y", AMOUNT),), (), ("y",)))
    lines = printed(f"import numpy as np\nprediction = [{value!r}]\n{source}")
    assert lines == [f"y: {amount_text(value)}"]


BLANKS = Table(
    ("size", "sky"),
    ("y",),
    ((1.0, "red", 0.5), (None, "red", 1.0), (4.0, "blue", 0.0), (2.0, None, 1.0)),
    (Form(fills=True), Form(WORDS, fills=True), PLAIN),
)
ONLY_FILLED = Table(
    ("size", "sky"),
    ("y",),
    ((1.0, 5.0, 0.5), (None, 2.0, 1.0), (4.5, None, 0.0)),
    (Form(fills=True), Form(fills=True), PLAIN),
)


@pytest.mark.parametrize("table", [BLANKS, ONLY_FILLED])
@pytest.mark.parametrize("suffix", [".py", ".ipynb"])
def test_what_is_taken_away_fills_blank_cells_as_the_page_does(table: Table, suffix: str) -> None:
    setup = replace(setup_of(table), held_back=0.0, new_example=(None, None))
    run, said = expected(setup)
    source = exported(suffix, setup, run, setup.example(), 50)
    if suffix == ".ipynb":
        source = code_of(source)
    assert set(said) <= set(printed(source))
    assert "question = (None, None)" in source


def test_a_plain_table_is_written_as_numbers() -> None:
    setup = Setup()
    experiment = setup.experiment()
    plain = parts(experiment, setup.example(), 10)
    assert parts(experiment, setup.example(), 10, worded=Worded(setup.table, (1, 0, 1))) == plain


def test_a_word_that_the_table_has_not_is_refused() -> None:
    setup = setup_of(plan_for(open_table((TABLES / "outing.csv").read_bytes())).table)
    worded = Worded(setup.table, ("snow", "high", "weak"))
    with pytest.raises(InputError, match="snow"):
        parts(setup.experiment(), setup.example(), 10, worded=worded)
