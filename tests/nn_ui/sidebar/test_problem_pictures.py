"""The problems by their pictures: all of them, drawn from their rows, chosen as from the list."""

from __future__ import annotations

import base64
from xml.etree import ElementTree

import pytest
from streamlit.testing.v1 import AppTest

from nn_core.problems.generated_kinds import GENERATED
from nn_core.problems.ready_made import PROBLEMS, problem
from nn_core.sharing.setup import OWN
from nn_core.tables.table import Table
from nn_ui.figures.palette import DARK, LIGHT, PALETTES, Palette
from nn_ui.figures.problem_picture import HEIGHT, WIDTH, picture
from tests.nn_ui.test_journeys import fine, opened, player, press

KEYS = {*(one.key for one in PROBLEMS), *GENERATED, OWN}


def drawn(table: Table, colours: Palette = LIGHT) -> ElementTree.Element:
    head, _, data = picture(table, colours).partition(",")
    assert head == "data:image/svg+xml;base64"
    return ElementTree.fromstring(base64.b64decode(data))


def of(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return root.findall(f"{{http://www.w3.org/2000/svg}}{name}")


@pytest.mark.parametrize("one", PROBLEMS, ids=lambda one: one.key)
def test_a_table_s_picture_has_a_sign_for_each_cell(one: object) -> None:
    table = problem(one.key).table
    root, n_inputs = drawn(table), len(table.input_names)
    targets = [cell for row in table.rows for cell in row[n_inputs:]]
    assert len(of(root, "rect")) == n_inputs * len(table.rows)
    assert len(of(root, "circle")) == sum(target > 0.5 for target in targets)
    assert len(of(root, "path")) == sum(target < 0.5 for target in targets)


def test_points_lie_where_their_inputs_are() -> None:
    rows = tuple((x, y, float(x > y)) for x in (0.0, 1.0, 4.0) for y in (0.0, 2.0, 3.0))
    root = drawn(Table(("a", "b"), ("T",), rows))
    high = {(float(one.get("cx")), float(one.get("cy"))) for one in of(root, "circle")}
    assert high == {(18.0, 40.0), (60.0, 40.0), (60.0, 16.0), (60.0, 4.0)}
    assert len(of(root, "path")) == 5
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in high)


def test_what_is_no_number_is_left_out_and_nothing_of_it_is_written() -> None:
    table = Table(("<b>", "b"), ("T",), (("<script>", 1.0, None), (None, 0.0, 1.0)))
    root = drawn(table)
    assert (len(of(root, "rect")), len(of(root, "circle"))) == (2, 1)
    assert b"script" not in base64.b64decode(picture(table, LIGHT).partition(",")[2])
    assert not list(drawn(Table(("a",), ("T",), ())))


def test_pictures_follow_the_palette() -> None:
    table = problem("xor").table
    every = [one for both in PALETTES.values() for one in both]
    assert len({picture(table, one) for one in every}) == len(every)
    assert DARK.positive in ElementTree.tostring(drawn(table, DARK)).decode()


def offered(page: AppTest) -> set[str]:
    """The problems that have a button."""
    keys = (str(one.key) for one in page.button)
    return {key.removeprefix("picture_") for key in keys if key.startswith("picture_")}


def opened_pictures() -> AppTest:
    page = opened()
    assert not offered(page), "they are drawn only while the menu is open"
    page.session_state["problem_pictures"] = True
    return fine(page.run())


def test_every_problem_has_a_picture_and_a_press_chooses_it() -> None:
    page = opened_pictures()
    assert offered(page) == KEYS
    assert page.button(key="picture_article").label.endswith("✓")
    press(page, "picture_xor")
    assert page.selectbox(key="problem").value == "xor"
    assert player(page).experiment.dataset.n_samples == 4
    assert not page.session_state["problem_pictures"], "the menu has closed"
    press(page, "undo")
    assert page.selectbox(key="problem").value == "article"
