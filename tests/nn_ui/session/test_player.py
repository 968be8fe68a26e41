"""The learner: one cursor over one run, moved by playing, stepping, skipping and rewinding."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from nn_core import Architecture, Dataset, Experiment, Intervention, Run, TrainingSettings
from nn_core.problems.ready_made import PROBLEMS
from nn_core.run import schedule
from nn_core.run.curves import curves
from nn_core.run.stop_rule import StopRule
from nn_core.tables.table import to_dataset
from nn_ui.figures.series import MOST_WEIGHTS
from nn_ui.playing.status import status
from nn_ui.session import playback as playback_file
from nn_ui.session import player as learner_file
from nn_ui.session.drawn_curves import DRAWN_PER_OCTAVE, DRAWN_ROWS
from nn_ui.session.pace import FASTEST, PACES, Pace, pace
from nn_ui.session.playback import FULL, Frame
from nn_ui.session.player import Player
from nn_ui.session.seen import pause_at
from tests.counting import iterations_trained

ARTICLE = Experiment(to_dataset(PROBLEMS[0].table))
EXAMPLE = (1.0, 0.0, 1.0)
LOG = pace("log")


def new_learner(goal: int = 10_000) -> Player:
    return Player(ARTICLE, EXAMPLE, goal)


def watch(player: Player, begin: float = 0.0, until: float = 20.0) -> list[Frame]:
    """Tick like the page does, until the film is over or the clock shows `until`."""
    frames: list[Frame] = []
    now = begin
    while player.is_playing and now <= until:
        frames += player.tick(now)
        now += FULL.seconds_between
    return frames


def history(player: Player) -> np.ndarray:
    return np.array([player.run.at(t).parameters for t in range(0, player.run.iteration + 1, 97)])


def assert_curves_as_at_once(player: Player) -> None:
    fresh = Run(player.experiment)
    fresh.advance_to(player.run.iteration)
    kept = schedule.up_to(player.run.iteration, DRAWN_PER_OCTAVE)
    expected = curves(fresh, kept, player.example, DRAWN_ROWS)
    for each in fields(expected):
        np.testing.assert_array_equal(
            getattr(player.curves, each.name), getattr(expected, each.name), each.name
        )


def test_a_new_learner_stands_at_iteration_0_and_has_trained_nothing() -> None:
    player = new_learner()
    assert (player.cursor, player.reached, player.run.iteration) == (0, 0, 0)
    assert not player.is_playing
    assert player.snapshot.iteration == 0
    assert player.tick(5.0) == ()


def test_playing_ends_at_the_goal_after_twelve_seconds() -> None:
    player = new_learner()
    player.play(LOG, 0.0)
    frames = watch(player)
    assert not player.is_playing
    assert player.cursor == player.reached == frames[-1].iteration == 10_000
    assert frames[-1].time == pytest.approx(12, abs=0.05)
    assert f"{player.snapshot.predict([EXAMPLE])[0, 0]:.8f}" == "0.98977040"


def test_a_pause_stops_at_the_iteration_on_the_screen_though_more_is_trained() -> None:
    player = new_learner()
    player.play(pace("100"), 0.0)
    shown = max(f.iteration for f in watch(player, until=2.0) if f.time <= 2.3)
    player.pause(2.3)
    assert player.cursor == player.reached == shown == pytest.approx(230, abs=5)
    assert player.run.iteration > player.cursor
    player.pause(9.0)
    assert player.cursor == shown


def test_a_pause_keeps_what_was_seen_though_the_server_is_a_little_ahead() -> None:
    player = new_learner()
    player.play(pace("100"), 0.0)
    watch(player, until=2.0)
    pause_at(player, 190, 2.3)
    assert (player.cursor, player.reached, player.is_playing) == (190, 190, False)
    pause_at(player, 0, 2.4)
    pause_at(player, -1, 2.5)
    pause_at(player, 500, 2.5)
    assert (player.cursor, player.reached) == (0, 0)
    player.skip_to_end(3.0)
    player.play(pace("100"), 4.0)
    watch(player, 4.0, until=6.0)
    pause_at(player, 150, 6.2)
    assert (player.cursor, player.reached) == (150, 10_000), "a replay leaves the rest as it was"


def test_playing_goes_on_from_the_pause() -> None:
    player = new_learner()
    player.play(pace("100"), 0.0)
    watch(player, until=2.0)
    player.pause(2.0)
    at = player.cursor
    player.play(pace("10"), 50.0)
    assert watch(player, 50.0, 51.0)[0].iteration == at + 1
    player.pause(51.0)
    assert player.cursor == pytest.approx(at + 10, abs=1)


def test_step_shows_the_next_iteration_and_stops_the_film() -> None:
    player = new_learner(goal=2)
    player.step(0.0)
    assert player.cursor == player.reached == 1
    player.play(pace("1"), 0.0)
    player.tick(0.0)
    player.step(0.1)
    assert (player.cursor, player.is_playing) == (2, False)
    player.step(0.2)
    assert player.cursor == 2


def test_skip_to_the_end_is_at_once_on_a_small_table() -> None:
    player = new_learner()
    player.skip_to_end(0.0)
    assert (player.cursor, player.is_playing) == (10_000, False)


def test_a_skip_that_takes_long_is_a_film_that_ends_at_the_goal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    player = new_learner()
    player.skip_to_end(0.0)
    assert player.is_playing
    assert 0 < player.cursor < 10_000
    watch(player)
    assert (player.cursor, player.is_playing) == (10_000, False)


def test_a_long_skip_stays_as_fast_as_it_can_whatever_the_pace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    player = new_learner()
    player.change_pace(pace("1"), 0.0)
    player.skip_to_end(0.0)
    player.change_pace(pace("1"), 0.1)  # as at every run of the page
    assert player.playback is not None
    assert player.playback.pace == FASTEST
    player.change_pace(pace("10"), 0.2)
    assert player.playback.pace == pace("10")


def test_rewinding_shows_the_past_and_playing_replays_the_same_film() -> None:
    player = new_learner(goal=500)
    player.play(LOG, 0.0)
    watch(player)
    weights = history(player)
    player.go_to(100, 30.0)
    assert (player.cursor, player.reached) == (100, 500)
    assert f"{player.snapshot.predict([EXAMPLE])[0, 0]:.8f}" == "0.87680541"
    player.play(LOG, 40.0)
    assert watch(player, 40.0, 60.0)[-1].iteration == 500
    np.testing.assert_array_equal(history(player), weights)


def test_playing_at_the_goal_plays_the_same_run_from_its_start() -> None:
    player = new_learner(goal=300)
    player.skip_to_end(0.0)
    run = player.run
    player.play(LOG, 1.0)
    assert player.cursor == 0
    assert player.reached == 300
    assert watch(player, 1.0)[-1].iteration == 300
    assert player.run is run


def test_reset_repeats_the_same_run_bit_for_bit() -> None:
    player = new_learner(goal=700)
    player.skip_to_end(0.0)
    before, number = history(player), player.run_number
    player.reset()
    assert (player.cursor, player.reached, player.run.iteration) == (0, 0, 0)
    assert player.run_number == number + 1
    player.play(FASTEST, 5.0)
    watch(player, 5.0)
    np.testing.assert_array_equal(history(player), before)


def test_raising_the_goal_goes_on_with_the_same_run() -> None:
    player = new_learner(goal=100)
    player.skip_to_end(0.0)
    run = player.run
    player.use_goal(1000, 1.0)
    assert (player.run, player.cursor) == (run, 100)
    player.skip_to_end(2.0)
    once = new_learner(goal=1000)
    once.skip_to_end(0.0)
    np.testing.assert_array_equal(history(player), history(once))


def test_lowering_the_goal_moves_the_cursor_and_forgets_nothing() -> None:
    player = new_learner(goal=1000)
    player.skip_to_end(0.0)
    player.use_goal(10, 1.0)
    assert (player.cursor, player.reached, player.run.iteration) == (10, 1000, 1000)


def test_another_goal_stops_the_film_and_the_same_one_does_not() -> None:
    player = new_learner()
    player.play(LOG, 0.0)
    player.use_goal(10_000, 0.1)
    assert player.is_playing
    player.use_goal(20_000, 0.2)
    assert not player.is_playing


def test_another_example_keeps_the_run_and_computes_its_curve_anew() -> None:
    player = new_learner(goal=300)
    player.skip_to_end(0.0)
    run, before = player.run, player.curves
    player.use_example((0.0, 1.0, 0.0))
    assert (player.run, player.cursor) == (run, 300)
    np.testing.assert_array_equal(player.curves.parameters, before.parameters)
    assert not np.array_equal(player.curves.prediction, before.prediction)
    assert_curves_as_at_once(player)


def test_an_equal_experiment_keeps_the_run_and_another_one_starts_a_new_run() -> None:
    player = new_learner()
    player.skip_to_end(0.0)
    run, number = player.run, player.run_number
    assert not player.use(Experiment(to_dataset(PROBLEMS[0].table)))
    assert player.run is run
    player.play(LOG, 0.0)
    assert player.use(replace(ARTICLE, seed=2))
    assert (player.cursor, player.reached, player.run.iteration) == (0, 0, 0)
    assert not player.is_playing
    assert player.run_number == number + 1
    assert len(player.curves) == 1


def test_changing_the_pace_goes_on_from_what_is_on_the_screen() -> None:
    player = new_learner()
    player.play(pace("100"), 0.0)
    watch(player, until=2.0)
    player.change_pace(pace("10"), 2.0)
    assert player.is_playing
    at = player.cursor
    assert at == pytest.approx(200, abs=5)
    assert watch(player, 2.0, 3.0)[0].iteration == at + 1


def test_changing_the_pace_of_a_film_that_has_just_ended_does_not_start_it_again() -> None:
    player = new_learner(goal=20)
    player.play(LOG, 0.0)
    watch(player, until=4.0)
    player.change_pace(pace("10"), 60.0)
    assert (player.cursor, player.is_playing) == (20, False)


def changed(*interventions: Intervention) -> Experiment:
    return replace(ARTICLE, interventions=interventions)


def test_a_change_on_the_way_keeps_the_cursor_and_forgets_what_came_after() -> None:
    player = new_learner(goal=1000)
    player.skip_to_end(0.0)
    player.go_to(300, 0.0)
    before, number = player.snapshot.parameters, player.run_number
    assert player.use(changed(Intervention(300, "learning_rate", 0.1)), 1.0)
    assert (player.cursor, player.reached) == (300, 300)
    assert player.run_number == number + 1
    np.testing.assert_array_equal(player.snapshot.parameters, before)
    player.skip_to_end(2.0)
    fresh = Run(player.experiment)
    fresh.advance_to(1000)
    np.testing.assert_array_equal(player.snapshot.parameters, fresh.at(1000).parameters)
    assert_curves_as_at_once(player)


def test_a_change_in_the_past_trains_up_to_the_cursor_again() -> None:
    player = new_learner(goal=1000)
    player.skip_to_end(0.0)
    player.go_to(700, 0.0)
    player.use(changed(Intervention(200, "parameter", 0.0, 1)), 1.0)
    assert (player.cursor, player.reached, player.is_playing) == (700, 700, False)
    fresh = Run(player.experiment)
    fresh.advance_to(700)
    np.testing.assert_array_equal(player.snapshot.parameters, fresh.at(700).parameters)


def test_a_change_in_the_past_of_a_long_run_is_a_film(monkeypatch: pytest.MonkeyPatch) -> None:
    player = new_learner(goal=5000)
    player.skip_to_end(0.0)
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    player.use(changed(Intervention(1, "l2", 0.1)), 1.0)
    assert player.is_playing
    assert player.cursor < 5000
    watch(player, 1.0)
    assert (player.cursor, player.is_playing) == (5000, False)


def test_a_change_in_the_future_keeps_what_was_seen_up_to_it() -> None:
    player = new_learner(goal=1000)
    player.skip_to_end(0.0)
    player.go_to(100, 0.0)
    player.use(changed(Intervention(400, "l2", 0.1)), 1.0)
    assert (player.cursor, player.reached) == (100, 399)


def test_a_play_ends_at_the_first_iteration_that_meets_the_stop_rule() -> None:
    player = new_learner()
    player.use_stop_rule(StopRule(loss_under=0.01), 0.0)
    player.play(LOG, 0.0)
    frames = watch(player)
    assert player.cursor == player.stopped_at == frames[-1].iteration
    assert player.snapshot.loss < 0.01 <= player.run.at(player.cursor - 1).loss
    assert player.cursor < player.goal
    player.play(LOG, 50.0)
    watch(player, 50.0, 80.0)
    assert player.cursor == 10_000
    player.go_to(0, 90.0)
    player.play(FASTEST, 90.0)
    assert watch(player, 90.0, 110.0)[-1].iteration == frames[-1].iteration


def test_the_timeline_passes_a_stop_rule_and_a_skip_does_not() -> None:
    player = new_learner()
    player.use_stop_rule(StopRule(all_right=True), 0.0)
    player.skip_to_end(0.0)
    assert player.cursor == player.stopped_at < 100
    player.go_to(5000, 1.0)
    assert player.cursor == 5000


def test_a_run_that_diverged_ends_every_way_forward() -> None:
    data = Dataset([[1], [2], [3]], [1, 2, 3])
    experiment = Experiment(data, Architecture(output_activation="identity"))
    player = Player(experiment, (1.0,), 10_000)
    player.play(LOG, 0.0)
    frames = watch(player)
    stopped = player.run.stopped
    assert stopped == frames[-1].iteration == player.cursor == player.last
    player.step(30.0)
    player.skip_to_end(31.0)
    player.go_to(9_000, 32.0)
    assert (player.cursor, player.is_playing) == (stopped, False)
    assert np.isfinite(player.curves.loss).all()
    player.play(LOG, 40.0)
    assert (player.cursor, player.is_playing) == (0, True)


@settings(max_examples=25)
@given(stops=st.lists(st.integers(0, 5000), max_size=6))
def test_curves_are_the_same_however_they_were_extended(stops: list[int]) -> None:
    player = new_learner()
    for stop in stops:
        player.go_to(stop, 0.0)
        assert player.curves.iterations[-1] <= player.run.iteration
    assert_curves_as_at_once(player)


class AnyPresses(RuleBasedStateMachine):
    """Everything that a person can do, in any order, with any clock that goes forward."""

    @initialize(slow=st.booleans())
    def open_the_page(self, slow: bool) -> None:
        self.patch = pytest.MonkeyPatch()
        if slow:
            self.patch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
        self.player, self.now = new_learner(goal=2000), 0.0

    @rule(seconds=st.floats(0, 4))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @rule()
    def tick(self) -> None:
        for frame in self.player.tick(self.now):
            assert frame.iteration <= min(self.player.goal, self.player.run.iteration)

    @rule(which=st.sampled_from(PACES))
    def play(self, which: object) -> None:
        self.player.play(which, self.now)

    @rule(which=st.sampled_from(PACES))
    def change_pace(self, which: object) -> None:
        self.player.change_pace(which, self.now)

    @rule(press=st.sampled_from(["pause", "step", "skip_to_end"]))
    def press(self, press: str) -> None:
        getattr(self.player, press)(self.now)

    @rule()
    def reset(self) -> None:
        self.player.reset()

    @rule(share=st.floats(0, 1))
    def drag_the_timeline(self, share: float) -> None:
        self.player.go_to(round(share * self.player.goal), self.now)

    @rule(goal=st.integers(1, 4000))
    def type_iterations(self, goal: int) -> None:
        self.player.use_goal(goal, self.now)

    @rule(seed=st.integers(1, 2), rate=st.sampled_from([0.5, 1.0]))
    def type_settings(self, seed: int, rate: float) -> None:
        self.player.use(replace(ARTICLE, seed=seed, training=TrainingSettings(rate)))

    @rule(iteration=st.sampled_from([0, 3, 500, 1500]), rate=st.sampled_from([0.5, 2.0]))
    def change_on_the_way(self, iteration: int, rate: float) -> None:
        change = Intervention(iteration, "learning_rate", rate)
        self.player.use(replace(self.player.experiment, interventions=(change,)), self.now)

    @rule(rule=st.sampled_from([StopRule(), StopRule(0.01), StopRule(all_right=True)]))
    def choose_stop_rule(self, rule: StopRule) -> None:
        self.player.use_stop_rule(rule, self.now)

    @rule(example=st.sampled_from([EXAMPLE, (0.0, 0.0, 0.0)]))
    def type_example(self, example: tuple[float, ...]) -> None:
        self.player.use_example(example)

    @precondition(lambda self: not self.player.is_playing)
    @rule()
    def look_at_the_curves(self) -> None:
        assert_curves_as_at_once(self.player)

    @invariant()
    def the_order_holds(self) -> None:
        if not hasattr(self, "player"):
            return
        player = self.player
        assert 0 <= player.cursor <= player.reached <= player.run.iteration
        assert player.cursor <= player.goal

    def teardown(self) -> None:
        if not hasattr(self, "player"):
            return
        self.patch.undo()
        fresh = Run(self.player.experiment)
        fresh.advance_to(self.player.cursor)
        here, there = self.player.snapshot, fresh.at(self.player.cursor)
        np.testing.assert_array_equal(here.parameters, there.parameters)


AnyPresses.TestCase.settings = settings(max_examples=30, stateful_step_count=25)
TestAnyPresses = AnyPresses.TestCase


def far_from_records(goal: int = 6000) -> Player:
    """A learner at the goal of a run that remembers hardly anything but its end."""
    player = new_learner(goal)
    player.skip_to_end(0.0)
    player.run.give_up_records(0)
    return player


def test_looking_back_far_from_a_record_is_a_film_that_can_be_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    player, expected = far_from_records(), new_learner(6000)
    expected.skip_to_end(0.0)
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    monkeypatch.setattr(playback_file, "SECONDS_OF_TRAINING", 0.0)
    player.go_to(5000, 1.0)
    assert player.is_looking_back
    assert 0 < player.cursor < 5000
    assert status(player, "").text == (
        "Iteration 5,000 is being computed again, from the last one before it that was kept."
    )
    frames = watch(player, 1.0, 60.0)
    assert len(frames) > 5
    assert (player.cursor, player.is_playing, player.is_looking_back) == (5000, False, False)
    assert (player.reached, player.stopped_at) == (6000, None)
    shown, known = player.snapshot.parameters, expected.run.at(5000).parameters
    assert shown.tobytes() == known.tobytes()
    for frame in frames:
        shown, known = player.run.at(frame.iteration), expected.run.at(frame.iteration)
        assert shown.parameters.tobytes() == known.parameters.tobytes()
    # The next one is beside it.
    player.step(70.0)
    assert (player.cursor, player.is_playing) == (5001, False)
    player.go_to(3000, 80.0)
    player.pause(80.1)
    assert not player.is_playing
    assert player.cursor < 3000


def test_a_lower_goal_far_from_a_record_is_a_film_too(monkeypatch: pytest.MonkeyPatch) -> None:
    player = far_from_records()
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    player.use_goal(3000, 1.0)
    assert player.is_playing
    watch(player, 1.0)
    assert (player.cursor, player.is_playing, player.reached) == (3000, False, 6000)


@pytest.mark.parametrize("chosen", PACES)
def test_a_film_of_what_has_been_shown_costs_little_a_frame(
    monkeypatch: pytest.MonkeyPatch, chosen: Pace
) -> None:
    player = far_from_records(1500)
    replayed = iterations_trained(monkeypatch)
    player.play(chosen, 0.0)
    now = 0.0
    for _ in range(60):
        frames = player.tick(now)
        replayed.clear()
        for frame in frames:
            player.run.at(frame.iteration)
        assert sum(replayed) <= len(frames) * player.run.stride
        now += FULL.seconds_between
    assert player.cursor > 0


def test_a_large_network_keeps_the_curves_that_are_drawn_and_the_chosen_one() -> None:
    large = replace(ARTICLE, architecture=Architecture((16,) * 6, True))
    player = Player(large, EXAMPLE, 50)
    player.skip_to_end(0.0)
    assert player.curves.parameters.shape == (51, MOST_WEIGHTS)
    for parameter in (None, 0, 777, None):
        drawn = player.curves_with(parameter)
        assert len(drawn.places) == MOST_WEIGHTS
        assert parameter is None or parameter in drawn.places
        for place in {*drawn.places[::13], *([] if parameter is None else [parameter])}:
            known = [player.run.at(t).parameters[place] for t in range(51)]
            assert drawn.parameter(place).tolist() == known
    player.use_goal(200, 1.0)
    player.skip_to_end(2.0)
    assert player.curves_with(777).iterations[-1] == 200


def test_a_larger_network_with_a_changed_weight_starts_a_run_of_its_own() -> None:
    player = new_learner()
    larger = replace(
        ARTICLE,
        architecture=Architecture((4,)),
        interventions=(Intervention(2, "parameter", 1.0, 15),),
    )
    assert player.use(larger)
    assert player.use(ARTICLE), "and back, where the place of the change is none"
    assert player.experiment == ARTICLE
