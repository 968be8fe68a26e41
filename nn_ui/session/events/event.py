"""One event: what a learner has asked for, as the page has read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from nn_core import InputError
from nn_core.experiment.intervention import PARAMETER
from nn_core.sharing.setup import Moment, Setup

# Places where a sentence about an event is said, beside the fields.
STAGE: Final = "stage"
DRAWING: Final = "drawing"
PASTED: Final = "pasted"
COLUMNS: Final = "columns"
FILE: Final = "tools"
CHANGE: Final = "change"


@dataclass(frozen=True)
class Event:
    """words: what Undo and Redo call it, "" for what cannot be taken back; make: the setup that it
    makes of another one, InputError when it is refused; place: where a refusal is said, and `said`
    when it is not; field: the field that was changed; opened: the moment that it leads to, where a
    whole setup is opened; notice: what is said of that under the transport; searches: what fits the
    new table is searched for next, which belongs to the same change;
    is_call: it is the teacher's own, whom no lock holds; restarts: the run starts anew, even where
    it is the same one."""

    words: str
    make: Callable[[Setup], Setup]
    place: str = ""
    said: str = ""
    field: str = ""
    opened: Moment | None = None
    notice: str = ""
    searches: bool = False
    is_call: bool = False
    restarts: bool = False

    def __call__(self, setup: Setup) -> Setup:
        """The setup after the event, without parts that do not fit it any more."""
        made = self.make(setup)
        return made if self.opened is not None else tidied(setup, made)


@dataclass(frozen=True)
class Step:
    """A step back through the history, or forth."""

    is_undo: bool


def refused(place: str, error: InputError) -> Event:
    """An event that could not even be read."""

    def make(_: Setup) -> Setup:
        raise error

    return Event("", make, place)


def tidied(before: Setup, setup: Setup) -> Setup:
    """`setup` without features of inputs that are gone, and without changes of single weights when
    the network has another shape than `before`: their places mean other weights then."""
    n_inputs = setup.table.n_numbers[0]
    features = setup.preparation.features
    kept = tuple(one for one in features if max(one.first, one.second or 0) < n_inputs)
    if kept != features:
        setup = replace(setup, preparation=replace(setup.preparation, features=kept))
    if _shape(setup) != _shape(before):
        changes = tuple(one for one in setup.interventions if one.what != PARAMETER)
        setup = replace(setup, interventions=changes)
    return setup


def _shape(setup: Setup) -> object:
    n_inputs, n_outputs = setup.table.n_numbers
    network = setup.architecture
    return network.shapes(n_inputs + len(setup.preparation.features), n_outputs), network.bias
