"""The charts over iterations: valid figures that draw the run's own numbers, cut at the cursor."""

import json
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.problems.ready_made import PROBLEMS
from nn_core.run import schedule
from nn_core.run.curves import Curves, curves
from nn_core.tables.table import to_dataset
from nn_core.training import parameters
from nn_ui.figures.axes import LOG_PLACE_OF_ZERO, Axes
from nn_ui.figures.palette import DARK, LIGHT
from nn_ui.figures.quantities import loss_range, prediction_range, weights_range
from nn_ui.figures.series import prediction_series, weight_series
from nn_ui.figures.time_charts import (
    Moment,
    loss_figure,
    prediction_figure,
    weights_figure,
)
from nn_ui.session.player import Player

AXES = Axes(last=1000, log_iterations=True, log_loss=False, colours=LIGHT)
ARTICLE = Experiment(to_dataset(PROBLEMS[0].table))
MOMENT = Moment(cursor=300, reached=700)
NASTY = ("<b>bold</b>", "<a href='javascript:x'>link</a>", "a & b %{y}", "<br>", "$x^2$")
BIGGEST = Experiment(
    Dataset(X=np.eye(12, 10), y=np.full((12, 4), 0.5)), Architecture(hidden=(16, 3), bias=True)
)


def trained(experiment: Experiment, until: int = 1000) -> Curves:
    run = Run(experiment)
    run.advance_to(until)
    example = np.ones(experiment.dataset.n_inputs)
    return curves(run, schedule.up_to(until, 64), example, 10)


def all_figures(
    experiment: Experiment, moment: Moment = MOMENT, axes: Axes = AXES
) -> tuple[go.Figure, ...]:
    found = trained(experiment)
    known = tuple(experiment.dataset.y[0])
    return (
        loss_figure(found, experiment, moment, axes),
        weights_figure(found, experiment, moment, axes),
        prediction_figure(found, experiment, known, moment, axes),
    )


def part(figure: go.Figure, name: str) -> list[go.Scatter]:
    return [trace for trace in figure.data if (trace.meta or {}).get("part") == name]


@pytest.mark.parametrize("experiment", [ARTICLE, BIGGEST])
@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_bright_curves_end_at_the_cursor_and_faint_ones_where_the_run_was_shown(
    experiment: Experiment, colours: object
) -> None:
    kept = schedule.up_to(1000, 64)
    for figure in all_figures(experiment, axes=replace(AXES, colours=colours)):
        assert part(figure, "bright")
        assert part(figure, "faint")
        for name, until in (("bright", 300), ("faint", 700)):
            for trace in part(figure, name):
                np.testing.assert_array_equal(trace.customdata, kept[kept <= until])
                np.testing.assert_array_equal(trace.x[1:], trace.customdata[1:])
                assert trace.x[0] == LOG_PLACE_OF_ZERO
                assert len(trace.y) == len(trace.x)


def test_every_series_has_exactly_one_bright_trace() -> None:
    for figure in all_figures(BIGGEST):
        keys = [trace.meta["series"] for trace in part(figure, "bright")]
        assert len(keys) == len(set(keys))
        faint = [trace.meta["series"] for trace in part(figure, "faint")]
        assert set(faint) <= set(keys)
        assert not any(trace.showlegend for trace in part(figure, "faint"))


def test_the_curves_are_the_run_s_own_numbers() -> None:
    run = Run(ARTICLE)
    run.advance_to(300)
    loss, weights, prediction = all_figures(ARTICLE)
    last = run.at(int(part(loss, "bright")[0].customdata[-1]))
    assert part(loss, "bright")[0].y[-1] == pytest.approx(last.loss, rel=1e-12)
    ends = [trace.y[-1] for trace in part(weights, "bright")]
    np.testing.assert_array_equal(ends, last.parameters)
    shown = part(prediction, "bright")[-1]
    assert shown.y[-1] == pytest.approx(last.predict([[1, 1, 1]])[0, 0], rel=1e-12)


def test_a_linear_axis_shows_iteration_0_at_0() -> None:
    for figure in all_figures(ARTICLE, axes=replace(AXES, log_iterations=False)):
        assert part(figure, "bright")[0].x[0] == 0
        assert figure.layout.xaxis.type != "log"


def test_at_iteration_0_every_curve_has_one_point() -> None:
    for figure in all_figures(ARTICLE, Moment(0, 0)):
        assert {len(trace.x) for trace in part(figure, "bright") + part(figure, "faint")} == {1}


