"""What a person does on the page, and what is read off it, in words of the page."""

from __future__ import annotations

from typing import TypedDict

from playwright.sync_api import Locator, Page, expect

from tests.browser.waiting import expect_true

LONGEST_RUN_MS = 40_000  # a film takes twelve seconds where nothing holds it up
# Colours that fade move nothing, and what turns without end is never at rest.
NOTHING_MOVES = """() => document.getAnimations().every((animation) => {
  const moves = ["height", "width", "transform", "translate", "top", "left"];
  return animation.effect.getComputedTiming().endTime === Infinity
    || !animation.effect.getKeyframes().some((frame) => moves.some((name) => name in frame));
})"""
# The film of the stage; see nn_ui/stage/browser/film.js.
FILM = """(() => {
  let root = document.querySelector('.stage');
  while (root && !root.film) root = root.parentElement;
  return root?.film; // none while the page is built
})()"""
STATUS = ".st-key-status [data-testid='stText']"


class Seen(TypedDict):
    """The readouts at one moment of the film; `time` in milliseconds of the browser's clock."""

    time: float
    iteration: str
    prediction: str
    loss: str


# ---- clicks --------------------------------------------------------------------------------------


def click(target: Locator) -> None:
    """Click what is there, once the page has come to rest.

    A part that unfolds pushes what is below it down for half a second. A click at a moving button
    goes down on it and up beside it, which is no click; a person waits until it stands.
    """
    target.wait_for()
    target.page.wait_for_function(NOTHING_MOVES)
    target.click()


def unfold(page: Page, title: str) -> None:
    """Open a folded part of the sidebar."""
    click(page.locator("summary", has_text=title))


def tick(page: Page, key: str) -> None:
    """Turn a switch on."""
    click(page.locator(f".st-key-{key} label").first)
    expect(page.locator(f".st-key-{key} input")).to_be_checked()


# ---- transport and readouts ----------------------------------------------------------------------


def button(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key} button").first


def press(page: Page, key: str) -> None:
    click(button(page, key))


def readout(page: Page, name: str) -> Locator:
    return page.locator(f".readout-{name}")


def number_shown(page: Page, name: str) -> float:
    return float(readout(page, name).inner_text())


def status(page: Page) -> Locator:
    """The line under the transport."""
    return page.locator(STATUS).first


def expect_rest(page: Page) -> None:
    """The film has stopped, the page says so, and the stage has heard of it: what is chosen there
    before goes with the next picture."""
    expect(button(page, "train")).to_contain_text("Train")
    expect_true(page, f"{FILM}.clock === null")


def pause(page: Page) -> int:
    """Press Pause, which the button says as soon as the server plays; returns the iteration."""
    expect(button(page, "train")).to_contain_text("Pause")
    press(page, "train")
    return paused_at(page)


def skip_to_end(page: Page, iterations: int) -> None:
    press(page, "skip_to_end")
    expect(readout(page, "iteration")).to_have_text(str(iterations))
    expect_rest(page)


AT_GOAL = """() => {
  const [at, goal] = ["iteration", "goal"].map(
    (name) => document.querySelector(`.readout-${name}`)?.textContent.replace(/\\D/g, ""));
  return Number(at) > 0 && at === goal;
}"""


def skip_to_goal(page: Page) -> None:
    """Skip to the last iteration, whichever that is."""
    press(page, "skip_to_end")
    page.wait_for_function(AT_GOAL)
    expect_rest(page)


PAUSED_AT = """(status) => {
  const text = (place) => document.querySelector(place)?.textContent ?? "";
  const [, at] = /Paused at iteration ([\\d,]+)\\./.exec(text(status)) ?? [];
  const digits = at?.replaceAll(",", "");
  const isAtRest = text(".st-key-train button").includes("Train");
  return isAtRest && text(".readout-iteration") === digits && digits;
}"""


def paused_at(page: Page) -> int:
    """The iteration at which the film was paused, once button, line and readout say so."""
    iteration = int(page.wait_for_function(PAUSED_AT, arg=STATUS).json_value())
    expect_rest(page)
    return iteration


def train_past(page: Page, iteration: int) -> None:
    """Press Train, and wait until the film has shown `iteration`."""
    press(page, "train")
    wait_past(page, iteration)


def play_past(page: Page, iteration: int, a_second: int) -> None:
    """As `train_past`, at an even pace, where the many iterations are wanted and not the wait."""
    choose(page, "pace", f"{a_second} iterations a second")
    train_past(page, iteration)


def wait_past(page: Page, iteration: int) -> None:
    page.wait_for_function(
        "least => Number(document.querySelector('.readout-iteration')?.textContent) >= least",
        arg=iteration,
        timeout=LONGEST_RUN_MS,
    )


def record_readouts(page: Page) -> None:
    """From now on the page keeps what its readouts show, and when a button was clicked last."""
    page.evaluate(
        """() => {
          window.seen = [];
          window.clicked = 0;
          const text = (name) => document.querySelector(`.readout-${name}`).textContent;
          const look = () => window.seen.push({ time: performance.now(),
            iteration: text("iteration"), prediction: text("prediction"), loss: text("loss") });
          new MutationObserver(look).observe(document.querySelector(".readouts"),
            { childList: true, characterData: true, subtree: true });
          document.addEventListener("click", () => { window.clicked = performance.now(); }, true);
        }"""
    )


def recorded(page: Page) -> list[Seen]:
    seen: list[Seen] = page.evaluate("window.seen")
    return seen


def iterations_before_click(page: Page) -> list[int]:
    """Those that the readouts showed up to the last click, each once; needs `record_readouts`."""
    clicked: float = page.evaluate("window.clicked")
    shown = [int(each["iteration"]) for each in recorded(page) if each["time"] <= clicked]
    return list(dict.fromkeys(shown))


def iterations_after_click(page: Page) -> list[int]:
    """Likewise since the last click."""
    clicked: float = page.evaluate("window.clicked")
    shown = [int(each["iteration"]) for each in recorded(page) if each["time"] > clicked]
    return list(dict.fromkeys(shown))


# ---- fields --------------------------------------------------------------------------------------


def type_number(page: Page, key: str, value: float | str) -> None:
    field = page.locator(f".st-key-{key} input")
    field.fill(f"{value}")
    field.press("Enter")


def choose(page: Page, key: str, label: str) -> None:
    """Choose an entry of a list."""
    click(page.locator(f".st-key-{key}").get_by_role("combobox"))
    click(page.get_by_role("option", name=label, exact=True))


def complaint(page: Page, where: str) -> Locator:
    """The sentence about what cannot be used; where it moves, it is there twice for a moment."""
    return page.locator(f".st-key-complaint_{where} [data-testid='stText']").first
