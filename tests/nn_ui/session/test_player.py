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
from nn_core.training.trainer import Trainer
from nn_ui.figures.series import MOST_WEIGHTS, drawn_weights
from nn_ui.playing.status import status
from nn_ui.session import playback as playback_file
from nn_ui.session import player as learner_file
from nn_ui.session.pace import FASTEST, PACES, Pace, pace
from nn_ui.session.playback import FULL, Frame
from nn_ui.session.player import DRAWN_PER_OCTAVE, DRAWN_ROWS, Learner

ARTICLE = Experiment(to_dataset(PROBLEMS[0].table))
EXAMPLE = (1.0, 0.0, 1.0)
LOG = pace("log")


def new_learner(goal: int = 10_000) -> Learner:
    return Learner(ARTICLE, EXAMPLE, goal)


def watch(learner: Learner, begin: float = 0.0, until: float = 20.0) -> list[Frame]:
    """Tick like the page does, until the film is over or the clock shows `until`."""
    frames: list[Frame] = []
    now = begin
    while learner.is_playing and now <= until:
        frames += learner.tick(now)
        now += FULL.seconds_between
    return frames


def history(learner: Learner) -> np.ndarray:
    return np.array([learner.run.at(t).parameters for t in range(0, learner.run.iteration + 1, 97)])


def assert_curves_as_at_once(learner: Learner) -> None:
    fresh = Run(learner.experiment)
    fresh.advance_to(learner.run.iteration)
    kept = schedule.up_to(learner.run.iteration, DRAWN_PER_OCTAVE)
    expected = curves(fresh, kept, learner.example, DRAWN_ROWS)
    for each in fields(expected):
        np.testing.assert_array_equal(
            getattr(learner.curves, each.name), getattr(expected, each.name), each.name
        )


def test_a_new_learner_stands_at_iteration_0_and_has_trained_nothing() -> None:
    learner = new_learner()
    assert (learner.cursor, learner.reached, learner.run.iteration) == (0, 0, 0)
    assert not learner.is_playing
    assert learner.snapshot.iteration == 0
    assert learner.tick(5.0) == ()


def test_playing_ends_at_the_goal_after_twelve_seconds() -> None:
    learner = new_learner()
    learner.play(LOG, 0.0)
    frames = watch(learner)
    assert not learner.is_playing
    assert learner.cursor == learner.reached == frames[-1].iteration == 10_000
    assert frames[-1].time == pytest.approx(12, abs=0.05)
    assert f"{learner.snapshot.predict([EXAMPLE])[0, 0]:.8f}" == "0.98977040"


def test_a_pause_stops_at_the_iteration_on_the_screen_though_more_is_trained() -> None:
    learner = new_learner()
    learner.play(pace("100"), 0.0)
    shown = max(f.iteration for f in watch(learner, until=2.0) if f.time <= 2.3)
    learner.pause(2.3)
    assert learner.cursor == learner.reached == shown == pytest.approx(230, abs=5)
    assert learner.run.iteration > learner.cursor
    learner.pause(9.0)
    assert learner.cursor == shown


def test_playing_goes_on_from_the_pause() -> None:
    learner = new_learner()
    learner.play(pace("100"), 0.0)
    watch(learner, until=2.0)
    learner.pause(2.0)
    at = learner.cursor
    learner.play(pace("10"), 50.0)
    assert watch(learner, 50.0, 51.0)[0].iteration == at + 1
    learner.pause(51.0)
    assert learner.cursor == pytest.approx(at + 10, abs=1)


def test_step_shows_the_next_iteration_and_stops_the_film() -> None:
    learner = new_learner(goal=2)
    learner.step(0.0)
    assert learner.cursor == learner.reached == 1
    learner.play(pace("1"), 0.0)
    learner.tick(0.0)
    learner.step(0.1)
    assert (learner.cursor, learner.is_playing) == (2, False)
    learner.step(0.2)
    assert learner.cursor == 2


def test_skip_to_the_end_is_at_once_on_a_small_table() -> None:
    learner = new_learner()
    learner.skip_to_end(0.0)
    assert (learner.cursor, learner.is_playing) == (10_000, False)


