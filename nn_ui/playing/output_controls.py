"""The controls of the output view: prediction or output, which inputs vary, what the others are."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nn_core.experiment.dataset import Dataset
from nn_ui import state, words
from nn_ui.figures.axes import Range
from nn_ui.figures.class_map import has_classes
from nn_ui.figures.scope import MOST_VARYING, Scope, steps, usual_inputs
from nn_ui.session.session import Session

PREDICTION, OUTPUT = "Prediction", "Output"


def show_output() -> None:
    """Turn the panel to the output; only before the switch is drawn."""
    state.put("panel", OUTPUT)


def handle(session: Session) -> bool:
    """Turn the cube into a map where the browser cannot draw one; True when it was asked for."""
    if state.stage_event("slice") is None or session.view.output.scope is None:
        return False
    memory = session.view.output
    memory.varying = session.view.output.scope.inputs[:2]
    state.put(_varying_key(memory.n_inputs), list(memory.varying))
    return True


def switch(session: Session) -> None:
    """The switch, and beside it the choices about the output while that is shown."""
    if state.value("panel") is None:
        state.put("panel", PREDICTION)
    shown = st.segmented_control(
        "Panel", (PREDICTION, OUTPUT), key="panel", required=True, help=words.PANEL
    )
    session.view.output.scope = _scope(session) if shown == OUTPUT else None


def _scope(session: Session) -> Scope:
    player, memory = session.player, session.view.output
    data = player.experiment.dataset
    ranges = memory.ranges_for(data, session.editor.version)
    with st.popover(
        "Output view", icon=":material/tune:", key="output_view", help=words.OUTPUT_VIEW
    ):
        output = _output(data)
        inputs = _varying(session, data)
        held = _held(data, inputs, player.example, ranges)
        is_map = len(inputs) == 2
        is_of_classes = is_map and _has_classes(data)
        two_colours = (
            is_map
            and not is_of_classes
            and st.toggle("Two colours only", key="two_colours", help=words.TWO_COLOURS)
        )
    across = tuple(ranges[place] for place in inputs)
    return Scope(inputs, across, held, output, two_colours, is_of_classes)


def _has_classes(data: Dataset) -> bool:
    """Whether the map shows all classes at once."""
    return has_classes(data) and st.toggle(
        "All classes in their colours", value=True, key="classes_drawn", help=words.CLASSES_DRAWN
    )


def _output(data: Dataset) -> int:
    if data.n_outputs == 1:
        return 0
    return int(
        st.selectbox(
            "Output to draw",
            range(data.n_outputs),
            format_func=data.target_names.__getitem__,
            key=f"output_drawn_{data.n_outputs}",
            help=words.OUTPUT_DRAWN,
        )
    )


def _varying(session: Session, data: Dataset) -> tuple[int, ...]:
    memory, usual = session.view.output, usual_inputs(data.X)
    if memory.n_inputs != data.n_inputs:
        memory.n_inputs, memory.varying = data.n_inputs, ()
    if data.n_inputs == 1:
        return usual
    key = _varying_key(data.n_inputs)
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


def _varying_key(n_inputs: int) -> str:
    return f"varying_{n_inputs}"


def _held(
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
