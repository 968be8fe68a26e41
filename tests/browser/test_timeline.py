"""Going back: the timeline and the curves lead to any iteration of the run."""

from __future__ import annotations

import math
import re

import pytest
from playwright.sync_api import Page, expect

from nn_core import Dataset, Experiment, Run
from tests.browser.actions import (
    expect_rest,
    number_shown,
    pause,
    play_past,
    readout,
    record_readouts,
    recorded,
    skip_to_end,
    status,
    train_past,
)
from tests.browser.charts import DRAWN, ENDS_OF, expect_in_chart, expect_last_place, point_on_curve
from tests.browser.timeline import (
    drag_timeline,
    expect_timeline_and_readout_agree,
    hold_timeline,
    key_timeline_to,
    move_on_timeline,
    thumb,
    timeline,
    timeline_value,
)
from tests.browser.waiting import box_of, eventually, expect_soon

ARTICLE = Dataset(X=[[0, 1, 1], [1, 0, 0], [1, 0, 1]], y=[1, 0, 1])


def expect_the_runs_own_prediction(page: Page) -> None:
    iteration = int(number_shown(page, "iteration"))
    run = Run(Experiment(ARTICLE, seed=1))
    run.advance_to(iteration)
    prediction = float(run.at(iteration).predict([[1, 0, 1]])[0, 0])
    expect(readout(page, "prediction")).to_have_text(f"{prediction:.8f}")


def test_the_timeline_a_typed_number_and_the_curves_lead_to_any_iteration(page: Page) -> None:
    an_iteration_that_is_typed_is_gone_to_exactly(page)
    skip_to_end(page, 10_000)
    half_of_the_timeline_are_the_first_hundred_iterations(page)
    drag_back_and_read_iteration_100(page)
    a_click_on_a_curve_goes_to_that_iteration(page)


def drag_back_and_read_iteration_100(page: Page) -> None:
    drag_timeline(page, 5_000)
    expect(status(page)).to_contain_text("Showing iteration")
    expect_timeline_and_readout_agree(page)
    assert 4_800 <= timeline_value(page) <= 5_200
    expect_the_runs_own_prediction(page)

    drag_timeline(page, 100)  # a pixel is about one iteration
    expect_soon(page, lambda: timeline_value(page) < 200, True)
    key_timeline_to(page, 100)
    expect(readout(page, "iteration")).to_have_text("100")
    expect(readout(page, "prediction")).to_have_text("0.87680541")
    expect(readout(page, "mark")).to_have_text("The article prints 0.87680541: the same")
    expect(status(page)).to_contain_text("Showing iteration 100 again")
    for view in ("loss", "weights", "prediction"):
        expect_last_place(page, view, "bright", 100)
        # The last point that is drawn.
        expect_in_chart(
            page, view, f"{ENDS_OF.format(part='faint')}.every((at) => at > 9900)", True
        )


def test_all_views_follow_the_hand_on_the_timeline(page: Page) -> None:
    skip_to_end(page, 10_000)
    hold_timeline(page)
    for iteration in (100, 3000, 7):
        move_on_timeline(page, iteration)
        near = pytest.approx(iteration, rel=0.05, abs=1)
        expect_soon(page, lambda: number_shown(page, "iteration"), near)
        expect_timeline_and_readout_agree(page)
        shown = int(number_shown(page, "iteration"))
        expect_the_runs_own_prediction(page)
        for view in ("loss", "weights", "prediction"):
            ends = (
                f"({DRAWN})()[plot.dataset.view].map(({{ end }}) => Math.abs("
                f"end[0] - plot._fullLayout.xaxis.d2p({shown})) < 0.01)"
            )
            expect_in_chart(page, view, f"[...new Set({ends})]", [True])
        answer = "Number([...plot.querySelectorAll('.textpoint text')].at(-1).textContent)"
        prediction = number_shown(page, "prediction")
        expect_in_chart(page, "network", f"Math.abs({answer} - {prediction}) < 0.0006", True)
    page.mouse.up()
    expect(status(page)).to_contain_text(f"Showing iteration {shown} again")
    expect_timeline_and_readout_agree(page)
    expect_soon(page, lambda: timeline_value(page), shown)
    expect_last_place(page, "loss", "bright", shown)


