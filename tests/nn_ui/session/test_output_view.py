"""What the output view keeps: the map does not move while it is drawn on."""

from nn_core import Dataset
from nn_ui.session.output_view import OutputView


def table(*highest: float) -> Dataset:
    return Dataset(X=[[0.0], *([value] for value in highest)], y=[0.0] * (1 + len(highest)))


def test_a_drawn_table_keeps_the_map_s_ranges() -> None:
    memory = OutputView()
    assert memory.ranges_for(table(1), version=1) == ((-0.2, 1.2),)
    memory.drawn_version = 2
    assert memory.ranges_for(table(1.19), version=2) == ((-0.2, 1.2),)
    assert memory.ranges_for(table(1.19), version=3) != ((-0.2, 1.2),)


def test_a_row_outside_the_map_widens_it() -> None:
    memory = OutputView()
    memory.ranges_for(table(1), version=1)
    memory.drawn_version = 1
    ((low, high),) = memory.ranges_for(table(50), version=1)
    assert low < 0
    assert high > 50
