"""The points of all curves, as they travel to the browser: base64 of their bytes, which costs a
tenth of writing out their numbers."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nn_core.run.curves import Curves
from nn_ui.figures import series
from nn_ui.figures.series import Series
from nn_ui.session.player import Player
from nn_ui.stage.scene import View


def points(new: Curves, player: Player, view: View, first: int) -> dict[str, Any]:
    """The `Points` of the form that stands in browser/types/message.d.ts, from the one with the
    number `first` on."""
    drawn = _all_series(new, player, view)
    values = np.stack([one.values for one in drawn])
    kind = "f4" if all(map(_fits_in_four_bytes, drawn)) else "f8"
    return {
        "first": first,
        "iterations": _base64(new.iterations.astype("<i4")),
        "keys": [one.key for one in drawn],
        "kind": kind,
        "values": _base64(values.astype(f"<{kind}")),
    }


def _fits_in_four_bytes(one: Series) -> bool:
    """Whether no value would become infinite, and no loss 0: a logarithmic axis has no place for
    it."""
    sizes, limits = np.abs(one.values[one.values != 0]), np.finfo(np.float32)
    least = limits.tiny if one.key.endswith("loss") else 0.0
    return bool(((least <= sizes) & (sizes <= limits.max)).all())


def _all_series(curves: Curves, player: Player, view: View) -> tuple[Series, ...]:
    axes = view.axes
    return (
        *series.loss_series(curves, axes),
        *series.weight_series(curves, player.experiment, axes),
        *series.prediction_series(curves, player.experiment, axes, player.table.coding),
    )


def _base64(values: NDArray[Any]) -> str:
    return base64.b64encode(np.ascontiguousarray(values).tobytes()).decode("ascii")
