"""A table of words and units on the page: its cells, the new example, and the answers beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nn_core import Dataset, Experiment, Run
from nn_core.experiment.architecture import Architecture
from nn_core.experiment.preparation import Preparation
from nn_core.experiment.settings import TrainingSettings
from nn_core.sharing.file import to_document
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.coding import AMOUNT, Coding, TargetCoding
from nn_core.tables.csv_text import format_csv
from nn_core.tables.form import PLAIN, WORDS, Form
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import Table
from nn_ui.readouts import readouts
from nn_ui.session.examined import shown
from nn_ui.session.session import Session
from nn_ui.sidebar.column_words import about
from nn_ui.tabs.seen import INPUTS, TARGETS, YOURS, content
from nn_ui.tabs.tab_names import HOW_WELL, NUMBERS, SEEN
from tests.nn_ui.pages import fine

APP = Path(__file__).resolve().parents[3] / "app.py"
ROWS = (
    ("red", 5.0, "arve"),
    ("red", 4.0, "arve"),
    ("blue", 2.0, "lind"),
    ("blue", 1.0, "lind"),
    ("green", -4.0, "ulme"),
    ("green", -5.0, "ulme"),
)
TREES = Setup(
    OWN,
    Table(("colour", "size"), ("tree",), ROWS, (Form(WORDS), PLAIN, Form(WORDS))),
    ("red", 4.5),
    architecture=Architecture(bias=True, output_activation="softmax"),
    training=TrainingSettings(0.5, "categorical_cross_entropy"),
    iterations=300,
)
PRICES = Setup(
    OWN,
    Table(
        ("area",),
        ("price",),
        ((50.0, 100_000.0), (75.0, 150_000.0), (100.0, 200_000.0)),
        (Form(unit="m²"), Form(unit="€")),
    ),
    (60.0,),
    architecture=Architecture(bias=True, output_activation="identity"),
    training=TrainingSettings(0.1, "mean_squared_error"),
    preparation=Preparation(scale=True, scale_targets=True),
    iterations=1000,
)


def opened(setup: Setup) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    page.session_state["session"].setup = setup
    page.session_state["session"].editor.follow(setup)
    return fine(page.run())


def session(page: AppTest) -> Session:
    return page.session_state["session"]


def edit(page: AppTest, key: str, **changes: Any) -> AppTest:
    nothing: dict[str, Any] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
    page.session_state[key] = nothing | changes
    return fine(page.run())


def sent(page: AppTest, name: str) -> dict[str, Any]:
    components = page.get("bidi_component")
    (found,) = [each for each in components if each.proto.component_name == f"neuron_{name}"]
    return json.loads(found.proto.bytes or found.proto.json)


def texts(page: AppTest) -> str:
    return "\n".join(each.value for each in page.text)


def test_the_answers_beside_the_table_are_its_words() -> None:
    page = opened(TREES)
    fine(page.button(key="skip_to_end").click().run())
    told = sent(page, "answers")
    assert told["words"] == [["arve"], ["arve"], ["lind"], ["lind"], ["ulme"], ["ulme"]]
    assert all(float(share) > 0.6 for (share,) in told["output"])
    assert told["correct"] == [True] * 6


def test_answers_for_amounts_have_their_unit_and_no_words() -> None:
    page = opened(PRICES)
    fine(page.button(key="skip_to_end").click().run())
    told = sent(page, "answers")
    assert told["words"] is None
    assert told["output"] == [["100,000 €"], ["150,000 €"], ["200,000 €"]]


def test_a_known_word_typed_in_another_case_is_that_word_and_the_page_says_so() -> None:
    page = edit(opened(TREES), "table", edited_rows={0: {"tree": "LIND"}})
    now = session(page)
    assert now.setup.table.rows[0] == ("red", 5.0, "lind")
    assert now.editor.given == now.setup.table, "the editor shows what is used"
    assert 'the table takes "LIND" for "lind".' in texts(page)
    assert now.player.experiment.dataset.n_outputs == 3


def test_typing_the_word_that_stands_there_in_another_case_changes_nothing() -> None:
    page = opened(TREES)
    version = session(page).editor.version
    edit(page, "table", edited_rows={0: {"tree": "ARVE"}})
    now = session(page)
    assert now.setup == TREES
    assert (now.editor.given, now.editor.version) == (TREES.table, version + 1)


def test_a_new_word_is_another_class_and_can_be_chosen_for_the_new_example() -> None:
    page = opened(TREES)
    before = editor_of_example(page)
    edit(page, "table", added_rows=[{"colour": "grey", "size": "9", "tree": "eibe"}])
    assert editor_of_example(page) == before, "with another id it would lose what was typed"
    now = session(page)
    assert now.player.experiment.dataset.n_outputs == 4
    assert now.player.experiment.dataset.input_names[2] == "colour = grey"
    version = now.editor.version
    edit_both(page, {"colour": "grey"})
    assert now.player.cells == ("grey", 4.5)
    assert now.player.example == (0.0, 0.0, 1.0, 0.0, 4.5)
    assert now.editor.version == version, "no editor lost what was typed"


def editor_of_example(page: AppTest) -> str:
    """The id by which Streamlit knows the new example's editor."""
    (found,) = (one.proto.id for one in page.dataframe if one.proto.id.endswith("-new_example"))
    return found


