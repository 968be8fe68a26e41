"""Finds a browser, and starts and stops the app's server as a person would start it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_SECONDS = 60.0
STOP_SECONDS = 10.0
NO_SETTINGS: Final = MappingProxyType[str, str]({})
HOW_TO_GET_A_BROWSER = (
    "The browser tests need Chromium: run `sudo apt-get install chromium`, "
    "or set CHROMIUM_PATH to the program."
)
# What must never stand in the server's log: a crash, or a setting that Streamlit does not know.
LOG_FAULTS = ("Traceback (most recent call last)", "is not a valid config option")

# Streamlit 1.67 closes the websocket of a tab that has just closed it: its own traceback, once in
# some thousand runs of the page, after which nothing is amiss.
CLOSED_TWICE = re.compile(
    r"Exception in ASGI application\n(?:(?!Exception in ASGI application).)*?"
    r"WebSocketDisconnected: Cannot call \"send\" once a close message has been sent\.",
    re.DOTALL,
)


@dataclass(frozen=True)
class Server:
    """A running app: where it answers, where its log is, and its process."""

    url: str
    log_path: Path
    process: subprocess.Popen[bytes]

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """End it as a crash does, without a chance to say goodbye."""
        self.process.kill()
        self.process.wait()

    def log(self) -> str:
        """Return everything that the server has printed so far."""
        return self.log_path.read_text(encoding="utf-8", errors="replace")


def find_browser() -> str | None:
    """Return the path of a Chromium; None if there is none. CHROMIUM_PATH goes first."""
    chosen = os.environ.get("CHROMIUM_PATH")
    names = (chosen, *BROWSER_NAMES) if chosen else BROWSER_NAMES
    return next((path for path in map(shutil.which, names) if path), None)


def log_faults(log: str) -> list[str]:
    """Return the entries of LOG_FAULTS that stand in `log`."""
    ours = CLOSED_TWICE.sub(lambda told: told[0] if "/nn_" in told[0] else "", log)
    return [fault for fault in LOG_FAULTS if fault in ours]


@contextmanager
def running_server(
    root: Path,
    script: str = "app.py",
    port: int | None = None,
    under: str = "",
    settings: Mapping[str, str] = NO_SETTINGS,
) -> Iterator[Server]:
    """Run `script` in the folder `root` until the block ends, at `port` or else at a free one, and
    at the path `under`, as "/neuron"; `settings` are for its environment.

    Raises RuntimeError, with the log, if the app is not up after START_SECONDS.
    """
    with tempfile.TemporaryDirectory(prefix="app-server-") as folder:
        log_path = Path(folder) / "server.log"
        port = port or _free_port()
        with log_path.open("wb") as log:
            process = subprocess.Popen(
                [*_command(script, port), *(["--server.baseUrlPath", under] if under else [])],
                cwd=root,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **settings},
            )
        server = Server(f"http://127.0.0.1:{port}{under}", log_path, process)
        try:
            _wait_until_up(server)
            yield server
        finally:
            _stop(process)


def _command(script: str, port: int) -> list[str]:
    address = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    return [sys.executable, "-m", "streamlit", "run", script, *address, "--server.headless", "true"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(server: Server) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.process.poll() is None:
        if _answers(f"{server.url}/_stcore/health"):
            return
        time.sleep(0.1)
    raise RuntimeError(f"The app did not start. Its log:\n{server.log()}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
