"""Streamlit's messages, written and read by the class's browsers."""

import json

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.benchmarks.classroom import protocol
from tests.benchmarks.classroom.page import Page

TRAIN = "$$ID-" + 32 * "a" + "-train"
STAGE = "$$ID-" + 32 * "b" + "-stage"
DONE = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY


def button(widget_id: str) -> ForwardMsg:
    message = ForwardMsg()
    message.delta.new_element.button.id = widget_id
    return message


def stage(data: dict[str, object], message_hash: str = "") -> ForwardMsg:
    message = ForwardMsg(hash=message_hash)
    message.metadata.cacheable = bool(message_hash)
    message.delta.new_element.bidi_component.id = STAGE
    message.delta.new_element.bidi_component.json = json.dumps(data)
    return message


def run_starts(*fragments: str) -> ForwardMsg:
    message = ForwardMsg()
    message.new_session.initialize.session_id = "session"
    message.metadata.run.fragment_ids.extend(fragments)
    return message


def moves(fragment: str) -> ForwardMsg:
    message = ForwardMsg()
    message.auto_rerun.fragment_id, message.auto_rerun.interval = fragment, 0.5
    return message


@pytest.mark.parametrize(
    ("widget_id", "key"),
    [
        (TRAIN, "train"),
        ("$$ID-0123abcd-skip_to_end", "skip_to_end"),
        ("$$ID-0123abcd-with-hyphens", "with-hyphens"),
        ("$$ID-0123abcd-None", None),
        ("$$ID-0123abcd", None),
        ("", None),
    ],
)
def test_the_key_stands_at_the_end_of_the_id(widget_id: str, key: str | None) -> None:
    assert protocol.user_key(widget_id) == key


def test_a_wish_carries_values_and_fragment() -> None:
    states = [protocol.click("a"), protocol.number("b", 7), protocol.text("c", "Fast")]
    sent = BackMsg()
    sent.ParseFromString(protocol.rerun(states, "f", is_auto_rerun=True, cached=["h"]))
    wish = sent.rerun_script
    assert (wish.fragment_id, wish.is_auto_rerun, *wish.cached_message_hashes) == ("f", True, "h")
    first, second, third = wish.widget_states.widgets
    assert (first.id, first.trigger_value) == ("a", True)
    assert (second.id, second.double_value) == ("b", 7.0)
    assert (third.id, third.string_value) == ("c", "Fast")


def test_edited_cells_are_written_as_the_table_editor_does() -> None:
    state = protocol.edited_table("t", {1: {"Input 2": 0.5}})
    assert json.loads(state.string_value) == {
        "edited_rows": {"1": {"Input 2": 0.5}},
        "added_rows": [],
        "deleted_rows": [],
    }


def test_a_page_knows_its_widgets() -> None:
    page = Page()
    page.take(button(TRAIN))
    assert page.id_of("train") == TRAIN
    with pytest.raises(LookupError, match='no widget "step"'):
        page.id_of("step")


def test_a_page_tells_what_comes_by_itself() -> None:
    page = Page()
    page.take(run_starts())
    news = page.take(stage({"seconds": None}))
    assert (news.stage, news.is_piece) == ({"seconds": None}, False)
    assert page.take(ForwardMsg(script_finished=DONE)).page_is_done
    assert page.take(run_starts("f")).run_starts
    assert page.take(stage({"seconds": 1.5})).is_piece
    page.take(stage({"link": {"query": "v=1&t=7"}}))
    assert page.query == "v=1&t=7"


def test_a_run_of_the_page_ends_its_timers() -> None:
    page = Page()
    page.take(moves("f"))
    page.take(run_starts("f"))
    assert page.reruns == {"f": 0.5}
    page.take(run_starts())
    assert page.reruns == {}
    page.take(moves("f"))
    stop = ForwardMsg()
    stop.stop_auto_rerun.fragment_ids.append("f")
    page.take(stop)
    assert page.reruns == {}


def test_a_fragment_that_runs_shows_that_the_page_is_done() -> None:
    page = Page()
    page.take(run_starts())
    assert page.take(run_starts("f")).page_is_done
    assert not page.take(run_starts("f")).page_is_done


def test_a_large_message_comes_once() -> None:
    page = Page()
    page.take(run_starts())
    page.take(stage({"seconds": 2.0}, "large"))
    assert list(page.cached) == []
    page.take(ForwardMsg(script_finished=DONE))
    assert list(page.cached) == ["large"]
    assert page.take(ForwardMsg(ref_hash="large")).stage == {"seconds": 2.0}


def test_exceptions_on_the_page_are_faults() -> None:
    page, message = Page(), ForwardMsg()
    message.delta.new_element.exception.type = "ValueError"
    message.delta.new_element.exception.message = "of all things"
    page.take(message)
    assert page.faults == ["ValueError: of all things"]
