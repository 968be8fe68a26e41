"""How fast nn_core trains and looks back, beside the article's loop, scikit-learn and PyTorch.

pip install -r tests/benchmarks/requirements.txt
python -m tests.benchmarks.core_speed            # prints the table
python -m tests.benchmarks.core_speed --write    # and puts it into docs/benchmarks.md
"""

import argparse
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType

import numpy as np

from nn_core import Architecture, Dataset, Experiment, Run
from tests.benchmarks import report, rivals
from tests.benchmarks.rivals import Parameters

N_ITERATIONS = 10_000
N_ROUNDS = 7
LONG_RUN = 1_000_000
N_PLACES = 200
SAME = 1e-10
# A rival so slow that it does only this part of the updates; its time for one is compared.
SLOW = MappingProxyType({"MLPClassifier.partial_fit": 20})

TABLE = Dataset(X=[[0, 1, 1], [1, 0, 0], [1, 0, 1]], y=[1, 0, 1])
NEURON = Experiment(TABLE)
NEURON_WITH_BIAS = Experiment(TABLE, Architecture(bias=True))
HIDDEN = Experiment(TABLE, Architecture(hidden=(4,), bias=True))

Contender = Callable[[], Parameters | None]
Rounds = Mapping[str, list[float]]


@dataclass(frozen=True)
class Comparison:
    """Programs that do the same updates; the first is ours.

    With `same_result`, all of them must end with our parameters.
    """

    what: str
    target: float  # how many times our time the rival should take
    contenders: Mapping[str, Contender]
    same_result: bool = True


def ours(experiment: Experiment) -> Parameters:
    """Training with everything recorded, from making the run to the last snapshot."""
    run = Run(experiment)
    run.advance_to(N_ITERATIONS)
    snapshot = run.at(N_ITERATIONS)
    biases = snapshot.biases if experiment.architecture.bias else ()
    return [*snapshot.weights, *biases]


def comparisons() -> tuple[Comparison, ...]:
    return (
        Comparison(
            "The article's own loop: the article's neuron",
            1.0,
            {
                "nn_core": lambda: ours(NEURON),
                "as published": lambda: rivals.article_loop(N_ITERATIONS),
            },
        ),
        Comparison(
            "scikit-learn: one neuron with bias",
            8.0,
            {"nn_core": lambda: ours(NEURON_WITH_BIAS), **_scikit_learn(())},
            same_result=False,
        ),
        Comparison(
            "scikit-learn: hidden layer of 4",
            8.0,
            {"nn_core": lambda: ours(HIDDEN), **_scikit_learn((4,))},
            same_result=False,
        ),
        Comparison(
            "PyTorch: the article's neuron",
            30.0,
            {"nn_core": lambda: ours(NEURON), **_torch(NEURON)},
        ),
        Comparison(
            "PyTorch: hidden layer of 4",
            30.0,
            {"nn_core": lambda: ours(HIDDEN), **_torch(HIDDEN)},
        ),
    )


def _scikit_learn(hidden: tuple[int, ...]) -> dict[str, Contender]:
    return {
        "MLPClassifier.fit": lambda: rivals.scikit_learn_fit(TABLE, hidden, N_ITERATIONS),
        "MLPClassifier.partial_fit": lambda: rivals.scikit_learn_partial_fit(
            TABLE, hidden, N_ITERATIONS // SLOW["MLPClassifier.partial_fit"]
        ),
    }


def _torch(experiment: Experiment) -> dict[str, Contender]:
    start = Run(experiment).at(0)
    biases = start.biases if experiment.architecture.bias else ()

    def training(optimiser: bool, n_threads: int) -> Contender:
        return lambda: rivals.torch_eager(
            TABLE, start.weights, biases, N_ITERATIONS, optimiser, n_threads
        )

    return {
        f"{name}, {threads}": training(name == "optim.SGD", n_threads)
        for name in ("optim.SGD", "by hand")
        for threads, n_threads in (("1 thread", 1), ("all threads", 0))
    }


