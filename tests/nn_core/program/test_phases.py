"""The listing's lines are run as they stand, and have to give what the run gives."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    Intervention,
    Preparation,
    Run,
    Snapshot,
    TrainingSettings,
)
from nn_core.explanation.explanation import explain
from nn_core.network import optimiser
from nn_core.network.activation import ACTIVATIONS
from nn_core.program.phases import ARTICLE_FORWARD, ARTICLE_UPDATE, Phase, is_articles, phases
from tests.any_experiment import any_experiments
from tests.oracles import Array

ARTICLE = Experiment(Dataset([[0, 1, 1], [1, 0, 0], [1, 0, 1]], [1, 0, 1]))
KEYS = ["forward", "error", "slope", "change", "new_weights"]


def plural(name: str) -> str:
    return "velocities" if name == "velocity" else f"{name}s"


def names_for(snapshot: Snapshot) -> dict[str, object]:
    """The names that our lines start from, as the listing's docstring has them."""
    experiment, explanation = snapshot.experiment, explain(snapshot)
    training = explanation.settings
    hidden, bias = bool(experiment.architecture.hidden), experiment.architecture.bias
    names: dict[str, object] = {
        "np": np,
        "X": experiment.X[explanation.rows],
        "y": experiment.y[explanation.rows],
        "learning_rate": training.learning_rate,
        **training.rates,
        "t": snapshot.iteration + 1,
    }

    def put(one: str, many: str, arrays: list[np.ndarray]) -> None:
        copies = [array.copy() for array in arrays]
        names.update({many: copies} if hidden else {one: copies[0]})

    put("weights", "weights", list(snapshot.weights))
    changes = [layer.weight_change for layer in explanation.layers]
    bias_changes = [c for layer in explanation.layers if (c := layer.bias_change) is not None]
    if bias:
        put("bias", "biases", list(snapshot.biases))
    for at, name in enumerate(optimiser.OPTIMISERS[training.optimiser].remembered):
        put(name, plural(name), [change.memory_before[at] for change in changes])
        if bias:
            remembered = [change.memory_before[at] for change in bias_changes]
            put(f"bias_{name}", f"bias_{plural(name)}", remembered)
    return names


@pytest.mark.long
@given(any_experiments(), st.integers(0, 20))
@settings(max_examples=120)
def test_our_lines_do_what_the_run_does(experiment: Experiment, iteration: int) -> None:
    run = Run(experiment)
    run.advance_to(iteration)
    snapshot = run.at(run.iteration)
    names = names_for(snapshot)
    for phase in phases(experiment, snapshot.iteration):
        with np.errstate(over="ignore", invalid="ignore"):
            exec(phase.our_line, names)
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
        memory = optimiser.OPTIMISERS[explanation.settings.optimiser].remembered
        for at, name in enumerate(memory):
            wanted[name, plural(name)] = layer.weight_change.memory_after[at]
        if layer.bias_change is not None:
            wanted["bias_change", "bias_changes"] = layer.bias_change.update
            wanted["bias", "biases"] = layer.bias_change.after
            for at, name in enumerate(memory):
                many = f"bias_{plural(name)}"
                wanted[f"bias_{name}", many] = layer.bias_change.memory_after[at]
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
    lines = list(dict.fromkeys(phase.article_line for phase in phases(ARTICLE)))
    assert lines == [ARTICLE_FORWARD, ARTICLE_UPDATE]
    for iteration in range(100):
        exec(lines[0], names)
        np.testing.assert_allclose(names["output"], run.at(iteration).output, rtol=1e-14)
        exec(lines[1], names)
        np.testing.assert_allclose(
            names["synaptic_weights"], run.at(iteration + 1).weights[0], rtol=1e-14
        )


def test_the_articles_parts_are_what_each_phase_computes() -> None:
    output = explain(Run(ARTICLE).at(0)).output
    names: dict[str, object] = {
        "dot": np.dot,
        "output": output.output,
        "training_set_inputs": output.inputs,
        "training_set_outputs": output.target,
    }
    parts = {phase.key: phase.article_part for phase in phases(ARTICLE)}
    for key, expected in (
        ("error", output.error),
        ("slope", output.slope),
        ("change", output.weight_change.update),
    ):
        np.testing.assert_allclose(eval(parts[key], names), expected, rtol=1e-15)


@pytest.mark.long
@given(any_experiments(), st.integers(0, 12))
def test_every_phase_says_what_it_does(experiment: Experiment, iteration: int) -> None:
    listed = phases(experiment, iteration)
    assert [phase.key for phase in listed] == KEYS
    kinds = {activation.key for activation in experiment.activations}
    for phase in listed:
        assert phase.title
        assert is_one_sentence(phase)
        assert ("bias" in phase.our_line) <= experiment.architecture.bias
        assert bool(phase.article_line) == is_articles(experiment, iteration)
        assert not phase.article_line or phase.article_line.count(phase.article_part) == 1
        if "sigmoid" not in kinds:
            assert "sigmoid" not in phase.sentence


