"""One moment of a run in words: what its pictures show, for whoever cannot see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nn_core.advice.on_tables import matching_rows
from nn_core.run.curves import Curves
from nn_core.run.metrics import held_back_metrics
from nn_core.run.snapshot import Snapshot
from nn_core.tables.answer import Answer
from nn_core.tables.cells import Cell
from nn_core.tables.coding import Coding
from nn_core.tables.number_style import fixed, rounded, shortest
from nn_core.tables.table import Table
from nn_core.tables.told_cell import told_cell
from nn_core.telling.lists import first_of
from nn_core.training.parameters import names, places
from nn_core.verdict.case import sentence

# More values than this nobody keeps in mind who hears them.
MOST_VALUES: Final = 6
# The loss is compared with what it was this share of the iterations before.
_BACK: Final = 10
# What changes by a smaller share hardly changes.
_HARDLY: Final = 0.001
_DIGITS: Final = 3
_MOST_DIGITS: Final = 8
# The letters of a word in a list.
_LETTERS: Final = 24


@dataclass(frozen=True)
class Told:
    """One moment in sentences; those that have nothing to say are "".

    weights: all of them, or the largest of many; largest: the largest weight alone. ended: why the
    run goes no further.
    """

    iteration: str
    ended: str
    prediction: str
    loss: str
    largest: str
    weights: str

    def __str__(self) -> str:
        said = (self.iteration, self.ended, self.prediction, self.loss, self.largest)
        return " ".join(sentence for sentence in said if sentence)


def moment(
    snapshot: Snapshot,
    curves: Curves,
    table: Table,
    example: Sequence[float] | None,
    cells: Sequence[Cell],
    *,
    has_diverged: bool = False,
) -> Told:
    """What is to be seen of `snapshot`.

    curves: of the same run, for what the loss was before; table: whose rows are trained, in the
    person's words; example: the new example, (n_inputs,), None where there is none; cells: the same
    as typed, one a column of inputs; has_diverged: whether the run can go no further.
    """
    end = "The weights grew beyond all bounds (they diverged): the run ends here."
    parameters, weights = _parameters(snapshot), _are_weights(snapshot)
    name, largest = _by_size([parameters[place] for place in weights])[0]
    return Told(
        iteration=f"Iteration {snapshot.iteration:,}.",
        ended=end if has_diverged else "",
        prediction="" if example is None else _prediction(snapshot, table.coding, example, cells),
        loss=_loss(snapshot, curves),
        largest=f"Largest weight: {name}, {_signed(largest)}.",
        weights=_weights(parameters, has_biases=len(weights) < len(parameters)),
    )


def _prediction(
    snapshot: Snapshot, coding: Coding, example: Sequence[float], cells: Sequence[Cell]
) -> str:
    outputs = snapshot.predict([example])[0].tolist()
    rows = matching_rows(snapshot.experiment.dataset, example)
    targets = snapshot.experiment.dataset.y[rows[0]].tolist() if rows else None
    # What was typed may be of a table before, where it cannot be used in the present one.
    is_fitting = len(cells) == len(coding.inputs)
    pairs = zip(cells, coding.inputs, strict=True) if is_fitting else ()
    row = first_of([told_cell(*one) for one in pairs] or [*map(shortest, example)], MOST_VALUES)
    answers = list(_answers(coding, outputs, targets))
    if len(answers) == 1:
        (_, answer, target) = answers[0]
        return f"The prediction for {row} is {answer}{f', target {target}' if target else ''}."
    told = [f"{name}: {answer}{f' (target {to})' if to else ''}" for name, answer, to in answers]
    return f"The predictions for {row} are {first_of(told, MOST_VALUES, '; ')}."


def _answers(
    coding: Coding, outputs: Sequence[float], targets: Sequence[float] | None
) -> Iterator[tuple[str, str, str]]:
    """For each target column its name, the answer and the target, "" where that is not known."""
    wanted = coding.found(targets) if targets is not None else ()
    for place, (target, found) in enumerate(
        zip(coding.targets, coding.found(outputs), strict=True)
    ):
        known = wanted[place].in_full(_LETTERS) if wanted else ""
        plain = target.is_plain and not found.word
        yield target.name, _near(found.number) if plain else _told(found), known


def _told(answer: Answer) -> str:
    return f"{answer.in_full(_LETTERS)} ({fixed(answer.number, 2)})" if answer.word else str(answer)


def _near(value: float) -> str:
    """A number to three digits, or to as many as tell it from a whole number."""
    texts = [rounded(value, digits) for digits in range(_DIGITS, _MOST_DIGITS + 1)]
    whole = shortest(round(value)) if np.isfinite(value) else ""
    return next((text for text in texts if text != whole), texts[0])


def _loss(snapshot: Snapshot, curves: Curves) -> str:
    test = held_back_metrics(snapshot)
    of_test = "" if test is None else f"; of the test rows {_size(test.loss)}"
    return f"Loss {_size(snapshot.loss)}{_trend(snapshot, curves)}{of_test}."


def _size(loss: float) -> str:
    return rounded(loss, _DIGITS) if np.isfinite(loss) else "too large for a number"


def _trend(snapshot: Snapshot, curves: Curves) -> str:
    """What the loss did in the last tenth of the iterations, behind a comma."""
    t = snapshot.iteration
    at = int(np.searchsorted(curves.iterations, t - max(1, t // _BACK), side="right")) - 1
    if at < 0:
        return ""
    before, now = float(curves.loss[at]), snapshot.loss
    if not (np.isfinite(before) and np.isfinite(now)):
        return ""
    if abs(now - before) <= _HARDLY * abs(before):
        return ", hardly changing"
    return ", falling" if now < before else ", rising"


def _weights(parameters: Sequence[tuple[str, float]], *, has_biases: bool) -> str:
    count, what = len(parameters), "weights and biases" if has_biases else "weights"
    is_all = count <= MOST_VALUES
    shown = parameters if is_all else _by_size(parameters)[:MOST_VALUES]
    of = sentence(what) if is_all else f"The largest of {count:,} {what}"
    return f"{of}: {'; '.join(f'{name}, {_signed(value)}' for name, value in shown)}."


def _by_size(parameters: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(parameters, key=lambda one: -abs(one[1]))


def _parameters(snapshot: Snapshot) -> list[tuple[str, float]]:
    return list(zip(names(snapshot.experiment), snapshot.parameters.tolist(), strict=True))


def _are_weights(snapshot: Snapshot) -> list[int]:
    """The places in the flat row that hold weights, and no biases."""
    layers = places(snapshot.experiment).weights
    return [int(place) for layer in layers for place in layer.ravel().tolist()]


def _signed(value: float) -> str:
    return f"{'' if value < 0 else '+'}{rounded(value, _DIGITS)}"