def measure(comparison: Comparison) -> Rounds:
    """Seconds that N_ITERATIONS updates take every contender, in every round.

    A round runs all contenders, one after the other.
    """
    seconds: dict[str, list[float]] = {name: [] for name in comparison.contenders}
    for _ in range(N_ROUNDS):
        expected: Parameters | None = None
        for name, train in comparison.contenders.items():
            start = time.perf_counter()
            result = train()
            seconds[name].append((time.perf_counter() - start) * SLOW.get(name, 1))
            if expected is None:
                expected = result
            elif comparison.same_result:
                check_same(name, result, expected)
    return seconds


def check_same(name: str, result: Parameters | None, expected: Parameters | None) -> None:
    """Stop the benchmark when a rival has learned something else: it would not be the same work."""
    for theirs, own in zip(result or (), expected or (), strict=True):
        np.testing.assert_allclose(theirs, own, rtol=0, atol=SAME, err_msg=name)


def training_rows(comparison: Comparison) -> list[list[str]]:
    seconds = measure(comparison)
    own, *others = seconds
    rows = []
    for other in others:
        ratio = median(seconds[other]) / median(seconds[own])
        rows.append(
            [
                f"{comparison.what}, {other}",
                _microseconds(seconds[own]),
                _microseconds(seconds[other]),
                f"{ratio:.1f} times faster" if ratio >= 1 else f"{1 / ratio:.1f} times slower",
                f"{comparison.target:g} times",
                _verdict(ratio >= comparison.target),
            ]
        )
    return rows


def looking_back_rows() -> list[list[str]]:
    """The time of `run.at` at random places of a long run, and the memory of its records."""
    run = Run(NEURON)
    run.advance_to(LONG_RUN)
    milliseconds = []
    for iteration in np.random.default_rng(1).integers(0, LONG_RUN + 1, N_PLACES).tolist():
        start = time.perf_counter()
        run.at(iteration)
        milliseconds.append(1000 * (time.perf_counter() - start))
    slowest, megabytes = max(milliseconds), run.memory / 1e6
    return [
        [
            f"`run.at(t)` at {N_PLACES} random places",
            f"median {median(milliseconds):.2f} ms, slowest {slowest:.2f} ms",
            "at most 50 ms",
            _verdict(slowest <= 50),
        ],
        [
            "Memory of the records",
            f"{megabytes:.2f} MB",
            "at most 10 MB",
            _verdict(megabytes <= 10),
        ],
    ]


def _microseconds(seconds: list[float]) -> str:
    return f"{median(seconds) / N_ITERATIONS * 1e6:.2f} µs"


def _verdict(reached: bool) -> str:
    return "reached" if reached else "missed"


def text() -> str:
    training = [row for comparison in comparisons() for row in training_rows(comparison)]
    header = ["rival", "nn_core, an update", "rival, an update", "nn_core is", "target", "result"]
    return f"""
`python -m tests.benchmarks.core_speed --write`.
{report.circumstances("numpy", "scikit-learn", "torch")}

Training on the article's table, {N_ITERATIONS:,} updates with the whole table, learning rate 1. In
each of {N_ROUNDS} rounds the programs of a comparison run one after the other in one process; the
times are medians over the rounds, the ratio is that of the medians. nn_core records as it does in
the app, and its time contains making the run.

{report.table(header, training)}

- The article's loop is the published one, with its integer arrays, without any recording.
- The article's loop and PyTorch (float64, eager) start from our initial weights, and the benchmark
  stops unless they end within {SAME:g} of our parameters. "By hand" subtracts the gradient without
  an optimiser, which is the least that PyTorch can be asked to do.
- scikit-learn has no network that does exactly our updates: MLPClassifier always has biases and
  descends the log loss. So it is compared with our network with biases and the same layers, for the
  same number of updates with the whole table: `solver="sgd"`, `activation="logistic"`,
  `momentum=0`, `alpha=0`, `shuffle=False`, and no stopping rule. The work of an update is alike;
  the numbers that it learns are not compared. `fit` does all updates in one call; one call of
  `partial_fit` for each update is what a program needs that shows every step, as ours does; it
  is so slow that it does a twentieth of the updates.

A run of {LONG_RUN:,} iterations of the article's neuron:

{report.table(["what", "measured", "target", "result"], looking_back_rows())}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the speed of nn_core.")
    parser.add_argument("--write", action="store_true", help="put it into docs/benchmarks.md")
    options = parser.parse_args()
    found = text()
    print(found)
    if options.write:
        report.write_section("core_speed", "Training and looking back", found)


if __name__ == "__main__":
    main()
