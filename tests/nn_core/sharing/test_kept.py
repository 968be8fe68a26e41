"""Kept runs in links and files: as differences, read back bit for bit, and never trusted."""

import json
from dataclasses import replace

import pytest

from nn_core import Architecture, InputError, Intervention, TrainingSettings
from nn_core.experiment.preparation import Feature, Preparation
from nn_core.problems.ready_made import problem
from nn_core.sharing.file import from_document, to_document
from nn_core.sharing.link import from_query, query_in, query_text, shortened, to_query
from nn_core.sharing.setup import OWN, Moment, Setup
from nn_core.tables.table import Table
from tests.nn_core.sharing.strategies import VIEWS

SLOW = Setup(training=TrainingSettings(learning_rate=0.1))
XOR = problem("xor")


def opened(text: str) -> tuple[Setup, tuple[str, ...]]:
    moment, complaints = from_query(query_in(text), VIEWS)
    return moment.setup, complaints


def test_a_kept_run_is_said_as_what_differs() -> None:
    setup = Setup(seed=5, kept=(SLOW, replace(SLOW, seed=5), Setup(seed=5)))
    assert to_query(setup) == {
        "v": "1",
        "seed": "5",
        "kept_runs": "seed=1&learning_rate=0.1;learning_rate=0.1;same",
    }
    assert json.loads(to_document(setup))["kept_runs"] == [
        {"seed": 1, "training": {"learning_rate": 0.1}},
        {"training": {"learning_rate": 0.1}},
        {},
    ]


def test_without_kept_runs_links_and_files_say_nothing_of_them() -> None:
    assert "kept_runs" not in to_query(Setup(seed=5))
    assert "kept_runs" not in json.loads(to_document(Setup(seed=5)))


def test_a_link_given_out_opens_to_the_same_runs_for_ever() -> None:
    setup, complaints = opened(
        "?parts=v.seed.hidden.kept_runs&v=1&seed=5&hidden=4"
        "&kept_runs=seed%3D1%26hidden%3D%26learning_rate%3D0.1%3Bproblem%3Dxor%3Bsame&end=1"
    )
    assert complaints == ()
    here = Setup(seed=5, architecture=Architecture((4,)))
    other = replace(here, problem="xor", table=XOR.table, new_example=XOR.new_example)
    assert setup == replace(here, kept=(SLOW, other, here))


def test_what_a_kept_run_has_none_of_is_said_as_well() -> None:
    here = Setup(
        architecture=Architecture((3,)),
        preparation=Preparation((Feature("square", 0),)),
        interventions=(Intervention(5, "learning_rate", 0.5),),
        training=TrainingSettings(batch_size=2),
        kept=(Setup(),),
    )
    query = to_query(here)
    assert query["kept_runs"] == "hidden=&batch=&features=&changes="
    assert from_query(query, VIEWS) == (Moment(here), ())
    assert from_document(to_document(here).encode(), VIEWS) == (Moment(here), ())


def test_another_table_of_ones_own_brings_its_names_and_cells() -> None:
    table = Table(("a;b", "c&d"), ("y=z",), ((0.0, 1.5, 1.0), (2.0, 0.0, 0.0)))
    own = Setup(OWN, table, (0.5, 0.5))
    setup = replace(own, problem="xor", table=XOR.table, new_example=XOR.new_example, kept=(own,))
    assert opened(query_text(to_query(setup))) == (setup, ())


def test_one_timeline_and_one_new_example_belong_to_all() -> None:
    setup = Setup(iterations=50, new_example=(0.0, 1.0, 0.0), kept=(SLOW,))
    (kept,) = setup.kept
    assert (kept.iterations, kept.new_example) == (50, (0.0, 1.0, 0.0))
    other = replace(SLOW, problem="xor", table=XOR.table, new_example=(1.0, 1.0))
    (kept,) = replace(setup, kept=(replace(other, kept=(SLOW,)),)).kept
    assert (kept.new_example, kept.kept) == ((1.0, 1.0), ())


def test_more_than_three_are_refused() -> None:
    with pytest.raises(InputError, match="At most 3 runs are kept"):
        Setup(kept=(SLOW,) * 4)
    with pytest.raises(InputError):
        Setup(kept=("run",))  # type: ignore[arg-type]


def test_what_has_no_room_in_a_link_is_left_out_first_and_named() -> None:
    rows = tuple((i / 7, i / 9, i / 11, float(i % 2)) for i in range(200))
    large = Setup(OWN, Table(("a", "b", "c"), ("d",), rows), (1.0, 1.0, 1.0))
    query, left_out = shortened(to_query(Setup(seed=5, kept=(large,))))
    assert left_out == ("kept_runs",)
    moment, (said,) = from_query(query, VIEWS)
    assert moment.setup == Setup(seed=5)
    assert said.startswith("The link had no room for the kept runs of the experiment")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("same;same;same;same", "It has 4 entries: use at most 3."),
        (";" * 5000 + "x", "It has 4 entries"),
        ("learning_rate=x", '"learning_rate" is left out'),
        ("hidden=99", '"hidden" is left out'),
        ("weather=1", 'Not known here and left out: "weather"'),
        ("kept_runs=same", 'Not known here and left out: "kept_runs"'),
        ("&".join(f"a{i}=1" for i in range(300)), "It has too many parts"),
        ("problem=nothing", 'There is no problem "nothing"'),
        ("table=none", '"kept_runs" is left out'),
        ("table=zzzz", '"table" is left out'),
    ],
)
def test_what_is_wrong_with_a_kept_run_is_said_and_the_rest_opens(text: str, said: str) -> None:
    moment, complaints = from_query({"seed": "7", "kept_runs": text}, VIEWS)
    assert moment.setup.seed == 7
    assert len(moment.setup.kept) <= 3
    assert any(said in one for one in complaints), complaints
    for kept in moment.setup.kept:
        kept.experiment()


@pytest.mark.parametrize("kept", ["x", 3, None, {"a": 1}, [3], [[]], [{"network": 3}], ["same"]])
def test_a_file_with_anything_there_opens(kept: object) -> None:
    moment, complaints = from_document(json.dumps({"seed": 7, "kept_runs": kept}).encode(), VIEWS)
    assert moment.setup.seed == 7
    assert complaints
