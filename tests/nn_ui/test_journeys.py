"""The page without a browser: what a learner does, and what the page says and shows then."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from nn_core.problems.ready_made import PROBLEMS, problem
from nn_core.sharing.setup import OWN
from nn_ui.playing import locks
from nn_ui.playing.load import Load
from nn_ui.session import player as learner_file
from nn_ui.session.pace import FASTEST
from nn_ui.session.playback import LIVELY, THIN
from nn_ui.session.player import Player
from tests.nn_ui.pages import fine, press

APP = Path(__file__).resolve().parents[2] / "app.py"
ROW = {"Input 1": 1, "Input 2": 0, "Input 3": 1, "Target": 1}
FIELDS = ("iterations", "seed", "learning_rate")


def opened() -> AppTest:
    page = AppTest.from_file(APP, default_timeout=30).run()
    return fine(page)


def player(page: AppTest) -> Player:
    return page.session_state["session"].player


def type_in(page: AppTest, key: str, value: float | str | None) -> AppTest:
    """Type into a field; None empties it."""
    return fine(page.text_input(key=key).set_value("" if value is None else str(value)).run())


def in_field(page: AppTest, key: str) -> float:
    """The number that a field shows."""
    return float(page.text_input(key=key).value)


def choose(page: AppTest, key: str) -> AppTest:
    return fine(page.selectbox(key="problem").set_value(key).run())


def look_at(page: AppTest, data: str | bytes, name: str = "table.csv") -> AppTest:
    """Give the page a file, so that it shows what is in it."""
    data = data.encode() if isinstance(data, str) else data
    return fine(page.file_uploader(key="upload").set_value((name, data, "text/csv")).run())


def open_table(page: AppTest, data: str | bytes) -> AppTest:
    """Open a file, and use the table as it is guessed."""
    return press(look_at(page, data), "use_table")


def rows_of_a_file(count: int) -> str:
    """A file of so many rows."""
    return "\n".join([",".join(ROW), *[",".join(map(str, ROW.values()))] * count])


def edit(page: AppTest, **changes: Any) -> AppTest:
    """What the table's editor reports: edited_rows, added_rows, deleted_rows."""
    nothing = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
    page.session_state["table"] = nothing | changes
    return fine(page.run())


def edit_example(page: AppTest, cells: dict[str, Any]) -> AppTest:
    """What the new example's editor reports when these cells of it have been typed."""
    page.session_state["new_example"] = {
        "edited_rows": {0: cells},
        "added_rows": [],
        "deleted_rows": [],
    }
    return fine(page.run())


def sent(page: AppTest, name: str = "stage") -> dict[str, Any]:
    """The message that a component of the page was given."""
    components = page.get("bidi_component")
    (found,) = [each for each in components if each.proto.component_name == f"neuron_{name}"]
    return json.loads(found.proto.bytes or found.proto.json)


def readouts(page: AppTest) -> dict[str, str]:
    frames = sent(page)["frames"]
    assert len(frames) == 1
    return frames[0]["readouts"]


def texts(page: AppTest) -> list[str]:
    """All plain texts but the line under the transport, which alone has a tooltip."""
    return [each.value for each in page.text if not each.help]


def line(page: AppTest) -> str:
    """The line under the transport."""
    return next(each.value for each in page.main.text if each.help)


def test_the_first_page_shows_the_article_at_iteration_0() -> None:
    page = opened()
    assert page.button(key="train").label == "Train"
    assert [page.text_input(key=key).value for key in FIELDS] == ["10000", "1", "1"]
    assert page.selectbox(key="problem").value == "article"
    assert page.slider(key="timeline").value == 0
    assert readouts(page)["iteration"] == "0"
    assert "10,000" in line(page)
    assert set(sent(page)["figures"]) == {"network", "loss", "weights", "prediction"}
    assert len(sent(page, "answers")["output"]) == 3


