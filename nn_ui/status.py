"""The line under the transport: what is going on, and what can be done next."""

from __future__ import annotations

from nn_core import Experiment
from nn_ui.learner import Learner


def status(learner: Learner, notice: str) -> str:
    """One sentence or two for the present moment; `notice` says why a new run has begun."""
    if learner.is_playing:
        return _playing(learner)
    if learner.reached == 0:
        return f"{notice or f'{learner.goal:,} iterations of learning are ahead.'} Press Train."
    if learner.cursor >= learner.goal:
        return (
            f"All {learner.goal:,} iterations done. Drag the timeline back, or raise Iterations "
            "and Train on."
        )
    if learner.cursor < learner.reached:
        return f"Showing iteration {learner.cursor:,} again. Train replays from here."
    return f"Paused at iteration {learner.cursor:,}. Train goes on from here."


def reason_for_new_run(before: Experiment, after: Experiment) -> str:
    """Why the network has to start again from iteration 0, in a sentence."""
    changed = [
        what
        for what, is_other in (
            ("the training table", before.dataset != after.dataset),
            ("the seed", before.seed != after.seed),
            ("the learning rate", before.training != after.training),
            ("the network", before.architecture != after.architecture),
        )
        if is_other
    ]
    return f"New run: {' and '.join(changed)} changed."


def _playing(learner: Learner) -> str:
    if learner.cursor < learner.reached:
        return f"Replaying up to iteration {learner.reached:,}, then training on."
    return f"Training towards iteration {learner.goal:,}. Pause keeps what was learned."
