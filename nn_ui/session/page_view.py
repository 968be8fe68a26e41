"""What a tab looks at: the choices that are no part of the setup."""

from __future__ import annotations

from dataclasses import dataclass, field

from nn_ui.session.choice import Choice
from nn_ui.session.fitting import Fitting
from nn_ui.session.output_view import OutputView


@dataclass
class Walk:
    """The slow playing of one iteration: the phase it has come to, and when it may go on."""

    phase: int = 0
    is_playing: bool = False
    due: float = 0.0


@dataclass
class PageView:
    """choice: the row and the weight that are highlighted all over the page; numbers_open: whether
    "One step in numbers" is open, so that the row it follows is marked on the stage; tabs_offered:
    the names of the tabs that are on the page; fitting: the search for what fits the table."""

    choice: Choice = field(default_factory=Choice)
    output: OutputView = field(default_factory=OutputView)
    walk: Walk = field(default_factory=Walk)
    numbers_open: bool = False
    tabs_offered: tuple[str, ...] = ()
    fitting: Fitting = field(default_factory=Fitting)


@dataclass
class StageMemory:
    """What the browser has been sent. needs_whole: it needs figures and whole curves, not just the
    next piece of film; scene_drawn: the scene of the figures that it was sent last."""

    needs_whole: bool = True
    scene_drawn: str = ""
    can_play_film: bool = True
