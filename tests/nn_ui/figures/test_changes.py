"""Changes on the way: their words, and their marks on the time charts."""

import math

import pytest

from nn_core import Dataset, Experiment, Intervention
from nn_ui.figures.axes import LOG_PLACE_OF_ZERO, Axes
from nn_ui.figures.changes import in_words, marks
from nn_ui.figures.palette import LIGHT

NASTY = Dataset(X=[[0, 1], [1, 1]], y=[0, 1], input_names=("<b>a</b>", "%{x}"))
CHANGES = (
    Intervention(0, "learning_rate", 2.0),
    Intervention(500, "learning_rate", 0.1),
    Intervention(500, "parameter", -1.5, 0),
    Intervention(2000, "l2", 0.01),
)
EXPERIMENT = Experiment(NASTY, interventions=CHANGES)


def axes(*, log_iterations: bool) -> Axes:
    return Axes(10_000, log_iterations, log_loss=False, colours=LIGHT)


def test_a_change_in_words() -> None:
    names = ("Input 1", "Input 2")
    assert in_words(CHANGES[1], names) == "Iteration 500: learning rate 0.1"
    assert in_words(CHANGES[2], names) == "Iteration 500: Input 1 set to −1.5"
    assert in_words(CHANGES[3], names) == "Iteration 2,000: L2 0.01"


@pytest.mark.parametrize("log_iterations", [True, False])
def test_every_iteration_with_changes_has_one_line_and_one_sign(log_iterations: bool) -> None:
    found = marks(EXPERIMENT, axes(log_iterations=log_iterations))
    zero = LOG_PLACE_OF_ZERO if log_iterations else 0
    assert [line["x0"] for line in found["shapes"]] == [zero, 500, 2000]
    assert all(line["x0"] == line["x1"] for line in found["shapes"])
    signs = found["annotations"]
    places = [math.log10(x) for x in (zero, 500, 2000)] if log_iterations else [0, 500, 2000]
    assert [sign["x"] for sign in signs] == places
    assert "learning rate 0.1" in signs[1]["hovertext"]
    assert "set to −1.5" in signs[1]["hovertext"]


def test_names_are_shown_to_the_letter() -> None:
    told = marks(EXPERIMENT, axes(log_iterations=True))["annotations"][1]["hovertext"]
    assert "<" not in told.replace("<br>", "", 1)
    assert "&lt;b&gt;a" in told


def test_without_changes_there_are_no_marks() -> None:
    assert marks(Experiment(NASTY), axes(log_iterations=True)) == {"shapes": [], "annotations": []}
