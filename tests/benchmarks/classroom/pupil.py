"""One pupil's browser: it opens the page, types, presses buttons and asks for the film.

It speaks Streamlit's websocket protocol and draws nothing, so that one machine can be a class.
"""

import asyncio
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.benchmarks.classroom import protocol
from tests.benchmarks.classroom.film import Piece, Sample
from tests.benchmarks.classroom.page import News, Page
from tests.benchmarks.classroom.task import Task

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PATIENCE = 60.0


class Pupil:
    """A browser tab, open from `open` to `close`; `pieces` holds the film that came."""

    def __init__(self, url: str, task: Task, headers: Iterable[tuple[str, str]] = ()) -> None:
        """Raises ValueError for a server on another machine: this is no tool against others."""
        if urlsplit(url).hostname not in LOOPBACK:
            raise ValueError(f"The class is only for a server on this machine, not for {url}.")
        self.url = url.replace("http", "ws", 1).rstrip("/") + "/_stcore/stream"
        self.task = task
        self.headers = list(headers)
        self.page = Page()
        self.pieces: list[Piece] = []
        self._connection: ClientConnection | None = None
        self._jobs: dict[str, asyncio.Task[None]] = {}
        self._page_is_done = asyncio.Event()
        # When the film was asked for: before the run that is being made, and for it.
        self._asked: list[float] = []
        self._answering: list[float] = []

    async def open(self) -> float:
        """Open the page; the seconds until its first run has ended."""
        began = time.monotonic()
        await self._connect()
        await self.run()
        return time.monotonic() - began

    async def reconnect(self) -> None:
        """Lose the connection and take it up again, as after a moment without network."""
        await self.close()
        await self._connect()
        await self.run()

    async def run(self, *states: WidgetState) -> None:
        """Run the page with these widgets changed, and wait for its end."""
        self._page_is_done.clear()
        values = [*self.page.values.values(), *states]
        await self._send(protocol.rerun(values, cached=self._cached, query=self.page.query))
        await self._wait_until_done()

    async def press(self, key: str) -> None:
        """Press the button with this key."""
        await self.run(protocol.click(self.page.id_of(key)))

    async def type_number(self, key: str, value: float) -> None:
        await self._fill(protocol.number(self.page.id_of(key), value))

    async def choose(self, key: str, label: str) -> None:
        await self._fill(protocol.text(self.page.id_of(key), label))

    async def edit_table(self, edits: protocol.Edits) -> None:
        await self._fill(protocol.edited_table(self.page.id_of("table"), edits))

    async def close(self) -> None:
        """Close the tab."""
        for job in self._jobs.values():
            job.cancel()
        await asyncio.gather(*self._jobs.values(), return_exceptions=True)
        self._jobs.clear()
        if self._connection is not None:
            await self._connection.close()

    @property
    def _cached(self) -> Iterable[str]:
        return self.page.cached

    async def _fill(self, state: WidgetState) -> None:
        self.page.keep(state)
        await self.run()

    async def _connect(self) -> None:
        # Streamlit sends the session to be taken up again as the third of the "subprotocols".
        session = ["no-token", self.page.session_id] if self.page.session_id else []
        self._connection = await connect(
            self.url,
            subprotocols=["streamlit", *session],  # type: ignore[list-item]
            additional_headers=self.headers,
            max_size=None,
            open_timeout=PATIENCE,
            proxy=None,
        )
        self._jobs["receive"] = asyncio.create_task(self._receive(self._connection))

    async def _wait_until_done(self) -> None:
        done = asyncio.create_task(self._page_is_done.wait())
        receiving = self._jobs["receive"]
        waited = {done, receiving}
        await asyncio.wait(waited, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        done.cancel()
        if self._page_is_done.is_set():
            return
        if receiving.done():
            receiving.result()
            raise ConnectionError("The server closed the connection during a run of the page.")
        raise TimeoutError(f"The page was not done after {PATIENCE:.0f} seconds.")

    async def _send(self, message: bytes) -> None:
        assert self._connection is not None, "The page has not been opened."
        await self._connection.send(message)

    async def _receive(self, connection: ClientConnection) -> None:
        async for data in connection:
            arrived = time.monotonic()
            news = self.page.take(protocol.read(bytes(data)))  # type: ignore[arg-type]
            self._keep_timers()
            if news.run_starts:
                self._answering, self._asked = [*self._answering, *self._asked], []
            if news.stage is not None:
                self._take_film(news, news.stage, arrived, len(data))
            if news.page_is_done:
                self._page_is_done.set()

    def _take_film(self, news: News, stage: dict[str, Any], arrived: float, n_bytes: int) -> None:
        latency = None
        if news.is_piece and self._answering:
            latency = arrived - self._answering[0]
        self._answering = []
        if stage["seconds"] is not None:
            times = tuple(frame["time"] for frame in stage["frames"])
            sample = _sample(stage["frames"][-1]) if stage["frames"] else None
            piece = Piece(arrived, stage["seconds"], times, latency, n_bytes, sample)
            self.pieces.append(piece)

    def _keep_timers(self) -> None:
        """A timer for each fragment that moves by itself, as the browser's setInterval."""
        reruns = self.page.reruns
        for name in [name for name in self._jobs if name != "receive" and name not in reruns]:
            self._jobs.pop(name).cancel()
        for fragment_id, interval in reruns.items():
            if fragment_id not in self._jobs:
                job = self._ask_again_and_again(fragment_id, interval)
                self._jobs[fragment_id] = asyncio.create_task(job)

    async def _ask_again_and_again(self, fragment_id: str, interval: float) -> None:
        due = time.monotonic()
        while True:
            due += interval
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            wish = protocol.rerun(
                self.page.values.values(),
                fragment_id,
                is_auto_rerun=True,
                cached=self._cached,
                query=self.page.query,
            )
            self._asked.append(time.monotonic())
            try:
                await self._send(wish)
            except ConnectionClosed:
                return


def _sample(frame: dict[str, Any]) -> Sample:
    shown = frame["readouts"]
    return Sample(frame["iteration"], shown["prediction"], shown["loss"])
