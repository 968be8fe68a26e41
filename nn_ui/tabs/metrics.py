"""The tab "How well it does": loss, right answers and where the wrong ones fall, at the cursor."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.run.metrics import (
    Metrics,
    held_back_metrics,
    is_classification,
    training_metrics,
)
from nn_core.tables.answer import with_unit
from nn_core.tables.coding import Coding
from nn_core.tables.number_style import fixed, rounded
from nn_core.tables.scaled_targets import how_scaled, ways_back
from nn_ui import words
from nn_ui.confusions import matrices
from nn_ui.readouts import eight_places
from nn_ui.session.player import Player

TRAINING, TEST = "Training rows", "Test rows"


def metrics(player: Player) -> None:
    """Draw both kinds of rows side by side, as the network does on the screen's iteration."""
    snapshot = player.snapshot
    data = snapshot.experiment.dataset
    found = {TRAINING: training_metrics(snapshot)}
    if test := held_back_metrics(snapshot):
        found[TEST] = test
    st.markdown(f"**At iteration {snapshot.iteration:,}**", help=words.HOW_WELL)
    coding = player.table.coding
    st.dataframe(summary(found, data, coding), key="metrics_summary", width="content")
    for sentence in of_scaling(snapshot.experiment):
        st.text(sentence)  # with a learner's own words
    if test is None:
        st.caption("There are no test rows: hold some back in *Inputs and test rows*.")
    if is_classification(data):
        _confusions(found, data, coding)


def of_scaling(experiment: Experiment) -> tuple[str, ...]:
    """What the loss is of where targets are scaled, and the formulas that lead back."""
    if experiment.target_scaling is None:
        return ()
    return (
        f"{how_scaled(experiment)} The loss is that of the scaled ones; the typical error and R² "
        "are those of the answers, which are scaled back:",
        *ways_back(experiment),
    )


def summary(found: dict[str, Metrics], data: Dataset, coding: Coding) -> pd.DataFrame:
    """A column for each kind of rows; a row for each number, in words where it is not defined."""
    return pd.DataFrame({name: _numbers(each, data, coding) for name, each in found.items()})


def _numbers(metrics: Metrics, data: Dataset, coding: Coding) -> dict[str, str]:
    numbers = {
        "Rows": f"{metrics.n_rows:,}",
        "Loss": _finite(metrics.loss),
        _mean_title(metrics): _finite(metrics.mean_loss),
    }
    if is_classification(data):
        right = f"{metrics.n_correct:,} of {metrics.n_rows:,}"
        return numbers | {"Right rows": right, "Accuracy": f"{metrics.accuracy:.1%}"}
    for name, r_squared, error, (divisor, unit) in zip(
        data.target_names,
        metrics.r_squared,
        metrics.typical_error,
        coding.output_units,
        strict=True,
    ):
        value, of = r_squared.value, "" if data.n_outputs == 1 else f" of {name}"
        numbers[f"R²{of}"] = "not defined" if value is None else fixed(value, 6, most=9)
        numbers[f"Typical error{of} (root mean square)"] = (
            with_unit(rounded(error * divisor, 6), unit) if math.isfinite(error) else "too large"
        )
    return numbers


def _mean_title(metrics: Metrics) -> str:
    return "Loss a row (mean)" if metrics.classes is not None else "Loss a row and output (mean)"


def _finite(value: float) -> str:
    return eight_places(value) if math.isfinite(value) else "too large"


def _confusions(found: dict[str, Metrics], data: Dataset, coding: Coding) -> None:
    by_class = next(iter(found.values())).classes is not None
    tooltip = words.CONFUSION_OF_CLASSES if by_class else words.CONFUSION
    st.markdown("**Where the answers fall** (*confusion matrix*)", help=tooltip)
    of_rows = {name: matrices(metrics, data, coding) for name, metrics in found.items()}
    for number, of_output in enumerate(zip(*of_rows.values(), strict=True)):
        if of_output[0].of:
            st.text(of_output[0].of)  # a learner's own word
        for place, name, matrix in zip(st.columns(2), of_rows, of_output, strict=False):
            with place:
                st.caption(name)
                frame = pd.DataFrame(matrix.counts, matrix.rows, matrix.columns)
                key = f"classes_{name}" if by_class else f"confusion_{number}_{name}"
                st.dataframe(frame, key=key, width="content")
                if matrix.remark:
                    st.caption(matrix.remark)
