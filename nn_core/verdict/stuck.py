"""Verdicts on networks that cannot get on: their borders, a row of zeros, flat or dead curves."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from nn_core.advice.on_network import on_rows_of_zeros
from nn_core.advice.on_targets import on_target_range
from nn_core.network.forward import LayerState
from nn_core.tables.number_style import rounded
from nn_core.verdict.borders import unparted
from nn_core.verdict.case import Case, rows_in_words, sentence
from nn_core.verdict.moving import is_falling
from nn_core.verdict.proposals import prepared
from nn_core.verdict.values import ANOTHER_NETWORK, Proposal, Verdict

# Slopes under this change no digit that is shown in a thousand iterations.
_FLAT: Final = 1e-6
# A curve with less of its slope left is as good as flat.
_FLAT_CURVE: Final = 1e-3
# From this share of right rows on, a loss that is still falling is said before what cannot be.
_MOST: Final = 0.9
# An answer that is farther from its target, as a share of the targets' range, is wrong.
_FAR: Final = 0.1


def dead_layer(case: Case) -> Verdict | None:
    """A whole layer of ReLU neurons gives 0 for every row: nothing goes through it, no slope comes
    back."""
    for number, layer in enumerate(case.snapshot.layers):
        if _is_dead(layer).all() and not case.is_solved:
            return _dead(case, number)
    return None


def out_of_reach(case: Case) -> Verdict | None:
    """A target lies where the output's curve never gets."""
    found = next(on_target_range(case.choices), None)
    if found is None or case.is_solved:
        return None
    curve, y = case.experiment.activations[-1], case.experiment.dataset.y
    ends = f"is never under {curve.low:g}"
    if curve.high is not None:
        ends = f"stays between {curve.low:g} and {curve.high:g}"
    return Verdict(
        "range",
        f"A {curve.title} output {ends}, and the targets go from {rounded(float(y.min()), 3)} to "
        f"{rounded(float(y.max()), 3)}: the network cannot reach all of them, whatever its weights "
        "are.",
        remedy=Proposal.of(found.remedies[0]),
    )


def needs_another_border(case: Case) -> Verdict | None:
    """There is proof that no straight border parts some rows."""
    found = unparted(case.experiment)
    is_on_its_way = is_falling(case) and (case.iteration < case.goal or case.share >= _MOST)
    if found is None or found.needs_bias or is_on_its_way:
        return None
    return Verdict(
        "border",
        f"{sentence(rows_in_words(found.rows))} can never all be right here: {_who(case)} a "
        "straight border, and none parts them. Neurons in between (a hidden layer) can bend it.",
        rows=found.rows,
        remedy=ANOTHER_NETWORK,
    )


def held_by_zeros(case: Case) -> Verdict | None:
    """A row of zeros gets the same answer whatever the weights are."""
    found = next(on_rows_of_zeros(case.choices), None)
    stuck = ~case.experiment.X.any(axis=1) & _is_wrong(case)
    if found is None or case.is_solved or not stuck.any():
        return None
    row = int(stuck.argmax())
    answer = rounded(float(case.snapshot.answers[row, 0]), 3)
    return Verdict(
        "row_of_zeros",
        f"{sentence(rows_in_words((row,)))} is held at {answer}: all its inputs are 0, so without "
        "a bias every weighted sum is 0 there, whatever the weights are.",
        rows=(row,),
        remedy=prepared(case, bias=True),
    )


def needs_bias(case: Case) -> Verdict | None:
    """There is proof that no straight border parts some rows that goes through the point 0."""
    found = unparted(case.experiment)
    if found is None or not found.needs_bias:
        return None
    be = {1: "be right", 2: "both be right"}.get(len(found.rows), "all be right")
    return Verdict(
        "bias",
        f"{sentence(rows_in_words(found.rows))} can never {be} without a bias: the border cannot "
        "move away from the point where all inputs are 0. A bias moves it.",
        rows=found.rows,
        remedy=prepared(case, bias=True),
    )


