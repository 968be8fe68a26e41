"""The app without a browser: `python -m nn_core` trains the article's neuron and prints it."""

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from nn_core import Dataset, Experiment, InputError, Run, Snapshot, TrainingSettings
from nn_core.cells import counted, number_text, read_number, shown
from nn_core.csv_text import MAX_BYTES, parse_csv
from nn_core.limits import MAX_ITERATIONS
from nn_core.problems import Problem, problem
from nn_core.table import to_dataset

_USAGE_ERROR = 2
_INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """A parser that reports a wrong option as every other error is reported: in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message[:1].upper()}{message[1:]}; see python -m nn_core --help.")


def main(argv: Sequence[str]) -> int:
    """Run the command line `argv` (without the program's name) and return its exit status."""
    try:
        options = _parser().parse_args(_with_negative_examples(argv))
        if not argv:
            return _compare_with_article(problem("article"))
        _train(options)
    except InputError as error:
        print(error, file=sys.stderr)
        return _USAGE_ERROR
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return _INTERRUPTED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m nn_core",
        allow_abbrev=False,
        description="Train one sigmoid neuron for each target. Without options: train the "
        "article's example and compare with the predictions it prints.",
    )
    data = parser.add_mutually_exclusive_group()
    data.add_argument("--table", metavar="FILE.csv", help="train on the table in this file")
    data.add_argument("--problem", metavar="KEY", help="train on a ready-made table, such as and")
    parser.add_argument("--iterations", metavar="N", default="10000", help="as shipped 10000")
    parser.add_argument("--seed", metavar="N", default="1", help="as shipped 1")
    parser.add_argument("--learning-rate", metavar="X", default="1", help="as shipped 1")
    parser.add_argument("--example", metavar="1,0,1", help="the new example: one value an input")
    return parser


def _with_negative_examples(argv: Sequence[str]) -> list[str]:
    """`--example -1,0` as `--example=-1,0`: argparse takes -1,0 for an option otherwise."""
    joined: list[str] = []
    for argument in argv:
        if joined and joined[-1] == "--example" and not argument.startswith("--"):
            joined[-1] = f"--example={argument}"
        else:
            joined.append(argument)
    return joined


def _compare_with_article(article: Problem) -> int:
    run = Run(Experiment(to_dataset(article.table)))
    print(_experiment_line(run.experiment))
    print(f"New example: {_values(article.new_example)}")
    print(f"{'Iteration':>9}  {'Prediction':<10}  {'The article':<11}  Same?")
    all_same = True
    for iteration, published in article.published:
        run.advance_to(iteration)
        prediction = f"{run.at(iteration).predict([article.new_example])[0, 0]:.8f}"
        same = prediction == f"{float(published):.8f}"  # the article leaves a last 0 out
        all_same = all_same and same
        print(f"{iteration:>9,}  {prediction:<10}  {published:<11}  {'yes' if same else 'NO'}")
    return 0 if all_same else 1


def _train(options: argparse.Namespace) -> None:
    dataset, example = _data(options)
    rate = read_number(options.learning_rate, "The learning rate")
    experiment = Experiment(
        dataset,
        training=TrainingSettings(learning_rate=rate),
        seed=_whole_number(options.seed, "The seed"),
    )
    iterations = _iterations(options.iterations)
    run = Run(experiment)
    run.advance_to(iterations)
    print(f"{_experiment_line(experiment)}; {counted(iterations, 'iteration')}")
    _print_result(run.at(iterations), example)


def _data(options: argparse.Namespace) -> tuple[Dataset, tuple[float, ...] | None]:
    """The training data, and the new example when there is one."""
    if options.table is not None:
        dataset, example = to_dataset(parse_csv(_read(options.table))), None
    else:
        chosen = problem(options.problem if options.problem is not None else "article")
        dataset, example = to_dataset(chosen.table), chosen.new_example
    if options.example is None:
        return dataset, example
    return dataset, _example(options.example, dataset.input_names)


def _read(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)  # one more than allowed is enough to be refused
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f'Cannot read "{path}": {reason}.') from error


def _example(text: str, input_names: Sequence[str]) -> tuple[float, ...]:
    cells = text.split(",")
    if len(cells) != len(input_names):
        raise InputError(
            f"The example has {counted(len(cells), 'value')} but the table has "
            f"{counted(len(input_names), 'input')}: type one value for each, such as 1,0,1."
        )
    return tuple(
        read_number(cell, f'The example\'s value for "{name}"')
        for cell, name in zip(cells, input_names, strict=True)
    )


def _whole_number(text: str, what: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise InputError(f'{what} must be a whole number, not "{shown(text)}".') from error


def _iterations(text: str) -> int:
    iterations = _whole_number(text, "The number of iterations")
    if not 1 <= iterations <= MAX_ITERATIONS:
        raise InputError(f"The number of iterations must be from 1 to {MAX_ITERATIONS:,}.")
    return iterations


def _experiment_line(experiment: Experiment) -> str:
    dataset = experiment.dataset
    return (
        f"{counted(dataset.n_samples, 'row')}, {counted(dataset.n_inputs, 'input')}, "
        f"{counted(dataset.n_outputs, 'target')}; "
        f"no hidden layer, no bias; seed {experiment.seed}, "
        f"learning rate {number_text(experiment.training.learning_rate)}"
    )


def _print_result(snapshot: Snapshot, example: tuple[float, ...] | None) -> None:
    dataset = snapshot.experiment.dataset
    print(f"Loss (half the sum of squared errors): {snapshot.loss:.8g}")
    for target, column in zip(dataset.target_names, snapshot.weights[0].T, strict=True):
        print(f'Weights to "{target}":')
        for name, weight in zip(dataset.input_names, column, strict=True):
            print(f"  {name}: {_eight_decimals(weight)}")
    if example is not None:
        for target, value in zip(dataset.target_names, snapshot.predict([example])[0], strict=True):
            print(f'Prediction of "{target}" for {_values(example)}: {value:.8f}')
    print(_right_side(int(snapshot.correct.sum()), dataset.n_samples))


def _right_side(n_right: int, n_rows: int) -> str:
    if n_right == n_rows:
        return "All rows are on the right side of 0.5."
    return f"Not all rows are on the right side of 0.5: {n_right:,} of {n_rows:,}."


def _eight_decimals(number: float) -> str:
    return f"{round(float(number), 8) + 0.0:.8f}"  # adding 0.0 turns -0.0 into 0.0


def _values(example: Sequence[float]) -> str:
    return ", ".join(number_text(value) for value in example)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows a "?"
    sys.exit(main(sys.argv[1:]))
