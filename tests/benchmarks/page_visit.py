"""One visit to a page in Chromium: when its charts are there, when it reacts, what it fetched."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright

from tests.browser.conftest import BROWSER_ARGUMENTS, wait_for_run
from tests.browser.driver import find_browser
from tests.browser.tables import ROW_HEIGHT, ROW_SELECTION_WIDTH

PATIENCE_MS = 60_000
SETTLING_MS = 1500
WINDOW = {"width": 1400, "height": 900}
TYPED = "5"

# Looks at the page at each animation frame. A time is that of the frame after the one in which a
# thing was found, when it has been painted. The stage says itself that its four views are done; of
# four st.plotly_chart all must have been drawn once. Of a repainted page the loss chart alone is
# watched, which draws another first loss; that can only flatter four charts that come one by one.
WATCH = """
() => {
  window.times = {};
  let loss;
  const charts = () => [...document.querySelectorAll(".js-plotly-plot")];
  const drawn = () => {
    const stage = document.querySelector(".stage");
    if (stage) return Boolean(stage.dataset.painted);
    return charts().filter((chart) => chart.querySelector(".main-svg .trace")).length === 4;
  };
  const firstLoss = () => charts().flatMap((chart) => chart._fullData ?? [])
    .find((trace) => trace.meta?.series === "loss" && trace.meta.part === "bright")?.y?.[0];
  const has = {
    charts: drawn,
    reaction: () => document.querySelector(".readout-iteration")?.textContent === "1",
    repainted: () => window.times.typed && firstLoss() !== loss,
  };
  let found = [];
  const tick = (now) => {
    for (const name of found) window.times[name] = now;
    found = Object.keys(has).filter((name) => !(name in window.times) && has[name]());
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Enter") return;
    window.times.typed = performance.now();
    loss = firstLoss();
  }, true);
}
"""


@dataclass
class Traffic:
    """The bytes that a page has received, as they came over the network."""

    files: int = 0
    messages: int = 0
    _sockets: list[CDPSession] = field(default_factory=list)

    def count(self, page: Page) -> None:
        """Count from now on."""
        session = page.context.new_cdp_session(page)
        session.on("Network.dataReceived", self._file)
        session.on("Network.webSocketFrameReceived", self._message)
        session.send("Network.enable")
        self._sockets.append(session)

    @property
    def megabytes(self) -> float:
        return (self.files + self.messages) / 1e6

    def _file(self, news: dict[str, Any]) -> None:
        self.files += int(news["encodedDataLength"])

    def _message(self, news: dict[str, Any]) -> None:
        # Binary frames are told in base64: four letters for three bytes.
        self.messages += len(news["response"]["payloadData"]) * 3 // 4


@dataclass(frozen=True)
class Visit:
    """An open page; all times are in seconds."""

    page: Page
    traffic: Traffic

    def charts(self) -> float:
        """From opening the page until its charts are painted."""
        return self._time("charts")

    def step(self) -> float:
        """Press Step as soon as that is possible; from opening the page until it is answered."""
        self.page.locator(".st-key-step button").first.click(timeout=PATIENCE_MS)
        return self._time("reaction")

    def type_cell(self) -> float:
        """Type a number into the table; from the Enter key until the charts are painted anew."""
        place = {"x": ROW_SELECTION_WIDTH + 20.0, "y": 1.5 * ROW_HEIGHT}
        grid = self.page.locator(".st-key-table .stDataFrameGlideDataEditor").first
        grid.click(position=cast(Any, place))
        self.page.keyboard.press(TYPED)
        self.page.wait_for_timeout(500)  # the editor of the cell opens
        self.page.keyboard.press("Enter")
        repainted = self._time("repainted")
        return repainted - self._time("typed")

    def opened_at(self) -> float:
        """When the page was opened, in seconds since 1970."""
        return float(self.page.evaluate("performance.timeOrigin")) / 1000

    def settle(self) -> None:
        """Wait until nothing comes in any more."""
        wait_for_run(self.page)
        self.page.wait_for_timeout(SETTLING_MS)

    def _time(self, name: str) -> float:
        found = f"window.times?.{name}"
        self.page.wait_for_function(found, timeout=PATIENCE_MS)
        return float(self.page.evaluate(found)) / 1000


@contextmanager
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser that has seen nothing yet."""
    started = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
    yield started
    started.close()


@contextmanager
def person(started: Browser) -> Iterator[BrowserContext]:
    """Somebody with a cache of his own, that is kept from one visit to the next."""
    context = started.new_context(viewport=cast(Any, WINDOW))
    yield context
    context.close()


@contextmanager
def visit(context: BrowserContext, url: str) -> Iterator[Visit]:
    """Open the page in a new tab."""
    page, traffic = context.new_page(), Traffic()
    page.add_init_script(f"({WATCH})()")
    traffic.count(page)
    page.goto(url, wait_until="commit")
    yield Visit(page, traffic)
    page.close()
