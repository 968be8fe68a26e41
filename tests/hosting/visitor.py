"""Somebody who opens the page through nginx: cookies, a tab, and a file to upload."""

import http.client
import uuid
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.benchmarks.classroom.pupil import Pupil
from tests.benchmarks.classroom.task import Task

XSRF = "_streamlit_xsrf"
ARTICLE = Task(0)


@dataclass
class Visitor:
    """A browser with its cookies; `url` is where the page is."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)

    def request(
        self, method: str, path: str, body: bytes | None = None, kind: str = "", url: str = ""
    ) -> int:
        """The status of the answer; cookies that it sets are kept. `url` asks another server."""
        server = urlsplit(url or self.url)
        connection = http.client.HTTPConnection(server.netloc, timeout=10)
        headers = {"Cookie": self.cookie, "X-Xsrftoken": self.cookies.get(XSRF, "")}
        try:
            headers |= {"Content-Type": kind or "text/plain"}
            connection.request(method, server.path + path, body, headers)
            answer = connection.getresponse()
            answer.read()
            for line in answer.headers.get_all("Set-Cookie") or []:
                found = SimpleCookie(line)
                self.cookies |= {name: each.value for name, each in found.items()}
            return answer.status
        finally:
            connection.close()

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def fetch_page(self) -> int:
        """Ask for what a browser asks for before it opens the websocket."""
        statuses = {self.request("GET", path) for path in ("/", "/_stcore/host-config")}
        statuses.add(self.request("GET", "/_stcore/health"))
        return max(statuses)

    def tab(self, task: Task = ARTICLE, query: str = "") -> Pupil:
        """A tab, still to be opened, with `query` in its address; the app checks that page and
        websocket have one host."""
        origin = urlsplit(self.url)._replace(path="").geturl()
        tab = Pupil(self.url, task, [("Cookie", self.cookie), ("Origin", origin)])
        tab.page.query = query
        return tab

    def upload(self, session_id: str, file_id: str, content: bytes, url: str = "") -> int:
        """Send a file as the browser does; the status of the answer."""
        mark = uuid.uuid4().hex
        head = (
            f"--{mark}\r\nContent-Disposition: form-data; "
            f'name="file"; filename="table.csv"\r\nContent-Type: text/csv\r\n\r\n'
        )
        body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        path = f"/_stcore/upload_file/{session_id}/{file_id}"
        return self.request("PUT", path, body, f"multipart/form-data; boundary={mark}", url)


def uploaded(widget_id: str, file_id: str, size: int) -> WidgetState:
    """The uploader's value once the file has been sent."""
    state = WidgetState(id=widget_id)
    info = state.file_uploader_state_value.uploaded_file_info.add()
    info.file_id, info.name, info.size = file_id, "table.csv", size
    info.file_urls.file_id = file_id
    return state
