"""The report: what it says is computed, what a user typed is escaped, and it is well-formed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from nn_core import Run
from nn_core.curves import curves
from nn_core.schedule import up_to
from nn_core.sharing.shared import Shared
from nn_core.table import Table
from nn_ui.report.line_chart import HEIGHT, WIDTH, Line, line_chart
from nn_ui.report.page import report

NASTY = Table(("<b>a</b>", 'x" onload="y'), ("&amp;",), ((0.0, 1.0, 1.0), (1.0, 0.5, 0.0)))


def reported(shared: Shared, t: int) -> str:
    run = Run(shared.experiment())
    run.advance_to(t)
    example = [float(cell or 0) for cell in shared.new_example]
    drawn = curves(run, up_to(t, 64), example, 10)
    return report(shared, run.at(t), drawn, example)


def test_the_report_has_the_digits_of_the_page() -> None:
    written = reported(Shared(), 10_000)
    assert "0.98977040" in written
    assert "Iteration 10,000" in written
    assert written.count("<svg") == 3


def test_nothing_is_loaded_and_nothing_typed_is_markup() -> None:
    shared = Shared("own", NASTY, (0.0, 1.0), held_back=0.5)
    written = reported(shared, 3)
    assert not re.search(r"https?:|<script|<b>|<link|<img", written)
    page = ElementTree.fromstring(written.partition("\n")[2].replace('<meta charset="utf-8">', ""))
    titles = [cell.text for cell in page.iter("th")]
    assert titles == ["Row", *NASTY.names, "Answer: &amp;"]
    assert "2 (test)" in [cell.text for cell in page.iter("td")]
    assert not [one for one in page.iter() if "onload" in one.attrib]


@pytest.mark.parametrize("last", [0, 1, 9, 100_000])
def test_all_points_of_a_chart_are_in_the_picture(last: int) -> None:
    iterations = up_to(last, 4)
    values = np.linspace(-3, 5, len(iterations))
    chart = line_chart("Weights", iterations, [Line("w", values), Line("v", values * np.nan)])
    found = re.findall(r"([-\d.]+),([-\d.]+)", re.findall(r'points="([^"]*)"', chart)[0])
    assert len(found) == len(iterations)
    assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT for x, y in found)
    assert "nan" not in chart
