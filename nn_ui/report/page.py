"""The report: readouts, pictures, settings, and the table with answers, on one page of HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from nn_core import Snapshot
from nn_core.run.curves import Curves
from nn_core.sharing.setup import Moment, Setup
from nn_core.tables.number_style import shortest
from nn_core.tables.table import Table
from nn_core.telling.finding import finding
from nn_core.telling.html_table import in_columns, named, titled
from nn_core.telling.moment import moment as in_words
from nn_core.training.parameters import names
from nn_core.verdict import Verdict
from nn_ui.figures.palette import LIGHT, Palette
from nn_ui.readouts import eight_places, readouts
from nn_ui.report import confusion, hand_in, worded_table
from nn_ui.report.fourth_picture import FourthPicture
from nn_ui.report.hand_in import HandIn
from nn_ui.report.kept import Kept
from nn_ui.report.pictures import pictures
from nn_ui.report.settings import problem_title, settings

DIVERGED: Final = "diverged"
NOTHING_KEPT: Final = Kept()
_STYLE: Final = Path(__file__).with_name("report.css")
# A longer table comes last, so that nobody has to look for the rest behind it.
_LONG_TABLE: Final = 16
_ROWS_A_COLUMN: Final = 40
_MOST_WEIGHTS: Final = 60
# Columns of inputs for which a page has room.
_MOST_INPUTS: Final = 10


def report(
    moment: Moment,
    snapshot: Snapshot,
    curves: Curves,
    example: Sequence[float],
    verdict: Verdict,
    colours: Palette = LIGHT,
    handed: HandIn | None = None,
    kept: Kept = NOTHING_KEPT,
    fourth: FourthPicture | None = None,
) -> str:
    """The page for `snapshot`; `curves` are those of the same run, drawn up to its iteration,
    `verdict` says what became of it, `colours` are those of its pictures, `handed` is what a
    learner hands in with it, `kept` runs stand beside it, and `fourth` is what the page shows of
    it where that is no other picture.

    example: (n_inputs,). Everything that a user has typed is escaped.
    """
    handed = HandIn() if handed is None else handed
    count = int(np.searchsorted(curves.iterations, snapshot.iteration, side="right"))
    data = snapshot.experiment.dataset
    is_short = data.n_samples + data.n_test <= _LONG_TABLE
    table = _section(
        "Training table and answers", _table(moment.setup.table, snapshot), is_wide=not is_short
    )
    setup, has_diverged = moment.setup, verdict.key == DIVERGED
    told = in_words(
        snapshot, curves, setup.table, example, setup.new_example, has_diverged=has_diverged
    )
    caption = f"<p>{html.escape(str(told))}</p>"
    coding = moment.setup.table.coding
    fall = confusion.tables(coding, snapshot)
    drawn = pictures(snapshot, curves[: max(count, 1)], example, coding, colours, kept)
    beside = kept.table(snapshot.iteration)
    lessons = hand_in.guesses(handed)
    link = hand_in.link(handed, moment, snapshot.predict([example])[0].tolist())
    said = [
        _section("Result", caption + _readouts(moment.setup, snapshot, example, verdict)),
        *([_section("Kept runs", beside)] if beside else []),
        *([table] if is_short else []),
        *([_section("Where the answers fall", fall)] if fall else []),
        _section("Pictures", drawn, is_wide=True),
        *([_section(fourth.name, fourth.content)] if fourth else []),
        *([_section("Lessons", lessons, is_wide=True)] if lessons else []),
        _section("Settings", named(settings(moment.setup, snapshot.experiment))),
        _section("What was changed", hand_in.changes(handed, moment.setup, snapshot.experiment)),
        _section("Weights", _weights(snapshot)),
        _section("Conclusion", hand_in.conclusion(handed), is_wide=True),
        _section("Open it again", link, is_wide=True),
        *([] if is_short else [table]),
    ]
    style = _variables(colours) + _STYLE.read_text("utf-8")
    title = f"{html.escape(problem_title(moment.setup))}: iteration {snapshot.iteration:,}"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{style}</style></head>\n"
        f"<body><header><h1>{title}</h1>"
        f"{hand_in.heading(handed)}</header>\n"
        f"<main>{chr(10).join(said)}</main>\n"
        "<footer>Written by <i>See a neural network learn</i>.</footer></body></html>\n"
    )


def _variables(colours: Palette) -> str:
    """The colours that the style sheet names."""
    named = ("text", "muted", "grid", "background", "positive")
    said = "".join(f"--{name}: {getattr(colours, name)}; " for name in named)
    return f":root {{ {said}}}\n"


def _section(title: str, content: str, *, is_wide: bool = False) -> str:
    kind = ' class="wide"' if is_wide else ""
    return f"<section{kind}><h2>{title}</h2>{content}</section>"


def _readouts(setup: Setup, snapshot: Snapshot, example: Sequence[float], verdict: Verdict) -> str:
    said = readouts(snapshot, example, setup.table.coding)
    prediction = said["answer"] or said["prediction-shown"]
    found = "" if verdict.key == DIVERGED else finding(snapshot, setup.table.coding)
    return named(
        [
            ("Iteration", f"{snapshot.iteration:,}"),
            ("New example", worded_table.example(setup.table, setup.new_example)),
            ("Prediction", f"{prediction} ({said['target']})" if said["target"] else prediction),
            ("Loss", f"{said['loss-shown']} ({said['loss-note']})"),
            (said["correct-label"], f"{said['correct']} ({said['correct-note']})"),
            # Where there is no room for the target beside the prediction, it is the mark.
            *(
                [("Published", said["mark"]) if said["target"] else _target(said["mark"])]
                if said["mark"]
                else []
            ),
            ("Verdict", verdict.sentence),
            *([("What it found", found)] if found else []),
        ]
    )


def _target(said: str) -> tuple[str, str]:
    """What stands below a prediction, such as "target: arve", as a name and what it is."""
    return "Target", said.removeprefix("target").removeprefix(":").strip()


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
