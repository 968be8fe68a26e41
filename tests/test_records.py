"""To add a formula takes its record and its fast twin: throw-away ones go through everything."""

from __future__ import annotations

import runpy
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import MappingProxyType, ModuleType

import numpy as np
import pytest

from nn_core import Architecture, TrainingSettings
from nn_core.network import activation, loss, optimiser, regularisation
from nn_core.network.activation import Activation
from nn_core.network.loss import Loss
from nn_core.network.optimiser import Optimiser
from nn_core.problems import generated_kinds
from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.generated_kinds import GeneratedKind
from nn_core.sharing.setup import Setup
from nn_core.training.fast import activations, losses, steps
from nn_core.training.fast.activations import FastActivation
from nn_core.training.fast.calls import ONE
from tests.throw_away import go_through

ROOT = Path(__file__).resolve().parent.parent
SHARE = 0.8
LAYERS = Architecture((3,), True, "tanh", "sigmoid", "glorot")


def arctan(z):
    return np.arctan(z)


def arctan_slope(z):
    return 1 / (1 + z * z)


ARCTAN = Activation(
    key="arctan",
    title="Arc tangent",
    function=arctan,
    slope=arctan_slope,
    formula="arctan(z)",
    slope_formula="1 / (1 + z²)",
    latex=(r"\arctan(z)", r"\arctan(<z>)"),
    slope_latex=(r"\frac{1}{1 + z^2}", r"\frac{1}{1 + <(z)>^2}"),
    derivation=(r"s = \arctan z", r"\frac{ds}{dz} = \frac{1}{1 + z^{2}}"),
    low=-np.pi / 2,
    high=np.pi / 2,
)
FAST_ARCTAN = FastActivation(
    lambda z, output: [partial(np.arctan, z, output)],
    lambda z, output, out: [
        partial(np.multiply, z, z, out),
        partial(np.add, ONE, out, out),
        partial(np.divide, ONE, out, out),
    ],
    needs_z=True,
)


def log_cosh(output, y):
    return np.log(np.cosh(output - y))


def log_cosh_delta(output, y, slope):
    return np.tanh(output - y) * slope


LOG_COSH = Loss(
    key="log_cosh",
    title="Log-cosh",
    name="The log-cosh loss",
    formula="mean of log cosh(output − target)",
    each=log_cosh,
    delta=log_cosh_delta,
    is_mean=True,
    latex=(r"\tanh(\text{error}) \times \text{slope}", r"\tanh(<error>) \times <slope>"),
    delta_words="minus tanh(error) × slope, divided by how many errors the mean is of",
    steepness=1.0,
    curvature=1.0,
)


def trend(gradient, learning_rate, trend):
    # Only the direction of the trend counts.
    trend = SHARE * trend + (1 - SHARE) * gradient
    change = -learning_rate * np.sign(trend)
    return change, trend


TREND = Optimiser(
    key="trend",
    title="Trend descent",
    step=trend,
    formula="t ← 0.8 t + 0.2 g;  w ← w − rate × sign(t)",
    latex=(
        r"\text{trend} &= 0.8 \times <trend before> + 0.2 \times <gradient> = <=trend after>",
        r"\text{change} &= <rate> \times \text{sign}(<=trend after>) = <=change>",
    ),
    step_words="; the change is minus the learning rate times the sign of their trend",
)


def fast_trend(step):
    row, (trend,), gradient, rate, _ = step
    return [
        partial(np.multiply, np.full_like(row, SHARE), trend, trend),
        partial(np.multiply, np.full_like(row, 1 - SHARE), gradient, gradient),
        partial(np.add, trend, gradient, trend),
        partial(np.sign, trend, gradient),
        partial(np.multiply, np.full_like(row, rate), gradient, gradient),
        partial(np.subtract, row, gradient, row),
    ]


def add(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, key: str, value: object
) -> None:
    """Put one more entry into a registry."""
    more = MappingProxyType({**getattr(module, name), key: value})
    monkeypatch.setattr(module, name, more)


def test_a_new_activation_is_a_record_and_a_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, activation, "ACTIVATIONS", "arctan", ARCTAN)
    add(monkeypatch, activations, "FAST_ACTIVATIONS", "arctan", FAST_ARCTAN)
    shown = ["Arc tangent", r"\arctan(z) = \arctan(", r"\frac{1}{1 + z^2}", r"s = \arctan z"]
    go_through(Setup(architecture=Architecture((), True, "arctan", "arctan")), shown)
    go_through(Setup(architecture=Architecture((3,), True, "arctan", "sigmoid")), ["Arc tangent"])


def test_a_new_loss_is_a_record_and_a_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, loss, "LOSSES", "log_cosh", LOG_COSH)
    add(
        monkeypatch,
        losses,
        "FAST_DELTAS",
        "log_cosh",
        lambda output, y, out: [partial(np.subtract, output, y, out), partial(np.tanh, out, out)],
    )
    setup = Setup(architecture=LAYERS, training=TrainingSettings(0.5, "log_cosh"))
    go_through(setup, ["Log-cosh", r"-\frac{\tanh(\text{error}) \times \text{slope}}{3}"])


