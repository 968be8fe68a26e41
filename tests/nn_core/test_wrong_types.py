"""Every public constructor, given anything at all: a value that can be kept, or one sentence."""

import datetime
import inspect
import json
import math
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest

import nn_core
from nn_core import (
    Architecture,
    Dataset,
    Ensemble,
    Experiment,
    Feature,
    InputError,
    Intervention,
    Preparation,
    Run,
    Snapshot,
    TrainingSettings,
)
from nn_core.explanation.gradient_check import gradient_check
from nn_core.problems.generated import GeneratedProblem
from nn_core.run.stop_rule import StopRule
from nn_core.sharing.link import from_query, to_query
from nn_core.sharing.setup import Moment, Setup
from nn_core.sharing.to_dict import to_dict
from nn_core.tables.table import Table

ARTICLE = Dataset([[0, 1, 1], [1, 0, 0], [1, 0, 1]], [1, 0, 1])
EXPERIMENT = Experiment(ARTICLE)
ROW = np.zeros(3)
ROW.setflags(write=False)
# Each constructor with arguments that make a value.
CONSTRUCTORS: Final[dict[str, tuple[Callable[..., Any], dict[str, Any]]]] = {
    "Architecture": (Architecture, {"hidden": (2,)}),
    "Dataset": (
        Dataset,
        {"X": [[0, 1], [1, 0]], "y": [1, 0], "X_test": [[1, 1]], "y_test": [0]},
    ),
    "Experiment": (Experiment, {"dataset": ARTICLE}),
    "Ensemble": (Ensemble, {"experiment": EXPERIMENT, "seeds": [1, 2]}),
    "Feature": (Feature, {"kind": "square", "first": 0}),
    "Intervention": (Intervention, {"iteration": 1, "what": "l1", "value": 1}),
    "Preparation": (Preparation, {}),
    "Run": (Run, {"experiment": EXPERIMENT}),
    "Snapshot": (Snapshot, {"experiment": EXPERIMENT, "iteration": 0, "parameters": ROW}),
    "TrainingSettings": (TrainingSettings, {}),
    "GeneratedProblem": (GeneratedProblem, {"kind": "circle"}),
    "Setup": (Setup, {"problem": "circle"}),
    "StopRule": (StopRule, {}),
    "Table": (Table, {"input_names": ("a",), "target_names": ("b",), "rows": ((1.0, 0.0),)}),
    # No constructors, but asked in the same way.
    "advance_to": (lambda iteration: Run(EXPERIMENT).advance_to(iteration), {"iteration": 1}),
    "at": (lambda iteration: Run(EXPERIMENT).at(iteration), {"iteration": 0}),
    "predict": (lambda X: Run(EXPERIMENT).at(0).predict(X), {"X": [1, 0, 1]}),
    "gradient_check": (
        lambda step, analytic: gradient_check(Run(EXPERIMENT).at(0), step, analytic).passed,
        {"step": 1e-6, "analytic": [0.0, 0.0, 0.0]},
    ),
}
ARGUMENTS = [
    (name, argument)
    for name, (make, _) in CONSTRUCTORS.items()
    for argument in inspect.signature(make).parameters
]
SINGLE: Final[tuple[Any, ...]] = (
    *("", "x", "1", "0.5", "sigmoid", "square", "parameter", "l1", "circle", "\ud800", "🐖" * 9),
    *(None, True, False, Ellipsis, NotImplemented, object(), object, len, Path("a")),
    *(b"", b"1", bytearray(b"1"), memoryview(b"1"), datetime.date(2020, 1, 1)),
    *(Decimal(1), Decimal("0.5"), Decimal("NaN"), Fraction(1, 2), Fraction(2), 1j, 1 + 0j),
    *(0, 1, 2, -1, 0.0, -0.0, 1.0, 0.5, 1e300, 5e-324, math.nan, math.inf, -math.inf),
    *(2**31, 2**32, 2**63, 2**64, 10**400, -(10**400), 10**5000),
    *(np.int8(1), np.int64(1), np.uint64(2**64 - 1), np.float16(0.5), np.float32(0.5)),
    *(np.float64(0.5), np.longdouble(0.5), np.longdouble("1e4000"), np.bool_(True)),
    *(np.complex128(1), np.str_("sigmoid"), np.str_("l1"), np.bytes_(b"a")),
    *(np.datetime64("2020-01-01"), np.timedelta64(1), np.ma.masked),
    *(np.array(1), np.array(0.5), np.array("x"), np.array(None), np.array(1j)),
    *(ARTICLE, EXPERIMENT, Architecture(), TrainingSettings(), Preparation(), StopRule()),
    *(Feature("square", 0), Intervention(1, "l1", 1), GeneratedProblem("moons"), Setup().table),
)
SEVERAL: Final[tuple[Any, ...]] = (
    *((), [], {}, set(), frozenset("ab"), {"a": 1}, {1, 2}, range(3), iter("ab"), [[]], [()]),
    *([1, 0], (1, 0), [[1, 0], [0, 1]], [[1], [2, 3]], [1, [2]], ["a", "a"], ["a", 1], "ab"),
    *([(1, 2)], [("a", "b")], [("a", "b", "c")], [("a", 1)], [{}], [None, None]),
    *(np.zeros(0), np.zeros(3), np.zeros(3, np.float32), np.zeros((2, 2)), np.zeros((0, 2))),
    *(np.zeros((2, 2, 2)), np.array(["a", "b"]), np.array([1, 0]), np.array([1j, 2j])),
    *(np.array([True, False]), np.array([[1, 0], [0, None]]), np.zeros(2, "M8[s]")),
    np.zeros(2, [("a", float)]),
    np.ma.array([1.0, 0.0], mask=[False, True]),
    np.ma.array([[1.0, 0.0], [0.0, 1.0]], mask=[[True, False], [False, False]]),
    np.ma.array([1.0, 0.0, 1.0], mask=True),
    [np.ma.array([1.0, 0.0], mask=[True, False]), [0.0, 1.0]],
)
ZOO: Final = (*SINGLE, *SEVERAL, *([one] for one in SINGLE), *([[one, one]] for one in SINGLE))