def test_skip_to_the_end_shows_the_article_s_prediction() -> None:
    page = press(opened(), "skip_to_end")
    assert player(page).cursor == page.slider(key="timeline").value == 10_000
    assert readouts(page)["iteration"] == "10000"
    assert readouts(page)["prediction"] == "0.98977040"
    assert line(page).startswith("Solved: all 3 rows are right since")
    assert sent(page, "answers")["correct"] == [True] * 3
    assert f"{player(page).snapshot.predict([[1, 0, 1]])[0, 0]:.8f}" == "0.98977040"


@pytest.mark.parametrize(("iterations", "prediction"), [(10, "0.65980921"), (100, "0.87680541")])
def test_fewer_iterations_give_the_article_s_other_predictions(
    iterations: int, prediction: str
) -> None:
    page = press(type_in(opened(), "iterations", iterations), "skip_to_end")
    assert readouts(page)["iteration"] == str(iterations)
    assert readouts(page)["prediction"] == prediction
    assert page.slider(key="timeline").max == iterations


def test_the_timeline_goes_back_to_any_moment() -> None:
    page = press(opened(), "skip_to_end")
    fine(page.slider(key="timeline").set_value(100).run())
    assert readouts(page)["prediction"] == "0.87680541"
    assert (player(page).cursor, player(page).reached) == (100, 10_000)
    fine(page.slider(key="timeline").set_value(0).run())
    assert readouts(page)["iteration"] == "0"
    fine(page.slider(key="timeline").set_value(10_000).run())
    assert readouts(page)["prediction"] == "0.98977040"


def test_the_timeline_trains_what_was_not_trained_yet() -> None:
    page = opened()
    fine(page.slider(key="timeline").set_value(100).run())
    assert readouts(page)["prediction"] == "0.87680541"


def test_steps_go_one_iteration_each_and_stop_at_the_last() -> None:
    page = type_in(opened(), "iterations", 2)
    shown = [readouts(press(page, "step"))["iteration"] for _ in range(3)]
    assert shown == ["1", "2", "2"]


def test_after_a_reset_the_same_seed_gives_the_same_run() -> None:
    page = press(opened(), "skip_to_end")
    before, weights = readouts(page), player(page).snapshot.parameters
    press(page, "reset")
    assert readouts(page)["iteration"] == "0"
    assert player(page).run.iteration == 0
    assert readouts(press(page, "skip_to_end")) == before
    assert player(page).snapshot.parameters.tolist() == weights.tolist()


def test_train_plays_and_pause_stops() -> None:
    page = press(opened(), "train")
    assert player(page).is_playing
    assert page.button(key="train").label == "Pause"
    assert sent(page)["seconds"] >= 0
    assert [frame["iteration"] for frame in sent(page)["frames"]][:3] == [0, 1, 2]
    press(page, "train")
    assert not player(page).is_playing
    assert page.button(key="train").label == "Train"
    assert sent(page)["seconds"] is None


def test_another_seed_starts_a_new_run_and_says_so() -> None:
    page = press(opened(), "skip_to_end")
    number = player(page).run_number
    type_in(page, "seed", 2)
    assert player(page).run_number == number + 1
    assert readouts(page)["iteration"] == "0"
    assert "seed" in line(page)
    # The reason belongs to that moment: it is not said again after a reset.
    press(page, "step")
    press(page, "reset")
    assert "seed" not in line(page)


def test_a_new_random_seed_stands_in_the_field_and_is_used() -> None:
    page = press(opened(), "new_seed")
    assert in_field(page, "seed") == player(page).experiment.seed
    assert 0 <= player(page).experiment.seed < 10_000


def test_raising_iterations_goes_on_with_the_same_run() -> None:
    page = press(type_in(opened(), "iterations", 100), "skip_to_end")
    number = player(page).run_number
    type_in(page, "iterations", 10_000)
    assert readouts(page)["iteration"] == "100"
    assert readouts(press(page, "skip_to_end"))["prediction"] == "0.98977040"
    assert player(page).run_number == number


