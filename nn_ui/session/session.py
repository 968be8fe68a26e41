"""All that a browser tab keeps from one run of the page to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nn_core import Experiment
from nn_core.advice import Advice
from nn_core.problems.ready_made import PROBLEMS
from nn_core.tables.table import to_dataset
from nn_ui.session.choice import Choice
from nn_ui.session.editing import Editing
from nn_ui.session.options import Options
from nn_ui.session.output_view import OutputView
from nn_ui.session.player import Player
from nn_ui.session.sharing import Sharing
from nn_ui.session.timeline import Timeline

DEFAULT_ITERATIONS = 10_000


DEFAULT_SEED = 1


DEFAULT_LEARNING_RATE = 1.0


@dataclass(frozen=True)
class Shown:
    """What a field held when the page was last drawn, the option that it stands for, and why the
    one could not become the other ("" when it did)."""

    value: Any
    option: Any
    refusal: str = ""


@dataclass
class Session:
    """All that a tab keeps from one run of the page to the next, beside its widgets' values."""

    # What is chosen in the folded parts of the sidebar, or on the diagram.
    options: Options = field(default_factory=Options)
    editing: Editing = field(init=False)
    # What the fields of the options held when the page was last drawn, by their keys.
    shown: dict[str, Shown] = field(default_factory=dict)
    # The advice that the page shows, with its remedies.
    advice: tuple[Advice, ...] = ()
    # Why a change on the way could not be added, just now.
    change_refusal: str = ""
    # What is said in the line under the transport until the next thing happens, and the moment
    # that it is about.
    notice: str = ""
    notice_moment: tuple[int, int] = (0, 0)
    # Set when the browser needs figures and whole curves, not just the next piece of film.
    needs_whole: bool = True
    # The scene of the figures that the browser was sent last.
    scene_drawn: str = ""
    timeline: Timeline = field(default_factory=Timeline)
    # The browser's word for the last time that the learner took hold of the timeline.
    grab: Any = None
    # The upload that has been read, so that it is read once.
    upload_read: str = ""
    can_play_film: bool = True
    # Whether "One step in numbers" is open, so that the row it follows is marked on the stage.
    numbers_open: bool = False
    # The names of the tabs that are on the page.
    tabs_offered: tuple[str, ...] = ()
    # The slow playing of one iteration: the stage it has come to, and when it may go on.
    walk_stage: int = 0
    walk_is_playing: bool = False
    walk_is_due: float = 0.0
    # The row and the weight that are highlighted all over the page.
    choice: Choice = field(default_factory=Choice)
    output: OutputView = field(default_factory=OutputView)
    sharing: Sharing = field(default_factory=Sharing)

    def __post_init__(self) -> None:
        self.editing = Editing(self.options)
        experiment = Experiment(to_dataset(self.editing.given), seed=DEFAULT_SEED)
        self.player = Player(experiment, PROBLEMS[0].new_example, DEFAULT_ITERATIONS)

    def notify(self, notice: str) -> None:
        """Say this under the transport as long as the page stays at this moment, or is on its way
        there."""
        self.notice, self.notice_moment = notice, self._moment

    @property
    def current_notice(self) -> str:
        """What was notified of this very moment; "" when the page has moved on."""
        return self.notice if self.notice_moment == self._moment else ""

    @property
    def _moment(self) -> tuple[int, int]:
        playback = self.player.playback
        return self.player.run_number, playback.goal if playback else self.player.cursor
