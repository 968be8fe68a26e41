"""The output view on the page, without a browser: switching, choosing, drawing."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from nn_core.limits import MAX_ABSOLUTE_VALUE, MAX_ROWS
from nn_core.sharing.setup import OWN
from nn_core.tables.table import Table
from nn_ui.session.events.event import Event
from nn_ui.session.events.table import another_table
from nn_ui.session.session import Session
from tests.nn_ui.test_journeys import fine, sent

APP = Path(__file__).resolve().parents[3] / "app.py"
XOR = ((0.0, 0.0, 0.0), (0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0))


def opened(rows: tuple[tuple[float, ...], ...] = XOR, n_inputs: int = 2) -> AppTest:
    """The page with the learner's own table and the output in the panel."""
    page = fine(AppTest.from_file(APP, default_timeout=30).run())
    names = tuple(f"Input {number}" for number in range(1, n_inputs + 1))
    targets = tuple(f"Target {number}" for number in range(1, len(rows[0]) - n_inputs + 1))
    table = Table(names, targets, rows)
    session(page).take(Event("testing", partial(another_table, table=table)), (), 0.0)
    page.session_state["panel"] = "Output"
    return fine(page.run())


def session(page: AppTest) -> Session:
    found: Session = page.session_state["session"]
    return found


def draw(page: AppTest, *strokes: tuple[str, float, float], first: int = 1) -> AppTest:
    """What the browser reports of clicks on the map."""
    inputs = list(session(page).view.output.scope.inputs)
    listed = [
        {"serial": serial, "kind": kind, "inputs": inputs, "at": [x, y], "reach": [0.05, 0.05]}
        for serial, (kind, x, y) in enumerate(strokes, start=first)
    ]
    page.session_state["stage"] = {"draw": {"strokes": listed}}
    return fine(page.run())


def test_the_panel_begins_with_the_prediction_and_can_show_the_output() -> None:
    page = fine(AppTest.from_file(APP, default_timeout=30).run())
    assert set(sent(page)["figures"]) == {"network", "loss", "weights", "prediction"}
    page.session_state["panel"] = "Output"
    assert "output" in sent(fine(page.run()))["figures"]
    assert session(page).view.output.scope.kind == "cube"  # the article has three inputs


def test_clicks_on_the_map_become_rows_of_the_table_and_of_a_new_run() -> None:
    page = opened()
    page = draw(page, ("high", 0.25, 0.5), ("low", 0.75, 0.5))
    assert session(page).setup.table.rows == (*XOR, (0.25, 0.5, 1.0), (0.75, 0.5, 0.0))
    assert session(page).player.experiment.dataset.n_samples == 6
    assert page.selectbox(key="problem").value == OWN
    assert sent(page)["drawn"] == 2
    ranges = json.loads(sent(page)["figures"]["output"])["layout"]["meta"]["ranges"]
    assert ranges == [[-0.2, 1.2]] * 2
    # The browser repeats what it has no answer to; a stroke counts once all the same.
    page = draw(page, ("high", 0.25, 0.5), ("low", 0.75, 0.5), ("erase", 0.26, 0.5))
    assert session(page).setup.table.rows == (*XOR, (0.75, 0.5, 0.0))
    assert page.button(key="undo").disabled is False
    page = fine(page.button(key="undo").click().run())
    assert session(page).player.experiment.dataset.n_samples == 6


def test_clicks_that_came_together_are_taken_back_one_by_one() -> None:
    page = draw(opened(), ("high", 0.25, 0.5), ("low", 0.75, 0.5))
    page = fine(page.button(key="undo").click().run())
    assert session(page).setup.table.rows == (*XOR, (0.25, 0.5, 1.0))
    page = fine(page.button(key="undo").click().run())
    assert session(page).setup.table.rows == XOR


def test_targets_below_0_make_the_low_class_minus_1() -> None:
    page = draw(opened(((0.0, 0.0, -1.0), (1.0, 1.0, 1.0))), ("low", 0.5, 0.5))
    assert session(page).setup.table.rows[-1] == (0.5, 0.5, -1.0)


