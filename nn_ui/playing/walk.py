"""Playing one iteration slowly, in the diagram: what is sent of a beat, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from nn_core.explanation.beats import LAYER, NEURON, PRODUCT
from nn_core.explanation.explanation import explain
from nn_core.telling.slow_iteration import slowly
from nn_ui import state
from nn_ui.colours import colours
from nn_ui.figures.walk import beat_picture
from nn_ui.playing.status import Line
from nn_ui.session.session import Session
from nn_ui.tabs.numbers.focus import can_be_shown, place_of
from nn_ui.tabs.numbers.tab import TOO_LARGE

# As long as its words take to be read.
SECONDS_A_BEAT: Final = MappingProxyType({LAYER: 6.0, NEURON: 4.0, PRODUCT: 2.5})
UNREADABLE = "On so many lines numbers cannot be read: a finer grain has them."


@dataclass(frozen=True)
class Walked:
    """What the stage is sent of the present beat, and the line under the transport."""

    line: Line
    message: dict[str, Any]


def handle(session: Session) -> bool:
    """Do what the learner asked for on the diagram, and end it where it cannot be; True where the
    page beside the stage must follow."""
    walk, player = session.view.walk, session.player
    was_on, asked = walk.is_on, state.stage_event("walk")
    if asked is not None:
        walk.ask(asked, player)
    if walk.is_on and (player.is_playing or not can_be_shown(player.snapshot)):
        walk.close()
        if not player.is_playing:
            session.notify(TOO_LARGE.replace("*", ""))
            return True
    return walk.is_on != was_on


def walked(session: Session) -> Walked | None:
    """The present beat; None while there is none: `handle` has ended it where it cannot be."""
    walk, player = session.view.walk, session.player
    if not walk.is_on:
        return None
    count, beat = walk.beats(player)
    explanation, choice = explain(player.snapshot), session.view.choice.fitting(player.experiment)
    row = place_of(choice.row, explanation.rows)
    told = slowly(explanation, row, beat)
    picture = beat_picture(explanation, beat, row, colours(), choice.parameter)
    note = "" if picture.is_readable else f" {UNREADABLE}"
    return Walked(
        Line(f"{told.title}, row {explanation.rows[row] + 1:,}: {told.sentence}{note}"),
        {
            "grain": walk.grain,
            "place": walk.place,
            "count": count,
            "seconds": SECONDS_A_BEAT[walk.grain],
            "ways": picture.ways,
            "figure": picture.figure.to_json(),
        },
    )
