"""Ten pupils who edit, train, reset, lose the connection and come back, for minutes on end.

What is looked for: memory that only grows, and errors in the server's log.
"""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass

from tests.benchmarks import report
from tests.benchmarks.classroom.lesson import PACE, all_closed
from tests.benchmarks.classroom.measures import resident_megabytes
from tests.benchmarks.classroom.pupil import Pupil
from tests.benchmarks.classroom.task import Task
from tests.browser.driver import Server, log_faults

N_PUPILS = 10
N_TASKS = 80
MOST_LINES = 20
ACTIONS = ("edit", "seed", "train", "reset", "reconnect", "leave")
WEIGHTS = (4, 2, 4, 2, 2, 1)


@dataclass(frozen=True)
class Moment:
    """The server after `seconds`."""

    seconds: float
    megabytes: float
    n_actions: int


@dataclass(frozen=True)
class Soak:
    """How memory went, how often each thing was done, and what went wrong."""

    moments: tuple[Moment, ...]
    done: Counter[str]
    faults: tuple[str, ...]


async def soak(server: Server, seconds: float, n_pupils: int = N_PUPILS) -> Soak:
    """Keep the pupils busy for so long."""
    end = time.monotonic() + seconds
    done: Counter[str] = Counter()
    faults: list[str] = []
    watching = asyncio.create_task(_watch(server, seconds, done))
    await asyncio.gather(
        *(_be_busy(server.url, number, end, done, faults) for number in range(n_pupils))
    )
    faults += log_faults(server.log())
    return Soak(tuple(await watching), done, tuple(faults))


def text(soaked: Soak, minutes: int) -> str:
    """The table of memory over time."""
    rows = [
        (f"{moment.seconds / 60:.1f}", f"{moment.megabytes:.0f} MB", f"{moment.n_actions:,}")
        for moment in soaked.moments
    ]
    actions = ", ".join(f"{soaked.done[name]} times {name}" for name in ACTIONS)
    return f"""`python -m tests.benchmarks.classroom --soak {minutes} --write`.
{report.circumstances("numpy", "streamlit", "plotly", "websockets")}

{N_PUPILS} pupils without a screen on one server process for {minutes} minutes; each does something
every few seconds: {actions}. "Reconnect" takes up the same tab again, "leave" opens another one.
{len(soaked.faults)} errors on the pages and in the server's log.

{report.table(("minute", "the server's memory", "things done"), rows)}"""


async def _watch(server: Server, seconds: float, done: Counter[str]) -> list[Moment]:
    began, moments = time.monotonic(), []
    for number in range(MOST_LINES + 1):
        await asyncio.sleep(max(0.0, began + seconds * number / MOST_LINES - time.monotonic()))
        passed = time.monotonic() - began
        moments.append(Moment(passed, resident_megabytes(server.process.pid), done.total()))
    return moments


async def _be_busy(
    url: str, number: int, end: float, done: Counter[str], faults: list[str]
) -> None:
    chance = random.Random(number)
    task = number
    while time.monotonic() < end:
        pupil = Pupil(url, Task(task))
        async with all_closed([pupil]):
            try:
                await _stay(pupil, chance, end, done)
            except (TimeoutError, ConnectionError) as error:
                faults.append(f"Pupil {number}: {error}")
        faults += pupil.page.faults
        task = chance.randrange(N_TASKS)


async def _stay(pupil: Pupil, chance: random.Random, end: float, done: Counter[str]) -> None:
    """Do one thing after the other, until the pupil leaves or the time is over."""
    await pupil.open()
    await pupil.choose("pace", PACE)
    while time.monotonic() < end:
        (action,) = chance.choices(ACTIONS, WEIGHTS)
        await _do(pupil, action, Task(chance.randrange(N_TASKS)))
        done[action] += 1
        if action == "leave":
            return
        await asyncio.sleep(min(chance.uniform(0.5, 4), max(0.0, end - time.monotonic())))


async def _do(pupil: Pupil, action: str, task: Task) -> None:
    if action == "edit":
        await pupil.edit_table(task.edits)
    elif action == "seed":
        await pupil.type_number("seed", task.seed)
    elif action == "reconnect":
        await pupil.reconnect()
    elif action != "leave":
        await pupil.press(action)
    pupil.pieces.clear()  # this program's own memory is not what is measured
