"""The truth table: every combination of 0 and 1, or of words, with the network's present answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from nn_core import Snapshot
from nn_core.experiment.dataset import Dataset
from nn_core.run.metrics import is_classification
from nn_core.run.right import right_rows
from nn_core.tables.coding import Coding
from nn_core.tables.number_style import fixed, shortest
from nn_ui.figures.data_points import all_rows
from nn_ui.figures.text import told_apart
from nn_ui.session.player import Player
from nn_ui.tabs.number_columns import number_column, styled

DIGITS = 4
MOST_COMBINATIONS = 1024


def is_logical(dataset: Dataset, coding: Coding) -> bool:
    """Whether all inputs are words, 0 or 1, with few enough combinations: of any other table a list
    of those tells nothing."""
    is_binary = bool(np.isin(all_rows(dataset).X, (0.0, 1.0)).all())
    return is_binary and math.prod(map(len, _values(coding))) <= MOST_COMBINATIONS


def truth_table(player: Player) -> None:
    """The tab: it follows the cursor."""
    snapshot, coding = player.snapshot, player.table.coding
    frame = content(snapshot, coding)
    has_words = any(one.words for one in coding.inputs)
    st.markdown(
        f"All {len(frame):,} combinations of {'the words' if has_words else '0 and 1'}, with the "
        f"network's output for each at iteration {snapshot.iteration:,}. Where a combination is "
        "also a row of the training table, its target stands beside it, and ✓ where "
        f"{_is_right(snapshot)}. A click on a column's head sorts."
    )
    written = {f"out{place}": _written for place in range(snapshot.experiment.dataset.n_outputs)}
    st.dataframe(
        styled(frame, written),
        hide_index=True,
        column_config=_columns(snapshot, coding, frame),
        height="content" if len(frame) <= 16 else 420,
        alt="Truth table: every combination of the inputs' values with the network's output",
    )


def content(snapshot: Snapshot, coding: Coding) -> pd.DataFrame:
    """A row for each combination, the last input fastest. Columns: in0, in1... the columns of the
    table; out0, out1... the outputs; answer, where the targets are words; rows, targets and right,
    which are empty where no training row is like that."""
    data = snapshot.experiment.dataset
    cells = list(product(*_values(coding)))
    X = np.array([coding.example([_cell(value) for value in row]) for row in cells])
    output = snapshot.predict(X)
    known = _training_rows(data)
    columns: dict[str, Any] = {
        f"in{place}": list(values) for place, values in enumerate(zip(*cells, strict=True))
    }
    columns |= {f"out{place}": output[:, place] for place in range(data.n_outputs)}
    if not coding.has_plain_answers:
        columns["answer"] = [_words(coding, row) for row in output.tolist()]
    found = [known.get(tuple(row), ()) for row in X.tolist()]
    columns["rows"] = [", ".join(str(row + 1) for row in rows) for rows in found]
    columns["targets"] = [_targets(data, coding, rows) for rows in found]
    columns["right"] = [
        _mark(snapshot, answer, rows) for answer, rows in zip(output, found, strict=True)
    ]
    return pd.DataFrame(columns)


def _values(coding: Coding) -> list[tuple[int | str, ...]]:
    """What may stand in each input column."""
    return [one.words or (0, 1) for one in coding.inputs]


def _cell(value: int | str) -> float | str:
    return value if isinstance(value, str) else float(value)


def _words(coding: Coding, outputs: Sequence[float]) -> str:
    return ", ".join(one.in_full() for one in coding.found(outputs))


def _training_rows(data: Dataset) -> Mapping[tuple[float, ...], tuple[int, ...]]:
    """The training rows with each combination of inputs."""
    found: dict[tuple[float, ...], tuple[int, ...]] = {}
    for row, inputs in enumerate(data.X.tolist()):
        found[tuple(inputs)] = (*found.get(tuple(inputs), ()), row)
    return found


def _targets(data: Dataset, coding: Coding, rows: tuple[int, ...]) -> str:
    """The targets of these rows: one when they agree, all when they do not."""
    told = [_words(coding, data.y[row].tolist()) for row in rows]
    return " or ".join(dict.fromkeys(told))


def _mark(snapshot: Snapshot, answer: np.ndarray[Any, Any], rows: tuple[int, ...]) -> str:
    """✓ when the answer is on the target's side for all of these rows, ✗ when it is not; nothing
    where targets are no classes."""
    data = snapshot.experiment.dataset
    if not rows or not is_classification(data):
        return ""
    y = data.y[list(rows)]
    right = right_rows(snapshot.experiment, np.broadcast_to(answer, y.shape), y)
    return "✓" if right.all() else "✗"


def _is_right(snapshot: Snapshot) -> str:
    if snapshot.experiment.loss.by_row:
        return "the output of the target's class is the largest"
    return f"the output is on the same side of {shortest(snapshot.experiment.dataset.threshold)}"


def _written(answer: float) -> str:
    return fixed(answer, DIGITS, most=7)


def _columns(snapshot: Snapshot, coding: Coding, frame: pd.DataFrame) -> dict[str, Any]:
    data, number = snapshot.experiment.dataset, st.column_config.NumberColumn
    text = st.column_config.TextColumn
    names: dict[str, Any] = {
        f"in{place}": text(one.name) if one.words else number(one.name)
        for place, one in enumerate(coding.inputs)
    }
    for place, name in enumerate(told_apart(data.target_names)):
        label = "Output" if data.n_outputs == 1 else f"Output {name}"
        names[f"out{place}"] = number_column(
            label, frame[f"out{place}"].to_numpy(), help="The network's answer"
        )
    return {
        **names,
        "answer": text("Answer", help="What the outputs say"),
        "rows": text("Training row", help="The rows with these inputs"),
        "targets": text("Target"),
        "right": text("Right", help="On the target's side?"),
    }
