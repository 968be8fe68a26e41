"""What a browser remembers of a page: its widgets, the fragments it must rerun, what went wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.benchmarks.classroom import protocol

STAGE = "stage"
_MOST_TEXTS = 50


@dataclass(frozen=True)
class News:
    """What a message means for who waits for it."""

    run_starts: bool = False
    page_is_done: bool = False
    # The data of the stage component, and whether it came by itself, as a piece of film does.
    stage: dict[str, Any] | None = None
    is_piece: bool = False


@dataclass
class Page:
    """The page so far; `take` reads one message after the other."""

    session_id: str = ""
    # Key -> id of every widget that has a key.
    widgets: dict[str, str] = field(default_factory=dict)
    # Fragment -> seconds after which the browser asks for it again and again.
    reruns: dict[str, float] = field(default_factory=dict)
    # What was sent with every later run, as a browser sends the values of all its widgets.
    values: dict[str, WidgetState] = field(default_factory=dict)
    # What the page showed of exceptions; the app should never show any.
    faults: list[str] = field(default_factory=list)
    # What the address bar says after "?", and what the stage was sent last.
    query: str = ""
    stage: dict[str, Any] = field(default_factory=dict)
    # How far the last bar of progress is, in per cent, and the last plain texts of the page.
    progress: int = 0
    texts: list[str] = field(default_factory=list)
    # Large messages of the last two runs of the page, by their hash, and those of the present run:
    # the server may still refer to the run before the one that it was told of.
    _cache: dict[str, ForwardMsg] = field(default_factory=dict)
    _older_cache: dict[str, ForwardMsg] = field(default_factory=dict)
    _new_cache: dict[str, ForwardMsg] = field(default_factory=dict)
    _is_fragment_run: bool = False
    _is_page_running: bool = False

    @property
    def cached(self) -> Iterable[str]:
        """The hashes of large messages that the server need not send again."""
        return tuple(self._cache)

    def id_of(self, key: str) -> str:
        """The id of the widget with this key; LookupError when the page has none."""
        if key not in self.widgets:
            raise LookupError(f'The page has no widget "{key}".')
        return self.widgets[key]

    def keep(self, state: WidgetState) -> None:
        """Send this value with all later runs, until the widget gets another."""
        self.values[state.id] = state

    def take(self, message: ForwardMsg) -> News:
        """Read one message of the server."""
        if message.WhichOneof("type") == "ref_hash":
            message = (self._older_cache | self._cache | self._new_cache)[message.ref_hash]
        kind = message.WhichOneof("type")
        if kind == "new_session":
            return self._start(message)
        if kind == "auto_rerun":
            self.reruns[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "stop_auto_rerun":
            for fragment_id in message.stop_auto_rerun.fragment_ids:
                self.reruns.pop(fragment_id, None)
        elif kind == "script_finished":
            done = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY
            if message.script_finished == done:  # the others end a fragment, or begin again
                self._finish()
            return News(page_is_done=message.script_finished == done)
        return self._show(message)

    def _start(self, message: ForwardMsg) -> News:
        self.session_id = message.new_session.initialize.session_id
        self._is_fragment_run = bool(message.metadata.run.fragment_ids)
        if self._is_fragment_run:
            # Under load Streamlit drops the word that the page is done when its fragment runs next.
            return News(run_starts=True, page_is_done=self._finish())
        self._is_page_running = True
        self.reruns.clear()  # as the browser does: a page that still moves says so again
        return News(run_starts=True)

    def _finish(self) -> bool:
        """Whether this ends a run of the whole page; its large messages are then remembered."""
        was_running, self._is_page_running = self._is_page_running, False
        if was_running:
            self._older_cache, self._cache = self._cache, self._new_cache
            self._new_cache = {}
        return was_running

    def _show(self, message: ForwardMsg) -> News:
        found = protocol.element(message)
        if found is None:
            return News()
        if message.metadata.cacheable and not self._is_fragment_run:
            self._new_cache[message.hash] = message
        kind, thing = found
        if kind == "exception":
            self.faults.append(f"{thing.type}: {thing.message}")
        elif kind == "progress":
            self.progress = thing.value
        elif kind == "text":
            self.texts = [*self.texts[-_MOST_TEXTS:], thing.body]
        key = protocol.user_key(getattr(thing, "id", ""))
        if key is not None:
            self.widgets[key] = thing.id
        if key != STAGE:
            return News()
        self.stage = protocol.component_data(thing)
        if "link" in self.stage:
            self.query = self.stage["link"]["query"]  # the stage's scripts write it there
        return News(stage=self.stage, is_piece=self._is_fragment_run)
