"""What a network has found, in a sentence: which inputs its answers depend on, and how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from nn_core.errors import shown
from nn_core.experiment.intervention import PARAMETER
from nn_core.run.snapshot import Snapshot
from nn_core.tables.coding import Coding, InputCoding
from nn_core.tables.number_style import rounded
from nn_core.telling.influence import CROSSES, FALLS, RISES, Influence, influences
from nn_core.telling.lists import in_a_row
from nn_core.verdict.borders import has_straight_borders
from nn_core.verdict.looks import is_learned

# An answer that no input moves by this share of the targets' range hardly depends on any.
_HARDLY: Final = 0.05
# Inputs that move it by this share of what the first one does are named with it.
_ALIKE: Final = 0.5
# One that moves it the other way is worth a word from this share on.
_AGAINST: Final = 0.1
_MOST_NAMED: Final = 3
_MOST_OUTPUTS: Final = 2
# Inputs are of one size where none goes farther than another by this factor.
_ONE_SIZE: Final = 1.01


def finding(snapshot: Snapshot, coding: Coding) -> str:
    """What the answers of a trained network depend on; "" before all training, and where numbers
    are too large to tell.

    coding: of the table that is trained. "By itself" is said of what is learned, with no weight set
    by hand.
    """
    if snapshot.iteration == 0:
        return ""
    measured = influences(snapshot, coding)
    if not np.isfinite([one.moves for of_output in measured for one in of_output]).all():
        return ""
    return f"{_who(snapshot)} {_what(snapshot, coding, measured)}."


def _who(snapshot: Snapshot) -> str:
    changes = snapshot.experiment.interventions
    is_set = any(one.what == PARAMETER and one.iteration <= snapshot.iteration for one in changes)
    if is_set or not is_learned(snapshot):
        return "So far"
    return "It found by itself that"


def _what(snapshot: Snapshot, coding: Coding, measured: Sequence[Sequence[Influence]]) -> str:
    if len(measured) == 1:
        return f"the answer {_depends(snapshot, measured[0])}"
    if len(measured) > _MOST_OUTPUTS or snapshot.experiment.loss.by_row:
        return f"the answers {_plural(_depends(snapshot, _together(measured)))}"
    names = [shown(target.name) for target in coding.targets]
    parts = [f"{name} {_depends(snapshot, of)}" for name, of in zip(names, measured, strict=True)]
    return "; ".join(parts)


def _together(measured: Sequence[Sequence[Influence]]) -> list[Influence]:
    """What an input does to all outputs at once has no way up or down."""
    return [
        Influence(of_column[0].column, float(np.mean([one.moves for one in of_column])), "")
        for of_column in zip(*measured, strict=True)
    ]


def _plural(predicate: str) -> str:
    verb = "hardly depends" if predicate.startswith("hardly") else "depends"
    return predicate.replace(verb, verb.removesuffix("s"), 1)


def _depends(snapshot: Snapshot, measured: Sequence[Influence]) -> str:
    """What one output does, as the rest of a sentence."""
    by_size = sorted(measured, key=lambda one: -one.moves)
    most = by_size[0].moves
    if most < _HARDLY:
        return "hardly depends on any input"
    leaders = [one for one in by_size if one.moves >= _ALIKE * most]
    if len(leaders) > 1:
        return _on_several(leaders, measured)
    (first,) = leaders
    name, weight = _name(first.column), _weight(snapshot, measured, first)
    if first.way == FALLS:
        return f"goes against {name}{weight}"
    if first.way != RISES:
        only = sum(one.moves > 0 for one in measured) == 1
        return f"depends {'' if only else 'most '}on {name}{_now_and_then(first)}"
    return f"follows {name}{weight}{_against(snapshot, measured, by_size)}"


def _now_and_then(first: Influence) -> str:
    return ", now one way, now the other" if first.way == CROSSES else ""


def _on_several(leaders: Sequence[Influence], measured: Sequence[Influence]) -> str:
    n_moving = sum(one.moves > 0 for one in measured)
    if len(leaders) > _MOST_NAMED:
        few = in_a_row([_name(one.column) for one in leaders[:_MOST_NAMED]])
        return f"depends on {len(leaders)} of {len(measured)} inputs about alike, most on {few}"
    # Those that are named are named as they stand in the table.
    leaders = [one for one in measured if one in leaders]
    names, ways = in_a_row([_name(one.column) for one in leaders]), {one.way for one in leaders}
    if ways == {CROSSES}:
        rest = "the other" if n_moving == len(leaders) == 2 else "the others"
        return f"depends on {names} together: which way each moves it depends on {rest}"
    if not ways <= {RISES, FALLS}:
        return f"depends {'' if n_moving == len(leaders) else 'most '}on {names}"
    by_way = {
        way: in_a_row([_name(one.column) for one in leaders if one.way == way])
        for way in (RISES, FALLS)
        if way in ways
    }
    return " and ".join(f"{way} with {those}" for way, those in by_way.items())


def _against(
    snapshot: Snapshot, measured: Sequence[Influence], by_size: Sequence[Influence]
) -> str:
    least = _AGAINST * by_size[0].moves
    found = next((one for one in by_size if one.way == FALLS and one.moves >= least), None)
    if found is None:
        return ""
    return f"; {_name(found.column)} speaks against it{_weight(snapshot, measured, found)}"


def _name(column: InputCoding) -> str:
    """The column; of two words, the one that is 1."""
    return shown(column.names[0] if len(column.names) == 1 else column.name)


def _weight(snapshot: Snapshot, measured: Sequence[Influence], of: Influence) -> str:
    """The weight that says the same, behind a name; "" where it is no measure, since there are
    hidden layers, the output's curve falls as well, or the inputs are of other sizes."""
    experiment = snapshot.experiment
    is_plain = not experiment.architecture.hidden and not experiment.preparation.features
    is_one = is_plain and experiment.dataset.n_outputs == 1
    if not is_one or not has_straight_borders(experiment.architecture):
        return ""
    if not _are_of_one_size(snapshot):
        return ""
    place = 0
    for one in measured:
        if one is of:
            break
        place += len(one.column.names)
    value = float(snapshot.weights[0][place, 0])
    return f" (weight {'' if value < 0 else '+'}{rounded(value, 3)})"


def _are_of_one_size(snapshot: Snapshot) -> bool:
    """Whether all inputs that vary go through ranges of the same length, or were scaled to be
    comparable."""
    if snapshot.experiment.preparation.scale:
        return True
    ranges = np.ptp(snapshot.experiment.X, axis=0)
    varying = ranges[ranges > 0]
    return bool(len(varying) and varying.max() <= _ONE_SIZE * varying.min())
