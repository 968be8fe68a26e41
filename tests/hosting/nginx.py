"""Starts Debian's nginx with the documented configuration, on ports that are free."""

import os
import re
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.hosting.platform import Certificate

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "hosting" / "nginx.conf"
MANUAL = DOCUMENTED.with_name("README.md")
HOW_TO_GET_NGINX = (
    "The tests of hosting need nginx: run `sudo apt-get install nginx-light openssl`."
)
DOCUMENTED_PORTS = ("8501", "8502")
START_SECONDS, STOP_SECONDS = 10.0, 10.0
# What belongs around a file of /etc/nginx/conf.d. Root's folders are closed to other users.
AROUND = """{user}
daemon off;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/neuron.conf;
}}
"""


def find_nginx() -> str | None:
    """The path of nginx; None if there is none."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def with_ports(text: str, port: int, urls: Sequence[str]) -> str:
    """The documented configuration, which listens on `port` and passes on to the servers `urls`,
    changed as documented where they are under a path."""
    text, n_listens = re.subn(r"\blisten 80;", f"listen 127.0.0.1:{port};", text)
    assert n_listens == 1
    for documented, url in zip(DOCUMENTED_PORTS, urls, strict=True):
        text, n_servers = re.subn(
            rf"127\.0\.0\.1:{documented}\b", f"127.0.0.1:{urlsplit(url).port}", text
        )
        assert n_servers == 1
    path = urlsplit(urls[0]).path
    assert text.count("location / {") == 1
    return text.replace("location / {", f"location {path}/ {{")


def with_https(text: str, certificate: Certificate, embedder: str) -> str:
    """The configuration over HTTPS, shown inside pages of `embedder` only, as the manual says."""
    listens, ancestors = re.findall(r"```nginx\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
    listen = re.search(r"listen (127.0.0.1:\d+);", text)
    assert listen is not None
    for documented, ours in (
        ("listen 443 ssl", f"listen {listen[1]} ssl"),
        ("/etc/ssl/neuron/fullchain.pem", f"{certificate.chain}"),
        ("/etc/ssl/neuron/privkey.pem", f"{certificate.key}"),
    ):
        assert listens.count(documented) == 1
        listens = listens.replace(documented, ours)
    text = text.replace(listen[0], listens)
    ancestors = ancestors.replace("https://moodle.example.org", embedder)
    cookie = "add_header Set-Cookie"
    assert text.count(cookie) == ancestors.count(embedder) == 1
    return text.replace(cookie, f"{ancestors}        {cookie}")


@contextmanager
def running_nginx(
    program: str,
    folder: Path,
    port: int,
    urls: Sequence[str],
    change: Callable[[str], str] = str,
    scheme: str = "http",
) -> Iterator[str]:
    """nginx before the servers `urls`, until the block ends; gives its address. `change` is for the
    configuration."""
    site = change(with_ports(DOCUMENTED.read_text(encoding="utf-8"), port, urls))
    (folder / "neuron.conf").write_text(site, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(AROUND.format(folder=folder, user=user), encoding="utf-8")
    log_path = folder / "nginx.log"
    with log_path.open("wb") as log:
        command = [program, "-p", str(folder), "-c", str(main), "-e", "stderr"]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        url = f"{scheme}://127.0.0.1:{port}{urlsplit(urls[0]).path}"
        _wait_until_up(url, process, log_path)
        yield url
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def _wait_until_up(url: str, process: subprocess.Popen[bytes], log_path: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(
                f"{url}/_stcore/health", timeout=2, context=ssl._create_unverified_context()
            ).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"nginx did not start. Its log:\n{log_path.read_text()}")
