"""Which hidden layer is looked at, and over which inputs its grid goes."""

from __future__ import annotations

from dataclasses import dataclass

from nn_ui.figures.scope import Scope


@dataclass(frozen=True)
class HiddenScope:
    """`layer`: the hidden layer, counted from 0; `over`: one or two inputs that vary in the grid,
    what the others are held at, and which output's border is drawn."""

    layer: int
    over: Scope
