"""Things to try: the list of the tab, and the one that comes next when a run has ended well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from nn_core import Experiment


@dataclass(frozen=True)
class Idea:
    """text: for the list, in Markdown; next: the same in short, after a run that it `suits`."""

    text: str
    next: str = ""
    suits: Callable[[Experiment], bool] | None = None


IDEAS: Final = (
    Idea(
        "Press **Train** and watch the third weight: the target always equals Input 3, so that "
        "weight grows most."
    ),
    Idea(
        "Choose **XOR** and train as long as you like: one neuron never gets all four rows right. "
        "Then choose **OR**: 50 iterations are enough.",
        "Next, choose XOR: one neuron never gets all four rows right.",
        lambda one: not one.architecture.hidden and one.dataset.is_classification,
    ),
    Idea(
        "Train 100 iterations with learning rate 0.1, then with 1 and with 10: the larger the "
        "step, the smaller the loss that is left here."
    ),
    Idea(
        "Add a row with the inputs of another row, but the opposite target: no network can satisfy "
        "both."
    ),
    Idea(
        "Choose **Points: Circle** and train: each hidden neuron draws one straight border, and "
        "together they close a ring.",
        "Next, choose Points: Circle: straight borders close a ring.",
        lambda one: one.dataset.is_classification and not one.dataset.n_test,
    ),
    Idea(
        "Watch the dashed curve while it trains on: it is the loss of rows that the network never "
        "sees. At first it falls with the other, later it rises (*overfitting*).",
        "Next, train on and watch the dashed loss of the test rows.",
        lambda one: bool(one.dataset.n_test),
    ),
    Idea(
        "Open **One step in numbers** and follow one prediction by hand, forwards and backwards.",
        "Next, follow a prediction by hand in One step in numbers.",
        lambda _: True,
    ),
)


def in_a_list() -> str:
    """All of them, in Markdown."""
    return "\n".join(f"{place}. {idea.text}" for place, idea in enumerate(IDEAS, start=1))


def next_idea(experiment: Experiment) -> str:
    """What to try after `experiment`, in plain words."""
    return next(idea.next for idea in IDEAS if idea.suits and idea.suits(experiment))
