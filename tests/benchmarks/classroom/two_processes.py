"""How much larger a class may be with a second server process, behind the documented nginx.

python -m tests.benchmarks.classroom.two_processes            # prints the table
python -m tests.benchmarks.classroom.two_processes --write    # and puts it into docs/benchmarks.md
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import report
from tests.benchmarks.classroom import checks
from tests.benchmarks.classroom.film import dry_spells, frames_in_time
from tests.benchmarks.classroom.lesson import (
    SECONDS_OF_STARTING,
    all_closed,
    prepare,
    train_in_turn,
)
from tests.benchmarks.classroom.measures import processor_seconds, spread
from tests.benchmarks.classroom.pupil import Pupil
from tests.benchmarks.classroom.task import Task
from tests.browser.driver import log_faults
from tests.hosting.hosted import hosted
from tests.hosting.nginx import HOW_TO_GET_NGINX, find_nginx

ROOT = Path(__file__).resolve().parents[3]
CLASSES = (30, 60, 90)
LEAST_GROWTH = 1.5
SECONDS = 20.0


@dataclass(frozen=True)
class Played:
    """What a class saw: `worked` is the processor time of each process, a second."""

    n_pupils: int
    latencies: tuple[float, ...]
    frames_a_second: tuple[float, ...]
    n_dry: int
    worked: tuple[float, ...]
    faults: tuple[str, ...]


async def play(url: str, pids: Sequence[int], n_pupils: int) -> Played:
    """Hold a lesson at `url`, behind which are the processes `pids`."""
    pupils = [Pupil(url, Task(number)) for number in range(n_pupils)]
    async with all_closed(pupils):
        await asyncio.gather(*(pupil.open() for pupil in pupils))
        await asyncio.gather(*(prepare(pupil) for pupil in pupils))
        await asyncio.gather(*(train_in_turn(pupil) for pupil in pupils))
        await asyncio.sleep(SECONDS_OF_STARTING)
        begin, before = time.monotonic(), [processor_seconds(pid) for pid in pids]
        await asyncio.sleep(SECONDS)
        end, after = time.monotonic(), [processor_seconds(pid) for pid in pids]
    span = end - begin
    pieces = [
        [piece for piece in pupil.pieces if begin <= piece.arrived <= end] for pupil in pupils
    ]
    return Played(
        n_pupils,
        tuple(each.latency for some in pieces for each in some if each.latency is not None),
        tuple(frames_in_time(pupil.pieces, begin, end) / span for pupil in pupils),
        sum(bool(dry_spells(pupil.pieces, begin, end)) for pupil in pupils),
        tuple((late - early) / span for early, late in zip(before, after, strict=True)),
        tuple(fault for pupil in pupils for fault in _faults(pupil)),
    )


def _faults(pupil: Pupil) -> list[str]:
    samples = [piece.sample for piece in pupil.pieces if piece.sample]
    return [*checks.faults(pupil.task, samples), *pupil.page.faults]


def lessons(program: str) -> tuple[list[tuple[int, Played]], list[str]]:
    """Every class on one process and on two, each time with new ones, and what went wrong."""
    found, faults = [], []
    for n_pupils in CLASSES:
        for n_processes in (1, 2):
            with (
                tempfile.TemporaryDirectory(prefix="two-processes-") as folder,
                hosted(program, ROOT, Path(folder), n_processes) as hosting,
            ):
                pids = [each.process.pid for each in hosting.processes]
                played = asyncio.run(play(hosting.url, pids, n_pupils))
                faults += [fault for each in hosting.processes for fault in log_faults(each.log())]
            found.append((n_processes, played))
            faults += played.faults
    return found, faults


def body(found: Sequence[tuple[int, Played]]) -> str:
    """The table and what was measured how."""
    header = (
        "pupils",
        "processes",
        "a piece: median, 95 %, longest",
        "frames in time, a second and pupil: fewest, mean",
        "films that ran dry",
        "processor time of each process",
    )
    # The smallest class does not need a second process.
    verdicts = [_verdict(found, n_pupils) for n_pupils in CLASSES[1:]]
    return f"""`python -m tests.benchmarks.classroom.two_processes --write`.
{report.circumstances("numpy", "streamlit", "websockets")}

The class of the section above, for {SECONDS:.0f} seconds: all pupils come through nginx with the
configuration of docs/hosting, once to one process and once to two, which were started for it. The
pupils' program and nginx run on the same cores.

{report.table(header, [_row(n_processes, played) for n_processes, played in found])}

{report.table(("what", "measured", "target", "result"), verdicts)}"""


def _verdict(found: Sequence[tuple[int, Played]], n_pupils: int) -> tuple[str, ...]:
    one, two = (
        sum(each.frames_a_second)
        for n_processes in (1, 2)
        for number, each in found
        if (number, each.n_pupils) == (n_processes, n_pupils)
    )
    return (
        f"Frames in time a second, all {n_pupils} pupils: one process, two",
        f"{one:,.0f}, {two:,.0f}: {two / one:.1f} times as many",
        f"at least {LEAST_GROWTH} times",
        "reached" if two / one >= LEAST_GROWTH else "missed",
    )


def _row(n_processes: int, played: Played) -> tuple[str, ...]:
    frames = played.frames_a_second
    return (
        f"{played.n_pupils}",
        f"{n_processes}",
        spread(played.latencies).milliseconds() if played.latencies else "no piece came",
        f"{min(frames):.1f}, {sum(frames) / len(frames):.1f}",
        f"{played.n_dry} of {played.n_pupils}",
        ", ".join(f"{share:.0%}" for share in played.worked) + " of a core",
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put it into docs/benchmarks.md")
    chosen = parser.parse_args()
    program = find_nginx()
    if program is None:
        print(HOW_TO_GET_NGINX, file=sys.stderr)
        return 1
    found, faults = lessons(program)
    text = body(found)
    print(text)
    for fault in faults:
        print(fault, file=sys.stderr)
    if chosen.write:
        report.write_section("two_processes", "A class on two processes", text)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