def test_lowering_iterations_moves_back_to_the_last_of_them() -> None:
    page = press(opened(), "skip_to_end")
    type_in(page, "iterations", 10)
    assert readouts(page)["prediction"] == "0.65980921"
    assert page.slider(key="timeline").max == 10


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("iterations", value) for value in (None, 0, -5, 10**9)),
        *(("seed", value) for value in (None, -5, 2**32)),
        *(("learning_rate", value) for value in (None, 0, -5, 10**9)),
    ],
)
def test_a_field_that_cannot_be_used_gets_one_sentence_and_the_old_run_stays(
    key: str, value: float | None
) -> None:
    page = press(opened(), "skip_to_end")
    before, run = texts(page), player(page).run
    type_in(page, key, value)
    (sentence,) = [each for each in texts(page) if each not in before]
    assert sentence.count(". ") == 0
    assert ("empty" in sentence) == (value is None)
    assert player(page).run is run
    assert readouts(page)["prediction"] == "0.98977040"
    good = {"iterations": 10_000, "seed": 1, "learning_rate": 1.0}[key]
    assert texts(type_in(page, key, good)) == before
    assert player(page).run is run


@pytest.mark.parametrize("value", [0, 10**9, 2**32 - 1])
def test_large_seeds_and_zero_are_seeds(value: int) -> None:
    assert player(type_in(opened(), "seed", value)).experiment.seed == value


@pytest.mark.parametrize("rate", [1e-6, 1000.0])
def test_any_learning_rate_in_the_limits_can_be_trained(rate: float) -> None:
    page = press(type_in(opened(), "learning_rate", rate), "skip_to_end")
    assert readouts(page)["iteration"] == "10000"
    assert player(page).experiment.training.learning_rate == rate


def test_every_problem_can_be_chosen_trained_and_taken_back() -> None:
    page = type_in(opened(), "iterations", 300)
    for each in PROBLEMS[1:]:
        choose(page, each.key)
        data = player(page).experiment.dataset
        assert data.n_samples == len(each.table.rows)
        assert (*data.input_names, *data.target_names) == each.table.names
        assert player(page).example == each.new_example
        assert readouts(press(page, "skip_to_end"))["iteration"] == "300"
        assert len(sent(page, "answers")["output"]) == len(each.table.rows)
    for each in reversed(PROBLEMS[:-1]):
        press(page, "undo")
        assert page.selectbox(key="problem").value == each.key
        assert player(page).example == each.new_example
    assert in_field(press(page, "undo"), "iterations") == 10_000
    assert page.button(key="undo").disabled
    assert readouts(press(type_in(page, "iterations", 10), "skip_to_end"))["prediction"] == (
        "0.65980921"
    )


def test_own_table_keeps_the_table_and_the_run() -> None:
    page = press(opened(), "skip_to_end")
    run = player(page).run
    choose(page, OWN)
    assert player(page).run is run
    assert page.selectbox(key="problem").value == OWN


def test_an_edited_cell_starts_a_new_run_and_stays_edited() -> None:
    page = press(opened(), "skip_to_end")
    edit(page, edited_rows={0: {"Input 1": 1}})
    number = player(page).run_number
    assert player(page).experiment.dataset.X[0].tolist() == [1, 1, 1]
    assert "table" in line(page)
    fine(page.run())
    press(page, "step")
    assert player(page).experiment.dataset.X[0].tolist() == [1, 1, 1]
    assert player(page).run_number == number
    # The editor reports all edits since it was given its table: the second keeps the first.
    edit(page, edited_rows={0: {"Input 1": 1}, 2: {"Target": 0}})
    assert player(page).experiment.dataset.X[0].tolist() == [1, 1, 1]
    assert player(page).experiment.dataset.y.ravel().tolist() == [1, 0, 0]


def test_undo_brings_back_the_edited_table_not_the_one_before_the_edits() -> None:
    page = edit(opened(), edited_rows={0: {"Input 1": 1}})
    choose(page, "xor")
    press(page, "undo")
    assert player(page).experiment.dataset.X.tolist() == [[1, 1, 1], [1, 0, 0], [1, 0, 1]]


