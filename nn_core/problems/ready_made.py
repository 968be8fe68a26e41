"""Ready-made tables, from the article's three rows to some that a single neuron cannot learn."""

from dataclasses import dataclass
from itertools import product
from typing import Final, TypeAlias

from nn_core.errors import InputError
from nn_core.tables.table import Table

_Row: TypeAlias = tuple[float, ...]


@dataclass(frozen=True)
class Problem:
    """A training table with what to say about it; `about` is one or two sentences for learners.

    `published` holds (iteration, prediction for `new_example` as printed in the `article` at
    `source`), for seed 1, learning rate 1, no hidden layer and no bias.
    """

    key: str
    title: str
    about: str
    table: Table
    new_example: _Row
    source: str = ""
    article: str = ""
    published: tuple[tuple[int, str], ...] = ()


def problem(key: str) -> Problem:
    """The problem with this key; InputError when there is none."""
    for candidate in PROBLEMS:
        if candidate.key == key:
            return candidate
    known = ", ".join(candidate.key for candidate in PROBLEMS)
    raise InputError(f'There is no problem "{key}": choose one of {known}.')


def _numbered(n_inputs: int, rows: tuple[_Row, ...]) -> Table:
    """A table with columns "Input 1", "Input 2"... and "Target"."""
    return Table(tuple(f"Input {i}" for i in range(1, n_inputs + 1)), ("Target",), rows)


def _logic(targets: tuple[_Row, ...], target_names: tuple[str, ...] = ("Target",)) -> Table:
    """Every combination of zeros and ones, counted upwards, with the constant column after it.

    The app's first network has no bias, and without one a row of zeros gives 0.5 for ever.
    """
    n_inputs = len(targets).bit_length() - 1
    return Table(
        input_names=(*(f"Input {i}" for i in range(1, n_inputs + 1)), "Always 1 (bias)"),
        target_names=target_names,
        rows=tuple(
            (*inputs, 1.0, *target)
            for inputs, target in zip(product((0.0, 1.0), repeat=n_inputs), targets, strict=True)
        ),
    )


def _column(*targets: float) -> tuple[_Row, ...]:
    return tuple((target,) for target in targets)


