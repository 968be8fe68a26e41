"""The presentation: the learning alone, large enough for the last row of a classroom.

The sidebar goes, the diagram and the chosen charts fill the screen, and the training table is a
strip under them. All of that is done by a style sheet that is on the page as long as it lasts.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Final

import streamlit as st

from nn_core.tables.cells import Cell, number_text
from nn_core.tables.table import Table
from nn_ui import state
from nn_ui.playing.output_controls import PREDICTION

SHEET: Final = Path(__file__).parents[1] / "presentation.css"
# Whether it is on, for the address as well.
KEY: Final = "presenting"
# Each chart that can be chosen with the place that it has on the stage.
CHARTS: Final = MappingProxyType(
    {
        "Loss": '[data-view="loss"]',
        "Weights": '[data-view="weights"]',
        "Prediction": ':is([data-view="prediction"], .output-panel, .figure-panel)',
    }
)
# Of a row in the strip.
MOST_CELLS: Final = 8


def handle() -> None:
    """Begin or end it where its button was pressed."""
    if state.clicked("present"):
        state.keep(KEY, not is_on())


def is_on() -> bool:
    """Whether the page is presented."""
    return bool(state.value(KEY, False))


def controls() -> None:
    """The button, and while the page is presented the charts to choose from."""
    if is_on():
        st.pills(
            "Charts beside the diagram",
            tuple(CHARTS),
            selection_mode="multi",
            default=(PREDICTION,),
            key="present_charts",
            label_visibility="collapsed",
        )
    label, icon = ("Leave", "fullscreen_exit") if is_on() else ("Present", "fullscreen")
    state.button(label, "present", icon=f":material/{icon}:")


def style() -> None:
    """What makes the page a presentation."""
    if not is_on():
        return
    chosen = state.value("present_charts", [PREDICTION])
    unseen = [f".views > {place}" for name, place in CHARTS.items() if name not in chosen]
    hidden = f"{', '.join(unseen)} {{ display: none; }}" if unseen else ""
    count = f":root {{ --charts: {max(1, len(chosen))}; }}"
    alone = "" if chosen else ".views { grid-template-columns: 1fr !important; }"
    st.html(f"<style>{SHEET.read_text('utf-8')}{hidden}{count}{alone}</style>")


def strip(table: Table) -> list[str] | None:
    """Each row of the table as it stands in the strip; None where there is none."""
    if not is_on():
        return None
    n_inputs = len(table.input_names)
    return [f"{_cells(row[:n_inputs])} → {_cells(row[n_inputs:])}" for row in table.rows]


def _cells(cells: tuple[Cell, ...]) -> str:
    texts = [number_text(cell) if isinstance(cell, float) else str(cell or "") for cell in cells]
    return ", ".join([*texts[:MOST_CELLS], *("…" for _ in texts[MOST_CELLS : MOST_CELLS + 1])])
