"""The fields of the sidebar on the page: what was typed into them, and what they show.

What a field shows may also be changed elsewhere (on the diagram, by Undo, by a remedy). So before
anything is drawn, what the learner has changed since the page last showed it is taken up, and then
every field is set to what the setup says now.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from nn_core.sharing.setup import Setup, is_generated
from nn_ui import state
from nn_ui.playing.output_controls import show_output
from nn_ui.session import suggested_network
from nn_ui.session.events.event import Event
from nn_ui.session.fields import PageField, Shown, page_fields

MISSING = object()


def asked(shown: dict[str, Shown], setup: Setup) -> Iterator[Event]:
    """What was changed in the fields since the page was last drawn."""
    for field in page_fields(setup):
        value, before = state.value(field.key, MISSING), shown.get(field.key)
        if value is MISSING or before is None or value == before.value:
            continue
        shown[field.key] = Shown(value, field.show(setup))
        if field.key == "problem" and is_generated(value):
            show_output()
        use = partial(_use, field, value)
        # Each problem is a choice of its own, however quickly one follows the other.
        burst = "" if field.key == "problem" else field.key
        notice = suggested_network.started(value) if field.key == "problem" else ""
        yield Event(field.words(value), use, place=field.key, field=burst, notice=notice)


def show(shown: dict[str, Shown], setup: Setup) -> None:
    """Have every field show the setup; one that was refused keeps what was typed until the setup
    has another value there."""
    for field in page_fields(setup):
        option, before = field.show(setup), shown.get(field.key)
        value = state.value(field.key, MISSING)
        is_refused = before is not None and bool(before.refusal) and before.option == option
        if is_refused and value is not MISSING:
            continue
        if value is MISSING or value != option:
            state.put(field.key, option)
        shown[field.key] = Shown(option, option)


def _use(field: PageField, value: object, setup: Setup) -> Setup:
    return field.use(setup, value)
