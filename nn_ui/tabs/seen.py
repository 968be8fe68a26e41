"""What the network sees: the numbers that stand for each row of the table, beside its own cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from nn_core.experiment.experiment import Experiment
from nn_core.experiment.preparation import what_it_did
from nn_core.tables.cells import written
from nn_core.tables.coding import InputCoding
from nn_core.tables.number_style import fixed, rounded
from nn_core.tables.scaled_targets import how_scaled, ways_back
from nn_core.tables.table import Table
from nn_ui.session.player import Player
from nn_ui.tabs.number_columns import styled

YOURS, INPUTS, TARGETS = "Your table", "Inputs of the network", "Targets as trained"
DIGITS = 4
TALLEST = 420


def is_changed(player: Player) -> bool:
    """Whether anything but the table's own numbers enters the network, or is trained on."""
    experiment, table = player.experiment, player.table
    is_prepared = experiment.scaling is not None or bool(experiment.preparation.features)
    return is_prepared or experiment.target_scaling is not None or bool(table.forms)


def seen(player: Player) -> None:
    """The tab: both tables side by side, row by row, and how the numbers are made."""
    experiment = player.experiment
    st.markdown(
        "Row by row the cells of the table, and beside them the numbers that stand for them, which "
        "are the same at every iteration."
    )
    frame = content(experiment, player.table)
    written = {name: _written for name in frame.columns if name[0] != YOURS}
    st.dataframe(
        styled(frame, written),
        height="content" if len(frame) <= 10 else TALLEST,
        key="seen_rows",
        alt="The table's cells, and the numbers that the network sees in each row",
    )
    st.text("\n".join(how_made(experiment, player.table)))  # with a learner's own words


def content(experiment: Experiment, table: Table) -> pd.DataFrame:
    """A row for each row of the table, test rows last; three groups of columns."""
    data = experiment.dataset
    columns: dict[tuple[str, str], Any] = {
        (YOURS, name): list(map(written, table.column(at))) for at, name in enumerate(table.names)
    }
    for group, names, numbers in (
        (INPUTS, experiment.input_names, np.vstack([experiment.X, experiment.X_test])),
        (TARGETS, data.target_names, np.vstack([experiment.y, experiment.y_test])),
    ):
        columns |= {(group, name): numbers[:, at] for at, name in enumerate(names)}
    labels = [
        f"{row + 1:,}" + " (test)" * (row >= data.n_samples) for row in range(len(table.rows))
    ]
    return pd.DataFrame(columns, index=pd.Index(labels, name="Row"))


def how_made(experiment: Experiment, table: Table) -> tuple[str, ...]:
    """A sentence for each column that does not enter as it is, and for what is done to numbers."""
    return (
        *(f"{coding.name}: {said}." for coding in table.coding.inputs if (said := _of(coding))),
        *(
            f"{coding.name}: {coding.how}."
            for coding in table.coding.targets
            if not coding.is_plain and (coding.words or coding.divisor != 1)
        ),
        *_of_scaling(experiment),
        *([how_scaled(experiment)] if experiment.target_scaling is not None else []),
        *ways_back(experiment),
    )


def _of(coding: InputCoding) -> str:
    said = [coding.how] if coding.words or coding.divisor != 1 else []
    if coding.filling is not None:
        filling = coding.filling
        text = rounded(filling, 6) if isinstance(filling, float) else filling
        said.append(f"a blank cell counts as {text}")
    return "; ".join(said)


def _of_scaling(experiment: Experiment) -> Iterator[str]:
    """The two numbers of each input that is scaled."""
    facts = what_it_did(experiment.preparation, experiment.dataset.input_names, experiment.scaling)
    for fact in facts:
        if fact.is_scaled:
            yield (
                f"{fact.name}, scaled: minus {rounded(fact.mean, 6)} (the mean), divided by "
                f"{rounded(fact.deviation, 6)} (the standard deviation)."
            )


def _written(value: float) -> str:
    return fixed(value, DIGITS, most=7)
