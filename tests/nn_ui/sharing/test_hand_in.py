"""A report that is handed in: name, guesses, changes, a conclusion, and a link that works."""

import re
import shlex
from html import unescape

import pytest

from nn_core.__main__ import main
from nn_core.lessons import lesson
from nn_core.sharing.setup import Moment, Setup
from nn_ui.report import hand_in as parts
from nn_ui.report.hand_in import HandIn
from nn_ui.session.session import Session
from tests.nn_ui.lessons.test_strip import guess, opened, session
from tests.nn_ui.pages import press
from tests.nn_ui.sharing.test_files import Made, made  # noqa: F401
from tests.nn_ui.test_journeys import type_in

NASTY = "Ann & <script>alert(1)</script>"


def command(written: str) -> list[str]:
    (found,) = re.findall(r"python -m nn_core (--link [^<]*)</p>", written)
    return shlex.split(unescape(found))


def test_a_learner_hands_in_what_was_guessed_found_changed_and_concluded(
    made: Made,  # noqa: F811
) -> None:
    page = press(opened(), "open_lesson_3_list")
    guess(page, lesson(3), "0.3")
    press(page, "skip_to_end")
    press(page, "open_lesson_5_list")
    guess(page, lesson(5), "0.50")
    type_in(page, "learning_rate", 0.7)
    page.text_input(key="hand_in_name").set_value(NASTY).run()
    page.text_area(key="hand_in_conclusion").set_value("Bias\n<b>counts</b>").run()
    written = made["report.html"]()
    assert "<script" not in written
    assert "<b>" not in written
    text = unescape(written)
    assert f"Name: {NASTY}</span>" in text
    assert "Bias\n<b>counts</b>" in text
    cells = re.findall(r"<td>([^<]*)</td>", written)
    row = cells.index("3. The step size")
    assert cells[row : row + 5] == ["3. The step size", "0.3", "0.2", "no", "not yet"]
    row = cells.index("5. What the bias is for")
    assert cells[row : row + 4] == ["5. What the bias is for", "0.50", "not seen yet", "–"]
    changed = written[written.index("What was changed") :]
    assert "Compared with lesson 5:" in changed
    assert "<td>Learning rate</td><td>1</td><td>0.7</td>" in changed


@pytest.mark.parametrize(
    ("panel", "said"),
    [
        ("landscape", ["<h2>Landscape</h2>", "A slice: the other 7 weights"]),
        ("hidden", ["<h2>Hidden layer</h2>", "Where hidden layer 1 puts the rows."]),
    ],
)
def test_the_report_has_what_the_fourth_picture_shows(
    panel: str,
    said: list[str],
    made: Made,  # noqa: F811
) -> None:
    opened(problem="xor_two_inputs", hidden="2", bias="1", t="30", panel=panel)
    assert all(words in made["report.html"]() for words in said)
    opened(problem="xor_two_inputs", hidden="2", bias="1", t="30")
    assert not any(words in made["report.html"]() for words in said)


@pytest.mark.parametrize("problem", ["article", "half_adder"])
def test_the_link_of_a_report_is_checked_by_the_command_that_it_gives(
    problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = opened(problem=problem, iterations="300")
    press(page, "skip_to_end")
    found: Session = session(page)
    prediction = found.player.snapshot.predict([found.player.example])[0].tolist()
    moment = Moment(found.setup, 300, (("progress", "1co.3c"), ("lesson", "3")))
    handed = HandIn(address="https://school.example.org/neuron/")
    written = parts.link(handed, moment, prediction)
    assert '<a href="https://school.example.org/neuron/?' in written
    assert main(command(written)) == 0
    wrong = command(parts.link(handed, moment, [value + 1e-6 for value in prediction]))
    assert main(wrong) == 1
    assert "NO, the prediction is" in capsys.readouterr().out


@pytest.mark.parametrize(
    "address",
    ["", "javascript:alert(1)", 'https://a"onload="x', "https://a/$(id)", "https://a/`id`"],
)
def test_an_address_that_is_none_is_not_made_a_link(address: str) -> None:
    written = parts.link(HandIn(address=address), Moment(Setup(), 10), [0.5])
    assert "<a " not in written
    assert "python" not in written
    assert "v=1" in written


def test_a_report_of_the_beginning_gives_no_command() -> None:
    written = parts.link(HandIn(address="http://a/"), Moment(Setup(), 0), [0.5])
    assert "<a " in written
    assert "python" not in written


def test_progress_comes_back_with_the_link() -> None:
    page = press(opened(), "open_lesson_1_first")
    guess(page, lesson(1), "1.00")
    press(page, "skip_to_end")
    query = dict(session(page).sharing.address.query)
    assert query["progress"] == "1co"
    again = opened(**query)
    memory = session(again).view.lessons
    assert (memory.guesses, memory.settled) == ({1: "1.00"}, {1})
    assert "Outcome: 0.99." in "\n".join(line.value for line in again.text)
