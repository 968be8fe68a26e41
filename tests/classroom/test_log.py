"""What counts as a fault in the server's log."""

from tests.browser.driver import log_faults

TRACEBACK = "Traceback (most recent call last)"
CLOSED_TWICE = f"""Exception in ASGI application
{TRACEBACK}:
  File "streamlit/web/server/starlette/starlette_websocket.py", line 516, in _websocket_endpoint
starlette.websockets.WebSocketDisconnected: WebSocket is not connected. Need to call "accept" first.

During handling of the above exception, another exception occurred:

{TRACEBACK}:
  File "streamlit/web/server/starlette/starlette_websocket.py", line 524, in _websocket_endpoint
starlette.websockets.WebSocketDisconnected: Cannot call "send" once a close message has been sent.
"""
OURS = f"""{TRACEBACK}:
  File "/app/nn_ui/page.py", line 1, in page
ZeroDivisionError
"""


def test_only_what_is_known_of_streamlit_is_no_fault() -> None:
    assert log_faults("URL: http://127.0.0.1:1\n" + 2 * CLOSED_TWICE) == []
    assert log_faults(OURS) == [TRACEBACK]
    assert log_faults(CLOSED_TWICE + OURS) == [TRACEBACK]
    assert log_faults(OURS + CLOSED_TWICE) == [TRACEBACK]
    assert log_faults(f"Exception in ASGI application\n{OURS}" + CLOSED_TWICE) == [TRACEBACK]
    inside = CLOSED_TWICE.replace("During", OURS + "During")
    assert log_faults(inside) == [TRACEBACK]


def test_an_unknown_setting_is_a_fault() -> None:
    assert log_faults('"server.x" is not a valid config option.') == [
        "is not a valid config option"
    ]
