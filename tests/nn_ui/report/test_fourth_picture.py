"""The landscape and a hidden layer in the report: drawn and told as on the page."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.run.landscape import Landscape, landscape, path_of
from nn_core.run.plane import of_two
from nn_core.telling.landscape import in_words
from nn_ui.figures.landscape_heights import heights_of
from nn_ui.figures.palette import LIGHT
from nn_ui.report.fourth_picture import hidden_layer, landscape_picture
from nn_ui.report.frame import Frame

DATA = Dataset(
    X=[[0, 0], [0, 1], [1, 0], [1, 1]], y=[0, 1, 1, 0], input_names=("<b>bold</b>", "%{y}")
)
RUN = Run(Experiment(DATA, Architecture((2,), bias=True), TrainingSettings(learning_rate=1.0)))
RUN.advance_to(100)


def found(iteration: int = 100) -> Landscape:
    snapshot = RUN.at(iteration)
    return landscape(snapshot, path_of(RUN, snapshot), of_two(snapshot.parameters, 0, 6))


def drawn(what: Landscape) -> ElementTree.Element:
    picture = landscape_picture(what, LIGHT)
    assert picture.name == "Landscape"
    return ElementTree.fromstring(f"<x>{picture.content}</x>")


def test_the_landscape_has_its_title_its_words_and_no_markup_of_a_name() -> None:
    whole = "".join(drawn(found()).itertext())
    assert "A slice: the other 7 weights and biases as they are now" in whole
    assert in_words(found()) in whole
    assert not drawn(found()).findall(".//b")


def test_contours_and_path_are_those_of_the_landscape() -> None:
    what, tree = found(), drawn(found())
    contours = [one for one in tree.iter("path") if one.get("class") == "contour"]
    levels = heights_of(what).contours
    assert len(contours) == len(np.arange(levels["start"], levels["end"], levels["size"]))
    assert all("nan" not in (one.get("d") or "") for one in contours)
    (line,) = tree.iter("polyline")
    points = [[float(each) for each in pair.split(",")] for pair in line.get("points", "").split()]
    ends = (what.across[0], what.across[-1]), (what.up[0], what.up[-1])
    frame = Frame(*ends, LIGHT, left=60)
    wanted = [[frame.x(x), frame.y(y)] for x, y in what.places.tolist()]
    assert np.array(points) == pytest.approx(np.array(wanted), abs=0.06)
    (now,) = tree.iter("circle")
    assert [float(now.get("cx", "")), float(now.get("cy", ""))] == pytest.approx(points[-1])


def test_a_landscape_before_the_first_update_is_drawn_too() -> None:
    assert re.search(r"loss|Loss", "".join(drawn(found(0)).itertext()))
    (line,) = drawn(found(0)).iter("polyline")
    assert len(line.get("points", "").split()) == 1


def test_a_hidden_layer_is_told_in_words() -> None:
    picture = hidden_layer(RUN.at(100), 0)
    assert picture.name == "Hidden layer"
    assert picture.content.startswith("<p>Where hidden layer 1 puts the rows. Its axes are")
