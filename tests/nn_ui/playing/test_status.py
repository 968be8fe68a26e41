"""The line under the transport: one sentence for every state of the page."""

from dataclasses import replace

import pytest

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    Intervention,
    Preparation,
    TrainingSettings,
)
from nn_core.problems.ready_made import PROBLEMS, problem
from nn_core.run.stop_rule import StopRule
from nn_core.tables.table import to_dataset
from nn_core.verdict import verdict
from nn_ui.ideas import next_idea
from nn_ui.playing.status import MOST_LETTERS, reason_for_change
from nn_ui.playing.status import status as line_of
from nn_ui.session.pace import pace
from nn_ui.session.player import Player

ARTICLE = Experiment(to_dataset(PROBLEMS[0].table))


def status(player: Player, notice: str, *, is_outdated: bool = False) -> str:
    return line_of(player, notice, is_outdated=is_outdated).text


def at(cursor: int, reached: int = 0, goal: int = 10_000) -> Player:
    player = Player(ARTICLE, (1.0, 0.0, 1.0), goal)
    player.go_to(max(cursor, reached), 0.0)
    player.go_to(cursor, 0.0)
    return player


def playing(player: Player) -> Player:
    player.play(pace("log"), 0.0)
    player.tick(0.0)
    return player


def test_each_state_has_a_sentence_of_its_own_with_its_numbers() -> None:
    sentences = {
        status(at(0), ""): "10,000",
        status(playing(at(0)), ""): "10,000",
        status(at(2000), ""): "2,000",
        status(at(1500, reached=3000), ""): "1,500",
        status(at(0, reached=3000), ""): "0",
        status(at(10_000), ""): "all 3 rows",
    }
    assert len(sentences) == 6
    for sentence, number in sentences.items():
        assert number in sentence
        assert sentence.endswith(".")


def test_a_notice_goes_before_everything_but_a_film() -> None:
    notice = "New run: the seed changed."
    assert status(at(0), notice) == f"{notice} Press Train."
    assert status(at(5), notice) == status(at(10_000), notice) == notice
    assert notice not in status(playing(at(0)), notice)


def test_a_sidebar_that_cannot_be_trained_is_said_at_rest_only() -> None:
    assert "still the run before" in status(at(5), "", is_outdated=True)
    assert "still the run before" not in status(playing(at(0)), "", is_outdated=True)


def test_replaying_and_training_are_told_apart() -> None:
    player = at(10_000)
    replay = Player(ARTICLE, (1.0, 0.0, 1.0), 10_000)
    assert status(playing(player), "") != status(playing(replay), "")


def test_changes_of_weights_that_another_network_cannot_have_are_missed_aloud() -> None:
    before = replace(ARTICLE, interventions=(Intervention(5, "parameter", 2.0, 1),))
    after = replace(ARTICLE, architecture=NETWORK)
    assert "Changes of single weights" in reason_for_change(before, after, 9)
    assert "Changes of single weights" not in reason_for_change(ARTICLE, after, 9)
    seed = replace(before, seed=2)
    assert reason_for_change(before, seed, 9) == "New run: the seed changed."


NETWORK = Architecture(hidden=(2,))
ROWS = ARTICLE.dataset.X, ARTICLE.dataset.y
LESS = Dataset(ROWS[0][:2], ROWS[1][:2], X_test=ROWS[0][2:], y_test=ROWS[1][2:])


@pytest.mark.parametrize(
    ("after", "what"),
    [
        (replace(ARTICLE, seed=2), "the seed"),
        (replace(ARTICLE, training=TrainingSettings(0.5)), "the learning rate"),
        (replace(ARTICLE, training=TrainingSettings(l2=0.5)), "the training options"),
        (replace(ARTICLE, dataset=Dataset(X=[[1]], y=[1])), "the training table"),
        (replace(ARTICLE, dataset=LESS), "the test rows"),
        (replace(ARTICLE, architecture=NETWORK), "the network"),
        (replace(ARTICLE, preparation=Preparation(scale=True)), "the inputs"),
        (replace(ARTICLE, preparation=Preparation(scale_targets=True)), "the scaling of targets"),
    ],
)
def test_the_reason_for_a_new_run_names_what_changed_and_nothing_else(
    after: Experiment, what: str
) -> None:
    assert reason_for_change(ARTICLE, after, 0) == f"New run: {what} changed."


def test_two_changes_at_once_are_both_named() -> None:
    after = replace(ARTICLE, seed=2, training=TrainingSettings(0.5))
    assert "the seed and the learning rate" in reason_for_change(ARTICLE, after, 0)


