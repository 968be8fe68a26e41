"""Exported programs and notebooks: run by themselves they print the digits of the run."""

import ast
import contextlib
import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    InputError,
    Intervention,
    Preparation,
    Run,
    TrainingSettings,
)
from nn_core.experiment.held_back import hold_back
from nn_core.experiment.preparation import Feature
from nn_core.network.activation import of_hidden_layers
from nn_core.network.loss import LOSSES
from nn_core.network.start import STARTS
from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.ready_made import problem
from nn_core.program.notebook import notebook
from nn_core.program.program import program
from nn_core.run import schedule
from nn_core.run.metrics import held_back_metrics, training_metrics
from nn_core.sharing.export import check_ending, exported
from nn_core.sharing.history import MAX_CELLS, history_csv
from nn_core.sharing.setup import Setup
from nn_core.tables.table import to_dataset
from nn_core.training.trainer import Trainer
from tests.any_experiment import outputs_for
from tests.nn_core.sharing.strategies import OPTIMISERS

ARTICLE, XOR = (to_dataset(problem(key).table) for key in ("article", "xor"))
SPIRAL = to_dataset(GeneratedProblem("spiral", 30).table())
# exp(1e6) is more than a float holds.
FAR = Dataset([[1e6, -1.0], [-1e6, 1.0], [0.0, 0.5]], [0.0, 1.0, 1.0])
CHANGES = (
    Intervention(0, "learning_rate", 0.5),
    Intervention(20, "l2", 0.01),
    Intervention(30, "learning_rate", 0.1),
    Intervention(40, "parameter", -2.0, 1),
    Intervention(60, "parameter", -0.5, 13),
)
PRICES = Dataset(
    [[60.0, 2], [75, 3], [80, 3], [101, 4], [120, 4], [140, 6], [90, 2], [110, 5]],
    [[180.5, 7], [214, 7], [240, 7], [310.25, 7], [355, 7], [420, 7], [250, 7], [330, 7]],
    target_names=["Price", "Always 7"],
)


def amounts(
    hidden: tuple[int, ...], output: str, share: float = 0.0, batch_size: int | None = None
) -> Experiment:
    training = TrainingSettings(0.05, "mean_squared_error", "momentum", batch_size)
    return Experiment(
        hold_back(PRICES, share),
        Architecture(hidden, bool(hidden), "tanh", output),
        training,
        preparation=Preparation(scale=True, scale_targets=True),
    )


EXPERIMENTS = {
    "article": (Experiment(ARTICLE), 10_000),
    "XOR with a hidden layer": (
        Experiment(XOR, Architecture((4,), bias=True), TrainingSettings(2.0), seed=3),
        3000,
    ),
    "mini-batches with Adam": (
        Experiment(
            hold_back(SPIRAL, 0.2),
            Architecture((8, 4), True, "tanh", "sigmoid", "glorot"),
            TrainingSettings(0.03, "cross_entropy", "adam", batch_size=7, l2=0.001),
        ),
        400,
    ),
    "interventions": (
        Experiment(XOR, Architecture((3,), bias=True), interventions=CHANGES, seed=2),
        60,
    ),
    "a sigmoid's sums far beyond what exp holds": (Experiment(FAR), 50),
    "softplus sums far beyond what exp holds": (
        Experiment(
            FAR, Architecture((), False, output_activation="softplus"), TrainingSettings(1e-13)
        ),
        50,
    ),
    "features and scaling": (
        Experiment(
            hold_back(SPIRAL, 0.1),
            Architecture((), True),
            preparation=Preparation((Feature("product", 0, 1), Feature("sine", 1)), scale=True),
        ),
        200,
    ),
    "scaled targets": (amounts((), "identity"), 200),
    "scaled targets, with ends and held-back rows": (amounts((3, 2), "tanh", share=0.25), 200),
    "scaled targets, batches and a low end": (
        amounts((3,), "softplus", share=0.25, batch_size=3),
        200,
    ),
}


def example_of(experiment: Experiment) -> list[float]:
    return [0.5, -1.25, 1.0][: experiment.dataset.n_inputs]


def in_full(value: float) -> str:
    """The loss as the page shows it."""
    return f"{value:.8f}" if value >= 1e-5 or value == 0 else f"{value:.4e}"


