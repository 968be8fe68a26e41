"""What a learner hands in with a report: name, guesses, what was changed, and a conclusion."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from nn_core import Experiment
from nn_core.lessons import DO_NOT_KNOW, Lesson
from nn_core.sharing.link import is_too_long, query_text, to_query
from nn_core.sharing.setup import Moment, Setup
from nn_core.telling.html_table import titled
from nn_ui.report.settings import settings

# What an address is made of before its "?"; it comes from the browser.
_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]_~/%@-]{1,300}")
_DIGITS: Final = 8


@dataclass(frozen=True)
class Guess:
    """A locked guess, whether its outcome has been seen, and whether the last challenge is met."""

    lesson: Lesson
    guess: str
    is_settled: bool
    is_met: bool


@dataclass(frozen=True)
class HandIn:
    """name, conclusion: as typed, "" leaves room for a pen; address: that of the page, without what
    follows "?", "" where it is not known; guesses: of all lessons that were begun; start: what the
    settings are compared with, and what that is called."""

    name: str = ""
    conclusion: str = ""
    address: str = ""
    guesses: tuple[Guess, ...] = ()
    start: Setup = field(default_factory=Setup)
    start_words: str = "a new page"


def guesses(handed: HandIn) -> str:
    """The table of guesses and outcomes; "" where no lesson has been begun."""
    if not handed.guesses:
        return ""
    rows = (
        (
            f"{one.lesson.number}. {one.lesson.title}",
            one.guess,
            one.lesson.found if one.is_settled else "not seen yet",
            _mark(one),
            "yes" if one.is_met else "not yet",
        )
        for one in handed.guesses
    )
    return titled(("Lesson", "Guess", "Outcome", "Right?", "Challenge met"), rows)


def _mark(one: Guess) -> str:
    if not one.is_settled or one.guess == DO_NOT_KNOW:
        return "–"
    return "yes" if one.guess == one.lesson.found else "no"


def changes(handed: HandIn, setup: Setup, experiment: Experiment) -> str:
    """What differs from where the learner began."""
    rows = list(_changes(handed.start, setup, experiment))
    start = html.escape(handed.start_words)
    if not rows:
        return f"<p>Nothing: all is as in {start}.</p>"
    return f"<p>Compared with {start}:</p>{titled(('', 'There', 'Here'), rows)}"


def _changes(start: Setup, setup: Setup, experiment: Experiment) -> Iterator[tuple[str, str, str]]:
    before, now = _said(start, start.experiment()), _said(setup, experiment)
    for name in dict.fromkeys((*before, *now)):
        if before.get(name) != now.get(name):
            yield name, before.get(name, "–"), now.get(name, "–")
    if setup.table != start.table:
        rows = set(start.table.rows)
        n_new = sum(row not in rows for row in setup.table.rows)
        here = f"{len(setup.table.rows):,} rows, {n_new:,} of them not there"
        yield "Training table", f"{len(start.table.rows):,} rows", here


def _said(setup: Setup, experiment: Experiment) -> dict[str, str]:
    said: dict[str, str] = {}
    for name, words in settings(setup, experiment):
        said[name] = f"{said[name]}; {words}" if name in said else words
    return said


def conclusion(handed: HandIn) -> str:
    """What was typed, as text, or room for it."""
    if not handed.conclusion:
        return '<div class="room"></div>'
    return f'<p class="typed">{html.escape(handed.conclusion)}</p>'


def link(handed: HandIn, moment: Moment, prediction: Sequence[float]) -> str:
    """The link to the moment, whole where the page's address is known, and how to check it.

    prediction: (n_outputs,), that of the new example at the moment.
    """
    query = to_query(*moment)
    if is_too_long(query, handed.address):
        return "<p>It is too long for a link: save the experiment as a file, and open that.</p>"
    text = query_text(query)
    if not _ADDRESS.fullmatch(handed.address):
        return (
            "<p>This behind the address of the page shows the same digits:</p>"
            f'<p class="link">?{html.escape(text)}</p>'
        )
    whole = html.escape(f"{handed.address}?{text}")
    return (
        "<p>This link shows the same digits:</p>"
        f'<p class="link"><a href="{whole}">{whole}</a></p>{_check(whole, moment, prediction)}'
    )


def _check(link: str, moment: Moment, prediction: Sequence[float]) -> str:
    """The command that trains it anew and compares; a link to iteration 0 is trained to its end."""
    if moment.t == 0 or not all(map(math.isfinite, prediction)):
        return ""
    expected = ", ".join(f"{value:.{_DIGITS}f}" for value in prediction)
    return (
        "<p>To check it without a browser (exit status 0: the same digits, 1: others):</p>"
        f'<p class="link">python -m nn_core --link &quot;{link}&quot; '
        f"--expect=&quot;{expected}&quot;</p>"
    )


def heading(handed: HandIn) -> str:
    """Name and date, with lines to write on."""
    name = f" {html.escape(handed.name)}" if handed.name else ""
    return f'<p><span class="blank">Name:{name}</span><span class="blank">Date:</span></p>'
