"""What is sent to the stage: nothing plays that was not computed, and nothing gets lost."""

import base64
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.limits import MAX_INPUTS
from nn_core.problems.ready_made import PROBLEMS, problem
from nn_core.run import schedule
from nn_core.run.curves import curves
from nn_core.run.metrics import held_back_metrics
from nn_core.tables.table import to_dataset
from nn_ui.figures.axes import Axes
from nn_ui.figures.network import network_figure
from nn_ui.figures.palette import LIGHT
from nn_ui.readouts import readouts
from nn_ui.session.drawn_curves import DRAWN_PER_OCTAVE, DRAWN_ROWS
from nn_ui.session.pace import FASTEST, Pace, pace
from nn_ui.session.playback import Tempo
from nn_ui.session.player import Player
from nn_ui.stage import message
from nn_ui.stage.answers import answers
from nn_ui.stage.message import MOST_LINES_A_SECOND, Message
from nn_ui.stage.scene import View
from tests.nn_core.tables.test_number_style import read
from tests.node import in_node, patched

ARTICLE = Experiment(to_dataset(PROBLEMS[0].table))
HALF_ADDER = Experiment(to_dataset(problem("half_adder").table), seed=5)
DEEP = Experiment(to_dataset(problem("xor").table), Architecture((4, 2), bias=True), seed=2)
WIDE = Experiment(
    Dataset(X=np.eye(4), y=[0, 1, 1, 0], X_test=[[1, 1, 0, 0]], y_test=[1]),
    Architecture((16, 16, 16, 16), bias=True),
)
# Its loss grows to 7.7e45 in four iterations, and is no longer a number of four bytes.
HUGE = Experiment(ARTICLE.dataset, Architecture((4,), True, "identity", "identity"))
LINE = Architecture((), False, "identity", "identity")
RANDOM = np.random.RandomState(0)
LARGEST = Experiment(Dataset(X=RANDOM.rand(1000, MAX_INPUTS), y=RANDOM.rand(1000, 4).round()))
# Pieces that hold little, so that there are many.
SHORT = Tempo(0.5, 1.1, 30)
PIECES_A_SECOND = 2


def view(last: int = 10_000, *, log_iterations: bool = True, log_loss: bool = False) -> View:
    return View(Axes(last, log_iterations, log_loss, LIGHT))


def new_learner(experiment: Experiment = ARTICLE, goal: int = 10_000) -> Player:
    return Player(experiment, tuple(experiment.dataset.X[-1].tolist()), goal)


def film(player: Player, how: View, at: Pace, seconds: float) -> list[Message]:
    """All messages of a play: first the whole, then pieces, then the whole of the page at rest."""
    player.play(at, 0.0)
    assert player.playback is not None
    player.playback.tempo = SHORT
    frames = player.tick(0.0)
    found = [message.whole(player, how, frames, 0.0)]
    for number in range(1, int(seconds * PIECES_A_SECOND) + 1):
        now = number / PIECES_A_SECOND
        frames = player.tick(now)
        if not player.is_playing:
            break
        found.append(message.piece(player, how, frames, now))
    return found


def floats(points: dict[str, Any]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(points["values"]), f"<{points['kind']}")


class Kept(NamedTuple):
    """What the browser keeps of the curves: whether each message could be added, the iterations,
    and a row of values for each key."""

    added: list[bool]
    times: list[int]
    rows: np.ndarray


def in_the_browser(sent: Sequence[Message], plays: Sequence[Sequence[int]]) -> list[Kept]:
    """What is kept after each play, which is the numbers of the messages that have arrived."""
    body = """
    const { Curves } = await at("curves");
    return given.plays.map((numbers) => {
      const curves = new Curves();
      const added = numbers.map((number) => curves.add(given.points[number]));
      return [added, curves.times, curves.keys.map((key) => curves.series[key])];
    });
    """
    found = in_node(body, {"points": [each["points"] for each in sent], "plays": plays})
    return [Kept(added, times, np.array(rows, "<f4")) for added, times, rows in found]


def expected_rows(player: Player) -> np.ndarray:
    fresh = Run(player.experiment)
    fresh.advance_to(player.run.iteration)
    kept = schedule.up_to(player.run.iteration, DRAWN_PER_OCTAVE)
    found = curves(fresh, kept, player.example, DRAWN_ROWS)
    flat = found.output.reshape(len(kept), -1)
    return np.column_stack([found.loss, found.parameters, flat, found.prediction]).T.astype("<f4")