SENTENCE: Final = re.compile(r"[A-Z\dy].{10,300}\.")


def is_kept_well(value: object) -> bool:
    """Whether every part of a value is Python's own, or an array that holds finite numbers."""
    if isinstance(value, tuple):
        return type(value) is tuple and all(map(is_kept_well, value))
    if isinstance(value, np.ndarray):
        return type(value) is np.ndarray and value.dtype == np.float64
    if is_dataclass(value):
        return all(is_kept_well(getattr(value, field.name)) for field in fields(value))
    if type(value) is float:
        return math.isfinite(value)
    return value is None or type(value) in (str, int, bool)


def test_every_public_constructor_is_tried() -> None:
    assert set(nn_core.__all__) - {"InputError"} <= CONSTRUCTORS.keys()
    for make, arguments in CONSTRUCTORS.values():
        make(**arguments)


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_anything_is_kept_well_or_refused_in_a_sentence(name: str, argument: str) -> None:
    make, arguments = CONSTRUCTORS[name]
    refused = []
    for value in ZOO:
        try:
            made = make(**{**arguments, argument: value})
        except InputError as error:
            refused.append(str(error))
            continue
        if is_dataclass(made) and not isinstance(made, Table):  # whose cells stay as typed
            assert is_kept_well(made), value
            assert isinstance(hash(made), int)
    assert refused
    assert [said for said in refused if not SENTENCE.fullmatch(said)] == []


@pytest.mark.parametrize("argument", inspect.signature(Setup).parameters)
def test_what_is_taken_can_be_written_and_read_again(argument: str) -> None:
    for value in ZOO:
        try:
            setup = replace(Setup(), **{argument: value})
        except InputError:
            continue
        assert json.loads(json.dumps(to_dict(setup), allow_nan=False))["version"] == 1
        assert isinstance(to_query(setup), dict)