PROBLEMS: Final[tuple[Problem, ...]] = (
    Problem(
        key="article",
        title="The article's example",
        about=(
            "Three rows, in which the target always equals Input 3. "
            "The new example 1, 0, 1 is also training row 3, so its answer should be 1: "
            "the prediction shows what the neuron has memorised, not how it copes with a new row."
        ),
        table=_numbered(3, ((0.0, 1.0, 1.0, 1.0), (1.0, 0.0, 0.0, 0.0), (1.0, 0.0, 1.0, 1.0))),
        new_example=(1.0, 0.0, 1.0),
        article="Implementing ANN training process in Python",
        source="https://www.geeksforgeeks.org/implementing-ann-training-process-in-python/",
        published=((10, "0.65980921"), (100, "0.87680541"), (10_000, "0.9897704")),
    ),
    Problem(
        key="article_variant",
        title="Neural network in 9 lines",
        about=(
            "Four rows, in which the target always equals Input 1. "
            "The new example 1, 0, 0 is not in the table, so an answer near 1 shows that the "
            "neuron has found the pattern."
        ),
        table=_numbered(
            3,
            (
                (0.0, 0.0, 1.0, 0.0),
                (1.0, 1.0, 1.0, 1.0),
                (1.0, 0.0, 1.0, 1.0),
                (0.0, 1.0, 1.0, 0.0),
            ),
        ),
        new_example=(1.0, 0.0, 0.0),
        article="How to build a simple neural network in 9 lines of Python code",
        source=(
            "https://medium.com/technology-invention-and-more/"
            "how-to-build-a-simple-neural-network-in-9-lines-of-python-code-cc8f23647ca1"
        ),
        published=((10_000, "0.99993704"),),
    ),
    Problem(
        key="and",
        title="AND: both",
        about=(
            "The target is 1 only where both inputs are 1, and one neuron learns it. "
            "The column that is always 1 acts as the bias: without it, the row 0, 0 gives 0.5 "
            "whatever the weights are."
        ),
        table=_logic(_column(0.0, 0.0, 0.0, 1.0)),
        new_example=(1.0, 1.0, 1.0),
    ),
    Problem(
        key="or",
        title="OR: at least one",
        about=(
            "The target is 1 where at least one input is 1, and one neuron learns it. "
            "The column that is always 1 acts as the bias: without it, three rows are learned and "
            "the row 0, 0 stays at 0.5."
        ),
        table=_logic(_column(0.0, 1.0, 1.0, 1.0)),
        new_example=(1.0, 0.0, 1.0),
    ),
    Problem(
        key="nand",
        title="NAND: not both",
        about=(
            "The opposite of AND: the target is 0 only where both inputs are 1, and one neuron "
            "learns it. The column that is always 1 acts as the bias and gets a positive weight, "
            "the two inputs get negative ones."
        ),
        table=_logic(_column(1.0, 1.0, 1.0, 0.0)),
        new_example=(0.0, 0.0, 1.0),
    ),
    Problem(
        key="xor",
        title="XOR: one or the other",
        about=(
            "The target is 1 where exactly one input is 1: one neuron cannot learn it, with or "
            "without a bias, and ends near 0.5 in every row. "
            "A hidden layer of four neurons learns it; two can hold the answer, but find it from "
            "some seeds only."
        ),
        table=_logic(_column(0.0, 1.0, 1.0, 0.0)),
        new_example=(1.0, 0.0, 1.0),
    ),
    Problem(
        key="xor_two_inputs",
        title="XOR, two inputs",
        about=(
            "XOR without the column that is always 1: two inputs are a place on a map. "
            "Switch the bias on instead, and a hidden layer of four neurons learns it; one neuron "
            "cannot."
        ),
        table=_numbered(2, ((0.0, 0.0, 0.0), (0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0))),
        new_example=(1.0, 0.0),
    ),
    Problem(
        key="majority",
        title="Majority of three",
        about=(
            "The target is 1 where at least two of the three inputs are 1: all eight rows, and "
            "one neuron learns them. The three inputs end with the same weight, since each has one "
            "vote."
        ),
        table=_logic(_column(0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0)),
        new_example=(1.0, 0.0, 1.0, 1.0),
    ),
    Problem(
        key="copy",
        title="Find the column to copy",
        about=(
            "The target repeats one of five inputs, Input 2, and the other four only distract: the "
            "weight of Input 2 becomes the largest. "
            "The new example is not in the table; its answer should be 1."
        ),
        table=_numbered(
            5,
            (
                (0.0, 0.0, 1.0, 1.0, 0.0, 0.0),
                (1.0, 0.0, 0.0, 1.0, 1.0, 0.0),
                (0.0, 1.0, 1.0, 0.0, 1.0, 1.0),
                (1.0, 1.0, 0.0, 0.0, 0.0, 1.0),
                (1.0, 0.0, 1.0, 1.0, 1.0, 0.0),
                (0.0, 1.0, 0.0, 1.0, 0.0, 1.0),
            ),
        ),
        new_example=(1.0, 1.0, 1.0, 0.0, 1.0),
    ),
    Problem(
        key="half_adder",
        title="Half adder: 1 + 1 = 10",
        about=(
            "Adding two binary digits takes two targets, so two neurons. "
            "Without a hidden layer the carry, which is AND, is learned, and the sum digit, which "
            "is XOR, stays near 0.5; with a hidden layer of four neurons both are learned."
        ),
        table=_logic(
            ((0.0, 0.0), (1.0, 0.0), (1.0, 0.0), (0.0, 1.0)), ("Target sum", "Target carry")
        ),
        new_example=(1.0, 1.0, 1.0),
    ),
)
