"""Events of the table as pure functions: from one setup to the next."""

from dataclasses import replace
from functools import partial

import pytest

from nn_core import Architecture, Feature, InputError, Intervention, Preparation
from nn_core.problems.generated import GeneratedProblem, generated_kind
from nn_core.problems.generated_kinds import GENERATED
from nn_core.problems.ready_made import PROBLEMS, problem
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.table import Table, add_input, add_target, remove_column, rename_column
from nn_ui.session.events.event import Event, tidied
from nn_ui.session.events.table import (
    changed_columns,
    changed_rows,
    chosen_problem,
    other_points,
    shuffled_rows,
    typed,
    what_was_typed,
)
from nn_ui.session.suggested_network import is_used

ARTICLE = Setup()
OTHER = Table(("a", "Input 2"), ("t",), ((5.0, 6.0, 1.0),))
KEYS = list(GENERATED)


@pytest.mark.parametrize("key", [each.key for each in PROBLEMS])
def test_a_chosen_problem_brings_its_table_and_its_example(key: str) -> None:
    made = chosen_problem(replace(ARTICLE, seed=7, held_back=0.3), key)
    chosen = problem(key)
    assert made == Setup(key, chosen.table, chosen.new_example, seed=7)


@pytest.mark.parametrize("key", KEYS)
def test_a_generated_problem_brings_its_points_and_holds_half_of_them_back(key: str) -> None:
    made, points = chosen_problem(ARTICLE, key), GeneratedProblem(key)
    kind = generated_kind(key)
    network, training = kind.network, kind.training
    expected = Setup(key, points.table(), kind.new_example, points, 0.5, network, training)
    assert made == expected
    assert is_used(made)
    assert chosen_problem(made, "xor").held_back == 0


@pytest.mark.parametrize("key", KEYS)
def test_points_start_with_a_network_that_fits_them_and_it_goes_with_them(key: str) -> None:
    change = Intervention(5, "learning_rate", 0.5)
    before = replace(ARTICLE, seed=7, iterations=500, interventions=(change,))
    made = chosen_problem(replace(before, preparation=Preparation(scale=True)), key)
    assert made.interventions == ()
    assert made.preparation == Preparation()
    assert chosen_problem(made, "article") == replace(before, interventions=())
    assert chosen_problem(chosen_problem(made, "moons"), "xor").architecture == Architecture()
    own = replace(made, architecture=replace(made.architecture, hidden=(3, 2)))
    assert chosen_problem(own, "article").architecture.hidden == (3, 2)
    assert chosen_problem(own, key) == made


def test_own_table_keeps_every_cell() -> None:
    circle = chosen_problem(ARTICLE, "circle")
    assert chosen_problem(circle, OWN) == replace(circle, problem=OWN, generated=None)


def test_other_points_keep_the_example_and_the_kind_keeps_their_noise() -> None:
    moons = replace(chosen_problem(ARTICLE, "moons"), new_example=(9.0, 9.0))
    made = other_points(moons, noise=0.2)
    assert made.table == GeneratedProblem("moons", noise=0.2).table()
    assert made.new_example == (9.0, 9.0)
    circle = chosen_problem(made, "circle")
    assert circle.generated == GeneratedProblem("circle", noise=0.2)
    assert other_points(ARTICLE, noise=0.2) == ARTICLE
    with pytest.raises(InputError):
        other_points(moons, n_points=1)


def test_what_was_typed_makes_the_table_the_learner_s_own() -> None:
    circle = chosen_problem(ARTICLE, "circle")
    table = replace(circle.table, rows=((1.0, "x", None), *circle.table.rows[1:]))
    made = typed(circle, table, (1.0, "y"))
    assert (made.problem, made.generated, made.table) == (OWN, None, table)
    assert typed(circle, circle.table, (1.0, "y")) == replace(circle, new_example=(1.0, "y"))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (ARTICLE.table.rows, "what was typed into the new example"),
        (((1.0,) * 4, *ARTICLE.table.rows[1:]), "what was typed into the table"),
        (ARTICLE.table.rows[:1], "deleting rows"),
        ((), "deleting rows"),
        ((*ARTICLE.table.rows, (None,) * 4), "adding rows"),
    ],
)
def test_what_was_typed_has_a_name(rows, words) -> None:
    assert what_was_typed(ARTICLE, replace(ARTICLE.table, rows=rows)) == words


@pytest.mark.parametrize(
    ("change", "example"),
    [
        (partial(remove_column, name="Input 2"), (7.0, "x")),
        (partial(remove_column, name="Input 1"), (0.0, "x")),
        (add_input, (7.0, 0.0, "x", 0.0)),
        (add_target, (7.0, 0.0, "x")),
        (partial(rename_column, old="Input 1", new="Size"), (0.0, 0.0, "x")),
        (lambda _: OTHER, (0.0, 0.0)),
    ],
)
def test_the_example_follows_the_names_of_the_columns(change, example) -> None:
    made = changed_columns(replace(ARTICLE, new_example=(7.0, None, "x")), change)
    assert made.new_example == example
    assert made.problem == OWN


def test_rows_that_are_being_typed_stay_below_what_is_done_to_the_others() -> None:
    rows = (*ARTICLE.table.rows, (1.0, None, None, None))
    setup = replace(ARTICLE, table=replace(ARTICLE.table, rows=rows))
    made = shuffled_rows(setup, 3, seed=1)
    assert made.table.rows[3] == rows[3]
    assert sorted(made.table.rows[:3]) == sorted(ARTICLE.table.rows)
    fewer = changed_rows(setup, 3, lambda table: replace(table, rows=table.rows[:1]))
    assert fewer.table.rows == (rows[0], rows[3])


def test_features_need_their_inputs() -> None:
    features = (Feature("square", 0), Feature("product", 0, 2), Feature("sine", 1))
    setup = replace(ARTICLE, preparation=Preparation(features, scale=True))
    assert tidied(setup, setup) == setup
    made = Event("", partial(changed_columns, change=partial(remove_column, name="Input 3")))(setup)
    assert made.preparation == Preparation((features[0], features[2]), scale=True)


def test_a_change_of_a_weight_goes_with_the_network_that_it_was_made_for() -> None:
    rate, weight = Intervention(5, "learning_rate", 0.5), Intervention(5, "parameter", 0.0, 1)
    setup = replace(ARTICLE, interventions=(rate, weight))
    made = Event("", partial(changed_columns, change=partial(rename_column, old="Target", new="y")))
    assert made(setup).interventions == (rate, weight)
    for other in (add_target, add_input):
        made = Event("", partial(changed_columns, change=other))
        assert made(setup).interventions == (rate,)
    assert Event("", partial(chosen_problem, key="copy"))(setup).interventions == (rate,)
