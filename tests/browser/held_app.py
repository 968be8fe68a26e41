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
# Before anything of the page is drawn, and before its buttons are.
PLACES = ((problem_list, "problem_list"), (transport, "bar"))


def held(name: str, draw: Callable[..., Any]) -> Callable[..., Any]:
    hold, waits = HOLDS / name, HOLDS / f"{name}-waits"

    @wraps(draw)
    def wait_and_draw(*arguments: Any) -> Any:
        while hold.exists():
            waits.touch()
            time.sleep(0.005)
        return draw(*arguments)

    return wait_and_draw


for module, place in PLACES:
    if not hasattr(getattr(module, place), "__wrapped__"):
        setattr(module, place, held(place, getattr(module, place)))
runpy.run_path(str(Path.cwd() / "app.py"))
