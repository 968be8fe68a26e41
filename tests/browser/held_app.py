"""The app, whose runs of the page a test can hold at a place, as a busy machine does by chance.

While the folder HOLDS has a file with a place's name, a run that comes there waits, and says so in
a second file.
"""

import os
import runpy
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from nn_ui.playing import transport
from nn_ui.sidebar import problem_list

HOLDS = Path(os.environ["HOLDS"])
# Before anything of the page is drawn, and before its buttons are: while a film plays, and where
# none does.
PLACES: tuple[tuple[Any, str, dict[str, Callable[..., bool]]], ...] = (
    (problem_list, "problem_list", {"problem_list": lambda *_: True}),
    (
        transport,
        "bar",
        {
            "bar_in_play": lambda player, *_: player.is_playing,
            "bar_at_rest": lambda player, *_: not player.is_playing,
        },
    ),
)


def held(places: dict[str, Callable[..., bool]], draw: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(draw)
    def wait_and_draw(*arguments: Any) -> Any:
        for name, is_there in places.items():
            while (HOLDS / name).exists() and is_there(*arguments):
                (HOLDS / f"{name}-waits").touch()
                time.sleep(0.005)
        return draw(*arguments)

    return wait_and_draw


for module, name, places in PLACES:
    if not hasattr(getattr(module, name), "__wrapped__"):
        setattr(module, name, held(places, getattr(module, name)))
runpy.run_path(str(Path.cwd() / "app.py"))
