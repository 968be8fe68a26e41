"""The report: what it says is computed, what a user typed is escaped, and it is well-formed."""

from __future__ import annotations

import base64
import re
import zlib
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray

from nn_core import Architecture, Run, Snapshot, TrainingSettings
from nn_core.run.curves import curves
from nn_core.run.schedule import up_to
from nn_core.sharing.link import from_query, query_in
from nn_core.sharing.setup import OWN, Moment, Setup
from nn_core.tables.form import WORDS, Form
from nn_core.tables.table import Table
from nn_core.telling.round_numbers import round_numbers
from nn_core.verdict import verdict
from nn_ui.figures.diagram import diagram
from nn_ui.figures.palette import LIGHT, LIGHT_CONTRAST, Palette
from nn_ui.figures.scope import input_ranges
from nn_ui.figures.text import signed
from nn_ui.report.frame import HEIGHT, WIDTH, Frame
from nn_ui.report.line_chart import Line, line_chart
from nn_ui.report.network_picture import network_picture
from nn_ui.report.output_picture import POINTS_A_SIDE, output_pictures
from nn_ui.report.page import report
from nn_ui.report.png import png
from nn_ui.report.settings import settings

NASTY = Table(("<b>a</b>", 'x" onload="y'), ("&amp;",), ((0.0, 1.0, 1.0), (1.0, 0.5, 0.0)))


def reported(setup: Setup, t: int, colours: Palette = LIGHT) -> str:
    run = Run(setup.experiment())
    run.advance_to(t)
    example = [float(cell or 0) for cell in setup.new_example]
    drawn = curves(run, up_to(t, 64), example, 10)
    return report(Moment(setup), run.at(t), drawn, example, verdict(run, t), colours)


def linked(query: str) -> Setup:
    moment, complaints = from_query(query_in(query), None)
    assert complaints == ()
    return moment.setup


def snapshot_of(setup: Setup, t: int = 50) -> Snapshot:
    run = Run(setup.experiment())
    run.advance_to(t)
    return run.at(t)


def parsed(picture: str) -> ElementTree.Element:
    """The picture as XML, which is stricter than HTML."""
    return ElementTree.fromstring(picture)


def texts(picture: str) -> list[str]:
    return [each.text or "" for each in parsed(picture).iter("text")]


def test_the_report_has_the_digits_of_the_page_and_its_pictures() -> None:
    written = reported(Setup(), 10_000)
    assert "0.98977040" in written
    assert "Solved: all 3 rows are right since about iteration" in written
    assert "<p>Iteration 10,000. The prediction for 1, 0, 1 is 0.99, target 1. Loss" in written
    assert "iteration 10,000</h1>" in written
    titles = re.findall("<figcaption>([^<]*)", written)
    assert titles == [
        "Training rows",
        "Network, shown the new example",
        "Loss",
        "Weights",
        "Prediction for the new example",
        "Output for all combinations of 0 and 1",
    ]
    assert "−4.36561307" in written  # a weight in full
    assert "&amp;v=1&amp;end=1</p>" in written  # the link, whole


def test_nothing_is_loaded_and_nothing_typed_is_markup() -> None:
    setup = Setup("own", NASTY, (0.0, 1.0), held_back=0.5)
    written = reported(setup, 3)
    assert not re.search(r"https?:|<script|<b>|<link|<img|@import|url\(", written)
    loaded = re.findall(r'(?:href|src)="([^"]{0,30})', written)
    assert loaded
    assert all(each.startswith("data:image/png;base64,") for each in loaded)
    page = ElementTree.fromstring(written.partition("\n")[2].replace('<meta charset="utf-8">', ""))
    titles = [cell.text for cell in page.iter("th")]
    assert {"Row", *NASTY.names, "Answer: &amp;"} <= set(titles)
    assert "2 (test)" in [cell.text for cell in page.iter("td")]
    assert not [one for one in page.iter() if "onload" in one.attrib]
    assert "<b>a</b>" in [one.text for one in page.iter("text")]


