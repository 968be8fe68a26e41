"""The tab's top line: which iteration, row, layer, neuron and precision are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from nn_core import Experiment, InputError
from nn_ui import number_field, state
from nn_ui.figures.text import told_apart
from nn_ui.messages import complain
from nn_ui.number_field import Steps
from nn_ui.session import checks
from nn_ui.session.page_view import PageView
from nn_ui.session.player import Player
from nn_ui.tabs.numbers import choosing
from nn_ui.tabs.numbers.focus import Focus, focus, neuron_of
from nn_ui.tabs.numbers.words_of_row import words_of_row

DIGITS = (4, 12)
REFUSAL = "numbers_row_refusal"
# Pixels.
ROOM_FOR_STEPS = 70
# Row numbers of a batch that are written out.
MOST_LISTED = 20
ROW, LAYER, NEURON, PRECISION = (
    "numbers_row",
    "numbers_layer",
    "numbers_neuron",
    "numbers_digits",
)


def top_line(player: Player, view: PageView) -> Focus:
    """Draw the fields, and say what they ask for."""
    _follow_chosen_weight(player.experiment, view)
    experiment, cursor = player.experiment, player.cursor
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.html(
            '<h3 class="numbers-heading numbers-iteration">'
            f"Iteration {cursor:,} → {cursor + 1:,}</h3>",
            width="stretch",
        )
        _row_field(experiment, view)
        layer, neuron = _neuron_fields(experiment)
        digits = _precision()
    _refused_row(experiment, view)
    st.caption(
        "Numbers are rounded for the eye only; “Copy as CSV” gives them in full. Click a number "
        "to follow its row, or its weight, all over the page."
    )
    found = focus(player.snapshot, view.choice, layer, neuron, digits)
    if not found.explanation.is_whole_table:
        st.markdown(batch_words(found, view.choice.fitting(experiment).row))
    if said := words_of_row(player.table, found.row):
        st.text(f"Row {found.row + 1}, words as numbers: {said}")
    return found


def batch_words(found: Focus, chosen: int) -> str:
    """Which rows this update looks at, and where the training row `chosen`, from 0, is not one."""
    rows = sorted(found.rows + 1)
    listed = ", ".join(f"{row:,}" for row in rows[:MOST_LISTED])
    listed += f" and {len(rows) - MOST_LISTED:,} more" if len(rows) > MOST_LISTED else ""
    n_rows = found.snapshot.experiment.dataset.n_samples
    words = (
        f"This iteration looks at a batch of {len(rows):,} of the {n_rows:,} rows (*mini-batch*): "
        f"{listed}."
    )
    if chosen != found.row:
        words += f" Row {chosen + 1:,} is not one of them; row {found.row + 1:,} is followed here."
    return words


def _row_field(experiment: Experiment, view: PageView) -> None:
    n_rows = experiment.dataset.n_samples
    row = view.choice.fitting(experiment).row + 1
    number_field.show(ROW, row)

    def take() -> None:
        try:
            typed = checks.whole_number(state.value(ROW), "Row", 1, n_rows)
        except InputError as error:
            state.keep(REFUSAL, (row, error))
            return
        state.keep(REFUSAL, None)
        choosing.take(view, replace(view.choice, row=typed - 1))

    with st.container(width=130 + ROOM_FOR_STEPS):
        number_field.number_field(
            f"Row (1 to {n_rows:,})", ROW, steps=Steps(1, n_rows), on_change=take
        )


def _refused_row(experiment: Experiment, view: PageView) -> None:
    """Why the row that was typed is not followed, as long as the one before it is."""
    row, error = state.value(REFUSAL) or (None, None)
    if error is not None and view.choice.fitting(experiment).row + 1 == row:
        complain(ROW, error)


def _neuron_fields(experiment: Experiment) -> tuple[int, int]:
    last = len(experiment.shapes) - 1
    layer = _kept(LAYER, range(last + 1), last, experiment.shapes)
    if last:
        titles = [f"Hidden {number}" for number in range(1, last + 1)] + ["Output"]
        st.segmented_control(
            "Layer", range(last + 1), format_func=titles.__getitem__, key=LAYER, required=True
        )
    n_neurons = experiment.shapes[layer][1]
    neuron = _kept(NEURON, range(n_neurons), 0, experiment.shapes)
    if n_neurons > 1:
        names = _neuron_names(experiment, layer)
        st.selectbox(
            "Neuron", range(n_neurons), format_func=names.__getitem__, key=NEURON, width=160
        )
    return layer, neuron


def _neuron_names(experiment: Experiment, layer: int) -> tuple[str, ...]:
    if layer == len(experiment.shapes) - 1:
        return told_apart(experiment.dataset.target_names)
    return tuple(f"Neuron {layer + 1}.{n}" for n in range(1, experiment.shapes[layer][1] + 1))


def _precision() -> int:
    digits = _kept(PRECISION, DIGITS, DIGITS[0])
    st.segmented_control(
        "Precision", DIGITS, format_func="{} digits".format, key=PRECISION, required=True
    )
    return digits


def _kept(key: str, possible: Sequence[int], default: int, about: object = None) -> int:
    """The value of a widget about to be drawn. It outlives a closed tab, where Streamlit forgets
    what is not drawn, and gives way to the default where it is `about` something else."""
    was_about, kept = state.value(f"{key}_kept", (about, default))
    value: int = state.value(key, kept)
    if was_about != about or value not in possible:
        value = default
    if state.value(key) != value:
        state.put(key, value)
    state.keep(f"{key}_kept", (about, value))
    return value


def _follow_chosen_weight(experiment: Experiment, view: PageView) -> None:
    """Look at the neuron of a weight that has just been chosen, wherever on the page."""
    chosen = view.choice.fitting(experiment).parameter
    if chosen is not None and chosen != state.value("numbers_followed"):
        layer, neuron = neuron_of(experiment, chosen)
        state.put(LAYER, layer)
        state.put(NEURON, neuron)
    state.keep("numbers_followed", chosen)
