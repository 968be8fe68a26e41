"""A learning platform: a site of its own, over HTTPS, whose page shows the app in an iframe."""

import re
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "hosting" / "README.md"


@dataclass(frozen=True)
class Certificate:
    """The files of a certificate that nobody has signed but itself."""

    chain: Path
    key: Path


def certificate(folder: Path) -> Certificate:
    """A new certificate for this machine, made by openssl."""
    made = Certificate(folder / "chain.pem", folder / "key.pem")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
            *("-keyout", f"{made.key}", "-out", f"{made.chain}"),
        ],
        check=True,
        capture_output=True,
    )
    return made


@dataclass
class Platform:
    """`url` is its page, which shows the app as the manual says once `app` has its address."""

    url: str
    app: str = field(default="")

    @property
    def html(self) -> str:
        frame = re.search(r"```html\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
        assert frame is not None
        documented = "https://neuron.example.org"
        assert frame[1].count(documented) == 1
        return f"<!doctype html><title>Course</title>{frame[1].replace(documented, self.app)}"


@contextmanager
def running_platform(files: Certificate) -> Iterator[Platform]:
    """The platform, until the block ends. For a browser localhost is another site than 127.0.0.1,
    where the app is."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = urlsplit(self.path).path == "/"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if found:
                self.wfile.write(platform.html.encode())

        def log_message(self, *told: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.chain, files.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    platform = Platform(f"https://localhost:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield platform
    finally:
        server.shutdown()
        server.server_close()
