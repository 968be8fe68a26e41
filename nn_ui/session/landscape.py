"""What a tab keeps about the landscape from one run of the page to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from nn_core.run.landscape import has_same_landscape
from nn_core.run.plane import ENDS, LINE, PATH, WEIGHTS
from nn_ui.figures.kept_curves import kept_name
from nn_ui.figures.landscape import LandscapeScope
from nn_ui.session.kept_runs import KeptRun
from nn_ui.session.player import Player

LANDSCAPE_KEY: Final = "landscape"
_THREE: Final = ".three"
_CHOSEN: Final = re.compile(
    rf"(?:{WEIGHTS}\.(\d{{1,5}})\.(?!\1(?!\d))(\d{{1,5}})|{ENDS}|{PATH}|{LINE}\.(\d))(\{_THREE})?",
    re.ASCII,
)


class _Landscapes(Sequence[str]):
    """The values that the landscape may have in a link: none, which is the first two weights, or
    a plane, such as "weights.3.5", "ends", "path" or "line.1", with ".three" for a surface."""

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str) and (not value or _CHOSEN.fullmatch(value) is not None)

    def __len__(self) -> int:
        return 5

    def __getitem__(self, place: Any) -> Any:
        return ("", f"{WEIGHTS}.0.1", ENDS, PATH, f"{LINE}.1")[place]


LANDSCAPES: Final = _Landscapes()


@dataclass
class LandscapeView:
    """`scope` is what the panel shows, None while it shows something else."""

    scope: LandscapeScope | None = None
    # What was chosen, since the fields forget it while they are not drawn.
    kind: str = WEIGHTS
    in_three: bool = False
    # The weight across and the one up, and the chosen weight that they have followed.
    weights: tuple[int, int] = (0, 1)
    followed: int | None = None
    # The place of the kept run to which the line goes, among those with the same landscape.
    kept: int = 0
    # Whether all this was opened with a link: the fields are to show it.
    is_opened: bool = False
    # The run in which a place of the landscape was clicked on: its successor is to be played.
    clicked_in: int | None = None

    def follow(self, chosen: int | None, n_parameters: int) -> tuple[int, int]:
        """The two weights, after one was chosen in the diagram: it takes the place of the one that
        has been there longest. Those that another network does not have are its first two."""
        if max(self.weights) >= n_parameters:
            self.weights = (0, 1)
        if chosen is not None and chosen != self.followed and chosen not in self.weights:
            self.weights = (self.weights[1], chosen)
        self.followed = chosen
        return self.weights

    @property
    def in_link(self) -> str:
        """What was chosen, as a link says it."""
        across, up = self.weights
        own = {WEIGHTS: f".{across}.{up}", LINE: f".{self.kept + 1}"}
        said = self.kind + own.get(self.kind, "") + (_THREE if self.in_three else "")
        return "" if said == LANDSCAPES[1] else said

    def restore(self, said: str) -> None:
        """Take up what a link says."""
        found = _CHOSEN.fullmatch(said or LANDSCAPES[1])
        assert found is not None
        across, up, kept, in_three = found.groups()
        self.kind, self.in_three = said.split(".")[0] or WEIGHTS, in_three is not None
        self.weights = (int(across), int(up)) if across else (0, 1)
        self.kept = max(0, int(kept or 1) - 1)
        self.is_opened = True


def kept_there(player: Player) -> dict[str, KeptRun]:
    """The kept runs that have the same landscape as the present one, by their names."""
    runs = player.kept.runs
    return {
        kept_name(place, len(runs)): one
        for place, one in enumerate(runs, start=1)
        if has_same_landscape(player.experiment, one.run.experiment)
    }