def test_edits_make_the_table_one_s_own_at_once_and_undo_takes_each_back() -> None:
    page = opened()
    assert page.button(key="undo").disabled
    edit(page, edited_rows={0: {"Input 1": "0,5"}})
    assert page.selectbox(key="problem").value == OWN
    assert not any("always equals Input 3" in each.value for each in page.sidebar.caption)
    edit(page, edited_rows={0: {"Input 1": "0,5"}}, deleted_rows=[1, 2])
    assert "deleting rows" in page.button(key="undo").help
    press(page, "undo")
    assert player(page).experiment.dataset.X.tolist() == [[0.5, 1, 1], [1, 0, 0], [1, 0, 1]]
    press(page, "undo")
    assert page.selectbox(key="problem").value == "article"
    assert any("always equals Input 3" in each.value for each in page.sidebar.caption)
    assert page.button(key="undo").disabled
    assert readouts(press(page, "skip_to_end"))["prediction"] == "0.98977040"


@pytest.mark.parametrize(
    ("typed", "number"), [("1,25", 1.25), ("−2", -2.0), (" 1e-3 ", 0.001), (".5", 0.5)]
)
def test_cells_are_read_as_pasted_rows_are(typed: str, number: float) -> None:
    page = edit(
        opened(), edited_rows={0: {"Input 1": typed}}, added_rows=[dict.fromkeys(ROW, typed)]
    )
    assert player(page).experiment.dataset.X[0, 0] == number
    assert player(page).experiment.dataset.X[3].tolist() == [number] * 3
    edit_example(page, {"Input 2": typed})
    assert player(page).example == (1.0, number, 1.0)


@pytest.mark.parametrize(
    ("typed", "said"), [("many", '"many"'), ("1,000", "two ways"), ("1.2.3", '"1.2.3"')]
)
def test_a_cell_that_cannot_be_read_says_so_and_nothing_is_trained_on_its_old_value(
    typed: str, said: str
) -> None:
    page = edit(opened(), edited_rows={1: {"Input 2": typed}})
    assert any('Row 2, column "Input 2"' in each and said in each for each in texts(page))
    assert "cannot be used" in line(page) or "sidebar" in line(page)
    edit(page)
    edit_example(page, {"Input 2": typed})
    assert any('New example, column "Input 2"' in each and said in each for each in texts(page))


@pytest.mark.parametrize("key", ["table", "new_example"])
def test_an_editor_s_state_of_rows_that_are_not_there_is_ignored(key: str) -> None:
    page = edit(opened(), edited_rows={0: {"Input 1": 1}})
    page.session_state[key] = {
        "edited_rows": {77: {"Input 1": 1}},
        "added_rows": [],
        "deleted_rows": [99],
    }
    fine(page.run())
    fine(page.run())
    assert player(page).experiment.dataset.X[0].tolist() == [1, 1, 1]
    assert player(page).example == (1.0, 0.0, 1.0)


def test_the_editors_index_has_no_name_for_the_menu_of_columns() -> None:
    page = press(opened(), "add_input")
    for table in page.dataframe:
        assert table.value.index.name is None


def test_deleted_and_added_rows_are_trained_on() -> None:
    page = edit(opened(), deleted_rows=[0], added_rows=[ROW, ROW | {"Input 2": 0.5}])
    rows = [[1, 0, 0], [1, 0, 1], [1, 0, 1], [1, 0.5, 1]]
    assert player(page).experiment.dataset.X.tolist() == rows
    assert len(sent(press(page, "step"), "answers")["output"]) == 4


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"edited_rows": {1: {"Input 2": None}}}, ["Row 2", '"Input 2"', "blank"]),
        ({"edited_rows": {0: {"Target": 2e6}}}, ["Row 1", '"Target"', "too large"]),
        ({"deleted_rows": [0, 1, 2]}, ["no rows"]),
        ({"edited_rows": {2: {"Target": None}}}, ["Row 3", '"Target"', "blank"]),
        ({"added_rows": [{}, ROW]}, ["Row 4", '"Input 1"', "3 more cells"]),
        ({"added_rows": [{"Input 1": "many"}]}, ["Row 4", '"many"', "3 more cells"]),
    ],
)
def test_a_table_that_cannot_be_used_says_where_and_the_old_run_stays(
    changes: dict[str, Any], words: list[str]
) -> None:
    page = press(opened(), "skip_to_end")
    before, run = texts(page), player(page).run
    edit(page, **changes)
    (sentence,) = [each for each in texts(page) if each not in before]
    assert all(word in sentence for word in words)
    assert player(page).run is run
    assert readouts(page)["prediction"] == "0.98977040"
    press(edit(page), "step")
    assert sentence not in texts(page)
    assert player(page).run is run