def test_the_axes_and_titles_name_the_quantities() -> None:
    for figure, words in zip(
        all_figures(ARTICLE),
        (("loss", "half the sum of squared errors"), ("weight",), ("output",)),
        strict=True,
    ):
        assert "Iteration" in figure.layout.xaxis.title.text
        assert all(word in figure.layout.yaxis.title.text.lower() for word in words)
        assert figure.layout.title.text


def test_the_target_is_drawn_where_it_is_known() -> None:
    found = trained(ARTICLE)
    with_target = prediction_figure(found, ARTICLE, (1.0,), MOMENT, AXES)
    without = prediction_figure(found, ARTICLE, (), MOMENT, AXES)
    assert len(with_target.data) == len(without.data) + 1
    line = with_target.data[-1]
    assert list(line.y) == [1.0, 1.0]
    assert (line.x[0], line.x[1]) == (LOG_PLACE_OF_ZERO, AXES.last)


def test_names_are_shown_to_the_letter() -> None:
    data = Dataset(np.eye(5), np.eye(5, 2), input_names=NASTY, target_names=("<i>t</i>", "u %{x}"))
    ours = ("<b>", "<br>", "<extra>", "</b>", "</extra>")
    for figure in all_figures(Experiment(data)):
        for trace in figure.data:
            assert "<" not in trace.name
            left = trace.hovertemplate
            for tag in ours:
                left = left.replace(tag, "")
            assert "<" not in left
            fields = left.replace("%{y}", "").replace("%{customdata:,}", "")
            assert "%{" not in fields
        assert "&lt;" not in figure.layout.title.text
    names = [trace.name for trace in part(all_figures(Experiment(data))[1], "bright")]
    assert names[0].startswith("&lt;b&gt;bold&lt;/b&gt;")
    assert "&amp; b" in names[4]


def test_a_large_network_hides_its_legend_and_a_small_one_shows_it() -> None:
    assert all(figure.layout.showlegend for figure in all_figures(ARTICLE)[1:])
    assert not any(figure.layout.showlegend for figure in all_figures(BIGGEST)[:2])


def test_of_several_outputs_the_legend_has_the_new_example_alone_beside_the_chart() -> None:
    words = [f"kind = a rather long name {place}" for place in range(10)]
    data = Dataset(np.eye(12, 10), np.eye(10)[np.arange(12) % 10], target_names=words)
    figure = all_figures(Experiment(data))[2]
    named = [trace for trace in figure.data if trace.showlegend]
    assert [trace.name for trace in named] == ["a rather lo…"] * 10
    assert len({(trace.line.color, trace.line.dash) for trace in named}) == 10
    assert named[3].hovertemplate.startswith("New example, a rather long name 3")
    assert (figure.layout.legend.orientation, figure.layout.legend.xref) == ("v", "container")


def test_neighbouring_weights_never_look_the_same() -> None:
    series = weight_series(trained(ARTICLE), ARTICLE, AXES)
    assert [one.name for one in series] == ["Input 1", "Input 2", "Input 3"]
    looks = [(one.colour, one.dash) for one in weight_series(trained(BIGGEST), BIGGEST, AXES)[:40]]
    assert len(set(looks)) == 40


def test_of_many_weights_those_that_are_given_have_curves_and_the_title_says_so() -> None:
    found, forty = trained(BIGGEST), tuple(range(3, 243, 6))
    some = replace(found, parameters=found.parameters[:, forty], places=forty)
    keys = [one.key for one in weight_series(some, BIGGEST, AXES)]
    assert keys == [f"weight{place}" for place in forty]
    figure = weights_figure(some, BIGGEST, MOMENT, AXES)
    assert "the 40 of 243 that changed most" in figure.layout.title.text
    untrained = weights_figure(some[:1], BIGGEST, Moment(0, 0), AXES)
    assert "40 of 243" in untrained.layout.title.text
    assert "changed" not in untrained.layout.title.text
    assert {trace.meta["series"] for trace in figure.data} == set(keys)
    names = parameters.names(BIGGEST)
    for trace in part(figure, "bright"):
        place = int(trace.meta["series"].removeprefix("weight"))
        assert trace.name == names[place]
        np.testing.assert_array_equal(trace.y, found.parameters[: len(trace.y), place])
    low, high = weights_range(some)
    assert low <= some.parameters.min() <= some.parameters.max() <= high