def test_a_new_optimiser_is_a_record_and_a_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, optimiser, "OPTIMISERS", "trend", TREND)
    add(monkeypatch, steps, "FAST_STEPS", "trend", fast_trend)
    training = TrainingSettings(0.05, optimiser="trend", batch_size=2, l2=0.01)
    shown = ["Trend descent", r"\text{sign}(", r"\text{trend} &= 0.8 \times"]
    go_through(Setup(training=training), shown)
    go_through(Setup(architecture=LAYERS, training=training), shown)


def stripes(draws, noise):
    X = np.column_stack([8 * draws.u - 4, 8 * draws.v - 4])
    return X + noise * draws.shift, (np.sin(X[:, 0]) > 0).astype(float)


STRIPES = GeneratedKind(
    key="stripes",
    title="Stripes",
    about="Stripes of both classes, side by side.",
    new_example=(1.0, 2.0),
    points=stripes,
    network=LAYERS,
    training=TrainingSettings(0.3, "cross_entropy"),
)


def test_a_new_generated_problem_is_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, generated_kinds, "GENERATED", "stripes", STRIPES)
    made = GeneratedProblem("stripes", 20, 0.2, 5)
    setup = Setup(
        "stripes",
        made.table(),
        (1.0, 2.0),
        generated=made,
        held_back=0.5,
        architecture=STRIPES.network,
        training=STRIPES.training,
    )
    go_through(setup, ["Points: Stripes"])


# What a new regulariser takes: the record, its twin, and a line in the settings.
QUARTIC = r"""
            Regulariser(
                key="quartic",
                title="L4",
                cost=quartic,
                slope=cube,
                rise=quartic_rise,
                latex=(r"\text{weight}^3", "<weight>^3"),
                about="the price of a quarter of its fourth power",
                tooltip="A price on every weight's fourth power.",
            ),
"""
QUARTIC_FUNCTIONS = """
def quartic(weights):
    return 0.25 * weights**4


def cube(weights):
    return weights * weights * weights


def quartic_rise(up, down):
    return 0.25 * (up * up + down * down) * (up + down)


"""
FAST_CUBE = """
def _cube(row, rate, out):
    return [
        partial(np.multiply, row, row, out),
        partial(np.multiply, out, row, out),
        partial(np.multiply, rate, out, out),
    ]


"""
GO = r"""
from nn_core import Architecture, Intervention, TrainingSettings
from nn_core.sharing.setup import Setup
from tests.throw_away import go_through

training = TrainingSettings(0.5, quartic=0.02, l1=0.001)
shown = ["L4", r"\text{L4} \times \text{weight}^3"]
go_through(Setup(training=training), shown)
changes = (Intervention(5, "quartic", 0.3),)
architecture = Architecture((3,), True)
go_through(Setup(architecture=architecture, training=training, interventions=changes), shown)
print("gone through")
"""


def test_a_new_regulariser_is_a_record_a_twin_and_a_setting(tmp_path: Path) -> None:
    for name in ("nn_core", "nn_ui", "tests", ".streamlit"):
        leave = shutil.ignore_patterns("__pycache__", "node_modules", "benchmarks")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=leave)
    shutil.copy(ROOT / "app.py", tmp_path)
    change(
        tmp_path / "nn_core/network/regularisation.py",
        ("REGULARISERS: Final", f"{QUARTIC_FUNCTIONS}REGULARISERS: Final"),
        ("        for one in (\n", f"        for one in ({QUARTIC}"),
    )
    change(
        tmp_path / "nn_core/training/fast/steps.py",
        ("FAST_PENALTIES: Final", f"{FAST_CUBE}FAST_PENALTIES: Final"),
        ('{"l1":', '{"quartic": _cube, "l1":'),
    )
    change(
        tmp_path / "nn_core/experiment/settings.py",
        ("    l2: float = 0.0\n", "    l2: float = 0.0\n    quartic: float = 0.0\n"),
    )
    command = [sys.executable, "-W", "ignore", "-c", GO]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.splitlines()[-1:] == ["gone through"], done.stderr[-3000:]


def change(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for before, after in pairs:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("registry", "name", "twins"),
    [
        (activation, "ACTIVATIONS", activations),
        (loss, "LOSSES", losses),
        (optimiser, "OPTIMISERS", steps),
        (regularisation, "REGULARISERS", steps),
    ],
)
def test_a_formula_without_a_fast_twin_fails_at_import(
    monkeypatch: pytest.MonkeyPatch, registry: ModuleType, name: str, twins: ModuleType
) -> None:
    assert twins.__file__
    runpy.run_path(twins.__file__)
    one, *_ = getattr(registry, name).values()
    add(monkeypatch, registry, name, "lonely", one)
    with pytest.raises(RuntimeError, match="has no fast twin of lonely"):
        runpy.run_path(twins.__file__)
