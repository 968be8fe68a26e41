"""The pieces of film as they came in, and what a browser could have shown of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from nn_ui.stage.message import TIMING

# Seconds that the browser stays behind the server.
DELAY = TIMING["delay"]
# A frame that comes no later than this after its time is on the screen in time.
ONE_FRAME = 1 / 30
# A screen that stands still for less than this after its last frame has not run dry.
UNSEEN = 0.1


@dataclass(frozen=True)
class Sample:
    """What the stage wrote above the charts at `iteration`."""

    iteration: int
    prediction: str
    loss: str


@dataclass(frozen=True)
class Piece:
    """One message to the stage while it plays.

    `arrived` is the browser's clock, `seconds` and `times` are seconds since play began on the
    server's clock, `latency` the seconds since the browser asked; None for the piece that came
    with the whole page. `sample` is the piece's last frame.
    """

    arrived: float
    seconds: float
    times: tuple[float, ...]
    latency: float | None = None
    n_bytes: int = 0
    sample: Sample | None = None


def dry_spells(pieces: Sequence[Piece], begin: float, end: float) -> list[float]:
    """How long the screen stood still each time that the frames were over before the next came,
    where that ended between `begin` and `end`; frames that have still not come count at `end`.

    The browser's clock goes by the message that travelled fastest, as in film.js.
    """
    spells: list[float] = []
    began, last = float("inf"), 0.0
    for number, piece in enumerate(pieces):
        began = min(began, piece.arrived - piece.seconds)
        if number and begin <= piece.arrived <= end:
            spells.append(piece.arrived - began - DELAY - last)
        last = max(last, *piece.times) if piece.times else last
    if pieces:
        spells.append(end - began - DELAY - last)
    return [spell for spell in spells if spell > UNSEEN]


def frames_in_time(pieces: Sequence[Piece], begin: float, end: float) -> int:
    """The frames whose time on the screen lies between `begin` and `end`, and that were there."""
    count, began, last = 0, float("inf"), -1.0
    for piece in pieces:
        began = min(began, piece.arrived - piece.seconds)
        for time in piece.times:
            due = began + DELAY + time
            count += time > last and begin <= due <= end and piece.arrived <= due + ONE_FRAME
            last = max(last, time)
    return count
