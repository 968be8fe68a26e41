"""Choices that do not go together: a sentence for each, and buttons that put them right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import streamlit as st

from nn_core import Dataset, InputError
from nn_core.advice import Advice, advice
from nn_core.sharing.remedied import remedied
from nn_core.sharing.setup import Setup
from nn_ui import state
from nn_ui.messages import complain, remark
from nn_ui.session.events.event import Event
from nn_ui.session.examined import examined

# With these the experiment cannot be trained at all; the others only learn badly.
UNTRAINABLE = ("cross_entropy_output", "cross_entropy_targets")
_KEY = "remedy_"


def asked(setup: Setup) -> Iterator[Event]:
    """The remedies that were pressed."""
    pressed = [press.key for press in state.presses_of(_KEY)]
    dataset = examined(setup).dataset if pressed else None
    if dataset is None:
        return
    offered = {
        _key(given, number): remedy
        for given in advice_on(setup, dataset)
        for number, remedy in enumerate(given.remedies)
    }
    for remedy in (offered[key] for key in pressed if key in offered):
        yield Event("following the advice", partial(remedied, remedy=remedy))


def advice_on(setup: Setup, dataset: Dataset) -> tuple[Advice, ...]:
    """The advice on a setup, whose table is `dataset`."""
    return advice(dataset, setup.architecture, setup.training, setup.preparation)


def advising(setup: Setup, dataset: Dataset) -> bool:
    """Draw the advice on the setup; True when it cannot be trained."""
    found = advice_on(setup, dataset)
    for given in found:
        if given.key in UNTRAINABLE:
            complain(given.key, InputError(given.sentence))
        else:
            remark(given.key, given.sentence)
        with st.container(horizontal=True, key=f"remedies_{given.key}"):
            for number, remedy in enumerate(given.remedies):
                state.button(remedy.label, _key(given, number))
    return any(given.key in UNTRAINABLE for given in found)


def _key(given: Advice, number: int) -> str:
    return f"{_KEY}{given.key}_{number}"
