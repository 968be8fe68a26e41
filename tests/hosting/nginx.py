"""Starts Debian's nginx with the documented configuration, on ports that are free."""

import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "hosting" / "nginx.conf"
HOW_TO_GET_NGINX = "The tests of hosting need nginx: run `sudo apt-get install nginx-light`."
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


@contextmanager
def running_nginx(program: str, folder: Path, port: int, urls: Sequence[str]) -> Iterator[str]:
    """nginx before the servers `urls`, until the block ends; gives its address."""
    site = with_ports(DOCUMENTED.read_text(encoding="utf-8"), port, urls)
    (folder / "neuron.conf").write_text(site, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(AROUND.format(folder=folder, user=user), encoding="utf-8")
    log_path = folder / "nginx.log"
    with log_path.open("wb") as log:
        command = [program, "-p", str(folder), "-c", str(main), "-e", "stderr"]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}{urlsplit(urls[0]).path}"
        _wait_until_up(url, process, log_path)
        yield url
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def _wait_until_up(url: str, process: subprocess.Popen[bytes], log_path: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"nginx did not start. Its log:\n{log_path.read_text()}")
