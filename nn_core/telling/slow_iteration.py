"""One beat of an iteration in words, with its numbers: what is multiplied, added and passed on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

import numpy as np

from nn_core.explanation import beats
from nn_core.explanation.beats import Beat
from nn_core.explanation.explanation import Explanation, HiddenLayerSteps, LayerSteps
from nn_core.program.phases import Phase, does, phases, slope_words
from nn_core.tables.number_style import rounded
from nn_core.telling.lists import first_of

# More terms than this are no sum that anybody follows.
MOST_TERMS: Final = 5
_DIGITS: Final = 3


@dataclass(frozen=True)
class Told:
    """A beat's name, and what happens in it."""

    title: str
    sentence: str


@dataclass(frozen=True)
class _Term:
    """One product of a sum: `name` says where its first factor comes from."""

    name: str
    value: float
    weight: float

    def __str__(self) -> str:
        return f"{_in_brackets(self.value)} × {_in_brackets(self.weight)}"

    @property
    def product(self) -> float:
        return self.value * self.weight


@dataclass(frozen=True, eq=False)
class _Looked:
    """One neuron, and the row at the place `row` among those that the update looks at; `other` is
    the beat's."""

    explanation: Explanation
    row: int
    layer: LayerSteps
    neuron: int
    other: int | None

    @property
    def name(self) -> str:
        return self.layer.neuron_names[self.neuron]

    @property
    def ends(self) -> tuple[str, ...]:
        """What each weight of the neuron comes from, its bias last."""
        return (*self.layer.input_names, *(("Bias",) if self.layer.has_bias else ()))

    @property
    def inputs(self) -> list[float]:
        """What comes from each of them."""
        return [*self.layer.inputs[self.row].tolist(), *([1.0] if self.layer.has_bias else [])]

    @property
    def forwards(self) -> list[_Term]:
        """The products that are added up to z."""
        return list(map(_Term, self.ends, self.inputs, self.of_weights("before")))

    @property
    def backwards(self) -> list[_Term]:
        """The products that are added up to what comes back to a hidden neuron."""
        after = self.explanation.layers[self.layer.index + 1]
        deltas, weights = after.delta[self.row].tolist(), after.weights[self.neuron].tolist()
        return list(map(_Term, after.neuron_names, deltas, weights))

    def of_weights(self, part: str) -> list[float]:
        """One part of the change of each weight and of the bias."""
        changes = (self.layer.weight_change, self.layer.bias_change)
        found = (getattr(one, part)[..., self.neuron] for one in changes if one is not None)
        return [*np.hstack(list(found)).tolist()]

    @cached_property
    def is_set(self) -> list[bool]:
        """Which of them a change by hand sets."""
        return [bool(one) for one in self.of_weights("is_set")]

    def number(self, name: str) -> float:
        """A number of the neuron and the row, such as its z."""
        return float(getattr(self.layer, name)[self.row, self.neuron])


def slowly(explanation: Explanation, row: int, beat: Beat) -> Told:
    """What `beat` does with the row at the place `row` among those that the update looks at.

    Numbers have three digits; names are a person's own text.
    """
    layer, phase = explanation.layers[beat.layer], _phase(explanation, beat)
    if beat.neuron is None:
        title = f"{phase.title}, {layer.name.lower()}" if explanation.hidden else phase.title
        return Told(title, _of_layer(layer, phase))
    looked = _Looked(explanation, row, layer, beat.neuron, beat.other)
    return Told(f"{phase.title}, {looked.name}", _SENTENCES[beat.phase](looked))


def _phase(explanation: Explanation, beat: Beat) -> Phase:
    snapshot = explanation.snapshot
    all_phases = phases(snapshot.experiment, snapshot.iteration)
    return next(each for each in all_phases if each.key == beat.phase)


