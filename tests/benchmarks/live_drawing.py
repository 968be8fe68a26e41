"""How smoothly the stage plays, beside the same figures drawn by four st.plotly_chart.

python -m tests.benchmarks.live_drawing            # prints the table
python -m tests.benchmarks.live_drawing --write    # and puts it into docs/benchmarks.md
python -m tests.benchmarks.live_drawing --playground http://127.0.0.1:8000/
    # also measures a built copy of tensorflow/playground that is served there, as from its branch
    # gh-pages: git archive gh-pages | tar x -C FOLDER; python -m http.server -d FOLDER
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks import report
from tests.browser.conftest import BROWSER_ARGUMENTS, wait_for_run
from tests.browser.driver import Server, find_browser, running_server

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 8.0
LEAST_PAINTED, LEAST_FRAMES, LEAST_RATIO, LONGEST_PAUSE, LONGEST_GAP = 57.0, 57.0, 3.0, 200.0, 50.0
N_PAUSES = 5
LEAST_PAINTED_WITH_MAP = 55.0
# Networks on the problem that tensorflow/playground opens with: the map of 51 x 51 places and a
# picture for each neuron are live, beside loss and weights.
NETWORKS = {"2-4-2-1": "4_2", "2-8-8-8-1": "8_8_8"}
NETWORK_LINK = (
    "/?v=1&problem=circle&points=500&held_back=0.5&hidden={hidden}&bias=1&activation=tanh"
    "&learning_rate=0.03&loss=cross_entropy&pace=1000&panel=output"
)
# The playground's own figures, measured on another day on the same kind of machine: it learns one
# epoch an animation frame, and paints all that it shows.
RECORDED_PLAYGROUND = 38.5
RECORDED = "60.1 with one output unit, 59.9 with 4-2, 38.5 with 8-8-8"
PLAYGROUND_SHAPES = {"one output unit": "", "4-2": "4,2", "8-8-8": "8,8,8"}
PLAYGROUND_SETTINGS = "#dataset=circle&activation=tanh&learningRate=0.03&batchSize=10&networkShape="

# The plain way to draw the same: train a little, draw four charts, as often as Streamlit will.
PLAIN_SCRIPT = """
import sys, time
sys.path.insert(0, {root!r})
import streamlit as st
from nn_core import Experiment, Run
from nn_core.problems.ready_made import PROBLEMS
from nn_core.tables.table import to_dataset
from nn_ui.figures.axes import Axes
from nn_ui.figures.palette import palette
from nn_ui.session.player import Player
from nn_ui.stage.message import View, figures

st.set_page_config(layout="wide")
state = st.session_state
if "player" not in state:
    problem = PROBLEMS[0]
    state.player = Player(Experiment(to_dataset(problem.table)), problem.new_example, 10_000)
    state.playing = False
if st.button("Pause" if state.playing else "Train", key="train"):
    state.playing = not state.playing
    state.began, state.start = time.monotonic(), state.player.cursor
    st.rerun()

@st.fragment(run_every=0.01 if state.playing else None)
def charts():
    player = state.player
    if state.playing:
        due = state.start + int({rate} * (time.monotonic() - state.began))
        player.go_to(min(due, player.goal), 0.0)
    st.html(f'<span class="readout-iteration">{{player.cursor}}</span>')
    view = View(Axes(player.goal, True, False, palette("light")))
    for name, figure in figures(player, view):
        st.plotly_chart(figure, key=name, height=280)