def expected(experiment: Experiment, iteration: int) -> list[str]:
    run = Run(experiment)
    assert run.advance_to(iteration) == iteration
    snapshot = run.at(iteration)
    (prediction,) = snapshot.predict([example_of(experiment)])
    lines = [
        f"Iteration: {iteration}",
        f"Prediction: {', '.join(f'{value:.8f}' for value in prediction)}",
        f"Loss: {in_full(snapshot.loss)}",
    ]
    held_back = held_back_metrics(snapshot)
    if held_back is not None:
        lines.append(f"Loss of the held-back rows: {in_full(held_back.loss)}")
    if experiment.target_scaling is not None:
        errors = training_metrics(snapshot).typical_error
        lines.append(f"Typical error: {', '.join(map(in_full, errors))}")
    return lines


def printed_by(sources: list[str]) -> list[str]:
    """What pieces of source print, one after the other in the same world."""
    printed, world = io.StringIO(), {"__name__": "__main__"}
    with contextlib.redirect_stdout(printed), np.errstate():
        for source in sources:
            exec(compile(source, "exported", "exec"), world)
    return printed.getvalue().splitlines()


def code_cells(text: str) -> list[str]:
    return [cell["source"] for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]


def imported(source: str) -> set[str]:
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import)]
    return {alias.name for node in nodes for alias in node.names}


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_program_prints_the_digits_of_the_screen(name: str, tmp_path: Path) -> None:
    experiment, iteration = EXPERIMENTS[name]
    source = program(experiment, example_of(experiment), iteration)
    assert imported(source) == {"numpy"}
    (tmp_path / "program.py").write_text(source, encoding="utf-8")
    command = [sys.executable, "-I", "-W", "error", "program.py"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == expected(experiment, iteration)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_notebook_prints_the_digits_of_the_screen(name: str) -> None:
    experiment, iteration = EXPERIMENTS[name]
    cells = code_cells(notebook(experiment, example_of(experiment), iteration))
    assert {name for cell in cells for name in imported(cell)} == {"numpy"}
    assert printed_by(cells) == expected(experiment, iteration)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_notebook_s_plot_is_of_the_losses(name: str) -> None:
    experiment, iteration = EXPERIMENTS[name]
    *cells, plot, _ = code_cells(notebook(experiment, example_of(experiment), iteration))
    # A notebook shows what a cell's last line is.
    plot, last = plot.rstrip().rsplit("\n", 1)
    assert last == "LossPlot(losses)"
    svg, said = printed_by([*cells, plot, "print(LossPlot(losses)._repr_svg_())", "print(losses)"])
    losses = ast.literal_eval(re.sub(r"np\.float64\(([^)]*)\)", r"\1", said))
    run = Run(experiment)
    run.advance_to(iteration)
    assert [t for t, _ in losses[:500]] == [*range(min(500, iteration + 1))]
    assert losses[-1][0] == iteration
    assert len(losses) < 2100
    for t, value in losses[:: max(1, len(losses) // 20)]:
        assert value == pytest.approx(run.at(t).loss, rel=1e-14)

    root = ElementTree.fromstring(svg)
    points = root.iter("{http://www.w3.org/2000/svg}polyline").__next__().attrib["points"]
    x, y = np.array([each.split(",") for each in points.split()], dtype=float).T
    assert len(x) == len(losses)
    assert (np.diff(x) >= 0).all()
    assert 70 <= x.min() < x.max() <= 620
    assert 30 <= y.min() < y.max() <= 290
    # Heights are the losses on a linear axis with 0 at the bottom.
    values = np.array([value for _, value in losses])
    heights = (290 - y) / (290 - y.min())
    np.testing.assert_allclose(heights, values / values.max(), atol=0.001)
    words = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"iteration", "loss", "0", "1", "10"} <= set(words)


def test_the_article_s_program_is_as_short_as_the_article() -> None:
    source = program(Experiment(ARTICLE), (1.0, 0.0, 1.0), 10)
    code = [line for line in source.splitlines() if line.strip() and line.strip()[0] != "#"]
    assert len(code) < 45
    assert printed_by([source])[1] == "Prediction: 0.65980921"


@st.composite
def any_experiments(draw: st.DrawFn) -> Experiment:
    """Small experiments with any choice of every option."""
    loss = draw(st.sampled_from(sorted(LOSSES)))
    output = draw(st.sampled_from(outputs_for(loss)))
    n_outputs = draw(st.integers(2, 3) if LOSSES[loss].by_row else st.integers(1, 2))
    cells = st.sampled_from([0.0, 1.0, -1.0, 0.3, 0.1 + 0.2, -0.0])
    rows = draw(st.lists(st.tuples(*[cells] * 3), min_size=1, max_size=5))
    classes = max(2, n_outputs)
    y = np.eye(classes)[np.arange(len(rows)) % classes, :n_outputs]
    change = st.sampled_from(["learning_rate", "l1", "l2", "parameter"]).flatmap(
        lambda what: st.builds(
            Intervention,
            st.integers(0, 12),
            st.just(what),
            st.floats(0.01, 0.5),
            st.integers(0, 2) if what == "parameter" else st.none(),
        )
    )
    return Experiment(
        Dataset(rows, y),
        Architecture(
            draw(st.lists(st.integers(1, 3), max_size=3)),
            draw(st.booleans()),
            draw(st.sampled_from(sorted(of_hidden_layers()))),
            output,
            draw(st.sampled_from(tuple(STARTS))),
        ),
        TrainingSettings(
            draw(st.sampled_from([0.01, 0.1])),
            loss,
            draw(st.sampled_from(OPTIMISERS)),
            draw(st.none() | st.integers(1, 6)),
            draw(st.sampled_from([0.0, 0.01])),
            draw(st.sampled_from([0.0, 0.01])),
        ),
        draw(st.integers(0, 99)),
        tuple(draw(st.lists(change, max_size=3))),
        Preparation(
            draw(st.sampled_from([(), (Feature("square", 0), Feature("product", 0, 2))])),
            draw(st.booleans()),
        ),
    )


@given(any_experiments(), st.integers(0, 12))
def test_the_program_mirrors_every_option(experiment: Experiment, iteration: int) -> None:
    run = Run(experiment)
    iteration = run.advance_to(iteration)
    source = program(experiment, example_of(experiment), iteration)
    # Not eight decimals but every bit.
    in_bits = re.sub(r"\{(value|value \+ 0\.0):\.8f\}(?=\" for)", r"{(\1).hex()}", source)
    assert in_bits != source
    (prediction,) = run.at(iteration).predict([example_of(experiment)])
    assert printed_by([in_bits])[:3] == [
        f"Iteration: {iteration}",
        f"Prediction: {', '.join(value.hex() for value in prediction)}",
        f"Loss: {in_full(run.at(iteration).loss)}",
    ]
    assert max(map(len, source.splitlines())) < 140


NASTY = ("a\u2028import os", '"""', "# coding: utf-7", "\u202eright to left", "\\", "<b>{x}</b>")


@pytest.mark.parametrize("name", NASTY)
def test_names_stay_in_their_comment(name: str) -> None:
    dataset = Dataset([[1.0]], [[1.0]], (name,), ("y",))
    source = program(Experiment(dataset), (1.0,), 1)
    plain = program(Experiment(Dataset([[1.0]], [[1.0]], ("x",), ("y",))), (1.0,), 1)
    assert ast.dump(ast.parse(source)) == ast.dump(ast.parse(plain))
    compile(source.encode(), "exported", "exec")
    assert "\u202e" not in source


def test_the_notebook_has_the_form_of_nbformat_4() -> None:
    experiment, iteration = EXPERIMENTS["interventions"]
    document = json.loads(notebook(experiment, example_of(experiment), iteration))
    assert (document["nbformat"], document["nbformat_minor"]) == (4, 5)
    kinds = [cell["cell_type"] for cell in document["cells"]]
    assert kinds == ["markdown"] + ["markdown", "code"] * (len(kinds) // 2)
    assert len({cell["id"] for cell in document["cells"]}) == len(kinds)
    for cell in document["cells"]:
        wanted = {"cell_type", "id", "metadata", "source"}
        is_code = cell["cell_type"] == "code"
        assert cell.keys() == wanted | ({"outputs", "execution_count"} if is_code else set())


def test_an_example_that_does_not_fit_is_refused() -> None:
    with pytest.raises(InputError, match="A row needs 3 numbers"):
        program(Experiment(ARTICLE), (1.0,), 1)


def test_the_history_holds_every_number_in_full() -> None:
    experiment, iteration = EXPERIMENTS["XOR with a hidden layer"]
    run = Run(experiment)
    run.advance_to(iteration)
    lines = list(csv.DictReader(io.StringIO(history_csv(run, example_of(experiment)))))
    assert [int(line["Iteration"]) for line in lines[:1025]] == [*range(1025)]
    assert int(lines[-1]["Iteration"]) == iteration
    for line in (lines[0], lines[7], lines[-1]):
        snapshot = run.at(int(line["Iteration"]))
        assert float(line["Loss"]) == snapshot.loss
        weights = [float(line[name]) for name in line if name.startswith("Weight: ")]
        assert weights == snapshot.parameters.tolist()
        assert float(line["Prediction: Target"]) == snapshot.predict([example_of(experiment)])[0, 0]
        assert float(line["Row 2: Target"]) == snapshot.output[1, 0]


@pytest.mark.parametrize(("n_rows", "n_shown"), [(1, 1), (9, 9), (10, 10), (11, 10), (25, 10)])
def test_the_history_has_a_title_for_every_number(n_rows: int, n_shown: int) -> None:
    data = Dataset(
        [[float(row)] for row in range(n_rows)], [[0.5, 1.0]] * n_rows, ["a"], ["y", "w"]
    )
    header, *lines = csv.reader(io.StringIO(history_csv(Run(Experiment(data)), (1.0,))))
    rows = [f"Row {row}: {name}" for row in range(1, n_shown + 1) for name in ("y", "w")]
    weights = ["Weight: a → y", "Weight: a → w"]
    assert header == ["Iteration", "Loss", *weights, "Prediction: y", "Prediction: w", *rows]
    assert [len(line) for line in lines] == [len(header)]


@pytest.mark.parametrize("suffix", [".txt", "", ".exe", ".PY"])
def test_a_file_of_another_kind_is_refused(suffix: str) -> None:
    experiment = Experiment(ARTICLE)
    for refused in (
        lambda: check_ending(suffix),
        lambda: exported(suffix, Setup(), Run(experiment), example_of(experiment), 0),
    ):
        with pytest.raises(InputError, match=r"^Export to a file whose name ends in \.py, \.ipynb"):
            refused()


def test_no_name_in_the_history_starts_a_formula() -> None:
    names = ("x;=1+1|", "＝1", 'b; "@c"'), ("=t", "t;＋1")
    experiment = Experiment(Dataset([[1.0, 0.0, 1.0]], [[1.0, 0.0]], *names))
    line = history_csv(Run(experiment), (0.0, 0.0, 0.0)).partition("\r\n")[0]
    for separator in (",", ";"):
        read = next(csv.reader(io.StringIO(line), delimiter=separator))
        for field in [*read, *line.split(separator)]:
            assert not field.lstrip(' "').startswith(tuple("=+-@＝＋－＠")), field


@pytest.mark.long
def test_the_history_of_a_large_network_is_thinned_out() -> None:
    experiment = Experiment(XOR, Architecture((16,) * 6, True), TrainingSettings(0.1))
    run = Run(experiment)
    run.advance_to(1500)
    lines = history_csv(run, (1.0, 0.0, 1.0)).splitlines()
    assert 100 < len(lines) < MAX_CELLS / experiment.n_parameters + 3
    assert lines[-1].startswith("1500,")
    assert [line.partition(",")[0] for line in lines[1:20]] == [str(t) for t in range(19)]


def test_the_history_of_a_run_without_its_records_replays_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    experiment, iteration = EXPERIMENTS["XOR with a hidden layer"]
    run = Run(experiment)
    run.advance_to(iteration)
    whole = history_csv(run, example_of(experiment)).splitlines()
    run.give_up_records(0)
    monkeypatch.setattr(Trainer, "advance", None)
    lines = history_csv(run, example_of(experiment)).splitlines()
    assert set(lines) <= set(whole)
    kept = {*schedule.up_to(iteration, schedule.CURVE_POINTS_PER_OCTAVE).tolist(), iteration}
    assert [int(line.partition(",")[0]) for line in lines[1:]] == sorted(kept)


def test_no_name_of_the_history_is_a_formula() -> None:
    dataset = Dataset([[1.0]], [[1.0]], ('=HYPERLINK("http://x")',), ("@y",))
    header = next(csv.reader(io.StringIO(history_csv(Run(Experiment(dataset)), (1.0,)))))
    assert not [name for name in header if name[0] in "=+-@"]
