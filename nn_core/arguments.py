"""The options of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Final, NoReturn

from nn_core.errors import InputError

_OF_TABLES: Final = ("target", "leave_out", "classes", "amounts", "decimal")


class _Parser(argparse.ArgumentParser):
    """A parser that reports a wrong option as every other error is reported: in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message[:1].upper()}{message[1:]}; see python -m nn_core --help.")


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """The options in `argv`, which has not the program's name; InputError for wrong ones."""
    options = _parser().parse_args(_with_negative_examples(argv))
    given = [name for name in _OF_TABLES if getattr(options, name)]
    if given and options.table is None:
        raise InputError(f"--{given[0].replace('_', '-')} says what is in a file: add --table.")
    return options


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m nn_core",
        allow_abbrev=False,
        description="Train a network: one sigmoid neuron for each target, unless a link or a file "
        "says otherwise. Without options: train the article's example and compare with the "
        "predictions it prints.",
    )
    data = parser.add_mutually_exclusive_group()
    data.add_argument("--table", metavar="FILE", help="train on the table in this file")
    data.add_argument("--problem", metavar="KEY", help="train on a ready-made table, such as and")
    data.add_argument("--link", metavar="LINK", help="train what a link of the page shows")
    data.add_argument("--file", metavar="FILE.json", help="train what a saved experiment shows")
    data.add_argument(
        "--worksheet", metavar="FILE.html", help="write all lessons as a worksheet to print"
    )
    data.add_argument(
        "--solutions", metavar="FILE.html", help="write the worksheet with what comes out"
    )
    parser.add_argument(
        "--suggested", action="store_true", help="use what fits the table, and say what that is"
    )
    parser.add_argument("--iterations", metavar="N", help="as shipped 10000")
    parser.add_argument("--seed", metavar="N", help="as shipped 1")
    parser.add_argument("--learning-rate", metavar="X", help="as shipped 1")
    parser.add_argument("--example", metavar="1,0,1", help="the new example: one value an input")
    parser.add_argument(
        "--expect",
        metavar="0.98977040",
        help="compare the prediction with this one, to the digits given: the exit status is 0 when "
        "it is the same, and 1 when it is not",
    )
    _add_options_of_tables(parser)
    parser.add_argument(
        "--export",
        metavar="FILE",
        help="write the program (.py), a notebook (.ipynb), the experiment with its weights "
        "(.json) or the history (.csv)",
    )
    return parser


def _add_options_of_tables(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("with --table, to change what is guessed of the file")
    group.add_argument("--target", metavar="NAME", action="append", help="this column is a target")
    group.add_argument("--leave-out", metavar="NAME", action="append", help="leave this column out")
    kind = group.add_mutually_exclusive_group()
    kind.add_argument("--classes", action="store_true", help="the target's numbers are classes")
    kind.add_argument("--amounts", action="store_true", help="the target's numbers are amounts")
    group.add_argument(
        "--decimal", choices=("point", "comma"), help="the decimal sign of numbers such as 1,000"
    )


def _with_negative_examples(argv: Sequence[str]) -> list[str]:
    """`--example -1,0` as `--example=-1,0`: argparse takes -1,0 for an option otherwise."""
    joined: list[str] = []
    for argument in argv:
        if joined and joined[-1] == "--example" and not argument.startswith("--"):
            joined[-1] = f"--example={argument}"
        else:
            joined.append(argument)
    return joined