def test_a_row_more_than_a_thousand_is_refused_and_the_old_run_stays() -> None:
    page = open_table(opened(), rows_of_a_file(1000))
    run = player(page).run
    edit(page, added_rows=[ROW])
    assert any("1,001 rows" in each and "1,000" in each for each in texts(page))
    assert player(page).run is run


@pytest.mark.parametrize("row", [{}, {"Input 1": 1}, ROW | {"Target": ""}])
def test_a_row_that_is_being_typed_waits_without_a_complaint(row: dict[str, Any]) -> None:
    page = press(opened(), "skip_to_end")
    before, run = texts(page), player(page).run
    edit(page, added_rows=[row])
    assert texts(page) == before
    assert any("Row 4 is not used until it is complete" in each.value for each in page.header)
    assert player(page).run is run
    assert [sent(page, "answers")[key] for key in ("n_rows", "n_waiting", "places")] == [4, 1, None]
    edit(page, added_rows=[ROW])
    assert not any("not used" in each.value for each in page.markdown)
    assert player(page).experiment.dataset.n_samples == 4
    press(page, "undo")
    assert any("Row 4 is not used until it is complete" in each.value for each in page.header)
    press(page, "add_input")
    assert player(page).experiment.dataset.X.shape == (3, 4)


def test_rows_that_are_not_trained_yet_have_no_answers_of_others() -> None:
    page = edit(opened(), deleted_rows=[0], edited_rows={1: {"Target": "many"}}, added_rows=[ROW])
    assert sent(page, "answers")["places"] == [None, 2, 2]
    assert len(sent(page, "answers")["output"]) == 3


def test_a_thousand_rows_can_be_trained() -> None:
    page = open_table(opened(), rows_of_a_file(999))
    page.slider(key="test_share").set_value(0).run()
    edit(type_in(page, "iterations", 20), added_rows=[ROW])
    assert player(page).experiment.dataset.n_samples == 1000
    assert readouts(press(page, "skip_to_end"))["correct"].split()[2] == "1,000"


def test_another_example_keeps_the_run() -> None:
    page = press(opened(), "skip_to_end")
    run = player(page).run
    edit_example(page, {"Input 1": 0})
    assert player(page).run is run
    assert player(page).example == (0.0, 0.0, 1.0)
    expected = f"{player(page).snapshot.predict([[0, 0, 1]])[0, 0]:.8f}"
    assert readouts(page)["prediction"] == expected != "0.98977040"
    edit_example(page, {"Input 3": None})
    assert any('"Input 3" is blank' in each for each in texts(page))
    assert readouts(page)["prediction"] == expected


def test_columns_come_and_go_and_the_example_follows_their_names() -> None:
    page = press(opened(), "add_input")
    assert player(page).experiment.dataset.input_names[-1] == "Input 4"
    assert player(page).example == (1.0, 0.0, 1.0, 0.0)
    press(page, "add_target")
    assert player(page).experiment.dataset.n_outputs == 2
    version = page.session_state["session"].editor.version
    press(page, f"remove_{version}_0")
    assert player(page).experiment.dataset.input_names == ("Input 2", "Input 3", "Input 4")
    assert player(page).example == (0.0, 1.0, 0.0)
    field = page.text_input(key=f"name_{version + 1}_0")
    fine(field.set_value("<b>Size</b> & %{y}").run())
    assert player(page).experiment.dataset.input_names[0] == "<b>Size</b> & %{y}"
    assert readouts(press(page, "skip_to_end"))["iteration"] == "10000"


