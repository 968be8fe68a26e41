"""All that can be asked for, in one ordered list, and what becomes of it.

What was typed comes before what was pressed: who types a number and presses Undo takes the number
back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from nn_core.sharing.setup import Moment, View
from nn_ui.importing import events as importing
from nn_ui.lessons import strip as lessons
from nn_ui.playing import diagram_events, kept_runs, map_drawing, verdict_line
from nn_ui.playing.status import RESUMING, reason_for_change
from nn_ui.session.events.event import Event, Step
from nn_ui.session.examined import Examined
from nn_ui.session.pace import pace
from nn_ui.session.session import Session
from nn_ui.sharing import address, files, views
from nn_ui.sidebar import (
    advising,
    fields,
    pasting,
    problem_list,
    sidebar,
    table_editor,
    table_tools,
    what_fits,
)
from nn_ui.sidebar.options import changes
from nn_ui.tabs import many_seeds
from nn_ui.together import events as together

Reader: TypeAlias = Callable[[Session, float], Iterable[Event | Step]]

# Each reads from the browser what was asked for, and gives it as events: pure functions from a
# setup to the next one.
READERS: Final[tuple[Reader, ...]] = (
    lambda session, _: table_editor.asked(session.editor, session.setup),
    lambda session, _: pasting.asked(session.editor, session.setup),
    lambda session, _: fields.asked(session.fields, session.setup),
    lambda session, now: address.asked(session.sharing, session.stage, session.timeline, now),
    lambda session, _: files.asked(session.sharing),
    lambda session, now: diagram_events.asked(session.player, session.view, now),
    lambda session, _: map_drawing.asked(session),
    lambda session, _: table_tools.asked(session.editor, session.setup),
    lambda session, _: importing.asked(session.editor.imports, session.setup),
    lambda _session, _now: table_tools.steps(),
    verdict_line.asked,
    lambda session, _: advising.asked(session.editor.used(session.setup)),
    lambda session, _: problem_list.asked(session.setup),
    lambda session, now: what_fits.asked(
        session.view.fitting, session.editor, session.player, session.setup, now
    ),
    lambda _session, _now: sidebar.asked(),
    lambda session, now: changes.asked(session.player, session.setup, now),
    lambda session, _: kept_runs.asked(session.player, session.setup, views.shown(session.view)),
    lambda session, _: lessons.asked(session.view.lessons, views.shown(session.view)),
    lambda session, now: together.asked(
        session.view.together, session.view.lessons, session.setup, views.shown(session.view), now
    ),
    lambda session, now: many_seeds.asked(
        session.player, session.view.many, session.setup, views.shown(session.view), now
    ),
)


def handle(session: Session, now: float) -> tuple[Examined, bool]:
    """Do all that was asked for, before anything is drawn. Returns what can be used of the setup,
    and whether it is another experiment."""
    opened, notice = None, ""
    # Looked up before anything is asked for: the next press may cut the run off wherever it touches
    # what Streamlit keeps, and a press that has been read would then be lost.
    view = views.shown(session.view)
    for read in READERS:
        for event in read(session, now):
            opened, notice = take(session, event, view, now) or (opened, notice)
    return settle(session, opened, notice, now)


def take(
    session: Session, event: Event | Step, view: View, now: float
) -> tuple[Moment | None, str] | None:
    """Do what one event asks for. Where it leads to a moment, that and what is then said."""
    before = session.setup
    moment = session.take(event, view, now)
    if moment and isinstance(event, Event) and event.restarts:
        session.player.reset()
    notice = event.notice if isinstance(event, Event) else ""
    if isinstance(event, Event) and event.searches and session.setup != before:
        session.view.fitting.begin(session.setup, is_part=True)
    return (moment, notice) if moment or notice or session.setup != before else None


def settle(
    session: Session, opened: Moment | None, notice: str, now: float
) -> tuple[Examined, bool]:
    """Have the player and all fields follow the setup, and go to the moment that was opened."""
    if opened is not None:
        views.put(opened.view)
        session.view.restore(opened.view)
        session.player.pause(now)
        session.player.change_pace(pace(dict(opened.view).get("pace", "")), now)
    fields.show(session.fields, session.setup)
    player, before = session.player, session.player.experiment
    cursor, found = player.cursor, session.examined()
    is_another = session.train(found, now)
    if opened is not None:
        if found.experiment is not None:
            player.go_to(opened.t, now)
    elif is_another:
        reason = reason_for_change(before, player.experiment, cursor)
        session.notify(RESUMING if session.sharing.is_coming_back else reason)
    if notice:
        session.notify(notice)
    return found, is_another and opened is None
