"""The table while it is edited: choosing, replacing, and taking back."""

from dataclasses import replace
from typing import Any

import pytest

from nn_core.problems.generated import GeneratedProblem, generated_kind
from nn_core.problems.ready_made import PROBLEMS, problem
from nn_core.tables.table import Table, add_input, add_target, remove_column, rename_column
from nn_ui.session.editing import (
    GENERATED_KEYS,
    GENERATED_TEST_SHARE,
    MOST_UNDO,
    OWN_TABLE,
    Editing,
)

ARTICLE = PROBLEMS[0]
OTHER = Table(("a", "Input 2"), ("t",), ((5.0, 6.0, 1.0),))


NOTHING: dict[str, Any] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}


def edited(editing: Editing) -> Table:
    """What the page does when cells are typed: the editor shows more than it was given."""
    first, second = editing.given.input_names[:2]
    change(editing, edited_rows={0: {first: "9", second: None}})
    return editing.current


def change(editing: Editing, **table_state: Any) -> bool:
    """What the table's editor reports: edited_rows, added_rows, deleted_rows."""
    return editing.edit(NOTHING | table_state, NOTHING)


def test_a_new_page_shows_the_article_without_anything_to_take_back() -> None:
    editing = Editing()
    assert (editing.problem, editing.given, editing.current) == (
        ARTICLE.key,
        ARTICLE.table,
        ARTICLE.table,
    )
    assert editing.current_example == ARTICLE.new_example
    assert (editing.undo, editing.version) == ((), 0)


@pytest.mark.parametrize("key", [each.key for each in PROBLEMS])
def test_a_chosen_problem_brings_its_table_and_its_example(key: str) -> None:
    editing = Editing()
    editing.choose(key)
    chosen = problem(key)
    assert editing.given == editing.current == chosen.table
    assert editing.given_example == editing.current_example == chosen.new_example
    assert editing.problem == key
    assert editing.version == 1
    assert chosen.title in editing.undo[-1].change


def test_own_table_keeps_every_cell() -> None:
    editing = Editing()
    mine = edited(editing)
    editing.choose(OWN_TABLE)
    assert editing.problem == OWN_TABLE
    assert editing.current == mine
    assert (editing.version, len(editing.undo)) == (0, 1)


def test_taking_back_returns_the_table_with_its_unfinished_edits() -> None:
    editing = Editing()
    mine = edited(editing)
    editing.current_example = (1.0, None, 3.0)
    editing.choose("xor")
    editing.take_back()
    assert editing.given == editing.current == mine
    assert editing.given_example == (1.0, 0.0, 3.0)
    assert editing.problem == OWN_TABLE
    editing.take_back()
    assert (editing.current, editing.problem, editing.undo) == (ARTICLE.table, ARTICLE.key, ())


def test_undo_goes_back_through_all_changes_in_turn() -> None:
    editing = Editing()
    editing.choose("xor")
    editing.replace(OTHER, "opening a file")
    editing.choose("and")
    assert [edition.change for edition in editing.undo][1] == "opening a file"
    for expected in (OTHER, problem("xor").table, ARTICLE.table):
        editing.take_back()
        assert editing.current == expected
    assert editing.undo == ()


def test_the_version_counts_on_with_every_change_and_every_undo() -> None:
    editing, seen = Editing(), [0]
    for change in (
        lambda: editing.choose("xor"),
        lambda: editing.replace(OTHER, "x"),
        editing.take_back,
        editing.take_back,
        lambda: editing.choose("xor"),
    ):
        change()
        seen.append(editing.version)
    assert seen == [0, 1, 2, 3, 4, 5]


def test_only_so_many_changes_are_remembered() -> None:
    editing = Editing()
    for _ in range(MOST_UNDO + 5):
        editing.replace(OTHER, "x")
    assert len(editing.undo) == MOST_UNDO


@pytest.mark.parametrize(
    ("change", "example"),
    [
        (lambda table: remove_column(table, "Input 2"), (7.0, 9.0)),
        (lambda table: remove_column(table, "Input 1"), (8.0, 9.0)),
        (add_input, (7.0, 8.0, 9.0, 0.0)),
        (add_target, (7.0, 8.0, 9.0)),
        (lambda table: rename_column(table, "Input 1", "Size"), (0.0, 8.0, 9.0)),
        (lambda table: OTHER, (0.0, 8.0)),
    ],
)
def test_the_example_follows_the_names_of_the_columns(change, example) -> None:
    editing = Editing()
    editing.current_example = (7.0, 8.0, 9.0)
    table = change(editing.current)
    editing.replace(table, "changing columns")
    assert editing.given_example == example
    assert len(editing.given_example) == len(editing.given.input_names)
    assert editing.problem == OWN_TABLE


def test_a_replaced_table_holds_the_edits_it_was_made_from() -> None:
    editing = Editing()
    mine = edited(editing)
    editing.replace(add_input(editing.current), "adding an input")
    assert editing.given.rows[0] == (9.0, None, 1.0, 0.0, 1.0)
    editing.take_back()
    assert editing.current == mine


@pytest.mark.parametrize("key", GENERATED_KEYS)
def test_a_generated_problem_brings_its_points_and_holds_half_of_them_back(key: str) -> None:
    editing = Editing()
    editing.choose(key)
    assert editing.given == GeneratedProblem(key).table()
    assert editing.given_example == generated_kind(key).new_example
    assert (editing.problem, editing.options.data.test_share) == (key, GENERATED_TEST_SHARE)
    editing.choose("xor")
    assert editing.options.data.test_share == 0


