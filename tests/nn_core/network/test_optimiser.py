"""Optimisers: two steps of each worked by hand, and what they are known for."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nn_core import InputError, TrainingSettings
from nn_core.network.optimiser import OPTIMISERS, adam_corrections, optimiser

RATE = 0.1
GRADIENTS = (2.0, -1.0)


def steps(key: str) -> list[float]:
    """What is added to one parameter whose gradient is first 2 and then -1, with another sign."""
    chosen = optimiser(key)
    memory, found = np.zeros((chosen.n_memory, 1)), []
    for iteration, gradient in enumerate(GRADIENTS):
        change, memory = chosen.take(np.array([gradient]), memory, RATE, iteration)
        assert memory.shape == (chosen.n_memory, 1)
        found.append(-float(change[0]))
    return found


def test_gradient_descent_by_hand() -> None:
    assert steps("gradient_descent") == [0.1 * 2, 0.1 * -1]


def test_momentum_by_hand() -> None:
    # velocity: 2, then 0.9 * 2 - 1 = 0.8
    assert_allclose(steps("momentum"), [0.2, 0.08], rtol=1e-15)


def test_rmsprop_by_hand() -> None:
    # mean square: 0.01 * 4 = 0.04, then 0.99 * 0.04 + 0.01 * 1 = 0.0496
    #   0.1 * 2 / (0.2 + 0.00000001)      =  0.99999995
    #   0.1 * -1 / (0.22271057 + 0.00000001) = -0.44901327
    assert_allclose(steps("rmsprop"), [0.99999995, -0.44901327], atol=1e-8)


def test_adam_by_hand() -> None:
    # mean: 0.1 * 2 = 0.2, then 0.9 * 0.2 - 0.1 = 0.08
    # mean square: 0.001 * 4 = 0.004, then 0.999 * 0.004 + 0.001 = 0.004996
    # corrected: 0.2 / 0.1 = 2, then 0.08 / 0.19 = 0.42105263
    #            0.004 / 0.001 = 4, then 0.004996 / 0.001999 = 2.49924962
    #   0.1 * 2 / (2 + 1e-8) = 0.1, then 0.1 * 0.42105263 / 1.58090152 = 0.02663371
    assert_allclose(steps("adam"), [0.1, 0.02663371], atol=1e-8)


def test_adams_first_step_has_the_size_of_the_learning_rate() -> None:
    gradient = np.array([1e-3, -5.0, 7e6])
    change, _ = optimiser("adam").take(gradient, np.zeros((2, 3)), RATE, 0)
    assert_allclose(change, -RATE * np.sign(gradient), rtol=1e-4)


def test_adams_corrections_fade() -> None:
    assert_allclose(adam_corrections(1), (0.1, 0.001), rtol=1e-12)
    assert adam_corrections(10_000_000) == (1, 1)


@pytest.mark.parametrize("key", sorted(OPTIMISERS))
def test_no_optimiser_changes_what_it_is_given(key: str) -> None:
    chosen = optimiser(key)
    gradient, memory = np.array([1.0, -2.0]), np.ones((chosen.n_memory, 2))
    chosen.take(gradient, memory, RATE, 3)
    assert gradient.tolist() == [1, -2]
    assert (memory == 1).all()


def test_an_unknown_optimiser_is_refused() -> None:
    with pytest.raises(InputError, match="use one of gradient_descent, momentum, rmsprop, adam"):
        TrainingSettings(optimiser="newton")
