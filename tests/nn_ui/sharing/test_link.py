"""The page and its link: what one shows the other says, and any link opens a page that works."""

from __future__ import annotations

import time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from nn_core.sharing.link import LEFT_OUT, from_query, query_in
from nn_core.sharing.link_marks import received
from nn_ui.session import player as learner_file
from nn_ui.sharing.address import to_keep
from nn_ui.sharing.views import VIEWS
from nn_ui.tabs.tab_names import NUMBERS, TRUTH
from tests.nn_ui.test_journeys import (
    APP,
    choose,
    edit,
    fine,
    in_field,
    line,
    opened,
    player,
    press,
    readouts,
    sent,
    texts,
    type_in,
)


def opened_at(**query: str) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=60)
    page.query_params.update(query)
    return fine(page.run())


def link(page: AppTest) -> str:
    found: str = sent(page)["link"]["query"]
    return found


def reopened(page: AppTest) -> AppTest:
    return opened_at(**query_in(link(page)))


def go_back(page: AppTest, query: str, step: int = 1, *, resumed: bool = False) -> AppTest:
    """What the browser reports when Back has led to the entry with this address, or when a new
    server has taken over a page with it."""
    event = {"search": f"?{query}", "step": step, "resumed": resumed}
    page.session_state["stage"] = {"history": event}
    fine(page.run())
    page.session_state["stage"] = {}
    return page


def notices(page: AppTest) -> list[str]:
    kept: tuple[str, ...] = page.session_state["session"].sharing.complaints
    assert set(kept) <= set(texts(page))
    return list(kept)


def test_a_new_page_has_no_link_and_says_nothing() -> None:
    page = opened()
    assert link(page) == ""
    assert notices(page) == []


LINKS: tuple[dict[str, str], ...] = (
    {"t": "100"},
    {"problem": "xor", "hidden": "4", "activation": "tanh", "bias": "1", "t": "250"},
    {"problem": "spiral", "points": "40", "noise": "0.2", "data_seed": "7", "t": "5"},
    {"table": "1_0_0~0_1_1~0.1_1e-05_0.25", "inputs": "a*b~$x$", "targets": "T", "t": "9"},
    {
        "learning_rate": "0.1",
        "loss": "cross_entropy",
        "optimiser": "adam",
        "batch": "2",
        "l1": "0.001",
        "l2": "0.02",
        "seed": "4294967295",
        "changes": "3_rate_0.5~7_p1_0.25",
        "features": "square_1~product_1_2",
        "scale": "1",
        "held_back": "0.25",
        "stop_loss": "0.01",
        "stop_right": "1",
        "example": "0_1_0.5",
        "iterations": "50",
        "t": "20",
    },
    {"tab": "numbers", "panel": "output", "pace": "100", "log_iterations": "0", "log_loss": "1"},
)


@pytest.mark.parametrize("query", LINKS)
def test_the_page_of_a_link_says_the_same_link(query: dict[str, str]) -> None:
    page = opened_at(**query)
    assert notices(page) == []
    found = dict(received(query_in(link(page))).query)
    assert found.pop("v") == "1"
    query = {"t": "0", **query}
    assert found == query or {"problem": "own", **query} == found
    (setup, t, _), _ = from_query(query, VIEWS)
    assert player(page).experiment == setup.experiment()
    assert (player(page).cursor, player(page).goal) == (t, setup.iterations)


def test_a_link_brings_back_every_digit() -> None:
    page = edit(choose(opened(), "or"), edited_rows={0: {"Input 1": 0.125}})
    type_in(page, "hidden_layers", 2)
    type_in(page, "seed", 12)
    fine(page.slider(key="timeline").set_value(1234).run())
    again = reopened(page)
    assert player(again).experiment == player(page).experiment
    assert readouts(again) == readouts(page)
    assert link(again) == link(page)
    assert "New run" not in line(again)
    # It stays when something else on the page is pressed.
    assert readouts(fine(again.toggle(key="log_loss").set_value(True).run())) == readouts(page)


def test_a_link_that_was_cut_off_says_so_and_opens_what_is_left() -> None:
    page = choose(opened(), "xor")
    type_in(page, "seed", 12)
    fine(page.slider(key="timeline").set_value(1234).run())
    whole = link(page)
    assert whole == "parts=v.t.problem.seed&v=1&t=1234&problem=xor&seed=12&end=1"
    # The last two letters of the number are lost: 12 would be another moment.
    cut = opened_at(**query_in(whole[: whole.index("34&")]))
    assert notices(cut) == [
        "The link was cut off: the iteration on the screen, the problem and the seed are missing. "
        "Copy it again, or go on with the rest."
    ]
    assert player(cut).cursor == 0
    assert "open as far as it could be read" in line(cut)
    cut = opened_at(**query_in(whole[: whole.index("2&end")]))
    assert "the seed is missing" in notices(cut)[0]
    assert player(cut).cursor == 1234
    assert in_field(cut, "seed") == 1


