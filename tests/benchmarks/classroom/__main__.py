"""How well one server process serves a class.

python -m tests.benchmarks.classroom --sessions 30 --seconds 20    # prints the table
python -m tests.benchmarks.classroom --skipper     # and while one pupil skips 10,000,000 iterations
python -m tests.benchmarks.classroom --sessions 25 --seeking 5  # and while five train 1,000 seeds
python -m tests.benchmarks.classroom --sessions 100 --together  # all in one class, with a teacher
python -m tests.benchmarks.classroom --growth      # from 1 session to 100; takes five minutes
python -m tests.benchmarks.classroom --soak 30     # ten pupils for thirty minutes
python -m tests.benchmarks.classroom --deep 30     # the largest network in thirty tabs; ten minutes
Each with --write, which puts the table into docs/benchmarks.md.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import report
from tests.benchmarks.classroom import deep, growth, soak, writing
from tests.benchmarks.classroom.lesson import lesson
from tests.browser.driver import log_faults, running_server

ROOT = Path(__file__).resolve().parents[3]
MOST_SESSIONS, MOST_SECONDS, MOST_MINUTES = 100, 120, 120


def bounded(least: int, most: int) -> Callable[[str], int]:
    """Read a whole number between two bounds, so that a slip of the finger stays harmless."""

    def read(text: str) -> int:
        if text.isdecimal() and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(f"must be a whole number from {least} to {most}")

    return read


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how the app serves a class.")
    parser.add_argument("--sessions", type=bounded(1, MOST_SESSIONS), default=30)
    parser.add_argument("--seconds", type=bounded(2, MOST_SECONDS), default=20)
    parser.add_argument("--skipper", action="store_true", help="one more pupil skips far ahead")
    parser.add_argument(
        "--seeking", type=bounded(1, MOST_SESSIONS), default=0, help="so many more train seeds"
    )
    parser.add_argument("--together", action="store_true", help="the pupils are in one class")
    parser.add_argument("--growth", action="store_true", help="more and more sessions")
    parser.add_argument("--soak", type=bounded(1, MOST_MINUTES), metavar="MINUTES")
    parser.add_argument("--deep", type=bounded(1, MOST_SESSIONS), metavar="TABS")
    parser.add_argument("--write", action="store_true", help="put it into docs/benchmarks.md")
    return parser.parse_args()


def main() -> int:
    chosen = arguments()
    if chosen.growth:
        return _grow(chosen.write)
    if chosen.deep:
        return _deepen(chosen.deep, chosen.write)
    with running_server(ROOT) as server:
        print(f"The server is process {server.process.pid}.", file=sys.stderr)
        if chosen.soak:
            soaked = asyncio.run(soak.soak(server, 60.0 * chosen.soak))
            name, title, text = "soak", "Running for long", soak.text(soaked, chosen.soak)
            faults = soaked.faults
        else:
            held = asyncio.run(
                lesson(
                    server,
                    chosen.sessions,
                    chosen.seconds,
                    chosen.skipper,
                    n_seeking=chosen.seeking,
                    is_together=chosen.together,
                )
            )
            name, title, text = "classroom", "A class on one process", writing.lesson_text(held)
            faults = (*held.faults, *log_faults(server.log()))
            if chosen.sessions > writing.LARGEST_CLASS:
                name, title = "crowd", f"{chosen.sessions} sessions on one process"
            if chosen.together:
                name, title = "together", f"A class of {chosen.sessions} with a teacher"
            if chosen.skipper:
                name, title, text = "skipper", "Fair share", writing.fair_share_text(held)
            elif chosen.seeking:
                name, title = "seeking", "Fair share beside many seeds"
                text = writing.fair_share_text(held)
        log = server.log()
    print(text)
    if faults:
        print(*faults, "The end of the server's log:", log[-6000:], sep="\n", file=sys.stderr)
    if chosen.write:
        report.write_section(name, title, text)
    return 1 if faults else 0


def _grow(must_write: bool) -> int:
    costs = growth.costs(ROOT)
    text = growth.text(costs)
    print(text)
    if must_write:
        report.write_section("growth-sessions", "As the class grows", text)
        growth.PICTURE.write_text(growth.picture(costs), encoding="utf-8")
    return 1 if any(cost.n_faults for cost in costs) else 0


def _deepen(n_tabs: int, must_write: bool) -> int:
    found, faults = deep.deep_on_a_limited_server(ROOT, n_tabs)
    text = deep.text(found)
    print(text)
    print(*faults, sep="\n", file=sys.stderr)
    if must_write:
        report.write_section("deep", "Memory of the largest networks", text)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