def test_another_learning_rate_in_the_middle_of_a_run_offers_a_change_on_the_way() -> None:
    after = replace(ARTICLE, training=TrainingSettings(0.5))
    assert "Changes on the way" in reason_for_change(ARTICLE, after, 1)
    assert "Changes on the way" not in reason_for_change(ARTICLE, replace(ARTICLE, seed=2), 1)


def test_a_change_on_the_way_says_from_where_training_goes_on() -> None:
    before = replace(ARTICLE, interventions=(Intervention(700, "l2", 0.1),))
    after = replace(ARTICLE, interventions=(Intervention(500, "learning_rate", 0.1),))
    expected = "Change at iteration 500: training goes on from there."
    assert reason_for_change(before, after, 600) == expected
    assert reason_for_change(after, ARTICLE, 600) == expected


def test_a_stop_rule_says_what_was_met() -> None:
    player = at(0)
    player.use_stop_rule(StopRule(all_right=True), 0.0)
    player.skip_to_end(0.0)
    where = f"{player.cursor:,}"
    met = f"Stopped at iteration {where}: all rows are right. Train goes on. It found by itself"
    assert status(player, "").startswith(met)
    assert player.snapshot.correct.all()
    assert not player.run.at(player.cursor - 1).correct.all()
    player.go_to(0, 0.0)
    player.use_stop_rule(StopRule(loss_under=0.01), 0.0)
    player.skip_to_end(0.0)
    assert "the loss is under 0.01" in status(player, "")


def test_a_run_that_diverged_says_why_and_what_to_do() -> None:
    identity = Architecture(output_activation="identity")
    data = Dataset(X=[[1], [2], [3]], y=[1, 2, 3])
    player = Player(Experiment(data, identity), (1.0,), 10_000)
    player.skip_to_end(0.0)
    assert player.cursor == player.run.stopped == player.last > 0
    sentence = status(player, "")
    assert f"after iteration {player.cursor:,}" in sentence
    assert "steps at a learning rate of 1 are too large" in sentence


def test_a_run_at_rest_is_judged_at_the_iteration_that_is_shown() -> None:
    for player, before in (
        (at(2000), "Paused at iteration 2,000. "),
        (at(1500, reached=3000), "Showing iteration 1,500 again. "),
        (at(10_000), ""),
    ):
        line = line_of(player, "")
        assert line.verdict == verdict(player.run, player.cursor, goal=player.goal)
        assert line.text.startswith(f"{before}{line.verdict.sentence}")


def test_a_film_is_judged_as_it_goes_on() -> None:
    player = at(200)
    player.play(pace("log"), 0.0)
    for now in (0.5, 3.0):
        player.tick(now)
        line = line_of(player, "")
        assert line.text.startswith("Training towards iteration 10,000. Solved: all 3 rows")
        assert line.verdict == verdict(player.run, player.cursor, goal=player.goal)


def test_nothing_is_judged_where_something_else_is_said() -> None:
    lines = (line_of(at(0), ""), line_of(at(5), "News."), line_of(at(5), "", is_outdated=True))
    assert [line.verdict for line in lines] == [None] * 3


def test_at_the_end_it_says_what_was_found_and_what_to_try_next() -> None:
    assert status(at(10_000), "") == (
        "Solved: all 3 rows are right since about iteration 5. It found by itself that the answer "
        "follows Input 3 (weight +8.94); Input 1 speaks against it (weight −4.37). "
        "Next, choose XOR: one neuron never gets all four rows right."
    )
    assert "found" not in status(at(9_000), "")
    assert "found" not in status(at(5_000, reached=10_000), "")


def test_a_button_takes_the_place_of_what_to_try_next_and_long_sentences_stand_alone() -> None:
    xor = Experiment(to_dataset(problem("xor").table))
    player = Player(xor, (1.0, 0.0, 1.0), 2_000)
    player.skip_to_end(0.0)
    line = line_of(player, "")
    assert line.verdict is not None
    assert line.verdict.remedy is not None
    assert "Next, " not in line.text
    names = tuple(f"{'very ' * 4}long name {letter}" for letter in "abc")
    named = replace(ARTICLE, dataset=replace(ARTICLE.dataset, input_names=names))
    player = Player(named, (1.0, 0.0, 1.0), 10_000)
    player.skip_to_end(0.0)
    assert all(len(status(each, "")) <= MOST_LETTERS for each in (player, at(10_000)))


@pytest.mark.parametrize("network", [ARTICLE, replace(ARTICLE, architecture=Architecture((2,)))])
def test_there_is_always_something_to_try_next(network: Experiment) -> None:
    assert next_idea(network).endswith(".")
    amounts = replace(network, dataset=Dataset([[1.0], [2.0]], [3.0, 5.0]))
    assert "by hand" in next_idea(amounts)
