"""Tabs that each train the network that remembers most: six layers of sixteen neurons, with Adam.

What is looked for: how much memory a tab takes, that the process stays below its limit, and that
closed tabs give their memory back.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nn_ui.process.limit import SETTING
from tests.benchmarks import report
from tests.benchmarks.classroom.lesson import all_closed
from tests.benchmarks.classroom.measures import resident_megabytes
from tests.benchmarks.classroom.pupil import PATIENCE, Pupil
from tests.benchmarks.classroom.task import Task
from tests.browser.driver import Server, log_faults, running_server

QUERY = "v=1&hidden=16_16_16_16_16_16&bias=1&activation=tanh&optimiser=adam&learning_rate=0.001"
ITERATIONS = 10_000
# As docs/hosting/neuron@.service has it.
LIMIT_MEGABYTES = 1024
# Closed tabs are kept for two minutes, in case they come back.
MOST_MINUTES_TO_WAIT = 5
SECONDS_BETWEEN_LOOKS = 5.0
N_FIRST = 5


@dataclass(frozen=True)
class Deep:
    """The server's memory in megabytes: before, after each tab has trained, and after all have
    closed; `returned` after so many seconds. refused: the tabs that it did not take."""

    before: float
    trained: tuple[float, ...]
    after: float
    seconds: float
    refused: int
    faults: tuple[str, ...]

    @property
    def most(self) -> float:
        return max(self.trained)

    @property
    def a_tab(self) -> float:
        """What each of the first tabs took, before runs had to give up records."""
        return (self.trained[N_FIRST - 1] - self.before) / N_FIRST


def deep_on_a_limited_server(root: Path, n_tabs: int) -> tuple[Deep, tuple[str, ...]]:
    """So many tabs on a server of their own, which may take as much as the documented service; and
    what went wrong."""
    with running_server(root, settings={SETTING: f"{LIMIT_MEGABYTES}"}) as server:
        found = asyncio.run(deep(server, n_tabs))
        is_alive = server.process.poll() is None
        faults = (*found.faults, *log_faults(server.log()), *([] if is_alive else ["It died."]))
    return found, faults


async def deep(server: Server, n_tabs: int) -> Deep:
    """Open one tab after the other, and let each train to the end."""
    await _visit(server.url)
    before, trained, refused = resident_megabytes(server.process.pid), [], 0
    tabs = [_tab(server.url, number) for number in range(n_tabs)]
    async with all_closed(tabs):
        for tab in tabs:
            await tab.open()
            if "skip_to_end" in tab.page.widgets:
                await _train(tab)
            else:
                refused += 1
            trained.append(resident_megabytes(server.process.pid))
    faults = tuple(fault for tab in tabs for fault in tab.page.faults)
    after, seconds = await _wait_for_memory(server, before)
    return Deep(before, tuple(trained), after, seconds, refused, faults)


def text(found: Deep) -> str:
    """The table, as it stands in docs/benchmarks.md."""
    rows = [
        ("Before, after one visit", f"{found.before:.0f} MB"),
        (f"With {len(found.trained)} tabs", f"{found.trained[-1]:.0f} MB"),
        ("The most at any time", f"{found.most:.0f} MB"),
        ("Tabs that were refused", f"{found.refused}"),
        ("A tab, as long as there is room", f"{found.a_tab:.0f} MB"),
        (f"{found.seconds:.0f} s after all had closed", f"{found.after:.0f} MB"),
    ]
    return f"""`python -m tests.benchmarks.classroom --deep {len(found.trained)} --write`.
{report.circumstances("numpy", "streamlit")}

Each tab trains a network of six layers of sixteen neurons with Adam for {ITERATIONS:,} iterations,
one after the other, and stays open. The process may take {LIMIT_MEGABYTES:,} MB, as with
`MemoryMax=1G`; at 70 % of that idle runs give up records. {len(found.faults)} errors on the pages.

{report.table(("the server's memory", ""), _as_rows(rows))}"""


def _as_rows(rows: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [list(row) for row in rows]


def _tab(url: str, number: int) -> Pupil:
    tab = Pupil(url, Task(number))
    tab.page.query = f"{QUERY}&seed={number + 1}&iterations={ITERATIONS}"
    return tab


async def _train(tab: Pupil) -> None:
    await tab.press("skip_to_end")
    async with asyncio.timeout(PATIENCE):
        while tab.page.stage["seconds"] is not None:
            await asyncio.sleep(0.05)
    reached = tab.page.stage["frames"][-1]["iteration"]
    assert reached == ITERATIONS, f"Tab {tab.task.number} ended at {reached}: {tab.page.faults}"
    tab.pieces.clear()  # this program's own memory is not what is measured


async def _visit(url: str) -> None:
    visitor = Pupil(url, Task(0))
    async with all_closed([visitor]):
        await visitor.open()


async def _wait_for_memory(server: Server, before: float) -> tuple[float, float]:
    """How much memory there is in the end, and after how many seconds it was so little."""
    began = time.monotonic()
    least, seconds = resident_megabytes(server.process.pid), 0.0
    while time.monotonic() - began < 60 * MOST_MINUTES_TO_WAIT and least > 1.2 * before:
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        now = resident_megabytes(server.process.pid)
        if now < least - 1:
            least, seconds = now, time.monotonic() - began
    return least, seconds
