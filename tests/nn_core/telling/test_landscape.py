"""The landscape in words: what is held, what it holds of the path, and which way is down."""

import re
from dataclasses import replace

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.run.landscape import Landscape, landscape, path_of
from nn_core.run.plane import of_path, of_two, through_ends
from nn_core.telling.landscape import directions, farthest, held, in_words, title

XOR = Dataset(X=[[0, 0], [0, 1], [1, 0], [1, 1]], y=[0, 1, 1, 0])
HIDDEN = Experiment(XOR, Architecture((2,), bias=True), TrainingSettings(learning_rate=0.5))
TWO = Experiment(XOR)
THREE = Experiment(XOR, Architecture(bias=True))


def found(experiment: Experiment, iteration: int, kind: str = "weights") -> Landscape:
    run = Run(experiment)
    run.advance_to(100)
    snapshot = run.at(iteration)
    path, now = path_of(run, snapshot), snapshot.parameters
    if kind == "weights":
        return landscape(snapshot, path, of_two(now, 0, 1))
    if kind == "ends":
        return landscape(snapshot, path, through_ends(path.parameters, now, run.at(100).parameters))
    return landscape(snapshot, path, of_path(path.parameters, now))


def test_the_title_says_how_much_is_held() -> None:
    said = title(found(HIDDEN, 50))
    assert said == "A slice: the other 7 weights and biases as they are now"
    assert title(found(THREE, 50)) == "A slice: the other number as it is now"
    assert title(found(TWO, 50)).startswith("All of the landscape")


@pytest.mark.parametrize(
    ("kind", "iteration", "said"),
    [
        ("ends", 50, "start, this moment and end"),
        ("ends", 100, "start and end, and along the path's bend"),
        ("path", 50, "two largest directions"),
        ("path", 0, "no path yet"),
    ],
)
def test_planes_of_the_path_say_what_they_go_through(kind: str, iteration: int, said: str) -> None:
    what = found(HIDDEN, iteration, kind)
    assert said in title(what)
    assert all(directions(what))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.634, "63 %"),
        (1.0, "100 %"),
        (0.99999, "over 99.9 %"),
        (0.996, "99.6 %"),
        (0.0001, "under 0.1 %"),
        (0.0, "0 %"),
    ],
)
def test_a_share_is_no_more_than_it_is(share: float, said: str) -> None:
    what = replace(found(HIDDEN, 50), share=share)
    assert held(what) == said


def test_before_the_first_update_nothing_is_said_of_a_path() -> None:
    what = found(HIDDEN, 0)
    assert (held(what), farthest(what)) == ("", "")
    assert "path" not in in_words(what)


def test_the_words_have_the_numbers_of_the_picture() -> None:
    what = found(HIDDEN, 80)
    said = in_words(what)
    assert f"Loss here {what.path.losses[-1]:.3g}" in said
    lowest = re.search(r"The lowest on the picture is ([\d.]+),", said)
    assert lowest is not None
    assert float(lowest[1]) == pytest.approx(what.losses.min(), rel=0.01)
    assert f"at most {what.distances.max():.3g} away from it" in said


def test_downhill_is_against_the_slope() -> None:
    what = found(HIDDEN, 80)
    first, second = directions(what)
    steep = replace(what, slope=np.array([2.0, -1.0]))
    assert f"Downhill: {first} falls, {second} rises." in in_words(steep)
    assert f"Downhill: {second} falls." in in_words(replace(what, slope=np.array([0.0, 1.0])))
    assert "flat here" in in_words(replace(what, slope=np.zeros(2)))
    path = replace(found(HIDDEN, 80, "path"), slope=np.array([2.0, -1.0]))
    assert "Downhill: to the left, upwards." in in_words(path)


def test_losses_too_large_for_numbers_are_said_in_words() -> None:
    what = found(HIDDEN, 80)
    path = replace(what.path, losses=np.full(len(what.path.losses), np.inf))
    lost = replace(what, losses=np.full((3, 3), np.nan), path=path, slope=np.full(2, np.nan))
    said = in_words(lost)
    assert "Loss here too large for a number." in said
    assert "nan" not in said
    assert "inf" not in said
