"""All that a browser tab keeps from one run of the page to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from nn_core import InputError
from nn_core.sharing.setup import Moment, Setup, View
from nn_ui.session.editor import Editor
from nn_ui.session.events.event import STAGE, Event, Step
from nn_ui.session.examined import Examined, examined, trained
from nn_ui.session.fields import Shown
from nn_ui.session.history import Entry, History
from nn_ui.session.notices import Notices
from nn_ui.session.page_view import PageView, StageMemory
from nn_ui.session.player import Player
from nn_ui.session.sharing import Sharing
from nn_ui.session.timeline import Timeline


def _player() -> Player:
    setup = Setup()
    example = examined(setup).example
    assert example is not None
    return Player(setup.experiment(), example, setup.iterations)


@dataclass
class Session:
    """`setup` is the one place where the learner's setup stands: widgets show it, and say what was
    asked for. `fields` is what each of them showed when the page was last drawn, by their keys."""

    setup: Setup = field(default_factory=Setup)
    history: History = field(default_factory=History)
    editor: Editor = field(default_factory=Editor)
    fields: dict[str, Shown] = field(default_factory=dict)
    player: Player = field(default_factory=_player)
    view: PageView = field(default_factory=PageView)
    notices: Notices = field(default_factory=Notices)
    sharing: Sharing = field(default_factory=Sharing)
    stage: StageMemory = field(default_factory=StageMemory)
    timeline: Timeline = field(default_factory=Timeline)

    def take(self, event: Event | Step, view: View, now: float) -> Moment | None:
        """Do what was asked for; a refusal is said at its place. Returns the moment to go to, where
        the event leads to one. view: what is open, which Undo returns to after an opening."""
        here = Moment(self.setup, min(self.player.cursor, self.setup.iterations), view)
        if isinstance(event, Step):
            return self._turn(event, here)
        try:
            made = event(self.setup)
        except InputError as error:
            self._refuse(event.place, str(error))
            return None
        if not event.is_call and self._is_locked(made, event.place):
            return None
        if made != self.setup:
            self._assign(made)
            if event.words:
                is_whole = event.opened is not None
                entry = Entry(event.words, here, is_whole, event.field, now)
                self.history = self.history.record(entry)
        self.editor.follow(made)
        if event.said:
            self.notices.at[event.place] = event.said
        if event.opened is not None:
            self.fields.clear()
        return event.opened

    def examined(self) -> Examined:
        """The setup as far as it can be trained: without the rows that are being typed."""
        return examined(self.editor.used(self.setup))

    def train(self, found: Examined, now: float) -> bool:
        """Have the player take up what can be used; True when it is another experiment."""
        player, is_another = self.player, False
        example = found.example or player.example
        if found.experiment and len(example) == found.experiment.dataset.n_inputs:
            is_another = player.use(found.experiment, now, found.setup.table)
            cells = found.setup.new_example if found.example else player.cells
            player.use_example(example, cells)
        player.use_stop_rule(self.setup.stop, now)
        player.use_goal(self.setup.iterations, now)
        setup = trained(self.setup, player) if self.setup.kept else self.setup
        player.kept.use(setup, player.example, player.run)
        return is_another

    def notify(self, notice: str) -> None:
        """Say this under the transport as long as the page stays at this moment."""
        self.notices.sentence, self.notices.moment = notice, self._moment

    @property
    def current_notice(self) -> str:
        """What was said of this very moment."""
        return self.notices.current(self._moment)

    @property
    def refusals(self) -> Mapping[str, str]:
        """Why what stands in a field, or was asked for elsewhere, cannot be used, by its place."""
        at_fields = {key: shown.refusal for key, shown in self.fields.items() if shown.refusal}
        return at_fields | self.notices.at

    @property
    def _moment(self) -> tuple[int, int]:
        playback = self.player.playback
        return self.player.run_number, playback.goal if playback else self.player.cursor

    def _turn(self, step: Step, here: Moment) -> Moment | None:
        turn = self.history.undo(here) if step.is_undo else self.history.redo(here)
        if turn is None or self._is_locked(turn.moment.setup):
            return None
        self.history = turn.history
        self._assign(turn.moment.setup)
        self.fields.clear()
        return turn.moment if turn.is_whole else None

    def _is_locked(self, made: Setup, place: str = "") -> bool:
        """Whether a teacher's lock forbids it. The field and the editors then show the setup."""
        try:
            self.view.lock.check(self.setup, made)
        except InputError as error:
            self.fields.pop(place, None)
            self.editor.follow(self.setup)
            self.notify(str(error))
            return True
        return False

    def _assign(self, setup: Setup) -> None:
        self.setup = setup
        self.notices.at.clear()
        self.editor.follow(setup)

    def _refuse(self, place: str, sentence: str) -> None:
        if place in self.fields:
            self.fields[place] = replace(self.fields[place], refusal=sentence)
        elif place == STAGE:
            self.notify(sentence)
        else:
            self.notices.at[place] = sentence
