"""What film costs the server as more and more sessions play."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import report
from tests.benchmarks.classroom.lesson import SECONDS_OF_STARTING, Lesson, lesson
from tests.benchmarks.growth import HIGHEST_POWER, power
from tests.benchmarks.log_plot import Plot, svg
from tests.browser.driver import log_faults, running_server

SESSIONS = (1, 3, 10, 30, 100)
SECONDS = 15.0
PICTURE = report.REPORT.parent / "growth-sessions.svg"


@dataclass(frozen=True)
class Cost:
    """So many `sessions` on a server of their own: its processor seconds and megabytes.

    megabytes: what the sessions added to the server's memory; pieces: those of a second.
    """

    sessions: int
    a_second: float
    a_piece: float
    pieces: float
    megabytes: float
    fewest_frames: float
    n_dry: int
    n_faults: int


def costs(
    root: Path,
    sessions: Sequence[int] = SESSIONS,
    seconds: float = SECONDS,
    starting: float = SECONDS_OF_STARTING,
) -> list[Cost]:
    """A lesson for each number of sessions, without visitors, each on a fresh server."""
    found = []
    for number in sessions:
        with running_server(root) as server:
            class_alone = lesson(server, number, seconds, False, False, starting, settling=0)
            held = asyncio.run(class_alone)
            found.append(_cost(held, len(held.faults) + len(log_faults(server.log()))))
    return found


def _cost(held: Lesson, n_faults: int) -> Cost:
    playing, n_pieces = held.playing, len(held.playing.n_bytes)
    return Cost(
        sessions=held.n_pupils,
        a_second=playing.work.server / playing.seconds,
        a_piece=playing.work.server / max(1, n_pieces),
        pieces=n_pieces / playing.seconds,
        megabytes=held.memory.playing - held.memory.before,
        fewest_frames=min(playing.frames_a_second),
        n_dry=playing.n_dry,
        n_faults=n_faults,
    )


def text(found: Sequence[Cost]) -> str:
    """The table, and how the costs grow over the last decade."""
    header = (
        *("sessions", "processor time a piece", "pieces a second", "of a core"),
        *("memory they added", "fewest frames a second", "ran dry"),
    )
    grown = (
        ("processor time a second", power([(one.sessions, one.a_second) for one in found])),
        ("memory", power([(one.sessions, _at_least_a_bit(one)) for one in found])),
    )
    verdicts = [
        (
            name,
            f"{value:.2f}",
            f"in proportion (at most {HIGHEST_POWER})",
            "reached" if value <= HIGHEST_POWER else "missed",
        )
        for name, value in grown
    ]
    names = ("with more sessions", "power, over the last decade", "target", "result")
    return f"""`python -m tests.benchmarks.classroom --growth --write`.
{report.circumstances("numpy", "streamlit", "plotly", "websockets")}

So many sessions play on a server of their own, at 1,000 iterations a second; measured for
{SECONDS:.0f} seconds. Where they are too many for one core, their films get fewer pieces, which are
longer and cost more each.

![Three plots with logarithmic axes](growth-sessions.svg)

{report.table(header, [_row(one) for one in found])}

{report.table(names, verdicts)}"""


def picture(found: Sequence[Cost]) -> str:
    """Time of a piece, time a second, and memory against the number of sessions."""
    names = (
        ("A piece", "seconds of a core", [one.a_piece for one in found]),
        ("All sessions", "share of a core", [one.a_second for one in found]),
        ("Memory added", "MB", [_at_least_a_bit(one) for one in found]),
    )
    return svg(
        [
            Plot(
                title,
                "sessions",
                label,
                tuple(zip([one.sessions for one in found], values, strict=True)),
            )
            for title, label, values in names
        ]
    )


def _at_least_a_bit(one: Cost) -> float:
    # A single session may find room in what the process has already.
    return max(0.1, one.megabytes)


def _row(one: Cost) -> tuple[str, ...]:
    return (
        f"{one.sessions}",
        f"{1000 * one.a_piece:.1f} ms",
        f"{one.pieces:.0f}",
        f"{one.a_second:.0%}",
        f"{one.megabytes:.1f} MB",
        f"{one.fewest_frames:.1f}",
        f"{one.n_dry}",
    )
