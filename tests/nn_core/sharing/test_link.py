"""Links: whatever they say is read back bit for bit, and old ones still work."""

import json
import math
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nn_core import Architecture, InputError, Intervention, Run, TrainingSettings
from nn_core.experiment.preparation import Feature, Preparation
from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.ready_made import PROBLEMS, problem
from nn_core.run.stop_rule import StopRule
from nn_core.sharing import link
from nn_core.sharing.compact import table_rows, table_text
from nn_core.sharing.fields import FIELDS
from nn_core.sharing.file import to_document
from nn_core.sharing.link import from_query, is_too_long, query_in, query_text, to_query
from nn_core.sharing.setup import OWN, Moment, Setup
from nn_core.sharing.to_dict import to_dict
from nn_core.tables.table import Table
from tests.nn_core.sharing.strategies import AWKWARD_NAMES, VIEWS, moments

FROZEN = json.loads((Path(__file__).parent / "frozen_links.json").read_text(encoding="utf-8"))


def opened_moment(text: str) -> Moment:
    """Open a link that must be without fault."""
    moment, complaints = from_query(query_in(text), VIEWS)
    assert complaints == ()
    return moment


def opened(text: str) -> Setup:
    """The setup of a link that must be without fault."""
    return opened_moment(text).setup


def complaints_of(text: str) -> tuple[str, ...]:
    return from_query(query_in(text), VIEWS)[1]


def test_a_new_page_is_the_article() -> None:
    assert opened("") == Setup()
    assert to_query(Setup()) == {"v": "1"}


def test_a_link_that_is_too_long_leaves_the_largest_parts_out_and_names_them() -> None:
    rows = tuple((i / 7, float(i % 2)) for i in range(400))
    changes = tuple(Intervention(i, "l1", i / 977) for i in range(100))
    whole = Setup(OWN, Table(("a",), ("b",), rows), (1.0,), interventions=changes)
    query, left_out = link.shortened(to_query(whole, 5))
    assert left_out == ("table", "changes")
    assert not is_too_long(query)
    (setup, t, _), said = from_query(query, VIEWS)
    assert said == (
        "The link had no room for the table and changes of the experiment: open its file instead.",
    )
    assert (setup.problem, t, setup.interventions) == (OWN, 5, ())
    short = to_query(replace(whole, table=problem("xor").table, interventions=()))
    assert link.shortened(short) == (short, ())
    # Names that mean nothing there are no reason to complain of.
    assert complaints_of("left_out=weather") == ()


def test_whole_numbers_are_numbers_as_well() -> None:
    assert to_query(Setup(training=TrainingSettings(1, l1=0), seed=np.int64(1))) == {"v": "1"}
    assert to_document(Setup(training=TrainingSettings(1)), np.int64(0)) == to_document(Setup())


def test_common_settings_have_readable_keys() -> None:
    setup, t, _ = opened_moment(
        "https://example.org/?seed=7&iterations=20000&t=100&problem=xor&hidden=4,2"
    )
    xor = problem("xor")
    assert t == 100
    assert setup == Setup(
        problem="xor",
        table=xor.table,
        new_example=xor.new_example,
        seed=7,
        iterations=20_000,
        architecture=Architecture((4, 2)),
    )
    assert query_text(to_query(setup, t)) == (
        "parts=v.problem.iterations.t.seed.hidden"
        "&v=1&problem=xor&iterations=20000&t=100&seed=7&hidden=4_2&end=1"
    )


def test_everything_is_written_as_documented() -> None:
    setup = Setup(
        problem=OWN,
        table=Table(("a_b", "c~d"), ("y",), ((0.5, -1.0, 1.0), (None, 1e-07, 0.0))),
        new_example=(1.0, None),
        architecture=Architecture((3,), True, "tanh", "identity", "glorot"),
        training=TrainingSettings(0.1, "mean_squared_error", "adam", 2, 0.01, 1.0),
        seed=5,
        interventions=(
            Intervention(500, "learning_rate", 0.05),
            Intervention(700, "parameter", -1.5, 2),
        ),
        preparation=Preparation((Feature("square", 0), Feature("product", 0, 1)), True),
        iterations=900,
    )
    moment = Moment(setup, 30, (("tab", "data"),))
    written = {
        "v": "1",
        "table": "0.5_-1_1~_1e-07_0",
        "inputs": "a_b~c\\~d",
        "targets": "y",
        "example": "1_",
        "hidden": "3",
        "bias": "1",
        "activation": "tanh",
        "output": "identity",
        "weights": "glorot",
        "learning_rate": "0.1",
        "loss": "mean_squared_error",
        "optimiser": "adam",
        "batch": "2",
        "l1": "0.01",
        "l2": "1",
        "seed": "5",
        "changes": "500_rate_0.05~700_p2_-1.5",
        "features": "square_1~product_1_2",
        "scale": "1",
        "iterations": "900",
        "t": "30",
        "tab": "data",
    }
    assert to_query(*moment) == written
    assert from_query(written, VIEWS) == (moment, ())