def test_a_skip_that_takes_long_is_a_film_that_ends_at_the_goal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    learner = new_learner()
    learner.skip_to_end(0.0)
    assert learner.is_playing
    assert 0 < learner.cursor < 10_000
    watch(learner)
    assert (learner.cursor, learner.is_playing) == (10_000, False)


def test_a_long_skip_stays_as_fast_as_it_can_whatever_the_pace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    learner = new_learner()
    learner.change_pace(pace("1"), 0.0)
    learner.skip_to_end(0.0)
    learner.change_pace(pace("1"), 0.1)  # as at every run of the page
    assert learner.playback is not None
    assert learner.playback.pace == FASTEST
    learner.change_pace(pace("10"), 0.2)
    assert learner.playback.pace == pace("10")


def test_rewinding_shows_the_past_and_playing_replays_the_same_film() -> None:
    learner = new_learner(goal=500)
    learner.play(LOG, 0.0)
    watch(learner)
    weights = history(learner)
    learner.go_to(100, 30.0)
    assert (learner.cursor, learner.reached) == (100, 500)
    assert f"{learner.snapshot.predict([EXAMPLE])[0, 0]:.8f}" == "0.87680541"
    learner.play(LOG, 40.0)
    assert watch(learner, 40.0, 60.0)[-1].iteration == 500
    np.testing.assert_array_equal(history(learner), weights)


def test_playing_at_the_goal_plays_the_same_run_from_its_start() -> None:
    learner = new_learner(goal=300)
    learner.skip_to_end(0.0)
    run = learner.run
    learner.play(LOG, 1.0)
    assert learner.cursor == 0
    assert learner.reached == 300
    assert watch(learner, 1.0)[-1].iteration == 300
    assert learner.run is run


def test_reset_repeats_the_same_run_bit_for_bit() -> None:
    learner = new_learner(goal=700)
    learner.skip_to_end(0.0)
    before, number = history(learner), learner.run_number
    learner.reset()
    assert (learner.cursor, learner.reached, learner.run.iteration) == (0, 0, 0)
    assert learner.run_number == number + 1
    learner.play(FASTEST, 5.0)
    watch(learner, 5.0)
    np.testing.assert_array_equal(history(learner), before)


def test_raising_the_goal_goes_on_with_the_same_run() -> None:
    learner = new_learner(goal=100)
    learner.skip_to_end(0.0)
    run = learner.run
    learner.use_goal(1000, 1.0)
    assert (learner.run, learner.cursor) == (run, 100)
    learner.skip_to_end(2.0)
    once = new_learner(goal=1000)
    once.skip_to_end(0.0)
    np.testing.assert_array_equal(history(learner), history(once))


def test_lowering_the_goal_moves_the_cursor_and_forgets_nothing() -> None:
    learner = new_learner(goal=1000)
    learner.skip_to_end(0.0)
    learner.use_goal(10, 1.0)
    assert (learner.cursor, learner.reached, learner.run.iteration) == (10, 1000, 1000)


def test_another_goal_stops_the_film_and_the_same_one_does_not() -> None:
    learner = new_learner()
    learner.play(LOG, 0.0)
    learner.use_goal(10_000, 0.1)
    assert learner.is_playing
    learner.use_goal(20_000, 0.2)
    assert not learner.is_playing


def test_another_example_keeps_the_run_and_computes_its_curve_anew() -> None:
    learner = new_learner(goal=300)
    learner.skip_to_end(0.0)
    run, before = learner.run, learner.curves
    learner.use_example((0.0, 1.0, 0.0))
    assert (learner.run, learner.cursor) == (run, 300)
    np.testing.assert_array_equal(learner.curves.parameters, before.parameters)
    assert not np.array_equal(learner.curves.prediction, before.prediction)
    assert_curves_as_at_once(learner)


def test_an_equal_experiment_keeps_the_run_and_another_one_starts_a_new_run() -> None:
    learner = new_learner()
    learner.skip_to_end(0.0)
    run, number = learner.run, learner.run_number
    assert not learner.use(Experiment(to_dataset(PROBLEMS[0].table)))
    assert learner.run is run
    learner.play(LOG, 0.0)
    assert learner.use(replace(ARTICLE, seed=2))
    assert (learner.cursor, learner.reached, learner.run.iteration) == (0, 0, 0)
    assert not learner.is_playing
    assert learner.run_number == number + 1
    assert len(learner.curves) == 1


