"""The whole program of an experiment: run by itself, it prints the same digits as the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nn_core.experiment.experiment import Experiment
from nn_core.program.parts import Part, Worded, parts
from nn_core.program.source import comment

_TITLE: Final = '"""A neural network that learns, in NumPy: the experiment of a page, by itself."""'


def program(
    experiment: Experiment,
    example: Sequence[float],
    iteration: int,
    worded: Worded | None = None,
) -> str:
    """The program that trains for `iteration` updates and prints the prediction for `example`,
    (n_inputs,), and the loss, to the last digit as the page shows them; and the answer in words,
    where the table has them (`worded`).

    Raises InputError when the example does not fit.
    """
    written = [_written(part) for part in parts(experiment, example, iteration, worded=worded)]
    # Two blank lines around functions, one elsewhere, as is usual.
    return re.sub("\n{4,}", "\n\n\n", "\n\n".join([_TITLE, *written])).strip() + "\n"


def _written(part: Part) -> str:
    around = "\n" if part.code.startswith("def ") else ""
    return f"{around}{comment(part.explanation)}\n{part.code}{around}"
