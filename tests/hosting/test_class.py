"""nginx sends all who come by a class's link to one process; small servers take its place."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from nn_ui.process.classes import new_code
from tests.hosting.hosted import free_port
from tests.hosting.nginx import HOW_TO_GET_NGINX, find_nginx, running_nginx
from tests.hosting.test_nginx import missing


class Named(BaseHTTPRequestHandler):
    """Answers with its own port."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(str(self.server.server_address[1]).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def named_server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Named)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = find_nginx()
    if program is None:
        missing(HOW_TO_GET_NGINX)
    folder = tmp_path_factory.mktemp("nginx")
    with (
        named_server() as first,
        named_server() as second,
        running_nginx(program, folder, free_port(), (first, second)) as found,
    ):
        yield found


def visit(url: str, query: str = "", cookie: str = "") -> tuple[str, str]:
    """The process that answered, and the cookie after that."""
    headers = {"Cookie": f"neuron_visitor={cookie}"} if cookie else {}
    with urllib.request.urlopen(urllib.request.Request(f"{url}/{query}", headers=headers)) as got:
        said = got.headers.get("Set-Cookie", "")
        name, _, value = said.partition(";")[0].partition("=")
        assert name in ("", "neuron_visitor")
        return got.read().decode(), value or cookie


def test_all_who_come_by_the_link_of_a_class_come_to_one_process(url: str) -> None:
    processes = set()
    for code in (new_code() for _ in range(20)):
        found = set()
        for _ in range(4):
            before, cookie = visit(url)
            assert visit(url, "?lesson=3", cookie) == (before, cookie)
            process, cookie = visit(url, f"?v=1&class={code}", cookie)
            assert cookie == code
            # The page's websocket and its uploads have no code in their addresses.
            assert visit(url, "_stcore/stream", cookie) == (process, code)
            found.add(process)
        assert len(found) == 1
        processes |= found
    assert len(processes) == 2  # both work: 20 codes on one by chance is one time in 500,000


def test_what_is_no_code_leaves_a_visitor_where_they_are(url: str) -> None:
    process, cookie = visit(url)
    for wrong in ("abcdef", "ABCDE", "ABCDEFG", "%0d%0aX", "A;B=C;D"):
        assert visit(url, f"?class={wrong}", cookie) == (process, cookie)
