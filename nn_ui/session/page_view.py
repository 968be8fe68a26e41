"""What a tab looks at: the choices that are no part of the setup."""

from __future__ import annotations

from dataclasses import dataclass, field

from nn_core.sharing.setup import View
from nn_ui.figures.hidden_scope import HiddenScope
from nn_ui.session.choice import Choice
from nn_ui.session.fitting import Fitting
from nn_ui.session.landscape import LANDSCAPE_KEY, LandscapeView
from nn_ui.session.lessons import PROGRESS_KEY, Lessons
from nn_ui.session.lock import Lock, lock_of
from nn_ui.session.many_seeds import ManySeeds, question
from nn_ui.session.output_view import OutputView
from nn_ui.session.together import CODE_KEY, Together
from nn_ui.session.walk import Walk


@dataclass
class PageView:
    """choice: the row and the weight that are highlighted all over the page; numbers_open: whether
    "One step in numbers" is open, so that the row it follows is marked on the stage; tabs_offered:
    the names of the tabs that are on the page; fitting: the search for what fits the table;
    many: the same experiment from many seeds; lessons: the one that is open, and guesses; lock:
    what a teacher has set; together: the class that it is in; signed: name and conclusion of what
    is handed in."""

    choice: Choice = field(default_factory=Choice)
    output: OutputView = field(default_factory=OutputView)
    landscape: LandscapeView = field(default_factory=LandscapeView)
    hidden: HiddenScope | None = None
    walk: Walk = field(default_factory=Walk)
    numbers_open: bool = False
    tabs_offered: tuple[str, ...] = ()
    fitting: Fitting = field(default_factory=Fitting)
    many: ManySeeds = field(default_factory=ManySeeds)
    lessons: Lessons = field(default_factory=Lessons)
    lock: Lock = field(default_factory=Lock)
    together: Together = field(default_factory=Together)
    signed: tuple[str, str] = ("", "")

    def in_link(self) -> View:
        """What a link says of it that no widget holds, beside the landscape."""
        said = ((PROGRESS_KEY, self.lessons.progress), (CODE_KEY, self.together.code))
        present = (pair for pair in said if pair[1])
        return (*self.lock.in_link(), *present, *self.many.in_link)

    def restore(self, view: View) -> None:
        """Take up what a link says of it. A page that is locked stays so, as it is."""
        said = dict(view)
        if not self.lock.is_on:
            self.lock = lock_of(said)
        self.lessons.restore(said.get(PROGRESS_KEY, ""))
        self.many.wanted = question(said)
        self.landscape.restore(said.get(LANDSCAPE_KEY, ""))
        self.together.restore(said.get(CODE_KEY, ""))


@dataclass
class StageMemory:
    """What the browser has been sent. needs_whole: it needs figures and whole curves, not just the
    next piece of film; scene_drawn: the scene of the figures that it was sent last."""

    needs_whole: bool = True
    scene_drawn: str = ""
    can_play_film: bool = True