def test_every_setting_has_a_key() -> None:
    said = to_dict(Setup("spiral"))
    leaves = {
        (name, inner)
        for name in ("generated", "table", "network", "training", "preparation", "stop")
        for inner in said.pop(name)
    } | {(name,) for name in said if name not in ("version", "view")}
    assert {field.path for field in FIELDS} == leaves
    # Kept runs are setups in turn, with these same fields.
    names = {one.name for one in fields(Setup)} - {"kept"}
    assert {field.at[0] for field in FIELDS if field.at} == names


@pytest.mark.long
@given(moments())
def test_links_are_read_back_bit_for_bit(moment: Moment) -> None:
    text = query_text(to_query(*moment))
    assert repr(opened_moment(text)) == repr(moment)  # repr tells -0.0 from 0.0


@given(st.lists(AWKWARD_NAMES, min_size=1, max_size=4, unique=True))
@example(["a~"])
@example(["b", "T~"])
@example(["a\\~"])
@example(["a~", "\\~"])
def test_names_that_end_in_a_mark_are_read_back(names: list[str]) -> None:
    table = Table(tuple(f"{name}'" for name in names), tuple(names), ((0.0,) * 2 * len(names),))
    turned = Table(table.target_names, table.input_names, table.rows)
    for each in (table, turned):
        setup = Setup(OWN, each, (0.0,) * len(names))
        assert opened(query_text(to_query(setup))).table == each


@pytest.mark.parametrize("key", [each.key for each in PROBLEMS])
def test_an_unchanged_problem_needs_no_table(key: str) -> None:
    setup = opened(f"problem={key}")
    assert setup.table == problem(key).table
    assert to_query(setup).keys() <= {"v", "problem"}


def test_a_changed_cell_of_a_problem_is_written() -> None:
    article = Setup()
    rows = ((0.0, 1.0, 1.0, 0.25), *article.table.rows[1:])
    setup = replace(article, table=replace(article.table, rows=rows))
    assert to_query(setup) == {
        "v": "1",
        "problem": "article",
        "table": "0_1_1_0.25~1_0_0_0~1_0_1_1",
    }
    assert opened(query_text(to_query(setup))) == setup


def test_a_generated_problem_is_drawn_again() -> None:
    spiral = GeneratedProblem("spiral", 60, 0.05, 3)
    setup = Setup(
        "spiral", spiral.table(), (0.0, 2.0), spiral, 0.25, stop=StopRule(0.01, True), seed=3
    )
    text = "&v=1&problem=spiral&seed=3&points=60&noise=0.05&data_seed=3&held_back=0.25"
    assert query_text(to_query(setup)).endswith(text + "&stop_loss=0.01&stop_right=1&end=1")
    assert opened(query_text(to_query(setup))) == setup
    assert setup.experiment().dataset.n_samples == 45


def test_a_table_alone_is_one_s_own() -> None:
    setup = opened("table=0,1;1,0&example=1")
    assert setup.problem == OWN
    assert setup.table == Table(("Input 1",), ("Target",), ((0.0, 1.0), (1.0, 0.0)))
    assert setup.new_example == (1.0,)


@given(st.lists(st.tuples(*[st.none() | st.floats(allow_nan=False)] * 3), max_size=200))
def test_tables_are_packed_and_unpacked(rows: list[tuple[float | None, ...]]) -> None:
    text = table_text(rows)
    assert repr([[None if c is None else float(c) for c in r] for r in table_rows(text)]) == repr(
        [list(row) for row in rows]
    )