def test_other_data_options_make_the_points_anew_and_keep_the_example() -> None:
    editing = Editing()
    editing.choose("moons")
    editing.current_example = (9.0, 9.0)
    editing.follow_options()
    assert len(editing.undo) == 1
    editing.options.change_data(noise=20)
    editing.follow_options()
    assert editing.given == GeneratedProblem("moons", noise=0.2).table()
    assert editing.given_example == (9.0, 9.0)
    editing.options.change_data(test_share=30)
    editing.follow_options()
    assert len(editing.undo) == 2
    editing.take_back()
    assert editing.given == GeneratedProblem("moons").table()
    assert (editing.options.data.noise, editing.options.data.test_share) == (10, 30)
    editing.follow_options()
    assert len(editing.undo) == 1


def test_taking_back_the_choice_brings_the_share_held_back_with_it() -> None:
    editing = Editing()
    editing.options.change_data(test_share=35)
    editing.choose("circle")
    editing.take_back()
    assert (editing.problem, editing.options.data.test_share) == (ARTICLE.key, 35)


def test_edited_points_are_the_learner_s_own_and_are_not_made_anew() -> None:
    editing = Editing()
    editing.choose("circle")
    assert not change(editing)
    assert editing.is_generated
    mine = edited(editing)
    assert editing.problem == OWN_TABLE
    editing.options.change_data(noise=50)
    editing.follow_options()
    assert editing.current == mine


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"edited_rows": {1: {"Target": "1"}}}, "typed into the table"),
        ({"added_rows": [{"Input 1": "1"}]}, "adding rows"),
        ({"deleted_rows": [0]}, "deleting rows"),
        ({"deleted_rows": [0, 1, 2]}, "deleting rows"),
        ({"deleted_rows": [0, 1], "edited_rows": {2: {"Input 1": "many"}}}, "deleting rows"),
    ],
)
def test_every_change_in_the_editor_makes_the_table_one_s_own_and_can_be_taken_back(
    changes: dict[str, Any], what: str
) -> None:
    editing = Editing()
    assert change(editing, **changes)
    assert not change(editing, **changes), "the editor goes on saying it"
    assert editing.problem == OWN_TABLE
    assert what in editing.undo[-1].change
    editing.take_back()
    assert (editing.current, editing.problem) == (ARTICLE.table, ARTICLE.key)
    assert editing.version == 1, "the editor that says so must be replaced"
    assert not change(editing)


def test_each_of_several_edits_is_taken_back_by_itself() -> None:
    editing = Editing()
    seen = [editing.current]
    for cells in ({"Input 1": "5"}, {"Input 1": "5", "Input 2": "6"}, {"Input 2": "6"}):
        change(editing, edited_rows={0: cells})
        seen.append(editing.current)
    assert len(set(seen)) == 4
    for expected in reversed(seen[:-1]):
        editing.take_back()
        assert editing.current == expected


def test_an_edited_example_can_be_taken_back_and_leaves_the_problem_as_it_is() -> None:
    editing = Editing()
    editing.edit(NOTHING, NOTHING | {"edited_rows": {0: {"Input 1": "0,5", "Input 2": "x"}}})
    assert editing.current_example == (0.5, "x", 1.0)
    assert editing.problem == ARTICLE.key
    editing.replace(add_target(editing.current), "adding a target")
    assert editing.given_example == (0.5, "x", 1.0), "what cannot be read is no 0 either"
    editing.take_back()
    editing.take_back()
    assert editing.current_example == ARTICLE.new_example


@pytest.mark.parametrize(
    "changes",
    [
        {"edited_rows": {3: {"Target": "1"}}},
        {"edited_rows": {-1: {"Target": "1"}}},
        {"edited_rows": {0: {"Colour": "1"}}},
        {"edited_rows": {0: "1"}},
        {"added_rows": [{"Colour": "1"}]},
        {"added_rows": [7]},
        {"deleted_rows": [3]},
        {"deleted_rows": [-1]},
        {"deleted_rows": ["x"]},
    ],
)
def test_a_state_of_no_editor_is_ignored_and_what_was_typed_before_stays(
    changes: dict[str, Any],
) -> None:
    editing = Editing()
    mine = edited(editing)
    assert not change(editing, **changes)
    assert (editing.current, editing.given, editing.version) == (mine, mine, 1)
    assert not editing.edit(NOTHING, NOTHING | changes | {"deleted_rows": [0]})
    assert editing.current_example == ARTICLE.new_example


def test_rows_that_are_being_typed_stay_below_what_is_done_to_the_others() -> None:
    editing = Editing()
    change(editing, added_rows=[{"Input 1": "1"}], deleted_rows=[0])
    assert (editing.n_waiting, editing.used.rows) == (1, ARTICLE.table.rows[1:])
    mixed = replace(editing.used, rows=editing.used.rows[::-1])
    editing.replace_used(mixed, "shuffling the rows")
    assert (editing.n_waiting, editing.used.rows) == (1, ARTICLE.table.rows[:0:-1])
    assert editing.current.rows[-1] == (1.0, None, None, None)
    change(editing, edited_rows={2: {"Input 2": "x"}})
    assert editing.n_waiting == 0, "there is something to complain of"
