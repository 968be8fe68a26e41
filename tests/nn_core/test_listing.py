"""The listing's lines are run as they stand, and have to give what the run gives."""

import re

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, Snapshot, TrainingSettings
from nn_core.explanation import explain
from nn_core.listing import ARTICLE_FORWARD, ARTICLE_UPDATE, SLOPE_DERIVATION, Stage, stages

ARTICLE = Experiment(Dataset([[0, 1, 1], [1, 0, 0], [1, 0, 1]], [1, 0, 1]))
KEYS = ["forward", "error", "slope", "change", "new_weights"]
ARCHITECTURES = [
    Architecture(hidden, bias) for hidden in ((), (4,), (3, 5, 2)) for bias in (False, True)
]


def snapshots(architecture: Architecture) -> list[Snapshot]:
    rng = np.random.default_rng(7)
    dataset = Dataset(rng.normal(size=(6, 3)), rng.integers(0, 2, (6, 2)))
    run = Run(Experiment(dataset, architecture, TrainingSettings(0.7), seed=3))
    run.advance_to(50)
    return [run.at(iteration) for iteration in (0, 1, 17, 49)]


def names_for(snapshot: Snapshot) -> dict[str, object]:
    """The names that our lines start from, as the listing's docstring has them."""
    experiment = snapshot.experiment
    weights = [layer_weights.copy() for layer_weights in snapshot.weights]
    biases = [bias.copy() for bias in snapshot.biases]
    names: dict[str, object] = {
        "np": np,
        "X": experiment.dataset.X,
        "y": experiment.dataset.y,
        "learning_rate": experiment.training.learning_rate,
        "weights": weights if experiment.architecture.hidden else weights[0],
    }
    if experiment.architecture.bias:
        if experiment.architecture.hidden:
            names["biases"] = biases
        else:
            names["bias"] = biases[0]
    return names


@pytest.mark.parametrize("architecture", ARCHITECTURES, ids=str)
def test_our_lines_do_what_the_run_does(architecture: Architecture) -> None:
    for snapshot in snapshots(architecture):
        names = names_for(snapshot)
        for stage in stages(architecture):
            exec(stage.our_line, names)
        compare_with_explanation(names, snapshot)


def compare_with_explanation(names: dict[str, object], snapshot: Snapshot) -> None:
    explanation = explain(snapshot)
    last = explanation.output
    hidden, bias = snapshot.experiment.architecture.hidden, last.has_bias
    equal(names["output"], last.output)
    equal(names["error"], last.error)
    for index, layer in enumerate(explanation.layers):
        wanted = {
            ("slope", "slopes"): layer.slope,
            ("delta", "deltas"): layer.delta,
            ("change", "changes"): layer.weight_change.update,
            ("weights", "weights"): layer.weight_change.after,
        }
        if layer.bias_change is not None:
            wanted["bias_change", "bias_changes"] = layer.bias_change.update
            wanted["bias", "biases"] = layer.bias_change.after
        for (one, many), expected in wanted.items():
            found = names[many][index] if hidden else names[one]  # type: ignore[index]
            equal(found, expected)
    assert ("biases" in names or "bias" in names) == bias


def equal(found: object, expected: np.ndarray) -> None:
    np.testing.assert_array_equal(found, expected, strict=True)


def test_the_articles_lines_do_what_the_run_does() -> None:
    run = Run(ARTICLE)
    run.advance_to(100)
    names: dict[str, object] = {
        "exp": np.exp,
        "dot": np.dot,
        "training_set_inputs": ARTICLE.dataset.X,
        "training_set_outputs": ARTICLE.dataset.y,
        "synaptic_weights": run.at(0).weights[0].copy(),
    }
    lines = list(dict.fromkeys(stage.article_line for stage in stages(Architecture())))
    assert lines == [ARTICLE_FORWARD, ARTICLE_UPDATE]
    for iteration in range(100):
        exec(lines[0], names)
        np.testing.assert_allclose(names["output"], run.at(iteration).output, rtol=1e-14)
        exec(lines[1], names)
        np.testing.assert_allclose(
            names["synaptic_weights"], run.at(iteration + 1).weights[0], rtol=1e-14
        )


def test_the_articles_parts_are_what_each_stage_computes() -> None:
    output = explain(Run(ARTICLE).at(0)).output
    names: dict[str, object] = {
        "dot": np.dot,
        "output": output.output,
        "training_set_inputs": output.inputs,
        "training_set_outputs": output.target,
    }
    parts = {stage.key: stage.article_part for stage in stages(Architecture())}
    for key, expected in (
        ("error", output.error),
        ("slope", output.slope),
        ("change", output.weight_change.update),
    ):
        np.testing.assert_allclose(eval(parts[key], names), expected, rtol=1e-15)


@pytest.mark.parametrize("architecture", ARCHITECTURES, ids=str)
def test_every_stage_says_what_it_does(architecture: Architecture) -> None:
    listed = stages(architecture)
    assert [stage.key for stage in listed] == KEYS
    for stage in listed:
        assert stage.title
        assert stage.article_line.count(stage.article_part) == 1
        assert is_one_sentence(stage)
        assert ("bias" in stage.our_line) <= architecture.bias
    slope = listed[KEYS.index("slope")].sentence
    assert "output × (1 − output), where output is already the sigmoid of z" in slope


def is_one_sentence(stage: Stage) -> bool:
    return stage.sentence.endswith(".") and ". " not in stage.sentence


def test_each_line_of_the_derivation_holds() -> None:
    assert SLOPE_DERIVATION[0].startswith("s = ")
    assert SLOPE_DERIVATION[-1].startswith(r"\frac{ds}{dz} = ")
    for z in np.linspace(-6, 6, 25):
        for line in SLOPE_DERIVATION:
            sides = [value_of(side, float(z)) for side in line.split(" = ")]
            assert len(sides) >= 2
            np.testing.assert_allclose(sides, sides[0], rtol=1e-7, err_msg=line)


def value_of(latex: str, z: float) -> float:
    """Compute a piece of the derivation; ds/dz is taken as a central difference."""

    def s(at: float) -> float:
        return float(1 / (1 + np.exp(-at)))

    code = latex.replace(r"\frac{ds}{dz}", "ds_dz").replace("e^{-z}", "E")
    code = re.sub(r"\\frac\{([^{}]*)\}\{(.*?)\}(?!\})", r"((\1) / (\2))", code)
    code = code.replace(r"\left(", "(").replace(r"\right)", ")").replace(r"\cdot", "*")
    code = re.sub(r"\^\{(-?\d+)\}", r"**(\1)", code)
    names = {"E": np.exp(-z), "s": s(z), "ds_dz": (s(z + 1e-5) - s(z - 1e-5)) / 2e-5}
    return float(eval(code, names))