def test_the_articles_sentences() -> None:
    slope = phases(ARTICLE)[KEYS.index("slope")].sentence
    assert "output × (1 − output), where output is already the sigmoid of z" in slope
    assert "(which is 1 in the article)" in phases(ARTICLE)[KEYS.index("change")].sentence


@pytest.mark.parametrize(
    "other",
    [
        replace(ARTICLE, architecture=Architecture((2,))),
        replace(ARTICLE, architecture=Architecture(bias=True)),
        replace(ARTICLE, architecture=Architecture(output_activation="tanh")),
        replace(ARTICLE, training=TrainingSettings(loss="mean_squared_error")),
        replace(ARTICLE, training=TrainingSettings(optimiser="momentum")),
        replace(ARTICLE, training=TrainingSettings(batch_size=2)),
        replace(ARTICLE, training=TrainingSettings(l2=0.1)),
        replace(ARTICLE, interventions=(Intervention(0, "l1", 0.1),)),
    ],
    ids=str,
)
def test_the_article_has_no_line_for_other_networks(other: Experiment) -> None:
    assert {phase.article_line for phase in phases(other)} == {""}


def test_what_is_set_by_hand_is_set_in_the_last_lines() -> None:
    setting = replace(ARTICLE, interventions=(Intervention(5, "parameter", 2.5, 1),))
    assert phases(setting, 4)[-1].our_line == "weights += change\nweights[1, 0] = 2.5"
    assert phases(setting, 5)[-1].our_line == "weights += change"
    assert "by hand" in phases(setting, 4)[-1].sentence


def is_one_sentence(phase: Phase) -> bool:
    return phase.sentence.endswith(".") and ". " not in phase.sentence


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_each_line_of_the_derivations_holds(key: str) -> None:
    lines = ACTIVATIONS[key].derivation
    assert lines[0].startswith("s = ")
    assert lines[-1].startswith(r"\frac{ds}{dz} = ")
    for z in np.linspace(-6, 6, 26):
        for line in lines:
            sides = [value_of(side, float(z), key) for side in line.split(" = ")]
            assert len(sides) >= 2
            np.testing.assert_allclose(sides, sides[0], rtol=1e-7, atol=1e-10, err_msg=line)


def value_of(latex: str, z: float, key: str) -> float:
    """Compute a piece of a derivation; ds/dz is taken as a central difference."""
    # Of a row's other outputs only softmax knows.
    others = np.array([0.3, -1.2])
    at = np.array([[moved, *others] for moved in (z, z + 1e-5, z - 1e-5)])
    s = ACTIVATIONS[key].function(at)[:, 0]
    names = {"E": np.exp(-z), "F": np.exp(z), "s": s[0], "z": z, "max": max, "ln": np.log}
    names |= {"ds_dz": (s[1] - s[2]) / 2e-5, "r": np.exp(others).sum()}
    return float(computed(latex, names))


def value_of_terms(latex: str, z: Array, y: Array) -> Array:
    """The same for the loss of one row, (n_classes,) each; z, s and y are those of the first."""
    share = ACTIVATIONS["softmax"].function

    def loss(first: float) -> float:
        return float(-np.sum(y * np.log(share(np.array([first, *z[1:]])))))

    names = {"z_k": z, "z_i": z, "s_k": share(z), "y_k": y, "z": z[0], "s": share(z)[0], "y": y[0]}
    names |= {"sum_k": np.sum, "sum_i": np.sum, "ln": np.log, "L": loss(z[0])}
    names |= {"dL_dz": (loss(z[0] + 1e-5) - loss(z[0] - 1e-5)) / 2e-5}
    names |= {"F": np.exp(z[0]), "F_i": np.exp(z)}
    return np.asarray(computed(latex, names))


def computed(latex: str, names: dict[str, object]) -> object:
    code = re.sub(r"\\frac\{d([sL])\}\{dz\}", r"d\1_dz", latex)
    code = code.replace("e^{-z}", "E").replace("e^{z}", "F").replace("e^{z_i}", "F_i")
    code = re.sub(r"\^\{(-?\d+)\}", r"**\1", code)
    while r"\frac" in code:
        code = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1) / (\2))", code)
    code = re.sub(r"\\text\{([^{}]*)\}", r"\1", code)
    code = re.sub(r"\\(tanh|sin|cos) z", r"\1(z)", code)
    code = re.sub(r"\\ln (s_k|\\sum_i \\left\(F_i\\right\))", r"ln(\1)", code)
    for wanted, written in ((r"\left(", "("), (r"\right)", ")"), (r"\cdot", "*"), ("\\", "")):
        code = code.replace(wanted, written)
    return eval(code, {"tanh": np.tanh, "sin": np.sin, "cos": np.cos, **names})


def test_the_error_says_that_its_targets_are_scaled() -> None:
    data, inside = Dataset([[1.0], [2.0]], [100, 300]), Preparation(scale_targets=True)
    for preparation, is_said in ((inside, True), (Preparation(), False)):
        error = phases(Experiment(data, preparation=preparation))[1]
        assert error.sentence.startswith("The error is the scaled target minus") == is_said
