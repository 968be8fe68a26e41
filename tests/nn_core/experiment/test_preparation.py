"""Features and scaling, by hand: what enters the network, and what is left as it is."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Dataset, Experiment, Feature, InputError, Preparation
from nn_core.experiment.preparation import InputFact, what_it_did
from nn_core.training.parameters import names
from tests.oracles import tables

SQUARE, PRODUCT, SINE = Feature("square", 0), Feature("product", 0, 1), Feature("sine", 1)
ROWS = Dataset([[1.0, 2.0], [3.0, -4.0]], [0, 1], ["a", "b"], X_test=[[5.0, 0.0]], y_test=[1])


def prepared(X: Any, **chosen: Any) -> Any:
    return Experiment(Dataset(X, [0] * len(X)), preparation=Preparation(**chosen)).X


def test_nothing_is_done_unless_it_is_asked_for() -> None:
    experiment = Experiment(ROWS)
    np.testing.assert_array_equal(experiment.X, ROWS.X)
    assert experiment.scaling is None
    assert experiment.n_inputs == 2


def test_features_by_hand() -> None:
    experiment = Experiment(ROWS, preparation=Preparation((SQUARE, PRODUCT, SINE)))
    np.testing.assert_allclose(
        experiment.X, [[1, 2, 1, 2, math.sin(2)], [3, -4, 9, -12, math.sin(-4)]], rtol=1e-15
    )
    assert experiment.input_names == ("a", "b", "a²", "a × b", "sin(b)")
    assert names(experiment) == ("a", "b", "a²", "a × b", "sin(b)")
    assert experiment.n_parameters == 5


def test_scaling_by_hand() -> None:
    experiment = Experiment(ROWS, preparation=Preparation((SQUARE,), scale=True))
    # a: mean 2, deviation 1; b: mean -1, deviation 3; a²: mean 5, deviation 4
    np.testing.assert_allclose(experiment.X, [[-1, 1, -1], [1, -1, 1]], rtol=1e-15)
    np.testing.assert_allclose(experiment.prepare(ROWS.X_test), [[3, 1 / 3, 5]], rtol=1e-15)
    assert not experiment.X.flags.writeable


def test_a_constant_column_stays_as_it_is() -> None:
    X = [[1.0, 1e6, 0.1 + 0.2], [1.0, 1e6, 0.3], [1.0, 1e6, 0.3]]  # 0.1 + 0.2 is not quite 0.3
    np.testing.assert_array_equal(prepared(X, scale=True), X)
    np.testing.assert_array_equal(prepared([[7.0, 2.0]], scale=True), [[7, 2]])
    tiny = [[0.0], [1e-200]]
    np.testing.assert_array_equal(prepared(tiny, scale=True), tiny)


def test_the_largest_values_do_not_overflow() -> None:
    X = [[1e6, -1e6], [-1e6, 1e6], [1e6, 1e6]]
    features = (Feature("square", 1), PRODUCT, SINE)
    expanded = prepared(X, features=features)
    np.testing.assert_array_equal(expanded[:, 2:4], [[1e12, -1e12], [1e12, -1e12], [1e12, 1e12]])
    scaled = prepared(X, features=features, scale=True)
    np.testing.assert_allclose(scaled[:, 3], [-(0.5**0.5), -(0.5**0.5), 2**0.5])
    assert np.abs(scaled[:, [0, 1, 3, 4]]).max() < 2
    np.testing.assert_array_equal(scaled[:, 2], 1e12)  # it is constant


@given(tables(1e6), st.booleans())
def test_scaled_columns_have_mean_0_and_deviation_1(dataset: Dataset, is_expanded: bool) -> None:
    features = (SQUARE, Feature("sine", 0)) if is_expanded else ()
    plain = Experiment(dataset, preparation=Preparation(features))
    scaled = Experiment(dataset, preparation=Preparation(features, scale=True))
    assert scaled.scaling is not None
    for before, after, mean in zip(plain.X.T, scaled.X.T, scaled.scaling.mean, strict=True):
        assert np.isfinite(after).all()
        if (before == after).all():
            continue
        assert after.std() == pytest.approx(1, rel=1e-6)
        assert after.mean() == pytest.approx(0, abs=1e-3)
        assert mean == before.mean()
    anything = np.full((1, dataset.n_inputs), 1e6)
    assert np.abs(scaled.prepare(anything)).max() < 1e30


def test_a_product_has_no_order() -> None:
    assert Feature("product", 1, 0) == PRODUCT
    assert Feature("product", 1, 0).name(("a", "b")) == "a × b"
    with pytest.raises(InputError, match="each of them once"):
        Preparation((PRODUCT, Feature("product", 1, 0))).check(2)


@pytest.mark.parametrize(
    ("kind", "places", "message"),
    [
        ("cube", (0,), "the square or sine of one input, or a product of two"),
        ("square", (0, 1), "the square or sine of one input, or a product of two"),
        ("product", (0,), "the square or sine of one input, or a product of two"),
        ("square", (-1,), "counted from 0"),
        ("product", (0, -1), "counted from 0"),
        ("square", (0.0,), "counted from 0"),
    ],
)
def test_what_is_no_feature(kind: str, places: tuple[Any, ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        Feature(kind, *places)


def test_features_must_fit_the_table() -> None:
    for feature in (Feature("square", 2), Feature("product", 0, 2)):
        with pytest.raises(InputError, match="The table has 2 inputs: a feature needs another one"):
            Experiment(ROWS, preparation=Preparation((feature,)))
    many = tuple(Feature("square", place) for place in range(21))
    with pytest.raises(InputError, match="at most 20 features"):
        Preparation(many).check(30)
    Preparation(many[:20]).check(20)


def test_what_was_done_can_be_told() -> None:
    experiment = Experiment(
        Dataset([[1.0, 1.0], [3.0, 1.0]], [0, 1], ["a", "b"]),
        preparation=Preparation((SQUARE,), scale=True),
    )
    told = what_it_did(experiment.preparation, ("a", "b"), experiment.scaling)
    assert told == (
        InputFact("a", is_feature=False, is_scaled=True, mean=2, deviation=1),
        InputFact("b", is_feature=False, is_scaled=False, mean=0, deviation=1),
        InputFact("a²", is_feature=True, is_scaled=True, mean=5, deviation=4),
    )
    plain = what_it_did(Preparation((SQUARE,)), ("a",), None)
    assert plain == (
        InputFact("a", is_feature=False, is_scaled=False, mean=0, deviation=1),
        InputFact("a²", is_feature=True, is_scaled=False, mean=0, deviation=1),
    )


def test_what_varies_by_rounding_only_is_not_scaled() -> None:
    for X, varies in (
        ([[0.0], [4e-12]], True),  # the deviation is half of it
        ([[0.0], [1e-12]], False),
        ([[5e5], [5e5 + 2e-6]], True),
        ([[5e5], [5e5 + 5e-7]], False),
    ):
        assert (prepared(X, scale=True).tolist() != X) == varies