def test_pasted_rows_are_taken_up_or_refused_with_a_sentence() -> None:
    page = opened()
    page.text_area(key="paste").set_value("a\tb\ttarget\n1\t0\t1\n0\t1\t0")
    press(page, "use_paste")
    press(page, "use_table")
    assert player(page).experiment.dataset.input_names == ("a", "b")
    assert page.selectbox(key="problem").value == OWN
    run = player(page).run
    page.text_area(key="paste").set_value("a\n1\n2")
    press(page, "use_paste")
    assert any("a single column" in each for each in texts(page))
    assert player(page).run is run


def test_a_file_of_any_form_is_opened_and_a_workbook_is_answered() -> None:
    page = opened()
    open_table(page, "sep=;\n;Größe;b;target;\n7;0,5;-1;1;\n9;2,25;3;0;\n".encode("utf-16"))
    assert player(page).experiment.dataset.input_names == ("Größe", "b")
    run = player(page).run
    look_at(page, b"PK\x03\x04\0", "a.xlsx")
    assert any("is a workbook, not text" in each for each in texts(page))
    assert player(page).run is run


@pytest.mark.parametrize("switch", ["log_iterations", "log_loss"])
def test_the_axes_can_be_switched_at_any_moment(switch: str) -> None:
    page = opened()
    before = sent(page)["figures"]["loss"]
    press(page, "skip_to_end")
    toggle = page.toggle(key=switch)
    fine(toggle.set_value(not toggle.value).run())
    after = sent(page)["figures"]["loss"]
    axis = "xaxis" if switch == "log_iterations" else "yaxis"
    kinds = [json.loads(text)["layout"][axis].get("type", "linear") for text in (before, after)]
    assert sorted(kinds) == ["linear", "log"]
    assert readouts(page)["prediction"] == "0.98977040"


def test_what_a_problem_is_about_stands_on_the_page() -> None:
    page = choose(opened(), "xor")
    assert problem("xor").about in [each.value for each in page.sidebar.caption]


def test_two_learners_do_not_see_each_other() -> None:
    first, second = opened(), opened()
    press(first, "skip_to_end")
    type_in(first, "seed", 7)
    edit(first, edited_rows={0: {"Input 1": 1}})
    fine(second.run())
    assert readouts(second)["iteration"] == "0"
    assert player(second).experiment.seed == 1
    assert player(second).experiment.dataset.X[0].tolist() == [0, 1, 1]
    press(second, "skip_to_end")
    assert readouts(second)["prediction"] == "0.98977040"
    assert readouts(first)["iteration"] == "0"
    assert player(first).experiment.seed == 7


@pytest.mark.parametrize("is_playing", [False, True])
@pytest.mark.parametrize(("clicked", "shown"), [(100, 100), (10**12, 10_000), (-3, 0)])
def test_a_click_on_a_curve_goes_there_and_never_out_of_the_run(
    clicked: int, shown: int, is_playing: bool
) -> None:
    page = press(opened(), "skip_to_end")
    if is_playing:
        press(page, "train")
    page.session_state["stage"] = {"goto": clicked}
    fine(page.run())
    assert (player(page).cursor, player(page).is_playing) == (shown, False)
    assert page.slider(key="timeline").value == shown
    assert readouts(page)["iteration"] == str(shown)


def test_clicks_that_the_browser_has_counted_are_as_many_steps() -> None:
    page = opened()
    for count, cursor in ((12, 12), (12, 12), (15, 15)):
        page.session_state["answers"] = {"steps": [1, count]}
        fine(page.run())
        assert player(page).cursor == cursor
    assert readouts(page)["iteration"] == "15"


