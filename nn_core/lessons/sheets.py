"""All lessons on paper: a worksheet to fill in, and the sheet with its solutions."""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path
from typing import Final

from nn_core.lessons import LESSONS
from nn_core.lessons.lesson import DO_NOT_KNOW, Lesson, trained
from nn_core.lessons.sheet_picture import drawn, picture_of
from nn_core.run.run import Run
from nn_core.tables.number_style import fixed, shortest
from nn_core.telling.html_table import titled

_STYLE: Final = Path(__file__).with_name("sheets.css")
_EMPTY, _TICKED = "☐", "☑"
_MOST_ROWS: Final = 8
_BLANKS: Final = (
    '<p class="blanks"><span class="blank">Name:</span><span class="blank">Date:</span></p>'
)


def worksheet() -> str:
    """A page of HTML with every question, a table and axes to fill in, and no outcome."""
    return _page("Twelve lessons: worksheet", _BLANKS, is_solved=False)


def solutions() -> str:
    """The same page with outcomes, claims, reasons, answers and curves, all computed from runs."""
    return _page("Twelve lessons: solutions", "", is_solved=True)


@cache
def _page(title: str, blanks: str, *, is_solved: bool) -> str:
    lessons = "\n".join(_lesson(one, is_solved=is_solved) for one in LESSONS)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE.read_text('utf-8')}</style></head>\n"
        f"<body><header><h1>{title}</h1>{blanks}</header>\n"
        f"<main>{lessons}</main>\n"
        "<footer>Written by <i>See a neural network learn</i>.</footer></body></html>\n"
    )


def _lesson(one: Lesson, *, is_solved: bool) -> str:
    run = trained(one.setup, one.setup.iterations)
    outcome = one.outcome(run) if is_solved else ""
    below = _solution(one) if is_solved else _room(one)
    return (
        f"<section><h2>{one.number}. {html.escape(one.title)}</h2>"
        f'<p class="question">{html.escape(one.question)}</p>{_answers(one, outcome)}'
        f'<p>{html.escape(one.do)} <span class="link">Behind the address of the page: '
        f"?lesson={one.number}</span></p>"
        f'<div class="both">{drawn(picture_of(one, run), is_solved=is_solved)}'
        f"<div>{_table(one, run, is_solved=is_solved)}</div></div>{below}</section>"
    )


def _answers(one: Lesson, outcome: str) -> str:
    """The boxes of the guesses; on the sheet of solutions the right one is ticked."""
    guesses = one.answers if outcome else (*one.answers, DO_NOT_KNOW)
    boxes = "".join(
        f"<span>{_TICKED if answer == outcome else _EMPTY} {html.escape(answer)}</span>"
        for answer in guesses
    )
    return f'<p class="guess"><b>{"Outcome" if outcome else "My guess"}:</b> {boxes}</p>'


def _table(one: Lesson, run: Run, *, is_solved: bool) -> str:
    """The first rows, with the answers after the lesson's iterations, or room for them."""
    data, snapshot = run.experiment.dataset, run.at(one.iteration)
    titles = [*data.input_names, *data.target_names, f"Answer at {one.iteration:,}"]
    rows = [
        [*map(shortest, [*x, *y]), fixed(answer[0], 4) if is_solved else ""]
        for x, y, answer in zip(
            data.X[:_MOST_ROWS].tolist(), data.y.tolist(), snapshot.answers.tolist(), strict=False
        )
    ]
    n_more = data.n_samples - len(rows)
    more = f"<p>and {n_more} more rows</p>" if n_more > 0 else ""
    return titled(titles, rows) + more


def _room(one: Lesson) -> str:
    return (
        "<p><b>What came out, and why:</b></p><div class='room'></div>"
        f"<p>{_EMPTY} {html.escape(one.challenge.words)}</p>"
    )


def _solution(one: Lesson) -> str:
    return (
        f"<p>{html.escape(one.claim)}</p><p><b>Why:</b> {html.escape(one.why)}</p>"
        f"<p>{_EMPTY} {html.escape(one.challenge.words)}</p>"
    )