def half_of_the_timeline_are_the_first_hundred_iterations(page: Page) -> None:
    left = "thumb => parseFloat(thumb.style.left)"
    for iteration, place in ((10_000, 100), (100, 50.1), (0, 0)):
        page.get_by_label("Go to iteration").fill(f"{iteration:,}")
        page.keyboard.press("Enter")
        expect(readout(page, "iteration")).to_have_text(str(iteration))
        expect_timeline_and_readout_agree(page)
        at = pytest.approx(place, abs=0.1)
        expect_soon(page, lambda: thumb(page).evaluate(left), at)


def an_iteration_that_is_typed_is_gone_to_exactly(page: Page) -> None:
    field = page.get_by_label("Go to iteration")
    field.fill("1234")
    field.press("Enter")
    expect(readout(page, "iteration")).to_have_text("1234")
    expect_the_runs_own_prediction(page)
    expect(field).to_have_value("")
    for wrong in ("10,001", "-1", "1.5", "ten"):
        field.fill(wrong)
        field.press("Enter")
        told = "Type a whole number from 0 to 10,000."
        expect(field).to_have_js_property("validationMessage", told)
    expect(readout(page, "iteration")).to_have_text("1234")


def test_train_from_a_rewound_cursor_replays_and_goes_on(page: Page) -> None:
    play_past(page, 100, 100)
    trained = pause(page)
    expect_timeline_and_readout_agree(page)
    timeline(page).focus()
    page.keyboard.press("ArrowRight")
    expect(readout(page, "iteration")).to_have_text(str(trained + 1))
    expect_timeline_and_readout_agree(page)
    page.keyboard.press("Home")
    expect(readout(page, "iteration")).to_have_text("0")
    record_readouts(page)
    train_past(page, trained + 20)
    shown = [int(each["iteration"]) for each in recorded(page)]
    assert any(iteration < trained for iteration in shown), "the known part was not replayed"
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text("0.98977040")


def test_while_the_film_plays_hover_tells_and_taking_hold_of_the_timeline_pauses_it(
    page: Page,
) -> None:
    play_past(page, 100, 100)
    hover_shows_iteration_and_value(page)
    readout_and_timeline_say_one_number(page)
    drag_timeline(page, 0)
    expect_rest(page)
    expect(readout(page, "iteration")).to_have_text("0")
    expect_timeline_and_readout_agree(page)
    expect_the_runs_own_prediction(page)


def readout_and_timeline_say_one_number(page: Page) -> None:
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


def a_click_on_a_curve_goes_to_that_iteration(page: Page) -> None:
    moment = int(number_shown(page, "iteration"))
    for view, iteration in (("loss", 50), ("weights", 20)):
        expect_last_place(page, view, "bright", moment)
        x, y = point_on_curve(page, view, iteration)
        page.mouse.move(x - 3, y)
        page.mouse.move(x, y)
        label = page.locator(f".stage [data-view={view}] .hovertext")
        near = range(iteration - 1, iteration + 2)
        one_of_them = f"({'|'.join(map(str, near))})$"
        # The label of the place before may still be there.
        expect(label).to_have_text(re.compile(f"iteration {one_of_them}"))
        page.mouse.click(x, y)
        expect(readout(page, "iteration")).to_have_text(re.compile(f"^{one_of_them}"))
        moment = int(number_shown(page, "iteration"))
        expect_the_runs_own_prediction(page)
        expect_timeline_and_readout_agree(page)
        expect_last_place(page, "loss", "bright", moment)


def hover_shows_iteration_and_value(page: Page) -> None:
    box = box_of(page.locator(".stage [data-view=loss] .nsewdrag"))
    label = page.locator(".stage [data-view=loss] .hovertext")
    share = math.log10(20 / 0.4) / math.log10(12_500 / 0.4)

    def is_told() -> None:
        for step in range(60):  # over the curve, wherever it is just now
            down = box["height"] * (0.3 + 0.7 * step / 60)
            page.mouse.move(box["x"] + box["width"] * share, box["y"] + down)
            # A piece of film that comes just then takes the label away.
            for text in label.all_text_contents():
                assert text.startswith("Loss: 0.")
                assert 5 <= int(text.partition("iteration ")[2].replace(",", "")) <= 80
                return
        raise AssertionError("nothing is told at the curve")

    eventually(page, is_told)
