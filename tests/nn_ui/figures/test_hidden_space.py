"""A hidden layer's space: rows, bent grid and border are those of the network itself."""

import base64
import json
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, Snapshot, TrainingSettings
from nn_core.arrays import FloatArray
from nn_core.run.hidden_space import answers_at, places
from nn_ui.figures.hidden_grid import LINES, POINTS_A_LINE, bent_grid, grid_lines
from nn_ui.figures.hidden_scope import HiddenScope
from nn_ui.figures.hidden_space import hidden_figure
from nn_ui.figures.palette import DARK, LIGHT
from nn_ui.figures.scope import Scope, input_ranges

XOR = Dataset(
    X=[[0, 0], [0, 1], [1, 0], [1, 1]], y=[0, 1, 1, 0], input_names=("<b>bold</b>", "%{y}")
)
RANDOM = np.random.RandomState(5)
CLASSES = Dataset(X=RANDOM.normal(size=(12, 3)), y=np.eye(3)[np.arange(12) % 3])
AMOUNTS = Dataset(
    X=RANDOM.normal(size=(20, 1)),
    y=RANDOM.normal(size=20),
    X_test=RANDOM.normal(size=(5, 1)),
    y_test=RANDOM.normal(size=5),
)
SOFTMAX = TrainingSettings(learning_rate=0.5, loss="categorical_cross_entropy")


def trained(dataset: Dataset, hidden: tuple[int, ...], **how: Any) -> Snapshot:
    network = Architecture(
        hidden, True, how.pop("activation", "tanh"), how.pop("output", "sigmoid")
    )
    run = Run(Experiment(dataset, network, how.pop("training", TrainingSettings(0.5)), **how))
    return run.at(run.advance_to(200))


def scope(snapshot: Snapshot, layer: int = 0) -> HiddenScope:
    data = snapshot.experiment.dataset
    inputs = tuple(range(min(2, data.n_inputs)))
    ranges = tuple(input_ranges(data)[place] for place in inputs)
    return HiddenScope(layer, Scope(inputs, ranges, (0.25,) * data.n_inputs))


def drawn(snapshot: Snapshot, layer: int = 0) -> dict[str, Any]:
    text = hidden_figure(snapshot, scope(snapshot, layer), LIGHT).to_json()
    made: dict[str, Any] = json.loads(text, parse_constant=pytest.fail)
    return made


def numbers(packed: Any) -> FloatArray:
    if isinstance(packed, list):
        return np.array(packed, dtype=float)
    values = np.frombuffer(base64.b64decode(packed["bdata"]), packed["dtype"])
    shape = [int(size) for size in packed.get("shape", str(len(values))).split(",")]
    return np.asarray(values.reshape(shape), dtype=np.float64)


def named(figure: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace.get("name") == name]


def points(trace: dict[str, Any]) -> FloatArray:
    return np.stack([numbers(trace[axis]) for axis in "xyz" if axis in trace], axis=1)


EACH = (
    (trained(XOR, (2,)), 0),
    (trained(XOR, (3,), activation="relu"), 0),
    (trained(XOR, (4, 2, 3)), 1),
    (trained(CLASSES, (2,), output="softmax", training=SOFTMAX), 0),
    (trained(CLASSES, (3, 4), output="softmax", training=SOFTMAX), 0),
    (trained(AMOUNTS, (2,), output="identity", training=TrainingSettings(0.01)), 0),
)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize(("snapshot", "layer"), EACH)
def test_figures_are_valid_and_names_stay_text(
    snapshot: Snapshot, layer: int, colours: Any
) -> None:
    text = hidden_figure(snapshot, scope(snapshot, layer), colours).to_json()
    shown = json.loads(text, parse_constant=pytest.fail)
    shown["layout"].pop("meta")  # the browser shows these names as text
    assert "<b>bold" not in json.dumps(shown)
    size = snapshot.experiment.architecture.hidden[layer]
    assert ("scene" in shown["layout"]) == (size == 3)


@pytest.mark.parametrize(("snapshot", "layer"), EACH)
def test_rows_stand_where_the_layer_puts_them(snapshot: Snapshot, layer: int) -> None:
    data = snapshot.experiment.dataset
    marks = [trace for trace in drawn(snapshot, layer)["data"] if trace.get("text")]
    drawn_there = np.concatenate([points(trace) for trace in marks])
    texts = [text for trace in marks for text in trace["text"]]
    numbers_of_rows = [int(text.split("<br>")[0].split()[-1]) for text in texts]
    X = np.concatenate([data.X, data.X_test])
    expected = places(snapshot, layer, X)[[number - 1 for number in numbers_of_rows]]
    assert drawn_there == pytest.approx(expected, abs=1e-6)
    assert sorted(numbers_of_rows) == list(range(1, len(X) + 1))


def test_the_border_lies_where_the_answer_is_at_the_threshold_and_is_straight() -> None:
    snapshot = trained(XOR, (2,))
    (border,) = named(drawn(snapshot), "border")
    known = points(border)
    known = known[np.isfinite(known).all(axis=1)]
    assert len(known) > 10
    assert answers_at(snapshot, 0, known) == pytest.approx(np.full((len(known), 1), 0.5), abs=0.01)
    # Behind the last hidden layer: w · point + bias = 0.
    w, bias = snapshot.weights[1][:, 0], snapshot.biases[1][0]
    assert (known @ w + bias) / np.linalg.norm(w) == pytest.approx(np.zeros(len(known)), abs=0.01)


def test_of_classes_the_border_lies_where_two_answer_alike() -> None:
    snapshot = trained(CLASSES, (2,), output="softmax", training=SOFTMAX)
    (border,) = named(drawn(snapshot), "border")
    known = points(border)
    ordered = np.sort(answers_at(snapshot, 0, known[np.isfinite(known).all(axis=1)]), axis=1)
    assert len(ordered) > 10
    assert ordered[:, -1] - ordered[:, -2] == pytest.approx(np.zeros(len(ordered)), abs=0.05)


def test_the_grid_is_bent_as_the_layer_bends_each_of_its_points() -> None:
    snapshot = trained(XOR, (2,))
    over = scope(snapshot).over
    along, across = bent_grid(snapshot, 0, over)
    lines, _ = grid_lines(over)
    assert lines.shape == (LINES, POINTS_A_LINE, 2)
    assert all((line[:, 1] == line[0, 1]).all() for line in lines)
    first = along[:POINTS_A_LINE]
    assert first == pytest.approx(places(snapshot, 0, lines[0]), abs=1e-12)
    assert np.isnan(along[POINTS_A_LINE]).all()
    assert len(along) == len(across) == LINES * (POINTS_A_LINE + 1)
    # Lines of the two directions meet: both hold the corner of the grid.
    assert along[0] == pytest.approx(across[0])


def test_the_axes_hold_all_that_a_bounded_neuron_can_answer_and_stay() -> None:
    run = Run(Experiment(XOR, Architecture((2,), True, "sigmoid")))
    run.advance_to(200)
    ranges = [
        [drawn(run.at(iteration))["layout"][axis]["range"] for axis in ("xaxis", "yaxis")]
        for iteration in (0, 10, 200)
    ]
    assert all(one == other for one, other in pairwise(ranges))
    assert ranges[0] == [[-0.06, 1.06]] * 2


def test_the_title_names_layer_and_iteration() -> None:
    snapshot = trained(XOR, (4, 2, 3))
    text = drawn(snapshot, 1)["layout"]["annotations"][0]["text"]
    assert text.startswith("Where hidden layer 2 puts the rows · iteration 200<br>grid: ")
    assert text.endswith("border: where the answer is 0.5")
