"""Pictures speak of targets in the person's words and units, whatever the kind of target."""

from __future__ import annotations

import html
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from nn_core import Architecture, Run
from nn_core.run import schedule
from nn_core.run.curves import curves
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.form import WORDS, Form
from nn_core.tables.table import Table
from nn_ui.figures.axes import Axes
from nn_ui.figures.network import network_figure
from nn_ui.figures.output import output_figure
from nn_ui.figures.palette import LIGHT
from nn_ui.figures.row_points import LONGEST_NAME
from nn_ui.figures.scope import Scope
from nn_ui.figures.time_charts import LONGEST_TARGET, Moment, prediction_figure
from nn_ui.session.player import Player
from nn_ui.stage.message import whole
from nn_ui.stage.scene import View

AXES = Axes(last=100, log_iterations=True, log_loss=False, colours=LIGHT)
SPECIES = ("setosa", "versicolor", "<i>virginica</i>")


def table(targets: tuple[float | str, ...], form: Form) -> Table:
    rows = tuple((float(at), target) for at, target in enumerate(targets))
    return Table(("length",), ("answer",), rows, (Form(), form))


TWO = table(("no", "yes", "yes"), Form(WORDS))
THREE = table(SPECIES, Form(WORDS))
# Over a million: they enter in millions.
PRICES = table((1_500_000.0, 2_000_000.0, 4_000_000.0), Form(unit="€", divisor=1e6))
PLAIN = table((0.0, 1.0, 1.0), Form())


def trained(table: Table) -> Player:
    output = "identity" if table == PRICES else "sigmoid"
    setup = Setup(OWN, table, (0.0,), architecture=Architecture(output_activation=output))
    setup = replace(setup, training=replace(setup.training, learning_rate=0.01))
    player = Player(setup.experiment(), (0.0,), 100)
    player.use(setup.experiment(), table=table)
    return player


def predictions(table: Table) -> go.Figure:
    experiment, run = trained(table).experiment, Run(trained(table).experiment)
    run.advance_to(100)
    found = curves(run, schedule.up_to(100, 64), np.zeros(1), 10)
    known = tuple(experiment.dataset.y[0].tolist())
    return prediction_figure(found, experiment, known, Moment(50, 100), AXES, table.coding)


@pytest.mark.parametrize(
    ("table", "line", "under_the_pointer", "axis"),
    [
        (PLAIN, "Target 0", "Row 2: %{y}<br>target 1<br>", "Output (sigmoid, 0 to 1)"),
        (TWO, "Target: no", "Row 2: %{y}<br>target: yes<br>", "Output (0 no, 1 yes)"),
        (
            THREE,
            "Target: setosa, s…",
            "Row 2, versicolor: %{y}<br>target: versicolor<br>",
            "Output (sigmoid, 0 to 1)",
        ),
        (
            PRICES,
            "Target 1,500,000 €",
            "Row 2: %{y} €<br>target 2,000,000 €<br>",
            "Output in € (identity)",
        ),
    ],
)
def test_curves_name_the_target_in_words_and_units(
    table: Table, line: str, under_the_pointer: str, axis: str
) -> None:
    figure = predictions(table)
    assert line in [trace.name for trace in figure.data]
    assert any(trace.hovertemplate.startswith(under_the_pointer) for trace in figure.data)
    assert figure.layout.yaxis.title.text == axis
    # What the keyboard reads out names the row's target as well.
    row = under_the_pointer.removesuffix("<br>").replace(": %{y} €<br>", ", ")
    said = row.replace(": %{y}<br>", ", ")
    assert said in [trace.meta["name"] for trace in figure.data if trace.meta]
    assert "<i>" not in str(figure.to_json())


def test_amounts_over_a_million_are_drawn_as_they_are_in_the_table() -> None:
    player, figure = trained(PRICES), predictions(PRICES)
    experiment = player.experiment
    run = Run(experiment)
    run.advance_to(50)
    shown = next(
        trace
        for trace in figure.data
        if trace.meta and trace.meta["series"] == "prediction0" and trace.meta["part"] == "bright"
    )
    assert shown.y[-1] == pytest.approx(run.at(50).predict([[0.0]])[0, 0] * 1e6, rel=1e-12)
    low, high = figure.layout.yaxis.range
    assert low <= 0
    assert high >= 4e6
    # The film's frames bring the same numbers as its curves.
    values = whole(player, View(AXES), (), None)["frames"][0]["values"]
    assert values[-1] == pytest.approx(run.at(0).predict([[0.0]])[0, 0] * 1e6, rel=1e-12)
    scope = Scope((0,), ((0.0, 3.0),), (0.0,))
    picture = output_figure(run.at(50), scope, LIGHT, PRICES.coding)
    assert picture.data[0].y[0] == pytest.approx(shown.y[-1], rel=1e-12)
    assert picture.layout.meta["high"] > 4e6
    assert picture.layout.meta["unit"] == "€"
    assert picture.layout.yaxis.title.text == "Output in €"
    hovered = network_figure(run.at(50), (0.0,), LIGHT, coding=PRICES.coding).data[1].hovertext[-1]
    assert hovered.endswith(" €")


@pytest.mark.parametrize(
    ("table", "legend", "row", "classes"),
    [
        (TWO, {"target: no", "target: yes"}, "target: yes", ["no", "yes"]),
        (PLAIN, {"target 0", "target 1"}, "target 1", ["0", "1"]),
        (
            THREE,
            {"versicolor", "not versicolor"},
            "target: &lt;i&gt;virginica&lt;/i&gt;",
            ["not versicolor", "versicolor"],
        ),
    ],
)
def test_the_picture_of_the_output_names_rows_by_their_words(
    table: Table, legend: set[str], row: str, classes: list[str]
) -> None:
    # The words of three classes stand by the alphabet: "<i>virginica</i>", setosa, versicolor.
    output = 2 if table == THREE else 0
    scope = Scope((0,), ((0.0, 3.0),), (0.0,), output)
    figure = output_figure(Run(trained(table).experiment).at(0), scope, LIGHT, table.coding)
    assert {trace.name for trace in figure.data if trace.mode == "markers"} == legend
    told = [text for trace in figure.data if trace.mode == "markers" for text in trace.text]
    assert f"Training row 3<br>{row}" in told
    assert figure.layout.meta["classes"] == classes
    assert figure.layout.meta["are_words"] == (table != PLAIN)


def test_a_legend_has_room_for_long_words_and_large_amounts() -> None:
    words = table(("not at all certain of it", "certain of it beyond doubt"), Form(WORDS))
    for each in (words, PRICES):
        scope = Scope((0,), ((0.0, 3.0),), (0.0,))
        figure = output_figure(Run(trained(each).experiment).at(0), scope, LIGHT, each.coding)
        names = [html.unescape(trace.name) for trace in figure.data if trace.mode == "markers"]
        assert max(map(len, names)) <= LONGEST_NAME
        assert max(len(trace.name) for trace in predictions(each).data) <= LONGEST_TARGET
    assert set(names) == {"< 2,750,000 €", "4,000,000 €"}
