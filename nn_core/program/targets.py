"""Scaled targets as lines of Python: what they are scaled by, and the way back."""

from __future__ import annotations

from nn_core.experiment.experiment import Experiment
from nn_core.experiment.preparation import LEAST_DEVIATION
from nn_core.experiment.target_scaling import target_rule
from nn_core.network.arguments import arguments
from nn_core.program.quoted import expression, renamed
from nn_core.program.source import indented, lines, number
from nn_core.tables.scaled_targets import how_scaled


def explanation(experiment: Experiment) -> str:
    """What becomes of the targets."""
    return (
        f"{how_scaled(experiment)} The network learns these; its outputs are scaled back to get "
        "answers."
    )


def scaled(experiment: Experiment) -> str:
    """The statements that scale `y`, and keep the table's numbers in `targets`."""
    output, names = experiment.activations[-1], {"deviation": "target_deviation"}
    rule = target_rule(output)
    used = {*arguments(rule.deviation), *arguments(rule.mean)}
    ends = {
        name: end
        for name, end in (("low", output.low), ("high", output.high))
        if name in used and end is not None
    }
    arrays = ["y", "y_test"] if experiment.dataset.n_test else ["y"]
    return lines(
        "targets = y",
        *(f"{name} = {number(end)}  # an end of the output's curve" for name, end in ends.items()),
        f"target_deviation = {expression(rule.deviation)}",
        f"target_mean = {renamed(expression(rule.mean), **names)}",
        f"varies = np.std(y, axis=0) > {LEAST_DEVIATION} * np.maximum(1.0, np.abs(y).max(axis=0))",
        "target_mean = np.where(varies, target_mean, 0.0)  # one value only stays as it is",
        "target_deviation = np.where(varies, target_deviation, 1.0)",
        *(f"{name} = ({name} - target_mean) / target_deviation" for name in arrays),
    )


def way_back(output: str) -> str:
    """The function `answers`; `output` is what the network makes of X."""
    back = f"return target_mean + target_deviation * {output}"
    return lines("def answers(X):  # in the table's numbers", indented(back))


def typical_error(times: str = "") -> str:
    """The statements that print it for each target; `times` makes the person's numbers of it."""
    return lines(
        "error = targets - answers(X)",
        f"typical_error = np.sqrt(np.mean(error**2, axis=0)){times}",
        'print("Typical error:", ", ".join(map(in_full, typical_error)))',
    )
