"""What scaling does to targets that are amounts, in words, and the formulas that lead back."""

from __future__ import annotations

from nn_core.experiment.experiment import Experiment
from nn_core.experiment.target_scaling import target_rule
from nn_core.tables.number_style import rounded, shortest


def how_scaled(experiment: Experiment) -> str:
    """What becomes of the targets before the network is trained on them; "" where nothing does."""
    if experiment.target_scaling is None:
        return ""
    output = experiment.activations[-1]
    ends = (0.0 if end is None else end for end in (output.low, output.high))
    low, high = map(shortest, ends)
    return f"Targets are scaled {target_rule(output).words.format(low=low, high=high)}."


def ways_back(experiment: Experiment, digits: int = 6) -> tuple[str, ...]:
    """For each output that is scaled the formula that leads back to the table's numbers, with so
    many digits: "Price = 100 + 400 × output"."""
    scaling = experiment.target_scaling
    if scaling is None:
        return ()
    names = experiment.dataset.target_names
    output = "output" if len(names) == 1 else "its output"
    return tuple(
        f"{name} = {rounded(mean, digits)} + {rounded(deviation, digits)} × {output}"
        for name, mean, deviation, is_scaled in zip(
            names, scaling.mean, scaling.deviation, scaling.is_scaled, strict=True
        )
        if is_scaled
    )
