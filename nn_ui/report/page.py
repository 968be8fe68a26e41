"""The report: readouts, pictures, settings, and the table with answers, on one page of HTML."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np

from nn_core import Snapshot
from nn_core.run.curves import Curves
from nn_core.run.metrics import held_back_metrics
from nn_core.sharing.link import is_too_long, query_text, to_query
from nn_core.sharing.setup import Moment, Setup
from nn_core.tables.number_style import fixed, shortest
from nn_core.tables.table import Table
from nn_core.training.parameters import names
from nn_core.verdict import Verdict
from nn_ui.readouts import eight_places, readouts
from nn_ui.report import worded_table
from nn_ui.report.html_table import in_columns, named, titled
from nn_ui.report.line_chart import Line, line_chart
from nn_ui.report.network_picture import network_picture
from nn_ui.report.output_picture import MOST_PICTURES, output_pictures
from nn_ui.report.settings import problem_title, settings

_STYLE: Final = Path(__file__).with_name("report.css")
# A longer table comes last, so that nobody has to look for the rest behind it.
_LONG_TABLE: Final = 16
_ROWS_A_COLUMN: Final = 40
_MOST_WEIGHTS: Final = 60
_MOST_COMBINATIONS: Final = 16
# Columns of inputs for which a page has room.
_MOST_INPUTS: Final = 10


def report(
    moment: Moment,
    snapshot: Snapshot,
    curves: Curves,
    example: Sequence[float],
    verdict: Verdict,
) -> str:
    """The page for `snapshot`; `curves` are those of the same run, drawn up to its iteration, and
    `verdict` says what became of it.

    example: (n_inputs,). Everything that a user has typed is escaped.
    """
    count = int(np.searchsorted(curves.iterations, snapshot.iteration, side="right"))
    data = snapshot.experiment.dataset
    is_short = data.n_samples + data.n_test <= _LONG_TABLE
    table = _section(
        "Training table and answers", _table(moment.setup.table, snapshot), is_wide=not is_short
    )
    said = [
        _section("Result", _readouts(moment.setup, snapshot, example, verdict)),
        *([table] if is_short else []),
        _section("Pictures", _pictures(snapshot, curves[: max(count, 1)], example), is_wide=True),
        _section("Settings", named(settings(moment.setup, snapshot.experiment))),
        _section("Weights", _weights(snapshot)),
        _section("Open it again", _link(moment), is_wide=True),
        *([] if is_short else [table]),
    ]
    style = _STYLE.read_text("utf-8")
    title = f"{html.escape(problem_title(moment.setup))}: iteration {snapshot.iteration:,}"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{style}</style></head>\n"
        f"<body><header><h1>{title}</h1>"
        '<p><span class="blank">Name:</span><span class="blank">Date:</span></p></header>\n'
        f"<main>{chr(10).join(said)}</main>\n"
        "<footer>Written by <i>See a neural network learn</i>.</footer></body></html>\n"
    )


def _section(title: str, content: str, *, is_wide: bool = False) -> str:
    kind = ' class="wide"' if is_wide else ""
    return f"<section{kind}><h2>{title}</h2>{content}</section>"


def _readouts(setup: Setup, snapshot: Snapshot, example: Sequence[float], verdict: Verdict) -> str:
    said = readouts(snapshot, example, setup.table.coding)
    prediction = said["answer"] or said["prediction-shown"]
    return named(
        [
            ("Iteration", f"{snapshot.iteration:,}"),
            ("New example", worded_table.example(setup.table, setup.new_example)),
            ("Prediction", f"{prediction} ({said['target']})" if said["target"] else prediction),
            ("Loss", f"{said['loss-shown']} ({said['loss-note']})"),
            (said["correct-label"], f"{said['correct']} ({said['correct-note']})"),
            # Where there is no room for the target beside the prediction, it is the mark.
            *(
                [("Published" if said["target"] else "Target", said["mark"])]
                if said["mark"]
                else []
            ),
            ("Verdict", verdict.sentence),
        ]
    )


def _pictures(snapshot: Snapshot, curves: Curves, example: Sequence[float]) -> str:
    drawn = (
        network_picture(snapshot, example),
        *output_pictures(snapshot),
        *_curves(snapshot, curves, example),
    )
    return f'<div class="pictures">{"".join(drawn)}</div>{_instead_of_a_picture(snapshot)}'


def _curves(snapshot: Snapshot, curves: Curves, example: Sequence[float]) -> Iterator[str]:
    """What was drawn on the way, and the snapshot's own values at the end."""
    data, t = snapshot.experiment.dataset, np.append(curves.iterations, snapshot.iteration)
    loss = [Line("Training rows", np.append(curves.loss, snapshot.loss))]
    test = held_back_metrics(snapshot)
    if test is not None and curves.test_loss is not None:
        loss.append(Line("Test rows", np.append(curves.test_loss, test.loss)))
    yield line_chart("Loss", t, loss)
    n_all = snapshot.experiment.n_parameters
    places = list(curves.places)
    named = [names(snapshot.experiment)[place] for place in places]
    weights = "Weights" if len(places) == n_all else f"Weights ({len(places)} of {n_all:,})"
    parameters = np.vstack([curves.parameters, snapshot.parameters[places]])
    predictions = np.vstack([curves.prediction, snapshot.predict([example])])
    for title, known, values in (
        (weights, named, parameters),
        ("Prediction for the new example", data.target_names, predictions),
    ):
        yield line_chart(title, t, [Line(*one) for one in zip(known, values.T, strict=True)])


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


