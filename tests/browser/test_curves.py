"""The lines of the charts: every point is drawn, and the film's lines are those of Plotly."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.actions import FILM, play_past
from tests.browser.charts import DRAWN
from tests.browser.conftest import OpenPage

# For each curve of a chart the points of its data, and those of the line that is drawn.
VERTICES = """(view) => {
  const plot = document.querySelector(`[data-view=${view}]`);
  return [...plot?.querySelectorAll(".scatterlayer > .trace") ?? []].map((each, place) => ({
    part: plot.data[place].meta?.part ?? "",
    sent: plot._fullData[place].mode === "lines" ? plot._fullData[place].x.length : 0,
    drawn: (each.querySelector(".js-line")?.getAttribute("d") ?? "").split(/[ML]/).slice(1)
      .map((point) => point.split(",").map(Number)),
  }));
}"""


@pytest.mark.parametrize(
    ("query", "n_points"),
    [
        ("t=10000&tab=numbers", {"loss": 528, "weights": 528, "prediction": 528, "slope": 241}),
        ("t=300&panel=output&table=0_0~0.5_1~1_0&hidden=4", {"output": 101}),
    ],
    ids=["iterations and slope", "output"],
)
def test_every_point_of_a_curve_at_rest_is_drawn(
    open_page: OpenPage, query: str, n_points: dict[str, int]
) -> None:
    page = open_page(query=query)
    for view, at_least in n_points.items():
        # While the page fills, a chart holds fewer points than it will, or has not drawn them.
        page.wait_for_function(
            f"""([view, atLeast]) => {{
              const longest = ({VERTICES})(view).filter(({{ sent }}) => sent >= atLeast);
              return longest.length && longest.every(({{ drawn, sent }}) => drawn.length === sent);
            }}""",
            arg=[view, at_least],
        )


def test_curves_keep_their_shape_when_the_film_stops(page: Page) -> None:
    play_past(page, 300, 100)
    # The film is held, and no piece that comes may give the charts other ranges; then Plotly draws
    # the same frame.
    film, plotly, styles = page.evaluate(
        f"""async () => {{
          const film = {FILM}, views = ["loss", "weights", "prediction"];
          film.isHeld = true;
          film.receive = () => {{}};
          film.paint(film.shown);
          const cut = Object.values(({DRAWN})()).flat()
            .map(({{ points, end }}) => [...points, end]);
          const colours = document.createElement("canvas").getContext("2d");
          const coloured = (colour) => {{
            colours.strokeStyle = colour;
            return colours.strokeStyle;
          }};
          const ours = views.flatMap((view) => film.views.chart(view).reveal.lines)
            .map(({{ pen: {{ colour, width, dashes, opacity }} }}) =>
              [coloured(colour), `${{width}}px`, `${{dashes}}`, `${{opacity}}`]);
          const style = (path) => {{
            const {{ stroke, strokeWidth, strokeDasharray }} = getComputedStyle(path);
            const {{ opacity }} = getComputedStyle(path.closest(".trace"));
            const dashes = strokeDasharray.replaceAll(/px| |none/g, "");
            return [coloured(stroke), strokeWidth, dashes, opacity];
          }};
          for (const view of views) {{
            const chart = film.views.chart(view);
            await Plotly.animate(chart.plot, chart.brightPoints(film.curves, film.shown), {{
              mode: "immediate", transition: {{ duration: 0 }},
              frame: {{ duration: 0, redraw: false }},
            }});
          }}
          const bright = views.flatMap({VERTICES}).filter(({{ part }}) => part === "bright");
          const theirs = views.flatMap((view) => {{
            const plot = document.querySelector(`[data-view=${{view}}]`);
            return [...plot.querySelectorAll(".scatterlayer > .trace")]
              .filter((_, place) => plot.data[place].meta?.part === "bright")
              .map((trace) => style(trace.querySelector(".js-line")));
          }});
          return [cut, bright.map(({{ drawn }}) => drawn), [ours, theirs]];
        }}"""
    )
    assert len(film) == 1 + 3 + 4
    assert styles[0] == styles[1]
    for ours, theirs in zip(film, plotly, strict=True):
        assert len(theirs) > 200
        # Ours has a frame's own iteration once more where it is also a point of the curve.
        assert len(theirs) <= len(ours) <= len(theirs) + 3
        for place, other in zip(ours[: len(theirs) - 1], theirs, strict=False):
            assert place == pytest.approx(other, abs=0.11)
        assert ours[-1] == pytest.approx(theirs[-1], abs=0.11)
