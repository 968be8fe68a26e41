"""The truth table: every combination of 0 and 1, with the network's present answer to it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from nn_core import Snapshot
from nn_core.experiment.dataset import Dataset
from nn_core.run.metrics import is_classification
from nn_core.run.right import right_rows
from nn_core.tables.number_style import fixed, shortest
from nn_ui.figures.data_points import all_rows
from nn_ui.session.player import Player
from nn_ui.tabs.number_columns import number_column, styled

DIGITS = 4


def is_logical(dataset: Dataset) -> bool:
    """Whether all inputs are 0 or 1: of any other table a list of those combinations tells
    nothing."""
    return bool(np.isin(all_rows(dataset).X, (0.0, 1.0)).all())


def truth_table(player: Player) -> None:
    """The tab: it follows the cursor."""
    snapshot = player.snapshot
    n_inputs = snapshot.experiment.dataset.n_inputs
    st.markdown(
        f"All {2**n_inputs:,} combinations of 0 and 1, with the network's output for each at "
        f"iteration {snapshot.iteration:,}. Where a combination is also a row of the training "
        f"table, its target stands beside it, and ✓ where {_is_right(snapshot)}. A click on a "
        "column's head sorts."
    )
    frame = content(snapshot)
    written = {f"out{place}": _written for place in range(snapshot.experiment.dataset.n_outputs)}
    st.dataframe(
        styled(frame, written),
        hide_index=True,
        column_config=_columns(snapshot, frame),
        height="content" if len(frame) <= 16 else 420,
        alt="Truth table: every combination of 0 and 1 with the network's output",
    )


def content(snapshot: Snapshot) -> pd.DataFrame:
    """A row for each combination, counted upwards. Columns: in0, in1... the inputs; out0, out1...
    the outputs; rows, targets and right, which are empty where no training row is like that."""
    data = snapshot.experiment.dataset
    X = np.array(list(product((0.0, 1.0), repeat=data.n_inputs)))
    output = snapshot.predict(X)
    known = _training_rows(data)
    columns: dict[str, Any] = {f"in{place}": X[:, place].astype(int) for place in range(X.shape[1])}
    columns |= {f"out{place}": output[:, place] for place in range(data.n_outputs)}
    found = [known.get(tuple(row), ()) for row in X.tolist()]
    columns["rows"] = [", ".join(str(row + 1) for row in rows) for rows in found]
    columns["targets"] = [_targets(data, rows) for rows in found]
    columns["right"] = [
        _mark(snapshot, answer, rows) for answer, rows in zip(output, found, strict=True)
    ]
    return pd.DataFrame(columns)


def _training_rows(data: Dataset) -> Mapping[tuple[float, ...], tuple[int, ...]]:
    """The training rows with each combination of inputs."""
    found: dict[tuple[float, ...], tuple[int, ...]] = {}
    for row, inputs in enumerate(data.X.tolist()):
        found[tuple(inputs)] = (*found.get(tuple(inputs), ()), row)
    return found


def _targets(data: Dataset, rows: tuple[int, ...]) -> str:
    """The targets of these rows: one when they agree, all when they do not."""
    told = [", ".join(map(shortest, data.y[row])) for row in rows]
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


def _columns(snapshot: Snapshot, frame: pd.DataFrame) -> dict[str, Any]:
    data, number = snapshot.experiment.dataset, st.column_config.NumberColumn
    names = {f"in{place}": number(name) for place, name in enumerate(data.input_names)}
    for place, name in enumerate(data.target_names):
        label = "Output" if data.n_outputs == 1 else f"Output {name}"
        names[f"out{place}"] = number_column(
            label, frame[f"out{place}"].to_numpy(), help="The network's answer"
        )
    return {
        **names,
        "rows": st.column_config.TextColumn("Training row", help="The rows with these inputs"),
        "targets": st.column_config.TextColumn("Target"),
        "right": st.column_config.TextColumn("Right", help="On the target's side?"),
    }