def test_changing_the_pace_goes_on_from_what_is_on_the_screen() -> None:
    learner = new_learner()
    learner.play(pace("100"), 0.0)
    watch(learner, until=2.0)
    learner.change_pace(pace("10"), 2.0)
    assert learner.is_playing
    at = learner.cursor
    assert at == pytest.approx(200, abs=5)
    assert watch(learner, 2.0, 3.0)[0].iteration == at + 1


def test_changing_the_pace_of_a_film_that_has_just_ended_does_not_start_it_again() -> None:
    learner = new_learner(goal=20)
    learner.play(LOG, 0.0)
    watch(learner, until=4.0)
    learner.change_pace(pace("10"), 60.0)
    assert (learner.cursor, learner.is_playing) == (20, False)


def changed(*interventions: Intervention) -> Experiment:
    return replace(ARTICLE, interventions=interventions)


def test_a_change_on_the_way_keeps_the_cursor_and_forgets_what_came_after() -> None:
    learner = new_learner(goal=1000)
    learner.skip_to_end(0.0)
    learner.go_to(300, 0.0)
    before, number = learner.snapshot.parameters, learner.run_number
    assert learner.use(changed(Intervention(300, "learning_rate", 0.1)), 1.0)
    assert (learner.cursor, learner.reached) == (300, 300)
    assert learner.run_number == number + 1
    np.testing.assert_array_equal(learner.snapshot.parameters, before)
    learner.skip_to_end(2.0)
    fresh = Run(learner.experiment)
    fresh.advance_to(1000)
    np.testing.assert_array_equal(learner.snapshot.parameters, fresh.at(1000).parameters)
    assert_curves_as_at_once(learner)


def test_a_change_in_the_past_trains_up_to_the_cursor_again() -> None:
    learner = new_learner(goal=1000)
    learner.skip_to_end(0.0)
    learner.go_to(700, 0.0)
    learner.use(changed(Intervention(200, "parameter", 0.0, 1)), 1.0)
    assert (learner.cursor, learner.reached, learner.is_playing) == (700, 700, False)
    fresh = Run(learner.experiment)
    fresh.advance_to(700)
    np.testing.assert_array_equal(learner.snapshot.parameters, fresh.at(700).parameters)


def test_a_change_in_the_past_of_a_long_run_is_a_film(monkeypatch: pytest.MonkeyPatch) -> None:
    learner = new_learner(goal=5000)
    learner.skip_to_end(0.0)
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    learner.use(changed(Intervention(1, "l2", 0.1)), 1.0)
    assert learner.is_playing
    assert learner.cursor < 5000
    watch(learner, 1.0)
    assert (learner.cursor, learner.is_playing) == (5000, False)


def test_a_change_in_the_future_keeps_what_was_seen_up_to_it() -> None:
    learner = new_learner(goal=1000)
    learner.skip_to_end(0.0)
    learner.go_to(100, 0.0)
    learner.use(changed(Intervention(400, "l2", 0.1)), 1.0)
    assert (learner.cursor, learner.reached) == (100, 399)


def test_a_play_ends_at_the_first_iteration_that_meets_the_stop_rule() -> None:
    learner = new_learner()
    learner.use_stop_rule(StopRule(loss_under=0.01), 0.0)
    learner.play(LOG, 0.0)
    frames = watch(learner)
    assert learner.cursor == learner.stopped_at == frames[-1].iteration
    assert learner.snapshot.loss < 0.01 <= learner.run.at(learner.cursor - 1).loss
    assert learner.cursor < learner.goal
    learner.play(LOG, 50.0)
    watch(learner, 50.0, 80.0)
    assert learner.cursor == 10_000
    learner.go_to(0, 90.0)
    learner.play(FASTEST, 90.0)
    assert watch(learner, 90.0, 110.0)[-1].iteration == frames[-1].iteration


def test_the_timeline_passes_a_stop_rule_and_a_skip_does_not() -> None:
    learner = new_learner()
    learner.use_stop_rule(StopRule(all_right=True), 0.0)
    learner.skip_to_end(0.0)
    assert learner.cursor == learner.stopped_at < 100
    learner.go_to(5000, 1.0)
    assert learner.cursor == 5000


