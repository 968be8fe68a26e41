"""The documented way to host for a school, with Debian's nginx and two processes."""

import asyncio
import gzip
import os
import re
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.benchmarks.classroom.lesson import all_closed
from tests.benchmarks.classroom.measures import processor_seconds
from tests.benchmarks.classroom.pupil import Pupil
from tests.benchmarks.classroom.task import Task
from tests.browser.driver import log_faults
from tests.hosting import learner
from tests.hosting.hosted import TABLE, Hosting, hosted
from tests.hosting.nginx import HOW_TO_GET_NGINX, find_nginx
from tests.hosting.visitor import Visitor, uploaded

N_VISITORS = 16  # all on one process by chance: one time in 30,000
SECONDS_OF_PLAY = 3.0
PATH = "/neuron"


def missing(how_to_get_it: str) -> NoReturn:
    """As with the browser: in CI a gap must show."""
    stop = pytest.fail if os.environ.get("CI") else pytest.skip
    stop(how_to_get_it)


@contextmanager
def hosting(
    root: Path,
    folder: Path,
    n_processes: int = 2,
    under: str = "",
    change: Callable[[str], str] = str,
    scheme: str = "http",
) -> Iterator[Hosting]:
    program = find_nginx()
    if program is None:
        missing(HOW_TO_GET_NGINX)
    with hosted(program, root, folder, n_processes, under, change, scheme) as running:
        yield running
        logs = [process.log() for process in running.processes]
        assert not any(map(log_faults, logs)), "\n".join(logs)


def test_a_class_behind_nginx(project_root: Path, tmp_path: Path) -> None:
    with hosting(project_root, tmp_path) as running:
        asyncio.run(visits(running))


def test_under_a_path(project_root: Path, tmp_path: Path) -> None:
    with hosting(project_root, tmp_path, n_processes=1, under=PATH) as running:
        assert running.url.endswith(PATH)
        asyncio.run(a_visit(running))


async def visits(running: Hosting) -> None:
    visitors = [Visitor(running.url) for _ in range(N_VISITORS)]
    assert {visitor.fetch_page() for visitor in visitors} == {200}
    tabs = [visitor.tab() for visitor in visitors]
    async with all_closed(tabs):
        await asyncio.gather(*(tab.open() for tab in tabs))
        sessions = [tab.page.session_id for tab in tabs]
        places = [running.process_of(*pair) for pair in zip(visitors, sessions, strict=True)]
        assert set(places) == {0, 1}

        # Each visitor's requests reach the process that knows the tab: others answer 400.
        for visitor, session_id in zip(visitors, sessions, strict=True):
            assert [visitor.upload(session_id, "again", TABLE) for _ in range(3)] == [204] * 3
        stranger = visitors[places.index(0)]
        assert stranger.upload(sessions[places.index(1)], "again", TABLE) == 400
        assert visitors[0].upload(sessions[0], "large", b"1" * 4_000_000) == 413

        await the_work_is_shared_out(running, tabs, places)
        await the_file_is_opened(visitors[0], tabs[0])
        await a_page_of_that_name_may_connect(running.url)
        # A connection that was lost is taken up again, and finds its own session.
        await tabs[0].reconnect()
        assert tabs[0].page.session_id == sessions[0]

    await one_process_dies(running, visitors, places)


def the_scripts_are_compressed(running: Hosting) -> None:
    page = fetched(f"{running.url}/").decode()
    script = re.search(r'src="\./(static/js/[^"]+)"', page)
    assert script is not None
    content = fetched(f"{running.url}/{script[1]}")
    packed = fetched(f"{running.url}/{script[1]}", coding="gzip")
    assert gzip.decompress(packed) == content


def fetched(url: str, coding: str = "identity") -> bytes:
    request = urllib.request.Request(url, headers={"Accept-Encoding": coding})
    with urllib.request.urlopen(request) as answer:
        return bytes(answer.read())


async def the_work_is_shared_out(running: Hosting, tabs: list[Pupil], places: list[int]) -> None:
    """Each process works for its own tabs only: so two of them have room for a larger class."""
    before = [processor_seconds(process.process.pid) for process in running.processes]
    await asyncio.gather(*(tab.press("train") for tab in tabs))
    await asyncio.sleep(SECONDS_OF_PLAY)
    assert all(tab.pieces for tab in tabs)
    after = [processor_seconds(process.process.pid) for process in running.processes]
    worked = [late - early for early, late in zip(before, after, strict=True)]
    for place in (0, 1):
        share = worked[place] / sum(worked)
        assert share == pytest.approx(places.count(place) / len(tabs), abs=0.2)


async def the_file_is_opened(visitor: Visitor, tab: Pupil) -> None:
    page = tab.page
    before = page.id_of("table")
    assert visitor.upload(page.session_id, "file", TABLE) == 204
    await tab.run(uploaded(page.id_of("upload"), "file", len(TABLE)))
    await tab.press("use_table")
    assert page.id_of("table") != before  # another table is another editor
    assert page.faults == []


async def a_page_of_that_name_may_connect(url: str) -> None:
    """The app compares the page's host with the one that was asked, which nginx must pass on."""
    name, port = "neuron.example.org", urlsplit(url).port
    where = f"ws://{name}/_stcore/stream"
    async with connect(where, origin=f"http://{name}", host="127.0.0.1", port=port, proxy=None):
        pass
    with pytest.raises(InvalidStatus):
        await connect(where, origin="http://other.org", host="127.0.0.1", port=port, proxy=None)


async def one_process_dies(running: Hosting, visitors: list[Visitor], places: list[int]) -> None:
    """Everybody can open the page, and finds on it what the address says."""
    left_alone, unconcerned = (visitors[places.index(place)] for place in (1, 0))
    task = Task(7)
    before, other = left_alone.tab(task), unconcerned.tab()
    async with all_closed([before, other]):
        await asyncio.gather(before.open(), other.open())
        await learner.train(before)
        moment = learner.moment(before)
        assert running.process_of(left_alone, before.page.session_id) == 1

        running.processes[1].process.kill()
        running.processes[1].process.wait()

        assert left_alone.fetch_page() == 200
        after = left_alone.tab(task, before.page.query)
        async with all_closed([after]):
            await after.open()
            assert learner.moment(after) == moment
            await learner.goes_on_as_before(after)

        session_id = other.page.session_id
        await other.press("step")
        assert other.page.session_id == session_id
    newcomer = Visitor(running.url)
    assert newcomer.fetch_page() == 200
    tab = newcomer.tab()
    async with all_closed([tab]):
        await tab.open()
        assert tab.page.id_of("train")


async def a_visit(running: Hosting) -> None:
    visitor = Visitor(running.url)
    assert visitor.fetch_page() == 200
    the_scripts_are_compressed(running)
    tab = visitor.tab()
    async with all_closed([tab]):
        await tab.open()
        await the_file_is_opened(visitor, tab)