def test_numbers_of_numpy_are_kept_as_pythons() -> None:
    setup = Setup(
        new_example=tuple(np.array([1.0, 0.0, 1.0])),
        held_back=np.float64(0.5),
        architecture=Architecture(np.array([4, 2]), np.True_, np.str_("tanh")),
        training=TrainingSettings(np.float32(0.5), batch_size=np.int64(2), l2=np.float16(0.25)),
        seed=np.uint32(7),
        interventions=[Intervention(np.int8(3), np.str_("l1"), np.float64(0.1))],
        preparation=Preparation([Feature("product", np.int64(2), np.int64(1))], np.False_),
        stop=StopRule(np.float64(0.01), np.True_),
        iterations=np.int64(50),
    )
    assert is_kept_well(setup)
    assert setup == Setup(
        new_example=(1.0, 0.0, 1.0),
        held_back=0.5,
        architecture=Architecture((4, 2), True, "tanh"),
        training=TrainingSettings(0.5, batch_size=2, l2=0.25),
        seed=7,
        interventions=(Intervention(3, "l1", 0.1),),
        preparation=Preparation((Feature("product", 1, 2),), False),
        stop=StopRule(0.01, True),
        iterations=50,
    )
    assert from_query(to_query(setup, np.int32(20)), None) == (Moment(setup, 20), ())


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: TrainingSettings("x"), "The learning rate must be over 0 and at most 1,000"),
        (lambda: TrainingSettings(Decimal("0.5")), "learning rate must be over 0"),
        (lambda: TrainingSettings(np.array(0.5)), "rate must be over 0"),
        (lambda: TrainingSettings(loss=[]), "There is no loss of this name: use one of half_sum"),
        (lambda: TrainingSettings(batch_size="2"), "A batch has 1 to 1,000 rows"),
        (lambda: Feature("square", True), "A feature needs the places of its inputs"),
        (lambda: Intervention(1, "parameter", 1.0, 0.5), "A change is one of the learning rate"),
        (lambda: Intervention(1, "learning_rate", 1.0, 0), "Only a change of a weight or a bias"),
        (lambda: Architecture(hidden=4), r"Hidden layers are a list .*, such as \[4, 2\]"),
        (lambda: Architecture(bias="no"), "The bias is either True or False"),
        (lambda: Dataset([[1j]], [1]), "X must hold numbers only"),
        (lambda: Dataset([["1"]], [1]), "X must hold numbers only, the same count"),
        (
            lambda: Dataset(np.ma.array([[1.0, 2.0]], mask=[[0, 1]]), [1]),
            "X, row 1, column 2: nan cannot be used",
        ),
        (lambda: Dataset([[1, 2]], [1], ["a", "a"]), 'Columns 1 and 2 are both named "a"'),
        (lambda: Dataset([[1]], [1], ["a"], ["a"]), 'both named "a": rename one of them'),
        (lambda: Dataset([[1, 2]], [1], "ab"), "Input names are a list of texts"),
        (lambda: Dataset([[1, 2]], [1], [1, 2]), "names are a list of texts, one for each column"),
        (lambda: Dataset([[1]], [1], (), [None]), "Target names are a list of texts"),
        (lambda: Dataset([[1]], [1], X_test=5, y_test=5), "Test rows need the same columns"),
        (lambda: Experiment([[1]]), "A value of the kind Dataset is needed, not "),
        (
            lambda: Experiment(ARTICLE, interventions=("l1",)),
            "of the kind Intervention is needed, not l1",
        ),
        (lambda: Preparation("ab"), "A list of values of the kind Feature is needed, not ab"),
    ],
)
def test_the_sentence_says_what_is_wrong(make: Callable[[], object], message: str) -> None:
    with pytest.raises(InputError, match=f"^.*{message}"):
        make()


def test_lists_are_kept_as_tuples() -> None:
    table = Table(["a"], ["b"], [[1.0, 0.0]])
    assert table == Table(("a",), ("b",), ((1.0, 0.0),))
    assert Preparation([Feature("square", 0)]).features == (Feature("square", 0),)
    assert hash(Experiment(ARTICLE, interventions=[Intervention(1, "l1", 1.0)])) is not None


def test_what_is_true_may_be_written_as_1() -> None:
    assert [Architecture(bias=value).bias for value in (0, 1, np.int8(1))] == [False, True, True]
    for value in (2, -1, 1.0):
        with pytest.raises(InputError, match="The bias is either True or False"):
            Architecture(bias=value)


def test_tables_take_truth_values_and_whole_numbers_of_any_kind() -> None:
    mixed = np.array([[True, 2**70], [np.bool_(False), np.float32(0.5)]], dtype=object)
    with pytest.raises(InputError, match="X, row 1, column 2: "):
        Dataset(mixed, [1, 0])
    mixed[0, 1] = np.int8(3)
    assert Dataset(mixed, np.array([True, False])) == Dataset([[1, 3], [0, 0.5]], [1, 0])
    for value in (np.timedelta64(1), "1", 1j, Decimal(1)):
        mixed[0, 1] = value
        with pytest.raises(InputError, match="X must hold numbers only"):
            Dataset(mixed, [1, 0])
    for value in (np.timedelta64(1), np.datetime64(1, "s"), True):
        with pytest.raises(InputError, match="The learning rate must be over 0"):
            TrainingSettings(value)
