"""The program of an experiment, part by part: what each part does, and its lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from nn_core.experiment.dataset import as_rows
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.preparation import LEAST_DEVIATION, PRODUCT, SQUARE, Feature
from nn_core.program import network, targets, training, words
from nn_core.program.quoted import renamed
from nn_core.program.source import lines, safe, table
from nn_core.tables.cells import Cell
from nn_core.tables.coding import Coding
from nn_core.tables.table import Table

RESULT: Final = "The result"


class Worded(NamedTuple):
    """A table as its person has it, its last rows held back, and a cell for each input column."""

    table: Table
    cells: Sequence[Cell]


class Part(NamedTuple):
    """A piece of the program. explanation: plain sentences for a learner."""

    title: str
    explanation: str
    code: str


def parts(
    experiment: Experiment,
    example: Sequence[float],
    iteration: int,
    *,
    with_losses: bool = False,
    worded: Worded | None = None,
) -> tuple[Part, ...]:
    """The program that trains for `iteration` updates and predicts `example`, (n_inputs,), of the
    table's inputs. with_losses: it also writes losses down on the way, for a plot; worded: the
    table and the example in a person's words, where they have any.

    Raises InputError when the example does not fit.
    """
    if worded is not None and worded.table.coding.is_plain:
        worded = None
    if worded is None:
        found = [_imports(experiment), _data(experiment, example)]
    else:
        code = words.data(worded.table, worded.cells, experiment.dataset.n_samples)
        found = [_imports(experiment), Part("The training data", words.EXPLANATION, code)]
    if experiment.preparation.features or experiment.preparation.scale:
        found.append(_preparation(experiment))
    if experiment.target_scaling is not None:
        said, code = targets.explanation(experiment), targets.scaled(experiment)
        found.append(Part("What the network learns", said, code))
    architecture = experiment.architecture
    found += [
        Part("The network", network.explanation(architecture), network.start(experiment)),
        Part(
            "Forward",
            "Each input is multiplied by its weight and the products are added to z; the "
            "activation turns z into the output.",
            network.forward(experiment),
        ),
        Part(
            "The loss",
            "One number that says how wrong the outputs are; learning makes it smaller.",
            network.loss(experiment),
        ),
        Part(
            "Training",
            training.explanation(experiment),
            training.loop(experiment, iteration, with_losses=with_losses),
        ),
        _results(experiment, worded.table.coding if worded is not None else None),
    ]
    if worded is not None:
        code = words.answers(worded.table.coding)
        found.append(Part("The answer in words", words.ANSWER, code))
    return tuple(found)


def _imports(experiment: Experiment) -> Part:
    quiet = 'np.seterr(over="ignore")  # far below 0, exp(-z) is infinite and 1 / infinity is 0'
    return Part(
        "NumPy",
        "NumPy does the arithmetic; nothing else is imported.",
        lines(
            "import numpy as np",
            f"\n{quiet}" if network.may_overflow(experiment) else "",
        ),
    )


def _data(experiment: Experiment, example: Sequence[float]) -> Part:
    data = experiment.dataset
    held_back = [
        "\n# Rows that are held back from training.",
        table("X_test", data.X_test),
        table("y_test", data.y_test),
    ]
    return Part(
        "The training data",
        "One row of X is one example, and the same row of y is the answer to learn.",
        lines(
            f"# Inputs: {', '.join(map(safe, data.input_names))}",
            table("X", data.X),
            f"# Targets: {', '.join(map(safe, data.target_names))}",
            table("y", data.y),
            *(held_back if data.n_test else []),
            "\n# A row to ask the trained network about.",
            table("new_example", as_rows(example, data.n_inputs)),
        ),
    )


def _preparation(experiment: Experiment) -> Part:
    preparation = experiment.preparation
    arrays = ["X", "X_test", "new_example"] if experiment.dataset.n_test else ["X", "new_example"]
    all_arrays, sentences, code = ", ".join(arrays), [], []
    if preparation.features:
        sentences.append("Features, made of the table's inputs, are added as further inputs.")
        columns = ", ".join(["X", *map(_feature, preparation.features)])
        calls = ", ".join(f"with_features({name})" for name in arrays)
        code += ["def with_features(X):", f"    return np.column_stack([{columns}])"]
        code += [f"\n\n{all_arrays} = {calls}"]
    if preparation.scale:
        sentences.append(
            "Every input is scaled: minus its mean, divided by its standard deviation, both taken "
            "from the training rows."
        )
        code += [
            "mean, deviation = X.mean(axis=0), X.std(axis=0)",
            f"varies = deviation > {LEAST_DEVIATION} * np.maximum(1.0, np.abs(X).max(axis=0))",
            "mean = np.where(varies, mean, 0.0)  # a column with one value only stays as it is",
            "deviation = np.where(varies, deviation, 1.0)",
            *(f"{name} = ({name} - mean) / deviation" for name in arrays),
        ]
    return Part("What enters the network", " ".join(sentences), lines(*code))


def _feature(feature: Feature) -> str:
    if feature.kind == SQUARE:
        return f"np.square(X[:, {feature.first}])"
    if feature.kind == PRODUCT:
        return f"X[:, {feature.first}] * X[:, {feature.second}]"
    return f"np.sin(X[:, {feature.first}])"


def _results(experiment: Experiment, coding: Coding | None) -> Part:
    architecture, is_scaled = experiment.architecture, experiment.target_scaling is not None
    # Without a bias the page adds 0.0, which turns -0.0 into 0.0.
    value = "value" if architecture.bias else "value + 0.0"
    output = "forward(X)[1]" + ("[-1]" if architecture.hidden else "")
    way_back = f"\n\n{targets.way_back(output)}" if is_scaled else ""
    answer = "answers(new_example)" if is_scaled else renamed(output, X="new_example")
    units = words.units(coding) if coding is not None else ""
    times = " * units" if units else ""
    test_loss = "loss(X_test, y_test)"
    if not experiment.loss.is_mean:
        test_loss += " * (len(X) / len(X_test))  # as if there were as many rows as in X"
    held_back = [
        f"test_loss = {test_loss}",
        'print("Loss of the held-back rows:", in_full(test_loss))',
    ]
    return Part(
        RESULT,
        "The same digits as on the page.",
        lines(
            "def in_full(value):",
            '    return f"{value:.8f}" if value >= 1e-5 or value == 0 else f"{value:.4e}"',
            way_back,
            f"\n\n{units}\nprediction = {answer}[0]{times}",
            'print("Iteration:", n_iterations)',
            f'print("Prediction:", ", ".join(f"{{{value}:.8f}}" for value in prediction))',
            'print("Loss:", in_full(loss(X, y)))',
            *(held_back if experiment.dataset.n_test else []),
            targets.typical_error(times) if is_scaled else "",
        ),
    )
