"""The tab from top to bottom: what to look at, the five phases of an iteration, and the check."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from nn_core.errors import counted
from nn_core.explanation.explanation import OutputLayerSteps
from nn_core.network.activation import Activation
from nn_core.network.loss import Loss
from nn_core.program.phases import Phase, phases
from nn_ui.colours import colours
from nn_ui.figures.slope import slope_figure
from nn_ui.session.page_view import PageView
from nn_ui.session.player import Player
from nn_ui.stage import component
from nn_ui.tabs.numbers import choosing, drawing, formulas, program, scaled_target, tables
from nn_ui.tabs.numbers.check import check
from nn_ui.tabs.numbers.focus import Focus, can_be_shown
from nn_ui.tabs.numbers.table import MOST_ROWS, Table, stacked
from nn_ui.tabs.numbers.top import top_line

TOO_LARGE = (
    "The numbers of the next iteration are too large to be computed: the steps overshoot more and "
    "more (*divergence*). Go back on the timeline, or try a smaller learning rate."
)


def numbers(player: Player, view: PageView) -> None:
    """Every number of the iteration that leads from the cursor to the next."""
    choosing.rerun_if_chosen()
    st.html(Path(__file__).with_name("numbers.css"))
    with st.container(key="numbers"):
        shown = top_line(player, view)
        if not can_be_shown(shown.snapshot):
            st.warning(TOO_LARGE, icon=":material/warning:")
            return
        told = phases(shown.snapshot.experiment, shown.snapshot.iteration)
        for number, (phase, draw) in enumerate(zip(told, _PHASES, strict=True), start=1):
            with st.container(key=f"numbers_stage_{number}", gap="small"):
                draw(view, shown, number, phase)
        st.divider()
        check(player, view, shown.digits)


def _forward(view: PageView, shown: Focus, number: int, phase: Phase) -> None:
    table = tables.forward(shown)
    _head(number, phase, table)
    if shown.layer == 0 and shown.snapshot.experiment.preparation.scale:
        st.markdown(
            "What comes in is scaled: each input minus its mean over the training rows, divided by "
            "its standard deviation (*standardisation*)."
        )
    _table(view, shown, number, table, "Products, weighted sum z, and output")
    _formula(table.key, f"Row {shown.row + 1}:", formulas.forward(shown))


def _error(view: PageView, shown: Focus, number: int, phase: Phase) -> None:
    table = tables.error(shown)
    _head(number, phase, table)
    words = "Target, output, and error"
    if scaled_target.is_scaled(shown):
        st.markdown(scaled_target.words(shown))
    if shown.hidden_steps:
        st.markdown(
            "A hidden neuron has no target. Its error signal is what the next layer carries back: "
            "each delta there times the weight that leads to it, added up (*backpropagation*)."
        )
        words = "What each neuron of the next layer carries back"
    _table(view, shown, number, table, words)
    _formula(table.key, f"Row {shown.row + 1}:", formulas.error(shown))


def _slope(view: PageView, shown: Focus, number: int, phase: Phase) -> None:
    table = tables.slope(shown)
    _head(number, phase, table)
    steps, neuron = shown.steps, shown.neuron
    figure = slope_figure(
        steps.state,
        neuron,
        shown.rows,
        shown.place,
        colours(),
    )
    component.chart("slope", "Slope of the activation at each row's z", figure)
    _derivation(steps.activation)
    if (last := shown.output_steps) and last.snapshot.experiment.loss.is_mean:
        st.markdown(_mean_words(last))
        _derivation_of_delta(last.snapshot.experiment.loss)
    _table(view, shown, number, table, "Slope, and delta: the slope of the loss by z")
    _formula(table.key, f"Row {shown.row + 1}:", formulas.slope(shown))


def _derivation(activation: Activation) -> None:
    formula = re.sub("(?<![a-z])s(?![a-z])", "output", activation.slope_formula)
    words = activation.at_z or f"{activation.name or activation.title} at $z$"
    with st.expander(f"Why is the slope {formula}?", key="numbers_derivation"):
        st.markdown(f"With $s$ for the output, which is {words}:")
        for line in activation.derivation:
            st.latex(line)


def _mean_words(last: OutputLayerSteps) -> str:
    """Why delta is divided, and where the slope has gone."""
    loss = last.snapshot.experiment.loss
    many = f"{last.n_averaged:,} errors (rows × outputs)"
    if loss.by_row:
        many = counted(last.n_averaged, "row")
    words = f"The loss is a mean over {many}, so each delta is divided by that."
    return f"{words} {loss.why_no_slope}".rstrip()


def _derivation_of_delta(loss: Loss) -> None:
    if not loss.derivation:
        return
    with st.expander("Why is delta output − target?", key="numbers_delta_derivation"):
        st.markdown(
            "With $L$ for the loss of one row, $z_k$, $s_k$ and $y_k$ for the weighted sums, "
            "outputs and targets of its classes (the targets add up to 1), and $z$, $s$ and $y$ "
            "for those of this neuron:"
        )
        for line in loss.derivation:
            st.latex(line)


def _change(view: PageView, shown: Focus, number: int, phase: Phase) -> None:
    table, sums = tables.contributions(shown), tables.sums(shown)
    _head(number, phase, stacked(table, sums))
    _table(view, shown, number, table, "What each row contributes, and below it the sums")
    drawing.draw(
        view, shown.snapshot.experiment, sums, shown.digits, "Sums over the rows, and the changes"
    )
    _formula(table.key, f"{_what(shown)}:", formulas.change(shown))


def _new_weights(view: PageView, shown: Focus, number: int, phase: Phase) -> None:
    table = tables.new_weights(shown)
    _head(number, phase, table)
    cursor = shown.snapshot.iteration
    _table(view, shown, number, table, f"Weights of iteration {cursor:,} and of {cursor + 1:,}")
    _formula(table.key, f"{_what(shown)}:", formulas.new_weight(shown))


_PHASES: tuple[Callable[[PageView, Focus, int, Phase], None], ...] = (
    _forward,
    _error,
    _slope,
    _change,
    _new_weights,
)


def _head(number: int, phase: Phase, table: Table) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(program.heading(number, phase.title), width="stretch")
        drawing.copy_button(table)
    st.markdown(phase.sentence)
    st.html(program.program(number, phase))


def _table(view: PageView, shown: Focus, number: int, table: Table, words: str) -> None:
    if table.rows_are == "rows" and len(table.rows) > MOST_ROWS:
        words += (
            f": the first {MOST_ROWS} of {len(table.rows):,} rows, with the chosen one; sums and "
            "“Copy as CSV” have all of them"
        )
    st.html(program.caption(number, words))
    drawing.draw(view, shown.snapshot.experiment, table, shown.digits, words)


def _formula(key: str, words: str, formula: str) -> None:
    with st.container(key=f"numbers_formula_{key}"):
        st.text(words)
        st.latex(formula, width="content")


def _what(shown: Focus) -> str:
    name = shown.parameter_names[shown.followed]
    is_bias = shown.steps.has_bias and shown.followed == len(shown.parameters) - 1
    return name if is_bias else f"Weight of {name}"
