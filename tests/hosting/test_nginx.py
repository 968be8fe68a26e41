"""The documented way to host for a school, with Debian's nginx and two processes."""

import asyncio
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.benchmarks.classroom.lesson import all_closed
from tests.benchmarks.classroom.pupil import Pupil
from tests.browser.driver import Server, log_faults, running_server
from tests.hosting.nginx import HOW_TO_GET_NGINX, find_nginx, running_nginx
from tests.hosting.visitor import Visitor, uploaded

N_VISITORS = 16  # all on one process by chance: one time in 30,000
TABLE = b"a,b,Target\n0,1,1\n1,0,0\n"


@dataclass(frozen=True)
class Hosting:
    """nginx's address, and the processes behind it."""

    url: str
    processes: tuple[Server, Server]

    def process_of(self, visitor: Visitor, session_id: str) -> int:
        """The place of the process that knows the tab, found by asking both past nginx."""
        statuses = [
            visitor.upload(session_id, "probe", TABLE, process.url) for process in self.processes
        ]
        assert sorted(statuses) == [204, 400]
        return statuses.index(204)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def hosting(project_root: Path, tmp_path: Path) -> Iterator[Hosting]:
    program = find_nginx()
    if program is None:
        # As with the browser: in CI a gap must show.
        stop = pytest.fail if os.environ.get("CI") else pytest.skip
        stop(HOW_TO_GET_NGINX)
    with ExitStack() as stack:
        first = stack.enter_context(running_server(project_root))
        second = stack.enter_context(running_server(project_root))
        urls = (first.url, second.url)
        url = stack.enter_context(running_nginx(program, tmp_path, free_port(), urls))
        yield Hosting(url, (first, second))
        assert [log_faults(process.log()) for process in (first, second)] == [[], []]


def test_a_class_behind_nginx(hosting: Hosting) -> None:
    asyncio.run(visits(hosting))


async def visits(hosting: Hosting) -> None:
    visitors = [Visitor(hosting.url) for _ in range(N_VISITORS)]
    assert {visitor.fetch_page() for visitor in visitors} == {200}
    tabs = [visitor.tab() for visitor in visitors]
    async with all_closed(tabs):
        await asyncio.gather(*(tab.open() for tab in tabs))
        sessions = [tab.page.session_id for tab in tabs]
        places = [hosting.process_of(*pair) for pair in zip(visitors, sessions, strict=True)]
        assert set(places) == {0, 1}

        # Each visitor's requests reach the process that knows the tab: others answer 400.
        for visitor, session_id in zip(visitors, sessions, strict=True):
            assert [visitor.upload(session_id, "again", TABLE) for _ in range(3)] == [204] * 3
        stranger = visitors[places.index(0)]
        assert stranger.upload(sessions[places.index(1)], "again", TABLE) == 400
        assert visitors[0].upload(sessions[0], "large", b"1" * 4_000_000) == 413

        await the_file_is_opened(visitors[0], tabs[0])
        await a_page_of_that_name_may_connect(hosting.url)
        # A connection that was lost is taken up again, and finds its own session.
        await tabs[0].reconnect()
        assert tabs[0].page.session_id == sessions[0]

    await one_process_dies(hosting, visitors, places)


async def the_file_is_opened(visitor: Visitor, tab: Pupil) -> None:
    page = tab.page
    before = page.id_of("table")
    assert visitor.upload(page.session_id, "file", TABLE) == 204
    await tab.run(uploaded(page.id_of("upload"), "file", len(TABLE)))
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


async def one_process_dies(hosting: Hosting, visitors: list[Visitor], places: list[int]) -> None:
    hosting.processes[1].process.kill()
    hosting.processes[1].process.wait()
    left_alone = visitors[places.index(1)]
    for visitor in (left_alone, visitors[places.index(0)], Visitor(hosting.url)):
        assert visitor.fetch_page() == 200
        tab = visitor.tab()
        async with all_closed([tab]):
            await tab.open()
            assert tab.page.id_of("train")
