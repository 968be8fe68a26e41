"""Training as it is: the first state, and then one update after the other.

`trainer.py` does the same, faster.
"""

from __future__ import annotations

from collections.abc import Iterator

from nn_core.experiment.experiment import Experiment
from nn_core.training.update import State, first_state, update


def states(experiment: Experiment, n_iterations: int) -> Iterator[State]:
    """The states of iterations 0 to `n_iterations`, each with the weights, biases and memory."""
    state = first_state(experiment)
    yield state
    for iteration in range(n_iterations):
        state = update(experiment, state, iteration).after
        yield state
