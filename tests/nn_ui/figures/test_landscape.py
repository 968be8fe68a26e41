"""The landscape's figures: the run's own losses, where it went, and an honest title."""

import base64
import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.arrays import FloatArray
from nn_core.run.landscape import Landscape, landscape, path_of
from nn_core.run.plane import along_line, of_path, of_two, through_ends
from nn_core.telling.landscape import in_words
from nn_ui.figures.landscape import landscape_figure
from nn_ui.figures.landscape_heights import MOST_CONTOURS, heights_of
from nn_ui.figures.landscape_path import MOST_RINGS, ringed
from nn_ui.figures.palette import DARK, LIGHT

DATA = Dataset(
    X=[[0, 0], [0, 1], [1, 0], [1, 1]],
    y=[0, 1, 1, 0],
    input_names=("<b>bold</b>", "%{y}"),
)
EXPERIMENT = Experiment(
    DATA, Architecture((2,), bias=True, activation="tanh"), TrainingSettings(learning_rate=0.5)
)


def found(iteration: int = 120, kind: str = "weights") -> Landscape:
    run = Run(EXPERIMENT)
    run.advance_to(200)
    snapshot = run.at(iteration)
    path, now = path_of(run, snapshot), snapshot.parameters
    planes = {
        "weights": of_two(now, 0, 6),
        "ends": through_ends(path.parameters, now, run.at(200).parameters),
        "path": of_path(path.parameters, now),
    }
    return landscape(snapshot, path, planes[kind])


def drawn(found: Landscape, **how: bool) -> dict[str, Any]:
    text = landscape_figure(found, LIGHT, **how).to_json()
    made: dict[str, Any] = json.loads(text, parse_constant=pytest.fail)
    return made


def numbers(packed: Any) -> FloatArray:
    if isinstance(packed, list):
        return np.array(packed)
    values = np.frombuffer(base64.b64decode(packed["bdata"]), packed["dtype"])
    shape = [int(size) for size in packed.get("shape", str(len(values))).split(",")]
    return np.asarray(values.reshape(shape), dtype=np.float64)


def caption(figure: dict[str, Any]) -> str:
    (text,) = [one["text"] for one in figure["layout"]["annotations"] if one.get("name")]
    return str(text)


@pytest.mark.parametrize("in_three", [False, True])
@pytest.mark.parametrize("kind", ["weights", "ends", "path"])
def test_figures_are_valid_and_names_stay_text(kind: str, in_three: bool) -> None:
    for iteration in (0, 120):
        for colours in (LIGHT, DARK):
            made = landscape_figure(found(iteration, kind), colours, in_three=in_three)
            shown = json.loads(made.to_json(), parse_constant=pytest.fail)
            shown["layout"].pop("meta")  # the browser shows these names as text
            assert "<b>bold" not in json.dumps(shown)
            assert "%{y}<" not in json.dumps(shown).replace("%{y}<br>loss", "")


@pytest.mark.parametrize(("in_three", "kind"), [(False, "contour"), (True, "surface")])
def test_heights_are_powers_of_ten_of_the_losses(in_three: bool, kind: str) -> None:
    ground = drawn(found(), in_three=in_three)["data"][0]
    assert ground["type"] == kind
    losses = numbers(ground["customdata"])
    assert losses == pytest.approx(found().losses, rel=1e-6)
    assert numbers(ground["z"]) == pytest.approx(np.log10(found().losses), abs=1e-6)
    assert numbers(ground["x"]) == pytest.approx(found().across)


def test_there_are_some_contours_and_not_too_many() -> None:
    levels = drawn(found())["data"][0]["contours"]
    assert 4 <= (levels["end"] - levels["start"]) / levels["size"] + 1 <= MOST_CONTOURS + 1


