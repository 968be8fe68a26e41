"""The network's answers for the rows of the table, as they stand beside it."""

from __future__ import annotations

from typing import Any

import numpy as np

from nn_core import Snapshot
from nn_core.run.right import right_rows
from nn_core.tables.answer import Answer, with_unit
from nn_core.tables.coding import Coding
from nn_core.tables.number_style import fixed
from nn_ui.figures.data_points import beyond


def answers(snapshot: Snapshot, coding: Coding) -> dict[str, Any]:
    """The network's answer for every row of the table, training rows first, as the table has them:
    a number for each target column of the `coding`, and for a column of words the word.

    `correct` says whether it is right; where targets are no classes, there is no right or wrong,
    and no threshold.
    """
    data = snapshot.experiment.dataset
    output, correct = snapshot.answers, np.asarray(snapshot.correct)
    if data.n_test:
        tested = snapshot.held_back_answers
        output = np.concatenate([output, tested])
        is_right = right_rows(snapshot.experiment, tested, data.y_test).all(axis=1)
        correct = np.concatenate([correct, is_right])
    return {
        **_told(output.tolist(), coding),
        "correct": correct.tolist(),
        "n_training": data.n_samples,
        "threshold": beyond(snapshot.experiment) if data.is_classification else None,
    }


def _told(outputs: list[list[float]], coding: Coding) -> dict[str, Any]:
    """The numbers, and the words, for each row."""
    places = 3 if len(coding.targets) == 1 else 2
    if coding.has_plain_answers:  # without a value for each answer: a film has very many
        plain = [[fixed(value, places, most=5) for value in row] for row in outputs]
        return {"output": plain, "words": None}
    found = [coding.found(row) for row in outputs]
    has_words = any(one.word for one in found[0])
    return {
        "output": [[_number(one, places) for one in row] for row in found],
        "words": [[one.word for one in row] for row in found] if has_words else None,
    }


def _number(one: Answer, places: int) -> str:
    return with_unit(fixed(one.number, 2 if one.word else places, most=5), one.unit)