def test_a_full_table_says_so_and_stays() -> None:
    page = opened(tuple((number / MAX_ROWS, 0.5, 1.0) for number in range(MAX_ROWS)))
    page = draw(page, ("high", 0.5, 0.5))
    assert len(session(page).setup.table.rows) == MAX_ROWS

    def line() -> str:
        return next(each.value for each in page.main.text if each.help)

    assert "1,000 rows" in line()
    fine(page.run())
    assert "1,000 rows" not in line()


@pytest.mark.parametrize("report", [5, {}, {"strokes": 3}, {"strokes": [{"kind": "high"}]}])
def test_nonsense_from_the_browser_changes_nothing(report: Any) -> None:
    page = opened()
    page.session_state["stage"] = {"draw": report}
    assert session(fine(page.run())).setup.table.rows == XOR


def test_inputs_that_do_not_vary_are_held_by_sliders_from_the_new_example_on() -> None:
    rows = tuple((*row[:2], 0.0, 1.0, row[2], 1.0 - row[2]) for row in XOR)
    page = opened((*rows, (0.0, 0.0, 1.0, 0.0, 1.0, 1.0)), n_inputs=4)
    scope = session(page).view.output.scope
    assert (scope.inputs, scope.held) == ((0, 1), session(page).player.example)
    page = fine(page.multiselect(key="varying_4").set_value([3, 1]).run())
    assert session(page).view.output.scope.inputs == (1, 3)
    slider = next(each for each in page.slider if each.key.startswith("held_2"))
    page = fine(slider.set_value(0.45).run())
    assert session(page).view.output.scope.held[2] == pytest.approx(0.45, abs=0.01)
    page = fine(page.selectbox(key="output_drawn_2").set_value(1).run())
    page = draw(page, ("high", 0.5, 0.5))
    held = session(page).view.output.scope.held
    drawn_row = session(page).setup.table.rows[-1]
    assert drawn_row == (held[0], 0.5, held[2], 0.5, 0.0, 1.0)


def test_a_browser_without_webgl_gets_a_slice_instead_of_the_cube() -> None:
    page = opened(tuple((*row[:2], 1.0 - row[0], row[2]) for row in XOR), n_inputs=3)
    assert session(page).view.output.scope.kind == "cube"
    page.session_state["stage"] = {"slice": 1}
    page = fine(page.run())
    assert session(page).view.output.scope.kind == "map"
    assert session(fine(page.run())).view.output.scope.kind == "map"


def test_the_truth_table_is_drawn_in_its_tab() -> None:
    page = opened()
    page.session_state["tabs"] = "Truth table"
    page = fine(page.run())
    table = page.dataframe[0].value
    assert len(table) == 4
    expected = session(page).player.snapshot.predict([[0, 0], [0, 1], [1, 0], [1, 1]])[:, 0]
    assert table["out0"].tolist() == expected.tolist()


def test_a_table_whose_inputs_are_not_0_and_1_is_offered_no_truth_table() -> None:
    page = fine(AppTest.from_file(APP, default_timeout=30).run())
    named = [tab.label for tab in page.tabs]
    assert "Truth table" in named
    others = [name for name in named if name != "Truth table"]
    for chosen, left_open in (("How well it does",) * 2, ("Truth table", "Things to try")):
        page.session_state["tabs"] = chosen
        page = fine(page.run())
        page = fine(page.selectbox(key="problem").set_value("circle").run())
        assert [tab.label for tab in page.tabs] == others
        assert page.session_state["tabs"] == left_open
        page = fine(page.selectbox(key="problem").set_value("majority").run())
        assert [tab.label for tab in page.tabs] == named
        assert page.session_state["tabs"] == left_open
    half = opened(((0.0, 0.0), (0.5, 1.0)), n_inputs=1)
    assert [tab.label for tab in half.tabs] == others


@pytest.mark.parametrize("n_inputs", [1, 2, 3])
def test_the_largest_inputs_can_be_looked_at_and_drawn_on(n_inputs: int) -> None:
    largest = MAX_ABSOLUTE_VALUE
    rows = ((0.0,) * n_inputs + (0.0,), (0.9 * largest,) * n_inputs + (1.0,))
    page = opened((*rows, (-largest,) * n_inputs + (1.0,)), n_inputs)
    assert "output" in sent(page)["figures"]
    if n_inputs == 2:
        draw(page, ("high", largest, -largest))
        assert session(page).setup.table.rows[-1] == (largest, -largest, 1.0)