def _of_layer(layer: LayerSteps, phase: Phase) -> str:
    """The phase's own words are about all layers together."""
    experiment, activation = layer.snapshot.experiment, layer.activation
    if phase.key == beats.FORWARD:
        bias = " and the bias" if layer.has_bias else ""
        return f"Every neuron adds input × weight{bias} to z, and {does(activation)}."
    if phase.key != beats.SLOPE:
        return phase.sentence
    if isinstance(layer, HiddenLayerSteps):
        return (
            "Deltas come back through the weights: every neuron adds delta × weight and multiplies "
            f"by its slope. The slope of {slope_words(activation)}."
        )
    return (
        f"The slope of {slope_words(activation)}. Delta, the slope of the loss by z, is "
        f"{experiment.loss.delta_words}."
    )


def _forward(looked: _Looked) -> str:
    if looked.other is not None:
        return _next_term(looked.forwards, looked.other)
    activation, output = looked.layer.activation, looked.number("output")
    by = f"{activation.title}, of all z of the row," if activation.by_row else activation.title
    return f"{_sum('z', looked.forwards, looked.number('z'))}. {by} makes {_n(output)} of it."


def _error(looked: _Looked) -> str:
    target, output, error = map(looked.number, ("target", "output", "error"))
    is_scaled = looked.explanation.snapshot.experiment.target_scaling is not None
    wanted = "scaled target" if is_scaled else "target"
    return f"Error = {wanted} − output = {_n(target)} − {_in_brackets(output)} = {_n(error)}."


def _slope(looked: _Looked) -> str:
    slope, delta = looked.number("slope"), looked.number("delta")
    if not isinstance(looked.layer, HiddenLayerSteps):
        words = looked.explanation.snapshot.experiment.loss.delta_words
        return f"The slope is {_n(slope)}. Delta is {words}: {_n(delta)}."
    if looked.other is not None:
        return f"Delta × weight comes back. {_next_term(looked.backwards, looked.other)}"
    back = _sum("What comes back", looked.backwards, looked.number("carried_back"))
    return f"{back}. Times the slope {_n(slope)} it is delta: {_n(delta)}."


def _change(looked: _Looked) -> str:
    changes, at = looked.of_weights("update"), looked.other
    if at is None:
        return f"The changes: {_each(looked.ends, changes)}."
    n_rows, delta = len(looked.explanation.rows), looked.number("delta")
    term = _Term(looked.ends[at], looked.inputs[at], delta)
    total = looked.of_weights("gradient")[at]
    over = f" The sum over {n_rows:,} rows, the gradient, is {_n(total)}." if n_rows > 1 else ""
    return f"{_told(term)}, input × delta.{over} So the change is {_n(changes[at])}."


def _new_weights(looked: _Looked) -> str:
    after, at = looked.of_weights("after"), looked.other
    if at is None:
        return f"The new weights: {_each(looked.ends, after)}."
    before, change = looked.of_weights("before")[at], looked.of_weights("update")[at]
    if looked.is_set[at]:
        return f"{looked.ends[at]}: {_n(after[at])}, set by hand."
    return f"{looked.ends[at]}: {_n(before)} + {_in_brackets(change)} = {_n(after[at])}."


_SENTENCES: Final = MappingProxyType(
    {
        beats.FORWARD: _forward,
        beats.ERROR: _error,
        beats.SLOPE: _slope,
        beats.CHANGE: _change,
        beats.NEW_WEIGHTS: _new_weights,
    }
)


def _next_term(terms: Sequence[_Term], at: int) -> str:
    so_far = sum(term.product for term in terms[: at + 1])
    together = f" Together with those before: {_n(so_far)}." if at else ""
    return f"{_told(terms[at])}.{together}"


def _told(term: _Term) -> str:
    return f"{term.name}: {term} = {_n(term.product)}"


def _sum(what: str, terms: Sequence[_Term], total: float) -> str:
    """All terms, or of many how many they are."""
    is_short = len(terms) <= MOST_TERMS
    written = " + ".join(map(str, terms)) if is_short else f"the sum of {len(terms):,} products"
    return f"{what} = {written} = {_n(total)}"


def _each(names: Sequence[str], values: Sequence[float]) -> str:
    pairs = zip(names, values, strict=True)
    return first_of([f"{name} {_n(value)}" for name, value in pairs], MOST_TERMS)


def _in_brackets(value: float) -> str:
    """A number behind an operator."""
    return f"({_n(value)})" if value < 0 else _n(value)


def _n(value: float) -> str:
    return rounded(value, _DIGITS)