def test_a_link_with_marks_of_a_chat_program_is_whole() -> None:
    page = type_in(choose(opened(), "or"), "seed", 12)
    for damaged in (link(page).replace("&", "&amp;"), f"{link(page)}).", "?problem=or&seed=12."):
        again = opened_at(**query_in(damaged))
        assert notices(again) == []
        assert player(again).experiment == player(page).experiment


def test_the_view_of_a_link_is_open() -> None:
    page = opened_at(tab="truth", panel="output", pace="1000", log_loss="1", log_iterations="0")
    assert page.session_state["tabs"] == TRUTH
    assert page.selectbox(key="pace").value == "1000"
    assert page.toggle(key="log_loss").value
    assert not page.toggle(key="log_iterations").value
    assert "output" in sent(page)["figures"]
    assert opened_at(tab="numbers").session_state["tabs"] == NUMBERS


def test_what_a_link_sets_is_sent_again_when_the_page_runs_again_at_once() -> None:
    # Streamlit drops what the first run had not sent yet, and sends a value that a run has set only
    # with that run.
    page = opened_at(iterations="77", log_iterations="0", panel="output")
    has_not_arrived(page)
    fine(page.toggle(key="log_loss").set_value(True).run())
    assert page.text_input(key="iterations").proto.set_value
    assert page.toggle(key="log_iterations").proto.set_value
    assert not page.toggle(key="log_loss").proto.set_value
    # What the learner has changed in between is not set back, and what the browser still shows from
    # before is no change of his.
    has_not_arrived(page)
    page.text_input(key="iterations").set_value(None)
    fine(page.toggle(key="log_loss").set_value(False).run())
    assert (in_field(page, "iterations"), player(page).goal) == (77, 77)
    type_in(page, "iterations", 55)
    assert (in_field(page, "iterations"), player(page).goal) == (55, 55)
    assert not page.text_input(key="iterations").proto.set_value


def test_what_has_arrived_is_not_sent_again() -> None:
    page = fine(opened_at(iterations="77").run())
    assert not page.text_input(key="iterations").proto.set_value
    type_in(page, "iterations", 10_000)
    assert player(page).goal == 10_000


def has_not_arrived(page: AppTest) -> None:
    """The browser has no drawing of the page in full yet when the learner does something."""
    page.text_input(key="drawn").set_value("")