@pytest.mark.parametrize(
    "query", ["", "problem=xor&hidden=3&bias=1", "hidden=16_16&bias=1", "problem=half_adder"]
)
def test_the_network_picture_has_every_neuron_and_weight(query: str) -> None:
    snapshot = snapshot_of(linked(query))
    plan = diagram(snapshot.experiment)
    picture = network_picture(snapshot, [1.0] * snapshot.experiment.dataset.n_inputs, LIGHT)
    root = parsed(picture)
    shapes = [*root.iter("circle"), *root.iter("rect")]
    assert len(shapes) == len(plan.neurons)
    words = texts(picture)
    for edge in plan.edges:
        if edge.has_number:
            assert signed(float(snapshot.parameters[edge.parameter])) in words
    numbers = [
        float(each)
        for path in root.iter("path")
        for each in re.findall(r"-?[\d.]+", path.attrib["d"])
    ]
    assert -1 < min(numbers) < max(numbers) < WIDTH + 1
    # Two lines that start at one neuron may be drawn as one.
    ends = sum(len(re.findall("[ML]", path.attrib["d"])) for path in root.iter("path"))
    assert ends >= 1.5 * len(plan.edges)


WIDE = f"table={'~'.join('_'.join(f'{row}.{at}' for at in range(12)) + '_1' for row in '123')}"


@pytest.mark.parametrize("hidden", ["", "&hidden=3"])
def test_a_first_layer_of_many_inputs_is_a_table_beside_the_rest(hidden: str) -> None:
    snapshot = snapshot_of(linked(f"{WIDE}&bias=1{hidden}"))
    picture = network_picture(snapshot, [0.5] * 12, LIGHT)
    table = ElementTree.fromstring(picture[: picture.index("</figure>") + len("</figure>")])
    rows = [[cell.text or "" for cell in row] for row in table.iter("tr")]
    weights = np.vstack([snapshot.weights[0], snapshot.biases[0]])
    assert [row[0] for row in rows] == ["Input", *(f"Input {at}" for at in range(1, 13)), "Bias"]
    assert [row[2:] for row in rows[1:]] == [[*map(signed, row)] for row in weights.tolist()]
    assert [row[1] for row in rows] == ["Value", *(["0.5"] * 12), "1"]
    assert ("<svg" in picture) == bool(hidden)


def test_a_table_of_many_inputs_stands_in_pieces_as_wide_as_a_page() -> None:
    written = reported(linked(WIDE), 3)
    (table,) = re.findall("<h2>Training table and answers</h2>(.*?)</section>", written, re.DOTALL)
    pieces = [piece + "</table>" for piece in table.split("</table>")[:-1]]
    found = [ElementTree.fromstring(piece) for piece in pieces]
    titles = [[cell.text for cell in piece.iter("th")] for piece in found]
    assert titles == [
        ["Row", "Target", "Answer: Target"],
        ["Row", *(f"Input {at}" for at in range(1, 11))],
        ["Row", "Input 11", "Input 12"],
    ]
    assert [cell.text for cell in found[2].iter("td")][-3:] == ["3", "3.1", "3.11"]


def pixels(picture: str) -> NDArray[np.uint8]:
    """The colours of the map's image, (height, width, 3), read by hand."""
    address = parsed(picture).iter("image").__next__().attrib["href"]
    data = base64.b64decode(address.removeprefix("data:image/png;base64,"))
    chunks, at = {}, 8
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        chunks[kind] = data[at + 8 : at + 8 + length]
        assert (
            zlib.crc32(data[at + 4 : at + 8 + length]).to_bytes(4, "big")
            == data[at + 8 + length : at + 12 + length]
        )
        at += 12 + length
    width = int.from_bytes(chunks[b"IHDR"][:4], "big")
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(-1, width + 1)
    assert not rows[:, 0].any()
    palette = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
    return palette[rows[:, 1:]]


def test_the_map_has_the_networks_own_answers() -> None:
    setup = linked("problem=moons&hidden=4&bias=1&held_back=0.5")
    snapshot = snapshot_of(setup, 300)
    (picture,) = output_pictures(snapshot, LIGHT)
    data = snapshot.experiment.dataset
    (x_low, x_high), (y_low, y_high) = input_ranges(data)
    found = pixels(picture).astype(int)
    assert found.shape == (POINTS_A_SIDE, POINTS_A_SIDE, 3)
    rng = np.random.default_rng(3)
    for right, down in rng.integers(0, POINTS_A_SIDE, (200, 2)).tolist():
        share = np.array([right, POINTS_A_SIDE - 1 - down]) / (POINTS_A_SIDE - 1)
        at = [x_low + share[0] * (x_high - x_low), y_low + share[1] * (y_high - y_low)]
        answer = snapshot.predict([at])[0, 0]
        red, _, blue = found[down, right]
        if abs(answer - 0.5) > 0.1:
            assert (blue > red) == (answer > 0.5)
    # On the line between the classes the answer is the threshold, and there is a mark for each row.
    (line,) = (one for one in parsed(picture).iter("path") if one.get("class") == "boundary")
    ends = np.array(re.findall(r"[-\d.]+", line.attrib["d"]), float).reshape(-1, 2)
    assert len(ends) > POINTS_A_SIDE / 2
    frame = Frame((x_low, x_high), (y_low, y_high), LIGHT, right=66)
    left, top, width, height = frame.box
    across = x_low + (ends[:, 0] - left) / width * (x_high - x_low)
    up = y_high - (ends[:, 1] - top) / height * (y_high - y_low)
    np.testing.assert_allclose(snapshot.predict(np.stack([across, up], 1)), 0.5, atol=0.03)
    diamonds = [each for each in parsed(picture).iter("path") if "z" in each.attrib["d"]]
    marks = [*parsed(picture).iter("circle"), *diamonds]
    assert len(marks) == data.n_samples + data.n_test
    assert "in outline: test rows" in picture


