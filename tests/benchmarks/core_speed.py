"""How fast nn_core trains and looks back, beside the article's loop, scikit-learn and PyTorch.

pip install -r tests/benchmarks/requirements.txt
python -m tests.benchmarks.core_speed            # prints the table
python -m tests.benchmarks.core_speed --write    # and puts it into docs/benchmarks.md
"""

import time
from collections.abc import Iterator
from statistics import median
from types import MappingProxyType

import numpy as np

from nn_core import Architecture, Dataset, Experiment, Run
from nn_core.training import batches
from tests.benchmarks import comparison, playground, report, rivals
from tests.benchmarks.comparison import N_ROUNDS, SAME, Comparison, Contender, verdict
from tests.benchmarks.rivals import Parameters

N_ITERATIONS = 10_000
LONG_RUN = 1_000_000
N_PLACES = 200
N_POINTS_UPDATES = 2_000
# What a rival is too slow to do in full: it does this part, and its time for one is compared.
SLOW = MappingProxyType({"MLPClassifier.partial_fit": 20, "MLPRegressor.partial_fit": 4})

TABLE = Dataset(X=[[0, 1, 1], [1, 0, 0], [1, 0, 1]], y=[1, 0, 1])
NEURON = Experiment(TABLE)
NEURON_WITH_BIAS = Experiment(TABLE, Architecture(bias=True))
HIDDEN = Experiment(TABLE, Architecture(hidden=(4,), bias=True))


def ours(experiment: Experiment) -> Parameters:
    """Training with everything recorded, from making the run to the last snapshot."""
    run = Run(experiment)
    run.advance_to(N_ITERATIONS)
    snapshot = run.at(N_ITERATIONS)
    biases = snapshot.biases if experiment.architecture.bias else ()
    return [*snapshot.weights, *biases]


def comparisons() -> tuple[Comparison, ...]:
    """On the article's table."""
    return (
        Comparison(
            "The article's own loop: the article's neuron",
            1.0,
            {
                "nn_core": lambda: ours(NEURON),
                "as published": lambda: rivals.article_loop(N_ITERATIONS),
            },
            N_ITERATIONS,
        ),
        Comparison(
            "scikit-learn: one neuron with bias",
            8.0,
            {"nn_core": lambda: ours(NEURON_WITH_BIAS), **_scikit_learn(())},
            N_ITERATIONS,
            same_result=False,
            slow=SLOW,
        ),
        Comparison(
            "scikit-learn: hidden layer of 4",
            8.0,
            {"nn_core": lambda: ours(HIDDEN), **_scikit_learn((4,))},
            N_ITERATIONS,
            same_result=False,
            slow=SLOW,
        ),
        Comparison(
            "PyTorch: the article's neuron",
            30.0,
            {"nn_core": lambda: ours(NEURON), **_torch(NEURON)},
            N_ITERATIONS,
        ),
        Comparison(
            "PyTorch: hidden layer of 4",
            30.0,
            {"nn_core": lambda: ours(HIDDEN), **_torch(HIDDEN)},
            N_ITERATIONS,
        ),
    )


def playground_comparisons() -> Iterator[Comparison]:
    """On the default problem of tensorflow/playground."""
    for what, batch_size, torch_target, scikit_learn_target in (
        ("all 250 points", None, 3.0, 1.0),
        ("batches of 10", playground.BATCH, 2.0, 1.0),
    ):
        made, n_updates = playground.experiment(batch_size), N_POINTS_UPDATES
        n_epochs = n_updates // batches.per_epoch(made)
        own = {"nn_core": playground.ours(made, n_updates)}
        theirs = {
            f"{name}, {threads}": playground.torch_eager(
                made, n_updates, optimiser=name == "optim.SGD", n_threads=n_threads
            )
            for name in ("optim.SGD", "by hand")
            for threads, n_threads in (("1 thread", 1), ("all threads", 0))
        }
        yield Comparison(f"PyTorch: {what}", torch_target, {**own, **theirs}, n_updates)
        n_slow = n_epochs // SLOW["MLPRegressor.partial_fit"]
        others = {
            "MLPRegressor.fit": playground.scikit_learn_fit(made, n_epochs),
            "MLPRegressor.partial_fit": playground.scikit_learn_partial_fit(made, n_slow),
        }
        yield Comparison(
            f"scikit-learn: {what}",
            scikit_learn_target,
            {**own, **others},
            n_updates,
            same_result=False,
            slow=SLOW,
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
            verdict(slowest <= 50),
        ],
        [
            "Memory of the records",
            f"{megabytes:.2f} MB",
            "at most 10 MB",
            verdict(megabytes <= 10),
        ],
    ]


def text() -> str:
    article = [row for one in comparisons() for row in comparison.rows(one)]
    points = [row for one in playground_comparisons() for row in comparison.rows(one)]
    header = ["rival", "nn_core, an update", "rival, an update", "nn_core is", "target", "result"]
    return f"""
`python -m tests.benchmarks.core_speed --write`.
{report.circumstances("numpy", "scikit-learn", "torch")}

Training on the article's table, {N_ITERATIONS:,} updates with the whole table, learning rate 1. In
each of {N_ROUNDS} rounds the programs of a comparison run one after the other in one process; the
times are medians over the rounds, the ratio is that of the medians. nn_core records as it does in
the app, and its time contains making the run.

{report.table(header, article)}

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

The default problem of tensorflow/playground: {playground.N_POINTS} points in a circle and a ring, a
2-4-2-1 network of tanh neurons with biases, learning rate 0.03 on half the mean of squares (ours:
{playground.RATE:g} on the mean of squares), {N_POINTS_UPDATES:,} updates. With batches of
{playground.BATCH} an epoch takes 25 updates, in an order shuffled anew for every epoch.

{report.table(header, points)}

- PyTorch (float64, eager) starts from our initial weights and takes our batches, drawn before the
  clock starts (ours are drawn while it runs). It must end within {SAME:g} of our parameters.
- scikit-learn's MLPRegressor shuffles in its own way and has no tanh at the output, which is less
  work; the numbers that it learns are not compared. `fit` does all epochs in one call,
  `partial_fit` one epoch a call.

A run of {LONG_RUN:,} iterations of the article's neuron:

{report.table(["what", "measured", "target", "result"], looking_back_rows())}
"""


def main() -> None:
    purpose = "Measure the speed of nn_core."
    report.told(purpose, "core_speed", "Training and looking back", text)


if __name__ == "__main__":
    main()
