"""Streamlit's own messages as a browser writes and reads them, for a browser that draws nothing.

A browser sends a BackMsg when the page must be run again, and gets back one ForwardMsg for each
thing on the page. A widget is known by an id that ends with the key that the app gave it.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

WIDGET_ID_START = "$$ID-"
Edits = Mapping[int, Mapping[str, float]]


def user_key(widget_id: str) -> str | None:
    """The key of the widget with this id; None for one to which the app gave no key."""
    if not widget_id.startswith(WIDGET_ID_START):
        return None
    _, _, key = widget_id.removeprefix(WIDGET_ID_START).partition("-")
    return key if key and key != "None" else None


def rerun(
    states: Iterable[WidgetState] = (),
    fragment_id: str = "",
    is_auto_rerun: bool = False,
    cached: Iterable[str] = (),
    query: str = "",
) -> bytes:
    """The wish to run the page, or one fragment of it, with these values of the widgets; `query` is
    what the address bar says after "?"."""
    message = BackMsg()
    wish = message.rerun_script
    wish.widget_states.widgets.extend(states)
    wish.fragment_id = fragment_id
    wish.is_auto_rerun = is_auto_rerun
    wish.query_string = query
    wish.cached_message_hashes.extend(cached)
    wish.context_info.color_scheme = "light"
    return bytes(message.SerializeToString())


def click(widget_id: str) -> WidgetState:
    """A button that is pressed."""
    return WidgetState(id=widget_id, trigger_value=True)


def number(widget_id: str, value: float) -> WidgetState:
    """A number typed into a number field."""
    return WidgetState(id=widget_id, double_value=value)


def text(widget_id: str, value: str) -> WidgetState:
    """What is chosen in a selection box, as it is written there."""
    return WidgetState(id=widget_id, string_value=value)


def edited_table(widget_id: str, edits: Edits) -> WidgetState:
    """Cells typed over in a table editor, as {row: {column: value}}."""
    rows = {str(row): dict(cells) for row, cells in edits.items()}
    changes = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    return WidgetState(id=widget_id, string_value=json.dumps(changes))


def read(data: bytes) -> ForwardMsg:
    """The message that the server sent."""
    message = ForwardMsg()
    message.ParseFromString(data)
    return message


def element(message: ForwardMsg) -> tuple[str, Any] | None:
    """The kind of thing that the message puts on the page, and the thing; None for no thing."""
    if message.WhichOneof("type") != "delta":
        return None
    if message.delta.WhichOneof("type") != "new_element":
        return None
    kind = message.delta.new_element.WhichOneof("type")
    return (kind, getattr(message.delta.new_element, kind)) if kind else None


def component_data(component: Any) -> dict[str, Any]:
    """What the app sent to one of its components in the browser."""
    kind = component.WhichOneof("data")
    written = component.mixed.json if kind == "mixed" else component.bytes or component.json
    found: dict[str, Any] = json.loads(written)
    return found
