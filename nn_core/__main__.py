"""The app without a browser: `python -m nn_core` trains the article's neuron and prints it."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from nn_core import Experiment, InputError, Run
from nn_core.arguments import parsed
from nn_core.errors import counted, shown
from nn_core.expected import comparison
from nn_core.lessons.sheets import solutions, worksheet
from nn_core.limits import MAX_ITERATIONS
from nn_core.printing import (
    experiment_line,
    print_opened,
    print_result,
    print_said,
    print_verdict,
    values,
)
from nn_core.problems.ready_made import Problem, problem
from nn_core.sharing.export import check_ending, exported
from nn_core.sharing.file import from_document
from nn_core.sharing.link import from_query, query_in
from nn_core.sharing.setup import OWN, Moment, Setup, usual_example
from nn_core.suggestion.search import suggestion
from nn_core.tables.cells import read_number
from nn_core.tables.choices import Choices
from nn_core.tables.decimal_sign import COMMA, POINT
from nn_core.tables.decoding import MAX_BYTES
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import to_dataset
from nn_core.verdict import verdict

_USAGE_ERROR = 2
_INTERRUPTED = 130
_NOBODY_READS = 141  # what a shell reports of a program whose reader has left, as head does
_NOT_WRITTEN = 1
_NOT_AS_EXPECTED = 1
_DECIMAL_SIGNS: Final = MappingProxyType({None: "", "point": POINT, "comma": COMMA})


class _Asked(NamedTuple):
    """The setup that the options ask for, the iteration (0: as far as it is to be trained), and the
    new example as numbers when there is one."""

    setup: Setup
    t: int = 0
    example: tuple[float, ...] | None = None


def main(argv: Sequence[str]) -> int:
    """Run the command line `argv` (without the program's name) and return its exit status."""
    try:
        options = parsed(argv)
        if not argv:
            return _compare_with_article(problem("article"))
        if (path := options.worksheet or options.solutions) is not None:
            _write(Path(path), worksheet() if options.worksheet else solutions())
            return 0
        return _train(options)
    except InputError as error:
        print(error, file=sys.stderr)
        return _USAGE_ERROR
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return _INTERRUPTED


def _compare_with_article(article: Problem) -> int:
    run = Run(Experiment(to_dataset(article.table)))
    print(experiment_line(run.experiment))
    print(f"New example: {values(article.new_example)}")
    print(f"{'Iteration':>9}  {'Prediction':<10}  {'The article':<11}  Same?")
    all_same = True
    for iteration, published in article.published:
        run.advance_to(iteration)
        prediction = f"{run.at(iteration).predict([article.new_example])[0, 0]:.8f}"
        same = prediction == f"{float(published):.8f}"  # the article leaves a last 0 out
        all_same = all_same and same
        print(f"{iteration:>9,}  {prediction:<10}  {published:<11}  {'yes' if same else 'NO'}")
    return 0 if all_same else 1


def _train(options: argparse.Namespace) -> int:
    """Train what is asked for and print the result; the exit status."""
    if options.export is not None:
        check_ending(Path(options.export).suffix)
    setup, t, example = _asked(options)
    if options.expect is not None and example is None:
        raise InputError("--expect compares a prediction, which needs a row: add --example.")
    experiment = setup.experiment()
    # A link that was copied before the first update is trained to its end.
    goal = t or setup.iterations
    run = Run(experiment)
    reached = run.advance_to(goal)
    print(f"{experiment_line(experiment)}; {counted(reached, 'iteration')}")
    if reached < goal:
        print("Training stopped there: the next numbers are too large to go on with.")
    coding = setup.table.coding
    print_result(run.at(reached), example, coding, of_all_rows=options.suggested)
    if example is not None and not coding.is_plain:
        for answer in coding.answers(run.at(reached).predict([example])[0]):
            print(f"Answer: {answer}")
    print_verdict(verdict(run), is_searched=options.suggested)
    if options.export is not None:
        row = example if example is not None else (0.0,) * experiment.dataset.n_inputs
        path = Path(options.export)
        _write(path, exported(path.suffix, setup, run, row, reached))
    if options.expect is None or example is None:
        return 0
    found = comparison(options.expect, run.at(reached).predict([example])[0].tolist())
    print(found.sentence)
    return 0 if found.is_same else _NOT_AS_EXPECTED


def _asked(options: argparse.Namespace) -> _Asked:
    asked = _of_table(options) if options.table is not None else _opened(options)
    setup, t, example = asked
    if options.example is not None:
        cells = tuple(options.example.split(","))
        example = setup.table.coding.example(cells)
        setup = replace(setup, new_example=example if setup.table.coding.is_plain else cells)
    if options.seed is not None:
        setup = replace(setup, seed=_whole_number(options.seed, "The seed"))
    if options.suggested:
        setup, t = _suggested(setup), 0
    if options.learning_rate is not None:
        rate = read_number(options.learning_rate, "The learning rate")
        setup = replace(setup, training=replace(setup.training, learning_rate=rate))
    if options.iterations is not None:
        setup, t = replace(setup, iterations=_iterations(options.iterations)), 0
    return _Asked(setup, t, example)


def _suggested(setup: Setup) -> Setup:
    """What fits the setup's table, after what was chosen has been printed."""
    found = suggestion(setup)
    print_said(found.said)
    return found.setup


def _of_table(options: argparse.Namespace) -> _Asked:
    """The table in a file, after what is in it has been printed."""
    table = open_table(_read(options.table), _DECIMAL_SIGNS[options.decimal])
    has_classes = options.classes if options.classes or options.amounts else None
    names = tuple(options.target or ()), tuple(options.leave_out or ())
    plan = plan_for(table, Choices(names[0], left_out=names[1], has_classes=has_classes))
    print_opened(table, plan)
    return _Asked(Setup(OWN, plan.table, usual_example(OWN, plan.table)))


def _opened(options: argparse.Namespace) -> _Asked:
    """The experiment before it is changed by other options; what is wrong with it is printed."""
    complaints: tuple[str, ...] = ()
    if options.link is not None:
        moment, complaints = from_query(query_in(options.link), None)
    elif options.file is not None:
        moment, complaints = from_document(_read(options.file), None)
    else:
        chosen = problem(options.problem if options.problem is not None else "article")
        moment = Moment(Setup(chosen.key, chosen.table, chosen.new_example))
    for sentence in complaints:
        print(sentence, file=sys.stderr)
    setup = moment.setup
    return _Asked(setup, moment.t, setup.table.coding.example(setup.new_example))


def _read(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)  # one more than allowed is enough to be refused
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f'Cannot read "{path}": {reason}.') from error


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f'Cannot write "{path}": {reason}.') from error
    print(f"Written: {path}")


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


def _run() -> int:
    """Run the command line of this process; what cannot be printed ends it without a traceback."""
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        status = _NOBODY_READS
    except OSError as error:
        print(f"The result cannot be printed: {error.strerror}.", file=sys.stderr)
        status = _NOT_WRITTEN
    else:
        return status
    # Python writes what is left once more at its end, which would fail again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows a "?"
    sys.exit(_run())
