"""A teacher's lock: every change is compared with the setup before, part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from nn_core import Architecture, InputError, Intervention, Preparation, TrainingSettings
from nn_core.experiment.preparation import SQUARE, Feature
from nn_core.lessons import lesson
from nn_core.run.stop_rule import StopRule
from nn_core.sharing.setup import Setup
from nn_ui.session.events.event import STAGE, Event, Step
from nn_ui.session.events.table import chosen_problem, other_points, typed
from nn_ui.session.lock import FIXED, PARTS, Lock, changed_parts, is_set, lock_of
from nn_ui.session.page_view import PageView
from nn_ui.session.session import Session

SETUP = Setup(
    architecture=Architecture((2,), True, "tanh"),
    interventions=(Intervention(5, "parameter", 1.0, 0),),
)
ONE_ROW_LESS = replace(SETUP.table, rows=SETUP.table.rows[1:])
CHANGES: tuple[tuple[Callable[[Setup], Setup], tuple[str, ...]], ...] = (
    (lambda one: one, ()),
    (lambda one: chosen_problem(one, "xor"), ("problem",)),
    (lambda one: chosen_problem(one, "spiral"), ("problem",)),
    (lambda one: typed(one, ONE_ROW_LESS, one.new_example), ("table",)),
    (lambda one: typed(one, one.table, (0.0, 0.0, 0.0)), ("example",)),
    (lambda one: replace(one, iterations=5), ("iterations",)),
    (lambda one: replace(one, seed=5), ("seed",)),
    (lambda one: replace(one, training=TrainingSettings(0.5)), ("rate",)),
    (lambda one: replace(one, training=TrainingSettings(1.0, l2=0.1)), ("options",)),
    (lambda one: replace(one, training=TrainingSettings(0.5, l2=0.1)), ("rate", "options")),
    (lambda one: replace(one, stop=StopRule(all_right=True)), ("options",)),
    (lambda one: replace(one, architecture=Architecture()), ("network",)),
    (
        lambda one: replace(one, architecture=Architecture(), interventions=()),
        ("network",),
    ),
    (lambda one: replace(one, interventions=()), ("changes",)),
    (
        lambda one: replace(
            one, architecture=Architecture(), interventions=(Intervention(1, "parameter", 2.0, 0),)
        ),
        ("network", "changes"),
    ),
    (lambda one: replace(one, held_back=0.3), ("inputs",)),
    (lambda one: replace(one, preparation=Preparation((Feature(SQUARE, 0),))), ("inputs",)),
)


@pytest.mark.parametrize(("change", "parts"), CHANGES)
def test_a_change_belongs_to_its_parts(
    change: Callable[[Setup], Setup], parts: tuple[str, ...]
) -> None:
    assert changed_parts(SETUP, change(SETUP)) == parts


def test_points_made_anew_belong_to_the_problem() -> None:
    before = chosen_problem(SETUP, "circle")
    assert changed_parts(before, other_points(before, n_points=50)) == ("problem",)
    hidden = replace(other_points(before, n_points=50), seed=9)
    assert set(changed_parts(before, hidden)) == {"problem", "table", "seed"}


@pytest.mark.parametrize("part", [part for part in PARTS if part != "lessons"])
def test_what_is_set_cannot_be_changed_and_the_rest_can(part: str) -> None:
    session = Session(setup=SETUP, view=PageView(lock=Lock(f"{part}.lessons")))
    for change, _ in CHANGES:
        session.setup, event = SETUP, Event("changing", change, STAGE)
        parts = changed_parts(SETUP, event(SETUP))
        session.take(event, (), 0.0)
        is_refused = part in parts
        assert (session.setup == SETUP) == (is_refused or not parts)
        if is_refused:
            assert PARTS[part] in session.notices.sentence
            assert session.notices.sentence.startswith("Set by your teacher: ")


def test_undo_cannot_leave_the_lock_either() -> None:
    session = Session(setup=SETUP)
    session.take(Event("changing the seed", lambda one: replace(one, seed=7)), (), 0.0)
    session.view.lock = Lock("seed")
    session.take(Step(is_undo=True), (), 0.0)
    assert session.setup.seed == 7


def test_a_lesson_may_be_opened_where_other_lessons_are_free() -> None:
    fixed = FIXED.joined([part for part in PARTS if part != "lessons"])
    Lock(fixed).check(lesson(1).setup, lesson(6).setup)
    with pytest.raises(InputError, match="Set by your teacher: Problem"):
        Lock(FIXED.joined(list(PARTS))).check(lesson(1).setup, lesson(6).setup)
    with pytest.raises(InputError, match="Set by your teacher: Seed"):
        Lock(fixed).check(lesson(1).setup, replace(lesson(1).setup, seed=2))


def test_a_lock_goes_through_a_link_and_is_not_replaced_by_another() -> None:
    lock = Lock("table.seed", "many", "loss")
    view = PageView()
    view.restore(lock.in_link())
    assert view.lock == lock
    assert lock_of(dict(view.in_link())) == lock
    view.restore(())
    view.restore(Lock("seed").in_link())
    assert view.lock == lock


def test_controls_belong_to_parts() -> None:
    lock = Lock("table.seed")
    for key in ("table", "shuffle", "file_3", "seed", "seed_more", "new_seed", "use_what_fits"):
        assert is_set(lock, key)
    for key in ("learning_rate", "train", "tabs", "new_example", "bias", "table_tools_other"):
        assert not is_set(lock, key)
    assert not is_set(Lock("", "many"), "use_what_fits")