def edit_both(page: AppTest, cells: dict[str, Any]) -> None:
    """Type into the new example, while the table's editor goes on saying what was added."""
    page.session_state["new_example"] = {
        "edited_rows": {0: cells},
        "added_rows": [],
        "deleted_rows": [],
    }
    page.session_state["table"] = {
        "edited_rows": {},
        "added_rows": [{"colour": "grey", "size": "9", "tree": "eibe"}],
        "deleted_rows": [],
    }
    fine(page.run())


def test_a_blank_word_waits_at_the_end_and_is_named_elsewhere() -> None:
    page = edit(opened(TREES), "table", added_rows=[{"colour": "red", "size": "3"}])
    assert session(page).editor.n_waiting == 1
    page = edit(opened(TREES), "table", edited_rows={1: {"tree": None}})
    assert 'Row 2, column "tree" is blank: type one of "arve", "lind", "ulme".' in texts(page)


def test_a_column_says_what_it_is() -> None:
    table = TREES.table
    assert about(table, 0) == "Input. Words: ` blue `, ` green `, ` red `"
    assert about(table, 2) == "Target: the answer to learn. Words: ` arve `, ` lind `, ` ulme `"
    assert about(PRICES.table, 1) == "Target: the answer to learn. Numbers, in ` € `"
    filled = replace(table, forms=(Form(WORDS, fills=True), Form(fills=True), Form(WORDS)))
    assert about(filled, 0).endswith("A blank cell counts as ` red `")
    assert about(filled, 1) == "Input. A blank cell counts as ` 0.5 `"


@pytest.mark.parametrize("word", ["**b**", "`", "``a", ":red[x]", "<b>", "$x$"])
def test_a_persons_words_are_never_markdown(word: str) -> None:
    table = replace(TREES.table, rows=((word, 1.0, "arve"), *ROWS[1:]))
    said = about(table, 0)
    fence = max(("`" * n for n in range(1, 5) if f"{'`' * n} {word} " in said), key=len)
    assert f"{fence} {word} {fence}" in said
    assert fence not in word


def test_the_prediction_is_a_word_and_programs_read_its_number() -> None:
    page = opened(TREES)
    fine(page.button(key="skip_to_end").click().run())
    said = readouts_of(page)
    outputs = session(page).player.snapshot.predict([session(page).player.example])[0]
    assert said["answer"] == f"arve {outputs[0]:.2f}"
    assert (said["prediction"], said["prediction-shown"]) == (f"{outputs[0]:.8f}", "")
    assert (said["target"], said["mark"]) == ("", "target not known")
    edit(page, "new_example", edited_rows={0: {"colour": "green", "size": "-4"}})
    said = readouts_of(page)
    assert said["answer"].startswith("ulme ")
    assert said["mark"] == "target: ulme"


def test_an_amount_is_predicted_with_its_unit() -> None:
    page = opened(replace(PRICES, new_example=(75.0,)))
    fine(page.button(key="skip_to_end").click().run())
    said = readouts_of(page)
    assert said["answer"] == "150,000.00 €"
    assert float(said["prediction"]) == pytest.approx(150_000)
    assert said["mark"] == "target 150,000 €"
    assert said["correct-label"].endswith(" €")


def test_divided_amounts_are_told_whole() -> None:
    coding = Coding((), (TargetCoding("v", AMOUNT, unit="€", divisor=1e6),), (), ("v",))
    data = Dataset([[1.0], [2.0]], [2.5, 3.5])
    network = Architecture(output_activation="identity")
    at = Run(Experiment(data, network)).at(0)
    said = readouts(at, (1.0,), coding)
    assert float(said["prediction"]) == pytest.approx(1e6 * at.predict([[1.0]])[0, 0])
    assert said["mark"] == "target 2,500,000 €"


def readouts_of(page: AppTest) -> dict[str, str]:
    return sent(page, "stage")["frames"][0]["readouts"]


def tab(setup: Setup, name: str) -> AppTest:
    page = opened(setup)
    page.session_state["tabs"] = name
    return fine(page.run())


