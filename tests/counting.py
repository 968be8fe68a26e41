"""How much is trained, for tests of what must not be."""

import pytest

from nn_core.training.trainer import Trainer


def iterations_trained(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """From now on, how many iterations each training goes on by."""
    found: list[int] = []
    advance = Trainer.advance

    def counting(trainer: Trainer, n_iterations: int) -> None:
        found.append(n_iterations)
        advance(trainer, n_iterations)

    monkeypatch.setattr(Trainer, "advance", counting)
    return found
