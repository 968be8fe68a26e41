"""The tab from top to bottom: what to look at, the five stages of an iteration, and the check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from nn_core.listing import SLOPE_DERIVATION, Stage, stages
from nn_ui.figures.palette import palette
from nn_ui.figures.slope import slope_figure
from nn_ui.numbers import choosing, drawing, formulas, program, tables
from nn_ui.numbers.check import check
from nn_ui.numbers.focus import Focus
from nn_ui.numbers.tables import Table
from nn_ui.numbers.top import top_line
from nn_ui.state import Session


def numbers(session: Session) -> None:
    """Every number of the iteration that leads from the cursor to the next."""
    choosing.rerun_if_chosen()
    st.html(Path(__file__).with_name("numbers.css"))
    with st.container(key="numbers"):
        shown = top_line(session)
        for number, (stage, draw) in enumerate(
            zip(stages(session.learner.experiment.architecture), _STAGES, strict=True), start=1
        ):
            with st.container(key=f"numbers_stage_{number}", gap="small"):
                draw(session, shown, number, stage)
        st.divider()
        check(session, shown.digits)


def _forward(session: Session, shown: Focus, number: int, stage: Stage) -> None:
    table = tables.forward(shown)
    _head(shown, number, stage, table)
    _table(session, shown, number, table, "Products, weighted sum z, and output")
    _formula(table.key, f"Row {shown.row + 1}:", formulas.forward(shown))


def _error(session: Session, shown: Focus, number: int, stage: Stage) -> None:
    table = tables.error(shown)
    _head(shown, number, stage, table)
    words = "Target, output, and error"
    if shown.hidden_steps:
        st.markdown(
            "A hidden neuron has no target. Its error signal is what the next layer carries back: "
            "each delta there times the weight that leads to it, added up (*backpropagation*)."
        )
        words = "What each neuron of the next layer carries back"
    _table(session, shown, number, table, words)
    _formula(table.key, f"Row {shown.row + 1}:", formulas.error(shown))


def _slope(session: Session, shown: Focus, number: int, stage: Stage) -> None:
    table = tables.slope(shown)
    _head(shown, number, stage, table)
    steps, neuron = shown.steps, shown.neuron
    figure = slope_figure(
        steps.z[:, neuron],
        steps.output[:, neuron],
        steps.slope[:, neuron],
        shown.row,
        palette(st.context.theme.type),
    )
    st.plotly_chart(figure, theme=None, key="numbers_slope_figure", height=320)
    with st.expander("Why is the slope output × (1 − output)?", key="numbers_derivation"):
        st.markdown("With $s$ for the output, which is the sigmoid of $z$:")
        for line in SLOPE_DERIVATION:
            st.latex(line)
    _table(session, shown, number, table, "Slope, and delta: the slope of the loss by z")
    _formula(table.key, f"Row {shown.row + 1}:", formulas.slope(shown))


def _change(session: Session, shown: Focus, number: int, stage: Stage) -> None:
    table, sums = tables.contributions(shown), tables.sums(shown)
    _head(shown, number, stage, tables.stacked(table, sums))
    _table(session, shown, number, table, "What each row contributes, and below it the sums")
    drawing.draw(session, sums, shown.digits, "Sums over the rows, and the changes")
    _formula(table.key, f"{_what(shown)}:", formulas.change(shown))


def _new_weights(session: Session, shown: Focus, number: int, stage: Stage) -> None:
    table = tables.new_weights(shown)
    _head(shown, number, stage, table)
    cursor = shown.snapshot.iteration
    _table(session, shown, number, table, f"Weights of iteration {cursor:,} and of {cursor + 1:,}")
    _formula(table.key, f"{_what(shown)}:", formulas.new_weight(shown))


_STAGES: tuple[Callable[[Session, Focus, int, Stage], None], ...] = (
    _forward,
    _error,
    _slope,
    _change,
    _new_weights,
)


def _head(shown: Focus, number: int, stage: Stage, table: Table) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(program.heading(number, stage.title), width="stretch")
        drawing.copy_button(table)
    st.markdown(stage.sentence)
    st.html(program.program(number, stage, shown.snapshot.experiment.architecture))


def _table(session: Session, shown: Focus, number: int, table: Table, words: str) -> None:
    st.html(program.caption(number, words))
    drawing.draw(session, table, shown.digits, words)


def _formula(key: str, words: str, formula: str) -> None:
    with st.container(key=f"numbers_formula_{key}"):
        st.text(words)
        st.latex(formula, width="content")


def _what(shown: Focus) -> str:
    name = shown.parameter_names[shown.followed]
    is_bias = shown.steps.has_bias and shown.followed == len(shown.parameters) - 1
    return name if is_bias else f"Weight of {name}"