def test_a_word_in_another_case_is_taken_for_the_known_one_and_said() -> None:
    page = edit(opened(TREES), "table", edited_rows={0: {"tree": "ULME"}})
    assert session(page).setup.table.rows[0][-1] == "ulme"
    said = 'Upper and lower case make no other word: the table takes "ULME" for "ulme".'
    assert said in [one.value for one in (*page.text, *page.caption, *page.info, *page.warning)]


def test_the_confusion_matrix_is_one_of_words() -> None:
    page = tab(TREES, HOW_WELL)
    (matrix,) = (one.value for one in page.dataframe if "Answered arve" in one.value.columns)
    assert [*matrix.index] == ["Target arve", "Target lind", "Target ulme"]


def test_the_confusion_of_two_words_names_them_both() -> None:
    rows = tuple((*row[:2], "yes" if row[2] == "arve" else "no") for row in ROWS)
    network = Architecture(bias=True)
    setup = replace(TREES, table=replace(TREES.table, rows=rows), architecture=network)
    page = tab(replace(setup, training=TrainingSettings(0.5)), HOW_WELL)
    (matrix,) = (one.value for one in page.dataframe if "Answered yes" in one.value.columns)
    assert [*matrix.index] == ["Target yes", "Target no"]


def test_the_typical_error_has_its_unit() -> None:
    page = tab(PRICES, HOW_WELL)
    (numbers,) = (one.value for one in page.dataframe if "Loss" in one.value.index)
    assert numbers.loc["Typical error (root mean square)", "Training rows"].endswith(" €")


def test_what_the_network_sees_stands_beside_the_table_row_by_row() -> None:
    page = tab(replace(TREES, held_back=0.2, preparation=Preparation(scale=True)), SEEN)
    player = session(page).player
    frame = content(player.experiment, player.table)
    assert [*frame.index] == ["1", "2", "3", "4", "5", "6 (test)"]
    assert [*frame[YOURS]["colour"]] == [row[0] for row in ROWS]
    inputs = np.vstack([player.experiment.X, player.experiment.X_test])
    assert np.array_equal(frame[INPUTS].to_numpy(), inputs)
    assert [*frame[INPUTS]] == ["colour = blue", "colour = green", "colour = red", "size"]
    assert [*frame[TARGETS].iloc[2]] == [0.0, 1.0, 0.0]
    assert "colour: 3 numbers, 0 or 1, one a word." in texts(page)
    assert "size, scaled: minus 1.6 (the mean)" in texts(page)


def test_scaled_amounts_are_seen_as_they_are_trained_with_the_way_back() -> None:
    page = tab(PRICES, SEEN)
    player = session(page).player
    seen_targets = content(player.experiment, player.table)[TARGETS]["price"]
    assert [*seen_targets] == pytest.approx([-(1.5**0.5), 0, 1.5**0.5])
    assert "price = 150,000 + 40,824.8 × output" in texts(page)


def test_a_table_that_enters_as_it_is_has_nothing_more_to_show() -> None:
    page = opened(Setup())
    assert SEEN not in [each.label for each in page.tabs]
    scaled = opened(Setup(preparation=Preparation(scale=True)))
    assert SEEN in [each.label for each in scaled.tabs]


def test_link_file_csv_and_undo_keep_every_word_and_digit() -> None:
    page = edit(opened(TREES), "new_example", edited_rows={0: {"colour": "blue"}})
    fine(page.button(key="skip_to_end").click().run())
    said, now = readouts_of(page), session(page)
    query = dict(parse_qsl(sent(page, "stage")["link"]["query"].removeprefix("?")))
    written = to_document(*shown(now.setup, now.player, ()))
    again = AppTest.from_file(str(APP), default_timeout=60)
    again.query_params.update(query)
    fine(again.run())
    other = AppTest.from_file(str(APP), default_timeout=60).run()
    file = ("experiment.json", written.encode(), "application/json")
    fine(other.file_uploader(key="open_experiment").set_value(file).run())
    for each in (again, other):
        assert readouts_of(each) == said
        assert session(each).player.table == TREES.table
        assert session(each).player.cells == ("blue", 4.5)
    csv = format_csv(now.setup.table)
    assert plan_for(open_table(csv.encode())).table == TREES.table
    fine(page.button(key="undo").click().run())
    assert session(page).setup == TREES


def test_one_step_in_numbers_says_which_numbers_the_words_of_its_row_are() -> None:
    said = texts(tab(TREES, NUMBERS))
    assert "Row 1, words as numbers: colour: red → 0, 0, 1; tree: arve → 1, 0, 0" in said
    assert "words as numbers" not in texts(tab(Setup(), NUMBERS))


def test_the_list_of_columns_says_what_each_is() -> None:
    page = opened(TREES)
    version = session(page).editor.version
    helps = [page.text_input(key=f"name_{version}_{place}").help for place in range(3)]
    assert helps == [about(TREES.table, place) for place in range(3)]
