"""How long the landscape of the loss takes, on planes of two weights and of the path.

python -m tests.benchmarks.landscape            # prints the table
python -m tests.benchmarks.landscape --write    # and puts it into docs/benchmarks.md
"""

import json
import time
from statistics import median

import numpy as np

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.run.landscape import SIDES, landscape, losses_on, path_of
from nn_core.run.plane import of_path, of_two
from nn_ui.figures.axes import Axes
from nn_ui.figures.hidden_scope import HiddenScope
from nn_ui.figures.landscape import LandscapeScope
from nn_ui.figures.palette import LIGHT
from nn_ui.figures.scope import Scope, input_ranges
from nn_ui.session.playback import Frame
from nn_ui.session.player import Player
from nn_ui.stage import message
from nn_ui.stage.scene import View
from tests.benchmarks import report

N_ROWS = 250
N_UPDATES = 500
N_ROUNDS = 15
MOST_MILLISECONDS = 120


def experiment() -> Experiment:
    """Points whose class is whether they lie within a circle."""
    X = np.random.default_rng(1).normal(size=(N_ROWS, 2))
    y = (np.hypot(*X.T) < 1.2).astype(float)
    network = Architecture(hidden=(4, 2), bias=True, activation="tanh", output_activation="tanh")
    return Experiment(Dataset(X, y), network, TrainingSettings(0.03, loss="mean_squared_error"))


def rows() -> list[list[str]]:
    """Each plane with the milliseconds of its heights, and of all that a picture needs."""
    made = experiment()
    run = Run(made)
    snapshot = run.at(run.advance_to(N_UPDATES))
    path, last = path_of(run, snapshot), made.n_parameters - 1
    now, axis = snapshot.parameters, np.linspace(-4.0, 4.0, SIDES[0])
    planes = {
        "two weights of the first layer": of_two(now, 0, 5),
        "weight and bias of the output": of_two(now, last - 1, last),
        "the path's two largest directions": of_path(path.parameters, now),
    }
    found = []
    for name, plane in planes.items():
        heights, whole = [], []
        for _ in range(N_ROUNDS):
            start = time.process_time()
            losses_on(made, plane, axis, axis)
            middle = time.process_time()
            landscape(snapshot, path_of(run, snapshot), plane)
            heights.append(1000 * (middle - start))
            whole.append(1000 * (time.process_time() - middle))
        measured = median(heights)
        times = [f"{measured:.0f} ms", f"{median(whole):.0f} ms"]
        target = [
            f"at most {MOST_MILLISECONDS} ms",
            "reached" if measured <= MOST_MILLISECONDS else "missed",
        ]
        found.append([name, *times, *target])
    return found


def pieces() -> list[list[str]]:
    """What a piece of film of fifteen frames costs the server, by what the fourth picture shows."""
    made = experiment()
    player = Player(made, (0.0, 0.0), 2 * N_UPDATES)
    player.run.advance_to(2 * N_UPDATES)
    player.go_to(N_UPDATES, 0.0)
    axes = Axes(2 * N_UPDATES, log_iterations=True, log_loss=False, colours=LIGHT)
    over = Scope((0, 1), input_ranges(made.dataset), (0.0, 0.0))
    views = {
        "prediction": View(axes, thumbnails=True),
        "output": View(axes, scope=over, thumbnails=True),
        "landscape of two weights": View(axes, landscape=LandscapeScope(), thumbnails=True),
        "hidden layer of two neurons": View(axes, hidden=HiddenScope(1, over), thumbnails=True),
    }
    frames = [Frame(number / 30, N_UPDATES + number) for number in range(15)]
    found = []
    for name, view in views.items():
        times = []
        for _ in range(N_ROUNDS):
            start = time.process_time()
            sent = message.piece(player, view, frames, 1.0)
            times.append(1000 * (time.process_time() - start))
        size = len(json.dumps(sent)) / 1000
        found.append([name, f"{median(times):.0f} ms", f"{size:.0f} kB"])
    return found


def text() -> str:
    """The tables and what was measured how."""
    n = SIDES[0]
    header = ["plane", "its heights", "with path and slope", "target", "result"]
    return f"""`python -m tests.benchmarks.landscape --write`.
{report.circumstances("numpy")}

{n} × {n} losses of 2-4-2-1 (tanh, biases) with {N_ROWS} rows; medians of {N_ROUNDS}, in processor \
time, since the machine was busy with other work.

{report.table(header, rows())}

A piece of film of 15 frames of the same run, in processor time:

{report.table(["fourth picture", "a piece of film", "its message"], pieces())}"""


def main() -> None:
    report.told(__doc__ or "", "landscape", "The landscape of the loss", text)


if __name__ == "__main__":
    main()
