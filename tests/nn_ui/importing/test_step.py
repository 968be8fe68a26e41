"""The import step on the page: what is in a table is shown, changed, used, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from nn_core.limits import MAX_INPUTS
from nn_core.sharing.setup import Setup
from nn_core.tables.csv_text import format_csv
from nn_core.tables.roles import INPUT, LEFT_OUT, TARGET
from nn_ui.importing.lines import MOST_LINES
from tests.nn_ui.test_journeys import (
    choose,
    fine,
    look_at,
    open_table,
    opened,
    player,
    press,
    texts,
)

TABLES = Path(__file__).resolve().parents[2] / "tables"


def of_file(page: AppTest, name: str) -> AppTest:
    return look_at(page, (TABLES / name).read_bytes(), name)


def is_open(page: AppTest) -> bool:
    return any(each.key == "use_table" for each in page.button)


def control(page: AppTest, name: str) -> Any:
    """The list of the import step with this name."""
    (found,) = [
        each
        for each in page.selectbox
        if each.key is not None
        and each.key.startswith("import_")
        and each.key.split("_", 2)[2].rpartition("_")[0] == name
    ]
    return found


def say(page: AppTest, name: str, value: object) -> AppTest:
    return fine(control(page, name).set_value(value).run())


def roles(page: AppTest, count: int) -> list[str]:
    return [control(page, f"role_{place}").value for place in range(count)]


def setup(page: AppTest) -> Any:
    return page.session_state["session"].setup


def history(page: AppTest) -> Any:
    return page.session_state["session"].history


def test_a_file_shows_what_is_in_it_before_anything_changes() -> None:
    page = opened()
    before = setup(page)
    of_file(page, "ferry.csv")
    assert is_open(page)
    said = texts(page)
    assert "120 rows, 7 columns." in said
    assert '16 blank cells of "age" are filled with its mean, 36.91.' in said
    at = said.index("sex")
    assert said[at : at + 4] == [
        *("sex", "2 words", "0 or 1, male is 1"),
        "its words may tell something about the target",
    ]
    assert roles(page, 7) == [LEFT_OUT, TARGET, INPUT, LEFT_OUT, INPUT, INPUT, LEFT_OUT]
    first_rows = page.dataframe[-1].value
    assert list(first_rows["sex"]) == ["male"] * 3
    assert setup(page) == before
    assert history(page).past == ()


@pytest.mark.parametrize("is_used", [True, False])
def test_the_table_is_used_as_one_change_or_not_at_all(is_used: bool) -> None:
    page = press(opened(), "skip_to_end")
    before, run = setup(page), player(page).run
    of_file(page, "leaves.csv")
    press(page, "use_table" if is_used else "cancel_table")
    assert not is_open(page)
    if not is_used:
        assert setup(page) == before
        assert player(page).run is run
        return
    after = setup(page)
    assert after.problem == "own"
    assert after.table.target_names == ("tree",)
    assert "opening a file" in page.button(key="undo").help
    assert setup(press(page, "undo")) == before
    assert page.button(key="undo").disabled
    assert setup(press(page, "redo")) == after


def test_a_choice_changes_what_follows_from_it() -> None:
    page = of_file(opened(), "ferry.csv")
    say(page, "role_2", TARGET)
    assert roles(page, 7) == [LEFT_OUT, INPUT, TARGET, LEFT_OUT, INPUT, INPUT, LEFT_OUT]
    assert control(page, "classes").value is True
    say(page, "classes", False)
    assert "an amount" in texts(page)
    say(page, "role_2", LEFT_OUT)
    assert roles(page, 7)[:3] == [LEFT_OUT, TARGET, LEFT_OUT]
    say(page, "blanks", False)
    assert "16 rows are left out: a blank cell among the inputs." in texts(page)
    press(page, "use_table")
    assert setup(page).table.input_names == ("sex", "age")
    assert len(setup(page).table.rows) == 104


def test_a_choice_from_which_nothing_follows_is_said_and_can_be_taken_back() -> None:
    page = look_at(opened(), "a,b,c\n1,5,3\n4,3,8\n2,9,4\n")
    for place in range(3):
        say(page, f"role_{place}", LEFT_OUT)
    assert "No column is left to be the target: leave out fewer." in texts(page)
    assert page.button(key="use_table").disabled
    say(page, "role_0", TARGET)
    say(page, "role_2", INPUT)
    press(page, "use_table")
    assert setup(page).table.names == ("c", "a")


def test_numbers_can_enter_as_words() -> None:
    page = look_at(opened(), "shop,y\n1,1.5\n2,2.5\n3,1\n1,4\n2,5\n")
    say(page, "words_0", True)
    assert control(page, "words_0").value is True
    assert "3 words" in texts(page)
    press(page, "use_table")
    assert player(page).experiment.dataset.input_names == ("shop = 1", "shop = 2", "shop = 3")


def test_another_file_takes_the_place_of_the_one_that_is_looked_at() -> None:
    page = of_file(opened(), "ferry.csv")
    say(page, "role_2", TARGET)
    of_file(page, "leaves.csv")
    assert roles(page, 5) == [INPUT] * 4 + [TARGET]
    press(page, "use_table")
    assert setup(page).table.target_names == ("tree",)
    of_file(page, "ferry.csv")
    assert roles(page, 7)[:3] == [LEFT_OUT, TARGET, INPUT]


def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_lost() -> None:
    page = open_table(opened(), "a,b,y\n1,2,3\n2,3,4\n")
    before, run = setup(page), player(page).run
    unread = {
        b"": "The file is empty",
        b"a,b,c\n": "names but no numbers",
        b"\x89PNG\r\n\x1a\n\0\0": "binary",
        b"a,b\n1,2,3\n1,2\n": "Row 1",
    }
    for data, said in unread.items():
        look_at(page, data)
        assert any(said in each for each in texts(page))
        assert not is_open(page)
        assert setup(page) == before
        assert player(page).run is run
    of_file(page, "leaves.csv")
    look_at(page, b"")
    assert is_open(page)
    assert roles(page, 5) == [INPUT] * 4 + [TARGET]


def test_a_table_that_this_app_wrote_is_used_at_one_press_as_it_was() -> None:
    page = opened()
    written = format_csv(setup(page).table)
    open_table(page, written)
    assert setup(page).table == Setup().table
    assert setup(page).new_example == (1.0, 0.0, 1.0)


def test_what_the_columns_are_can_be_changed_later() -> None:
    page = open_table(opened(), (TABLES / "ferry.csv").read_bytes())
    before = setup(page)
    press(page, "other_columns")
    # The file is known still, with what was left out of it.
    assert roles(page, 7) == [LEFT_OUT, TARGET, INPUT, LEFT_OUT, INPUT, INPUT, LEFT_OUT]
    say(page, "role_2", LEFT_OUT)
    press(page, "use_table")
    assert setup(page).table.input_names == ("sex", "age")
    assert "changing what the columns are" in page.button(key="undo").help
    assert setup(press(page, "undo")) == before
    press(page, "other_columns")
    assert roles(page, 7)[:3] == [LEFT_OUT, TARGET, INPUT]
    press(page, "use_table")
    assert setup(page) == before


def test_columns_of_a_table_that_was_changed_are_those_that_stand_in_it() -> None:
    page = open_table(opened(), (TABLES / "ferry.csv").read_bytes())
    press(page, f"remove_{page.session_state['session'].editor.version}_0")
    press(page, "other_columns")
    assert any("no longer that of the file" in each for each in texts(page))
    assert roles(page, 3) == [INPUT, INPUT, TARGET]
    say(page, "role_0", TARGET)
    press(page, "use_table")
    assert setup(page).table.target_names == ("sex",)
    choose(page, "xor")
    press(page, "other_columns")
    assert roles(page, 4) == [INPUT, INPUT, INPUT, TARGET]
    assert not any("no longer that of the file" in each for each in texts(page))


def test_many_columns_are_shown_in_parts() -> None:
    n_columns = 90
    names = ",".join(f"m{at}" for at in range(n_columns))
    rows = "".join(
        ",".join(str((at * row) % 11) for at in range(n_columns)) + "\n" for row in range(2, 30)
    )
    page = look_at(opened(), f"{names}\n{rows}")
    assert len([each for each in page.selectbox if "_role_" in str(each.key)]) == MOST_LINES
    assert any(f"There is room for {MAX_INPUTS} numbers" in each for each in texts(page))
    say(page, "part", 2)
    say(page, "role_85", INPUT)
    assert control(page, "role_85").value == INPUT
    say(page, "target", 3)
    assert control(page, "target").value == 3
    press(page, "use_table")
    assert setup(page).table.target_names == ("m3",)
    assert "m85" in setup(page).table.input_names


HOSTILE = "<b>bold</b> *it* $x$ :red[r] `c` [l](http://x)"


def test_names_and_words_of_a_stranger_are_never_rendered() -> None:
    rows = "".join(f'{at},"<img src=x onerror=alert({at % 2})>","*{at % 2}*"\n' for at in range(6))
    page = look_at(opened(), f'a,"{HOSTILE}","{HOSTILE} 2"\n{rows}')
    assert control(page, "one").options == ["*0*", "*1*"]
    for each in (*page.markdown, *page.caption):
        assert "<b>" not in each.value
        assert "<img" not in each.value
    for each in page.selectbox:
        assert "<" not in each.label
    press(page, "use_table")
    fine(page.run())
