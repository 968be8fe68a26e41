"""How fast many seeds are trained at once, beside as many single runs, in one process.

python -m tests.benchmarks.many_seeds            # prints the tables
python -m tests.benchmarks.many_seeds --write    # and puts them into docs/benchmarks.md
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from nn_core import Dataset, Ensemble, Experiment, Run
from tests.benchmarks import report
from tests.benchmarks.landscape import N_ROWS, experiment

N_ROUNDS = 5
# How many of the seeds are trained as single runs, too: they take the same time each.
N_SINGLE = 4
MOST_NANOSECONDS, LEAST_RATIO = 25.0, 10.0


@dataclass(frozen=True)
class Case:
    """`n_seeds` networks of `made`, trained for `n_updates`."""

    what: str
    made: Experiment
    n_seeds: int
    n_updates: int


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time for one network and update, medians over the rounds."""

    single: float
    many: float

    @property
    def ratio(self) -> float:
        return self.single / self.many


def article() -> Experiment:
    return Experiment(Dataset(X=[[0, 1, 1], [1, 0, 0], [1, 0, 1]], y=[1, 0, 1]))


def cases() -> tuple[Case, ...]:
    """The first two have a target each."""

    def points(hidden: str, batch_size: int | None = None) -> Experiment:
        made = experiment()
        network = replace(made.architecture, activation=hidden)
        training = replace(made.training, batch_size=batch_size)
        return replace(made, architecture=network, training=training)

    name = f"2-4-2-1, {N_ROWS} rows"
    return (
        Case("the article's neuron, 3 rows", article(), 1_000, 10_000),
        Case(f"{name}, tanh", points("tanh"), 100, 2_000),
        Case(f"{name}, sigmoid", points("sigmoid"), 100, 2_000),
        Case(f"{name}, ReLU", points("relu"), 100, 2_000),
        Case(f"{name}, tanh, batches of 10", points("tanh", 10), 100, 2_000),
    )


def cost(case: Case) -> Cost:
    """Making the networks and all that is noted of them is part of it."""

    def one_by_one() -> None:
        for seed in range(N_SINGLE):
            Run(replace(case.made, seed=seed)).advance_to(case.n_updates)

    def together() -> None:
        Ensemble(case.made, range(case.n_seeds)).advance_to(case.n_updates)

    single, many = [], []
    for _ in range(N_ROUNDS):
        single.append(seconds(one_by_one) / N_SINGLE)
        many.append(seconds(together) / case.n_seeds)
    return Cost(median(single) / case.n_updates, median(many) / case.n_updates)


def least_cost(made: Experiment) -> float:
    """The seconds that the curves of one network and update take at least: np.tanh of as many
    numbers, in arrays that stay in the processor's cache, and nothing else."""
    z = np.random.default_rng(1).normal(size=sum(n_out for _, n_out in made.shapes) * N_ROWS)
    out, n_calls = np.empty_like(z), 1000

    def curves() -> None:
        for _ in range(n_calls):
            np.tanh(z, out)

    return median(seconds(curves) for _ in range(N_ROUNDS)) / n_calls


def seconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def row(case: Case, found: Cost) -> list[str]:
    return [
        case.what,
        f"{case.n_seeds:,}",
        f"{1e6 * found.single:.2f} µs",
        f"{1e9 * found.many:,.0f} ns",
        f"{found.ratio:.1f} times",
    ]


def verdict(reached: bool) -> str:
    return "reached" if reached else "missed"


def text() -> str:
    found = [(case, cost(case)) for case in cases()]
    (_, neuron), (judged, points), *_ = found
    bound = least_cost(judged.made)
    most = points.single / bound
    header = ["network", "seeds", "a single run, an update", "many, a network and update", "ratio"]
    nanoseconds = neuron.many * 1e9
    verdicts = [
        [
            "The article's neuron, a network and update",
            f"{nanoseconds:.1f} ns",
            f"at most {MOST_NANOSECONDS:.0f} ns",
            verdict(nanoseconds <= MOST_NANOSECONDS),
        ],
        [
            f"{judged.what}: single runs, times many",
            f"{points.ratio:.1f}",
            f"at least {LEAST_RATIO:.0f}",
            verdict(points.ratio >= LEAST_RATIO),
        ],
    ]
    return f"""`python -m tests.benchmarks.many_seeds --write`.
{report.circumstances("numpy")}

Single runs (`Run`, every iteration recorded as in the app) and all seeds at once (`Ensemble`) take
turns in {N_ROUNDS} rounds in one process; medians of processor time, making the networks included.

{report.table(header, [row(*one) for one in found])}

{report.table(["what", "measured", "target", "result"], verdicts)}

With {N_ROWS} rows the arithmetic is most of an update, and an ensemble has to do as much of it as
the single runs: what it saves is the time of calling NumPy. `np.tanh` alone, of the
{sum(n_out for _, n_out in judged.made.shapes)} neurons and {N_ROWS} rows of a network, takes
{1e6 * bound:.2f} µs, so that a ratio of {most:.1f} would be the end if all the rest took no
time at all. A faster tanh, or sums in another order, would not have the single run's digits."""


def main() -> None:
    purpose = "Measure many seeds beside single runs."
    report.told(purpose, "many_seeds", "Many seeds", text)


if __name__ == "__main__":
    main()