def _table(table: Table, snapshot: Snapshot) -> str:
    data = snapshot.experiment.dataset
    if not table.coding.is_plain:
        columns = named(worded_table.how_they_enter(table))
        rows_in_words = list(worded_table.rows(table, snapshot))
        return _numbered(worded_table.titles(table), rows_in_words, data.n_samples) + columns
    X, y = np.concatenate([data.X, data.X_test]), np.concatenate([data.y, data.y_test])
    answers = np.concatenate([snapshot.answers, snapshot.held_back_answers])
    titles = [*data.target_names, *(f"Answer: {name}" for name in data.target_names)]
    rows = [
        [*map(shortest, targets), *map(eight_places, found)]
        for targets, found in zip(y.tolist(), answers.tolist(), strict=True)
    ]
    inputs = [list(map(shortest, row)) for row in X.tolist()]
    if data.n_inputs <= _MOST_INPUTS:
        both = [[*given, *row] for given, row in zip(inputs, rows, strict=True)]
        return _numbered([*data.input_names, *titles], both, data.n_samples)
    # Wider than a page: the inputs follow below, some in each table.
    pieces = [_numbered(titles, rows, data.n_samples)]
    for first in range(0, data.n_inputs, _MOST_INPUTS):
        few = slice(first, first + _MOST_INPUTS)
        pieces.append(
            _numbered(data.input_names[few], [row[few] for row in inputs], data.n_samples)
        )
    return "".join(pieces)


def _numbered(titles: Sequence[str], rows: Sequence[Sequence[str]], n_samples: int) -> str:
    """A table whose rows have their numbers, and say which are test rows."""
    numbered = (
        [f"{place:,}{' (test)' if place > n_samples else ''}", *row]
        for place, row in enumerate(rows, start=1)
    )
    return titled(["Row", *titles], numbered)


def _weights(snapshot: Snapshot) -> str:
    """Every weight and bias, as far as there is room."""
    experiment = snapshot.experiment
    if experiment.n_parameters > _MOST_WEIGHTS:
        return (
            f"<p>The network has {experiment.n_parameters:,} weights and biases: the files "
            "<i>Model</i> and <i>History</i> have them.</p>"
        )
    said = [
        (name, eight_places(value))
        for name, value in zip(names(experiment), snapshot.parameters.tolist(), strict=True)
    ]
    return in_columns(("Weight", "Value"), said, _LONG_TABLE)


def _link(moment: Moment) -> str:
    query = to_query(*moment)
    if is_too_long(query):
        return "<p>It is too long for a link: save the experiment as a file, and open that.</p>"
    return (
        "<p>This behind the address of the page shows the same digits:</p>"
        f'<p class="link">?{html.escape(query_text(query))}</p>'
    )
