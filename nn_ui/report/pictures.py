"""The pictures of the report: network, output and curves, or what stands in their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

import numpy as np

from nn_core import Snapshot
from nn_core.run.curves import Curves
from nn_core.run.metrics import held_back_metrics
from nn_core.tables.coding import Coding
from nn_core.tables.number_style import fixed, shortest
from nn_core.telling.html_table import titled
from nn_core.training.parameters import names
from nn_ui.figures.palette import Palette
from nn_ui.figures.quantities import weights_title
from nn_ui.figures.target_texts import factors, unit
from nn_ui.figures.text import told_apart
from nn_ui.report.kept import Kept
from nn_ui.report.line_chart import Line, line_chart
from nn_ui.report.network_picture import network_picture
from nn_ui.report.output_picture import MOST_PICTURES, output_pictures

_MOST_COMBINATIONS: Final = 16


def pictures(
    snapshot: Snapshot,
    curves: Curves,
    example: Sequence[float],
    coding: Coding,
    colours: Palette,
    kept: Kept,
) -> str:
    """The pictures of a report, as HTML; `curves` are drawn up to the snapshot, and those of `kept`
    runs beside them. The words are those of the table's `coding`."""
    drawn = (
        network_picture(snapshot, example, colours),
        *output_pictures(snapshot, colours, coding),
        *_curves(snapshot, curves, example, coding, colours, kept),
    )
    return f'<div class="pictures">{"".join(drawn)}</div>{_instead_of_a_picture(snapshot)}'


def _curves(
    snapshot: Snapshot,
    curves: Curves,
    example: Sequence[float],
    coding: Coding,
    colours: Palette,
    kept: Kept,
) -> Iterator[str]:
    """What was drawn on the way, and the snapshot's own values at the end."""
    data, t = snapshot.experiment.dataset, np.append(curves.iterations, snapshot.iteration)
    loss = [Line("Training rows", np.append(curves.loss, snapshot.loss))]
    test = held_back_metrics(snapshot)
    if test is not None and curves.test_loss is not None:
        loss.append(Line("Test rows", np.append(curves.test_loss, test.loss)))
    yield line_chart("Loss", t, [*loss, *kept.losses(snapshot, curves)], colours)
    places = list(curves.places)
    named = [names(snapshot.experiment)[place] for place in places]
    weights = weights_title(curves, snapshot.experiment)
    parameters = np.vstack([curves.parameters, snapshot.parameters[places]])
    predictions = np.vstack([curves.prediction, snapshot.predict([example])])
    told = predictions * factors(data.n_outputs, coding)
    of_unit = f", in {unit(0, coding)}" if data.n_outputs == 1 and unit(0, coding) else ""
    lines = [Line(*one) for one in zip(named, parameters.T, strict=True)]
    yield line_chart(weights, t, lines, colours)
    lines = [Line(*one) for one in zip(told_apart(data.target_names), told.T, strict=True)]
    lines += kept.predictions(snapshot, curves)
    yield line_chart(f"Prediction for the new example{of_unit}", t, lines, colours)


def _instead_of_a_picture(snapshot: Snapshot) -> str:
    """What a picture of the output would say: with a few inputs of 0 and 1 all answers."""
    data = snapshot.experiment.dataset
    if data.n_inputs <= 2:
        more = data.n_outputs - MOST_PICTURES
        return (
            f"<p>The output is drawn of the first {MOST_PICTURES} targets.</p>" if more > 0 else ""
        )
    is_logical = bool(np.isin(data.X, (0.0, 1.0)).all())
    if not is_logical or 2**data.n_inputs > _MOST_COMBINATIONS:
        return (
            f"<p>There is no picture of the output: a report has one with at most two inputs, and "
            f"this table has {data.n_inputs}.</p>"
        )
    X = np.array(list(product((0.0, 1.0), repeat=data.n_inputs)))
    titles = [*data.input_names, *(f"Answer: {name}" for name in data.target_names)]
    rows = (
        [*map(shortest, inputs), *(fixed(value, 4) for value in answers)]
        for inputs, answers in zip(X.tolist(), snapshot.predict(X).tolist(), strict=True)
    )
    return (
        f"<figure><figcaption>Output for all combinations of 0 and 1</figcaption>"
        f"{titled(titles, rows)}<p>A picture would show at most two inputs.</p></figure>"
    )
