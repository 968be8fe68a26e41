"""Pictures in the film: to the byte what the snapshot of their own iteration computes."""

import base64

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run
from nn_core.arrays import FloatArray
from nn_core.network.activation import activation
from nn_ui.figures.axes import Axes
from nn_ui.figures.network import network_figure
from nn_ui.figures.palette import LIGHT
from nn_ui.figures.scope import Scope, input_ranges
from nn_ui.session.pace import pace
from nn_ui.session.player import Player
from nn_ui.stage import message, pictures
from nn_ui.stage.message import Message
from nn_ui.stage.scene import View

XOR = Dataset(X=[[0, 0], [0, 1], [1, 0], [1, 1]], y=[0, 1, 1, 0])
EXPERIMENT = Experiment(XOR, Architecture((3, 2), bias=True), seed=4)
MAP = Scope((0, 1), input_ranges(XOR), held=(0.0, 0.0))


def film(view: View, goal: int = 300) -> list[Message]:
    player = Player(EXPERIMENT, (0.0, 1.0), goal)
    player.play(pace("100"), 0.0)
    frames = player.tick(0.0)
    sent = [message.whole(player, view, frames, 0.0)]
    later = (number / 2 for number in range(1, 5))
    sent.extend(message.piece(player, view, player.tick(now), now) for now in later)
    return sent


def view(scope: Scope | None, *, thumbnails: bool = False) -> View:
    return View(Axes(300, True, False, LIGHT), scope=scope, thumbnails=thumbnails)


def axis(low: float, high: float, n: int) -> list[float]:
    return [low + (high - low) * step / (n - 1) for step in range(n)]


def by_hand(values: FloatArray, low: float, high: float, top: int) -> list[int]:
    """Quantised one by one, as the text of the format says."""
    return [round(min(1.0, max(0.0, (value - low) / (high - low))) * top) for value in values]


@pytest.mark.parametrize("held_back", [0, 1])
def test_every_frame_s_map_is_its_own_snapshot_s_to_the_byte(held_back: int) -> None:
    fresh = Run(EXPERIMENT)
    fresh.advance_to(300)
    n, (across, up) = MAP.n_points, MAP.ranges
    rows = [[x, y] for y in axis(*up, n) for x in axis(*across, n)]
    frames = [frame for each in film(view(MAP)) for frame in each["frames"]]
    assert len(frames) > 40
    for frame in frames[held_back::13]:
        found = np.frombuffer(base64.b64decode(frame["picture"]), "<u2")
        expected = by_hand(fresh.at(frame["iteration"]).predict(rows)[:, 0], 0, 1, 65535)
        assert found.tolist() == expected


def test_a_cube_comes_a_few_times_a_second_and_a_map_with_every_frame() -> None:
    cube = Scope((0, 1, 0), (*MAP.ranges, MAP.ranges[0]), MAP.held)
    for where, most in ((MAP, 30), (cube, 5)):
        frames = [frame for each in film(view(where)) for frame in each["frames"]]
        times = [frame["time"] for frame in frames if "picture" in frame]
        a_second = len(times) / frames[-1]["time"]
        assert most / 2 < a_second <= most + 1
        assert "picture" in frames[0]


def test_without_a_scope_no_picture_is_computed() -> None:
    for each in film(view(None)):
        assert not any("picture" in frame or "thumbnails" in frame for frame in each["frames"])
    assert "prediction" in film(view(None))[0]["figures"]
    assert set(film(view(MAP))[0]["figures"]) == {"network", "loss", "weights", "output"}


def test_values_beyond_the_range_are_drawn_at_its_ends() -> None:
    values = np.array([-5.0, 0.0, 0.5, 1.0, 7.0, np.inf, -np.inf, np.nan])
    found = pictures.quantised(values, (0.0, 1.0), np.uint8)
    assert found.tolist() == [0, 0, 128, 255, 255, 255, 0, 0]


def test_thumbnails_are_the_neurons_over_the_map_s_plane() -> None:
    fresh = Run(EXPERIMENT)
    fresh.advance_to(120)
    moment, (across, up) = fresh.at(120), MAP.ranges
    rows = np.array([[x, y] for y in axis(*up, 20) for x in axis(*across, 20)])
    layers = moment.forward(rows)
    found = pictures.thumbnails(moment)
    assert [len(layer) for layer in found] == [3, 2, 1]
    figure = network_figure(moment, (0.0, 1.0), LIGHT)
    assert len(figure.layout.meta["pictures"]["neurons"]) == 6
    for layer, state in zip(found, layers, strict=True):
        for neuron, text in enumerate(layer):
            painted = list(base64.b64decode(text))
            assert painted == by_hand(state.output[:, neuron], 0, 1, 255)


def test_thumbnails_come_along_with_frames_when_they_are_asked_for() -> None:
    frames = [f for each in film(view(MAP, thumbnails=True)) for f in each["frames"]]
    fresh = Run(EXPERIMENT)
    fresh.advance_to(300)
    with_them = [frame for frame in frames if "thumbnails" in frame]
    assert len(with_them) > 20
    for frame in with_them[::9]:
        assert frame["thumbnails"] == pictures.thumbnails(fresh.at(frame["iteration"]))


def test_only_networks_of_two_inputs_have_thumbnails() -> None:
    three = Experiment(Dataset(X=[[0, 0, 1]], y=[1]), Architecture((2,)))
    assert pictures.thumbnails(Run(three).at(0)) == []


@pytest.mark.parametrize(("activation", "ends"), [("tanh", (-1, 1)), ("relu", None)])
def test_thumbnails_of_other_activations(activation: str, ends: tuple[float, float] | None) -> None:
    shape = Architecture((4,), bias=True, activation=activation)
    moment = Run(Experiment(XOR, shape, seed=3)).at(0)
    rows = np.array([[x, y] for y in axis(*MAP.ranges[1], 20) for x in axis(*MAP.ranges[0], 20)])
    for neuron, text in enumerate(pictures.thumbnails(moment)[0]):
        values = moment.forward(rows)[0].output[:, neuron]
        largest = float(np.abs(values).max()) or 1.0
        low, high = ends or (-largest, largest)
        assert list(base64.b64decode(text)) == by_hand(values, low, high, 255)


def test_a_neuron_without_bounds_is_scaled_by_its_own_largest_output() -> None:
    relu, tanh = activation("relu"), activation("tanh")
    assert pictures._ends(relu, np.array([-2.0, 1.0])) == (-2.0, 2.0)
    assert pictures._ends(relu, np.zeros(3)) == (-1.0, 1.0)
    assert pictures._ends(tanh, np.zeros(3)) == (-1.0, 1.0)


def test_a_piece_with_maps_stays_small() -> None:
    import json

    assert max(len(json.dumps(each)) for each in film(view(MAP))[1:]) < 200_000