def assert_is_json(sent: Message) -> int:
    """No NaN and no Infinity anywhere, in figures neither; returns the size in bytes."""
    text = json.dumps(sent, allow_nan=False)
    for figure in sent.get("figures", {}).values():
        assert_finite(json.loads(figure, parse_constant=pytest.fail))
    assert np.isfinite(floats(sent["points"])).all()
    return len(text)


def assert_finite(part: Any) -> None:
    """Plotly sends arrays as base64 too, as {"dtype": ..., "bdata": ...}."""
    if isinstance(part, dict) and "bdata" in part:
        found = np.frombuffer(base64.b64decode(part["bdata"]), part["dtype"])
        assert np.isfinite(found).all()
    elif isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            assert_finite(each)


@pytest.mark.parametrize("experiment", [ARTICLE, HALF_ADDER, DEEP])
@pytest.mark.parametrize("at", [pace("log"), FASTEST])
def test_every_frame_is_the_snapshot_of_its_iteration(experiment: Experiment, at: Pace) -> None:
    player, fresh = new_learner(experiment, 3000), Run(experiment)
    fresh.advance_to(3000)
    sent = film(player, view(3000), at, 12)
    for each in sent:
        keys = each["points"]["keys"]
        for frame in each["frames"]:
            moment = fresh.at(frame["iteration"])
            values = dict(zip(keys, frame["values"], strict=True))
            assert values["loss"] == moment.loss
            weights = [values[key] for key in keys if key.startswith("weight")]
            np.testing.assert_array_equal(weights, moment.parameters)
            predicted = [values[key] for key in keys if key.startswith("prediction")]
            np.testing.assert_array_equal(predicted, moment.predict([player.example])[0])
            for key in (key for key in keys if key.startswith("row")):
                row, output = map(int, key.removeprefix("row").split("output"))
                assert values[key] == moment.output[row, output]
            assert frame["readouts"] == readouts(moment, player.example)
            assert frame["readouts"]["iteration"] == str(frame["iteration"])
    assert max(frame["iteration"] for each in sent for frame in each["frames"]) == 3000


def test_of_many_weights_a_frame_has_those_with_curves_and_few_diagrams() -> None:
    player = new_learner(WIDE, 300)
    player.run.advance_to(300)
    how = replace(view(300), parameter=77)
    sent = film(player, how, pace("100"), 3)
    for each in sent:
        keys = each["points"]["keys"]
        weights = [key for key in keys if key.startswith("weight")]
        assert len(weights) == 40
        assert "weight77" in weights
        for frame in each["frames"]:
            moment = player.run.at(frame["iteration"])
            values = dict(zip(keys, frame["values"], strict=True))
            for key in weights:
                assert values[key] == moment.parameters[int(key.removeprefix("weight"))]
            test = held_back_metrics(moment)
            assert test is not None
            assert values["test_loss"] == test.loss
        if each["frames"]:
            assert each["frames"][0]["network"]
        diagrams = [frame for frame in each["frames"] if frame["network"]]
        most = MOST_LINES_A_SECOND * len(each["frames"]) / SHORT.frames_a_second
        assert (len(diagrams) - 1) * WIDE.n_parameters <= most
    assert max(map(assert_is_json, sent[1:])) < 200_000


def test_a_frame_s_network_is_the_diagram_of_its_own_iteration() -> None:
    player, fresh = new_learner(DEEP, 3000), Run(DEEP)
    fresh.advance_to(3000)
    figure = network_figure(fresh.at(0), player.example, LIGHT)
    frames = [each["frames"][-1] for each in film(player, view(3000), pace("log"), 12)[::3]]
    found = patched(figure, [frame["network"] for frame in frames])
    for frame, drawn in zip(frames, found, strict=True):
        own = network_figure(fresh.at(frame["iteration"]), player.example, LIGHT)
        assert drawn == json.loads(own.to_json())


def test_answers_in_a_frame_are_those_of_its_own_iteration() -> None:
    fresh = Run(HALF_ADDER)
    fresh.advance_to(3000)
    found = [
        frame
        for each in film(new_learner(HALF_ADDER, 3000), view(3000), pace("log"), 12)
        for frame in each["frames"]
        if frame["answers"]
    ]
    assert len(found) > 100
    for frame in found:
        moment = fresh.at(frame["iteration"])
        shown = np.array([[*map(read, row)] for row in frame["answers"]["output"]])
        np.testing.assert_allclose(shown, moment.output, rtol=0, atol=0.005001)
        assert frame["answers"]["correct"] == moment.correct.tolist()


