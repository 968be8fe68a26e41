"""One learner's experiment on the page: the run, the cursor, and whether it is playing.

The page has one cursor, the iteration being shown. Train moves it forward, and the run goes on
when the cursor passes its end; rewinding moves it back. Time is given, so a test can be the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nn_core import Experiment, Run, Snapshot
from nn_core.run.curves import Curves
from nn_core.run.stop_rule import StopRule
from nn_core.tables.cells import Cell
from nn_core.tables.table import Table, from_dataset
from nn_core.verdict import Verdict
from nn_ui.session.drawn_curves import DrawnCurves
from nn_ui.session.judge import Judge
from nn_ui.session.kept_runs import KeptRuns
from nn_ui.session.pace import FASTEST, PACES, Pace
from nn_ui.session.playback import Frame, Playback
from nn_ui.session.stopping import Stopping

# How long a click may train before it turns into a film with progress that can be stopped.
SECONDS_A_CLICK_MAY_TAKE = 0.25


@dataclass
class Player:
    """What one browser tab is looking at."""

    experiment: Experiment
    example: tuple[float, ...]
    goal: int
    run: Run = field(init=False)
    cursor: int = field(init=False, default=0)
    # The furthest iteration that has been on the screen; the run may be trained a little further.
    reached: int = field(init=False, default=0)
    playback: Playback | None = field(init=False, default=None)
    # Counts the runs of this tab, so that a film piece of an older one is never taken for ours.
    run_number: int = field(init=False, default=0)
    # When a play ends before the goal, and where the last one did (None: it did not).
    stop_rule: StopRule = field(init=False, default_factory=StopRule)
    stopped_at: int | None = field(init=False, default=None)
    _curves: DrawnCurves = field(init=False, default_factory=DrawnCurves)
    judge: Judge = field(init=False, default_factory=Judge)
    kept: KeptRuns = field(init=False, default_factory=KeptRuns)
    _pace: Pace = field(init=False, default=PACES[0])
    # Of the present play, or the last one.
    _stopping: Stopping = field(init=False, repr=False)
    # What is trained and the new example, as the learner sees them.
    table: Table = field(init=False)
    cells: tuple[Cell, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.table, self.cells = from_dataset(self.experiment.dataset), self.example
        self._start_run(self.experiment)

    @property
    def is_playing(self) -> bool:
        """Whether the film runs."""
        return self.playback is not None

    @property
    def last(self) -> int:
        """The last iteration that can be shown: the goal, or where the run can go no further."""
        stopped = self.run.stopped
        return self.goal if stopped is None else min(self.goal, stopped)

    @property
    def is_looking_back(self) -> bool:
        """Whether what plays is on its way to an iteration that has been shown already, and takes
        its time since the last record before it is far."""
        end = min(self.reached, self.goal)
        return self.playback is not None and self.playback.goal < end

    @property
    def snapshot(self) -> Snapshot:
        """The network at the cursor."""
        return self.run.at(self.cursor)

    @property
    def curves(self) -> Curves:
        """The curves of the whole run so far, at the iterations that are drawn."""
        return self.curves_with(None)

    @property
    def verdict(self) -> Verdict:
        """What became of the run up to the cursor."""
        return self.judge.of(self.run, self.cursor, self.goal)

    def curves_with(self, parameter: int | None) -> Curves:
        """The curves, that of the chosen `parameter` among them."""
        playback, run = self.playback, self.run
        is_growing = playback is not None and run.stopped is None and run.iteration < playback.goal
        return self._curves.of(run, self.example, parameter, is_growing=is_growing)

    def use(self, experiment: Experiment, now: float = 0.0, table: Table | None = None) -> bool:
        """Take up `experiment`, whose rows are those of `table`; True when it is another one.

        Another experiment is another run, from iteration 0. When only changes on the way differ,
        the run goes on from the first one that does, and the cursor stays where it is.
        """
        if table is not None and table.forms:
            self.table = table
        elif self.table.forms or experiment.dataset != self.experiment.dataset:
            self.table = from_dataset(experiment.dataset)
        if experiment == self.experiment:
            return False
        # Without the changes: those of one network may name weights that the other has not.
        self.kept.left, kept = self.run, self.kept.run_of(experiment)
        if replace(experiment, interventions=()) == replace(self.experiment, interventions=()):
            self._continue_run(experiment, kept, now)
        else:
            self._start_run(experiment, kept)
        return True

    def use_stop_rule(self, rule: StopRule, now: float) -> None:
        """Take up another rule for when to stop; a film pauses."""
        if rule != self.stop_rule:
            self.pause(now)
            self.stop_rule, self.stopped_at = rule, None

    def use_example(self, example: tuple[float, ...], cells: tuple[Cell, ...] = ()) -> None:
        """Take up another row to predict, in the table's own words in `cells`: the run stays, its
        prediction curve is computed anew."""
        self.cells = cells if cells and self.table.forms else example
        if example != self.example:
            self.example = example
            self._curves.forget()

    def use_goal(self, goal: int, now: float) -> None:
        """Take up another number of iterations; a cursor beyond it moves back to it."""
        if goal == self.goal:
            return
        self.pause(now)
        self.goal = goal
        if self.cursor > goal:
            self.go_to(goal, now)

    def play(self, pace: Pace, now: float) -> None:
        """Move the cursor on to the goal; from the goal, play the same run again from its start."""
        self._pace = pace
        if self.cursor >= self.last:
            self.cursor = 0
        self._play(pace, self.last, Stopping(self.run, self.stop_rule, self.cursor), now)

    def change_pace(self, pace: Pace, now: float) -> None:
        """Go on playing, faster or slower, when another pace is asked for than the last time.

        A skip goes as fast as it can, whatever the pace, so the film's own pace says nothing.
        """
        is_another = pace != self._pace
        self._pace = pace
        if self.playback is not None and is_another:
            self.pause(now)
            if self.cursor < self.last:
                self.play(pace, now)

    def pause(self, now: float) -> None:
        """Stop at the iteration that is on the screen."""
        if self.playback is not None:
            self._show(self.playback.cursor(now))
            self.playback = None

    def step(self, now: float) -> None:
        """Show the next iteration."""
        self.pause(now)
        self.go_to(min(self.cursor + 1, self.goal), now)

    def reset(self) -> None:
        """Start the same run again from iteration 0."""
        self._start_run(self.experiment)

    def go_to(self, iteration: int, now: float) -> None:
        """Show `iteration`. What is not trained yet is trained, as a film when it takes longer;
        stop rules do not count, but a run that can go no further ends it."""
        self._train_to(iteration, StopRule(), now)

    def skip_to_end(self, now: float) -> None:
        """Show the last iteration, or the first one at which the stop rule is met."""
        self.pause(now)
        self._train_to(self.goal, self.stop_rule, now)

    def train_ahead(self, now: float, within_seconds: float) -> bool:
        """Train for the next piece of film, and the kept runs as far as this one; True when that
        needs no more training."""
        if self.playback and not self.playback.train(self._stopping, now, within_seconds):
            return False
        return self.train_kept(within_seconds)

    def train_kept(self, within_seconds: float | None = None) -> bool:
        """Train the kept runs as far as this one, as long as a click may; True when all are."""
        seconds = SECONDS_A_CLICK_MAY_TAKE if within_seconds is None else within_seconds
        return self.kept.train(min(self.run.iteration, self.goal), seconds)

    def tick(self, now: float, within_seconds: float | None = None) -> tuple[Frame, ...]:
        """Move the cursor to where the film is at `now`, and make the next piece of it, for which
        the run is trained `within_seconds`, or as long as a piece may."""
        if self.playback is None:
            return ()
        self._show(self.playback.cursor(now))
        if self.playback.is_over(now):
            self.stopped_at = self._stopping.met
            self.playback = None
            return ()
        return self.playback.next_piece(self._stopping, now, within_seconds)

    def forget(self) -> None:
        """Keep nothing that can be computed again."""
        self.kept.forget()
        self.run.forget()
        self._curves.forget()

    def _train_to(self, iteration: int, rule: StopRule, now: float) -> None:
        self.playback, stopping = None, Stopping(self.run, rule, self.cursor)
        reached = stopping.advance_to(iteration, within_seconds=SECONDS_A_CLICK_MAY_TAKE)
        end = iteration if stopping.place is None else min(iteration, stopping.place)
        reached = self.run.replay(min(reached, end), within_seconds=SECONDS_A_CLICK_MAY_TAKE)
        self._show(reached)
        if reached < end:
            self._play(FASTEST, iteration, stopping, now)
        elif end < iteration:
            self.stopped_at = stopping.met

    def _play(self, pace: Pace, goal: int, stopping: Stopping, now: float) -> None:
        self.playback = Playback(pace, self.cursor, goal, now)
        self._stopping = stopping

    def _show(self, iteration: int) -> None:
        self.cursor = iteration
        self.reached = max(self.reached, iteration)

    def _start_run(self, experiment: Experiment, kept: Run | None = None) -> None:
        """The run of an experiment from its beginning; a kept one has been shown already."""
        self._use_run(experiment, kept or Run(experiment))
        self.cursor, self.reached = 0, min(self.run.iteration, self.goal)

    def _continue_run(self, experiment: Experiment, kept: Run | None, now: float) -> None:
        self._use_run(experiment, kept or self.run.continued(experiment))
        # What was seen after the change did not happen in this run.
        self.reached = min(self.reached, self.run.iteration)
        cursor, self.cursor = self.cursor, min(self.cursor, self.run.iteration)
        self.go_to(cursor, now)

    def _use_run(self, experiment: Experiment, run: Run) -> None:
        self.experiment, self.run = experiment, run
        self.run_number += 1
        self.playback = self.stopped_at = None
        self._curves.forget()
