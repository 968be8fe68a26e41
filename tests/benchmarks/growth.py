"""What training costs as the work grows: more iterations, more rows, more neurons.

python -m tests.benchmarks.growth            # prints the tables; takes a minute
python -m tests.benchmarks.growth --write    # and puts them into docs, with docs/growth.svg
"""

import argparse
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from nn_core import Architecture, Dataset, Experiment, Run
from nn_core.limits import MAX_ITERATIONS, MAX_ROWS
from tests.benchmarks import report
from tests.benchmarks.log_plot import Plot, svg

ITERATIONS = (1_000, 10_000, 100_000, 1_000_000, MAX_ITERATIONS)
ROWS = (1, 3, 10, 30, 100, 300, MAX_ROWS)
LAYERS = ((1,), (2,), (4,), (8,), (16,), 2 * (16,), 4 * (16,), 6 * (16,))
# No step takes longer than this, so the whole is done in three minutes on a slow machine too.
MOST_SECONDS, SECONDS_A_SIZE = 90.0, 1.0
N_INPUTS, N_PLACES = 3, 40
# Twice the work may take twice the time, and a little for what a clock misjudges.
HIGHEST_POWER = 1.1
PICTURE = report.REPORT.parent / "growth.svg"


@dataclass(frozen=True)
class Cost:
    """A run of `size`: seconds to train and to look back; bytes of records.

    Processor time, which other programs on the machine lengthen less than the time by the clock.
    """

    size: int
    iterations: int
    seconds: float
    look_back: float
    n_bytes: int

    @property
    def update(self) -> float:
        return self.seconds / self.iterations


def random_table(n_rows: int) -> Dataset:
    """Rows of zeros and ones whose target is their first input."""
    X = np.random.default_rng(1).integers(0, 2, (n_rows, N_INPUTS))
    return Dataset(X, X[:, 0])


def by_iterations() -> list[Cost]:
    """One run of the article's neuron, stopped at each of ITERATIONS, as far as it gets."""
    run = Run(Experiment(Dataset(X=[[0, 1, 1], [1, 0, 0], [1, 0, 1]], y=[1, 0, 1])))
    costs, seconds = [], 0.0
    for iterations in ITERATIONS:
        began = time.process_time()
        reached = run.advance_to(iterations, within_seconds=max(0.0, MOST_SECONDS - seconds))
        seconds += time.process_time() - began
        if reached < iterations:
            break
        costs.append(Cost(iterations, iterations, seconds, look_back(run), run.memory))
    return costs


def of(size: int, experiment: Experiment) -> Cost:
    """A second's worth of training; the first updates, which are recorded most often, too."""
    run = Run(experiment)
    began = time.process_time()
    iterations = run.advance_to(1_000_000, within_seconds=SECONDS_A_SIZE)
    seconds = time.process_time() - began
    return Cost(size, iterations, seconds, look_back(run), run.memory)


def by_rows() -> list[Cost]:
    return [of(n_rows, Experiment(random_table(n_rows))) for n_rows in ROWS]


def by_neurons() -> list[Cost]:
    table = random_table(8)
    return [
        of(sum(hidden), Experiment(table, Architecture(hidden=hidden, bias=True)))
        for hidden in LAYERS
    ]


def look_back(run: Run) -> float:
    """Seconds that it takes to show another iteration, in the median of random places."""
    seconds = []
    for iteration in np.random.default_rng(1).integers(0, run.iteration + 1, N_PLACES).tolist():
        began = time.process_time()
        run.at(iteration)
        seconds.append(time.process_time() - began)
    return median(seconds)


def power(points: Sequence[tuple[float, float]]) -> float:
    """The p with which y grows as x**p over the last decade of x; ValueError for less than one."""
    x, y = points[-1]
    earlier = [point for point in points if point[0] <= x / 10]
    if not earlier:
        raise ValueError("The growth over a decade needs points that are a decade apart.")
    return math.log(y / earlier[-1][1]) / math.log(x / earlier[-1][0])


def text(iterations: list[Cost], rows: list[Cost], neurons: list[Cost]) -> str:
    header = ("", "an update", "in all", "showing another iteration", "memory of the records")
    tables = [
        report.table((name, *header[1:]), [_row(cost) for cost in costs])
        for name, costs in (("iterations", iterations), ("rows", rows), ("neurons", neurons))
    ]
    grown = [
        ("iterations, time in all", [(cost.size, cost.seconds) for cost in iterations]),
        ("rows, time of an update", [(cost.size, cost.update) for cost in rows]),
        ("neurons, time of an update", [(cost.size, cost.update) for cost in neurons]),
    ]
    verdicts = [_verdict(name, power(points)) for name, points in grown]
    return f"""`python -m tests.benchmarks.growth --write`.
{report.circumstances("numpy")}

The first table is one run of the article's neuron. In the second, one neuron learns a table of
{N_INPUTS} inputs and more and more rows, in the third a network with hidden layers of at most 16
neurons learns 8 rows; each trains for {SECONDS_A_SIZE:.0f} second. All times are processor time.

![Three plots with logarithmic axes](growth.svg)

{chr(10).join(table + chr(10) for table in tables)}
{report.table(("with more", "power, over the last decade", "target", "result"), verdicts)}"""


def picture(iterations: list[Cost], rows: list[Cost], neurons: list[Cost]) -> str:
    update = "seconds an update"
    return svg(
        [
            Plot("More iterations", "iterations", "seconds", _points(iterations, in_all=True)),
            Plot("More rows", "rows", update, _points(rows)),
            Plot("More neurons", "hidden neurons", update, _points(neurons)),
        ]
    )


def _points(costs: list[Cost], in_all: bool = False) -> tuple[tuple[float, float], ...]:
    return tuple((cost.size, cost.seconds if in_all else cost.update) for cost in costs)


def _row(cost: Cost) -> tuple[str, ...]:
    return (
        f"{cost.size:,}",
        f"{1e6 * cost.update:.2f} µs",
        f"{cost.seconds:.2f} s for {cost.iterations:,} updates",
        f"{1000 * cost.look_back:.2f} ms",
        f"{cost.n_bytes / 1e6:.2f} MB",
    )


def _verdict(name: str, found: float) -> tuple[str, ...]:
    result = "reached" if found <= HIGHEST_POWER else "missed"
    return name, f"{found:.2f}", f"in proportion (at most {HIGHEST_POWER})", result


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what training costs as the work grows.")
    parser.add_argument("--write", action="store_true", help="put it into docs")
    options = parser.parse_args()
    costs = by_iterations(), by_rows(), by_neurons()
    found = text(*costs)
    print(found)
    if options.write:
        report.write_section("growth", "As the work grows", found)
        PICTURE.write_text(picture(*costs), encoding="utf-8")


if __name__ == "__main__":
    main()
