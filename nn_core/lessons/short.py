"""Short experiments beside the lessons: one question each about what a trained network is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import log10
from typing import Final

import numpy as np

from nn_core.lessons.lesson import trained
from nn_core.network.curves import sigmoid
from nn_core.network.forward import forward
from nn_core.run.run import Run
from nn_core.sharing.model import model_json
from nn_core.sharing.setup import Setup
from nn_core.tables.number_style import power_of_ten

_SETUP: Final = Setup()
_EXAMPLE: Final = (_SETUP.example(),)
_END: Final = 10_000
_EARLIER: Final = _END // 10
_N_ASKED: Final = 1000


@dataclass(frozen=True, eq=False)
class ShortExperiment:
    """A question about the article's neuron after 10,000 iterations.

    answers: what can be guessed; do: how to try it on the page; find, tell: the answer that its run
    gives, one of `answers`, and what it shows, with numbers; why: the reason.
    """

    key: str
    question: str
    answers: tuple[str, ...]
    do: str
    find: Callable[[Run], str]
    tell: Callable[[Run], str]
    why: str

    @cached_property
    def outcome(self) -> str:
        """The answer that the experiment gives."""
        return self.find(trained(_SETUP, _END))

    @cached_property
    def claim(self) -> str:
        """What the experiment shows, in a sentence with the numbers of its run."""
        return self.tell(trained(_SETUP, _END))


def _answer(run: Run) -> float:
    return float(run.at(_END).predict(_EXAMPLE)[0, 0])


def _layers_of_model(run: Run) -> list[dict[str, list[float]]]:
    """What a saved model holds of the network: it has no place for rows."""
    layers: list[dict[str, list[float]]] = json.loads(model_json(run.at(_END)))["layers"]
    return layers


def _answer_without_rows(run: Run) -> float:
    layers = _layers_of_model(run)
    weights = [np.array(layer["weights"]) for layer in layers]
    biases = [np.array(layer.get("biases") or 0.0) for layer in layers]
    states = forward(np.array(_EXAMPLE), weights, biases, run.experiment.activations)
    return float(states[-1].output[0, 0])


_NOT_A_DIGIT, _A_LITTLE, _GONE = "no, not a digit", "yes, a little", "yes, it knows nothing more"


def _how_it_changes(run: Run) -> str:
    with_rows, without = _answer(run), _answer_without_rows(run)
    if with_rows == without:
        return _NOT_A_DIGIT
    return _A_LITTLE if abs(with_rows - without) < 0.1 else _GONE


def _both_answers(run: Run) -> str:
    n_numbers = sum(np.size(layer["weights"]) for layer in _layers_of_model(run))
    return (
        f"With its table the neuron answers {_answer(run):.8f}; computed from the saved model, "
        f"which holds {n_numbers} weights and no row, it is {_answer_without_rows(run):.8f}."
    )


_EMPTIED: Final = ShortExperiment(
    key="emptied_table",
    question="The neuron has been trained, and then all rows of the table are thrown away. Does "
    "its answer for 1, 0, 1 change?",
    answers=(_NOT_A_DIGIT, _A_LITTLE, _GONE),
    do="Train, save the model under Share, and look for the rows in it.",
    find=_how_it_changes,
    tell=_both_answers,
    why="The rows are needed only to find the weights. What has been learned is in the weights; "
    "nothing of the table is stored beside them.",
)

_NONE_OF_THEM, _A_BIT, _WITH_LARGEST = (
    "none of them",
    "all, a little",
    "the one of the largest input",
)


def _moved(run: Run) -> list[bool]:
    """For each weight whether it is another one after a thousand new examples."""
    before = run.at(_END).parameters.copy()
    asked = np.random.default_rng(0).uniform(-1, 1, (_N_ASKED, run.experiment.dataset.n_inputs))
    for row in asked:
        run.at(_END).predict([row])
    return list(before != run.at(_END).parameters)


def _how_many_moved(run: Run) -> str:
    moved = _moved(run)
    if not any(moved):
        return _NONE_OF_THEM
    return _A_BIT if all(moved) else _WITH_LARGEST


def _none_moved(run: Run) -> str:
    moved = _moved(run)
    return (
        f"After {_N_ASKED:,} new examples {sum(moved)} of {len(moved)} weights have moved, "
        "compared to the last digit."
    )


_ASKED: Final = ShortExperiment(
    key="thousand_examples",
    question="The trained neuron is asked for 1,000 new examples. Which of its weights moves?",
    answers=(_NONE_OF_THEM, _A_BIT, _WITH_LARGEST),
    do="Train, type one new example after the other, and look at the weights.",
    find=_how_many_moved,
    tell=_none_moved,
    why="Answering is only the way forwards. Weights move when an answer is compared with a target "
    "and the error goes back, and that happens in training alone.",
)

_SOON, _LATE, _NEVER = "yes, within 10,000", "yes, but it takes longer", "no, it only gets closer"


def _sum(run: Run, iteration: int) -> float:
    """The weighted sum for the new example."""
    return float(run.at(iteration).forward(np.array(_EXAMPLE))[-1].z[0, 0])


def _rounds_to_one() -> float:
    """The least sum whose sigmoid is 1 as a 64-bit number, to two decimals."""
    sums = np.arange(0, 100, 0.01)
    return float(sums[np.argmax(sigmoid(sums) == 1.0)])


def _is_one(run: Run) -> str:
    if any(float(run.at(at).predict(_EXAMPLE)[0, 0]) >= 1 for at in (_EARLIER, _END)):
        return _SOON
    # The sigmoid is 1 / (1 + e^-z), and no power of e is 0.
    return _NEVER if np.isfinite(_sum(run, _END)) and np.exp(-_sum(run, _END)) > 0 else _LATE


def _closer_and_closer(run: Run) -> str:
    early, late = _sum(run, _EARLIER), _sum(run, _END)
    more = (_rounds_to_one() - late) / (late - early)
    return (
        f"At {_END:,} iterations it answers {_answer(run):.8f}, with a sum z of {late:.2f}. "
        f"1 / (1 + e⁻ᶻ) is under 1 for every z. As a 64-bit number it is rounded to 1 from z = "
        f"{_rounds_to_one():.2f} on; ten times the iterations bring z up by {late - early:.2f}, so "
        f"that would take some {power_of_ten(round(log10(_END) + more))} iterations."
    )


_EXACTLY_ONE: Final = ShortExperiment(
    key="exactly_one",
    question="The target of 1, 0, 1 is 1. Will the neuron ever answer exactly 1?",
    answers=(_SOON, _LATE, _NEVER),
    do="Train to 10,000 iterations, then type more iterations, and train on.",
    find=_is_one,
    tell=_closer_and_closer,
    why="A sigmoid comes as close to 1 as one likes and never reaches it. That is no fault: the "
    "answer is a degree, and a threshold such as 0.5 makes a decision of it.",
)

SHORT_EXPERIMENTS: Final = (_EMPTIED, _ASKED, _EXACTLY_ONE)