def test_long_tables_are_packed() -> None:
    rows = tuple((float(i % 2), float(i // 2 % 2), 1.0, float(i % 3 == 0)) for i in range(300))
    assert len(table_text(rows)) < 400
    setup = Setup(OWN, Table(("a", "b", "c"), ("y",), rows))
    assert opened(query_text(to_query(setup))) == setup
    assert not is_too_long(to_query(setup))


def test_a_large_experiment_says_so() -> None:
    rows = tuple((i / 7, i / 3) for i in range(400))
    query = to_query(Setup(OWN, Table(("a",), ("y",), rows), (0.0,)))
    assert is_too_long(query)
    text = query_text({"v": "1"})
    assert not is_too_long({"v": "1"}, "x" * (1999 - len(text)))
    assert is_too_long({"v": "1"}, "x" * (2000 - len(text)))
    assert link.MAX_LINK == 2000


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("seed=-1", '"seed" is left out: -1 is not a whole number from 0 to 4,294,967,295.'),
        ("seed=1.5", '"seed" is left out: 1.5 is no whole number.'),
        ("seed=one", '"seed" is left out: "one" is no whole number.'),
        ("t=10001", '"t" is left out: 10,001 is not a whole number from 0 to 10,000.'),
        ("iterations=0", '"iterations" is left out: 0 is not a whole number from 1 to 10,000,000.'),
        ("hidden=17", '"hidden" is left out: A hidden layer has 1 to 16 neurons, not 17.'),
        ("hidden=1_1_1_1_1_1_1", '"hidden" is left out: Use at most 6 hidden layers, not 7.'),
        (
            "iterations=10000001",
            '"iterations" is left out: 10,000,001 is not a whole number from 1 to 10,000,000.',
        ),
        ("bias=2", '"bias" is left out: 2 is neither true nor false.'),
        ("problem=pigs", '"problem" is left out: There is no problem "pigs": choose one of'),
        ("loss=none", '"loss" is left out: There is no loss of this name: use one of'),
        ("learning_rate=0", '"learning_rate" is left out: The learning rate must be over 0'),
        ("learning_rate=1e999", '"learning_rate" is left out: inf is no number that can be used.'),
        ("batch=0", '"batch_size" is left out: 0 is not a whole number from 1 to 1,000.'),
        ("table=0_x~1_1", 'Row 1, column "Target" holds "x": type a number, such as 0.5.'),
        ("table=0_1~1", "Row 2 has 1 value where the table has 2 columns."),
        ("table=z0", '"table" is left out: It is damaged, perhaps cut off or mistyped.'),
        ("table=0_1&inputs=a~a", '"names" is left out: Columns 1 and 2 are both named "a"'),
        ("example=1_0", "The new example has 2 values but the table has 3 inputs."),
        ("changes=5_p9_1", '"changes" is left out in part: the network has 3 weights and biases.'),
        ("changes=5_pig_1", '"changes" is left out: A change is one of the learning rate'),
        ("changes=5", '"changes" is left out: "5" is no group of named values.'),
        ("features=cube_1", '"features" is left out: A feature is the square or sine'),
        ("features=square_4", '"features" is left out in part: The table has 3 inputs'),
        ("loss=cross_entropy&output=tanh", '"loss" is left out: Cross-entropy needs outputs'),
        ("output=softmax", '"output" is left out: Softmax with one output is always 1'),
        ("activation=softmax", '"activation" is left out: Softmax compares the outputs of a row'),
        ("tab=games", '"tab" is left out: "games" cannot be chosen: use one of ideas, numbers'),
        ("points=50", '"generated" is left out: the points of this problem are not drawn.'),
        ("problem=moons&noise=2", '"noise" is left out: The noise goes from 0 to 50%.'),
        ("held_back=1", '"held_back" is left out: Hold back 0% to 90% of the rows.'),
        ("held_back=0.95", '"held_back" is left out: Hold back 0% to 90% of the rows.'),
        ("table=" + "~".join(["0_1"] * 1001), '"table" is left out: It has more than 1,000 rows.'),
        ("table=" + ";".join(["0,1"] * 1001), '"table" is left out: It has more than 1,000 rows.'),
        ("stop_loss=0", '"loss_under" is left out: Stop when the loss is under a number over 0'),
        ("v=2", "This was made by a newer version of the page (2): what is not known here"),
        ("colour=red", 'Not known here and left out: "colour".'),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_opens(text: str, sentence: str) -> None:
    (setup, *_), complaints = from_query(query_in(f"{text}&l1=0.25"), VIEWS)
    assert setup.training.l1 == 0.25
    assert complaints[0].startswith(sentence)


def test_the_largest_values_are_taken() -> None:
    setup, t, _ = opened_moment("iterations=10000000&t=10000000&held_back=0.9&seed=4294967295")
    assert (setup.iterations, t) == (10_000_000, 10_000_000)
    assert (setup.held_back, setup.seed) == (0.9, 2**32 - 1)
    rows = ((0.0, 1.0),) * 1000
    for text in ("~".join(["0_1"] * 1000), table_text(rows)):
        assert opened(f"table={text}").table.rows == rows


def test_cells_that_hold_no_number_are_blank_and_texts_stay() -> None:
    unread = (math.nan, math.inf, -math.inf, "x", "1", "", None)
    table = Table(("a", "b"), ("y",), tuple((1, each, -0.0) for each in unread))
    setup = Setup(OWN, table, (np.float64(2), "pig"))
    said = to_dict(setup)
    assert repr(said["table"]["rows"]) == repr(
        [[1.0, each, -0.0] for each in (None, None, None, "x", "1", "", None)]
    )
    assert said["new_example"] == [2.0, "pig"]
    assert setup.new_example == (2.0, "pig")
    assert [row[1] for row in setup.table.rows] == [None, None, None, "x", "1", "", None]
    assert Setup(OWN, table, (math.inf, 1)).new_example == (None, 1.0)


def test_only_the_first_complaints_are_listed() -> None:
    complaints = complaints_of("table=" + "~".join(["a_b"] * 50))
    assert len(complaints) == 9
    assert complaints[-1] == "92 more things could not be used."


def test_without_a_page_the_view_is_left_alone() -> None:
    moment, complaints = from_query({"tab": "data", "colour": "red", "seed": "x"}, None)
    assert moment == Moment(Setup())
    assert complaints == ('"seed" is left out: "x" is no whole number.',)


@pytest.mark.parametrize("foreign", ["*", "é", " ", "=", "%", "\n", "+", "/"])
def test_a_packed_table_with_a_foreign_character_is_damaged(foreign: str) -> None:
    packed = table_text([[float(i % 3)] * 3 for i in range(300)])
    assert packed.startswith("z")
    for at in (1, 5, len(packed) - 1):
        with pytest.raises(InputError, match="damaged"):
            table_rows(packed[:at] + 4 * foreign + packed[at:])


def test_a_packed_table_cannot_unfold_without_end() -> None:
    bomb = table_text([[0.0] * 14] * 70_000)  # 2 MB of text in 3,000 characters
    assert len(bomb) < 10_000
    with pytest.raises(InputError, match="too large"):
        table_rows(bomb)


@pytest.mark.parametrize("text", ["x=" * 200_001, "?" + "a=1&" * 300, "hello", "http://[x/?seed=1"])
def test_what_is_no_link_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        query_in(text)


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda one: one["name"])
def test_old_links_mean_what_they_always_meant(frozen: dict) -> None:
    moment = opened_moment(frozen["link"])
    assert only(to_dict(*moment), frozen["means"]) == frozen["means"]
    if "prediction" in frozen:
        assert digits(moment) == frozen["prediction"]
    assert from_query(to_query(*moment), VIEWS) == (moment, ())


def test_the_old_links_use_every_key() -> None:
    used = {key for frozen in FROZEN for key in query_in(frozen["link"])}
    assert {field.key for field in FIELDS} <= used


def only(said: Any, like: Any) -> Any:
    """What is said under the names that there were when the link was written."""
    if not isinstance(like, dict):
        return said
    return {name: only(said[name], one) for name, one in like.items()}


def digits(moment: Moment) -> str:
    """What the page shows as the prediction."""
    run = Run(moment.setup.experiment())
    run.advance_to(moment.t)
    found = run.at(moment.t).predict([moment.setup.example()])[0]
    return " ".join(f"{value:.8f}" for value in found)