def test_a_run_that_diverged_ends_every_way_forward() -> None:
    data = Dataset([[1], [2], [3]], [1, 2, 3])
    experiment = Experiment(data, Architecture(output_activation="identity"))
    learner = Learner(experiment, (1.0,), 10_000)
    learner.play(LOG, 0.0)
    frames = watch(learner)
    stopped = learner.run.stopped
    assert stopped == frames[-1].iteration == learner.cursor == learner.last
    learner.step(30.0)
    learner.skip_to_end(31.0)
    learner.go_to(9_000, 32.0)
    assert (learner.cursor, learner.is_playing) == (stopped, False)
    assert np.isfinite(learner.curves.loss).all()
    learner.play(LOG, 40.0)
    assert (learner.cursor, learner.is_playing) == (0, True)


@settings(max_examples=25)
@given(stops=st.lists(st.integers(0, 5000), max_size=6))
def test_curves_are_the_same_however_they_were_extended(stops: list[int]) -> None:
    learner = new_learner()
    for stop in stops:
        learner.go_to(stop, 0.0)
        assert learner.curves.iterations[-1] <= learner.run.iteration
    assert_curves_as_at_once(learner)


class AnyPresses(RuleBasedStateMachine):
    """Everything that a person can do, in any order, with any clock that goes forward."""

    @initialize(slow=st.booleans())
    def open_the_page(self, slow: bool) -> None:
        self.patch = pytest.MonkeyPatch()
        if slow:
            self.patch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
        self.learner, self.now = new_learner(goal=2000), 0.0

    @rule(seconds=st.floats(0, 4))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @rule()
    def tick(self) -> None:
        for frame in self.learner.tick(self.now):
            assert frame.iteration <= min(self.learner.goal, self.learner.run.iteration)

    @rule(which=st.sampled_from(PACES))
    def play(self, which: object) -> None:
        self.learner.play(which, self.now)

    @rule(which=st.sampled_from(PACES))
    def change_pace(self, which: object) -> None:
        self.learner.change_pace(which, self.now)

    @rule(press=st.sampled_from(["pause", "step", "skip_to_end"]))
    def press(self, press: str) -> None:
        getattr(self.learner, press)(self.now)

    @rule()
    def reset(self) -> None:
        self.learner.reset()

    @rule(share=st.floats(0, 1))
    def drag_the_timeline(self, share: float) -> None:
        self.learner.go_to(round(share * self.learner.goal), self.now)

    @rule(goal=st.integers(1, 4000))
    def type_iterations(self, goal: int) -> None:
        self.learner.use_goal(goal, self.now)

    @rule(seed=st.integers(1, 2), rate=st.sampled_from([0.5, 1.0]))
    def type_settings(self, seed: int, rate: float) -> None:
        self.learner.use(replace(ARTICLE, seed=seed, training=TrainingSettings(rate)))

    @rule(iteration=st.sampled_from([0, 3, 500, 1500]), rate=st.sampled_from([0.5, 2.0]))
    def change_on_the_way(self, iteration: int, rate: float) -> None:
        change = Intervention(iteration, "learning_rate", rate)
        self.learner.use(replace(self.learner.experiment, interventions=(change,)), self.now)

    @rule(rule=st.sampled_from([StopRule(), StopRule(0.01), StopRule(all_right=True)]))
    def choose_stop_rule(self, rule: StopRule) -> None:
        self.learner.use_stop_rule(rule, self.now)

    @rule(example=st.sampled_from([EXAMPLE, (0.0, 0.0, 0.0)]))
    def type_example(self, example: tuple[float, ...]) -> None:
        self.learner.use_example(example)

    @precondition(lambda self: not self.learner.is_playing)
    @rule()
    def look_at_the_curves(self) -> None:
        assert_curves_as_at_once(self.learner)

    @invariant()
    def the_order_holds(self) -> None:
        if not hasattr(self, "learner"):
            return
        learner = self.learner
        assert 0 <= learner.cursor <= learner.reached <= learner.run.iteration
        assert learner.cursor <= learner.goal

    def teardown(self) -> None:
        if not hasattr(self, "learner"):
            return
        self.patch.undo()
        fresh = Run(self.learner.experiment)
        fresh.advance_to(self.learner.cursor)
        here, there = self.learner.snapshot, fresh.at(self.learner.cursor)
        np.testing.assert_array_equal(here.parameters, there.parameters)


