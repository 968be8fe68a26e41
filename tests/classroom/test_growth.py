"""The exponent with which costs grow, and the plots of it."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.benchmarks.classroom import growth as class_growth
from tests.benchmarks.classroom.growth import Cost
from tests.benchmarks.growth import by_rows, power
from tests.benchmarks.log_plot import Plot, decades, svg


def test_powers_are_those_of_the_last_decade() -> None:
    assert power([(1, 5), (10, 50), (100, 500)]) == pytest.approx(1)
    assert power([(1, 1), (10, 1), (30, 2), (100, 100)]) == pytest.approx(2)
    with pytest.raises(ValueError, match="a decade apart"):
        power([(1, 1), (9, 3)])


def test_an_axis_has_whole_decades() -> None:
    axis = decades([3, 1000], begin=0, end=30)
    assert axis.ticks == [(0, "1"), (10, "10"), (20, "100"), (30, "1000")]
    assert decades([10, 10], 0, 1).ticks == [(0, "10"), (1, "100")]
    assert decades([0.001, 0.002], 0, 1).first == -3
    with pytest.raises(ValueError, match="above 0"):
        decades([0, 1], 0, 1)


def test_every_point_is_in_the_picture() -> None:
    plots = [Plot("A & B", "x", "y", ((1, 1), (10, 100))), Plot("C", "x", "y", ((1, 2), (5, 3)))]
    drawn = ET.fromstring(svg(plots))
    circles = [e for e in drawn.iter() if e.tag.endswith("circle")]
    assert len(circles) == 4
    assert "A & B" in [element.text for element in drawn.iter()]


def test_costs_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.benchmarks.growth.SECONDS_A_SIZE", 0.001)
    monkeypatch.setattr("tests.benchmarks.growth.ROWS", (1, 1000))
    few, many = by_rows()
    assert (few.size, many.size) == (1, 1000)
    assert few.n_bytes > 0
    # So short a measurement is now and then that of another program.
    tries = (by_rows() for _ in range(5))
    assert any(0 < few.update < many.update for few, many in tries)


def test_a_growing_class_is_measured_on_a_real_server(
    project_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.benchmarks.classroom.lesson.SECONDS_BETWEEN_PRESSES", 0.0)
    (found,) = class_growth.costs(project_root, [1], seconds=3, starting=0)
    assert (found.sessions, found.n_faults) == (1, 0)
    assert 0.5 < found.pieces < 1.5
    assert found.a_second == pytest.approx(found.a_piece * found.pieces)
    assert found.a_piece > 0


def test_a_class_s_growth_is_told_and_drawn() -> None:
    costs = [Cost(n, 0.01 * n, 0.005, 2.0 * n, 0.5 * n, 30.0, 0, 0) for n in (1, 10, 100)]
    assert "| 100 | 5.0 ms | 200 | 100% | 50.0 MB | 30.0 | 0 |" in class_growth.text(costs)
    assert class_growth.text(costs).count("| 1.00 | in proportion (at most 1.1) | reached |") == 2
    circles = [
        e for e in ET.fromstring(class_growth.picture(costs)).iter() if e.tag.endswith("circle")
    ]
    assert len(circles) == 9
