"""What the learner does on the network's diagram: another shape, or another value for a weight.

Both change the options of the experiment, so this comes before the sidebar, which shows them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from nn_core import InputError, Intervention
from nn_core.experiment.intervention import PARAMETER
from nn_core.limits import MAX_ABSOLUTE_VALUE
from nn_core.tables.cells import read_number
from nn_ui import state
from nn_ui.session.session import Session


def handle(session: Session, now: float) -> bool:
    """Do what was asked for on the diagram; True when it was anything.

    What cannot be done is said under the transport.
    """
    shape, weight = state.stage_event("shape"), state.stage_event("set_parameter")
    try:
        if shape is not None:
            session.options.change_architecture(hidden=_sizes(shape))
            # The chosen weight's place is another weight's in the new network.
            session.choice = replace(session.choice, parameter=None)
        if weight is not None:
            session.player.pause(now)
            session.options.intervene(_change(session, weight))
    except InputError as error:
        session.notify(str(error))
    return shape is not None or weight is not None


def _sizes(asked: Any) -> tuple[int, ...]:
    if not isinstance(asked, list) or not all(type(size) is int for size in asked):
        raise InputError("Hidden layers are a list of whole numbers, one for each layer.")
    return tuple(asked)


def _change(session: Session, asked: Any) -> Intervention:
    """The chosen weight takes the typed value at the cursor. The sentence about one that cannot be
    used leaves out what was typed: it is shown as Markdown."""
    try:
        parameter, value = int(asked["parameter"]), read_number(asked["value"], "The new value")
    except (InputError, KeyError, OverflowError, TypeError, ValueError):
        limit = f"{MAX_ABSOLUTE_VALUE:,.0f}"
        raise InputError(
            f"The weight was not changed: type a number from −{limit} to {limit}, such as 0.5."
        ) from None
    if not 0 <= parameter < session.player.experiment.n_parameters:
        raise InputError("The network has no such weight any more: choose it again.")
    return Intervention(session.player.cursor, PARAMETER, value, parameter)
