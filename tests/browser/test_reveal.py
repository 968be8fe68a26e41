"""The film uncovers the curves: what it shows is the run's own snapshot, at any moment."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from playwright.sync_api import Page

from nn_core import Dataset, Experiment, Run, Snapshot
from nn_core.run import schedule
from nn_ui.session.drawn_curves import DRAWN_PER_OCTAVE
from tests.browser.actions import FILM
from tests.browser.charts import DRAWN, expect_in_chart, in_chart
from tests.browser.conftest import OpenPage

ARTICLE = Dataset(X=[[0, 1, 1], [1, 0, 0], [1, 0, 1]], y=[1, 0, 1])
VIEWS = ("loss", "weights", "prediction")
LAST, N_MOMENTS = 10_000, 50
# For each moment, what is drawn of each curve; and whether Plotly's own lines are seen behind ours.
SHOWN = f"""(moments) => {{
  const film = {FILM};
  film.clock = 0;
  film.isHeld = true;
  const found = moments.map(([iteration, own]) =>
    ({DRAWN})({{ iteration, values: film.curves.keys.map((key) => own[key]) }}));
  const lines = {list(VIEWS)}.flatMap((view) => film.views.chart(view).reveal.lines);
  const seen = lines.filter(({{ theirs }}) => getComputedStyle(theirs).display !== "none");
  return [found, seen.length];
}}"""
AXES = f"""() => Object.fromEntries({list(VIEWS)}.map((view) => {{
  const {{ xaxis, yaxis }} = document.querySelector(`[data-view=${{view}}]`)._fullLayout;
  return [view, [xaxis, yaxis].map(({{ type, range, _length }}) => [type, range, _length])];
}}))"""


def values_of(moment: Snapshot) -> dict[str, float]:
    """What each curve shows at a moment, by the curve's name."""
    answers = enumerate(moment.output[:, 0].tolist())
    return {
        "loss": moment.loss,
        **{f"weight{at}": one for at, one in enumerate(moment.parameters.tolist())},
        **{f"row{row}output0": one for row, one in answers},
        "prediction0": float(moment.predict([[1, 0, 1]])[0, 0]),
    }


def pixel(value: float, axis: tuple[str, list[float], float], *, is_up: bool = False) -> float:
    """Where a value stands on an axis of Plotly's."""
    kind, (low, high), length = axis
    share = ((math.log10(value) if kind == "log" else value) - low) / (high - low)
    return length * (1 - share if is_up else share)


def moments(run: Run, seed: int) -> list[int]:
    """Random iterations, as many of them early as late."""
    rng = random.Random(seed)
    early = [int(10 ** rng.uniform(0, 4)) for _ in range(N_MOMENTS // 2)]
    return [0, LAST, *early, *(rng.randint(0, LAST) for _ in range(N_MOMENTS - len(early) - 2))]


def assert_shows_snapshots(page: Page, run: Run, seed: int, *, is_zoomed: bool = False) -> None:
    """The reveal at random moments, without going through the server."""
    drawn = schedule.up_to(run.iteration, DRAWN_PER_OCTAVE)
    chosen = moments(run, seed)
    found, n_seen_twice = page.evaluate(SHOWN, [[t, values_of(run.at(t))] for t in chosen])
    axes: dict[str, Any] = page.evaluate(AXES)
    assert n_seen_twice == 0, "Plotly's own lines stand behind ours"
    for iteration, views in zip(chosen, found, strict=True):
        n_drawn = int((drawn <= iteration).sum())
        own, at_last = values_of(run.at(iteration)), values_of(run.at(int(drawn[n_drawn - 1])))
        for view in VIEWS:
            assert len(views[view]) == {"loss": 1, "weights": 3, "prediction": 4}[view]
            across, up = axes[view]
            least = 0.5 if across[0] == "log" else 0
            end = pixel(max(iteration, least), across)
            last = pixel(max(int(drawn[n_drawn - 1]), least), across)
            # Points of neighbouring iterations may lie in one column of dots.
            n_beyond = 0
            for t in drawn[n_drawn:].tolist():
                if pixel(max(t, least), across) >= last + 1:
                    break
                n_beyond += 1
            for curve in views[view]:
                key, points = curve["key"], curve["points"]
                assert curve["end"] == pytest.approx(
                    [end, pixel(own[key], up, is_up=True)], abs=0.01
                )
                # Nothing is painted beyond it, but half of a line's width and its mitre.
                assert curve["painted"] < max(0, end) + 4
                if iteration and not is_zoomed:
                    assert curve["painted"] > end - 2
                if not 0 <= last < across[2] - 1:  # it is not in the picture
                    continue
                assert n_drawn <= len(points) <= n_drawn + n_beyond
                assert points[n_drawn - 1] == pytest.approx(
                    [last, pixel(at_last[key], up, is_up=True)], abs=0.01
                )


@pytest.mark.parametrize("is_log", [True, False], ids=["log", "linear"])
def test_at_random_moments_the_reveal_shows_the_snapshot(open_page: OpenPage, is_log: bool) -> None:
    run = Run(Experiment(ARTICLE, seed=1))
    run.advance_to(LAST)
    page = open_page(query=f"t={LAST}" + ("" if is_log else "&log_iterations=0&log_loss=1"))
    kind = "log" if is_log else "linear"
    for view in VIEWS:
        expect_in_chart(page, view, "plot._fullLayout.xaxis.type", kind)
        expect_in_chart(page, view, "plot._fullData.at(-1).x.at(-1)", LAST)
    assert_shows_snapshots(page, run, seed=1)
    for view in VIEWS:
        in_chart(
            page,
            view,
            """Plotly.relayout(plot, Object.fromEntries(["xaxis", "yaxis"].flatMap((name) => {
              const [low, high] = plot._fullLayout[name].range;
              return [[`${name}.range[0]`, low + 0.3 * (high - low)],
                      [`${name}.range[1]`, low + 0.6 * (high - low)]];
            }))).then(() => true)""",
        )
    assert_shows_snapshots(page, run, seed=2, is_zoomed=True)
