"""The tab "Many seeds": was it luck? The same experiment from many random starts.

They are trained in turns with everybody's film, in slices as short as those of a single run.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd
import streamlit as st

from nn_core import Ensemble, InputError
from nn_core.experiment.dataset import Dataset
from nn_core.sharing.setup import Setup, View
from nn_core.tables.number_style import fixed
from nn_core.telling.outcomes import Outcomes, outcomes_csv
from nn_ui import state, words
from nn_ui.colours import colours
from nn_ui.figures.axes import Axes
from nn_ui.figures.final_maps import drawn_as_maps, final_maps_figure, has_maps
from nn_ui.figures.many_seeds import drawn_as_curves, many_seeds_figure
from nn_ui.figures.palette import Palette
from nn_ui.messages import complain
from nn_ui.playing import locks
from nn_ui.session.events.event import Event
from nn_ui.session.examined import trained
from nn_ui.session.many_seeds import NUMBERS_OF_SEEDS, USUAL_NUMBER, ManySeeds, Question
from nn_ui.session.player import Player
from nn_ui.session.told import whole_number
from nn_ui.sharing import files
from nn_ui.tabs import sweeps

SECONDS_BETWEEN_TURNS: Final = 0.3
# Of each turn, so that the page has time for what is pressed meanwhile.
SECONDS_OF_A_TURN: Final = 0.2


def asked(player: Player, many: ManySeeds, setup: Setup, view: View, now: float) -> Iterator[Event]:
    """What was asked for in the tab: to begin, to stop, or to open one of the starts."""
    opening = ("many_dots", "many_maps", "many_rows")
    keys = ("try_many_seeds", "cancel_many_seeds", *opening, sweeps.ROWS)
    for press in state.presses(*keys):
        if press.key == "try_many_seeds":
            player.pause(now)
            _begin(player, many, setup, None)
        elif press.key == "cancel_many_seeds":
            many.cancel()
        elif press.key == sweeps.ROWS:
            many.choose(_row_in(state.value(press.key)))
        elif many.found is not None:
            seed = _seed_in(state.value(press.key), many.found)
            yield from () if seed is None else many.opening(setup, seed, view)


def _begin(player: Player, many: ManySeeds, setup: Setup, asked: Question | None) -> None:
    """Ask the question, or the one that the controls show; why it cannot be is said."""
    try:
        if asked is None:
            asked = sweeps.question(state.value("n_seeds") or USUAL_NUMBER)
        many.begin(trained(setup, player), asked, setup.iterations)
    except InputError as error:
        many.refuse(str(error))


def follow(player: Player, many: ManySeeds, setup: Setup, *, is_open: bool) -> None:
    """Before anything is drawn: starts of another experiment are no answer any more, and those that
    a link has asked for are begun once their tab is open."""
    many.is_asked = many.is_of(player.experiment, player.goal)
    if many.wanted.n_seeds and is_open:
        state.put("n_seeds", many.wanted.n_seeds)
        sweeps.show(many.wanted)
        _begin(player, many, setup, many.wanted)


def _row_in(selected: Any) -> int | None:
    """The row of a table that was clicked; None for anything else."""
    try:
        return whole_number(selected["selection"]["rows"][0])
    except (KeyError, TypeError, IndexError):
        return None


def _seed_in(selected: Any, found: Outcomes) -> int | None:
    """The seed of a dot or a row that was clicked; None for anything else."""
    try:
        chosen = selected["selection"]
        points, rows = chosen.get("points", []), chosen.get("rows", [])
        seed = points[0]["customdata"] if points else found.seeds[rows[0]]
    except (KeyError, TypeError, IndexError, AttributeError):
        return None
    return whole_number(seed)


def many_seeds(many: ManySeeds) -> None:
    """Draw what can be asked, how far it is, or what came of it."""
    st.markdown(words.MANY_SEEDS)
    if state.value("n_seeds") is None:
        state.put("n_seeds", many.asked.n_seeds or USUAL_NUMBER)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            "Number of starts",
            NUMBERS_OF_SEEDS,
            format_func="{:,}".format,
            key="n_seeds",
            disabled=many.is_going,
        )
        sweeps.controls(disabled=many.is_going)
        if many.is_going:
            state.button("Cancel", "cancel_many_seeds", icon=":material/close:")
        else:
            state.button("Try many seeds", "try_many_seeds", icon=":material/casino:")
    if many.refusal:
        complain("many_seeds", InputError(many.refusal))
    if many.is_going:
        st.fragment(_train, run_every=SECONDS_BETWEEN_TURNS)(many)
    elif many.found is not None and many.is_asked:
        _results(many, many.found)
    elif many.found is not None:
        st.caption("The setup is another one since the last try: press the button again.")


def _train(many: ManySeeds) -> None:
    """One turn of training."""
    deadline = time.monotonic() + SECONDS_OF_A_TURN
    while many.is_going and time.monotonic() < deadline:
        locks.slice_of_seeds(many.go_on)
    if not many.is_going:
        st.rerun()
    st.progress(many.share, f"Training from {many.asked.n_seeds:,} seeds …")


def _results(many: ManySeeds, found: Outcomes) -> None:
    if (answers := many.answers) is not None:
        sweeps.results(answers)
        value = answers.values[many.chosen]
        st.subheader(f"{answers.title}: {value}", anchor=False)
    st.text(found.sentence)
    axes = Axes(
        last=many.goal,
        log_iterations=bool(state.value("log_iterations", True)),
        log_loss=bool(state.value("log_loss", False)),
        colours=colours(),
    )
    assert many.ensemble is not None
    st.plotly_chart(
        many_seeds_figure(many.ensemble, found, axes),
        key="many_dots",
        on_select=state.on_press("many_dots"),
        selection_mode="points",
        config={"displayModeBar": False},
        theme=None,
    )
    st.caption(_of_the_picture(found))
    if has_maps(many.ensemble.experiment.dataset):
        _maps(many.ensemble, found, axes.colours)
    with st.expander("The starts as a table"):
        st.dataframe(
            table(found),
            key="many_rows",
            on_select=state.on_press("many_rows"),
            selection_mode="single-row",
            hide_index=True,
            width="content",
        )
        files.download("Save as CSV", "many_seeds.csv", lambda: outcomes_csv(found))


def _maps(ensemble: Ensemble, found: Outcomes, colours: Palette) -> None:
    said = _of_the_maps(ensemble.experiment.dataset, found)
    st.plotly_chart(
        final_maps_figure(ensemble, found, colours),
        key="many_maps",
        on_select=state.on_press("many_maps"),
        selection_mode="points",
        config={"displayModeBar": False},
        theme=None,
        alt=said,
    )
    # Plain text: it names columns of the learner's own.
    with st.container(key="many_maps_said"):
        st.text(said)


def table(found: Outcomes) -> pd.DataFrame:
    """A row for each start, in the order of the seeds; empty where there is no such number."""
    columns: dict[str, Any] = {"Seed": found.seeds}
    if found.is_classification:
        columns["Right rows"] = [f"{right:,} of {found.n_rows:,}" for right in found.n_right]
        columns["All right since iteration"] = pd.array(
            [since if since >= 0 else None for since in found.since.tolist()], dtype="Int64"
        )
    columns["Loss at the end"] = [
        fixed(loss, 8, most=9) if math.isfinite(loss) else "stopped" for loss in found.loss.tolist()
    ]
    return pd.DataFrame(columns)


def _of_the_maps(data: Dataset, found: Outcomes) -> str:
    n_drawn, n = len(drawn_as_maps(found)), len(found.seeds)
    across, up = data.input_names
    some = "each start" if n_drawn == n else f"{n_drawn:,} of {n:,} starts"
    frames = (
        " A full frame and a tick: all rows are right; a dotted frame: not all."
        if found.is_classification
        else ""
    )
    return (
        f"What {some} answers everywhere in the end, by its seed: {across} to the right, {up} "
        f"upwards.{frames} A click on a map opens that run; the table below opens each, too."
    )


def _of_the_picture(found: Outcomes) -> str:
    n_drawn, n = len(drawn_as_curves(found)), len(found.seeds)
    some = "" if n_drawn == n else f"{n_drawn:,} of {n:,} curves are drawn, and the ends of all. "
    return f"{some}Each dot is the end of one start. A click on it opens that run."
