"""Several values of one setting, each from the same many seeds: what is asked, and the answers."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from nn_core.sharing.variation import SETTINGS, Variation, choices, typed, usual_values
from nn_core.tables.number_style import rounded
from nn_core.telling.sweeps import Answers, sweep_csv
from nn_ui import state, words
from nn_ui.colours import colours
from nn_ui.figures.sweep import sweep_figure
from nn_ui.session.many_seeds import Question
from nn_ui.sharing import files

ROWS: Final = "sweep_rows"
_SETTING: Final = "sweep_setting"
_NONE: Final = ""


def question(n_seeds: int) -> Question:
    """What is asked for; InputError for values that cannot be used."""
    key = state.value(_SETTING) or _NONE
    if key == _NONE:
        return Question(n_seeds)
    given = state.value(_values_key(key))
    if choices(key):
        return Question(n_seeds, Variation(key, tuple(given or ())))
    return Question(n_seeds, typed(key, str(given or "")))


def show(asked: Question) -> None:
    """Have the controls show a question; only before they are drawn."""
    varying = asked.variation
    state.put(_SETTING, _NONE if varying is None else varying.key)
    if varying is not None:
        state.put(_values_key(varying.key), _shown(varying.key, varying.values))


def controls(*, disabled: bool) -> None:
    """Which setting has several values, and which ones."""
    if state.value(_SETTING) is None:
        state.put(_SETTING, _NONE)
    key = st.selectbox(
        "Several values of",
        (_NONE, *SETTINGS),
        format_func=lambda one: SETTINGS.get(one, "nothing: the setup as it is"),
        key=_SETTING,
        help=words.SWEEP,
        disabled=disabled,
        width=260,
    )
    if key == _NONE:
        return
    place, named = _values_key(key), Variation(key, usual_values(key))
    if state.value(place) is None:
        state.put(place, _shown(key, usual_values(key)))
    if choices(key):
        st.multiselect(
            "Values", choices(key), format_func=named.words, key=place, disabled=disabled
        )
    else:
        st.text_input("Values", key=place, disabled=disabled, width=260)


def results(answers: Answers) -> None:
    """The sentence, picture and table of all values; a row chooses whose starts are shown below."""
    st.text(answers.sentence)
    st.plotly_chart(
        sweep_figure(answers, colours()),
        key="sweep_picture",
        config={"displayModeBar": False},
        theme=None,
    )
    st.dataframe(
        table(answers),
        key=ROWS,
        on_select=state.on_press(ROWS),
        selection_mode="single-row",
        hide_index=True,
        width="content",
    )
    st.caption("A click on a row shows the starts with its value below.")
    files.download("Save all as CSV", "sweep.csv", lambda: sweep_csv(answers))


def table(answers: Answers) -> pd.DataFrame:
    """A row for each value; empty where there is no such number."""
    columns: dict[str, Any] = {answers.title: answers.values}
    n = len(answers.found[0].seeds)
    if answers.is_classification:
        columns["Solved starts"] = [f"{solved:,} of {n:,}" for solved in answers.n_solved]
        columns["Half of them by iteration"] = pd.array(answers.medians, dtype="Int64")
    losses = (one.middle_loss for one in answers.found)
    columns["Loss, half of the starts at most"] = [
        "stopped" if loss is None else rounded(loss, 4) for loss in losses
    ]
    return pd.DataFrame(columns)


def _values_key(key: str) -> str:
    return f"sweep_values_{key}"


def _shown(key: str, values: tuple[Any, ...]) -> Any:
    """Values as their control holds them."""
    if choices(key):
        return list(values)
    return ", ".join("all" if value is None else f"{value:g}" for value in values)
