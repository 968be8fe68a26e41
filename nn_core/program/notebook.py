"""The program of an experiment as a Jupyter notebook, with the explanation between the cells.

A notebook is JSON in the format of https://nbformat.readthedocs.io (version 4.5), written here
without that package.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from nn_core.experiment.experiment import Experiment
from nn_core.program.parts import RESULT, Worded, parts
from nn_core.program.plot import PLOT

_INTRODUCTION: Final = (
    "# A neural network that learns, in NumPy\n\n"
    "This is the experiment of a page, by itself. Run all cells: the last one prints the same "
    "digits as the page. Change a number and run them again."
)


def notebook(
    experiment: Experiment,
    example: Sequence[float],
    iteration: int,
    worded: Worded | None = None,
) -> str:
    """The notebook that trains for `iteration` updates, plots the loss, and prints the prediction
    for `example`, (n_inputs,), and the loss; and the answer in words, where the table has them
    (`worded`). Raises InputError when the example does not fit."""
    found = parts(experiment, example, iteration, with_losses=True, worded=worded)
    at = next(place for place, part in enumerate(found) if part.title == RESULT)
    cells = [_text("introduction", _INTRODUCTION)]
    for place, part in enumerate((*found[:at], PLOT, *found[at:]), start=1):
        cells.append(_text(f"text-{place}", f"## {part.title}\n\n{part.explanation}"))
        cells.append(_code(f"code-{place}", part.code))
    document = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _text(identity: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": identity, "metadata": {}, "source": source}


def _code(identity: str, source: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": identity,
        "metadata": {},
        "outputs": [],
        "source": source,
    }
