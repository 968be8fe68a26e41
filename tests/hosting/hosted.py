"""The app as it is hosted for a school: several processes, and nginx before them."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.browser.driver import Server, running_server
from tests.hosting.nginx import running_nginx
from tests.hosting.visitor import Visitor

TABLE = b"a,b,Target\n0,1,1\n1,0,0\n"


@dataclass(frozen=True)
class Hosting:
    """nginx's address, and the processes behind it."""

    url: str
    processes: tuple[Server, ...]

    def process_of(self, visitor: Visitor, session_id: str) -> int:
        """The place of the process that knows the tab, found by asking both past nginx."""
        statuses = [
            visitor.upload(session_id, "probe", TABLE, process.url) for process in self.processes
        ]
        assert sorted(statuses) == [204, 400]
        return statuses.index(204)


@contextmanager
def hosted(
    program: str,
    root: Path,
    folder: Path,
    n_processes: int = 2,
    under: str = "",
    change: Callable[[str], str] = str,
    scheme: str = "http",
) -> Iterator[Hosting]:
    """The app of `root` on one or two processes behind the nginx at `program`, at the path `under`;
    `folder` is for nginx's own files, `change` for its configuration."""
    with ExitStack() as stack:
        start = partial(running_server, root, under=under)
        processes = tuple(stack.enter_context(start()) for _ in range(n_processes))
        # The documented file has two; one process may take the place of both.
        urls = (processes[0].url, processes[-1].url)
        nginx = running_nginx(program, folder, free_port(), urls, change, scheme)
        url = stack.enter_context(nginx)
        yield Hosting(url, processes)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
