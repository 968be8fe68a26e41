"""How soon the page is there and reacts, beside a plain Streamlit page with the same figures.

python -m tests.benchmarks.page            # prints the tables
python -m tests.benchmarks.page --write    # and puts them into docs/benchmarks.md
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from statistics import median

from playwright.sync_api import Playwright, sync_playwright

from tests.benchmarks import report
from tests.benchmarks.page_visit import browser, person, visit
from tests.browser.driver import Server, running_server

ROOT = Path(__file__).resolve().parents[2]
N_ROUNDS = 5
MOST_SECONDS_TO_START = 4.0
OURS, PLAIN = "The app", "st.plotly_chart"

# The plain way to show the same: the table in the sidebar, a button, and four charts.
PLAIN_SCRIPT = """
import sys
sys.path.insert(0, {root!r})
import pandas as pd
import streamlit as st
from nn_core import Experiment
from nn_core.problems.ready_made import PROBLEMS
from nn_core.tables.table import Table, to_dataset
from nn_ui.figures.axes import Axes
from nn_ui.figures.palette import palette
from nn_ui.session.player import Player
from nn_ui.stage.message import View, figures

st.set_page_config(layout="wide")
state, problem = st.session_state, PROBLEMS[0]
inputs, targets = problem.table.input_names, problem.table.target_names
frame = pd.DataFrame(list(problem.table.rows), columns=[*inputs, *targets], dtype=float)
edited = st.sidebar.data_editor(frame, key="table", num_rows="dynamic", hide_index=True)
rows = tuple(tuple(row) for row in edited.itertuples(index=False, name=None))
if state.get("rows") != rows:
    state.rows = rows
    experiment = Experiment(to_dataset(Table(inputs, targets, rows)))
    state.player = Player(experiment, problem.new_example, 10_000)
player = state.player
if st.button("Step", key="step"):
    player.go_to(player.cursor + 1, 0.0)
st.html(f'<span class="readout-iteration">{{player.cursor}}</span>')
for name, figure in figures(player, View(Axes(player.goal, True, False, palette("light")))):
    st.plotly_chart(figure, key=name, height=280)
"""


@dataclass(frozen=True)
class Round:
    """What one round has measured of one page; seconds and megabytes. "First" is with an empty
    cache, "again" with what the first visit has left there."""

    started: float
    first_charts: float
    first_reaction: float
    first_megabytes: float
    again_charts: float
    again_reaction: float
    again_megabytes: float
    repainted: float


def one_round(playwright: Playwright, root: Path, script: str) -> Round:
    """Start the page's server, visit it with new browsers, and type into its table."""
    with browser(playwright) as new, person(new) as context:
        began = time.time()
        with running_server(root, script) as server:
            with visit(context, server.url) as first:
                started = first.step() + first.opened_at() - began
            return Round(started, *_visits(playwright, server))


def _visits(playwright: Playwright, server: Server) -> tuple[float, ...]:
    with browser(playwright) as new, person(new) as context, visit(context, server.url) as one:
        first_reaction = one.step()
    with browser(playwright) as new, person(new) as context:
        with visit(context, server.url) as one:
            first_charts = one.charts()
            one.settle()
            first_megabytes = one.traffic.megabytes
        with visit(context, server.url) as one:
            again_reaction = one.step()
        with visit(context, server.url) as one:
            again_charts = one.charts()
            one.settle()
            again_megabytes = one.traffic.megabytes
            repainted = one.type_cell()
    return (
        *(first_charts, first_reaction, first_megabytes),
        *(again_charts, again_reaction, again_megabytes, repainted),
    )


def measured() -> dict[str, list[Round]]:
    """All rounds; in each of them the two pages come one after the other."""
    rounds: dict[str, list[Round]] = {OURS: [], PLAIN: []}
    with sync_playwright() as playwright, _plain_page() as folder:
        for _ in range(N_ROUNDS):
            rounds[OURS].append(one_round(playwright, ROOT, "app.py"))
            rounds[PLAIN].append(one_round(playwright, folder, "plain.py"))
    return rounds


@contextmanager
def _plain_page() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="plain-page-") as name:
        folder = Path(name)
        (folder / "plain.py").write_text(PLAIN_SCRIPT.format(root=str(ROOT)), encoding="utf-8")
        copytree(ROOT / ".streamlit", folder / ".streamlit")
        yield folder


def body(rounds: dict[str, list[Round]]) -> str:
    """The tables and what was measured how."""
    rows = [
        _row("First visit, until the charts are painted", rounds, lambda one: one.first_charts),
        _row("First visit, until Step is answered", rounds, lambda one: one.first_reaction),
        _row("First visit, received", rounds, lambda one: one.first_megabytes, "MB"),
        _row("Another visit, until the charts are painted", rounds, lambda one: one.again_charts),
        _row("Another visit, until Step is answered", rounds, lambda one: one.again_reaction),
        _row("Another visit, received", rounds, lambda one: one.again_megabytes, "MB"),
        _row("From a typed cell to the repainted charts", rounds, lambda one: one.repainted),
    ]
    started = _row("", rounds, lambda one: one.started)
    verdict = (
        "From `streamlit run` to the answer to Step",
        *started[1:],
        f"at most {MOST_SECONDS_TO_START:.0f} s",
        "reached" if _middle(rounds[OURS], _started) <= MOST_SECONDS_TO_START else "missed",
    )
    header = ("what", OURS, PLAIN, "ratio")
    return f"""`python -m tests.benchmarks.page --write`.
{report.circumstances("streamlit", "plotly", "playwright")} Chromium headless, drawing in software.

The app and a small page with the same table, a button and the same four figures through
`st.plotly_chart`, in {N_ROUNDS} rounds, one after the other in each; medians, and in brackets the
fastest and the slowest. A first visit is that of a browser that was started for it; another visit
finds Streamlit's files in the browser's cache. Step is pressed as soon as the browser lets one
press it, in visits of their own. What is received are files and messages, not compressed. The cell
is typed before the first iteration. A start begins with a new server process, and a browser that
is open already and has nothing in its cache.

{report.table(header, rows)}

{report.table((*header, "target", "result"), [verdict])}"""


def _started(one: Round) -> float:
    return one.started


def _middle(rounds: list[Round], value: Callable[[Round], float]) -> float:
    return median(map(value, rounds))


def _row(
    what: str, rounds: dict[str, list[Round]], value: Callable[[Round], float], unit: str = "s"
) -> tuple[str, ...]:
    cells = []
    for name in (OURS, PLAIN):
        values = [value(one) for one in rounds[name]]
        cells.append(f"{median(values):.2f} {unit} ({min(values):.2f}-{max(values):.2f})")
    ratio = _middle(rounds[OURS], value) / _middle(rounds[PLAIN], value)
    return what, *cells, f"{ratio:.2f}"


def main() -> None:
    report.told(__doc__ or "", "page", "Opening the page", lambda: body(measured()))


if __name__ == "__main__":
    main()