charts()
"""

# Counts the browser's animation frames, and the updates that have been painted. The stage says so
# itself, once all four views are done. Of the four st.plotly_chart the loss chart alone is watched,
# which can only flatter them: an update counts when its bright curve ends at another iteration.
COUNTERS = """
() => {
  window.frames_at = [];
  window.painted_at = [];
  window.changed_at = [];
  window.clicked_at = 0;
  let ends = "", iteration = "";
  // Looked up once: to look through a page of thousands of elements takes part of each frame.
  const found = {};
  const one = (selector) => {
    if (!found[selector]?.isConnected) found[selector] = document.querySelector(selector);
    return found[selector];
  };
  const stage = one(".stage"), epoch = one("#iter-number");
  const painted = () => {
    if (stage) return stage.dataset.painted;
    if (epoch) return epoch.textContent;
    const charts = [...document.querySelectorAll(".js-plotly-plot")];
    const curves = charts.flatMap((chart) => (chart._fullData ?? []))
      .filter((trace) => trace.meta?.series === "loss" && trace.meta.part === "bright");
    const last = curves[0]?.x;
    return charts.length < 4 || !last?.length ? ends : String(last[last.length - 1]);
  };
  const tick = (now) => {
    window.frames_at.push(now);
    const newest = painted();
    if (newest !== ends) window.painted_at.push(now);
    ends = newest;
    const text = (epoch ? null : one(".readout-iteration"))?.textContent ?? iteration;
    if (text !== iteration) window.changed_at.push(performance.now());
    iteration = text;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  document.addEventListener("click", () => { window.clicked_at = performance.now(); }, true);
}
"""


# Clicks Step, waits until all four views show the next iteration, and lets the page come to rest.
STEPS = """async (n_steps) => {
  const stage = document.querySelector(".stage");
  const found = [];
  for (let step = 0; step < n_steps; step += 1) {
    const before = stage.dataset.painted, began = performance.now();
    document.querySelector(".st-key-step button").click();
    while (stage.dataset.painted === before) await new Promise(requestAnimationFrame);
    found.push(performance.now() - began);
    await new Promise((done) => setTimeout(done, 500));
  }
  return found;
}"""
N_STEPS = 20


@dataclass(frozen=True)
class Smoothness:
    """What a person sees in SECONDS of play; gaps and pauses in milliseconds."""

    painted: float
    frames: float
    gap_median: float
    gap_95: float
    gap_longest: float
    pauses: tuple[float, ...]

    @property
    def pause(self) -> float:
        return max(self.pauses)


def measure(page: Page, seconds_before: float, play: str = ".st-key-train button") -> Smoothness:
    """Press `play`, let `seconds_before` go by, and count for SECONDS."""
    page.evaluate(COUNTERS)
    page.locator(play).first.click()
    page.wait_for_timeout(1000 * seconds_before)
    begin = page.evaluate("performance.now()")
    page.wait_for_timeout(1000 * SECONDS)
    end = page.evaluate("performance.now()")
    frames = [at for at in page.evaluate("window.frames_at") if begin <= at <= end]
    painted = [at for at in page.evaluate("window.painted_at") if begin <= at <= end]
    gaps = sorted(later - at for at, later in pairwise(frames))
    span = (end - begin) / 1000
    return Smoothness(
        painted=len(painted) / span,
        frames=len(frames) / span,
        gap_median=median(gaps),
        gap_95=gaps[int(0.95 * len(gaps))],
        gap_longest=gaps[-1],
        pauses=(),
    )


def pauses(page: Page) -> tuple[float, ...]:
    """How long the picture still moves after a click on Pause."""
    page.evaluate(COUNTERS)
    page.wait_for_timeout(300)
    found = []
    for number in range(N_PAUSES):
        page.locator(".st-key-train button").first.click()
        page.wait_for_timeout(2000 + 130 * number)  # at different moments of a piece of film
        page.locator(".st-key-train button").first.click()
        page.wait_for_timeout(1500)
        found.append(page.evaluate("Math.max(0, window.changed_at.at(-1) - window.clicked_at)"))
    return tuple(found)


def choose_pace(page: Page, label: str) -> None:
    page.locator(".st-key-pace").get_by_role("combobox").click()
    page.get_by_role("option", name=label, exact=True).click()
    page.wait_for_timeout(500)


@contextmanager
def opened(browser: Browser, server: Server, link: str = "") -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto(server.url + link)
    wait_for_run(page)
    drawn = "[data-view=loss] .main-svg:visible, .js-plotly-plot .main-svg:visible"
    page.locator(drawn).first.wait_for()
    page.wait_for_timeout(1500)
    yield page
    context.close()


def stage_rows(browser: Browser) -> dict[str, Smoothness]:
    """The app itself, at its own pace and at a constant one."""
    found = {}
    with running_server(ROOT) as server:
        with opened(browser, server) as page:
            page.locator(".st-key-iterations input").fill("1000000")
            page.locator(".st-key-iterations input").press("Enter")
            page.wait_for_timeout(1000)
            # Earlier the iteration on the screen changes less than 25 times a second.
            found["The stage, even on a log scale"] = measure(page, seconds_before=6)
        with opened(browser, server) as page:
            choose_pace(page, "1,000 iterations a second")
            measured = measure(page, seconds_before=1)
        with opened(browser, server) as page:
            choose_pace(page, "1,000 iterations a second")
            page.locator(".st-key-iterations input").fill("1000000")
            page.locator(".st-key-iterations input").press("Enter")
            page.wait_for_timeout(1000)
            delays = pauses(page)
        found["The stage, 1,000 iterations a second"] = Smoothness(
            **{**measured.__dict__, "pauses": delays}
        )
    return found


def network_rows(browser: Browser) -> dict[str, Smoothness]:
    """The app with networks whose output is drawn as a live map."""
    found = {}
    with running_server(ROOT) as server:
        for name, hidden in NETWORKS.items():
            with opened(browser, server, NETWORK_LINK.format(hidden=hidden)) as page:
                page.locator(".stage canvas").first.wait_for()
                found[f"{name} with map and pictures"] = measure(page, seconds_before=1)
    return found


def playground_rows(browser: Browser, address: str) -> dict[str, Smoothness]:
    """tensorflow/playground with its own problem; what it would load from elsewhere it does not
    get."""
    found = {}
    for name, shape in PLAYGROUND_SHAPES.items():
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        page = context.new_page()
        page.route(lambda url: not url.startswith(address), lambda route: route.abort())
        page.goto(address + PLAYGROUND_SETTINGS + shape)
        page.locator("#network svg, #svg").first.wait_for()
        found[f"playground, {name}"] = measure(page, 1, play="#play-pause-button")
        context.close()
    return found


def plain_row(browser: Browser, *, own_settings: bool) -> Smoothness:
    """Four st.plotly_chart, with Streamlit's settings as shipped or with ours."""
    with tempfile.TemporaryDirectory(prefix="plain-charts-") as folder:
        script = Path(folder) / "plain.py"
        script.write_text(PLAIN_SCRIPT.format(root=str(ROOT), rate=1000), encoding="utf-8")
        if own_settings:
            copytree(ROOT / ".streamlit", Path(folder) / ".streamlit")
        with running_server(Path(folder), "plain.py") as server:
            with opened(browser, server) as page:
                measured = measure(page, seconds_before=1)
            with opened(browser, server) as page:
                return Smoothness(**{**measured.__dict__, "pauses": pauses(page)})


def step_times(browser: Browser) -> list[float]:
    """Milliseconds from a click on Step until all four views are painted, sorted."""
    with running_server(ROOT) as server, opened(browser, server) as page:
        return sorted(page.evaluate(STEPS, N_STEPS))


def measured_rows(playground: str | None) -> tuple[dict[str, Smoothness], list[float]]:
    """All contenders, one after the other in one browser, the playground where its address is
    given; and how long Step takes."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        rows = stage_rows(browser) | network_rows(browser)
        rows |= playground_rows(browser, playground) if playground else {}
        steps = step_times(browser)
        rows["st.plotly_chart, our settings"] = plain_row(browser, own_settings=True)
        rows["st.plotly_chart, settings as shipped"] = plain_row(browser, own_settings=False)
        browser.close()
    return rows, steps


def body(rows: dict[str, Smoothness], steps: list[float]) -> str:
    """The tables and what was measured how."""
    header = (
        "what is drawn",
        "updates painted a second",
        "animation frames a second",
        "gap between frames: median, 95 %, longest",
        "pause after the click, longest of 5",
    )
    table = report.table(header, [_line(name, row) for name, row in rows.items()])
    return f"""`python -m tests.benchmarks.live_drawing --write`.
{report.circumstances("streamlit", "plotly", "playwright")} Chromium headless, drawing in software.

The app and a small page with the same four figures play the article's run, one after
the other in one browser, for {SECONDS:.0f} seconds each. An update of the stage counts when all
four views show another iteration; of the plain page, when the loss chart does, which can only
flatter it. The plain page draws as often as Streamlit lets a fragment run.

{table}

The networks learn the problem that tensorflow/playground opens with (250 points to train on, 250
held back), 1,000 iterations a second. {_compared(rows)}

From a click on Step until all four views are painted it takes {median(steps):.0f} ms;
the longest of {len(steps)} times was {steps[-1]:.0f} ms.

{report.table(("what", "measured", "target", "result"), _verdicts(rows))}"""


def _line(name: str, row: Smoothness) -> tuple[str, ...]:
    return (
        name,
        f"{row.painted:.1f}",
        f"{row.frames:.1f}",
        f"{row.gap_median:.0f}, {row.gap_95:.0f}, {row.gap_longest:.0f} ms",
        f"{row.pause:.0f} ms" if row.pauses else "not measured",
    )


def _compared(rows: dict[str, Smoothness]) -> str:
    told = "tensorflow/playground learns and paints one epoch an animation frame; "
    if any(name.startswith("playground") for name in rows):
        return told + "it was measured in the same run, as built on its branch gh-pages."
    return told + f"it was not measured in this run, on another day it painted {RECORDED} a second."


def _verdicts(rows: dict[str, Smoothness]) -> list[tuple[str, ...]]:
    ours = [row for name, row in rows.items() if name.startswith("The stage")]
    plain = [row for name, row in rows.items() if name.startswith("st.plotly_chart")]
    small, large = (
        next(row for name, row in rows.items() if name.startswith(network)) for network in NETWORKS
    )
    all_three = [ours[-1], small, large]
    rival = rows.get("playground, 8-8-8")
    to_beat = rival.painted if rival else RECORDED_PLAYGROUND
    painted = min(row.painted for row in ours)
    return [
        _verdict("Updates of all four views a second", painted, LEAST_PAINTED),
        _verdict("Updates of 2-4-2-1 with map and pictures", small.painted, LEAST_PAINTED_WITH_MAP),
        _verdict("Updates of 2-8-8-8-1, beside playground's 8-8-8", large.painted, to_beat),
        _verdict("Animation frames a second", min(row.frames for row in all_three), LEAST_FRAMES),
        _verdict(
            "Updates, times the better st.plotly_chart",
            painted / max(row.painted for row in plain),
            LEAST_RATIO,
        ),
        _at_most("Longest pause", max(row.pause for row in ours if row.pauses), LONGEST_PAUSE),
        _at_most("Longest gap", max(row.gap_longest for row in all_three), LONGEST_GAP),
    ]


def _verdict(what: str, measured: float, least: float) -> tuple[str, ...]:
    result = "reached" if measured >= least else "missed"
    return what, f"{measured:.1f}", f"at least {least:.1f}", result


def _at_most(what: str, measured: float, most: float) -> tuple[str, ...]:
    result = "reached" if measured <= most else "missed"
    return what, f"{measured:.0f} ms", f"at most {most:.0f} ms", result


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true", help="put it into docs/benchmarks.md")
    arguments.add_argument("--playground", metavar="URL", help="where a built copy is served")
    given = arguments.parse_args()
    began = time.monotonic()
    text = body(*measured_rows(given.playground))
    print(text)
    print(f"\n({time.monotonic() - began:.0f} s)")
    if given.write:
        report.write_section("live_drawing", "Live drawing", text)


if __name__ == "__main__":
    main()
