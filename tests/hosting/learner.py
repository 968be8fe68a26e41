"""A learner with an experiment of his own, and what his page says of it."""

import asyncio
from typing import Any

from tests.benchmarks.classroom import checks
from tests.benchmarks.classroom.film import Sample
from tests.benchmarks.classroom.pupil import Pupil

TRAINED, STEPS, GOAL = 1_500, 2, 5_000
PATIENCE = 60.0


async def train(tab: Pupil) -> None:
    """Type the table and seed of the tab's task, and train to a moment in the middle of the run."""
    await tab.edit_table(tab.task.edits)
    await tab.type_number("seed", tab.task.seed)
    await tab.type_number("iterations", TRAINED)
    await tab.press("skip_to_end")
    async with asyncio.timeout(PATIENCE):
        while tab.page.stage["seconds"] is not None:
            await asyncio.sleep(0.05)
    await tab.type_number("iterations", GOAL)
    for _ in range(STEPS):
        await tab.press("step")
    assert _is_right(tab, TRAINED + STEPS)


def moment(tab: Pupil) -> tuple[Any, ...]:
    """All that the stage shows, and the address of it."""
    stage = tab.page.stage
    (frame,) = stage["frames"]
    link = stage["link"]
    return frame["iteration"], frame["readouts"], frame["values"], link["query"], link["experiment"]


async def goes_on_as_before(tab: Pupil) -> None:
    """Train one iteration more, which must be that of the same run."""
    await tab.press("step")
    assert _is_right(tab, TRAINED + STEPS + 1)


def _is_right(tab: Pupil, iteration: int) -> bool:
    """Whether the page shows `iteration` with the digits that the core computes for the task."""
    shown, readouts, *_ = moment(tab)
    assert shown == iteration
    sample = Sample(shown, readouts["prediction"], readouts["loss"])
    return checks.faults(tab.task, [sample]) == [] and tab.page.faults == []