def test_the_path_ends_at_this_moment_and_its_rings_say_how_far_it_was() -> None:
    what = found()
    traces = {trace.get("name"): trace for trace in drawn(what)["data"]}
    line = np.stack([numbers(traces["path"][axis]) for axis in "xy"], axis=1)
    assert line == pytest.approx(what.places)
    now = [float(numbers(traces["now"][axis])[0]) for axis in "xy"]
    assert now == pytest.approx(what.places[-1].tolist())
    rings, sizes = traces["distance"], numbers(traces["distance"]["marker"]["size"])
    assert len(sizes) <= MOST_RINGS + 1
    order = np.argsort(what.distances[ringed(what)])
    assert (np.diff(sizes[order]) >= 0).all()
    assert rings["text"][0].startswith("iteration 0<br>loss then ")
    assert rings["text"][0].endswith(" from this plane")
    assert rings["text"][-1].endswith("on this plane")


def test_the_arrow_points_downhill() -> None:
    what = found()
    (arrow,) = [one for one in drawn(what)["layout"]["annotations"] if one.get("axref")]
    way = np.array([arrow["x"] - arrow["ax"], arrow["y"] - arrow["ay"]])
    assert way @ what.slope == pytest.approx(-np.linalg.norm(way) * np.linalg.norm(what.slope))
    level = replace(what, slope=np.zeros(2))
    assert not [one for one in drawn(level)["layout"]["annotations"] if one.get("axref")]


def test_the_title_says_what_is_held_and_how_much_the_plane_holds() -> None:
    said = caption(drawn(found()))
    assert said.startswith(
        "A slice: the other 7 weights and biases as they are now · iteration 120"
    )
    share, most = found().share, found().distances.max()
    assert share is not None
    assert f"ring: distance from this plane, up to {most:.3g}" in said
    assert f"it holds {100 * share:.0f} % of the path" in said
    assert "stands still" not in said
    assert "stands still" in caption(drawn(found(), is_still=True))
    assert "no path yet" in caption(drawn(found(0, "path")))


def test_only_a_plane_of_two_weights_can_be_clicked_on() -> None:
    assert drawn(found())["layout"]["meta"]["parameters"] == [0, 6]
    assert drawn(found(kind="path"))["layout"]["meta"]["parameters"] is None


def test_kept_runs_stand_on_it_and_a_line_leads_to_one() -> None:
    run, kept = Run(EXPERIMENT), Run(replace(EXPERIMENT, seed=4))
    snapshot, other = run.at(run.advance_to(50)), kept.at(kept.advance_to(50))
    path = path_of(run, snapshot)
    plane = along_line(path.parameters, snapshot.parameters, other.parameters)
    what = landscape(snapshot, path, plane, {"Kept": other})
    assert caption(drawn(what)).startswith("A slice along the line to a kept run · iteration 50")
    traces = {trace.get("name"): trace for trace in drawn(what)["data"]}
    far = float(np.linalg.norm(other.parameters - snapshot.parameters))
    assert numbers(traces["kept"]["x"]) == pytest.approx([far])
    assert traces["kept"]["text"] == ["Kept"]
    assert traces["kept"]["hovertext"][0].endswith("on this plane")
    assert numbers(traces["line"]["x"]) == pytest.approx([0.0, far], abs=1e-12)
    assert f"Kept is at {far:.3g} across and " in in_words(what)
    assert drawn(what, in_three=True)["data"][-1]["text"] == ["Kept"]
    assert "kept" not in {trace.get("name") for trace in drawn(found())["data"]}


def test_losses_that_cannot_be_drawn_leave_a_gap() -> None:
    losses = found().losses.copy()
    losses[0, :4] = math.inf, math.nan, 1e200, 0.0
    heights = heights_of(replace(found(), losses=losses))
    assert np.isnan(heights.values[0, :3]).all()
    assert np.isfinite(heights.values[0, 3:]).all()
    assert heights.values[0, 3] == heights.values[np.isfinite(heights.values)].min()
    nothing = heights_of(replace(found(), losses=np.full((61, 61), math.inf)))
    assert math.isfinite(nothing.low)
    assert nothing.low < nothing.high
    level = heights_of(replace(found(), losses=np.full((61, 61), 0.25)))
    assert level.low < math.log10(0.25) < level.high
