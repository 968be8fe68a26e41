"""The drawn output's numbers as a person reads them: their range, their middle and their title."""

from __future__ import annotations

from nn_core import Snapshot
from nn_core.tables.coding import Coding
from nn_ui.figures.axes import Range
from nn_ui.figures.data_points import level, output_range
from nn_ui.figures.scope import Scope
from nn_ui.figures.target_texts import ends_text, factors, unit
from nn_ui.figures.text import plain, shortened, told_apart


def painted_range(snapshot: Snapshot, scope: Scope) -> Range:
    """The outputs that a picture can show; those outside are drawn at its edge."""
    low, high = output_range(snapshot.experiment.dataset, scope.output)
    room = 0.06 * (high - low) if scope.kind == "curve" else 0.0
    return low - room, high + room


def told_range(snapshot: Snapshot, scope: Scope, coding: Coding | None) -> Range:
    """The same in the person's numbers."""
    factor = told_factor(snapshot, scope, coding)
    low, high = painted_range(snapshot, scope)
    return low * factor, high * factor


def told_factor(snapshot: Snapshot, scope: Scope, coding: Coding | None) -> float:
    """What makes the person's numbers of outputs."""
    return float(factors(snapshot.experiment.dataset.n_outputs, coding)[scope.output])


def told_level(snapshot: Snapshot, scope: Scope, coding: Coding | None) -> float:
    """The output that parts the picture in two, in the person's numbers."""
    return level(snapshot.experiment, scope.output) * told_factor(snapshot, scope, coding)


def output_title(snapshot: Snapshot, scope: Scope, coding: Coding | None) -> str:
    """What stands beside the outputs' numbers: which of several outputs it is, what their ends say,
    or their unit."""
    said, behind = ends_text(coding), unit(scope.output, coding)
    names = told_apart(snapshot.experiment.dataset.target_names)
    name = f"Output {shortened(names[scope.output], 14)}" if len(names) > 1 else "Output"
    if said:
        return plain(f"{name} ({said})")
    return plain(f"{name} in {behind}" if behind else name)


def of_unit(scope: Scope, coding: Coding | None) -> str:
    """What stands behind an output's number."""
    return plain(f" {unit(scope.output, coding)}".rstrip())