@pytest.mark.parametrize("experiment", [ARTICLE, HALF_ADDER])
@pytest.mark.parametrize("at", [pace("log"), pace("1000"), FASTEST, pace("10")])
def test_the_pieces_rebuild_the_whole_curves_whichever_one_is_lost(
    experiment: Experiment, at: Pace
) -> None:
    player = new_learner(experiment, 4000)
    sent = film(player, view(4000), at, 12)
    expected = expected_rows(player)
    last = len(sent) - 1
    # The first message is the whole, which a browser asks for again; the last has nobody after it.
    plays = [[n for n in range(len(sent)) if n != lost] for lost in (None, *range(1, last))]
    for lost, kept in enumerate(in_the_browser(sent, plays)):
        assert all(kept.added), f"a hole after piece {lost}"
        assert kept.times == schedule.up_to(player.run.iteration, DRAWN_PER_OCTAVE).tolist()
        np.testing.assert_array_equal(kept.rows, expected)


def test_two_lost_pieces_are_noticed_not_drawn_over() -> None:
    (kept,) = in_the_browser(film(new_learner(), view(), pace("1000"), 5), [[0, 6]])
    assert kept.added == [True, False]


def test_frames_of_all_pieces_go_forward_in_time_and_iteration() -> None:
    sent = film(new_learner(), view(), pace("log"), 14)
    frames = [frame for each in sent for frame in each["frames"]]
    shown = [frame for frame in frames if frame["iteration"] > 0]
    planned = {frame["time"]: frame["iteration"] for frame in shown}
    assert sorted(planned.values()) == [planned[time] for time in sorted(planned)]
    assert max(planned.values()) == 10_000


def test_the_whole_holds_figures_and_curves_of_the_cursor() -> None:
    player = new_learner(goal=1000)
    player.skip_to_end(0.0)
    player.go_to(100, 0.0)
    sent = message.whole(player, view(1000), (), None)
    assert set(sent["figures"]) == {"network", "loss", "weights", "prediction"}
    loss = go.Figure(json.loads(sent["figures"]["loss"]))
    assert {len(decoded(trace.y)) for trace in loss.data} == {0}, "points travel once"
    assert sent["reached"] == 1000
    assert [frame["iteration"] for frame in sent["frames"]] == [100]
    assert sent["frames"][0]["readouts"]["prediction"] == "0.87680541"
    assert (sent["seconds"], sent["goal"], sent["points"]["first"]) == (None, 1000, 0)
    (kept,) = in_the_browser([sent], [[0]])
    assert kept.added == [True]
    np.testing.assert_array_equal(kept.rows, expected_rows(player))


def test_a_glance_is_the_snapshot_under_the_hand_and_moves_nothing() -> None:
    player, fresh = new_learner(), Run(ARTICLE)
    player.go_to(500, 0.0)
    fresh.advance_to(500)
    for asked, found in ((100, 100), (0, 0), (9000, 500)):
        sent = message.glance(player, view(), asked)
        assert sent["glance"]["iteration"] == found
        assert sent["glance"]["readouts"] == readouts(fresh.at(found), player.example)
        assert sent["scene"] == view().scene(player)
        json.dumps(sent, allow_nan=False)
    assert (player.cursor, player.run.iteration) == (500, 500)


def decoded(values: Any) -> Sequence[float]:
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"])
    return values


def test_a_piece_holds_the_new_frames_and_no_others() -> None:
    # An old moment sent again could be taken for a new one by a browser that got it late.
    player = new_learner()
    player.play(pace("1"), 0.0)
    counts = []
    for number in range(10):
        frames = player.tick(number / PIECES_A_SECOND)
        sent = message.piece(player, view(), frames, number / PIECES_A_SECOND)
        assert [(frame["time"], frame["iteration"]) for frame in sent["frames"]] == list(frames)
        counts.append(len(frames))
    assert 0 in counts


def test_the_last_piece_says_that_the_film_ends_with_it() -> None:
    player = new_learner(goal=2000)
    sent = film(player, view(2000), pace("1000"), 3)
    ended = [each["frames"][-1]["iteration"] == 2000 for each in sent if each["frames"]]
    assert [each["ends"] for each in sent if each["frames"]] == ended
    assert ended.count(True) == 1
    assert not message.whole(player, view(1000), (), None)["ends"]


def test_a_whole_message_while_playing_holds_all_that_is_still_to_be_shown() -> None:
    player = new_learner()
    player.play(pace("10"), 0.0)
    player.tick(0.0)
    player.tick(0.5)
    assert player.playback is not None
    ahead = player.playback.ahead(0.5)
    assert ahead[0].iteration == player.cursor
    assert ahead[-1] == player.playback.end
    sent = message.whole(player, view(), ahead, 0.5)
    assert [(frame["time"], frame["iteration"]) for frame in sent["frames"]] == list(ahead)


