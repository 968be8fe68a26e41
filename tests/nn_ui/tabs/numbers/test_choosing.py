"""Clicks in the tables, and what they choose."""

from __future__ import annotations

from typing import Any

import pytest

from nn_core import Dataset, Experiment, Run, TrainingSettings
from nn_core.program.phases import phases
from nn_ui.session.choice import Choice
from nn_ui.tabs.numbers import choosing, tables
from nn_ui.tabs.numbers.focus import focus
from nn_ui.tabs.numbers.program import program

FOCUS = focus(
    Run(Experiment(Dataset([[0, 1, 1], [1, 0, 0], [1, 0, 1]], [1, 0, 1]))).at(0), Choice(), 0, 0, 4
)
FORWARD, SUMS, NEW = tables.forward(FOCUS), tables.sums(FOCUS), tables.new_weights(FOCUS)


def selection(**parts: Any) -> dict[str, list[Any]]:
    return {"rows": [], "columns": [], "cells": []} | parts


def test_a_choice_is_highlighted_in_every_table() -> None:
    choice = Choice(2, 1)
    assert choosing.highlighted(choice, FORWARD) == selection(rows=[2], columns=["c1"])
    assert choosing.highlighted(choice, SUMS) == selection(columns=["c1"])
    assert choosing.highlighted(choice, NEW) == selection(rows=[1])
    assert choosing.highlighted(Choice(2), NEW) == selection()


@pytest.mark.parametrize(
    ("table", "clicked", "expected"),
    [
        (FORWARD, selection(rows=[0]), Choice(0, 1)),
        (FORWARD, selection(rows=[2], columns=["c0"]), Choice(2, 0)),
        (FORWARD, selection(rows=[2], columns=[]), Choice(2, None)),
        (FORWARD, selection(rows=[2], columns=["c3"]), Choice(2, 1)),
        (FORWARD, selection(rows=[2], columns=["c1"], cells=[(1, "c2")]), Choice(1, 2)),
        (FORWARD, selection(rows=[2], columns=["c1"], cells=[(1, "c4")]), Choice(1, 1)),
        (FORWARD, selection(rows=[2], columns=["c1"], cells=[(0, "rows")]), Choice(0, 1)),
        (SUMS, selection(columns=["c1"], cells=[(0, "c2")]), Choice(2, 2)),
        (NEW, selection(rows=[0]), Choice(2, 0)),
        (NEW, selection(), Choice(2, None)),
        (NEW, selection(rows=[1], cells=[(2, "c0")]), Choice(2, 2)),
    ],
)
def test_a_click_chooses(table: Any, clicked: dict[str, list[Any]], expected: Choice) -> None:
    assert choosing.clicked(Choice(2, 1), table, clicked) == expected


def test_the_article_s_part_is_marked_and_nothing_else() -> None:
    for number, phase in enumerate(phases(FOCUS.snapshot.experiment), start=1):
        html = program(number, phase)
        assert html.count("<mark>") == 1
        assert f"<mark>{phase.article_part}</mark>" in html
        assert html.count("numbers-badge-") == 1


def test_a_click_in_a_batch_chooses_the_training_row() -> None:
    experiment = Experiment(
        Dataset([[1], [2], [3], [4], [5]], [1, 0, 1, 0, 1]), training=TrainingSettings(batch_size=2)
    )
    table = tables.forward(focus(Run(experiment).at(0), Choice(), 0, 0, 4))
    first, second = table.numbers
    assert choosing.highlighted(Choice(second), table)["rows"] == [1]
    outside = next(row for row in range(5) if row not in table.numbers)
    assert choosing.highlighted(Choice(outside), table)["rows"] == [0]
    assert choosing.clicked(Choice(outside), table, selection(rows=[1])) == Choice(second)
    assert choosing.clicked(Choice(second), table, selection(cells=[(0, "c1")])) == Choice(first)
