"""Files without a browser: what is saved opens again, and whatever is opened, the page works."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from nn_core import Run
from nn_ui.sharing import files
from nn_ui.tabs.tab_names import PROGRAM
from tests.nn_ui.sharing.test_link import notices, opened_at
from tests.nn_ui.test_journeys import (
    choose,
    edit,
    fine,
    line,
    opened,
    player,
    press,
    readouts,
    sent,
    texts,
    type_in,
)

Made = dict[str, Callable[[], str]]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """What the page would write into each file, by its name."""
    found: Made = {}

    def download(label: str, name: str, text: Callable[[], str]) -> None:
        found[name] = text

    monkeypatch.setattr(files, "download", download)
    return found


def upload(page: AppTest, data: bytes) -> AppTest:
    uploader = page.file_uploader(key="open_experiment")
    return fine(uploader.set_value(("experiment.json", data, "application/json")).run())


def changed_page() -> AppTest:
    page = edit(choose(opened(), "or"), edited_rows={1: {"Target": 0.75}})
    type_in(page, "hidden_layers", 1)
    type_in(page, "l2", 0.01)
    fine(page.toggle(key="log_loss").set_value(True).run())
    return fine(page.slider(key="timeline").set_value(345).run())


def test_a_saved_experiment_opens_with_every_digit(made: Made) -> None:
    page = changed_page()
    saved = made["experiment.json"]()
    again = upload(opened(), saved.encode())
    assert notices(again) == []
    assert "file is open" in line(again)
    assert readouts(again) == readouts(page)
    assert sent(again)["link"]["query"] == sent(page)["link"]["query"]
    assert made["experiment.json"]() == saved


def test_a_saved_experiment_shows_the_same_landscape(made: Made) -> None:
    page = fine(changed_page().segmented_control(key="panel").set_value("Landscape").run())
    fine(page.radio(key="landscape_plane").set_value("ends").run())
    fine(page.toggle(key="landscape_in_three").set_value(True).run())
    saved = made["experiment.json"]()
    assert '"landscape": "ends.three"' in saved
    again = upload(opened(), saved.encode())
    assert again.radio(key="landscape_plane").value == "ends"
    assert again.toggle(key="landscape_in_three").value
    assert made["experiment.json"]() == saved


def test_undo_after_opening_brings_the_whole_experiment_back(made: Made) -> None:
    page = changed_page()
    saved, before = made["experiment.json"](), readouts(page)
    other = '{"problem": "circle", "network": {"hidden": [3, 2]}, "seed": 9, "t": 4}'
    upload(page, other.encode())
    assert player(page).experiment.architecture.hidden == (3, 2)
    press(page, "undo")
    assert readouts(page) == before
    assert made["experiment.json"]() == saved
    # The file is still in its field, and is not opened a second time.
    assert readouts(fine(page.run())) == before


def test_weights_are_written_when_they_are_wished_for(made: Made) -> None:
    page = fine(opened().slider(key="timeline").set_value(20).run())
    assert "weights" not in json.loads(made["experiment.json"]())
    fine(page.toggle(key="with_weights").set_value(True).run())
    weights = json.loads(made["experiment.json"]())["weights"]
    assert weights["iteration"] == 20
    assert weights["layers"][0]["weights"] == player(page).snapshot.weights[0].tolist()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a JSON document"),
        (b"\x89PNG", "not a JSON document"),
        (b'{"a": 1}', "holds no experiment"),
        (b'{"format": "<b>other</b>", "seed": 1}', "another kind"),
        (b'{"seed": "$x$", "network": [], "table": {"rows": [[1]]}}', "left out"),
        (b'{"table": {"inputs": ["<i>"], "targets": [], "rows": [[null, null]]}}', ""),
    ],
)
def test_a_bad_file_gets_a_sentence(data: bytes, said: str) -> None:
    page = upload(opened(), data)
    assert any(said in each for each in texts(page))
    press(page, "step")


def test_the_program_shown_computes_what_is_shown(made: Made) -> None:
    page = opened_at(tab="program", t="60", problem="xor", hidden="3")
    assert page.session_state["tabs"] == PROGRAM
    shown = page.code[0].value
    assert shown.strip() == made["neural_network.py"]().strip()
    printed: list[Any] = []
    exec(compile(shown, "program", "exec"), {"print": lambda *words: printed.extend(words)})
    found = " ".join(map(str, printed))
    assert readouts(page)["prediction"] in found


def test_other_files_hold_the_present_moment(made: Made) -> None:
    page = fine(opened().slider(key="timeline").set_value(33).run())
    run = Run(player(page).experiment)
    run.advance_to(33)
    model = json.loads(made["model.json"]())
    assert (model["iteration"], model["loss"]) == (33, run.at(33).loss)
    *_, last = made["history.csv"]().splitlines()
    assert last.startswith(f"33,{run.at(33).loss!r},")
    assert "n_iterations = 33" in made["neural_network.ipynb"]()
    written = made["report.html"]()
    assert "iteration 33</h1>" in written
    assert readouts(page)["prediction"] in written