def test_a_link_that_takes_long_goes_on_as_a_film(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    page = opened_at(iterations="10000000", t="10000000", pace="100")
    assert player(page).is_playing
    assert player(page).cursor < 10_000_000
    press(page, "train")
    assert not player(page).is_playing


HOSTILE: tuple[dict[str, str], ...] = (
    {"t": "-1", "iterations": "1e99", "seed": "nan", "learning_rate": "inf", "hidden": "999999"},
    {"table": "z!!!!", "inputs": "<script>alert(1)</script>", "problem": "../../etc/passwd"},
    {"table": "1_2_3~x", "example": "1_2_3_4_5_6", "held_back": "7", "batch": "-3"},
    {"table": "none"},
    {"table": "1e300_1~0_1", "targets": "~~~~"},
    {"table": "_~_"},
    {"panel": "<b>", "tab": "numbers;drop", "pace": "0", "log_loss": "maybe", "v": "99"},
    {"changes": "5_p99999_1~x_y", "features": "square_77~cube_1", "left_out": "table <i> changes"},
    {"problem": "moons", "points": "3", "noise": "0.123", "data_seed": "-1"},
    {"held_back": "0.333", "problem": "circle", "loss": "cross_entropy", "output": "identity"},
    {"stop_loss": "-1", "optimiser": "magic", "weights": "x" * 5000, "unheard": "of"},
    {"left_out": "nothing", "embed": "maybe", "$\\LaTeX$": "**bold**"},
)


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_link_opens_and_complains_in_plain_text(query: dict[str, str]) -> None:
    page = opened_at(**query)
    if query != {"table": "none"} and "_~_" not in query.values():
        assert notices(page)
    assert all("<" not in each.value or "$" in each.value for each in page.caption)
    fine(page.button(key="step").click().run())
    if notices(page):
        assert notices(press(page, "close_notices")) == []


def test_points_that_the_page_cannot_make_are_a_table_of_ones_own() -> None:
    page = opened_at(problem="moons", points="4", t="3")
    assert page.session_state["session"].setup.problem == "own"
    assert "table of your own" in notices(page)[0]
    moment, _ = from_query({"problem": "moons", "points": "4"}, VIEWS)
    assert player(page).experiment == moment.setup.experiment()


def test_back_returns_to_the_experiment_before_and_undo_to_the_one_left() -> None:
    page = fine(opened().slider(key="timeline").set_value(50).run())
    first, before = sent(page)["link"], readouts(page)
    type_in(choose(page, "xor"), "hidden_layers", 1)
    fine(page.slider(key="timeline").set_value(30).run())
    second, after = sent(page)["link"], readouts(page)
    assert second["experiment"] != first["experiment"]

    go_back(page, first["query"])
    assert sent(page)["link"] == {**first, "step": 1}
    assert readouts(page) == before
    assert "history" in line(page)

    press(page, "undo")
    assert sent(page)["link"] == {**second, "step": 1}
    assert readouts(page) == after
    assert in_field(page, "hidden_layers") == 1


def test_another_moment_is_no_other_experiment() -> None:
    page = opened()
    names = set()
    for act in (
        lambda: press(page, "step"),
        lambda: type_in(page, "iterations", 20_000),
        lambda: fine(page.toggle(key="log_loss").set_value(True).run()),
    ):
        act()
        names.add(sent(page)["link"]["experiment"])
    assert len(names) == 1
    type_in(page, "seed", 2)
    assert sent(page)["link"]["experiment"] not in names


def long_table() -> AppTest:
    """A page with a table that no link has room for, at iteration 1."""
    page = choose(opened(), "spiral")
    edit(page, edited_rows={row: {"x1": row / 977} for row in range(200)})
    fine(page.run())
    return press(page, "step")


def test_what_is_too_long_for_a_link_is_said_and_kept_by_the_browser() -> None:
    page = long_table()
    said, shown = sent(page)["link"], readouts(page)
    kept = to_keep(page.session_state["session"].sharing)
    assert len(said["query"]) < 1900
    assert query_in(said["query"])[LEFT_OUT] == "table"
    assert any("too long for a link: save the experiment as a file" in each for each in texts(page))
    again = reopened(page)
    assert "no room for the table" in notices(again)[0]
    assert kept["experiment"] == said["experiment"] != sent(again)["link"]["experiment"]
    go_back(again, kept["whole"].replace("&t=0", "&t=1"), resumed=True)
    assert notices(again) == []
    assert readouts(again) == shown
    assert sent(again)["link"]["query"] == said["query"]
    assert again.button(key="undo").disabled
    choose(again, "xor")
    assert to_keep(again.session_state["session"].sharing)["whole"] == ""


def test_a_page_that_a_new_server_takes_over_is_where_it_was() -> None:
    page = opened_at(problem="xor", seed="3")
    fine(page.slider(key="timeline").set_value(321).run())
    shown, name = readouts(page), sent(page)["link"]["session"]
    other = opened_at(problem="xor", seed="3")
    assert sent(other)["link"]["session"] != name
    go_back(other, link(page), resumed=True)
    assert readouts(other) == shown
    assert "connection was lost" in line(other)
    # Nothing was changed that could be taken back.
    assert other.button(key="undo").disabled


@pytest.mark.parametrize(
    "event",
    [
        "text",
        {},
        {"step": "1", "search": "?seed=2"},
        {"step": 1, "search": 5},
        {"step": 1, "search": "<script>"},
        {"step": 1, "search": "?seed=" + "9" * 500_000, "resumed": [1]},
    ],
)
def test_a_strange_step_through_the_history_changes_nothing(event: Any) -> None:
    page = opened()
    before = player(page).experiment
    page.session_state["stage"] = {"history": event}
    fine(page.run())
    assert player(page).experiment == before


def resumed(step: int, t: int) -> dict[str, object]:
    search = f"?v=1&problem=xor&iterations=1000000&t={t}"
    return {"history": {"step": step, "search": search, "resumed": True}}


def test_a_page_that_had_lost_its_server_says_that_it_comes_back_until_it_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    monkeypatch.setattr("nn_ui.sharing.address._has_lost_its_server", lambda: True)
    page = opened_at(problem="xor")
    # The new server is told of what stood in the fields, but not of the moment.
    type_in(page, "seed", 4)
    assert line(page) == "The page comes back to where it was."
    assert sent(page)["link"]["comes_back"]
    page.session_state["stage"] = resumed(1, 300_000)
    fine(page.slider(key="timeline").set_value(124).run())
    assert player(page).is_playing
    assert line(page).startswith("The page comes back to where it was. Training towards")
    assert not sent(page)["link"]["comes_back"]
    arrive(page)
    assert player(page).cursor == 300_000
    assert line(page) == (
        "The connection was lost; the run is back where it was, at iteration 300,000. "
        "Press Train to go on."
    )
    press(page, "step")
    assert "come" not in line(page)


def arrive(page: AppTest) -> None:
    """Let the film that is on its way play to its end."""
    while player(page).is_playing:
        playback = player(page).playback
        assert playback is not None
        playback.began -= 60
        player(page).tick(time.monotonic())
    fine(page.run())