def test_a_curve_goes_through_the_networks_answers() -> None:
    snapshot = snapshot_of(linked("table=0_0~0.5_1~1_0&inputs=Dose&hidden=3&bias=1"), 400)
    (picture,) = output_pictures(snapshot, LIGHT)
    root = parsed(picture)
    points = [each.split(",") for each in root.iter("polyline").__next__().attrib["points"].split()]
    low, high = input_ranges(snapshot.experiment.dataset)[0]
    wanted = snapshot.predict(np.linspace(low, high, len(points)).reshape(-1, 1))[:, 0]
    heights = np.array([float(y) for _, y in points])
    # In a linear axis heights and answers lie on a line.
    fit = np.polyfit(wanted, heights, 1)
    np.testing.assert_allclose(np.polyval(fit, wanted), heights, atol=0.11)
    assert "Dose" in texts(picture)


@pytest.mark.parametrize("table", ["0_0~900000_1", "0_0_0~-1000000_900000_1"])
def test_the_largest_inputs_have_a_picture(table: str) -> None:
    (picture,) = output_pictures(snapshot_of(linked(f"table={table}")), LIGHT)
    assert "nan" not in picture


def test_what_has_no_picture_is_said() -> None:
    table = "table=" + "~".join(f"{row}_1_0_1_{row % 2}_0.5" for row in range(4))
    setup = linked(table)
    assert output_pictures(snapshot_of(setup), LIGHT) == []
    assert "no picture of the output" in reported(setup, 5)
    assert "combinations of 0 and 1" not in reported(linked("table=0_2_1_0~5_1_0_1"), 5)
    both = reported(linked("table=0_0_0_1~0_1_1_0&targets=Sum~Carry"), 5)
    assert both.count("<figcaption>Output ") == 2
    assert "<figcaption>Output Carry" in both


def test_the_settings_are_in_words_of_the_page() -> None:
    setup = linked(
        "problem=moons&points=60&noise=0.2&hidden=4_3&activation=leaky_relu&optimiser=adam&batch=5"
        "&l2=0.01&held_back=0.5&features=square_1~product_1_2&scale=1&changes=7_rate_0.5~9_p1_2"
        "&stop_loss=0.01&stop_right=1&weights=he"
    )
    said = settings(setup, setup.experiment())
    assert ("Problem", "Points: Moons") in said
    assert ("Points", "60, noise 20 %, data seed 1") in said
    assert ("Held back for testing", "the last 30 of 60 rows") in said
    assert ("Added inputs", "x1², x1 × x2") in said
    assert ("Hidden layers", "4 neurons, 3 neurons") in said
    assert ("Initial weights", "He") in said
    assert ("Change on the way", "Iteration 7: learning rate 0.5") in said
    assert ("Stop at a loss under", "0.01") in said
    # No name of a file's own key is left.
    assert not [words for pair in said for words in pair if "_" in words]


def test_a_png_is_read_back_as_it_was_written() -> None:
    rng = np.random.default_rng(1)
    places = rng.integers(0, 3, (5, 7)).astype(np.uint8)
    colours = ["#000000", "#ff8000", "#ffffff"]
    written = base64.b64encode(png(places, colours)).decode()
    image = f'<svg><image href="data:image/png;base64,{written}"/></svg>'
    wanted = np.array([[0, 0, 0], [255, 128, 0], [255, 255, 255]])[places]
    np.testing.assert_array_equal(pixels(image), wanted)


@pytest.mark.parametrize(
    "ends", [(0.0, 1.0), (-3.2, 7.9), (1e-7, 3e-7), (-5e5, 2e6), (0.999, 1.001)]
)
def test_ticks_stand_at_a_few_round_numbers_inside(ends: tuple[float, float]) -> None:
    found = round_numbers(ends)
    assert 2 <= len(found) <= 8
    room = 1e-9 * (ends[1] - ends[0])
    assert ends[0] - room <= min(found) < max(found) <= ends[1] + room


