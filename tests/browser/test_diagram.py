"""On the network's diagram: weights are typed over, neurons and layers are added."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import (
    FILM,
    choose,
    click,
    expect_rest,
    number_shown,
    play_past,
    press,
    readout,
    skip_to_end,
    status,
    wait_past,
)
from tests.browser.charts import chart, expect_in_chart, in_chart
from tests.browser.timeline import drag_timeline, expect_timeline_and_readout_agree
from tests.browser.waiting import expect_true


def click_weight(page: Page, place: int) -> None:
    """Click the point of a weight, by its place in the flat row."""
    place_of = f"[...plot.data[0].customdata].includes({place})"
    expect_in_chart(page, "network", place_of, True)
    x, y = in_chart(
        page,
        "network",
        f"""{{
          const {{ xaxis, yaxis }} = plot._fullLayout, trace = plot.data[0];
          const at = [...trace.customdata].indexOf({place});
          const box = plot.getBoundingClientRect();
          return [box.left + xaxis._offset + xaxis.d2p(trace.x[at]),
                  box.top + yaxis._offset + yaxis.d2p(trace.y[at])];
        }}""",
    )
    page.mouse.move(x - 3, y - 3)
    page.mouse.move(x, y)
    chart(page, "network").locator(".hoverlayer .hovertext").first.wait_for()
    page.mouse.click(x, y)


def button(page: Page, title: str) -> Locator:
    return page.locator(".network-panel").get_by_role("button", name=title, exact=True)


def test_a_weight_is_chosen_typed_over_and_the_run_goes_on_from_there(page: Page) -> None:
    a_weight_is_chosen_on_its_line_far_from_its_number(page)
    page.keyboard.press("Escape")
    expect(page.locator(".network-weight")).to_be_hidden()
    skip_to_end(page, 10_000)
    drag_timeline(page, 3000)
    expect(status(page)).to_contain_text("Showing iteration")
    expect_timeline_and_readout_agree(page)
    at, before = int(number_shown(page, "iteration")), readout(page, "loss").inner_text()
    expect_in_chart(page, "network", f"{FILM}.shown.iteration", at)
    click_weight(page, 1)
    box, field = page.locator(".network-weight"), page.locator(".network-weight input")
    expect(box).to_contain_text("Weight Input 2")
    expect(box).to_contain_text(f"Set at iteration {at:,}")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    click_weight(page, 1)  # it is still chosen: its box opens again
    field.fill("-8")
    page.keyboard.press("Enter")
    expect(box).to_be_hidden()
    expect(status(page)).to_contain_text(f"Change at iteration {at:,}")
    expect(readout(page, "iteration")).to_have_text(str(at))
    expect_in_chart(page, "network", "plot.data[0].text[1]", "−8.00")
    expect(readout(page, "loss")).not_to_have_text(before)
    signs = "plot.layout.annotations.map((sign) => sign.hovertext)"
    expect_in_chart(page, "loss", signs, [f"Iteration {at:,}: Input 2 set to −8"])
    click_weight(page, 0)
    expect(field).to_be_visible()
    field.fill("a lot")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("The weight was not changed")


def a_weight_is_chosen_on_its_line_far_from_its_number(page: Page) -> None:
    x, y = in_chart(
        page,
        "network",
        """(() => {
          const { xaxis, yaxis } = plot._fullLayout, { x, y } = plot.data[1];
          const box = plot.getBoundingClientRect(), at = (share, one, other) =>
            one + share * (other - one);
          return [box.left + xaxis._offset + xaxis.d2p(at(0.8, x[2], x[3])),
                  box.top + yaxis._offset + yaxis.d2p(at(0.8, y[2], y[3]))];
        })()""",
    )
    page.mouse.move(x, y - 3)
    page.mouse.move(x, y)
    label = chart(page, "network").locator(".hoverlayer .hovertext")
    expect(label).to_contain_text("Click to set it")
    page.mouse.click(x, y)
    expect(page.locator(".network-weight")).to_contain_text("Weight Input 3")


def test_layers_and_neurons_are_added_and_removed(page: Page) -> None:
    sizes = page.locator(".network-columns span")
    click(button(page, "Add a hidden layer of 4 neurons"))
    expect(sizes).to_have_text(["4"])
    click(button(page, "Add a neuron to hidden layer 1"))
    expect(sizes).to_have_text(["5"])
    expect_in_chart(page, "network", "plot.data[0].customdata.length", 3 * 5 + 5)
    press(page, "train")
    wait_past(page, 3)
    click(button(page, "Add a hidden layer"))
    expect_rest(page)
    expect(sizes).to_have_text(["5", "4"])
    expect(readout(page, "iteration")).to_have_text("0")
    click(button(page, "Remove a neuron from hidden layer 2"))
    expect(sizes).to_have_text(["5", "3"])
    click(button(page, "Remove a hidden layer"))
    expect(sizes).to_have_text(["5"])
    click(button(page, "Remove a hidden layer"))
    expect(button(page, "Add a hidden layer of 4 neurons")).to_be_visible()


def test_with_two_inputs_every_neuron_has_its_picture_and_a_larger_one(page: Page) -> None:
    choose(page, "problem", "Points: Circle")
    small = page.locator(".network-picture")
    expect(small).to_have_count(5)
    expect(small.first).to_be_visible()
    large = page.locator(".network-large")
    expect(large).to_be_hidden()
    small.nth(2).hover(force=True)
    expect(large).to_be_visible()
    # The picture is painted: it has many colours.
    expect_true(
        page,
        "new Set(new Uint32Array(document.querySelector('.network-large').getContext('2d')"
        ".getImageData(0, 0, 20, 20).data.buffer)).size > 5",
    )


def test_what_is_changed_in_place_is_what_plotly_would_draw(page: Page) -> None:
    click(button(page, "Add a hidden layer of 4 neurons"))
    expect(page.locator(".network-columns span")).to_have_text(["4"])
    play_past(page, 100, 100)
    lines = "[...plot.querySelectorAll('.shapelayer path')]"
    in_chart(page, "network", f"{{ window.lines = {lines}; }}")
    wait_past(page, 300)
    # They are the same elements: Plotly would have drawn others.
    assert in_chart(page, "network", "window.lines.length") == 3 * 4 + 4
    assert in_chart(page, "network", f"window.lines.every((one, at) => {lines}[at] === one)")
    # The same picture, as the film has changed it and as Plotly draws the same figure. The film is
    # held: it would paint another frame meanwhile.
    in_chart(page, "network", f"{{ {FILM}.isHeld = true; }}")
    film, plotly = in_chart(
        page,
        "network",
        """(async () => {
          const look = () => [
            ...[...plot.querySelectorAll("path[data-index], path.point")].map((path) => [
              path.getAttribute("d").replace(/-?[\\d.]+/g, (number) => Math.round(number)),
              getComputedStyle(path).stroke, parseFloat(getComputedStyle(path).strokeWidth),
              getComputedStyle(path).strokeDasharray, getComputedStyle(path).fill]),
            ...[...plot.querySelectorAll(".textpoint text")].map((text) => text.textContent)];
          const film = look();
          await window.Plotly.react(plot, plot.data, plot.layout);
          return [film, look()];
        })()""",
    )
    assert len(film) > 20
    assert film == plotly
