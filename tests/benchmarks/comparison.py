"""One comparison: programs that do the same work, timed one after the other in every round."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from tests.benchmarks.rivals import Parameters

N_ROUNDS = 7
SAME = 1e-10

Contender = Callable[[], Parameters | None]
Rounds = Mapping[str, list[float]]


@dataclass(frozen=True)
class Comparison:
    """Programs that do the same `n_updates` updates; the first is ours.

    target: how many times our time a rival should take. With `same_result`, all of them must end
    with our parameters. slow: rivals so slow that they do only a part of the updates, and which.
    """

    what: str
    target: float
    contenders: Mapping[str, Contender]
    n_updates: int
    same_result: bool = True
    slow: Mapping[str, int] = field(default_factory=dict)


def measure(comparison: Comparison) -> Rounds:
    """Seconds that all updates take every contender, in every round.

    A round runs all contenders, one after the other.
    """
    seconds: dict[str, list[float]] = {name: [] for name in comparison.contenders}
    for _ in range(N_ROUNDS):
        expected: Parameters | None = None
        for name, train in comparison.contenders.items():
            start = time.perf_counter()
            result = train()
            seconds[name].append((time.perf_counter() - start) * comparison.slow.get(name, 1))
            if expected is None:
                expected = result
            elif comparison.same_result:
                check_same(name, result, expected)
    return seconds


def check_same(name: str, result: Parameters | None, expected: Parameters | None) -> None:
    """Stop the benchmark when a rival has learned something else: it would not be the same work."""
    for theirs, own in zip(result or (), expected or (), strict=True):
        np.testing.assert_allclose(theirs, own, rtol=0, atol=SAME, err_msg=name)


def rows(comparison: Comparison) -> list[list[str]]:
    """A line for every rival: both times of an update, their ratio, the target, and the verdict."""
    seconds = measure(comparison)
    own, *others = seconds
    found = []
    for other in others:
        ratio = median(seconds[other]) / median(seconds[own])
        found.append(
            [
                f"{comparison.what}, {other}",
                _microseconds(seconds[own], comparison.n_updates),
                _microseconds(seconds[other], comparison.n_updates),
                f"{ratio:.1f} times faster" if ratio >= 1 else f"{1 / ratio:.1f} times slower",
                f"{comparison.target:g} times",
                verdict(ratio >= comparison.target),
            ]
        )
    return found


def verdict(reached: bool) -> str:
    return "reached" if reached else "missed"


def _microseconds(seconds: Sequence[float], n_updates: int) -> str:
    return f"{median(seconds) / n_updates * 1e6:.2f} µs"