@pytest.mark.parametrize("last", [0, 1, 9, 100_000])
def test_all_points_of_a_chart_are_in_the_picture(last: int) -> None:
    iterations = up_to(last, 4)
    values = np.linspace(-3, 5, len(iterations))
    lines = [Line("w", values), Line("v", values * np.nan)]
    chart = line_chart("Weights", iterations, lines, LIGHT)
    found = re.findall(r"([-\d.]+),([-\d.]+)", re.findall(r'points="([^"]*)"', chart)[0])
    assert len(found) == len(iterations)
    assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT for x, y in found)
    assert "nan" not in chart


def test_a_report_of_a_large_network_draws_the_weights_that_it_is_given() -> None:
    setup = linked("?v=1&hidden=16_16_16&bias=1")
    run = Run(setup.experiment())
    run.advance_to(5)
    places = (0, 7, run.experiment.n_parameters - 1)
    drawn = curves(run, up_to(5, 64), [1.0, 0.0, 1.0], 10, places)
    found = report(Moment(setup), run.at(5), drawn, [1.0, 0.0, 1.0], verdict(run, 5))
    assert f"Weights: the 3 of {run.experiment.n_parameters:,} that changed most" in found
    assert "Bias of Target" in found


def test_scaled_targets_are_told_in_the_table_s_numbers() -> None:
    setup = linked(
        "output=tanh&bias=1&scale=1&scale_targets=1&learning_rate=0.3&iterations=300&example=2.5"
        "&targets=%3Cb%3E&table=1_120~2_180~3_260~4_300"
    )
    assert ("Scale targets", "yes; <b> = 210 + 90 × output") in settings(setup, setup.experiment())
    found = reported(setup, 300)
    assert "&lt;b&gt; = 210 + 90 × output" in found
    assert "<b>" not in found
    (answer,) = snapshot_of(setup, 300).predict([2.5])[0]
    assert f"{answer:.7f}" in found
    assert "typical error " in found
    assert "of the scaled targets" in found


def test_a_table_of_words_is_told_in_words_and_units() -> None:
    table = Table(
        ("sky", "rain"),
        ("<i>tree</i>",),
        (("red", 5.0, "arve"), ("blue", None, "<b>lind</b>"), ("grey", "7 %", "ulme")),
        (Form(WORDS), Form(unit="%", fills=True), Form(WORDS)),
    )
    network = Architecture((), True, output_activation="softmax")
    training = TrainingSettings(0.5, "categorical_cross_entropy")
    setup = Setup(OWN, table, ("grey", 7.0), architecture=network, training=training)
    run = Run(setup.experiment())
    run.advance_to(50)
    drawn = curves(run, up_to(50, 64), setup.example(), 10)
    found = report(Moment(setup), run.at(50), drawn, setup.example(), verdict(run))
    assert "sky = grey, rain = 7 %" in found
    assert "<td>blue</td><td>(blank: 6 %)</td><td>&lt;b&gt;lind&lt;/b&gt;</td>" in found
    answers = table.coding.found(run.at(50).answers[0].tolist())
    assert f"<td>{answers[0]}</td>" in found
    matrix = (
        "<thead><tr><th></th><th>Answered &lt;b&gt;lind&lt;/b&gt;</th><th>Answered arve</th>"
        "<th>Answered ulme</th></tr></thead><tbody><tr><td>Target &lt;b&gt;lind&lt;/b&gt;</td>"
        "<td>1</td><td>0</td><td>0</td></tr>"
    )
    assert matrix in found
    assert "● &lt;b&gt;lind&lt;/b&gt;" not in found  # of four inputs there is no picture
    assert "> &lt;b&gt;lind&lt;/b&gt;</span>" in found
    assert "<td>Input sky</td><td>3 numbers, 0 or 1, one a word</td>" in found
    assert "<b>lind" not in found
    assert "<i>tree" not in found


@pytest.mark.parametrize("query", ["problem=xor&hidden=3&bias=1", f"{WIDE}&hidden=3"])
def test_another_palette_leaves_no_colour_of_the_first(query: str) -> None:
    found = reported(linked(query), 20, LIGHT_CONTRAST)
    used = set(re.findall("#[0-9a-f]{6}", found))
    first = {LIGHT.text, LIGHT.muted, LIGHT.grid, LIGHT.positive, LIGHT.negative, *LIGHT.curves}
    assert not used & first
    assert {LIGHT_CONTRAST.positive, LIGHT_CONTRAST.curves[0]} <= used
