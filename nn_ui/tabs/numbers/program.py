"""The line of NumPy behind a phase, and the article's, with the phase's number in its colour."""

from __future__ import annotations

import html

from nn_core.program.phases import Phase


def heading(number: int, title: str) -> str:
    """A phase's title as HTML, behind its number."""
    return f'<h3 class="numbers-heading">{badge(number)}{html.escape(title)}</h3>'


def badge(number: int) -> str:
    """A phase's number, the same at its code and at its numbers."""
    return f'<span class="numbers-badge numbers-badge-{number}">{number}</span>'


def program(number: int, phase: Phase) -> str:
    """The lines of code as HTML; in the article's line the part that does this phase is marked."""
    if phase.article_line:
        article = f"<pre>{_marked(phase.article_line, phase.article_part)}</pre>"
    else:
        article = (
            "<p>Its network is one layer of sigmoid neurons without biases that takes plain steps "
            "on the whole table, so it has no line for this one.</p>"
        )
    return (
        f'<div class="numbers-program">{badge(number)}<div>'
        f"<p>NumPy</p><pre>{html.escape(phase.our_line)}</pre>"
        f"<p>Article</p>{article}</div></div>"
    )


def caption(number: int, words: str) -> str:
    """What a table shows, behind the phase's number."""
    return f'<p class="numbers-caption">{badge(number)}{html.escape(words)}</p>'


def _marked(line: str, part: str) -> str:
    before, found, after = line.partition(part)
    return f"{html.escape(before)}<mark>{html.escape(found)}</mark>{html.escape(after)}"
