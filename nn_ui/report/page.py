"""The report: table with answers, settings, readouts and curves on one page of HTML."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np

from nn_core import Snapshot
from nn_core.cells import number_text
from nn_core.curves import Curves
from nn_core.parameters import names
from nn_core.sharing.plain import plain
from nn_core.sharing.shared import Shared
from nn_ui.readouts import readouts
from nn_ui.report.line_chart import Line, line_chart

_STYLE: Final = """
body { font: 15px/1.45 sans-serif; color: #1b2430; max-width: 44rem; margin: 2rem auto; }
table { border-collapse: collapse; margin: 0.5rem 0; }
th, td { border: 1px solid #dfe4ea; padding: 0.2rem 0.6rem; text-align: right; }
.said td { text-align: left; }
figure { margin: 1.5rem 0; break-inside: avoid; } figcaption { font-weight: bold; }
svg { max-width: 100%; height: auto; font-size: 12px; } .name { margin-right: 1em; }
i { display: inline-block; width: 1em; height: 0.25em; margin-right: 0.4em; }
"""
# Said elsewhere on the page, or of no use on paper.
_NOT_SETTINGS: Final = frozenset({"version", "table", "new_example", "view", "t"})


def report(shared: Shared, snapshot: Snapshot, curves: Curves, example: Sequence[float]) -> str:
    """The page for `snapshot`; `curves` are those of the same run, drawn up to its iteration.

    example: (n_inputs,). Everything that a user has typed is escaped.
    """
    count = int(np.searchsorted(curves.iterations, snapshot.iteration, side="right"))
    parts = (
        "<h1>See a neural network learn</h1>",
        f"<h2>Iteration {snapshot.iteration:,}</h2>{_readouts(snapshot, example)}",
        f"<h2>Training table and answers</h2>{_table(snapshot)}",
        f"<h2>Curves</h2>{_charts(snapshot, curves[: max(count, 1)])}",
        f"<h2>Settings</h2>{_settings(shared)}",
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        "<title>See a neural network learn: report</title>"
        f"<style>{_STYLE}</style></head>\n<body>{chr(10).join(parts)}</body></html>\n"
    )


def _readouts(snapshot: Snapshot, example: Sequence[float]) -> str:
    said = readouts(snapshot, example)
    inputs = snapshot.experiment.dataset.input_names
    pairs = [f"{name} = {number_text(x)}" for name, x in zip(inputs, example, strict=True)]
    return _rows(
        [
            ("New example", ", ".join(pairs)),
            ("Prediction", f"{said['prediction']} ({said['target']})"),
            ("Loss", f"{said['loss']} ({said['loss-note']})"),
            (said["correct-label"], f"{said['correct']} ({said['correct-note']})"),
            *([("Published", said["mark"])] if said["mark"] else []),
        ]
    )


def _table(snapshot: Snapshot) -> str:
    data = snapshot.experiment.dataset
    X, y = np.concatenate([data.X, data.X_test]), np.concatenate([data.y, data.y_test])
    tested = snapshot.predict(data.X_test) if data.n_test else data.y_test
    answers = np.concatenate([snapshot.output, tested])
    titles = ["Row", *data.input_names, *data.target_names]
    titles += [f"Answer: {name}" for name in data.target_names]
    rows = [
        [
            f"{place + 1}{' (test)' if place >= data.n_samples else ''}",
            *map(number_text, (*X[place], *y[place])),
            *(f"{value:.8f}" for value in answers[place]),
        ]
        for place in range(len(X))
    ]
    head = "".join(f"<th>{html.escape(title)}</th>" for title in titles)
    return f"<table><tr>{head}</tr>{''.join(map(_row, rows))}</table>"


def _charts(snapshot: Snapshot, curves: Curves) -> str:
    data, t = snapshot.experiment.dataset, curves.iterations
    test = [] if curves.test_loss is None else [Line("Test rows", curves.test_loss)]
    weights = zip(names(snapshot.experiment), curves.parameters.T, strict=True)
    predictions = zip(data.target_names, curves.prediction.T, strict=True)
    return (
        line_chart("Loss", t, [Line("Training rows", curves.loss), *test])
        + line_chart("Weights", t, [Line(*one) for one in weights])
        + line_chart("Prediction for the new example", t, [Line(*one) for one in predictions])
    )


def _settings(shared: Shared) -> str:
    return _rows(
        (name.replace("_", " ").capitalize(), _said(value))
        for name, value in plain(shared).items()
        if name not in _NOT_SETTINGS and value not in (None, [])
    )


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {_said(one)}" for name, one in value.items())
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _rows(pairs: Iterable[tuple[str, str]]) -> str:
    return f'<table class="said">{"".join(map(_row, pairs))}</table>'


def _row(cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
