"""The controls of the landscape: which plane, which two weights, flat or in three dimensions."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

import streamlit as st

from nn_core.run.plane import ENDS, LINE, PATH, WEIGHTS
from nn_core.training.parameters import names
from nn_ui import state, words
from nn_ui.figures.landscape import LandscapeScope
from nn_ui.session.landscape import LandscapeView, kept_there
from nn_ui.session.pace import PACES, pace
from nn_ui.session.player import Player

_PLANES: Final = MappingProxyType(
    {
        WEIGHTS: "Two weights",
        ENDS: "Start, this moment and end",
        PATH: "The path's two largest directions",
        LINE: "Line to a kept run",
    }
)
_PLANE: Final = "landscape_plane"
_KEPT: Final = "landscape_kept"
_IN_THREE: Final = "landscape_in_three"


def is_offered(player: Player) -> bool:
    """Whether there are two directions at all."""
    return player.experiment.n_parameters >= 2


def handle(player: Player, view: LandscapeView, now: float) -> None:
    """Take up what was chosen, and train on from a place of the landscape that was clicked on,
    where it was taken up."""
    if view.scope is not None and not view.is_opened:
        _read(player, view)
    clicked_in, view.clicked_in = view.clicked_in, None
    if clicked_in not in (None, player.run_number) and player.cursor < player.last:
        player.play(pace(state.value("pace", PACES[0].key)), now)


def _read(player: Player, view: LandscapeView) -> None:
    """What the fields hold that were drawn last; the link says it before they are drawn again."""
    n = player.experiment.n_parameters
    across, up = (
        state.value(key, at) for key, at in zip(_weight_keys(n), view.weights, strict=True)
    )
    view.weights = (across, up if up != across else (across + 1) % n)
    view.follow(view.followed, n)
    view.kind = state.value(_PLANE, view.kind)
    view.in_three = bool(state.value(_IN_THREE, view.in_three))
    numbers = [one.number for one in kept_there(player).values()]
    if state.value(_KEPT) in numbers:
        view.kept = numbers.index(state.value(_KEPT))


def make_flat() -> None:
    """Show contours where the browser cannot draw a surface; only before the switch is drawn."""
    state.put(_IN_THREE, False)


def scope(player: Player, view: LandscapeView, chosen: int | None) -> LandscapeScope:
    """Draw the choices; `chosen` is the weight that is chosen in the diagram."""
    with st.popover(
        "Landscape view", icon=":material/tune:", key="landscape_view", help=words.LANDSCAPE_VIEW
    ):
        kept = {one.number: name for name, one in kept_there(player).items()}
        is_opened, view.is_opened = view.is_opened, False
        kind = view.kind = _kind(view.kind, has_kept=bool(kept), is_news=is_opened)
        before = view.weights
        weights = view.follow(chosen, player.experiment.n_parameters)
        if kind == WEIGHTS:
            view.weights = weights = _two(player, weights, is_news=is_opened or weights != before)
        number = _kept(view, kept, is_news=is_opened) if kind == LINE else 0
        if is_opened or state.value(_IN_THREE) is None:
            state.put(_IN_THREE, view.in_three)
        view.in_three = st.toggle(
            "In three dimensions", key=_IN_THREE, help=words.LANDSCAPE_IN_THREE
        )
    return LandscapeScope(kind, weights, view.in_three, number)


def _kind(before: str, *, has_kept: bool, is_news: bool) -> str:
    offered = [kind for kind in _PLANES if kind != LINE or has_kept]
    if is_news or state.value(_PLANE) not in offered:
        state.put(_PLANE, before if before in offered else offered[0])
    return str(
        st.radio(
            "Plane",
            offered,
            format_func=_PLANES.__getitem__,
            key=_PLANE,
            help=words.LANDSCAPE_PLANE,
        )
    )


def _kept(view: LandscapeView, known: dict[int, str], *, is_news: bool) -> int:
    """The number of the kept run that the line goes to: the first, unless another one is chosen."""
    numbers = list(known)
    if len(numbers) == 1:
        view.kept = 0
        return numbers[0]
    if is_news or state.value(_KEPT) not in numbers:
        state.put(_KEPT, numbers[min(view.kept, len(numbers) - 1) if is_news else 0])
    found = int(st.selectbox("Kept run", numbers, format_func=known.__getitem__, key=_KEPT))
    view.kept = numbers.index(found)
    return found


def _two(player: Player, weights: tuple[int, int], *, is_news: bool) -> tuple[int, int]:
    """The lists of weights; `is_news`: these were not chosen there. One weight makes no plane, so
    that the second list has all but the first's."""
    known = names(player.experiment)
    n = len(known)
    across, up = _weight_keys(n)
    for key, weight in zip((across, up), weights, strict=True):
        if is_news or state.value(key) is None:
            state.put(key, weight)
    first = _one("Weight across", across, known, range(n))
    if state.value(up) == first:
        state.put(up, (first + 1) % n)
    return first, _one("Weight up", up, known, [place for place in range(n) if place != first])


def _weight_keys(n: int) -> tuple[str, str]:
    """Other networks have other lists."""
    return f"landscape_across_{n}", f"landscape_up_{n}"


def _one(label: str, key: str, known: tuple[str, ...], places: Sequence[int]) -> int:
    return int(
        st.selectbox(
            label, places, format_func=known.__getitem__, key=key, help=words.LANDSCAPE_WEIGHT
        )
    )
