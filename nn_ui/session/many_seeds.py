"""The same experiment from many seeds, or several values of a setting from the same many seeds: how
far they are trained, and what became of each start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from nn_core import Ensemble, Experiment
from nn_core.run.sweep import Sweep
from nn_core.sharing.setup import Moment, Setup, View
from nn_core.sharing.variation import Variation, variation, varied
from nn_core.telling.outcomes import Outcomes, outcomes
from nn_core.telling.sweeps import Answers
from nn_ui.session.events.event import Event

NUMBERS_OF_SEEDS: Final = (20, 50, 200, 1000)
USUAL_NUMBER: Final = 50
# The keys in a link, and the words for the numbers of seeds.
MANY_KEY, SWEEP_KEY = "many_seeds", "sweep"
QUESTIONS: Final = ("", *map(str, NUMBERS_OF_SEEDS))


class Question(NamedTuple):
    """So many starts of the same experiment, 0 for none, or of each value of a setting."""

    n_seeds: int = 0
    variation: Variation | None = None


NOTHING: Final = Question()


@dataclass
class ManySeeds:
    """asked: what was asked for last, of the experiment `base`; sweep: the starts of each value, or
    of the experiment alone; goal: how far they are to be trained; outcomes: what became of them,
    None while they are trained; chosen: the place of the value whose starts are shown; is_asked:
    whether they are starts of what is set up now; wanted: what a link has asked for, until it is
    begun; refusal: why what was asked for last cannot be."""

    asked: Question = NOTHING
    base: Experiment | None = None
    sweep: Sweep | None = None
    goal: int = 0
    outcomes: tuple[Outcomes, ...] | None = None
    chosen: int = 0
    is_asked: bool = False
    wanted: Question = NOTHING
    refusal: str = ""

    @property
    def is_going(self) -> bool:
        """Whether they are being trained."""
        return self.sweep is not None and self.outcomes is None

    @property
    def ensemble(self) -> Ensemble | None:
        """The starts that are shown."""
        return self.sweep.ensembles[self.chosen] if self.sweep is not None else None

    @property
    def found(self) -> Outcomes | None:
        """What became of the starts that are shown."""
        return self.outcomes[self.chosen] if self.outcomes is not None else None

    @property
    def answers(self) -> Answers | None:
        """What became of the starts of each value, where several were asked for."""
        varying = self.asked.variation
        if varying is None or self.outcomes is None:
            return None
        return Answers(varying.title, tuple(map(varying.words, varying.values)), self.outcomes)

    @property
    def share(self) -> float:
        """How much of the training is done, 0 to 1."""
        return self.sweep.share(self.goal) if self.sweep is not None else 0.0

    @property
    def in_link(self) -> View:
        """The question as a link says it; none for one about another setup."""
        question = self.wanted if self.wanted.n_seeds else self.asked
        if not question.n_seeds or not (self.wanted.n_seeds or self.is_asked):
            return ()
        varying = question.variation
        return (
            (MANY_KEY, str(question.n_seeds)),
            *(((SWEEP_KEY, varying.text),) if varying is not None else ()),
        )

    def begin(self, setup: Setup, question: Question, goal: int) -> None:
        """Start from the seeds 1 to as many as are asked for; InputError for a setup that cannot be
        trained with one of the values."""
        varying, seeds = question.variation, range(1, question.n_seeds + 1)
        setups = (setup,) if varying is None else varying.of(setup)
        self.wanted = NOTHING
        self.sweep = Sweep([one.experiment() for one in setups], seeds)
        self.base = setup.experiment()
        self.asked, self.goal, self.outcomes, self.chosen = question, goal, None, 0
        self.is_asked, self.refusal = True, ""

    def refuse(self, why: str) -> None:
        """Say why what was asked for cannot be."""
        self.cancel()
        self.refusal = why

    def choose(self, place: int | None) -> None:
        """Show the starts of the value at this place; no such place, no change."""
        if place is not None and self.outcomes and 0 <= place < len(self.outcomes):
            self.chosen = place

    def cancel(self) -> None:
        """Train no further, and forget what was trained."""
        self.sweep, self.outcomes = None, None
        self.asked, self.wanted, self.refusal, self.chosen = NOTHING, NOTHING, "", 0

    def go_on(self, within_seconds: float) -> None:
        """Train for so long, or to the end."""
        if self.sweep is None or self.outcomes is not None:
            return
        if self.sweep.advance_to(self.goal, within_seconds) == self.goal:
            self.outcomes = tuple(map(outcomes, self.sweep.ensembles))

    def is_of(self, experiment: Experiment, goal: int) -> bool:
        """Whether they are starts of this experiment, from whatever seed, trained as far, or of
        what becomes of it with one of the values."""
        if self.sweep is None or self.goal != goal:
            return False
        known = (self.base, *(one.experiment for one in self.sweep.ensembles))
        return any(one and replace(experiment, seed=one.seed) == one for one in known)

    def opening(self, setup: Setup, seed: int, view: View) -> Iterator[Event]:
        """The event that opens the run of one seed where the others ended, with the same view."""
        made, varying = replace(setup, seed=seed), self.asked.variation
        if varying is not None:
            value = varying.values[self.chosen]
            made = replace(varied(made, varying.key, value), kept=setup.kept)
        moment = Moment(made, min(self.goal, setup.iterations), view)
        yield Event(f"opening seed {seed:,}", lambda _: made, opened=moment)


def question(view: Mapping[str, str]) -> Question:
    """What a link asks, whose values have been looked at."""
    text = view.get(SWEEP_KEY)
    return Question(int(view.get(MANY_KEY) or 0), variation(text) if text else None)