def test_a_scene_is_another_one_when_the_figures_are() -> None:
    player, how = new_learner(), view()
    scene, revision = how.scene(player), how.revision(player)
    player.step(0.0)
    assert (how.scene(player), how.revision(player)) == (scene, revision)
    assert view(log_loss=True).scene(player) != scene
    assert view(log_loss=True).revision(player) != revision
    player.use_example((0.0, 0.0, 1.0))
    assert how.scene(player) != scene
    assert how.revision(player) == revision  # a learner who has zoomed in stays where he is
    player.reset()
    assert how.revision(player) != revision


def test_the_largest_table_costs_little_a_piece() -> None:
    player = new_learner(LARGEST, 2000)
    player.run.advance_to(2000)  # trained before, so that no slow machine thins out the film
    sent = film(player, view(2000), pace("1000"), 3)
    assert len(sent[1]["frames"]) == 15
    for each in sent[1:]:
        with_answers = [frame["answers"] for frame in each["frames"] if frame["answers"]]
        assert len(with_answers) <= 1, "more than a piece may have"
        assert all(len(answers["output"]) == 1000 for answers in with_answers)
        assert assert_is_json(each) < 260_000
    assert assert_is_json(sent[0]) < 3_000_000


def test_a_piece_of_the_article_is_a_few_dozen_kilobytes() -> None:
    sent = film(new_learner(), view(), pace("log"), 12)
    assert max(assert_is_json(each) for each in sent[1:]) < 60_000


def largest_piece(experiment: Experiment) -> int:
    player = new_learner(experiment, 2000)
    player.run.advance_to(2000)
    sent = film(player, view(2000), pace("1000"), 3)
    return max(len(json.dumps(each, ensure_ascii=False).encode()) for each in sent[1:])


@pytest.mark.parametrize("hidden", [(), (4,), (16,), (16, 16)])
def test_a_piece_of_thirty_inputs_is_about_as_large_as_one_of_three_hidden_layers(
    hidden: tuple[int, ...],
) -> None:
    X, y = RANDOM.rand(100, MAX_INPUTS), RANDOM.rand(100, 4).round()
    wide = Experiment(Dataset(X, y), Architecture(hidden, bias=True))
    deep = Experiment(Dataset(X[:, :2], y[:, :1]), Architecture((8, 8, 8), bias=True))
    assert largest_piece(wide) < 1.5 * largest_piece(deep)


@pytest.mark.parametrize("log_loss", [False, True])
@pytest.mark.parametrize(
    "experiment",
    [
        Experiment(ARTICLE.dataset, training=TrainingSettings(1000.0)),
        # Learned exactly: the loss is 0, for which a logarithmic axis has no place.
        Experiment(Dataset(X=[[1]], y=[1]), training=TrainingSettings(1000.0)),
        Experiment(Dataset(X=[[0]], y=[0.5])),
        Experiment(Dataset(X=[[1e6, -1e6]], y=[-1e6]), training=TrainingSettings(1000.0)),
        Experiment(Dataset(X=[[1e-300], [1e6]], y=[1e6, 1]), training=TrainingSettings(1e-300)),
        Experiment(DEEP.dataset, DEEP.architecture, TrainingSettings(1000.0)),
        HUGE,
    ],
)
def test_no_message_ever_holds_a_value_that_json_has_not(
    experiment: Experiment, log_loss: bool
) -> None:
    player, how = new_learner(experiment, 500), view(500, log_loss=log_loss)
    for each in film(player, how, pace("log"), 12):
        assert_is_json(each)
        for low, high in each["ranges"].values():
            assert low < high
    player.skip_to_end(20.0)
    assert_is_json(message.whole(player, how, (), None))
    json.dumps(answers(player.snapshot, player.table.coding), allow_nan=False)


def test_numbers_too_large_or_too_small_for_four_bytes_arrive_in_full() -> None:
    grown = new_learner(HUGE, 300)
    grown.skip_to_end(20.0)
    sent = message.whole(grown, view(300), (), None)["points"]
    losses = dict(zip(sent["keys"], floats(sent).reshape(len(sent["keys"]), -1), strict=True))
    np.testing.assert_array_equal(losses["loss"], grown.curves.loss)
    assert losses["loss"].max() > np.finfo(np.float32).max
    tiny = new_learner(Experiment(Dataset(X=[[1]], y=[0]), LINE, TrainingSettings(0.1)), 2000)
    tiny.skip_to_end(20.0)
    sent = message.whole(tiny, view(2000), (), None)["points"]
    assert floats(sent)[len(tiny.curves.loss) - 1] == tiny.curves.loss[-1] > 0
