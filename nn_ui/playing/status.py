"""The line under the transport: what is going on, and what can be done next."""

from __future__ import annotations

from dataclasses import replace

from nn_core import Experiment
from nn_core.experiment.held_back import hold_back
from nn_core.experiment.intervention import PARAMETER
from nn_core.tables.number_style import shortest
from nn_ui.session.player import Learner

# What is said of a page that had lost its server, on its way and once it is there.
RESUMING = "The page comes back to where it was."
RESUMED = "The page has come back to where it was."


def status(learner: Learner, notice: str, *, is_outdated: bool = False) -> str:
    """One sentence or two for the present moment; `notice` says what was changed just now, and
    with `is_outdated` the sidebar holds what cannot be trained, so that the old run has stayed."""
    if notice == RESUMING:
        return notice
    if learner.is_playing:
        said = f"{RESUMING} " if notice == RESUMED else ""
        return f"{said}{_playing(learner)}"
    if is_outdated:
        return "This is still the run before: the sidebar says what cannot be trained, and why."
    if learner.reached == 0:
        return f"{notice or f'{learner.goal:,} iterations of learning are ahead.'} Press Train."
    if notice == RESUMED and learner.cursor < learner.last:
        return f"{RESUMED} Train goes on from iteration {learner.cursor:,}."
    if notice:
        return notice
    if learner.cursor == learner.run.stopped:
        return _diverged(learner)
    if learner.cursor == learner.stopped_at:
        return f"Stopped at iteration {learner.cursor:,}: {_what_is_met(learner)}. Train goes on."
    if learner.cursor >= learner.goal:
        return (
            f"All {learner.goal:,} iterations done. Drag the timeline back, or raise Iterations "
            "and Train on."
        )
    if learner.cursor < learner.reached:
        return f"Showing iteration {learner.cursor:,} again. Train replays from here."
    return f"Paused at iteration {learner.cursor:,}. Train goes on from here."


def reason_for_change(before: Experiment, after: Experiment, cursor: int) -> str:
    """Why the network starts again, or how it goes on, in a sentence; `cursor` is where it was."""
    changed = set(before.interventions) ^ set(after.interventions)
    if changed and after == replace(before, interventions=after.interventions):
        first = min(one.iteration for one in changed)
        return f"Change at iteration {first:,}: training goes on from there."
    what = _what_is_other(before, after)
    reason = f"New run: {' and '.join(what)} changed."
    if what == ["the learning rate"] and cursor > 0:
        reason += " To change it on the way, use Changes on the way."
    if _changed_weights(before) and not _changed_weights(after):
        reason += (
            " Changes of single weights belonged to the old network and are gone; Back in the "
            "browser returns to it."
        )
    return reason


def _changed_weights(experiment: Experiment) -> bool:
    return any(one.what == PARAMETER for one in experiment.interventions)


def _what_is_other(before: Experiment, after: Experiment) -> list[str]:
    rate = after.training.learning_rate
    options = replace(before.training, learning_rate=rate) != after.training
    return [
        what
        for what, is_other in (
            ("the training table", not _same_rows(before, after)),
            ("the test rows", _same_rows(before, after) and before.dataset != after.dataset),
            ("the seed", before.seed != after.seed),
            ("the learning rate", before.training.learning_rate != rate),
            ("the training options", options),
            ("the network", before.architecture != after.architecture),
            ("the inputs", before.preparation != after.preparation),
            ("changes on the way", before.interventions != after.interventions),
        )
        if is_other
    ]


def _same_rows(before: Experiment, after: Experiment) -> bool:
    """Whether both have the same table, however many of its rows are held back."""
    return hold_back(before.dataset, 0) == hold_back(after.dataset, 0)


def _what_is_met(learner: Learner) -> str:
    rule, snapshot = learner.stop_rule, learner.snapshot
    met = []
    if rule.loss_under is not None and snapshot.loss < rule.loss_under:
        met.append(f"the loss is under {shortest(rule.loss_under)}")
    if rule.all_right and snapshot.correct.all():
        met.append("all rows are right")
    return " and ".join(met)


def _diverged(learner: Learner) -> str:
    rate = shortest(learner.experiment.training_at(learner.cursor).learning_rate)
    return (
        f"The weights grew beyond all bounds after iteration {learner.cursor:,} (they diverged): "
        f"use a learning rate smaller than {rate}, or scale the inputs."
    )


def _playing(learner: Learner) -> str:
    if learner.playback is not None and learner.is_looking_back:
        return (
            f"Iteration {learner.playback.goal:,} is being computed again, from the last one "
            "before it that was kept."
        )
    if learner.cursor < learner.reached:
        return f"Replaying up to iteration {learner.reached:,}, then training on."
    return f"Training towards iteration {learner.goal:,}. Pause keeps what was learned."
