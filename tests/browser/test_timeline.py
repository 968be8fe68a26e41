"""Going back: the timeline and the curves lead to any iteration of the run."""

from __future__ import annotations

import math
import re

import pytest
from playwright.sync_api import Page, expect

from nn_core import Dataset, Experiment, Run
from tests.browser.actions import (
    drag_timeline,
    expect_last_place,
    expect_rest,
    expect_timeline_and_readout_agree,
    key_timeline_to,
    last_place,
    number_shown,
    play_past,
    point_on_curve,
    readout,
    record_readouts,
    recorded,
    skip_to_end,
    status,
    timeline_value,
    train_past,
)

ARTICLE = Dataset(X=[[0, 1, 1], [1, 0, 0], [1, 0, 1]], y=[1, 0, 1])


def expect_the_runs_own_prediction(page: Page) -> None:
    iteration = int(number_shown(page, "iteration"))
    run = Run(Experiment(ARTICLE, seed=1))
    run.advance_to(iteration)
    prediction = float(run.at(iteration).predict([[1, 0, 1]])[0, 0])
    expect(readout(page, "prediction")).to_have_text(f"{prediction:.8f}")


def test_drag_back_and_read_iteration_100(page: Page) -> None:
    skip_to_end(page, 10_000)
    drag_timeline(page, 5_000)
    expect(status(page)).to_contain_text("Showing iteration")
    expect_timeline_and_readout_agree(page)
    assert 4_800 <= timeline_value(page) <= 5_200
    expect_the_runs_own_prediction(page)

    drag_timeline(page, 100)  # a pixel is twelve iterations
    assert timeline_value(page) < 200
    key_timeline_to(page, 100)
    expect(readout(page, "iteration")).to_have_text("100")
    expect(readout(page, "prediction")).to_have_text("0.87680541")
    expect(readout(page, "mark")).to_have_text("The article prints 0.87680541: the same")
    expect(status(page)).to_contain_text("Showing iteration 100 again")
    for view in ("loss", "weights", "prediction"):
        expect_last_place(page, view, "bright", 100)
        assert last_place(page, view, "faint") > 9_900  # the last point that is drawn


def test_train_from_a_rewound_cursor_replays_and_goes_on(page: Page) -> None:
    play_past(page, 15, 10)
    page.locator(".st-key-train button").click()
    expect_rest(page)
    trained = int(number_shown(page, "iteration"))
    page.locator(".st-key-timeline input[type=range]").focus()
    page.keyboard.press("Home")
    expect(readout(page, "iteration")).to_have_text("0")
    record_readouts(page)
    train_past(page, trained + 20)
    shown = [int(each["iteration"]) for each in recorded(page)]
    assert any(iteration < trained for iteration in shown), "the known part was not replayed"
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text("0.98977040")


def test_while_the_film_plays_readout_and_timeline_say_one_number(page: Page) -> None:
    play_past(page, 20, 100)
    seen: list[list[str]] = page.evaluate(
        """() => new Promise((done) => {
          const seen = [], timeline = document.querySelector(".st-key-timeline");
          const text = (place, name) => place.querySelector(name).textContent.replaceAll(",", "");
          const look = () => {  // after the film, in the same frame of the browser
            seen.push([text(document, ".readout-iteration"),
              text(timeline, "[data-testid=stSliderThumbValue]"),
              timeline.querySelector("input").value]);
            if (seen.length < 60) requestAnimationFrame(look);
            else done(seen);
          };
          requestAnimationFrame(look);
        })"""
    )
    assert len({readout for readout, *_ in seen}) > 10, "the film stood still"
    assert [each for each in seen if len(set(each)) > 1] == []
    page.locator(".st-key-train button").click()
    expect_rest(page)
    expect_timeline_and_readout_agree(page)
    page.locator(".st-key-timeline input[type=range]").focus()
    place = timeline_value(page)
    page.keyboard.press("ArrowRight")
    expect(readout(page, "iteration")).to_have_text(str(place + 1))
    expect_timeline_and_readout_agree(page)


def test_taking_hold_of_the_timeline_pauses_the_film(page: Page) -> None:
    play_past(page, 50, 100)
    drag_timeline(page, 0)
    expect_rest(page)
    expect(readout(page, "iteration")).to_have_text("0")
    expect_timeline_and_readout_agree(page)
    expect_the_runs_own_prediction(page)


@pytest.mark.parametrize("view", ["loss", "weights"])
def test_a_click_on_a_curve_goes_to_that_iteration(page: Page, view: str) -> None:
    skip_to_end(page, 10_000)
    x, y = point_on_curve(page, view, 50)
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    label = page.locator(f".stage [data-view={view}] .hovertext")
    expect(label).to_have_text(re.compile("iteration (49|50|51)$"))
    pointed_at = int((label.text_content() or "")[-2:])
    page.mouse.click(x, y)
    expect(readout(page, "iteration")).to_have_text(str(pointed_at))
    expect_the_runs_own_prediction(page)
    expect_timeline_and_readout_agree(page)
    expect_last_place(page, "loss", "bright", pointed_at)


def test_hover_shows_iteration_and_value_while_the_film_plays(page: Page) -> None:
    play_past(page, 300, 100)
    box = page.locator(".stage [data-view=loss] .nsewdrag").bounding_box()
    assert box is not None
    label = page.locator(".stage [data-view=loss] .hovertext")
    share = math.log10(20 / 0.4) / math.log10(12_500 / 0.4)
    for step in range(60):  # over the curve, wherever it is just now
        down = box["height"] * (0.3 + 0.7 * step / 60)
        page.mouse.move(box["x"] + box["width"] * share, box["y"] + down)
        if label.count():
            break
    text = label.first.text_content() or ""
    assert text.startswith("Loss: 0.")
    assert 5 <= int(text.partition("iteration ")[2].replace(",", "")) <= 80