def test_taking_hold_of_the_timeline_stops_the_film() -> None:
    page = press(opened(), "train")
    page.session_state["stage"] = {"grab": 1}
    fine(page.run())
    assert not player(page).is_playing
    assert page.button(key="train").label == "Train"


def test_just_after_a_film_its_own_values_count_only_for_who_takes_hold_of_the_timeline() -> None:
    page = press(type_in(opened(), "iterations", 5), "train")
    player(page).tick(player(page).playback.began + 2)
    player(page).playback.began -= 60
    session = page.session_state["session"]
    session.timeline.remember_played(3, time.monotonic())
    fine(page.toggle(key="log_loss").set_value(True).run())
    assert not player(page).is_playing
    fine(page.slider(key="timeline").set_value(3).run())
    assert player(page).cursor == 5, "a value of the film that came late"
    page.session_state["stage"] = {"grab": 1}
    fine(page.slider(key="timeline").set_value(3).run())
    assert player(page).cursor == 3


def test_a_hand_on_the_timeline_says_where_to_go_when_it_lets_go() -> None:
    page = press(opened(), "train")
    page.session_state["stage"] = {"grab": 7}
    fine(page.run())
    paused_at = player(page).cursor
    fine(page.slider(key="timeline").set_value(300).run())
    assert player(page).cursor == paused_at, "it may be a value of the film"
    page.session_state["stage"] = {"goto": 300}
    fine(page.run())
    assert player(page).cursor == page.slider(key="timeline").value == 300


def test_a_browser_that_lost_its_place_gets_everything_again() -> None:
    page = press(opened(), "train")
    page.session_state["stage"] = {"resend": 1}
    fine(page.run())
    assert player(page).is_playing
    assert sent(page)["points"]["first"] == 0
    assert "figures" in sent(page)


def test_training_begins_with_the_figures_that_the_browser_has_and_new_curves() -> None:
    page = opened()
    assert "figures" in sent(page)
    scene = sent(page)["scene"]
    press(page, "train")
    assert "figures" not in sent(page)
    assert (sent(page)["scene"], sent(page)["points"]["first"]) == (scene, 0)
    fine(page.toggle(key="log_loss").set_value(True).run())
    assert player(page).is_playing
    assert sent(page)["scene"] != scene
    assert "figures" in sent(page)


def test_in_a_crowd_a_film_is_thin_and_full_again_when_it_has_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    films = Load()
    monkeypatch.setattr(locks, "LOAD", films)
    now = time.monotonic()
    for film in range(100):
        films.plays(film, now + 3600)
    page = press(type_in(opened(), "iterations", 1_000_000), "train")
    assert len(films._seen) == 101
    playback = player(page).playback
    assert playback is not None
    assert playback.tempo == THIN
    for film in range(100):
        films.ended(film)
    fine(page.run())
    assert playback.tempo == LIVELY
    press(page, "train")
    assert not player(page).is_playing
    assert films._seen == {}


def test_a_switch_does_not_turn_a_long_skip_into_a_slow_film(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    page = press(type_in(opened(), "iterations", 10_000_000), "skip_to_end")
    assert player(page).is_playing
    toggle = page.toggle(key="log_loss")
    fine(toggle.set_value(True).run())
    playback = player(page).playback
    assert playback is not None
    assert playback.pace == FASTEST
    press(page, "train")
    assert not player(page).is_playing
    assert 0 < player(page).cursor < 10_000_000


def test_a_film_that_ends_while_the_page_is_drawn_leaves_no_pause_button() -> None:
    page = press(type_in(opened(), "iterations", 5), "train")
    playback = player(page).playback
    assert playback is not None
    while not playback.is_planned:
        player(page).tick(playback.began + playback.end.time)
    playback.began -= 60
    fine(page.toggle(key="log_loss").set_value(True).run())
    assert not player(page).is_playing
    assert page.button(key="train").label == "Train"
    assert readouts(page)["iteration"] == "5"
    assert page.slider(key="timeline").value == 5
