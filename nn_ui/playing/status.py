"""The line under the transport: what is going on, and what can be done next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nn_core import Experiment, Preparation
from nn_core.experiment.held_back import hold_back
from nn_core.experiment.intervention import PARAMETER
from nn_core.tables.number_style import shortest
from nn_core.verdict import Verdict
from nn_ui.ideas import next_idea
from nn_ui.session.player import Player

# So many letters fit into two lines beside a button, on a page 1,400 pixels wide.
MOST_LETTERS = 230
# What is said of a page that had lost its server, on its way and once it is there.
RESUMING = "The page comes back to where it was."
RESUMED = "The connection was lost; the run is back where it was"


@dataclass(frozen=True)
class Line:
    """What is said under the transport, and the verdict that is a part of it."""

    text: str
    verdict: Verdict | None = None


def status(
    player: Player, notice: str, *, is_outdated: bool = False, is_silent: bool = False
) -> Line:
    """One sentence or two for the present moment; `notice` says what was changed just now, with
    `is_outdated` the sidebar holds what cannot be trained, so that the old run has stayed, and with
    `is_silent` nothing is said of what the network cannot learn: a search has preferred it to those
    that could do more, or a lesson asks it."""
    if notice == RESUMING:
        return Line(notice)
    if player.is_playing:
        return _playing(player, f"{RESUMING} " if notice == RESUMED else "")
    if is_outdated:
        return Line(
            "This is still the run before: the sidebar says what cannot be trained, and why."
        )
    if notice == RESUMED:
        after = " Press Train to go on." if player.cursor < player.last else ""
        return Line(f"{RESUMED}, at iteration {player.cursor:,}.{after}")
    if player.reached == 0:
        return _before_training(player, notice, is_silent=is_silent)
    if notice:
        return Line(notice)
    if player.cursor == player.run.stopped or player.cursor >= player.goal:
        return _ended(player)
    if player.cursor == player.stopped_at:
        met = _what_is_met(player)
        said = f"Stopped at iteration {player.cursor:,}: {met}. Train goes on."
        return Line(_with_room_for([said, _finding(player)]))
    if player.cursor == 0:
        return Line("Showing iteration 0 again. Train replays from here.")
    if player.cursor < player.reached:
        return _judged(player, f"Showing iteration {player.cursor:,} again. ")
    return _judged(player, f"Paused at iteration {player.cursor:,}. ")


def _ended(player: Player) -> Line:
    """What became of the run, what the network has found, and what to try next: what the verdict's
    button does, where it has one."""
    found = player.verdict
    if player.cursor == player.run.stopped:
        return Line(found.sentence, found)
    after = "" if found.remedy else next_idea(player.experiment)
    return Line(_with_room_for([found.sentence, _finding(player), after]), found)


def _finding(player: Player) -> str:
    return player.judge.finding(player.run, player.cursor, player.table.coding)


def _with_room_for(texts: Sequence[str]) -> str:
    """The first of them, and those behind it that still have room in two lines."""
    said = texts[0]
    for text in filter(None, texts[1:]):
        if len(said) + len(text) < MOST_LETTERS:
            said = f"{said} {text}"
    return said


def _before_training(player: Player, notice: str, *, is_silent: bool) -> Line:
    known = None if is_silent else player.judge.beforehand(player.run)
    if known is None:
        ahead = f"{player.goal:,} iterations of learning are ahead."
        return Line(f"{notice or ahead} Press Train.")
    said = f"{notice} {known.sentence}".lstrip()
    return Line(_with_room_for([said, "Press Train to see how far it gets."]), known)


def _judged(player: Player, before: str = "") -> Line:
    found = player.verdict
    return Line(f"{before}{found.sentence}", found)


def reason_for_change(before: Experiment, after: Experiment, cursor: int) -> str:
    """Why the network starts again, or how it goes on, in a sentence; `cursor` is where it was."""
    changed = set(before.interventions) ^ set(after.interventions)
    if changed and after == replace(before, interventions=after.interventions):
        first = min(one.iteration for one in changed)
        return f"Change at iteration {first:,}: training goes on from there."
    what = _what_is_other(before, after)
    most, last = ", ".join(what[:-1]), what[-1]
    reason = f"New run: {f'{most} and {last}' if most else last} changed."
    if what == ["the learning rate"] and cursor > 0:
        reason += " To change it on the way, use Changes on the way."
    if _changed_weights(before) and not _changed_weights(after):
        reason += " Changes of single weights went with the old network; Undo returns to it."
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
            ("the inputs", _of_inputs(before) != _of_inputs(after)),
            ("the scaling of targets", _scales_targets(before) != _scales_targets(after)),
            ("changes on the way", before.interventions != after.interventions),
        )
        if is_other
    ]


def _of_inputs(experiment: Experiment) -> Preparation:
    return replace(experiment.preparation, scale_targets=False)


def _scales_targets(experiment: Experiment) -> bool:
    return experiment.preparation.scale_targets


def _same_rows(before: Experiment, after: Experiment) -> bool:
    """Whether both have the same table, however many of its rows are held back."""
    return hold_back(before.dataset, 0) == hold_back(after.dataset, 0)


def _what_is_met(player: Player) -> str:
    rule, snapshot = player.stop_rule, player.snapshot
    met = []
    if rule.loss_under is not None and snapshot.loss < rule.loss_under:
        met.append(f"the loss is under {shortest(rule.loss_under)}")
    if rule.all_right and snapshot.correct.all():
        met.append("all rows are right")
    return " and ".join(met)


def _playing(player: Player, before: str) -> Line:
    if player.playback is not None and player.is_looking_back:
        return Line(
            f"{before}Iteration {player.playback.goal:,} is being computed again, from the last "
            "one before it that was kept."
        )
    if player.cursor < player.reached:
        before += f"Replaying up to iteration {player.reached:,}, then training on."
    else:
        before += f"Training towards iteration {player.goal:,}."
    if player.cursor == 0:
        return Line(f"{before} Pause keeps what was learned.")
    return _judged(player, f"{before} ")
