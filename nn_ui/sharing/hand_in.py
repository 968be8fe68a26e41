"""Handing in: a report with the learner's name, guesses and conclusion."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from nn_core import Snapshot
from nn_core.lessons import lesson
from nn_core.sharing.setup import Setup
from nn_core.verdict import verdict
from nn_ui import state
from nn_ui.colours import chosen
from nn_ui.figures.palette import Palette, palette
from nn_ui.report.fourth_picture import FourthPicture, hidden_layer, landscape_picture
from nn_ui.report.hand_in import Guess, HandIn
from nn_ui.report.kept import Kept
from nn_ui.report.page import report
from nn_ui.report.settings import problem_title
from nn_ui.session.events.table import chosen_problem
from nn_ui.session.examined import shown
from nn_ui.session.lessons import Lessons
from nn_ui.session.page_view import PageView
from nn_ui.session.player import Player
from nn_ui.sharing import files, views
from nn_ui.stage import kept
from nn_ui.stage.drawn_anew import landscape_at

_NAME, _CONCLUSION = "hand_in_name", "hand_in_conclusion"
_MOST_OF_NAME: Final = 80
_MOST_OF_CONCLUSION: Final = 4000


def hand_in(setup: Setup, player: Player, view: PageView) -> None:
    """Draw the fields, and the button that writes the report at the click."""
    st.text_input("Your name", key=_NAME, max_chars=_MOST_OF_NAME)
    st.text_area("What you conclude", key=_CONCLUSION, max_chars=_MOST_OF_CONCLUSION)
    seen, paper = views.whole(view), palette("light", chosen())
    handed = handed_in(setup, view.lessons, str(st.context.url or ""))
    view.signed = _signed()

    def report_text() -> str:
        moment = shown(setup, player, seen)
        snapshot = player.run.at(moment.t)
        found = verdict(player.run, moment.t, goal=player.goal)
        beside = Kept(player.kept.runs, kept.compared(player))
        own = player.curves, player.example, found, paper
        fourth = _fourth(player, snapshot, view, paper)
        # As it is at the click, which may come before the page has been drawn with the last word.
        name, conclusion = view.signed
        signed = replace(handed, name=name, conclusion=conclusion)
        return report(moment, snapshot, *own, signed, beside, fourth)

    files.download("Report (.html)", "report.html", report_text)


def _fourth(
    player: Player, snapshot: Snapshot, view: PageView, paper: Palette
) -> FourthPicture | None:
    """The fourth picture, where the report has none of its kind already."""
    if view.landscape.scope is not None:
        return landscape_picture(landscape_at(player, snapshot, view.landscape.scope), paper)
    return None if view.hidden is None else hidden_layer(snapshot, view.hidden.layer)


def handed_in(setup: Setup, lessons: Lessons, address: str) -> HandIn:
    """What goes into the report beside the run; the settings are compared with the open lesson's,
    or with those that the problem begins with."""
    one = lesson(lessons.shown) if lessons.shown else None
    start = chosen_problem(Setup(), setup.problem) if one is None else one.setup
    words = f"a new page with {problem_title(start)}" if one is None else f"lesson {one.number}"
    return HandIn(
        address=address,
        guesses=tuple(
            Guess(lesson(number), guess, number in lessons.settled, number in lessons.met)
            for number, guess in sorted(lessons.guesses.items())
        ),
        start=start,
        start_words=words,
    )


def _signed() -> tuple[str, str]:
    """What is typed as the name, and as the conclusion."""
    name, conclusion = (str(state.value(key) or "") for key in (_NAME, _CONCLUSION))
    return name[:_MOST_OF_NAME], conclusion[:_MOST_OF_CONCLUSION]