def saturated(case: Case) -> Verdict | None:
    """All slopes are as good as 0 though rows are wrong, since curves are flat where these are."""
    looks = case.looks
    steep = np.flatnonzero(~(looks.slope < _FLAT))
    first = int(steep[-1]) + 1 if len(steep) else 0
    if case.is_solved or len(looks.iterations) - first < 2:
        return None
    layer = next((one for one in case.snapshot.layers if _is_flat(case, one)), None)
    since = int(looks.iterations[first])
    if layer is None or since > case.iteration / 2:
        return None
    largest = rounded(float(np.abs(layer.z[_is_wrong(case)]).max()), 2)
    return Verdict(
        "saturated",
        f"Saturated: every slope of the loss is under 0.000001 since iteration {since:,}, and "
        f"{case.how_well}: weighted sums as large as {largest} lie where the curve is flat.",
        iterations=(since,),
        remedy=_steeper(case),
    )


def _steeper(case: Case) -> Proposal | None:
    """Smaller sums; where these would not be enough for all rows, another network with them."""
    found = unparted(case.experiment)
    if found is not None and not found.needs_bias:
        return ANOTHER_NETWORK
    return prepared(case, bias=True, smaller_rate=True)


def dead_neurons(case: Case) -> Verdict | None:
    """Half of a layer of ReLU neurons at least gives 0 for every row."""
    for number, layer in enumerate(case.snapshot.layers):
        if 2 * _is_dead(layer).sum() >= layer.z.shape[1] and not case.is_solved:
            return _dead(case, number)
    return None


def _dead(case: Case, number: int) -> Verdict:
    layer, layers = case.snapshot.layers[number], case.snapshot.layers
    n_dead, size = int(_is_dead(layer).sum()), layer.z.shape[1]
    is_output = number == len(layers) - 1
    where = "of the output" if is_output else f"of hidden layer {number + 1}"
    title = layer.activation.title
    which = f"{n_dead:,} of {size:,} {title} neurons" if size > 1 else f"the {title} neuron"
    effect = (
        "so no slope reaches their weights" if n_dead > 1 else "so no slope reaches its weights"
    )
    gives = "give" if n_dead > 1 or size > 1 else "gives"
    return Verdict(
        "dead",
        f"{sentence(which)} {where} {gives} 0 for every row (dead), {effect}, and {case.how_well}.",
        remedy=None if is_output else _leaky(case),
    )


def _leaky(case: Case) -> Proposal:
    changed = replace(case.experiment.architecture, activation="leaky_relu")
    return Proposal("Choose Leaky ReLU as the hidden activation", architecture=changed)


def _is_dead(layer: LayerState) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For each neuron, (n_out,), whether its curve is flat at 0 for every row."""
    curve = layer.activation
    if not (curve.is_straight and curve.kinks):
        return np.zeros(layer.z.shape[1], dtype=np.bool_)
    return np.asarray(((layer.output == 0) & (layer.slope == 0)).all(axis=0))


def _is_flat(case: Case, layer: LayerState) -> bool:
    """Whether all neurons of a layer are saturated at every wrong row."""
    wrong = _is_wrong(case)
    if not layer.activation.saturates or not wrong.any():
        return False
    return bool((np.abs(layer.slope[wrong]) < _FLAT_CURVE).all())


def _is_wrong(case: Case) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """The rows, (n_samples,), whose answers are wrong, or of amounts far from their targets."""
    if case.is_judged:
        return ~case.snapshot.correct
    error = case.snapshot.error
    size = np.ptp(case.experiment.y, axis=0)
    return np.asarray((np.abs(error) > _FAR * np.where(size > 0, size, 1.0)).any(axis=1))


def _who(case: Case) -> str:
    if case.experiment.architecture.hidden:
        return "hidden neurons that only add up leave"
    return "a network without a hidden layer draws"