AnyPresses.TestCase.settings = settings(max_examples=30, stateful_step_count=25)
TestAnyPresses = AnyPresses.TestCase


def far_from_records(goal: int = 6000) -> Learner:
    """A learner at the goal of a run that remembers hardly anything but its end."""
    learner = new_learner(goal)
    learner.skip_to_end(0.0)
    learner.run.give_up_records(0)
    return learner


def test_looking_back_far_from_a_record_is_a_film_that_can_be_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    learner, expected = far_from_records(), new_learner(6000)
    expected.skip_to_end(0.0)
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    monkeypatch.setattr(playback_file, "SECONDS_OF_TRAINING", 0.0)
    learner.go_to(5000, 1.0)
    assert learner.is_looking_back
    assert 0 < learner.cursor < 5000
    assert status(learner, "") == (
        "Iteration 5,000 is being computed again, from the last one before it that was kept."
    )
    frames = watch(learner, 1.0, 60.0)
    assert len(frames) > 5
    assert (learner.cursor, learner.is_playing, learner.is_looking_back) == (5000, False, False)
    assert (learner.reached, learner.stopped_at) == (6000, None)
    shown, known = learner.snapshot.parameters, expected.run.at(5000).parameters
    assert shown.tobytes() == known.tobytes()
    for frame in frames:
        shown, known = learner.run.at(frame.iteration), expected.run.at(frame.iteration)
        assert shown.parameters.tobytes() == known.parameters.tobytes()
    # The next one is beside it.
    learner.step(70.0)
    assert (learner.cursor, learner.is_playing) == (5001, False)
    learner.go_to(3000, 80.0)
    learner.pause(80.1)
    assert not learner.is_playing
    assert learner.cursor < 3000


def test_a_lower_goal_far_from_a_record_is_a_film_too(monkeypatch: pytest.MonkeyPatch) -> None:
    learner = far_from_records()
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)
    learner.use_goal(3000, 1.0)
    assert learner.is_playing
    watch(learner, 1.0)
    assert (learner.cursor, learner.is_playing, learner.reached) == (3000, False, 6000)


@pytest.mark.parametrize("chosen", PACES)
def test_a_film_of_what_has_been_shown_costs_little_a_frame(
    monkeypatch: pytest.MonkeyPatch, chosen: Pace
) -> None:
    learner = far_from_records(1500)
    replayed: list[int] = []
    advance = Trainer.advance

    def counting(trainer: Trainer, n_iterations: int) -> None:
        replayed.append(n_iterations)
        advance(trainer, n_iterations)

    monkeypatch.setattr(Trainer, "advance", counting)
    learner.play(chosen, 0.0)
    now = 0.0
    for _ in range(60):
        frames = learner.tick(now)
        replayed.clear()
        for frame in frames:
            learner.run.at(frame.iteration)
        assert sum(replayed) <= len(frames) * learner.run.stride
        now += FULL.seconds_between
    assert learner.cursor > 0


def test_a_large_network_keeps_the_curves_that_are_drawn_and_the_chosen_one() -> None:
    large = replace(ARTICLE, architecture=Architecture((16,) * 6, True))
    learner = Learner(large, EXAMPLE, 50)
    learner.skip_to_end(0.0)
    assert learner.curves.parameters.shape == (51, MOST_WEIGHTS)
    for parameter in (None, 0, 777, None):
        drawn = learner.curves_with(parameter)
        assert drawn.places == drawn_weights(large.n_parameters, parameter)
        for place in {*drawn.places[::13], *([] if parameter is None else [parameter])}:
            known = [learner.run.at(t).parameters[place] for t in range(51)]
            assert drawn.parameter(place).tolist() == known
    learner.use_goal(200, 1.0)
    learner.skip_to_end(2.0)
    assert learner.curves_with(777).iterations[-1] == 200
