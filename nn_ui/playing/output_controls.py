"""The controls of the output over the inputs: which of them vary, what the others are."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nn_core.experiment.dataset import Dataset
from nn_ui import state, words
from nn_ui.figures.axes import Range
from nn_ui.figures.class_map import has_classes
from nn_ui.figures.kept_curves import kept_name
from nn_ui.figures.scope import MOST_VARYING, Scope, steps, usual_inputs
from nn_ui.figures.text import told_apart
from nn_ui.session.player import Player
from nn_ui.session.session import Session

# What the fourth picture can show.
PREDICTION, OUTPUT, LANDSCAPE, HIDDEN = "Prediction", "Output", "Landscape", "Hidden layer"


def show_output() -> None:
    """Turn the panel to the output; only before the switch is drawn."""
    state.put("panel", OUTPUT)


def scope(session: Session) -> Scope:
    """Draw the choices."""
    player, memory = session.player, session.view.output
    data = player.experiment.dataset
    ranges = memory.ranges_for(data, session.editor.version)
    with st.popover(
        "Output view", icon=":material/tune:", key="output_view", help=words.OUTPUT_VIEW
    ):
        memory.kept = _network(player)
        output = output_to_draw(data)
        inputs = varying_inputs(session, data)
        held = held_at(data, inputs, player.example, ranges)
        is_map = len(inputs) == 2
        is_of_classes = is_map and _has_classes(data)
        two_colours = (
            is_map
            and not is_of_classes
            and st.toggle("Two colours only", key="two_colours", help=words.TWO_COLOURS)
        )
    across = tuple(ranges[place] for place in inputs)
    return Scope(inputs, across, held, output, two_colours, is_of_classes)


def _network(player: Player) -> int:
    """The number of the kept run whose output is drawn, 0 for the present one. A kept run that has
    other inputs or outputs cannot be chosen."""
    kept = player.kept.runs
    names = {0: "This run"} | {
        one.number: kept_name(place, len(kept))
        for place, one in enumerate(kept, start=1)
        if _has_same_shape(one.run.experiment.dataset, player.experiment.dataset)
    }
    if len(names) == 1:
        return 0
    if state.value("map_of") not in names:
        state.put("map_of", 0)
    return int(
        st.radio(
            "Network to draw",
            list(names),
            format_func=names.__getitem__,
            key="map_of",
            horizontal=True,
            help=words.MAP_OF,
        )
    )


def _has_same_shape(one: Dataset, other: Dataset) -> bool:
    return (one.n_inputs, one.target_names) == (other.n_inputs, other.target_names)


def _has_classes(data: Dataset) -> bool:
    """Whether the map shows all classes at once."""
    return has_classes(data) and st.toggle(
        "All classes in their colours", value=True, key="classes_drawn", help=words.CLASSES_DRAWN
    )


def output_to_draw(data: Dataset) -> int:
    """Draw the choice of one of several outputs."""
    if data.n_outputs == 1:
        return 0
    return int(
        st.selectbox(
            "Output to draw",
            range(data.n_outputs),
            format_func=told_apart(data.target_names).__getitem__,
            key=f"output_drawn_{data.n_outputs}",
            help=words.OUTPUT_DRAWN,
        )
    )


def varying_inputs(session: Session, data: Dataset) -> tuple[int, ...]:
    """Draw the choice of the inputs that vary."""
    memory, usual = session.view.output, usual_inputs(data.X)
    if memory.n_inputs != data.n_inputs:
        memory.n_inputs, memory.varying = data.n_inputs, ()
    if data.n_inputs == 1:
        return usual
    key = varying_key(data.n_inputs)
    shown = state.value(key)
    if shown is None:
        state.put(key, list(memory.varying or usual))
    elif tuple(sorted(shown)) in ((), memory.usual):
        state.put(key, list(usual))  # what is usual follows the table
    memory.usual = usual
    chosen = st.multiselect(
        "Inputs that vary",
        range(data.n_inputs),
        format_func=data.input_names.__getitem__,
        max_selections=MOST_VARYING,
        key=key,
        help=words.VARYING,
    )
    inputs = tuple(sorted(chosen)) or usual
    memory.varying = () if inputs == usual else inputs
    return inputs


def varying_key(n_inputs: int) -> str:
    """Of a table of so many inputs."""
    return f"varying_{n_inputs}"


def held_at(
    data: Dataset, inputs: Sequence[int], example: Sequence[float], ranges: Sequence[Range]
) -> tuple[float, ...]:
    """A value for each input: the new example's, or the slider's for those that do not vary."""
    held = list(example)
    for place in range(data.n_inputs):
        if place not in inputs:
            held[place] = _slider(data.input_names[place], place, example[place], ranges[place])
    return tuple(held)


def _slider(name: str, place: int, usual: float, scope_range: Range) -> float:
    low, high, step = steps(scope_range, usual)
    st.text(name)  # a learner's own word, which a label would read as Markdown
    return float(
        st.slider(
            f"Input column {place + 1} is held at",
            low,
            high,
            value=usual,
            step=step,
            # Another new example is another start.
            key=f"held_{place}_{usual!r}",
            help=words.HELD,
            label_visibility="collapsed",
        )
    )
