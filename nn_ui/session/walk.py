"""The slow iteration: which of its beats the diagram shows. The run stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nn_core.explanation.beats import GRAINS, LAYER, Beat, beats, beside
from nn_ui.session.player import Player
from nn_ui.session.told import whole_number

# With that which ends it.
_KNOWN = ("", *GRAINS)


@dataclass
class Walk:
    """grain: one of `GRAINS`, "" while the diagram shows the network as always; place: of the beat
    among all of this grain; moment: the run and the iteration that they are of."""

    grain: str = ""
    place: int = 0
    moment: tuple[int, int] = (0, 0)

    @property
    def is_on(self) -> bool:
        """Whether the diagram shows a beat."""
        return bool(self.grain)

    def open(self) -> None:
        """Begin with the first beat."""
        self.grain, self.place = LAYER, 0

    def close(self) -> None:
        """Show the network as always."""
        self.grain = ""

    def ask(self, told: Any, player: Player) -> None:
        """Go where the browser asks: to the beat at a place among those `of` a grain, or to what is
        beside it in another. Two runs of the page may hear of the same, so it does not count from
        where this is."""
        if not isinstance(told, dict):
            return
        grain, of, place = told.get("grain"), told.get("of"), whole_number(told.get("place"))
        if place is None or grain not in _KNOWN or of not in _KNOWN:
            return
        if not self.is_on:
            self.moment = player.run_number, player.cursor
        self.grain, self.place = str(grain), place
        if of in GRAINS and grain in GRAINS and of != grain:
            there = beats(player.experiment, str(of))
            beat = there[max(0, min(place, len(there) - 1))]
            self.place = beside(beats(player.experiment, str(grain)), beat)

    def beats(self, player: Player) -> tuple[int, Beat]:
        """How many beats there are, and the present one; at another moment it is the first."""
        moment = player.run_number, player.cursor
        if self.moment != moment:
            self.moment, self.place = moment, 0
        found = beats(player.experiment, self.grain)
        self.place = max(0, min(self.place, len(found) - 1))
        return len(found), found[self.place]
