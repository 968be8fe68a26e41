"""What the learner does on the network's diagram: another shape, or another value for a weight.

Both change the setup, so this comes before the sidebar, which shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial, reduce
from typing import Any

from nn_core import InputError, Intervention
from nn_core.experiment.intervention import PARAMETER
from nn_core.limits import MAX_ABSOLUTE_VALUE
from nn_core.sharing.setup import Setup
from nn_core.tables.cells import read_number
from nn_ui import state
from nn_ui.session.events.event import STAGE, Event, refused
from nn_ui.session.events.network import added_change, hidden_layers
from nn_ui.session.page_view import PageView
from nn_ui.session.player import Player


def asked(player: Player, view: PageView, now: float) -> Iterator[Event]:
    """What was asked for on the diagram, or on the landscape; what cannot be done is said under the
    transport."""
    shape, weight = state.stage_event("shape"), state.stage_event("set_parameter")
    point = state.stage_event("set_point")
    if shape is not None:
        # The chosen weight's place is another weight's in the new network.
        view.choice = replace(view.choice, parameter=None)
        yield Event("changing the network", partial(_shaped, shape), STAGE)
    if weight is not None:
        player.pause(now)
        try:
            change = _change(player, weight)
        except InputError as error:
            yield refused(STAGE, error)
        else:
            yield Event("setting a weight", partial(added_change, intervention=change), STAGE)
    if point is not None:
        player.pause(now)
        try:
            changes = _changes(player, point)
        except InputError as error:
            yield refused(STAGE, error)
        else:
            view.landscape.clicked_in = player.run_number
            yield Event("setting two weights", partial(_with_all, changes), STAGE)


def _shaped(asked: Any, setup: Setup) -> Setup:
    return hidden_layers(setup, _sizes(asked))


def _with_all(changes: Sequence[Intervention], setup: Setup) -> Setup:
    return reduce(added_change, changes, setup)


def _sizes(asked: Any) -> tuple[int, ...]:
    if not isinstance(asked, list) or not all(type(size) is int for size in asked):
        raise InputError("Hidden layers are a list of whole numbers, one for each layer.")
    return tuple(asked)


def _changes(player: Player, asked: Any) -> list[Intervention]:
    """The two weights take the values of a place on the landscape at the cursor."""
    try:
        pairs = list(zip(asked["parameters"], asked["values"], strict=True))
    except (KeyError, TypeError, ValueError):
        pairs = []
    if len(pairs) != 2:
        raise InputError("The weights were not changed: click on the landscape again.")
    return [_change(player, {"parameter": place, "value": str(value)}) for place, value in pairs]


def _change(player: Player, asked: Any) -> Intervention:
    """The chosen weight takes the typed value at the cursor. The sentence about one that cannot be
    used leaves out what was typed: it is shown as Markdown."""
    try:
        parameter, value = int(asked["parameter"]), read_number(asked["value"], "The new value")
    except (InputError, KeyError, OverflowError, TypeError, ValueError):
        limit = f"{MAX_ABSOLUTE_VALUE:,.0f}"
        raise InputError(
            f"The weight was not changed: type a number from −{limit} to {limit}, such as 0.5."
        ) from None
    if not 0 <= parameter < player.experiment.n_parameters:
        raise InputError("The network has no such weight any more: choose it again.")
    return Intervention(player.cursor, PARAMETER, value, parameter)