def test_test_rows_have_a_loss_curve_of_their_own() -> None:
    data = ARTICLE.dataset
    tested = Experiment(replace(data, X_test=[[0, 1, 0]], y_test=[1.0]))
    found = trained(tested)
    figure = loss_figure(found, tested, MOMENT, AXES)
    train, test = part(figure, "bright")
    assert (train.meta["series"], train.name) == ("loss", "Training")
    assert (test.meta["series"], test.name) == ("test_loss", "Test")
    assert found.test_loss is not None
    np.testing.assert_array_equal(test.y, found.test_loss[: len(test.y)])
    assert figure.layout.showlegend
    low, high = loss_range(found, AXES)
    assert low <= found.test_loss.min() <= found.test_loss.max() <= high
    alone = loss_figure(trained(ARTICLE), ARTICLE, MOMENT, AXES)
    assert [trace.name for trace in part(alone, "bright")] == ["Loss"]
    assert not alone.layout.showlegend


def test_only_the_first_rows_are_drawn_and_keys_are_unique() -> None:
    series = prediction_series(trained(BIGGEST), BIGGEST, AXES)
    assert len(series) == 10 * 4 + 4
    assert len({one.key for one in series}) == len(series)
    assert sum(one.is_first_row for one in series) == 1


def test_ranges_hold_their_curves() -> None:
    found = trained(ARTICLE)
    low, high = loss_range(found, AXES)
    assert low <= found.loss.min() <= found.loss.max() <= high
    low, high = loss_range(found, replace(AXES, log_loss=True))
    assert low <= np.log10(found.loss.min()) <= np.log10(found.loss.max()) <= high
    low, high = weights_range(found)
    assert low <= found.parameters.min() <= found.parameters.max() <= high


def test_targets_outside_0_to_1_are_inside_the_picture() -> None:
    wide = Experiment(Dataset(X=[[1], [0]], y=[-3, 7]))
    low, high = prediction_range(trained(wide), wide)
    assert low < -3
    assert high > 7
    low, high = prediction_range(trained(ARTICLE), ARTICLE)
    assert low < 0
    assert high > 1


def test_a_loss_of_zero_on_a_logarithmic_axis_is_a_valid_figure() -> None:
    # Learned at once and exactly: the sigmoid of such a sum is 1 to the last digit.
    sure = Experiment(Dataset(X=[[1]], y=[1]), training=TrainingSettings(1000.0))
    found = trained(sure)
    assert found.loss[-1] == 0
    figure = loss_figure(found, sure, MOMENT, replace(AXES, log_loss=True))
    assert figure.layout.yaxis.type == "log"
    assert all(np.isfinite(figure.layout.yaxis.range))
    text = figure.to_json()
    json.loads(text)
    assert "NaN" not in text
    assert "Infinity" not in text


def test_the_chosen_weight_and_row_are_thicker_than_the_others() -> None:
    player = Player(ARTICLE, (1.0, 0.0, 1.0), 100)
    player.skip_to_end(0.0)
    how = Axes(last=100, log_iterations=True, log_loss=False, colours=LIGHT)
    moment = Moment(cursor=100, reached=100, row=1, parameter=2)
    weights = weights_figure(player.curves, ARTICLE, moment, how)
    widths = {trace.meta["series"]: trace.line.width for trace in weights.data}
    assert widths["weight2"] > widths["weight0"] == widths["weight1"]
    predictions = prediction_figure(player.curves, ARTICLE, (1.0,), moment, how)
    rows = {trace.meta["series"]: trace.line for trace in predictions.data if trace.meta}
    assert rows["row1output0"].width > rows["row0output0"].width == rows["row2output0"].width


def test_what_dotted_and_dashed_lines_mean_is_said_under_the_pointer() -> None:
    data = Dataset([[0.0], [1.0]], [0.0, 1.0], X_test=[[1.0]], y_test=[1.0])
    loss, _, prediction = all_figures(Experiment(data))
    under = {trace.line.dash: trace.hovertemplate for trace in part(loss, "bright")}
    assert "the network never sees" in under["dash"]
    assert "dash" not in under["solid"]
    rows = [trace for trace in prediction.data if "Row " in trace.hovertemplate]
    assert {trace.line.dash for trace in rows} == {"dot", "solid"}
    for trace in rows:
        assert ("dotted" in trace.hovertemplate) is (trace.line.dash == "dot")
    (target,) = [trace for trace in prediction.data if trace.line.dash == "dash"]
    assert "dashed: what the answer should be" in target.hovertemplate
